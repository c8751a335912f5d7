//! What follows the sections: who wrote the report, when, from which papers; and the acronyms.

use super::text;
use super::{Composer, inlines};
use crate::document::{
    Align, Anchor, Block, CALCULATIONS, Cell, Column, HeaderCell, Inline, Marker, Row, RowKind,
    Table,
};
use crate::paper::Item;
use crate::paper::blocks::acronyms::Acronym;
use crate::paper::blocks::front::{Front, Person};
use crate::paper::blocks::front_matter::Occasion;
use crate::paper::standard::{self, Place};

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

/// As many acronyms follow the text on the same page.
const SHORT_LIST: usize = 15;

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
        let exempt = self.exempt_matter();
        if !exempt.is_empty() {
            heading("Exempt information", "exempt-information", blocks);
            for words in exempt {
                paragraph(words, blocks);
            }
        }
        let before = blocks;
        let blocks = &mut Vec::new();
        let standard = front.standard.as_ref();
        let mut told = false;
        let mut entries = 0;
        for part in standard::order(standard, Place::Back) {
            let title = standard::heading(standard, part);
            entries += match part.name {
                "author" => people("report-author", &title, &front.authors, blocks),
                "contributor" => people("contributors", &title, &front.contributors, blocks),
                "contact" => contacts(front, &title, blocks),
                "signed" => people("signatories", &title, &front.signatories, blocks),
                "dated" => {
                    if let Some(date) = front.dated {
                        heading(&title, "date-of-report", blocks);
                        paragraph(crate::document::date_in_words(date), blocks);
                    }
                    0
                }
                // What was asked and what was looked at is one history.
                "consulted" | "considered" if !told => {
                    let asked = (part.name == "consulted") == front.matter.consulted.is_some();
                    let count = if asked { history(front, &title, blocks) } else { 0 };
                    told = count > 0;
                    count
                }
                "background" => background(front, &title, blocks),
                "appendix" => self.appendices(&title, blocks),
                _ => 0,
            };
        }
        if !blocks.is_empty() && entries <= TOGETHER {
            before.push(Block::Together(std::mem::take(blocks)));
        } else {
            before.append(blocks);
        }
    }

    /// The appendices, and where they are published.
    fn appendices(&self, title: &str, blocks: &mut Vec<Block>) -> usize {
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
                if separate && section.exempt.is_some() {
                    words.extend(text(" (not for publication)".to_owned()));
                } else if let Some(file) = &section.file {
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
        if count > 0 {
            heading(title, "appendices", blocks);
            list(Marker::Bullet, appendices, blocks);
        }
        count
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

    /// The list of acronyms. A long one has a page of its own, and so has one behind a part or an appendix, which began on a
    /// new page too: it is not the end of that.
    pub(super) fn acronyms(&mut self, acronyms: &[Acronym], blocks: &mut Vec<Block>) {
        if acronyms.is_empty() {
            return;
        }
        let apart = |block: &Block| matches!(block, Block::Heading { new_page: true, .. });
        let new_page = acronyms.len() > SHORT_LIST || blocks.iter().any(apart);
        blocks.push(Block::Heading {
            level: 1,
            number: None,
            text: text("Acronyms".to_owned()),
            anchor: Anchor("acronyms".to_owned()),
            new_page,
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
                        Cell::Text(vec![Inline::Text(acronym.printed(), Some(acronym.span))]),
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

fn people(anchor: &str, title: &str, people: &[Person], blocks: &mut Vec<Block>) -> usize {
    if people.is_empty() {
        return 0;
    }
    heading(title, anchor, blocks);
    for person in people {
        person_and(person, None, blocks);
    }
    people.len()
}

fn contacts(front: &Front, title: &str, blocks: &mut Vec<Block>) -> usize {
    let contacts = &front.matter.contacts;
    if contacts.is_empty() {
        return 0;
    }
    heading(title, "contact", blocks);
    for (person, reached) in contacts {
        person_and(person, reached.as_deref(), blocks);
    }
    contacts.len()
}

fn person_and(person: &Person, reached: Option<&str>, blocks: &mut Vec<Block>) {
    let mut words = vec![Inline::Strong(text(person.name.clone()))];
    let post = Some(person.post.as_str()).filter(|post| !post.is_empty());
    for more in post.into_iter().chain(reached) {
        words.extend(text(format!(", {more}")));
    }
    blocks.push(Block::Paragraph { number: None, anchor: None, text: words, continues: false });
}

/// Who was asked and who looked at it, by date; what lies behind the day of the paper is still to come.
fn history(front: &Front, title: &str, blocks: &mut Vec<Block>) -> usize {
    let matter = &front.matter;
    let consulted = matter.consulted.iter().flatten().map(|occasion| (occasion, true));
    let considered = matter.considered.iter().map(|occasion| (occasion, false));
    let mut all: Vec<(&Occasion, bool)> = consulted.chain(considered).collect();
    all.sort_by_key(|(occasion, _)| occasion.on);
    if matter.consulted.is_none() && all.is_empty() {
        return 0;
    }
    heading(title, "consultation", blocks);
    if matter.consulted.as_ref().is_some_and(Vec::is_empty) {
        paragraph("Nobody was consulted.".to_owned(), blocks);
    }
    let count = all.len();
    let lines = all.into_iter().map(|(occasion, asked)| {
        let to_come = front.date().is_some_and(|date| occasion.on > date);
        let what = match (asked, to_come) {
            (true, false) => "Consulted on",
            (true, true) => "To be consulted on",
            (false, false) => "Considered on",
            (false, true) => "To be considered on",
        };
        let on = crate::document::date_in_words(occasion.on);
        (None, text(format!("{what} {on}: {}", occasion.who)))
    });
    let lines: Vec<_> = lines.collect();
    if !lines.is_empty() {
        list(Marker::Bullet, lines, blocks);
    }
    count.max(1)
}

fn background(front: &Front, title: &str, blocks: &mut Vec<Block>) -> usize {
    let Some(papers) = &front.background else { return 0 };
    heading(title, "background-papers", blocks);
    if papers.is_empty() {
        paragraph("None".to_owned(), blocks);
    } else {
        let papers = papers.iter().map(|title| (None, text(title.clone()))).collect();
        list(Marker::Bullet, papers, blocks);
    }
    papers.len()
}
