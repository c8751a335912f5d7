//! Dates that a source vouches for: `[April 2023]{from "Events team" as awards}`. A date with a name is an event.

use crate::diag::Diagnostic;
use crate::model::Period;
use crate::paper::wording::records::{Event, Records};
use crate::paper::words::{dates_in, figures_stated};
use crate::source::Span;
use crate::syntax::ast::Name;

/// How many statements of some words a source can vouch for: their figures, or else their dates.
pub(in crate::paper) fn stated(words: &str) -> usize {
    match figures_stated(words).len() {
        0 => dates_in(words).len(),
        figures => figures,
    }
}

/// Whether words state dates and nothing else: a lone "2019" is a year, and "2019 children" are not.
fn are_dates(words: &str) -> bool {
    const BESIDE: [&str; 25] = [
        "a",
        "about",
        "academic",
        "and",
        "at",
        "between",
        "by",
        "calendar",
        "during",
        "early",
        "end",
        "financial",
        "from",
        "in",
        "late",
        "mid",
        "of",
        "on",
        "since",
        "start",
        "the",
        "to",
        "until",
        "year",
        "years",
    ];
    let dates = dates_in(words);
    let mut rest = words.to_owned();
    for date in dates.iter().rev() {
        rest.replace_range(date.place.clone(), " ");
    }
    let lower = rest.to_lowercase();
    let mut beside =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    !dates.is_empty()
        && (figures_stated(words).is_empty() || beside.all(|word| BESIDE.contains(&word)))
}

/// The date, or the two ends of the span, that some words state; `None` where they state something else, or leave out the
/// year.
fn ends_of(words: &str) -> Option<(Period, Period)> {
    match dates_in(words).as_slice() {
        [one] => one.ends(None),
        [first, last] => {
            let (_, to) = last.ends(None)?;
            let year = to.last_day().year();
            let from = first
                .ends(Some(year))
                .filter(|(from, _)| from.first_day() <= to.last_day())
                .or_else(|| first.ends(Some(year - 1)))?
                .0;
            (from.first_day() <= to.last_day()).then_some((from, to))
        }
        _ => None,
    }
}

/// The event that is a date from a source; `None` where the words state none that is whole.
pub(in crate::paper) fn event_from(words: &str, span: Span, name: &Name) -> Option<Event> {
    let (from, to) = are_dates(words).then(|| ends_of(words))??;
    let lasted = dates_in(words).len() > 1;
    Some(Event { title: name.text.clone(), ends: (from, to), lasted, outside: false, span })
}

/// Words with a source that state nothing it could vouch for, or not the one thing that their name stands for.
pub(in crate::paper) fn unclear(
    words: &str,
    span: Span,
    name: Option<&Name>,
    records: &Records,
) -> Option<Diagnostic> {
    let count = stated(words);
    let error = |message: String| Diagnostic::error("words-differ", span, message);
    if count == 0 {
        let message =
            format!("\"{words}\" states no figure and no date that a source could vouch for");
        return Some(
            error(message).help(
                "take the brackets and the braces away: words without a figure need no source",
            ),
        );
    }
    let name = name?;
    if records.events.contains_key(&name.text) {
        return None;
    }
    if figures_stated(words).is_empty() {
        let message = format!("\"{words}\" is no date that `{}` could stand for", name.text);
        return Some(error(message).help(
            "a name stands for one date with its year, or for the time from one to another: \"27 June 2023\", \"April 2022 to March 2023\"",
        ));
    }
    (count > 1).then(|| {
        error(format!("\"{words}\" states {count} figures: which one is `{}`?", name.text))
            .help("tie each figure by itself")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::wording::records::stretch;

    #[test]
    fn dates_are_told_from_figures() {
        for words in ["April 2023", "in 2019", "the 2019/20 financial year", "late 2020", "2019/20"]
        {
            assert!(are_dates(words), "{words}");
        }
        for words in ["2019 children", "445", "445 in June 2023", "half of 2019", "very many"] {
            assert!(!are_dates(words), "{words}");
        }
    }

    #[test]
    fn dates_have_two_ends() {
        for (words, expected) in [
            ("April 2023", Some("April 2023")),
            ("2019/20", Some("2019-20")),
            ("in 2020", Some("January to December 2020")),
            ("2022-23 Q4", Some("2022-23 Q4")),
            ("on 27.6.23", Some("27 June 2023")),
            ("April 2022 to March 2023", Some("April 2022 to March 2023")),
            ("from October to March 2023", Some("October 2022 to March 2023")),
            ("5 to 9 June 2023", Some("5 to 9 June 2023")),
            ("27 June", None),
            ("31 June 2023", None),
            ("5 June 2023, 6 June 2023 and 9 June 2023", None),
        ] {
            assert_eq!(ends_of(words).map(stretch).as_deref(), expected, "{words}");
        }
    }
}
