//! How long something lasted or took: "12 months", "two and a half years", "over three quarters".

use super::tokens::{Token, back, tokens, word};
use super::{FigureInWords, WordsUnit};

/// What a figure in words is a number of, where that is time: "month" for "12 months". Not for "three quarters of the
/// children".
pub fn duration(words: &str, figure: &FigureInWords) -> Option<&'static str> {
    const BETWEEN: [&str; 9] = [
        "working",
        "school",
        "calendar",
        "full",
        "whole",
        "complete",
        "consecutive",
        "financial",
        "academic",
    ];
    if figure.per.is_some() || figure.signed {
        return None;
    }
    let stated = words.get(figure.stated.clone())?;
    if figure.unit == WordsUnit::Share && stated.to_lowercase().ends_with("quarters") {
        return quarters(words, figure);
    }
    let after = tokens(words.get(figure.stated.end..)?, &[]);
    // "Two and a half years", "half a year".
    let texts: Vec<&str> = after.iter().take(3).map(|token| token.text.as_str()).collect();
    let skipped = match (figure.unit, texts.as_slice()) {
        (WordsUnit::Plain, ["and", "a", "half"]) => 3,
        (WordsUnit::Plain, ["½", ..]) => 1,
        (WordsUnit::Share, ["a", ..]) if stated.eq_ignore_ascii_case("half") => 1,
        // The half of two and a half.
        (WordsUnit::Share, _) if stated.to_lowercase().ends_with("a half") => 0,
        (WordsUnit::Plain, _) => 0,
        _ => return None,
    };
    let noun = |at: usize| word(&after, at).and_then(time);
    match word(&after, skipped) {
        Some(between) if BETWEEN.contains(&between) => noun(skipped + 1),
        _ => noun(skipped),
    }
}

/// "Over three quarters" and "in two quarters"; "three quarters of the children" and "fell by three quarters" are shares.
fn quarters(words: &str, figure: &FigureInWords) -> Option<&'static str> {
    const TIMES: [&str; 12] = [
        "over",
        "in",
        "within",
        "during",
        "for",
        "across",
        "throughout",
        "last",
        "past",
        "previous",
        "first",
        "these",
    ];
    let after = tokens(words.get(figure.stated.end..)?, &[]);
    if word(&after, 0) == Some("of") {
        return None;
    }
    let before: Vec<Token> = tokens(words.get(..figure.stated.start)?, &[]);
    let mut preposition = back(&before, before.len(), 1)?;
    if matches!(preposition, "the" | "all") {
        preposition = back(&before, before.len(), 2)?;
    }
    TIMES.contains(&preposition).then_some("quarter")
}

/// What a word counts time in.
pub(super) fn time(word: &str) -> Option<&'static str> {
    Some(match word.trim_end_matches(['\'', '’']) {
        "year" | "years" | "yr" | "yrs" => "year",
        "quarter" | "quarters" => "quarter",
        "month" | "months" => "month",
        "week" | "weeks" => "week",
        "day" | "days" => "day",
        "hour" | "hours" => "hour",
        "minute" | "minutes" => "minute",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::figures_in;
    use super::*;

    #[test]
    fn words_say_how_long_something_lasted() {
        let of = |words: &str| {
            let found: Vec<_> = figures_in(words)
                .iter()
                .map(|figure| duration(words, figure).unwrap_or("-"))
                .collect();
            found.join(" ")
        };
        for (words, expected) in [
            ("fell in 12 months", "month"),
            ("a 12-month low", "month"),
            ("over 2.5 years", "year"),
            ("about 2.5 years", "year"),
            ("in two and a half years", "year year"),
            ("in half a year", "year"),
            ("within 28 days", "day"),
            ("within 20 working days", "day"),
            ("in 12 weeks’ time", "week"),
            ("over three quarters", "quarter"),
            ("over the first three quarters", "quarter"),
            ("in 5 quarters", "quarter"),
            ("three quarters of the children", "-"),
            ("over three quarters of the children", "-"),
            ("fell by three quarters", "-"),
            ("half of the year’s starts", "-"),
            ("fell to 461", "-"),
            ("fell by 6%", "-"),
            ("461 weekly visits", "-"),
            ("£850 a week", "-"),
            ("33 children in 9 months", "- month"),
        ] {
            assert_eq!(of(words), expected, "{words}");
        }
    }
}
