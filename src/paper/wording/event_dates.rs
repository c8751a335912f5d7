//! A declared event that prose names by its own title, with another date beside it: one event has one date.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::untied::bare;
use crate::paper::wording::records::{Event, Records, stretch};
use crate::paper::words::dates_in;
use crate::source::{SourceMap, Span};
use crate::syntax::ast::Inline as Written;

/// Only these stand between a title and its own date: "was held on", "takes place in".
const JOINING: [&str; 32] = [
    "a",
    "again",
    "also",
    "at",
    "be",
    "began",
    "begins",
    "being",
    "carried",
    "ended",
    "happened",
    "has",
    "held",
    "in",
    "is",
    "itself",
    "of",
    "on",
    "out",
    "place",
    "published",
    "started",
    "starts",
    "take",
    "taken",
    "takes",
    "the",
    "then",
    "took",
    "was",
    "were",
    "will",
];

/// Before a title these say that another one of its kind is meant.
const OTHERS: [&str; 16] = [
    "another", "earlier", "each", "every", "first", "former", "further", "future", "last",
    "latest", "next", "other", "previous", "prior", "second", "third",
];

/// Holds the dates behind the titles of events against the events.
pub(in crate::paper) fn check(
    inlines: &[Written],
    records: &Records,
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) {
    if records.events.is_empty() {
        return;
    }
    for inline in inlines {
        let Written::Text(text, span) = inline else { continue };
        let lower = text.to_ascii_lowercase();
        for (name, event) in &records.events {
            // A single word is the name of many things.
            if event.title.split_whitespace().count() < 2 {
                continue;
            }
            let title = event.title.to_ascii_lowercase();
            for (at, found) in lower.match_indices(&title) {
                if let Some(differs) =
                    differs(text, (at, at + found.len()), (name, event), *span, sources)
                {
                    diagnostics.add(differs);
                }
            }
        }
    }
}

fn differs(
    text: &str,
    (start, end): (usize, usize),
    (name, event): (&str, &Event),
    span: Span,
    sources: &SourceMap,
) -> Option<Diagnostic> {
    let (before, behind) = (text.get(..start)?, text.get(end..)?);
    let part_of_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    if part_of_word(before.chars().next_back()) || part_of_word(behind.chars().next()) {
        return None;
    }
    let word_before = before.split_whitespace().next_back().unwrap_or("").to_lowercase();
    if OTHERS.contains(&word_before.as_str()) || before.ends_with(['"', '“', '‘']) {
        return None;
    }
    let clause = behind.find([',', ';', ':', '?', '!', '(', ')', '"', '“', '”', '–']);
    let clause = behind.get(..clause.unwrap_or(behind.len()))?;
    let clause = clause.split(". ").next()?;
    let date = dates_in(clause).into_iter().next()?;
    let between: Vec<String> =
        clause.get(..date.place.start)?.split_whitespace().map(str::to_lowercase).collect();
    let joins = |word: &String| {
        JOINING.contains(&word.as_str())
            || (event.lasted && matches!(word.as_str(), "from" | "between"))
    };
    if !between.iter().all(joins) {
        return None;
    }
    let (first, last) = (event.ends.0.first_day(), event.ends.1.last_day());
    let mut named =
        [first.year(), last.year()].into_iter().filter_map(|year| date.ends(Some(year))).peekable();
    named.peek()?;
    if named.any(|(from, to)| from.first_day() <= last && to.last_day() >= first) {
        return None;
    }
    let place = end + date.place.start..end + date.place.end;
    let stated = text.get(place.clone())?;
    let here = bare::find(&bare::places(sources.text(span), text), &place, span);
    let title = &event.title;
    let mut diagnostic = Diagnostic::error(
        "words-differ",
        here,
        format!("\"{title}\" is an event of {}, and not of {stated}", stretch(event.ends)),
    )
    .label(event.span, "its date");
    if event.ends.0 == event.ends.1 {
        let right = date.rewritten(event.ends.0);
        diagnostic =
            diagnostic.replace("tied, the date stays right", here, format!("[{right}]{{{name}}}"));
    }
    Some(diagnostic.help("if another event is meant, call it otherwise, or declare it"))
}
