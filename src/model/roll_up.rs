//! A longer period from its parts (`semantics.md` S2, S3).

use rust_decimal::Decimal;
use time::Date;

use super::Model;
use super::dataset::Series;
use super::found::{Formula, Found};
use super::gap::Gap;
use super::indicator::Kind;
use super::period::Period;

/// How the value of a period comes from those of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RollUp {
    /// It is the value of the last part.
    Last,
    /// It is the sum of all parts.
    Sum,
    /// It does not.
    Never,
}

/// What a period is put together from: a year from quarters, a quarter from months, a snapshot's month from its last day.
pub(super) fn parts(roll_up: RollUp, period: Period) -> Vec<Period> {
    match period {
        Period::Year { .. } => period.quarters(),
        Period::Quarter { .. } | Period::AcademicYear { .. } => period.months(),
        Period::Month { .. } if roll_up == RollUp::Last => vec![Period::Date(period.last_day())],
        Period::Month { .. } | Period::Date(_) => Vec::new(),
    }
}

impl Model {
    /// How the periods of an indicator are put together.
    pub(super) fn roll_up(&self, indicator: usize) -> RollUp {
        let stock = |kind: Option<&Kind>| match kind {
            Some(Kind::Snapshot) => RollUp::Last,
            _ => RollUp::Never,
        };
        match &self.indicators[indicator].kind {
            Kind::Snapshot => RollUp::Last,
            Kind::Count | Kind::Money => RollUp::Sum,
            Kind::People | Kind::UnitCost | Kind::Score => RollUp::Never,
            Kind::Rate { .. } => stock(self.derived(indicator).map(|(_, count)| &count.kind)),
            Kind::Percentage { .. } => stock(self.base(indicator).map(|(_, base)| &base.kind)),
        }
    }

    /// The value put together from its parts; none where the kind forbids it or no part is held.
    pub(super) fn rolled_up(&self, series: Series, period: Period) -> Option<Result<Found, Gap>> {
        let roll_up = self.roll_up(series.indicator);
        if let Period::Date(date) = period {
            return (roll_up == RollUp::Last)
                .then(|| self.month_that_ends_on(series, date))
                .flatten()
                .map(Ok);
        }
        let parts = parts(roll_up, period);
        match roll_up {
            RollUp::Never => None,
            RollUp::Last => {
                let last = *parts.last()?;
                match self.find(series, last) {
                    Ok(found) => Some(Ok(Found { formula: Formula::Last(last), ..found })),
                    Err(gap) => self.broken(series, period, &parts, vec![(last, gap)]).map(Err),
                }
            }
            RollUp::Sum if parts.is_empty() => None,
            RollUp::Sum => match self.sum(series, &parts) {
                Ok(found) => Some(Ok(found)),
                Err(Gap::TooLarge) => Some(Err(Gap::TooLarge)),
                Err(_) => {
                    let gaps = parts
                        .iter()
                        .filter_map(|part| Some((*part, self.find(series, *part).err()?)))
                        .collect();
                    self.broken(series, period, &parts, gaps).map(Err)
                }
            },
        }
    }

    /// The sum of a series over some periods; the value itself where there is one.
    pub(super) fn sum(&self, series: Series, periods: &[Period]) -> Result<Found, Gap> {
        if let [period] = periods {
            return self.find(series, *period);
        }
        let mut whole = Found {
            exact: Decimal::ZERO,
            decimals: 0,
            steps: Vec::new(),
            formula: Formula::Stated,
        };
        let mut values = Vec::new();
        for period in periods {
            let part = self.find(series, *period)?;
            whole.exact = whole.exact.checked_add(part.exact).ok_or(Gap::TooLarge)?;
            whole.decimals = whole.decimals.max(part.decimals);
            whole.steps.extend(part.steps);
            values.push(part.exact);
        }
        whole.formula = Formula::Sum(values);
        Ok(whole)
    }

    /// What keeps a period from being put together; none where nothing of it is held.
    fn broken(
        &self,
        series: Series,
        whole: Period,
        parts: &[Period],
        gaps: Vec<(Period, Gap)>,
    ) -> Option<Gap> {
        let held = parts.iter().any(|part| self.dataset.get(series, *part).is_some());
        let deeper = gaps.iter().any(|(_, gap)| matches!(gap, Gap::Part { .. } | Gap::Marked(..)));
        let (part, gap) = gaps.into_iter().next()?;
        (held || deeper).then(|| Gap::Part { series, whole, part, gap: Box::new(gap) })
    }

    /// A snapshot of the last day of a month is that of the month.
    fn month_that_ends_on(&self, series: Series, date: Date) -> Option<Found> {
        let month = Period::Month { year: date.year(), month: date.month().into() };
        let value = self.dataset.get(series, month)?.value?;
        (month.last_day() == date).then(|| self.stated(series, month, value))
    }
}
