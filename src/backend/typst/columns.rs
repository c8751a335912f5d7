//! The columns of a table: how wide they are, and where their figures stand.

use rust_decimal::Decimal;

use super::emit::plain;
use super::measure::Weight;
use super::table::{mark, places, split};
use super::{Typesetter, blocks};
use crate::document::{Align, Cell, Row, RowKind, Table};
use crate::theme::{Length, Settings};

/// The room for the shape before a judgement, in tenths of an em.
const SHAPE: i64 = 12;
/// Words that would take more lines than this get the room that the figures beside them can spare.
const LINES: i64 = 3;
/// A judgement of so many characters stays in one line.
const SHORT_JUDGEMENT: usize = 14;

/// A table's columns, worked out.
pub(super) struct Columns<'a> {
    /// The size of the type.
    pub(super) size: &'a Length,
    /// The width that they have together, in points.
    pub(super) room: Decimal,
    pub(super) all: Vec<Column>,
    /// Whether the columns need more than there is.
    full: bool,
}

/// A column, worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) decimal: bool,
    /// Its width in points, with the space within its edges.
    pub(super) width: Decimal,
    /// The space within its left edge, in points.
    pub(super) left: Decimal,
    /// The space within its right edge, in points.
    pub(super) right: Decimal,
    /// The widest of each part of its figures.
    pub(super) figures: Figure,
}

/// The widths of a figure's parts, in em.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Figure {
    /// Before the place where the column is aligned.
    before: Decimal,
    /// Behind it, without the mark.
    tail: Decimal,
    /// Behind it, with the mark.
    behind: Decimal,
}

/// The room for the shape before a judgement, in em.
pub(super) fn shape_room() -> Decimal {
    Decimal::new(SHAPE, 1)
}

/// How strong the cells of a row are set.
pub(super) fn weight(row: &Row) -> Weight {
    match row.kind {
        RowKind::Total | RowKind::Subtotal | RowKind::Heading => Weight::Bold,
        RowKind::Plain | RowKind::GroupStart => Weight::Regular,
    }
}

/// Whether a table stands on a landscape page: one that asks for it, and one whose words and figures would run into each
/// other on an upright page.
pub(super) fn is_wide(table: &Table, typesetter: &Typesetter) -> bool {
    table.wide || Columns::new(table, false, typesetter).full
}

impl<'a> Columns<'a> {
    /// Works out the columns of a table that stands in the text or, if it is wide, on a landscape page.
    pub(super) fn new(table: &Table, wide: bool, typesetter: &'a Typesetter<'a>) -> Self {
        let settings = &typesetter.theme.settings;
        let (size, pad) = density(wide, table.columns.len(), settings);
        let pad = pad.points();
        let decimal =
            |at: usize| table.columns.get(at).is_some_and(|it| it.align == Align::Decimal);
        let mut columns: Vec<_> = (0..table.columns.len())
            .map(|at| {
                // Words to the right of figures keep a distance from them.
                let close = !decimal(at) && at.checked_sub(1).is_some_and(decimal);
                let left = if close { pad * Decimal::new(25, 1) } else { pad };
                let figures = widest(table, at, typesetter);
                Column { decimal: decimal(at), width: Decimal::ZERO, left, right: pad, figures }
            })
            .collect();
        let total = room(wide, settings);
        let needs: Vec<_> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let word = longest_word(table, at, typesetter) * size.points();
                let figures = (column.figures.before + column.figures.behind) * size.points();
                // What the rows are called is a sentence at times: it gets more than its longest word.
                let hundredths = if at == 0 && !column.decimal { 14 } else { 0 };
                let least = total * Decimal::new(hundredths, 2);
                let need = word.min(total * Decimal::new(4, 1)).max(figures).max(least);
                need + column.left + column.right + Decimal::ONE
            })
            .collect();
        // A share of nothing would be a column that cannot be seen.
        let full = needs.iter().sum::<Decimal>() > total;
        // A share of nothing would be a column that cannot be seen.
        let shares: Vec<_> =
            table.columns.iter().map(|it| Decimal::from(it.weight.max(1))).collect();
        let mut widths = fitted(&needs, &shares, total);
        let crowded = columns.iter().enumerate().any(|(at, column)| {
            let inside = widths[at] - column.left - column.right;
            !column.decimal
                && longest_cell(table, at, typesetter) * size.points()
                    > inside * Decimal::from(LINES)
        });
        if crowded {
            // Figures need no more than they need: what they can spare is for the words.
            let shares: Vec<_> = shares
                .iter()
                .zip(&columns)
                .map(|(share, column)| if column.decimal { Decimal::new(1, 2) } else { *share })
                .collect();
            widths = fitted(&needs, &shares, total);
        }
        for (column, width) in columns.iter_mut().zip(widths) {
            column.width = width;
        }
        Self { size, room: total, all: columns, full }
    }

    /// The space, in em, that keeps a header cell of one line over the figures of its column and off their marks, if
    /// there is room for it.
    pub(super) fn beside_marks(
        &self,
        at: usize,
        words: &str,
        typesetter: &Typesetter,
    ) -> Option<Decimal> {
        let column = self.all.get(at).filter(|column| column.decimal)?;
        let mark = column.figures.behind - column.figures.tail;
        let width = (typesetter.measure.width(words, Weight::Bold) + mark) * self.size.points();
        let fits = width + column.left + column.right <= column.width;
        (fits && !mark.is_zero()).then_some(mark)
    }

    /// What a figure is short of behind the point, in em.
    pub(super) fn short(&self, at: usize, figure: Figure) -> Decimal {
        let widest = self.all.get(at).map_or(figure.behind, |column| column.figures.behind);
        widest - figure.behind
    }
}

/// The size of the type and the space beside it: the more columns, the less of both.
fn density(wide: bool, columns: usize, settings: &Settings) -> (&Length, &Length) {
    let Settings { sizes, tables, .. } = settings;
    match (wide, columns) {
        (true, 15..) => (&sizes.widest_table, &tables.widest_pad),
        (true, _) => (&sizes.wide_table, &tables.wide_pad),
        (false, 7..) => (&sizes.dense_table, &tables.dense_pad),
        (false, _) => (&sizes.table, &tables.pad),
    }
}

/// The width that a table has, in points; none at all would be divided by.
fn room(wide: bool, settings: &Settings) -> Decimal {
    let side = settings.page.wide_side.points();
    let room = if wide { millimetres(297) - side - side } else { between_margins(settings) };
    room.max(Decimal::ONE)
}

/// The width between the margins of an upright A4 page, in points.
pub(super) fn between_margins(settings: &Settings) -> Decimal {
    millimetres(210) - settings.page.left.points() - settings.page.right.points()
}

pub(super) fn millimetres(length: i64) -> Decimal {
    Decimal::from(length * 72) / Decimal::new(254, 1)
}

/// Measures a figure.
pub(super) fn figure(text: &str, noted: &str, weight: Weight, typesetter: &Typesetter) -> Figure {
    let (before, tail) = split(text);
    let width = |text: &str| typesetter.measure.width(text, weight);
    Figure {
        before: width(before),
        tail: width(tail),
        behind: width(&format!("{tail}{}", mark(noted))),
    }
}

/// The widest of each part of a column's figures.
fn widest(table: &Table, at: usize, typesetter: &Typesetter) -> Figure {
    let mut widest = Figure::default();
    let mut signs = Decimal::ZERO;
    for row in &table.rows {
        if let Some(Cell::Number { text, mark }) = row.cells.get(at) {
            let figure = figure(text, mark, weight(row), typesetter);
            if is_sign(text) {
                signs = signs.max(figure.before + figure.behind);
                continue;
            }
            widest.before = widest.before.max(figure.before);
            widest.tail = widest.tail.max(figure.tail);
            widest.behind = widest.behind.max(figure.behind);
        }
    }
    widest.before = widest.before.max(signs - widest.behind);
    widest
}

/// Whether a cell holds no digit, but a sign such as `[x]`: it has no point to be aligned at, and stands at the edge.
pub(super) fn is_sign(text: &str) -> bool {
    !text.contains(|it: char| it.is_ascii_digit())
}

/// The width of a column's longest words in one line, in em.
fn longest_cell(table: &Table, at: usize, typesetter: &Typesetter) -> Decimal {
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Heading);
    let width = |words: &str| typesetter.measure.width(words, Weight::Regular);
    rows.filter_map(|row| match row.cells.get(at)? {
        Cell::Text(text) => Some(width(&plain(text))),
        Cell::Blocks(blocks) => {
            blocks::paragraphs(blocks).into_iter().map(|text| width(&plain(text))).max()
        }
        Cell::Mark { .. } | Cell::Number { .. } | Cell::Empty => None,
    })
    .max()
    .unwrap_or_default()
}

/// The width of a column's longest word, in em; every word is taken to be bold, as it is in headers and totals.
fn longest_word(table: &Table, at: usize, typesetter: &Typesetter) -> Decimal {
    let mut longest = Decimal::ZERO;
    let mut judged = false;
    let mut add = |words: &str, whole: bool| {
        for word in words.split(|it: char| it == ' ' && !whole) {
            longest = longest.max(typesetter.measure.width(word, Weight::Bold));
        }
    };
    for row in table.rows.iter().filter(|row| row.kind != RowKind::Heading) {
        match row.cells.get(at) {
            Some(Cell::Text(text)) => add(&plain(text), false),
            Some(Cell::Blocks(blocks)) => {
                for text in blocks::paragraphs(blocks) {
                    add(&plain(text), false);
                }
            }
            Some(Cell::Mark { words, .. }) => {
                judged = true;
                add(words, words.chars().count() <= SHORT_JUDGEMENT);
            }
            Some(Cell::Number { .. } | Cell::Empty) | None => {}
        }
    }
    for (place, cell) in places(table).into_iter().flatten() {
        if place == at && cell.columns <= 1 {
            add(&plain(&cell.text), false);
        }
    }
    if judged { longest + shape_room() } else { longest }
}

/// The widths of columns: their shares, but no column is narrower than what it needs, as long as the others can give it
/// the room.
fn fitted(needs: &[Decimal], shares: &[Decimal], total: Decimal) -> Vec<Decimal> {
    let needed: Decimal = needs.iter().sum();
    if needed >= total {
        return needs.iter().map(|need| need * total / needed).collect();
    }
    let mut tight = vec![false; needs.len()];
    let (mut rest, mut left): (_, Decimal) = (total, shares.iter().sum());
    let columns = || needs.iter().zip(shares).enumerate();
    while let Some((at, (need, share))) =
        columns().find(|(at, (need, share))| !tight[*at] && rest * *share / left < **need)
    {
        tight[at] = true;
        rest -= need;
        left -= share;
    }
    columns()
        .map(|(at, (need, share))| if tight[at] { *need } else { rest * share / left })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(needs: [i64; 3], shares: [i64; 3]) -> Vec<Decimal> {
        let all = |numbers: [i64; 3]| numbers.map(Decimal::from);
        fitted(&all(needs), &all(shares), Decimal::from(100))
    }

    #[test]
    fn columns_get_their_shares_and_no_less_than_they_need() {
        let all = |numbers: [i64; 3]| numbers.map(Decimal::from).to_vec();
        assert_eq!(widths([10, 10, 10], [2, 1, 1]), all([50, 25, 25]));
        assert_eq!(widths([10, 40, 10], [2, 1, 1]), all([40, 40, 20]));
        assert_eq!(widths([50, 100, 50], [1, 1, 1]), all([25, 50, 25]));
        assert_eq!(widths([10, 45, 45], [98, 1, 1]), all([10, 45, 45]));
    }
}
