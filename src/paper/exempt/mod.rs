//! What is exempt in a paper, and the two papers that follow from it: the one for members holds everything, the one for
//! the public none of what is exempt.
//!
//! No kind of block knows of this. `exempt paragraph 1 "why"` is taken off a block's line when the line is read
//! (`syntax`), all such words of a paper are read here, once (`read`), the resolver puts what is exempt into a
//! [`Block::Exempt`], and [`editions`] makes two papers of the one before anything
//! is composed. What is composed for the public is made from the public's paper alone.

pub mod editions;
mod read;
mod shown;

use std::collections::BTreeMap;

use crate::model::{Exemption, Model};
use crate::paper::blocks::Block;
use crate::source::Span;
use crate::syntax::spec::AttributeSpec;

pub use read::read;

/// What stands in place of a cell that is exempt.
pub const CELL: &str = "[exempt]";

/// What stands in place of a title that is exempt.
pub const TITLE: &str = "Exempt information";

/// The line of a table.
pub const OF_TABLE: AttributeSpec = AttributeSpec {
    name: "exempt",
    form: "exempt paragraph 3 \"shows what providers charge\" columns price, rate",
    about: "which paragraph of Schedule 12A the rows marked `exempt | … |` and the cells that begin with `{exempt}` fall \
            under, and why, in words that may be public; with `columns`, the columns that do",
    repeats: true,
    required: false,
};

/// A block that is exempt.
#[derive(Clone, Debug)]
pub enum Exempt {
    /// As it is resolved, before there are two papers of the one.
    Whole(usize, Box<Block>),
    /// In the members' paper: what follows is exempt.
    Begins(usize),
    /// In the members' paper: what was exempt ends.
    Ends(usize),
    /// In the public's paper: something stood here.
    Withheld(usize),
}

/// What is exempt in a paper. Exemptions are referred to by their place in [`Exemptions::all`].
#[derive(Clone, Debug, Default)]
pub struct Exemptions {
    /// Each with its paragraph and its reason, in the order of the files.
    pub all: Vec<Exemption>,
    /// Blocks and items.
    nodes: BTreeMap<Span, usize>,
    /// The rows of tables: which columns.
    rows: BTreeMap<Span, BTreeMap<usize, usize>>,
    /// The lines of each table.
    tables: BTreeMap<Span, Vec<usize>>,
    /// Everything that is exempt, the outermost of what stands in each other.
    hidden: BTreeMap<Span, usize>,
    /// Cells of tables that are not exempt themselves.
    cells: BTreeMap<Span, usize>,
}

impl Exemptions {
    /// Whether there is nothing exempt.
    pub fn is_empty(&self) -> bool {
        self.hidden.is_empty()
    }

    /// The exemption of a block or an item.
    pub fn of(&self, node: Span) -> Option<usize> {
        self.nodes.get(&node).copied()
    }

    /// The exempt columns of a row, each with its exemption.
    pub fn row(&self, row: Span) -> impl Iterator<Item = (usize, usize)> {
        self.rows.get(&row).into_iter().flatten().map(|(column, exemption)| (*column, *exemption))
    }

    /// The exemptions that a table has lines for.
    pub fn of_table(&self, table: Span) -> &[usize] {
        self.tables.get(&table).map_or(&[], Vec::as_slice)
    }

    /// The exemption of what stands at a place.
    pub fn at(&self, place: Span) -> Option<&Exemption> {
        self.all.get(*around(&self.hidden, place)?)
    }

    /// The exemption of what stands at a place, where that is a cell of a table and not all of the table.
    pub fn of_cell(&self, place: Span) -> Option<&Exemption> {
        self.all.get(*around(&self.cells, place)?)
    }

    /// Whether what stands at a place is exempt.
    pub fn hides(&self, place: Span) -> bool {
        around(&self.hidden, place).is_some()
    }

    /// Every place that is exempt, the outermost of what stands in each other.
    pub fn places(&self) -> impl Iterator<Item = Span> {
        self.hidden.keys().copied()
    }

    /// The paragraphs of the schedule that something falls under, in order.
    pub fn paragraphs(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self.all.iter().map(|exemption| exemption.paragraph).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn add(&mut self, exemption: Exemption) -> usize {
        self.all.push(exemption);
        self.all.len() - 1
    }

    /// Hides a place; what stands in it is hidden with it.
    fn hide(&mut self, place: Span, exemption: usize) {
        if self.hides(place) {
            return;
        }
        let end = Span { start: place.end, end: 0, ..place };
        let begin = Span { end: 0, ..place };
        let inside: Vec<Span> = self.hidden.range(begin..end).map(|(span, _)| *span).collect();
        for span in inside {
            self.hidden.remove(&span);
        }
        self.hidden.insert(place, exemption);
    }

    /// Hides the values of indicators that the model calls exempt.
    fn hide_data(&mut self, model: &Model) {
        for (number, indicator) in model.indicators.values().enumerate() {
            let Some(exemption) = &indicator.exempt else { continue };
            let at = self.add(exemption.clone());
            let series = model.dataset.series().filter(|series| series.indicator == number);
            for place in series.flat_map(|series| model.dataset.of(series)) {
                self.hide(place.1.origin.span, at);
            }
        }
    }
}

/// What holds a place, among places that do not overlap.
fn around<T>(all: &BTreeMap<Span, T>, place: Span) -> Option<&T> {
    let last = Span { end: usize::MAX, ..place };
    let (holder, held) = all.range(..=last).next_back()?;
    (holder.file == place.file && holder.end >= place.end).then_some(held)
}
