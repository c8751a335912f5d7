//! What is said to the author: one plain struct, worded where the problem is found, rendered here.
//!
//! A message names the author's words, says what is wrong in the author's terms, shows the data that contradict them,
//! and offers the way out. To add a diagnostic: a row in [`CATALOGUE`], a page `explain/CODE.md` with an example that
//! gives it, and a folder in `tests/cases/`; tests hold all three together.

mod catalogue;
mod human;
mod json;
mod suggest;

pub use catalogue::{CATALOGUE, Entry, entry};
pub use human::{human, short, tally, tally_of};
pub use json::{JSON_VERSION, Record, json};
pub use suggest::did_you_mean;

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Span;

/// How bad it is; the order is the order of printing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The paper does not build.
    Error,
    /// The paper builds; somebody should look.
    Warning,
    /// Nothing is wrong; something is worth knowing.
    Note,
}

/// A place, and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be said there; may be empty.
    pub text: String,
}

/// A way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// What to do, as a whole sentence or an imperative.
    pub message: String,
    /// The text to put in place of a span, where the mend is certain enough to be applied.
    pub replacement: Option<(Span, String)>,
}

/// One thing to be said to the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A readable name from the [`CATALOGUE`], such as `claim-false`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: one sentence that stands alone in `--short`, without a full stop.
    pub message: String,
    /// The author's words that it is about; `None` where there is no place, as for a file that cannot be read.
    pub primary: Option<Label>,
    /// Other places: the cells that contradict, the declaration that was meant.
    pub labels: Vec<Label>,
    /// Why: whole sentences.
    pub notes: Vec<String>,
    /// The ways out, best first.
    pub helps: Vec<Help>,
    /// Where else the very same is to be said: one name misspelt in twenty sentences is one message.
    pub also: Vec<Span>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            primary: Some(Label { span, text: String::new() }),
            labels: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
            also: Vec::new(),
        }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// Words under the author's own.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// Another place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// The reason.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// A way out in words.
    #[must_use]
    pub fn help(mut self, message: impl Into<String>) -> Self {
        self.helps.push(Help { message: message.into(), replacement: None });
        self
    }

    /// A way out that can be pasted.
    #[must_use]
    pub fn replace(
        mut self,
        message: impl Into<String>,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        self.helps.push(Help { message: message.into(), replacement: Some((span, text.into())) });
        self
    }
}

/// Codes whose message names the one thing that is wrong, wherever it shows.
const SAID_ONCE: [&str; 4] = ["name-unknown", "value-absent", "term-avoided", "post-misnamed"];

/// Everything that is to be said in one run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    /// What was said of which place, so that nothing is said twice, however much there is.
    said: BTreeSet<(&'static str, Option<Span>, String)>,
    /// Where what is said once stands in `all`.
    once: BTreeMap<(&'static str, String), usize>,
    /// Where each stage of the pipeline begins: what is wrong with the model explains what is wrong with the paper.
    stages: Vec<usize>,
    /// Codes of what follows from a mistake that was reported already.
    excused: BTreeSet<&'static str>,
}

impl Diagnostics {
    /// Adds one. The same thing said of the same place a second time is dropped; an unknown name or an absent value is
    /// said once, with its other places.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        if self.excused.contains(diagnostic.code) {
            return;
        }
        let place = diagnostic.primary.as_ref().map(|label| label.span);
        if !self.said.insert((diagnostic.code, place, diagnostic.message.clone())) {
            return;
        }
        if SAID_ONCE.contains(&diagnostic.code) {
            let key = (diagnostic.code, diagnostic.message.clone());
            let twin = *self.once.entry(key).or_insert(self.all.len());
            if let (Some(twin), Some(place)) = (self.all.get_mut(twin), place) {
                twin.also.push(place);
                return;
            }
        }
        self.all.push(diagnostic);
    }

    /// Adds several, or the one that there may be.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in diagnostics {
            self.add(diagnostic);
        }
    }

    /// A stage of the pipeline begins: what is said from here on is printed after what was said before.
    pub fn next_stage(&mut self) {
        self.stages.push(self.all.len());
    }

    /// From here on nothing is said of some codes: a file could not be read, and what it would have held is not missed
    /// one by one.
    pub fn excuse(&mut self, codes: &[&'static str]) {
        self.excused.extend(codes);
    }

    /// Whether something with a code was said.
    pub fn has(&self, code: &str) -> bool {
        self.all.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.all.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.all.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// All, most serious first, then by stage, then by file and place.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.all.iter().enumerate().collect();
        sorted.sort_by_key(|(at, diagnostic)| {
            let stage = self.stages.partition_point(|start| start <= at);
            (diagnostic.severity, stage, diagnostic.primary.as_ref().map(|label| label.span))
        });
        sorted.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}
