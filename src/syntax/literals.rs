//! Figures, periods and dates as papers write them.

use pest::Parser;
use pest::iterators::Pair;
use rust_decimal::Decimal;
use time::{Date, Month};

use super::ast::{Figure, FigureUnit, PeriodLiteral};
use super::grammar::{Grammar, Rule};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;

/// Reads a figure that stands alone: `461`, `7.2%`, `£24.5m`.
pub fn parse_figure(text: &str) -> Option<Figure> {
    let text = text.trim();
    if let Some(figure) = plain(text) {
        return Some(figure);
    }
    let rule = if text.contains('£') {
        Rule::money
    } else if text.ends_with('%') {
        Rule::percentage
    } else {
        Rule::figure
    };
    let pair = Grammar::parse(rule, text).ok()?.next()?;
    (pair.as_str().len() == text.len()).then(|| figure(&pair)).flatten()
}

/// A number of digits, which is what nearly all are: the grammar need not be asked.
fn plain(text: &str) -> Option<Figure> {
    let (digits, unit) = match text.strip_suffix('%') {
        Some(digits) => (digits, FigureUnit::Percent),
        None => (text, FigureUnit::Plain),
    };
    let ends = digits.ends_with(|end: char| end.is_ascii_digit())
        && digits.trim_start_matches('-').starts_with(|start: char| start.is_ascii_digit());
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let value: Decimal = (ends && plain).then(|| digits.parse().ok()).flatten()?;
    Some(Figure { value, unit, decimals: i32::try_from(value.scale()).ok()? })
}

/// The figure of a `money`, `percentage` or `figure` pair; `None` where it has more digits than a decimal can hold.
pub(super) fn figure(pair: &Pair<'_, Rule>) -> Option<Figure> {
    let text = pair.as_str();
    let unit = match pair.as_rule() {
        Rule::money => FigureUnit::Pounds,
        Rule::percentage => FigureUnit::Percent,
        _ => FigureUnit::Plain,
    };
    let digits: String =
        text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
    let scale = match text.trim_start_matches(|c: char| !c.is_alphabetic()) {
        "k" | "thousand" => 3,
        "m" | "million" => 6,
        "bn" | "billion" => 9,
        _ => 0,
    };
    let number: Decimal = digits.parse().ok()?;
    let decimals = i32::try_from(number.scale()).ok()? - scale;
    let factor = Decimal::from(10_i64.pow(u32::try_from(scale).ok()?));
    Some(Figure { value: number.checked_mul(factor)?, unit, decimals })
}

/// The period of a `date`, `month`, `quarter`, `academic_year` or `year` pair; what no calendar has is reported.
pub(super) fn period(
    pair: &Pair<'_, Rule>,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<PeriodLiteral> {
    let mut inner = pair.clone().into_inner();
    match pair.as_rule() {
        Rule::date => {
            let day = inner.next()?.as_str();
            let day: u8 = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
            let month = month_number(inner.next()?.as_str())?;
            let year: i32 = inner.next()?.as_str().parse().ok()?;
            let date = Month::try_from(month)
                .ok()
                .and_then(|month| Date::from_calendar_date(year, month, day).ok());
            if date.is_none() {
                let days = Month::try_from(month).map_or(31, |month| month.length(year));
                let name = pair.as_str().split_whitespace().nth(1).unwrap_or("");
                diagnostics.add(
                    Diagnostic::error(
                        "period-impossible",
                        span,
                        format!("there is no {}", pair.as_str()),
                    )
                    .here(format!("{name} {year} has {days} days")),
                );
            }
            date.map(PeriodLiteral::Date)
        }
        Rule::month => {
            let month = month_number(inner.next()?.as_str())?;
            let year = inner.next()?.as_str().parse().ok()?;
            Some(PeriodLiteral::Month { year, month })
        }
        Rule::quarter => {
            let mut year = None;
            let mut quarter = 0;
            for part in inner {
                match part.as_rule() {
                    Rule::quarter_year => {
                        let rest = pair.as_str().get(part.as_str().len()..).unwrap_or("");
                        year = Some(year_start(part.as_str(), rest, span, diagnostics)?);
                    }
                    _ => quarter = part.as_str().parse().ok()?,
                }
            }
            Some(PeriodLiteral::Quarter { year, quarter })
        }
        Rule::academic_year => {
            let start = year_start(inner.next()?.as_str(), "", span, diagnostics)?;
            Some(PeriodLiteral::AcademicYear { start })
        }
        Rule::year => {
            let start = year_start(pair.as_str(), "", span, diagnostics)?;
            Some(PeriodLiteral::Year { start })
        }
        _ => {
            impossible(pair.as_str(), span, diagnostics);
            None
        }
    }
}

/// The first calendar year of `2022-23`; that its second follows the first is checked. `rest` is what follows the year.
fn year_start(text: &str, rest: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<i32> {
    let (first, second) = text.split_once('-')?;
    let start: i32 = first.parse().ok()?;
    let end: i32 = second.parse().ok()?;
    if (start + 1) % 100 == end {
        return Some(start);
    }
    let right = format!("{start}-{:02}{rest}", (start + 1) % 100);
    diagnostics.add(
        Diagnostic::error("period-impossible", span, format!("{text} is not a year"))
            .here(format!("the year after {start} is {}", start + 1))
            .replace("a financial year names two years that follow each other", span, right),
    );
    None
}

/// Reports a period that no calendar has, and how it is written.
pub fn impossible(text: &str, span: Span, diagnostics: &mut Diagnostics) {
    let mut diagnostic =
        Diagnostic::error("period-impossible", span, format!("`{text}` is not a period"));
    if let Some(quarter) = quarter_of(text).filter(|quarter| !(1..=4).contains(quarter)) {
        diagnostic = diagnostic.here(format!("there is no Q{quarter}: a year has four quarters"));
    }
    diagnostic = diagnostic.note(
                "A financial year runs from April to March and is written 2022-23; its quarters are written \
                 2022-23 Q1 (April to June) to 2022-23 Q4 (January to March).",
            );
    for candidate in candidates(text) {
        diagnostic = diagnostic.replace(format!("write {candidate}"), span, candidate);
    }
    diagnostics.add(diagnostic);
}

/// What an impossible period may have meant, best first.
fn candidates(text: &str) -> Vec<String> {
    let quarter = quarter_of(text);
    let years: Vec<i32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .collect();
    let name = |start: i32| {
        let year = format!("{start}-{:02}", (start + 1) % 100);
        match quarter {
            Some(quarter) => format!("{year} Q{quarter}"),
            None => year,
        }
    };
    let valid_quarter = quarter.is_none_or(|quarter| (1..=4).contains(&quarter));
    let Some(start) = years.first().copied().filter(|_| valid_quarter) else {
        // "Quarter 4" is written Q4.
        let spelt =
            quarter.filter(|_| valid_quarter && years.is_empty() && text.starts_with("Quarter"));
        return spelt.map(|quarter| format!("Q{quarter}")).into_iter().collect();
    };
    let has_second = text.contains(['/', '–', '-']);
    if has_second {
        vec![name(start)]
    } else if quarter == Some(4) {
        // "Q4 2023" is nearly always the quarter that ends in 2023.
        vec![name(start - 1), name(start)]
    } else {
        vec![name(start), name(start - 1)]
    }
}

/// The number of the quarter in "2022-23 Q5" or "Quarter 4".
fn quarter_of(text: &str) -> Option<u32> {
    let (_, after) = text.split_once('Q')?;
    let number = after.strip_prefix("uarter").unwrap_or(after).trim_start();
    number.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// The months, in full.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The number of a month, by its name in full or its first three letters; "Sept" is September too.
pub fn month_number(name: &str) -> Option<u8> {
    let short = name.len() == 3 || name == "Sept";
    let at =
        MONTHS.iter().position(|month| *month == name || (short && month.starts_with(name)))?;
    u8::try_from(at + 1).ok()
}
