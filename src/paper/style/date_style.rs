//! Dates in one style, "8 July 2023": asked of the author's own prose where the paper has a standard. Quotes, and the cells
//! of tables, stay as they are.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::resolve::Resolver;
use crate::paper::style::line::Line;
use crate::paper::style::sentences::Role;
use crate::syntax::{MONTHS, month_number};

/// Words before a number in parts, 3.1.12, which is then no date.
const NUMBERED: [&str; 9] = [
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "regulation",
    "section",
    "sections",
    "version",
    "standard",
];

impl Resolver<'_, '_> {
    /// Reports the dates of a line that are in another style.
    pub(in crate::paper) fn date_style(
        &self,
        line: &Line<'_>,
        role: Role,
        diagnostics: &mut Diagnostics,
    ) {
        if self.quoted || role == Role::Quotation || !line.text.bytes().any(|b| b.is_ascii_digit())
        {
            return;
        }
        for (range, meant) in misdated(&line.text) {
            let Some(place) = line.place(&range, self.sources) else { continue };
            let said = line.text.get(range).unwrap_or("");
            diagnostics.add(
                Diagnostic::warning(
                    "date-style",
                    place,
                    format!("\"{said}\" is in another style than the dates of this paper"),
                )
                .replace("write", place, meant),
            );
        }
    }
}

/// A word of a line, without the marks around it.
struct Word<'a> {
    text: &'a str,
    range: Range<usize>,
    /// Whether a mark stands behind it, so that the next word does not belong to it.
    closed: bool,
}

/// The dates in another style, and how each is written.
fn misdated(text: &str) -> Vec<(Range<usize>, String)> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let dated = in_numbers(word, before).or_else(|| with_hyphen(word));
        let dated = dated.map(|meant| (word.range.clone(), meant, 1));
        if let Some((range, meant, taken)) = dated.or_else(|| in_words(words.get(at..)?)) {
            if !is_quoted(text, range.start) {
                found.push((range, meant));
            }
            at += taken;
        } else {
            at += 1;
        }
    }
    found
}

/// 27.9.22, 01/04/2022 and 1-4-2022: the day comes first.
fn in_numbers(word: &Word<'_>, before: Option<&Word<'_>>) -> Option<String> {
    let mark = ['.', '/', '-'].into_iter().find(|mark| word.text.matches(*mark).count() == 2)?;
    let mut parts = word.text.split(mark);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let numbers = [day, month, year].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if !numbers || !(1..=2).contains(&day.len()) || !(1..=2).contains(&month.len()) {
        return None;
    }
    let numbered = |before: &Word<'_>| NUMBERED.contains(&before.text.to_lowercase().as_str());
    if mark == '.' && before.is_some_and(numbered) {
        return None;
    }
    dated(day, MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?, &full(year)?)
}

/// Oct-22, October-2022.
fn with_hyphen(word: &Word<'_>) -> Option<String> {
    let (month, year) = word.text.split_once('-')?;
    let year = full(year).filter(|_| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("{} {year}", named(month)?))
}

/// 8th July 2023, the 8th of July, 01 September 2022, 8 Sept 2022.
fn in_words(words: &[Word<'_>]) -> Option<(Range<usize>, String, usize)> {
    let [first, rest @ ..] = words else { return None };
    let digits = first.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ordinal = match first.text.get(digits.len()..)? {
        "" => false,
        "st" | "nd" | "rd" | "th" => true,
        _ => return None,
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) || first.closed {
        return None;
    }
    let of = ordinal && rest.first().is_some_and(|word| word.text == "of" && !word.closed);
    let month = rest.get(usize::from(of))?;
    let name = named(month.text)?;
    let year = rest.get(usize::from(of) + 1).filter(|year| {
        !month.closed && year.text.len() == 4 && year.text.bytes().all(|byte| byte.is_ascii_digit())
    });
    // "May" is also a verb, and "8 Mar" of no year may be anything.
    let plain = !ordinal && !digits.starts_with('0') && name == month.text;
    if plain || (year.is_none() && !ordinal) {
        return None;
    }
    let last = year.unwrap_or(month);
    let day = dated(digits, name, year.map_or("", |year| year.text))?;
    let taken = 2 + usize::from(of) + usize::from(year.is_some());
    Some((first.range.start..last.range.end, day, taken))
}

/// A day as it is written, if there is such a day.
fn dated(day: &str, month: &str, year: &str) -> Option<String> {
    let day: u8 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some(format!("{day} {month} {year}").trim_end().to_owned())
}

/// The name in full of a month with a capital letter.
fn named(month: &str) -> Option<&'static str> {
    let number = month_number(month).filter(|_| month.starts_with(char::is_uppercase))?;
    MONTHS.get(usize::from(number).checked_sub(1)?).copied()
}

/// A year with its century: 22 is 2022.
fn full(year: &str) -> Option<String> {
    match year.len() {
        2 => Some(format!("20{year}")),
        4 => Some(year.to_owned()),
        _ => None,
    }
}

/// Whether a place is in quotation marks.
fn is_quoted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.matches('"').count() % 2 == 1
        || before.matches('“').count() > before.matches('”').count()
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    for whole in text.split([' ', '\u{a0}']) {
        let word = whole.trim_start_matches(['(', '[', '"', '“', '‘', '\'']);
        let start = at + whole.len() - word.len();
        let trimmed =
            word.trim_end_matches(['.', ',', ';', ':', ')', ']', '"', '”', '’', '\'', '?', '!']);
        words.push(Word {
            text: trimmed,
            range: start..start + trimmed.len(),
            closed: trimmed.len() < word.len(),
        });
        at += whole.len()
            + 1
            + usize::from(
                text.get(at + whole.len()..).is_some_and(|rest| rest.starts_with('\u{a0}')),
            );
    }
    words
}

#[cfg(test)]
mod tests {
    use super::misdated;

    #[test]
    fn dates_in_other_styles_are_found() {
        for (text, meant) in [
            ("on 27.9.22, and", "27 September 2022"),
            ("since 01/04/2022.", "1 April 2022"),
            ("in Oct-22", "October 2022"),
            ("The 8th July 2023 meeting", "8 July 2023"),
            ("the 8th of July", "8 July"),
            ("(01 September 2022)", "1 September 2022"),
            ("on 8 Sept 2022", "8 September 2022"),
            ("on\u{a0}27.9.22", "27 September 2022"),
        ] {
            let found = misdated(text);
            assert_eq!(found.first().map(|(_, meant)| meant.as_str()), Some(meant), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_in_style_is_left_alone() {
        for text in [
            "on 8 July 2023",
            "paragraph 3.1.12 and section 3.1.12",
            "\"on 27.9.22\" they said",
            "in 2022-23 Q2",
            "the 8th meeting in July",
            "they may, on the 8th, may be",
            "version 1.2.2022",
            "24/7, 41/408, 3.1 and 33.1.22",
        ] {
            assert_eq!(misdated(text), vec![], "{text}");
        }
    }
}
