//! The words of references, once everything that can be referred to has its number.

use std::collections::BTreeMap;

use crate::document::{Anchor, Block, Cell, Inline, Table};

/// Gives each reference the words of the place that it leads to.
pub(super) fn name<'b>(
    blocks: impl Iterator<Item = &'b mut Block>,
    places: &BTreeMap<Anchor, String>,
) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => words(text, places),
            Block::List { items, .. } => name(items.iter_mut().flatten(), places),
            Block::Quotation { paragraphs, attribution, .. } => {
                for text in paragraphs.iter_mut().chain(attribution) {
                    words(text, places);
                }
            }
            Block::Table(table) => cells(table, places),
            Block::Contents | Block::PageBreak => {}
        }
    }
}

fn cells(table: &mut Table, places: &BTreeMap<Anchor, String>) {
    words(&mut table.caption, places);
    for text in &mut table.notes {
        words(text, places);
    }
    for cell in table.header.iter_mut().flatten() {
        words(&mut cell.text, places);
    }
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        match cell {
            Cell::Text(text) => words(text, places),
            Cell::Number { .. } | Cell::Mark { .. } | Cell::Empty => {}
        }
    }
}

fn words(text: &mut [Inline], places: &BTreeMap<Anchor, String>) {
    for inline in text {
        match inline {
            Inline::Reference(anchor, said) => {
                if let Some(known) = places.get(anchor) {
                    said.clone_from(known);
                }
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
                words(inner, places);
            }
            Inline::Text(..) => {}
        }
    }
}
