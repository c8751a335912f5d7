//! The audits of published papers: each of their statements was decided by hand (`audit/NAME/claims.tsv`), and is decided
//! by the compiler.
//!
//! In `audit/NAME/` a paper's figures are typed in as published, with their mistakes, and each statement is tied to them
//! as an author would tie it. A row of the audit has a place: a paragraph `@a52`, a block `table a87`, or a file whose
//! name begins with `a33`. What the compiler says of that place is its verdict, and it must be the audit's:
//!
//! - *disagree*: a message whose code says that words and data contradict each other ([`CONTRADICTS`]);
//! - *cannot tell*: a message that something is not known ([`CANNOT_TELL`]), or figures that only a source vouches for;
//! - *agree*: neither. A statement that agrees is also made wrong, and must then be found.
//!
//! Any other error is a mistake in the binding, and fails. Where the verdict is *disagree*, the messages must hold what
//! contradicts (`shows.tsv`, from the evidence of the audit) and offer a way out. Rows that the language cannot express
//! stand in `inexpressible.tsv`, with the reason.
//!
//! Each folder with a `claims.tsv` is an audit: `audit/README.md` says how one is bound. With `AUDIT_MESSAGES=1` and
//! `--nocapture` the messages of all rows that disagree are printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use paperwright::compile;
use paperwright::diag::{Diagnostic, Severity, human};
use paperwright::source::{MemoryWorld, SourceMap, Span};
use regex::Regex;

use crate::support::{messages, root, world};

/// Codes of messages that say that the words, or the data, contradict the data.
const CONTRADICTS: [&str; 26] = [
    "acronym-order",
    "acronym-unlisted",
    "claim-false",
    "date-future",
    "date-past",
    "declared-twice",
    "fraction-differs",
    "kind-forbids",
    "list-count-differs",
    "not-decidable-as-printed",
    "number-malformed",
    "order-differs",
    "period-impossible",
    "range-reversed",
    "rank-differs",
    "reference-unknown",
    "reference-unused",
    "row-twice",
    "rows-unsorted",
    "share-impossible",
    "shares-differ",
    "stated-differs",
    "total-differs",
    "unit-misfit",
    "words-contradict",
    "words-differ",
];

/// Codes of messages that say that it cannot be told: a value is not there, the words do not say of when they speak, or
/// the data give no clear answer.
const CANNOT_TELL: [&str; 7] = [
    "background-unlisted",
    "outside-period",
    "period-unclear",
    "published-differs",
    "stock-flow-differs",
    "value-absent",
    "values-repeated",
];

/// A paper of slips that an audit names beside a statement and does not count: one in each paragraph.
const SLIPS: &str = "slips.paper";

/// A statement of an audit.
struct Row {
    number: String,
    words: String,
    verdict: String,
}

/// An audit: its folder in memory, the letter with which its rows begin, and its rows.
struct Audit {
    folder: String,
    letter: String,
    world: MemoryWorld,
    rows: Vec<Row>,
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
        let Some(first) = bindings.next() else { return Ok("agree") };
        let vouched = |binding: &str| binding.starts_with("from ");
        Ok(if vouched(&first) && bindings.all(|b| vouched(&b)) { "cannot tell" } else { "agree" })
    }
}

impl Audit {
    /// The audits, in the order of their folders.
    fn all() -> impl Iterator<Item = Self> {
        let mut folders: Vec<_> = std::fs::read_dir(root().join("tests/audit"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.join("claims.tsv").exists())
            .collect();
        folders.sort();
        folders.into_iter().map(|path| {
            let folder = path.file_name().unwrap().to_str().unwrap().to_owned();
            let mut audit =
                Self { folder, letter: String::new(), world: world(&path), rows: Vec::new() };
            audit.rows = audit
                .lines("claims.tsv")
                .into_iter()
                .map(|cells| Row {
                    number: cells[0].to_lowercase(),
                    words: cells[4].clone(),
                    verdict: cells[7].clone(),
                })
                .collect();
            let first = &audit.rows.first().unwrap().number;
            audit.letter = first.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
            audit
        })
    }

    fn text(&self, path: &str) -> String {
        self.world
            .files
            .get(path)
            .map_or(String::new(), |bytes| String::from_utf8(bytes.clone()).unwrap())
    }

    /// The rows of a table of tabs, without its head.
    fn lines(&self, path: &str) -> Vec<Vec<String>> {
        let text = self.text(path);
        text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    }

    /// A table of two columns: of rows, and what is said of each.
    fn listed(&self, path: &str) -> BTreeMap<String, String> {
        let lines = self.lines(path).into_iter();
        lines.map(|cells| (cells[0].to_lowercase(), cells[1].clone())).collect()
    }

    /// The papers: files with an item `paper`.
    fn papers(&self) -> Vec<String> {
        let papers = self.world.files.keys().filter(|path| {
            path.ends_with(".paper")
                && *path != SLIPS
                && self.text(path).lines().any(|line| line.starts_with("paper "))
        });
        papers.cloned().collect()
    }

    /// Where each row stands in a file: its bytes.
    fn places(&self, path: &str, text: &str) -> Vec<(String, Range<usize>)> {
        let pattern = |pattern: &str| {
            Regex::new(&pattern.replace("ROW", &format!(r"({}\d+)", self.letter))).unwrap()
        };
        if let Some(found) = pattern(r"(?:^|/)ROW[.-][^/]*$").captures(path) {
            return vec![(found[1].to_owned(), 0..text.len())];
        }
        let mut found: Vec<_> = pattern(r"(?m)^ *@ROW (?s:.*?)(?:\n *\n|\n *\}\n)")
            .captures_iter(text)
            .map(|found| (found[1].to_owned(), found.get(0).unwrap().range()))
            .collect();
        for head in pattern(r"(?m)^( *)[a-z]+ ROW .*\{\n").captures_iter(text) {
            let start = head.get(0).unwrap().start();
            let close = format!("\n{}}}\n", &head[1]);
            let end =
                text[start..].find(&close).map_or(text.len(), |end| start + end + close.len());
            found.push((head[2].to_owned(), start..end));
        }
        found
    }

    /// What the compiler says of every row, and what it says of no row.
    fn said(&self) -> (BTreeMap<String, Said>, Vec<String>) {
        let mut rows: BTreeMap<String, Said> = BTreeMap::new();
        let mut stray = Vec::new();
        for path in self.papers() {
            let checked = compile::check(&self.world, &path);
            let mut found = Vec::new();
            for (file, source) in checked.sources.files() {
                for (row, range) in self.places(&source.path, &source.text) {
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
}

fn hear(said: &mut Said, diagnostic: &Diagnostic, sources: &SourceMap) {
    let known = CONTRADICTS.contains(&diagnostic.code) || CANNOT_TELL.contains(&diagnostic.code);
    if diagnostic.severity == Severity::Error && !known {
        said.unbound.push(format!("{}: {}", diagnostic.code, diagnostic.message));
    }
    said.codes.insert(diagnostic.code);
    // Of a claim that is false it must be said what is true; elsewhere any way out will do.
    said.offers |= diagnostic.helps.iter().any(|help| {
        diagnostic.code != "claim-false"
            || help.replacement.is_some()
            || help.message.starts_with("what is true")
    });
    // Of a row of a data file every paper says the same.
    let message = human(diagnostic, sources, false);
    if !said.messages.contains(&message) {
        said.messages.push_str(&message);
        said.messages.push('\n');
    }
}

/// What is not as it should be with a row that is decided as the audit decided it.
fn lacks(said: &Said, shows: Option<&String>) -> Vec<String> {
    let Some(shows) = shows else { return vec!["has nothing in shows.tsv".to_owned()] };
    // A message is broken into lines anywhere.
    let messages = said.messages.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lacks: Vec<String> = shows
        .split("; ")
        .filter(|shown| !messages.contains(*shown))
        .map(|shown| format!("the messages do not show {shown}:\n{}", said.messages))
        .collect();
    if !said.offers {
        lacks.push(format!("no way out is offered:\n{}", said.messages));
    }
    lacks
}

#[test]
fn the_compiler_decides_as_the_audit_did() {
    let mut wrong = String::new();
    for audit in Audit::all() {
        let (said, stray) = audit.said();
        let (inexpressible, waiting, shows) = (
            audit.listed("inexpressible.tsv"),
            audit.listed("waiting.tsv"),
            audit.listed("shows.tsv"),
        );
        let mut equal = 0;
        for row in &audit.rows {
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
            let equals = found.as_deref() == Ok(row.verdict.as_str());
            if row.verdict == "disagree" && std::env::var_os("AUDIT_MESSAGES").is_some() {
                println!("\n##### {} {}: {}", audit.folder, row.number, row.words);
                println!("{}", said.messages);
            }
            if inexpressible.contains_key(&row.number) {
                tell("is said to be inexpressible, and has a place");
            } else if let Some(feature) = waiting.get(&row.number) {
                if equals
                    && (row.verdict != "disagree" || lacks(said, shows.get(&row.number)).is_empty())
                {
                    tell(&format!("no longer waits for {feature}: take it out of waiting.tsv"));
                }
            } else if !equals {
                tell(&match found {
                    Ok(found) => format!("{found} ({:?})", said.codes),
                    Err(message) => format!("not bound: {message}"),
                });
            } else {
                equal += 1;
                if row.verdict == "disagree" {
                    for lack in lacks(said, shows.get(&row.number)) {
                        tell(&lack);
                    }
                }
            }
        }
        println!(
            "{}: {equal} of {} rows decided as the audit did, {} wait for a feature, {} cannot be expressed",
            audit.folder,
            audit.rows.len(),
            waiting.len(),
            inexpressible.len()
        );
        for message in stray {
            writeln!(wrong, "{}: a message at no row: {message}", audit.folder).unwrap();
        }
        if inexpressible.len() * 10 >= audit.rows.len() {
            writeln!(wrong, "{}: {} rows cannot be expressed", audit.folder, inexpressible.len())
                .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// "Q4 2023" and the like, which the statements are tied without.
#[test]
fn a_slip_beside_a_statement_is_found() {
    for audit in Audit::all().filter(|audit| audit.world.files.contains_key(SLIPS)) {
        let checked = compile::check(&audit.world, SLIPS);
        let found: BTreeSet<usize> = checked
            .diagnostics
            .sorted()
            .into_iter()
            .filter(|found| ["period-impossible", "date-past"].contains(&found.code))
            .filter_map(|found| Some(found.primary.as_ref()?.span.start))
            .collect();
        let text = audit.text(SLIPS);
        let mut end = text.find("narrative {").unwrap();
        for paragraph in text[end..].split_inclusive("\n\n") {
            let range = end..end + paragraph.len();
            end = range.end;
            assert!(found.range(range).next().is_some(), "{paragraph}\n{}", messages(&checked));
        }
    }
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
    let claim = Regex::new(
        r"\b(?:is|rises|falls|holds|improves|equals|includes|starts)\b|\s[<>]=?\s|\s=\s|\bmakes\s+up\b",
    )
    .unwrap();
    let figure = Regex::new(r"\b\d[\d,.]*").unwrap();
    let number = Regex::new(r"\b(?:second|two|three|four|five|six|eight)\b").unwrap();
    let other = |words: &str| {
        bumped(words, figure.find(words)).unwrap_or_else(|| match number.find(words) {
            Some(number) => words.replacen(number.as_str(), "nine", 1),
            None => format!("other {words}"),
        })
    };
    let tied = binding.captures_iter(text).find(|found| !found[2].starts_with("from "));
    if let Some(tied) = tied {
        let (words, tie) = (&tied[1], &tied[2]);
        let wrong = if claim.is_match(tie) {
            format!("[{words}]{{not ({tie})}}")
        } else {
            format!("[{}]{{{tie}}}", other(words))
        };
        return text.replacen(&tied[0], &wrong, 1);
    }
    // In a table it is the last cell that follows from the others; of a list, the number that introduces it.
    if !text.contains("\n    | ") {
        let introduces = Regex::new(r"\b\d+ [a-z]+(?::| \()").unwrap();
        if number.is_match(text) {
            return number.replace(text, "nine").into_owned();
        } else if let Some(list) = introduces.find(text) {
            return bumped(text, figure.find_at(text, list.start())).unwrap_or_default();
        }
    }
    bumped(text, figure.find_iter(text).last()).unwrap_or_default()
}

/// Each statement that agrees is made wrong, and must then be found: no binding holds whatever the words say.
#[test]
fn a_statement_that_agrees_is_found_when_it_is_made_wrong() {
    for mut audit in Audit::all() {
        let of_data =
            |row: &str| audit.world.files.keys().any(|path| path.contains(&format!("/{row}-")));
        let waiting = audit.listed("waiting.tsv");
        let agreed: BTreeSet<String> = audit
            .rows
            .iter()
            .filter(|row| row.verdict == "agree" && !of_data(&row.number))
            .map(|row| row.number.clone())
            .filter(|row| !waiting.contains_key(row))
            .collect();
        for path in audit.papers() {
            let mut text = audit.text(&path);
            let mut places = audit.places(&path, &text);
            places.sort_by_key(|(_, range)| range.start);
            for (_, range) in places.into_iter().rev().filter(|(row, _)| agreed.contains(row)) {
                let spoiled = spoiled(&text[range.clone()]);
                text.replace_range(range, &spoiled);
            }
            audit.world.files.insert(path, text.into_bytes());
        }
        let (said, _) = audit.said();
        let missed = said
            .iter()
            .filter(|(row, said)| agreed.contains(*row) && said.verdict() != Ok("disagree"));
        let missed: Vec<String> = missed
            .map(|(row, said)| format!("{row}: {:?}, of {}", said.verdict(), said.text.trim()))
            .collect();
        assert!(missed.is_empty(), "made wrong, and not found:\n{}", missed.join("\n"));
    }
}

/// The same for the data files whose rows agree with each other: the quarters are others.
#[test]
fn a_value_that_agrees_is_found_when_it_is_made_wrong() {
    let quarter = Regex::new(r"(?m)(?:Q3|Q4),[\d.]*\d").unwrap();
    for mut audit in Audit::all() {
        let Some(paper) = audit.papers().into_iter().find(|path| !path.starts_with(&audit.letter))
        else {
            continue;
        };
        let mut agreed: Vec<String> = Vec::new();
        for row in audit.rows.iter().filter(|row| row.verdict == "agree") {
            let files = audit.world.files.keys();
            agreed
                .extend(files.filter(|path| path.contains(&format!("/{}-", row.number))).cloned());
        }
        for file in agreed {
            let text = audit.text(&file);
            let wrong =
                quarter.replace_all(&text, |found: &regex::Captures<'_>| format!("{}9", &found[0]));
            audit.world.files.insert(file.clone(), wrong.into_owned().into_bytes());
            let said = messages(&compile::check(&audit.world, &paper));
            assert!(said.contains(&format!("--> {file}")), "{file}: {said}");
            audit.world.files.insert(file, text.into_bytes());
        }
    }
}
