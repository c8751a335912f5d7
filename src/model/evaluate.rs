//! Values: worked out where the model says how, else as stated, else rolled up from the parts of the period.
//!
//! | kind | worked out from | quarter of months, year of quarters |
//! | --- | --- | --- |
//! | snapshot | | the last (S2) |
//! | count, money | | the sum, all parts needed (S3) |
//! | rate with `derived` | its count and the population of the year; of a flow, for a whole year (S4) | of a snapshot: the last |
//! | percentage with `derived` and `of` | its numerator and its base (S7) | of a snapshot: the last |
//! | score, and any other rate or percentage | | only as stated |
//!
//! A population is that of the home area, so a rate is worked out for it alone; a group's value is an average of
//! authorities and is never worked out. A cell that says why it holds no value is believed.

use rust_decimal::Decimal;

use super::Model;
use super::dataset::{Observation, Series};
use super::found::{Formula, Found, Step};
use super::gap::Gap;
use super::indicator::{Expected, Indicator, Kind, Target};
use super::period::Period;
use super::quantity::{Absence, Quantity};
use super::value::Unit;

impl Model {
    /// The value of an indicator in an area and a period.
    ///
    /// # Errors
    /// [`Absence`] says which value is absent and why.
    pub fn value(&self, indicator: &str, area: &str, period: Period) -> Result<Quantity, Absence> {
        let series = self.series(indicator, area)?;
        match self.find(series, period) {
            Ok(found) => Ok(self.quantity(series, &found)),
            Err(gap) => Err(self.absence(series, period, &gap)),
        }
    }

    /// What the data state of an indicator in an area and a period, whether or not it could be worked out.
    pub fn observation(&self, indicator: &str, area: &str, period: Period) -> Option<&Observation> {
        self.dataset.get(self.series(indicator, area).ok()?, period)
    }

    /// The expected range of an indicator in the year that a period belongs to.
    pub fn range(&self, indicator: &str, period: Period) -> Option<&Expected> {
        let expected = &self.indicators.get(indicator)?.expected;
        expected.get(&period).or_else(|| expected.get(&period.year()))
    }

    /// The target of an indicator in the year that a period belongs to.
    pub fn target(&self, indicator: &str, period: Period) -> Option<&Target> {
        let targets = &self.indicators.get(indicator)?.targets;
        targets.get(&period).or_else(|| targets.get(&period.year()))
    }

    /// What an indicator counts in; a plain number where there is no such indicator.
    pub fn unit(&self, indicator: &str) -> Unit {
        self.indicators
            .get_index_of(indicator)
            .map_or(Unit::Number(String::new()), |indicator| self.unit_of(indicator))
    }

    /// The series of an indicator in an area.
    pub(super) fn series(&self, indicator: &str, area: &str) -> Result<Series, Absence> {
        let unknown = |what: &str, name: &str| {
            Absence::new("name-unknown", format!("there is no {what} `{name}`"))
        };
        let at = self.indicators.get_index_of(indicator);
        let indicator = at.ok_or_else(|| unknown("indicator", indicator))?;
        let at = self.areas.get_index_of(area);
        Ok(Series { indicator, area: at.ok_or_else(|| unknown("area", area))? })
    }

    /// The indicator that another is derived from, with its place.
    pub(super) fn derived(&self, indicator: usize) -> Option<(usize, &Indicator)> {
        let derived = self.indicators[indicator].derived.as_deref()?;
        let (at, _, derived) = self.indicators.get_full(derived)?;
        Some((at, derived))
    }

    /// The indicator that a percentage is a share of, with its place.
    pub(super) fn base(&self, indicator: usize) -> Option<(usize, &Indicator)> {
        let Kind::Percentage { of: Some(base) } = &self.indicators[indicator].kind else {
            return None;
        };
        let (at, _, base) = self.indicators.get_full(base)?;
        Some((at, base))
    }

    pub(super) fn find(&self, series: Series, period: Period) -> Result<Found, Gap> {
        let observation = self.dataset.get(series, period);
        if observation.is_some_and(|seen| seen.value.is_none() && seen.absence().is_some()) {
            return Err(Gap::Marked(series, period));
        }
        let worked = self.worked(series, &[period]);
        if let Some(Ok(found)) = worked {
            return Ok(found);
        }
        if let Some(value) = observation.and_then(|seen| seen.value) {
            return Ok(self.stated(series, period, value));
        }
        match (self.rolled_up(series, period), worked) {
            (Some(Ok(found)), _) => Ok(found),
            (Some(Err(gap @ Gap::Part { .. })), _) => Err(gap),
            (_, Some(Err(gap))) if !self.is_unheard_of(&gap) => {
                Err(Gap::Unworked(series, period, Box::new(gap)))
            }
            _ => Err(Gap::Nothing(series, period)),
        }
    }

    /// The value worked out from other indicators over one or more periods; none where the model does not say how.
    pub(super) fn worked(&self, series: Series, periods: &[Period]) -> Option<Result<Found, Gap>> {
        if self.areas[series.area].group {
            return None;
        }
        let indicator = &self.indicators[series.indicator];
        let (from, derived) = self.derived(series.indicator)?;
        let from = Series { indicator: from, ..series };
        match &indicator.kind {
            Kind::Percentage { .. } => {
                let (base, _) = self.base(series.indicator)?;
                let base = Series { indicator: base, ..series };
                Some(self.share(series, from, base, periods))
            }
            Kind::Rate { per, population } if self.areas[series.area].home => {
                let population = self.populations.get_index_of(population)?;
                Some(self.rate(series, from, derived.kind.is_flow(), population, *per, periods))
            }
            _ => None,
        }
    }

    fn share(
        &self,
        series: Series,
        numerator: Series,
        base: Series,
        periods: &[Period],
    ) -> Result<Found, Gap> {
        let numerator = self.sum(numerator, periods)?;
        let base = self.sum(base, periods)?;
        if base.exact.is_zero() {
            return Err(Gap::Zero(base.steps));
        }
        let exact = numerator
            .exact
            .checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|product| product.checked_div(base.exact))
            .ok_or(Gap::TooLarge)?;
        let formula = Formula::Share(numerator.exact, base.exact);
        let mut steps = numerator.steps;
        steps.extend(base.steps);
        let decimals = self.indicators[series.indicator].decimals.unwrap_or(0);
        Ok(Found { exact, decimals, steps, formula })
    }

    fn rate(
        &self,
        series: Series,
        count: Series,
        flow: bool,
        population: usize,
        per: Decimal,
        periods: &[Period],
    ) -> Result<Found, Gap> {
        if let Some(day) = periods.iter().find(|period| flow && period.month_count() == 0) {
            return Err(Gap::NoLength(*day));
        }
        let count = self.sum(count, periods)?;
        let mut steps = count.steps;
        let mut years: Vec<(i32, u32, Decimal)> = Vec::new();
        for period in periods {
            let Some((number, _)) = self.populations[population].in_period(*period) else {
                return Err(Gap::Population(population, *period));
            };
            if number.is_zero() {
                return Err(Gap::Zero(vec![Step::Population(population, *period)]));
            }
            match years.last_mut() {
                Some((start, months, _)) if *start == period.year_start() => {
                    *months += period.month_count();
                }
                _ => {
                    years.push((period.year_start(), period.month_count(), number));
                    steps.push(Step::Population(population, *period));
                }
            }
        }
        let years: Vec<(u32, Decimal)> =
            years.into_iter().map(|(_, months, number)| (months, number)).collect();
        // The people of each year, for as many months as are counted: of one year, its people and its months.
        let (factor, people): (Decimal, Decimal) = if flow {
            let people = years.iter().map(|(months, number)| Decimal::from(*months) * number).sum();
            (Decimal::from(12), people)
        } else {
            (Decimal::ONE, years.iter().map(|(_, number)| number).sum())
        };
        let exact = count
            .exact
            .checked_mul(factor)
            .and_then(|product| product.checked_mul(per))
            .and_then(|product| product.checked_div(people))
            .ok_or(Gap::TooLarge)?;
        let decimals = self.indicators[series.indicator].decimals.unwrap_or(1);
        let formula = Formula::Rate { count: count.exact, flow, years, per };
        Ok(Found { exact, decimals, steps, formula })
    }
}
