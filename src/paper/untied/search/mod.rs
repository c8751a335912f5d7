//! The backward search: what a figure that is tied to nothing could be.
//!
//! | file | does |
//! | --- | --- |
//! | `index` | every value that a paper could state, sorted by size; built once a paper, on the first bare figure |
//! | `candidates` | those of the model: values, limits, changes, totals, shares |
//! | `reading` | what the sentence around a figure names: words, periods, areas |
//! | `sums` | what the values of one sentence come to |
//! | `near_miss` | what the data have where a figure fits nothing |
//! | `rank` | which of the values that fit the sentence means |
//!
//! What is offered was worked out and put to the same test as a binding that the author wrote, so that it is never false.

mod candidates;
mod index;
mod near_miss;
mod rank;
mod reading;
mod sums;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::Diagnostics;
use crate::paper::scope::Scope;
use crate::paper::tied::agree::disagreement;
use crate::paper::untied::nouns::counted;
use crate::paper::values::value::Value;
use crate::paper::words::{FigureInWords, figures_in};
use crate::source::{SourceMap, Span};
use crate::syntax::ast::{ExpressionKind, Inline as Written};
use crate::syntax::parse_expression;

use index::Index;
use rank::{Asked, score};
use reading::Sentence;

pub(in crate::paper) use reading::Phrase;
use sums::Operand;

/// How many bindings are offered for one figure.
const OFFERS: usize = 3;

/// How many of the best are worked out before the search gives up.
const TRIED: usize = 8;

/// How many values of one phrase are added and subtracted.
const OPERANDS: usize = 12;

/// A binding that a figure could have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::paper) struct Offer {
    /// Which words it would tie: the figure with what loosens it.
    pub(in crate::paper) words: Range<usize>,
    /// What stands in the braces.
    pub(in crate::paper) written: String,
    /// What it is, for the message.
    pub(in crate::paper) title: String,
}

/// Where a bare figure stands.
#[derive(Debug)]
pub(in crate::paper) struct Place<'a> {
    /// The piece of the author's words that it stands in.
    pub(in crate::paper) text: &'a str,
    /// The place of that piece.
    pub(in crate::paper) span: Span,
    /// Where in the piece it stands.
    pub(in crate::paper) range: Range<usize>,
    /// The paragraph, the item or the cell.
    pub(in crate::paper) phrase: &'a [Written],
}

/// The search of one paper.
#[derive(Debug, Default)]
pub(in crate::paper) struct Search {
    index: Option<Index>,
    /// The titles of the sections and tables that stand around what is being read.
    pub(in crate::paper) around: Vec<Span>,
    /// The paragraph that a list belongs to.
    pub(in crate::paper) lead: Option<Span>,
    /// The titles of the row and the column of the cell that is being read.
    pub(in crate::paper) heads: Vec<Span>,
    /// The figures of the piece that was read last.
    figures: Option<(Span, Vec<FigureInWords>)>,
    phrase: Option<Phrase>,
    sentence: Option<Sentence>,
    worked: BTreeMap<usize, Option<Value>>,
    operands: Option<(Span, Vec<Operand>)>,
    /// What the sentence around the figure that was looked for last names, where nothing fits: what it is, as printed.
    pub(in crate::paper) meant: Option<String>,
}

impl Search {
    /// What a bare figure could be, best first.
    pub(in crate::paper) fn offers(
        &mut self,
        scope: &Scope<'_>,
        sources: &SourceMap,
        place: &Place<'_>,
    ) -> Vec<Offer> {
        self.meant = None;
        if self.figures.as_ref().is_none_or(|(span, _)| *span != place.span) {
            self.figures = Some((place.span, figures_in(place.text)));
        }
        let found = self.figures.as_ref().map_or(&[][..], |(_, figures)| figures);
        let Some(mut figure) = found
            .iter()
            .find(|figure| {
                figure.stated.start < place.range.end && place.range.start < figure.stated.end
            })
            .cloned()
        else {
            return Vec::new();
        };
        // "461 at the end of Q4. Per 10,000 children": the base is of another sentence.
        let base = figure.per.as_ref().map_or(figure.stated.end, |(_, base)| base.start);
        if place.text.get(figure.stated.end..base).is_none_or(|between| between.contains('.')) {
            figure.per = None;
        }
        let index = self.index.get_or_insert_with(|| Index::of(scope));
        if index.is_empty() {
            return Vec::new();
        }
        let phrase = Phrase::of(place.phrase, self.phrase.take());
        let at = phrase.start_of(place.span) + figure.stated.start;
        let around: Vec<&str> =
            self.around.iter().chain(&self.lead).map(|span| sources.text(*span)).collect();
        let heads: Vec<&str> = self.heads.iter().map(|span| sources.text(*span)).collect();
        let sentence = match self.sentence.take() {
            Some(sentence) if sentence.is(&phrase, at) => sentence,
            _ => Sentence::read(
                &phrase,
                at,
                sources.text(phrase.raw),
                (&heads, &around),
                index,
                scope,
            ),
        };
        let words = place.text.get(figure.whole.clone()).unwrap_or("").to_owned();
        let start = at.saturating_sub(sentence.range.start);
        let noun = counted(place.text.get(figure.stated.end..).unwrap_or(""));
        let asked = Asked::of(&figure, start..start + figure.stated.len(), noun, &sentence);
        let mut ranked: Vec<(i64, usize)> = index
            .fitting(&figure)
            .filter_map(|candidate| {
                Some((score(index, candidate, &asked, &sentence, scope)?, candidate))
            })
            .collect();
        // The best first; of two alike the one that was found first.
        ranked.sort_unstable_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        let mut offers: Vec<(i64, Offer)> = Vec::new();
        let mut taken: Vec<usize> = Vec::new();
        for (score, at) in ranked.into_iter().take(TRIED) {
            let twin = taken.iter().any(|other| index.is_twin(*other, at));
            if twin || offers.len() == OFFERS {
                continue;
            }
            let candidate = &index.candidates[at];
            let value =
                self.worked.entry(at).or_insert_with(|| evaluated(scope, &candidate.written));
            if value.as_ref().is_some_and(|value| disagreement(&words, value).is_none()) {
                taken.push(at);
                offers.push((
                    score,
                    Offer {
                        words: figure.whole.clone(),
                        written: candidate.written.clone(),
                        title: index.title(at, scope),
                    },
                ));
            }
        }
        if self.operands.as_ref().is_none_or(|(raw, _)| *raw != phrase.raw) {
            self.operands = Some((phrase.raw, operands(scope, &phrase, sources)));
        }
        let operands = self.operands.as_ref().map_or(&[][..], |(_, operands)| operands);
        let beside: Vec<Operand> = operands
            .iter()
            .filter(|operand| sentence.range.contains(&operand.at))
            .cloned()
            .collect();
        let best = offers.first().map_or(0, |(score, _)| *score);
        let sum = sums::fitting(&beside, &figure, &words)
            .filter(|offer| sums::said(&sentence) || !offer.written.starts_with("100%"))
            .map(|offer| (sums::score(&sentence), offer))
            .or_else(|| {
                // Beyond the sentence only where it says that it adds or takes away.
                let wide = offers.is_empty() && (asked.is_change() || sums::said(&sentence));
                wide.then(|| sums::fitting(operands, &figure, &words)).flatten().map(|o| (0, o))
            });
        if let Some((score, offer)) = sum {
            offers.insert(usize::from(score < best), (score, offer));
        }
        if offers.is_empty()
            && let Some(at) = near_miss::meant(index, &asked, &sentence, scope)
        {
            let written = &index.candidates[at].written;
            let value = self.worked.entry(at).or_insert_with(|| evaluated(scope, written));
            self.meant = value
                .as_ref()
                .map(|value| format!("{} is {}", index.title(at, scope), value.printed()));
        }
        self.sentence = Some(sentence);
        self.phrase = Some(phrase);
        offers.into_iter().map(|(_, offer)| offer).take(OFFERS).collect()
    }
}

/// The value of an expression in a paper; none where anything is wrong with it.
fn evaluated(scope: &Scope<'_>, written: &str) -> Option<Value> {
    let mut reported = Diagnostics::default();
    let expression = parse_expression(written, Span::default(), &mut reported);
    if matches!(expression.kind, ExpressionKind::Error) {
        return None;
    }
    let value = scope.evaluate(&expression, &mut reported)?;
    reported.is_empty().then_some(value)
}

/// The values that are tied in a phrase, each once, in the order of the words.
fn operands(scope: &Scope<'_>, phrase: &Phrase, sources: &SourceMap) -> Vec<Operand> {
    let mut operands: Vec<Operand> = Vec::new();
    for (at, written) in phrase.tied(sources).take(OPERANDS) {
        let twice = operands.iter().any(|known| known.written == written);
        if let Some(value) = evaluated(scope, &written).filter(|_| !twice) {
            operands.push(Operand { at, written, value });
        }
    }
    operands
}
