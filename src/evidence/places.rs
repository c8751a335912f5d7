//! Where in the printed paper something stands: the numbers are those that `compose` gave, read off the Document.

use std::collections::BTreeMap;

use crate::document::{Block, Cell, Document, Figure, Inline, Table};
use crate::source::Span;

/// A place that a reader can find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// In words: "paragraph 6.7", "table 3", "executive summary".
    pub words: String,
    /// The number of the paragraph, such as "6.7"; none outside of numbered paragraphs.
    pub paragraph: Option<String>,
    /// The number of the table, such as "Table 3".
    pub table: Option<String>,
}

/// The places of everything that is printed.
#[derive(Clone, Debug, Default)]
pub struct Places {
    all: Vec<Place>,
    /// The author's words, the place that they stand in, and how they are printed.
    words: BTreeMap<Span, (usize, String)>,
    /// Whole tables.
    tables: BTreeMap<Span, Vec<usize>>,
    /// The printed words of each place.
    texts: Vec<String>,
}

impl Places {
    /// The places of a document.
    pub fn of(document: &Document) -> Self {
        let mut places = Self::default();
        for part in &document.cover.parts {
            let heading = part.heading.to_lowercase();
            let at = places.open(Place { words: heading, ..Place::default() });
            places.blocks(&part.blocks, at);
        }
        let at = places.open(Place { words: "the paper".to_owned(), ..Place::default() });
        places.blocks(&document.body, at);
        places
    }

    /// The place that a span stands in.
    pub fn find(&self, span: Span) -> Option<&Place> {
        let at = match (holder(&self.words, span), holder(&self.tables, span)) {
            (Some((at, _)), _) => *at,
            (None, Some(tables)) => *tables.first()?,
            (None, None) => return None,
        };
        self.all.get(at)
    }

    /// How the words of a span are printed.
    pub fn printed(&self, span: Span) -> Option<&str> {
        self.words.get(&span).map(|(_, text)| text.as_str())
    }

    /// The tables that are printed for a span: that of a scorecard, and that of its comparators.
    pub fn tables(&self, span: Span) -> impl Iterator<Item = &Place> {
        self.tables.get(&span).into_iter().flatten().filter_map(|at| self.all.get(*at))
    }

    /// Every place with its printed words, in order.
    pub fn texts(&self) -> impl Iterator<Item = (&Place, &str)> {
        self.all.iter().zip(self.texts.iter().map(String::as_str))
    }

    fn open(&mut self, place: Place) -> usize {
        self.all.push(place);
        self.texts.push(String::new());
        self.all.len() - 1
    }

    /// Reads blocks that begin at a place; hands back the place at which they end.
    fn blocks(&mut self, blocks: &[Block], begin: usize) -> usize {
        let mut at = begin;
        for block in blocks {
            match block {
                Block::Heading { number, text, .. } => {
                    let title = plain(text);
                    let words = match number {
                        Some(number) => format!("section {number}, {title}"),
                        None => title,
                    };
                    at = self.open(Place { words, ..Place::default() });
                    self.inlines(text, at);
                }
                Block::Paragraph { number, text, .. } => {
                    if let Some(number) = number {
                        at = self.open(Place {
                            words: format!("paragraph {number}"),
                            paragraph: Some(number.clone()),
                            table: None,
                        });
                    }
                    self.inlines(text, at);
                }
                Block::List { items, .. } => {
                    for item in items {
                        self.blocks(item, at);
                    }
                }
                Block::Quotation { blocks, attribution, .. } => {
                    self.blocks(blocks, at);
                    if let Some(text) = attribution {
                        self.inlines(text, at);
                    }
                }
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::Together(blocks) => at = self.blocks(blocks, at),
                Block::Contents | Block::HeadingBlock | Block::PageBreak => {}
            }
        }
        at
    }

    fn figure(&mut self, figure: &Figure) {
        let words = figure.number.to_lowercase();
        let at = self.open(Place { words, ..Place::default() });
        for text in std::iter::once(&figure.caption).chain(&figure.notes) {
            self.inlines(text, at);
        }
    }

    fn table(&mut self, table: &Table) {
        let at = self.open(Place {
            words: table.number.to_lowercase(),
            paragraph: None,
            table: Some(table.number.clone()),
        });
        if let Some(span) = table.span {
            self.tables.entry(span).or_default().push(at);
        }
        self.inlines(&table.caption, at);
        for row in &table.rows {
            for cell in &row.cells {
                match cell {
                    Cell::Text(text) => self.inlines(text, at),
                    Cell::Blocks(blocks) => {
                        self.blocks(blocks, at);
                    }
                    Cell::Number { .. } | Cell::Mark { .. } | Cell::Empty => {}
                }
            }
        }
        for note in &table.notes {
            self.inlines(note, at);
        }
    }

    fn inlines(&mut self, inlines: &[Inline], at: usize) {
        if let Some(text) = self.texts.get_mut(at) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&plain(inlines));
        }
        self.spans(inlines, at);
    }

    fn spans(&mut self, inlines: &[Inline], at: usize) {
        for inline in inlines {
            match inline {
                Inline::Text(text, Some(span)) => {
                    // What is printed on the cover and again under a number is found under its number.
                    let numbered = self.all.get(at).is_some_and(|place| place.paragraph.is_some());
                    if numbered || !self.words.contains_key(span) {
                        self.words.insert(*span, (at, text.clone()));
                    }
                }
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
                    self.spans(inner, at);
                }
                Inline::Note(inner, _) => self.spans(inner, at),
                Inline::Text(_, None) | Inline::Reference(..) => {}
            }
        }
    }
}

/// What holds a span, among things that do not overlap.
fn holder<T>(all: &BTreeMap<Span, T>, span: Span) -> Option<&T> {
    let last = Span { end: usize::MAX, ..span };
    let (place, held) = all.range(..=last).next_back()?;
    (place.file == span.file && place.end >= span.end).then_some(held)
}

/// The words of some inlines, as plain text.
fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text, _) | Inline::Reference(_, text) => text.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
                plain(inner)
            }
            Inline::Note(inner, _) => format!(" ({})", plain(inner)),
        })
        .collect()
}
