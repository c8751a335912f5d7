//! The words for a span of time, "over the last year", "since our last report", against the span that stands behind them.
//!
//! Only what the words say outright is held against it. "Over the year", "recently" and "in the last 12 months", which is
//! mostly part of what an indicator is called, say too little.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::scope::Scope;
use crate::paper::tied::about::TimeSpan;
use crate::paper::tied::manner::months_between;
use crate::paper::words::plain_words;
use crate::source::Span;
use crate::syntax::ast::Expression;

/// What some words say of a span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    /// "over the last two years": so many months; whether they are put as quarters.
    Last(u32, bool),
    /// "on last year": a year lies between.
    LastYear,
    /// "since our last annual report"
    LastReport,
    /// "since March 2022"
    Since(Start),
}

/// Where a span is said to start.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Start {
    Period(Period),
    /// "Q1", of whichever year.
    Quarter(u8),
    /// "2020"
    Calendar(i32),
}

impl Scope<'_> {
    /// Reports words that say another span of time than the expression behind them has.
    pub(in crate::paper) fn time_words(
        &self,
        words: &str,
        span: Span,
        expression: &Expression,
        diagnostics: &mut Diagnostics,
    ) {
        let said = said(words);
        if said.is_empty() {
            return;
        }
        let told = self.time_spans(expression);
        for (said, phrase) in said {
            if told.iter().any(|told| self.agrees(&said, told)) {
                continue;
            }
            let Some(told) = told.first() else { return };
            diagnostics.add(self.differs(words, span, (&said, &phrase), told));
        }
    }

    /// Reports words in the clause of a figure or a claim that say another span of time than it is of. Gives whether they
    /// say one.
    pub(in crate::paper) fn time_beside(
        &self,
        words: &str,
        expression: &Expression,
        place: impl Fn(&str) -> Option<Span>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let mut said = said(words);
        // "Children from 2020", "according to the last report".
        said.retain(|(said, phrase)| match said {
            Said::Last(..) | Said::LastYear => true,
            Said::LastReport | Said::Since(_) => phrase.to_lowercase().starts_with("since"),
        });
        let [(said, phrase)] = said.as_slice() else { return !said.is_empty() };
        let told = self.time_spans(expression);
        let Some(first) = told.first() else { return true };
        if told.iter().all(|told| !self.agrees(said, told))
            && let Some(place) = place(phrase)
        {
            let mut found = self.differs(phrase, place, (said, phrase), first);
            found.code = "sentence-differs";
            found.message =
                found.message.replacen(&format!("\"{phrase}\" says"), "the sentence says", 1);
            diagnostics.add(found);
        }
        true
    }

    fn agrees(&self, said: &Said, told: &TimeSpan) -> bool {
        let TimeSpan { from, to, whole, flow, .. } = *told;
        let apart = months_between(from, to);
        let inclusive = apart.filter(|_| from.month_count() == to.month_count()).map(|apart| {
            // Both ends are counted in.
            apart + to.month_count()
        });
        match said {
            Said::Last(months, quarters) => {
                let as_long = if whole {
                    inclusive.is_none_or(|inclusive| inclusive == *months)
                } else {
                    apart.is_none_or(|apart| apart == *months)
                        || ((flow || *quarters) && inclusive == Some(*months))
                };
                as_long && !self.is_past(to)
            }
            Said::LastYear => whole || apart.is_none_or(|apart| apart == 12),
            Said::LastReport => self.previous.is_none_or(|(_, last)| {
                from.last_day() == last.last_day()
                    || (whole && Some(from.first_day()) == last.last_day().next_day())
            }),
            Said::Since(Start::Period(start)) => {
                from.first_day() == start.first_day()
                    || start.contains(from)
                    || Some(from.first_day()) == start.last_day().next_day()
                    || (!whole
                        && (from.last_day() == start.last_day()
                            || from.last_day().next_day() == Some(start.first_day())))
            }
            Said::Since(Start::Quarter(number)) => match from {
                Period::Quarter { quarter, .. } => quarter == *number,
                _ => true,
            },
            Said::Since(Start::Calendar(year)) => {
                [from.first_day().year(), from.last_day().year()].contains(year)
            }
        }
    }

    /// Whether a span that is called the last ended a year or more before the reporting period.
    fn is_past(&self, to: Period) -> bool {
        self.now().and_then(|now| months_between(to, now)).is_some_and(|behind| behind >= 12)
    }

    fn differs(
        &self,
        words: &str,
        span: Span,
        (said, phrase): (&Said, &str),
        told: &TimeSpan,
    ) -> Diagnostic {
        let TimeSpan { from, to, whole, .. } = *told;
        let between = format!("from {from} to {to}");
        let months = months_between(from, to).map(|apart| {
            let months = if whole { apart + to.month_count() } else { apart };
            if months == 1 { "1 month".to_owned() } else { format!("{months} months") }
        });
        let long = months.unwrap_or("another length".to_owned());
        let (message, written) = match said {
            Said::Last(..) if self.is_past(to) => (
                format!(
                    "says \"{phrase}\", but what is compared ends with {to}, and the paper reports up to {}",
                    self.now().unwrap_or(to)
                ),
                phrase.to_lowercase(),
            ),
            Said::Last(..) => {
                (format!("says \"{phrase}\", but {between} it is {long}"), phrase.to_lowercase())
            }
            Said::LastYear => (
                format!("says \"{phrase}\", which is a year apart, but {between} it is {long}"),
                "over the last year".to_owned(),
            ),
            Said::LastReport => {
                let last = self.previous.map_or(from, |(_, last)| last);
                (
                    format!(
                        "says \"{phrase}\", which ended with {last}, but what is compared begins with {from}"
                    ),
                    "since last report".to_owned(),
                )
            }
            Said::Since(_) => (
                format!("says \"{phrase}\", but what is compared begins with {from}"),
                String::new(),
            ),
        };
        let diagnostic =
            Diagnostic::error("words-contradict", span, format!("\"{words}\" {message}"))
                .label(told.place, format!("this is {between}"));
        let diagnostic = if written.is_empty() {
            diagnostic.help("name that period in the braces; the data then decide")
        } else {
            diagnostic.help(format!("write `{written}` in the braces; the data then decide"))
        };
        diagnostic.help(format!("or say in the words what is compared: \"{between}\""))
    }
}

/// What some words say of spans of time, and in which words.
fn said(words: &str) -> Vec<(Said, String)> {
    let tokens = plain_words(words);
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some((said, used)) = said_at(&tokens, at) else { continue };
        let phrase = tokens.get(at..at + used).unwrap_or_default().join(" ");
        // As the author wrote it, with its capitals.
        let written = words.to_ascii_lowercase().find(&phrase);
        let written = written.and_then(|at| words.get(at..at + phrase.len()));
        found.push((said, written.unwrap_or(&phrase).to_owned()));
    }
    found
}

/// What is said at a word, and in how many words.
fn said_at(tokens: &[String], at: usize) -> Option<(Said, usize)> {
    let word = |at: usize| tokens.get(at).map(String::as_str);
    let preposition = word(at)?;
    let mut next = at + 1;
    if matches!(word(next), Some("the" | "our" | "its" | "a")) {
        next += 1;
    }
    let last = matches!(word(next), Some("last" | "past" | "previous"));
    // "over the last two years"
    if matches!(preposition, "over" | "during" | "across" | "throughout" | "for") && last {
        let (count, used) = number(tokens, next + 1).unwrap_or((Decimal::ONE, 0));
        let unit = word(next + 1 + used)?;
        let months = match unit {
            "year" | "years" => 12,
            "quarter" | "quarters" => 3,
            "month" | "months" => 1,
            _ => return None,
        };
        let end = next + 2 + used;
        // "over the last year or so" is loosely said; "the last year of school" is another thing.
        if matches!(word(end), Some("or" | "of")) {
            return None;
        }
        let months = u32::try_from((count * Decimal::from(months)).normalize()).ok()?;
        return Some((Said::Last(months, unit.starts_with('q')), end - at));
    }
    if !matches!(preposition, "since" | "than" | "from" | "with" | "to" | "on" | "against" | "in") {
        return None;
    }
    let since = matches!(preposition, "since" | "from");
    match (word(next), word(next + 1)) {
        (Some("last" | "previous"), Some("year")) if preposition != "in" => {
            // "the previous year" of a rise "from the previous year to this one" is a year apart, too.
            Some((Said::LastYear, next + 2 - at))
        }
        (Some("year"), Some("ago" | "earlier" | "before")) if preposition != "in" => {
            Some((Said::LastYear, next + 2 - at))
        }
        (Some("last" | "previous"), Some(_)) => {
            const BETWEEN: [&str; 6] =
                ["annual", "yearly", "quarterly", "corporate", "parenting", "panel"];
            let mut end = next + 1;
            while word(end).is_some_and(|word| BETWEEN.contains(&word)) {
                end += 1;
            }
            (word(end) == Some("report")).then(|| (Said::LastReport, end + 1 - at))
        }
        _ if since => {
            // "since the end of March 2022"
            if word(next) == Some("end") && word(next + 1) == Some("of") {
                next += 2;
            }
            let (start, used) = start(tokens, next)?;
            Some((Said::Since(start), next + used - at))
        }
        _ => None,
    }
}

/// The number at a word, and how many words it takes: "12", "2.5", "two", "two and a half".
fn number(tokens: &[String], at: usize) -> Option<(Decimal, usize)> {
    const NAMES: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let word = tokens.get(at)?.as_str();
    let named = NAMES.iter().position(|name| *name == word).map(|at| Decimal::from(at + 1));
    let whole = match named {
        Some(whole) => whole,
        None if word == "eighteen" => Decimal::from(18),
        None => word.parse().ok().filter(|number| *number > Decimal::ZERO)?,
    };
    let rest: Vec<&str> = tokens.iter().skip(at + 1).take(3).map(String::as_str).collect();
    if rest == ["and", "a", "half"] {
        return Some((whole + Decimal::new(5, 1), 4));
    }
    (whole <= Decimal::ONE_HUNDRED).then_some((whole, 1))
}

/// The period that is named at a word, and in how many words.
fn start(tokens: &[String], at: usize) -> Option<(Start, usize)> {
    let words: Vec<&str> = tokens.iter().skip(at).take(3).map(String::as_str).collect();
    let quarter = |word: &str| match word {
        "q1" => Some(1),
        "q2" => Some(2),
        "q3" => Some(3),
        "q4" => Some(4),
        _ => None,
    };
    if let [first, rest @ ..] = words.as_slice()
        && let Some(number) = quarter(first)
    {
        // "Q1 2022-23" is "2022-23 Q1"; "Q1 2022" may be either of two.
        return Some(match rest.first().and_then(|year| Period::parse(year)) {
            Some(Period::Year { start }) => {
                (Start::Period(Period::Quarter { start, quarter: number }), 2)
            }
            _ => (Start::Quarter(number), 1),
        });
    }
    for used in (1..=words.len()).rev() {
        let text = words.get(..used)?.join(" ");
        if let Some(period) = Period::parse(&text) {
            return Some((Start::Period(period), used));
        }
    }
    let year = words.first()?.parse::<i32>().ok()?;
    (1990..2100).contains(&year).then_some((Start::Calendar(year), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_how_long() {
        let q1 = Period::Quarter { start: 2022, quarter: 1 };
        let march = Period::Month { year: 2022, month: 3 };
        let since = |period| Said::Since(Start::Period(period));
        for (words, expected) in [
            ("reduced over the last 12 months", vec![Said::Last(12, false)]),
            ("over the last 2.5 years", vec![Said::Last(30, false)]),
            ("over the past two and a half years", vec![Said::Last(30, false)]),
            ("rose over the last three quarters", vec![Said::Last(9, true)]),
            ("over the last year", vec![Said::Last(12, false)]),
            ("increased on last year by 1%", vec![Said::LastYear]),
            ("fewer than a year ago", vec![Said::LastYear]),
            ("compared with last year", vec![Said::LastYear]),
            ("since our last annual report", vec![Said::LastReport]),
            ("than in the last report", vec![Said::LastReport]),
            ("since Q1", vec![Said::Since(Start::Quarter(1))]),
            ("since 2022-23 Q1", vec![since(q1)]),
            ("since Q1 2022-23", vec![since(q1)]),
            ("since the end of March 2022", vec![since(march)]),
            ("from 2020", vec![Said::Since(Start::Calendar(2020))]),
            ("three or more moves in the last 12 months", vec![]),
            ("over the last year of school", vec![]),
            ("over the last financial year", vec![]),
            ("from 445 to 461", vec![]),
            ("over the year", vec![]),
            ("since the start of the pandemic", vec![]),
            ("at last", vec![]),
        ] {
            let found: Vec<Said> = said(words).into_iter().map(|(said, _)| said).collect();
            assert_eq!(found, expected, "{words}");
        }
    }
}
