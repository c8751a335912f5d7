//! Lists whose introduction says how many items they have: "These eight priorities guide us:" (`semantics.md` S21).
//!
//! Only where it is sure that the figure counts the list: it stands before a word for what is listed, in the sentence that
//! introduces the list, and nothing loosens it. A sentence that lists examples says nothing of how many there are.

use std::ops::Range;

use rust_decimal::Decimal;

use super::search::Phrase;
use super::words::{Approximator, FigureInWords, WordsUnit, figures_in};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{SourceMap, Span};
use crate::syntax::ast::{Binding, Inline as Written, ListItem};

/// What lists are of. People, homes and visits are counted in prose that no list bears out item by item.
const LISTED: &str = "\
    actions aims ambitions areas aspects benefits categories challenges changes commitments components conditions \
    criteria decisions documents domains duties elements factors features findings functions goals groups headings \
    improvements indicators initiatives issues items kinds measures messages objectives options outcomes parts phases \
    pillars pledges points principles priorities programmes projects promises proposals questions reasons \
    recommendations reports requirements responsibilities risks sections services stages standards steps strands \
    strengths subjects targets tasks teams themes things topics types values ways workstreams";

/// Words that say that not all are listed, or not only those.
const EXAMPLES: [&str; 14] = [
    "including",
    "includes",
    "include",
    "such as",
    "for example",
    "among",
    "some of",
    "of which",
    "one of",
    "two of",
    "three of",
    "of these",
    "of the",
    "e.g.",
];

/// How many words may stand between a number and what it counts.
const BETWEEN: usize = 4;

/// Holds the sentence that introduces a list against the number of its items.
pub(super) fn list(
    lead: &[Written],
    items: &[ListItem],
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) {
    let phrase = Phrase::of(lead, None);
    let text = phrase.text().trim_end();
    let sentence = phrase.sentence(text.len().saturating_sub(1));
    let words = text.get(sentence.start..).unwrap_or("");
    let introduces = text.ends_with(':')
        || ["following", "as follows", "these are", "listed below"]
            .iter()
            .any(|said| words.to_lowercase().contains(said));
    if !introduces {
        return;
    }
    let counts = counts(words);
    let [(figure, noun)] = counts.as_slice() else { return };
    if is_count(figure, items.len()) {
        return;
    }
    let place = figure.stated.start + sentence.start..figure.stated.end + sentence.start;
    let last = items.last().map(|item| item.phrase.span);
    let Some(here) = uncounted(lead, &phrase, &place, sources) else { return };
    let said = words.get(figure.stated.clone()).unwrap_or("");
    let noun = words.get(noun.clone()).unwrap_or("items");
    report(here, &format!("{said} {noun}"), (items.len(), last), diagnostics);
}

/// Holds the lists within the sentences of a phrase, "8 domains (a, b and c)", against what they say.
pub(super) fn inline(inlines: &[Written], sources: &SourceMap, diagnostics: &mut Diagnostics) {
    let holds = inlines.iter().any(|inline| {
        matches!(inline, Written::Text(text, _) if text.contains(['(', ';']) || text.contains(": "))
    });
    if !holds {
        return;
    }
    let phrase = Phrase::of(inlines, None);
    let text = phrase.text();
    for (figure, noun) in counts(text) {
        let rest = text.get(noun.end..).unwrap_or("");
        let Some((least, most)) = bracketed(rest).or_else(|| behind_colon(rest)) else { continue };
        if (least..=most).any(|count| is_count(&figure, count)) {
            continue;
        }
        let said = text.get(figure.stated.clone()).unwrap_or("");
        let noun = text.get(noun).unwrap_or("items");
        if let Some(here) = uncounted(inlines, &phrase, &figure.stated, sources) {
            report(here, &format!("{said} {noun}"), (most, None), diagnostics);
        }
    }
}

fn is_count(figure: &FigureInWords, count: usize) -> bool {
    figure.value == Decimal::from(count)
}

/// How many items stand in the bracket that opens right behind: at least and at most, since "safety and security" may be
/// one or two.
fn bracketed(rest: &str) -> Option<(usize, usize)> {
    let inside = rest.strip_prefix(" (")?.split(')').next()?;
    listed(inside, true)
}

/// How many items stand behind the colon that follows: parted by semicolons, since commas part clauses too.
fn behind_colon(rest: &str) -> Option<(usize, usize)> {
    let inside = rest.strip_prefix(": ")?;
    let end = inside.find(". ").unwrap_or(inside.len());
    listed(inside.get(..end)?, false)
}

fn listed(inside: &str, commas: bool) -> Option<(usize, usize)> {
    let examples = ["etc", "…", "...", "e.g.", "for example", "such as", "including", "among"];
    let lower = inside.to_lowercase();
    if examples.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let semicolons = inside.matches(';').count();
    if semicolons >= 2 {
        return Some((semicolons + 1, semicolons + 1));
    }
    let parts: Vec<&str> = inside.split(", ").collect();
    if !commas || parts.len() < 2 || inside.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let last = parts.last()?;
    // A comma before the last "and" parts it by itself.
    let open = last.trim_start().starts_with("and ");
    let more = last.matches(" and ").count();
    Some((parts.len(), parts.len() + if open { 0 } else { more }))
}

/// The figures of some words that count what lists are of, and where the word for it stands.
fn counts(words: &str) -> Vec<(FigureInWords, Range<usize>)> {
    let lower = words.to_lowercase();
    if !LISTED.split(' ').any(|noun| lower.contains(noun)) {
        return Vec::new();
    }
    let excused = |figure: &FigureInWords| {
        let behind = lower.get(figure.stated.end..).unwrap_or("");
        let before = lower.get(..figure.stated.start).unwrap_or("");
        let sentence = before.rfind(". ").map_or(0, |at| at + 2);
        let end = behind.find(['.', ';', '(', ':']).unwrap_or(behind.len());
        let around = [before.get(sentence..).unwrap_or(""), behind.get(..end).unwrap_or("")];
        EXAMPLES.iter().any(|word| around.iter().any(|words| words.contains(word)))
            || before.ends_with("other ")
            || before.ends_with("another ")
            || before.ends_with("first ")
            || before.ends_with("last ")
    };
    figures_in(words)
        .into_iter()
        .filter(|figure| {
            figure.unit == WordsUnit::Plain
                && figure.approximator == Approximator::Exactly
                && figure.decimals == 0
                && figure.per.is_none()
                && figure.value >= Decimal::TWO
                && figure.value <= Decimal::from(40)
        })
        .filter(|figure| !excused(figure))
        .filter_map(|figure| {
            let noun = noun(words, figure.stated.end)?;
            Some((figure, noun))
        })
        .collect()
}

/// The word for what is listed, behind a number.
fn noun(words: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    for (place, word) in words.get(from..)?.split(' ').enumerate().take(BETWEEN + 1) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if place > 0 {
            let lower = bare.to_lowercase();
            if word.ends_with(['\'', '’']) {
                return None;
            }
            if LISTED.split(' ').any(|noun| noun == lower) {
                return Some(at..at + bare.len());
            }
            // Only words that describe it may stand between: lower-case, and in no plural of their own.
            let plural = lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("'s");
            let small = ["of", "in", "and", "or", "for", "to", "from", "by", "with", "at", "on"];
            if bare.len() != word.len() || plural || small.contains(&lower.as_str()) {
                return None;
            }
        }
        at += word.len() + 1;
    }
    None
}

/// Where a figure stands that no binding counts already: `[eight]{count of items in priorities}` is held against the list
/// by itself.
fn uncounted(
    inlines: &[Written],
    phrase: &Phrase,
    place: &Range<usize>,
    sources: &SourceMap,
) -> Option<Span> {
    let here = phrase.place(place, sources)?;
    let counted = inlines.iter().any(|inline| {
        matches!(inline, Written::Bound(_, span, Binding::Expression(_), _)
            if span.start <= here.start && here.end <= span.end)
    });
    (!counted).then_some(here)
}

fn report(
    here: Span,
    said: &str,
    (count, last): (usize, Option<Span>),
    diagnostics: &mut Diagnostics,
) {
    let are = if count == 1 { "item is" } else { "items are" };
    let diagnostic = Diagnostic::error(
        "list-count-differs",
        here,
        format!("the words say {said}, but {count} {are} listed"),
    )
    .here("this many are said");
    let diagnostic = match last {
        Some(span) => diagnostic.label(span, format!("the last of {count}")),
        None => diagnostic,
    };
    diagnostics.add(diagnostic.help("count again: put the number right, or the list").help(
        "where only some are listed, say so: \"including\", \"among them\", \"for example\"",
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str) -> Vec<String> {
        counts(words)
            .into_iter()
            .map(|(figure, noun)| format!("{} {}", figure.value, words.get(noun).unwrap()))
            .collect()
    }

    #[test]
    fn what_counts_a_list_is_known() {
        for (words, expected) in [
            ("These eight priorities guide us:", "8 priorities"),
            ("The strategy has 8 strategic priorities:", "8 priorities"),
            ("We have agreed three new working groups:", "3 groups"),
        ] {
            assert_eq!(said(words), [expected], "{words}");
        }
    }

    #[test]
    fn what_counts_no_list_is_left_alone() {
        for words in [
            "Five of the eight priorities are new:",
            "Eight priorities, including:",
            "We met 12 children, who told us:",
            "About eight themes came up:",
            "In the last 12 months the services worked on:",
            "Two young people told the three teams' leads:",
            "The other two projects are:",
            "One of eight areas:",
            "Over 4 years of services:",
            "In 2022-23 our priorities were:",
            "8% of services:",
        ] {
            assert_eq!(said(words), Vec::<String>::new(), "{words}");
        }
    }

    #[test]
    fn the_items_of_a_bracket_are_counted() {
        assert_eq!(bracketed(" (health, education and safety)"), Some((2, 3)));
        assert_eq!(bracketed(" (health, safety and security, and education)"), Some((3, 3)));
        assert_eq!(bracketed(" (health; safety and security; education) and"), Some((3, 3)));
        assert_eq!(bracketed(" (2022, 2023)"), None);
        assert_eq!(bracketed(" (see below)"), None);
        assert_eq!(bracketed(" (health, education etc.)"), None);
        assert_eq!(behind_colon(": a; b; and c. Then d"), Some((3, 3)));
        assert_eq!(behind_colon(": one was new, one was old and one was lost."), None);
    }
}
