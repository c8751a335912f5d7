//! What blocks within a cell hold.

use crate::document::{Block, Inline};

/// The paragraphs of some blocks, those in lists too.
pub(super) fn paragraphs(blocks: &[Block]) -> Vec<&[Inline]> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { text, .. } => found.push(text.as_slice()),
            Block::List { items, .. } => {
                found.extend(items.iter().flat_map(|item| paragraphs(item)));
            }
            Block::Quotation { blocks, .. } => found.extend(paragraphs(blocks)),
            _ => {}
        }
    }
    found
}
