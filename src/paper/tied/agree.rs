//! Whether words state a value, and which words would.
//!
//! What is offered in place of false words is put to the same test first, so that it is never false itself.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::model::{Unit, format_figure, format_number, round_half_up};
use crate::paper::untied::nouns::counted;
use crate::paper::values::durations::figures_for;
use crate::paper::values::value::{Change, Value, capital};
use crate::paper::words::{
    Approximator, FigureInWords, WordsUnit, alike, direction, ordinal_of, round_to,
};

/// Why words do not state a value.
#[derive(Debug)]
pub(in crate::paper) enum Disagreement {
    /// They state no figure.
    NoFigure,
    /// They state more than one.
    Several,
    /// They state another kind of figure than the value is.
    Kind(Box<FigureInWords>),
    /// They count people or things, and the value is a rate.
    Counted(Box<FigureInWords>),
    /// They state another base than the rate has: what they say, and what it is.
    Base(Decimal, Decimal),
    /// They say a rise of a fall, or a fall of a rise.
    Direction,
    /// They state another figure.
    Figure(Box<FigureInWords>),
}

/// Holds words against a value; `None` where they are a faithful rendering of it, at the precision that they state.
pub(in crate::paper) fn disagreement(words: &str, value: &Value) -> Option<Disagreement> {
    let mut figures = figures_for(words, value);
    let figure = match (figures.pop(), figures.is_empty()) {
        (None, _) => return Some(Disagreement::NoFigure),
        (Some(_), false) => return Some(Disagreement::Several),
        (Some(figure), true) => Box::new(figure),
    };
    let Some(exact) = in_unit_of(&figure, value) else {
        return Some(Disagreement::Kind(figure));
    };
    if let (Unit::Rate { per, .. }, Some((said, _))) = (&value.unit, &figure.per)
        && per != said
    {
        return Some(Disagreement::Base(*said, *per));
    }
    if matches!(value.unit, Unit::Rate { .. }) && counts(words, &figure) {
        return Some(Disagreement::Counted(figure));
    }
    if contradicts(words, value) {
        return Some(Disagreement::Direction);
    }
    let compared = compared(&figure, exact, value.change);
    let multiple = is_multiple(&figure) && ratio(value).is_some();
    let holds = if multiple && figure.approximator == Approximator::Exactly && figure.decimals <= 0
    {
        Approximator::About.holds(compared, figure.value, figure.decimals)
    } else if figure.unit == WordsUnit::Nothing {
        compared.is_zero()
    } else if figure.unit == WordsUnit::Share && figure.approximator == Approximator::Exactly {
        // A fraction has the precision of a whole per cent.
        (compared - figure.value).abs() <= Decimal::new(5, 1)
    } else {
        let part = if figure.unit == WordsUnit::Share { 10 } else { 5 };
        let part = Decimal::new(part, 2);
        figure.approximator.holds_within(compared, figure.value, figure.decimals, part)
    };
    (!holds).then_some(Disagreement::Figure(figure))
}

/// Whether the words count people or things with the figure: "11 children", and not "11 children per 10,000".
fn counts(words: &str, figure: &FigureInWords) -> bool {
    let after = words.get(figure.whole.end..).unwrap_or("");
    figure.unit == WordsUnit::Plain && figure.per.is_none() && counted(after).is_some()
}

/// Whether a figure says how many times as much something is.
fn is_multiple(figure: &FigureInWords) -> bool {
    matches!(figure.unit, WordsUnit::Times | WordsUnit::Multiple | WordsUnit::Divided)
}

/// How many times as much a value says that something is: a number divided by another, or a percentage change. `None`
/// where it says no such thing.
pub(in crate::paper) fn ratio(value: &Value) -> Option<Decimal> {
    let hundredth = value.exact / Decimal::ONE_HUNDRED;
    match (&value.unit, value.change) {
        (Unit::Number(_), Change::None) if value.decimals >= 2 => Some(value.exact),
        (Unit::Percent, Change::None) => Some(hundredth),
        (Unit::Percent, Change::Signed | Change::Rise) => Some(Decimal::ONE + hundredth),
        (Unit::Percent, Change::Fall) => Some(Decimal::ONE - hundredth),
        _ => None,
    }
}

/// Whether the words say that a change went the other way.
fn contradicts(words: &str, value: &Value) -> bool {
    let up = match value.change {
        Change::None => return false,
        Change::Rise => true,
        Change::Fall => false,
        Change::Difference | Change::Signed if value.exact.is_zero() => return false,
        Change::Difference | Change::Signed => value.exact > Decimal::ZERO,
    };
    if value.change == Change::Difference
        && let Some(above) = side(words)
    {
        return above != up;
    }
    direction(words).is_some_and(|said| said.up != up)
}

/// Whether words say that one thing is so much above another, or below it: "1.3 points above". Before a figure they
/// loosen it.
pub(in crate::paper) fn side(words: &str) -> Option<bool> {
    match words.trim_end().rsplit([' ', '\u{a0}']).next() {
        Some("above") => Some(true),
        Some("below") => Some(false),
        _ => None,
    }
}

/// What the figure is held against. The size of a change is stated without a sign, since words carry its direction; a
/// figure with a sign states that too.
fn compared(figure: &FigureInWords, exact: Decimal, change: Change) -> Decimal {
    match (change, figure.signed) {
        (Change::None, _) | (Change::Rise | Change::Difference | Change::Signed, true) => exact,
        (Change::Fall, true) => -exact,
        (_, false) => exact.abs(),
    }
}

/// The value's exact number in the unit that the figure states; `None` where the two cannot be the same thing.
fn in_unit_of(figure: &FigureInWords, value: &Value) -> Option<Decimal> {
    match (figure.unit, &value.unit) {
        (WordsUnit::Plain, Unit::Number(_) | Unit::Rate { .. } | Unit::Score)
        | (WordsUnit::Percent | WordsUnit::Share, Unit::Percent)
        | (WordsUnit::PercentagePoints, Unit::PercentagePoints)
        | (WordsUnit::Pounds, Unit::Pounds) => Some(value.exact),
        (WordsUnit::Nothing, _) => Some(value.exact),
        (WordsUnit::Times | WordsUnit::Multiple, _) if ratio(value).is_some() => ratio(value),
        (WordsUnit::Divided, _) => Decimal::ONE.checked_div(ratio(value)?),
        // How often something happened.
        (WordsUnit::Times | WordsUnit::Ordinal, Unit::Number(_))
            if value.change == Change::None =>
        {
            Some(value.exact)
        }
        // A ratio of two numbers may be put as a share or as a percentage; one child is no 100%.
        (WordsUnit::Percent | WordsUnit::Share, Unit::Number(_)) => {
            (value.exact.abs() <= Decimal::ONE && value.decimals >= 2)
                .then(|| value.exact * Decimal::ONE_HUNDRED)
        }
        _ => None,
    }
}

/// The value as a message shows it against a figure: at the figure's precision where that is finer than a whole number,
/// and in its unit.
pub(in crate::paper) fn shown_against(figure: &FigureInWords, value: &Value) -> String {
    let Some(exact) = in_unit_of(figure, value) else { return value.printed() };
    if let Some(ratio) = ratio(value).filter(|_| is_multiple(figure)) {
        let decimals = round_half_up(ratio, 2).normalize().scale();
        return format!("{} times", format_number(ratio, decimals));
    }
    let ratio = matches!(figure.unit, WordsUnit::Percent | WordsUnit::Share);
    let unit = if ratio { Unit::Percent } else { value.unit.clone() };
    match (u32::try_from(figure.decimals), figure.approximator) {
        // "One in four" states no decimals.
        (Ok(decimals), Approximator::Exactly) if figure.unit != WordsUnit::Share => {
            format_figure(exact, decimals, &unit)
        }
        // "47%", where that is not what the words say.
        _ if ratio && !matches!(value.unit, Unit::Percent) => {
            let same = round_to(exact, 0) == figure.value;
            format_figure(exact, u32::from(same), &unit)
        }
        // 44.7% is printed as 45%, and "nearly half" is 45% or more: as many decimals as show the difference.
        _ => match finer(figure, exact, value.decimals) {
            Some(decimals) => format_figure(exact, decimals, &value.unit),
            None => value.printed(),
        },
    }
}

/// How many decimals show that a value is not what a figure says, where those that it is printed with hide it.
fn finer(figure: &FigureInWords, exact: Decimal, decimals: u32) -> Option<u32> {
    let hidden = |decimals: u32| {
        figure.approximator.holds(round_half_up(exact, decimals), figure.value, figure.decimals)
    };
    if !hidden(decimals) || hidden(decimals + 4) {
        return None;
    }
    (decimals + 1..decimals + 4).find(|decimals| !hidden(*decimals))
}

/// Words that state the value truly, best first, as near as can be to some that do not. Where no such words are near,
/// the value alone.
pub(in crate::paper) fn offers(words: &str, value: &Value) -> Vec<String> {
    let figures = figures_for(words, value);
    let [figure] = figures.as_slice() else { return accepted(vec![value.printed()], words, value) };
    let offers = accepted(near(words, figure, value), words, value);
    if !offers.is_empty() {
        return offers;
    }
    // "It 0.66" in place of "it halved" would be no sentence.
    let verb = is_multiple(figure)
        && words.split_whitespace().next_back().is_some_and(|word| word.ends_with("ed"));
    let alone = match ratio(value).filter(|_| verb) {
        Some(ratio) => {
            let moved = if ratio < Decimal::ONE { "fell" } else { "rose" };
            let percent = |part: Decimal| format_figure(part, 0, &Unit::Percent);
            let whole = ratio.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
            let by = (whole - Decimal::ONE_HUNDRED).abs();
            vec![
                format!("{moved} by {}", percent(by)),
                format!("{moved} to {} of what it was", percent(whole)),
            ]
        }
        None => size(figure, value).into_iter().chain([value.printed()]).collect(),
    };
    accepted(alone, words, value)
}

/// The first two of some words that are a faithful rendering of the value.
fn accepted(candidates: Vec<String>, words: &str, value: &Value) -> Vec<String> {
    let unchanged =
        value.rounded().is_zero() && value.change.is_signed() && direction(words).is_some();
    let mut accepted: Vec<String> = Vec::new();
    for candidate in candidates {
        // "Rose by 0" would be accepted, and says nothing.
        let vain = unchanged && direction(&candidate).is_some();
        let new = candidate != words && !accepted.contains(&candidate);
        if new && !vain && disagreement(&candidate, value).is_none() {
            accepted.push(candidate);
        }
    }
    accepted.truncate(2);
    accepted
}

/// Words that differ from the author's in one place, true or not.
fn near(words: &str, figure: &FigureInWords, value: &Value) -> Vec<String> {
    let mut near = vec![words.to_owned()];
    near.extend(based(words, figure, value));
    near.extend(multiplied(words, figure, value));
    near.extend(restated(words, figure, value));
    near.extend(loosened(words, figure, value));
    if in_unit_of(figure, value).is_none() {
        near.extend(in_its_own_unit(words, figure, value));
    }
    if value.change == Change::Difference
        && let Some(above) = side(words)
    {
        let (said, right) = if above { ("above", "below") } else { ("below", "above") };
        let turn = |words: String| {
            let rest = words.trim_end().strip_suffix(said)?;
            Some(format!("{rest}{right}"))
        };
        near.extend(near.clone().into_iter().filter_map(turn));
        return near;
    }
    // The sign of a difference does not say which of the two was earlier.
    if !contradicts(words, value) || value.change == Change::Difference {
        return near;
    }
    near.into_iter()
        .flat_map(|words| {
            let turned = turned(&words);
            std::iter::once(words).chain(turned)
        })
        .collect()
}

/// The words with the value in place of the figure, at the same precision and scale, and nothing that loosens it.
fn restated(words: &str, figure: &FigureInWords, value: &Value) -> Vec<String> {
    let Some(exact) = in_unit_of(figure, value) else { return Vec::new() };
    let compared = compared(figure, exact, value.change);
    match figure.unit {
        WordsUnit::Share => {
            let decimals = if matches!(value.unit, Unit::Percent) { value.decimals } else { 0 };
            let percentage = format_figure(compared, decimals, &Unit::Percent);
            // "Most children" are "60% of children".
            let after = words.get(figure.whole.end..).unwrap_or("");
            let of = if counted(after).is_some() { " of" } else { "" };
            return std::iter::once(percentage)
                .chain(fraction(compared))
                .map(|share| put(words, &figure.whole, &format!("{share}{of}")))
                .collect();
        }
        WordsUnit::Ordinal => {
            let place = ordinal_of(compared).map(|place| put(words, &figure.whole, &place));
            return place.into_iter().collect();
        }
        WordsUnit::Nothing => {
            let printed = format_figure(compared, value.decimals, &value.unit);
            return vec![put(words, &figure.whole, &printed)];
        }
        WordsUnit::Multiple | WordsUnit::Divided => return Vec::new(),
        WordsUnit::Times if ratio(value).is_some() => return Vec::new(),
        _ => {}
    }
    let unit = words.get(figure.number.end..figure.stated.end).unwrap_or("");
    let number = number(words, figure, compared);
    let unit = if number.as_deref() == Some("1") {
        unit.replace("points", "point")
    } else {
        unit.to_owned()
    };
    number.map(|number| put(words, &figure.whole, &format!("{number}{unit}"))).into_iter().collect()
}

/// The words with another multiple, or with theirs and a word before it.
fn multiplied(words: &str, figure: &FigureInWords, value: &Value) -> Vec<String> {
    let Some(ratio) = ratio(value).filter(|_| is_multiple(figure)) else { return Vec::new() };
    let raw = words.get(figure.number.clone()).unwrap_or("");
    let stated = words.get(figure.stated.clone()).unwrap_or("");
    let capital_first =
        words.get(figure.whole.clone()).is_some_and(|whole| whole.starts_with(char::is_uppercase));
    // "Doubled" may be "rose by 46%".
    let verb = raw.ends_with("ed").then(|| {
        let change = (ratio - Decimal::ONE) * Decimal::ONE_HUNDRED;
        let way = if change > Decimal::ZERO { "rose" } else { "fell" };
        format!("{way} by {}", format_figure(change.abs(), value.decimals, &Unit::Percent))
    });
    alike(raw, stated, ratio)
        .into_iter()
        .chain(verb)
        .map(|way| put(words, &figure.whole, &if capital_first { capital(&way) } else { way }))
        .collect()
}

/// The words with their own figure, and a word before it that is true.
fn loosened(words: &str, figure: &FigureInWords, value: &Value) -> Option<String> {
    let before = words.get(figure.whole.start..figure.stated.start)?;
    let compared = compared(figure, in_unit_of(figure, value)?, value.change);
    if before.is_empty() || compared == figure.value || is_multiple(figure) {
        return None;
    }
    let stated = words.get(figure.stated.clone())?;
    if figure.approximator == Approximator::About && compared >= Decimal::ONE_HUNDRED {
        // 461 is "about 460".
        let digits = i32::try_from(compared.trunc().to_string().len()).ok()?;
        let rounded = FigureInWords { decimals: figure.decimals.min(0), ..figure.clone() };
        let number = number(words, &rounded, round_to(compared, 2 - digits))?;
        return Some(put(
            words,
            &figure.stated,
            &stated.replace(words.get(figure.number.clone())?, &number),
        ));
    }
    let near = (compared - figure.value).abs() <= figure.value.abs() * Decimal::new(5, 2);
    let word = match (compared > figure.value, near) {
        (true, true) => "just over",
        (true, false) => "over",
        (false, true) => "nearly",
        (false, false) => "under",
    };
    let word = if before.starts_with(char::is_uppercase) { capital(word) } else { word.to_owned() };
    Some(put(words, &figure.whole, &format!("{word} {stated}")))
}

/// The words with the value and its own unit in place of the figure and its unit.
fn in_its_own_unit(words: &str, figure: &FigureInWords, value: &Value) -> Option<String> {
    if is_multiple(figure) {
        return None;
    }
    // A rate brings its base along.
    let end = figure.per.as_ref().map_or(figure.whole.end, |(_, base)| base.end);
    // "461 children" must not become "7.2% children".
    if counted(words.get(end..).unwrap_or("")).is_some() {
        return None;
    }
    Some(put(words, &(figure.whole.start..end), &size(figure, value)?))
}

/// The value as printed; a change without its sign, unless the figure has one.
fn size(figure: &FigureInWords, value: &Value) -> Option<String> {
    (value.change != Change::None)
        .then(|| compared(figure, value.exact, value.change))
        .or(Some(value.exact))
        .map(|exact| format_figure(exact, value.decimals, &value.unit))
}

/// The words with the base of the rate in place of their own.
fn based(words: &str, figure: &FigureInWords, value: &Value) -> Option<String> {
    match (&value.unit, &figure.per) {
        (Unit::Rate { per, .. }, Some((_, place))) => {
            Some(put(words, place, &format_number(*per, per.normalize().scale())))
        }
        _ => None,
    }
}

/// A number in digits, at the scale and the precision of a figure: "£1.3m" beside "£1.2m". `None` where nothing would
/// be left of it.
fn number(words: &str, figure: &FigureInWords, value: Decimal) -> Option<String> {
    let rounded = round_to(value, figure.decimals);
    if rounded.is_zero() && !value.is_zero() {
        return None;
    }
    let raw = words.get(figure.number.clone())?;
    let in_digits = raw.contains(|c: char| c.is_ascii_digit());
    let suffix = if in_digits { raw.trim_start_matches(|c: char| !c.is_alphabetic()) } else { "" };
    let scale = match suffix.to_lowercase().as_str() {
        "k" | "thousand" => 3,
        "m" | "million" => 6,
        "bn" | "billion" => 9,
        _ => 0,
    };
    let behind = raw
        .rfind(|c: char| c.is_ascii_digit())
        .map_or("", |last| raw.get(last + 1..).unwrap_or(""));
    let shown = rounded.checked_div(Decimal::from(10_i64.checked_pow(scale)?))?;
    let decimals = u32::try_from(figure.decimals + i32::try_from(scale).ok()?).ok()?;
    let often = matches!(raw.to_lowercase().as_str(), "once" | "twice" | "thrice");
    let behind = if often { " times" } else { behind };
    let sign = if rounded < Decimal::ZERO {
        "−"
    } else if figure.signed {
        "+"
    } else {
        ""
    };
    let pounds = if raw.contains('£') { "£" } else { "" };
    Some(format!("{sign}{pounds}{}{behind}", format_number(shown.abs(), decimals)))
}

/// A simple fraction within half a per cent of a percentage.
fn fraction(percent: Decimal) -> Option<String> {
    const KNOWN: [(&str, i64, i64); 13] = [
        ("half", 1, 2),
        ("a third", 1, 3),
        ("two thirds", 2, 3),
        ("a quarter", 1, 4),
        ("three quarters", 3, 4),
        ("one in five", 1, 5),
        ("one in six", 1, 6),
        ("one in seven", 1, 7),
        ("one in eight", 1, 8),
        ("one in nine", 1, 9),
        ("one in ten", 1, 10),
        ("two in five", 2, 5),
        ("three in five", 3, 5),
    ];
    KNOWN
        .iter()
        .find(|(_, part, whole)| {
            let share = Decimal::ONE_HUNDRED * Decimal::from(*part) / Decimal::from(*whole);
            (percent - share).abs() <= Decimal::new(5, 1)
        })
        .map(|(words, ..)| (*words).to_owned())
}

/// The words with the other direction: "rose by 6" → "fell by 6".
fn turned(words: &str) -> Option<String> {
    let said = direction(words)?;
    let before = words.get(..said.place.start)?;
    let old = words.get(said.place.clone())?;
    let new = if old.starts_with(char::is_uppercase) {
        capital(said.opposite)
    } else {
        said.opposite.to_owned()
    };
    let vowel = new.starts_with(['a', 'e', 'i', 'o', 'u']);
    // "Than" ends in no article.
    let article = |article: &str| {
        before.strip_suffix(article).filter(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    let before = match (article("an "), article("a ")) {
        (Some(rest), _) if !vowel => format!("{rest}a "),
        (_, Some(rest)) if vowel => format!("{rest}an "),
        _ => before.to_owned(),
    };
    Some(format!("{before}{new}{}", words.get(said.place.end..)?))
}

/// Some words with others in place of a part of them.
fn put(words: &str, place: &Range<usize>, new: &str) -> String {
    let (before, after) = (words.get(..place.start), words.get(place.end..));
    format!("{}{new}{}", before.unwrap_or(""), after.unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(exact: &str, unit: Unit, change: Change) -> Value {
        let exact: Decimal = exact.parse().unwrap();
        Value { unit, change, decimals: exact.scale().min(2), ..Value::number(exact, Vec::new()) }
    }

    fn children(exact: &str) -> Value {
        value(exact, Unit::Number("children".to_owned()), Change::None)
    }

    fn percentage(exact: &str) -> Value {
        value(exact, Unit::Percent, Change::Signed)
    }

    fn changed(exact: &str, change: Change) -> Value {
        value(exact, Unit::Number(String::new()), change)
    }

    fn rate() -> Value {
        value("43.4", Unit::Rate { per: Decimal::from(10_000), of: String::new() }, Change::None)
    }

    #[test]
    fn what_is_offered_is_true_and_near() {
        for (words, value, expected) in [
            ("nearly 500", children("461"), vec!["461", "under 500"]),
            ("Nearly 500 children", children("461"), vec!["461 children", "Under 500 children"]),
            ("below 461", children("461"), vec!["461"]),
            ("at least 470", children("461"), vec!["461", "nearly 470"]),
            ("about 400 children", children("461"), vec!["461 children", "about 460 children"]),
            ("minus 6", changed("-5", Change::Signed), vec!["−5"]),
            (
                "twice as many",
                changed("3.40", Change::None),
                vec!["3.4 times as many", "more than twice as many"],
            ),
            ("doubled", percentage("148.0"), vec!["more than doubled", "rose by 148.0%"]),
            ("doubled", percentage("46"), vec!["rose by 46%"]),
            ("doubled", percentage("-50.4"), vec!["halved", "more than halved"]),
            ("more than doubled", percentage("97"), vec!["doubled", "almost doubled"]),
            ("Trebled", percentage("102"), vec!["Doubled", "More than doubled"]),
            ("a threefold rise", percentage("412"), vec!["a 5.1-fold rise", "a 5-fold rise"]),
            ("visited twice", children("3"), vec!["visited 3 times"]),
            ("the third", children("5"), vec!["the fifth"]),
            ("the 3rd", children("22"), vec!["the 22nd"]),
            ("both", children("3"), vec!["3"]),
            ("no children", children("3"), vec!["3 children"]),
            ("none", value("0.4", Unit::Percent, Change::None), vec!["0.4%"]),
            ("Most children", value("42", Unit::Percent, Change::None), vec!["42% of children"]),
            ("the majority", value("20", Unit::Percent, Change::None), vec!["20%", "one in five"]),
            ("11 children", rate(), vec!["43.4 per 10,000"]),
            ("not more than 450", children("461"), vec!["461", "just over 450"]),
            ("500 or more", children("461"), vec!["461"]),
            ("fell to 416 by March 2023", children("461"), vec!["fell to 461 by March 2023"]),
            ("four hundred and sixteen", children("461"), vec!["461"]),
            ("one in four", changed("0.14", Change::None), vec!["14%", "one in seven"]),
            ("20%", changed("0.1432", Change::None), vec!["14%"]),
            ("one in five", value("7.158", Unit::Percent, Change::None), vec!["7.16%"]),
            ("rose by 6", changed("-6", Change::Signed), vec!["fell by 6"]),
            ("an increase of 5", changed("-6", Change::Signed), vec!["a decrease of 6"]),
            ("6 more", changed("6", Change::Fall), vec!["6 fewer"]),
            ("6 fewer", changed("6", Change::Rise), vec!["6 more"]),
            ("rose by 6", changed("0", Change::Signed), vec!["0"]),
            ("a fall of 6", changed("6", Change::Difference), vec!["6"]),
            ("+6", changed("-6", Change::Signed), vec!["−6"]),
            ("£1.2m", value("1250000", Unit::Pounds, Change::None), vec!["£1.3m"]),
            ("£1.2 million", value("1250000", Unit::Pounds, Change::None), vec!["£1.3 million"]),
            ("£1.2m", value("3000", Unit::Pounds, Change::None), vec!["£3,000"]),
            (
                "fell by 2%",
                value("-1.4", Unit::PercentagePoints, Change::Signed),
                vec!["fell by 1.4 percentage points"],
            ),
            ("16 per cent", value("15.4", Unit::Percent, Change::None), vec!["15 per cent"]),
            ("461 children", value("7.2", Unit::Percent, Change::None), vec!["7.2%"]),
            ("43.4 per 100,000", rate(), vec!["43.4 per 10,000"]),
            ("about 60 per 10,000", rate(), vec!["43 per 10,000", "under 60 per 10,000"]),
        ] {
            assert!(disagreement(words, &value).is_some(), "{words} is true");
            assert_eq!(offers(words, &value), expected, "{words}");
        }
    }

    #[test]
    fn what_is_offered_is_accepted() {
        let values = [
            children("461"),
            children("1250"),
            children("0"),
            changed("-6", Change::Signed),
            changed("6", Change::Signed),
            changed("0", Change::Signed),
            changed("6", Change::Rise),
            changed("6", Change::Fall),
            changed("-6", Change::Difference),
            changed("0.14", Change::None),
            changed("2.41", Change::None),
            percentage("-38.2"),
            percentage("212"),
            rate(),
            value("7.158", Unit::Percent, Change::None),
            value("-1.4", Unit::PercentagePoints, Change::Signed),
            value("1250000", Unit::Pounds, Change::None),
            value("40.2", Unit::Score, Change::None),
        ];
        let numbers = [
            "500",
            "6",
            "12.5%",
            "£1.2m",
            "one in four",
            "3 percentage points",
            "two million",
            "0",
            "-3",
            "twice",
            "halved",
            "5-fold",
            "most",
            "the majority",
            "none",
            "the third",
        ];
        let frames = [
            "",
            "about ",
            "nearly ",
            "over ",
            "just under ",
            "not more than ",
            "at least ",
            "rose by ",
            "fell by over ",
            "an increase of ",
            "a drop of ",
            "Up to ",
            "by March 2023 it was ",
        ];
        for value in &values {
            for (frame, number) in
                frames.iter().flat_map(|frame| numbers.map(|number| (frame, number)))
            {
                let words = format!("{frame}{number}");
                if disagreement(&words, value).is_none() {
                    continue;
                }
                for offer in offers(&words, value) {
                    assert!(
                        disagreement(&offer, value).is_none(),
                        "{words} → {offer} of {}",
                        value.printed()
                    );
                }
                assert!(!offers(&words, value).is_empty(), "{words} of {}", value.printed());
            }
        }
    }

    #[test]
    fn a_direction_must_be_that_of_the_change() {
        for (words, change, exact, agrees) in [
            ("6 more", Change::Fall, "6", false),
            ("6 fewer", Change::Fall, "6", true),
            ("6", Change::Fall, "6", true),
            ("-6", Change::Fall, "6", true),
            ("rose by 6", Change::Rise, "6", true),
            ("fell by 6", Change::Rise, "6", false),
            ("fell by 6", Change::Signed, "-6", true),
            ("rose by less than 6", Change::Signed, "-5", false),
            ("fell by less than 6", Change::Signed, "-5", true),
            ("+6", Change::Signed, "-6", false),
            ("6", Change::Signed, "-6", true),
        ] {
            assert_eq!(
                disagreement(words, &changed(exact, change)).is_none(),
                agrees,
                "{words} of {exact}, {change:?}"
            );
        }
    }

    #[test]
    fn one_child_is_no_percentage() {
        assert!(disagreement("100%", &children("1")).is_some());
        assert!(disagreement("14%", &changed("0.14", Change::None)).is_none());
    }
}
