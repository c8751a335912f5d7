//! A reader with a calculator: differences, totals, shares and averages whose operands are printed in the paper are worked
//! out from the operands as they are printed, and must come to what is printed.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::gather::{Material, worked_cell};
use super::places::Places;
use super::tables::{Filled, Printed, tables};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Unit, format_cell, format_figure, round_half_up};
use crate::paper::blocks::table::TableData;
use crate::paper::claims::claim_words::cells;
use crate::paper::prose::Inline;
use crate::paper::record::{Behind, Statement};
use crate::paper::scope::Scope;
use crate::paper::values::calculation::{Calculation, Key, Operand, short};
use crate::paper::values::value::Value;
use crate::paper::words::{Approximator, FigureInWords, WordsUnit, figures_in};
use crate::source::Span;
use crate::syntax::ast::{Binding, ExpressionKind as Kind, Form};

/// Checks a paper; one that prints a note on rounding has said that figures may differ.
pub fn check(material: Material<'_>, diagnostics: &mut Diagnostics) {
    if material.paper.front.rounding {
        return;
    }
    let reader = Reader::new(material);
    reader.statements(diagnostics);
    for table in &reader.tables {
        match table {
            Printed::Typed(table) => reader.typed(table, diagnostics),
            Printed::Filled { span, differences, .. } => {
                for (first, last) in differences {
                    reader.difference(*span, first, last, diagnostics);
                }
            }
        }
    }
}

/// Where a value is printed, and as what.
struct Sight {
    span: Span,
    value: Decimal,
}

struct Reader<'a> {
    material: Material<'a>,
    scope: Scope<'a>,
    tables: Vec<Printed<'a>>,
}

impl<'a> Reader<'a> {
    fn new(material: Material<'a>) -> Self {
        Self {
            material,
            scope: material.paper.record.scope(material.model),
            tables: tables(material.paper, material.model),
        }
    }

    /// The figures in the paper's words.
    fn statements(&self, diagnostics: &mut Diagnostics) {
        let all = &self.material.paper.record.statements;
        let worked: Vec<(&Statement, Calculation)> = all
            .iter()
            .filter_map(|statement| {
                let expression = statement.expression().filter(|one| self.scope.is_worked(one))?;
                let calculation = self.scope.calculation(expression)?;
                calculation.is_worked().then_some((statement, calculation))
            })
            .collect();
        let mut seen: BTreeMap<&Key, (&Value, Vec<Sight>)> = BTreeMap::new();
        for (_, calculation) in &worked {
            for operand in calculation.operands() {
                if let Some(key) = &operand.key {
                    seen.entry(key).or_insert((&operand.value, Vec::new()));
                }
            }
        }
        if seen.is_empty() {
            return;
        }
        self.sights(&mut seen);
        let mut places = None;
        for (statement, calculation) in &worked {
            let operands = calculation.operands();
            let sights = |operand: &Operand| {
                let (_, sights) = seen.get(operand.key.as_ref()?)?;
                (!sights.is_empty()).then_some(sights)
            };
            if operands.is_empty() || operands.iter().any(|operand| sights(operand).is_none()) {
                continue;
            }
            // Most figures are printed as they are: then there is nothing to find.
            let rounded = operands.iter().any(|operand| {
                sights(operand).is_some_and(|sights| {
                    sights.iter().any(|sight| sight.value != operand.value.exact)
                })
            });
            if !rounded {
                continue;
            }
            let places = places.get_or_insert_with(|| Places::of(self.material.document));
            let here = places.find(statement.span);
            // A reader takes the figures of the same paragraph, if all are there; else the finest that the paper has.
            let finest = |operand: &Operand, beside: bool| {
                let off = |sight: &&Sight| (sight.value - operand.value.exact).abs();
                sights(operand)?
                    .iter()
                    .filter(|sight| !beside || places.find(sight.span) == here)
                    .min_by_key(off)
            };
            let beside = operands.iter().all(|operand| finest(operand, true).is_some());
            let nearest = |operand: &Operand| {
                let sight = finest(operand, beside)?;
                Some(Value { exact: sight.value, ..operand.value.clone() })
            };
            self.statement(statement, calculation, &nearest, diagnostics);
        }
    }

    /// Looks up where the values of some keys are printed.
    fn sights(&self, seen: &mut BTreeMap<&Key, (&Value, Vec<Sight>)>) {
        // Most values that are printed are worked into no other.
        let names: BTreeSet<String> = seen
            .keys()
            .map(|key| match key {
                Key::Series(name, ..) | Key::Over(name, ..) => name.clone(),
                Key::Figure(name) | Key::Cell(name, ..) => name.clone(),
            })
            .collect();
        let mut add = |key: &Key, span: Span, value: &dyn Fn(&Value) -> Option<Decimal>| {
            if let Some((exact, sights)) = seen.get_mut(key)
                && let Some(value) = value(exact)
            {
                sights.push(Sight { span, value });
            }
        };
        for statement in &self.material.paper.record.statements {
            let span = statement.span;
            let said = |value: &Value| said(&statement.words, value);
            let kind = statement.expression().map(|found| match &found.kind {
                Kind::Printed(inner, Form::Words | Form::Noun(..)) => &inner.kind,
                kind => kind,
            });
            match (&statement.behind, kind) {
                (Behind::Bound(Binding::From { name: Some(name), .. }), _) => {
                    add(&Key::Figure(name.text.clone()), span, &said);
                }
                (behind, Some(Kind::Reference(reference)))
                    if names.contains(&reference.name.text) =>
                {
                    if let Some(key) = self.scope.key(reference) {
                        match behind {
                            Behind::Printed(_) => add(&key, span, &|value| Some(value.rounded())),
                            _ => add(&key, span, &said),
                        }
                    }
                }
                _ => {}
            }
        }
        for table in &self.tables {
            match table {
                Printed::Filled { span, figures, .. } => {
                    for figure in figures {
                        add(&figure.key(), *span, &|value| Some(value.rounded()));
                    }
                }
                Printed::Typed(table) if !table.name.is_empty() => {
                    for row in &table.rows {
                        let label = row.label.to_lowercase();
                        for (column, value) in table.columns.iter().zip(&row.values) {
                            if let Some(value) = value {
                                let key = Key::Cell(
                                    table.name.clone(),
                                    column.name.clone(),
                                    label.clone(),
                                );
                                add(&key, row.span, &|_| Some(value.rounded()));
                            }
                        }
                    }
                }
                Printed::Typed(_) => {}
            }
        }
    }

    fn statement(
        &self,
        statement: &Statement,
        calculation: &Calculation,
        nearest: &dyn Fn(&Operand) -> Option<Value>,
        diagnostics: &mut Diagnostics,
    ) {
        let (Some(value), Some(read)) =
            (statement.value(&self.scope), calculation.worked_with(nearest))
        else {
            return;
        };
        let read = Value { exact: read.exact, ..value.clone() };
        let printed = matches!(statement.behind, Behind::Printed(_));
        let agrees =
            if printed { read.rounded() == value.rounded() } else { statement.states(&read) };
        // What does not state the value itself was reported.
        if agrees || !statement.states(&value) {
            return;
        }
        let decimals = match figures_in(&statement.words).as_slice() {
            [figure] if !printed => u32::try_from(figure.decimals).unwrap_or(0),
            _ => value.decimals,
        };
        let words =
            if printed { format!("this prints {}", value.printed()) } else { String::new() };
        let shown = |value: &Value| format_figure(value.exact, decimals, &value.unit);
        let as_printed = calculation.in_words(&|operand| {
            nearest(operand).map_or(String::new(), |value| {
                let decimals = value.exact.normalize().scale();
                format_cell(value.exact, decimals, &value.unit)
            })
        });
        let exactly = calculation.in_words(&before);
        diagnostics.add(differs(
            statement.span,
            (&words, &shown(&read)),
            (&as_printed, &exactly),
            &value,
        ));
    }

    /// The difference column of a scorecard.
    fn difference(&self, span: Span, first: &Filled, last: &Filled, diagnostics: &mut Diagnostics) {
        let held = |figure: &Filled| {
            let found =
                self.material.model.value(&figure.indicator, &figure.area, figure.period).ok()?;
            Some(Value::from_quantity(found))
        };
        let (Some(earlier), Some(later)) = (held(first), held(last)) else { return };
        let decimals = earlier.decimals.max(later.decimals);
        let exact = later.exact - earlier.exact;
        let read = later.rounded() - earlier.rounded();
        if round_half_up(exact, decimals) == round_half_up(read, decimals) {
            return;
        }
        let unit = match later.unit {
            Unit::Percent => Unit::PercentagePoints,
            ref unit => unit.clone(),
        };
        let mut inputs = later.inputs.clone();
        inputs.extend(earlier.inputs.iter().cloned());
        let as_printed = format!("{} − {}", short(&later), short(&earlier));
        let cell = |value: &Value| format_cell(value.exact, finer(value), &value.unit);
        let exactly = format!("{} − {}", cell(&later), cell(&earlier));
        let value = Value { exact, decimals, unit, inputs, ..later };
        let words = format!("{}: the difference is printed as {}", first.row, value.printed());
        let got = Value { exact: read, ..value.clone() }.printed();
        diagnostics.add(differs(span, (&words, &got), (&as_printed, &exactly), &value));
    }

    /// The cells of a typed table that are worked out from others.
    fn typed(&self, table: &TableData, diagnostics: &mut Diagnostics) {
        for (number, row) in table.rows.iter().enumerate() {
            for (at, value) in row.values.iter().enumerate() {
                let Some(value) = value else { continue };
                let Some(calculation) = worked_cell(table, number, at, &self.scope) else {
                    continue;
                };
                let rounded = |operand: &Operand| {
                    let exact = operand.value.rounded();
                    Some(Value { exact, ..operand.value.clone() })
                };
                let Some(read) = calculation.worked_with(&rounded) else { continue };
                let read = Value { exact: read.exact, ..value.clone() };
                let worked = calculation.worked_with(&|operand| Some(operand.value.clone()));
                // What is typed and is not what it comes to was reported.
                let typed = worked.is_none_or(|worked| {
                    round_half_up(worked.exact, value.decimals) != value.rounded()
                });
                if typed || read.rounded() == value.rounded() {
                    continue;
                }
                let span = match row.cells.get(at).map(Vec::as_slice) {
                    Some([Inline::Value(_, span) | Inline::Text(_, span)]) => *span,
                    _ => row.span,
                };
                let column = table.columns.get(at).map_or("", |column| column.title.as_str());
                let words = format!("{}, {column}: printed as {}", row.label, value.printed());
                let as_printed = calculation.in_words(&|operand| short(&operand.value));
                let exactly = calculation.in_words(&before);
                diagnostics.add(differs(
                    span,
                    (&words, &read.printed()),
                    (&as_printed, &exactly),
                    value,
                ));
            }
        }
    }
}

/// The number that words print of a value; `None` where they only come near it.
fn said(words: &str, value: &Value) -> Option<Decimal> {
    let mut figures = figures_in(words);
    let figure = figures.pop().filter(|_| figures.is_empty())?;
    let FigureInWords { approximator, unit, .. } = &figure;
    // A ratio of two numbers may be put as a percentage: its number is another.
    let same = match unit {
        WordsUnit::Percent => matches!(value.unit, Unit::Percent),
        WordsUnit::Plain | WordsUnit::PercentagePoints | WordsUnit::Pounds => true,
        _ => false,
    };
    (same && *approximator == Approximator::Exactly).then_some(figure.value)
}

/// How many decimals show a value before rounding: two more than it is printed with, where it has them.
fn finer(value: &Value) -> u32 {
    (value.decimals + 2).min(value.exact.normalize().scale())
}

/// A value before rounding, as an operand.
fn before(operand: &Operand) -> String {
    let value = &operand.value;
    format_cell(value.exact, finer(value), &value.unit)
}

fn differs(
    span: Span,
    (label, got): (&str, &str),
    (as_printed, before): (&str, &str),
    value: &Value,
) -> Diagnostic {
    let exact = format_figure(value.exact, finer(value), &value.unit);
    let diagnostic = Diagnostic::warning(
        "calculator-differs",
        span,
        format!("a reader who works this out from the figures as printed gets {got}"),
    )
    .here(label)
    .note(format!("As printed: {as_printed} = {got}."))
    .note(format!("Before rounding: {before} = {exact}."))
    .help("state the figures with one more decimal, in the words or with `decimals` in the model")
    .help("or add a line `rounding noted` to the paper: it prints a note on rounding, and this is not said any more");
    cells(diagnostic, &value.inputs)
}
