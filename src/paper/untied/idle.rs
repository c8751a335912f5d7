//! Numbers in prose that state nothing by themselves: how long something lasts, how far away it is, ages, addresses and
//! names in small letters.
//!
//! Tied to a value such a number is a figure like any other: "[12 months]{months of reporting}". What is no figure
//! anywhere, a date or "Key Stage 4", is known to `recognise`.

use std::ops::Range;

use crate::paper::untied::nouns::{Noun, counted};
use crate::syntax::month_number;

/// Measures of time, in which durations are given. Sorted.
const TIMES: [&str; 29] = [
    "daily",
    "day",
    "days",
    "fortnights",
    "hour",
    "hourly",
    "hours",
    "hr",
    "hrs",
    "min",
    "mins",
    "minute",
    "minutes",
    "month",
    "monthly",
    "months",
    "night",
    "nights",
    "quarters",
    "term",
    "terms",
    "week",
    "weekly",
    "weeks",
    "year",
    "yearly",
    "years",
    "yr",
    "yrs",
];

/// What may stand between a number and a measure of time.
const KINDS_OF_TIME: [&str; 9] = [
    "working",
    "calendar",
    "school",
    "full",
    "whole",
    "further",
    "more",
    "additional",
    "consecutive",
];

/// Verbs and words behind which a duration is a result, and a figure.
const MEASURED: [&str; 17] = [
    "average",
    "averages",
    "averaged",
    "mean",
    "median",
    "took",
    "taken",
    "rose",
    "risen",
    "fell",
    "fallen",
    "increased",
    "decreased",
    "reduced",
    "dropped",
    "improved",
    "totalled",
];

/// Words before a number that make it a limit, and no count.
const LIMITS: [&str; 26] = [
    "within", "in", "for", "over", "after", "before", "every", "each", "least", "most", "than",
    "last", "next", "first", "past", "previous", "under", "beyond", "about", "to", "minimum",
    "maximum", "by", "until", "above", "below",
];

const DISTANCES: [&str; 7] = ["mile", "miles", "km", "kms", "kilometres", "metres", "kilometre"];

/// Words before a number that is a name, in small letters, and that hardly anything is counted behind.
const NUMBERED: [&str; 31] = [
    "band",
    "category",
    "chapter",
    "class",
    "cohort",
    "criterion",
    "day",
    "domain",
    "form",
    "grade",
    "group",
    "indicator",
    "item",
    "level",
    "measure",
    "module",
    "objective",
    "option",
    "outcome",
    "part",
    "phase",
    "priority",
    "quarter",
    "question",
    "schedule",
    "session",
    "stage",
    "step",
    "strand",
    "term",
    "tier",
];

/// What belongs to an age that stands before it: "16+ teams", "0 to 18 population".
const OF_AN_AGE: [&str; 14] = [
    "accommodation",
    "age",
    "beds",
    "homes",
    "placements",
    "population",
    "populations",
    "provision",
    "schools",
    "service",
    "services",
    "settings",
    "teams",
    "units",
];

const STREETS: [&str; 15] = [
    "Street", "Road", "Avenue", "Lane", "Close", "Drive", "Way", "Place", "Court", "Square",
    "Terrace", "Gardens", "Crescent", "Hill", "Parade",
];

/// Whether a number states nothing where it stands. A `title` may name a month by two digits: "March 23".
pub(in crate::paper) fn is_idle(words: &str, range: &Range<usize>, title: bool) -> bool {
    let around = || {
        Some(Number {
            said: words.get(range.clone())?,
            before: words.get(..range.start)?,
            after: words.get(range.end..)?,
        })
    };
    around().is_some_and(|number| {
        number.lasts()
            || number.is_distance()
            || number.is_age()
            || number.is_range_of_ages()
            || number.is_numbered()
            || number.is_address()
            || number.is_month(title)
            || number.is_short_year(title)
            || number.is_grade()
            || number.is_of_order()
    })
}

fn quarter(word: Option<&str>) -> bool {
    let word = word.unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    matches!(word, "Q1" | "Q2" | "Q3" | "Q4")
}

/// A number and what stands around it.
struct Number<'w> {
    said: &'w str,
    before: &'w str,
    after: &'w str,
}

impl Number<'_> {
    /// Its digits, where it is a number of few digits and nothing else.
    fn value(&self) -> Option<u32> {
        let digits = self.said.trim_end_matches('+');
        digits.parse().ok().filter(|_| digits.len() <= 3)
    }

    /// The words before it, the last first, in small letters.
    fn before(&self) -> impl Iterator<Item = String> + '_ {
        let sentence = self.before.rfind(['.', ';', '?', '!']).map_or(0, |at| at + 1);
        let before = self.before.get(sentence..).unwrap_or("");
        before
            .rsplit([' ', '\u{a0}', '(', '/'])
            .filter(|word| !word.is_empty())
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    }

    /// What follows it, or the range that it begins, or its half, as "2 to 3 weeks", "3+ years", "2 ½ hours".
    fn behind(&self) -> &str {
        let mut rest = self.after;
        for between in [" to ", " or ", " and ", " - ", " – ", "-", "–"] {
            if let Some(further) = rest.strip_prefix(between) {
                let next = further.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
                if next.len() < further.len() {
                    rest = next;
                    break;
                }
            }
        }
        rest = rest.strip_prefix('+').unwrap_or(rest);
        let half = rest.trim_start_matches([' ', '\u{a0}']);
        rest = half.strip_prefix('½').unwrap_or(rest);
        for more in [" or more", " or less", " or longer", " plus", " and a half"] {
            rest = rest.strip_prefix(more).unwrap_or(rest);
        }
        rest
    }

    /// "28 days", "12-month", "2yrs", "6 to 12 weeks".
    fn lasts(&self) -> bool {
        let digits = self.said.trim_end_matches('+');
        let small = digits.split('.').next().is_some_and(|whole| whole.len() <= 3)
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !small {
            return false;
        }
        let mut words = self
            .behind()
            .split([' ', '\u{a0}', '-'])
            .filter(|word| !word.is_empty())
            .skip_while(|word| KINDS_OF_TIME.contains(word));
        let unit = words.next().unwrap_or("");
        let bare = unit.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        if TIMES.binary_search(&bare.as_str()).is_err() {
            return false;
        }
        let next = words.next().unwrap_or("");
        let closed = !unit.ends_with(char::is_alphanumeric);
        // "On average 45 days" is a result.
        let average = next == "on" && words.next().is_some_and(|word| word.starts_with("average"));
        if average || self.before().any(|word| MEASURED.contains(&word.as_str())) {
            return false;
        }
        let limited = self.before().next().is_some_and(|word| LIMITS.contains(&word.as_str()));
        // "350 nights of respite", "12 days were lost".
        let counts = matches!(bare.as_str(), "days" | "hours" | "nights" | "minutes")
            && !closed
            && !limited
            && (matches!(next, "of" | "lost" | "missed" | "were" | "was"));
        !counts
    }

    /// "Over 20 miles", "5 miles from home".
    fn is_distance(&self) -> bool {
        let Some(0..=100) = self.value() else { return false };
        let behind = self.behind();
        let mut words = behind.split([' ', '\u{a0}', '-']).filter(|word| !word.is_empty());
        let unit = words.next().unwrap_or("").trim_matches(|c: char| !c.is_alphabetic());
        if !DISTANCES.contains(&unit) {
            return false;
        }
        let limited = self.before().next().is_some_and(|word| LIMITS.contains(&word.as_str()));
        let next = words.next().unwrap_or("");
        limited
            || self.said.ends_with('+')
            || behind.len() < self.after.len()
            || matches!(next, "or" | "away" | "from" | "radius" | "of")
    }

    /// "16+ teams", "post-16".
    fn is_age(&self) -> bool {
        let Some(11..=25) = self.value() else { return false };
        let before = self.before.trim_end();
        let post = ["post-", "Post-", "pre-", "Pre-", "post", "Post"];
        if post.iter().any(|word| before.ends_with(word)) {
            return true;
        }
        let counts =
            ["had", "with", "were", "was", "have", "has", "made", "than", "of", "are", "to"];
        let next = self.after.split_whitespace().next().unwrap_or("");
        self.said.ends_with('+')
            && OF_AN_AGE.contains(&next.trim_matches(|c: char| !c.is_alphabetic()))
            && self.before().next().is_none_or(|word| !counts.contains(&word.as_str()))
    }

    /// The two numbers of "16-18" and "0 to 18", of which this is one, and what stands around both.
    fn ages(&self) -> Option<(u32, u32, &str, &str, bool)> {
        let here = self.value()?;
        for (between, spoken) in [("-", false), ("–", false), (" to ", true)] {
            if let Some(further) = self.after.strip_prefix(between) {
                let rest = further.trim_start_matches(|c: char| c.is_ascii_digit());
                let other = further.get(..further.len() - rest.len())?.parse().ok()?;
                return Some((here, other, self.before, rest, spoken));
            }
            if let Some(further) = self.before.strip_suffix(between) {
                let rest = further.trim_end_matches(|c: char| c.is_ascii_digit());
                let other = further.get(rest.len()..)?.parse().ok()?;
                return Some((other, here, rest, self.after, spoken));
            }
        }
        None
    }

    /// "16-18", "11-19 Commissioning Strategy", "0 to 18 population".
    fn is_range_of_ages(&self) -> bool {
        const ENDS: [u32; 12] = [4, 5, 7, 11, 13, 14, 16, 17, 18, 19, 24, 25];
        // "1-2-1" support.
        if self.after.starts_with("-2-1")
            || (self.before.ends_with("1-") && self.after.starts_with("-1"))
            || self.before.ends_with("1-2-")
        {
            return true;
        }
        let Some((from, to, before, after, spoken)) = self.ages() else { return false };
        if from == 1 && to == 1 {
            return true;
        }
        // "2022-23-24".
        if before.ends_with(['-', '–', '£', '.', ',']) || after.starts_with(['-', '–', '%', '.'])
        {
            return false;
        }
        // The ages of adults: 18-64, and "who are 65-74".
        let adult = matches!((from, to), (18, 64 | 65));
        let grown = matches!((from, to), (65, 74) | (75, 84))
            && ["are", "is", "were", "was", "aged"].iter().any(|w| before.trim_end().ends_with(w));
        if !(adult || grown) && (from >= to || !ENDS.contains(&to) || from > 21) {
            return false;
        }
        let next = after.split_whitespace().next().unwrap_or("");
        let next = next.trim_matches(|c: char| !c.is_alphabetic());
        if OF_AN_AGE.contains(&next) || matches!(next, "year" | "years" | "yr" | "yrs" | "cohort") {
            return true;
        }
        if spoken {
            return from == 0 && counted(after).is_none() && !before.trim_end().ends_with("from");
        }
        let idle = ["of", "per", "a", "an", "times", "each", "in", "out", "points", "percent"];
        let the = ["the", "our", "all", "for", "aged"]
            .iter()
            .any(|word| before.trim_end().ends_with(word));
        match counted(after) {
            Some(Noun::Person) => the,
            Some(Noun::Thing) => false,
            None => !idle.contains(&next),
        }
    }

    /// "Level 2", "levels 3 and 4", "quarter 1".
    fn is_numbered(&self) -> bool {
        let Some(value @ 0..=99) = self.value() else { return false };
        let noun = counted(self.after);
        if self.said.ends_with('+') || noun == Some(Noun::Person) {
            return false;
        }
        let between = [" and ", " or ", " & ", " to ", ", ", "-", "–", "/"];
        let digit = |c: char| c.is_ascii_digit();
        let mut listed = between
            .iter()
            .any(|word| self.after.strip_prefix(word).is_some_and(|rest| rest.starts_with(digit)));
        let mut before = self.before;
        while let Some(rest) = between
            .iter()
            .find_map(|word| before.strip_suffix(word).filter(|rest| rest.ends_with(digit)))
        {
            listed = true;
            before = rest.trim_end_matches(digit);
        }
        let Some(name) = before.strip_suffix([' ', '\u{a0}']) else { return false };
        let name = name.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
        let one = match name.strip_suffix("ies") {
            Some(stem) if listed => format!("{stem}y"),
            _ if listed => name.strip_suffix('s').unwrap_or(&name).to_owned(),
            _ => name,
        };
        // "Stage 2 complaints" are so called; "in quarter 3 placements ended" may count them. A year has four quarters.
        let named = match one.as_str() {
            "quarter" => noun.is_none() && (1..=4).contains(&value),
            "day" | "session" | "term" => noun.is_none(),
            _ => noun.is_none() || !listed,
        };
        named && NUMBERED.contains(&one.as_str())
    }

    /// "12a Northgate Street", "5 High Street".
    fn is_address(&self) -> bool {
        if self.value().is_none() {
            return false;
        }
        let lettered = self.after.starts_with(|c: char| c.is_ascii_lowercase());
        let rest = if lettered { self.after.get(1..).unwrap_or("") } else { self.after };
        if !rest.starts_with(' ') {
            return false;
        }
        let mut names = rest
            .split_whitespace()
            .take(4)
            .take_while(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
        let first = names.next();
        let street =
            |word: &str| STREETS.contains(&word.trim_matches(|c: char| !c.is_alphabetic()));
        first.is_some_and(|first| lettered || !street(first)) && (lettered || names.any(street))
    }

    /// "March 23" in a title, or beside a quarter: "Q4 (March 23)".
    fn is_month(&self, title: bool) -> bool {
        let Some(10..=49) = self.value().filter(|_| self.said.len() == 2) else { return false };
        let Some(month) = self.before.strip_suffix([' ', '\u{a0}']) else { return false };
        let name = month.rsplit([' ', '\u{a0}', '(', '/']).next().unwrap_or("");
        if month_number(name).is_none() {
            return false;
        }
        let rest = month.get(..month.len() - name.len()).unwrap_or("");
        title
            || quarter(rest.split([' ', '(']).rfind(|word| !word.is_empty()))
            || quarter(self.after.split_whitespace().next())
    }

    /// "21-22" in a title, behind "in", or beside a quarter.
    fn is_short_year(&self, title: bool) -> bool {
        let Some((first, second, before, after, false)) = self.ages() else { return false };
        if !(10..50).contains(&first) || first + 1 != second {
            return false;
        }
        let last = before.split_whitespace().next_back();
        let time = matches!(last.unwrap_or(""), "in" | "In" | "during" | "since");
        title
            || quarter(last)
            || quarter(after.split_whitespace().next())
            || (time && counted(after).is_none())
    }

    /// "5 or more GCSEs", "5+ A*-C": what pupils reach.
    fn is_grade(&self) -> bool {
        let Some(1..=12) = self.value() else { return false };
        let behind = self.behind();
        let loose = self.said.ends_with('+') || behind.len() < self.after.len();
        let next = behind.split_whitespace().next().unwrap_or("");
        (loose && next.starts_with("GCSE")) || next.starts_with("A*")
    }

    /// "245th out of 326".
    fn is_of_order(&self) -> bool {
        let Some(order) = self.before.strip_suffix(" of ") else { return false };
        let order = order.strip_suffix(" out").unwrap_or(order);
        let place = order.rsplit(' ').next().unwrap_or("");
        let digits = place.trim_end_matches(|c: char| c.is_ascii_lowercase());
        !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && ["st", "nd", "rd", "th"].iter().any(|end| place.ends_with(end))
    }
}

#[cfg(test)]
mod tests {
    use super::super::bare::{Found, scan};
    use super::*;

    fn bare(words: &str) -> Vec<&str> {
        scan(words)
            .into_iter()
            .filter_map(|found| match found {
                Found::Figure(range) => words.get(range),
                Found::ImpossiblePeriod(_) => None,
            })
            .collect()
    }

    #[test]
    fn the_measures_are_sorted() {
        assert!(TIMES.is_sorted());
    }

    #[test]
    fn what_states_nothing_is_no_figure() {
        for words in [
            "within 28 days of starting, in 10 working days, for 2 ½ hours",
            "a 12-month programme of 6 to 12 weeks, for at least 2yrs or 2.5 years",
            "rather than 12 months of reporting, in 3 quarters",
            "in the same placement for at least 2 years, for 2+ years, for 2 years or more",
            "placed over 20 miles from home, within 15 miles, 20 miles or more away, 20+ miles",
            "the LAC & 16+ teams, our 16+ Accommodation Strategy, aged 10+, post-16 education",
            "16-18, 16-24 accommodation and the 11-19 Commissioning Strategy (0-18)",
            "the 0 to 18 population, % overall 0 to 18 population, the 16-18 young people",
            "level 2, levels 3 and 4, tier 2 and 3 offenders, stage 2 complaints, priorities 3, 5 and 8",
            "from quarter 1 to quarter 4, in quarter 3",
            "at 12a Northgate Street and 5 High Street",
            "at the end of Q4 (March 23), in March 23 (Q4)",
            "21-22 Q2, Q4 of the year, in 21-22, 2yr stability",
            "ranked 245th out of 326, and 3rd of 10",
            "1 to 1 support, 1-2-1 sessions, 1-1 meetings",
            "5 or more GCSEs, 5+ GCSEs, 5 A*-C grades",
        ] {
            assert_eq!(bare(words), Vec::<&str>::new(), "{words}");
        }
    }

    #[test]
    fn what_states_something_is_a_figure() {
        for (words, expected) in [
            ("it took 45 days", vec!["45"]),
            ("an average of 12.5 days", vec!["12.5"]),
            ("45 days on average", vec!["45"]),
            ("reduced from 52 to 38 weeks", vec!["52", "38"]),
            ("we gave 350 nights of respite, and 12 days were lost", vec!["350", "12"]),
            ("1,204 days", vec!["1,204"]),
            ("carers drove 95 miles and over 20,000 miles", vec!["95", "20,000"]),
            ("10+ visits, 3+ placements, we had 16+ placements", vec!["10+", "3+", "16+"]),
            ("16-18 of them, 2-3 visits, 3-5 a week", vec!["16", "18", "2", "3", "3", "5"]),
            ("from 0 to 18, and 10 to 14 children", vec!["0", "18", "10", "14"]),
            ("at level 2 children and items 12", vec!["2", "12"]),
            ("in the last quarter 3 children left, in quarter 7", vec!["3", "7"]),
            ("In March 23 came", vec!["23"]),
            ("in 5 High Schools, 12 a week", vec!["5", "12"]),
            ("3 out of 326, 245 of 326", vec!["3", "326", "245", "326"]),
            ("5 GCSEs each", vec!["5"]),
            ("21-22 of them, in 21-22 homes", vec!["21", "22", "21", "22"]),
        ] {
            assert_eq!(bare(words), expected, "{words}");
        }
    }

    #[test]
    fn a_title_names_months_shortly() {
        let idle = |words: &str, title| {
            let start = words.len() - 2;
            is_idle(words, &(start..words.len()), title)
        };
        assert!(
            idle("Mar 20", true) && idle("Actual Mar 22", true) && idle("Change to March 23", true)
        );
        assert!(!idle("Mar 20", false) && !idle("March 03", true) && !idle("Marks 23", true));
    }
}
