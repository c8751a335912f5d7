//! The audit of a published paper: 220 of its statements, each decided by hand (`audit/cpp-claims.tsv`) and by the compiler.
//!
//! In `audit/` the paper's figures are typed in as published, with their mistakes, and each statement is tied to them as
//! an author would tie it. A row of the audit has a place: a paragraph `@a52`, a block `table a87`, or a file whose name
//! begins with `a33`. What the compiler says of that place is its verdict, and it must be the audit's:
//!
//! - *disagree*: a message whose code says that words and data contradict each other ([`CONTRADICTS`]);
//! - *cannot tell*: a message that something is not known ([`CANNOT_TELL`]), or figures that only a source vouches for;
//! - *agree*: neither, in a place where something is tied.
//!
//! Any other error is a mistake in the binding, and fails. Where the verdict is *disagree*, the messages must hold the
//! figures that contradict (`audit/shows.tsv`) and offer a way out. Rows that the language cannot express stand in
//! `audit/inexpressible.tsv` with the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use paperwright::compile;
use paperwright::diag::{Diagnostic, Severity, human};
use paperwright::source::{MemoryWorld, SourceMap, Span};
use regex::Regex;

use crate::support::{messages, root, world};

/// Codes of messages that say that the words, or the data, contradict the data.
const CONTRADICTS: [&str; 21] = [
    "acronym-order",
    "acronym-unlisted",
    "claim-false",
    "date-future",
    "date-past",
    "declared-twice",
    "kind-forbids",
    "list-count-differs",
    "not-decidable-as-printed",
    "number-malformed",
    "period-impossible",
    "reference-unknown",
    "reference-unused",
    "share-impossible",
    "shares-differ",
    "stated-differs",
    "total-differs",
    "unit-misfit",
    "words-contradict",
    "words-differ",
    "item-absent",
];

/// Codes of messages that say that it cannot be told: a value is not there, or the data give no clear answer.
const CANNOT_TELL: [&str; 4] =
    ["value-absent", "values-repeated", "stock-flow-differs", "published-differs"];

/// The paper of the periods that are none.
const PERIODS: &str = "periods.paper";

/// A statement of the audit.
struct Row {
    number: String,
    words: String,
    verdict: String,
}

/// What the compiler says of the place of a row.
#[derive(Default)]
struct Said {
    /// The text of its places, as written.
    text: String,
    codes: BTreeSet<&'static str>,
    /// Errors that are neither a contradiction nor an unknown: the statement is not bound rightly.
    unbound: Vec<String>,
    /// Its messages as an author reads them.
    messages: String,
    offers: bool,
}

impl Said {
    fn verdict(&self) -> Result<&'static str, String> {
        let any = |codes: &[&str]| self.codes.iter().any(|code| codes.contains(code));
        if let Some(message) = self.unbound.first() {
            return Err(message.clone());
        }
        if any(&CONTRADICTS) {
            return Ok("disagree");
        }
        if any(&CANNOT_TELL) {
            return Ok("cannot tell");
        }
        let braces = Regex::new(r"(?s)\]\{(.*?)\}").unwrap();
        let mut bindings = braces.captures_iter(&self.text).map(|found| found[1].to_owned());
        match bindings.next() {
            Some(first)
                if first.starts_with("from ") && bindings.all(|b| b.starts_with("from ")) =>
            {
                Ok("cannot tell")
            }
            _ => Ok("agree"),
        }
    }
}

fn lines(file: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(root().join("tests/audit").join(file)).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn rows() -> Vec<Row> {
    lines("cpp-claims.tsv")
        .into_iter()
        .map(|cells| Row {
            number: cells[0].to_lowercase(),
            words: cells[4].clone(),
            verdict: cells[7].clone(),
        })
        .collect()
}

/// Where each row stands in a file: its bytes.
fn places(path: &str, text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let whole = Regex::new(r"(?:^|/)(a\d+)[.-][^/]*$").unwrap();
    if let Some(found) = whole.captures(path) {
        return vec![(found[1].to_owned(), 0..text.len())];
    }
    let paragraph = Regex::new(r"(?m)^ *@(a\d+) (?s:.*?)(?:\n *\n|\n *\}\n)").unwrap();
    let block = Regex::new(r"(?m)^( *)[a-z]+ (a\d+) .*\{\n").unwrap();
    let mut found: Vec<_> = paragraph
        .captures_iter(text)
        .map(|found| (found[1].to_owned(), found.get(0).unwrap().range()))
        .collect();
    for head in block.captures_iter(text) {
        let start = head.get(0).unwrap().start();
        let close = format!("\n{}}}\n", &head[1]);
        let end = text[start..].find(&close).map_or(text.len(), |end| start + end + close.len());
        found.push((head[2].to_owned(), start..end));
    }
    found
}

/// What the compiler says of every row, and what it says of no row.
fn said(world: &MemoryWorld) -> (BTreeMap<String, Said>, Vec<String>) {
    let mut rows: BTreeMap<String, Said> = BTreeMap::new();
    let mut stray = Vec::new();
    for path in papers(world) {
        let checked = compile::check(world, &path);
        let mut found = Vec::new();
        for (file, source) in checked.sources.files() {
            for (row, range) in places(&source.path, &source.text) {
                let said = rows.entry(row.clone()).or_default();
                if source.path == path {
                    said.text.push_str(&source.text[range.clone()]);
                }
                found.push((row, Span { file, start: range.start, end: range.end }));
            }
        }
        for diagnostic in checked.diagnostics.sorted() {
            let mut placed = false;
            let first = diagnostic.primary.iter().map(|label| label.span);
            for spot in first.chain(diagnostic.also.iter().copied()) {
                let holds = |place: &Span| {
                    place.file == spot.file && (place.start..place.end).contains(&spot.start)
                };
                for (row, _) in found.iter().filter(|(_, place)| holds(place)) {
                    placed = true;
                    hear(rows.get_mut(row).unwrap(), diagnostic, &checked.sources);
                }
            }
            if !placed && diagnostic.severity == Severity::Error {
                stray.push(human(diagnostic, &checked.sources, false));
            }
        }
    }
    (rows, stray)
}

/// The papers of the audit: files with an item `paper`.
fn papers(world: &MemoryWorld) -> Vec<String> {
    let is_paper = |bytes: &[u8]| {
        std::str::from_utf8(bytes).unwrap().lines().any(|line| line.starts_with("paper "))
    };
    let files = world.files.iter();
    files
        .filter(|(path, bytes)| path.ends_with(".paper") && is_paper(bytes) && *path != PERIODS)
        .map(|(path, _)| path.clone())
        .collect()
}

fn hear(said: &mut Said, diagnostic: &Diagnostic, sources: &SourceMap) {
    let known = CONTRADICTS.contains(&diagnostic.code) || CANNOT_TELL.contains(&diagnostic.code);
    if diagnostic.severity == Severity::Error && !known {
        said.unbound.push(format!("{}: {}", diagnostic.code, diagnostic.message));
    }
    said.codes.insert(diagnostic.code);
    said.offers |= !diagnostic.helps.is_empty();
    said.messages.push_str(&human(diagnostic, sources, false));
}

#[test]
fn the_compiler_decides_as_the_audit_did() {
    let rows = rows();
    assert_eq!(rows.len(), 220);
    let (said, stray) = said(&world(&root().join("tests/audit")));
    let listed = |file: &str| -> BTreeMap<String, String> {
        lines(file).into_iter().map(|cells| (cells[0].to_lowercase(), cells[1].clone())).collect()
    };
    let (inexpressible, waiting, shows) =
        (listed("inexpressible.tsv"), listed("waiting.tsv"), listed("shows.tsv"));
    let mut wrong = String::new();
    let mut equal = 0;
    for row in &rows {
        let mut tell = |found: &str| {
            writeln!(wrong, "{:5} {:11} {found}\n      {}", row.number, row.verdict, row.words)
                .unwrap();
        };
        let Some(said) = said.get(&row.number) else {
            if !inexpressible.contains_key(&row.number) {
                tell("has no place");
            }
            continue;
        };
        let found = said.verdict();
        let agrees = found.as_deref() == Ok(row.verdict.as_str());
        if inexpressible.contains_key(&row.number) {
            tell("is said to be inexpressible, and has a place");
        } else if let Some(feature) = waiting.get(&row.number) {
            if agrees && said.unbound.is_empty() {
                println!("{} no longer waits for {feature}", row.number);
            }
        } else if !agrees {
            tell(&match found {
                Ok(found) => format!("{found} ({:?})", said.codes),
                Err(message) => format!("not bound: {message}"),
            });
        } else {
            equal += 1;
            if row.verdict == "disagree" {
                match shows.get(&row.number) {
                    None => tell("has nothing in shows.tsv"),
                    Some(shows) => {
                        for figure in
                            shows.split("; ").filter(|figure| !said.messages.contains(*figure))
                        {
                            tell(&format!("the messages do not show {figure}:\n{}", said.messages));
                        }
                    }
                }
                if !said.offers {
                    tell(&format!("no way out is offered:\n{}", said.messages));
                }
            }
        }
    }
    println!(
        "{equal} rows decided as the audit did, {} wait for a feature, {} cannot be expressed",
        waiting.len(),
        inexpressible.len()
    );
    for message in stray {
        writeln!(wrong, "a message at no row: {message}").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(inexpressible.len() < 22, "{} rows cannot be expressed", inexpressible.len());
}

/// The paper's "Q4 2023" and the like, which the statements are tied without.
#[test]
fn a_period_that_is_none_is_refused() {
    let world = world(&root().join("tests/audit"));
    let text = String::from_utf8(world.files[PERIODS].clone()).unwrap();
    let checked = compile::check(&world, PERIODS);
    let refused = checked.diagnostics.sorted().into_iter();
    let refused = refused.filter(|found| found.code == "period-impossible").count();
    assert_eq!(refused, text.split("\n\n").count() - 2, "{}", messages(&checked));
}

/// A figure of some text made one larger, or smaller where it ends in a nine.
fn bumped(text: &str, figure: Option<regex::Match<'_>>) -> Option<String> {
    let figure = figure?;
    let digits = figure.as_str().trim_end_matches(['.', ',']);
    let (front, last) = digits.split_at(digits.len() - 1);
    let last: u32 = last.parse().unwrap();
    let other = if last == 9 { 8 } else { last + 1 };
    let (before, after) = (&text[..figure.start()], &text[figure.start() + digits.len()..]);
    Some(format!("{before}{front}{other}{after}"))
}

/// A statement made wrong: its first figure that is tied to data is another one, or its first claim the opposite.
fn spoiled(text: &str) -> String {
    let binding = Regex::new(r"(?s)\[([^\]]*)\]\{(.*?)\}").unwrap();
    let claim = Regex::new(r"(?s) (?:is|rises|falls|holds|improves|equals|includes|starts)\b| [<>=] |[<>]=| makes\s+up ").unwrap();
    let tied = binding.captures_iter(text).find(|found| !found[2].starts_with("from "));
    let figure = Regex::new(r"\d[\d,.]*").unwrap();
    let Some(tied) = tied else {
        // In a table it is the last cell that follows from the others; "eight" stands for the rest.
        let last = figure.find_iter(text).last().filter(|_| text.contains("\n    | "));
        let eight = Regex::new(r"\b(?:five|eight)\b").unwrap();
        return last.or_else(|| figure.find(text).filter(|_| !eight.is_match(text))).map_or_else(
            || eight.replace(text, "seven").into_owned(),
            |figure| bumped(text, Some(figure)).unwrap_or_default(),
        );
    };
    let (words, tie) = (&tied[1], &tied[2]);
    let spoiled = if claim.is_match(tie) {
        format!("[{words}]{{not ({tie})}}")
    } else {
        format!(
            "[{}]{{{tie}}}",
            bumped(words, figure.find(words)).unwrap_or_else(|| format!("{words} 1000"))
        )
    };
    text.replacen(&tied[0], &spoiled, 1)
}

/// Each statement that agrees is made wrong, and must then be found: no binding holds whatever the words say.
#[test]
fn a_statement_that_agrees_is_found_when_it_is_made_wrong() {
    let rows: Vec<Row> = rows().into_iter().filter(|row| row.verdict == "agree").collect();
    let mut world = world(&root().join("tests/audit"));
    for path in papers(&world) {
        let mut text = String::from_utf8(world.files[&path].clone()).unwrap();
        let mut places = places(&path, &text);
        places.sort_by_key(|(_, range)| range.start);
        for (row, range) in places.into_iter().rev() {
            if rows.iter().any(|known| known.number == row) {
                let spoiled = spoiled(&text[range.clone()]);
                text.replace_range(range, &spoiled);
            }
        }
        world.files.insert(path, text.into_bytes());
    }
    let (said, _) = said(&world);
    let missed: Vec<&str> = rows
        .iter()
        .filter(|row| said.get(&row.number).is_some_and(|said| said.verdict() == Ok("agree")))
        .map(|row| row.number.as_str())
        .collect();
    let of_data = |row: &&str| world.files.keys().any(|path| path.contains(&format!("/{row}-")));
    let missed: Vec<&str> = missed.into_iter().filter(|row| !of_data(row)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

/// The same for the data files whose rows agree with each other: every quarter is another one.
#[test]
fn a_value_that_agrees_is_found_when_it_is_made_wrong() {
    let figure = Regex::new(r"(?m)(?:Q3|Q4),[\d.]*\d").unwrap();
    for row in rows().iter().filter(|row| row.verdict == "agree") {
        let mut world = world(&root().join("tests/audit"));
        let file = world.files.keys().find(|path| path.contains(&format!("/{}-", row.number)));
        let Some(file) = file.cloned() else { continue };
        let text = String::from_utf8(world.files[&file].clone()).unwrap();
        let spoiled =
            figure.replace_all(&text, |found: &regex::Captures<'_>| format!("{}9", &found[0]));
        world.files.insert(file.clone(), spoiled.into_owned().into_bytes());
        let checked = compile::check(&world, "background.paper");
        let text = messages(&checked);
        assert!(text.matches(&format!("--> {file}")).count() > 1, "{}: {text}", row.number);
    }
}
