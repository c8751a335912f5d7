//! Tables typed in a paper.

use super::notes::Notes;
use super::{Composer, cells, inlines};
use crate::document::{Align, Anchor, Column, HeaderCell, Inline, Row, RowKind, Table};
use crate::model::Mark;
use crate::paper::blocks::table::{ColumnData, Role, TableData, plain};
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
        let mut made = Notes::default();
        let mut caption = inlines(&table.caption);
        made.take(&mut caption);
        let header = header(table, &mut made);
        let rows: Vec<Row> = table
            .rows
            .iter()
            .map(|row| {
                let columns = if row.role == Role::Heading { 1 } else { table.columns.len() };
                let cell = |at: usize| {
                    let notes = row.notes.get(at).map_or(&[] as &[PaperInline], Vec::as_slice);
                    made.mark(cells::cell(table, row, at), inlines(notes))
                };
                Row { kind: kind(row.role), cells: (0..columns).map(cell).collect() }
            })
            .collect();
        let mut notes: Vec<Vec<Inline>> = made.words().collect();
        notes.extend(table.notes.iter().map(|note| inlines(note)));
        let above: Vec<Mark> =
            table.columns.iter().flat_map(|column| column.marks.iter().copied()).collect();
        let legend = super::legend::legend(&rows, &above);
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
        let wide = table.asked.wide || table.columns.len() > 9;
        self.numbered_table(Table {
            anchor,
            number: String::new(),
            caption,
            summary: None,
            columns,
            header,
            rows,
            notes,
            wide,
            span: Some(table.span),
        })
    }
}

fn kind(role: Role) -> RowKind {
    match role {
        Role::Item => RowKind::Plain,
        Role::Heading => RowKind::Heading,
        Role::Subtotal => RowKind::Subtotal,
        Role::Total => RowKind::Total,
    }
}

/// The titles of the columns, and over them those of several columns.
fn header(table: &TableData, notes: &mut Notes) -> Vec<Vec<HeaderCell>> {
    let rows = if table.heads.is_empty() { 1 } else { 2 };
    let mut top = Vec::new();
    let mut below = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let mut text = words(&title(column));
        text.extend(inlines(&column.notes));
        notes.take(&mut text);
        let over =
            table.heads.iter().find(|head| (head.first..head.first + head.count).contains(&at));
        match over {
            None => top.push(HeaderCell { text, columns: 1, rows }),
            Some(head) => {
                if head.first == at {
                    let text = words(&head.title);
                    top.push(HeaderCell { text, columns: head.count, rows: 1 });
                }
                below.push(HeaderCell { text, columns: 1, rows: 1 });
            }
        }
    }
    if below.is_empty() { vec![top] } else { vec![top, below] }
}

/// A column's title, with the marks that stand beside all its figures, unless its words say them.
fn title(column: &ColumnData) -> String {
    let said = column.title.to_lowercase();
    let mut title = column.title.clone();
    for mark in &column.marks {
        let stem: String = mark.in_words().chars().take(7).collect();
        if !said.contains(&stem) {
            title.push('\u{a0}');
            title.push_str(&mark.symbol());
        }
    }
    title
}

/// Whether most of a column's filled cells are figures.
fn is_numeric(table: &TableData, at: usize) -> bool {
    if table.columns.get(at).is_some_and(|column| column.kind.is_some()) {
        return true;
    }
    let filled =
        table.rows.iter().filter(|row| row.cells.get(at).is_some_and(|cell| !cell.is_empty()));
    let (mut figures, mut all) = (0_usize, 0_usize);
    for row in filled {
        all += 1;
        let figure = row.values.get(at).is_some_and(Option::is_some);
        let absent = row.absent.get(at).is_some_and(Option::is_some);
        figures += usize::from(figure || absent);
    }
    all > 0 && figures * 2 >= all
}

/// A column's share of the width. Words wrap, so a column of words needs the square root of its letters rather than
/// their number; no column needs more than its longest cell.
fn weight(table: &TableData, at: usize, decimal: bool) -> u32 {
    let lengths = || {
        let rows = table.rows.iter().filter(|row| row.role != Role::Heading);
        rows.filter_map(|row| row.cells.get(at)).map(|cell| plain(cell).chars().count())
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
