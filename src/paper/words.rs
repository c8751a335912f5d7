//! Figures as prose writes them: "43.4", "about 43", "eighty-five", "a quarter", "one in five", "over 90%", "£24.5m".
//!
//! Each approximator has a declared meaning ([`Approximator::holds`]); a figure without one is compared at its own
//! precision, half up (`semantics.md` S13).

use std::ops::Range;

use rust_decimal::Decimal;

use super::recognise::{Certainty, recognised};
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
    /// `per 10,000` behind it, if the words say so, and where the number stands.
    pub per: Option<(Decimal, Range<usize>)>,
    /// Whether it is written with a plus or a minus sign.
    pub signed: bool,
    /// Where the number stands.
    pub number: Range<usize>,
    /// Where the number stands with its unit.
    pub stated: Range<usize>,
    /// Where both stand with the words that loosen them.
    pub whole: Range<usize>,
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
    /// "about", "around", "approximately", "roughly", "some", "close to": within 5% of the figure.
    About,
    /// "over", "more than", "above", "in excess of": greater.
    Over,
    /// "just over": greater, by at most 5% of the figure.
    JustOver,
    /// "under", "less than", "fewer than", "below": smaller.
    Under,
    /// "almost", "nearly", "just under", "not quite": smaller, by at most 5% of the figure.
    Almost,
    /// "at least", "no fewer than", "not under", "or more" behind it: not smaller.
    AtLeast,
    /// "at most", "up to", "no more than", "not over", "or fewer" behind it: not greater.
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

/// The figures in some words, in order. Dates, ages, references and names are none, unless the words hold nothing else:
/// then a lone "2024" or "over 16" is what they state.
pub fn figures_in(words: &str) -> Vec<FigureInWords> {
    let found = recognised(words);
    let without = |spared: &[Certainty]| {
        let ranges: Vec<Range<usize>> = found
            .iter()
            .filter(|piece| !spared.contains(&piece.certainty))
            .map(|piece| piece.range.clone())
            .collect();
        read(&tokens(words, &ranges))
    };
    let figures = without(&[Certainty::Base]);
    if figures.is_empty() && !found.is_empty() {
        return without(&[Certainty::Base, Certainty::Likely]);
    }
    figures
}

fn read(tokens: &[Token]) -> Vec<FigureInWords> {
    let mut figures: Vec<FigureInWords> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if matches!(word(tokens, at), Some("per" | "every" | "each"))
            && let Some((base, used)) = figure_at(tokens, at + 1)
        {
            if let Some(last) = figures.last_mut().filter(|last| last.per.is_none()) {
                last.per = Some((base.value, base.number));
            }
            at += 1 + used;
            continue;
        }
        let Some((mut figure, used)) = figure_at(tokens, at) else {
            at += 1;
            continue;
        };
        let (approximator, loosened) = approximator(tokens, at);
        figure.approximator = approximator;
        figure.whole.start =
            tokens.get(at - loosened).map_or(figure.whole.start, |token| token.place.start);
        at += used;
        if let Some((unit, used)) = unit_at(tokens, at) {
            figure.unit = unit;
            at += used;
            figure.stated.end = end_before(tokens, at);
        }
        figure.whole.end = figure.stated.end;
        if let Some((behind, used)) = behind(tokens, at)
            && figure.approximator == Approximator::Exactly
        {
            figure.approximator = behind;
            at += used;
            figure.whole.end = end_before(tokens, at);
        }
        figures.push(figure);
    }
    figures
}

/// Where the token before one ends.
fn end_before(tokens: &[Token], at: usize) -> usize {
    at.checked_sub(1).and_then(|at| tokens.get(at)).map_or(0, |token| token.place.end)
}

/// A word that says where a change went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direction {
    /// Whether it says a rise.
    pub up: bool,
    /// The word for the other direction.
    pub opposite: &'static str,
    /// Where it stands.
    pub place: Range<usize>,
}

/// Words for a fall and for a rise, each with its opposite.
const FALLS: [(&str, &str); 26] = [
    ("fewer", "more"),
    ("less", "more"),
    ("lower", "higher"),
    ("down", "up"),
    ("fall", "rise"),
    ("falls", "rises"),
    ("fell", "rose"),
    ("fallen", "risen"),
    ("falling", "rising"),
    ("drop", "rise"),
    ("drops", "rises"),
    ("dropped", "rose"),
    ("dropping", "rising"),
    ("reduction", "increase"),
    ("reduced", "increased"),
    ("reducing", "increasing"),
    ("decrease", "increase"),
    ("decreases", "increases"),
    ("decreased", "increased"),
    ("decreasing", "increasing"),
    ("decline", "rise"),
    ("declined", "rose"),
    ("declining", "rising"),
    ("shrank", "grew"),
    ("smaller", "larger"),
    ("loss", "gain"),
];
const RISES: [(&str, &str); 25] = [
    ("more", "fewer"),
    ("higher", "lower"),
    ("up", "down"),
    ("rise", "fall"),
    ("rises", "falls"),
    ("rose", "fell"),
    ("risen", "fallen"),
    ("rising", "falling"),
    ("increase", "decrease"),
    ("increases", "decreases"),
    ("increased", "decreased"),
    ("increasing", "decreasing"),
    ("growth", "fall"),
    ("grew", "shrank"),
    ("grown", "fallen"),
    ("growing", "falling"),
    ("gain", "loss"),
    ("gained", "lost"),
    ("larger", "smaller"),
    ("bigger", "smaller"),
    ("greater", "smaller"),
    ("additional", "fewer"),
    ("extra", "fewer"),
    ("climbed", "fell"),
    ("jumped", "fell"),
];

/// Whether the words claim a fall, a rise, or neither: the sign that a change must have.
pub fn direction(words: &str) -> Option<Direction> {
    let tokens = tokens(words, &[]);
    tokens.iter().enumerate().find_map(|(at, token)| {
        // "more than 40" and "less than 40" loosen a figure, they do not say where it went; "up to 40" and "40 or more"
        // neither.
        let next = word(&tokens, at + 1);
        let loosens = next == Some("than")
            || (token.text == "up" && next == Some("to"))
            || back(&tokens, at, 1) == Some("or");
        let known = |list: &[(&'static str, &'static str)]| {
            list.iter().find(|(word, _)| *word == token.text).map(|(_, opposite)| *opposite)
        };
        let (up, opposite) = known(&FALLS)
            .map(|opposite| (false, opposite))
            .or_else(|| known(&RISES).map(|opposite| (true, opposite)))
            .filter(|_| !loosens)?;
        Some(Direction { up, opposite, place: token.place.clone() })
    })
}

/// A word or a figure of some words, in small letters, and its place.
#[derive(Debug)]
struct Token {
    text: String,
    place: Range<usize>,
}

/// What stands in place of what is no figure: it is neither a figure nor a word that loosens one.
const REMOVED: &str = "…";

/// Lower-case words and figures; a hyphen parts words, a `%` stands alone.
fn tokens(words: &str, removed: &[Range<usize>]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for place in chunks(words) {
        let chunk = words.get(place.clone()).unwrap_or("");
        if removed.iter().any(|range| range.start < place.end && place.start < range.end) {
            tokens.push(Token { text: REMOVED.to_owned(), place });
        } else if chunk
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '£' | '+' | '-' | '−' | '.'))
        {
            numeric(chunk, place.start, &mut tokens);
        } else {
            let mut start = place.start;
            for part in chunk.split('-') {
                if !part.is_empty() {
                    tokens.push(Token {
                        text: part.to_lowercase(),
                        place: start..start + part.len(),
                    });
                }
                start += part.len() + 1;
            }
        }
    }
    tokens
}

/// What stands between spaces, brackets and dashes, without the marks around it.
fn chunks(words: &str) -> Vec<Range<usize>> {
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
fn numeric(chunk: &str, start: usize, tokens: &mut Vec<Token>) {
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
fn word(tokens: &[Token], at: usize) -> Option<&str> {
    tokens.get(at).map(|token| token.text.as_str())
}

/// The word so many tokens before one.
fn back(tokens: &[Token], at: usize, by: usize) -> Option<&str> {
    at.checked_sub(by).and_then(|at| word(tokens, at))
}

/// The figure that starts at a token, and how many tokens it takes.
fn figure_at(tokens: &[Token], at: usize) -> Option<(FigureInWords, usize)> {
    let (mut figure, used) = share_at(tokens, at).or_else(|| number_at(tokens, at))?;
    let place = tokens.get(at)?.place.start..end_before(tokens, at + used);
    figure.number = place.clone();
    figure.stated = place.clone();
    figure.whole = place;
    Some((figure, used))
}

fn number_at(tokens: &[Token], at: usize) -> Option<(FigureInWords, usize)> {
    let first = word(tokens, at)?;
    if first == "minus"
        && let Some((figure, used)) = number_at(tokens, at + 1)
        && figure.value > Decimal::ZERO
    {
        let value = -figure.value;
        return Some((FigureInWords { value, signed: true, ..figure }, used + 1));
    }
    if first == "twice" {
        return Some((plain(Decimal::TWO, 0, WordsUnit::Plain), 1));
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

fn plain(value: Decimal, decimals: i32, unit: WordsUnit) -> FigureInWords {
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
fn digits(token: &str) -> Option<(Decimal, i32, WordsUnit)> {
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

fn scale_of(word: &str) -> Option<u32> {
    match word {
        "thousand" | "k" => Some(3),
        "million" | "m" => Some(6),
        "billion" | "bn" => Some(9),
        _ => None,
    }
}

/// "half", "a quarter", "two thirds", "one in five", "3 out of 5": a share, in per cent.
fn share_at(tokens: &[Token], at: usize) -> Option<(FigureInWords, usize)> {
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
        (Some("out"), Some("of")) | (Some("in"), Some("every")) => 2,
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
fn number_words(tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
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
    (used > 0).then(|| (Decimal::from(total + group), used))
}

fn below_hundred(word: &str) -> Option<i64> {
    const SMALL: [&str; 20] = [
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
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let small = SMALL.iter().position(|known| *known == word);
    let value =
        small.or_else(|| TENS.iter().position(|known| *known == word).map(|at| (at + 2) * 10))?;
    i64::try_from(value).ok()
}

/// The unit that follows a figure, and how many tokens it takes.
fn unit_at(tokens: &[Token], at: usize) -> Option<(WordsUnit, usize)> {
    let word = |offset: usize| word(tokens, at + offset);
    match (word(0)?, word(1)) {
        ("percentage", Some("points" | "point")) => Some((WordsUnit::PercentagePoints, 2)),
        ("pp", _) => Some((WordsUnit::PercentagePoints, 1)),
        ("%" | "percent", _) => Some((WordsUnit::Percent, 1)),
        ("per", Some("cent")) => Some((WordsUnit::Percent, 2)),
        ("pounds", _) => Some((WordsUnit::Pounds, 1)),
        _ => None,
    }
}

/// The approximator that ends just before a token, and how many tokens it takes.
fn approximator(tokens: &[Token], at: usize) -> (Approximator, usize) {
    let (plain, used) = plain_approximator(tokens, at);
    let opposite = match plain {
        Approximator::Over => Approximator::AtMost,
        Approximator::Under => Approximator::AtLeast,
        other => return (other, used),
    };
    // "Not more than 450" says nothing of being near it, as "not just over 450" would.
    match (back(tokens, at, used + 2), back(tokens, at, used + 1)) {
        (Some("no"), Some("longer")) => (opposite, used + 2),
        (_, Some("no" | "not" | "never")) => (opposite, used + 1),
        (_, Some(word)) if word.ends_with("n't") || word.ends_with("n’t") => (opposite, used + 1),
        _ => (plain, used),
    }
}

fn plain_approximator(tokens: &[Token], at: usize) -> (Approximator, usize) {
    const NEAR: [&str; 4] = ["just", "slightly", "marginally", "little"];
    let word = |by: usize| back(tokens, at, by);
    let (kind, used) = match (word(2), word(1)) {
        (Some("more" | "greater" | "higher" | "larger"), Some("than"))
        | (Some("excess"), Some("of")) => (Approximator::Over, 2),
        (Some("less" | "fewer" | "lower" | "smaller"), Some("than")) => (Approximator::Under, 2),
        (_, Some("over" | "above" | "exceeding")) => (Approximator::Over, 1),
        (_, Some("under" | "below")) => (Approximator::Under, 1),
        (Some("not"), Some("quite")) | (Some("short"), Some("of")) => {
            return (Approximator::Almost, 2);
        }
        (Some("at"), Some("least")) => return (Approximator::AtLeast, 2),
        (Some("at"), Some("most")) | (Some("up"), Some("to")) => return (Approximator::AtMost, 2),
        (Some("close"), Some("to")) => return (Approximator::About, 2),
        (_, Some("almost" | "nearly")) => return (Approximator::Almost, 1),
        (_, Some("about" | "around" | "approximately" | "roughly" | "some")) => {
            return (Approximator::About, 1);
        }
        _ => return (Approximator::Exactly, 0),
    };
    let used = if word(2) == Some("excess") && word(3) == Some("in") { 3 } else { used };
    let used_near = if word(used + 2) == Some("a") { used + 2 } else { used + 1 };
    match (word(used + 1), kind) {
        (Some(near), Approximator::Over) if NEAR.contains(&near) => {
            (Approximator::JustOver, used_near)
        }
        (Some(near), _) if NEAR.contains(&near) => (Approximator::Almost, used_near),
        (Some("well" | "far"), _) => (kind, used + 1),
        _ => (kind, used),
    }
}

/// What loosens a figure from behind: "450 or more", "450 at most", "450+".
fn behind(tokens: &[Token], at: usize) -> Option<(Approximator, usize)> {
    match (word(tokens, at)?, word(tokens, at + 1)) {
        ("+", _) => Some((Approximator::AtLeast, 1)),
        ("or", Some("more" | "over" | "above" | "higher")) => Some((Approximator::AtLeast, 2)),
        ("at", Some("least")) => Some((Approximator::AtLeast, 2)),
        ("at", Some("most")) => Some((Approximator::AtMost, 2)),
        ("or", Some("fewer" | "less" | "under" | "below" | "lower")) => {
            Some((Approximator::AtMost, 2))
        }
        _ => None,
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
            ("minus 0.5", "-0.5", Plain, Exactly),
            ("up 2pp", "2", PercentagePoints, Exactly),
            ("12k", "12000", Plain, Exactly),
            ("more than twice as many", "2", Plain, Over),
            ("-0.5", "-0.5", Plain, Exactly),
            ("43.4 per 10,000", "43.4", Plain, Exactly),
        ] {
            assert_eq!(one(words), (value.to_owned(), unit, approximator), "{words}");
        }
        assert!(figures_in("rose").is_empty());
        assert_eq!(figures_in("six and seven").len(), 2);
        let base = |words: &str| figures_in(words)[0].per.clone().map(|(base, _)| base);
        assert_eq!(base("43.4 per 10,000"), Some(Decimal::from(10_000)));
        assert_eq!(base("43 children for every 10,000"), Some(Decimal::from(10_000)));
    }

    #[test]
    fn millions_state_their_own_precision() {
        let figure = &figures_in("£24.5m")[0];
        assert_eq!(figure.decimals, -5);
        assert!(figure.approximator.holds(
            Decimal::from(24_480_000),
            figure.value,
            figure.decimals
        ));
        assert!(!figure.approximator.holds(
            Decimal::from(24_440_000),
            figure.value,
            figure.decimals
        ));
    }

    #[test]
    fn a_negated_approximator_is_its_opposite() {
        use Approximator::*;
        for (words, approximator) in [
            ("not more than 450", AtMost),
            ("no higher than 450", AtMost),
            ("not over 450", AtMost),
            ("not above 450", AtMost),
            ("no greater than 450", AtMost),
            ("never exceeding 450", AtMost),
            ("no longer over 450", AtMost),
            ("wasn’t over 450", AtMost),
            ("not less than 450", AtLeast),
            ("no fewer than 450", AtLeast),
            ("not under 450", AtLeast),
            ("not below 450", AtLeast),
            ("no lower than 450", AtLeast),
        ] {
            assert_eq!(one(words).2, approximator, "{words}");
        }
    }

    #[test]
    fn words_that_loosen_have_one_meaning_each() {
        use Approximator::*;
        for (words, approximator) in [
            ("fewer than 450", Under),
            ("as many as 450", Exactly),
            ("in excess of 450", Over),
            ("well over 450", Over),
            ("well under 450", Under),
            ("close to 450", About),
            ("up to 450", AtMost),
            ("just more than 450", JustOver),
            ("slightly below 450", Almost),
            ("not quite 450", Almost),
            ("450 or more", AtLeast),
            ("450 or fewer", AtMost),
            ("450+", AtLeast),
        ] {
            assert_eq!(one(words).2, approximator, "{words}");
        }
    }

    #[test]
    fn a_date_states_no_figure() {
        for (words, value) in [
            ("fell to 461 by March 2023", "461"),
            ("on 31 March 461", "461"),
            ("461 in 2022-23", "461"),
            ("461 (2023)", "461"),
            ("rose to 461 by 2023", "461"),
            ("85 young people aged 16 to 18", "85"),
            ("at Key Stage 4, 85", "85"),
            ("three children under 5", "3"),
            // Where nothing else is stated, it is the figure.
            ("2024", "2024"),
            ("over 16", "16"),
        ] {
            assert_eq!(one(words).0, value, "{words}");
        }
        assert!(figures_in("by March 2023").is_empty());
        assert!(figures_in("in 2023").is_empty());
    }

    #[test]
    fn the_places_of_a_figure_are_known() {
        let words = "It was not more than £1.2m, – or 16% at most";
        let at = |place: &Range<usize>| words.get(place.clone()).unwrap();
        let figures = figures_in(words);
        let shown: Vec<_> =
            figures.iter().map(|f| (at(&f.whole), at(&f.stated), at(&f.number))).collect();
        assert_eq!(
            shown,
            [("not more than £1.2m", "£1.2m", "£1.2m"), ("16% at most", "16%", "16")]
        );
        let words = "one in five or more";
        assert_eq!(words.get(figures_in(words)[0].number.clone()), Some("one in five"));
    }

    #[test]
    fn a_direction_is_not_an_approximator() {
        let up = |words: &str| direction(words).map(|direction| direction.up);
        assert_eq!(up("32 more"), Some(true));
        assert_eq!(up("19 fewer children"), Some(false));
        assert_eq!(up("rose to 461"), Some(true));
        assert_eq!(up("more than 40"), None);
        assert_eq!(up("up to 40"), None);
        assert_eq!(up("40 or more"), None);
    }
}
