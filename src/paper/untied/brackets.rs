//! Brackets in words that tie nothing: they are printed, such as `[sic]`. One that holds an expression was meant to tie.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::resolve::Resolver;
use crate::paper::untied::bare;
use crate::source::Span;
use crate::syntax::expression_in;

/// The bracket that stands around some words of a text; none where it is open at either end.
pub(in crate::paper) fn around(text: &str, words: &Range<usize>) -> Option<Range<usize>> {
    let start = text.get(..words.start)?.rfind('[')?;
    if text.get(start..words.start)?.contains(']') {
        return None;
    }
    let behind = text.get(words.end..)?;
    let end = behind.find(']')?;
    (!behind.get(..end)?.contains('[')).then_some(start..words.end + end + 1)
}

impl Resolver<'_, '_> {
    /// `[care_home at Q4]` with no braces: what was to be printed is the value. Whether there is one.
    pub(in crate::paper) fn untied_expression(
        &self,
        text: &str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let raw = self.sources.text(span);
        let mut found = false;
        for (at, _) in text.match_indices('[') {
            let Some(inner) = text.get(at + 1..).and_then(|rest| rest.split_once(']')) else {
                break;
            };
            let inner = inner.0;
            if !self.names_something(inner) || expression_in(inner).is_none() {
                continue;
            }
            let places = bare::places(raw, text);
            // `[[` is a bracket that is to be printed.
            let start = places.get(at).copied().unwrap_or_default();
            if raw.get(start..).is_some_and(|rest| rest.starts_with("[[")) {
                continue;
            }
            let here = bare::find(&places, &(at..at + inner.len() + 2), span);
            diagnostics.add(
                Diagnostic::error(
                    "syntax-error",
                    here,
                    format!("`{inner}` stands in brackets, and is printed as it stands"),
                )
                .replace("in braces its value is printed", here, format!("{{{inner}}}"))
                .help("or tie words to it: the words in brackets, and this in braces behind them"),
            );
            found = true;
        }
        found
    }

    /// Whether a text holds the name of an indicator, a figure or a table.
    fn names_something(&self, text: &str) -> bool {
        text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| {
            self.scope.model.indicators.contains_key(word)
                || self.scope.figures.contains_key(word)
                || self.scope.tables.contains_key(word)
        })
    }
}
