//! The last look before the public's paper is printed: nothing that only the exempt parts say may stand in it. The paper
//! is made without them; this is what holds if something new is written that is not.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::paper::Paper;
use crate::source::{SourceMap, Span};

/// How many words in a row say something of their own.
const WORDS: usize = 4;

/// How many digits a figure has that says something of its own.
const DIGITS: usize = 4;

/// What only the exempt parts of a paper say: their words, and their long figures.
pub fn only_exempt(all: &Paper, sources: &SourceMap) -> BTreeSet<String> {
    let public = public_text(all, sources);
    let mut only = BTreeSet::new();
    let mut add = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let telling = text.split(' ').count() >= WORDS
            || text.chars().filter(char::is_ascii_digit).count() >= DIGITS;
        if telling && !public.contains(&text) {
            only.insert(text);
        }
    };
    for place in all.exempt.places() {
        for line in sources.text(place).lines() {
            line.split(['{', '}', '|', '"', '[', ']', '*', '_']).for_each(&mut add);
        }
    }
    for words in all.words.iter().filter(|words| all.exempt.hides(words.span)) {
        add(&words.text);
    }
    only
}

/// Everything in the files of a paper but what is exempt, with its white space folded.
fn public_text(paper: &Paper, sources: &SourceMap) -> String {
    let hidden: Vec<Span> = paper.exempt.places().collect();
    let mut text = String::new();
    for (file, source) in sources.files() {
        let mut at = 0;
        for place in hidden.iter().filter(|place| place.file == file) {
            text.push_str(source.text.get(at..place.start).unwrap_or(""));
            text.push(' ');
            at = place.end;
        }
        text.push_str(source.text.get(at..).unwrap_or(""));
        text.push(' ');
    }
    // The reasons are printed.
    for exemption in &paper.exempt.all {
        text.push_str(&exemption.reason);
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Searches the public's paper and its evidence for what only the exempt parts say.
pub fn check(
    all: &Paper,
    (document, evidence): (&Document, &str),
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) {
    // Every text of the document, wherever it stands in it.
    let printed = format!("{document:?}");
    let found = only_exempt(all, sources)
        .into_iter()
        .find(|text| is_in(&printed, text) || is_in(evidence, text));
    if let Some(found) = found {
        let place = all.exempt.places().find(|place| {
            sources.text(*place).split_whitespace().collect::<Vec<_>>().join(" ").contains(&found)
        });
        diagnostics.add(
            Diagnostic::error(
                "exempt-leaked",
                place.unwrap_or_default(),
                "words that are only here would stand in the public's paper",
            )
            .here("exempt here")
            .note(format!("Found: “{found}”"))
            .note("This is a defect of Paperwright, and not of the paper. Nothing is built.")
            .help("please report it, without the exempt words"),
        );
    }
}

/// Whether a text stands in what programs write for each other; a figure stands there whole.
fn is_in(written: &str, text: &str) -> bool {
    let quoted = format!("{text:?}");
    let text = quoted.trim_matches('"');
    let whole = |at: usize| {
        let before = written.get(..at).and_then(|before| before.chars().next_back());
        let after = written.get(at + text.len()..).and_then(|after| after.chars().next());
        let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !goes_on(before) && !goes_on(after)
    };
    written.match_indices(text).any(|(at, _)| whole(at))
}
