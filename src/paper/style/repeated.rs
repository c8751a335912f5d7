//! Sentences that stand twice, word for word: one of the two is forgotten when the other is mended (`semantics.md` S24).

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::resolve::Resolver;
use crate::paper::style::line::Line;
use crate::paper::style::sentences::Role;
use crate::paper::untied::bare;
use crate::source::{SourceMap, Span};
use crate::syntax::ast::Inline as Written;

/// How many words a sentence has that nobody writes twice by chance.
const LONG: usize = 12;

/// A sentence, as far as the first of the pieces that it is made of.
#[derive(Clone, Debug)]
struct Sentence {
    /// The line that it stands in.
    line: Rc<str>,
    /// The piece of the line, and its place in the file.
    piece: (Range<usize>, Span),
    /// Where it stands in the line.
    range: Range<usize>,
}

impl Sentence {
    fn place(&self, sources: &SourceMap) -> Span {
        let (piece, span) = &self.piece;
        let words = self.line.get(piece.clone()).unwrap_or("");
        let places = bare::places(sources.text(*span), words);
        let end = self.range.end.min(piece.end);
        let inner = self.range.start - piece.start..end.saturating_sub(piece.start);
        bare::find(&places, &inner, *span)
    }
}

/// The long sentences so far, each where it stands first.
#[derive(Debug, Default)]
pub(in crate::paper) struct Said {
    sentences: BTreeMap<String, Sentence>,
}

impl Resolver<'_, '_> {
    /// Reports the sentences of a paragraph that stand in the paper already. The words of others, titles, and the cover,
    /// whose summary may say what the sections say, are left alone.
    pub(in crate::paper) fn repeated(
        &mut self,
        line: &Line<'_>,
        written: &[Written],
        role: Role,
        diagnostics: &mut Diagnostics,
    ) {
        // What stands for words has none in the line: two such sentences may differ.
        if !matches!(role, Role::Paragraph | Role::Item(true)) || self.prints_words(written) {
            return;
        }
        let mut shared: Option<Rc<str>> = None;
        let mut found: Option<(Sentence, Sentence)> = None;
        let mut more = 0;
        for (at, start) in line.starts.iter().copied().enumerate() {
            let end = line.starts.get(at + 1).copied().unwrap_or(line.text.len());
            let sentence = line.text.get(start..end).unwrap_or("").trim_end();
            let whole = sentence.ends_with(['.', '!', '?']);
            let quoted = sentence.starts_with(['"', '“', '‘', '\'']);
            if !whole || quoted || sentence.split_whitespace().nth(LONG - 1).is_none() {
                continue;
            }
            let Some(piece) = line.piece_at(start) else { continue };
            let shared = shared.get_or_insert_with(|| Rc::from(line.text.as_str()));
            let this = Sentence {
                line: Rc::clone(shared),
                piece: (piece.range.clone(), piece.span),
                range: start..start + sentence.len(),
            };
            match self.said.sentences.get(sentence) {
                Some(first) if found.is_none() => found = Some((this, first.clone())),
                Some(_) => more += 1,
                None => {
                    self.said.sentences.insert(sentence.to_owned(), this);
                }
            }
        }
        let Some((again, first)) = found else { return };
        let forms = written.iter().any(|inline| !matches!(inline, Written::Text(..)));
        let diagnostic = Diagnostic::warning(
            "sentence-repeated",
            again.place(self.sources),
            "this sentence stands in the paper already, word for word",
        )
        .label(first.place(self.sources), "the first");
        let diagnostic = match more {
            0 => diagnostic,
            1 => diagnostic.note("So does another sentence of this paragraph."),
            more => diagnostic.note(format!("So do {more} other sentences of this paragraph.")),
        };
        let diagnostic = diagnostic
            .help("take one of the two out, and refer to the other: name its paragraph, and write `{see name}`");
        diagnostics.add(if forms {
            diagnostic
        } else {
            diagnostic.help("or write it once, `text name \"…\"` at the very start of a line, and `{name}` in both places")
        });
    }

    fn prints_words(&self, written: &[Written]) -> bool {
        written.iter().any(|inline| match inline {
            Written::Strong(inner, _) | Written::Emphasis(inner, _) => self.prints_words(inner),
            Written::Value(expression, _) => self.scope.stands_for_words(expression),
            _ => false,
        })
    }
}
