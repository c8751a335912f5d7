//! References whose number an author typed: "paragraph 6.14", "appendix 2" (`semantics.md` S16). One that leads nowhere is an
//! error, and one that is right today is wrong after the next change.
//!
//! The numbers are those that `compose` gave. References to other documents are left alone: "section 20 of the Act",
//! "paragraph 3 of Schedule 12A", "table 3 of the national release".

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Numbers;
use crate::paper::{Paper, Words};

/// What is referred to, and the words for one and for many.
const KINDS: [(&str, &[&str]); 7] = [
    ("paragraph", &["paragraph", "paragraphs", "para", "paras"]),
    ("section", &["section", "sections"]),
    ("appendix", &["appendix", "appendices"]),
    ("table", &["table", "tables"]),
    ("figure", &["figure", "figures"]),
    ("part", &["part", "parts"]),
    ("page", &["page", "pages"]),
];

/// Words before a reference that say that it is to another document.
const OTHERS: [&str; 22] = [
    "act",
    "bulletin",
    "census",
    "data",
    "dataset",
    "document",
    "guidance",
    "its",
    "legislation",
    "letter",
    "minutes",
    "national",
    "plan",
    "policy",
    "publication",
    "regulations",
    "release",
    "return",
    "statistics",
    "strategy",
    "survey",
    "their",
];

/// Words behind a section of this paper: of a law it is what it is about, as in "section 47 enquiries".
const AFTER_SECTION: [&str; 22] = [
    "above",
    "and",
    "below",
    "contains",
    "covers",
    "describes",
    "explains",
    "for",
    "gives",
    "has",
    "is",
    "lists",
    "of",
    "or",
    "outlines",
    "reports",
    "says",
    "sets",
    "shows",
    "summarises",
    "tells",
    "to",
];

/// The words before "figure 3" that make it a reference: "the figure 461" is a number.
const AT_FIGURE: [&str; 8] = ["in", "see", "and", "from", "of", "by", "to", "at"];

/// A reference in some words.
#[derive(Debug, PartialEq, Eq)]
struct Typed {
    what: &'static str,
    /// The word and its numbers.
    whole: Range<usize>,
    /// Each number and its place.
    numbers: Vec<(String, Range<usize>)>,
}

/// Holds the references in the author's own words against the numbers that things have.
pub fn check(paper: &Paper, numbers: &Numbers, diagnostics: &mut Diagnostics) {
    for words in paper.words.iter().filter(|words| !words.quoted) {
        if words.text.bytes().any(|byte| byte.is_ascii_digit()) {
            for typed in references(&words.text) {
                report(words, &typed, numbers, diagnostics);
            }
        }
    }
}

fn report(words: &Words, typed: &Typed, numbers: &Numbers, diagnostics: &mut Diagnostics) {
    let what = typed.what;
    if what == "page" {
        diagnostics.add(page(words, typed));
        return;
    }
    // Of a part other documents are spoken of as well.
    if what == "part" && numbers.last("part").is_none() {
        return;
    }
    // A paragraph may be called a section: what is meant is found by its number.
    let found = |number: &str| {
        numbers.named(what, number).or_else(|| match what {
            "section" => numbers.named("paragraph", number),
            "paragraph" => numbers.named("section", number),
            _ => None,
        })
    };
    let here = words.place(&typed.whole);
    let said = words.text.get(typed.whole.clone()).unwrap_or("");
    if let Some((number, place)) = typed.numbers.iter().find(|(number, _)| found(number).is_none())
    {
        let known = match numbers.last(what) {
            Some(last) => format!("the last {what} is {last}"),
            None => format!("this paper has no numbered {what}"),
        };
        diagnostics.add(
            Diagnostic::error(
                "reference-unknown",
                words.place(place),
                format!("there is no {what} {number} in this paper"),
            )
            .here(known)
            .help("name what is meant and write `{see name}`: its number is then always right")
            .help(format!("where another document is meant, say so: \"{said} of the strategy\"")),
        );
        return;
    }
    let diagnostic = Diagnostic::warning(
        "reference-typed",
        here,
        format!(
            "the number of \"{said}\" is typed: it will be wrong when what stands before it changes"
        ),
    );
    let names: Vec<Option<&str>> =
        typed.numbers.iter().filter_map(|(number, _)| found(number)).collect();
    diagnostics.add(match names.as_slice() {
        [Some(name)] => diagnostic.replace("write", here, format!("{{see {name}}}")),
        _ => {
            let how = match what {
                "paragraph" => "`@name` before its first word",
                "table" => "`table name \"…\" {`",
                "figure" => "`figure name \"…\" {` or `chart name … {`",
                "appendix" => "`appendix name \"…\" {`",
                "part" => "`part name \"…\"`",
                _ => "`section name \"…\" {`",
            };
            diagnostic.help(format!("give it a name, {how}, and write `{{see name}}`"))
        }
    });
}

/// A page has another number in the pack of the meeting, and after the next change.
fn page(words: &Words, typed: &Typed) -> Diagnostic {
    let said = words.text.get(typed.whole.clone()).unwrap_or("");
    Diagnostic::warning(
        "reference-typed",
        words.place(&typed.whole),
        format!("\"{said}\" is right in this printing only: in the papers of a meeting, pages are numbered anew"),
    )
    .help("refer to the paragraph or the section: give it a name and write `{see name}`")
    .help(format!("where another document is meant, say so: \"{said} of the strategy\""))
}

/// The references in some words to places of the same paper.
fn references(text: &str) -> Vec<Typed> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut last = "";
    for word in text.split([' ', '\u{a0}', '(']) {
        let start = at;
        let before = std::mem::replace(&mut last, word);
        at += word.len();
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        at += next.map_or(0, char::len_utf8);
        let lower = word.to_lowercase();
        let kind = KINDS.iter().find(|(_, words)| words.contains(&lower.as_str()));
        let (Some((what, _)), Some(' ' | '\u{a0}')) = (kind, next) else { continue };
        let numbers = numbers(text, at);
        let Some((_, end)) = numbers.last() else { continue };
        let typed = Typed { what, whole: start..end.end, numbers };
        // "The figure 461" is no reference.
        let is_value = *what == "figure" && word.starts_with('f') && !AT_FIGURE.contains(&before);
        if is_here(text, &typed) && !is_value {
            found.push(typed);
        }
    }
    found
}

/// The numbers at a place, as "6.14" or "2, 3 and 4".
fn numbers(text: &str, from: usize) -> Vec<(String, Range<usize>)> {
    let mut numbers = Vec::new();
    let mut at = from;
    loop {
        let rest = text.get(at..).unwrap_or("");
        let Some(length) = number(rest) else { break };
        numbers.push((rest.get(..length).unwrap_or("").to_owned(), at..at + length));
        let behind = rest.get(length..).unwrap_or("");
        let between = [", and ", ", ", " and ", " or ", " & ", " to ", "-", "–"];
        let Some(between) = between.iter().find(|between| behind.starts_with(**between)) else {
            break;
        };
        at += length + between.len();
    }
    // "Table 2 and 461 children" and "table 2, 12 children" name one table.
    let rises = |pair: &[(String, Range<usize>)]| match pair {
        [(before, _), (after, _)] => {
            before.contains('.') == after.contains('.')
                && (before.contains('.') || before.len() + 1 > after.len())
        }
        _ => true,
    };
    let kept = numbers.windows(2).take_while(|pair| rises(pair)).count() + 1;
    numbers.truncate(kept);
    numbers
}

/// How long the number is that some words begin with: 6, 6.14, A1.2; that of a law, "20A" or "17(1)", is none.
fn number(text: &str) -> Option<usize> {
    let lettered =
        text.strip_prefix('A').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let from = usize::from(lettered);
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    let length = text.get(from..)?.find(|c| !digits(c)).map_or(text.len(), |end| end + from);
    let written = text.get(..length)?.trim_end_matches('.');
    let next = text.get(written.len()..)?.chars().next();
    let goes_on = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '/' | '%'));
    (written.len() > from && !goes_on).then_some(written.len())
}

/// Whether a reference is to the paper that it stands in.
fn is_here(text: &str, typed: &Typed) -> bool {
    let before = text.get(..typed.whole.start).unwrap_or("");
    let after = text.get(typed.whole.end..).unwrap_or("");
    // A cell that only names a place lists the places of some document.
    if before.trim().is_empty() && after.trim_matches([' ', '.', ':']).is_empty() {
        return false;
    }
    let start = before.rfind(". ").map_or(0, |at| at + 2);
    let end = after.find(". ").unwrap_or(after.len());
    let sentence = [before.get(start..).unwrap_or(""), after.get(..end).unwrap_or("")];
    let law = ["Act", "Regulations", "Schedule", "Constitution", "Code"];
    let names_law = sentence
        .iter()
        .any(|part| part.split(|c: char| !c.is_alphanumeric()).any(|word| law.contains(&word)));
    let last = before.trim_end().rsplit(' ').next().unwrap_or("");
    let clean = last.trim_matches(|c: char| !c.is_alphanumeric());
    // "DfE table 3", "Ofsted's paragraph 12", "the census, table 3".
    let name = clean.chars().filter(|c| c.is_uppercase()).count() >= 2
        || last.trim_end_matches(',').ends_with("'s")
        || last.trim_end_matches(',').ends_with("’s");
    if names_law || name || OTHERS.contains(&clean.to_lowercase().as_str()) {
        return false;
    }
    let mut following = after.split_whitespace();
    let (next, second) = (following.next().unwrap_or(""), following.next().unwrap_or(""));
    if after.starts_with([' ', '\u{a0}']) && second != "this" {
        let other = match next {
            "of" | "in" | "from" => true,
            "to" => typed.what == "appendix",
            _ => false,
        };
        if other {
            return false;
        }
    }
    if !matches!(typed.what, "section" | "page") {
        return true;
    }
    // Of a section a number by itself is more often a law's: "section 20", "under section 31".
    let lead = ["see", "in", "on", "at", "from", "and", "to", "also", "per"]
        .contains(&clean.to_lowercase().as_str())
        || last.ends_with('(')
        || before.ends_with('(')
        || before.trim().is_empty()
        || before.ends_with(". ");
    let closed = after.starts_with(['.', ',', ')', ';', ':']) || after.trim().is_empty();
    lead && (closed || AFTER_SECTION.contains(&next) || typed.what == "page" && clean == "see")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        references(text).into_iter().map(|typed| text.get(typed.whole).unwrap()).collect()
    }

    #[test]
    fn what_refers_to_this_paper_is_found() {
        for (text, expected) in [
            ("As paragraph 6.14 shows, it fell.", vec!["paragraph 6.14"]),
            ("It is attached as Appendix 2.", vec!["Appendix 2"]),
            ("It is Appendix 1 to this report.", vec!["Appendix 1"]),
            (
                "See section 6, and (section 7) and tables 2 and 3.",
                vec!["section 6", "section 7", "tables 2 and 3"],
            ),
            (
                "Table 9 shows this. Paragraphs 6.1 to 6.3 explain it.",
                vec!["Table 9", "Paragraphs 6.1 to 6.3"],
            ),
            ("In Table 2 and 461 children", vec!["Table 2"]),
            ("as paragraph A1.2 says", vec!["paragraph A1.2"]),
            ("see page 12 for more, and the table on page 14.", vec!["page 12", "page 14"]),
            ("Part 1 covers the context.", vec!["Part 1"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn what_refers_to_other_documents_is_left_alone() {
        for text in [
            "under section 20 of the Act",
            "by virtue of paragraph 3 of Schedule 12A",
            "in table 3 of the national release, in DfE table 3 and in the census, table 4",
            "section 47 enquiries, under section 31, a Section 20 agreement and section 17(1)",
            "on page 4 of the strategy, figure 3 and chart 2",
            "Appendix 2 of the strategy, appendix 3 to the plan, its appendix 4",
            "Section 22A of the Children Act 1989, and paragraph 12 says so",
            "the table 461 children sat at".split(" sat").next().unwrap(),
            "Appendix 2",
            "in the section that follows, 12 children",
        ] {
            let found = found(text);
            let expected: Vec<&str> =
                if text.starts_with("the table 461") { vec!["table 461"] } else { vec![] };
            assert_eq!(found, expected, "{text}");
        }
    }
}
