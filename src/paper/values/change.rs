//! What happens to a value from one period to a later one: changes, and the periods that they are between.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Kind as IndicatorKind, Period, Unit, format_figure};
use crate::paper::claims::claim_words::{self, lower_first};
use crate::paper::scope::Scope;
use crate::paper::tied::agree::disagreement;
use crate::paper::values::durations::figures_for;
use crate::paper::values::value::{Change, Printed, Value, comparable, unit_name};
use crate::paper::words::{FigureInWords, WordsUnit};
use crate::source::Span;
use crate::syntax::ast::{ChangeKind, Expression, ExpressionKind as Kind, Reference, SpanOfTime};

/// An indicator in an area, from one period to a later one.
#[derive(Clone)]
pub(in crate::paper) struct Stretch {
    pub(in crate::paper) indicator: String,
    pub(in crate::paper) area: String,
    pub(in crate::paper) from: Period,
    pub(in crate::paper) to: Period,
}

impl Scope<'_> {
    /// Whether a figure in the words of a movement is how far it went: "rose by £470,000", "fell by 13%".
    pub(in crate::paper) fn is_size(
        &self,
        words: &str,
        figure: &FigureInWords,
        claim: &Expression,
    ) -> bool {
        let Kind::Moves(_, reference, over) = &claim.kind else { return false };
        // "Rose to £470,000" is where it went.
        let before = words.get(..figure.whole.start).unwrap_or("").trim_end();
        let said = words.get(figure.whole.clone()).unwrap_or(words);
        !before.ends_with("to")
            && [ChangeKind::Signed, ChangeKind::Percentage].into_iter().any(|kind| {
                let kind = Kind::Change(kind, reference.clone(), *over);
                let change = Expression { kind, span: claim.span };
                let value = self.evaluate(&change, &mut Diagnostics::default());
                value.is_some_and(|value| disagreement(said, &value).is_none())
            })
    }

    /// The indicator, the area and the two periods that a change or a movement is about, the earlier one first.
    pub(in crate::paper) fn stretch(
        &self,
        reference: &Reference,
        over: SpanOfTime,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Stretch> {
        let indicator = self.indicator(&reference.name, diagnostics)?;
        let area = self.area(reference.area.as_ref(), reference.name.span, diagnostics)?;
        let (from, to) = self.ends(over, diagnostics)?;
        in_order(from, to, span, diagnostics)?;
        self.alike(&indicator, from, to, span, diagnostics)?;
        Some(Stretch { indicator, area, from, to })
    }

    /// Whether what happened in two periods can be compared: a year of starts is no quarter of them.
    fn alike(
        &self,
        indicator: &str,
        from: Period,
        to: Period,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<()> {
        let declared = &self.model.indicators[indicator];
        let (months, other) = (from.month_count(), to.month_count());
        if !within_period(&declared.kind) || months == other {
            return Some(());
        }
        diagnostics.add(
            Diagnostic::error(
                "kind-forbids",
                span,
                format!(
                    "{from} and {to} are of unlike length, and `{indicator}` is {}",
                    declared.kind.in_words()
                ),
            )
            .label(declared.span, format!("declared here as {}", declared.kind.in_words()))
            .note(format!(
                "What was counted in a {} is not compared with what was counted in a {}.",
                from.noun(),
                to.noun()
            ))
            .help("name two periods of one kind: two quarters, or two years"),
        );
        None
    }

    /// `change in x from A to B`, `rise in`, `fall in`, `percentage change in`.
    pub(in crate::paper) fn change(
        &self,
        change: ChangeKind,
        reference: &Reference,
        over: SpanOfTime,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let Stretch { indicator, area, from, to } =
            self.stretch(reference, over, span, diagnostics)?;
        let earlier = self.at(&indicator, &area, from, span, diagnostics)?;
        let later = self.at(&indicator, &area, to, span, diagnostics)?;
        let subject = lower_first(&self.model.indicators[&indicator].title);
        let when = [format!(" in {from}"), format!(" in {to}")];
        changed(
            change,
            (earlier, later),
            (&format!("`{indicator}`"), &subject, when),
            span,
            diagnostics,
        )
    }

    /// `change from a to b`, `percentage change from a to b`: of any two values, the earlier one first.
    pub(in crate::paper) fn change_from(
        &self,
        change: ChangeKind,
        earlier: &Expression,
        later: &Expression,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let (one, other) = (self.evaluate(earlier, diagnostics), self.evaluate(later, diagnostics));
        let (one, other) = (one?, other?);
        if let (Kind::Reference(from), Kind::Reference(to)) = (&earlier.kind, &later.kind)
            && let (Some(start), Some(end)) = (from.at, to.at)
            && from.name.text == to.name.text
        {
            let (start, end) = (self.period(start, diagnostics)?, self.period(end, diagnostics)?);
            in_order(start, end, span, diagnostics)?;
        }
        if !comparable(&one, &other) {
            let (from, to) = (unit_name(&one.unit), unit_name(&other.unit));
            diagnostics.add(
                Diagnostic::error(
                    "kind-forbids",
                    span,
                    format!("from {from} to {to} there is no change"),
                )
                .label(earlier.span, one.printed())
                .label(later.span, other.printed()),
            );
            return None;
        }
        // A figure that is typed takes the unit of the other.
        let unit = if other.literal { one.unit.clone() } else { other.unit.clone() };
        let other = Value { unit, ..other };
        let when = [String::new(), String::new()];
        changed(change, (one, other), ("the value", "the value", when), span, diagnostics)
    }

    /// The two values of a percentage change, the earlier one first; `None` of another expression.
    fn compared(&self, expression: &Expression) -> Option<(Value, Value)> {
        // They were worked out, so that all that is wrong with them was reported.
        let mut reported = Diagnostics::default();
        match &expression.kind {
            Kind::Change(ChangeKind::Percentage, reference, over) => {
                let Stretch { indicator, area, from, to } =
                    self.stretch(reference, *over, expression.span, &mut reported)?;
                let mut at =
                    |period| self.at(&indicator, &area, period, expression.span, &mut reported);
                Some((at(from)?, at(to)?))
            }
            Kind::ChangeFrom(ChangeKind::Percentage, earlier, later) => {
                Some((self.evaluate(earlier, &mut reported)?, self.evaluate(later, &mut reported)?))
            }
            _ => None,
        }
    }

    /// What words for a percentage change have been worked out from, where that is the later value: a change is a share of
    /// the earlier one.
    pub(in crate::paper) fn other_base(
        &self,
        words: &str,
        expression: &Expression,
        value: &Value,
    ) -> Option<String> {
        let (earlier, later) = self.compared(expression)?;
        let figures = figures_for(words, value);
        let [figure] = figures.as_slice() else { return None };
        let difference = (later.exact - earlier.exact).abs();
        let of =
            |whole: Decimal| difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.abs());
        let (said, right) = (figure.value.abs(), of(earlier.exact)?);
        let states = |share: Decimal| figure.approximator.holds(share, said, figure.decimals);
        if figure.unit != WordsUnit::Percent || !states(of(later.exact)?) || states(right) {
            return None;
        }
        let decimals = u32::try_from(figure.decimals).unwrap_or(0);
        let percent = |share: Decimal| format_figure(share, decimals, &Unit::Percent);
        let size = format_figure(difference, earlier.decimals.max(later.decimals), &later.unit);
        Some(format!(
            "{} is {size} of the later value, {}; of the earlier, {}, it is {}. A change is a share of the earlier value.",
            percent(said),
            later.printed(),
            earlier.printed(),
            percent(right)
        ))
    }
}

/// The change from an earlier value to a later one. The words are what the value is called, the same inside a sentence,
/// and when each of the two was.
fn changed(
    change: ChangeKind,
    (earlier, later): (Value, Value),
    (name, subject, [from, to]): (&str, &str, [String; 2]),
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    let mut inputs = later.inputs.clone();
    inputs.extend(earlier.inputs.iter().cloned());
    let mut marks = earlier.marks.clone();
    marks.extend(later.marks.iter().filter(|mark| !earlier.marks.contains(mark)));
    let decimals = earlier.decimals.max(later.decimals);
    let difference = later.exact - earlier.exact;
    let value = |exact: Decimal, decimals: u32, unit: Unit, change: Change| Value {
        exact,
        decimals,
        unit,
        inputs: inputs.clone(),
        change,
        whole: false,
        literal: false,
        stock: None,
        marks: marks.clone(),
        form: Printed::Digits,
    };
    if change == ChangeKind::Percentage {
        if matches!(later.unit, Unit::Percent) {
            let points = format_figure(difference, decimals, &Unit::PercentagePoints);
            diagnostics.add(
                Diagnostic::error(
                    "kind-forbids",
                    span,
                    format!("{name} is a percentage: its change is in percentage points"),
                )
                .note(format!(
                    "From {} to {} is a change of {points}, not of so many per cent.",
                    earlier.printed(),
                    later.printed(),
                ))
                .help("write `change` and not `percentage change`, and say \"percentage points\""),
            );
            return None;
        }
        if earlier.exact.is_zero() {
            diagnostics.add(
                Diagnostic::error(
                    "kind-forbids",
                    span,
                    format!(
                        "from {} there is no percentage change: it was zero",
                        earlier.printed()
                    ),
                )
                .help("write `change` and not `percentage change`"),
            );
            return None;
        }
        let exact = difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(earlier.exact)?;
        return Some(value(exact, 0, Unit::Percent, Change::Signed));
    }
    let wrong_way = match change {
        ChangeKind::Rise => difference <= Decimal::ZERO,
        ChangeKind::Fall => difference >= Decimal::ZERO,
        ChangeKind::Signed | ChangeKind::Percentage => false,
    };
    if wrong_way {
        let (said, truth) = match (change, difference.is_zero()) {
            (ChangeKind::Rise, false) => ("rose", "fell"),
            (ChangeKind::Rise, true) => ("rose", "held"),
            (_, false) => ("fell", "rose"),
            (_, true) => ("fell", "held"),
        };
        let values = if from.is_empty() {
            format!("from {} to {}", earlier.printed(), later.printed())
        } else {
            format!("{}{from}, {}{to}", earlier.printed(), later.printed())
        };
        let separator = if from.is_empty() { " " } else { ": " };
        let diagnostic = Diagnostic::error(
            "claim-false",
            span,
            format!(
                "this needs a {}, but {subject} {truth}{separator}{values}",
                if change == ChangeKind::Rise { "rise" } else { "fall" },
            ),
        )
        .here(format!("says that it {said}"));
        diagnostics.add(claim_words::cells(diagnostic, &inputs));
        return None;
    }
    let (exact, direction) = match change {
        ChangeKind::Fall => (-difference, Change::Fall),
        ChangeKind::Rise => (difference, Change::Rise),
        ChangeKind::Signed | ChangeKind::Percentage => (difference, Change::Signed),
    };
    let unit = match &later.unit {
        Unit::Percent => Unit::PercentagePoints,
        unit => unit.clone(),
    };
    Some(value(exact, decimals, unit, direction))
}

/// Whether what an indicator counts is counted within a period, and so is more in a longer one.
pub(in crate::paper) fn within_period(kind: &IndicatorKind) -> bool {
    kind.is_flow() || *kind == IndicatorKind::People
}

/// Whether the earlier period is named first; the wrong order is reported.
pub(in crate::paper) fn in_order(
    from: Period,
    to: Period,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    if from.last_day() < to.last_day() {
        return Some(());
    }
    diagnostics.add(
        Diagnostic::error("period-unclear", span, format!("{from} does not come before {to}"))
            .help("name the earlier period first: `from 2022-23 Q2 to 2022-23 Q4`"),
    );
    None
}
