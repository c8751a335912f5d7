//! Prose with its names resolved and its figures worked out.

use crate::source::Span;
use crate::syntax::ast::ListMarker;

use crate::paper::values::value::Value;

/// A piece of prose.
#[derive(Clone, Debug)]
pub enum Passage {
    /// A paragraph, and the name by which others refer to it.
    Paragraph(Option<String>, Vec<Inline>),
    /// A list.
    List(ListMarker, Vec<ListItem>),
    /// A quotation, paragraph by paragraph.
    Quotation(Vec<Vec<Inline>>),
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// The name by which others refer to it.
    pub name: Option<String>,
    /// Its words.
    pub words: Vec<Inline>,
    /// What is nested in it.
    pub nested: Vec<Passage>,
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub enum Inline {
    /// The author's words.
    Text(String, Span),
    /// Strong words.
    Strong(Vec<Inline>),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// A link to an address.
    Link(String, String),
    /// A reference to a named paragraph or section.
    See(String, Span),
    /// A reference to a named row, and its words.
    To(String, String, Span),
    /// A note: its words, and where they stand.
    Note(Vec<Inline>, Span),
    /// A value that is printed here.
    Value(Box<Value>, Span),
}

/// Where a piece of a line stands: from its first words to its last.
pub fn place(inlines: &[Inline]) -> Option<Span> {
    let place_of = |inline: &Inline| match inline {
        Inline::Text(_, span)
        | Inline::See(_, span)
        | Inline::To(_, _, span)
        | Inline::Note(_, span)
        | Inline::Value(_, span) => Some(*span),
        Inline::Strong(inner) | Inline::Emphasis(inner) => place(inner),
        Inline::Link(..) => None,
    };
    let mut places = inlines.iter().filter_map(place_of);
    let first = places.next()?;
    Some(places.next_back().map_or(first, |last| first.to(last)))
}
