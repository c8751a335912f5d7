//! What a paper could state of its model: values, limits, targets, changes, totals, records, shares.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::index::{Candidate, Index, UnitClass, What};
use crate::model::{Kind, Model, Period, Series, Unit};
use crate::paper::scope::Scope;

/// How many years before the last report a paper looks back.
const YEARS_BACK: i32 = 5;

/// How many values of one indicator a change is looked for between.
const ENDS: usize = 24;

/// A value of an indicator, for the changes and the shares that it is part of.
struct Known {
    period: Period,
    exact: Decimal,
}

/// Adds all that a paper could state of its model.
pub(super) fn of_model(scope: &Scope<'_>, index: &mut Index) {
    let model = scope.model;
    let Some(home) = model.home.as_deref() else { return };
    let window = Window::of(scope);
    let mut stocks: Vec<Vec<Known>> = Vec::new();
    for (at, name) in model.indicators.keys().enumerate() {
        let mut known = Vec::new();
        for (place, area) in model.areas.keys().enumerate() {
            let is_home = area == home;
            for period in window.periods(model, at, place, is_home) {
                let Ok(quantity) = model.value(name, area, period) else { continue };
                let for_area = if is_home { String::new() } else { format!(" for {area}") };
                index.add(Candidate {
                    written: format!("{name}{for_area} {}", window.at(period)),
                    size: quantity.exact.abs(),
                    unit: UnitClass::of(&quantity.unit),
                    per: base(&quantity.unit),
                    what: What::Value,
                    subject: at,
                    other: None,
                    area: (!is_home).then_some(place),
                    when: Some((period, period)),
                });
                if is_home {
                    known.push(Known { period, exact: quantity.exact });
                }
            }
        }
        limits(model, name, at, &window, index);
        changes(model, name, at, &known, &window, index);
        over(model, name, home, at, &window, index);
        stocks.push(known);
    }
    pairs(model, &stocks, &window, index);
}

fn base(unit: &Unit) -> Option<Decimal> {
    match unit {
        Unit::Rate { per, .. } => Some(*per),
        _ => None,
    }
}

/// The periods that a paper speaks of.
struct Window {
    reporting: Option<(Period, Period)>,
    /// The quarters, months and years of this report and of the last.
    spoken: BTreeSet<Period>,
    /// Where each run of periods begins and ends, for what is added up.
    runs: Vec<Period>,
    first: Option<time::Date>,
    last: Option<time::Date>,
}

impl Window {
    fn of(scope: &Scope<'_>) -> Self {
        let mut spoken = BTreeSet::new();
        let mut runs = Vec::new();
        let report = [scope.previous, scope.reporting];
        for (first, last) in report.into_iter().flatten() {
            for period in Period::sequence(first, last) {
                spoken.extend(period.months());
                spoken.extend(period.quarters());
                spoken.insert(period);
                runs.push(period);
            }
            // The whole years, of which the report may cover a part.
            for start in first.year_start()..=last.year_start() {
                let year = Period::Year { start };
                spoken.insert(year);
                if matches!(first, Period::Quarter { .. }) {
                    runs.extend(year.quarters());
                    spoken.extend(year.quarters());
                } else if matches!(first, Period::Month { .. }) {
                    runs.extend(year.months());
                }
            }
        }
        spoken.extend(scope.comparators);
        runs.sort_unstable();
        runs.dedup();
        let first = spoken
            .first()
            .map(|first| Period::Year { start: first.year_start() - YEARS_BACK }.first_day());
        let last = scope.reporting.map(|(_, last)| last.last_day());
        Self { reporting: scope.reporting, spoken, runs, first, last }
    }

    /// The periods for which an indicator may have a value in an area.
    fn periods(&self, model: &Model, indicator: usize, area: usize, home: bool) -> Vec<Period> {
        let mut periods: BTreeSet<Period> = model
            .dataset
            .of(Series { indicator, area })
            .map(|(period, _)| period)
            .filter(|period| {
                self.first.is_none_or(|first| first <= period.first_day())
                    && self.last.is_none_or(|last| period.first_day() <= last)
            })
            .collect();
        if home {
            periods.extend(&self.spoken);
        }
        periods.into_iter().collect()
    }

    /// A period as an author writes it: the year of a quarter is left out where the paper makes it plain.
    fn named(&self, period: Period) -> String {
        if let (Period::Quarter { start, .. }, Some((first, last))) = (period, self.reporting)
            && first.year_start() == last.year_start()
            && start == first.year_start()
        {
            let inside =
                first.first_day() <= period.first_day() && period.last_day() <= last.last_day();
            if inside {
                return period.short();
            }
        }
        period.to_string()
    }

    fn at(&self, period: Period) -> String {
        match period {
            Period::Quarter { .. } | Period::Date(_) => format!("at {}", self.named(period)),
            _ => format!("in {}", self.named(period)),
        }
    }

    /// Several periods: two of the same year, of which one stands outside the report, are both written in full.
    fn several(&self, from: Period, to: Period) -> String {
        let (first, last) = (self.named(from), self.named(to));
        if first == from.to_string() {
            format!("{first} to {to}")
        } else {
            format!("{first} to {last}")
        }
    }
}

fn limits(model: &Model, name: &str, subject: usize, window: &Window, index: &mut Index) {
    let Some((_, now)) = window.reporting else { return };
    let unit = model.unit(name);
    let mut add = |written: &str, size: Decimal, what, year: Period| {
        let which = if year == now.year() { String::new() } else { format!(" in {year}") };
        index.add(Candidate {
            written: format!("{written} of {name}{which}"),
            size: size.abs(),
            unit: UnitClass::of(&unit),
            per: base(&unit),
            what,
            subject,
            other: None,
            area: None,
            when: Some((year, year)),
        });
    };
    let indicator = &model.indicators[name];
    for (year, expected) in &indicator.expected {
        for (words, size) in [("lower limit", expected.lower), ("upper limit", expected.upper)] {
            if let Some(size) = size {
                add(words, size, What::Limit, *year);
            }
        }
    }
    for (year, target) in &indicator.targets {
        add("target", target.value, What::Target, *year);
    }
}

/// The changes between the ends that a paper speaks of.
fn changes(
    model: &Model,
    name: &str,
    subject: usize,
    known: &[Known],
    window: &Window,
    index: &mut Index,
) {
    let unit = model.unit(name);
    let percentages = matches!(unit, Unit::Percent);
    let ends: Vec<&Known> = known
        .iter()
        .filter(|known| !matches!(known.period, Period::Month { .. } | Period::Date(_)))
        .rev()
        .take(ENDS)
        .collect();
    for (at, later) in ends.iter().enumerate() {
        for earlier in ends.iter().skip(at + 1) {
            let unlike =
                std::mem::discriminant(&earlier.period) != std::mem::discriminant(&later.period);
            let difference = later.exact - earlier.exact;
            if unlike
                || difference.is_zero()
                || earlier.period.last_day() >= later.period.last_day()
            {
                continue;
            }
            let rose = difference > Decimal::ZERO;
            let span = window.several(earlier.period, later.period);
            let when = Some((earlier.period, later.period));
            let word = if rose { "rise" } else { "fall" };
            let candidate = |written: String, size: Decimal, unit, what| Candidate {
                written,
                size: size.abs(),
                unit,
                per: None,
                what,
                subject,
                other: None,
                area: None,
                when,
            };
            let class = if percentages { UnitClass::Points } else { UnitClass::of(&unit) };
            let written = format!("{word} in {name} from {span}");
            index.add(candidate(written, difference, class, What::Change(rose)));
            let relative = difference
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|difference| difference.checked_div(earlier.exact));
            if let (false, Some(size)) = (percentages, relative) {
                let written = format!("percentage change in {name} from {span}");
                index.add(candidate(written, size, UnitClass::Percent, What::Percentage(rose)));
            }
        }
    }
}

/// What flowed over several periods, rates over them, and the highest and the lowest of the report.
fn over(model: &Model, name: &str, home: &str, subject: usize, window: &Window, index: &mut Index) {
    let indicator = &model.indicators[name];
    let flows = indicator.kind.is_flow();
    let of_flows = matches!(indicator.kind, Kind::Rate { .. } | Kind::Percentage { .. })
        && indicator
            .derived
            .as_ref()
            .and_then(|derived| model.indicators.get(derived))
            .is_some_and(|derived| derived.kind.is_flow());
    let candidate = |written: String, size: Decimal, unit: &Unit, what, when| Candidate {
        written,
        size: size.abs(),
        unit: UnitClass::of(unit),
        per: base(unit),
        what,
        subject,
        other: None,
        area: None,
        when: Some(when),
    };
    for (at, from) in window.runs.iter().enumerate() {
        for to in window.runs.iter().skip(at + 1) {
            let found = if flows {
                model.total(name, home, *from, *to)
            } else if of_flows {
                model.over(name, home, *from, *to)
            } else {
                continue;
            };
            let Ok(found) = found else { continue };
            let total = if flows { "total of " } else { "" };
            let written = format!("{total}{name} over {}", window.several(*from, *to));
            index.add(candidate(written, found.exact, &found.unit, What::Over, (*from, *to)));
        }
    }
    if let Some((first, now)) = window.reporting.filter(|(first, now)| first != now) {
        let of = [(model.highest(name, home, first, now), "highest", true)].into_iter().chain([(
            model.lowest(name, home, first, now),
            "lowest",
            false,
        )]);
        for (found, word, high) in of {
            let Ok((_, found)) = found else { continue };
            let written = format!("{word} of {name} over {}", window.several(first, now));
            let what = What::Record(high);
            index.add(candidate(written, found.exact, &found.unit, what, (first, now)));
        }
    }
}

/// Shares of one indicator in another, and two of one domain together.
fn pairs(model: &Model, known: &[Vec<Known>], window: &Window, index: &mut Index) {
    let numbers: Vec<usize> = model
        .indicators
        .values()
        .enumerate()
        .filter(|(_, indicator)| matches!(indicator.kind, Kind::Snapshot | Kind::Count))
        .map(|(at, _)| at)
        .collect();
    let bases: BTreeSet<&str> = model
        .indicators
        .values()
        .filter_map(|indicator| match &indicator.kind {
            Kind::Percentage { of } => of.as_deref(),
            _ => None,
        })
        .collect();
    // So many numbers that their pairs would outnumber all else are no longer looked at in pairs.
    if numbers.len() > 40 {
        return;
    }
    let name = |at: usize| &model.indicators[at].name;
    for (place, one) in numbers.iter().enumerate() {
        for other in numbers.iter().skip(place + 1) {
            let (first, second) = (&model.indicators[*one], &model.indicators[*other]);
            if first.kind != second.kind {
                continue;
            }
            for here in &known[*one] {
                if !window.spoken.contains(&here.period) {
                    continue;
                }
                let found = known[*other].binary_search_by(|there| there.period.cmp(&here.period));
                let Some(there) = found.ok().and_then(|at| known[*other].get(at)) else { continue };
                let at = window.at(here.period);
                let candidate = |written, size, unit, what, (subject, other)| Candidate {
                    written,
                    size,
                    unit,
                    per: None,
                    what,
                    subject,
                    other: Some(other),
                    area: None,
                    when: Some((here.period, here.period)),
                };
                if first.domain == second.domain {
                    let written = format!("{} {at} + {} {at}", name(*one), name(*other));
                    let size = here.exact + there.exact;
                    let what = What::Together;
                    index.add(candidate(written, size, UnitClass::Number, what, (*one, *other)));
                }
                let (part, whole) = if here.exact <= there.exact {
                    ((*one, here.exact), (*other, there.exact))
                } else {
                    ((*other, there.exact), (*one, here.exact))
                };
                let share = part
                    .1
                    .checked_mul(Decimal::ONE_HUNDRED)
                    .and_then(|part| part.checked_div(whole.1));
                // A share is of a whole that the model takes shares of.
                let is_whole = bases.contains(&name(whole.0).as_str());
                if let Some(size) = share.filter(|_| is_whole) {
                    let written = format!("share of {} in {} {at}", name(part.0), name(whole.0));
                    let of = (part.0, whole.0);
                    index.add(candidate(written, size, UnitClass::Percent, What::Share, of));
                }
            }
        }
    }
}
