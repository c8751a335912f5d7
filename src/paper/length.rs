//! How long a span of time is, in months, quarters or years.

use rust_decimal::Decimal;
use time::Date;

use super::scope::Scope;
use super::value::Value;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Input, Period};
use crate::source::Span;
use crate::syntax::ast::{SpanOfTime, TimeUnit};

impl Scope<'_> {
    /// `months from Q2 to Q4`, `months of reporting`: the first and the last period are part of it, and of days the last.
    pub(super) fn length(
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
            diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    span,
                    format!("{from} does not come before {to}"),
                )
                .help("name the earlier one first"),
            );
            return None;
        }
        let months = months(from, to);
        let (size, noun) = match unit {
            TimeUnit::Months => (1, "month"),
            TimeUnit::Quarters => (3, "quarter"),
            TimeUnit::Years => (12, "year"),
        };
        // Of days, what is complete is counted, as with an age; periods must come out even.
        let days = matches!(from, Period::Date(_)) || matches!(to, Period::Date(_));
        let exact = Decimal::from(if days { months - months % size } else { months })
            .checked_div(Decimal::from(size))?;
        let what = if over.is_none() { "Reporting period" } else { "Span of time" };
        let input = Input {
            label: format!("{what}, {from} to {to}"),
            printed: format!("{} to {}", first_day(from), last_day(to)),
            span: None,
            place: String::new(),
        };
        let decimals = exact.normalize().scale().min(1);
        let value = Value::number(exact, vec![input]);
        Some(Value { decimals, unit: crate::model::Unit::Number(format!("{noun}s")), ..value })
    }
}

/// How many complete months there are from the first day of a period to the last day of another.
fn months(from: Period, to: Period) -> i64 {
    let start = from.first_day();
    let end = to.last_day().next_day().unwrap_or(Date::MAX);
    let number = |date: Date| i64::from(date.year()) * 12 + i64::from(u8::from(date.month()));
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
        assert_eq!(months(day(2022, Month::July, 1), day(2023, Month::March, 31)), 9);
        assert_eq!(months(day(2022, Month::July, 1), day(2023, Month::March, 30)), 8);
        assert_eq!(months(day(2019, Month::May, 2), day(2022, Month::May, 2)), 36);
    }
}
