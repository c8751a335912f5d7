//! Prose, phrase by phrase: forms worked out, words recorded and held against the data.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::untied::bare;
use crate::source::Span;
use crate::syntax::ast::{Inline as Written, Passage as WrittenPassage, Phrase};
use crate::syntax::parse_phrase;

use crate::paper::Words;
use crate::paper::claims::path;
use crate::paper::prose::{Inline, ListItem, Passage};
use crate::paper::record::{Behind, Statement};
use crate::paper::resolve::Resolver;
use crate::paper::scope::unknown;
use crate::paper::style::line::Line;
use crate::paper::style::sentences::{Role, capitals};
use crate::paper::untied::counted_lists;
use crate::paper::untied::tense;
use crate::paper::wording::event_dates;

impl Resolver<'_, '_> {
    pub(super) fn passages(
        &mut self,
        passages: &[WrittenPassage],
        role: Role,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Passage> {
        let mut before = None;
        let lead = self.search.lead;
        passages
            .iter()
            .enumerate()
            .map(|(at, passage)| match passage {
                WrittenPassage::Paragraph(name, phrase) => {
                    before = Some(phrase.span);
                    let phrase = &*self.without_number(phrase, diagnostics);
                    let inline = counted_lists::inline(&phrase.inlines, self.sources, diagnostics);
                    let following = passages.get(at + 1..).unwrap_or_default();
                    let list =
                        counted_lists::list(&phrase.inlines, following, self.sources, diagnostics);
                    self.surroundings.borne = inline.into_iter().chain(list).collect();
                    self.tense(phrase, diagnostics);
                    self.scope.records.told = path::movements(&phrase.inlines);
                    Passage::Paragraph(
                        name.as_ref().map(|name| name.text.clone()),
                        self.phrase(phrase, role, diagnostics),
                    )
                }
                WrittenPassage::List(marker, items) => {
                    let sentences = items.first().is_some_and(|item| is_sentence(&item.phrase));
                    self.search.lead = before.or(lead);
                    let items = items
                        .iter()
                        .map(|item| {
                            self.tense(&item.phrase, diagnostics);
                            ListItem {
                                name: item.name.as_ref().map(|name| name.text.clone()),
                                words: self.phrase(
                                    &item.phrase,
                                    Role::Item(sentences),
                                    diagnostics,
                                ),
                                nested: self.passages(&item.nested, role, diagnostics),
                            }
                        })
                        .collect();
                    self.search.lead = lead;
                    Passage::List(*marker, items)
                }
                WrittenPassage::Quotation(phrases) => {
                    let quoted = std::mem::replace(&mut self.quoted, true);
                    let words = phrases
                        .iter()
                        .map(|phrase| self.phrase(phrase, Role::Quotation, diagnostics))
                        .collect();
                    self.quoted = quoted;
                    Passage::Quotation(words)
                }
            })
            .collect()
    }

    /// Holds the tenses of the author's own words against the date of the paper.
    fn tense(&self, phrase: &Phrase, diagnostics: &mut Diagnostics) {
        if !self.quoted {
            let records = &self.scope.records;
            event_dates::check(&phrase.inlines, records, self.sources, diagnostics);
        }
        let dated = self.scope.records.dated.or(self.scope.records.meeting);
        if let Some(dated) = dated.filter(|_| !self.quoted) {
            tense::check(&phrase.inlines, dated, self.sources, diagnostics);
        }
    }

    /// A title or a caption, written in quotes; forms are allowed in it.
    pub fn title(&mut self, text: &str, span: Span, diagnostics: &mut Diagnostics) -> Vec<Inline> {
        let inside = Span { start: span.start + 1, end: span.end.saturating_sub(1), ..span };
        let phrase = parse_phrase(text, inside, diagnostics);
        self.declare_named(&phrase.inlines, diagnostics);
        self.surroundings.title = true;
        let title = self.phrase(&phrase, Role::Title, diagnostics);
        self.surroundings.title = false;
        title
    }

    pub(in crate::paper) fn phrase(
        &mut self,
        phrase: &Phrase,
        role: Role,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Inline> {
        self.values.clear();
        let mut inlines = self.inlines(&phrase.inlines, &phrase.inlines, false, diagnostics);
        let values = std::mem::take(&mut self.values);
        let line = Line::new(&phrase.inlines, &values);
        self.beside(&line, role, diagnostics);
        self.sentences(&line, role, diagnostics);
        if !self.cover {
            self.repeated(&line, &phrase.inlines, role, diagnostics);
        }
        if self.styled {
            self.number_style(&line, role, diagnostics);
            self.date_style(&line, role, diagnostics);
        }
        capitals(&mut inlines, &line, role);
        inlines
    }

    /// A cell of a table. Its figures count as sourced where the table has a source, and as nothing in a `text` column.
    pub fn cell(
        &mut self,
        phrase: &Phrase,
        counts: bool,
        sourced: bool,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Inline> {
        if counts {
            for inline in &phrase.inlines {
                if let Written::Text(text, _) = inline {
                    let figures = bare::scan(text).len();
                    self.tally.figures += figures;
                    self.tally.sourced += figures;
                }
            }
        }
        self.inlines(&phrase.inlines, &phrase.inlines, sourced, diagnostics)
    }

    fn inlines(
        &mut self,
        written: &[Written],
        phrase: &[Written],
        sourced: bool,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for (at, inline) in written.iter().enumerate() {
            match inline {
                Written::Text(text, span) => {
                    let untied =
                        text.contains('[') && self.untied_expression(text, *span, diagnostics);
                    self.malformed(text, *span, diagnostics);
                    if !sourced && !untied {
                        self.bare(text, *span, phrase, diagnostics);
                    }
                    self.say(text, *span);
                    inlines.push(Inline::Text(text.clone(), *span));
                }
                Written::Strong(inner, _) => {
                    inlines.push(Inline::Strong(self.inlines(inner, phrase, sourced, diagnostics)));
                }
                Written::Emphasis(inner, _) => {
                    inlines.push(Inline::Emphasis(self.inlines(
                        inner,
                        phrase,
                        sourced,
                        diagnostics,
                    )));
                }
                Written::Link(words, address, span) => {
                    self.say(words, *span);
                    inlines.push(Inline::Link(words.clone(), address.clone()));
                }
                Written::Tag(name, span) => inlines.extend(self.tag(name, *span, diagnostics)),
                Written::Report(number, name, span) => {
                    inlines.extend(self.report(*number, name, *span, diagnostics));
                }
                Written::See(name, span)
                    if self.scope.records.registers.priorities.contains_key(&name.text) =>
                {
                    let priority = &self.scope.records.registers.priorities[&name.text];
                    let words = format!("priority\u{a0}{}", priority.number);
                    inlines.push(Inline::To(name.text.clone(), words, *span));
                }
                Written::See(name, span) => {
                    if self.places.contains_key(&name.text) {
                        inlines.push(Inline::See(name.text.clone(), *span));
                    } else {
                        let message = format!("nothing in this paper is called `{}`", name.text);
                        let known: Vec<String> = self.places.keys().cloned().collect();
                        diagnostics.add(unknown(name, message, known.iter().map(String::as_str)));
                    }
                }
                Written::Note(phrase, span) => {
                    inlines.push(Inline::Note(self.note(phrase, diagnostics), *span));
                }
                Written::NoteNamed(name, _) => {
                    inlines.extend(self.named_note(name, diagnostics));
                }
                Written::Value(expression, span) if self.scope.stands_for_words(expression) => {
                    self.outside(expression, *span, diagnostics);
                    if let Some((words, place)) = self.wording(expression, diagnostics) {
                        let what = format!("`{}`", self.sources.text(expression.span).trim());
                        self.words_shown(&what, *span, place, diagnostics);
                        self.say(&words, place);
                        inlines.push(Inline::Text(words, *span));
                    }
                }
                Written::Value(expression, span) => {
                    self.state("", *span, *span, Behind::Printed(expression.clone()));
                    if let Some(value) = self.value(expression, *span, sourced, diagnostics) {
                        self.values.push((*span, value.clone()));
                        inlines.push(Inline::Value(Box::new(value), *span));
                    }
                }
                Written::Bound(words, words_span, bound, whole) => {
                    self.state(words, *words_span, *whole, Behind::Bound(bound.clone()));
                    self.outside_bound(bound, *words_span, diagnostics);
                    let value = if self.malformed(words, *words_span, diagnostics) {
                        None
                    } else {
                        self.bind_between(written, at, diagnostics)
                    };
                    self.values.extend(value.map(|value| (*whole, value)));
                    self.say(words, *words_span);
                    inlines.push(Inline::Text(words.clone(), *words_span));
                }
            }
        }
        inlines
    }

    /// The words of a note, which are prose of their own in the middle of a line.
    fn note(&mut self, phrase: &Phrase, diagnostics: &mut Diagnostics) -> Vec<Inline> {
        for inline in &phrase.inlines {
            if let Written::Note(_, span) | Written::NoteNamed(_, span) = inline {
                diagnostics.add(
                    Diagnostic::error("block-misplaced", *span, "a note has no notes of its own")
                        .help("say it in the words of the note, in brackets"),
                );
                return Vec::new();
            }
        }
        let values = std::mem::take(&mut self.values);
        let title = std::mem::replace(&mut self.surroundings.title, false);
        self.tense(phrase, diagnostics);
        let words = self.phrase(phrase, Role::Item(false), diagnostics);
        self.surroundings.title = title;
        self.values = values;
        words
    }

    /// Records a figure or a claim.
    pub(in crate::paper) fn state(&mut self, words: &str, span: Span, whole: Span, behind: Behind) {
        self.record.push(Statement { words: words.to_owned(), span, whole, behind });
    }

    /// Records the author's words for the checks of words.
    fn say(&mut self, text: &str, span: Span) {
        let written = self.sources.text(span).to_owned();
        self.words.push(Words { text: text.to_owned(), span, quoted: self.quoted, written });
    }
}

/// Whether an item of a list is a sentence.
fn is_sentence(phrase: &Phrase) -> bool {
    matches!(phrase.inlines.last(), Some(Written::Text(text, _)) if text.ends_with('.'))
}
