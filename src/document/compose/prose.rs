//! Paragraphs, lists and quotations.

use super::{Composer, Counter, inlines};
use crate::document::{Block, Marker};
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
                        // It belongs to the numbered paragraph before it.
                        let said = format!("paragraph\u{a0}{}", self.paragraph);
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
                    for item in items {
                        let text = inlines(&item.words);
                        let mut inner = vec![Block::Paragraph {
                            number: None,
                            anchor: None,
                            text,
                            continues: false,
                        }];
                        self.passages(&item.nested, None, false, &mut inner);
                        composed.push(inner);
                    }
                    blocks.push(Block::List { marker, items: composed, continues });
                }
                Passage::Quotation(phrases) => {
                    let paragraphs = phrases.iter().map(|words| inlines(words)).collect();
                    blocks.push(Block::Quotation { paragraphs, attribution: None, continues });
                }
            }
        }
    }

    /// A numbered paragraph; in an unnumbered section it has no number.
    pub(super) fn numbered(
        &mut self,
        name: Option<&str>,
        words: &[PaperInline],
        counter: &mut Counter,
        blocks: &mut Vec<Block>,
    ) {
        counter.paragraph += 1;
        let number = (!counter.section.is_empty())
            .then(|| format!("{}.{}", counter.section, counter.paragraph));
        if let Some(number) = &number {
            self.paragraph.clone_from(number);
            self.numbers.add("paragraph", number.clone(), name);
        }
        let said = format!("paragraph\u{a0}{}", self.paragraph);
        let anchor = name.map(|name| self.place(name, said));
        let text = inlines(words);
        blocks.push(Block::Paragraph { number, anchor, text, continues: false });
    }
}
