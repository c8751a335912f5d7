//! Notes in tables: "[note 1]" where they are made, and their words under the table.

use crate::document::{Block, Cell, Inline, Table};
use crate::source::Span;

/// Takes the notes out of a table's caption, header and cells, and puts their words before what stands under it already.
/// A note that is made in several places has one number.
pub(super) fn lift(table: &mut Table) {
    let mut notes = Notes::default();
    notes.take(&mut table.caption);
    for cell in table.header.iter_mut().flatten() {
        notes.take(&mut cell.text);
    }
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        match cell {
            Cell::Text(text) => notes.take(text),
            Cell::Blocks(blocks) => notes.take_from(blocks),
            Cell::Number { .. } | Cell::Mark { .. } | Cell::Empty => {}
        }
    }
    table.notes.splice(0..0, notes.words());
}

/// The notes of a table so far.
#[derive(Default)]
pub(super) struct Notes {
    all: Vec<(Span, Vec<Inline>)>,
}

impl Notes {
    /// Puts marks in the places of the notes of some words.
    pub(super) fn take(&mut self, text: &mut Vec<Inline>) {
        if !text.iter().any(|inline| matches!(inline, Inline::Note(..))) {
            return;
        }
        for inline in text {
            if let Inline::Note(words, span) = inline {
                let number = self.number(*span, words);
                *inline = Inline::Text(format!("\u{a0}[note\u{a0}{number}]"), None);
            }
        }
    }

    /// Puts marks in the places of the notes of a cell's paragraphs and lists.
    fn take_from(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { text, .. } => self.take(text),
                Block::List { items, .. } => {
                    for item in items {
                        self.take_from(item);
                    }
                }
                Block::Quotation { blocks, .. } => self.take_from(blocks),
                _ => {}
            }
        }
    }

    /// A cell with the marks of its notes behind it.
    pub(super) fn mark(&mut self, cell: Cell, mut notes: Vec<Inline>) -> Cell {
        if notes.is_empty() {
            return cell;
        }
        self.take(&mut notes);
        match cell {
            Cell::Number { text, mark } => {
                let marks = notes.into_iter().filter_map(|note| match note {
                    Inline::Text(mark, _) => Some(mark),
                    _ => None,
                });
                let marks: String = std::iter::once(mark).chain(marks).collect();
                Cell::Number { text, mark: marks.trim_start_matches('\u{a0}').to_owned() }
            }
            Cell::Text(mut words) => {
                words.extend(notes);
                Cell::Text(words)
            }
            Cell::Blocks(mut blocks) => {
                blocks.push(Block::Paragraph {
                    number: None,
                    anchor: None,
                    text: notes,
                    continues: false,
                });
                Cell::Blocks(blocks)
            }
            Cell::Mark { .. } | Cell::Empty => Cell::Text(notes),
        }
    }

    /// The number of a note.
    fn number(&mut self, span: Span, words: &[Inline]) -> usize {
        match self.all.iter().position(|(known, _)| *known == span) {
            Some(at) => at + 1,
            None => {
                self.all.push((span, words.to_vec()));
                self.all.len()
            }
        }
    }

    /// The words of each note, behind its mark.
    pub(super) fn words(self) -> impl Iterator<Item = Vec<Inline>> {
        self.all.into_iter().enumerate().map(|(at, (_, words))| {
            let mut note = vec![Inline::Text(format!("[note {}] ", at + 1), None)];
            note.extend(words);
            note
        })
    }
}
