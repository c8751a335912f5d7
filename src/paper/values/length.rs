//! How long a span of time is, in days, weeks, months, quarters or years.

use rust_decimal::Decimal;
use time::Date;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Input, Period};
use crate::paper::scope::Scope;
use crate::paper::values::value::Value;
use crate::paper::wording::records::stretch;
use crate::source::Span;
use crate::syntax::ast::{Moment, SpanOfTime, TimeUnit};

impl Scope<'_> {
    /// `months from Q2 to Q4`, `months of reporting`: the first and the last period are part of it. Between two days
    /// what is complete is counted.
    pub(in crate::paper) fn length(
        &self,
        unit: TimeUnit,
        over: Option<SpanOfTime>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let (from, to) = match (over, self.reporting) {
            (Some(over), _) => self.parts(over, diagnostics)?,
            (None, Some(reporting)) => reporting,
            (None, None) => {
                diagnostics.add(
                    Diagnostic::error(
                        "period-unclear",
                        span,
                        "the paper does not say which period it reports",
                    )
                    .help("add a line such as `reporting 2022-23 Q2 to 2022-23 Q4` to the paper"),
                );
                return None;
            }
        };
        if from.first_day() > to.last_day() {
            diagnostics.add(reversed(&from.to_string(), &to.to_string(), span));
            return None;
        }
        let what = if over.is_none() { "Reporting period" } else { "Span of time" };
        let label = format!("{what}, {from} to {to}");
        let printed = format!("{} to {}", first_day(from), last_day(to));
        let inputs = vec![Input { label, printed, span: None, place: String::new() }];
        let exact = match (from, to) {
            (Period::Date(from), Period::Date(to)) => days_between(unit, from, to),
            _ => match size(unit) {
                // Of a day and a period, what is complete is counted, as with an age; periods must come out even.
                Some(size) => {
                    let months = months(from, to);
                    let days = matches!(from, Period::Date(_)) || matches!(to, Period::Date(_));
                    let months = if days { months - months % size } else { months };
                    Decimal::from(months).checked_div(Decimal::from(size))?
                }
                None => {
                    let days = (to.last_day() - from.first_day()).whole_days() + 1;
                    Decimal::from(days).checked_div(Decimal::from(days_in(unit)))?
                }
            },
        };
        Some(in_unit(exact, unit, inputs))
    }

    /// `years from inspection to next_inspection`: between two dates, neither of which is counted in.
    pub(in crate::paper) fn between_dates(
        &self,
        unit: TimeUnit,
        from: &Moment,
        to: &Moment,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let (one, other) = (self.ends_of(from, diagnostics), self.ends_of(to, diagnostics));
        let ((from_title, start, from_span), (to_title, end, to_span)) = (one?, other?);
        let (from_date, to_date) = (stretch(start), stretch(end));
        if start.0.first_day() > end.1.last_day() {
            diagnostics.add(reversed(&from_date, &to_date, span));
            return None;
        }
        let named =
            [(from_title, from_date.clone(), from_span), (to_title, to_date.clone(), to_span)];
        let inputs = named
            .into_iter()
            .filter(|(title, ..)| !title.is_empty())
            .map(|(label, printed, span)| Input { label, printed, span, place: String::new() })
            .collect();
        let whole = start.0 == start.1 && end.0 == end.1;
        if whole
            && start.0.month_count() == end.0.month_count()
            && !matches!(start.0, Period::Date(_))
            && let Some(size) = size(unit)
        {
            // Both are known to the month: June 2019 to June 2022 are three years.
            let months = number(end.0.first_day()) - number(start.0.first_day());
            let exact = Decimal::from(months).checked_div(Decimal::from(size))?;
            return Some(in_unit(exact, unit, inputs));
        }
        // What is known of a date may leave it open how long it is.
        let least = days_between(unit, start.1.last_day(), end.0.first_day());
        let most = days_between(unit, start.0.first_day(), end.1.last_day());
        if least != most {
            diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    span,
                    format!("from {from_date} to {to_date} it may be {least} or {most} {}", noun(unit)),
                )
                .help("give the days, `on 27 June 2023`, or ask for years where both are known to the month"),
            );
            return None;
        }
        Some(in_unit(least, unit, inputs))
    }
}

fn reversed(from: &str, to: &str, span: Span) -> Diagnostic {
    Diagnostic::error("period-unclear", span, format!("{from} does not come before {to}"))
        .help("name the earlier one first")
}

fn in_unit(exact: Decimal, unit: TimeUnit, inputs: Vec<Input>) -> Value {
    let decimals = exact.normalize().scale().min(1);
    let unit = crate::model::Unit::Number(noun(unit).to_owned());
    Value { decimals, unit, ..Value::number(exact, inputs) }
}

fn noun(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Months => "months",
        TimeUnit::Quarters => "quarters",
        TimeUnit::Years => "years",
        TimeUnit::Weeks => "weeks",
        TimeUnit::Days => "days",
    }
}

/// How many months a unit is; none of one that is counted in days.
fn size(unit: TimeUnit) -> Option<i64> {
    match unit {
        TimeUnit::Months => Some(1),
        TimeUnit::Quarters => Some(3),
        TimeUnit::Years => Some(12),
        TimeUnit::Weeks | TimeUnit::Days => None,
    }
}

/// How many days a unit is that is counted in them.
fn days_in(unit: TimeUnit) -> i64 {
    if unit == TimeUnit::Weeks { 7 } else { 1 }
}

/// What is complete between two days: from 28 July to 20 October are 12 weeks. Whole calendar months, from the first of
/// one to the last of another, are counted with both ends.
fn days_between(unit: TimeUnit, from: Date, to: Date) -> Decimal {
    let Some(size) = size(unit) else {
        let days = (to - from).whole_days().max(0);
        return Decimal::from(days / days_in(unit));
    };
    let calendar = from.day() == 1 && to.next_day().is_some_and(|next| next.day() == 1);
    let end = if calendar { to.next_day().unwrap_or(to) } else { to };
    let months = (number(end) - number(from) - i64::from(end.day() < from.day())).max(0);
    Decimal::from(months / size)
}

/// The number of a day's month, counted from the year nought.
fn number(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(u8::from(date.month()))
}

/// How many complete months there are from the first day of a period to the last day of another.
fn months(from: Period, to: Period) -> i64 {
    let start = from.first_day();
    let end = to.last_day().next_day().unwrap_or(Date::MAX);
    let whole = number(end) - number(start);
    whole - i64::from(end.day() < start.day())
}

fn first_day(period: Period) -> String {
    Period::Date(period.first_day()).to_string()
}

fn last_day(period: Period) -> String {
    Period::Date(period.last_day()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Month;

    #[test]
    fn months_are_counted_from_first_day_to_last() {
        let quarter = |quarter| Period::Quarter { start: 2022, quarter };
        let day =
            |year, month, day| Period::Date(Date::from_calendar_date(year, month, day).unwrap());
        assert_eq!(months(quarter(2), quarter(4)), 9);
        assert_eq!(months(quarter(4), quarter(4)), 3);
        assert_eq!(months(day(2022, Month::July, 1), quarter(4)), 9);
    }

    #[test]
    fn between_two_days_what_is_complete_is_counted() {
        let day = |year, month, day| Date::from_calendar_date(year, month, day).unwrap();
        for (unit, from, to, expected) in [
            (TimeUnit::Weeks, day(2011, Month::July, 28), day(2011, Month::October, 20), 12),
            (TimeUnit::Days, day(2023, Month::May, 1), day(2023, Month::May, 29), 28),
            (TimeUnit::Months, day(2022, Month::July, 1), day(2023, Month::March, 31), 9),
            (TimeUnit::Months, day(2022, Month::July, 1), day(2023, Month::March, 30), 8),
            (TimeUnit::Years, day(2019, Month::May, 2), day(2022, Month::May, 2), 3),
            (TimeUnit::Years, day(2019, Month::May, 2), day(2022, Month::May, 1), 2),
        ] {
            assert_eq!(days_between(unit, from, to), Decimal::from(expected), "{from} to {to}");
        }
    }
}
