//! What holds digits and is no figure: dates, years, quarters, ages, references and names.
//!
//! One mechanism for both ends: what is recognised here is not bare in prose, and states nothing in words that are tied.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::paper::untied::nouns::{Noun, counted, is_person, is_verb};

/// How surely a piece of text is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::paper) enum Certainty {
    /// It cannot be one: "31 March 2023", "Key Stage 4".
    Certain,
    /// In prose it is none; words that are tied and hold nothing else mean it as one: "2024", "over 16".
    Likely,
    /// The base of a rate, which belongs to the figure before it: "per 10,000".
    Base,
}

/// A piece of text that is no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::paper) struct Recognised {
    /// Where it stands.
    pub range: Range<usize>,
    /// How sure that is.
    pub certainty: Certainty,
}

/// The names of the months; in full and short.
const MONTH: &str = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb\
                     |Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?-u:\\b)";

/// Tried in this order at each place. `MONTH` and `DAY` stand for months and days, a space also for one that keeps a
/// line together.
const CERTAIN: [&str; 26] = [
    // 18 July 2023, 1st October, 18 and 19 July.
    r"DAY(?:st|nd|rd|th)?(?:(?: to | and |[-–])DAY(?:st|nd|rd|th)?)? (?:of )?MONTH(?:,? (?:19|20)\d\d)?",
    // July 2023, March-2023, Oct-22, Oct ’22: "May 85" is no date.
    r"MONTH(?: |[-–/])(?:of )?(?:19|20)\d\d",
    r"MONTH(?:[-–/]| ?['’])\d\d",
    // 27.9.22, 01/04/2022, 2023-03-31.
    r"\d{1,2}(?:\.\d{1,2}\.|/\d{1,2}/|-\d{1,2}-)(?:\d{4}|\d\d)",
    r"(?:19|20)\d\d-\d\d-\d\d",
    // 2022-23, 2022-23 Q4, Q4, Q3–Q4, FY23, the 1990s, mid-2022.
    r"(?:19|20)\d\d[-/–](?:(?:19|20)\d\d|\d\d)(?: Q[1-4])?",
    r"Q[1-4](?:[-–/]Q?[1-4])?",
    r"FY ?\d{2,4}",
    r"(?:19|20)\d0s",
    r"(?i:mid|pre|post|early|late)[-–](?:19|20)\d\d",
    // 16-year-olds, 17 to 18 year olds, 16 years of age, 18-month-old.
    r"\d{1,2}(?:(?: to | and | or |[-–])\d{1,2})?[- ]?(?i:years?|yrs?|months?|weeks?)[- ](?i:olds?|of age)",
    // The last 12 months, the past two and a half years: a span of time, which a claim is held against.
    r"(?i:last|past|previous) (?:\d{1,2}(?:\.\d)?|(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen))(?: (?i:and a half))? (?i:years?|quarters?|months?|weeks?|days?)",
    // Under 16s; turned 18; 16 or older.
    r"(?i:under|over)[- ]\d{1,2}s",
    r"(?i:turn|turns|turned|turning) \d{1,2}",
    r"\d{1,2} (?:and|or) (?:older|younger)",
    // p. 3, no. 5, para. 6.14, s.42, reg. 18(2).
    r"(?i:pp?|nos?|paras?|ss?|regs?|arts?|sch)\. ?\d+(?:\.\d+)*[A-Z]?(?:\([0-9A-Za-z]+\))*",
    // EWCA Civ 12, UKSC 5: what courts decided.
    r"(?:EWCA|EWHC|EWFC|EWCOP|UKSC|UKUT|UKHL|CSIH|NICA)(?: [A-Z][a-z]+)? \d+",
    // ASC/24/017, PL/2024/0123.
    r"[A-Z]{2,}[A-Z0-9]*(?:/[A-Z0-9]+)*/(?:\d+[-/]\d+|0\d+)",
    // COVID-19, KS4, Y11, v1.2.
    r"[A-Z][A-Za-z]*-\d[A-Za-z0-9]*",
    r"[A-Za-z]+\d[A-Za-z0-9]*(?:\.\d+)*",
    // 2nd, 12A, 10am, 10.30 am, 1:1, 24/7.
    r"\d+(?:st|nd|rd|th)",
    r"\d+[A-Z][A-Za-z0-9]*",
    r"\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|noon)",
    r"\d{1,2}:\d{1,2}",
    r"24/7|50/50",
    // 01225 713000.
    r"0\d{2,4}(?: \d{3,8}){1,2}",
];

/// "per 10,000", "for every 10,000".
const BASE: [&str; 2] = [r"(?i:per) \d[\d,]*", r"(?i:every|each) 10{0,2}(?:,?000)+"];

/// What may be a figure in other surroundings: each is looked at by itself.
const YEAR: [&str; 1] = [r"(?:19|20)\d\d"];
const OVER_AGE: [&str; 1] =
    [r"(?i:under|over|below|above) \d{1,2}(?: (?:and|or) (?i:under|over) \d{1,2})?"];
const AGE_OVER: [&str; 1] = [r"\d{1,2}(?:\+| (?:and|or) (?i:over|under|above|below))"];
const SHORT_YEAR: [&str; 1] = [r"[1-9]\d/\d\d"];
const FROM_BIRTH: [&str; 1] = [r"0[-–]\d{1,2}"];

/// The words before an age.
const AGED: [&str; 1] = [
    r"(?i:aged|ages?|age groups?|age ranges?)(?: of)?,?(?: from| between| under| over| up to| at least)? ",
];

/// The words before a number that is the name of something. In small letters only those that hardly anything else is
/// called by.
const NAMED: [&str; 3] = [
    r"(?:paragraphs?|paras?|sections?|appendix|appendices|pages?|tables?|figures?|charts?|notes?|key stages?|regulations?|agenda items?|minute) ",
    r"(?:Key Stages?|Attainment|Progress|Appendix|Appendices|Annex|Annexes|Priority|Priorities|Category|Categories|Criteria|Criterion|Class|Classes|Branch|Box|Boxes|Number|Nos?|Office|Channel|Radio|Reg|Regs) ",
    r"(?:Action|Agenda|Aim|Article|Band|Block|Bullet|Chapter|Chart|Clause|Cohort|Condition|Day|Division|Domain|Edition|Enclosure|Figure|Floor|Form|Goal|Grade|Group|House|Indicator|Issue|Item|Junction|Lesson|Level|Line|Lot|Measure|Meeting|Milestone|Minute|Module|Motion|Note|Objective|Option|Outcome|Page|Paper|Para|Paragraph|Part|Pathway|Phase|Pillar|Plot|Point|Principle|Project|Proposal|Quarter|Question|Recommendation|Regulation|Report|Resolution|Risk|Room|Round|Route|Rule|Schedule|Section|Session|Site|Stage|Standard|Step|Strand|Table|Target|Task|Team|Term|Theme|Tier|Type|Unit|Version|Volume|Ward|Wave|Week|Work ?stream|Year|Zone)s? ",
];

static CERTAIN_REGEX: LazyLock<Option<Regex>> = LazyLock::new(|| compile(&CERTAIN));
static BASE_REGEX: LazyLock<Option<Regex>> = LazyLock::new(|| compile(&BASE));
static YEAR_REGEX: LazyLock<Option<Regex>> = LazyLock::new(|| compile(&YEAR));
static OVER_AGE_REGEX: LazyLock<Option<Regex>> = LazyLock::new(|| compile(&OVER_AGE));
static AGE_OVER_REGEX: LazyLock<Option<Regex>> = LazyLock::new(|| compile(&AGE_OVER));
static SHORT_YEAR_REGEX: LazyLock<Option<Regex>> = LazyLock::new(|| compile(&SHORT_YEAR));
static FROM_BIRTH_REGEX: LazyLock<Option<Regex>> = LazyLock::new(|| compile(&FROM_BIRTH));
static AGED_REGEX: LazyLock<Option<Regex>> = LazyLock::new(|| compile(&AGED));
static NAMED_REGEX: LazyLock<Option<Regex>> = LazyLock::new(|| compile(&NAMED));

/// One member of a list of numbers: 3, 6.14, 31A, 20(b).
static MEMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[0-9]{1,4}(?:\.[0-9]+)*[A-Za-z]?(?:\([0-9A-Za-z]+\))*").ok());

/// What stands between two members.
static BETWEEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:, and |, | and | or | & | to | ?[-–/] ?)").ok());

fn compile(patterns: &[&str]) -> Option<Regex> {
    let whole = format!(r"(?-u:\b)(?:{})", patterns.join("|"))
        .replace("MONTH", MONTH)
        .replace("DAY", "(?:3[01]|[12][0-9]|0?[1-9])")
        .replace(' ', r"[ \x{a0}]")
        // Of all the digits of the world only ours are meant; their class would take most of the time of a check.
        .replace(r"\d", "[0-9]");
    Regex::new(&whole).ok()
}

/// Compiles the patterns, which takes longer than reading a paper with them: another thread may do it meanwhile.
pub fn prepare() {
    for pattern in [
        &CERTAIN_REGEX,
        &NAMED_REGEX,
        &AGED_REGEX,
        &BASE_REGEX,
        &YEAR_REGEX,
        &OVER_AGE_REGEX,
        &AGE_OVER_REGEX,
        &SHORT_YEAR_REGEX,
        &FROM_BIRTH_REGEX,
    ] {
        LazyLock::force(pattern);
    }
}

/// What is no figure in some words; the pieces may overlap.
pub(in crate::paper) fn recognised(words: &str) -> Vec<Recognised> {
    if !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut add = |range, certainty| found.push(Recognised { range, certainty });
    for range in places(&CERTAIN_REGEX, words) {
        add(range, Certainty::Certain);
    }
    for range in places(&BASE_REGEX, words) {
        add(range, Certainty::Base);
    }
    for range in places(&YEAR_REGEX, words) {
        if let Some(certainty) = year(words, &range) {
            add(range, certainty);
        }
    }
    let aged: Vec<_> = lists(&AGED_REGEX, words, is_age).collect();
    for range in &aged {
        add(range.clone(), Certainty::Certain);
    }
    for range in lists(&NAMED_REGEX, words, is_name) {
        add(range, Certainty::Certain);
    }
    let likely = places(&OVER_AGE_REGEX, words)
        .filter(|range| follows_age(words, range, &aged) || is_age_over(words, range))
        .chain(places(&AGE_OVER_REGEX, words).filter(|range| is_age_and_over(words, range)))
        .chain(places(&SHORT_YEAR_REGEX, words).filter(|range| follows(words, range)))
        .chain(places(&FROM_BIRTH_REGEX, words));
    for range in likely {
        add(range, Certainty::Likely);
    }
    found
}

/// Where a pattern matches whole figures: "35.5" holds no "35", and "24.5M" no "5M".
fn places<'w>(
    pattern: &'static LazyLock<Option<Regex>>,
    words: &'w str,
) -> impl Iterator<Item = Range<usize>> + 'w {
    pattern
        .iter()
        .flat_map(move |pattern| pattern.find_iter(words))
        .map(|place| place.range())
        .filter(move |range| begins(words, range.start) && ends(words, range.end))
}

/// Whether nothing of a figure stands right before a place.
fn begins(words: &str, at: usize) -> bool {
    let before = words.get(..at).unwrap_or("");
    match before.strip_suffix(['.', ',', '/']) {
        Some(rest) => !rest.ends_with(|c: char| c.is_ascii_digit()),
        None => !before.ends_with(['£', '$', '€']),
    }
}

/// Whether the figure, if it is one, ends at a place.
fn ends(words: &str, at: usize) -> bool {
    let after = words.get(at..).unwrap_or("");
    let mut following = after.chars();
    let goes_on = match (following.next(), following.next()) {
        (Some('.' | ','), Some(next)) => next.is_ascii_digit(),
        (Some(next), _) => next.is_alphanumeric() || next == '%',
        (None, _) => false,
    };
    let measured = ["per cent", "percent", "million", "billion"];
    let unit = after.strip_prefix([' ', '\u{a0}']).unwrap_or("");
    !goes_on && !measured.iter().any(|unit_word| unit.starts_with(unit_word))
}

/// The word before a place, in small letters.
fn word_before(words: &str, at: usize) -> String {
    let before = words.get(..at).unwrap_or("").trim_end();
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    last.to_lowercase()
}

/// Whether four digits are a year. In surroundings that say nothing they are: papers write thousands with a comma.
fn year(words: &str, range: &Range<usize>) -> Option<Certainty> {
    const TIMES: [&str; 19] = [
        "in",
        "since",
        "during",
        "until",
        "till",
        "before",
        "after",
        "throughout",
        "early",
        "mid",
        "late",
        "spring",
        "summer",
        "autumn",
        "winter",
        "easter",
        "christmas",
        "act",
        "census",
    ];
    const AMOUNTS: [&str; 13] = [
        "than",
        "least",
        "most",
        "nearly",
        "almost",
        "some",
        "approximately",
        "roughly",
        "total",
        "totalled",
        "totalling",
        "numbered",
        "reached",
    ];
    let before = words.get(..range.start).unwrap_or("");
    let after = words.get(range.end..).unwrap_or("");
    if before.ends_with('(') && after.starts_with(')') {
        return Some(Certainty::Certain);
    }
    let word = word_before(words, range.start);
    let noun = counted(after);
    let cases = ["cases", "instances", "occasions"];
    if TIMES.contains(&word.as_str()) {
        let in_cases = cases.iter().any(|noun| after.trim_start().starts_with(noun));
        return (!in_cases).then_some(Certainty::Certain);
    }
    // "our 2022 plans" are of a year; "the 2024 children" are so many.
    let of_the_year =
        ["the", "our", "its", "their", "this", "these", "those"].contains(&word.as_str());
    if noun.is_some() && !(noun == Some(Noun::Thing) && of_the_year) {
        return None;
    }
    let lower = before.trim_end().to_lowercase();
    let is_amount = AMOUNTS.contains(&word.as_str())
        || ["there were", "there are", "there was", "there is", "total of"]
            .iter()
            .any(|words| lower.ends_with(words));
    let round = words.get(range.clone()).is_some_and(|digits| digits.ends_with("00"))
        && ["over", "under", "about", "around", "above", "below"].contains(&word.as_str());
    (!is_amount && !round).then_some(Certainty::Likely)
}

/// "aged 16 to 18, under 12 or over 25": an age stands before it.
fn follows_age(words: &str, range: &Range<usize>, aged: &[Range<usize>]) -> bool {
    let before = words.get(..range.start).unwrap_or("").trim_end();
    let before = before.strip_suffix("and").or(before.strip_suffix("or")).unwrap_or(before);
    let end = before.trim_end_matches([',', ' ', '\u{a0}']).len();
    let after = words.get(range.end..).unwrap_or("");
    aged.iter().any(|age| age.end == end) && counted(after).is_none()
}

/// "young people over 16", "those under 18", "who are over 25": a person stands before it.
fn is_age_over(words: &str, range: &Range<usize>) -> bool {
    let word = word_before(words, range.start);
    let lower = words.get(..range.start).unwrap_or("").trim_end().to_lowercase();
    let who =
        ["who are", "who is", "who were", "who was", "they are", "they were", "he is", "she is"];
    let after = words.get(range.end..).unwrap_or("");
    let age = ["years of age", "age"].iter().any(|word| after.trim_start().starts_with(word));
    let person = is_person(&word)
        || ["those", "anyone", "everyone", "someone", "everybody", "anybody"]
            .contains(&word.as_str());
    // "Support for the over 65 group"; "the over 20 children" are so many.
    let group = word == "the" && counted(after).is_none() && {
        let next = after.split_whitespace().next().unwrap_or("");
        let next = next.trim_matches(|c: char| !c.is_alphabetic());
        matches!(next, "group" | "groups" | "population" | "age")
    };
    // "Over 16 who are not in education": persons go on behind it.
    let go_on = after.strip_prefix([' ', '\u{a0}']).is_some_and(|after| after.starts_with("who "))
        && !is_verb(&format!(" {word}"));
    age || group
        || go_on
        || ((person || who.iter().any(|words| lower.ends_with(words))) && counted(after).is_none())
}

/// "16 and over", "18+": nothing is counted by it.
fn is_age_and_over(words: &str, range: &Range<usize>) -> bool {
    let after = words.get(range.end..).unwrap_or("");
    let word = word_before(words, range.start);
    let under_number = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    counted(after).is_none()
        && !under_number
        && !["score", "scores", "of", "than", "with", "had"].contains(&word.as_str())
}

/// "22/23": years that follow each other. "3/4" and "20/30" are figures.
fn follows(words: &str, range: &Range<usize>) -> bool {
    let years = words.get(range.clone()).and_then(|text| text.split_once('/'));
    years
        .and_then(|(first, second)| Some((first.parse::<u32>().ok()?, second.parse::<u32>().ok()?)))
        .is_some_and(|(first, second)| first + 1 == second)
}

/// Numbers behind a word that makes them a name or an age, with the word.
fn lists<'w>(
    head: &'static LazyLock<Option<Regex>>,
    words: &'w str,
    allows: fn(words: &str, head: &Range<usize>, member: &str) -> bool,
) -> impl Iterator<Item = Range<usize>> + 'w {
    head.iter().flat_map(move |pattern| pattern.find_iter(words)).filter_map(move |head| {
        let plural =
            head.as_str().trim_end().ends_with(['s', 'S']) || head.as_str().contains("ppendices");
        let first = member(words, head.end())?;
        if !allows(words, &head.range(), words.get(first.clone())?) {
            return None;
        }
        let mut last = first;
        while let Some(next) = next_member(words, &last, plural) {
            last = next;
        }
        let tail = words.get(last.end..).unwrap_or("");
        let more = [
            "+",
            " and over",
            " or over",
            " and under",
            " or under",
            " and above",
            " and older",
            " or older",
        ];
        let tail = more.iter().find(|more| tail.starts_with(**more)).map_or(0, |more| more.len());
        Some(head.start()..last.end + tail)
    })
}

/// Ages have two digits; an average age is a figure.
fn is_age(words: &str, head: &Range<usize>, member: &str) -> bool {
    let word = word_before(words, head.start);
    member.len() <= 2 && !["average", "mean", "median"].contains(&word.as_str())
}

/// "figure 461" and "table 461" are no names.
fn is_name(words: &str, head: &Range<usize>, member: &str) -> bool {
    let end = head.end + member.len();
    let head = words.get(head.clone()).unwrap_or("");
    // "In the last minute 12 people came."
    if ["minute", "agenda", "Division"].iter().any(|word| head.starts_with(word)) {
        return counted(words.get(end..).unwrap_or("")).is_none();
    }
    let short = ["figure", "table", "chart", "note"].iter().any(|word| head.starts_with(word));
    !short || member.len() <= 2
}

/// The number at a place, where it is one by itself.
fn member(words: &str, at: usize) -> Option<Range<usize>> {
    let place = MEMBER.as_ref()?.find(words.get(at..)?)?;
    let range = at..at + place.end();
    ends(words, range.end).then_some(range)
}

/// The next number of a list. "Table 2 and 461 children" is no list: what counts something is a figure.
fn next_member(words: &str, last: &Range<usize>, plural: bool) -> Option<Range<usize>> {
    let between = BETWEEN.as_ref()?.find(words.get(last.end..)?)?;
    let next = member(words, last.end + between.end())?;
    if between.as_str() == " to " || matches!(between.as_str().trim(), "-" | "–" | "/") {
        return Some(next);
    }
    let (before, after) = (number(words.get(last.clone())?), number(words.get(next.clone())?));
    let rest = words.get(next.end..).unwrap_or("");
    let rises = before < after;
    let beside = matches!((before.as_slice(), after.as_slice()), ([before], [after]) if before + 1 == *after);
    let counts = counted(rest).is_some() || (is_verb(rest) && !plural && !beside);
    let comma = between.as_str() == ", ";
    (rises && !counts && (plural || !comma)).then_some(next)
}

/// 6.14 → [6, 14]: 6.2 stands before 6.14.
fn number(member: &str) -> Vec<u32> {
    member.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certain(words: &str) -> bool {
        recognised(words).iter().any(|found| found.certainty == Certainty::Certain)
    }

    #[test]
    fn a_date_is_certain_and_a_lone_year_is_likely() {
        assert!(certain("by March 2023"));
        assert!(certain("on 31 March"));
        assert!(certain("in 2023"));
        assert!(certain("at Key Stage 4"));
        assert!(!certain("2024"));
        assert!(!certain("over 16"));
        assert!(!certain("43 per 10,000"));
    }

    #[test]
    fn every_pattern_compiles() {
        let all: [&[&str]; 9] =
            [&CERTAIN, &BASE, &YEAR, &OVER_AGE, &AGE_OVER, &SHORT_YEAR, &FROM_BIRTH, &AGED, &NAMED];
        for patterns in all {
            assert!(compile(patterns).is_some(), "{patterns:?}");
        }
    }
}
