//! A paragraph as it will read: the author's words, and between them what is tied or printed, with the place of each.

use std::ops::Range;

use crate::paper::untied::bare;
use crate::paper::values::value::Value;
use crate::source::{SourceMap, Span};
use crate::syntax::ast::{Binding, Expression, Inline as Written};

/// A paragraph, an item of a list or a title as it will read.
pub(in crate::paper) struct Line<'a> {
    /// All its words.
    pub text: String,
    /// What it is made of, in order.
    pub pieces: Vec<Piece<'a>>,
    /// Where its sentences begin.
    pub starts: Vec<usize>,
}

/// A part of a line.
pub(in crate::paper) struct Piece<'a> {
    /// Where it stands in the line.
    pub range: Range<usize>,
    /// Where it stands in the file; of tied words, without brackets.
    pub span: Span,
    /// What it is.
    pub kind: PieceKind<'a>,
    /// What is in its braces, where that is a value or a claim.
    pub expression: Option<&'a Expression>,
}

/// What a part of a line is.
#[derive(Clone, Copy)]
pub(in crate::paper) enum PieceKind<'a> {
    /// The author's words, or what stands in place of a reference.
    Words,
    /// `[words]{value}`: the form, and its value where it is no claim and no source.
    Tied(Span, Option<&'a Value>),
    /// `{value}`: the value that is printed.
    Printed(&'a Value),
}

impl<'a> Line<'a> {
    /// Puts a line together. `values` are those that its forms gave, in order, each with the place of its form.
    pub(in crate::paper) fn new(written: &'a [Written], values: &'a [(Span, Value)]) -> Self {
        let mut line = Self { text: String::new(), pieces: Vec::new(), starts: Vec::new() };
        line.add(written, values);
        line.starts = starts(&line.text);
        line
    }

    fn add(&mut self, written: &'a [Written], values: &'a [(Span, Value)]) {
        let value_of = |form: Span| {
            let at = values.binary_search_by_key(&form, |(span, _)| *span).ok()?;
            values.get(at).map(|(_, value)| value)
        };
        for inline in written {
            match inline {
                Written::Text(text, span) | Written::Link(text, _, span) => {
                    self.piece(text, *span, PieceKind::Words, None);
                }
                Written::Strong(inner, _) | Written::Emphasis(inner, _) => self.add(inner, values),
                Written::See(name, span)
                | Written::Tag(name, span)
                | Written::Report(_, name, span) => {
                    self.piece(&name.text, *span, PieceKind::Words, None);
                }
                // Its words are a line of their own.
                Written::Note(..) | Written::NoteNamed(..) => {}
                Written::Bound(words, span, bound, whole) => {
                    let expression = match bound {
                        Binding::Expression(expression) => Some(&**expression),
                        _ => None,
                    };
                    let kind = PieceKind::Tied(*whole, value_of(*whole));
                    self.piece(words, *span, kind, expression);
                }
                Written::Value(expression, span) => {
                    if let Some(value) = value_of(*span) {
                        let kind = PieceKind::Printed(value);
                        self.piece(&value.text(), *span, kind, Some(expression));
                    }
                }
            }
        }
    }

    fn piece(
        &mut self,
        text: &str,
        span: Span,
        kind: PieceKind<'a>,
        expression: Option<&'a Expression>,
    ) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { range: start..self.text.len(), span, kind, expression });
    }

    /// What stands before a place of the line.
    pub(in crate::paper) fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or("")
    }

    /// What stands behind a place of the line.
    pub(in crate::paper) fn after(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    /// The sentence around a place of the line.
    pub(in crate::paper) fn sentence(&self, at: usize) -> &str {
        self.text.get(self.sentence_range(at)).unwrap_or("")
    }

    /// Where the sentence around a place of the line stands.
    pub(in crate::paper) fn sentence_range(&self, at: usize) -> Range<usize> {
        let next = self.starts.partition_point(|start| *start <= at);
        let start = next.checked_sub(1).and_then(|last| self.starts.get(last));
        let end = self.starts.get(next).copied().unwrap_or(self.text.len());
        start.copied().unwrap_or(0)..end
    }

    /// Whether a sentence begins at a place of the line.
    pub(in crate::paper) fn begins(&self, at: usize) -> bool {
        self.starts.binary_search(&at).is_ok()
    }

    /// The part of the line that holds a place.
    pub(in crate::paper) fn piece_at(&self, at: usize) -> Option<&Piece<'a>> {
        let next = self.pieces.partition_point(|piece| piece.range.end <= at);
        self.pieces.get(next).filter(|piece| piece.range.contains(&at))
    }

    /// The place in the file of some of the author's words.
    pub(in crate::paper) fn place(
        &self,
        range: &Range<usize>,
        sources: &SourceMap,
    ) -> Option<Span> {
        let piece = self.piece_at(range.start).filter(|piece| range.end <= piece.range.end)?;
        if matches!(piece.kind, PieceKind::Printed(_)) {
            return None;
        }
        let words = self.text.get(piece.range.clone())?;
        let places = bare::places(sources.text(piece.span), words);
        let inner = range.start - piece.range.start..range.end - piece.range.start;
        Some(bare::find(&places, &inner, piece.span))
    }
}

/// Words that end in a stop and end no sentence.
const SHORTENED: &str = "\
    approx art c ca cf ch cllr co dept dr e.g eg eq esp est etc ex fig figs i.e ie inc ltd max min mr mrs ms no nos p \
    para paras pp prof ref rev s sec st vol vs";

/// Where the sentences of some text begin.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let after = text.get(at + 1..).unwrap_or("");
        let rest = after.trim_start_matches(['"', '\'', '”', '’', ')', '*']);
        let words = rest.trim_start();
        if words.is_empty() || words.len() == rest.len() {
            continue;
        }
        let before = text.get(..at).unwrap_or("");
        let last = before.rsplit([' ', '\u{a0}', '(', '"', '“']).next().unwrap_or("");
        let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
        let shortened = SHORTENED.split(' ').any(|known| known == last.to_lowercase());
        if mark != '.' || !(initial || shortened) {
            starts.push(text.len() - words.len());
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::starts;

    #[test]
    fn sentences_begin_behind_a_stop() {
        let sentences = |text: &'static str| -> Vec<&str> {
            starts(text)
                .into_iter()
                .map(|at| text.get(at..).unwrap().split(' ').next().unwrap())
                .collect()
        };
        assert_eq!(
            sentences("It rose. 461 came! \"Did it?\" Yes."),
            ["It", "461", "\"Did", "Yes."]
        );
        assert_eq!(sentences("In 2022. Then 7.2% (i.e. 33) came"), ["In", "Then"]);
        assert_eq!(sentences("See no. 5, p. 3 and J. Smith, e.g. 12"), ["See"]);
    }
}
