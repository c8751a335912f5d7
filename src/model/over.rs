//! Several periods: totals, rates over them, the highest and the lowest, and the path between two ends.
//!
//! Only flows are added (`semantics.md` S1, S3); a rate or a percentage of a flow is worked out again from what it is
//! made of, and never averaged (S4).

use super::Model;
use super::dataset::Series;
use super::found::Found;
use super::gap::Gap;
use super::indicator::{Indicator, Kind};
use super::period::Period;
use super::quantity::{Absence, Quantity};

impl Model {
    /// The sum of a count or of money over periods of one kind, from one to another.
    ///
    /// # Errors
    /// [`Absence`] names the rule where the kind forbids a sum, else the period that is missing.
    pub fn total(
        &self,
        indicator: &str,
        area: &str,
        from: Period,
        to: Period,
    ) -> Result<Quantity, Absence> {
        let series = self.series(indicator, area)?;
        let declared = &self.indicators[series.indicator];
        if !declared.kind.is_flow() {
            return Err(self.never_added(series.indicator, from, to));
        }
        let periods = sequence(from, to)?;
        self.finish(series, &periods, self.sum(series, &periods))
    }

    /// A rate or a percentage over several periods, worked out again from the counts that it is made of.
    ///
    /// # Errors
    /// [`Absence`] names the rule where the kind forbids it, else what is missing.
    pub fn over(
        &self,
        indicator: &str,
        area: &str,
        from: Period,
        to: Period,
    ) -> Result<Quantity, Absence> {
        let series = self.series(indicator, area)?;
        let periods = sequence(from, to)?;
        if let [period] = periods.as_slice() {
            return self.value(indicator, area, *period);
        }
        match self.worked(series, &periods) {
            Some(worked) if self.is_of_flows(series.indicator) => {
                self.finish(series, &periods, worked)
            }
            _ => Err(self.never_over(series, from, to)),
        }
    }

    /// The values from one period to another, in order: the path that two ends do not show (`semantics.md` S19). Empty
    /// where the two are of different kinds or in the wrong order.
    pub fn path(
        &self,
        indicator: &str,
        area: &str,
        from: Period,
        to: Period,
    ) -> Vec<(Period, Result<Quantity, Absence>)> {
        Period::sequence(from, to)
            .into_iter()
            .map(|period| (period, self.value(indicator, area, period)))
            .collect()
    }

    /// The period with the highest value, the first of several, and the value.
    ///
    /// # Errors
    /// [`Absence`] where a value on the way is missing: a record over an absent value cannot be told.
    pub fn highest(
        &self,
        indicator: &str,
        area: &str,
        from: Period,
        to: Period,
    ) -> Result<(Period, Quantity), Absence> {
        self.extreme(indicator, area, (from, to), |value, best| value.exact > best.exact)
    }

    /// The period with the lowest value, the first of several, and the value.
    ///
    /// # Errors
    /// [`Absence`] where a value on the way is missing: a record over an absent value cannot be told.
    pub fn lowest(
        &self,
        indicator: &str,
        area: &str,
        from: Period,
        to: Period,
    ) -> Result<(Period, Quantity), Absence> {
        self.extreme(indicator, area, (from, to), |value, best| value.exact < best.exact)
    }

    fn extreme(
        &self,
        indicator: &str,
        area: &str,
        (from, to): (Period, Period),
        beats: fn(&Quantity, &Quantity) -> bool,
    ) -> Result<(Period, Quantity), Absence> {
        let mut best: Option<(Period, Quantity)> = None;
        for (period, value) in self.path(indicator, area, from, to) {
            let value = value?;
            if best.as_ref().is_none_or(|(_, best)| beats(&value, best)) {
                best = Some((period, value));
            }
        }
        best.ok_or_else(|| no_way(from, to))
    }

    fn finish(
        &self,
        series: Series,
        periods: &[Period],
        found: Result<Found, Gap>,
    ) -> Result<Quantity, Absence> {
        found.map(|found| self.quantity(series, &found)).map_err(|gap| {
            let last = periods.last().copied().unwrap_or(Period::Year { start: 0 });
            let (series, period) = gap.subject(series, last);
            self.absence(series, period, &gap)
        })
    }

    /// Whether a rate or a percentage is made of flows, so that it can be worked out over several periods.
    fn is_of_flows(&self, indicator: usize) -> bool {
        let derived = self.derived(indicator).is_some_and(is_flow);
        match self.indicators[indicator].kind {
            Kind::Rate { .. } => derived,
            Kind::Percentage { .. } => derived && self.base(indicator).is_some_and(is_flow),
            _ => false,
        }
    }

    /// The rule that forbids an average over periods; `None` where there is one, as of a snapshot or a count.
    pub fn never_averaged(&self, indicator: &str, from: Period, to: Period) -> Option<Absence> {
        let (at, _, declared) = self.indicators.get_full(indicator)?;
        matches!(
            declared.kind,
            Kind::Rate { .. } | Kind::Percentage { .. } | Kind::UnitCost | Kind::Score
        )
        .then(|| self.never(at, "averaged", from, to))
    }

    /// The rule that forbids a sum.
    fn never_added(&self, indicator: usize, from: Period, to: Period) -> Absence {
        self.never(indicator, "added over time", from, to)
    }

    /// The rule that forbids to put periods together, and what to take instead.
    fn never(&self, indicator: usize, done: &str, from: Period, to: Period) -> Absence {
        let declared = &self.indicators[indicator];
        let name = &declared.name;
        let what = declared.kind.in_words();
        let absence = Absence::new(
            "kind-forbids",
            format!("`{name}` is {what}, and its values are never {done}"),
        )
        .label(declared.span, format!("declared here as {what}"));
        let one = format!("take one period: `{name} at {to}`");
        match declared.kind {
            Kind::Snapshot => absence
                .note(format!(
                    "A snapshot counts the same {} again at each date, so a sum is nobody's number.",
                    declared.unit_label.as_deref().unwrap_or("ones")
                ))
                .help(format!("take one date, `{name} at {to}`, or the difference, `change in {name} from {from} to {to}`"))
                .help("for those who came in between, take a count, such as of starts"),
            Kind::People => absence
                .note("One person may be counted in each period, so a sum is nobody's number.")
                .help(one),
            Kind::Rate { .. } | Kind::Percentage { .. } if self.is_of_flows(indicator) => absence
                .note(format!(
                    "Over several periods {what} is worked out again from the counts that it is made of."
                ))
                .help(format!("write `{name} over {from} to {to}`")),
            Kind::Rate { .. } | Kind::Percentage { .. } => absence
                .note("Each period's value is of other people, and is neither added nor averaged.")
                .help(one),
            Kind::UnitCost => absence
                .note("Its values are averages, each over the cases of its own period.")
                .help(one),
            _ => absence.note("Its values are averages, each over other people.").help(one),
        }
    }

    /// The rule that forbids one value for several periods.
    fn never_over(&self, series: Series, from: Period, to: Period) -> Absence {
        let declared = &self.indicators[series.indicator];
        let name = &declared.name;
        let what = declared.kind.in_words();
        let absence = Absence::new(
            "kind-forbids",
            format!("`{name}` has no one value over {from} to {to}: it is {what}"),
        )
        .label(declared.span, format!("declared here as {what}"));
        match (&declared.kind, self.derived(series.indicator)) {
            (Kind::Count | Kind::Money, _) => {
                absence.help(format!("write `total of {name} over {from} to {to}`"))
            }
            (Kind::People, _) => absence
                .note("One person may be counted in each period: how many different people it was over all is known only if the data state it.")
                .help(format!("take one period: `{name} at {to}`")),
            (Kind::Snapshot, _) => absence
                .note("A snapshot has a value at each date, and none for a stretch of time.")
                .help(format!("take one date: `{name} at {to}`")),
            (Kind::Rate { .. } | Kind::Percentage { .. }, Some((_, from))) if !from.kind.is_flow() => {
                absence
                    .note(format!(
                        "It is worked out from `{}`, {}, and so has a value at each date, and none for a stretch of time.",
                        from.name,
                        from.kind.in_words()
                    ))
                    .help(format!("take one date: `{name} at {to}`"))
            }
            (Kind::Rate { .. } | Kind::Percentage { .. }, _) => absence
                .note("It would have to be worked out again from the counts that it is made of, and these are not known here.")
                .help("name them: `derived INDICATOR`, and `kind percentage of INDICATOR` for a percentage"),
            (Kind::UnitCost, _) => {
                absence.note("Its values are averages, each over the cases of its own period.")
            }
            (Kind::Score, _) => {
                absence.note("Its values are averages, each over other people.")
            }
        }
    }
}

fn is_flow((_, indicator): (usize, &Indicator)) -> bool {
    indicator.kind.is_flow()
}

fn sequence(from: Period, to: Period) -> Result<Vec<Period>, Absence> {
    let periods = Period::sequence(from, to);
    if periods.is_empty() { Err(no_way(from, to)) } else { Ok(periods) }
}

fn no_way(from: Period, to: Period) -> Absence {
    Absence::new("period-unclear", format!("there is no way from {from} to {to}")).note(
        "The two periods must be of one kind, months, quarters or years, the earlier one first.",
    )
}
