//! Numbers in words that are figures: "eighty-five children", "a quarter of them", "three children".
//!
//! Prose is full of small numbers that state nothing: "the other two", "one of the", "Five Year Plan", "half an hour". What
//! is not surely a figure is none. One is never: it is an article as often as a number.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::paper::untied::nouns::{counted_in_words, is_verb};
use crate::paper::words::{FigureInWords, WordsUnit, below_hundred, figures_in};

/// Every word that a number in words begins with or holds. Sorted.
const TRIGGERS: [&str; 61] = [
    "billion",
    "doubled",
    "doubling",
    "dozen",
    "eight",
    "eighteen",
    "eighth",
    "eighths",
    "eighty",
    "eleven",
    "fifteen",
    "fifth",
    "fifths",
    "fifty",
    "five",
    "fivefold",
    "forty",
    "four",
    "fourfold",
    "fourteen",
    "half",
    "halved",
    "halving",
    "hundred",
    "million",
    "nine",
    "nineteen",
    "ninety",
    "ninth",
    "ninths",
    "one",
    "quadrupled",
    "quarter",
    "quarters",
    "seven",
    "seventeen",
    "seventh",
    "sevenths",
    "seventy",
    "six",
    "sixteen",
    "sixth",
    "sixths",
    "sixty",
    "ten",
    "tenth",
    "tenths",
    "third",
    "thirds",
    "thirteen",
    "thirty",
    "thousand",
    "three",
    "threefold",
    "trebled",
    "tripled",
    "twelve",
    "twenty",
    "twice",
    "two",
    "twofold",
];

/// Measures of time, of which words state how long something lasts.
const TIMES: [&str; 22] = [
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "night",
    "nights",
    "week",
    "weeks",
    "fortnight",
    "month",
    "months",
    "quarter",
    "quarters",
    "year",
    "years",
    "term",
    "terms",
    "century",
];

/// Words before a number of things that were spoken of before, or that are a measure.
const KNOWN: [&str; 25] = [
    "the", "these", "those", "our", "their", "its", "all", "other", "another", "both", "first",
    "last", "next", "past", "every", "each", "any", "between", "no", "or", "to", "per", "his",
    "her", "within",
];

/// The figures that some words state in words, in order.
pub(in crate::paper) fn number_words(text: &str) -> Vec<Range<usize>> {
    if !holds_trigger(text) {
        return Vec::new();
    }
    figures_in(text)
        .into_iter()
        .filter(|figure| is_figure(text, figure))
        .map(|figure| figure.stated)
        .collect()
}

/// Whether a word stands in some words that a number could begin with: reading them is dear.
fn holds_trigger(text: &str) -> bool {
    let mut small = [0_u8; 10];
    text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
        let Some(slot) = small.get_mut(..word.len()).filter(|_| word.len() >= 3) else {
            return false;
        };
        slot.copy_from_slice(word.as_bytes());
        slot.make_ascii_lowercase();
        std::str::from_utf8(slot).is_ok_and(|word| TRIGGERS.binary_search(&word).is_ok())
    })
}

fn is_figure(text: &str, figure: &FigureInWords) -> bool {
    let said = text.get(figure.number.clone()).unwrap_or("");
    let lower = said.to_lowercase();
    let behind = text.get(figure.stated.end..).unwrap_or("");
    let before = text.get(..figure.stated.start).unwrap_or("");
    // "Twenty-first", "five-year", "mid-forties", "one2one".
    let joined = behind.starts_with(['-', '–', '\'', '’']) || before.ends_with(['-', '–']);
    if said.contains(|c: char| c.is_ascii_digit()) || joined || is_name(said, before, behind) {
        return false;
    }
    let words: Vec<&str> = behind
        .split_whitespace()
        .take(3)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let next = |at: usize| words.get(at).copied().unwrap_or("");
    let last: Vec<String> = before
        .split_whitespace()
        .rev()
        .take(2)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let last = last.first().map_or("", String::as_str);
    let counts_times =
        text.get(figure.stated.clone()).is_some_and(|said| said.to_lowercase().ends_with("times"));
    // "Most", "both" and "a couple" are said of what nobody counted.
    if !holds_trigger(said) {
        return false;
    }
    match figure.unit {
        WordsUnit::Ordinal | WordsUnit::Nothing => return false,
        WordsUnit::Multiple | WordsUnit::Divided if !counts_times => return true,
        WordsUnit::Times | WordsUnit::Multiple => {
            return next(0) == "as"
                || (next(0) == "the" && matches!(next(1), "number" | "rate" | "share"));
        }
        _ => {}
    }
    if figure.unit == WordsUnit::Share {
        return is_share_of_change(before, behind)
            || is_share(&lower, last, [next(0), next(1), next(2)], behind);
    }
    if figure.unit != WordsUnit::Plain {
        return figure.value >= Decimal::TWO;
    }
    if is_number_of_number(before, &words, figure.value) {
        return true;
    }
    let dozen = lower.ends_with("dozen");
    if dozen && counted_in_words(behind).is_none() {
        return false;
    }
    let hyphened = text.get(figure.stated.clone()).is_some_and(|words| words.contains('-'));
    if TIMES.contains(&next(0)) || (next(0) == "more" && TIMES.contains(&next(1))) {
        return false;
    }
    if figure.value >= Decimal::TEN {
        // "Ten out of ten", "nine to five", "a hundred and one": said and not counted.
        let idle = !hyphened
            && (matches!(last, "to" | "out" | "of" | "top" | "number") || next(0) == "out");
        return !(idle && counted_in_words(behind).is_none());
    }
    // "The two boys" were spoken of before; "three or more placements" is a name of a measure.
    figure.value >= Decimal::TWO && !KNOWN.contains(&last) && counted_in_words(behind).is_some()
}

/// "Fell by a third", "up by half": a share of what was there before. "Followed by a third" is none.
fn is_share_of_change(before: &str, behind: &str) -> bool {
    const MOVED: [&str; 26] = [
        "up",
        "down",
        "rose",
        "rise",
        "rises",
        "risen",
        "rising",
        "fell",
        "fall",
        "falls",
        "fallen",
        "falling",
        "grew",
        "grown",
        "growth",
        "shrank",
        "dropped",
        "cut",
        "increase",
        "increased",
        "decrease",
        "decreased",
        "reduced",
        "reduction",
        "higher",
        "lower",
    ];
    const GOES_ON: [&str; 18] = [
        "in", "since", "over", "to", "from", "and", "or", "on", "during", "between", "compared",
        "against", "this", "last", "as", "while", "but", "within",
    ];
    let mut words = before.split_whitespace().rev();
    let by = words.next() == Some("by");
    let moved = words
        .take(5)
        .take_while(|word| word.ends_with(char::is_alphanumeric))
        .any(|word| MOVED.contains(&word.to_lowercase().as_str()));
    let next = behind.split_whitespace().next().unwrap_or("");
    let closes = !behind.starts_with([' ', '\u{a0}']);
    by && moved && (closes || GOES_ON.contains(&next))
}

/// "Seven of the nine homes", of which a number is either; "ranks second of six councils".
fn is_number_of_number(before: &str, behind: &[&str], value: Decimal) -> bool {
    const ORDERS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let number = |word: &str| {
        let word = word.to_lowercase();
        below_hundred(&word).is_some_and(|number| matches!(number, 2..=20 | 30))
            || (!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let article = |word: &str| matches!(word, "the" | "our" | "its" | "their" | "these" | "all");
    if value < Decimal::TWO {
        return false;
    }
    let mut last = before.split_whitespace().rev().peekable();
    if let ["of", further @ ..] = behind {
        let further = match further {
            [first, rest @ ..] if article(first) => rest,
            _ => further,
        };
        let spoken = last.peek().is_some_and(|word| KNOWN.contains(&word.to_lowercase().as_str()));
        return further.first().is_some_and(|word| number(word)) && !spoken;
    }
    if last.peek().is_some_and(|word| article(word)) {
        last.next();
    }
    if last.next() != Some("of") {
        return false;
    }
    let first = last.next().unwrap_or("").to_lowercase();
    let further = last.next().unwrap_or("").to_lowercase();
    if ORDERS.contains(&first.as_str()) {
        return further.starts_with("rank");
    }
    number(&first) && !KNOWN.contains(&further.as_str())
}

/// "A quarter of them", "one in five", "half the children"; neither "half an hour" nor "the third quarter of the year".
fn is_share(said: &str, last: &str, next: [&str; 3], behind: &str) -> bool {
    const ORDINALS: [&str; 13] = [
        "first", "second", "third", "fourth", "latter", "other", "last", "next", "previous",
        "each", "every", "per", "final",
    ];
    if said.contains(" in ") || said.contains(" out of ") {
        return true;
    }
    if ORDINALS.contains(&last)
        || matches!(said, "half" | "a half") && ["a", "an", "and"].contains(&last)
    {
        return false;
    }
    let of_time = |word: &str| TIMES.contains(&word) || matches!(word, "mile" | "miles" | "time");
    let behind_article =
        if matches!(next[1], "a" | "an" | "the" | "this" | "that") { next[2] } else { next[1] };
    match next[0] {
        "of" => !of_time(behind_article),
        "the" | "our" | "all" | "these" | "those" | "their" if said == "half" => {
            !of_time(next[1]) && !matches!(next[1], "battle" | "story" | "way" | "size" | "price")
        }
        _ => {
            (said.contains("third") || said.contains("quarter") || said.contains("fifth"))
                && said.contains(' ')
                && !said.starts_with("a ")
                && is_verb(behind)
        }
    }
}

/// "Five Year Plan", "Section Twenty": a capital letter that is not that of a sentence.
fn is_name(said: &str, before: &str, behind: &str) -> bool {
    if !said.starts_with(char::is_uppercase) {
        return false;
    }
    let trimmed = before.trim_end();
    let begins = trimmed.is_empty() || trimmed.ends_with(['.', '?', '!', ':', '“', '"']);
    let named = behind.trim_start().starts_with(char::is_uppercase);
    !begins || named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<&str> {
        number_words(words).into_iter().map(|range| words.get(range).unwrap()).collect()
    }

    #[test]
    fn the_triggers_are_sorted() {
        assert!(TRIGGERS.is_sorted());
    }

    #[test]
    fn what_is_a_figure_in_words_is_found() {
        for (words, expected) in [
            ("eighty-five children moved", vec!["eighty-five"]),
            ("Twelve carers left and twenty came", vec!["Twelve", "twenty"]),
            ("one hundred and twenty placements", vec!["one hundred and twenty"]),
            ("a quarter of the children", vec!["a quarter"]),
            ("one in five children", vec!["one in five"]),
            ("Two thirds of them stayed", vec!["Two thirds"]),
            ("more than half of our carers", vec!["half"]),
            ("nearly half the children", vec!["half"]),
            ("three children and two placements", vec!["three", "two"]),
            ("with four looked after children", vec!["four"]),
            ("twenty per cent of pupils", vec!["twenty per cent"]),
            ("twice as many as before", vec!["twice"]),
            ("the number doubled", vec!["doubled"]),
            ("two thirds were settled", vec!["two thirds"]),
            ("The number waiting fell by a third.", vec!["a third"]),
            ("Capacity is up by half since June", vec!["half"]),
            (
                "It rose by a quarter, and fell by two thirds to 118",
                vec!["a quarter", "two thirds"],
            ),
            ("A dozen carers left", vec!["A dozen"]),
            ("Seven of the nine homes are good", vec!["Seven", "nine"]),
            ("two of our three homes, five of six aims", vec!["two", "three", "five", "six"]),
            ("We rank second of six councils", vec!["six"]),
        ] {
            assert_eq!(found(words), expected, "{words}");
        }
    }

    #[test]
    fn what_states_nothing_is_none() {
        for words in [
            "one of the highest, and no one else",
            "the other two, and these two children",
            "one to one support, a one-to-one session",
            "at one time, one day, one another",
            "the first of the third quarter of the year",
            "zero tolerance and a two-year programme",
            "our Five Year Plan, Year Two",
            "half an hour, half a day, and a half of an hour",
            "the first half of the year, half way, half-term",
            "a quarter of an hour, every quarter",
            "a third party and the third sector",
            "in care for eighteen months, every twelve weeks, two and a half years",
            "children with three or more placements",
            "the panel met in two rooms",
            "between two carers",
            "twice a year, three times, the panel met twice",
            "most of the children, both carers, a couple of visits, none of them, all of the staff",
            "one child at a time",
            "the three services",
            "ten out of ten, from nine to five",
            "a second chance, the second phase, a tenth birthday",
            "on the one hand",
            "six of the best",
            "someone and everyone",
            "it was followed by a third, and joined by a third",
            "cut by half past two, fell by half-term, was run by a third party",
            "a dozen or so, a dozen reasons to care, hundreds of carers came",
            "the second of three papers, one of the two homes, the first two of the three stages",
            "most people are satisfied, no complaints were received",
        ] {
            assert_eq!(found(words), Vec::<&str>::new(), "{words}");
        }
    }
}
