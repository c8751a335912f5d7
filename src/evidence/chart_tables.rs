//! Charts without a table of their own: another table of the paper must show every value that they draw.

use std::collections::BTreeSet;

use super::gather::Material;
use super::tables::{Printed, tables};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::blocks::chart::{Chart, Data};
use crate::paper::blocks::{Block, Section};
use crate::paper::{Item, Paper};

/// How many values are named.
const SHOWN: usize = 6;

/// Checks a paper.
pub fn check(material: Material<'_>, diagnostics: &mut Diagnostics) {
    let Material { paper, model, .. } = material;
    let charts: Vec<&Chart> = charts(paper)
        .into_iter()
        .filter(|chart| matches!(chart.data, Data::Elsewhere(_)))
        .collect();
    if charts.is_empty() {
        return;
    }
    let mut shown: BTreeSet<(String, String, Period)> = BTreeSet::new();
    let scope = paper.record.scope(model);
    for table in tables(paper, model) {
        match table {
            Printed::Filled { figures, .. } => {
                shown.extend(figures.into_iter().map(|it| (it.indicator, it.area, it.period)));
            }
            Printed::Typed(table) => {
                let held = table.span;
                let inside = paper.record.statements.iter().filter(|it| {
                    let span = it.whole;
                    span.file == held.file && span.start >= held.start && span.end <= held.end
                });
                for expression in inside.filter_map(|statement| statement.expression()) {
                    shown.extend(scope.values_used(expression));
                }
            }
        }
    }
    for chart in charts {
        let Data::Elsewhere(line) = chart.data else { continue };
        let points = chart.series.iter().flat_map(|series| &series.points);
        let missing: Vec<String> = points
            .filter(|point| point.value.is_ok())
            .filter_map(|point| point.of.as_ref())
            .filter(|of| !shown.contains(*of))
            .map(|(indicator, area, period)| {
                let away = model.home.as_ref() != Some(area);
                let of =
                    if away { format!(", {}", model.areas[area].title) } else { String::new() };
                format!("{}{of}, {period}", model.indicators[indicator].title)
            })
            .collect();
        if missing.is_empty() {
            continue;
        }
        let more = match missing.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let named: Vec<&str> = missing.iter().take(SHOWN).map(String::as_str).collect();
        diagnostics.add(
            Diagnostic::error(
                "chart-untabled",
                line,
                "no table of this paper shows the figures of this chart",
            )
            .note(format!("In no table: {}{more}.", named.join("; ")))
            .help("take `without table` out, and they are printed in a table below the chart")
            .help("or show them in a table of the paper, such as a `scorecard` or a `comparators`"),
        );
    }
}

/// The charts of a paper, in order.
fn charts(paper: &Paper) -> Vec<&Chart> {
    fn within<'p>(section: &'p Section, charts: &mut Vec<&'p Chart>) {
        for block in &section.blocks {
            match block {
                Block::Chart(chart) => charts.push(chart),
                Block::Section(section) => within(section, charts),
                _ => {}
            }
        }
    }
    let mut charts = Vec::new();
    for item in &paper.items {
        if let Item::Section(section) | Item::Appendix(section, _) = item {
            within(section, &mut charts);
        }
    }
    charts
}
