//! The note below a table with rates that are worked out with the population of an earlier year.

use std::collections::BTreeSet;

use super::Composer;
use crate::document::Inline;
use crate::model::{Kind, Period, format_number};

impl Composer<'_> {
    /// The note of a table of the home area's values; none where each rate rests on its own year's population.
    pub(super) fn carried(&self, indicators: &[String], periods: &[Period]) -> Option<Vec<Inline>> {
        let home = self.model.home.as_deref()?;
        let mut parts: BTreeSet<String> = BTreeSet::new();
        for name in indicators {
            let Kind::Rate { population, .. } = &self.model.indicators[name].kind else { continue };
            let Some(population) = self.model.populations.get(population) else { continue };
            for period in periods {
                let Some((year, from)) = population.carried_to(*period) else { continue };
                let worked =
                    self.model.value(name, home, *period).is_ok_and(|value| value.computed());
                let figure = population.in_period(from).map(|(number, _)| number);
                let (true, Some(number)) = (worked, figure) else { continue };
                parts.insert(format!(
                    "Rates of {year} are worked out with the population of {from}, carried forward ({}: {})",
                    population.title,
                    format_number(number, number.normalize().scale())
                ));
            }
        }
        let parts: Vec<String> = parts.into_iter().collect();
        (!parts.is_empty()).then(|| vec![Inline::Text(format!("{}.", parts.join(". ")), None)])
    }
}
