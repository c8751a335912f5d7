//! Lists whose introduction says how many items they have: "These eight priorities guide us:" (`semantics.md` S21).
//!
//! Only where it is sure that the figure counts the list: it stands before a word for what is listed, in the sentence that
//! introduces the list, and nothing loosens it. A sentence that lists examples says nothing of how many there are.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::untied::search::Phrase;
use crate::paper::words::{Approximator, FigureInWords, WordsUnit, figures_in};
use crate::source::{SourceMap, Span};
use crate::syntax::ast::{Binding, Inline as Written, ListItem, Passage};

/// What lists are of. People, homes and visits are counted in prose that no list bears out item by item.
const LISTED: &str = "\
    actions aims ambitions areas aspects benefits categories centres challenges changes cohorts commitments components \
    conditions criteria decisions documents domains duties elements events factors features findings functions goals groups \
    headings improvements indicators initiatives issues items kinds measures messages objectives options outcomes parts phases \
    pillars pledges points principles priorities programmes projects promises proposals questions reasons \
    recommendations reports requirements responsibilities risks sections services stages standards steps strands \
    strengths subjects targets tasks teams themes things topics types values ways workstreams";

/// What is made of its parts: "two parts (background and priorities)" lists them, "three services (health and care)" may
/// say what they are about.
const STRUCTURE: [&str; 8] =
    ["aspects", "cohorts", "groups", "parts", "phases", "sections", "stages", "strands"];

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

/// How many words may stand between what is counted and the colon before the list.
const BEFORE_COLON: usize = 9;

/// How many words an item has at most that stands between commas behind a colon.
const ITEM: usize = 6;

/// A number that was held against a list: where it stands, and what the list has.
pub(in crate::paper) type Borne = (Span, String);

/// Holds the sentence that introduces a list against the number of its items. Lists that follow each other are read as one:
/// an empty line parts them, and no words do. The number is returned.
pub(in crate::paper) fn list(
    lead: &[Written],
    following: &[Passage],
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Borne> {
    let items: Vec<&ListItem> = following
        .iter()
        .map_while(|passage| match passage {
            Passage::List(_, items) => Some(items),
            _ => None,
        })
        .flatten()
        .collect();
    if items.is_empty() {
        return None;
    }
    let phrase = Phrase::of(lead, None);
    let text = phrase.text().trim_end();
    let last = phrase.sentence(text.len().saturating_sub(1));
    let words = text.get(last.start..).unwrap_or("");
    let lower = words.to_lowercase();
    let introduces = text.ends_with(':')
        || ["following", "as follows", "these are", "listed below"]
            .iter()
            .any(|said| lower.contains(said));
    if !introduces {
        return None;
    }
    let mut start = last.start;
    let mut counted = counts(words);
    if counted.is_empty() && start > 0 {
        // "There are eight priorities. The priorities are set out below:"
        let before = phrase.sentence(start - 1);
        let words = text.get(before.clone()).unwrap_or("");
        counted = counts(words);
        start = before.start;
        counted.retain(|(_, noun)| {
            let noun = words.get(noun.clone()).unwrap_or("").to_lowercase();
            lower.split(|c: char| !c.is_alphabetic()).any(|word| word == noun)
        });
    }
    let [(figure, noun)] = counted.as_slice() else { return None };
    let place = figure.stated.start + start..figure.stated.end + start;
    let here = uncounted(lead, &phrase, &place, sources)?;
    let truth = format!("the list has {} items", items.len());
    if is_count(figure, items.len()) {
        return Some((here, truth));
    }
    let said = text.get(place).unwrap_or("");
    let noun = text.get(noun.start + start..noun.end + start).unwrap_or("items");
    let last = items.last().map(|item| item.phrase.span);
    report(here, &format!("{said} {noun}"), (items.len(), last), diagnostics);
    Some((here, truth))
}

/// Holds the lists within the sentences of a phrase, "8 domains (a, b and c)", against what they say. The numbers are
/// returned.
pub(in crate::paper) fn inline(
    inlines: &[Written],
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) -> Vec<Borne> {
    let mut borne = Vec::new();
    let holds = inlines.iter().any(|inline| {
        matches!(inline, Written::Text(text, _) if text.contains(['(', ';']) || text.contains(": "))
    });
    if !holds {
        return borne;
    }
    let phrase = Phrase::of(inlines, None);
    let text = phrase.text();
    for (figure, noun) in counts(text) {
        let rest = text.get(noun.end..).unwrap_or("");
        let named = text.get(noun.clone()).unwrap_or("items");
        let structure = STRUCTURE.contains(&named.to_lowercase().as_str());
        let listed = bracketed(rest, structure).or_else(|| behind_colon(rest, structure));
        let Some((least, most)) = listed else { continue };
        let Some(here) = uncounted(inlines, &phrase, &figure.stated, sources) else { continue };
        let count = (least..=most).find(|count| is_count(&figure, *count));
        borne.push((here, format!("the list has {} items", count.unwrap_or(most))));
        if count.is_some() {
            continue;
        }
        let said = text.get(figure.stated.clone()).unwrap_or("");
        report(here, &format!("{said} {named}"), (most, None), diagnostics);
    }
    borne
}

fn is_count(figure: &FigureInWords, count: usize) -> bool {
    figure.value == Decimal::from(count)
}

/// How many items stand in the bracket that opens right behind: at least and at most, since "safety and security" may be
/// one or two.
fn bracketed(rest: &str, structure: bool) -> Option<(usize, usize)> {
    let inside = rest.strip_prefix(" (")?.split(')').next()?;
    listed(inside, structure)
}

/// How many items stand behind the colon that follows in the same sentence.
fn behind_colon(rest: &str, structure: bool) -> Option<(usize, usize)> {
    let (before, inside) = rest.split_once(": ")?;
    let near = before.split_whitespace().count() <= BEFORE_COLON
        && !before.contains(['.', ';', '(', '?', '!']);
    if !near {
        return None;
    }
    let end = inside.find(". ").unwrap_or(inside.len());
    let inside = inside.get(..end)?.trim_end_matches('.');
    if inside.contains('(') {
        return None;
    }
    // "One for children and one for young people."
    if let Some(ones) = ones(inside) {
        return Some((ones, ones));
    }
    if inside.contains("; ") {
        return listed(inside, structure);
    }
    // Commas part clauses too: items are short, and "and" stands before the last.
    let clause = [
        "who", "which", "that", "but", "so", "where", "when", "while", "we", "they", "it", "is",
        "are", "was", "were", "has", "had", "have",
    ];
    let short = |part: &str| {
        let mut words = part.trim().trim_start_matches("and ").split_whitespace();
        words.clone().count() <= ITEM && !words.any(|word| clause.contains(&word))
    };
    let is_list = inside.split(", ").flat_map(|part| part.split(" and ")).all(short)
        && inside.split(", ").last().is_some_and(|last| format!(" {last}").contains(" and "));
    // Of what is no part of a whole, a list behind further words may be of something else.
    (is_list && (before.is_empty() || structure)).then(|| listed(inside, structure))?
}

/// How many things are told one by one: "one for children, one for carers and one for us".
fn ones(inside: &str) -> Option<usize> {
    let mut count = 0;
    for part in inside.split(", ").flat_map(|part| part.split(" and ")) {
        let part = part.trim_start_matches("and ").to_lowercase();
        let mut words = part.split_whitespace();
        let one = words.next() == Some("one")
            && words.next().is_some_and(|word| {
                matches!(word, "for" | "in" | "at" | "on" | "of" | "with" | "to" | "from" | "by")
            });
        if !one {
            return None;
        }
        count += 1;
    }
    (count >= 2).then_some(count)
}

fn listed(inside: &str, structure: bool) -> Option<(usize, usize)> {
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
    if let [one] = parts.as_slice() {
        // "Background and commissioning priorities".
        return (structure && one.matches(" and ").count() == 1).then_some((2, 2));
    }
    if inside.contains(|c: char| c.is_ascii_digit()) {
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
        assert_eq!(bracketed(" (health, education and safety)", false), Some((2, 3)));
        assert_eq!(bracketed(" (health, safety and security, and education)", false), Some((3, 3)));
        assert_eq!(bracketed(" (health; safety and security; education) and", false), Some((3, 3)));
        assert_eq!(bracketed(" (2022, 2023)", false), None);
        assert_eq!(bracketed(" (see below)", true), None);
        assert_eq!(bracketed(" (health, education etc.)", false), None);
        assert_eq!(bracketed(" (health and care)", false), None);
        assert_eq!(bracketed(" (background and priorities)", true), Some((2, 2)));
        assert_eq!(behind_colon(": a; b; and c. Then d", false), Some((3, 3)));
        let colon = |words| behind_colon(words, false);
        assert_eq!(colon(": one was new, one was old and one was lost."), None);
        assert_eq!(colon(": one for children and one for young people."), Some((2, 2)));
        assert_eq!(colon(": health, education and safety."), Some((2, 3)));
        assert_eq!(colon(": health, which matters, and safety."), None);
        assert_eq!(colon(" were seen: health, education and safety."), None);
        let graded =
            " of the inspection were graded as \"good\": a plan, learning, and play and rest.";
        assert_eq!(behind_colon(graded, true), Some((3, 3)));
        assert_eq!(behind_colon(": 13 to 17 year olds and under 5 year olds.", true), Some((2, 2)));
        assert_eq!(colon(": they were seen, heard and helped."), None);
        assert_eq!(colon(". We met: a, b and c"), None);
    }
}
