//! Where values belong to: areas and groups of areas, domains of indicators, and populations.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::period::Period;
use crate::source::Span;

/// An authority, a region or a country, or a group whose value is an average.
#[expect(clippy::struct_excessive_bools, reason = "each is a word of its own in the declaration")]
#[derive(Clone, Debug)]
pub struct Area {
    /// The name that expressions and data files use.
    pub name: String,
    /// Such as "South West region".
    pub title: String,
    /// Such as "SW Region"; the title where none is declared.
    pub short: String,
    /// Whether it is the area that a paper is about.
    pub home: bool,
    /// Whether it holds the home area's values as others publish them, which stand for it among comparators (S11).
    pub published: bool,
    /// Whether it is a region or a country, which is no authority among others.
    pub region: bool,
    /// Whether it is a group of areas.
    pub group: bool,
    /// The line of its declaration.
    pub span: Span,
}

/// A part of the scorecard.
#[derive(Clone, Debug)]
pub struct Domain {
    /// The name that indicators use.
    pub name: String,
    /// What it is called in a paper.
    pub title: String,
    /// The line of its declaration.
    pub span: Span,
}

/// Who a rate is worked out for, year by year (`semantics.md` S4).
#[derive(Clone, Debug)]
pub struct Population {
    /// The name that rates use.
    pub name: String,
    /// Such as "Children aged 0 to 17".
    pub title: String,
    /// How many, and the line that says so; the keys are financial or academic years.
    pub years: BTreeMap<Period, (Decimal, Span)>,
    /// The years whose figure is that of the year before, since there is none of their own.
    pub carried: BTreeSet<Period>,
    /// Where the figures come from.
    pub source: Option<String>,
    /// The line of its declaration.
    pub span: Span,
}

impl Population {
    /// How many there are in the year that a period belongs to, and the line that says so.
    pub fn in_period(&self, period: Period) -> Option<(Decimal, Span)> {
        self.years.get(&period).or_else(|| self.years.get(&period.year())).copied()
    }

    /// The year that a period belongs to, and the year whose figure is carried forward to it, if one is.
    pub fn carried_to(&self, period: Period) -> Option<(Period, Period)> {
        let year = if self.years.contains_key(&period) { period } else { period.year() };
        let mut earlier = self.years.range(..year).rev().map(|(year, _)| *year);
        let from = earlier.find(|year| !self.carried.contains(year));
        from.filter(|_| self.carried.contains(&year)).map(|from| (year, from))
    }
}
