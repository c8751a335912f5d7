//! What the data files state, cell by cell, each with its place.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::period::Period;
use super::value::{Mark, Value};
use crate::source::Span;

/// One indicator in one area, by their places in the model: the key of everything that is observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series {
    /// The place of the indicator in [`Model::indicators`](super::Model::indicators).
    pub indicator: usize,
    /// The place of the area in [`Model::areas`](super::Model::areas).
    pub area: usize,
}

/// What a cell states.
#[derive(Clone, Debug)]
pub struct Observation {
    /// The value; none where the cell says why there is none, or is empty.
    pub value: Option<Value>,
    /// The marks of the cell, in the order of [`Mark`].
    pub marks: Vec<Mark>,
    /// The words in place of a value, such as "Awaiting data".
    pub words: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

impl Observation {
    /// The mark that says why there is no value.
    pub fn absence(&self) -> Option<Mark> {
        self.marks.iter().copied().find(|mark| mark.is_absence())
    }
}

/// Where a value stands.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The cell.
    pub span: Span,
    /// The name of the file, without its folder.
    pub file: Arc<str>,
    /// The row, counted from 1 with the header, as a spreadsheet counts.
    pub row: usize,
    /// The column's name in the file's header.
    pub column: Arc<str>,
}

impl Origin {
    /// The place in words: "scorecard.csv row 12, value".
    pub fn place(&self) -> String {
        format!("{} row {}, {}", self.file, self.row, self.column)
    }
}

/// Everything that is observed.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    series: BTreeMap<Series, BTreeMap<Period, Observation>>,
}

impl Dataset {
    /// What is observed of a series in a period.
    pub fn get(&self, series: Series, period: Period) -> Option<&Observation> {
        self.series.get(&series)?.get(&period)
    }

    /// The observations of one series, by period.
    pub fn of(&self, series: Series) -> impl Iterator<Item = (Period, &Observation)> {
        self.series.get(&series).into_iter().flatten().map(|(period, seen)| (*period, seen))
    }

    /// Every series that something is observed of.
    pub fn series(&self) -> impl Iterator<Item = Series> {
        self.series.keys().copied()
    }

    /// How many observations there are.
    pub fn len(&self) -> usize {
        self.series.values().map(BTreeMap::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// Marks every value of some series as exempt, and takes it out.
    pub fn withhold(&mut self, which: &dyn Fn(Series) -> bool) {
        for (_, seen) in self.series.iter_mut().filter(|(series, _)| which(**series)) {
            for observation in seen.values_mut() {
                observation.value = None;
                observation.marks = vec![Mark::Exempt];
                observation.words = None;
            }
        }
    }

    /// Adds an observation, unless there is one already: then it hands that one back.
    pub(super) fn add(
        &mut self,
        series: Series,
        period: Period,
        observation: Observation,
    ) -> Option<&Observation> {
        match self.series.entry(series).or_default().entry(period) {
            Entry::Vacant(place) => {
                place.insert(observation);
                None
            }
            Entry::Occupied(first) => Some(first.into_mut()),
        }
    }
}
