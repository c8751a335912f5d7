//! What happens to a value from one period to a later one: changes, and the periods that they are between.

use rust_decimal::Decimal;

use super::claim_words;
use super::scope::Scope;
use super::value::{Change, Printed, Value};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Kind, Period, Unit, format_figure};
use crate::source::Span;
use crate::syntax::ast::{ChangeKind, Reference, SpanOfTime};

/// An indicator in an area, from one period to a later one.
pub(super) struct Stretch {
    pub(super) indicator: String,
    pub(super) area: String,
    pub(super) from: Period,
    pub(super) to: Period,
}

impl Scope<'_> {
    /// The indicator, the area and the two periods that a change or a movement is about, the earlier one first.
    pub(super) fn stretch(
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
    pub(super) fn change(
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
        let mut inputs = later.inputs.clone();
        inputs.extend(earlier.inputs.iter().cloned());
        let mut marks = earlier.marks.clone();
        marks.extend(&later.marks);
        let decimals = earlier.decimals.max(later.decimals);
        if change == ChangeKind::Percentage {
            if matches!(later.unit, Unit::Percent) {
                diagnostics.add(
                    Diagnostic::error(
                        "kind-forbids",
                        span,
                        format!(
                            "`{indicator}` is a percentage: its change is in percentage points"
                        ),
                    )
                    .note(format!(
                        "From {} to {} is a change of {}, not of so many per cent.",
                        earlier.printed(),
                        later.printed(),
                        format_figure(
                            later.exact - earlier.exact,
                            decimals,
                            &Unit::PercentagePoints
                        )
                    ))
                    .help("write `change in …` and say \"percentage points\""),
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
                    .help("write `change in …`"),
                );
                return None;
            }
            let exact = (later.exact - earlier.exact)
                .checked_mul(Decimal::ONE_HUNDRED)?
                .checked_div(earlier.exact)?;
            return Some(Value {
                exact,
                decimals: 0,
                unit: Unit::Percent,
                inputs,
                change: Change::Signed,
                whole: false,
                literal: false,
                stock: None,
                marks,
                form: Printed::Digits,
            });
        }
        let difference = later.exact - earlier.exact;
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
            let mut diagnostic = Diagnostic::error(
                "claim-false",
                span,
                format!(
                    "this needs a {}, but {} {truth}: {} in {from}, {} in {to}",
                    if change == ChangeKind::Rise { "rise" } else { "fall" },
                    self.model.indicators[&indicator].title.to_lowercase(),
                    earlier.printed(),
                    later.printed()
                ),
            )
            .here(format!("says that it {said}"));
            diagnostic = claim_words::cells(diagnostic, &inputs);
            diagnostics.add(diagnostic);
            return None;
        }
        let (exact, direction) = match change {
            ChangeKind::Fall => (-difference, Change::Fall),
            ChangeKind::Rise => (difference, Change::Rise),
            ChangeKind::Signed | ChangeKind::Percentage => (difference, Change::Signed),
        };
        let unit = match later.unit {
            Unit::Percent => Unit::PercentagePoints,
            unit => unit,
        };
        Some(Value {
            exact,
            decimals,
            unit,
            inputs,
            change: direction,
            whole: false,
            literal: false,
            stock: None,
            marks,
            form: Printed::Digits,
        })
    }
}

/// Whether what an indicator counts is counted within a period, and so is more in a longer one.
pub(super) fn within_period(kind: &Kind) -> bool {
    kind.is_flow() || *kind == Kind::People
}

/// Whether the earlier period is named first; the wrong order is reported.
pub(super) fn in_order(
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
