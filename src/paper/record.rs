//! The record of a paper: every figure and every claim in its words, in order, with what stands behind it.
//!
//! While a paper is resolved only the author's expressions are kept. What they come to, and from which cells, is worked
//! out again where somebody asks for it, so that a check of a paper pays for none of it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diag::Diagnostics;
use crate::model::{Input, Model, Period};
use crate::paper::blocks::table::TableData;
use crate::paper::claims::claim::Verdict;
use crate::paper::scope::Scope;
use crate::paper::tied::agree::disagreement;
use crate::paper::values::value::Value;
use crate::paper::wording::records::Records;
use crate::source::Span;
use crate::syntax::ast::{Binding, Expression, ExpressionKind as Kind, SourceName, Waiver};

/// A figure or a claim of a paper.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The author's words; empty where the value itself is printed.
    pub words: String,
    /// What is printed: the words, or the braces that a value is printed for.
    pub span: Span,
    /// All of it, with the brackets and the braces.
    pub whole: Span,
    /// What stands behind it.
    pub behind: Behind,
}

/// What stands behind a figure or a claim.
#[derive(Clone, Debug)]
pub enum Behind {
    /// `{expression}`: the value is printed.
    Printed(Box<Expression>),
    /// `[words]{…}`
    Bound(Binding),
    /// A list that has as many items, in words.
    Listed(String),
    /// Nothing: the figure is bare.
    Nothing,
}

impl Statement {
    /// The expression behind it.
    pub fn expression(&self) -> Option<&Expression> {
        match &self.behind {
            Behind::Printed(expression)
            | Behind::Bound(Binding::Expression(expression) | Binding::Waived(expression, _)) => {
                Some(expression)
            }
            Behind::Bound(Binding::From { .. }) | Behind::Listed(_) | Behind::Nothing => None,
        }
    }

    /// The waiver, if there is one.
    pub fn waiver(&self) -> Option<&Waiver> {
        match &self.behind {
            Behind::Bound(Binding::Waived(_, waiver)) => Some(waiver),
            _ => None,
        }
    }

    /// Whether it is a claim.
    pub fn is_claim(&self) -> bool {
        self.expression().is_some_and(|expression| expression.kind.is_claim())
    }

    /// The value behind it; `None` where there is none.
    pub fn value(&self, scope: &Scope<'_>) -> Option<Value> {
        // All that is wrong with it was reported when it was resolved.
        let expression = self.expression().filter(|expression| !expression.kind.is_claim())?;
        scope.evaluate(expression, &mut Diagnostics::default())
    }

    /// Whether words, where there are any, state a value.
    pub fn states(&self, value: &Value) -> bool {
        match &self.behind {
            Behind::Printed(_) => true,
            _ => disagreement(&self.words, value).is_none(),
        }
    }

    /// What the words must be where they are tied to an event, a text or an item of a list: words that are not were
    /// reported.
    pub fn wording(&self, scope: &Scope<'_>) -> Option<Input> {
        let expression =
            self.expression().filter(|expression| scope.stands_for_words(expression))?;
        let (label, printed, span) = match &expression.kind {
            Kind::Item(number, list) => {
                let (words, span) = scope.item(*number, list, &mut Diagnostics::default())?;
                (format!("item {number} of `{}`", list.text), words, span)
            }
            Kind::Reference(reference) => {
                let name = &reference.name.text;
                match (scope.records.events.get(name), scope.records.texts.get(name)) {
                    (Some(event), _) => (event.title.clone(), event.printed(), event.span),
                    (None, Some(text)) => (format!("`{name}`"), text.words.clone(), text.span),
                    (None, None) => return None,
                }
            }
            _ => return None,
        };
        Some(Input { label, printed, span: Some(span), place: String::new() })
    }

    /// The verdict on a claim.
    pub fn verdict(&self, scope: &Scope<'_>) -> Option<Verdict> {
        let expression = self.expression().filter(|expression| expression.kind.is_claim())?;
        scope.judge(expression, &mut Diagnostics::default())
    }

    /// The title of the source that vouches for it.
    pub fn source(&self, record: &Record) -> Option<String> {
        let Behind::Bound(Binding::From { source, .. }) = &self.behind else { return None };
        match source {
            SourceName::Text(title, _) => Some(title.clone()),
            SourceName::Name(name) => {
                record.sources.get(&name.text).map(|(title, _)| title.clone())
            }
        }
    }
}

/// What a paper states, and what its expressions can refer to.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The statements, in order.
    pub statements: Vec<Statement>,
    reporting: Option<(Period, Period)>,
    previous: Option<(Period, Period)>,
    comparators: Option<Period>,
    figures: BTreeMap<String, (Value, Span)>,
    tables: IndexMap<String, TableData>,
    broken: BTreeSet<String>,
    sources: IndexMap<String, (String, Span)>,
    records: Records,
}

impl Record {
    /// Closes a record: it keeps what was in scope.
    pub(in crate::paper) fn close(statements: Vec<Statement>, scope: &mut Scope<'_>) -> Self {
        Self {
            statements,
            reporting: scope.reporting,
            previous: scope.previous,
            comparators: scope.comparators,
            figures: std::mem::take(&mut scope.figures),
            tables: std::mem::take(&mut scope.tables),
            broken: std::mem::take(&mut scope.broken),
            sources: std::mem::take(&mut scope.sources),
            records: std::mem::take(&mut scope.records),
        }
    }

    /// The sources that are no published works: those declared, those of figures, of facts and of tables, each once.
    pub fn unpublished<'t>(&self, tables: impl Iterator<Item = &'t str>) -> Vec<String> {
        let declared = self.sources.values().map(|(title, _)| title.clone());
        let named = self
            .figures
            .values()
            .flat_map(|(value, _)| value.inputs.iter().map(|input| input.place.clone()));
        let stated = self.statements.iter().filter_map(|statement| statement.source(self));
        let tables = tables.map(str::to_owned);
        let mut found: Vec<String> = Vec::new();
        let mut seen = BTreeSet::new();
        for title in declared.chain(stated).chain(named).chain(tables) {
            let known = title.chars().count() < 2 || self.records.published.contains(&title);
            if !known && seen.insert(title.clone()) {
                found.push(title);
            }
        }
        found
    }

    /// What the expressions were worked out in.
    pub fn scope<'m>(&self, model: &'m Model) -> Scope<'m> {
        Scope {
            model,
            reporting: self.reporting,
            previous: self.previous,
            comparators: self.comparators,
            figures: self.figures.clone(),
            tables: self.tables.clone(),
            broken: self.broken.clone(),
            sources: self.sources.clone(),
            records: self.records.clone(),
        }
    }
}
