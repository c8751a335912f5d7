//! What lines and upright bars share: the axes, the words along them, the expected range and the target.

use rust_decimal::Decimal;

use super::scale::{Scale, width, wrapped};
use super::{half, series_ink};
use crate::document::{Dash, Ink, Side, Spot, Stroke, Words};
use crate::model::{Period, Unit, format_cell};
use crate::paper::blocks::chart::{Chart, Place, Shown};
use crate::paper::values::value::capital;

/// The height between the axes, in em.
const HEIGHT: i64 = 18;

/// The height of a line of words, in em.
pub(super) const LINE: Decimal = Decimal::from_parts(12, 0, 0, false, 1);

/// The width of a chart, in em, on the narrowest page that is thought of.
const NARROWEST: i64 = 46;

/// A chart with upright values, in the making.
pub(super) struct Frame<'c> {
    pub(super) chart: &'c Chart,
    pub(super) scale: Scale,
    pub(super) strokes: Vec<Stroke>,
    /// Where the highest figure of the axis stands.
    pub(super) top: Decimal,
    pub(super) left: Decimal,
    pub(super) right: Decimal,
    pub(super) height: Decimal,
}

impl<'c> Frame<'c> {
    /// Draws the axes; `right` is the room that words to the right need.
    pub(super) fn new(chart: &'c Chart, bars: bool, right: Decimal) -> Self {
        let scale = scale(chart, bars);
        let decimals = chart.shown().map(|shown| shown.decimals).max().unwrap_or(0);
        let decimals = decimals.min(scale.step.scale()).max(scale.step.scale());
        let figures = scale.figures();
        let printed: Vec<String> =
            figures.iter().map(|figure| format_cell(*figure, decimals, &chart.unit)).collect();
        let widest = printed.iter().map(|figure| width(figure)).max().unwrap_or_default();
        let named = axis_title(&chart.unit);
        let top = if named.is_some() { Decimal::new(23, 1) } else { Decimal::ONE };
        let left = widest + Decimal::ONE;
        let mut frame =
            Self { chart, scale, strokes: Vec::new(), top, left, right, height: Decimal::ZERO };
        if let Some(title) = named {
            let at = Spot { across: Decimal::ZERO, down: Decimal::new(6, 1) };
            let text = Words {
                text: title,
                at,
                beside: -left,
                anchor: Side::Start,
                ink: Ink::Quiet,
                strong: false,
            };
            frame.strokes.push(Stroke::Words(text));
        }
        frame.stepped_range();
        for (figure, text) in figures.iter().zip(printed) {
            let down = frame.down(*figure);
            let ink = if figure.is_zero() { Ink::Axis } else { Ink::Grid };
            let ends = [Decimal::ZERO, Decimal::ONE].map(|across| Spot { across, down });
            frame.strokes.push(Stroke::Line(ink, Dash::Solid, ends.to_vec()));
            let at = Spot { across: Decimal::ZERO, down };
            frame.words(text, at, Decimal::new(-6, 1), Side::End, Ink::Quiet, false);
        }
        frame.target();
        frame.places();
        frame
    }

    /// Where a value stands.
    pub(super) fn down(&self, value: Decimal) -> Decimal {
        self.top + Decimal::from(HEIGHT) * (Decimal::ONE - self.scale.share(value))
    }

    /// The lower edge.
    pub(super) fn bottom(&self) -> Decimal {
        self.top + Decimal::from(HEIGHT)
    }

    /// The middle of a place.
    pub(super) fn across(&self, place: usize) -> Decimal {
        (Decimal::from(place) + half()) / Decimal::from(self.chart.places.len())
    }

    /// How wide a place is, in em, at least.
    pub(super) fn room(&self) -> Decimal {
        (Decimal::from(NARROWEST) - self.left - self.right)
            / Decimal::from(self.chart.places.len().max(1))
    }

    pub(super) fn words(
        &mut self,
        text: String,
        at: Spot,
        beside: Decimal,
        anchor: Side,
        ink: Ink,
        strong: bool,
    ) {
        self.strokes.push(Stroke::Words(Words { text, at, beside, anchor, ink, strong }));
    }

    /// The words under the places, as many as there is room for.
    fn places(&mut self) {
        let labels = labels(&self.chart.places, self.room());
        let widest = labels
            .iter()
            .filter_map(|lines| lines.first())
            .map(|line| width(line))
            .max()
            .unwrap_or_default();
        let every = ((widest + half()) / self.room()).ceil();
        let every: usize = every.try_into().unwrap_or(1).max(1);
        let mut most = 1;
        for (place, lines) in labels.into_iter().enumerate() {
            for (number, line) in lines.into_iter().enumerate() {
                if line.is_empty() || number == 0 && place % every != 0 {
                    continue;
                }
                most = most.max(number + 1);
                let down = self.bottom() + Decimal::ONE + LINE * Decimal::from(number);
                let at = Spot { across: self.across(place), down };
                self.words(line, at, Decimal::ZERO, Side::Middle, Ink::Quiet, false);
            }
        }
        self.height = self.bottom() + Decimal::new(7, 1) + LINE * Decimal::from(most);
    }

    /// The expected range: an area from the edge of one place to that of another, as long as its limits are the same.
    fn stepped_range(&mut self) {
        let range = &self.chart.range;
        let count = Decimal::from(self.chart.places.len());
        let mut strokes = Vec::new();
        let mut first = 0;
        for run in range.chunk_by(|one, other| limits(*one) == limits(*other)) {
            let ends = [first, first + run.len()].map(|at| Decimal::from(at) / count);
            first += run.len();
            let Some((lower, upper)) = run.first().and_then(|range| limits(*range)) else {
                continue;
            };
            let high = upper.map_or(self.top, |upper| self.down(upper));
            let low = lower.map_or(self.bottom(), |lower| self.down(lower));
            let spot = |across, down| Spot { across, down };
            let [start, end] = ends;
            strokes.push(Stroke::Area(vec![
                spot(start, high),
                spot(end, high),
                spot(end, low),
                spot(start, low),
            ]));
            for down in [upper.map(|_| high), lower.map(|_| low)].into_iter().flatten() {
                let line = vec![spot(start, down), spot(end, down)];
                strokes.push(Stroke::Line(Ink::Range, Dash::Dashed, line));
            }
        }
        self.strokes.extend(strokes);
    }

    /// The target: a line from the edge of one place to that of another.
    fn target(&mut self) {
        let count = Decimal::from(self.chart.places.len());
        let mut first = 0;
        let mut lines = Vec::new();
        for run in self.chart.target.chunk_by(|one, other| one == other) {
            let ends = [first, first + run.len()].map(|at| Decimal::from(at) / count);
            first += run.len();
            let Some(Some(target)) = run.first() else { continue };
            let down = self.down(*target);
            let line = ends.map(|across| Spot { across, down }).to_vec();
            lines.push(Stroke::Line(Ink::Target, Dash::DashDotted, line));
        }
        self.strokes.extend(lines);
    }

    /// What stands at the right of a chart beside its series: the range and the target, each with the place that it would
    /// be at.
    pub(super) fn beside(&self) -> Vec<(String, Ink, Decimal)> {
        let mut words = Vec::new();
        if let Some((lower, upper)) = self.chart.range.iter().rev().find_map(|it| limits(*it)) {
            let print =
                |limit: Decimal| format_cell(limit, limit.normalize().scale(), &self.chart.unit);
            let (text, middle) = match (lower, upper) {
                (Some(lower), Some(upper)) => {
                    (format!("{} to {}", print(lower), print(upper)), (lower + upper) * half())
                }
                (Some(lower), None) => (format!("{} or more", print(lower)), lower),
                (None, Some(upper)) => (format!("{} or less", print(upper)), upper),
                (None, None) => (String::new(), Decimal::ZERO),
            };
            words.push((format!("Expected range {text}"), Ink::Range, self.down(middle)));
        }
        if let Some(target) = self.chart.target.iter().rev().find_map(|target| *target) {
            let text = format_cell(target, target.normalize().scale(), &self.chart.unit);
            words.push((format!("Target {text}"), Ink::Target, self.down(target)));
        }
        words
    }
}

/// The axis of all that is drawn.
pub(super) fn scale(chart: &Chart, bars: bool) -> Scale {
    let values = chart.shown().map(|shown| shown.exact);
    let ranges =
        chart.range.iter().flatten().flat_map(|range| [range.lower, range.upper]).flatten();
    let all = || values.clone().chain(ranges.clone()).chain(chart.target.iter().flatten().copied());
    Scale::new(all().min().unwrap_or_default(), all().max().unwrap_or_default(), bars)
}

type Limits = Option<(Option<Decimal>, Option<Decimal>)>;

fn limits(range: Option<crate::model::Expected>) -> Limits {
    range.map(|range| (range.lower, range.upper))
}

/// What the figures of an axis count, where they do not say it themselves.
pub(super) fn axis_title(unit: &Unit) -> Option<String> {
    match unit {
        Unit::Number(label) if label.is_empty() => Some("Number".to_owned()),
        Unit::Number(label) => Some(capital(label)),
        Unit::Rate { per, .. } => {
            Some(format!("Per {}", crate::model::format_number(*per, per.normalize().scale())))
        }
        Unit::Score => Some("Score".to_owned()),
        Unit::Percent | Unit::PercentagePoints | Unit::Pounds => None,
    }
}

/// The lines of words under each place: quarters and months have their year under the first of it.
fn labels(places: &[Place], room: Decimal) -> Vec<Vec<String>> {
    let mut year = String::new();
    places
        .iter()
        .map(|place| match place.period {
            Some(period @ (Period::Quarter { .. } | Period::Month { .. })) => {
                let short = period.short();
                let (first, its) = match period {
                    Period::Month { year, .. } => {
                        let name = short.split(' ').next().unwrap_or_default().to_owned();
                        (name, year.to_string())
                    }
                    _ => (short, period.year().to_string()),
                };
                let second = if its == year { String::new() } else { its.clone() };
                year = its;
                vec![first, second]
            }
            Some(period) => vec![period.short()],
            None if width(&place.title) > room => wrapped(&place.title, 1),
            None => vec![place.title.clone()],
        })
        .collect()
}

/// A value with its marks, as it is printed beside its point.
pub(super) fn printed(shown: &Shown, unit: &Unit) -> String {
    let marks: String = shown.marks.iter().map(|mark| mark.symbol()).collect();
    let figure = format_cell(shown.exact, shown.decimals, unit);
    if marks.is_empty() { figure } else { format!("{figure}\u{a0}{marks}") }
}

/// The ink of a series of a chart.
pub(super) fn ink(chart: &Chart, series: usize) -> Ink {
    series_ink(chart.series.len(), series)
}
