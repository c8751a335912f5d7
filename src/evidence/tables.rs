//! The figures of the tables of a paper: those filled from the data, and those typed.

use crate::model::{Model, Period};
use crate::paper::Paper;
use crate::paper::blocks::chart::Data;
use crate::paper::blocks::table::TableData;
use crate::paper::blocks::{Block, Section, comparators};
use crate::paper::values::calculation::Key;
use crate::source::Span;

/// A figure that is filled in from the data.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    /// The indicator's title.
    pub(super) row: String,
    /// The period, or the area.
    pub(super) column: String,
    pub(super) indicator: String,
    pub(super) area: String,
    pub(super) period: Period,
}

impl Filled {
    pub(super) fn key(&self) -> Key {
        Key::Series(self.indicator.clone(), self.area.clone(), self.period)
    }
}

/// A table of a paper.
pub(super) enum Printed<'p> {
    /// Typed.
    Typed(&'p TableData),
    /// Filled from the data: the block's line, which of its tables it is, the figures, and for which indicators the
    /// difference between two periods is shown.
    Filled { span: Span, nth: usize, figures: Vec<Filled>, differences: Vec<(Filled, Filled)> },
}

/// The tables of a paper, in order.
pub(super) fn tables<'p>(paper: &'p Paper, model: &Model) -> Vec<Printed<'p>> {
    let mut tables = Vec::new();
    for item in &paper.items {
        if let Some(section) = item.section() {
            within(section, paper, model, &mut tables);
        }
    }
    tables
}

fn within<'p>(section: &'p Section, paper: &Paper, model: &Model, tables: &mut Vec<Printed<'p>>) {
    let home = model.home.as_deref().unwrap_or("");
    let filled = |indicators: &[String], periods: &[Period]| -> Vec<Filled> {
        let row = |name: &String| {
            periods.iter().map(|period| local(model, name, home, *period)).collect::<Vec<_>>()
        };
        indicators.iter().flat_map(row).collect()
    };
    let beside = |indicators: &[String], show: bool, span: Span| {
        let period = paper.front.comparators.filter(|_| show)?;
        Some(compared(model, indicators, period, span, 1))
    };
    for block in &section.blocks {
        match block {
            Block::Section(inner) => within(inner, paper, model, tables),
            Block::Table(table) => tables.push(Printed::Typed(table)),
            Block::Scorecard(scorecard) => {
                let ends = scorecard.periods.first().zip(scorecard.periods.last());
                let differences = match ends.filter(|_| scorecard.show.difference) {
                    Some((first, last)) => scorecard
                        .indicators
                        .iter()
                        .map(|name| {
                            (local(model, name, home, *first), local(model, name, home, *last))
                        })
                        .collect(),
                    None => Vec::new(),
                };
                tables.push(Printed::Filled {
                    span: scorecard.span,
                    nth: 0,
                    figures: filled(&scorecard.indicators, &scorecard.periods),
                    differences,
                });
                let show = scorecard.show.comparators;
                tables.extend(beside(&scorecard.indicators, show, scorecard.span));
            }
            Block::Compare(compare) => {
                let periods: Vec<Period> =
                    compare.previous.iter().chain(&compare.current).copied().collect();
                tables.push(Printed::Filled {
                    span: compare.span,
                    nth: 0,
                    figures: filled(&compare.indicators, &periods),
                    differences: Vec::new(),
                });
                tables.extend(beside(&compare.indicators, compare.show.comparators, compare.span));
            }
            Block::Comparators(block) => {
                tables.push(compared(model, &block.indicators, block.period, block.span, 0));
            }
            Block::Chart(chart) if chart.data == Data::Below => {
                let points = chart.series.iter().flat_map(|series| &series.points);
                let figures = points.filter_map(|point| {
                    let (indicator, area, period) = point.of.as_ref()?;
                    let figure = local(model, indicator, area, *period);
                    let column = format!("{}, {period}", model.areas[area].title);
                    let away = model.home.as_ref() != Some(area);
                    Some(if away { Filled { column, ..figure } } else { figure })
                });
                tables.push(Printed::Filled {
                    span: chart.span,
                    nth: 0,
                    figures: figures.collect(),
                    differences: Vec::new(),
                });
            }
            Block::Chart(_) => {}
            Block::Exceptions(judged) | Block::Successes(judged) => {
                let found = match judged.since {
                    Some(_) => judged.successes(model),
                    None => judged.exceptions(model),
                };
                let names = found.rows.iter().map(|row| row.indicator.clone());
                let periods: Vec<Period> = judged.since.into_iter().chain([judged.at]).collect();
                tables.push(Printed::Filled {
                    span: judged.span,
                    nth: 0,
                    figures: filled(&names.collect::<Vec<_>>(), &periods),
                    differences: Vec::new(),
                });
            }
            Block::Narrative(..)
            | Block::Quote(..)
            | Block::Note(_)
            | Block::Proposals
            | Block::Exempt(_)
            | Block::Figure(_)
            | Block::AppendixPage(_)
            | Block::Measures(_)
            | Block::Members(_)
            | Block::Priorities(_)
            | Block::Programme(_) => {}
        }
    }
}

fn local(model: &Model, indicator: &str, area: &str, period: Period) -> Filled {
    Filled {
        row: model.indicators[indicator].title.clone(),
        column: period.to_string(),
        indicator: indicator.to_owned(),
        area: area.to_owned(),
        period,
    }
}

fn compared<'p>(
    model: &Model,
    indicators: &[String],
    period: Period,
    span: Span,
    nth: usize,
) -> Printed<'p> {
    let areas = comparators::areas(model, indicators, period);
    let figures = indicators
        .iter()
        .flat_map(|name| {
            areas.iter().map(|area| Filled {
                column: format!("{}, {period}", model.areas[*area].title),
                ..local(model, name, area, period)
            })
        })
        .collect();
    Printed::Filled { span, nth, figures, differences: Vec::new() }
}
