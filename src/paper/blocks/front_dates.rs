//! The dates of a paper against each other: a paper is written before its meeting, and reports on what follows the last report.

use super::front::Front;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::source::Span;

/// Holds them against each other; where the last report makes no sense, what would is taken for it, so that it is said once.
pub(super) fn check(front: &mut Front, previous: Option<Span>, diagnostics: &mut Diagnostics) {
    if let (Some((meeting, on)), Some(dated), (place, Some(here))) =
        (&front.meeting, front.dated, front.places)
        && dated > *on
    {
        let day = Period::Date;
        let mut diagnostic = Diagnostic::error(
            "dated-late",
            here,
            format!("this paper is dated {}, after its meeting on {}", day(dated), day(*on)),
        );
        if let Some(place) = place {
            diagnostic = diagnostic.label(place, format!("the day of \"{meeting}\""));
        }
        diagnostics.add(
            diagnostic
                .help("put the right day into one of the two lines: a paper is published before it is considered"),
        );
    }
    let (Some((first, last)), Some((from, to)), Some(line)) =
        (front.previous, front.reporting, previous)
    else {
        return;
    };
    if last.last_day() < from.first_day() {
        return;
    }
    let count = i64::try_from(Period::sequence(first, last).len()).unwrap_or(1);
    let ends = from.ending_before(last);
    let before = ends.and_then(|end| {
        let whole = first.first_day() <= end.first_day();
        Some((if whole { first } else { end.shifted(1 - count)? }, end))
    });
    let mut diagnostic = Diagnostic::error(
        "period-unclear",
        line,
        format!("the last report, up to {last}, reaches into this one, which begins with {from}"),
    )
    .here("`previous` is what the last report covered");
    if let Some((first, end)) = before {
        let said = if first == end { end.to_string() } else { format!("{first} to {end}") };
        diagnostic =
            diagnostic.replace("it ended where this one begins", line, format!("previous {said}"));
        if last.last_day() >= to.last_day() {
            front.previous = Some((first, end));
        }
    }
    diagnostics.add(diagnostic.help("or put the line `reporting` right"));
}
