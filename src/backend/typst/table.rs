//! Tables as calls of the theme's `data-table`.

use super::emit::Writer;
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
    writer.raw(&format!(", wide: {}, columns: (", table.wide));
    for column in &table.columns {
        let align = match column.align {
            Align::Left => "left",
            Align::Decimal => "decimal",
        };
        // A share of nothing would be a column that cannot be seen.
        writer.raw(&format!("(weight: {}, align: \"{align}\"), ", column.weight.max(1)));
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

/// Writes the header rows, each cell with the column that it starts at.
fn head(writer: &mut Writer, table: &Table) {
    // The columns that a cell of the row above still holds, and for how many rows.
    let mut held = vec![0_usize; table.columns.len()];
    for row in &table.header {
        writer.raw("(");
        let mut next = 0;
        for HeaderCell { text, columns, rows } in row {
            while held.get(next).is_some_and(|rows| *rows > 0) {
                next += 1;
            }
            let (columns, rows) = ((*columns).max(1), (*rows).max(1));
            let at = next.min(table.columns.len().saturating_sub(1));
            writer.raw(&format!("(at: {at}, columns: {columns}, rows: {rows}, body: "));
            writer.inlines(text);
            writer.raw("), ");
            for column in held.iter_mut().skip(next).take(columns) {
                *column = rows;
            }
            next += columns;
        }
        for rows in &mut held {
            *rows = rows.saturating_sub(1);
        }
        writer.raw("), ");
    }
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
        if !character.is_ascii_digit() && !(character == ',' && digit_follows) {
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
