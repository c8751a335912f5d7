//! Tables as calls of the theme's `data-table`.

use std::collections::BTreeSet;

use super::emit::{Writer, plain};
use crate::document::{Align, Cell, HeaderCell, RowKind, Shape, Table, Tone};

/// Writes a table.
pub(super) fn emit<'a>(writer: &mut Writer<'a>, table: &'a Table) {
    let outer = std::mem::replace(&mut writer.part, table.number.clone());
    writer.raw("#data-table(");
    writer.anchor(Some(&table.anchor));
    writer.raw(", number: ");
    writer.string(&table.number);
    writer.raw(", summary: ");
    match &table.summary {
        Some(summary) => writer.string(summary),
        None => writer.raw("none"),
    }
    writer.raw(&format!(", wide: {}, short: {}, columns: (", table.wide, is_short(table)));
    for (at, column) in table.columns.iter().enumerate() {
        let align = match column.align {
            Align::Left => "left",
            Align::Decimal => "decimal",
        };
        // A share of nothing would be a column that cannot be seen.
        writer.raw(&format!("(weight: {}, align: \"{align}\", words: (", column.weight.max(1)));
        for word in longest_words(table, at) {
            writer.string(&word);
            writer.raw(", ");
        }
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let judged = cells.any(|cell| matches!(cell, Cell::Mark { .. }));
        writer.raw(&format!("), judged: {judged}), "));
    }
    writer.raw("), caption: ");
    writer.inlines(&table.caption);
    writer.raw(", head: (");
    head(writer, table);
    writer.raw("), rows: (\n");
    for row in &table.rows {
        let kind = match row.kind {
            RowKind::Plain => "plain",
            RowKind::Total => "total",
            RowKind::GroupStart => "group",
        };
        writer.raw(&format!("(kind: \"{kind}\", cells: ("));
        for cell in &row.cells {
            self::cell(writer, cell);
            writer.raw(", ");
        }
        writer.raw(")),\n");
    }
    writer.raw("), notes: (");
    for note in &table.notes {
        writer.inlines(note);
        writer.raw(", ");
    }
    writer.raw("))");
    writer.part = outer;
}

/// Whether a table is to stay in one piece.
///
/// A guess from the number of letters: to lay the table out only in order to measure it would take a third of the time
/// of a paper. Half a page is the limit, so that a table that is half as high again still fits on one.
fn is_short(table: &Table) -> bool {
    // Letters in a line over the whole width, and lines in half a page.
    let (letters, lines) = if table.wide { (160, 20) } else { (80, 24) };
    let shares: u32 = table.columns.iter().map(|column| column.weight.max(1)).sum();
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
            let length = match cell {
                Cell::Text(words) => plain(words).chars().count(),
                Cell::Mark { words, .. } => words.chars().count() + 2,
                Cell::Number { .. } | Cell::Empty => 0,
            };
            let room = letters * column.weight.max(1) / shares.max(1);
            length.div_ceil(usize::try_from(room).unwrap_or(usize::MAX).max(4)).max(1)
        });
        // A line and the space around it take as much as a line and a half.
        cells.max().unwrap_or(1) * 2 + 1
    });
    let notes =
        table.notes.iter().map(|note| 2 * plain(note).chars().count().div_ceil(letters as usize));
    rows.chain(notes).sum::<usize>() / 2 <= lines
}

/// The words of a column that it must have room for: the longest, and those that may be as wide.
fn longest_words(table: &Table, column: usize) -> Vec<String> {
    let mut words = BTreeSet::new();
    let mut add = |text: &str| words.extend(text.split(' ').map(str::to_owned));
    for row in &table.rows {
        match row.cells.get(column) {
            Some(Cell::Text(text)) => add(&plain(text)),
            // A short judgement stays in one line.
            Some(Cell::Mark { words, .. }) if words.chars().count() <= 14 => {
                add(&words.replace(' ', "\u{a0}"));
            }
            Some(Cell::Mark { words, .. }) => add(words),
            Some(Cell::Number { .. } | Cell::Empty) | None => {}
        }
    }
    for (at, cell) in places(table).into_iter().flatten() {
        if at == column && cell.columns <= 1 {
            add(&plain(&cell.text));
        }
    }
    let length = |word: &String| word.chars().count();
    let longest = words.iter().map(length).max().unwrap_or_default();
    words.retain(|word| length(word) + 2 >= longest);
    words.into_iter().take(8).collect()
}

/// Writes the header rows, each cell with the column that it starts at.
fn head(writer: &mut Writer, table: &Table) {
    for row in places(table) {
        writer.raw("(");
        for (at, cell) in row {
            let (columns, rows) = (cell.columns.max(1), cell.rows.max(1));
            writer.raw(&format!("(at: {at}, columns: {columns}, rows: {rows}, body: "));
            writer.inlines(&cell.text);
            writer.raw("), ");
        }
        writer.raw("), ");
    }
}

/// The header cells, each with the column that it starts at: cells of the row above may reach down.
fn places(table: &Table) -> Vec<Vec<(usize, &HeaderCell)>> {
    // For how many more rows each column is taken.
    let mut taken = vec![0_usize; table.columns.len()];
    let mut rows = Vec::new();
    for row in &table.header {
        let mut next = 0;
        let mut cells = Vec::new();
        for cell in row {
            while taken.get(next).is_some_and(|more| *more > 0) {
                next += 1;
            }
            cells.push((next.min(table.columns.len().saturating_sub(1)), cell));
            let columns = cell.columns.max(1);
            for column in taken.iter_mut().skip(next).take(columns) {
                *column = cell.rows.max(1);
            }
            next += columns;
        }
        for more in &mut taken {
            *more = more.saturating_sub(1);
        }
        rows.push(cells);
    }
    rows
}

fn cell(writer: &mut Writer, cell: &Cell) {
    match cell {
        Cell::Text(words) => writer.inlines(words),
        Cell::Number { text, mark } => {
            let (head, tail) = split(text);
            writer.raw("(head: ");
            content(writer, head);
            writer.raw(", tail: ");
            content(writer, tail);
            writer.raw(", mark: ");
            // The space is one that no line breaks at.
            let mark = if mark.is_empty() { String::new() } else { format!("\u{a0}{mark}") };
            content(writer, &mark);
            writer.raw(")");
        }
        Cell::Mark { shape, tone, words } => {
            let shape = match shape {
                Shape::Up => "\"▲\"",
                Shape::Down => "\"▼\"",
                Shape::Level => "\"●\"",
                Shape::Edge => "\"○\"",
                Shape::None => "none",
            };
            let tone = match tone {
                Tone::Good => "good",
                Tone::Bad => "bad",
                Tone::Neutral => "neutral",
            };
            writer.raw(&format!("(shape: {shape}, tone: \"{tone}\", words: "));
            content(writer, words);
            writer.raw(")");
        }
        Cell::Empty => writer.raw("[]"),
    }
}

fn content(writer: &mut Writer, text: &str) {
    writer.raw("[");
    writer.text(text, None);
    writer.raw("]");
}

/// Cuts a figure where it is aligned: before the decimal point, or behind the digits where there is none.
fn split(figure: &str) -> (&str, &str) {
    let Some(first) = figure.find(|it: char| it.is_ascii_digit()) else { return (figure, "") };
    let mut end = figure.len();
    let mut characters = figure.char_indices().skip_while(|(at, _)| *at < first).peekable();
    while let Some((at, character)) = characters.next() {
        let digit_follows = characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let belongs = character.is_ascii_digit() || character == ',' && digit_follows;
        if !belongs {
            end = at;
            break;
        }
    }
    figure.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn figures_are_cut_at_their_point() {
        assert_eq!(split("7.2%"), ("7", ".2%"));
        assert_eq!(split("−1,234"), ("−1,234", ""));
        assert_eq!(split("£1,234.50m"), ("£1,234", ".50m"));
        assert_eq!(split("[x]"), ("[x]", ""));
        assert_eq!(split("45%"), ("45", "%"));
        assert_eq!(split("12 (3.4%)"), ("12", " (3.4%)"));
        assert_eq!(split(""), ("", ""));
    }
}
