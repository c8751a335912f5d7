//! What the sentence around a figure names: the words of indicators, periods, areas, and which way something went.

use std::ops::Range;

use super::index::Index;
use crate::model::Period;
use crate::paper::scope::Scope;
use crate::paper::untied::bare;
use crate::source::{SourceMap, Span};
use crate::syntax::ast::Inline as Written;
use crate::syntax::month_number;

/// How much a word says that stands in the sentence, in the paragraph, and in the titles around it.
const IN_SENTENCE: i64 = 10;
const IN_PARAGRAPH: i64 = 5;
const AROUND: i64 = 4;

/// What stands for a value that is printed in a sentence.
const PRINTED: &str = "§";

/// Words that say nothing of what is measured. Sorted.
#[rustfmt::skip]
const EMPTY: [&str; 70] = [
    "a", "all", "an", "and", "any", "are", "as", "at", "be", "been", "by", "each", "end", "every", "figure", "first",
    "for", "from", "had", "has", "have", "in", "is", "it", "its", "last", "least", "less", "more", "most", "no",
    "not", "number", "of", "on", "or", "other", "others", "our", "over", "per", "period", "quarter", "rate",
    "report", "share", "than", "that", "the", "their", "them", "then", "these", "they", "this", "those", "to",
    "total", "under", "was", "we", "were", "which", "who", "whom", "whose", "with", "without", "year", "years",
];

/// A paragraph, an item or a cell as a reader sees it.
#[derive(Debug)]
pub(in crate::paper) struct Phrase {
    text: String,
    /// Where each piece of the author's words begins in it.
    starts: Vec<(Span, usize)>,
    /// Where the values and the tied words stand, and what is in their braces.
    tied: Vec<(usize, Span)>,
    /// The whole of it, as written.
    pub(super) raw: Span,
}

impl Phrase {
    /// The phrase of some inlines; the one that was read last, where it is the same.
    pub(in crate::paper) fn of(inlines: &[Written], last: Option<Self>) -> Self {
        let raw = match (inlines.first(), inlines.last()) {
            (Some(first), Some(last)) => Span { end: place(last).end, ..place(first) },
            _ => Span::default(),
        };
        if let Some(last) = last.filter(|last| last.raw == raw) {
            return last;
        }
        let mut phrase = Self { text: String::new(), starts: Vec::new(), tied: Vec::new(), raw };
        phrase.flatten(inlines);
        phrase
    }

    fn flatten(&mut self, inlines: &[Written]) {
        for inline in inlines {
            match inline {
                Written::Text(text, span) => {
                    self.starts.push((*span, self.text.len()));
                    self.text.push_str(text);
                }
                Written::Link(words, ..) => self.text.push_str(words),
                Written::Strong(inner, _) | Written::Emphasis(inner, _) => self.flatten(inner),
                Written::Bound(words, span, _, whole) => {
                    self.starts.push((*span, self.text.len()));
                    self.tied.push((self.text.len(), *whole));
                    self.text.push_str(words);
                }
                Written::Value(_, whole) => {
                    self.tied.push((self.text.len(), *whole));
                    self.text.push_str(PRINTED);
                }
                Written::See(..) | Written::Tag(..) | Written::Report(..) => {
                    self.text.push_str(PRINTED);
                }
                // Its words are a line of their own.
                Written::Note(..) | Written::NoteNamed(..) => {}
            }
        }
    }

    /// Its words.
    pub(in crate::paper) fn text(&self) -> &str {
        &self.text
    }

    /// Where some of its words stand in the file, of which the last byte is a character by itself.
    pub(in crate::paper) fn place(
        &self,
        range: &Range<usize>,
        sources: &SourceMap,
    ) -> Option<Span> {
        let (span, start) = self.starts.iter().rev().find(|(_, start)| *start <= range.start)?;
        let next = self.starts.iter().map(|(_, at)| *at).find(|at| at > start);
        let piece = self.text.get(*start..next.unwrap_or(self.text.len()))?;
        let places = bare::places(sources.text(*span), piece);
        Some(bare::find(&places, &(range.start - start..range.end - start), *span))
    }

    /// Where a piece of the author's words begins.
    pub(super) fn start_of(&self, span: Span) -> usize {
        self.starts.iter().find(|(known, _)| *known == span).map_or(0, |(_, at)| *at)
    }

    /// What stands in its braces, and where.
    pub(super) fn tied<'s>(
        &'s self,
        sources: &'s SourceMap,
    ) -> impl Iterator<Item = (usize, String)> + 's {
        self.tied.iter().filter_map(|(at, whole)| {
            let raw = sources.text(*whole);
            let braces = raw.get(raw.rfind('{')? + 1..)?.strip_suffix('}')?;
            let folded = braces.split_whitespace().collect::<Vec<_>>().join(" ");
            match folded.strip_prefix("from ") {
                Some(source) => source.rsplit_once(" as ").map(|(_, name)| (*at, name.to_owned())),
                None => Some((*at, folded)),
            }
        })
    }

    /// The sentence that stands at a place.
    pub(in crate::paper) fn sentence(&self, at: usize) -> Range<usize> {
        let before = self.text.get(..at).unwrap_or("");
        let after = self.text.get(at..).unwrap_or("");
        let start = ends_of_sentences(before).last().unwrap_or(0);
        let end = ends_of_sentences(after).next().map_or(self.text.len(), |end| at + end);
        start..end
    }
}

/// Where a sentence ends: behind a mark, a space and before a capital letter or a bracket.
fn ends_of_sentences(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(['.', '?', '!']).filter_map(|(at, mark)| {
        let end = at + mark.len();
        let rest = text.get(end..)?;
        let spaced = rest.trim_start_matches(['"', '”', '’', ')']);
        let next = spaced.strip_prefix(' ')?.chars().next()?;
        (next.is_uppercase() || next == '§' || next == '"').then_some(end)
    })
}

/// The place of a piece.
fn place(inline: &Written) -> Span {
    match inline {
        Written::Text(_, span)
        | Written::Strong(_, span)
        | Written::Emphasis(_, span)
        | Written::Link(_, _, span)
        | Written::See(_, span)
        | Written::Tag(_, span)
        | Written::Report(.., span)
        | Written::Note(_, span)
        | Written::NoteNamed(_, span)
        | Written::Value(_, span)
        | Written::Bound(.., span) => *span,
    }
}

/// What a sentence says.
#[derive(Debug)]
pub(super) struct Sentence {
    raw: Span,
    /// Where it stands in its phrase.
    pub(super) range: Range<usize>,
    /// Its words.
    pub(super) text: String,
    /// Its words in small letters.
    pub(super) lower: String,
    /// How near each word that a subject is known by stands: none, around, in the paragraph, in the sentence.
    pub(super) near: Vec<i64>,
    /// The periods that it names, and where.
    pub(super) periods: Vec<(usize, Period)>,
    /// Those that stand around it.
    pub(super) periods_around: Vec<Period>,
    /// The areas that it names, by their place in the model, and where.
    pub(super) areas: Vec<(usize, usize)>,
    /// Whether the paragraph speaks of rates.
    pub(super) rates: bool,
    /// Indicators that stand in braces in the same phrase.
    pub(super) tied: Vec<usize>,
}

impl Sentence {
    /// Whether it is the sentence at a place of a phrase.
    pub(super) fn is(&self, phrase: &Phrase, at: usize) -> bool {
        self.raw == phrase.raw && self.range == phrase.sentence(at)
    }

    /// Reads the sentence at a place. `raw` is the phrase as written, `heads` are the titles of the row and the column that
    /// it stands in, `around` is what stands around it.
    pub(super) fn read(
        phrase: &Phrase,
        at: usize,
        raw: &str,
        (heads, around): (&[&str], &[&str]),
        index: &Index,
        scope: &Scope<'_>,
    ) -> Self {
        let range = phrase.sentence(at);
        let text = phrase.text.get(range.clone()).unwrap_or("").to_owned();
        let mut near = vec![0; index.weights.len()];
        let mut periods_around: Vec<Period> = Vec::new();
        for words in around.iter().copied().chain([phrase.text.as_str()]) {
            periods_around.extend(periods(words, scope).into_iter().map(|(_, period)| period));
        }
        let mut mark = |words: &str, weight: i64| {
            for (_, stem) in stems(words) {
                if let Some(slot) = index.stem(&stem).and_then(|stem| near.get_mut(stem)) {
                    *slot = (*slot).max(weight);
                }
            }
        };
        for words in around {
            mark(words, AROUND);
        }
        mark(&phrase.text, IN_PARAGRAPH);
        mark(&text, IN_SENTENCE);
        let mut named = (periods(&text, scope), areas(&text, index, scope));
        for words in heads {
            mark(words, IN_SENTENCE);
            // What a cell stands under is as near as can be.
            named
                .0
                .extend(periods(words, scope).into_iter().map(|(_, period)| (text.len(), period)));
            named
                .1
                .extend(areas(words, index, scope).into_iter().map(|(_, area)| (text.len(), area)));
        }
        let mut tied = Vec::new();
        for braces in raw.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
            for word in braces.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
                tied.extend(scope.model.indicators.get_index_of(word));
            }
        }
        tied.sort_unstable();
        tied.dedup();
        Self {
            raw: phrase.raw,
            rates: phrase.text.contains("rate") || phrase.text.contains("per 1"),
            periods: named.0,
            areas: named.1,
            range,
            lower: text.to_lowercase(),
            text,
            near,
            periods_around,
            tied,
        }
    }
}

/// The words that say something, cut to their stems, and where they stand. "In care" and "looked after" are one.
pub(super) fn stems(words: &str) -> Vec<(usize, String)> {
    let mut stems: Vec<(usize, String)> = Vec::new();
    let mut before = String::new();
    for (at, word) in words_of(words) {
        let lower = word.to_lowercase();
        let one = matches!((before.as_str(), lower.as_str()), ("in", "care") | ("looked", "after"));
        if one {
            if before == "looked" {
                stems.pop();
            }
            stems.push((at, "in care".to_owned()));
        } else if EMPTY.binary_search(&lower.as_str()).is_err() {
            stems.push((at, stem(&lower)));
        }
        before = lower;
    }
    stems
}

/// Words and numbers, and where they stand.
fn words_of(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    words.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter_map(move |word| {
        let start = at;
        at += word.len();
        at += words.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let word = word.split(['\'', '’']).next().unwrap_or(word);
        (!word.is_empty()).then_some((start, word))
    })
}

/// The stem of a word in small letters.
fn stem(word: &str) -> String {
    const SAME: [(&str, &str); 11] = [
        ("child", "child"),
        ("children", "child"),
        ("began", "start"),
        ("begun", "start"),
        ("entered", "start"),
        ("left", "ceas"),
        ("leave", "ceas"),
        ("leaving", "ceas"),
        ("exits", "ceas"),
        ("moves", "plac"),
        ("people", "person"),
    ];
    if let Some((_, same)) = SAME.iter().find(|(known, _)| *known == word) {
        return (*same).to_owned();
    }
    let mut stem = word;
    for (ending, least) in [
        ("ments", 4),
        ("ment", 4),
        ("ings", 4),
        ("ing", 4),
        ("ed", 4),
        ("ies", 3),
        ("es", 4),
        ("s", 3),
    ] {
        if let Some(short) =
            stem.strip_suffix(ending).filter(|short| short.chars().count() >= least)
            && !stem.ends_with("ss")
        {
            stem = short;
            break;
        }
    }
    stem.trim_end_matches(['e', 'y']).to_owned()
}

/// The areas that some words name, and where: by their title, or by a word that only one of them has.
fn areas(words: &str, index: &Index, scope: &Scope<'_>) -> Vec<(usize, usize)> {
    let said = stems(words);
    let areas = &index.areas;
    let mut found = Vec::new();
    for (at, (area, title)) in scope.model.areas.values().zip(areas).enumerate() {
        let short = words.find(area.short.as_str()).filter(|_| area.short.len() > 1);
        found.extend(short.map(|place| (place, at)));
        for (place, (position, stem)) in said.iter().enumerate() {
            let Some(in_title) = title.iter().position(|known| known == stem) else { continue };
            let elsewhere = areas.iter().filter(|other| other.contains(stem)).count();
            let follows = title.get(in_title + 1).is_some_and(|next| {
                said.get(place + 1).is_some_and(|(_, following)| following == next)
            });
            let whole = title.len() == 1 || follows;
            if whole || (elsewhere == 1 && stem.len() >= 6 && stem.chars().all(char::is_alphabetic))
            {
                found.push((*position, at));
            }
        }
    }
    // "Nationally" is of the country.
    if let Some(place) = words.to_lowercase().find("national") {
        let country = ["England", "Wales", "Scotland", "Northern Ireland", "United Kingdom"];
        let at = scope.model.areas.values().position(|area| country.contains(&area.title.as_str()));
        found.extend(at.map(|at| (place, at)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The periods that some words name, and where.
pub(super) fn periods(words: &str, scope: &Scope<'_>) -> Vec<(usize, Period)> {
    let tokens: Vec<(usize, &str)> = words
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word.trim_matches(|c: char| !c.is_alphanumeric())))
        })
        .filter(|(_, word)| !word.is_empty())
        .collect();
    let token = |at: usize| tokens.get(at).map_or("", |(_, word)| *word);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (position, word) = tokens[at];
        at += 1;
        if let Some(quarter) = quarter(word) {
            let (year, used) = match (token(at), token(at + 1)) {
                ("of" | "in", year) if financial_year(year).is_some() => (financial_year(year), 2),
                (year, _) if financial_year(year).is_some() => (financial_year(year), 1),
                _ => (None, 0),
            };
            at += used;
            let start = year.or_else(|| {
                let (first, last) = scope.reporting?;
                (first.year_start()..=last.year_start()).next_back()
            });
            found.extend(start.map(|start| (position, Period::Quarter { start, quarter })));
        } else if let Some(start) = financial_year(word) {
            match quarter(token(at)) {
                Some(quarter) => {
                    at += 1;
                    found.push((position, Period::Quarter { start, quarter }));
                }
                None => found.push((position, Period::Year { start })),
            }
        } else if let Some(month) = month_number(word) {
            let year = token(at).parse().ok().filter(|year| (1950..2100).contains(year));
            let reported = || scope.reporting.and_then(|(first, last)| within(first, last, month));
            if let Some(year) = year.or_else(reported) {
                found.push((position, Period::Month { year, month }));
            }
        } else if matches!(word, "last" | "previous")
            && (token(at) == "report" || (token(at) == "annual" && token(at + 1) == "report"))
        {
            found.extend(scope.previous.map(|(_, last)| (position, last)));
        } else if word == "year"
            && (matches!(token(at), "earlier" | "before") || token(at.saturating_sub(2)) == "last")
        {
            found.extend(scope.now().map(|now| (position, now.previous_year())));
        }
    }
    found
}

/// The year of a month without one: that of the report.
fn within(first: Period, last: Period, month: u8) -> Option<i32> {
    (first.first_day().year()..=last.last_day().year()).find(|year| {
        let period = Period::Month { year: *year, month };
        first.first_day() <= period.first_day() && period.last_day() <= last.last_day()
    })
}

fn quarter(word: &str) -> Option<u8> {
    let digit = word.strip_prefix('Q')?;
    digit.parse().ok().filter(|quarter| (1..=4).contains(quarter))
}

/// The year in which "2022-23" or "2022/23" starts.
fn financial_year(word: &str) -> Option<i32> {
    let (first, second) = word.split_once(['-', '/', '–'])?;
    let first: i32 = first.parse().ok().filter(|first| (1950..2100).contains(first))?;
    let second: i32 = second.parse().ok()?;
    ((first + 1) % 100 == second % 100).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words: Vec<String> = stems(text).into_iter().map(|(_, stem)| stem).collect();
        words.sort();
        words
    }

    #[test]
    fn the_empty_words_are_sorted() {
        assert!(EMPTY.is_sorted());
    }

    #[test]
    fn words_of_one_meaning_have_one_stem() {
        assert_eq!(words("children in care"), words("the looked after child"));
        assert_eq!(words("starts, started"), words("began; entered"));
        assert_eq!(words("placements"), words("placement"));
        assert_ne!(words("missing children"), words("children in care"));
    }
}
