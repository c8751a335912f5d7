//! Paper, Model and Document → [`Register`]: what the paper states is worked out once more, and put in words.

use super::places::{Place, Places};
use super::register::{
    About, At, Compiler, Counts, Entry, File, Input, Number, Operand, Register, SCHEMA, TableEntry,
    TableFigure, Waived,
};
use super::rests::{self, Cells};
use super::tables::{Filled, Printed, tables};
use crate::document::Document;
use crate::model::{Model, Quantity, Unit, format_number};
use crate::paper::Paper;
use crate::paper::blocks::table::addends;
use crate::paper::blocks::table::{ColumnData, RowData, TableData};
use crate::paper::claims::claim_words::{position_in_words, range_in_words};
use crate::paper::exempt;
use crate::paper::exempt::editions::Audience;
use crate::paper::prose::Inline;
use crate::paper::record::{Behind, Statement};
use crate::paper::scope::Scope;
use crate::paper::values::calculation::{Calculation, Key, short};
use crate::paper::values::value::Value;
use crate::source::{SourceMap, Span, seen_from};
use crate::syntax::ast::{Expression, ExpressionKind};

/// What the register of a paper is made from.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// The model that it uses.
    pub model: &'a Model,
    /// The paper as it is printed.
    pub document: &'a Document,
    /// Every file read.
    pub sources: &'a SourceMap,
    /// The path of the paper's file.
    pub file: &'a str,
}

/// The register of a paper; `files` are those that it was made from.
pub fn register(material: Material<'_>, files: Vec<File>) -> Register {
    let Material { paper, document, file, .. } = material;
    let gatherer = Gatherer::new(material);
    let tally = paper.tally;
    Register {
        schema: SCHEMA,
        compiler: Compiler { name: "Paperwright", version: env!("CARGO_PKG_VERSION") },
        paper: About {
            title: document.title.clone(),
            council: document.council.clone(),
            date: paper.front.date().map(|date| date.to_string()),
            file: seen_from(file, file),
            reporting: paper.front.reporting.map(|(first, last)| {
                if first == last { first.to_string() } else { format!("{first} to {last}") }
            }),
        },
        files,
        figures: Counts {
            all: tally.figures,
            tallied: tally.tallied,
            sourced: tally.sourced,
            bare: tally.bare,
            claims: tally.claims,
        },
        statements: gatherer.statements(),
        tables: tables(paper, material.model)
            .iter()
            .filter_map(|table| gatherer.table(table))
            .filter(|table| !table.figures.is_empty())
            .collect(),
    }
}

/// What gathering carries along.
pub(super) struct Gatherer<'a> {
    material: Material<'a>,
    pub(super) scope: Scope<'a>,
    pub(super) places: Places,
    pub(super) cells: Cells,
}

impl<'a> Gatherer<'a> {
    pub(super) fn new(material: Material<'a>) -> Self {
        Self {
            material,
            scope: material.paper.record.scope(material.model),
            places: Places::of(material.document),
            cells: rests::cells(material.model),
        }
    }

    pub(super) fn model(&self) -> &'a Model {
        self.material.model
    }

    /// Every figure and every claim in the paper's words.
    pub(super) fn statements(&self) -> Vec<Entry> {
        self.material.paper.record.statements.iter().map(|one| self.statement(one)).collect()
    }

    fn statement(&self, statement: &Statement) -> Entry {
        let sources = self.material.sources;
        let place = self.places.find(statement.span).cloned().unwrap_or_default();
        let Place { words: place, paragraph, table } = place;
        let expression = statement.expression();
        let mut entry = Entry {
            kind: "value",
            place,
            paragraph,
            table,
            words: statement.words.clone(),
            expression: match (expression, &statement.behind) {
                (Some(expression), _) => Some(fold(sources.text(expression.span))),
                (None, Behind::Bound(_)) => braces(sources.text(statement.whole)),
                (None, _) => None,
            },
            verdict: "agrees",
            truth: None,
            value: None,
            range: None,
            status: Vec::new(),
            inputs: Vec::new(),
            operands: Vec::new(),
            source: statement.source(&self.material.paper.record),
            waiver: statement.waiver().map(|waiver| Waived {
                reason: waiver.reason.clone(),
                by: waiver.by.clone(),
                until: waiver.until,
            }),
            at: self.at(statement.span),
        };
        let mut agrees = true;
        match (&statement.behind, expression) {
            (Behind::Nothing, _) => (entry.kind, entry.verdict) = ("bare", "bare"),
            (Behind::Listed(truth), _) => {
                (entry.kind, entry.truth) = ("count", Some(truth.clone()));
            }
            (_, None) => (entry.kind, entry.verdict) = ("source", "sourced"),
            (_, Some(expression)) if self.scope.stands_for_words(expression) => {
                entry.kind = "wording";
                let wording = statement.wording(&self.scope);
                entry.inputs = self.inputs(wording.as_slice());
                entry.truth = wording.map(|wording| wording.printed);
            }
            (_, Some(_)) if statement.is_claim() => {
                entry.kind = "claim";
                let verdict = statement.verdict(&self.scope);
                agrees = verdict.as_ref().is_some_and(|verdict| verdict.exact && verdict.printed);
                if let Some(verdict) = verdict {
                    entry.truth = Some(verdict.truth);
                    entry.inputs = self.inputs(&verdict.inputs);
                }
            }
            (_, Some(expression)) => {
                let value = statement.value(&self.scope);
                agrees = value.as_ref().is_some_and(|value| statement.states(value));
                let calculation = self.scope.calculation(expression);
                if let Some(value) = value {
                    if entry.words.is_empty() {
                        let printed = self.places.printed(statement.span);
                        entry.words = printed.map_or_else(|| value.printed(), str::to_owned);
                    }
                    entry.inputs = self.inputs(&value.inputs);
                    entry.range = self.range(expression, &value);
                    entry.value = Some(number(&value, None));
                }
                if let Some(calculation) = calculation {
                    let how = self.how(&calculation);
                    if let Some(value) = &mut entry.value {
                        value.how = how;
                    }
                    entry.operands = self.operands(&calculation);
                }
            }
        }
        for input in self.inputs(&self.rests(statement)) {
            if !entry.inputs.iter().any(|known| known.at.is_some() && known.at == input.at) {
                entry.inputs.push(input);
            }
        }
        if let Some(expression) = expression {
            Self::typed_operands(expression, &mut entry.operands);
        }
        if entry.inputs.iter().any(is_kept_back) {
            keep_back(&mut entry);
        }
        entry.status = rests::status(&entry.inputs);
        if !agrees {
            entry.verdict = if entry.waiver.is_some() { "waived" } else { "differs" };
        }
        entry
    }

    /// Where the home area's value of an indicator stands: "inside the expected range of 407 to 469".
    fn range(&self, expression: &Expression, value: &Value) -> Option<String> {
        let ExpressionKind::Reference(reference) = &expression.kind else { return None };
        let model = self.material.model;
        let Key::Series(indicator, area, period) = self.scope.key(reference)? else { return None };
        let expected = model.range(&indicator, period).filter(|_| model.home == Some(area))?;
        let stand = position_in_words(value.exact, expected);
        Some(format!("{stand} of {}", range_in_words(expected, &value.unit)))
    }

    /// How a value was worked out, in words; `None` where it is as stated.
    fn how(&self, calculation: &Calculation) -> Option<String> {
        match calculation {
            Calculation::Figure(_) => None,
            Calculation::Operand(operand) => self.formula(operand.key.as_ref()?),
            worked => Some(worked.in_words(&|operand| short(&operand.value))),
        }
    }

    /// How the model works a value out.
    fn formula(&self, key: &Key) -> Option<String> {
        let model = self.material.model;
        match key {
            Key::Series(indicator, area, period) => {
                model.value(indicator, area, *period).ok()?.formula
            }
            Key::Over(indicator, area, from, to) => {
                model.over(indicator, area, *from, *to).ok()?.formula
            }
            Key::Figure(_) | Key::Cell(..) => None,
        }
    }

    fn operands(&self, calculation: &Calculation) -> Vec<Operand> {
        if matches!(calculation, Calculation::Operand(_)) {
            return Vec::new();
        }
        let operand = |operand: &crate::paper::values::calculation::Operand| {
            let how = operand.key.as_ref().and_then(|key| self.formula(key));
            Operand { label: operand.label.clone(), value: number(&operand.value, how) }
        };
        calculation.operands().into_iter().map(operand).collect()
    }

    fn inputs(&self, inputs: &[crate::model::Input]) -> Vec<Input> {
        let input = |input: &crate::model::Input| {
            let (status, source) = self.of_cell(input.span);
            Input {
                label: input.label.clone(),
                printed: input.printed.clone(),
                place: input.place.clone(),
                status,
                source,
                at: input.span.map(|span| self.at(span)),
            }
        };
        let kept_back = inputs.iter().any(|input| self.keeps_back(input.span));
        let shown = inputs.iter().filter(|input| !self.keeps_back(input.span)).map(input);
        let mut shown: Vec<Input> = shown.collect();
        if kept_back {
            shown.push(exempt());
        }
        shown
    }

    /// Whether the public does not see what stands at a place.
    fn keeps_back(&self, place: Option<Span>) -> bool {
        let paper = self.material.paper;
        paper.audience == Audience::Public && place.is_some_and(|place| paper.exempt.hides(place))
    }

    fn at(&self, span: Span) -> At {
        let Material { sources, file, .. } = self.material;
        let (line, column) = sources.position(span);
        At { file: seen_from(file, &sources.file(span.file).path), line, column }
    }

    fn table(&self, table: &Printed<'_>) -> Option<TableEntry> {
        match table {
            Printed::Filled { span, nth, figures, differences } => {
                let place = self.places.tables(*span).nth(*nth)?;
                let mut all: Vec<TableFigure> =
                    figures.iter().filter_map(|figure| self.filled(figure)).collect();
                all.extend(
                    differences.iter().filter_map(|(first, last)| self.difference(first, last)),
                );
                Some(TableEntry {
                    table: place.table.clone()?,
                    source: None,
                    at: self.at(*span),
                    figures: all,
                })
            }
            Printed::Typed(table) => {
                let place = self.places.tables(table.span).next()?;
                Some(TableEntry {
                    table: place.table.clone()?,
                    source: table.source.clone(),
                    at: self.at(table.span),
                    figures: self.typed(table),
                })
            }
        }
    }

    fn quantity(&self, figure: &Filled) -> Option<Quantity> {
        self.material.model.value(&figure.indicator, &figure.area, figure.period).ok()
    }

    fn filled(&self, figure: &Filled) -> Option<TableFigure> {
        let quantity = self.quantity(figure)?;
        let how = quantity.formula.clone();
        let value = Value::from_quantity(quantity);
        Some(TableFigure {
            row: figure.row.clone(),
            column: figure.column.clone(),
            inputs: self.inputs(&value.inputs),
            value: number(&value, how),
            operands: Vec::new(),
        })
    }

    fn difference(&self, first: &Filled, last: &Filled) -> Option<TableFigure> {
        let one = |figure: &Filled| Some(Value::from_quantity(self.quantity(figure)?));
        let (earlier, later) = (one(first)?, one(last)?);
        let operand = |figure: &Filled, value: &Value| Operand {
            label: format!("{}, {}", figure.row, figure.column),
            value: number(value, self.formula(&figure.key())),
        };
        let how = format!("{} − {}", short(&later), short(&earlier));
        let operands = vec![operand(last, &later), operand(first, &earlier)];
        let mut inputs = self.inputs(&later.inputs);
        inputs.extend(self.inputs(&earlier.inputs));
        let unit = match later.unit {
            Unit::Percent => Unit::PercentagePoints,
            unit => unit,
        };
        let value = Value {
            exact: later.exact - earlier.exact,
            decimals: later.decimals.max(earlier.decimals),
            unit,
            ..earlier
        };
        Some(TableFigure {
            row: first.row.clone(),
            column: "Difference".to_owned(),
            value: number(&value, Some(how)),
            inputs,
            operands,
        })
    }

    fn typed(&self, table: &TableData) -> Vec<TableFigure> {
        let mut figures = Vec::new();
        for (number_of, row) in table.rows.iter().enumerate() {
            for (at, value) in row.values.iter().enumerate() {
                let (Some(value), Some(column)) = (value, table.columns.get(at)) else { continue };
                // A value in braces is a statement of its own.
                let braces = row.cells.get(at).is_some_and(|cell| {
                    matches!(cell.as_slice(), [Inline::Value(_, span)]
                        if self.material.sources.text(*span).starts_with('{'))
                });
                if braces {
                    continue;
                }
                let kept_back = value.inputs.iter().any(|input| self.keeps_back(input.span));
                let calculation =
                    (!kept_back).then(|| worked_cell(table, number_of, at, &self.scope)).flatten();
                let how = calculation.as_ref().and_then(|calculation| self.how(calculation));
                figures.push(TableFigure {
                    row: row.label.clone(),
                    column: column.title.clone(),
                    value: number(value, how),
                    inputs: self.inputs(&value.inputs),
                    operands: calculation
                        .map_or(Vec::new(), |calculation| self.operands(&calculation)),
                });
            }
        }
        figures
    }
}

/// What stands in place of all that is exempt among what a figure rests on.
fn exempt() -> Input {
    Input {
        label: "what is exempt".to_owned(),
        printed: exempt::CELL.to_owned(),
        place: String::new(),
        status: Vec::new(),
        source: None,
        at: None,
    }
}

fn is_kept_back(input: &Input) -> bool {
    input.at.is_none() && input.printed == exempt::CELL
}

/// Takes out of an entry what would show the exempt figures that it rests on.
fn keep_back(entry: &mut Entry) {
    entry.expression = None;
    entry.operands.clear();
    entry.range = None;
    if let Some(value) = &mut entry.value {
        value.how = None;
    }
    if entry.truth.is_some() {
        entry.truth = Some("it was held against figures that are exempt".to_owned());
    }
}

/// How a cell of a typed table is worked out from the other cells; `None` for a figure as typed.
pub(super) fn worked_cell(
    table: &TableData,
    row_number: usize,
    at: usize,
    scope: &Scope<'_>,
) -> Option<Calculation> {
    let row = table.rows.get(row_number)?;
    let column = table.columns.get(at)?;
    let called = |row: &RowData, column: &ColumnData| {
        let key = Key::Cell(table.name.clone(), column.name.clone(), row.label.to_lowercase());
        (Some(key), format!("{}, {}", row.label, column.title))
    };
    if let Some(formula) = &column.formula {
        let figures = table.columns.iter().zip(&row.values).filter_map(|(column, value)| {
            Some((column.name.clone(), (value.clone()?, column.span)))
        });
        let scope = Scope { figures: figures.collect(), ..scope.bare() };
        let mut calculation = scope.calculation(formula)?;
        calculation.rename(&|operand| {
            if let Some(Key::Figure(name)) = &operand.key
                && let Some(column) = table.columns.iter().find(|column| column.name == *name)
            {
                (operand.key, operand.label) = called(row, column);
            }
        });
        return Some(calculation);
    }
    if !row.is_sum() {
        return None;
    }
    let parts: Vec<Calculation> = addends(table.rows.get(..row_number)?, row.role)
        .filter_map(|row| {
            let value = row.values.get(at)?.clone()?;
            let (key, label) = called(row, column);
            Some(Calculation::Operand(crate::paper::values::calculation::Operand {
                key,
                label,
                value,
            }))
        })
        .collect();
    (!parts.is_empty()).then_some(Calculation::Sum(parts))
}

/// A value as the register has it.
pub(super) fn number(value: &Value, how: Option<String>) -> Number {
    Number {
        exact: value.exact.normalize().to_string(),
        printed: value.printed(),
        unit: unit(&value.unit),
        how,
    }
}

/// What a value counts in.
fn unit(unit: &Unit) -> String {
    match unit {
        Unit::Number(label) if label.is_empty() => "number".to_owned(),
        Unit::Number(label) => label.clone(),
        Unit::Percent => "%".to_owned(),
        Unit::PercentagePoints => "percentage points".to_owned(),
        Unit::Rate { per, .. } => format!("per {}", format_number(*per, per.normalize().scale())),
        Unit::Pounds => "£".to_owned(),
        Unit::Score => "score".to_owned(),
    }
}

/// What stands in the braces of a form.
fn braces(written: &str) -> Option<String> {
    written.rsplit_once('{').map(|(_, inner)| fold(inner.trim_end_matches('}')))
}

/// White space folded.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
