//! The words of references, once everything that can be referred to has its number.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Anchor, Block, Cell, Inline, Table};

/// What references lead to, and the words for each.
pub(super) struct Places {
    /// What is printed.
    pub(super) known: BTreeMap<Anchor, String>,
    /// What is exempt, and not printed.
    pub(super) gone: BTreeMap<Anchor, String>,
    /// The rows of what is exempt that something can lead to.
    pub(super) gone_rows: BTreeSet<Anchor>,
}

/// Gives each reference the words of the place that it leads to.
pub(super) fn name<'b>(blocks: impl Iterator<Item = &'b mut Block>, places: &Places) {
    name_in(blocks, places, false);
}

fn name_in<'b>(blocks: impl Iterator<Item = &'b mut Block>, places: &Places, item: bool) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } => words(text, places),
            Block::Paragraph { text, .. } => {
                words(text, places);
                if !item {
                    capitals(text);
                }
            }
            Block::List { items, .. } => name_in(items.iter_mut().flatten(), places, true),
            Block::Quotation { blocks, attribution, .. } => {
                name_in(blocks.iter_mut(), places, true);
                if let Some(text) = attribution {
                    words(text, places);
                }
            }
            Block::Table(table) => cells(table, places),
            Block::Figure(figure) => {
                for text in std::iter::once(&mut figure.caption).chain(&mut figure.notes) {
                    words(text, places);
                }
            }
            Block::Together(blocks) => name_in(blocks.iter_mut(), places, item),
            Block::Contents | Block::HeadingBlock | Block::PageBreak => {}
        }
    }
}

fn cells(table: &mut Table, places: &Places) {
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
            Cell::Blocks(blocks) => name_in(blocks.iter_mut(), places, true),
            Cell::Number { .. } | Cell::Mark { .. } | Cell::Empty => {}
        }
    }
}

fn words(text: &mut [Inline], places: &Places) {
    for inline in text {
        match inline {
            Inline::Reference(anchor, said) => {
                if let Some(known) = places.known.get(anchor) {
                    said.clone_from(known);
                } else if let Some(words) = places.gone.get(anchor) {
                    // There is nothing to lead to.
                    *inline = Inline::Text(super::exempt::reference(words), None);
                } else if places.gone_rows.contains(anchor) {
                    *inline = Inline::Text(super::exempt::reference(said), None);
                }
            }
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Link(_, inner)
            | Inline::Note(inner, _) => words(inner, places),
            Inline::Text(..) => {}
        }
    }
}

/// The rows of tables that something can lead to: priorities, and reports of a programme.
pub(super) fn rows(blocks: &[Block]) -> Vec<Anchor> {
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let cells = tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let held = cells.filter_map(|cell| match cell {
        Cell::Blocks(blocks) => Some(blocks),
        _ => None,
    });
    held.flatten()
        .filter_map(|block| match block {
            Block::Paragraph { anchor, .. } => anchor.clone(),
            _ => None,
        })
        .collect()
}

/// A reference at the start of a sentence begins with a capital letter.
fn capitals(text: &mut [Inline]) {
    let mut begins = true;
    for inline in text {
        match inline {
            Inline::Text(text, _) => {
                begins = text.is_empty() && begins
                    || [". ", "? ", "! "].iter().any(|mark| text.ends_with(mark));
            }
            Inline::Reference(_, said) if begins => {
                let mut letters = said.chars();
                let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
                *said = first.unwrap_or_default() + letters.as_str();
                begins = false;
            }
            Inline::Note(inner, _) => capitals(inner),
            _ => begins = false,
        }
    }
}
