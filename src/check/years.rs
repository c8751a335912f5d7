//! Years in a subtitle or a caption that are not those of the paper or of the table: left over from last year.

use time::Date;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::Paper;
use crate::paper::blocks::table::plain;
use crate::paper::blocks::{Block, Section};
use crate::paper::prose::{Inline, place};
use crate::paper::words::dates_in;
use crate::source::Span;

/// A year that is further away than this is the year of something else, such as an Act.
const FAR: i32 = 6;

/// Reports them.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    let front = &paper.front;
    if let (Some((from, to)), Some((subtitle, at))) =
        (front.reporting, front.subtitle.as_ref().zip(front.subtitle_place))
    {
        let reported = (from.first_day(), to.last_day());
        if let Some(named) = others(subtitle, &[reported]) {
            diagnostics.add(
                Diagnostic::warning(
                    "year-differs",
                    at,
                    format!(
                        "the subtitle says {named}, and the paper reports {}",
                        stretch(from, to)
                    ),
                )
                .help("put the year right, or the line `reporting`"),
            );
        }
    }
    for item in &paper.items {
        if let Some(section) = item.section() {
            within(section, diagnostics);
        }
    }
}

fn within(section: &Section, diagnostics: &mut Diagnostics) {
    for block in &section.blocks {
        match block {
            Block::Section(section) => within(section, diagnostics),
            Block::Scorecard(card) => {
                caption(card.caption.as_deref(), &card.periods, card.span, diagnostics);
            }
            Block::Compare(compare) => {
                let shown: Vec<Period> =
                    compare.previous.iter().chain(&compare.current).copied().collect();
                caption(compare.caption.as_deref(), &shown, compare.span, diagnostics);
            }
            Block::Chart(chart) => {
                let points = chart.series.iter().flat_map(|series| &series.points);
                let mut shown: Vec<Period> =
                    points.filter_map(|point| Some(point.of.as_ref()?.2)).collect();
                shown.sort_unstable();
                caption(chart.caption.as_deref(), &shown, chart.span, diagnostics);
            }
            Block::Comparators(others) => {
                caption(others.caption.as_deref(), &[others.period], others.span, diagnostics);
            }
            _ => {}
        }
    }
}

/// A caption above a table that shows some periods.
fn caption(
    caption: Option<&[Inline]>,
    shown: &[Period],
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let Some(caption) = caption else { return };
    let days: Vec<(Date, Date)> =
        shown.iter().map(|period| (period.first_day(), period.last_day())).collect();
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return };
    let Some(named) = others(&plain(caption), &days) else { return };
    diagnostics.add(
        Diagnostic::warning(
            "year-differs",
            place(caption).unwrap_or(span),
            format!("the caption says {named}, and the table shows {}", stretch(*first, *last)),
        )
        .help("put the year right, or show the periods that the caption names"),
    );
}

fn stretch(from: Period, to: Period) -> String {
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

/// The years that some words name, where none of them is one that is shown. "2021 to 2024" are all between.
fn others(words: &str, shown: &[(Date, Date)]) -> Option<String> {
    let named: Vec<_> = dates_in(words)
        .into_iter()
        .filter_map(|date| Some((date.ends(None)?, words.get(date.place)?)))
        .collect();
    let first = named.iter().map(|((from, _), _)| from.first_day()).min()?;
    let last = named.iter().map(|((_, to), _)| to.last_day()).max()?;
    let is_shown = shown.iter().any(|(from, to)| *from <= last && *to >= first);
    let near = shown.iter().any(|(from, to)| {
        (first.year() - to.year()).abs() <= FAR && (from.year() - last.year()).abs() <= FAR
    });
    if is_shown || !near {
        return None;
    }
    let named: Vec<&str> = named.into_iter().map(|(_, words)| words).collect();
    Some(named.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_are_not_shown_are_found() {
        let year = |start| {
            let year = Period::Year { start };
            (year.first_day(), year.last_day())
        };
        let shown = [year(2023)];
        assert_eq!(others("Scorecard, 2022-23", &shown).as_deref(), Some("2022-23"));
        assert_eq!(
            others("April 2022 to March 2023", &shown).as_deref(),
            Some("April 2022 and March 2023")
        );
        for right in [
            "Scorecard, 2023-24",
            "Scorecard",
            "Change from 2022-23 to 2023-24",
            "Strategy 2021 to 2026",
            "Duties under the Children Act 1989",
            "March 2024",
            "Year 11 and Key Stage 4",
        ] {
            assert_eq!(others(right, &shown), None, "{right}");
        }
    }
}
