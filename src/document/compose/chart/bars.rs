//! Charts of bars: upright ones along periods, and lying ones where their names need room or several stand side by side.

use rust_decimal::Decimal;

use super::frame::{Frame, LINE, axis_title, ink, printed};
use super::half;
use super::scale::{width, wrapped};
use crate::document::{Chart, Dash, Ink, Side, Spot, Stroke, Words};
use crate::model::format_cell;
use crate::paper::blocks::chart::Chart as Drawn;

/// The most letters in a line of a lying bar's name.
const NAME: usize = 24;

/// The most letters in a line of the words behind a lying bar.
const BEHIND: usize = 24;

/// The longest name of a place that stands under an upright bar.
const SHORT: usize = 9;

/// Draws it.
pub(super) fn draw(drawn: &Drawn) -> Chart {
    let short = |title: &str| title.chars().count() <= SHORT;
    let narrow = drawn.places.iter().all(|place| place.period.is_some() || short(&place.title));
    if drawn.series.len() == 1 && narrow && drawn.places.len() > 3 {
        upright(drawn)
    } else {
        lying(drawn)
    }
}

fn upright(drawn: &Drawn) -> Chart {
    let label = |words: &str| wrapped(words, 14);
    let asked = !drawn.range.is_empty() || !drawn.target.is_empty();
    let right = if asked { width("Expected range") + Decimal::ONE } else { Decimal::ONE };
    let mut frame = Frame::new(drawn, true, right);
    let count = Decimal::from(drawn.places.len());
    let reach = Decimal::new(33, 2) / count;
    let Some(series) = drawn.series.first() else { return finish(frame) };
    let ink = ink(drawn, 0);
    let widest = drawn.shown().map(|shown| width(&printed(shown, &drawn.unit))).max();
    let roomy = widest.unwrap_or_default() <= frame.room() + half();
    for (at, point) in series.points.iter().enumerate() {
        let across = frame.across(at);
        match &point.value {
            Ok(shown) => {
                let (zero, down) = (frame.down(Decimal::ZERO), frame.down(shown.exact));
                let from = Spot { across: across - reach, down: zero };
                let to = Spot { across: across + reach, down };
                frame.strokes.push(Stroke::Bar(ink, from, to));
                if roomy {
                    let by = if shown.exact < Decimal::ZERO { 8 } else { -8 };
                    let at = Spot { across, down: down + Decimal::new(by, 1) };
                    let text = printed(shown, &drawn.unit);
                    frame.words(text, at, Decimal::ZERO, Side::Middle, ink, true);
                }
            }
            Err(missing) => {
                let at = Spot { across, down: frame.down(Decimal::ZERO) - Decimal::new(8, 1) };
                let sign = missing.sign.clone();
                frame.words(sign, at, Decimal::ZERO, Side::Middle, Ink::Quiet, false);
            }
        }
    }
    let zero = frame.down(Decimal::ZERO);
    let axis = [Decimal::ZERO, Decimal::ONE].map(|across| Spot { across, down: zero });
    frame.strokes.push(Stroke::Line(Ink::Axis, Dash::Solid, axis.to_vec()));
    let beside = frame.beside();
    let wanted: Vec<(Decimal, Decimal)> = beside
        .iter()
        .map(|(text, _, down)| (*down, LINE * Decimal::from(label(text).len())))
        .collect();
    let tops = super::scale::apart(&wanted, Decimal::ZERO, frame.bottom());
    for ((text, ink, _), top) in beside.into_iter().zip(tops) {
        for (number, line) in label(&text).into_iter().enumerate() {
            let down = top + LINE * (Decimal::from(number) + half());
            let at = Spot { across: Decimal::ONE, down };
            frame.words(line, at, half(), Side::Start, ink, false);
        }
    }
    finish(frame)
}

fn finish(frame: Frame<'_>) -> Chart {
    let Frame { strokes, left, right, height, .. } = frame;
    Chart { subtitle: None, left, right, height, strokes }
}

/// Words of a chart of lying bars.
fn words(text: String, at: Spot, beside: Decimal, anchor: Side, ink: Ink, strong: bool) -> Stroke {
    Stroke::Words(Words { text, at, beside, anchor, ink, strong })
}

fn lying(drawn: &Drawn) -> Chart {
    let (bar, gap) = (Decimal::new(115, 2), Decimal::new(9, 1));
    let several = drawn.series.len() > 1;
    let values = || drawn.shown().map(|shown| shown.exact);
    let limits =
        drawn.range.iter().flatten().flat_map(|range| [range.lower, range.upper]).flatten();
    let targets = drawn.target.iter().flatten().copied();
    let all = || values().chain(limits.clone()).chain(targets.clone());
    let lowest = all().min().unwrap_or_default().min(Decimal::ZERO);
    let highest = all().max().unwrap_or_default().max(Decimal::ZERO);
    let extent = if highest > lowest { highest - lowest } else { Decimal::ONE };
    let across = |value: Decimal| (value - lowest) / extent;
    let zero = across(Decimal::ZERO);
    // The words behind a bar: its value, and of which series it is where there are several.
    let behind = |value: String, series: usize| {
        let title = drawn.series.get(series).map_or("", |series| series.title.as_str());
        if several { wrapped(&format!("{value} {title}"), BEHIND) } else { vec![value] }
    };
    let figures = || {
        drawn
            .series
            .iter()
            .enumerate()
            .flat_map(|(number, series)| series.points.iter().map(move |point| (number, point)))
    };
    let said = |point: &crate::paper::blocks::chart::Point| match &point.value {
        Ok(shown) => printed(shown, &drawn.unit),
        Err(missing) => missing.sign.clone(),
    };
    let lines = figures().map(|(number, point)| behind(said(point), number)).collect::<Vec<_>>();
    let most = lines.iter().map(Vec::len).max().unwrap_or(1);
    let pitch = (bar + Decimal::new(15, 2)).max(LINE * Decimal::from(most) + Decimal::new(2, 1));
    let widest = |negative: bool| {
        figures()
            .zip(&lines)
            .filter(|((_, point), _)| {
                point.value.as_ref().is_ok_and(|shown| shown.exact < Decimal::ZERO) == negative
            })
            .flat_map(|(_, lines)| lines.iter().map(|line| width(line)))
            .max()
            .map_or(Decimal::ZERO, |widest| widest + Decimal::ONE)
    };
    let (left_of, right) = (widest(true), widest(false).max(Decimal::ONE));
    let names: Vec<Vec<String>> =
        drawn.places.iter().map(|place| wrapped(&place.title, NAME)).collect();
    let longest = names.iter().flatten().map(|line| width(line)).max().unwrap_or_default();
    let left = longest + Decimal::new(8, 1) + left_of;
    let mut strokes = Vec::new();
    let mut top = Decimal::ZERO;
    if let Some(title) = axis_title(&drawn.unit) {
        let at = Spot { across: zero, down: Decimal::new(6, 1) };
        strokes.push(words(title, at, Decimal::ZERO, Side::Start, Ink::Quiet, false));
        top = Decimal::new(16, 1);
    }
    let start = top;
    for (place, lines) in names.into_iter().enumerate() {
        let bars = pitch * Decimal::from(drawn.series.len());
        let tall = LINE * Decimal::from(lines.len());
        let height = bars.max(tall);
        limits_of(drawn, place, top, height, &across, &mut strokes);
        let home = drawn.places.get(place).is_some_and(|place| place.home);
        for (number, line) in lines.into_iter().enumerate() {
            let down = top + (height - tall) * half() + LINE * (Decimal::from(number) + half());
            let at = Spot { across: Decimal::ZERO, down };
            strokes.push(words(line, at, -half() - left_of, Side::End, Ink::Quiet, home));
        }
        for (number, series) in drawn.series.iter().enumerate() {
            let Some(point) = series.points.get(place) else { continue };
            let middle = top + (height - bars) * half() + pitch * (Decimal::from(number) + half());
            let value = point.value.as_ref().map_or(Decimal::ZERO, |shown| shown.exact);
            let ink = ink(drawn, number);
            let end = across(value);
            if point.value.is_ok() {
                let from = Spot { across: zero, down: middle - bar * half() };
                let to = Spot { across: end, down: middle + bar * half() };
                strokes.push(Stroke::Bar(ink, from, to));
            }
            let (beside, side) = if value < Decimal::ZERO {
                (-Decimal::new(4, 1), Side::End)
            } else {
                (Decimal::new(4, 1), Side::Start)
            };
            let lines = behind(said(point), number);
            let tall = LINE * Decimal::from(lines.len());
            for (line, text) in lines.into_iter().enumerate() {
                let down = middle - tall * half() + LINE * (Decimal::from(line) + half());
                let at = Spot { across: end, down };
                strokes.push(words(text, at, beside, side, ink, true));
            }
        }
        top += height + gap;
    }
    let height = top - gap;
    let axis = [start - Decimal::new(2, 1), height].map(|down| Spot { across: zero, down });
    strokes.push(Stroke::Line(Ink::Axis, Dash::Solid, axis.to_vec()));
    Chart { subtitle: None, left, right, height: height + Decimal::new(3, 1), strokes }
}

/// The expected range and the target of a place, across its bars; their words stand on the first.
fn limits_of(
    drawn: &Drawn,
    place: usize,
    top: Decimal,
    height: Decimal,
    across: &dyn Fn(Decimal) -> Decimal,
    strokes: &mut Vec<Stroke>,
) {
    let bottom = top + height;
    let upright =
        |at: Decimal| [top, bottom].map(|down| Spot { across: across(at), down }).to_vec();
    if let Some(Some(range)) = drawn.range.get(place) {
        let low = range.lower.map_or(Decimal::ZERO, across);
        let high = range.upper.map_or(Decimal::ONE, across);
        let spot = |across, down| Spot { across, down };
        strokes.push(Stroke::Area(vec![
            spot(low, top),
            spot(high, top),
            spot(high, bottom),
            spot(low, bottom),
        ]));
        for limit in [range.lower, range.upper].into_iter().flatten() {
            strokes.push(Stroke::Line(Ink::Range, Dash::Dashed, upright(limit)));
        }
    }
    if let Some(Some(target)) = drawn.target.get(place) {
        strokes.push(Stroke::Line(Ink::Target, Dash::DashDotted, upright(*target)));
    }
}

/// What the lines across lying bars are, for a note: upright bars have the words beside them.
pub(super) fn lines_in_words(drawn: &Drawn) -> Vec<String> {
    if drawn.series.len() == 1 && drawn.places.len() > 3 {
        return Vec::new();
    }
    let mut words = Vec::new();
    let print = |limit: Decimal| format_cell(limit, limit.normalize().scale(), &drawn.unit);
    if let Some(range) = drawn.range.iter().rev().find_map(|range| *range) {
        let range = crate::paper::claims::claim_words::range_in_words(&range, &drawn.unit);
        words.push(format!("The shaded areas are the expected range, {range} at the end."));
    }
    if let Some(target) = drawn.target.iter().rev().find_map(|target| *target) {
        words
            .push(format!("The line across the bars is the target, {} at the end.", print(target)));
    }
    words
}
