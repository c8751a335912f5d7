//! Of which periods and areas an expression is, and whether a date in words is that of a period.

use crate::diag::Diagnostics;
use crate::model::{Kind as IndicatorKind, Period};
use crate::paper::scope::Scope;
use crate::paper::tied::about::each;
use crate::paper::tied::clause::Named;
use crate::paper::words::Stated;
use crate::syntax::ast::{
    Expression, ExpressionKind as Kind, Name, PeriodRef, Reference, SpanKind, SpanOfTime,
};

/// What an expression is of.
#[derive(Clone, Debug, Default)]
pub(in crate::paper) struct Subject {
    /// The periods, in order of time.
    pub periods: Vec<(Period, Nature)>,
    /// The areas, by their names.
    pub areas: Vec<String>,
    /// The indicators, by their names.
    pub indicators: Vec<String>,
    /// Whether one thing is compared with another, over time or between areas.
    pub compares: bool,
    /// Where the period of a plain value is named.
    pub at: Option<PeriodRef>,
    /// Whether all periods from the first to the last are gone through.
    pub whole: bool,
}

/// How a value belongs to its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::paper) enum Nature {
    /// It happened within it.
    Flow,
    /// It stood so at its end.
    Snapshot,
    /// A share, a rate or a score: of the period, or of its end.
    Other,
    /// It is held against what is declared for a year.
    OfYear,
}

impl Scope<'_> {
    /// What an expression is of; `None` where a part of it is of no period, or of one that cannot be told.
    pub(in crate::paper) fn subject(&self, expression: &Expression) -> Option<Subject> {
        let mut subject = Subject::default();
        let mut told = true;
        let mut top = expression;
        while let Kind::Printed(inner, _) = &top.kind {
            top = inner;
        }
        each(top, &mut |part| {
            let known = match &part.kind {
                Kind::Reference(reference) => match (reference.at, reference.over) {
                    (Some(at), _) => {
                        subject.at = Some(at);
                        self.add(&mut subject, reference, &[at], false)
                    }
                    (None, Some(over)) => self.add_span(&mut subject, reference, over, true),
                    (None, None) => None,
                },
                Kind::Over(_, reference, Some(over)) => {
                    self.add_span(&mut subject, reference, *over, true)
                }
                Kind::Change(_, reference, over)
                | Kind::Moves(_, reference, over)
                | Kind::Steadily(_, reference, over)
                | Kind::Steady(reference, over) => {
                    subject.compares = true;
                    self.add_span(&mut subject, reference, *over, false)
                }
                Kind::Is(reference, _) | Kind::Target(reference, _) => {
                    reference.at.and_then(|at| self.add(&mut subject, reference, &[at], true))
                }
                Kind::Record(reference, _, since) => {
                    subject.compares = true;
                    reference
                        .at
                        .and_then(|at| self.add(&mut subject, reference, &[at, *since], true))
                }
                Kind::Against(reference, _, others) => {
                    subject.compares = true;
                    let known =
                        reference.at.and_then(|at| self.add(&mut subject, reference, &[at], false));
                    subject.areas.extend(others.iter().map(|other| other.text.clone()));
                    known
                }
                Kind::Compare(..) | Kind::Joined(..) => {
                    subject.compares = true;
                    Some(())
                }
                Kind::Figure(_) if !std::ptr::eq(part, top) => Some(()),
                _ => None,
            };
            told &= known.is_some();
        });
        if !matches!(top.kind, Kind::Reference(_)) {
            subject.at = None;
        }
        subject.periods.sort_by_key(|(period, _)| (period.last_day(), period.first_day()));
        (told && !subject.periods.is_empty()).then_some(subject)
    }

    fn add_span(
        &self,
        subject: &mut Subject,
        reference: &Reference,
        over: SpanOfTime,
        whole: bool,
    ) -> Option<()> {
        let mut reported = Diagnostics::default();
        let (from, to) =
            if whole { self.parts(over, &mut reported)? } else { self.ends(over, &mut reported)? };
        let nature = self.nature(reference)?;
        subject.periods.extend([(from, nature), (to, nature)]);
        // "Since the last report" may be said of a total that begins behind it.
        if let (SpanKind::Since(since), true) = (over.kind, whole) {
            subject.periods.push((self.period(since, &mut reported)?, nature));
        }
        subject.whole |= whole;
        self.add_place(subject, reference)
    }

    fn add(
        &self,
        subject: &mut Subject,
        reference: &Reference,
        at: &[PeriodRef],
        of_year: bool,
    ) -> Option<()> {
        let nature = self.nature(reference)?;
        let nature = if of_year { Nature::OfYear } else { nature };
        for at in at {
            let period = self.period(*at, &mut Diagnostics::default())?;
            subject.periods.push((period, nature));
        }
        self.add_place(subject, reference)
    }

    fn add_place(&self, subject: &mut Subject, reference: &Reference) -> Option<()> {
        let area = reference.area.as_ref();
        let area = area.map(|Name { text, .. }| text.clone()).or(self.model.home.clone())?;
        subject.areas.push(area);
        subject.indicators.push(reference.name.text.clone());
        Some(())
    }

    fn nature(&self, reference: &Reference) -> Option<Nature> {
        let indicator = self.model.indicators.get(&reference.name.text)?;
        Some(match &indicator.kind {
            _ if self.is_flow(reference) => Nature::Flow,
            IndicatorKind::People => Nature::Flow,
            IndicatorKind::Snapshot => Nature::Snapshot,
            _ => Nature::Other,
        })
    }

    /// Whether a date in words is that of a period. `before` are the words in front of it, `all` those of the clause.
    pub(in crate::paper) fn is_of(
        &self,
        date: &Named,
        (period, nature): (Period, Nature),
        (before, all): (&[&str], &[&str]),
    ) -> bool {
        let stated = date.stated;
        if let Stated::Calendar(year) = stated {
            return period.first_day().year() <= year && year <= period.last_day().year();
        }
        let last = |words: &[&str]| before.iter().rev().take(5).any(|word| words.contains(word));
        let Some(named) = self.named_period(date, period) else { return true };
        let at_start = last(&["start", "beginning", "outset"])
            && period.last_day().next_day() == Some(named.first_day());
        let ends = named.last_day() == period.last_day();
        if named == period || at_start || nature == Nature::OfYear && named.contains(period) {
            return true;
        }
        // "The quarter to March", "by the end of March".
        let to_the_end = last(&["to", "end", "ending", "ended", "until", "by"]);
        let (long, short) = (period.month_count() == 12, named.month_count() <= 3);
        match (stated, nature) {
            (Stated::Day(..), _) => ends || period.last_day().next_day() == Some(named.first_day()),
            // "In September 2022" what is of an academic year may have been published.
            (_, Nature::Other | Nature::OfYear) if long && short => true,
            (_, Nature::Flow) => {
                (ends && to_the_end)
                    || (named.month_count() == 12
                        && long
                        && named.year_start() == period.year_start())
                    || (named.contains(period) && before_says_part(all))
            }
            (Stated::Financial(_), _) => {
                named.contains(period) || named.year_start() == period.year_start()
            }
            _ => ends || named.contains(period),
        }
    }

    /// The period that a date in words is; one without its year is that of the reporting period, where there is one such.
    /// `None` where the words say too little.
    pub(in crate::paper) fn named_period(&self, date: &Named, near: Period) -> Option<Period> {
        let (first, last) = self.reporting?;
        let within = |period: &Period| {
            first.first_day() <= period.first_day() && period.last_day() <= last.last_day()
        };
        let only = |candidates: Vec<Period>| {
            let mut reported =
                candidates.into_iter().filter(|period| !date.any_year && within(period));
            let one = reported.next()?;
            reported.next().is_none().then_some(one)
        };
        let years = first.first_day().year()..=last.last_day().year();
        match date.stated {
            Stated::Financial(start) => Some(Period::Year { start }),
            Stated::Quarter(quarter, Some(start)) => Some(Period::Quarter { start, quarter }),
            Stated::Quarter(quarter, None) => {
                let starts = first.year_start()..=last.year_start();
                let reported =
                    only(starts.map(|start| Period::Quarter { start, quarter }).collect());
                reported.or_else(|| {
                    // Of whichever year: that of the expression.
                    Some(Period::Quarter { start: near.year_start(), quarter })
                })
            }
            Stated::Month(month, Some(year)) => Some(Period::Month { year, month }),
            Stated::Month(month, None) => {
                let reported = only(years.map(|year| Period::Month { year, month }).collect());
                reported.or_else(|| {
                    let year = near.last_day().year();
                    Some(Period::Month { year, month })
                })
            }
            Stated::Day(day, month, year) => {
                let month = time::Month::try_from(month).ok()?;
                let year = year.unwrap_or(near.last_day().year());
                time::Date::from_calendar_date(year, month, day).ok().map(Period::Date)
            }
            Stated::Calendar(_) => Some(near.year()),
        }
    }
}

/// Whether words speak of a part of a year: "in 2022-23 the busiest quarter saw".
pub(in crate::paper) fn before_says_part(words: &[&str]) -> bool {
    const PARTS: [&str; 14] = [
        "quarter",
        "quarters",
        "month",
        "months",
        "quarterly",
        "monthly",
        "highest",
        "lowest",
        "peak",
        "busiest",
        "most",
        "fewest",
        "final",
        "part",
    ];
    words.iter().any(|word| PARTS.contains(word))
}
