//! What those hear who cannot see a chart, and the notes under it.

use super::lines::is_outside;
use super::scale::Scale;
use crate::model::{Mark, format_cell};
use crate::paper::blocks::chart::{Chart, Data, Form, Series, Shown};
use crate::paper::blocks::table::plain;
use crate::paper::claims::claim_words::range_in_words;
use crate::paper::values::value::capital;

/// Of more values than these, a description names the first, the last, the highest and the lowest.
const ALL: usize = 8;

/// The description of a chart, made from its data.
pub(super) fn alt(chart: &Chart) -> String {
    let kind = match chart.form {
        Form::Line => "Line chart",
        Form::Bar => "Bar chart",
    };
    let mut parts = vec![format!("{kind}: {}.", chart.title)];
    for series in &chart.series {
        parts.push(one(chart, series));
    }
    for run in chart.range.iter().enumerate().collect::<Vec<_>>().chunk_by(|one, other| {
        one.1.map(|it| (it.lower, it.upper)) == other.1.map(|it| (it.lower, it.upper))
    }) {
        if let (Some((from, Some(range))), Some((to, _))) = (run.first(), run.last()) {
            let range = range_in_words(range, &chart.unit);
            parts.push(format!("The expected range is {range} {}.", stretch(chart, *from, *to)));
        }
    }
    let outside: Vec<String> = chart
        .series
        .first()
        .into_iter()
        .flat_map(|series| series.points.iter().enumerate())
        .filter_map(|(at, point)| {
            let shown = point.value.as_ref().ok()?;
            let place = &chart.places.get(at)?.title;
            is_outside(chart, at, shown).then(|| format!("{place}, {}", said(shown, chart)))
        })
        .collect();
    if !outside.is_empty() {
        parts.push(format!("Outside it: {}.", outside.join("; ")));
    }
    if let Some(target) = chart.target.iter().rev().find_map(|target| *target) {
        let target = format_cell(target, target.normalize().scale(), &chart.unit);
        parts.push(format!("The target is {target}."));
    }
    parts.extend(absent(chart));
    parts.push(
        match chart.data {
            Data::Below => "Its figures are in the table below it.",
            Data::Elsewhere(_) => "Its figures are in another table of this paper.",
            Data::Drawn => "Its figures are in the table of that name.",
        }
        .to_owned(),
    );
    parts.join(" ")
}

/// A series in words.
fn one(chart: &Chart, series: &Series) -> String {
    let all: Vec<(&str, &Shown)> = series
        .points
        .iter()
        .zip(&chart.places)
        .filter_map(|(point, place)| Some((place.title.as_str(), point.value.as_ref().ok()?)))
        .collect();
    let said = |shown: &Shown| said(shown, chart);
    let at = |(place, shown): &(&str, &Shown)| format!("{} in {place}", said(shown));
    let name = if chart.series.len() > 1 { format!("{}: ", series.title) } else { String::new() };
    let timed = chart.places.iter().all(|place| place.period.is_some());
    if !timed && all.len() <= ALL {
        let listed: Vec<String> =
            all.iter().map(|(place, shown)| format!("{place} {}", said(shown))).collect();
        return format!("{name}{}.", listed.join("; "));
    }
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return String::new() };
    let highest = all.iter().rev().max_by_key(|(_, shown)| shown.exact).unwrap_or(first);
    let lowest = all.iter().min_by_key(|(_, shown)| shown.exact).unwrap_or(first);
    let text = format!(
        "{name}first {}, last {}; highest {}, lowest {}.",
        at(first),
        at(last),
        at(highest),
        at(lowest)
    );
    if name.is_empty() { capital(&text) } else { text }
}

/// A value with its marks in words: "467 (provisional)".
fn said(shown: &Shown, chart: &Chart) -> String {
    let figure = format_cell(shown.exact, shown.decimals, &chart.unit);
    let marks: Vec<&str> = shown.marks.iter().map(|mark| mark.in_words()).collect();
    if marks.is_empty() { figure } else { format!("{figure} ({})", marks.join(", ")) }
}

/// The places without a value, and why, of all series.
fn absent(chart: &Chart) -> Option<String> {
    let several = chart.series.len() > 1;
    let mut absent: Vec<String> = Vec::new();
    for series in &chart.series {
        for (point, place) in series.points.iter().zip(&chart.places) {
            if let Err(missing) = &point.value {
                let of = if several { format!("{}, ", series.title) } else { String::new() };
                absent.push(format!("{of}{} ({})", place.title, lower(&missing.words)));
            }
        }
    }
    (!absent.is_empty()).then(|| format!("No value is drawn for {}.", absent.join("; ")))
}

fn stretch(chart: &Chart, from: usize, to: usize) -> String {
    let title = |at: usize| chart.places.get(at).map_or("", |place| place.title.as_str());
    if from == to {
        format!("in {}", title(from))
    } else {
        format!("from {} to {}", title(from), title(to))
    }
}

/// What must be said of a chart under it.
pub(super) fn notes(chart: &Chart, scale: Option<&Scale>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(scale) = scale
        && !scale.from.is_zero()
        && scale.from.is_sign_positive()
    {
        let start = format_cell(scale.from, scale.from.normalize().scale(), &chart.unit);
        notes.push(format!("The upright axis starts at {start}, and not at nought."));
    }
    notes.extend(absent(chart));
    let is_line = chart.form == Form::Line;
    for mark in Mark::ALL {
        if !mark.is_absence() && chart.shown().any(|shown| shown.marks.contains(&mark)) {
            let open = is_line && matches!(mark, Mark::Provisional | Mark::Estimated);
            let drawn = if open { ", drawn as an open marker" } else { "" };
            notes.push(format!("{}: {}{drawn}.", mark.symbol(), mark.in_words()));
        }
    }
    let outside =
        chart.series.first().is_some_and(|series| {
            series.points.iter().enumerate().any(|(at, point)| {
                point.value.as_ref().is_ok_and(|shown| is_outside(chart, at, shown))
            })
        });
    if is_line && outside {
        notes.push("A diamond is a value outside the expected range.".to_owned());
    }
    notes
}

/// Words of a cell, within a sentence.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next();
    let rest = letters.as_str();
    // An abbreviation keeps its capitals.
    if rest.starts_with(char::is_uppercase) {
        return words.to_owned();
    }
    first.map(|it| it.to_lowercase().to_string()).unwrap_or_default() + rest
}

/// The words of a caption, where there is one.
pub(super) fn has_caption(chart: &Chart) -> bool {
    chart.caption.as_ref().is_some_and(|caption| !plain(caption).trim().is_empty())
}
