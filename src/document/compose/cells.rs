//! The cells of tables typed in a paper, as they are printed.

use super::{inlines, number};
use crate::document::Cell;
use crate::model::{Absent, Unit, format_cell};
use crate::paper::blocks::table::figure::marked;
use crate::paper::blocks::table::kind::ColumnKind;
use crate::paper::blocks::table::{ColumnData, RowData, TableData};
use crate::paper::prose::Inline;
use crate::paper::values::value::Value;

/// A cell: a figure, why there is none, or words.
pub(super) fn cell(table: &TableData, row: &RowData, at: usize) -> Cell {
    let written = row.cells.get(at).map_or(&[] as &[Inline], Vec::as_slice);
    let value = row.values.get(at).and_then(Option::as_ref);
    let Some(column) = table.columns.get(at) else { return Cell::Empty };
    if let Some(mark) = row.absent.get(at).copied().flatten() {
        return match written {
            [Inline::Text(text, _)] if !is_symbol(text) => {
                let (words, _) = marked(text);
                Cell::Text(inlines(&[Inline::Text(words.to_owned(), row.span)]))
            }
            _ => plain_number(mark.symbol()),
        };
    }
    match (value, written) {
        (Some(value), [Inline::Value(..)]) if is_signed(value, column) => {
            number::change(value.exact, value.decimals, &value.unit)
        }
        (Some(value), [Inline::Value(..)]) => {
            plain_number(in_column(value, value.decimals, column))
        }
        (Some(_), [Inline::Text(text, _)]) if Absent::read(text).is_some() => {
            Cell::Text(inlines(written))
        }
        (Some(value), [Inline::Text(text, _)]) => {
            let (figure, marks) = marked(text);
            let mark = marks.iter().map(|mark| mark.symbol()).collect();
            Cell::Number { text: typed(figure, value, column), mark }
        }
        (_, []) if column.empty == Some(Absent::None) && row.values.iter().any(Option::is_some) => {
            plain_number(nought(table, column, at))
        }
        (_, []) => Cell::Empty,
        (_, words) => Cell::Text(inlines(words)),
    }
}

/// Whether a plus is printed. Net is what is left, and no change, although one figure is taken from another: where a
/// column says what it holds, it says that too.
fn is_signed(value: &Value, column: &ColumnData) -> bool {
    match column.kind {
        None => value.change.is_signed() || column.signed,
        Some(_) => column.signed || matches!(value.unit, Unit::PercentagePoints),
    }
}

fn plain_number(text: String) -> Cell {
    Cell::Number { text, mark: String::new() }
}

fn is_symbol(text: &str) -> bool {
    text.trim().starts_with('[')
}

/// A figure as it was typed, in the form of its column: with its sign, and with no more decimals than the column has.
fn typed(figure: &str, value: &Value, column: &ColumnData) -> String {
    let as_typed = || figure.replace('-', "−");
    let Some(kind) = &column.kind else { return as_typed() };
    let is_figure = |sign: char| sign.is_ascii_digit() || ",.-−+()£% ".contains(sign);
    if !figure.chars().all(is_figure)
        || figure.matches(|sign: char| "£%".contains(sign)).count() > 1
    {
        return as_typed();
    }
    let money = matches!(kind, ColumnKind::Money | ColumnKind::UnitCost);
    let lacks_sign = money && !figure.contains('£') && !column.title.contains('£')
        || *kind == ColumnKind::Percentage && !figure.contains('%') && !column.title.contains('%');
    let too_long = column.decimals.is_some_and(|decimals| decimals < value.decimals);
    let brackets = figure.trim_start_matches('£').starts_with('(');
    let lacks_plus = column.signed && value.exact.is_sign_positive() && !figure.starts_with('+');
    if !lacks_sign && !too_long && !brackets && !lacks_plus {
        return as_typed();
    }
    let decimals = column.decimals.unwrap_or(value.decimals).min(value.decimals);
    let more = value.exact.is_sign_positive() && !value.exact.is_zero();
    let plus = if figure.starts_with('+') || column.signed && more { "+" } else { "" };
    format!("{plus}{}", in_column(value, decimals, column))
}

/// A value in the form of its column, which may have the sign of its unit in its title.
fn in_column(value: &Value, decimals: u32, column: &ColumnData) -> String {
    let said = match value.unit {
        Unit::Percent => column.title.contains('%'),
        Unit::Pounds => column.title.contains('£'),
        _ => false,
    };
    let bare = said && column.kind.is_some();
    let number = Unit::Number(String::new());
    format_cell(value.exact, decimals, if bare { &number } else { &value.unit })
}

/// Nought, as it stands in a column.
fn nought(table: &TableData, column: &ColumnData, at: usize) -> String {
    let first = table.rows.iter().find_map(|row| row.values.get(at)?.as_ref());
    let unit = match (&column.kind, first) {
        (Some(kind), _) => kind.unit(),
        (None, Some(value)) => value.unit.clone(),
        (None, None) => Unit::Number(String::new()),
    };
    let value = Value { unit, ..Value::number(rust_decimal::Decimal::ZERO, Vec::new()) };
    in_column(&value, 0, column)
}
