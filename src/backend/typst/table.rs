//! Tables as calls of the theme's `data-table`.

use rust_decimal::Decimal;

use super::blocks;
use super::columns::{self, Column, Columns};
use super::emit::{Writer, plain};
use super::measure::{Points, Weight};
use crate::document::{Cell, HeaderCell, Row, RowKind, Shape, Table, Tone};

/// Writes a table.
pub(super) fn emit<'a>(writer: &mut Writer<'a>, table: &'a Table, wide: bool) {
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
    let columns = Columns::new(table, wide, writer.typesetter);
    let short = is_short(table, wide);
    writer.raw(&format!(", short: {short}, size: {}", columns.size));
    shape(writer, &columns);
    writer.raw(", caption: ");
    writer.inlines(&table.caption);
    head(writer, table, &columns);
    writer.raw(", notes: (");
    for note in &table.notes {
        writer.inlines(note);
        writer.raw(", ");
    }
    writer.raw(")");
    rows(writer, table, &columns, short);
    writer.raw(")");
    writer.part = outer;
}

/// Writes the rows. Of a table that may go on over pages, the last two stay together, and it is marked where they begin
/// and end.
fn rows<'a>(writer: &mut Writer<'a>, table: &'a Table, columns: &Columns, short: bool) {
    let count = table.rows.len();
    // The title of a group belongs to what is kept together.
    let is_title = |at: usize| table.rows.get(at).is_some_and(|row| row.kind == RowKind::Heading);
    let kept = match count {
        _ if short => count,
        0..=3 => count,
        _ if is_title(count - 3) => count - 3,
        _ => count - 2,
    };
    let first = table.rows.iter().position(|row| row.kind != RowKind::Heading).unwrap_or(0);
    for (at, one) in table.rows.iter().enumerate() {
        writer.raw(if at == kept { ",\ntail: (" } else { ",\n" });
        let start = (!short && at == first).then(|| carried(table, columns, writer));
        let marks = Marks { start, end: !short && at + 1 == count };
        row(writer, one, columns, &marks, at >= kept);
    }
    if kept < count {
        writer.raw(")");
    }
}

/// What is put before the first cell of a row, and behind it.
struct Marks {
    /// What stands above the table on its further pages, where it begins.
    start: Option<String>,
    /// Whether the table ends.
    end: bool,
}

/// A table's number and its caption, cut to one line.
fn carried(table: &Table, columns: &Columns, writer: &Writer) -> String {
    let settings = &writer.typesetter.theme.settings;
    let size = settings.sizes.caption.points();
    let whole = format!("{}: {}", table.number, plain(&table.caption));
    let width = |words: &str| {
        let line = settings.words.continued.replace("{table}", words);
        writer.typesetter.measure.width(&line, Weight::Bold) * size
    };
    if width(&whole) <= columns.room {
        return whole;
    }
    let mut words: Vec<&str> = whole.split(' ').collect();
    while words.len() > 2 {
        words.pop();
        let cut = format!("{} …", words.join(" "));
        if width(&cut) <= columns.room {
            return cut;
        }
    }
    table.number.clone()
}

/// Writes the widths of the columns, how their cells stand and the space beside them.
fn shape(writer: &mut Writer, columns: &Columns) {
    let mut list = |name: &str, item: &dyn Fn(&Column) -> String| {
        writer.raw(&format!(", {name}: ("));
        for column in &columns.all {
            writer.raw(&item(column));
            writer.raw(", ");
        }
        writer.raw(")");
    };
    list("widths", &|column| Points(column.width).to_string());
    list("aligns", &|column| if column.decimal { "right" } else { "left" }.to_owned());
    list("pads", &|column| {
        format!("(left: {}, right: {})", Points(column.left), Points(column.right))
    });
}

/// Writes a row: its kind, then its cells.
fn row<'a>(writer: &mut Writer<'a>, row: &'a Row, columns: &Columns, marks: &Marks, kept: bool) {
    let kind = match row.kind {
        RowKind::Heading if kept => "kept-heading",
        RowKind::Plain => "plain",
        RowKind::Subtotal => "subtotal",
        RowKind::Total => "total",
        RowKind::GroupStart => "group",
        RowKind::Heading => "heading",
    };
    writer.raw(&format!("..row(\"{kind}\""));
    if row.kind == RowKind::Heading {
        writer.raw(&format!(", columns: {}", columns.all.len()));
    }
    for (at, cell) in row.cells.iter().enumerate() {
        writer.raw(", ");
        if let (0, Some(words)) = (at, &marks.start) {
            writer.raw("table-start(");
            writer.string(words);
            writer.raw(") + ");
        }
        match cell {
            Cell::Number { text, mark } => {
                let figure = columns::figure(text, mark, columns::weight(row), writer.typesetter);
                let short = columns.short(at, figure);
                let short = if columns::is_sign(text) { Decimal::ZERO } else { short };
                number(writer, text, mark, short);
            }
            Cell::Text(words) => writer.inlines(words),
            Cell::Blocks(blocks) => {
                writer.raw("cell-blocks[\n");
                writer.blocks(blocks);
                writer.raw("]");
            }
            Cell::Mark { shape, tone, words } => judgement(writer, *shape, *tone, words),
            Cell::Empty => writer.raw("[]"),
        }
        if at == 0 && marks.end {
            writer.raw(" + table-end");
        }
    }
    writer.raw(")");
}

/// Whether a table is to stay in one piece.
///
/// A guess from the number of letters: to lay the table out only in order to measure it would take a third of the time
/// of a paper. Half a page is the limit, so that a table that is half as high again still fits on one.
fn is_short(table: &Table, wide: bool) -> bool {
    // Letters in a line over the whole width, and lines in half a page.
    let (letters, lines) = if wide { (160, 20) } else { (80, 24) };
    let shares: u32 = table.columns.iter().map(|column| column.weight.max(1)).sum();
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
            let room = letters * column.weight.max(1) / shares.max(1);
            let room = usize::try_from(room).unwrap_or(usize::MAX).max(4);
            let lines = |length: usize| length.div_ceil(room).max(1);
            match cell {
                Cell::Text(words) => lines(plain(words).chars().count()),
                Cell::Mark { words, .. } => lines(words.chars().count() + 2),
                Cell::Number { .. } | Cell::Empty => 1,
                Cell::Blocks(blocks) => {
                    let texts = blocks::paragraphs(blocks).into_iter();
                    texts.map(|text| lines(plain(text).chars().count())).sum()
                }
            }
        });
        // A line and the space around it take as much as a line and a half.
        cells.max().unwrap_or(1) * 2 + 1
    });
    let notes =
        table.notes.iter().map(|note| 2 * plain(note).chars().count().div_ceil(letters as usize));
    rows.chain(notes).sum::<usize>() / 2 <= lines
}

/// Writes the header rows, the first as `head`, those under it as `second`.
fn head(writer: &mut Writer, table: &Table, columns: &Columns) {
    let mut rows = places(table).into_iter();
    header_cells(writer, "head", rows.next().into_iter().flatten(), columns);
    header_cells(writer, "second", rows.flatten(), columns);
}

fn header_cells<'a>(
    writer: &mut Writer,
    name: &str,
    cells: impl Iterator<Item = (usize, &'a HeaderCell)>,
    columns: &Columns,
) {
    writer.raw(&format!(", {name}: ("));
    for (at, cell) in cells {
        let (across, down) = (cell.columns.max(1), cell.rows.max(1));
        let decimal = columns.all.get(at).is_some_and(|column| column.decimal);
        let align = match (across, decimal) {
            (2.., _) => "center",
            (_, true) => "right",
            (_, false) => "left",
        };
        writer.raw(&format!("head-cell(columns: {across}, rows: {down}, align: {align}, ["));
        writer.runs(&cell.text);
        if across == 1
            && let Some(space) = columns.beside_marks(at, &plain(&cell.text), writer.typesetter)
        {
            writer.raw(&format!("#h({}em)", space.normalize()));
        }
        writer.raw("]), ");
    }
    writer.raw(")");
}

/// The header cells, each with the column that it starts at: cells of the row above may reach down.
pub(super) fn places(table: &Table) -> Vec<Vec<(usize, &HeaderCell)>> {
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

/// Writes a figure; what it is short of behind the point is filled with space.
fn number(writer: &mut Writer, text: &str, noted: &str, short: Decimal) {
    let figure = format!("{text}{}", mark(noted));
    // Where no line can break in it, it needs no box.
    let whole = short.is_zero()
        && figure.chars().all(|it| it.is_ascii_alphanumeric() || "£.,%−\u{a0}".contains(it));
    writer.raw(if whole { "[" } else { "box[" });
    writer.text(&figure, None);
    if !short.is_zero() {
        writer.raw(&format!("#h({}em)", short.normalize()));
    }
    writer.raw("]");
}

/// A mark as it is printed behind a figure: the space is one that no line breaks at.
pub(super) fn mark(mark: &str) -> String {
    if mark.is_empty() { String::new() } else { format!("\u{a0}{mark}") }
}

fn judgement(writer: &mut Writer, shape: Shape, tone: Tone, words: &str) {
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
    writer.raw(&format!("judgement({shape}, \"{tone}\", {}em)[", columns::shape_room()));
    writer.text(words, None);
    writer.raw("]");
}

/// Cuts a figure where it is aligned: before the decimal point, or behind the digits where there is none.
pub(super) fn split(figure: &str) -> (&str, &str) {
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
