//! How many indicators, and how many areas, there are of which something is so. What is counted, what is not, and what is
//! left out since it cannot be told, goes along in words, so that each message about a count shows it.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Area, Indicator, Input, Period, Polarity, Quantity};
use crate::paper::claims::claim_words::{moved, no_polarity, stands, stands_against};
use crate::paper::scope::{Scope, unknown};
use crate::paper::values::change::{in_order, within_period};
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Condition, Counted, Movement, Name, Position, Reference, Standing};

/// What a condition asks of each indicator, with its names looked up.
enum Asked<'c> {
    Nothing,
    Status(Position, Period),
    Moves(Movement, Period, Period),
    Against(Standing, &'c Area, Period),
    Target(bool, Period),
}

/// Whether it is so of one indicator or area, with the values that decide; or why it cannot be told.
type Answer = Result<(bool, Vec<Quantity>), String>;

/// What was counted, what was not, and what was left out.
#[derive(Default)]
struct Tally {
    counted: Vec<String>,
    others: Vec<String>,
    left_out: Vec<String>,
    cells: Vec<Input>,
}

impl Tally {
    fn add(&mut self, name: &str, answer: Answer) {
        match answer {
            Ok((so, quantities)) => {
                let values: Vec<String> = quantities.iter().map(Quantity::printed).collect();
                let mut shown = format!("`{name}`");
                if !values.is_empty() {
                    // To a string, writing cannot fail.
                    let _ = write!(shown, " ({})", values.join(" and "));
                }
                if so {
                    self.counted.push(shown);
                    let firsts =
                        quantities.into_iter().filter_map(|value| value.inputs.into_iter().next());
                    self.cells.extend(firsts);
                } else {
                    self.others.push(shown);
                }
            }
            Err(reason) => self.left_out.push(format!("`{name}` ({reason})")),
        }
    }

    fn value(self) -> Value {
        let note = |label: &str, names: &[String]| {
            (!names.is_empty()).then(|| Input {
                label: format!("{label} {}", names.len()),
                printed: names.join(", "),
                span: None,
                place: String::new(),
            })
        };
        let number = Decimal::from(self.counted.len());
        let notes = [
            note("Counted", &self.counted),
            note("Not so", &self.others),
            note("Left out", &self.left_out),
        ];
        Value::number(number, notes.into_iter().flatten().chain(self.cells).collect())
    }
}

impl Scope<'_> {
    /// `count of indicators …`, `count of areas …`.
    pub(in crate::paper) fn count(
        &self,
        counted: &Counted,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        // What could not be read would be missing in the count.
        if self.model.unread {
            return None;
        }
        match counted {
            Counted::Indicators(domain, condition) => {
                self.count_indicators(domain.as_ref(), condition.as_ref(), span, diagnostics)
            }
            Counted::AreasWith(reference) => self.count_areas(reference, None, span, diagnostics),
            Counted::AreasWhere(reference, standing) => {
                self.count_areas(reference, Some(*standing), span, diagnostics)
            }
        }
    }

    fn count_indicators(
        &self,
        domain: Option<&Name>,
        condition: Option<&Condition>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        if let Some(domain) = domain
            && !self.model.domains.contains_key(&domain.text)
        {
            if self.no_model(domain, diagnostics) {
                return None;
            }
            let known = self.model.domains.keys().map(String::as_str);
            let message = format!("there is no domain `{}`", domain.text);
            diagnostics.add(unknown(domain, message, known));
            return None;
        }
        let asked = self.asked(condition, span, diagnostics)?;
        let home = self.area(None, span, diagnostics)?;
        let mut tally = Tally::default();
        for (name, indicator) in &self.model.indicators {
            if domain.is_none_or(|domain| indicator.domain.as_ref() == Some(&domain.text)) {
                tally.add(name, self.answer(&asked, indicator, &home));
            }
        }
        Some(tally.value())
    }

    fn asked(
        &self,
        condition: Option<&Condition>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Asked<'_>> {
        let now = |diagnostics: &mut Diagnostics| {
            if self.now().is_none() {
                diagnostics.add(
                    Diagnostic::error(
                        "period-unclear",
                        span,
                        "a count of indicators needs the paper's reporting period",
                    )
                    .help("add a line such as `reporting 2022-23 Q2 to 2022-23 Q4` to the paper"),
                );
            }
            self.now()
        };
        Some(match condition {
            None => Asked::Nothing,
            Some(Condition::Status(position)) => Asked::Status(*position, now(diagnostics)?),
            Some(Condition::Target(meets)) => Asked::Target(*meets, now(diagnostics)?),
            Some(Condition::Moves(movement, over)) => {
                let (from, to) = self.ends(*over, diagnostics)?;
                in_order(from, to, over.span, diagnostics)?;
                Asked::Moves(*movement, from, to)
            }
            Some(Condition::Against(standing, area, period)) => {
                let other = self.area(Some(area), area.span, diagnostics)?;
                let period = match (period, self.comparators) {
                    (Some(period), _) => self.period(*period, diagnostics)?,
                    // Like is compared with like: both in the year of the comparators.
                    (None, Some(comparators)) => comparators,
                    (None, None) => now(diagnostics)?,
                };
                Asked::Against(*standing, &self.model.areas[&other], period)
            }
        })
    }

    fn answer(&self, asked: &Asked<'_>, indicator: &Indicator, home: &str) -> Answer {
        let name = &indicator.name;
        let value = |area: &str, period: Period| {
            self.model.value(name, area, period).map_err(|_| format!("no value for {period}"))
        };
        let polarity = |needed: bool| {
            if needed && indicator.polarity == Polarity::None {
                return Err("no `better`".to_owned());
            }
            Ok(indicator.polarity)
        };
        match asked {
            Asked::Nothing => Ok((true, Vec::new())),
            Asked::Status(position, now) => {
                let expected = self.model.range(name, *now);
                let expected =
                    expected.ok_or_else(|| format!("no expected range for {}", now.year()))?;
                let value = value(home, *now)?;
                Ok((stands(*position, value.exact, expected, &value.unit), vec![value]))
            }
            Asked::Target(meets, now) => {
                let target = self.model.target(name, *now);
                let target = target.ok_or_else(|| format!("no target for {}", now.year()))?.value;
                let value = value(home, *now)?;
                let reached = if indicator.polarity == Polarity::Lower {
                    value.exact <= target
                } else {
                    value.exact >= target
                };
                Ok((reached == *meets, vec![value]))
            }
            Asked::Moves(movement, from, to) => {
                let judged = matches!(movement, Movement::Improves | Movement::Worsens);
                let polarity = polarity(judged)?;
                if within_period(&indicator.kind) && from.month_count() != to.month_count() {
                    return Err(format!("{from} and {to} are of unlike length"));
                }
                let (earlier, later) = (value(home, *from)?, value(home, *to)?);
                // As printed: so each indicator has risen, fallen or held, and the three add up to all.
                let so = moved(*movement, polarity, earlier.rounded(), later.rounded());
                Ok((so, vec![earlier, later]))
            }
            Asked::Against(standing, area, period) => {
                let judged = matches!(standing, Standing::Better | Standing::Worse);
                let polarity = polarity(judged)?;
                let own = value(home, *period)?;
                let other = value(&area.name, *period)
                    .map_err(|reason| format!("{reason} for {}", area.title))?;
                let so = stands_against(*standing, polarity, own.exact, other.exact);
                Ok((so, vec![own, other]))
            }
        }
    }

    /// How many authorities have a value; or how many have one that stands so against the home area's.
    fn count_areas(
        &self,
        reference: &Reference,
        standing: Option<Standing>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let indicator = self.indicator(&reference.name, diagnostics)?;
        if let Some(area) = &reference.area {
            diagnostics.add(
                Diagnostic::error(
                    "syntax-error",
                    area.span,
                    "all other authorities are counted, and none is named here",
                )
                .help("take `for` and the area out"),
            );
            return None;
        }
        // The home area's own value, whose absence and whose lack of a period are reported.
        let own = self.reference(reference, diagnostics)?;
        let Some(at) = reference.at else {
            diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    reference.span,
                    "in which period are they counted?",
                )
                .help(format!("write `{indicator} in 2021-22`")),
            );
            return None;
        };
        let period = self.period(at, diagnostics)?;
        let declared = &self.model.indicators[&indicator];
        let judged = matches!(standing, Some(Standing::Better | Standing::Worse));
        if judged && declared.polarity == Polarity::None {
            diagnostics.add(no_polarity(&indicator, declared.span, span));
            return None;
        }
        let mut tally = Tally::default();
        for (name, area) in &self.model.areas {
            if area.home || area.published || area.group || area.region {
                continue;
            }
            let answer = self
                .model
                .value(&indicator, name, period)
                .map_err(|_| format!("no value for {period}"))
                .map(|value| {
                    let so = standing.is_none_or(|standing| {
                        stands_against(standing, declared.polarity, value.exact, own.exact)
                    });
                    (so, vec![value])
                });
            tally.add(name, answer);
        }
        if tally.counted.is_empty() && tally.others.is_empty() {
            diagnostics.add(
                Diagnostic::error(
                    "value-absent",
                    span,
                    format!("no other authority has a value of `{indicator}` for {period}"),
                )
                .note("Groups, regions and the home area itself are not counted.")
                .help("declare the authorities as areas of the model, and give each a row in the data"),
            );
            return None;
        }
        let mut value = tally.value();
        if standing.is_some() {
            value.inputs.extend(own.inputs);
        }
        Some(value)
    }
}
