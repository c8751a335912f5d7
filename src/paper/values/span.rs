//! Which periods are meant by `last year`, `since last report` or `over the last two years`.
//!
//! A span has two readings. Of what stands at two dates, a change or a movement, its ends are compared: over the last year
//! from the fourth quarter of the one year to that of the next. Of what happens in the meantime, a total, its parts are
//! gone through: over the last year the four quarters.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::scope::Scope;
use crate::source::Span;
use crate::syntax::ast::{PeriodRef, PeriodRefKind, Reference, SpanKind, SpanOfTime};

impl Scope<'_> {
    /// The period that is meant; an ambiguous or missing one is reported.
    pub fn period(&self, reference: PeriodRef, diagnostics: &mut Diagnostics) -> Option<Period> {
        let period = match reference.kind {
            PeriodRefKind::Literal(literal) => {
                self.resolve(literal, reference.span, diagnostics)?
            }
            PeriodRefKind::LastReport => {
                let last = self.previous.map(|(_, last)| last);
                if last.is_none() {
                    diagnostics.add(
                        Diagnostic::error(
                            "period-unclear",
                            reference.span,
                            "`last report` names no period: the paper does not say what the last one covered",
                        )
                        .help("add a line such as `previous 2021-22 Q2 to 2022-23 Q1` to the paper"),
                    );
                }
                last?
            }
            PeriodRefKind::LastYear => self
                .end("`last year` is a year before", reference.span, diagnostics)?
                .previous_year(),
        };
        Some((0..reference.years_before).fold(period, |period, _| period.previous_year()))
    }

    /// The two periods that a span of time compares.
    pub fn ends(
        &self,
        over: SpanOfTime,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Period, Period)> {
        match over.kind {
            SpanKind::Between(from, to) => {
                let from = self.period(from, diagnostics);
                let to = self.period(to, diagnostics);
                Some((from?, to?))
            }
            SpanKind::Since(from) => {
                let from = self.period(from, diagnostics)?;
                Some((from, self.until(from, over.span, diagnostics)?))
            }
            SpanKind::Last(months) => {
                let to = self.end("this runs to", over.span, diagnostics)?;
                Some((back(to, months, over.span, diagnostics)?, to))
            }
        }
    }

    /// The first and the last of the periods that a span of time consists of.
    pub fn parts(
        &self,
        over: SpanOfTime,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Period, Period)> {
        let (from, to) = self.ends(over, diagnostics)?;
        let after = match over.kind {
            SpanKind::Between(..) => false,
            // What was counted by the last report is not counted again; "since Q2" begins with Q2.
            SpanKind::Since(from) => {
                from.years_before > 0 || !matches!(from.kind, PeriodRefKind::Literal(_))
            }
            SpanKind::Last(_) => true,
        };
        if !after {
            return Some((from, to));
        }
        let first = from.shifted(1).filter(|first| first.last_day() <= to.last_day());
        if first.is_none() {
            diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    over.span,
                    format!("between {from} and {to} there is no period to go through"),
                )
                .help("name the first and the last: `over 2022-23 Q2 to 2022-23 Q4`"),
            );
        }
        Some((first?, to))
    }

    /// When a claim's subject has its value: "in 2022-23 Q4", "over 2022-23 Q2 to Q4".
    pub(in crate::paper) fn when_of(&self, reference: &Reference, period: Period) -> String {
        // It was worked out, so that all that is wrong with it was reported.
        let mut reported = Diagnostics::default();
        match (reference.at, reference.over) {
            (None, Some(over)) => match self.parts(over, &mut reported) {
                Some((from, to)) if from != to => format!("over {}", from_to(from, to)),
                _ => format!("in {period}"),
            },
            _ => format!("in {period}"),
        }
    }

    /// The end of the reporting period; where the paper has none, it is reported.
    fn end(&self, what: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Period> {
        let now = self.now();
        if now.is_none() {
            diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    span,
                    format!("{what} the end of the reporting period, and the paper has none"),
                )
                .help("add a line such as `reporting 2022-23 Q2 to 2022-23 Q4` to the paper"),
            );
        }
        now
    }

    /// The end of the reporting period, as a period of the kind that a span begins with where there is one.
    fn until(&self, from: Period, span: Span, diagnostics: &mut Diagnostics) -> Option<Period> {
        let now = self.end("`since` runs to", span, diagnostics)?;
        Some(now.ending_as(from).unwrap_or(now))
    }
}

/// The period so many months before another.
fn back(to: Period, months: u32, span: Span, diagnostics: &mut Diagnostics) -> Option<Period> {
    let length = to.month_count();
    let steps = months.checked_div(length).filter(|steps| steps * length == months);
    let from = steps.and_then(|steps| to.shifted(-i64::from(steps)));
    if from.is_none() {
        let noun = to.noun();
        diagnostics.add(
            Diagnostic::error(
                "period-unclear",
                span,
                format!("{months} months are no whole number of {noun}s before {to}"),
            )
            .note(format!(
                "The paper reports up to {to}, and is counted back from it {noun} by {noun}."
            ))
            .help("name the two periods: `from … to …`"),
        );
    }
    from
}

/// "2022-23 Q2 to Q4", "2021-22 Q4 to 2022-23 Q4".
fn from_to(from: Period, to: Period) -> String {
    match (from, to) {
        (Period::Quarter { start, .. }, Period::Quarter { start: same, quarter })
            if start == same =>
        {
            format!("{from} to Q{quarter}")
        }
        _ => format!("{from} to {to}"),
    }
}
