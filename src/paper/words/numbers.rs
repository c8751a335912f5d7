//! Numbers, shares and units, token by token.

use rust_decimal::Decimal;

use super::approximator::Approximator;
use super::durations::time;
use super::multiples::multiple_at;
use super::quantifiers::ordinal_word;
use super::tokens::{Token, back, end_before, word};
use super::{FigureInWords, WordsUnit};
use crate::model::round_half_up;
use crate::syntax::ast::FigureUnit;

/// The figure that starts at a token, and how many tokens it takes.
pub(super) fn figure_at(tokens: &[Token], at: usize) -> Option<(FigureInWords, usize)> {
    let (mut figure, used) = share_at(tokens, at).or_else(|| number_at(tokens, at))?;
    let place = tokens.get(at)?.place.start..end_before(tokens, at + used);
    figure.number = place.clone();
    figure.stated = place.clone();
    figure.whole = place;
    Some((figure, used))
}

pub(super) fn number_at(tokens: &[Token], at: usize) -> Option<(FigureInWords, usize)> {
    let first = word(tokens, at)?;
    if first == "one" && back(tokens, at, 1) == Some("no") {
        return None;
    }
    if first == "minus"
        && let Some((figure, used)) = number_at(tokens, at + 1)
        && figure.value > Decimal::ZERO
    {
        let value = -figure.value;
        return Some((FigureInWords { value, signed: true, ..figure }, used + 1));
    }
    if let Some(multiple) = multiple_at(tokens, at) {
        return Some(multiple);
    }
    if let Some(dozens) = dozens(tokens, at) {
        return Some(dozens);
    }
    if let Some((mut value, mut decimals, unit)) = digits(first) {
        let mut used = 1;
        if let Some(scale) = word(tokens, at + 1).and_then(scale_of) {
            value = value.checked_mul(Decimal::from(10_i64.pow(scale)))?;
            decimals -= i32::try_from(scale).ok()?;
            used = 2;
        }
        let signed = first.starts_with(['+', '-']);
        return Some((FigureInWords { signed, ..plain(value, decimals, unit) }, used));
    }
    let (value, used) = number_words(tokens, at)?;
    Some((plain(value, 0, WordsUnit::Plain), used))
}

/// "a dozen", "two dozen", "half a dozen", "half a million".
fn dozens(tokens: &[Token], at: usize) -> Option<(FigureInWords, usize)> {
    let word = |offset: usize| word(tokens, at + offset);
    let twelve = Decimal::from(12);
    match (word(0)?, word(1)?) {
        ("half", "a") => {
            let (value, decimals) = match word(2)? {
                "dozen" => (twelve, 0),
                "million" => (Decimal::from(1_000_000), -5),
                "billion" => (Decimal::from(1_000_000_000), -8),
                _ => return None,
            };
            Some((plain(value / Decimal::TWO, decimals, WordsUnit::Plain), 3))
        }
        ("a", "dozen") => Some((plain(twelve, 0, WordsUnit::Plain), 2)),
        (count, "dozen") => {
            let count = below_hundred(count).filter(|count| (2..=9).contains(count))?;
            Some((plain(Decimal::from(count) * twelve, 0, WordsUnit::Plain), 2))
        }
        _ => None,
    }
}

pub(super) fn plain(value: Decimal, decimals: i32, unit: WordsUnit) -> FigureInWords {
    FigureInWords {
        value,
        unit,
        decimals,
        approximator: Approximator::Exactly,
        per: None,
        signed: false,
        number: 0..0,
        stated: 0..0,
        whole: 0..0,
    }
}

/// A figure in digits: its value, its decimals and its unit.
pub(super) fn digits(token: &str) -> Option<(Decimal, i32, WordsUnit)> {
    let positive = token.trim_start_matches(['-', '+']);
    if !positive.starts_with(|c: char| c.is_ascii_digit() || c == '£') {
        return None;
    }
    let figure = crate::syntax::parse_figure(positive)?;
    let unit = match figure.unit {
        FigureUnit::Plain => WordsUnit::Plain,
        FigureUnit::Percent => WordsUnit::Percent,
        FigureUnit::Pounds => WordsUnit::Pounds,
    };
    let value = if token.starts_with('-') { -figure.value } else { figure.value };
    Some((value, figure.decimals, unit))
}

pub(super) fn scale_of(word: &str) -> Option<u32> {
    match word {
        "thousand" | "k" => Some(3),
        "million" | "m" => Some(6),
        "billion" | "bn" => Some(9),
        _ => None,
    }
}

/// "half", "a quarter", "two thirds", "one in five", "3 out of 5": a share, in per cent.
pub(super) fn share_at(tokens: &[Token], at: usize) -> Option<(FigureInWords, usize)> {
    let word = |offset: usize| word(tokens, at + offset);
    let share = |numerator: Decimal, denominator: Decimal, used| {
        let value = Decimal::ONE_HUNDRED * numerator / denominator;
        (plain(round_half_up(value, 0), 0, WordsUnit::Share), used)
    };
    let number = |offset: usize| {
        if let Some((value, 0, WordsUnit::Plain)) = word(offset).and_then(digits) {
            return Some((value, 1));
        }
        number_words(tokens, at + offset)
    };
    if word(0) == Some("half") {
        if dozens(tokens, at).is_some() {
            return None;
        }
        return Some(share(Decimal::ONE, Decimal::TWO, 1));
    }
    let (numerator, used) = match word(0) {
        Some("a" | "an") => (Decimal::ONE, 1),
        _ => number(0)?,
    };
    if numerator <= Decimal::ZERO {
        return None;
    }
    if let Some(denominator) = word(used).and_then(fraction).filter(|whole| *whole >= numerator) {
        return Some(share(numerator, denominator, used + 1));
    }
    let skip = match (word(used), word(used + 1)) {
        (Some("out"), Some("of")) | (Some("in"), Some("every")) => 2,
        (Some("in"), _) => 1,
        _ => return None,
    };
    let (denominator, more) = number(used + skip)?;
    // "11 in 12 months" is how many there were in a year.
    if skip == 1 && word(used + skip + more).and_then(time).is_some() {
        return None;
    }
    // "one in five"; "12 in 2022" is a count and a year.
    (denominator > numerator && denominator <= Decimal::ONE_HUNDRED)
        .then(|| share(numerator, denominator, used + skip + more))
}

pub(super) fn fraction(word: &str) -> Option<Decimal> {
    let denominator = match word.trim_end_matches('s') {
        "half" | "halve" => 2,
        "third" => 3,
        "quarter" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        _ => return None,
    };
    Some(Decimal::from(denominator))
}

/// "eighty-five", "one hundred and twenty", "two thousand": a whole number, and how many tokens it takes.
pub(super) fn number_words(tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
    let mut total: i64 = 0;
    let mut group: i64 = 0;
    let mut used = 0;
    let mut last = usize::MAX;
    while let Some(token) = word(tokens, at + used) {
        if let Some(unit) = below_hundred(token) {
            // "six seven" is two numbers; "sixty seven" is one.
            if last != usize::MAX && !(last == 10 && unit < 10 || last >= 100) {
                break;
            }
            group += unit;
            last = if unit >= 20 { 10 } else { 1 };
        } else if token == "hundred" && (1..=9).contains(&group) {
            group *= 100;
            last = 100;
        } else if token == "a"
            && used == 0
            && matches!(word(tokens, at + 1), Some("hundred" | "thousand" | "million" | "billion"))
        {
            // "A hundred", "a thousand".
            group = 1;
            last = 1;
        } else if let Some(scale) =
            scale_of(token).filter(|_| used > 0 && group > 0 && token.len() > 2)
        {
            total += group.checked_mul(10_i64.checked_pow(scale)?)?;
            group = 0;
            last = 1000;
        } else if token == "and" && last >= 100 && last != usize::MAX {
            let follows = word(tokens, at + used + 1).and_then(below_hundred).is_some();
            if !follows {
                break;
            }
        } else {
            break;
        }
        used += 1;
    }
    // "Twenty-third" is a place in an order.
    let in_order =
        last == 10 && word(tokens, at + used).and_then(ordinal_word).is_some_and(|ones| ones < 10);
    (used > 0 && !in_order).then(|| (Decimal::from(total + group), used))
}

/// The numbers below twenty.
pub(super) const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// The tens from twenty on.
pub(super) const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The number below a hundred that one word says.
pub(in crate::paper) fn below_hundred(word: &str) -> Option<i64> {
    let small = SMALL.iter().position(|known| *known == word);
    let value =
        small.or_else(|| TENS.iter().position(|known| *known == word).map(|at| (at + 2) * 10))?;
    i64::try_from(value).ok()
}

/// The unit that follows a figure, and how many tokens it takes.
pub(super) fn unit_at(tokens: &[Token], at: usize) -> Option<(WordsUnit, usize)> {
    let word = |offset: usize| word(tokens, at + offset);
    match (word(0)?, word(1)) {
        ("percentage", Some("points" | "point")) => Some((WordsUnit::PercentagePoints, 2)),
        ("pp", _) => Some((WordsUnit::PercentagePoints, 1)),
        ("%" | "percent", _) => Some((WordsUnit::Percent, 1)),
        ("per", Some("cent")) => Some((WordsUnit::Percent, 2)),
        ("times", _) => Some((WordsUnit::Times, 1)),
        ("fold", _) => Some((WordsUnit::Multiple, 1)),
        ("pounds", _) => Some((WordsUnit::Pounds, 1)),
        _ => None,
    }
}
