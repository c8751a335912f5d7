//! Dates as prose writes them: "27 June 2023", "the 27th of June", "January 2023", "5 to 9 June", "27.6.23", "2022-23 Q4".

use std::ops::Range;

use crate::model::Period;
use crate::syntax::month_number;

use super::tokens::chunks;

/// A date found in words; what the words leave out is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Parts {
    day: Option<u8>,
    month: Option<u8>,
    year: Option<i32>,
    /// The calendar year in which a financial year starts.
    financial: Option<i32>,
    quarter: Option<u8>,
}

/// A date found in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateInWords {
    parts: Parts,
    /// Where it stands.
    pub place: Range<usize>,
}

/// When a date in words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// A day, by its number, its month and its year.
    Day(u8, u8, Option<i32>),
    /// A month, and its year.
    Month(u8, Option<i32>),
    /// A quarter, and the calendar year in which its financial year starts.
    Quarter(u8, Option<i32>),
    /// A financial year, by the calendar year in which it starts.
    Financial(i32),
    /// A calendar year.
    Calendar(i32),
}

impl DateInWords {
    /// Whether it names a day of a year.
    pub fn is_day(&self) -> bool {
        self.parts.day.is_some() && self.parts.year.is_some()
    }

    /// When it is; `None` of the first of "5 to 9 June" where it has no month.
    pub fn stated(&self) -> Option<Stated> {
        let Parts { day, month, year, financial, quarter } = self.parts;
        Some(match (day, month, quarter, financial, year) {
            (Some(day), Some(month), ..) => Stated::Day(day, month, year),
            (None, Some(month), ..) => Stated::Month(month, year),
            (_, _, Some(quarter), financial, _) => Stated::Quarter(quarter, financial),
            (_, _, _, Some(start), _) => Stated::Financial(start),
            (_, _, _, _, Some(year)) => Stated::Calendar(year),
            _ => return None,
        })
    }

    /// Whether this is a true date of something that was in a period, at the precision of the words: "June 2023" is, of
    /// 27 June 2023; "27 June 2023" is not, of June 2023, which is not known to the day.
    pub fn agrees(&self, period: Period) -> bool {
        let (first, last) = (period.first_day(), period.last_day());
        let both = |holds: &dyn Fn(time::Date) -> bool| holds(first) && holds(last);
        let Parts { day, month, year, financial, quarter } = self.parts;
        day.is_none_or(|day| first == last && first.day() == day)
            && month.is_none_or(|month| {
                both(&|date| u8::from(date.month()) == month) && first.year() == last.year()
            })
            && year.is_none_or(|year| both(&|date| date.year() == year))
            && financial.is_none_or(|start| both(&|date| Period::Date(date).year_start() == start))
            && quarter.is_none_or(|quarter| {
                let start = Period::Date(first).year_start();
                Period::Quarter { start, quarter }.contains(period)
            })
    }

    /// The period that these words name, or the first and the last month of a calendar year; `None` where they leave out
    /// the year and none is given, and for a day that there is not.
    pub fn ends(&self, year: Option<i32>) -> Option<(Period, Period)> {
        let Parts { day, month, year: stated, financial, quarter } = self.parts;
        let year = stated.or(year);
        let one = |period| Some((period, period));
        match (financial, quarter, month, day) {
            (Some(start), Some(quarter), ..) => one(Period::Quarter { start, quarter }),
            (Some(start), ..) => one(Period::Year { start }),
            (None, Some(_), ..) => None,
            (None, None, Some(month), None) => one(Period::Month { year: year?, month }),
            (None, None, Some(month), Some(day)) => {
                let month = time::Month::try_from(month).ok()?;
                let date = time::Date::from_calendar_date(year?, month, day).ok()?;
                one(Period::Date(date))
            }
            (None, None, None, _) => {
                let year = year?;
                Some((Period::Month { year, month: 1 }, Period::Month { year, month: 12 }))
            }
        }
    }

    /// How these words write another date: with its year or without it, as they do.
    pub fn rewritten(&self, period: Period) -> String {
        match (period, self.parts.day, self.parts.month) {
            (Period::Date(date), None, Some(_)) => {
                let (year, month) = (date.year(), u8::from(date.month()));
                self.without_year(&Period::Month { year, month }.to_string())
            }
            _ => self.without_year(&period.to_string()),
        }
    }

    /// A date as printed, without its year where these words have none.
    pub fn without_year(&self, printed: &str) -> String {
        let spoken = self.parts.day.is_some() || self.parts.month.is_some();
        match printed.rsplit_once(' ') {
            Some((rest, year))
                if spoken && self.parts.year.is_none() && self::year(year).is_some() =>
            {
                rest.to_owned()
            }
            _ => printed.to_owned(),
        }
    }
}

/// The dates in some words, in order. A year alone and a month alone are dates too: of an event, "in June" is one.
pub fn dates_in(words: &str) -> Vec<DateInWords> {
    let places = chunks(words);
    let chunk = |at: usize| places.get(at).and_then(|place| words.get(place.clone())).unwrap_or("");
    let mut found: Vec<DateInWords> = Vec::new();
    let mut at = 0;
    while at < places.len() {
        let Some((dates, used)) = date_at(&chunk, at) else {
            at += 1;
            continue;
        };
        let mut from = at;
        for (parts, used) in dates {
            let last = from + used.max(1) - 1;
            if let (Some(first), Some(last)) = (places.get(from), places.get(last)) {
                found.push(DateInWords { parts, place: first.start..last.end });
            }
            // The word between the two of "5 to 9 June".
            from += used + usize::from(matches!(chunk(from + used), "to" | "and" | "until"));
        }
        at += used;
    }
    found
}

/// The date, or the two of "5 to 9 June", that begin at a chunk, each with the chunks that it takes, and all that is used.
fn date_at<'w>(
    chunk: &dyn Fn(usize) -> &'w str,
    at: usize,
) -> Option<(Vec<(Parts, usize)>, usize)> {
    let here = chunk(at);
    if let Some(parts) = numeric(here) {
        return Some((vec![(parts, 1)], 1));
    }
    if let Some(start) = financial(here) {
        let quarter = quarter(chunk(at + 1));
        let parts = Parts { financial: Some(start), quarter, ..Parts::default() };
        let used = 1 + usize::from(quarter.is_some());
        return Some((vec![(parts, used)], used));
    }
    if let Some(quarter) = quarter(here) {
        return Some((vec![(Parts { quarter: Some(quarter), ..Parts::default() }, 1)], 1));
    }
    if let Some(day) = day(here) {
        let (to, second) = match chunk(at + 1) {
            "to" | "and" | "until" => (1, self::day(chunk(at + 2))),
            other => (0, self::day(other)),
        };
        if let Some(second) = second
            && let Some((month, year, used)) = month_at(chunk, at + 2 + to)
        {
            let parts =
                |day| Parts { day: Some(day), month: Some(month), year, ..Parts::default() };
            let dates = vec![(parts(day), 1), (parts(second), 1 + used)];
            return Some((dates, 2 + to + used));
        }
        let of = usize::from(chunk(at + 1) == "of");
        let (month, year, used) = month_at(chunk, at + 1 + of)?;
        let parts = Parts { day: Some(day), month: Some(month), year, ..Parts::default() };
        return Some((vec![(parts, 1 + of + used)], 1 + of + used));
    }
    if let Some((month, year, used)) = month_at(chunk, at) {
        // "May" and "March" are words too.
        let alone = year.is_none() && matches!(here, "May" | "March" | "Mar");
        let before = at.checked_sub(1).map_or("", |before| chunk(before)).to_lowercase();
        let dated =
            ["in", "of", "by", "since", "until", "from", "to", "and", "during", "early", "late"];
        if alone && !(dated.contains(&before.as_str()) || chunk(at + 1).is_empty() && at == 0) {
            return None;
        }
        let parts = Parts { month: Some(month), year, ..Parts::default() };
        return Some((vec![(parts, used)], used));
    }
    let year = year(here)?;
    Some((vec![(Parts { year: Some(year), ..Parts::default() }, 1)], 1))
}

/// A month and its year, and how many chunks they take.
fn month_at<'w>(chunk: &dyn Fn(usize) -> &'w str, at: usize) -> Option<(u8, Option<i32>, usize)> {
    let month = month_number(chunk(at))?;
    let of = usize::from(chunk(at + 1) == "of");
    match year(chunk(at + 1 + of)) {
        Some(year) => Some((month, Some(year), 2 + of)),
        None => Some((month, None, 1)),
    }
}

fn day(word: &str) -> Option<u8> {
    let digits =
        ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let plain = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|day| plain && (1..=31).contains(day))
}

fn year(word: &str) -> Option<i32> {
    let plain = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    (plain && (word.starts_with("19") || word.starts_with("20"))).then(|| word.parse().ok())?
}

/// The calendar year in which "2022-23" or "2022/23" starts.
fn financial(word: &str) -> Option<i32> {
    let (first, second) = word.split_once(['-', '/'])?;
    let start = year(first)?;
    let end: i32 = second.parse().ok()?;
    (second.len() == 2 && (start + 1).rem_euclid(100) == end).then_some(start)
}

fn quarter(word: &str) -> Option<u8> {
    word.strip_prefix('Q')?.parse().ok().filter(|quarter| (1..=4).contains(quarter))
}

/// "27.6.23", "27/06/2023", "2023-06-27".
fn numeric(word: &str) -> Option<Parts> {
    let parts: Vec<&str> = word.split(['.', '/', '-']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let numbers = |text: &str| text.parse::<i32>().ok().filter(|_| !text.starts_with(['+', '-']));
    let (first_number, second_number, third_number) =
        (numbers(first)?, numbers(second)?, numbers(third)?);
    let (day, year) = match (first.len(), third.len()) {
        (4, _) => (third_number, first_number),
        (1 | 2, 4) => (first_number, third_number),
        (1 | 2, 2) => (first_number, 2000 + third_number),
        _ => return None,
    };
    let month = u8::try_from(second_number).ok().filter(|month| (1..=12).contains(month))?;
    let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    Some(Parts { day: Some(day), month: Some(month), year: Some(year), ..Parts::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<&str> {
        dates_in(words).into_iter().map(|date| words.get(date.place).unwrap()).collect()
    }

    fn agrees(words: &str, period: Period) -> bool {
        let dates = dates_in(words);
        assert_eq!(dates.len(), 1, "{words}: {dates:?}");
        dates[0].agrees(period)
    }

    #[test]
    fn dates_are_found_as_prose_writes_them() {
        for (words, expected) in [
            ("on Tuesday 27 June 2023, at noon", vec!["27 June 2023"]),
            ("on the 27th of June", vec!["27th of June"]),
            ("in January 2023", vec!["January 2023"]),
            ("in early June", vec!["June"]),
            ("from 5 to 9 June 2023", vec!["5", "9 June 2023"]),
            ("on 5–9 June", vec!["5", "9 June"]),
            ("from March 2022 to May 2023", vec!["March 2022", "May 2023"]),
            (
                "on 27.9.22 and 01/04/2023 and 2023-03-31",
                vec!["27.9.22", "01/04/2023", "2023-03-31"],
            ),
            ("in 2022-23 Q4 and in 2023", vec!["2022-23 Q4", "2023"]),
            ("This may march on; May we go? 461 children", vec![]),
            ("March", vec!["March"]),
            ("11 children in 12 homes", vec![]),
        ] {
            assert_eq!(found(words), expected, "{words}");
        }
    }

    #[test]
    fn a_date_agrees_at_its_own_precision() {
        let day =
            Period::Date(time::Date::from_calendar_date(2023, time::Month::June, 27).unwrap());
        for words in
            ["27 June 2023", "27 June", "June 2023", "in 2023", "2023-24", "2023-24 Q1", "27.6.23"]
        {
            assert!(agrees(words, day), "{words}");
        }
        for words in ["26 June", "27 July", "27 June 2022", "June 2022", "2022-23", "2023-24 Q2"] {
            assert!(!agrees(words, day), "{words}");
        }
        let month = Period::Month { year: 2023, month: 1 };
        assert!(agrees("January 2023", month) && agrees("2023", month) && agrees("Q4", month));
        assert!(!agrees("17 January 2023", month) && !agrees("March 2023", month));
        let year = Period::Year { start: 2022 };
        assert!(agrees("2022-23", year) && !agrees("2022", year) && !agrees("Q4", year));
        assert_eq!(dates_in("27 June")[0].rewritten(Period::Date(day.last_day())), "27 June");
    }
}
