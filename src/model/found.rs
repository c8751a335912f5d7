//! A value while it is worked out: exact, and only pointing at the cells that it comes from. Words are made of it once
//! somebody asks, so that checking a hundred thousand cells writes none.

use rust_decimal::Decimal;

use super::dataset::{Observation, Series};
use super::format::{format_cell, format_number};
use super::indicator::Kind;
use super::period::Period;
use super::quantity::{Input, Quantity};
use super::value::{Mark, Value};
use super::{Model, Unit};
use crate::source::Span;

/// A value, and how it came about.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) exact: Decimal,
    pub(super) decimals: u32,
    pub(super) steps: Vec<Step>,
    pub(super) formula: Formula,
}

/// What a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A cell of the data.
    Cell(Series, Period),
    /// The population with this place in the model, in the year of the period.
    Population(usize, Period),
}

/// How a value came about.
#[derive(Clone, Debug)]
pub(super) enum Formula {
    /// As stated.
    Stated,
    /// The last part of a snapshot's period.
    Last(Period),
    /// The sum of a flow's parts.
    Sum(Vec<Decimal>),
    /// A share: numerator, base.
    Share(Decimal, Decimal),
    /// A rate: count, whether it is a flow, months and population year by year, base.
    Rate { count: Decimal, flow: bool, years: Vec<(u32, Decimal)>, per: Decimal },
}

impl Formula {
    /// The arithmetic in words; none for a stated value.
    pub(super) fn in_words(&self) -> Option<String> {
        let number = |value: Decimal| format_number(value, value.normalize().scale());
        Some(match self {
            Self::Stated => return None,
            Self::Last(period) => format!("the value of {period}"),
            Self::Sum(parts) => {
                parts.iter().map(|part| number(*part)).collect::<Vec<_>>().join(" + ")
            }
            Self::Share(numerator, base) => format!("{} ÷ {}", number(*numerator), number(*base)),
            Self::Rate { count, flow, years, per } => {
                let months: u32 = years.iter().map(|(months, _)| months).sum();
                let noun = |months: u32| if months == 1 { "month" } else { "months" };
                let (count, per) = (number(*count), number(*per));
                match (flow, years.as_slice()) {
                    (true, [(_, population)]) if !matches!(months, 1 | 12) => format!(
                        "{count} × 12 ÷ {months} {} ÷ {} × {per}",
                        noun(months),
                        number(*population)
                    ),
                    (true, [(1, population)]) => {
                        format!("{count} × 12 ÷ {} × {per}", number(*population))
                    }
                    (_, [(_, population)]) => format!("{count} ÷ {} × {per}", number(*population)),
                    (_, years) => {
                        let years: Vec<String> = years
                            .iter()
                            .map(|(months, population)| {
                                format!("{months} {} × {}", noun(*months), number(*population))
                            })
                            .collect();
                        format!("{count} × 12 ÷ ({}) × {per}", years.join(" + "))
                    }
                }
            }
        })
    }
}

impl Model {
    /// A stated value, printed no finer than it was stated, nor than its indicator is printed.
    pub(super) fn stated(&self, series: Series, period: Period, value: Value) -> Found {
        let declared = self.indicators[series.indicator].decimals;
        Found {
            exact: value.number,
            decimals: declared.map_or(value.decimals, |declared| declared.min(value.decimals)),
            steps: vec![Step::Cell(series, period)],
            formula: Formula::Stated,
        }
    }

    /// The value with its words.
    pub(super) fn quantity(&self, series: Series, found: &Found) -> Quantity {
        let indicator = &self.indicators[series.indicator];
        let mut marks: Vec<Mark> = Vec::new();
        for step in &found.steps {
            if let Step::Cell(series, period) = step
                && let Some(observation) = self.dataset.get(*series, *period)
            {
                marks.extend(&observation.marks);
            }
        }
        marks.sort_unstable();
        marks.dedup();
        Quantity {
            exact: found.exact,
            decimals: found.decimals,
            unit: self.unit_of(series.indicator),
            marks,
            inputs: found.steps.iter().map(|step| self.input(*step)).collect(),
            formula: found.formula.in_words(),
            annualised: matches!(indicator.kind, Kind::Rate { .. })
                && self.derived(series.indicator).is_some_and(|(_, count)| count.kind.is_flow()),
        }
    }

    /// A cell or a population as it is shown to the author.
    pub(super) fn input(&self, step: Step) -> Input {
        match step {
            Step::Cell(series, period) => {
                let observation = self.dataset.get(series, period);
                Input {
                    label: self.label(series, period),
                    printed: observation.map_or(String::new(), |seen| self.cell(series, seen)),
                    span: observation.map(|seen| seen.origin.span),
                    place: observation.map_or(String::new(), |seen| seen.origin.place()),
                }
            }
            Step::Population(at, period) => {
                let population = &self.populations[at];
                let found = population.in_period(period);
                let carried = population
                    .carried_to(period)
                    .map_or(String::new(), |(_, from)| format!(", carried forward from {from}"));
                Input {
                    label: format!("{}, {}{carried}", population.title, period.year()),
                    printed: found.map_or(String::new(), |(number, _)| {
                        format_number(number, number.normalize().scale())
                    }),
                    span: found.map(|(_, span)| span),
                    place: format!("population `{}` of the model", population.name),
                }
            }
        }
    }

    /// What a cell states, as it is shown to the author.
    pub(super) fn cell(&self, series: Series, observation: &Observation) -> String {
        match (observation.value, &observation.words, observation.absence()) {
            (Some(value), _, _) => {
                format_cell(value.number, value.decimals, &self.unit_of(series.indicator))
            }
            (None, Some(words), _) => words.clone(),
            (None, None, Some(mark)) => mark.symbol(),
            (None, None, None) => "nothing".to_owned(),
        }
    }

    /// What a value is: "Children looked after, 2022-23 Q4"; an area other than home is named.
    pub(super) fn label(&self, series: Series, period: Period) -> String {
        let title = &self.indicators[series.indicator].title;
        let area = &self.areas[series.area];
        if area.home {
            format!("{title}, {period}")
        } else {
            format!("{title}, {}, {period}", area.title)
        }
    }

    /// What a value is, by names.
    pub fn called(&self, indicator: &str, area: &str, period: Period) -> Option<String> {
        self.series(indicator, area).ok().map(|series| self.label(series, period))
    }

    /// What an indicator counts in.
    pub(super) fn unit_of(&self, indicator: usize) -> Unit {
        let indicator = &self.indicators[indicator];
        match &indicator.kind {
            Kind::Snapshot | Kind::Count | Kind::People => {
                Unit::Number(indicator.unit_label.clone().unwrap_or_default())
            }
            Kind::Money | Kind::UnitCost => Unit::Pounds,
            Kind::Score => Unit::Score,
            Kind::Percentage { .. } => Unit::Percent,
            Kind::Rate { per, population } => Unit::Rate {
                per: *per,
                of: self.populations.get(population).map_or(String::new(), |of| of.title.clone()),
            },
        }
    }

    /// The place in the model where a series' cell stands.
    pub(super) fn span_of(&self, series: Series, period: Period) -> Option<Span> {
        self.dataset.get(series, period).map(|seen| seen.origin.span)
    }
}
