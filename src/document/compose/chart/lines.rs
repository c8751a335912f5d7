//! A chart of lines: each with its own stroke and marker, and its name at its end.

use rust_decimal::Decimal;

use super::frame::{Frame, LINE, ink, printed};
use super::half;
use super::scale::{apart, width, wrapped};
use crate::document::{Chart, Dash, Ink, PointMarker as Marker, Side, Spot, Stroke};
use crate::model::Mark;
use crate::paper::blocks::chart::{Chart as Drawn, Form, Shown};

const DASHES: [Dash; 4] = [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::DashDotted];
const MARKERS: [Marker; 4] = [Marker::Circle, Marker::Square, Marker::Triangle, Marker::Diamond];

/// The most letters in a line of the words at the right.
const LETTERS: usize = 18;

/// Draws it.
pub(super) fn draw(drawn: &Drawn) -> Chart {
    let words = names(drawn);
    let room = |text: &str| wrapped(text, LETTERS).iter().map(|line| width(line)).max();
    let mut widest = words.iter().filter_map(|(text, ..)| room(text)).max().unwrap_or_default();
    if !drawn.range.is_empty() {
        widest = widest.max(width("Expected range"));
    }
    let right = widest + Decimal::new(15, 1);
    let mut frame = Frame::new(drawn, false, right);
    for (number, series) in drawn.series.iter().enumerate() {
        let ink = ink(drawn, number);
        let spots: Vec<Option<(Spot, &Shown)>> = series
            .points
            .iter()
            .enumerate()
            .map(|(at, point)| {
                let shown = point.value.as_ref().ok()?;
                Some((Spot { across: frame.across(at), down: frame.down(shown.exact) }, shown))
            })
            .collect();
        // Where there is no value, there is no line.
        for run in spots.split(Option::is_none) {
            if run.len() > 1 {
                let line = run.iter().flatten().map(|(spot, _)| *spot).collect();
                frame.strokes.push(Stroke::Line(ink, DASHES[number % 4], line));
            }
        }
        for (at, (spot, shown)) in
            spots.iter().enumerate().filter_map(|(at, spot)| Some((at, spot.as_ref()?)))
        {
            let open = shown.marks.iter().any(|mark| is_open(*mark));
            let shape =
                if is_outside(drawn, at, shown) { Marker::Diamond } else { MARKERS[number % 4] };
            frame.strokes.push(Stroke::Marker(ink, shape, *spot, open));
        }
    }
    values(&mut frame);
    absent(&mut frame);
    let mut beside: Vec<(String, Ink, Decimal, Option<Decimal>)> = Vec::new();
    for (text, number, value) in words {
        let down = frame.down(value);
        beside.push((text, ink(drawn, number), down, Some(down)));
    }
    beside.extend(frame.beside().into_iter().map(|(text, ink, down)| (text, ink, down, None)));
    ends(&mut frame, &beside);
    let Frame { strokes, left, right, height, .. } = frame;
    Chart { subtitle: None, left, right, height, strokes }
}

/// The upright axis of a chart of lines; none for one of bars, which starts at nought.
pub(super) fn scale_of(drawn: &Drawn) -> Option<super::scale::Scale> {
    (drawn.form == Form::Line).then(|| super::frame::scale(drawn, false))
}

/// The name of each series, with its last value where there are several, and where that value is.
fn names(drawn: &Drawn) -> Vec<(String, usize, Decimal)> {
    let several = drawn.series.len() > 1;
    let mut names = Vec::new();
    for (number, series) in drawn.series.iter().enumerate() {
        let last = series.points.iter().rev().find_map(|point| point.value.as_ref().ok());
        let Some(last) = last else { continue };
        let text = if several {
            format!("{} {}", series.title, printed(last, &drawn.unit))
        } else {
            series.title.clone()
        };
        names.push((text, number, last.exact));
    }
    names
}

/// Whether a value may still change.
fn is_open(mark: Mark) -> bool {
    matches!(mark, Mark::Provisional | Mark::Estimated)
}

/// Whether a value is outside of the range that is drawn.
pub(super) fn is_outside(drawn: &Drawn, at: usize, shown: &Shown) -> bool {
    drawn.range.get(at).copied().flatten().is_some_and(|range| {
        range.lower.is_some_and(|lower| shown.exact < lower)
            || range.upper.is_some_and(|upper| shown.exact > upper)
    })
}

/// The values of a line that is alone, over its points or, at a low point, under them: all where there is room, else the
/// first, the last, the highest and the lowest.
fn values(frame: &mut Frame<'_>) {
    let drawn = frame.chart;
    let [series] = drawn.series.as_slice() else { return };
    let all: Vec<(usize, &Shown)> = series
        .points
        .iter()
        .enumerate()
        .filter_map(|(at, point)| Some((at, point.value.as_ref().ok()?)))
        .collect();
    let widest =
        all.iter().map(|(_, shown)| width(&printed(shown, &drawn.unit))).max().unwrap_or_default();
    let roomy = widest <= frame.room();
    let ends = [all.first(), all.last()].into_iter().flatten().map(|(at, _)| *at);
    let highest = all.iter().max_by_key(|(at, shown)| (shown.exact, std::cmp::Reverse(*at)));
    let lowest = all.iter().min_by_key(|(at, shown)| (shown.exact, *at));
    let kept: Vec<usize> =
        ends.chain([highest, lowest].into_iter().flatten().map(|(at, _)| *at)).collect();
    let mut last: Option<usize> = None;
    let steps = (widest / frame.room()).ceil();
    let steps: usize = steps.try_into().unwrap_or(1).max(1);
    for (number, (at, shown)) in all.iter().enumerate() {
        let close = last.is_some_and(|last| *at < last + steps);
        if !roomy && (!kept.contains(at) || close) {
            continue;
        }
        last = Some(*at);
        let beside =
            |by: Option<usize>| by.and_then(|by| all.get(by)).map(|(_, shown)| shown.exact);
        let (before, after) = (beside(number.checked_sub(1)), beside(Some(number + 1)));
        let (side, beside, by) = place_of(frame, shown.exact, before, after);
        let down = frame.down(shown.exact);
        // Where a limit of the range would go through it, it stands on the other side of the line.
        let crossed = |by: Decimal| limits_at(frame, *at).any(|it| (it - down - by).abs() < half());
        let (side, beside, by) = match side {
            Side::End if crossed(by) && !crossed(-by) => (Side::Start, -half(), -by),
            Side::Start if crossed(by) && !crossed(-by) => (Side::End, half(), -by),
            _ => (side, beside, by),
        };
        let at = Spot { across: frame.across(*at), down: down + by };
        let ink = ink(drawn, 0);
        frame.words(printed(shown, &drawn.unit), at, beside, side, ink, true);
    }
}

/// Where the limits of the expected range stand at a place.
fn limits_at(frame: &Frame<'_>, at: usize) -> impl Iterator<Item = Decimal> {
    let range = frame.chart.range.get(at).copied().flatten();
    let limits = range.map(|range| [range.lower, range.upper]).into_iter().flatten().flatten();
    limits.map(|limit| frame.down(limit))
}

/// Where a value stands beside its point, so that its line does not strike it through: under a low point, over a high one,
/// and on a slope over the side that the line leaves free; the steeper it is, the farther from the line.
fn place_of(
    frame: &Frame<'_>,
    value: Decimal,
    before: Option<Decimal>,
    after: Option<Decimal>,
) -> (Side, Decimal, Decimal) {
    let away = Decimal::new(12, 1);
    let neighbours = || [before, after].into_iter().flatten();
    // On a slope the half line that is above the point runs past the words.
    let past = |higher: Decimal| {
        let steep = (frame.down(value) - frame.down(higher)) / frame.room().max(Decimal::ONE);
        half().min(half() / steep.max(half()))
    };
    match (before, after) {
        (Some(before), Some(after)) if before < value && value < after => {
            (Side::End, past(after), -away)
        }
        (Some(before), Some(after)) if before > value && value > after => {
            (Side::Start, -past(before), -away)
        }
        _ => {
            let low =
                neighbours().all(|other| other >= value) && neighbours().any(|other| other > value);
            // Under the lowest line of the chart stand the periods.
            let room = frame.down(value) + away + half() <= frame.bottom();
            (Side::Middle, Decimal::ZERO, if low && room { away } else { -away })
        }
    }
}

/// The sign of absence, where no series has a value.
fn absent(frame: &mut Frame<'_>) {
    let drawn = frame.chart;
    for at in 0..drawn.places.len() {
        let here = || drawn.series.iter().filter_map(|series| series.points.get(at));
        let sign = here().find_map(|point| point.value.as_ref().err()).map(|it| it.sign.clone());
        if let (true, Some(sign)) = (here().all(|point| point.value.is_err()), sign) {
            let down = frame.bottom() - Decimal::ONE;
            let at = Spot { across: frame.across(at), down };
            frame.words(sign, at, Decimal::ZERO, Side::Middle, Ink::Quiet, false);
        }
    }
}

/// The words at the right, apart from each other; a line leads to one that had to move.
fn ends(frame: &mut Frame<'_>, beside: &[(String, Ink, Decimal, Option<Decimal>)]) {
    let lines: Vec<Vec<String>> = beside.iter().map(|(text, ..)| wrapped(text, LETTERS)).collect();
    let wanted: Vec<(Decimal, Decimal)> = beside
        .iter()
        .zip(&lines)
        .map(|((_, _, down, _), lines)| (*down, LINE * Decimal::from(lines.len()) + half()))
        .collect();
    let tops = apart(&wanted, Decimal::ZERO, frame.bottom() + LINE);
    for (((_, ink, _, led), lines), top) in beside.iter().zip(lines).zip(tops) {
        let top = top + half() * half();
        let middle = top + LINE * Decimal::from(lines.len()) * half();
        if let Some(from) = led.filter(|from| (*from - middle).abs() > Decimal::new(9, 1)) {
            let last = frame.across(frame.chart.places.len().saturating_sub(1));
            let edge = Spot { across: Decimal::ONE, down: middle };
            let line = vec![Spot { across: last, down: from }, edge];
            frame.strokes.push(Stroke::Line(Ink::Grid, Dash::Solid, line));
        }
        let strong = matches!(ink, Ink::Series(_));
        for (number, line) in lines.into_iter().enumerate() {
            let down = top + LINE * (Decimal::from(number) + half());
            let at = Spot { across: Decimal::ONE, down };
            frame.words(line, at, Decimal::new(8, 1), Side::Start, *ink, strong);
        }
    }
}
