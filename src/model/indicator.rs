//! What an indicator is, as the model declares it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::exempt::Exemption;
use super::period::Period;
use crate::source::Span;

/// A measure that has a value for an area and a period.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// The name that expressions and data files use.
    pub name: String,
    /// What it is called in a paper.
    pub title: String,
    /// The line of its declaration.
    pub span: Span,
    /// The name of its domain.
    pub domain: Option<String>,
    /// What it is, and so what may be done with it.
    pub kind: Kind,
    /// The indicator that it is worked out from: of a rate its count, of a percentage its numerator.
    pub derived: Option<String>,
    /// How many decimals it is printed with, where that is declared.
    pub decimals: Option<u32>,
    /// Which way is better.
    pub polarity: Polarity,
    /// Its expected range, year by year; the keys are financial or academic years.
    pub expected: BTreeMap<Period, Expected>,
    /// Its target, year by year; the keys are financial or academic years.
    pub targets: BTreeMap<Period, Target>,
    /// How far it may go and still be called steady.
    pub steady: Option<Steady>,
    /// What it counts, such as "children".
    pub unit_label: Option<String>,
    /// Of a stock, what comes in and what goes out.
    pub flows: Option<Flows>,
    /// What it must not be called, and the lines that say so.
    pub misnomers: Vec<(String, Span)>,
    /// Where its values come from.
    pub source: Option<String>,
    /// What is counted, in a sentence.
    pub definition: Option<String>,
    /// Whether its values are kept from the public.
    pub exempt: Option<Exemption>,
}

/// What an indicator is. The kind decides what may be added, averaged and compared (`semantics.md` S1 to S7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A stock on the last day of the period. Never added over time (S1); a quarter is its last month (S2).
    Snapshot,
    /// A flow within the period. A quarter is the sum of its months (S3).
    Count,
    /// How many different people it was within the period. Never added over time: one person may be counted in each
    /// period (S1, S18).
    People,
    /// Pounds within the period; adds as a count does.
    Money,
    /// Pounds for one of something, such as a placement's average cost in a week: an average, only as stated.
    UnitCost,
    /// An average, such as Attainment 8: only as stated.
    Score,
    /// A count or a snapshot for each `per` of a population; of a flow, for a whole year (S4).
    Rate {
        /// Such as 10,000.
        per: Decimal,
        /// The name of the population.
        population: String,
    },
    /// A share (S7).
    Percentage {
        /// The indicator that it is a share of, where the model names one.
        of: Option<String>,
    },
}

impl Kind {
    /// The kind with its article, to follow "is": "a snapshot".
    pub fn in_words(&self) -> &'static str {
        match self {
            Self::Snapshot => "a snapshot",
            Self::Count => "a count",
            Self::People => "a number of different people",
            Self::Money => "an amount of money",
            Self::UnitCost => "a unit cost",
            Self::Score => "a score",
            Self::Rate { .. } => "a rate",
            Self::Percentage { .. } => "a percentage",
        }
    }

    /// Whether it happens within a period, so that periods can be added.
    pub fn is_flow(&self) -> bool {
        matches!(self, Self::Count | Self::Money)
    }
}

/// Which way is better. Most numbers of children have no good direction (`semantics.md` S10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Polarity {
    /// The higher the better.
    Higher,
    /// The lower the better.
    Lower,
    /// Neither is declared.
    #[default]
    None,
}

/// The range that is expected in a year (`semantics.md` S9). A limit belongs to the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The lower limit, in the indicator's unit.
    pub lower: Option<Decimal>,
    /// The upper limit, in the indicator's unit.
    pub upper: Option<Decimal>,
    /// The line that declares it.
    pub span: Span,
}

/// What is aimed at in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// In the indicator's unit.
    pub value: Decimal,
    /// The line that declares it.
    pub span: Span,
}

/// How far a value may be from an earlier one and still be called steady (`semantics.md` S19).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steady {
    /// How far.
    pub band: Band,
    /// The line that declares it.
    pub span: Span,
}

/// A distance from a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// So many per cent of that value.
    Percent(Decimal),
    /// So much, in the indicator's unit; of a percentage, in percentage points.
    Amount(Decimal),
}

/// What a stock is made to rise and to fall by: starts and ceased of those looked after (`semantics.md` S23).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flows {
    /// The name of the count of those who come in.
    pub into: String,
    /// The name of the count of those who go out.
    pub out: String,
    /// How many may be unaccounted for, since they are recorded late.
    pub within: Decimal,
    /// The line that declares them.
    pub span: Span,
}
