//! Why there is no value, first as it is found, then in words.

use super::Model;
use super::dataset::{Observation, Series};
use super::found::Step;
use super::indicator::Kind;
use super::period::{Period, list_of_periods};
use super::quantity::Absence;
use super::roll_up::{RollUp, parts};

/// Why a value could not be found.
#[derive(Clone, Debug)]
pub(super) enum Gap {
    /// The cell says why it holds no value.
    Marked(Series, Period),
    /// There is no such cell, or it is empty.
    Nothing(Series, Period),
    /// The whole cannot be put together, because a part of it is not there.
    Part { series: Series, whole: Period, part: Period, gap: Box<Gap> },
    /// It cannot be worked out from other indicators, and is not stated either.
    Unworked(Series, Period, Box<Gap>),
    /// The population with this place in the model has no figure for the year.
    Population(usize, Period),
    /// What would be divided by is zero.
    Zero(Vec<Step>),
    /// A day has no length.
    NoLength(Period),
    /// More digits than can be kept.
    TooLarge,
}

impl Gap {
    /// The value that is missing, of those that a longer reckoning needs; what the gap does not say is taken from there.
    pub(super) fn subject(&self, series: Series, period: Period) -> (Series, Period) {
        match self {
            Self::Marked(series, period)
            | Self::Nothing(series, period)
            | Self::Unworked(series, period, _)
            | Self::Part { series, whole: period, .. } => (*series, *period),
            Self::Population(_, period) | Self::NoLength(period) => (series, *period),
            Self::Zero(_) | Self::TooLarge => (series, period),
        }
    }
}

impl Model {
    /// Whether a gap says no more than that nothing at all is held of a series.
    pub(super) fn is_unheard_of(&self, gap: &Gap) -> bool {
        match gap {
            Gap::Nothing(series, _) => self.dataset.of(*series).next().is_none(),
            _ => false,
        }
    }

    /// The gap in words, for the value that was asked for.
    pub(super) fn absence(&self, series: Series, period: Period, gap: &Gap) -> Absence {
        let name = &self.indicators[series.indicator].name;
        let subject = format!("`{name}` for {}", self.when(series, period));
        let because = self.because(series, gap);
        let message = match gap {
            Gap::Nothing(..) => format!("there is no value of {subject}"),
            Gap::Part { whole, .. } if self.roll_up(series.indicator) == RollUp::Sum => format!(
                "there is no value of {subject}: {because}, so the {} cannot be added up",
                whole.noun()
            ),
            Gap::Marked(..) | Gap::Part { .. } => {
                format!("there is no value of {subject}: {because}")
            }
            _ => format!("{subject} cannot be worked out: {because}"),
        };
        let absence = self.explain(Absence::new("value-absent", message), gap);
        match gap {
            Gap::Nothing(..) => self.held(series, period, absence),
            Gap::Unworked(_, _, part) => match **part {
                Gap::Nothing(part, period) => self.held(part, period, absence),
                _ => absence,
            },
            _ => absence,
        }
    }

    /// A clause that says why, to follow a colon.
    fn because(&self, subject: Series, gap: &Gap) -> String {
        let of = |series: Series| {
            if series == subject {
                String::new()
            } else {
                format!("`{}` for ", self.indicators[series.indicator].name)
            }
        };
        match gap {
            Gap::Marked(series, period) => {
                let seen = self.dataset.get(*series, *period);
                let words = seen.and_then(|seen| seen.words.as_deref());
                let mark = seen.and_then(Observation::absence);
                let what = format!("{}{period}", of(*series));
                match (words, mark) {
                    (Some(words), _) => format!("the data say “{words}” of {what}"),
                    (None, Some(mark)) => format!("the data mark {what} {}", mark.in_words()),
                    (None, None) => format!("the cell of {what} is empty"),
                }
            }
            Gap::Nothing(series, period) if *series == subject => format!("{period} is missing"),
            Gap::Nothing(series, period) => format!(
                "there is no value of `{}` for {}",
                self.indicators[series.indicator].name,
                self.when(*series, *period)
            ),
            Gap::Part { part, gap, series, .. } => match **gap {
                Gap::Nothing(..) if self.roll_up(series.indicator) == RollUp::Last => {
                    format!("{}its last {}, {part}, is missing", of(*series), part.noun())
                }
                _ => self.because(subject, gap),
            },
            Gap::Unworked(_, _, gap) => self.because(subject, gap),
            Gap::Population(population, period) => format!(
                "the population `{}` has no figure for {}",
                self.populations[*population].name,
                period.year()
            ),
            Gap::Zero(_) => "it would be divided by zero".to_owned(),
            Gap::NoLength(day) => {
                format!(
                    "a rate of what happens over time needs a month at least, and {day} is a day"
                )
            }
            Gap::TooLarge => "it has more digits than can be kept exactly".to_owned(),
        }
    }

    /// The places that a gap is about.
    fn explain(&self, mut absence: Absence, gap: &Gap) -> Absence {
        match gap {
            Gap::Marked(series, period) => {
                let Some(seen) = self.dataset.get(*series, *period) else { return absence };
                absence.mark = seen.absence();
                absence.words.clone_from(&seen.words);
                let text =
                    format!("{}: {}", self.label(*series, *period), self.cell(*series, seen));
                absence.label(seen.origin.span, text)
            }
            Gap::Nothing(series, period) => match self.span_of(*series, *period) {
                Some(span) => absence.label(span, "this cell is empty"),
                None => absence,
            },
            Gap::Part { series, whole, gap, .. } => {
                for part in parts(self.roll_up(series.indicator), *whole) {
                    if let Some(seen) = self.dataset.get(*series, part)
                        && seen.value.is_some()
                    {
                        let text = format!("{part}: {}", self.cell(*series, seen));
                        absence = absence.label(seen.origin.span, text);
                    }
                }
                self.explain(absence, gap)
            }
            Gap::Unworked(_, _, gap) => self.explain(absence, gap),
            Gap::Population(population, period) => {
                let population = &self.populations[*population];
                absence
                    .label(population.span, "the population is declared here")
                    .help(format!("add a line to it, such as `{} 106,064`", period.year()))
            }
            Gap::Zero(steps) => steps.iter().fold(absence, |absence, step| {
                let input = self.input(*step);
                match input.span {
                    Some(span) => {
                        absence.label(span, format!("{}: {}", input.label, input.printed))
                    }
                    None => absence,
                }
            }),
            Gap::NoLength(_) | Gap::TooLarge => absence,
        }
    }

    /// What is held instead of the value that was asked for.
    fn held(&self, series: Series, period: Period, absence: Absence) -> Absence {
        let indicator = &self.indicators[series.indicator];
        let name = &indicator.name;
        let held: Vec<Period> = self
            .dataset
            .of(series)
            .filter(|(_, seen)| seen.value.is_some())
            .map(|(period, _)| period)
            .collect();
        if held.is_empty() {
            let areas: Vec<&str> = (0..self.areas.len())
                .filter(|area| self.dataset.of(Series { area: *area, ..series }).next().is_some())
                .map(|area| self.areas[area].title.as_str())
                .collect();
            let note = if areas.is_empty() {
                format!("The data hold no value of `{name}` at all.")
            } else {
                format!("The data hold `{name}` only for: {}.", areas.join(", "))
            };
            return absence.label(indicator.span, "declared here").note(note);
        }
        let parts = parts(RollUp::Sum, period);
        let has_parts = parts.iter().any(|part| held.contains(part));
        let absence =
            absence.note(format!("The data hold `{name}` for: {}.", list_of_periods(held)));
        if has_parts && self.roll_up(series.indicator) == RollUp::Never {
            let absence = absence.note(format!(
                "It is {}: its {}s are never added, nor averaged, so the {} has to be stated.",
                indicator.kind.in_words(),
                parts.first().map_or("part", |part| part.noun()),
                period.noun()
            ));
            return match indicator.kind {
                Kind::Percentage { of: None } => absence.help(
                    "say what it is a percentage of, `kind percentage of INDICATOR`: of a snapshot the last month is the quarter's",
                ),
                _ => absence,
            };
        }
        absence
    }

    /// A period, with the area where it is not home.
    fn when(&self, series: Series, period: Period) -> String {
        let area = &self.areas[series.area];
        if area.home { period.to_string() } else { format!("{}, {period}", area.title) }
    }
}
