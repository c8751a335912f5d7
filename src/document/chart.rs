//! A chart as it is drawn: lines, bars, markers and words at their places, all worked out.
//!
//! Across, a place is a share of the width between the margins; down, and in the margins, it is counted in em of the
//! chart's type. So a backend draws a chart on whatever width it has, and no word runs into another.

use rust_decimal::Decimal;

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What is measured, of whom and when: under a caption that says what the chart shows.
    pub subtitle: Option<String>,
    /// The margin to the left, in em.
    pub left: Decimal,
    /// The margin to the right, in em.
    pub right: Decimal,
    /// The height of it all, in em.
    pub height: Decimal,
    /// What is drawn, in this order.
    pub strokes: Vec<Stroke>,
}

/// A place in a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// From the left margin, as a share of the width between the margins.
    pub across: Decimal,
    /// From the top, in em.
    pub down: Decimal,
}

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// An area, such as that of an expected range.
    Area(Vec<Spot>),
    /// A line through places.
    Line(Ink, Dash, Vec<Spot>),
    /// A bar, from one corner to the opposite one.
    Bar(Ink, Spot, Spot),
    /// A marker; an open one stands for a value that may still change.
    Marker(Ink, Marker, Spot, bool),
    /// Words in one line.
    Words(Words),
}

/// Words in a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What they say.
    pub text: String,
    /// The place of their start, their middle or their end, at the middle of their height.
    pub at: Spot,
    /// How far they stand from it across, in em: to the left where it is negative.
    pub beside: Decimal,
    /// Which part of them stands there.
    pub anchor: Side,
    /// What they belong to.
    pub ink: Ink,
    /// Whether they are strong.
    pub strong: bool,
}

/// A part of a line of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Where it starts.
    Start,
    /// Its middle.
    Middle,
    /// Where it ends.
    End,
}

/// What something in a chart belongs to: a theme has a colour for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// One of at most four series; the number is that of its colour in the theme, from 1.
    Series(u8),
    /// The lines behind the figures.
    Grid,
    /// The axis.
    Axis,
    /// The expected range, and its words.
    Range,
    /// The target, and its words.
    Target,
    /// Words of the axes.
    Quiet,
}

/// How a line is drawn: lines of several series differ in it, and not in their colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Without a gap.
    Solid,
    /// Long strokes.
    Dashed,
    /// Dots.
    Dotted,
    /// Strokes and dots in turn.
    DashDotted,
}

/// The shape of a marker: those of several series differ in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A circle.
    Circle,
    /// A square.
    Square,
    /// A triangle.
    Triangle,
    /// A diamond.
    Diamond,
}
