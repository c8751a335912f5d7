//! Words that state a figure only where nothing else does: "none", "both", "most", "the majority", "the third".

use rust_decimal::Decimal;

use super::approximator::{Approximator, approximator};
use super::numbers::{below_hundred, plain};
use super::tokens::{Token, back, word};
use super::{FigureInWords, WordsUnit};

const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The first figure that such words state.
pub(super) fn quantifier(tokens: &[Token]) -> Option<FigureInWords> {
    (0..tokens.len()).find_map(|at| {
        let (figure, before, used) = at_token(tokens, at)?;
        let place = |at: usize| tokens.get(at).map(|token| token.place.clone());
        let number = place(at)?.start..place(at + used - 1)?.end;
        let whole = place(at - before)?.start..number.end;
        Some(FigureInWords { stated: number.clone(), number, whole, ..figure })
    })
}

/// What stands at a token: the figure, how many tokens before it belong to it, and how many from it on.
fn at_token(tokens: &[Token], at: usize) -> Option<(FigureInWords, usize, usize)> {
    let next = word(tokens, at + 1);
    let before = back(tokens, at, 1);
    let loosened = |figure: FigureInWords, used: usize| {
        let (approximator, before) = approximator(tokens, at);
        Some((FigureInWords { approximator, ..figure }, before, used))
    };
    let share = |approximator: Approximator, value: Decimal| FigureInWords {
        approximator,
        ..plain(value, 0, WordsUnit::Share)
    };
    match word(tokens, at)? {
        "no" if next == Some("longer") || next == Some("doubt") => None,
        "no" if next == Some("one") => Some((plain(Decimal::ZERO, 0, WordsUnit::Nothing), 0, 2)),
        "no" | "none" | "nil" | "nobody" | "nought" | "neither" => {
            Some((plain(Decimal::ZERO, 0, WordsUnit::Nothing), 0, 1))
        }
        "once" if before == Some("at") || matches!(next, Some("again" | "more")) => None,
        "once" => loosened(plain(Decimal::ONE, 0, WordsUnit::Times), 1),
        "both" => Some((plain(Decimal::TWO, 0, WordsUnit::Plain), 0, 1)),
        "couple" if before == Some("a") => Some((plain(Decimal::TWO, 0, WordsUnit::Plain), 1, 1)),
        "all" if before == Some("at") || next == Some("but") => None,
        "all" if before == Some("not") => {
            Some((share(Approximator::Under, Decimal::ONE_HUNDRED), 1, 1))
        }
        "all" => loosened(share(Approximator::Exactly, Decimal::ONE_HUNDRED), 1),
        // "The most", "at most" and "most recent" count nothing.
        "most" if matches!(before, Some("the" | "at")) => None,
        "most" => Some((share(Approximator::Over, Decimal::from(50)), 0, 1)),
        part @ ("majority" | "minority") => {
            let side = if part == "majority" { Approximator::Over } else { Approximator::Under };
            // "The majority", "a large majority".
            let used = (1..=2)
                .find(|by| matches!(back(tokens, at, *by), Some("a" | "the" | "our" | "their")));
            Some((share(side, Decimal::from(50)), used.unwrap_or(0), 1))
        }
        _ => ordinal(tokens, at),
    }
}

/// "third", "the 3rd", "twenty-third".
fn ordinal(tokens: &[Token], at: usize) -> Option<(FigureInWords, usize, usize)> {
    let first = word(tokens, at)?;
    let in_order =
        |value: i64, used| Some((plain(Decimal::from(value), 0, WordsUnit::Ordinal), 0, used));
    if let Some(value) = ordinal_word(first) {
        return in_order(value, 1);
    }
    if let (Some(tens), Some(ones)) =
        (below_hundred(first), word(tokens, at + 1).and_then(ordinal_word))
        && tens >= 20
        && ones < 10
    {
        return in_order(tens + ones, 2);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| first.strip_suffix(ending))?;
    let value: i64 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    in_order(value, 1)
}

/// "third" → 3.
pub(super) fn ordinal_word(word: &str) -> Option<i64> {
    let at = ORDINALS.iter().position(|known| *known == word)?;
    i64::try_from(at + 1).ok()
}

/// 3 → "third", 23 → "23rd".
pub(in crate::paper) fn ordinal_of(value: Decimal) -> Option<String> {
    let number = u64::try_from(value).ok().filter(|number| Decimal::from(*number) == value)?;
    if let Some(word) = usize::try_from(number).ok()?.checked_sub(1).and_then(|at| ORDINALS.get(at))
    {
        return Some((*word).to_owned());
    }
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Some(format!("{number}{ending}"))
}
