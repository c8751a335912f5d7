//! Charts as calls of the theme's `chart-…` functions.

use rust_decimal::Decimal;

use super::emit::Writer;
use crate::document::{Chart, Dash, Ink, PointMarker, Side, Spot, Stroke, Words};

/// Writes a chart.
pub(super) fn emit(writer: &mut Writer, chart: &Chart) {
    let (left, right, height) = (em(chart.left), em(chart.right), em(chart.height));
    writer.raw(&format!("chart(left: {left}, right: {right}, height: {height}"));
    for stroke in &chart.strokes {
        writer.raw(",\n  ");
        self::stroke(writer, stroke);
    }
    writer.raw(")");
}

fn stroke(writer: &mut Writer, stroke: &Stroke) {
    match stroke {
        Stroke::Area(spots) => writer.raw(&format!("chart-area({})", path(spots))),
        Stroke::Line(ink, dash, spots) => {
            let dash = match dash {
                Dash::Solid => "solid",
                Dash::Dashed => "dashed",
                Dash::Dotted => "dotted",
                Dash::DashDotted => "dash-dotted",
            };
            writer.raw(&format!(
                "chart-line(\"{}\", \"{dash}\", {})",
                self::ink(*ink),
                path(spots)
            ));
        }
        Stroke::Bar(ink, from, to) => {
            let (left, right) = (from.across.min(to.across), from.across.max(to.across));
            let (top, bottom) = (from.down.min(to.down), from.down.max(to.down));
            writer.raw(&format!(
                "chart-bar(\"{}\", {}, {}, {}, {})",
                self::ink(*ink),
                percent(left),
                em(top),
                percent(right - left),
                em(bottom - top)
            ));
        }
        Stroke::Marker(ink, marker, at, open) => {
            let shape = match marker {
                PointMarker::Circle => "circle",
                PointMarker::Square => "square",
                PointMarker::Triangle => "triangle",
                PointMarker::Diamond => "diamond",
            };
            let (ink, at) = (self::ink(*ink), spot(*at));
            writer.raw(&format!("chart-marker(\"{ink}\", \"{shape}\", {at}, open: {open})"));
        }
        Stroke::Words(words) => self::words(writer, words),
    }
}

fn words(writer: &mut Writer, words: &Words) {
    let side = match words.anchor {
        Side::Start => "start",
        Side::Middle => "middle",
        Side::End => "end",
    };
    writer.raw(&format!(
        "chart-words(\"{}\", \"{side}\", {}, {}, strong: {})[",
        ink(words.ink),
        spot(words.at),
        em(words.beside),
        words.strong
    ));
    writer.text(&words.text, None);
    writer.raw("]");
}

fn ink(ink: Ink) -> String {
    match ink {
        Ink::Series(number) => format!("series-{number}"),
        Ink::Grid => "grid".to_owned(),
        Ink::Axis => "axis".to_owned(),
        Ink::Range => "range".to_owned(),
        Ink::Target => "target".to_owned(),
        Ink::Quiet => "quiet".to_owned(),
    }
}

fn path(spots: &[Spot]) -> String {
    let spots: Vec<String> = spots.iter().map(|it| spot(*it)).collect();
    // A comma behind a place that is alone makes a list of it.
    format!("({},)", spots.join(", "))
}

fn spot(spot: Spot) -> String {
    format!("({}, {})", percent(spot.across), em(spot.down))
}

fn percent(share: Decimal) -> String {
    format!("{}%", (share * Decimal::ONE_HUNDRED).round_dp(3).normalize())
}

fn em(length: Decimal) -> String {
    format!("{}em", length.round_dp(3).normalize())
}
