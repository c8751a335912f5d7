//! The words of references, once everything that can be referred to has its number.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Anchor, Block, Cell, Inline, Table};
use crate::paper::values::value::capital;

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
                // An item may begin with a small letter.
                capitals(text, !item);
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
                words(&mut figure.caption, places);
                for text in &mut figure.notes {
                    words(text, places);
                    capitals(text, true);
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
        capitals(text, true);
    }
    for cell in table.header.iter_mut().flatten() {
        words(&mut cell.text, places);
    }
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        match cell {
            Cell::Text(text) => {
                words(text, places);
                capitals(text, false);
            }
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

/// A reference at the start of a sentence begins with a capital letter; whether the text begins one is said.
fn capitals(text: &mut [Inline], begins: bool) {
    // Whether a sentence ended, and whether there was a space since.
    let (mut ended, mut spaced) = (begins, true);
    for inline in text {
        match inline {
            Inline::Reference(_, said) => {
                if ended && spaced {
                    *said = capital(said);
                }
                (ended, spaced) = (false, false);
            }
            // What a note says stands elsewhere.
            Inline::Note(inner, _) => capitals(inner, true),
            other => {
                let said = words_of(other);
                if !said.trim().is_empty() {
                    ended = ends_sentence(&said);
                    spaced = false;
                }
                spaced |= said.ends_with(char::is_whitespace);
            }
        }
    }
}

/// Whether a sentence ends at the end of some words: "e.g." ends none.
fn ends_sentence(words: &str) -> bool {
    let words = words.trim_end().trim_end_matches([')', ']', '"', '”', '’', '\'']);
    let last = words.rsplit(char::is_whitespace).next().unwrap_or("");
    match last.strip_suffix('.') {
        Some(word) => !word.trim_start_matches('(').contains('.'),
        None => last.ends_with(['?', '!']),
    }
}

/// What is said, without what leads elsewhere.
fn words_of(inline: &Inline) -> String {
    match inline {
        Inline::Text(text, _) | Inline::Reference(_, text) => text.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
            inner.iter().map(words_of).collect()
        }
        Inline::Note(..) => String::new(),
    }
}
