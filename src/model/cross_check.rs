//! What is stated against what it works out to: a quarter and its months, a rate and its count, a percentage and its
//! numerator (`semantics.md` S2 to S4, S7), and quarters that were copied from another year (S24).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Model;
use super::dataset::{Observation, Series};
use super::format::format_cell;
use super::found::{Formula, Found, Step};
use super::period::Period;
use super::populations;
use super::roll_up::parts;
use super::stock_flow;
use super::value::{Unit, Value, round_half_up};
use crate::diag::{Diagnostic, Diagnostics};

/// How many differences are said of one indicator: a wrong population makes all its rates differ.
const MOST: usize = 12;

/// How many cells are shown under one message.
const CELLS_SHOWN: usize = 12;

/// Compares every stated value with what it works out to, at the precision that both have.
pub fn cross_check(model: &Model, diagnostics: &mut Diagnostics) {
    let mut told = vec![0_usize; model.indicators.len()];
    for series in model.dataset.series() {
        for (period, observation) in model.dataset.of(series) {
            let Some(value) = observation.value else { continue };
            let Some((found, right)) = difference(model, series, period, value) else { continue };
            let told = &mut told[series.indicator];
            *told += 1;
            if *told <= MOST {
                diagnostics.add(differs(model, series, period, observation, &found, right));
            }
        }
        if let Some(warning) = repeated(model, series) {
            diagnostics.add(warning);
        }
    }
    stock_flow::check(model, diagnostics);
    populations::check(model, diagnostics);
    for (indicator, told) in model.indicators.values().zip(told) {
        if told > MOST {
            let message = format!("{} more values of `{}` differ", told - MOST, indicator.name);
            diagnostics.add(
                Diagnostic::error("stated-differs", indicator.span, message)
                    .help("so many differ for one reason: a population, a derived indicator or a kind that is wrong"),
            );
        }
    }
}

/// What a stated value works out to, where that is something else, rounded as it should be stated.
fn difference(
    model: &Model,
    series: Series,
    period: Period,
    stated: Value,
) -> Option<(Found, Value)> {
    let (found, decimals) = if let Some(Ok(found)) = model.worked(series, &[period]) {
        (found, stated.decimals)
    } else {
        let found = model.rolled_up(series, period)?.ok()?;
        // Its parts are rounded, too: what they do not state cannot differ.
        let decimals = stated_decimals(model, series, &found).min(stated.decimals);
        (found, decimals)
    };
    let number = round_half_up(found.exact, decimals);
    let agrees = number == round_half_up(stated.number, decimals);
    (!agrees).then_some((found, Value { number, decimals }))
}

/// The fewest decimals that the parts of a value were stated with.
fn stated_decimals(model: &Model, series: Series, found: &Found) -> u32 {
    let decimals = found.steps.iter().filter_map(|step| match step {
        Step::Cell(part, period) if *part == series => {
            Some(model.dataset.get(*part, *period)?.value?.decimals)
        }
        _ => None,
    });
    decimals.min().unwrap_or(u32::MAX)
}

fn differs(
    model: &Model,
    series: Series,
    period: Period,
    observation: &Observation,
    found: &Found,
    right: Value,
) -> Diagnostic {
    let unit = model.unit_of(series.indicator);
    let span = observation.origin.span;
    let label = model.label(series, period);
    let stated = model.cell(series, observation);
    let printed = format_cell(right.number, right.decimals, &unit);
    let parts = parts(model.roll_up(series.indicator), period);
    let part = parts.first().map_or("part", |part| part.noun());
    let works_out = match &found.formula {
        Formula::Sum(_) => format!("its {part}s add up to {printed}"),
        Formula::Last(last) => format!("its last {part}, {last}, has {printed}"),
        _ => format!("it works out to {printed}"),
    };
    let message = format!("{label}, is stated as {stated}, and {works_out}");
    let mut diagnostic = Diagnostic::error("stated-differs", span, message).here("stated here");
    for step in found.steps.iter().take(CELLS_SHOWN) {
        let input = model.input(*step);
        if let Some(span) = input.span {
            diagnostic = diagnostic.label(span, format!("{}: {}", input.label, input.printed));
        }
    }
    if let (Some(words), false) =
        (found.formula.in_words(), matches!(found.formula, Formula::Last(_)))
    {
        let finer = right.decimals + 2;
        let exact = found.exact.normalize();
        diagnostic = diagnostic.note(if exact.scale() <= right.decimals {
            format!("{words} = {printed}.")
        } else {
            format!(
                "{words} = {}, which is rounded to {printed}.",
                format_cell(exact, finer, &unit)
            )
        });
    }
    let sign = if unit == Unit::Percent { "%" } else { "" };
    diagnostic
        .replace("if the others are right, write", span, format!("{}{sign}", right.number))
        .help("or take the row out: the value is then worked out")
}

/// Three or more quarters of one year that are those of another, cell by cell (`semantics.md` S24).
fn repeated(model: &Model, series: Series) -> Option<Diagnostic> {
    let mut years: BTreeMap<i32, BTreeMap<u8, (Decimal, Period)>> = BTreeMap::new();
    for (period, observation) in model.dataset.of(series) {
        if let (Period::Quarter { start, quarter }, Some(value)) = (period, observation.value) {
            years.entry(start).or_default().insert(quarter, (value.number, period));
        }
    }
    let years: Vec<_> = years.into_values().collect();
    for (at, later) in years.iter().enumerate().rev() {
        for earlier in years.iter().take(at).rev() {
            let both: Vec<(Period, Period, Decimal, Decimal)> = later
                .iter()
                .filter_map(|(quarter, (new, now))| {
                    let (old, then) = earlier.get(quarter)?;
                    Some((*then, *now, *old, *new))
                })
                .collect();
            let same = both.iter().all(|(_, _, old, new)| old == new);
            // A series that never moves repeats itself without anybody's copying it.
            let moves = both.windows(2).any(|pair| match pair {
                [(_, _, before, _), (_, _, after, _)] => before != after,
                _ => false,
            });
            if both.len() >= 3 && same && moves {
                return Some(copied(model, series, &both));
            }
        }
    }
    None
}

fn copied(
    model: &Model,
    series: Series,
    both: &[(Period, Period, Decimal, Decimal)],
) -> Diagnostic {
    let indicator = &model.indicators[series.indicator];
    let area = &model.areas[series.area];
    let of = if area.home { String::new() } else { format!(" for {}", area.title) };
    let years = both.first().map(|(then, now, _, _)| (then.year(), now.year()));
    let (then, now) = years.unwrap_or((Period::Year { start: 0 }, Period::Year { start: 0 }));
    let message = format!(
        "{} quarters of {now} have the values of {then}: {}{of}",
        both.len(),
        indicator.title
    );
    let mut diagnostic: Option<Diagnostic> = None;
    let cells = both.iter().map(|(_, now, _, _)| now).chain(both.iter().map(|(then, ..)| then));
    for period in cells {
        let Some(observation) = model.dataset.get(series, *period) else { continue };
        let span = observation.origin.span;
        let text = format!("{period}: {}", model.cell(series, observation));
        diagnostic = Some(match diagnostic {
            None => Diagnostic::warning("values-repeated", span, message.clone()).here(text),
            Some(diagnostic) => diagnostic.label(span, text),
        });
    }
    diagnostic
        .unwrap_or_else(|| Diagnostic::warning("values-repeated", indicator.span, message))
        .note("Values that move, and move alike in two years, have mostly been copied from the one to the other.")
        .help("look at both years in the source")
}
