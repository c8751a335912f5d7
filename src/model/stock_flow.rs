//! A stock against its flows: what was there before, and those who came in, less those who left, is what is there now
//! (`semantics.md` S23). Records come late, so that a difference is a warning and never an error.

use rust_decimal::Decimal;

use super::Model;
use super::dataset::Series;
use super::format::format_number;
use super::indicator::{Flows, Indicator};
use super::period::Period;
use super::quantity::Quantity;
use crate::diag::{Diagnostic, Diagnostics};

/// How many other differences are named.
const MOST: usize = 12;

/// A period in which a stock does not follow from its flows.
struct Residual {
    period: Period,
    before: Quantity,
    into: Quantity,
    out: Quantity,
    stock: Quantity,
    /// How many more there are than follow.
    size: Decimal,
}

/// Compares each stock that has flows with what they make of the one before.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    if model.indicators.values().all(|indicator| indicator.flows.is_none()) {
        return;
    }
    for series in model.dataset.series() {
        let indicator = &model.indicators[series.indicator];
        if let Some(flows) = &indicator.flows {
            let residuals = residuals(model, series, indicator, flows);
            diagnostics_of(model, series, flows, &residuals, diagnostics);
        }
    }
}

fn residuals(model: &Model, series: Series, indicator: &Indicator, flows: &Flows) -> Vec<Residual> {
    let area = &model.areas[series.area].name;
    let found = model.dataset.of(series).filter_map(|(period, _)| {
        let before = model.value(&indicator.name, area, period.shifted(-1)?).ok()?;
        let stock = model.value(&indicator.name, area, period).ok()?;
        let into = model.value(&flows.into, area, period).ok()?;
        let out = model.value(&flows.out, area, period).ok()?;
        let size = stock.exact - (before.exact + into.exact - out.exact);
        Some(Residual { period, before, into, out, stock, size })
    });
    found.filter(|residual| residual.size.abs() > flows.within).collect()
}

fn diagnostics_of(
    model: &Model,
    series: Series,
    flows: &Flows,
    residuals: &[Residual],
    diagnostics: &mut Diagnostics,
) {
    // The first of the largest.
    let largest = residuals
        .iter()
        .reduce(|largest, next| if next.size.abs() > largest.size.abs() { next } else { largest });
    let Some(largest) = largest else { return };
    let Residual { period, before, into, out, stock, size } = largest;
    let follows = stock.exact - size;
    let number = |value: Decimal| format_number(value, value.normalize().scale());
    let label = model.label(series, *period);
    let apart = number(size.abs());
    let side = if *size > Decimal::ZERO { "more" } else { "fewer" };
    let message = format!(
        "{label}, is {}, which is {apart} {side} than {} + {} \u{2212} {} = {}",
        stock.printed(),
        before.printed(),
        into.printed(),
        out.printed(),
        number(follows),
    );
    let place = model.span_of(series, *period).unwrap_or(flows.span);
    let mut diagnostic = Diagnostic::warning("stock-flow-differs", place, message)
        .here(format!("{apart} {side} than follow from its flows"));
    for input in before.inputs.iter().chain(&into.inputs).chain(&out.inputs).take(MOST) {
        if let Some(span) = input.span {
            diagnostic = diagnostic.label(span, format!("{}: {}", input.label, input.printed));
        }
    }
    let others: Vec<String> = residuals
        .iter()
        .filter(|other| other.period != *period)
        .map(|other| {
            let sign = if other.size > Decimal::ZERO { "+" } else { "" };
            format!("{} ({sign}{})", other.period, number(other.size))
        })
        .collect();
    if !others.is_empty() {
        let shown = others.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
        let more = if others.len() > MOST { ", \u{2026}" } else { "" };
        diagnostic = diagnostic.note(format!("Nor in these periods: {shown}{more}."));
    }
    let most = residuals.iter().map(|residual| residual.size.abs()).max().unwrap_or(*size);
    diagnostics.add(
        diagnostic
            .label(flows.span, "its flows are declared here")
            .help(
                "look for starts and endings that were recorded late, or that the counts leave out",
            )
            .help(format!(
                "or allow for them: `flows in {} out {} within {}`",
                flows.into,
                flows.out,
                number(most)
            )),
    );
}
