//! The order of a table's rows, and the column that numbers it: `ordered by page, lowest first`,
//! `ranked place by score, highest first`.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Input;
use crate::paper::blocks::table::{RowData, TableData};
use crate::paper::claims::claim_words::cells;
use crate::paper::prose::Inline;
use crate::paper::scope::unknown;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Name, TableRow};
use crate::syntax::spec::{AttributeSpec, Attributes, Cursor};

/// `ordered by page, lowest first`
pub const ORDERED: AttributeSpec = AttributeSpec {
    name: "ordered",
    form: "ordered by page, lowest first",
    about: "the rows stand in the order of this column, `lowest first` or `highest first`; one out of order is an error",
    repeats: false,
    required: false,
};

/// `ranked place by score, highest first`
pub const RANKED: AttributeSpec = AttributeSpec {
    name: "ranked",
    form: "ranked place by score, highest first",
    about: "the first column named holds each row's place in the order of the second: worked out where it is empty, \
            checked where it is filled. Rows that are equal share a place",
    repeats: true,
    required: false,
};

/// Which end of an order comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Lowest,
    Highest,
}

impl First {
    fn read(line: &mut Cursor<'_>) -> Option<Self> {
        line.comma();
        let first = if line.keyword("lowest") {
            Self::Lowest
        } else if line.keyword("highest") {
            Self::Highest
        } else {
            return None;
        };
        line.keyword("first").then_some(first)
    }

    fn words(self) -> &'static str {
        match self {
            Self::Lowest => "lowest first",
            Self::Highest => "highest first",
        }
    }

    /// A number that is lower the earlier a value comes.
    fn key(self, value: Decimal) -> Decimal {
        match self {
            Self::Lowest => value,
            Self::Highest => -value,
        }
    }
}

/// Holds a table's rows against the orders that it states.
pub fn order(
    table: &mut TableData,
    lines: &[&TableRow],
    attributes: &Attributes<'_>,
    diagnostics: &mut Diagnostics,
) {
    if let Some(mut line) = attributes.get("ordered") {
        let by = line.keyword("by").then(|| line.name()).flatten();
        match by.and_then(|by| Some((by, First::read(&mut line)?))) {
            Some((by, first)) => {
                line.finish(diagnostics);
                if let Some(at) = column(table, &by, diagnostics) {
                    ordered(table, lines, at, first, diagnostics);
                }
            }
            None => line.malformed(diagnostics),
        }
    }
    for mut line in attributes.all("ranked") {
        let place = line.name();
        let by = line.keyword("by").then(|| line.name()).flatten();
        let read = place.zip(by).and_then(|(place, by)| Some((place, by, First::read(&mut line)?)));
        match read {
            Some((place, by, first)) => {
                line.finish(diagnostics);
                let place = column(table, &place, diagnostics);
                let by = column(table, &by, diagnostics);
                if let (Some(place), Some(by)) = (place, by) {
                    ranked(table, lines, (place, by), first, diagnostics);
                }
            }
            None => line.malformed(diagnostics),
        }
    }
}

fn column(table: &TableData, name: &Name, diagnostics: &mut Diagnostics) -> Option<usize> {
    let found = table.columns.iter().position(|column| column.name == name.text);
    if found.is_none() {
        let known = table.columns.iter().map(|column| column.name.as_str());
        diagnostics.add(unknown(name, format!("the table has no column `{}`", name.text), known));
    }
    found
}

/// The rows that have a figure in a column, totals aside: their number and the figure.
fn figures(table: &TableData, at: usize) -> Vec<(usize, Value)> {
    let rows = table.rows.iter().enumerate().filter(|(_, row)| row.is_item());
    rows.filter_map(|(number, row)| Some((number, row.values.get(at)?.clone()?))).collect()
}

fn place(table: &TableData, lines: &[&TableRow], row: usize, at: usize) -> Span {
    let cell = lines.get(row).and_then(|line| line.cells.get(at));
    cell.map_or(table.rows[row].span, |cell| cell.span)
}

/// Reports the rows that are out of order: the fewest that would have to move.
fn ordered(
    table: &TableData,
    lines: &[&TableRow],
    at: usize,
    first: First,
    diagnostics: &mut Diagnostics,
) {
    let figures = figures(table, at);
    let keys: Vec<Decimal> = figures.iter().map(|(_, value)| first.key(value.exact)).collect();
    let kept = longest_in_order(&keys);
    for (number, (row, value)) in figures.iter().enumerate() {
        if kept.get(number).copied().unwrap_or(true) {
            continue;
        }
        let label = &table.rows[*row].label;
        let mut diagnostic = Diagnostic::error(
            "order-differs",
            place(table, lines, *row, at),
            format!(
                "\"{}\" is to stand {}, and {label} with {} is out of order",
                table.columns[at].title,
                first.words(),
                value.printed()
            ),
        );
        let neighbours = [number.checked_sub(1), Some(number + 1)];
        for (row, value) in neighbours.into_iter().flatten().filter_map(|next| figures.get(next)) {
            let label = format!("{}: {}", table.rows[*row].label, value.printed());
            diagnostic = diagnostic.label(place(table, lines, *row, at), label);
        }
        diagnostics.add(diagnostic.help("correct the figure, or move the row to its place"));
    }
}

/// Which of the keys belong to the longest run of them that never falls.
pub fn longest_in_order<K: Ord>(keys: &[K]) -> Vec<bool> {
    // The last key of the best run of each length, and for each key the one before it in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (number, key) in keys.iter().enumerate() {
        let length = ends.partition_point(|end| keys[*end] <= *key);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = number,
            None => ends.push(number),
        }
    }
    let mut kept = vec![false; keys.len()];
    let mut next = ends.last().copied();
    while let Some(number) = next {
        kept[number] = true;
        next = before[number];
    }
    kept
}

/// Fills or checks a column of places.
fn ranked(
    table: &mut TableData,
    lines: &[&TableRow],
    (at, by): (usize, usize),
    first: First,
    diagnostics: &mut Diagnostics,
) {
    let figures = figures(table, by);
    let mut keys: Vec<Decimal> = figures.iter().map(|(_, value)| first.key(value.exact)).collect();
    keys.sort_unstable();
    for (row, value) in figures {
        let key = first.key(value.exact);
        let rank = Decimal::from(keys.partition_point(|other| *other < key) + 1);
        let here = place(table, lines, row, at);
        let by_title = &table.columns[by].title;
        let RowData { label, values, cells: words, .. } = &mut table.rows[row];
        let (Some(slot), Some(cell)) = (values.get_mut(at), words.get_mut(at)) else { continue };
        match slot {
            Some(stated) if stated.exact != rank => {
                let diagnostic = Diagnostic::error(
                    "rank-differs",
                    here,
                    format!(
                        "{label} is given place {}, but by \"{by_title}\", {}, it is place {rank}",
                        stated.printed(),
                        first.words()
                    ),
                )
                .help("leave the cell empty to have it worked out");
                diagnostics.add(cells(diagnostic, &value.inputs));
            }
            None if cell.is_empty() => {
                let input = Input {
                    label: format!("{label}, {by_title}"),
                    printed: value.printed(),
                    span: Some(here),
                    place: String::new(),
                };
                let worked = Value::number(rank, vec![input]);
                *cell = vec![Inline::Value(Box::new(worked.clone()), here)];
                *slot = Some(worked);
            }
            Some(_) | None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::longest_in_order;
    use rust_decimal::Decimal;

    fn out_of_order(keys: &[i64]) -> Vec<i64> {
        let decimals: Vec<Decimal> = keys.iter().map(|key| Decimal::from(*key)).collect();
        let kept = longest_in_order(&decimals);
        keys.iter().zip(kept).filter(|(_, kept)| !kept).map(|(key, _)| *key).collect()
    }

    #[test]
    fn the_fewest_are_out_of_order() {
        assert_eq!(out_of_order(&[4, 7, 9, 23, 56, 29, 31, 33]), [56]);
        assert_eq!(out_of_order(&[4, 7, 7, 9]), [0_i64; 0]);
        assert_eq!(out_of_order(&[]), [0_i64; 0]);
    }
}
