//! What a statement rests on, beyond what a message shows: the status and the source of each cell, all cells of a record,
//! and the figures that the author typed beside the data.

use std::collections::BTreeMap;

use super::gather::Gatherer;
use super::register::{Input, Operand};
use crate::diag::Diagnostics;
use crate::model::{Model, Period, Series};
use crate::paper::record::{Behind, Statement};
use crate::paper::values::calculation::Key;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Binding, Expression, ExpressionKind as Kind};

/// What is said of an operand that no data hold.
pub(super) const TYPED: &str = "typed by the author";

/// Which observation each cell of the data is.
pub(super) type Cells = BTreeMap<Span, (Series, Period)>;

/// The cells of the data of a model.
pub(super) fn cells(model: &Model) -> Cells {
    let data = &model.dataset;
    data.series()
        .flat_map(|series| {
            data.of(series).map(move |(period, seen)| (seen.origin.span, (series, period)))
        })
        .collect()
}

impl Gatherer<'_> {
    /// What a statement rests on that its verdict and its value do not name.
    pub(super) fn rests(&self, statement: &Statement) -> Vec<crate::model::Input> {
        match (&statement.behind, statement.expression()) {
            (_, Some(expression)) => self.record_cells(expression),
            // A share from a source was held against the number that it is of.
            (Behind::Bound(Binding::From { of: Some(of), .. }), None) => {
                self.scope.figures.get(&of.text).map_or(Vec::new(), |(value, span)| {
                    vec![crate::model::Input {
                        label: value
                            .inputs
                            .first()
                            .map_or(of.text.clone(), |one| one.label.clone()),
                        printed: value.printed(),
                        span: Some(*span),
                        place: value.inputs.first().map_or(String::new(), |one| one.place.clone()),
                    }]
                })
            }
            _ => Vec::new(),
        }
    }

    /// A record rests on every value since it began, and so does the highest or the lowest of several.
    fn record_cells(&self, expression: &Expression) -> Vec<crate::model::Input> {
        let mut reported = Diagnostics::default();
        let run = match &expression.kind {
            Kind::Record(reference, _, since) => {
                let Some(Key::Series(indicator, area, to)) = self.scope.key(reference) else {
                    return Vec::new();
                };
                self.scope.period(*since, &mut reported).map(|from| (indicator, area, from, to))
            }
            Kind::Not(inner) => return self.record_cells(inner),
            Kind::Joined(_, left, right) => {
                let mut all = self.record_cells(left);
                all.extend(self.record_cells(right));
                return all;
            }
            _ => None,
        };
        let Some((indicator, area, from, to)) = run else { return Vec::new() };
        Period::sequence(from, to)
            .into_iter()
            .filter_map(|period| self.model().value(&indicator, &area, period).ok())
            .flat_map(|quantity| quantity.inputs)
            .collect()
    }

    /// The figures that the author typed in an expression.
    pub(super) fn typed_operands(expression: &Expression, found: &mut Vec<Operand>) {
        match &expression.kind {
            Kind::Figure(figure) => found.push(Operand {
                label: TYPED.to_owned(),
                value: super::gather::number(&Value::literal(*figure), None),
            }),
            Kind::Arithmetic(_, left, right)
            | Kind::Compare(_, left, right)
            | Kind::MakesUp(left, right)
            | Kind::Joined(_, left, right) => {
                Self::typed_operands(left, found);
                Self::typed_operands(right, found);
            }
            Kind::Negate(inner)
            | Kind::AsPercentage(inner)
            | Kind::Not(inner)
            | Kind::Printed(inner, _) => Self::typed_operands(inner, found),
            _ => {}
        }
    }

    /// The marks of a cell, and the source of its indicator.
    pub(super) fn of_cell(&self, span: Option<Span>) -> (Vec<&'static str>, Option<String>) {
        let Some((series, period)) = span.and_then(|span| self.cells.get(&span)) else {
            return (Vec::new(), None);
        };
        let model = self.model();
        let marks = model
            .dataset
            .get(*series, *period)
            .map_or(Vec::new(), |seen| seen.marks.iter().map(|mark| mark.in_words()).collect());
        let indicator = model.indicators.get_index(series.indicator);
        (marks, indicator.and_then(|(_, indicator)| indicator.source.clone()))
    }

    /// Words in which names that the author gave stand as titles: they are for those who read the paper.
    pub(super) fn without_names(&self, words: &str) -> String {
        let model = self.model();
        words
            .split('`')
            .enumerate()
            .map(|(at, piece)| {
                if at % 2 == 0 {
                    return piece.to_owned();
                }
                let titles = [
                    model.indicators.get(piece).map(|one| one.title.clone()),
                    model.areas.get(piece).map(|one| one.title.clone()),
                    model.populations.get(piece).map(|one| one.title.clone()),
                    self.scope.records.events.get(piece).map(|one| one.title.clone()),
                    self.scope
                        .tables
                        .get(piece)
                        .and_then(|table| self.places.tables(table.span).next())
                        .map(|place| place.words.clone()),
                    self.scope
                        .records
                        .lists
                        .get(piece)
                        .and_then(|list| {
                            let first = list.items.first().map(|(_, span)| *span);
                            first.and_then(|span| self.places.find(span))
                        })
                        .map(|place| format!("the list in {}", place.words)),
                ];
                titles.into_iter().flatten().next().unwrap_or_else(|| piece.to_owned())
            })
            .collect()
    }
}

/// The marks of some inputs, each once.
pub(super) fn status(inputs: &[Input]) -> Vec<&'static str> {
    let mut all = Vec::new();
    for mark in inputs.iter().flat_map(|input| &input.status) {
        if !all.contains(mark) {
            all.push(*mark);
        }
    }
    all
}
