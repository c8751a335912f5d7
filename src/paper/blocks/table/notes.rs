//! Notes of a table: `{note "words"}` and `{note name}` in its caption, its columns' titles and its cells, printed as
//! "[note 1]" with the words under the table.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::paper::scope::unknown;
use crate::source::Span;
use crate::syntax::ast::Name;
use crate::syntax::parse_phrase;
use crate::syntax::spec::Attributes;

use super::{ColumnData, plain};

/// The notes with a name of the table that is being read.
#[derive(Debug, Default)]
pub struct Named {
    notes: BTreeMap<String, Note>,
}

#[derive(Debug)]
struct Note {
    words: Vec<Inline>,
    /// Where its name stands.
    name: Span,
    /// Where its words stand.
    span: Span,
    used: bool,
}

impl Resolver<'_, '_> {
    /// Reads the lines `note`: those with a name are kept for the cells that refer to them, the others are returned.
    pub(super) fn notes(
        &mut self,
        attributes: &Attributes<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Vec<Inline>> {
        let mut notes = Vec::new();
        self.notes = Named::default();
        for mut line in attributes.all("note") {
            let name = line.name();
            let Some((text, span)) = line.text() else {
                line.malformed(diagnostics);
                continue;
            };
            line.finish(diagnostics);
            let words = self.title(text, span, diagnostics);
            let Some(name) = name else {
                notes.push(words);
                continue;
            };
            let note = Note { words, name: name.span, span, used: false };
            if let Some(first) = self.notes.notes.insert(name.text.clone(), note) {
                diagnostics.add(
                    Diagnostic::error(
                        "declared-twice",
                        name.span,
                        format!("two notes of this table are called `{}`", name.text),
                    )
                    .label(first.name, "the first"),
                );
            }
        }
        notes
    }

    /// `{note name}`
    pub(in crate::paper) fn named_note(
        &mut self,
        name: &Name,
        diagnostics: &mut Diagnostics,
    ) -> Option<Inline> {
        if let Some(note) = self.notes.notes.get_mut(&name.text) {
            note.used = true;
            return Some(Inline::Note(note.words.clone(), note.span));
        }
        let known = self.notes.notes.keys().map(String::as_str);
        let message = format!("no note here is called `{}`", name.text);
        diagnostics.add(unknown(name, message, known).help(format!(
            "in a table, a line `note {} \"…\"` declares it; elsewhere write the words: `{{note \"…\"}}`",
            name.text
        )));
        None
    }

    /// The notes of a column's title, which is then without them.
    pub(super) fn column_notes(&mut self, column: &mut ColumnData, diagnostics: &mut Diagnostics) {
        if !column.title.contains("{note") {
            return;
        }
        let span = column.title_span;
        let inside = Span { start: span.start + 1, end: span.end.saturating_sub(1), ..span };
        let phrase = parse_phrase(&column.title, inside, diagnostics);
        self.surroundings.title = true;
        let mut title = self.cell(&phrase, false, true, diagnostics);
        self.surroundings.title = false;
        column.notes = split(&mut title);
        column.title = plain(&title);
    }

    /// Reports the notes with a name that nothing of the table refers to.
    pub(super) fn unused_notes(&mut self, diagnostics: &mut Diagnostics) {
        for (name, note) in &std::mem::take(&mut self.notes).notes {
            if !note.used {
                diagnostics.add(
                    Diagnostic::error(
                        "reference-unused",
                        note.name,
                        format!("nothing in this table refers to the note `{name}`"),
                    )
                    .help(format!(
                        "write `{{note {name}}}` in the cell or the title that it is about"
                    ))
                    .help("a note on the whole table has no name"),
                );
            }
        }
    }
}

/// Takes the notes out of some words.
pub(super) fn split(inlines: &mut Vec<Inline>) -> Vec<Inline> {
    if !inlines.iter().any(|inline| matches!(inline, Inline::Note(..))) {
        return Vec::new();
    }
    let (notes, mut words): (Vec<Inline>, Vec<Inline>) =
        std::mem::take(inlines).into_iter().partition(|inline| matches!(inline, Inline::Note(..)));
    if let Some(Inline::Text(text, _)) = words.last_mut() {
        text.truncate(text.trim_end().len());
        if text.is_empty() {
            words.pop();
        }
    }
    *inlines = words;
    notes
}
