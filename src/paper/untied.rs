//! Figures in prose that nothing ties to data or to a source: what is said of them, and what they could be.

use std::ops::Range;

use super::bare::{self, Found};
use super::blocks::front::Figures;
use super::brackets;
use super::record::Behind;
use super::resolve::Resolver;
use super::search::Place;
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::syntax::ast::Inline as Written;

impl Resolver<'_, '_> {
    /// Reports the bare figures in an author's words, which are a piece of a phrase.
    pub(super) fn bare(
        &mut self,
        text: &str,
        span: Span,
        phrase: &[Written],
        diagnostics: &mut Diagnostics,
    ) {
        let all = bare::scan(text);
        if all.is_empty() {
            return;
        }
        let places = bare::places(self.sources.text(span), text);
        for found in all {
            let (Found::Figure(range) | Found::ImpossiblePeriod(range)) = &found;
            let words = text.get(range.clone()).unwrap_or("");
            let here = bare::find(&places, range, span);
            if matches!(found, Found::ImpossiblePeriod(_)) {
                crate::syntax::impossible_period(words, here, diagnostics);
                continue;
            }
            let message = format!("the figure {words} is tied to nothing");
            let Some(diagnostic) = self.untied(here, message) else { continue };
            let diagnostic = diagnostic.here("no data and no source stand behind it");
            let place = Place { text, span, range: range.clone(), phrase };
            let offers = self.search.offers(&self.scope, self.sources, &place);
            let tie = |tied: &Range<usize>, behind: &str| {
                self.braced((text, span), tied, behind, &places)
            };
            let from = "from \"…\"";
            if offers.is_empty() {
                let (place, text) = tie(range, from);
                let diagnostic = match &self.search.meant {
                    Some(meant) => diagnostic.note(format!("{meant}.")),
                    None => diagnostic,
                };
                diagnostics.add(
                    diagnostic
                        .replace("name where it comes from", place, text)
                        .help(format!("or tie it to the data: `[{words}]{{indicator at Q4}}`")),
                );
                continue;
            }
            let offered = offers.into_iter().fold(diagnostic, |diagnostic, offer| {
                let (place, text) = tie(&offer.words, &offer.written);
                diagnostic.replace(format!("it may be: {}", offer.title), place, text)
            });
            diagnostics
                .add(offered.help(format!("or name where it comes from: `[{words}]{{{from}}}`")));
        }
    }

    /// Some words of a text in brackets, with what they are tied to behind them: what to write, and where. In a bracket
    /// that is printed no other opens, and in quotes a quotation mark is escaped.
    fn braced(
        &self,
        (text, span): (&str, Span),
        words: &Range<usize>,
        behind: &str,
        places: &[usize],
    ) -> (Span, String) {
        let said = text.get(words.clone()).unwrap_or("");
        let behind = if self.in_quotes { behind.replace('"', "\\\"") } else { behind.to_owned() };
        let tied = format!("[{said}]{{{behind}}}");
        let place = bare::find(places, words, span);
        match brackets::around(text, words) {
            // Only the braces are missing.
            Some(bracket) if text.get(bracket.start + 1..bracket.end - 1) == Some(said) => {
                (bare::find(places, &bracket, span), tied)
            }
            Some(bracket) => {
                let place = bare::find(places, &(bracket.start..words.end), span);
                // That bracket is to be printed: it is doubled.
                let before = text.get(bracket.start..words.start).unwrap_or("");
                (place, format!("[{before}{tied}"))
            }
            None => (place, tied),
        }
    }

    /// Counts a bare figure; the message about it, where the paper wants one.
    pub(super) fn untied(&mut self, here: Span, message: impl Into<String>) -> Option<Diagnostic> {
        self.tally.figures += 1;
        self.tally.bare += 1;
        // Braces that hold only typed figures are recorded already.
        if self.record.last().is_none_or(|last| last.whole != here) {
            let words = self.sources.text(here);
            self.state(words, here, here, Behind::Nothing);
        }
        match self.figures {
            Figures::Free => None,
            Figures::Must => Some(Diagnostic::error("figure-bare", here, message)),
            Figures::Should => Some(Diagnostic::warning("figure-bare", here, message)),
        }
    }
}
