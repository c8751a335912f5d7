//! What the shares of a column are of: `now "2012" of one whole`, `then "2008" of cla at Mar 2008`.
//!
//! A share of p with n behind it, p rounded to u, is of a whole between n/(p+½u) and n/(p−½u). The shares of one whole
//! admit one number for all of them (`semantics.md` S7).

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Unit, format_figure};
use crate::paper::blocks::table::round::of_shares;
use crate::paper::blocks::table::{ColumnData, TableData};
use crate::paper::resolve::Resolver;
use crate::paper::values::value::Value;
use crate::paper::values::wholes::{Share, Wholes, apart};
use crate::source::Span;
use crate::syntax::ast::{Expression, TableRow};

/// What the shares of a column are of.
#[derive(Clone, Debug)]
pub enum Whole {
    /// All of them are of one whole, which need not be known.
    One,
    /// They are of this number.
    Known(Box<Expression>),
}

/// Holds the shares of every column that says what they are of against it.
pub fn wholes(
    table: &TableData,
    lines: &[&TableRow],
    resolver: &Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) {
    for (at, column) in table.columns.iter().enumerate() {
        match &column.whole {
            None => {}
            Some(Whole::One) => {
                let shares = shares(table, lines, at);
                let differ = apart(&shares, &column.title, column.span);
                diagnostics.extend(differ.or_else(|| beyond(table, lines, (at, column), &shares)));
            }
            Some(Whole::Known(expression)) => {
                let Some(whole) = resolver.scope.evaluate(expression, diagnostics) else {
                    continue;
                };
                for (row, line) in table.rows.iter().zip(lines) {
                    let Some(Some(fraction)) = row.fractions.get(at) else { continue };
                    let place = line.cells.get(at).map_or(row.span, |cell| cell.span);
                    let written = resolver.sources.text(place);
                    let of_whole = fraction.of(&whole);
                    diagnostics.extend(of_whole.differs(&row.label, &column.title, place, written));
                }
            }
        }
    }
}

/// The shares of a column, with the wholes that each may be of; totals too.
fn shares(table: &TableData, lines: &[&TableRow], at: usize) -> Vec<(Share, Span)> {
    let rows = table.rows.iter().zip(lines);
    rows.filter_map(|(row, line)| {
        let fraction = row.fractions.get(at)?.as_ref()?;
        // A count in thousands is rounded itself; of what nobody is a share, nothing is known.
        if fraction.whole.is_none()
            && (fraction.count.decimals < 0 || fraction.count.value.is_zero())
        {
            return None;
        }
        let percentage = Value::literal(fraction.share);
        let mut share = Share::new(Value::literal(fraction.count), percentage)?;
        if let Some(whole) = fraction.whole {
            share.wholes = Wholes { least: whole.value, most: Some(whole.value) };
        }
        Some((share, line.cells.get(at).map_or(row.span, |cell| cell.span)))
    })
    .collect()
}

/// What is wrong where parts of one whole are more than the whole: in numbers, where it is known, or in percentages.
fn beyond(
    table: &TableData,
    lines: &[&TableRow],
    (at, column): (usize, &ColumnData),
    shares: &[(Share, Span)],
) -> Option<Diagnostic> {
    let parts = || table.rows.iter().zip(lines).filter(|(row, _)| row.is_item());
    let place = |line: &TableRow| line.cells.get(at).map_or(line.span, |cell| cell.span);
    let last = parts().rfind(|(row, _)| row.values.get(at).is_some_and(Option::is_some))?;
    let most = shares.iter().filter_map(|(share, _)| share.wholes.most).min();
    let is_count = |unit: &Unit| matches!(unit, Unit::Number(_));
    let counts: Decimal = shares
        .iter()
        .filter(|(share, at)| {
            is_count(&share.count.unit) && parts().any(|(_, line)| place(line) == *at)
        })
        .map(|(share, _)| share.count.exact)
        .sum();
    let percentages: Vec<Value> = parts()
        .filter_map(|(row, _)| {
            let stated =
                row.fractions.get(at)?.as_ref().map(|fraction| Value::literal(fraction.share));
            stated.or_else(|| row.values.get(at)?.clone())
        })
        .filter(|value| matches!(value.unit, Unit::Percent))
        .collect();
    let hundred = Value { exact: Decimal::ONE_HUNDRED, ..percentages.first()?.clone() };
    let sum =
        percentages.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.exact))?;
    let said = if let Some(most) = most.filter(|most| counts > *most) {
        let number = |figure: Decimal| format_figure(figure, 0, &Unit::Number(String::new()));
        format!("{} of {}", number(counts), number(most))
    } else if sum > Decimal::ONE_HUNDRED + of_shares(&percentages, &hundred) {
        format_figure(sum, sum.normalize().scale(), &Unit::Percent)
    } else {
        return None;
    };
    let said = format!("the shares in \"{}\" come to more than their whole: {said}", column.title);
    Some(
        Diagnostic::error("shares-differ", place(last.1), said)
            .here("the last of them")
            .label(column.span, "they are to be parts of one whole")
            .help("correct the row that is wrong")
            .help(
                "where the same may stand in two rows, they are no parts of one whole: in place of `of one whole`, write \
                 `of` and how many they are of, such as the name of a fact",
            ),
    )
}
