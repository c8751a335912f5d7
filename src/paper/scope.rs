//! What the names in a paper stand for, and which period is meant.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Model, Period};
use crate::paper::blocks::table::TableData;
use crate::paper::values::value::Value;
use crate::paper::wording::records::Records;
use crate::source::Span;
use crate::syntax::ast::{Name, PeriodLiteral};

/// Everything that an expression can refer to.
#[derive(Debug)]
pub struct Scope<'m> {
    /// Indicators, areas and their data.
    pub model: &'m Model,
    /// The current report, first and last period.
    pub reporting: Option<(Period, Period)>,
    /// The previous report, first and last period.
    pub previous: Option<(Period, Period)>,
    /// The period of the comparators.
    pub comparators: Option<Period>,
    /// Facts, and figures named with `as`, with the place of their declaration.
    pub figures: BTreeMap<String, (Value, Span)>,
    /// Tables of the paper.
    pub tables: IndexMap<String, TableData>,
    /// Names of tables and figures whose declaration was reported: what refers to them stays quiet.
    pub broken: BTreeSet<String>,
    /// Sources: name to title and place.
    pub sources: IndexMap<String, (String, Span)>,
    /// Events, texts and lists.
    pub records: Records,
}

impl<'m> Scope<'m> {
    /// A scope with the same model and periods, and no figures, tables or sources of its own.
    #[must_use]
    pub fn bare(&self) -> Scope<'m> {
        Scope {
            model: self.model,
            reporting: self.reporting,
            previous: self.previous,
            comparators: self.comparators,
            figures: BTreeMap::new(),
            tables: IndexMap::new(),
            broken: BTreeSet::new(),
            sources: IndexMap::new(),
            records: Records::default(),
        }
    }

    /// The period of a literal: a quarter without its year is one of the reporting period.
    pub fn resolve(
        &self,
        literal: PeriodLiteral,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Period> {
        let PeriodLiteral::Quarter { year: None, quarter } = literal else {
            return Period::from_literal(literal);
        };
        let candidates: Vec<Period> = self
            .reporting
            .map(|(first, last)| {
                (first.year_start()..=last.year_start())
                    .map(|start| Period::Quarter { start, quarter })
                    .filter(|candidate| {
                        first.year_start() == last.year_start()
                            || (candidate.first_day() >= first.first_day()
                                && candidate.last_day() <= last.last_day())
                    })
                    .collect()
            })
            .unwrap_or_default();
        if let [one] = candidates.as_slice() {
            return Some(*one);
        }
        let mut diagnostic =
            Diagnostic::error("period-unclear", span, format!("Q{quarter} needs its year here"));
        diagnostic = if candidates.is_empty() {
            diagnostic.help("write the year too, such as `2022-23 Q4`, or add a line `reporting … to …` to the paper")
        } else {
            candidates.iter().fold(diagnostic, |diagnostic, candidate| {
                diagnostic.replace(format!("it may be {candidate}"), span, candidate.to_string())
            })
        };
        diagnostics.add(diagnostic);
        None
    }

    /// The end of the reporting period: where a claim or a range that names no period is looked up.
    pub fn now(&self) -> Option<Period> {
        self.reporting.map(|(_, last)| last)
    }

    /// Whether the declaration of a name could not be read, which was reported.
    pub fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name) || self.model.broken.contains(name)
    }

    /// An indicator's name, checked; tables, facts and near misses are told apart in the message.
    pub fn indicator(&self, name: &Name, diagnostics: &mut Diagnostics) -> Option<String> {
        if self.model.indicators.contains_key(&name.text) {
            return Some(name.text.clone());
        }
        if self.is_broken(&name.text) {
            return None;
        }
        if self.no_model(name, diagnostics) {
            return None;
        }
        let message =
            if self.figures.contains_key(&name.text) || self.tables.contains_key(&name.text) {
                format!("`{}` is not an indicator", name.text)
            } else {
                format!("there is no indicator `{}`", name.text)
            };
        let known = self.model.indicators.keys().map(String::as_str);
        diagnostics.add(unknown(name, message, known));
        None
    }

    /// Reports that a name cannot be looked up, since no model is joined: said once, whatever the name.
    pub fn no_model(&self, name: &Name, diagnostics: &mut Diagnostics) -> bool {
        if self.model.is_empty() {
            diagnostics.add(
                Diagnostic::error(
                    "name-unknown",
                    name.span,
                    "no data model is joined to this paper",
                )
                .here("so this names nothing")
                .help("name the model at the very start of the file: `use \"scorecard.model\"`"),
            );
        }
        self.model.is_empty()
    }

    /// An area's or a group's name, checked; the home area where none is named.
    pub fn area(
        &self,
        name: Option<&Name>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        let Some(name) = name else {
            let home = self.model.home.clone();
            if home.is_none() && !self.model.is_empty() {
                diagnostics.add(
                    Diagnostic::error(
                        "name-unknown",
                        span,
                        "no area is marked `home`, so an area must be named here",
                    )
                    .help("add `for AREA`, or mark one area of the model `home`"),
                );
            }
            return home;
        };
        if self.model.areas.contains_key(&name.text) {
            return Some(name.text.clone());
        }
        if self.no_model(name, diagnostics) {
            return None;
        }
        let known = self.model.areas.keys().map(String::as_str);
        diagnostics.add(unknown(name, format!("there is no area or group `{}`", name.text), known));
        None
    }
}

/// A name that stands for nothing, with the nearest that does.
pub fn unknown<'k>(
    name: &Name,
    message: String,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    unknown_as(name, message, known, str::to_owned)
}

/// As [`unknown`], where a name is written otherwise than it is known: the name of a row stands in quotation marks.
pub fn unknown_as<'k>(
    name: &Name,
    message: String,
    known: impl Iterator<Item = &'k str>,
    written: impl Fn(&str) -> String,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let diagnostic = Diagnostic::error("name-unknown", name.span, message);
    match did_you_mean(&name.text, known.iter().copied()) {
        Some(meant) => {
            diagnostic.replace(format!("did you mean `{meant}`?"), name.span, written(&meant))
        }
        None if known.is_empty() => diagnostic,
        None => {
            let shown: Vec<&str> = known.iter().copied().take(12).collect();
            let more = if known.len() > shown.len() { ", …" } else { "" };
            diagnostic.note(format!("There are: {}{more}.", shown.join(", ")))
        }
    }
}

/// Several things in a row: "a, b and c".
pub(in crate::paper) fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [firsts @ .., last] => format!("{} and {last}", firsts.join(", ")),
    }
}
