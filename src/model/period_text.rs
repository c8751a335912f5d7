//! Periods as data files write them: "Oct 2022", "2022-23 Q3", "2021-22", "31 March 2023", "31/03/2023".
//!
//! What could be read in two ways is not read: "Q4 2023" may be the quarter that ends or the one that starts in 2023
//! (`semantics.md` S8).

use time::{Date, Month};

use super::period::Period;

/// Why a text is no period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// What is wrong with it, as a sentence; empty where nothing particular is.
    pub(super) reason: String,
    /// What may have been meant, best first.
    pub(super) meant: Vec<Period>,
}

impl Period {
    /// The period that some words name, in small letters or not; none where they may name two, or none.
    pub fn parse(words: &str) -> Option<Self> {
        parse_period(words).ok()
    }
}

/// Reads a period.
pub(super) fn parse_period(text: &str) -> Result<Period, Unreadable> {
    let text = text.replace(['\u{2013}', '\u{2011}', '\u{2010}'], "-");
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = match words.as_slice() {
        [year] if is_slashed_date(year) => slashed_date(year),
        [year] => pair_of_years(year).and_then(Years::checked).map(|start| Period::Year { start }),
        [month, year] if month_of(month).is_some() => month_of(month)
            .zip(calendar_year(year))
            .map(|(month, year)| Period::Month { year, month }),
        [year, quarter] => {
            let start = pair_of_years(year).and_then(Years::checked);
            start
                .zip(quarter_of(quarter).filter(|quarter| (1..=4).contains(quarter)))
                .map(|(start, quarter)| Period::Quarter { start, quarter })
        }
        ["academic", "year", year] => {
            pair_of_years(year).and_then(Years::checked).map(|start| Period::AcademicYear { start })
        }
        [day, month, year] => day
            .parse()
            .ok()
            .zip(month_of(month))
            .zip(calendar_year(year))
            .and_then(|((day, month), year)| date(year, month, day)),
        _ => None,
    };
    found.ok_or_else(|| explain(&words))
}

/// What is wrong with the words, and what may have been meant.
fn explain(words: &[&str]) -> Unreadable {
    let quarter = words.iter().find_map(|word| quarter_of(word));
    if let Some(quarter) = quarter.filter(|quarter| !(1..=4).contains(quarter)) {
        return Unreadable {
            reason: format!("There is no Q{quarter}: a year has four quarters."),
            meant: Vec::new(),
        };
    }
    let in_year = |start| match quarter {
        Some(quarter) => Period::Quarter { start, quarter },
        None => Period::Year { start },
    };
    if let Some(years) = words.iter().find_map(|word| pair_of_years(word)) {
        let start = years.first;
        if !years.follow() {
            return Unreadable {
                reason: format!(
                    "A year names two years that follow each other, and {} does not follow {}.",
                    years.second, years.first
                ),
                meant: vec![in_year(start)],
            };
        }
        let has_month = words.iter().any(|word| month_of(word).is_some());
        return Unreadable {
            reason: if has_month {
                "A month is written with its calendar year, and a quarter without a month."
                    .to_owned()
            } else {
                String::new()
            },
            meant: if has_month && quarter.is_none() { Vec::new() } else { vec![in_year(start)] },
        };
    }
    let year = words.iter().find_map(|word| calendar_year(word));
    match (quarter, year) {
        (Some(quarter), Some(year)) => {
            // "Q4 2023" nearly always is the quarter that ends in 2023.
            let starts = if quarter == 4 { [year - 1, year] } else { [year, year - 1] };
            Unreadable {
                reason: "A quarter belongs to a financial year, which has two calendar years: this may be either of two quarters.".to_owned(),
                meant: starts.map(|start| Period::Quarter { start, quarter }).to_vec(),
            }
        }
        (None, Some(year)) if words.len() == 1 => Unreadable {
            reason: "A financial year has two calendar years: this may be either of two."
                .to_owned(),
            meant: vec![Period::Year { start: year - 1 }, Period::Year { start: year }],
        },
        (None, Some(_))
            if words.len() == 3 && words.iter().any(|word| month_of(word).is_some()) =>
        {
            Unreadable { reason: "No calendar has this day.".to_owned(), meant: Vec::new() }
        }
        _ => Unreadable { reason: String::new(), meant: Vec::new() },
    }
}

/// "2022-23", "2022/23" or "2022-2023" as it was written.
#[derive(Clone, Copy)]
struct Years {
    first: i32,
    second: i32,
    /// Whether it was written with a hyphen and two digits.
    plain: bool,
}

impl Years {
    fn follow(self) -> bool {
        self.second == self.first + 1 || self.second == (self.first + 1) % 100
    }

    /// The first of the two, where they are written as they should be.
    fn checked(self) -> Option<i32> {
        (self.follow() && self.plain).then_some(self.first)
    }
}

fn pair_of_years(word: &str) -> Option<Years> {
    let (first, second) = word.split_once(['-', '/'])?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let known = first.len() == 4 && matches!(second.len(), 2 | 4);
    (known && digits(first) && digits(second)).then_some(())?;
    Some(Years {
        first: first.parse().ok()?,
        second: second.parse().ok()?,
        plain: word.contains('-') && second.len() == 2,
    })
}

fn quarter_of(word: &str) -> Option<u8> {
    word.strip_prefix(['Q', 'q'])?.parse().ok()
}

fn calendar_year(word: &str) -> Option<i32> {
    (word.len() == 4).then(|| word.parse().ok()).flatten()
}

/// The month of "Oct" or "October", whatever the case; also "Sept".
fn month_of(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    (1..=12).find(|month| {
        let long = super::period::long_month(*month).to_lowercase();
        word == long || Some(word.as_str()) == long.get(..3) || (*month == 9 && word == "sept")
    })
}

fn is_slashed_date(word: &str) -> bool {
    word.matches('/').count() == 2
}

/// "31/03/2023", the day first, as councils write it.
fn slashed_date(word: &str) -> Option<Period> {
    let mut parts = word.split('/');
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    date(calendar_year(parts.next()?)?, month, day)
}

fn date(year: i32, month: u8, day: u8) -> Option<Period> {
    let month = Month::try_from(month).ok()?;
    Date::from_calendar_date(year, month, day).ok().map(Period::Date)
}

#[cfg(test)]
mod tests {
    use super::parse_period;

    fn read(text: &str) -> String {
        match parse_period(text) {
            Ok(period) => period.to_string(),
            Err(unreadable) => {
                let meant: Vec<String> = unreadable.meant.iter().map(ToString::to_string).collect();
                format!("no: {}", meant.join(" or "))
            }
        }
    }

    #[test]
    fn periods_are_read_as_councils_write_them() {
        assert_eq!(read("Oct 2022"), "October 2022");
        assert_eq!(read("Sept 2022"), "September 2022");
        assert_eq!(read("October 2022"), "October 2022");
        assert_eq!(read("2022-23 Q3"), "2022-23 Q3");
        assert_eq!(read("2021\u{2013}22"), "2021-22");
        assert_eq!(read("1999-00"), "1999-00");
        assert_eq!(read("academic year 2021-22"), "academic year 2021-22");
        assert_eq!(read("31 March 2023"), "31 March 2023");
        assert_eq!(read("31/03/2023"), "31 March 2023");
    }

    #[test]
    fn what_has_two_meanings_has_none() {
        assert_eq!(read("Q4 2023"), "no: 2022-23 Q4 or 2023-24 Q4");
        assert_eq!(read("Q2 2022"), "no: 2022-23 Q2 or 2021-22 Q2");
        assert_eq!(read("2023/23"), "no: 2023-24");
        assert_eq!(read("2022/23"), "no: 2022-23");
        assert_eq!(read("2022-2023"), "no: 2022-23");
        assert_eq!(read("2022"), "no: 2021-22 or 2022-23");
        assert_eq!(read("Q2 July 2022-23"), "no: 2022-23 Q2");
        assert_eq!(read("2022-23 Q5"), "no: ");
        assert_eq!(read("31 June 2022"), "no: ");
        assert_eq!(read(""), "no: ");
        assert_eq!(read("Oct 2022-23"), "no: ");
    }
}
