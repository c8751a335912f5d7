//! What was found in the papers, said in the style that was asked for.

use std::collections::BTreeSet;

use serde::Serialize;

use super::arguments::Style;
use super::{CannotRun, Outcome, streams};
use crate::compile::{Checked, Tally};
use crate::diag::{self, Severity};

/// What one run says: it writes messages as they come, keeps JSON to the end, and counts.
pub(super) struct Messages {
    style: Style,
    /// Papers share a data model, and what is wrong with it is said once.
    said: BTreeSet<String>,
    counts: [usize; 3],
    papers: Vec<Kept>,
    outcome: Outcome,
    /// The gravest message: the one to read on about.
    gravest: Option<(Severity, &'static str)>,
}

/// A paper of which JSON is to be written.
struct Kept {
    paper: String,
    checked: Option<Checked>,
    output: Option<String>,
    failure: Option<String>,
}

impl Messages {
    /// Nothing said yet.
    pub(super) fn new(style: Style) -> Self {
        Self {
            style,
            said: BTreeSet::new(),
            counts: [0; 3],
            papers: Vec::new(),
            outcome: Outcome::Fine,
            gravest: None,
        }
    }

    /// Whether plain lines belong on the standard output.
    pub(super) fn plain(&self) -> bool {
        self.style != Style::Json
    }

    /// Says what could not be done with a paper, though its author is not to blame.
    pub(super) fn failed(&mut self, paper: &str, message: &str) {
        self.outcome = Outcome::CouldNotRun;
        streams::message(message);
        if self.style == Style::Json {
            let failure = Some(message.to_owned());
            match self.papers.last_mut() {
                Some(last) if last.paper == paper => last.failure = failure,
                _ => self.papers.push(Kept {
                    paper: paper.to_owned(),
                    checked: None,
                    output: None,
                    failure,
                }),
            }
        }
    }

    /// Says everything that was found in one paper.
    pub(super) fn say(&mut self, paper: &str, checked: Checked, output: Option<&str>) {
        if checked.diagnostics.has_errors() {
            self.outcome = self.outcome.max(Outcome::Problems);
        }
        if self.style == Style::Json {
            self.papers.push(Kept {
                paper: paper.to_owned(),
                // It may be large, and nothing is said of it.
                checked: Some(Checked {
                    document: None,
                    paper: None,
                    model: crate::model::Model::default(),
                    ..checked
                }),
                output: output.map(str::to_owned),
                failure: None,
            });
            return;
        }
        let colour = streams::colour();
        let mut text = String::new();
        for diagnostic in checked.diagnostics.sorted() {
            let message = match self.style {
                Style::Short => diag::short(diagnostic, &checked.sources) + "\n",
                Style::Human | Style::Json => {
                    diag::human(diagnostic, &checked.sources, colour) + "\n\n"
                }
            };
            if self.said.insert(message.clone()) {
                self.counts[diagnostic.severity as usize] += 1;
                if self.gravest.is_none_or(|(severity, _)| diagnostic.severity < severity) {
                    self.gravest = Some((diagnostic.severity, diagnostic.code));
                }
                text.push_str(&message);
            }
        }
        streams::message(&text);
    }

    /// The last lines: how much was found and where to read on; or the JSON document.
    pub(super) fn end(&self) -> Result<Outcome, CannotRun> {
        match self.style {
            Style::Json => streams::result(&(self.json() + "\n"))?,
            Style::Human | Style::Short => {
                let count = |severity: Severity| self.counts[severity as usize];
                // Where something failed, "no problems" would be the wrong last word.
                if self.outcome != Outcome::CouldNotRun || self.gravest.is_some() {
                    streams::message(&format!("{}\n", diag::tally_of(count)));
                }
                if let (Style::Human, Some((_, code))) = (self.style, self.gravest) {
                    let more =
                        format!("To read more about a message: paperwright explain {code}\n");
                    streams::message(&more);
                }
            }
        }
        Ok(self.outcome)
    }
    fn json(&self) -> String {
        let papers = self.papers.iter().map(|kept| Record {
            paper: &kept.paper,
            output: kept.output.as_deref(),
            failure: kept.failure.as_deref(),
            figures: kept.checked.as_ref().map(|checked| {
                let Tally { figures, tallied, sourced, bare, claims } = checked.tally;
                Figures { all: figures, tallied, sourced, bare, claims }
            }),
            diagnostics: kept
                .checked
                .as_ref()
                .map_or(Vec::new(), |checked| diag::json(&checked.diagnostics, &checked.sources)),
        });
        let document = Document { version: diag::JSON_VERSION, papers: papers.collect() };
        // These types hold nothing that JSON cannot.
        serde_json::to_string_pretty(&document).unwrap_or_default()
    }
}

/// The whole JSON document.
#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    papers: Vec<Record<'a>>,
}

/// What is said of one paper in JSON.
#[derive(Serialize)]
struct Record<'a> {
    paper: &'a str,
    /// The file that was written, if one was.
    output: Option<&'a str>,
    /// What went wrong that its author is not to blame for.
    failure: Option<&'a str>,
    figures: Option<Figures>,
    diagnostics: Vec<diag::Record<'a>>,
}

/// How many figures there are, and how they are borne out.
#[derive(Serialize)]
struct Figures {
    all: usize,
    tallied: usize,
    sourced: usize,
    bare: usize,
    claims: usize,
}
