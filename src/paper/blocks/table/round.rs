//! How far sums in a table may be off, because their parts were rounded (`semantics.md` S14): figures in thousands or
//! millions, a table that says `rounded to 10`, and percentages.

use rust_decimal::Decimal;

use crate::diag::Diagnostics;
use crate::model::Unit;
use crate::paper::blocks::table::figure::{signed_figure, unmarked};
use crate::paper::blocks::table::{ColumnData, RowData};
use crate::paper::prose::Inline;
use crate::paper::values::value::Value;
use crate::syntax::ast::{Expression, ExpressionKind, Operator};
use crate::syntax::spec::{AttributeSpec, Attributes};

/// `rounded to 10`
pub const ROUNDED: AttributeSpec = AttributeSpec {
    name: "rounded",
    form: "rounded to 10",
    about: "what the figures of the table are rounded to: totals and differences may be off by half of it for each figure. \
            Figures such as £24.5m or 12k say so by themselves",
    repeats: false,
    required: false,
};

/// What the line `rounded to 10` says.
pub fn rounded(attributes: &Attributes<'_>, diagnostics: &mut Diagnostics) -> Option<Decimal> {
    let mut line = attributes.get("rounded")?;
    let figure = line.keyword("to").then(|| line.figure()).flatten();
    match figure {
        Some((figure, _)) if figure.value > Decimal::ZERO => {
            line.finish(diagnostics);
            Some(figure.value)
        }
        _ => {
            line.malformed(diagnostics);
            None
        }
    }
}

/// Half of what a cell's figure is rounded to, where that is known: 50,000 for £24.5m.
pub fn half_unit(inlines: &[Inline], rounded: Option<Decimal>) -> Decimal {
    let [Inline::Text(text, _)] = inlines else { return Decimal::ZERO };
    let Some(figure) = signed_figure(unmarked(text)) else { return Decimal::ZERO };
    let places = u32::try_from(-figure.decimals).unwrap_or(0);
    let written =
        (places > 0).then(|| Decimal::from_i128_with_scale(10_i128.pow(places.min(20)), 0));
    let coarser = written.max(rounded).unwrap_or(Decimal::ZERO);
    coarser / Decimal::TWO
}

/// The decimals that most of the figures show: 5% among 90.5%, 2.5% and 1.1% lost its nought in typing. Of two that are
/// as frequent, the fewer.
pub fn usual_decimals(values: &[Value]) -> u32 {
    let frequency =
        |decimals: u32| values.iter().filter(|value| value.decimals == decimals).count();
    let all = values.iter().map(|value| value.decimals);
    all.max_by_key(|decimals| (frequency(*decimals), std::cmp::Reverse(*decimals))).unwrap_or(0)
}

/// How far a sum of percentages may be off from what is stated: half of the last decimal for each. A hundred per cent is
/// all, and was not rounded.
pub fn of_shares(parts: &[Value], stated: &Value) -> Decimal {
    let half = |decimals: u32| Decimal::new(5, decimals + 1);
    let own =
        if stated.exact == Decimal::ONE_HUNDRED { Decimal::ZERO } else { half(stated.decimals) };
    Decimal::from(parts.len()) * half(usual_decimals(parts)) + own
}

/// How far what a formula gives may be off from what its cell states: nought, unless it only adds and takes away figures
/// that are known to be rounded.
pub fn of_formula(
    formula: &Expression,
    columns: &[ColumnData],
    row: &RowData,
    at: usize,
) -> Decimal {
    let mut parts = Vec::new();
    let Some(only_adds) = terms(formula, columns, &mut parts) else { return Decimal::ZERO };
    let stated = row.values.get(at).and_then(Option::as_ref);
    let values: Vec<Value> =
        parts.iter().filter_map(|part| row.values.get(*part)?.clone()).collect();
    if let Some(stated) = stated
        && only_adds
        && values.iter().all(|value| matches!(value.unit, Unit::Percent))
        && matches!(stated.unit, Unit::Percent)
    {
        return of_shares(&values, stated);
    }
    parts.iter().chain([&at]).filter_map(|part| row.rounding.get(*part)).sum()
}

/// The columns that a formula adds and takes away, and whether it only adds; `None` if it does anything else.
fn terms(formula: &Expression, columns: &[ColumnData], parts: &mut Vec<usize>) -> Option<bool> {
    match &formula.kind {
        ExpressionKind::Reference(reference) if reference.column.is_none() => {
            parts.push(columns.iter().position(|column| column.name == reference.name.text)?);
            Some(true)
        }
        ExpressionKind::Figure(_) => Some(true),
        ExpressionKind::Negate(inner) => terms(inner, columns, parts).map(|_| false),
        ExpressionKind::Arithmetic(operator, left, right) => {
            let left = terms(left, columns, parts)?;
            let right = terms(right, columns, parts)?;
            match operator {
                Operator::Add => Some(left && right),
                Operator::Subtract => Some(false),
                Operator::Multiply | Operator::Divide => None,
            }
        }
        _ => None,
    }
}
