//! Claims about the way between two periods: that a value is steady, and that it rises or falls at every step.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Band, Indicator, Input, Kind, Period, Polarity, Unit, format_figure};
use crate::paper::claims::claim::{Verdict, Wording};
use crate::paper::claims::claim_words::{lower_first, no_polarity, shown};
use crate::paper::scope::Scope;
use crate::paper::values::change::Stretch;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Movement, Reference, SpanOfTime};

/// A value on the way, and when.
type Point = (Period, Value);

impl Scope<'_> {
    /// `x is steady from A to B`: every value on the way stays within the declared band of the first (S19).
    pub(in crate::paper) fn steady(
        &self,
        reference: &Reference,
        over: SpanOfTime,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let Stretch { indicator, area, from, to } =
            self.stretch(reference, over, span, diagnostics)?;
        let declared = &self.model.indicators[&indicator];
        let Some(steady) = declared.steady else {
            diagnostics.add(undeclared(declared, span));
            return None;
        };
        let values = self.series(&indicator, &area, from, to, span, diagnostics)?;
        let (_, first) = values.first()?.clone();
        let (_, last) = values.last()?.clone();
        let band = |first: Decimal| match steady.band {
            Band::Percent(share) => first.abs() * share / Decimal::ONE_HUNDRED,
            Band::Amount(amount) => amount,
        };
        let within = |value: Decimal, first: Decimal| (value - first).abs() <= band(first);
        let exact = values.iter().all(|(_, value)| within(value.exact, first.exact));
        let printed = values.iter().all(|(_, value)| within(value.rounded(), first.rounded()));
        let away = |value: &Value| (value.exact - first.exact).abs();
        // The first of those that are furthest away: the earliest.
        let (when, furthest) = values.iter().fold(values.first()?, |best, next| {
            if away(&next.1) > away(&best.1) { next } else { best }
        });
        let title = lower_first(&declared.title);
        let undecided = exact != printed;
        let size = |size: Decimal, finer: u32| amount(size, first.decimals + finer, &first.unit);
        let allowed = match steady.band {
            Band::Percent(share) => {
                let share = format_figure(share, share.normalize().scale(), &Unit::Percent);
                format!("within {share} of the first, {} either way", size(band(first.exact), 1))
            }
            Band::Amount(band) => {
                let finer = band.normalize().scale().saturating_sub(first.decimals);
                format!("within {} of the first", size(band, finer))
            }
        };
        let truth = format!(
            "{title} stood at {}, and at {}: {} away, and steady is {allowed}",
            shown(&first, undecided, &from.to_string()),
            shown(furthest, undecided, &when.to_string()),
            size(away(furthest), u32::from(undecided)),
        );
        let wording = match last.rounded().cmp(&first.rounded()) {
            std::cmp::Ordering::Greater => vec![Wording::new("rose", Some(("is steady", "rises")))],
            std::cmp::Ordering::Less => vec![Wording::new("fell", Some(("is steady", "falls")))],
            std::cmp::Ordering::Equal => Vec::new(),
        };
        let inputs = inputs([&first, furthest, &last], &values);
        Some(Verdict { exact, printed, truth, wording, inputs })
    }

    /// `x rises steadily from A to B`: every step goes that way.
    pub(in crate::paper) fn steadily(
        &self,
        movement: Movement,
        reference: &Reference,
        over: SpanOfTime,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let Stretch { indicator, area, from, to } =
            self.stretch(reference, over, span, diagnostics)?;
        let values = self.series(&indicator, &area, from, to, span, diagnostics)?;
        let declared = &self.model.indicators[&indicator];
        let title = lower_first(&declared.title);
        let polarity = declared.polarity;
        let judges = matches!(movement, Movement::Improves | Movement::Worsens);
        if judges && polarity == Polarity::None {
            diagnostics.add(no_polarity(&indicator, declared.span, span));
            return None;
        }
        let up = match movement {
            Movement::Improves => polarity == Polarity::Higher,
            Movement::Worsens => polarity != Polarity::Higher,
            movement => movement == Movement::Rises,
        };
        if values.len() < 3 {
            diagnostics.add(one_step(&title, from, to, span));
            return None;
        }
        let exact = against(up, &values, |value| value.exact);
        let printed = against(up, &values, Value::rounded);
        let undecided = exact.is_none() != printed.is_none();
        let ((_, first), (_, last)) = (values.first()?, values.last()?);
        let ends = format!(
            "from {} to {}",
            shown(first, undecided, &from.to_string()),
            shown(last, undecided, &to.to_string())
        );
        let verb = verb(first, last);
        let turn = exact.or(printed);
        let truth = match turn {
            Some(((before, earlier), (after, later))) => format!(
                "on the way {ends} {title} {} from {} to {}",
                self::verb(earlier, later),
                shown(earlier, undecided, &before.to_string()),
                shown(later, undecided, &after.to_string()),
            ),
            None => format!("{title} {verb} at every step {ends}"),
        };
        let wording = if last.rounded() == first.rounded() {
            Vec::new()
        } else {
            let plain = if last.exact > first.exact { "rises" } else { "falls" };
            let said = match movement {
                Movement::Improves => "improves steadily",
                Movement::Worsens => "worsens steadily",
                _ if up => "rises steadily",
                _ => "falls steadily",
            };
            vec![Wording::new(verb, Some((said, plain)))]
        };
        let shown =
            turn.map_or([first, last, last], |((_, earlier), (_, later))| [earlier, later, first]);
        let inputs = inputs(shown, &values);
        Some(Verdict { exact: exact.is_none(), printed: printed.is_none(), truth, wording, inputs })
    }
}

/// The first step that does not go a way.
pub(in crate::paper) fn against(
    up: bool,
    values: &[Point],
    of: impl Fn(&Value) -> Decimal,
) -> Option<(&Point, &Point)> {
    values.iter().zip(values.iter().skip(1)).find(|((_, before), (_, after))| {
        if up { of(after) <= of(before) } else { of(after) >= of(before) }
    })
}

/// What happened between two values.
pub(in crate::paper) fn verb(earlier: &Value, later: &Value) -> &'static str {
    match later.exact.cmp(&earlier.exact) {
        std::cmp::Ordering::Less => "fell",
        std::cmp::Ordering::Equal => "held",
        std::cmp::Ordering::Greater => "rose",
    }
}

/// Two periods with nothing between them, of which no way can be told.
fn one_step(title: &str, from: Period, to: Period, span: Span) -> Diagnostic {
    Diagnostic::error(
        "period-unclear",
        span,
        format!("{title} has one step only from {from} to {to}, and `steadily` needs more"),
    )
    .help("name an earlier period, or leave `steadily` out")
}

/// An indicator that does not say what counts as steady.
fn undeclared(indicator: &Indicator, span: Span) -> Diagnostic {
    let line = match indicator.kind {
        Kind::Percentage { .. } => "steady within 2 percentage points",
        _ => "steady within 5%",
    };
    Diagnostic::error(
        "value-absent",
        span,
        format!("`{}` does not say what counts as steady", indicator.name),
    )
    .label(indicator.span, "the indicator is declared here")
    .help(format!("add a line there, such as `{line}`"))
}

/// The size of a difference, in the unit that differences have.
fn amount(size: Decimal, decimals: u32, unit: &Unit) -> String {
    let unit = match unit {
        Unit::Percent => &Unit::PercentagePoints,
        other => other,
    };
    format_figure(size.normalize(), decimals.min(size.normalize().scale()), unit)
}

/// The cells of the values that decide, and then of the others.
fn inputs(decisive: [&Value; 3], values: &[Point]) -> Vec<Input> {
    let mut inputs: Vec<Input> = Vec::new();
    let others = values.iter().map(|(_, value)| value);
    for input in decisive.into_iter().chain(others).flat_map(|value| &value.inputs) {
        if !inputs.contains(input) {
            inputs.push(input.clone());
        }
    }
    inputs
}
