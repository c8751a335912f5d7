//! What Typst does not mind and a reader does: text that leaves the page, and text over text.

use std::collections::{BTreeMap, BTreeSet};

use ::typst::layout::{Abs, Frame, FrameItem, Point};
use ::typst_layout::PagedDocument;
use rust_decimal::prelude::ToPrimitive;

use super::spans::Spans;
use super::world::Sandbox;
use crate::diag::{Diagnostic, Diagnostics};

/// A run of text where it stands on its page.
struct Run {
    /// The literal it comes from, by its index.
    literal: usize,
    left: Abs,
    right: Abs,
    top: Abs,
    bottom: Abs,
}

/// Less than this much over an edge is not seen.
const TOLERANCE: f64 = 1.5;

/// Looks every page over; what is said twice of one text is said once.
pub(super) fn lint(pages: &PagedDocument, world: &Sandbox, diagnostics: &mut Diagnostics) {
    let tolerance = Abs::pt(TOLERANCE);
    let mut off = BTreeSet::new();
    let mut overlaps = BTreeMap::new();
    let mut spans = Spans::new(world);
    for page in pages.pages() {
        let mut runs = Vec::new();
        collect(&page.frame, Point::zero(), &mut spans, &mut runs);
        let (left, right) = sides(&page.frame, world);
        for run in &runs {
            if run.left < left - tolerance
                || run.right > page.frame.width() - right + tolerance
                || run.bottom > page.frame.height()
            {
                off.insert(run.literal);
            }
        }
        runs.sort_by(|one, other| one.top.cmp(&other.top).then(one.left.cmp(&other.left)));
        for (at, run) in runs.iter().enumerate() {
            let below =
                runs[at + 1..].iter().take_while(|other| other.top < run.bottom - tolerance);
            for other in below.filter(|other| {
                other.literal != run.literal
                    && other.left < run.right - tolerance
                    && run.left < other.right - tolerance
            }) {
                overlaps.entry(run.literal).or_insert(other.literal);
            }
        }
    }
    // One message a table or paragraph: its other texts have the same cause.
    let mut parts: BTreeMap<&str, Vec<(usize, Option<usize>)>> = BTreeMap::new();
    let off = off.into_iter().map(|literal| (literal, None));
    let overlaps = overlaps.into_iter().map(|(literal, other)| (literal, Some(other)));
    for (literal, other) in off.chain(overlaps) {
        parts.entry(&world.source.origins[literal].part).or_default().push((literal, other));
    }
    for found in parts.values() {
        diagnostics.add(overflows(found, world));
    }
}

fn collect(frame: &Frame, at: Point, spans: &mut Spans, runs: &mut Vec<Run>) {
    for (position, item) in frame.items() {
        let at = at + *position;
        match item {
            FrameItem::Group(group) => {
                // What is turned is the word across a draft, which is meant to lie under everything.
                let moved = Point::new(group.transform.tx, group.transform.ty);
                if group.transform.kx.is_zero() && group.transform.ky.is_zero() {
                    collect(&group.frame, at + moved, spans, runs);
                }
            }
            FrameItem::Text(text) => {
                let span = text.glyphs.first().map(|glyph| glyph.span.0);
                let Some(literal) = span.and_then(|span| spans.literal(span)) else { continue };
                // The height of capitals, so that lines that stand close are not taken for lines that overlap.
                runs.push(Run {
                    literal,
                    left: at.x,
                    right: at.x + text.width(),
                    top: at.y - text.size * 0.7,
                    bottom: at.y,
                });
            }
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
}

/// The margins left and right of a page.
fn sides(frame: &Frame, world: &Sandbox) -> (Abs, Abs) {
    let page = &world.typesetter.theme.settings.page;
    let points = |length: &crate::theme::Length| Abs::pt(length.points().to_f64().unwrap_or(0.0));
    if frame.width() > frame.height() {
        (points(&page.wide_side), points(&page.wide_side))
    } else {
        (points(&page.left), points(&page.right))
    }
}

fn overflows(found: &[(usize, Option<usize>)], world: &Sandbox) -> Diagnostic {
    let source = &world.source;
    // Rather one that the author wrote than one that was worked out.
    let shown = found.iter().find(|(literal, _)| source.origins[*literal].span.is_some());
    let (literal, other) = shown.or(found.first()).copied().unwrap_or_default();
    let origin = &source.origins[literal];
    let what = match other {
        Some(other) => format!("is printed over “{}”", source.words(other)),
        None => "runs into the margin of the page".to_owned(),
    };
    let message = format!("“{}” {what}, in {}", source.words(literal), origin.part);
    let mut diagnostic =
        Diagnostic::warning("text-overflows", origin.span.unwrap_or_default(), message);
    diagnostic.primary = diagnostic.primary.filter(|_| origin.span.is_some());
    if found.len() > 1 {
        diagnostic = diagnostic.note(format!("So do {} other texts there.", found.len() - 1));
    }
    diagnostic.help(
        "in a table: give the column a larger share, shorten the words, or make the table wide",
    )
}
