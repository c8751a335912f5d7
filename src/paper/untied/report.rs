//! Figures in prose that nothing ties to data or to a source: what is said of them, and what they could be.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::blocks::front::Figures;
use crate::paper::record::Behind;
use crate::paper::resolve::Resolver;
use crate::paper::untied::bare::{self, Found};
use crate::paper::untied::brackets;
use crate::paper::untied::counted_lists::Borne;
use crate::paper::untied::malformed;
use crate::paper::untied::measure_names::MeasureNames;
use crate::paper::untied::search::Place;
use crate::paper::words::figures_in;
use crate::source::Span;
use crate::syntax::ast::Inline as Written;

/// What tells a figure that is tied to nothing from a number that states nothing, or that a list bears out.
#[derive(Debug, Default)]
pub(in crate::paper) struct Surroundings {
    /// Whether the paragraphs that are read are numbered.
    pub(in crate::paper) numbered: bool,
    /// Whether the words are a title.
    pub(in crate::paper) title: bool,
    /// The numbers of the paragraph at hand that lists bear out.
    pub(in crate::paper) borne: Vec<Borne>,
    /// The numbers in the names of the model's measures; read on the first bare figure.
    names: Option<MeasureNames>,
}

/// Whether a title is nothing but numbers: "0 to 4", "5 or more", "Under 1" name what a row or a column is of.
pub(in crate::paper) fn is_band(title: &str) -> bool {
    const WORDS: [&str; 14] = [
        "to", "and", "or", "over", "under", "more", "less", "fewer", "than", "up", "above",
        "below", "at", "least",
    ];
    title
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| WORDS.contains(&word.to_lowercase().as_str()))
        && title.chars().count() <= 16
        && !title.contains(['%', '£'])
}

impl Resolver<'_, '_> {
    /// Reports the bare figures in an author's words, which are a piece of a phrase.
    pub(in crate::paper) fn bare(
        &mut self,
        text: &str,
        span: Span,
        phrase: &[Written],
        diagnostics: &mut Diagnostics,
    ) {
        let mut all = bare::scan_in(text, self.surroundings.title);
        if all.is_empty() {
            return;
        }
        let model = self.scope.model;
        let names = self.surroundings.names.get_or_insert_with(|| MeasureNames::of(model));
        if !names.is_empty() {
            let figures = figures_in(text);
            all.retain(|found| match found {
                Found::Figure(range) => !figures.iter().any(|figure| {
                    figure.stated.start < range.end
                        && range.start < figure.stated.end
                        && names.hold(text, figure)
                }),
                Found::ImpossiblePeriod(_) => true,
            });
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
            if let Some((_, truth)) = self.borne_out(here) {
                self.tally.figures += 1;
                self.tally.tallied += 1;
                self.state(words, here, here, Behind::Listed(truth));
                continue;
            }
            let message = format!("the figure {words} is tied to nothing");
            let Some(diagnostic) = self.untied(here, message) else { continue };
            let diagnostic = diagnostic.here("no data and no source stand behind it");
            // A bracket that is printed is no part of a figure.
            let plain = text.replace(['[', ']'], " ");
            let place = Place { text: &plain, span, range: range.clone(), phrase };
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
        let behind =
            if self.surroundings.title { behind.replace('"', "\\\"") } else { behind.to_owned() };
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

    /// Reports the bare figures in a text in quotes in which nothing can be tied: a subtitle, the title of a column, what an
    /// acronym stands for. Those of a table with a source come from there.
    pub(in crate::paper) fn bare_in_title(
        &mut self,
        text: &str,
        quoted: Span,
        sourced: bool,
        diagnostics: &mut Diagnostics,
    ) {
        let span = Span { start: quoted.start + 1, end: quoted.end.saturating_sub(1), ..quoted };
        self.malformed(text, span, diagnostics);
        if is_band(text) {
            return;
        }
        let found = bare::scan_in(text, true);
        if found.is_empty() {
            return;
        }
        let places = bare::places(self.sources.text(span), text);
        for found in found {
            let (Found::Figure(range) | Found::ImpossiblePeriod(range)) = &found;
            let words = text.get(range.clone()).unwrap_or("");
            let here = bare::find(&places, range, span);
            if matches!(found, Found::ImpossiblePeriod(_)) {
                crate::syntax::impossible_period(words, here, diagnostics);
            } else if sourced {
                self.tally.figures += 1;
                self.tally.sourced += 1;
            } else if let Some(diagnostic) =
                self.untied(here, format!("the figure {words} is tied to nothing"))
            {
                diagnostics.add(
                    diagnostic.here("nothing can be tied here").help(
                        "leave the figure out, and tie it in a sentence, a caption or a cell",
                    ),
                );
            }
        }
    }

    /// The list that bears out a number, where one does.
    fn borne_out(&self, here: Span) -> Option<Borne> {
        let meets =
            |span: Span| span.file == here.file && span.start < here.end && here.start < span.end;
        self.surroundings.borne.iter().find(|(span, _)| meets(*span)).cloned()
    }

    /// Reports numbers in some words that are none, and whether there are any.
    pub(in crate::paper) fn malformed(
        &self,
        words: &str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        malformed::report(words, || self.sources.text(span), span, diagnostics)
    }

    /// Counts a bare figure; the message about it, where the paper wants one.
    pub(in crate::paper) fn untied(
        &mut self,
        here: Span,
        message: impl Into<String>,
    ) -> Option<Diagnostic> {
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
