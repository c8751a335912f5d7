//! What follows the sections: who wrote the report, when, from which papers; and the acronyms.

use super::{Composer, inlines};
use crate::document::{
    Align, Anchor, Block, CALCULATIONS, Cell, Column, HeaderCell, Inline, Marker, Row, RowKind,
    Table,
};
use crate::paper::Item;
use crate::paper::blocks::acronyms::Acronym;
use crate::paper::blocks::front::Person;

/// What a reader with a calculator is told.
const ROUNDING: &str = "Figures in this report are rounded after they have been worked out. A difference, a total, a \
                        share or an average may therefore differ slightly from what is worked out from the figures as \
                        they are printed.";

/// What a reader is told who finds two values of one thing.
const PUBLISHED: &str = "Values of the council that others publish may be rounded, dated or counted otherwise than the \
                         council's own. Where the two differ, those marked as published are compared with other \
                         authorities, and the others are the council's own records.";

/// Up to how many people, papers and appendices the parts at the end of a paper stay on one page.
const TOGETHER: usize = 8;

impl Composer<'_> {
    /// Notes on rounding and on published values, author, contributors, date, background papers, appendices.
    pub(super) fn back_matter(&mut self, blocks: &mut Vec<Block>) {
        let front = &self.paper.front;
        if front.rounding {
            heading("Rounding", "rounding", blocks);
            paragraph(ROUNDING.to_owned(), blocks);
        }
        if front.published {
            heading("Published values", "published-values", blocks);
            paragraph(PUBLISHED.to_owned(), blocks);
        }
        let before = blocks;
        let blocks = &mut Vec::new();
        if !front.authors.is_empty() {
            heading("Report author", "report-author", blocks);
            people(&front.authors, blocks);
        }
        if !front.contributors.is_empty() {
            heading("Contributors", "contributors", blocks);
            people(&front.contributors, blocks);
        }
        if let Some(date) = front.dated {
            heading("Date of report", "date-of-report", blocks);
            paragraph(crate::document::date_in_words(date), blocks);
        }
        if let Some(papers) = &front.background {
            heading("Background papers", "background-papers", blocks);
            if papers.is_empty() {
                paragraph("None".to_owned(), blocks);
            } else {
                list(
                    Marker::Bullet,
                    papers.iter().map(|title| (None, text(title.clone()))).collect(),
                    blocks,
                );
            }
        }
        let appendices: Vec<(Option<Anchor>, Vec<Inline>)> = self
            .paper
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Appendix(section, separate) => Some((section, *separate)),
                _ => None,
            })
            .enumerate()
            .map(|(at, (section, separate))| {
                let mut words = text(format!("Appendix {}: ", at + 1));
                words.extend(inlines(&section.title));
                if let Some(file) = &section.file {
                    words.extend(super::figures::listed(file));
                } else if separate {
                    words.extend(text(" (published as a separate document)".to_owned()));
                }
                // What is published elsewhere can be referred to only here.
                let anchor = section.name.as_deref().filter(|_| separate).map(super::anchor_of);
                (anchor, words)
            })
            .collect();
        let count = appendices.len();
        if !appendices.is_empty() {
            heading("Appendices", "appendices", blocks);
            list(Marker::Bullet, appendices, blocks);
        }
        let papers = front.background.as_ref().map_or(0, Vec::len);
        let entries = front.authors.len() + front.contributors.len() + papers + count;
        if !blocks.is_empty() && entries <= TOGETHER {
            before.push(Block::Together(std::mem::take(blocks)));
        } else {
            before.append(blocks);
        }
    }

    /// The list of sources and calculations, on a page of its own and without its rows: they name the paragraphs of the
    /// whole paper.
    pub(super) fn calculations(&mut self, title: &str, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading {
            level: 1,
            number: None,
            text: text(title.to_owned()),
            anchor: Anchor("calculations".to_owned()),
            new_page: true,
        });
        let header = |words: &str| HeaderCell { text: text(words.to_owned()), columns: 1, rows: 1 };
        let column = |weight| Column { weight, align: Align::Left };
        let table = self.numbered_table(Table {
            anchor: Anchor(CALCULATIONS.to_owned()),
            number: String::new(),
            caption: text("What stands behind the figures and claims of this paper".to_owned()),
            summary: Some("Each row is a figure or a claim, in the order of the paper.".to_owned()),
            columns: vec![column(14), column(22), column(36), column(36)],
            header: vec![vec![
                header("Paragraph"),
                header("Words"),
                header("What stands behind them"),
                header("From"),
            ]],
            rows: Vec::new(),
            notes: Vec::new(),
            wide: false,
            span: None,
        });
        blocks.push(Block::Table(table));
    }

    /// The list of acronyms, on a page of its own.
    pub(super) fn acronyms(&mut self, acronyms: &[Acronym], blocks: &mut Vec<Block>) {
        if acronyms.is_empty() {
            return;
        }
        blocks.push(Block::Heading {
            level: 1,
            number: None,
            text: text("Acronyms".to_owned()),
            anchor: Anchor("acronyms".to_owned()),
            new_page: true,
        });
        let header = |words: &str| HeaderCell { text: text(words.to_owned()), columns: 1, rows: 1 };
        let rows = acronyms
            .iter()
            .map(|acronym| {
                let meaning = match &acronym.note {
                    Some(note) => format!("{}. {note}", acronym.meaning.trim_end_matches('.')),
                    None => acronym.meaning.clone(),
                };
                Row {
                    kind: RowKind::Plain,
                    cells: vec![
                        Cell::Text(vec![Inline::Text(acronym.short.clone(), Some(acronym.span))]),
                        Cell::Text(vec![Inline::Text(meaning, Some(acronym.span))]),
                    ],
                }
            })
            .collect();
        let table = self.numbered_table(Table {
            anchor: Anchor(String::new()),
            number: String::new(),
            caption: text("Acronyms used in this paper".to_owned()),
            summary: None,
            columns: vec![
                Column { weight: 20, align: Align::Left },
                Column { weight: 80, align: Align::Left },
            ],
            header: vec![vec![header("Acronym"), header("Meaning")]],
            rows,
            notes: Vec::new(),
            wide: false,
            span: None,
        });
        blocks.push(Block::Table(table));
    }
}

fn text(words: String) -> Vec<Inline> {
    vec![Inline::Text(words, None)]
}

fn heading(words: &str, anchor: &str, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading {
        level: 1,
        number: None,
        text: text(words.to_owned()),
        anchor: Anchor(anchor.to_owned()),
        new_page: false,
    });
}

fn paragraph(words: String, blocks: &mut Vec<Block>) {
    blocks.push(Block::Paragraph {
        number: None,
        anchor: None,
        text: text(words),
        continues: false,
    });
}

fn list(marker: Marker, items: Vec<(Option<Anchor>, Vec<Inline>)>, blocks: &mut Vec<Block>) {
    let items = items
        .into_iter()
        .map(|(anchor, text)| {
            vec![Block::Paragraph { number: None, anchor, text, continues: false }]
        })
        .collect();
    blocks.push(Block::List { marker, items, continues: false });
}

fn people(people: &[Person], blocks: &mut Vec<Block>) {
    for person in people {
        let mut words = vec![Inline::Strong(text(person.name.clone()))];
        if !person.post.is_empty() {
            words.extend(text(format!(", {}", person.post)));
        }
        blocks.push(Block::Paragraph { number: None, anchor: None, text: words, continues: false });
    }
}
