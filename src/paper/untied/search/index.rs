//! Every value that a paper could state, sorted by size.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::candidates;
use super::reading::stems;
use crate::model::{Period, Unit};
use crate::paper::blocks::table::TableData;
use crate::paper::scope::Scope;
use crate::paper::values::value::Value;
use crate::paper::words::{Approximator, FigureInWords, WordsUnit};

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A value at a time.
    Value,
    /// A lower or an upper limit.
    Limit,
    /// A target.
    Target,
    /// What flowed over several periods, or a rate over them.
    Over,
    /// A change between two times; whether it rose.
    Change(bool),
    /// The same, in per cent of the earlier value.
    Percentage(bool),
    /// The highest or the lowest of several periods.
    Record(bool),
    /// One indicator as a share of another.
    Share,
    /// Two indicators of one domain together.
    Together,
    /// A fact or a figure named in the paper.
    Figure,
    /// A cell of a table of the paper.
    Cell,
    /// What a column of one adds up to.
    Column,
}

/// A value that a figure in the prose could be.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// What an author would write in the braces.
    pub(super) written: String,
    /// Its size, without a sign.
    pub(super) size: Decimal,
    /// What it counts in.
    pub(super) unit: UnitClass,
    /// The base of a rate.
    pub(super) per: Option<Decimal>,
    /// What it is.
    pub(super) what: What,
    /// What it is of.
    pub(super) subject: usize,
    /// What else it is of: the whole of a share.
    pub(super) other: Option<usize>,
    /// The place in the model of its area; none for home, and for what is of no area.
    pub(super) area: Option<usize>,
    /// Its period, or the first and the last of several.
    pub(super) when: Option<(Period, Period)>,
}

/// What figures can be told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum UnitClass {
    Number,
    Rate,
    Score,
    Percent,
    Points,
    Pounds,
}

impl UnitClass {
    pub(super) fn of(unit: &Unit) -> Self {
        match unit {
            Unit::Number(_) => Self::Number,
            Unit::Rate { .. } => Self::Rate,
            Unit::Score => Self::Score,
            Unit::Percent => Self::Percent,
            Unit::PercentagePoints => Self::Points,
            Unit::Pounds => Self::Pounds,
        }
    }
}

/// What a candidate is of: an indicator, a row of a table, a named figure.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    /// What it is called.
    pub(super) title: String,
    /// Its words, by their place in the index, and how much each says.
    pub(super) stems: Vec<usize>,
    /// The words of its definition.
    pub(super) wider: Vec<usize>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) candidates: Vec<Candidate>,
    pub(super) subjects: Vec<Subject>,
    /// How many of the subjects are indicators: they come first, in the order of the model.
    pub(super) indicators: usize,
    /// The stems of the title of each area.
    pub(super) areas: Vec<Vec<String>>,
    /// The words that a subject is known by.
    stems: BTreeMap<String, usize>,
    /// How much each word says: a word of all titles says little.
    pub(super) weights: Vec<i64>,
    sorted: Vec<(bool, Decimal, usize)>,
}

impl Index {
    /// The index of a paper.
    pub(super) fn of(scope: &Scope<'_>) -> Self {
        let mut index = Self::default();
        for indicator in scope.model.indicators.values() {
            let name = indicator.name.replace('_', " ");
            let unit = indicator.unit_label.clone().unwrap_or_default();
            let wider = format!("{name} {unit} {}", indicator.definition.as_deref().unwrap_or(""));
            index.subject(&indicator.title, &indicator.title, &wider);
        }
        index.indicators = index.subjects.len();
        candidates::of_model(scope, &mut index);
        for (name, (value, _)) in &scope.figures {
            let title = value.inputs.first().map_or("", |input| input.label.as_str());
            let subject = index.subject(name, &name.replace('_', " "), title);
            index.add(plain(name.clone(), value, What::Figure, subject));
        }
        // A table without a source is bare itself, where it is not filled from the data.
        for table in scope.tables.values().filter(|table| table.source.is_some()) {
            index.table(table);
        }
        index.weigh();
        let areas = scope.model.areas.values();
        index.areas = areas
            .map(|area| stems(&area.title).into_iter().map(|(_, stem)| stem).collect())
            .collect();
        index.sorted = index
            .candidates
            .iter()
            .enumerate()
            .map(|(at, candidate)| (is_share(candidate.unit), candidate.size, at))
            .collect();
        index.sorted.sort_unstable();
        index
    }

    pub(super) fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    /// The place of a word that a subject is known by.
    pub(super) fn stem(&self, stem: &str) -> Option<usize> {
        self.stems.get(stem).copied()
    }

    pub(super) fn add(&mut self, candidate: Candidate) {
        self.candidates.push(candidate);
    }

    fn subject(&mut self, title: &str, words: &str, wider: &str) -> usize {
        let stems = self.known(words);
        let mut wider = self.known(wider);
        wider.retain(|stem| !stems.contains(stem));
        self.subjects.push(Subject { title: title.to_owned(), stems, wider });
        self.subjects.len() - 1
    }

    fn known(&mut self, words: &str) -> Vec<usize> {
        let mut known: Vec<usize> = Vec::new();
        for (_, stem) in stems(words) {
            let next = self.stems.len();
            let at = *self.stems.entry(stem).or_insert(next);
            if !known.contains(&at) {
                known.push(at);
            }
        }
        known
    }

    /// The cells of a table, and what its columns add up to.
    fn table(&mut self, table: &TableData) {
        for (at, column) in table.columns.iter().enumerate().skip(1).filter(|(_, c)| !c.text) {
            let mut size = Some(Decimal::ZERO);
            let mut first: Option<&Value> = None;
            let mut rows = 0;
            for row in &table.rows {
                let Some(value) = row.values.get(at).and_then(Option::as_ref) else { continue };
                let first_of_label = table
                    .rows
                    .iter()
                    .find(|other| other.label.eq_ignore_ascii_case(&row.label))
                    .is_some_and(|other| other.span == row.span);
                if first_of_label && !row.label.contains('"') {
                    let title = format!("{}, {}", row.label, column.title);
                    let subject = self.subject(&title, &row.label, &column.title);
                    let written = format!("{}.{} at \"{}\"", table.name, column.name, row.label);
                    self.add(plain(written, value, What::Cell, subject));
                }
                if row.is_item() {
                    rows += 1;
                    first = first.or(Some(value));
                    size = size.and_then(|size| size.checked_add(value.exact));
                }
            }
            if let (Some(first), Some(size), 2..) = (first, size, rows)
                && matches!(first.unit, Unit::Number(_) | Unit::Pounds)
            {
                let title = format!("{}, in all", column.title);
                let subject = self.subject(&title, &column.title, "total all together");
                let written = format!("total of {}.{}", table.name, column.name);
                let total = Value { exact: size, ..first.clone() };
                self.add(plain(written, &total, What::Column, subject));
            }
        }
    }

    /// How much each word says: the fewer indicators are called by it, the more.
    fn weigh(&mut self) {
        let mut uses = vec![0_i64; self.stems.len()];
        for subject in &self.subjects {
            for stem in &subject.stems {
                if let Some(uses) = uses.get_mut(*stem) {
                    *uses += 1;
                }
            }
        }
        // In a small model, too, a word that names one of its indicators says something.
        let all = i64::try_from(self.subjects.len()).unwrap_or(i64::MAX).max(8);
        self.weights = uses
            .iter()
            .map(|uses| {
                // Twenty for each halving.
                let mut weight = 4;
                let mut left = all;
                while left > (*uses).max(1) && weight < 100 {
                    left /= 2;
                    weight += 20;
                }
                weight
            })
            .collect();
    }

    /// The candidates that a figure may be, by size.
    pub(super) fn fitting<'i>(
        &'i self,
        figure: &'i FigureInWords,
    ) -> impl Iterator<Item = usize> + 'i {
        let value = figure.value.abs();
        let part = |share: Decimal| value.checked_mul(share).unwrap_or_default();
        let near = match figure.approximator {
            Approximator::Exactly if figure.unit == WordsUnit::Share => Decimal::new(5, 1),
            Approximator::Exactly => half_unit(figure.decimals),
            Approximator::About | Approximator::JustOver | Approximator::Almost => {
                part(Decimal::new(5, 2))
            }
            _ => part(Decimal::new(15, 2)),
        };
        let share = matches!(figure.unit, WordsUnit::Percent | WordsUnit::Share);
        let least = value.checked_sub(near).unwrap_or_default();
        let most = value.checked_add(near).unwrap_or(value);
        let from = self.sorted.partition_point(|(is, size, _)| (*is, *size) < (share, least));
        self.sorted
            .iter()
            .skip(from)
            .take_while(move |(is, size, _)| *is == share && *size <= most)
            .map(|(_, _, at)| *at)
            .filter(move |at| self.fits(*at, figure, value))
    }

    fn fits(&self, at: usize, figure: &FigureInWords, value: Decimal) -> bool {
        let candidate = &self.candidates[at];
        let unit = match figure.unit {
            WordsUnit::Plain => {
                if figure.per.is_some() {
                    candidate.unit == UnitClass::Rate
                        && figure.per.as_ref().map(|(per, _)| *per) == candidate.per
                } else {
                    matches!(candidate.unit, UnitClass::Number | UnitClass::Rate | UnitClass::Score)
                }
            }
            WordsUnit::Percent | WordsUnit::Share => candidate.unit == UnitClass::Percent,
            WordsUnit::PercentagePoints => candidate.unit == UnitClass::Points,
            WordsUnit::Pounds => candidate.unit == UnitClass::Pounds,
            // Multiples and ordinals are no values of the data by themselves.
            _ => false,
        };
        unit && (figure.unit == WordsUnit::Share
            || figure.approximator.holds(candidate.size, value, figure.decimals))
    }

    /// Whether two candidates are the same thing in other words: Q4 and its last month.
    pub(super) fn is_twin(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.candidates[one], &self.candidates[other]);
        let end = |candidate: &Candidate| {
            candidate.when.map(|(from, to)| {
                let start = if from == to { to.last_day() } else { from.last_day() };
                (start, to.last_day())
            })
        };
        one.subject == other.subject
            && one.other == other.other
            && one.area == other.area
            && one.size == other.size
            && (end(one) == end(other) || one.when.is_none())
            && (one.what == other.what
                || matches!(one.what, What::Record(_))
                || matches!(other.what, What::Record(_)))
    }

    /// What a candidate is, for a message: "Children looked after, 2022-23 Q2".
    pub(super) fn title(&self, at: usize, scope: &Scope<'_>) -> String {
        let candidate = &self.candidates[at];
        let mut title = self.subjects[candidate.subject].title.clone();
        if let Some(other) = candidate.other {
            let joined =
                if candidate.what == What::Share { " as a share of: " } else { " together with: " };
            title.push_str(joined);
            title.push_str(&self.subjects[other].title);
        }
        let area = candidate.area.and_then(|at| scope.model.areas.get_index(at));
        if let Some((_, area)) = area {
            title = format!("{title}, {}", area.title);
        }
        let kind = match candidate.what {
            What::Limit if candidate.written.starts_with("lower") => ", lower limit",
            What::Limit => ", upper limit",
            What::Target => ", target",
            What::Over => ", over",
            What::Change(true) | What::Percentage(true) => ", rise from",
            What::Change(false) | What::Percentage(false) => ", fall from",
            What::Record(true) => ", highest of",
            What::Record(false) => ", lowest of",
            What::Value
            | What::Share
            | What::Together
            | What::Figure
            | What::Cell
            | What::Column => ",",
        };
        match candidate.when {
            Some((from, to)) if from == to => format!("{title}{kind} {to}"),
            Some((from, to)) => format!("{title}{kind} {from} to {to}"),
            None => title,
        }
    }
}

/// Shares are sorted apart from all else.
fn is_share(unit: UnitClass) -> bool {
    unit == UnitClass::Percent
}

fn plain(written: String, value: &Value, what: What, subject: usize) -> Candidate {
    Candidate {
        written,
        size: value.exact.abs(),
        unit: UnitClass::of(&value.unit),
        per: None,
        what,
        subject,
        other: None,
        area: None,
        when: None,
    }
}

/// Half of one in the last place that a figure states.
fn half_unit(decimals: i32) -> Decimal {
    match u32::try_from(decimals) {
        Ok(decimals) => Decimal::new(5, decimals.min(20) + 1),
        Err(_) => Decimal::from(5 * 10_i64.pow(decimals.unsigned_abs().min(15) - 1)),
    }
}
