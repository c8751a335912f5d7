//! Figures as prose writes them: "43.4", "about 43", "eighty-five", "a quarter", "one in five", "over 90%", "£24.5m".
//!
//! Each approximator has a declared meaning ([`Approximator::holds`]); a figure without one is compared at its own
//! precision, half up (`semantics.md` S13).

use rust_decimal::Decimal;

use crate::model::round_half_up;
use crate::syntax::ast::FigureUnit;

/// A figure found in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureInWords {
    /// Its value: 24,500,000 for "£24.5m", 25 for "a quarter" (a share is in per cent).
    pub value: Decimal,
    /// What it counts in.
    pub unit: WordsUnit,
    /// How many decimals it states; negative where it states millions.
    pub decimals: i32,
    /// What the word before it makes of it.
    pub approximator: Approximator,
    /// `per 10,000` behind it, if the words say so.
    pub per: Option<Decimal>,
}

/// What a figure in words counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsUnit {
    /// Nothing named.
    Plain,
    /// "%", "per cent".
    Percent,
    /// "percentage points", "pp".
    PercentagePoints,
    /// "£".
    Pounds,
    /// A share said as a fraction, "a quarter" or "one in five": 25 and 20.
    Share,
}

/// The words that loosen a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approximator {
    /// None: the value rounds to the figure at the figure's own precision.
    Exactly,
    /// "about", "around", "approximately", "roughly", "some": within 5% of the figure.
    About,
    /// "over", "more than", "above": greater.
    Over,
    /// "just over": greater, by at most 5% of the figure.
    JustOver,
    /// "under", "less than", "fewer than", "below": smaller.
    Under,
    /// "almost", "nearly", "just under": smaller, by at most 5% of the figure.
    Almost,
    /// "at least": not smaller.
    AtLeast,
    /// "at most", "up to", "no more than": not greater.
    AtMost,
}

impl Approximator {
    /// Whether a figure with this approximator is a faithful rendering of a value in the same unit.
    pub fn holds(self, value: Decimal, figure: Decimal, decimals: i32) -> bool {
        let tolerance = figure.abs() * Decimal::new(5, 2);
        match self {
            Self::Exactly => round_to(value, decimals) == figure,
            Self::About => (value - figure).abs() <= tolerance,
            Self::Over => value > figure,
            Self::JustOver => value > figure && value - figure <= tolerance,
            Self::Under => value < figure,
            Self::Almost => value < figure && figure - value <= tolerance,
            Self::AtLeast => value >= figure,
            Self::AtMost => value <= figure,
        }
    }

    /// What it means, for a message.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Exactly => "equal at the precision that the words state",
            Self::About => "within 5% of the figure",
            Self::Over => "greater than the figure",
            Self::JustOver => "greater than the figure, by at most 5% of it",
            Self::Under => "smaller than the figure",
            Self::Almost => "smaller than the figure, by at most 5% of it",
            Self::AtLeast => "the figure or more",
            Self::AtMost => "the figure or less",
        }
    }
}

/// Rounds half up to a number of decimals; negative decimals round to tens, hundreds …
pub fn round_to(value: Decimal, decimals: i32) -> Decimal {
    match u32::try_from(decimals) {
        Ok(decimals) => round_half_up(value, decimals),
        Err(_) => {
            let scale = Decimal::from(10_i64.pow(decimals.unsigned_abs().min(15)));
            round_half_up(value / scale, 0) * scale
        }
    }
}

/// The figures in some words, in order.
pub fn figures_in(words: &str) -> Vec<FigureInWords> {
    let tokens = tokens(words);
    let mut figures = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((mut figure, used)) = figure_at(&tokens, at) else {
            at += 1;
            continue;
        };
        figure.approximator = approximator(&tokens, at);
        at += used;
        if let Some((unit, used)) = unit_at(&tokens, at) {
            figure.unit = unit;
            at += used;
        }
        if tokens.get(at).is_some_and(|token| token == "per")
            && let Some((per, used)) = figure_at(&tokens, at + 1)
        {
            figure.per = Some(per.value);
            at += 1 + used;
        }
        figures.push(figure);
    }
    figures
}

/// Whether the words claim a fall, a rise, or neither: the sign that a change must have.
pub fn direction(words: &str) -> Option<bool> {
    const DOWN: [&str; 15] = [
        "fewer", "less", "lower", "down", "fall", "fell", "fallen", "drop", "dropped", "reduction", "reduced",
        "decrease", "decreased", "decline", "smaller",
    ];
    const UP: [&str; 12] = [
        "more", "higher", "up", "rise", "rose", "risen", "increase", "increased", "growth", "grew", "gain", "larger",
    ];
    let tokens = tokens(words);
    for (at, token) in tokens.iter().enumerate() {
        // "more than 40" and "less than 40" loosen a figure, they do not say where it went; "up to 40" neither.
        if tokens.get(at + 1).is_some_and(|next| next == "than" || next == "to") {
            continue;
        }
        if DOWN.contains(&token.as_str()) {
            return Some(false);
        }
        if UP.contains(&token.as_str()) {
            return Some(true);
        }
    }
    None
}

/// Lower-case words and figures; a hyphen parts words, a `%` stands alone.
fn tokens(words: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for chunk in words.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '–' | '—' | '“' | '”')) {
        let chunk = chunk.trim_matches(|c: char| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '"' | '\'' | '’'));
        if chunk.is_empty() {
            continue;
        }
        let lower = chunk.to_lowercase();
        let numeric = lower.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '£' | '+' | '-' | '−' | '.'));
        if numeric {
            let body = lower.trim_start_matches(['+', '-', '−']);
            let negative = lower.starts_with(['-', '−']);
            let (number, percent) = match body.strip_suffix('%') {
                Some(number) => (number, true),
                None => (body, false),
            };
            tokens.push(if negative { format!("-{number}") } else { number.to_owned() });
            if percent {
                tokens.push("%".to_owned());
            }
        } else {
            tokens.extend(lower.split('-').filter(|part| !part.is_empty()).map(str::to_owned));
        }
    }
    tokens
}

/// The figure that starts at a token, and how many tokens it takes.
fn figure_at(tokens: &[String], at: usize) -> Option<(FigureInWords, usize)> {
    if let Some(found) = share_at(tokens, at) {
        return Some(found);
    }
    let first = tokens.get(at)?;
    if let Some((value, decimals, unit)) = digits(first) {
        let mut used = 1;
        let (mut value, mut decimals) = (value, decimals);
        if let Some(scale) = tokens.get(at + 1).and_then(|word| scale_of(word)) {
            value = value.checked_mul(Decimal::from(10_i64.pow(scale)))?;
            decimals -= i32::try_from(scale).ok()?;
            used = 2;
        }
        return Some((plain(value, decimals, unit), used));
    }
    let (value, used) = number_words(tokens, at)?;
    Some((plain(value, 0, WordsUnit::Plain), used))
}

fn plain(value: Decimal, decimals: i32, unit: WordsUnit) -> FigureInWords {
    FigureInWords { value, unit, decimals, approximator: Approximator::Exactly, per: None }
}

/// A figure in digits: its value, its decimals and its unit.
fn digits(token: &str) -> Option<(Decimal, i32, WordsUnit)> {
    let positive = token.strip_prefix('-').unwrap_or(token);
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

fn scale_of(word: &str) -> Option<u32> {
    match word {
        "thousand" => Some(3),
        "million" | "m" => Some(6),
        "billion" | "bn" => Some(9),
        _ => None,
    }
}

/// "half", "a quarter", "two thirds", "one in five", "3 out of 5": a share, in per cent.
fn share_at(tokens: &[String], at: usize) -> Option<(FigureInWords, usize)> {
    let word = |offset: usize| tokens.get(at + offset).map(String::as_str);
    let share = |numerator: Decimal, denominator: Decimal, used| {
        let value = Decimal::ONE_HUNDRED * numerator / denominator;
        (FigureInWords { unit: WordsUnit::Share, ..plain(round_half_up(value, 0), 0, WordsUnit::Share) }, used)
    };
    let number = |offset: usize| {
        let token = tokens.get(at + offset)?;
        if let Some((value, 0, WordsUnit::Plain)) = digits(token) {
            return Some((value, 1));
        }
        number_words(tokens, at + offset)
    };
    if word(0) == Some("half") {
        return Some(share(Decimal::ONE, Decimal::TWO, 1));
    }
    let (numerator, used) = match word(0) {
        Some("a" | "an") => (Decimal::ONE, 1),
        _ => number(0)?,
    };
    if numerator <= Decimal::ZERO {
        return None;
    }
    if let Some(denominator) = word(used).and_then(fraction) {
        return Some(share(numerator, denominator, used + 1));
    }
    let skip = match (word(used), word(used + 1)) {
        (Some("out"), Some("of")) => 2,
        (Some("in"), _) => 1,
        _ => return None,
    };
    let (denominator, more) = number(used + skip)?;
    // "one in five"; "12 in 2022" is a count and a year.
    (denominator > numerator && denominator <= Decimal::ONE_HUNDRED)
        .then(|| share(numerator, denominator, used + skip + more))
}

fn fraction(word: &str) -> Option<Decimal> {
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
fn number_words(tokens: &[String], at: usize) -> Option<(Decimal, usize)> {
    let mut total: i64 = 0;
    let mut group: i64 = 0;
    let mut used = 0;
    let mut last = usize::MAX;
    while let Some(token) = tokens.get(at + used) {
        let token = token.as_str();
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
        } else if let Some(scale) = scale_of(token).filter(|_| used > 0 && group > 0 && token.len() > 2) {
            total += group.checked_mul(10_i64.checked_pow(scale)?)?;
            group = 0;
            last = 1000;
        } else if token == "and" && last >= 100 && last != usize::MAX {
            let follows = tokens.get(at + used + 1).and_then(|next| below_hundred(next)).is_some();
            if !follows {
                break;
            }
        } else {
            break;
        }
        used += 1;
    }
    (used > 0).then(|| (Decimal::from(total + group), used))
}

fn below_hundred(word: &str) -> Option<i64> {
    const SMALL: [&str; 20] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let small = SMALL.iter().position(|known| *known == word);
    let value = small.or_else(|| TENS.iter().position(|known| *known == word).map(|at| (at + 2) * 10))?;
    i64::try_from(value).ok()
}

/// The unit that follows a figure, and how many tokens it takes.
fn unit_at(tokens: &[String], at: usize) -> Option<(WordsUnit, usize)> {
    let word = |offset: usize| tokens.get(at + offset).map(String::as_str);
    match (word(0)?, word(1)) {
        ("percentage", Some("points" | "point")) => Some((WordsUnit::PercentagePoints, 2)),
        ("pp", _) => Some((WordsUnit::PercentagePoints, 1)),
        ("%" | "percent", _) => Some((WordsUnit::Percent, 1)),
        ("per", Some("cent")) => Some((WordsUnit::Percent, 2)),
        ("pounds", _) => Some((WordsUnit::Pounds, 1)),
        _ => None,
    }
}

/// The approximator that ends just before a token.
fn approximator(tokens: &[String], at: usize) -> Approximator {
    let word = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at)).map(String::as_str);
    match (word(3), word(2), word(1)) {
        (Some("no"), Some("more"), Some("than")) => Approximator::AtMost,
        (Some("no" | "not"), Some("fewer" | "less"), Some("than")) => Approximator::AtLeast,
        (_, Some("just"), Some("over" | "above")) => Approximator::JustOver,
        (_, Some("just"), Some("under" | "below")) | (_, _, Some("almost" | "nearly")) => {
            Approximator::Almost
        }
        (_, Some("more" | "greater" | "higher"), Some("than")) | (_, _, Some("over" | "above")) => {
            Approximator::Over
        }
        (_, Some("less" | "fewer" | "lower"), Some("than")) | (_, _, Some("under" | "below")) => {
            Approximator::Under
        }
        (_, Some("at"), Some("least")) => Approximator::AtLeast,
        (_, Some("at"), Some("most")) | (_, Some("up"), Some("to")) => Approximator::AtMost,
        (_, _, Some("about" | "around" | "approximately" | "roughly" | "some")) => Approximator::About,
        _ => Approximator::Exactly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(words: &str) -> (String, WordsUnit, Approximator) {
        let figures = figures_in(words);
        assert_eq!(figures.len(), 1, "{words}: {figures:?}");
        (figures[0].value.normalize().to_string(), figures[0].unit, figures[0].approximator)
    }

    #[test]
    fn figures_are_found_in_words() {
        use Approximator::*;
        use WordsUnit::*;
        for (words, value, unit, approximator) in [
            ("461", "461", Plain, Exactly),
            ("about 43", "43", Plain, About),
            ("eighty-five children", "85", Plain, Exactly),
            ("one hundred and twenty", "120", Plain, Exactly),
            ("a quarter", "25", Share, Exactly),
            ("two thirds", "67", Share, Exactly),
            ("one in five", "20", Share, Exactly),
            ("4 out of 5", "80", Share, Exactly),
            ("over 90%", "90", Percent, Over),
            ("almost half", "50", Share, Almost),
            ("just over 14%", "14", Percent, JustOver),
            ("£24.5m", "24500000", Pounds, Exactly),
            ("1.2 million", "1200000", Plain, Exactly),
            ("two million", "2000000", Plain, Exactly),
            ("4 percentage points", "4", PercentagePoints, Exactly),
            ("per cent: 16 per cent", "16", Percent, Exactly),
            ("no more than 10", "10", Plain, AtMost),
            ("-0.5", "-0.5", Plain, Exactly),
            ("43.4 per 10,000", "43.4", Plain, Exactly),
        ] {
            assert_eq!(one(words), (value.to_owned(), unit, approximator), "{words}");
        }
        assert!(figures_in("rose").is_empty());
        assert_eq!(figures_in("six and seven").len(), 2);
        assert_eq!(figures_in("43.4 per 10,000")[0].per, Some(Decimal::from(10_000)));
    }

    #[test]
    fn millions_state_their_own_precision() {
        let figure = &figures_in("£24.5m")[0];
        assert_eq!(figure.decimals, -5);
        assert!(figure.approximator.holds(Decimal::from(24_480_000), figure.value, figure.decimals));
        assert!(!figure.approximator.holds(Decimal::from(24_440_000), figure.value, figure.decimals));
    }

    #[test]
    fn a_direction_is_not_an_approximator() {
        assert_eq!(direction("32 more"), Some(true));
        assert_eq!(direction("19 fewer children"), Some(false));
        assert_eq!(direction("more than 40"), None);
        assert_eq!(direction("up to 40"), None);
    }
}
