//! Words that a `term` or a `post` says are not used.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::wording::terms::Term;
use crate::paper::{Paper, Words};

/// Reports avoided words in the author's own words.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    for term in &paper.terms {
        for avoided in &term.avoided {
            for words in paper.words.iter().filter(|words| !words.quoted) {
                for range in uses(&words.text, avoided, term) {
                    diagnostics.add(found(words, &range, term));
                }
            }
        }
    }
}

fn found(words: &Words, range: &Range<usize>, term: &Term) -> Diagnostic {
    let place = words.place(range);
    let said = words.text.get(range.clone()).unwrap_or("");
    let (code, message, declared) = if term.post {
        let message = format!("the post \"{said}\" is called \"{}\"", term.proper);
        ("post-misnamed", message, "its title")
    } else {
        let message = format!("\"{said}\" is not a term of this paper");
        ("term-avoided", message, "the term that is used")
    };
    let before = words.text.get(..range.start).unwrap_or("");
    Diagnostic::warning(code, place, message).label(term.span, declared).replace(
        "write",
        place,
        as_begun(before, said, &term.proper),
    )
}

/// The proper words, with a capital letter where a sentence begins, or where the words that they stand for have one and
/// are no acronym.
fn as_begun(before: &str, said: &str, proper: &str) -> String {
    let begins = before.trim_end().is_empty() && !before.starts_with(' ')
        || [". ", "? ", "! "].iter().any(|end| before.ends_with(end));
    let mut letters = said.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let acronym = letters.next().is_some_and(char::is_uppercase);
    let mut proper_letters = proper.chars();
    match proper_letters.next() {
        Some(first) if begins || capital && !acronym => {
            first.to_uppercase().chain(proper_letters).collect()
        }
        _ => proper.to_owned(),
    }
}

/// Where some words use avoided ones: whole words, outside quotation marks, addresses, the proper words and exceptions.
fn uses(text: &str, avoided: &str, term: &Term) -> Vec<Range<usize>> {
    let kept: Vec<Range<usize>> = std::iter::once(&term.proper)
        .chain(&term.except)
        .chain(term.avoided.iter().filter(|longer| longer.len() > avoided.len()))
        .flat_map(|kept| occurrences(text, kept))
        .collect();
    occurrences(text, avoided)
        .into_iter()
        .filter(|range| !kept.iter().any(|kept| kept.start <= range.start && range.end <= kept.end))
        .filter(|range| !is_quoted(text, range.start) && !is_address(text, range))
        .collect()
}

/// Where words stand in others, as whole words. Acronyms are looked for as they are written, other words in any case.
fn occurrences(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let acronym = wanted.chars().filter(|c| c.is_uppercase()).count() > 1;
    let fold = |text: &str| if acronym { text.to_owned() } else { text.to_ascii_lowercase() };
    let (folded, wanted) = (fold(text), fold(wanted));
    if wanted.is_empty() {
        return Vec::new();
    }
    folded
        .match_indices(wanted.as_str())
        .map(|(at, found)| at..at + found.len())
        .filter(|range| {
            let before = folded.get(..range.start).and_then(|text| text.chars().next_back());
            let after = folded.get(range.end..).and_then(|text| text.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
        .collect()
}

fn is_quoted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let open = before.rfind('“').is_some_and(|open| before.rfind('”').is_none_or(|end| end < open));
    open || before.matches('"').count() % 2 == 1
}

fn is_address(text: &str, range: &Range<usize>) -> bool {
    let start =
        text.get(..range.start).unwrap_or("").rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let rest = text.get(range.end..).unwrap_or("");
    let end = rest.find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
    let word = text.get(start..end).unwrap_or("");
    word.contains("://") || word.contains('@') || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(except: &[&str]) -> Term {
        Term {
            proper: "children looked after".to_owned(),
            avoided: Vec::new(),
            except: except.iter().map(|text| (*text).to_owned()).collect(),
            post: false,
            span: crate::source::Span::default(),
        }
    }

    #[test]
    fn words_are_found_where_they_are_the_authors() {
        let count =
            |text: &str, avoided: &str, except: &[&str]| uses(text, avoided, &term(except)).len();
        assert_eq!(count("LAC and the LAC team", "LAC", &[]), 2);
        assert_eq!(count("Lac Leman, LACYP", "LAC", &[]), 0);
        assert_eq!(count("he said “we LAC are” and LAC", "LAC", &[]), 1);
        assert_eq!(count("the LAC Council met LAC", "LAC", &["LAC Council"]), 1);
        assert_eq!(count("see https://example.org/LAC", "LAC", &[]), 0);
        assert_eq!(count("Looked after children", "looked after children", &[]), 1);
    }

    #[test]
    fn the_first_letter_follows_its_place() {
        assert_eq!(as_begun("", "LAC", "children looked after"), "Children looked after");
        assert_eq!(as_begun("of ", "LAC", "children looked after"), "children looked after");
        assert_eq!(as_begun("left. ", "LAC", "children looked after"), "Children looked after");
    }
}
