//! "doubled", "twice", "three times", "ten-fold": how many times as much.

use rust_decimal::Decimal;

use super::FigureInWords;
use super::WordsUnit;
use super::numbers::{digits, number_words, plain};
use super::tokens::{Token, word};
use crate::model::{format_number, round_half_up};

/// What a verb or an adjective makes of something, in each of its forms.
const VERBS: [(&str, u8); 6] =
    [("doubl", 2), ("trebl", 3), ("tripl", 3), ("quadrupl", 4), ("quintupl", 5), ("halv", 0)];

/// The multiple that starts at a token, and how many tokens it takes.
pub(super) fn multiple_at(tokens: &[Token], at: usize) -> Option<(FigureInWords, usize)> {
    let first = word(tokens, at)?;
    let times = match first {
        "twice" => Some(2),
        "thrice" => Some(3),
        _ => None,
    };
    if let Some(times) = times {
        return Some((plain(Decimal::from(times), 0, WordsUnit::Times), 1));
    }
    if let Some((_, times)) = VERBS.iter().find(|(stem, _)| {
        first.strip_prefix(stem).is_some_and(|rest| matches!(rest, "e" | "ed" | "es" | "ing"))
    }) {
        // "Two halves" are no multiple.
        if first == "halves" {
            return None;
        }
        return Some(match times {
            0 => (plain(Decimal::TWO, 0, WordsUnit::Divided), 1),
            times => (plain(Decimal::from(*times), 0, WordsUnit::Multiple), 1),
        });
    }
    // "tenfold", "10-fold"; "ten-fold" is two tokens, and "fold" is then the unit of the first.
    let stem = first.strip_suffix("fold")?.trim_end_matches('-');
    let token = Token { text: stem.to_owned(), place: tokens.get(at)?.place.clone() };
    let value = match digits(stem) {
        Some((value, ..)) => value,
        None => number_words(&[token], 0)?.0,
    };
    (value > Decimal::ONE).then(|| (plain(value, 0, WordsUnit::Multiple), 1))
}

/// The ways to put a ratio in the form in which a multiple is put, true or not: "more than doubled" for "doubled".
pub(in crate::paper) fn alike(raw: &str, stated: &str, ratio: Decimal) -> Vec<String> {
    let lower = raw.to_lowercase();
    let mut ways: Vec<String> = Vec::new();
    let mut words: &[&str] = &["just over", "almost", "more than"];
    if let Some(ending) = VERBS.iter().find_map(|(stem, _)| lower.strip_prefix(stem)) {
        // "Just over doubled" is no English.
        words = &["almost", "more than"];
        // Of two words for one thing the author's own comes first.
        let own = VERBS.iter().filter(|(stem, _)| lower.starts_with(stem));
        let others = VERBS.iter().filter(|(stem, _)| !lower.starts_with(stem) && *stem != "tripl");
        ways.extend(own.chain(others).map(|(stem, _)| format!("{stem}{ending}")));
    } else if lower.ends_with("fold") || stated.to_lowercase().ends_with("fold") {
        ways.push(stated.to_owned());
        ways.push(format!("{}-fold", format_number(ratio, 1)));
        ways.push(format!("{}-fold", format_number(ratio, 0)));
    } else {
        let whole = round_half_up(ratio, 0);
        ways.push(stated.to_owned());
        if whole == Decimal::TWO {
            ways.push("twice".to_owned());
        }
        ways.push(format!("{} times", format_number(whole, 0)));
        ways.push(format!("{} times", format_number(ratio, 1)));
    }
    let loosened: Vec<String> =
        ways.iter().flat_map(|way| words.iter().map(move |word| format!("{word} {way}"))).collect();
    // What is plain comes first, then what is near.
    ways.extend(loosened);
    ways
}
