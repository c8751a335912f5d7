//! When: a month, a financial quarter or year, an academic year, or a day (`semantics.md` S8).
//!
//! The financial year starts in April: its first quarter is April to June. The academic year starts in September.

use std::cmp::Ordering;
use std::fmt;

use time::{Date, Month};

use crate::syntax::MONTHS;
use crate::syntax::ast::PeriodLiteral;

/// A stretch of time that an indicator has a value for. Ordered by its first day, then by its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A calendar month.
    Month {
        /// The calendar year.
        year: i32,
        /// 1 to 12.
        month: u8,
    },
    /// A quarter of a financial year.
    Quarter {
        /// The calendar year in which the financial year starts.
        start: i32,
        /// 1 (April to June) to 4 (January to March).
        quarter: u8,
    },
    /// A financial year, 1 April to 31 March.
    Year {
        /// The calendar year in which it starts.
        start: i32,
    },
    /// An academic year, 1 September to 31 August.
    AcademicYear {
        /// The calendar year in which it starts.
        start: i32,
    },
    /// A day.
    Date(Date),
}

impl Period {
    /// The period that was written; none for a quarter without its year, which only a paper can place.
    pub fn from_literal(literal: PeriodLiteral) -> Option<Self> {
        match literal {
            PeriodLiteral::Month { year, month } => Some(Self::Month { year, month }),
            PeriodLiteral::Quarter { year, quarter } => {
                year.map(|start| Self::Quarter { start, quarter })
            }
            PeriodLiteral::Year { start } => Some(Self::Year { start }),
            PeriodLiteral::AcademicYear { start } => Some(Self::AcademicYear { start }),
            PeriodLiteral::Date(date) => Some(Self::Date(date)),
        }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        match self {
            Self::Date(date) => date,
            _ => first_of_month(self.first_month()),
        }
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        if let Self::Date(date) = self {
            return date;
        }
        let next = first_of_month(self.first_month() + i64::from(self.month_count()));
        next.previous_day().unwrap_or(Date::MAX)
    }

    /// How many months it has: 1, 3 or 12; none for a day.
    pub fn month_count(self) -> u32 {
        match self {
            Self::Month { .. } => 1,
            Self::Quarter { .. } => 3,
            Self::Year { .. } | Self::AcademicYear { .. } => 12,
            Self::Date(_) => 0,
        }
    }

    /// Whether the other period lies wholly within this one.
    pub fn contains(self, other: Self) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }

    /// The months that it consists of, in order; none for a day.
    pub fn months(self) -> Vec<Self> {
        let first = self.first_month();
        (first..first + i64::from(self.month_count())).map(Self::month).collect()
    }

    /// The financial quarters that it consists of, in order: four for a financial year, one for a quarter, else none.
    pub fn quarters(self) -> Vec<Self> {
        match self {
            Self::Year { start } => {
                (1..=4).map(|quarter| Self::Quarter { start, quarter }).collect()
            }
            Self::Quarter { .. } => vec![self],
            _ => Vec::new(),
        }
    }

    /// The calendar year in which the financial year of its first day starts.
    pub fn year_start(self) -> i32 {
        match self {
            Self::Quarter { start, .. } | Self::Year { start } | Self::AcademicYear { start } => {
                start
            }
            Self::Month { year, month } => year - i32::from(month < 4),
            Self::Date(date) => date.year() - i32::from(u8::from(date.month()) < 4),
        }
    }

    /// The financial year that it belongs to; of an academic year, the one in which it starts.
    #[must_use]
    pub fn year(self) -> Self {
        Self::Year { start: self.year_start() }
    }

    /// The periods of one kind from one to another, both included, in order; empty where the two are of different kinds
    /// or in the wrong order. Days are not counted through.
    pub fn sequence(from: Self, to: Self) -> Vec<Self> {
        if from == to {
            return vec![from];
        }
        let (Some((kind, first)), Some((other, last))) = (from.place(), to.place()) else {
            return Vec::new();
        };
        if kind != other {
            return Vec::new();
        }
        (first..=last).map(|at| Self::at(kind, at)).collect()
    }

    /// Whether the other period follows directly after this one and is of its kind.
    pub(super) fn precedes(self, other: Self) -> bool {
        match (self.place(), other.place()) {
            (Some((kind, at)), Some((other, next))) => kind == other && at + 1 == next,
            _ => false,
        }
    }

    /// The period of its kind so many before or after it; none for a day.
    pub fn shifted(self, by: i64) -> Option<Self> {
        let (kind, at) = self.place()?;
        Some(Self::at(kind, at.checked_add(by)?))
    }

    /// The period of another's kind that ends the day before this one begins: before 2023-24 Q1 and a month, March 2023.
    pub fn ending_before(self, other: Self) -> Option<Self> {
        let before = Self::Date(self.first_day().previous_day()?);
        let date = before.first_day();
        let month = Self::Month { year: date.year(), month: u8::from(date.month()) };
        month.ending_as(other).filter(|_| !matches!(other, Self::Date(_)))
    }

    /// The period of another's kind that ends with this one: of 2022-23 Q4 and a month, March 2023.
    pub fn ending_as(self, other: Self) -> Option<Self> {
        let last_month = self.months().pop()?;
        let quarter = |month: Self| {
            let Self::Month { month, .. } = month else { return None };
            let quarter = (month + 8) % 12 / 3 + 1;
            Some(Self::Quarter { start: last_month.year_start(), quarter })
        };
        let found = match other {
            Self::Month { .. } => last_month,
            Self::Quarter { .. } => quarter(last_month)?,
            Self::Year { .. } => last_month.year(),
            Self::AcademicYear { .. } => Self::AcademicYear { start: self.last_day().year() - 1 },
            Self::Date(_) => Self::Date(self.last_day()),
        };
        (found.last_day() == self.last_day()).then_some(found)
    }

    /// The same period a year before; the day before 1 March for a 29 February.
    #[must_use]
    pub fn previous_year(self) -> Self {
        match self {
            Self::Month { year, month } => Self::Month { year: year - 1, month },
            Self::Quarter { start, quarter } => Self::Quarter { start: start - 1, quarter },
            Self::Year { start } => Self::Year { start: start - 1 },
            Self::AcademicYear { start } => Self::AcademicYear { start: start - 1 },
            Self::Date(date) => {
                let year = date.year() - 1;
                let before = date.replace_year(year).or_else(|_| {
                    Date::from_calendar_date(year, date.month(), date.day().saturating_sub(1))
                });
                Self::Date(before.unwrap_or(date))
            }
        }
    }

    /// Its name where the year, or the narrow column of a table, makes the rest plain: "Oct 2022", "Q2", "31 Mar 2023".
    pub fn short(self) -> String {
        match self {
            Self::Month { year, month } => format!("{} {year}", short_month(month)),
            Self::Quarter { quarter, .. } => format!("Q{quarter}"),
            Self::Year { start } | Self::AcademicYear { start } => year_name(start),
            Self::Date(date) => {
                let month = short_month(u8::from(date.month()));
                format!("{} {month} {}", date.day(), date.year())
            }
        }
    }

    /// The word for its kind: "month", "quarter", "year", "academic year", "day".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Month { .. } => "month",
            Self::Quarter { .. } => "quarter",
            Self::Year { .. } => "year",
            Self::AcademicYear { .. } => "academic year",
            Self::Date(_) => "day",
        }
    }

    /// The month with a number counted from the year 0.
    fn month(number: i64) -> Self {
        let year = i32::try_from(number.div_euclid(12)).unwrap_or(i32::MAX);
        let month = u8::try_from(number.rem_euclid(12) + 1).unwrap_or(1);
        Self::Month { year, month }
    }

    /// The number of its first month, counted from the year 0.
    fn first_month(self) -> i64 {
        let (year, month) = match self {
            Self::Month { year, month } => (year, i64::from(month)),
            Self::Quarter { start, quarter } => (start, 1 + 3 * i64::from(quarter)),
            Self::Year { start } => (start, 4),
            Self::AcademicYear { start } => (start, 9),
            Self::Date(date) => (date.year(), i64::from(u8::from(date.month()))),
        };
        i64::from(year) * 12 + month - 1
    }

    /// Its kind and its place among all of that kind; none for a day.
    fn place(self) -> Option<(u8, i64)> {
        match self {
            Self::Month { .. } => Some((0, self.first_month())),
            Self::Quarter { start, quarter } => {
                Some((1, i64::from(start) * 4 + i64::from(quarter) - 1))
            }
            Self::Year { start } => Some((2, i64::from(start))),
            Self::AcademicYear { start } => Some((3, i64::from(start))),
            Self::Date(_) => None,
        }
    }

    fn at(kind: u8, at: i64) -> Self {
        let start = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
        match kind {
            0 => Self::month(at),
            1 => Self::Quarter {
                start: start(at.div_euclid(4)),
                quarter: u8::try_from(at.rem_euclid(4) + 1).unwrap_or(1),
            },
            2 => Self::Year { start: start(at) },
            _ => Self::AcademicYear { start: start(at) },
        }
    }

    /// What orders it: the first month, the day in it, the length.
    fn order(self) -> (i64, u8, u32) {
        let day = if let Self::Date(date) = self { date.day() } else { 1 };
        (self.first_month(), day, self.month_count())
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As a paper prints it: "2022-23 Q2", "October 2022", "2022-23", "academic year 2021-22", "31 March 2023".
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Month { year, month } => write!(f, "{} {year}", long_month(month)),
            Self::Quarter { start, quarter } => write!(f, "{} Q{quarter}", year_name(start)),
            Self::Year { start } => f.write_str(&year_name(start)),
            Self::AcademicYear { start } => write!(f, "academic year {}", year_name(start)),
            Self::Date(date) => {
                let month = long_month(u8::from(date.month()));
                write!(f, "{} {month} {}", date.day(), date.year())
            }
        }
    }
}

/// Periods as a message lists them: "October 2022 to March 2023, 2021-22 Q2 to 2022-23 Q4, 2020-21".
pub(super) fn list_of_periods(periods: impl IntoIterator<Item = Period>) -> String {
    let mut periods: Vec<Period> = periods.into_iter().collect();
    periods.sort_by_key(|period| (period.place().map_or(u8::MAX, |(kind, _)| kind), *period));
    let mut runs: Vec<(Period, Period)> = Vec::new();
    for period in periods {
        match runs.last_mut() {
            Some((_, last)) if last.precedes(period) => *last = period,
            _ => runs.push((period, period)),
        }
    }
    let shown: Vec<String> = runs
        .iter()
        .map(
            |(first, last)| {
                if first == last { first.to_string() } else { format!("{first} to {last}") }
            },
        )
        .collect();
    shown.join(", ")
}

/// "2022-23" of 2022.
fn year_name(start: i32) -> String {
    format!("{start}-{:02}", (start + 1).rem_euclid(100))
}

pub(super) fn long_month(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("month")
}

fn short_month(month: u8) -> &'static str {
    long_month(month).get(..3).unwrap_or_default()
}

fn first_of_month(number: i64) -> Date {
    let Period::Month { year, month } = Period::month(number) else { return Date::MAX };
    Month::try_from(month)
        .ok()
        .and_then(|month| Date::from_calendar_date(year, month, 1).ok())
        .unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Period, list_of_periods};
    use time::{Date, Month};

    const Q2: Period = Period::Quarter { start: 2022, quarter: 2 };
    const Q4: Period = Period::Quarter { start: 2022, quarter: 4 };
    const MARCH: Period = Period::Month { year: 2023, month: 3 };
    const YEAR: Period = Period::Year { start: 2022 };

    fn day(year: i32, month: Month, day: u8) -> Date {
        Date::from_calendar_date(year, month, day).unwrap()
    }

    #[test]
    fn the_last_quarter_of_a_year_is_in_the_next_calendar_year() {
        assert_eq!(Q4.first_day(), day(2023, Month::January, 1));
        assert_eq!(Q4.last_day(), day(2023, Month::March, 31));
        assert_eq!(MARCH.year(), YEAR);
        assert_eq!(Period::Month { year: 2022, month: 4 }.year(), YEAR);
        assert_eq!(Q4.months().last(), Some(&MARCH));
        assert!(YEAR.contains(Q4) && Q4.contains(MARCH) && !Q2.contains(MARCH));
    }

    #[test]
    fn an_academic_year_runs_from_september_to_august() {
        let year = Period::AcademicYear { start: 2021 };
        assert_eq!(year.first_day(), day(2021, Month::September, 1));
        assert_eq!(year.last_day(), day(2022, Month::August, 31));
    }

    #[test]
    fn a_sequence_crosses_the_year() {
        let from = Period::Quarter { start: 2021, quarter: 3 };
        let names: Vec<String> =
            Period::sequence(from, Q2).iter().map(ToString::to_string).collect();
        assert_eq!(names, ["2021-22 Q3", "2021-22 Q4", "2022-23 Q1", "2022-23 Q2"]);
        assert!(Period::sequence(Q2, from).is_empty());
        assert!(Period::sequence(Q2, MARCH).is_empty());
    }

    #[test]
    fn a_period_ends_as_others_do() {
        let quarter = |start, quarter| Period::Quarter { start, quarter };
        assert_eq!(Q4.ending_as(YEAR), Some(YEAR));
        assert_eq!(Q4.ending_as(MARCH), Some(MARCH));
        assert_eq!(YEAR.ending_as(Q2), Some(Q4));
        assert_eq!(Q2.ending_as(YEAR), None);
        assert_eq!(MARCH.ending_as(Q2), Some(Q4));
        assert_eq!(Q2.ending_as(Q4), Some(Q2));
        let june = Period::Month { year: 2022, month: 6 };
        assert_eq!(june.ending_as(Q2), Some(quarter(2022, 1)));
        let may = Period::Month { year: 2022, month: 5 };
        assert_eq!(may.ending_as(Q2), None);
        assert_eq!(Q2.shifted(-4), Some(quarter(2021, 2)));
        assert_eq!(Q2.shifted(3), Some(quarter(2023, 1)));
    }

    #[test]
    fn names_are_those_of_a_paper() {
        let date = Period::Date(day(2023, Month::March, 31));
        assert_eq!(MARCH.to_string(), "March 2023");
        assert_eq!(Period::Year { start: 1999 }.to_string(), "1999-00");
        assert_eq!(date.to_string(), "31 March 2023");
        assert_eq!(
            [MARCH.short(), Q4.short(), YEAR.short(), date.short()],
            ["Mar 2023", "Q4", "2022-23", "31 Mar 2023"]
        );
        let held = [YEAR, MARCH, Q4, Period::Quarter { start: 2022, quarter: 3 }];
        assert_eq!(list_of_periods(held), "March 2023, 2022-23 Q3 to 2022-23 Q4, 2022-23");
    }

    #[test]
    fn the_shorter_of_two_that_start_together_comes_first() {
        let april = Period::Month { year: 2022, month: 4 };
        let mut periods = [YEAR, Q2, Period::Quarter { start: 2022, quarter: 1 }, april];
        periods.sort_unstable();
        assert_eq!(periods, [april, Period::Quarter { start: 2022, quarter: 1 }, YEAR, Q2]);
    }

    #[test]
    fn a_leap_day_has_a_day_a_year_before() {
        let leap = Period::Date(day(2024, Month::February, 29));
        assert_eq!(leap.previous_year(), Period::Date(day(2023, Month::February, 28)));
    }
}
