//! Words that a `term` or a `post` says are not used.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::untied::{Grammatical, grammatical};
use crate::paper::values::value::capital;
use crate::paper::wording::terms::Term;
use crate::paper::words::words_take_an;
use crate::paper::{Paper, Words};

/// Reports avoided words in the author's own words.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    let avoided: Vec<(&Term, &String)> = paper
        .terms
        .iter()
        .flat_map(|term| term.avoided.iter().map(move |word| (term, word)))
        .collect();
    let patterns = avoided.iter().map(|(_, word)| word.as_str());
    // Most words of a paper hold none of them: one walk over each says so.
    let Ok(any) = AhoCorasick::builder().ascii_case_insensitive(true).build(patterns) else {
        return;
    };
    for words in paper.words.iter().filter(|words| !words.quoted) {
        let mut held: Vec<usize> = any
            .find_overlapping_iter(&words.text)
            .map(|found| found.pattern().as_usize())
            .collect();
        held.sort_unstable();
        held.dedup();
        for (term, word) in held.into_iter().filter_map(|at| avoided.get(at)) {
            for range in uses(&words.text, word, term) {
                diagnostics.add(found(words, &range, word, term));
            }
        }
    }
}

fn found(words: &Words, range: &Range<usize>, avoided: &str, term: &Term) -> Diagnostic {
    let place = words.place(range);
    let said = words.text.get(range.clone()).unwrap_or("");
    let (code, message, declared) = if term.post {
        let message = format!("the post \"{said}\" is called \"{}\"", term.proper);
        ("post-misnamed", message, "its title")
    } else {
        let message = format!("\"{said}\" is not a term of this paper");
        ("term-avoided", message, "the term that is used")
    };
    let diagnostic = Diagnostic::warning(code, place, message).label(term.span, declared);
    mend(diagnostic, words, range, &term.proper, said.len() > avoided.len())
}

/// Offers the proper words in place of others, with the article and the number that go with them.
pub(super) fn mend(
    diagnostic: Diagnostic,
    words: &Words,
    range: &Range<usize>,
    proper: &str,
    are_several: bool,
) -> Diagnostic {
    let place = words.place(range);
    let said = words.text.get(range.clone()).unwrap_or("");
    let before = words.text.get(..range.start).unwrap_or("");
    let several = plural(proper);
    let proper = if are_several {
        let Some(several) = several.clone() else {
            let help = format!("write \"{proper}\", as it is called where there are several");
            return diagnostic.help(help);
        };
        several
    } else {
        proper.to_owned()
    };
    let Some((article, an)) = article(before) else {
        return diagnostic.replace("write", place, as_begun(before, said, &proper));
    };
    // "A LAC" is one, and "children looked after" are several.
    if several.is_some_and(|several| several == proper) {
        return diagnostic.help(format!(
            "\"{proper}\" are several, and \"{article}\" stands before one: write the sentence in other words"
        ));
    }
    let begins = words.text.get(..range.start - article.len() - 1).unwrap_or("");
    let capital = article.starts_with('A');
    match words_take_an(&proper) {
        Some(right) if right != an => {
            let mended = match (right, capital) {
                (true, true) => "An",
                (true, false) => "an",
                (false, true) => "A",
                (false, false) => "a",
            };
            let whole = words.place(&(begins.len()..range.end));
            let proper = as_begun(before, said, &proper);
            diagnostic.replace("write", whole, format!("{mended} {proper}"))
        }
        _ => diagnostic.replace("write", place, as_begun(before, said, &proper)),
    }
}

/// The article at the end of some words, and whether it is "an".
fn article(before: &str) -> Option<(&str, bool)> {
    let words = before.strip_suffix(' ')?;
    let start = words.rfind(|c: char| !c.is_alphanumeric());
    let last = match start {
        Some(start) => words.get(start..)?.trim_start_matches(|c: char| !c.is_alphanumeric()),
        None => words,
    };
    match last {
        "a" | "A" => Some((last, false)),
        "an" | "An" => Some((last, true)),
        _ => None,
    }
}

/// What several of something are called; `None` where no rule gives it. What says many already stays as it is.
fn plural(proper: &str) -> Option<String> {
    const JOINING: [&str; 8] = ["around", "at", "by", "for", "in", "of", "on", "with"];
    let words: Vec<&str> = proper.split(' ').collect();
    let end = words.iter().position(|word| JOINING.contains(word)).unwrap_or(words.len());
    let (head, rest) = words.split_at_checked(end)?;
    let (last, firsts) = head.split_last()?;
    let is_acronym = last.chars().count() > 1 && last.chars().all(char::is_uppercase);
    let is_many = |word: &&&str| matches!(grammatical(word), Some(Grammatical::Many(_)));
    let compound = last.rsplit_once('-').map_or(*last, |(_, noun)| noun);
    let many = if is_acronym {
        format!("{last}s")
    } else if let Some(Grammatical::One(many)) = grammatical(compound) {
        format!("{}{many}", last.strip_suffix(compound)?)
    } else if head.iter().any(|word| is_many(&word)) {
        return Some(proper.to_owned());
    } else {
        return None;
    };
    let words: Vec<&str> =
        firsts.iter().copied().chain([many.as_str()]).chain(rest.iter().copied()).collect();
    Some(words.join(" "))
}

/// The proper words, with a capital letter where a sentence begins, or where the words that they stand for have one and
/// are no acronym.
fn as_begun(before: &str, said: &str, proper: &str) -> String {
    let begins = before.trim_end().is_empty() && !before.starts_with(' ')
        || [". ", "? ", "! "].iter().any(|end| before.ends_with(end));
    let mut letters = said.chars();
    let begun = letters.next().is_some_and(char::is_uppercase);
    let acronym = letters.next().is_some_and(char::is_uppercase);
    if begins || begun && !acronym { capital(proper) } else { proper.to_owned() }
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
        .chain(occurrences(text, &format!("{avoided}s")))
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
        assert_eq!(count("LACs and a LAC's review", "LAC", &[]), 2);
        assert_eq!(count("Lac Leman, LACYP", "LAC", &[]), 0);
        assert_eq!(count("he said “we LAC are” and LAC", "LAC", &[]), 1);
        assert_eq!(count("the LAC Council met LAC", "LAC", &["LAC Council"]), 1);
        assert_eq!(count("see https://example.org/LAC", "LAC", &[]), 0);
        assert_eq!(count("Looked after children", "looked after children", &[]), 1);
    }

    #[test]
    fn several_have_their_name() {
        for (one, several) in [
            ("ESA", Some("ESAs")),
            ("looked-after child", Some("looked-after children")),
            ("foster carer", Some("foster carers")),
            ("children looked after", Some("children looked after")),
            ("home for children", Some("homes for children")),
            ("Head of Care", None),
        ] {
            assert_eq!(plural(one).as_deref(), several, "{one}");
        }
        assert_eq!(article("It was (an "), Some(("an", true)));
        assert_eq!(article("A "), Some(("A", false)));
        assert_eq!(article("UNCRC-a"), None);
        assert_eq!(article("Panama "), None);
    }

    #[test]
    fn the_first_letter_follows_its_place() {
        assert_eq!(as_begun("", "LAC", "children looked after"), "Children looked after");
        assert_eq!(as_begun("of ", "LAC", "children looked after"), "children looked after");
        assert_eq!(as_begun("left. ", "LAC", "children looked after"), "Children looked after");
    }
}
