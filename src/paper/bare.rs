//! Bare figures: digits in an author's words that nothing ties to data or to a source.
//!
//! Dates, years, quarters, ages, references and names are not figures, and are recognised by the patterns below.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// What was found in some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A figure that nothing ties to anything.
    Figure(Range<usize>),
    /// A period that no calendar has, such as "Q4 2023" or "2023/23".
    ImpossiblePeriod(Range<usize>),
}

/// Periods as published papers print them that name nothing.
static IMPOSSIBLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)Q[1-4] (?:[A-Z][a-z]+ )?(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?(?-u:\b)|(?-u:\b)(?:19|20)\d\d[-/–]\d\d(?:\d\d)?(?-u:\b)").ok()
});

/// What looks like a figure and is none; tried in this order at each place.
const RECOGNISED: [&str; 13] = [
    // Dates: 18 July 2023, 1st October, July 2023, 27.9.22, 01/04/2022.
    r"\d{1,2}(?:st|nd|rd|th)? (?:to \d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?",
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[ -]\d{2,4}",
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}",
    // Years and quarters: 2022-23, 2022-23 Q4, Q4, 2021 to 2022, 2023.
    r"(?:(?:19|20)\d\d[-/–]\d\d(?:\d\d)? )?Q[1-4]",
    r"(?:19|20)\d\d(?:(?:[-/–]| to )(?:19|20)?\d\d)?",
    // Ages: aged 17 to 18, under 16, 16 and over, 16-year-old, 18+.
    r"(?i:aged?|ages|age of|under|over) \d{1,2}(?:(?: to | and |[-–])\d{1,2})?(?: and over| or over| and under)?(?: years)?s?",
    r"\d{1,2}(?: and over|\+|[- ]years?[- ]olds?| years of age| to \d{1,2} years? olds?)",
    r"\d{1,2} to \d{1,2}[- ]year[- ]olds?",
    // References: paragraph 6.14, section 6, appendix 1, page 3.
    r"(?i:paragraphs?|sections?|appendix|appendices|pages?|tables?|figures?|charts?|notes?|parts?|chapters?|articles?|regulations?|clauses?|schedules?|reports?|priority|priorities|projects?|recommendations?|proposals?|key stages?|stages?|levels?|phases?|strands?|years?|grades?|bands?|options?|item|items|group|groups|standards?|tier|category|line) \d+[A-Z]?(?:\.\d+)*(?:(?:, | and | to |[-–])\d+(?:\.\d+)*)*",
    r"(?:Attainment|Progress) 8",
    // Names that hold a figure: KS4, Y11, 12A, COVID-19, 2nd, 24/7, 1:1, 10am.
    r"[A-Za-z]+[-.]?\d[A-Za-z0-9]*",
    r"\d+(?:st|nd|rd|th|am|pm|[A-Z]+)",
    r"\d+[/:]\d+|per \d[\d,]*",
];

static RECOGNISE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"(?-u:\b)(?:{})", RECOGNISED.join("|"))).ok());

/// A figure, with its currency and its unit.
static FIGURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[-−+]?£?\d[\d,]*(?:\.\d+)?(?:%| ?(?:million|billion|bn|m|k)(?-u:\b))?").ok()
});

/// A capitalised word inside a sentence, then a figure: a name, such as "Attainment 8" or "Section 20".
static NAMED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([.!?:] +|^ *)?(\p{Lu}[\p{L}'’]*) \d+[A-Z]?(?-u:\b)").ok());

/// Finds what is bare in an author's words.
pub(super) fn scan(words: &str) -> Vec<Found> {
    if !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    for place in IMPOSSIBLE.iter().flat_map(|pattern| pattern.find_iter(words)) {
        if impossible(place.as_str()) {
            found.push(Found::ImpossiblePeriod(place.range()));
            taken.push(place.range());
        }
    }
    for place in RECOGNISE.iter().flat_map(|pattern| pattern.find_iter(words)) {
        // "35.5" after a word boundary is not "35" and a rest: a match must end where the figure ends.
        let rest = words.get(place.end()..).unwrap_or("");
        let goes_on = rest.starts_with(|c: char| c.is_ascii_digit() || c == '%')
            || (rest.starts_with([',', '.']) && rest.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())));
        if !goes_on {
            taken.push(place.range());
        }
    }
    for place in NAMED.iter().flat_map(|pattern| pattern.captures_iter(words)) {
        if place.get(1).is_none()
            && let Some(whole) = place.get(0)
        {
            taken.push(whole.range());
        }
    }
    for place in FIGURE.iter().flat_map(|pattern| pattern.find_iter(words)) {
        let digits = place.range();
        let inside = taken.iter().any(|range| range.start < digits.end && digits.start < range.end);
        if !inside {
            found.push(Found::Figure(digits));
        }
    }
    found
}

/// Whether a period as written names nothing: a quarter with a calendar year, or two years that do not follow.
fn impossible(text: &str) -> bool {
    let years: Vec<i32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() >= 2)
        .filter_map(|part| part.parse().ok())
        .collect();
    match years.as_slice() {
        [_] => true,
        [first, second] => {
            let follows = (first + 1) % 100 == second % 100;
            // "2019-21" or "2013/2015" is a span of several years.
            let span = (first % 100) + 1 < second % 100;
            text.starts_with('Q') || !(follows || span)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(words: &str) -> Vec<&str> {
        scan(words)
            .into_iter()
            .map(|found| match found {
                Found::Figure(range) | Found::ImpossiblePeriod(range) => &words[range],
            })
            .collect()
    }

    #[test]
    fn what_is_no_figure_is_recognised() {
        for words in [
            "on 18 July 2023 and in October 2022",
            "in 2022-23 Q4, in Q4, from 2021 to 2022 and in 2023",
            "aged 17 to 18, under 16, 16 and over, a 16-year-old",
            "see paragraph 6.14, section 6 and Appendix 1",
            "at Key Stage 4 the Attainment 8 score; Section 20 of the Act",
            "KS4, Y11, COVID-19, the 2nd year",
            "per 10,000 children",
            "Report 7 and Priority 8",
        ] {
            assert_eq!(bare(words), Vec::<&str>::new(), "{words}");
        }
    }

    #[test]
    fn what_is_a_figure_is_found() {
        for (words, expected) in [
            ("There were 461 children", vec!["461"]),
            ("In 85 cases", vec!["85"]),
            ("a rate of 43.4 per 10,000", vec!["43.4"]),
            ("16% of 1,193 reviews", vec!["16%", "1,193"]),
            ("£24.5m and £3,000", vec!["£24.5m", "£3,000"]),
            ("the end of Q4 2023", vec!["Q4 2023"]),
            ("in 2023/23", vec!["2023/23"]),
            ("in 2022/23", vec![]),
        ] {
            assert_eq!(bare(words), expected, "{words}");
        }
    }
}
