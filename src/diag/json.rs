//! For programs: what an editor, a pipeline or a dashboard needs, by name.

use serde::Serialize;

use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{SourceMap, Span};

/// The version of the schema. A field may be added without changing it; none is renamed or dropped.
pub const JSON_VERSION: u32 = 1;

/// One diagnostic as it is written in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct Record<'a> {
    code: &'static str,
    severity: Severity,
    message: &'a str,
    /// Absent where the message has no place in a file.
    #[serde(flatten)]
    place: Option<Place<'a>>,
    labels: Vec<RecordLabel<'a>>,
    notes: &'a [String],
    helps: Vec<RecordHelp<'a>>,
    /// Where else the same is said.
    also: Vec<Place<'a>>,
}

/// Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end: End,
}

/// The character after the last.
#[derive(Clone, Debug, Serialize)]
struct End {
    line: usize,
    column: usize,
}

/// The first label is the place of the message itself; the others are elsewhere.
#[derive(Clone, Debug, Serialize)]
struct RecordLabel<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
    primary: bool,
}

#[derive(Clone, Debug, Serialize)]
struct RecordHelp<'a> {
    message: &'a str,
    replacement: Option<Replacement<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

/// All diagnostics in the order of [`Diagnostics::sorted`], ready to be written as a JSON array.
pub fn json<'a>(diagnostics: &'a Diagnostics, sources: &'a SourceMap) -> Vec<Record<'a>> {
    diagnostics.sorted().into_iter().map(|diagnostic| record(diagnostic, sources)).collect()
}

fn record<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Record<'a> {
    let label = |label: &'a Label, primary| RecordLabel {
        place: place(label.span, sources),
        text: &label.text,
        primary,
    };
    Record {
        code: diagnostic.code,
        severity: diagnostic.severity,
        message: &diagnostic.message,
        place: diagnostic.primary.as_ref().map(|primary| place(primary.span, sources)),
        labels: diagnostic
            .primary
            .iter()
            .map(|primary| label(primary, true))
            .chain(diagnostic.labels.iter().map(|other| label(other, false)))
            .collect(),
        notes: &diagnostic.notes,
        also: diagnostic.also.iter().map(|span| place(*span, sources)).collect(),
        helps: diagnostic
            .helps
            .iter()
            .map(|help| RecordHelp {
                message: &help.message,
                replacement: help
                    .replacement
                    .as_ref()
                    .map(|(span, text)| Replacement { place: place(*span, sources), text }),
            })
            .collect(),
    }
}

fn place(span: Span, sources: &SourceMap) -> Place<'_> {
    let (line, column) = sources.position(span);
    let (end_line, end_column) = sources.position(span.after());
    Place {
        file: &sources.file(span.file).path,
        line,
        column,
        end: End { line: end_line, column: end_column },
    }
}
