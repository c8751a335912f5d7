//! Bare figures: digits in an author's words that nothing ties to data or to a source.
//!
//! Dates, years, quarters, ages, references and names are not figures: [`recognised`] knows them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::paper::untied::idle::is_idle;
use crate::paper::untied::malformed::malformed;
use crate::paper::untied::number_words::number_words;
use crate::paper::untied::recognise::recognised;
use crate::source::Span;

/// What was found in some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::paper) enum Found {
    /// A figure that nothing ties to anything.
    Figure(Range<usize>),
    /// A period that no calendar has, such as "Q4 2023" or "2023/23".
    ImpossiblePeriod(Range<usize>),
}

/// Periods as published papers print them that name nothing.
static IMPOSSIBLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)Q[1-4] (?:[A-Z][a-z]+ )?(?:19|20)[0-9][0-9](?:[-/–][0-9][0-9](?:[0-9][0-9])?)?(?-u:\b)|(?-u:\b)(?:19|20)[0-9][0-9][-/–][0-9][0-9](?:[0-9][0-9])?(?-u:\b)").ok()
});

/// A figure, with its currency and its unit. A thousand takes three digits behind its comma: "18, then" is 18.
static FIGURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"[-−+]?£?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+|/[0-9]+)?(?:[%+]|[ \x{a0}]?(?:(?i:million|billion|thousand|bn|m|k)|per cent|percent|percentage points?|pp)(?-u:\b))?",
    )
    .ok()
});

/// Finds what is bare in an author's words, in digits and in words.
pub(in crate::paper) fn scan(words: &str) -> Vec<Found> {
    scan_in(words, false)
}

/// As [`scan`], in prose or in a title, which may name a month as "March 23".
pub(in crate::paper) fn scan_in(words: &str, title: bool) -> Vec<Found> {
    let mut found = in_digits(words, title);
    let digits = found.len();
    for range in number_words(words) {
        // "1.2 million" was found in digits.
        let known = found.iter().take(digits).any(|known| {
            let (Found::Figure(other) | Found::ImpossiblePeriod(other)) = known;
            other.start < range.end && range.start < other.end
        });
        if !known {
            found.push(Found::Figure(range));
        }
    }
    if found.len() > digits {
        found.sort_by_key(|found| {
            let (Found::Figure(range) | Found::ImpossiblePeriod(range)) = found;
            range.start
        });
    }
    found
}

/// The figures in digits that a drawing says; the numbers of its steps are none.
pub(in crate::paper) fn in_a_drawing(words: &str) -> Vec<String> {
    let is_step = |range: &Range<usize>, figure: &str| {
        let behind = words.get(range.end..).and_then(|rest| rest.chars().next());
        let small = figure.parse::<u32>().is_ok_and(|number| number <= 20);
        range.start == 0 && small && behind.is_none_or(|next| ". ):".contains(next))
    };
    in_digits(words, false)
        .into_iter()
        .filter_map(|found| {
            let (Found::Figure(range) | Found::ImpossiblePeriod(range)) = found;
            let figure = words.get(range.clone())?;
            (!is_step(&range, figure)).then(|| figure.to_owned())
        })
        .collect()
}

fn in_digits(words: &str, title: bool) -> Vec<Found> {
    if !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    for place in IMPOSSIBLE.iter().flat_map(|pattern| pattern.find_iter(words)) {
        // 2023-03-31 is a day.
        let rest = words.get(place.end()..).and_then(|rest| rest.strip_prefix('-'));
        let day = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        // PL/2024/0123 is a reference.
        let before = words.get(..place.start()).and_then(|before| before.strip_suffix('/'));
        let reference =
            before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_uppercase()));
        if !day && !reference && impossible(place.as_str()) {
            found.push(Found::ImpossiblePeriod(place.range()));
            taken.push(place.range());
        }
    }
    taken.extend(recognised(words).into_iter().map(|piece| piece.range));
    // What is no number is reported by itself.
    taken.extend(malformed(words).into_iter().map(|number| number.range));
    for place in FIGURE.iter().flat_map(|pattern| pattern.find_iter(words)) {
        let digits = without_hyphen(words, place.range());
        let inside = taken.iter().any(|range| range.start < digits.end && digits.start < range.end);
        // "Budget, £000": what the figures are in.
        let before = words.get(..digits.start).unwrap_or("");
        let unit = match words.get(digits.clone()) {
            Some("£000") => true,
            Some("000") => before.ends_with("£'") || before.ends_with("£’"),
            _ => false,
        };
        if !inside && !unit && !is_idle(words, &digits, title) {
            found.push(Found::Figure(digits));
        }
    }
    found
}

/// In "16-18" the hyphen is no minus.
fn without_hyphen(words: &str, range: Range<usize>) -> Range<usize> {
    let joined =
        words.get(..range.start).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let sign = words.get(range.clone()).and_then(|figure| figure.chars().next());
    match sign.filter(|sign| joined && matches!(sign, '-' | '−' | '+')) {
        Some(sign) => range.start + sign.len_utf8()..range.end,
        None => range,
    }
}

/// For each byte of folded words, and for the end, where it stands in the text that they were folded from. The text has
/// more white space, and may have doubled marks (`{{`), escapes and comments, of which nothing is in the words.
pub(in crate::paper) fn places(raw: &str, folded: &str) -> Vec<usize> {
    let mut places = Vec::with_capacity(folded.len() + 1);
    let mut at = 0;
    let mut last = 0;
    for character in folded.chars() {
        let rest = raw.get(at..).unwrap_or("");
        let spaced = raw
            .get(..at)
            .is_none_or(|before| before.is_empty() || before.ends_with(char::is_whitespace));
        let skipped = if character == ' ' { 0 } else { until(rest, character, spaced) };
        let start = at + skipped;
        let rest = raw.get(start..).unwrap_or("");
        let taken = if character == ' ' { space(rest) } else { mark(rest, character) };
        places.extend(std::iter::repeat_n(start, character.len_utf8()));
        at = start + taken;
        last = start + rest.chars().next().map_or(0, char::len_utf8);
    }
    places.push(last);
    places
}

/// The place of some words: `places` has that of each byte of the text that they are a range of.
pub(in crate::paper) fn find(places: &[usize], range: &Range<usize>, span: Span) -> Span {
    // The last byte of a figure, of a period and of an acronym is a character by itself.
    let last = range.end.checked_sub(1).and_then(|last| places.get(last));
    match (places.get(range.start), last) {
        (Some(start), Some(last)) => {
            Span { start: span.start + start, end: span.start + last + 1, ..span }
        }
        _ => span,
    }
}

/// How much of the text stands before a character: white space, comments, and marks that are not printed.
fn until(raw: &str, character: char, mut spaced: bool) -> usize {
    let mut at = 0;
    while let Some(next) = raw.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = raw.get(at..).unwrap_or("");
        if spaced && rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        }
        if next == character {
            return at;
        }
        spaced = next.is_whitespace();
        at += next.len_utf8();
    }
    // The words are not of this text: the place is where the search began.
    0
}

/// How much a folded space stands for: what comes up to the first space, and that space.
fn space(raw: &str) -> usize {
    let first = raw.find(char::is_whitespace).unwrap_or(0);
    first + raw.get(first..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// How much a character stands for: `{{`, `}}` and `[[` are printed as one.
fn mark(raw: &str, character: char) -> usize {
    let doubled = matches!(character, '{' | '}' | '[')
        && raw.starts_with(&[character; 2].iter().collect::<String>());
    if doubled { 2 } else { raw.chars().next().map_or(0, char::len_utf8) }
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
            // "Q1 2021-22" is plain; "Q1 July 2021-22" is not, and of several years there is no quarter.
            let quarter = text.starts_with('Q');
            let month = quarter && text.chars().filter(char::is_ascii_alphabetic).count() > 1;
            month || !(follows || (span && !quarter))
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
                Found::Figure(range) | Found::ImpossiblePeriod(range) => words.get(range).unwrap(),
            })
            .collect()
    }

    #[test]
    fn steps_of_a_drawing_are_no_figures() {
        for words in ["1", "2. Plan", "3 Do", "4) Review", "Step 5", "Children Act 1989"] {
            assert!(in_a_drawing(words).is_empty(), "{words}");
        }
        for words in ["445", "12%", "461 children", "Placed: 7", "2.5"] {
            assert_eq!(in_a_drawing(words).len(), 1, "{words}");
        }
    }

    #[test]
    fn what_is_no_figure_is_recognised() {
        for words in [
            "on 18 July 2023 and in October 2022",
            "on 18 and 19 July, on 1st October, at 31\u{a0}March 2023",
            "in Oct-22, by 27.9.22, on 01/04/2022 and 2023-03-31",
            "in 2022-23 Q4, in Q4, from 2021 to 2022 and in 2023",
            "the 2021 census, the Children Act 1989, (2023), our 2023 plans, since 2014.",
            "In 2023 children told us so",
            "in 2022/23 and 22/23",
            "aged 17 to 18, under 16s, young people 16 and over, a 16-year-old",
            "aged 16 and 17, ages 5 and 6, those under 18, children over 16, who are over 25",
            "aged between 16 and 18, aged 18+, 17 to 18 year olds, 16yr old, the 0-25 service",
            "Children aged 16 to 18, under 16 and 18 and over took part",
            "see paragraph 6.14, section 6 and Appendix 1",
            "paragraphs 6.14 and 6.15, pages 3 to 5, table 2, figure 3, note 1, appendix 2",
            "at Key Stage 4 the Attainment 8 score; Section 20 of the Act; key stages 1 and 2",
            "Key Stage 1 and 2, Years 10 and 11, Section 31A, Regulation 24(3), Articles 3 and 12",
            "KS4, Y11, COVID-19, the 2nd year, no. 5, p. 12, 10.30am, 24/7, 1:1",
            "per 10,000 children and for every 10,000 children",
            "Report 7 and Priority 8, Report 12, Report 21, Phase 2, Tier 3, Step 4, Room 12",
            "call 01225 713000",
            "minute 34/2024, minute 12, agenda item 7, agenda items 7 and 8, regulation 18(2), s.42, reg. 18(2), s. 42",
            "ASC/24/017, PL/2024/0123, FIN/2024-01, EWCA Civ 12, UKSC 5 and the Division 12 team",
            "who are 18-64, adults who are 65-74, for the over 65 group, adults over 65",
            "within 30 days, at least 15 minutes, within 24 hours, for 14 weeks, the 5-year plan, in Q3 2023-24",
            "Budget, £000, spending (£000s), £'000",
            "sections 24D and 26 of the Act, regulation 8 visits, section 20 agreements, regulations 8 and 12",
            "children of all ages, from 0 to 18, those over 16 who are in neither, young people over 16 who are NEET",
            "over 16 who are NEET",
            "item 6, grade 6, 24-hour care, a 7-day week, a 12-month plan, for 2 hours",
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
            ("£24.5m and £3,000, £24.5M", vec!["£24.5m", "£3,000", "£24.5M"]),
            ("the end of Q4 2023", vec!["Q4 2023"]),
            ("in 2023/23", vec!["2023/23"]),
            ("in 2022/23", vec![]),
            ("At the end of March 461 children", vec!["461"]),
            ("In May 85 children", vec!["85"]),
            ("at 31 March 461 children", vec!["461"]),
            ("In Wiltshire 461 children lived", vec!["461"]),
            ("Over 16 young people left and under 50 came", vec!["16", "50"]),
            ("there were over 16 and under 20", vec!["16", "20"]),
            ("children aged 16 and over 20 adults", vec!["20"]),
            ("Every year 11 children go", vec!["11"]),
            ("There were 2024 children", vec!["2024"]),
            ("in 2024 cases", vec!["2024"]),
            ("2024 looked after children and 1950 of our carers", vec!["2024", "1950"]),
            ("more than 2000, over 2000", vec!["2000", "2000"]),
            ("report 7 cases and items 12", vec!["7", "12"]),
            ("We saw 18, then left", vec!["18"]),
            ("in Table 2 and 461 children", vec!["461"]),
            ("children aged 5 and 12 adults", vec!["12"]),
            ("an average age of 14", vec!["14"]),
            ("3/4 of them", vec!["3/4"]),
            ("16-18 of them", vec!["16", "18"]),
            ("10+ visits", vec!["10+"]),
            ("16 per cent, 4 percentage points", vec!["16 per cent", "4 percentage points"]),
            ("Levels 30% higher", vec!["30%"]),
            ("In December 30 came and 3 left", vec!["30", "3"]),
            ("in the last minute 12 people came", vec!["12"]),
            ("under the agenda 7 people spoke", vec!["7"]),
            ("£000,000 and £0, £1,000", vec!["£000,000", "£0", "£1,000"]),
            ("the over 65 people, over 65 of them", vec!["65", "65"]),
            ("18-64 of them, 65-74 visits", vec!["18", "64", "65", "74"]),
            ("the Children's Division 12 children", vec!["12"]),
            ("NHS 12 and ASC/24 people", vec!["12", "24"]),
            ("there were over 16 who left", vec!["16"]),
            ("it took 24 hours, 2 hours on average", vec!["24", "2"]),
        ] {
            assert_eq!(bare(words), expected, "{words}");
        }
    }

    #[test]
    fn a_figure_is_found_in_the_text_as_written() {
        let raw = "{{ 3 }} In [[x]\n     // not 30, nor 3\n     December  30 came // 3\n\tand\u{a0}3 \\\"left\\\"";
        let folded = "{ 3 } In [x] December 30 came and\u{a0}3 \"left\"";
        let places = places(raw, folded);
        let found: Vec<(usize, &str)> = scan(folded)
            .into_iter()
            .filter_map(|found| match found {
                Found::Figure(range) => {
                    let (start, end) = (places[range.start], places[range.end - 1] + 1);
                    Some((start, raw.get(start..end).unwrap()))
                }
                Found::ImpossiblePeriod(_) => None,
            })
            .collect();
        assert_eq!(
            found,
            [(3, "3"), (raw.find("30 came").unwrap(), "30"), (raw.find("3 \\").unwrap(), "3")]
        );
    }
}
