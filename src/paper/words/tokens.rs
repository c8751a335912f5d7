//! Words cut into tokens.

use std::ops::Range;

/// A word or a figure of some words, in small letters, and its place.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) place: Range<usize>,
}

/// What stands in place of what is no figure: it is neither a figure nor a word that loosens one.
pub(super) const REMOVED: &str = "…";

/// Lower-case words and figures; a hyphen parts words, a `%` stands alone.
pub(super) fn tokens(words: &str, removed: &[Range<usize>]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for place in chunks(words) {
        let chunk = words.get(place.clone()).unwrap_or("");
        if removed.iter().any(|range| range.start < place.end && place.start < range.end) {
            tokens.push(Token { text: REMOVED.to_owned(), place });
        } else if chunk
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '£' | '+' | '-' | '−' | '.'))
            && !chunk.trim_start_matches('-').starts_with(char::is_alphabetic)
        {
            match lasting(chunk) {
                Some((number, time)) => {
                    numeric(number, place.start, &mut tokens);
                    hyphened(time, place.end - time.len(), &mut tokens);
                }
                None => numeric(chunk, place.start, &mut tokens),
            }
        } else {
            hyphened(chunk, place.start, &mut tokens);
        }
    }
    tokens
}

/// The number and the rest of "3-year" and "12-month-long"; a number before another word is the name of something.
fn lasting(chunk: &str) -> Option<(&str, &str)> {
    let (number, time) = chunk.split_once('-')?;
    let unit = time.split('-').next()?.to_lowercase();
    let unit = unit.strip_suffix('s').unwrap_or(&unit);
    matches!(unit, "year" | "quarter" | "month" | "week" | "day" | "hour").then_some((number, time))
}

fn hyphened(chunk: &str, mut start: usize, tokens: &mut Vec<Token>) {
    for part in chunk.split('-') {
        if !part.is_empty() {
            tokens.push(Token { text: part.to_lowercase(), place: start..start + part.len() });
        }
        start += part.len() + 1;
    }
}

/// What stands between spaces, brackets and dashes, without the marks around it.
pub(super) fn chunks(words: &str) -> Vec<Range<usize>> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '–' | '—' | '“' | '”');
    let marks = |c: char| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '"' | '\'' | '’');
    let mut chunks = Vec::new();
    let mut start = 0;
    for part in words.split(parts) {
        let lead = part.len() - part.trim_start_matches(marks).len();
        let chunk = part.trim_matches(marks);
        if !chunk.is_empty() {
            chunks.push(start + lead..start + lead + chunk.len());
        }
        let end = start + part.len();
        start =
            end + words.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    chunks
}

/// A figure in digits, its sign with it; what follows its last digit, as in "16%", "450+", "2pp" and "12k", stands alone.
pub(super) fn numeric(chunk: &str, start: usize, tokens: &mut Vec<Token>) {
    let mut marks: Vec<&str> = Vec::new();
    let mut body = chunk;
    while let Some((rest, mark)) = ["+", "%", "pp", "k", "bn", "m"].iter().find_map(|mark| {
        let rest = body.strip_suffix(mark)?;
        // "£1.2m" is one figure.
        (!rest.contains('£') || matches!(*mark, "+" | "%")).then_some((rest, *mark))
    }) {
        body = rest;
        marks.push(mark);
    }
    let text = body.to_lowercase().replace('−', "-");
    tokens.push(Token { text, place: start..start + body.len() });
    let mut at = start + body.len();
    for mark in marks.iter().rev() {
        tokens.push(Token { text: (*mark).to_owned(), place: at..at + mark.len() });
        at += mark.len();
    }
}

/// The word at a token.
pub(super) fn word(tokens: &[Token], at: usize) -> Option<&str> {
    tokens.get(at).map(|token| token.text.as_str())
}

/// The word so many tokens before one.
pub(super) fn back(tokens: &[Token], at: usize, by: usize) -> Option<&str> {
    at.checked_sub(by).and_then(|at| word(tokens, at))
}

/// Where the token before one ends.
pub(super) fn end_before(tokens: &[Token], at: usize) -> usize {
    at.checked_sub(1).and_then(|at| tokens.get(at)).map_or(0, |token| token.place.end)
}
