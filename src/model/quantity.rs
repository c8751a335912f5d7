//! What the model answers: a value with everything that it was worked out from, or why there is none.

use rust_decimal::Decimal;

use super::format::{format_cell, format_figure};
use super::value::{Mark, Unit, round_half_up};
use crate::diag::{Diagnostic, Label};
use crate::source::Span;

/// A value of an indicator.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The exact value, in its unit: 7.158… for 33 of 461 in per cent.
    pub exact: Decimal,
    /// How many decimals it is printed with.
    pub decimals: u32,
    /// What it counts in.
    pub unit: Unit,
    /// The marks of the cells that it comes from, such as provisional.
    pub marks: Vec<Mark>,
    /// The cells that it comes from: one where it is stated.
    pub inputs: Vec<Input>,
    /// How it was worked out, in words: "33 ÷ 461". None where it is stated.
    pub formula: Option<String>,
    /// Whether it is the rate of a flow, put as the rate of a whole year (`semantics.md` S4).
    pub annualised: bool,
}

impl Quantity {
    /// Whether it was worked out from other cells.
    pub fn computed(&self) -> bool {
        self.formula.is_some()
    }

    /// The value as printed, still as a number.
    pub fn rounded(&self) -> Decimal {
        round_half_up(self.exact, self.decimals)
    }

    /// The value as prose prints it: "43.4 per 10,000".
    pub fn printed(&self) -> String {
        format_figure(self.exact, self.decimals, &self.unit)
    }

    /// The value as a table's cell prints it: "43.4".
    pub fn cell(&self) -> String {
        format_cell(self.exact, self.decimals, &self.unit)
    }
}

/// A value that another was worked out from, or was compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What it is: "Children looked after, 2022-23 Q4".
    pub label: String,
    /// The value, as it is stated.
    pub printed: String,
    /// Its place.
    pub span: Option<Span>,
    /// Its place in words: "scorecard.csv row 12, value"; empty where there are none.
    pub place: String,
}

/// Why there is no value (`semantics.md` S20), or why there cannot be one.
#[derive(Clone, Debug)]
pub struct Absence {
    /// The mark in the cell that says why, for a table that prints it.
    pub mark: Option<Mark>,
    /// The words in that cell, such as "Awaiting data".
    pub words: Option<String>,
    /// What is said of it, still without the place that asked.
    said: Box<Diagnostic>,
}

impl Absence {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        let said =
            Diagnostic { primary: None, ..Diagnostic::error(code, Span::default(), message) };
        Self { mark: None, words: None, said: Box::new(said) }
    }

    pub(super) fn note(self, text: impl Into<String>) -> Self {
        Self { said: Box::new(self.said.note(text)), ..self }
    }

    pub(super) fn help(self, text: impl Into<String>) -> Self {
        Self { said: Box::new(self.said.help(text)), ..self }
    }

    pub(super) fn label(self, span: Span, text: impl Into<String>) -> Self {
        Self { said: Box::new(self.said.label(span, text)), ..self }
    }

    /// The code of what is said of it: a value that is absent, or one that its kind forbids.
    pub fn code(&self) -> &'static str {
        self.said.code
    }

    /// What is missing and why, in one sentence without a full stop.
    pub fn message(&self) -> &str {
        &self.said.message
    }

    /// The message for the author's words that ask for the value: `value-absent`, `kind-forbids` or `period-unclear`.
    pub fn diagnostic(&self, span: Span) -> Diagnostic {
        let primary = Some(Label { span, text: String::new() });
        Diagnostic { primary, ..(*self.said).clone() }
    }
}
