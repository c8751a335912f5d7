//! Paragraphs, lists and quotations.

use super::{Composer, Counter, inlines};
use crate::document::{Block, Marker};
use crate::paper::blocks::numbering::Numbering;
use crate::paper::prose::{Inline as PaperInline, Passage};
use crate::syntax::ast::ListMarker;

impl Composer<'_> {
    /// Prose. Paragraphs are numbered where there is a counter; lists belong to the paragraph before them.
    pub(super) fn passages(
        &mut self,
        passages: &[Passage],
        mut counter: Option<&mut Counter>,
        continues: bool,
        blocks: &mut Vec<Block>,
    ) {
        for passage in passages {
            match passage {
                Passage::Paragraph(name, words) => match &mut counter {
                    Some(counter) => self.numbered(name.as_deref(), words, counter, blocks),
                    None => {
                        // It belongs to the numbered paragraph before it, or else to its section.
                        let said = self.here.clone();
                        let anchor = name.as_deref().map(|name| self.place(name, said));
                        let text = inlines(words);
                        blocks.push(Block::Paragraph { number: None, anchor, text, continues });
                    }
                },
                Passage::List(marker, items) => {
                    let marker = match marker {
                        ListMarker::Bullet => Marker::Bullet,
                        ListMarker::Number(first) => Marker::Number(*first),
                        ListMarker::Letter(first) => Marker::Letter(*first),
                        ListMarker::Roman(first) => Marker::Roman(*first),
                    };
                    let mut composed = Vec::new();
                    for (at, item) in items.iter().enumerate() {
                        let text = inlines(&item.words);
                        let anchor = item.name.as_deref().map(|name| {
                            let said = self.item_said(marker, at);
                            self.place(name, said)
                        });
                        let mut inner =
                            vec![Block::Paragraph { number: None, anchor, text, continues: false }];
                        self.passages(&item.nested, None, false, &mut inner);
                        composed.push(inner);
                    }
                    blocks.push(Block::List { marker, items: composed, continues });
                }
                Passage::Quotation(phrases) => {
                    let quoted = phrases.iter().map(|words| Block::Paragraph {
                        number: None,
                        anchor: None,
                        text: inlines(words),
                        continues: false,
                    });
                    let quoted = quoted.collect();
                    blocks.push(Block::Quotation { blocks: quoted, attribution: None, continues });
                }
            }
        }
    }

    /// The words that refer to an item of a list: "proposal 1", "paragraph 10.1 b)", "point 2 of paragraph 10.1".
    fn item_said(&self, marker: Marker, at: usize) -> String {
        let here = &self.here;
        let number = |first: u32| u32::try_from(at).map_or(first, |at| first + at);
        match marker {
            // Only proposals have names on the cover, where nothing is numbered yet.
            Marker::Number(first) if here.is_empty() => format!("proposal\u{a0}{}", number(first)),
            Marker::Number(first) => format!("point\u{a0}{} of {here}", number(first)),
            Marker::Letter(first) => match char::from_u32(u32::from(b'a') + number(first) - 1) {
                Some(letter) => format!("{here}\u{a0}{letter})"),
                None => here.clone(),
            },
            Marker::Bullet | Marker::Roman(_) => here.clone(),
        }
    }

    /// A paragraph with the next number, where the numbering of the paper gives it one.
    pub(super) fn numbered(
        &mut self,
        name: Option<&str>,
        words: &[PaperInline],
        counter: &mut Counter,
        blocks: &mut Vec<Block>,
    ) {
        let number = match self.numbering {
            Numbering::Sections => None,
            _ if !counter.section.is_empty() => {
                counter.paragraph += 1;
                Some(format!("{}.{}", counter.section, counter.paragraph))
            }
            Numbering::Throughout => {
                self.paragraphs += 1;
                Some(self.paragraphs.to_string())
            }
            Numbering::Paragraphs => None,
        };
        if let Some(number) = &number {
            self.here = format!("paragraph\u{a0}{number}");
            self.numbers.add("paragraph", number.clone(), name);
        }
        let said = self.here.clone();
        let anchor = name.map(|name| self.place(name, said));
        let text = inlines(words);
        blocks.push(Block::Paragraph { number, anchor, text, continues: false });
    }
}
