//! Numbers whose thousands are not in threes: "100,00", "1,06,274". Nobody can tell which number is meant.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;

use crate::paper::untied::bare;

/// Words before numbers that are parted by commas and are a list.
const LISTS: &str = "\
    agendas appendices articles charts chapters clauses figures grades items levels minutes nos notes numbers options \
    pages paragraphs paras parts phases priorities questions recommendations reports rows rules sections stages tables \
    tiers wards weeks years";

/// A number that is none, and what it may have been meant to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::paper) struct Malformed {
    pub(in crate::paper) range: Range<usize>,
    likely: Vec<String>,
}

/// Finds the numbers of some words whose thousands are not in threes.
pub(in crate::paper) fn malformed(words: &str) -> Vec<Malformed> {
    let bytes = words.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = bytes.iter().skip(from).position(|byte| *byte == b',').map(|at| at + from)
    {
        from = at + 1;
        if !digit(at.checked_sub(1)) || !digit(Some(at + 1)) {
            continue;
        }
        let inside =
            |at: &usize| digit(Some(*at)) || (bytes.get(*at) == Some(&b',') && digit(Some(at + 1)));
        let start = (0..at).rev().take_while(inside).last().unwrap_or(at);
        let end = (at..bytes.len()).take_while(inside).last().map_or(at, |last| last + 1);
        from = end;
        found.extend(number(words, start..end));
    }
    found
}

fn number(words: &str, range: Range<usize>) -> Option<Malformed> {
    let written = words.get(range.clone())?;
    let before = words.get(..range.start)?;
    // "v1.2,3", "a3,5" and "12:30,40" are no numbers.
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ':' | '/' | '-')) {
        return None;
    }
    let groups: Vec<&str> = written.split(',').collect();
    let (first, rest) = groups.split_first()?;
    let threes = rest.iter().all(|group| group.len() == 3);
    let year =
        |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    if threes && first.len() <= 3 || groups.iter().any(|group| year(group)) {
        return None;
    }
    let word = before.trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
    if LISTS.split(' ').any(|known| known == word) {
        return None;
    }
    let pounds = before.ends_with('£');
    let zeros = rest.iter().any(|group| group.len() != 3 && group.starts_with('0'));
    let mixed = rest.last().is_some_and(|last| last.len() == 3) && !threes;
    let long = groups.iter().any(|group| group.len() > 3);
    if !(pounds || zeros || mixed || long) {
        return None;
    }
    let mut likely = Vec::new();
    let last = rest.last()?;
    if pounds && last.len() == 2 && rest.iter().rev().skip(1).all(|group| group.len() == 3) {
        likely.push(format!("{}.{last}", written.get(..written.len() - 3)?));
    }
    let digits: String = groups.concat();
    likely.push(in_threes(&digits));
    if last.len() < 3 && last.bytes().all(|byte| byte == b'0') {
        likely.push(in_threes(&format!("{digits}{}", "0".repeat(3 - last.len()))));
    }
    likely.dedup();
    Some(Malformed { range, likely })
}

/// Digits with a comma between each three.
fn in_threes(digits: &str) -> String {
    let digits = digits.trim_start_matches('0');
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Reports the numbers of some words that are none, and whether there are any; the words stand at a place, where they are
/// as written.
pub(in crate::paper) fn report<'s>(
    words: &str,
    written: impl FnOnce() -> &'s str,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> bool {
    let found = malformed(words);
    if found.is_empty() {
        return false;
    }
    let places = bare::places(written(), words);
    for number in found {
        let said = words.get(number.range.clone()).unwrap_or("");
        let here = bare::find(&places, &number.range, span);
        let diagnostic = Diagnostic::error(
            "number-malformed",
            here,
            format!("\"{said}\" is no number: its thousands are not in threes"),
        )
        .here("which number is meant?");
        diagnostics.add(
            number
                .likely
                .into_iter()
                .fold(diagnostic, |diagnostic, likely| diagnostic.replace("write", here, likely)),
        );
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_found() {
        for (words, said, likely) in [
            ("the rate per 100,00 is", "100,00", vec!["10,000", "100,000"]),
            ("1,06,274 children", "1,06,274", vec!["106,274"]),
            ("there were 12,34,567.", "12,34,567", vec!["1,234,567"]),
            ("of 1,2345 homes", "1,2345", vec!["12,345"]),
            ("it cost £1,50 each", "1,50", vec!["1.50", "150"]),
            ("1234,567 in all", "1234,567", vec!["1,234,567"]),
            ("10,0 in all", "10,0", vec!["100", "10,000"]),
        ] {
            let found = malformed(words);
            assert_eq!(found.len(), 1, "{words}");
            assert_eq!(words.get(found[0].range.clone()), Some(said), "{words}");
            assert_eq!(found[0].likely, likely, "{words}");
        }
    }

    #[test]
    fn what_is_a_number_or_a_list_is_left_alone() {
        for words in [
            "1,024 and 106,274 and £1,200,000.50",
            "pages 3,5,7 and paragraphs 3,15,120",
            "reports 1,04,200",
            "on 12,13 and 14 July, in 2021,2022",
            "3,5 and 7, groups of 2,3,4",
            "18, then 19,and 20",
            "item A3,05",
        ] {
            assert_eq!(malformed(words), Vec::new(), "{words}");
        }
    }
}
