//! Figures that are suppressed in the data, and that the months, quarters and years around them give away.

use std::collections::{BTreeMap, BTreeSet};

use super::linear::{Linear, solve};
use crate::diag::{Diagnostic, Diagnostics};
use crate::evidence::gather::Material;
use crate::evidence::tables::{Printed, tables};
use crate::model::{Kind, Mark, Observation, Period, Series};
use crate::paper::values::calculation::Key;
use crate::source::Span;
use rust_decimal::Decimal;

/// Reports each suppressed figure that is left when what is printed of a quarter or a year is taken away.
pub(super) fn check(material: Material<'_>, diagnostics: &mut Diagnostics) {
    let model = material.model;
    let added_up = |series: &Series| {
        let indicator = model.indicators.get_index(series.indicator);
        indicator.is_some_and(|(_, indicator)| {
            matches!(indicator.kind, Kind::Count | Kind::Money) && indicator.exempt.is_none()
        })
    };
    let is_suppressed = |seen: &Observation| seen.absence() == Some(Mark::Suppressed);
    let some_suppressed =
        |series: &Series| model.dataset.of(*series).any(|(_, seen)| is_suppressed(seen));
    let series: Vec<Series> =
        model.dataset.series().filter(added_up).filter(some_suppressed).collect();
    if series.is_empty() {
        return;
    }
    let printed = printed(material);
    for series in series {
        let seen: BTreeMap<Period, &Observation> = model.dataset.of(series).collect();
        // What is printed is known; all else is not.
        let term = |period: Period| {
            let known = seen.get(&period).filter(|seen| printed.contains_key(&seen.origin.span));
            let value = known.and_then(|seen| seen.value.as_ref());
            value.map_or_else(|| Linear::unknown(period), |value| Linear::figure(value.number))
        };
        let years: BTreeSet<Period> = seen.keys().map(|period| period.year()).collect();
        let quarters = years.iter().flat_map(|year| year.quarters());
        let wholes = quarters.map(|quarter| (quarter, quarter.months()));
        let wholes: Vec<(Period, Vec<Period>)> =
            wholes.chain(years.iter().map(|year| (*year, year.quarters()))).collect();
        let sums = wholes.iter().enumerate().filter_map(|(number, (whole, parts))| {
            let sum = parts.iter().try_fold(Linear::figure(Decimal::ZERO), |sum, part| {
                sum.plus(&term(*part), Decimal::ONE)
            })?;
            let sum = sum.plus(&term(*whole), -Decimal::ONE)?;
            (!sum.factors.is_empty()).then_some((number, sum))
        });
        let sums: Vec<(usize, Linear<Period>)> = sums.collect();
        let positive = sums.iter().flat_map(|(_, sum)| sum.factors.keys().copied()).collect();
        for known in solve(&sums, &positive) {
            let Some(lost) = seen.get(&known.unknown).filter(|seen| is_suppressed(seen)) else {
                continue;
            };
            let Some((_, indicator)) = model.indicators.get_index(series.indicator) else {
                continue;
            };
            let from: Vec<Period> =
                known.from.iter().filter_map(|at| Some(wholes.get(*at)?.0)).collect();
            diagnostics.add(report(
                &indicator.title,
                known.unknown,
                lost,
                &from,
                (&seen, &printed),
            ));
        }
    }
}

fn report(
    title: &str,
    period: Period,
    lost: &Observation,
    from: &[Period],
    (seen, printed): (&BTreeMap<Period, &Observation>, &BTreeMap<Span, Span>),
) -> Diagnostic {
    let mut found = Diagnostic::error(
        "exempt-derivable",
        lost.origin.span,
        format!(
            "\"{title}\" in {period} is suppressed, and can be worked out from what is printed"
        ),
    )
    .here("what is left when the others are taken away");
    let mut places = BTreeSet::new();
    for whole in from {
        let place = seen.get(whole).and_then(|seen| printed.get(&seen.origin.span));
        if let Some(place) = place.filter(|place| places.insert(**place)) {
            found = found.label(*place, format!("{whole} is printed here"));
        }
    }
    let others = from.iter().flat_map(|whole| match whole {
        Period::Year { .. } => whole.quarters(),
        _ => whole.months(),
    });
    let smallest = others
        .filter(|part| *part != period)
        .filter_map(|part| Some((seen.get(&part)?.value.as_ref()?.number, part)))
        .min();
    if let Some((_, part)) = smallest {
        found = found.help(format!("withhold {part} as well: give it the status `c` too"));
    }
    found.help("or leave out the quarter or the year that it is a part of")
}

/// The places of the data that the public's paper prints, each with where it does.
fn printed(material: Material<'_>) -> BTreeMap<Span, Span> {
    let (paper, model) = (material.paper, material.model);
    let mut places = BTreeMap::new();
    for table in tables(paper, model) {
        let Printed::Filled { span, figures, .. } = table else { continue };
        if paper.exempt.hides(span) {
            continue;
        }
        for figure in figures {
            let Key::Series(indicator, area, period) = figure.key() else { continue };
            let series =
                model.indicators.get_index_of(&indicator).zip(model.areas.get_index_of(&area));
            let Some((indicator, area)) = series else { continue };
            if let Some(seen) = model.dataset.get(Series { indicator, area }, period) {
                places.entry(seen.origin.span).or_insert(span);
            }
        }
    }
    let scope = paper.record.scope(model);
    for statement in &paper.record.statements {
        if paper.exempt.hides(statement.span) {
            continue;
        }
        // What is worked out from several figures prints none of them.
        let inputs = statement.value(&scope).map(|value| value.inputs).unwrap_or_default();
        if let [input] = inputs.as_slice()
            && let Some(place) = input.span
        {
            places.entry(place).or_insert(statement.whole);
        }
    }
    places
}
