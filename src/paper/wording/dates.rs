//! Dates: words against the date of an event, and claims about which came first.

use time::Date;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Input, Period};
use crate::paper::claims::claim::{Verdict, Wording};
use crate::paper::resolve::Resolver;
use crate::paper::scope::{Scope, unknown};
use crate::paper::wording::records::{Event, stretch};
use crate::paper::words::{DateInWords, dates_in};
use crate::source::Span;
use crate::syntax::ast::{Moment, MomentKind, Placing};

/// A date that a claim names, looked up.
#[derive(Clone, Debug)]
struct When {
    /// What it is, inside a sentence; empty where only the date was written.
    title: String,
    /// Its two ends.
    ends: (Period, Period),
    /// Whether it was at some time between the two, of which no more is known.
    vague: bool,
    /// Where its date stands.
    span: Option<Span>,
}

impl When {
    fn days(&self) -> (Date, Date) {
        (self.ends.0.first_day(), self.ends.1.last_day())
    }

    /// "\"Star Awards\" (April 2023)", "the date of the paper (3 July 2023)", "27 June 2023".
    fn described(&self) -> String {
        let date = stretch(self.ends);
        if self.title.is_empty() { date } else { format!("{} ({date})", self.title) }
    }
}

/// How one date stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Before,
    After,
    Within,
    /// It reaches over an end of the other.
    Over,
    /// The dates are not known well enough.
    Unknown,
}

fn stands(one: &When, other: &When) -> Stands {
    let ((first, last), (from, to)) = (one.days(), other.days());
    if last < from {
        Stands::Before
    } else if first > to {
        Stands::After
    } else if first >= from && last <= to {
        // "In June" against another date in June that is not known to the day.
        if other.vague && !one.vague && first == last && from != to {
            Stands::Unknown
        } else {
            Stands::Within
        }
    } else if one.vague || other.vague {
        Stands::Unknown
    } else {
        Stands::Over
    }
}

impl Placing {
    fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::On => "on",
            Self::In => "in",
            Self::Within => "within",
        }
    }

    fn swapped(self) -> &'static str {
        match self {
            Self::Before => " is before ",
            Self::After => " is after ",
            Self::On => " is on ",
            Self::In => " is in ",
            Self::Within => " is within ",
        }
    }
}

impl Scope<'_> {
    /// Which of two dates came first.
    pub(in crate::paper) fn dated(
        &self,
        (one, placing, other): (&Moment, Placing, &Moment),
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let left = self.moment(one, diagnostics);
        let right = self.moment(other, diagnostics);
        let (left, right) = (left?, right?);
        let stand = stands(&left, &right);
        let decided = match (placing, stand) {
            // Within a month that is all that is known of it: neither before nor after.
            (Placing::Before | Placing::After, Stands::Within) if left.vague && right.vague => None,
            (_, Stands::Unknown) => None,
            (Placing::Before, _) => Some(stand == Stands::Before),
            (Placing::After, _) => Some(stand == Stands::After),
            (Placing::On | Placing::In | Placing::Within, _) => Some(stand == Stands::Within),
        };
        let Some(exact) = decided else {
            diagnostics.add(undecided(&left, placing, &right, span));
            return None;
        };
        let (verb, word) = match stand {
            Stands::Before => ("is before", Placing::Before),
            Stands::After => ("is after", Placing::After),
            Stands::Over => ("reaches beyond", placing),
            _ if right.ends.0 == right.ends.1 && matches!(right.ends.0, Period::Date(_)) => {
                ("is on", Placing::On)
            }
            _ => ("is within", Placing::Within),
        };
        let truth = format!("{} {verb} {}", left.described(), right.described());
        let swap = (word != placing).then(|| (placing.swapped(), word.swapped()));
        let wording = match stand {
            Stands::Over => vec![Wording::new("partly within", None)],
            _ => vec![Wording::new(word.word(), swap)],
        };
        let inputs = [left, right]
            .into_iter()
            .filter(|when| !when.title.is_empty())
            .map(|when| Input {
                label: when.title.clone(),
                printed: stretch(when.ends),
                span: when.span,
                place: String::new(),
            })
            .collect();
        Some(Verdict { exact, printed: exact, truth, wording, inputs })
    }

    /// What a moment is, inside a sentence, its ends, and where its date stands.
    pub(in crate::paper) fn ends_of(
        &self,
        moment: &Moment,
        diagnostics: &mut Diagnostics,
    ) -> Option<(String, (Period, Period), Option<Span>)> {
        let when = self.moment(moment, diagnostics)?;
        Some((when.title, when.ends, when.span))
    }

    fn moment(&self, moment: &Moment, diagnostics: &mut Diagnostics) -> Option<When> {
        let day =
            |title: &str, date: Option<(Date, Span)>, line: &str, diagnostics: &mut Diagnostics| {
                let Some((date, span)) = date else {
                    diagnostics.add(
                        Diagnostic::error(
                            "period-unclear",
                            moment.span,
                            format!("this paper does not say {title}"),
                        )
                        .help(format!("add a line `{line}` to the paper")),
                    );
                    return None;
                };
                let period = Period::Date(date);
                Some(When {
                    title: title.to_owned(),
                    ends: (period, period),
                    vague: false,
                    span: Some(span),
                })
            };
        let span_of = |title: &str,
                       ends: Option<(Period, Period)>,
                       line: &str,
                       diagnostics: &mut Diagnostics| {
            let Some(ends) = ends else {
                diagnostics.add(
                    Diagnostic::error(
                        "period-unclear",
                        moment.span,
                        format!("this paper does not say {title}"),
                    )
                    .help(format!("add a line `{line}` to the paper")),
                );
                return None;
            };
            Some(When { title: title.to_owned(), ends, vague: false, span: None })
        };
        match &moment.kind {
            // The day of the paper is the day of its meeting where it has no other.
            MomentKind::Paper => day(
                "the date of the paper",
                self.records.dated.or(self.records.meeting),
                "dated 3 July 2023",
                diagnostics,
            ),
            MomentKind::Meeting => day(
                "the date of the meeting",
                self.records.meeting,
                "meeting \"Full Council\" on 18 July 2023",
                diagnostics,
            ),
            MomentKind::Reporting => span_of(
                "the reporting period",
                self.reporting,
                "reporting 2022-23 Q2 to 2022-23 Q4",
                diagnostics,
            ),
            MomentKind::LastReport => span_of(
                "the period of the last report",
                self.previous,
                "previous 2021-22 Q2 to 2022-23 Q1",
                diagnostics,
            ),
            MomentKind::Period(period) => {
                let period = self.period(*period, diagnostics)?;
                Some(When {
                    title: String::new(),
                    ends: (period, period),
                    vague: false,
                    span: None,
                })
            }
            MomentKind::Event(name) => {
                if let Some(event) = self.records.events.get(&name.text) {
                    let day = matches!(event.ends.0, Period::Date(_));
                    return Some(When {
                        title: format!("\"{}\"", event.title),
                        ends: event.ends,
                        vague: !event.lasted && !day,
                        span: Some(event.span),
                    });
                }
                if !self.is_broken(&name.text) {
                    let known = self.records.events.keys().map(String::as_str);
                    let message = format!("there is no event `{}`", name.text);
                    let help = format!(
                        "declare it at the very start of a line: `event {} \"What happened\" {{ on 27 June 2023 }}`",
                        name.text
                    );
                    diagnostics.add(unknown(name, message, known).help(help));
                }
                None
            }
        }
    }
}

/// A claim that the dates as they are known cannot decide: it is not true.
fn undecided(left: &When, placing: Placing, right: &When, span: Span) -> Diagnostic {
    let vague = if left.vague { left } else { right };
    let mut diagnostic = Diagnostic::error(
        "period-unclear",
        span,
        format!(
            "whether {} is {} {} cannot be told: of {} no more is known than {}",
            left.described(),
            placing.word(),
            right.described(),
            vague.title,
            stretch(vague.ends)
        ),
    );
    if let Some(place) = vague.span {
        diagnostic = diagnostic.label(place, "the date as it is known");
    }
    diagnostic.help("give the event its day: `on 27 June 2023`")
}

impl Resolver<'_, '_> {
    /// The dates in the words of a claim must be among those that the claim is about.
    pub(in crate::paper) fn dates_of_claim(
        &self,
        words: &str,
        span: Span,
        moments: [&Moment; 2],
        diagnostics: &mut Diagnostics,
    ) {
        let mut reported = Diagnostics::default();
        let known: Vec<When> = moments
            .into_iter()
            .filter_map(|moment| self.scope.moment(moment, &mut reported))
            .collect();
        for date in dates_in(words) {
            let right =
                known.iter().any(|when| date.agrees(when.ends.0) || date.agrees(when.ends.1));
            if right {
                continue;
            }
            let said = words.get(date.place.clone()).unwrap_or(words);
            let dates: Vec<String> = known.iter().map(When::described).collect();
            let diagnostic = known.iter().filter_map(|when| Some((when.span?, &when.title))).fold(
                Diagnostic::error(
                    "words-differ",
                    span,
                    format!("\"{words}\" says {said}, which is none of the dates that the claim is about"),
                ),
                |diagnostic, (place, title)| diagnostic.label(place, title.clone()),
            );
            diagnostics.add(diagnostic.note(format!("The claim is about: {}.", dates.join("; "))));
        }
    }
}

/// Words that must give an event's date, at their own precision.
pub(in crate::paper) fn bind_event(
    words: &str,
    span: Span,
    event: &Event,
    diagnostics: &mut Diagnostics,
) {
    let dates = dates_in(words);
    let printed = event.printed();
    let title = format!("\"{}\"", event.title);
    let error = |message: String| {
        Diagnostic::error("words-differ", span, message)
            .label(event.span, format!("the date of {title}"))
    };
    let mended = match dates.as_slice() {
        [] => {
            diagnostics.add(
                error(format!("\"{words}\" states no date"))
                    .replace("state it", span, printed)
                    .help("or make the braces a claim, such as `is before date of paper`"),
            );
            return;
        }
        [one] if agrees(one, event.ends) => return,
        [one] => mended(words, one, one, event),
        [first, last] if event.lasted => {
            let (from, to) = event.ends;
            if first.agrees(from) && last.agrees(to) {
                return;
            }
            mended(words, first, last, event)
        }
        _ => {
            diagnostics.add(
                error(format!("\"{words}\" states more than one date"))
                    .help("tie each date by itself"),
            );
            return;
        }
    };
    let diagnostic = error(format!("\"{words}\" is not the date of {title}: that is {printed}"));
    diagnostics.add(diagnostic.replace(format!("what is true: \"{mended}\""), span, mended));
}

/// Whether one date in words is true of all that lies between two ends.
fn agrees(date: &DateInWords, (from, to): (Period, Period)) -> bool {
    date.agrees(from) && date.agrees(to)
}

/// Words with the date of an event in place of the dates from one to another.
fn mended(words: &str, first: &DateInWords, last: &DateInWords, event: &Event) -> String {
    let (from, to) = event.ends;
    let right = if from == to { last.rewritten(from) } else { last.without_year(&event.printed()) };
    let before = words.get(..first.place.start).unwrap_or("");
    // On a day, in a month.
    let to_day = matches!(from, Period::Date(_)) && right.starts_with(|c: char| c.is_ascii_digit());
    let before = match before.strip_suffix(if to_day { "in " } else { "on " }) {
        Some(rest) if from == to => format!("{rest}{} ", if to_day { "on" } else { "in" }),
        _ => before.to_owned(),
    };
    format!("{before}{right}{}", words.get(last.place.end..).unwrap_or(""))
}

/// What a claim about dates says, where the words say the opposite of it; it is true.
pub(in crate::paper) fn opposite(
    words: &str,
    placing: Placing,
    other: &Moment,
) -> Option<&'static str> {
    let lower = words.to_lowercase();
    let all: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let says = |known: &[&str]| all.iter().any(|word| known.contains(word));
    let now = matches!(other.kind, MomentKind::Paper | MomentKind::Meeting);
    let unmet = all.windows(2).any(|pair| matches!(pair, ["yet" | "still", "to"] | ["not", "yet"]));
    if unmet && now && !says(&["had", "was", "were"]) && placing == Placing::Before {
        return Some("that it lies in the past");
    }
    if says(&["not", "no", "never", "neither", "nor", "without", "yet"]) {
        return None;
    }
    let (before, after) =
        (says(&["before", "prior", "ahead"]), says(&["after", "following", "since"]));
    let future = says(&["will", "shall", "forthcoming", "upcoming"])
        || all.windows(2).any(|pair| matches!(pair, ["to", "be"] | ["is" | "are", "due"]));
    let past = says(&["was", "were", "had"])
        || all.windows(2).any(|pair| matches!(pair, ["has" | "have", "been"] | ["took", "place"]));
    match placing {
        Placing::Before if after && !before => Some("that it is before"),
        Placing::After if before && !after => Some("that it is after"),
        Placing::Before if now && future && !past => Some("that it lies in the past"),
        Placing::After if now && past && !future => Some("that it is still to come"),
        Placing::On | Placing::In | Placing::Within if says(&["outside"]) => {
            Some("that it is within")
        }
        _ => None,
    }
}
