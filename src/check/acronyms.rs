//! Acronyms: used and not listed, listed and not used, out of order (`semantics.md` S16).

use std::collections::BTreeMap;
use std::ops::Range;

use super::terms;
use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::blocks::acronyms::mentions;
use crate::paper::{Item, Paper, Words};

/// Words in capitals that everybody reads as a word or a name.
const COMMON: [&str; 14] =
    ["A4", "AM", "PM", "UK", "OK", "TV", "IT", "ID", "NB", "COVID", "PDF", "NHS", "BBC", "II"];

/// Holds the list of acronyms against the words of the paper; a paper without a list is not checked.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    let lists: Vec<_> = paper
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Acronyms(acronyms, span) => Some((acronyms, *span)),
            _ => None,
        })
        .collect();
    let Some((listed, list)) = lists.first() else { return };
    let mut used: BTreeMap<&str, (&Words, Range<usize>)> = BTreeMap::new();
    for words in &paper.words {
        for (at, word) in acronyms_in(&words.text) {
            used.entry(word).or_insert_with(|| (words, at..at + word.len()));
        }
    }
    for (word, (words, range)) in &used {
        let known = listed.iter().any(|acronym| acronym.all().any(|known| known == *word))
            || paper.front.title.contains(word)
            || COMMON.contains(word);
        if !known {
            diagnostics.add(
                Diagnostic::warning(
                    "acronym-unlisted",
                    words.place(range),
                    format!("the acronym {word} is used and not listed"),
                )
                .label(*list, "the list of acronyms")
                .help(format!("add a line `\"{word}\"  \"What it stands for\"`, or write it out")),
            );
        }
    }
    let text: Vec<&str> = paper.words.iter().map(|words| words.text.as_str()).collect();
    for acronym in *listed {
        let found = acronym.all().any(|short| {
            used.contains_key(short) || text.iter().any(|words| mentions(words, short))
        });
        for (old, new) in acronym.all().filter_map(|old| Some((old, acronym.replaced(old)?))) {
            if let Some((words, range)) = used.get(old) {
                let place = words.place(range);
                let diagnostic =
                    Diagnostic::warning("term-avoided", place, format!("{old} is now {new}"))
                        .label(acronym.span, "the list of acronyms says so");
                diagnostics.add(terms::mend(diagnostic, words, range, new, false));
            }
        }
        if !found {
            diagnostics.add(
                Diagnostic::warning(
                    "acronym-unused",
                    acronym.span,
                    format!("the acronym {} is listed and never used", acronym.short),
                )
                .help("take the line out"),
            );
        }
    }
    for pair in listed.windows(2) {
        if let [before, after] = pair
            && before.short.to_lowercase() > after.short.to_lowercase()
        {
            diagnostics.add(
                Diagnostic::warning(
                    "acronym-order",
                    after.span,
                    format!("{} stands after {}", after.short, before.short),
                )
                .help("a list of acronyms is in the order of the alphabet"),
            );
        }
    }
}

/// Words of two or more capitals, such as `CLA`, `CiCC` and `DfE`, and where they begin; a plural s is left out.
fn acronyms_in(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let mut start = 0;
    words
        .split_inclusive(move |c: char| !inside(c))
        .map(move |piece| {
            let at = start;
            start += piece.len();
            let word = piece.trim_end_matches(move |c: char| !inside(c));
            (at, word.split(['\'', '’']).next().unwrap_or(word))
        })
        .filter(|(_, word)| {
            let capitals = word.chars().filter(|c| c.is_uppercase()).count();
            let digits = word.chars().any(|c| c.is_ascii_digit());
            capitals >= 2 && !digits && word.chars().count() <= 8
        })
        .map(|(at, word)| {
            (
                at,
                word.strip_suffix('s')
                    .filter(|stem| stem.chars().all(char::is_uppercase))
                    .unwrap_or(word),
            )
        })
        // A name such as McDonald or MacBook is no acronym.
        .filter(|(_, word)| !word.starts_with("Mc") && !word.starts_with("Mac"))
}
