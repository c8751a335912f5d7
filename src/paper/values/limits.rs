//! What is never added, with the reason: the limits of two ranges, and what is counted at each date anew.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Input, Kind as IndicatorKind, Period, format_figure};
use crate::paper::claims::claim_words::cells;
use crate::paper::scope::Scope;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{BoundKind, Expression, ExpressionKind as Kind, Operator};

/// Whether a sum or a difference has limits of one indicator's range only; those of two are reported (S9).
pub(in crate::paper) fn of_one_range(
    expression: &Expression,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let Kind::Arithmetic(operator, left, right) = &expression.kind else { return Some(()) };
    let done = match operator {
        Operator::Add => "added",
        Operator::Subtract => "subtracted from each other",
        _ => return Some(()),
    };
    let (Some((one, place)), Some((other, other_place))) = (limit(left), limit(right)) else {
        return Some(());
    };
    if one == other {
        return Some(());
    }
    diagnostics.add(
        Diagnostic::error(
            "kind-forbids",
            expression.span,
            format!("the limits of the ranges of `{one}` and `{other}` are not {done}"),
        )
        .label(place, "a limit of the one range")
        .label(other_place, "and of the other")
        .note(
            "A range says where each is expected by itself. Both are seldom at their limits at once, so the two together \
             have a range of their own.",
        )
        .help("declare an indicator for what they come to together, with an `expected` line of its own"),
    );
    None
}

/// The indicator of the first limit among the terms of a sum, and its place.
fn limit(expression: &Expression) -> Option<(&str, Span)> {
    match &expression.kind {
        Kind::Bound(BoundKind::Lower | BoundKind::Upper, name, _) => {
            Some((name.text.as_str(), expression.span))
        }
        Kind::Arithmetic(Operator::Add | Operator::Subtract, left, right) => {
            limit(left).or_else(|| limit(right))
        }
        Kind::Negate(inner) => limit(inner),
        _ => None,
    }
}

impl Scope<'_> {
    /// A total that the kind forbids, with the values that would have been added, and what their sum would be.
    pub(in crate::paper) fn added_up(
        &self,
        (indicator, area): (&str, &str),
        from: Period,
        to: Period,
        forbidden: Diagnostic,
    ) -> Diagnostic {
        const MOST: usize = 12;
        let declared = &self.model.indicators[indicator];
        let counts = matches!(declared.kind, IndicatorKind::Snapshot | IndicatorKind::People);
        if forbidden.code != "kind-forbids" || !counts {
            return forbidden;
        }
        let values: Vec<Value> = Period::sequence(from, to)
            .into_iter()
            .filter_map(|period| self.model.value(indicator, area, period).ok())
            .map(Value::from_quantity)
            .collect();
        let Some(first) = values.first().filter(|_| values.len() > 1 && values.len() <= MOST)
        else {
            return forbidden;
        };
        let sum: Decimal = values.iter().map(|value| value.exact).sum();
        let listed: Vec<String> = values.iter().map(Value::printed).collect();
        let whom = declared.unit_label.as_deref().unwrap_or("people");
        let inputs: Vec<Input> =
            values.iter().flat_map(|value| value.inputs.iter().cloned()).collect();
        cells(forbidden, &inputs).note(format!(
            "{} would be {}, in which the same {whom} may be counted more than once.",
            listed.join(" + "),
            format_figure(sum, first.decimals, &first.unit)
        ))
    }
}
