//! The source that is typeset, and where each of its texts comes from.

use std::ops::Range;

use crate::source::Span;

/// A Typst source with its map.
#[derive(Clone, Debug, Default)]
pub(in crate::backend) struct Source {
    /// The whole text: the theme's frame, then the paper.
    pub(in crate::backend) text: String,
    /// Where the paper begins.
    pub(super) body: usize,
    /// The text literals, in order.
    pub(super) origins: Vec<Origin>,
    /// The pictures, each under its place.
    pub(super) pictures: Vec<Printed>,
}

/// A picture as it is printed.
#[derive(Clone, Debug)]
pub(super) struct Printed {
    /// The path of its file.
    pub(super) path: String,
    /// What is printed.
    pub(super) bytes: Vec<u8>,
}

/// Where a literal comes from.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// The literal in the source.
    range: Range<usize>,
    /// Where the author wrote it, if the author did.
    pub(super) span: Option<Span>,
    /// What it is part of, in words, such as "Table 3".
    pub(super) part: String,
}

impl Source {
    /// Notes that what was just written, from `start` on, is a literal.
    pub(super) fn note(&mut self, start: usize, span: Option<Span>, part: &str) {
        self.origins.push(Origin { range: start..self.text.len(), span, part: part.to_owned() });
    }

    /// The text of a literal, as it is printed.
    pub(super) fn words(&self, literal: usize) -> String {
        let range = self.origins.get(literal).map(|origin| origin.range.clone());
        let literal = range.and_then(|range| self.text.get(range)).unwrap_or_default();
        let text = literal.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        text.unwrap_or_default().replace("\\\"", "\"").replace("\\\\", "\\").trim().to_owned()
    }

    /// The first literal that has something of a range, with its index.
    pub(super) fn origin(&self, range: &Range<usize>) -> Option<(usize, &Origin)> {
        let at = self.origins.partition_point(|origin| origin.range.end <= range.start);
        let origin = self.origins.get(at)?;
        (origin.range.start < range.end).then_some((at, origin))
    }
}
