//! Tables typed in a paper.

use super::{Composer, inlines, number};
use crate::document::{Align, Anchor, Cell, Column, HeaderCell, Inline, Row, RowKind, Table};
use crate::model::format_cell;
use crate::paper::blocks::table::{RowData, TableData, plain};
use crate::paper::prose::Inline as PaperInline;

impl Composer<'_> {
    /// A table as typed, its worked-out cells filled.
    pub(super) fn typed_table(&mut self, table: &TableData) -> Table {
        let columns = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let decimal = at > 0 && !column.text && is_numeric(table, at);
                Column {
                    weight: weight(table, at, decimal),
                    align: if decimal { Align::Decimal } else { Align::Left },
                }
            })
            .collect::<Vec<_>>();
        let header = table
            .columns
            .iter()
            .map(|column| HeaderCell { text: words(&column.title), columns: 1, rows: 1 })
            .collect();
        let rows: Vec<Row> = table
            .rows
            .iter()
            .map(|row| Row {
                kind: if row.is_sum() { RowKind::Total } else { RowKind::Plain },
                cells: (0..table.columns.len()).map(|at| typed_cell(row, at)).collect(),
            })
            .collect();
        let mut notes: Vec<Vec<Inline>> = table.notes.iter().map(|note| inlines(note)).collect();
        let legend = super::indicators::legend(&rows);
        if !legend.is_empty() {
            notes.push(legend);
        }
        if let Some(source) = &table.source {
            notes.push(words(&format!("Source: {source}")));
        }
        let anchor = if table.name.is_empty() {
            Anchor(String::new())
        } else {
            super::anchor_of(&table.name)
        };
        let caption = inlines(&table.caption);
        let wide = table.columns.len() > 9;
        self.numbered_table(Table {
            anchor,
            number: String::new(),
            caption,
            summary: None,
            columns,
            header: vec![header],
            rows,
            notes,
            wide,
            span: Some(table.span),
        })
    }
}

fn typed_cell(row: &RowData, at: usize) -> Cell {
    let words = row.cells.get(at).map_or(&[] as &[PaperInline], Vec::as_slice);
    match (row.values.get(at), words) {
        (Some(Some(value)), [PaperInline::Value(..)]) if value.change.is_signed() => {
            number::change(value.exact, value.decimals, &value.unit)
        }
        (Some(Some(value)), [PaperInline::Value(..)]) => Cell::Number {
            text: format_cell(value.exact, value.decimals, &value.unit),
            mark: String::new(),
        },
        (Some(Some(_)), [PaperInline::Text(text, _)]) => {
            Cell::Number { text: text.replace('-', "−"), mark: String::new() }
        }
        (_, []) => Cell::Empty,
        (_, words) => Cell::Text(inlines(words)),
    }
}

/// Whether most of a column's filled cells are figures.
fn is_numeric(table: &TableData, at: usize) -> bool {
    let filled =
        table.rows.iter().filter(|row| row.cells.get(at).is_some_and(|cell| !cell.is_empty()));
    let (mut figures, mut all) = (0_usize, 0_usize);
    for row in filled {
        all += 1;
        figures += usize::from(row.values.get(at).is_some_and(Option::is_some));
    }
    all > 0 && figures * 2 >= all
}

/// A column's share of the width. Words wrap, so a column of words needs the square root of its letters rather than
/// their number; no column needs more than its longest cell.
fn weight(table: &TableData, at: usize, decimal: bool) -> u32 {
    let lengths = || {
        table
            .rows
            .iter()
            .filter_map(|row| row.cells.get(at))
            .map(|cell| plain(cell).chars().count())
    };
    let longest = lengths().max().unwrap_or(0);
    let title = table.columns.get(at).map_or(0, |column| {
        column.title.split(' ').map(|word| word.chars().count()).max().unwrap_or(0)
    });
    let wanted = if decimal {
        (longest.max(title) + 4).clamp(10, 22)
    } else {
        (lengths().sum::<usize>().isqrt() * 2).min(longest + 2).max(title + 2)
    };
    u32::try_from(wanted).unwrap_or(12)
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned(), None)]
}
