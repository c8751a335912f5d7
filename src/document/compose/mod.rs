//! Paper → [`Document`]: numbers for sections, paragraphs and tables; figures become text.

mod articles;
mod carried;
mod figures;
mod indicators;
mod matter;
mod notes;
mod number;
mod prose;
mod references;
mod registers;
mod typed;

use std::collections::BTreeMap;

use super::{Anchor, Block, Cover, CoverPart, Document, Inline, Meeting, Numbers, Person, Table};
use crate::model::{Mark, Model};
use crate::paper::blocks::{Block as PaperBlock, Section};
use crate::paper::prose::{Inline as PaperInline, Passage};
use crate::paper::values::value::{Printed, Value};
use crate::paper::{Item, Paper};

/// What composing carries along.
struct Composer<'a> {
    model: &'a Model,
    paper: &'a Paper,
    /// The words that refer to each name, found as the paper is numbered.
    places: BTreeMap<Anchor, String>,
    /// Everything that has a number.
    numbers: Numbers,
    /// The number of the last numbered paragraph.
    paragraph: String,
    tables: usize,
    figures: usize,
}

/// Where paragraphs are counted: in the innermost numbered section.
struct Counter {
    /// Such as "6".
    section: String,
    /// The last paragraph's number.
    paragraph: usize,
}

/// Composes a paper, and says what has which number.
pub fn compose(paper: &Paper, model: &Model) -> Option<(Document, Numbers)> {
    let front = &paper.front;
    let date = front.date()?;
    let mut composer = Composer {
        model,
        paper,
        places: BTreeMap::new(),
        numbers: Numbers::default(),
        paragraph: String::new(),
        tables: 0,
        figures: 0,
    };
    let mut cover = composer.cover();
    let mut body = composer.body();
    // A reference may point forward, so its words are known only now.
    let cover_blocks = cover.parts.iter_mut().flat_map(|part| &mut part.blocks);
    references::name(cover_blocks.chain(&mut body), &composer.places);
    let document = Document {
        title: front.title.clone(),
        subtitle: front.subtitle.clone(),
        council: front.council.clone(),
        meeting: front
            .meeting
            .as_ref()
            .map(|(name, date)| Meeting { name: name.clone(), date: *date }),
        date,
        authors: front.authors.iter().map(|person| person.name.clone()).collect(),
        cover,
        body,
        attachments: Vec::new(),
    };
    Some((document, composer.numbers))
}

impl Composer<'_> {
    fn cover(&mut self) -> Cover {
        let paper = self.paper;
        let mut parts = Vec::new();
        for (heading, anchor, passages) in [
            ("Executive summary", "executive-summary", &paper.summary),
            ("Proposals", "cover-proposals", &paper.proposals),
            ("Reasons for proposals", "reasons", &paper.reasons),
        ] {
            if !passages.is_empty() {
                let mut blocks = Vec::new();
                self.passages(passages, None, false, &mut blocks);
                parts.push(CoverPart {
                    heading: heading.to_owned(),
                    anchor: Anchor(anchor.to_owned()),
                    blocks,
                });
            }
        }
        let signatories = self
            .paper
            .front
            .signatories
            .iter()
            .map(|person| Person { name: person.name.clone(), post: person.post.clone() })
            .collect();
        Cover { parts, signatories }
    }

    fn body(&mut self) -> Vec<Block> {
        let paper = self.paper;
        let mut blocks = Vec::new();
        let mut sections = 0;
        let mut appendices = 0;
        let last_section =
            paper.items.iter().rposition(|item| matches!(item, Item::Section(_))).unwrap_or(0);
        // The calculations stand where they are written: behind the last section, they come before author and date.
        let behind = paper.items.iter().skip(last_section + 1);
        let behind = behind.take_while(|item| matches!(item, Item::Calculations(..))).count();
        let last_section = last_section + behind;
        for (at, item) in paper.items.iter().enumerate() {
            match item {
                Item::Contents => blocks.push(Block::Contents),
                Item::Section(section) => {
                    let number = section.numbered.then(|| {
                        sections += 1;
                        sections.to_string()
                    });
                    let mut counter =
                        Counter { section: number.clone().unwrap_or_default(), paragraph: 0 };
                    self.section(section, 1, number, &mut counter, &mut blocks);
                }
                Item::Appendix(section, separate) => {
                    appendices += 1;
                    let name = section.name.as_deref();
                    self.numbers.add("appendix", appendices.to_string(), name);
                    if *separate {
                        // It is listed in the back matter, which is where a reference leads.
                        if let Some(name) = &section.name {
                            self.place(name, format!("Appendix\u{a0}{appendices}"));
                        }
                    } else {
                        self.appendix(section, appendices, &mut blocks);
                    }
                }
                Item::Acronyms(acronyms, _) => self.acronyms(acronyms, &mut blocks),
                Item::Calculations(title, _) => self.calculations(title, &mut blocks),
            }
            if at == last_section {
                self.back_matter(&mut blocks);
            }
        }
        blocks
    }

    /// A section: its heading, then what it holds.
    fn section(
        &mut self,
        section: &Section,
        level: u8,
        number: Option<String>,
        counter: &mut Counter,
        blocks: &mut Vec<Block>,
    ) {
        let text = inlines(&section.title);
        if let Some(number) = &number {
            self.numbers.add("section", number.clone(), section.name.as_deref());
        }
        let anchor = match (&section.name, &number) {
            (Some(name), Some(number)) => self.place(name, format!("section\u{a0}{number}")),
            (Some(name), None) => {
                self.place(name, crate::paper::blocks::table::plain(&section.title))
            }
            (None, _) => Anchor(format!("section-{}", blocks.len())),
        };
        blocks.push(Block::Heading { level, number, text, anchor, new_page: false });
        self.blocks(&section.blocks, level, counter, blocks);
    }

    fn appendix(&mut self, section: &Section, number: usize, blocks: &mut Vec<Block>) {
        let mut text = vec![Inline::Text(format!("Appendix {number}: "), None)];
        text.extend(inlines(&section.title));
        let anchor = match &section.name {
            Some(name) => self.place(name, format!("Appendix\u{a0}{number}")),
            None => Anchor(format!("appendix-{number}")),
        };
        blocks.push(Block::Heading { level: 1, number: None, text, anchor, new_page: true });
        let mut counter = Counter { section: format!("A{number}"), paragraph: 0 };
        self.blocks(&section.blocks, 1, &mut counter, blocks);
    }

    fn blocks(
        &mut self,
        inner: &[PaperBlock],
        level: u8,
        counter: &mut Counter,
        blocks: &mut Vec<Block>,
    ) {
        for block in inner {
            match block {
                PaperBlock::Section(section) if section.numbered && !counter.section.is_empty() => {
                    counter.paragraph += 1;
                    let number = format!("{}.{}", counter.section, counter.paragraph);
                    let mut inner = Counter { section: number.clone(), paragraph: 0 };
                    self.section(section, level + 1, Some(number), &mut inner, blocks);
                }
                PaperBlock::Section(section) => {
                    self.section(section, level + 1, None, counter, blocks);
                }
                PaperBlock::Narrative(numbered, passages) => {
                    let counter = numbered.then_some(&mut *counter);
                    self.passages(passages, counter, true, blocks);
                }
                PaperBlock::Quote(attribution, passages) => {
                    let paragraphs = passages
                        .iter()
                        .filter_map(|passage| match passage {
                            Passage::Paragraph(_, words) => Some(inlines(words)),
                            _ => None,
                        })
                        .collect();
                    let attribution = attribution.as_ref().map(|words| inlines(words));
                    blocks.push(Block::Quotation { paragraphs, attribution, continues: true });
                }
                PaperBlock::Note(passages) => self.passages(passages, None, true, blocks),
                PaperBlock::Proposals => {
                    // The list of the cover, once more, as numbered paragraphs.
                    for passage in &self.paper.proposals {
                        match passage {
                            Passage::List(_, items) => {
                                for item in items {
                                    self.numbered(None, &item.words, counter, blocks);
                                    self.passages(&item.nested, None, true, blocks);
                                }
                            }
                            Passage::Paragraph(_, words) => {
                                self.numbered(None, words, counter, blocks);
                            }
                            Passage::Quotation(_) => {}
                        }
                    }
                }
                PaperBlock::Scorecard(scorecard) => self.scorecard(scorecard, blocks),
                PaperBlock::Compare(compare) => self.compare(compare, blocks),
                PaperBlock::Comparators(comparators) => self.comparators(comparators, blocks),
                PaperBlock::Measures(measures) => self.measures(measures, blocks),
                PaperBlock::Members(members) => self.members(members, blocks),
                PaperBlock::Table(table) => {
                    let table = self.typed_table(table);
                    blocks.push(Block::Table(table));
                }
                PaperBlock::Figure(figure) => self.picture(figure, blocks),
                PaperBlock::AppendixPage(page) => self.appendix_page(page, counter, blocks),
            }
        }
    }

    /// The anchor of a name, which is referred to by these words.
    fn place(&mut self, name: &str, words: String) -> Anchor {
        let anchor = anchor_of(name);
        self.places.insert(anchor.clone(), words);
        anchor
    }

    /// A table with the next number.
    fn numbered_table(&mut self, mut table: Table) -> Table {
        self.tables += 1;
        notes::lift(&mut table);
        table.number = format!("Table {}", self.tables);
        let name = table.anchor.0.strip_prefix(NAMED).map(|name| name.replace('-', "_"));
        self.numbers.add("table", self.tables.to_string(), name.as_deref());
        if table.anchor.0.is_empty() {
            table.anchor = Anchor(format!("table-{}", self.tables));
        } else {
            self.places.insert(table.anchor.clone(), format!("table\u{a0}{}", self.tables));
        }
        table
    }
}

/// Words with their figures printed and their references resolved. An article before a figure follows it.
fn inlines(words: &[PaperInline]) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::with_capacity(words.len());
    for word in words {
        if let (Some(Inline::Text(before, _)), Some(figure)) = (inlines.last_mut(), first(word)) {
            articles::follow(before, &figure);
        }
        inlines.push(match word {
            PaperInline::Text(text, span) => Inline::Text(text.clone(), Some(*span)),
            PaperInline::Strong(inner) => Inline::Strong(self::inlines(inner)),
            PaperInline::Emphasis(inner) => Inline::Emphasis(self::inlines(inner)),
            PaperInline::Link(text, address) => {
                Inline::Link(address.clone(), vec![Inline::Text(text.clone(), None)])
            }
            // The words are put in when everything has its number.
            PaperInline::See(name, _) => Inline::Reference(anchor_of(name), name.clone()),
            PaperInline::Note(words, span) => Inline::Note(self::inlines(words), *span),
            PaperInline::Value(value, span) => Inline::Text(figure(value), Some(*span)),
        });
    }
    inlines
}

/// What is printed for a value: the figure, and in brackets what it rests on.
fn figure(value: &Value) -> String {
    let mut marks = value.marks.clone();
    marks.sort_unstable();
    marks.dedup();
    let marks: Vec<&str> = marks.into_iter().map(Mark::in_words).collect();
    if marks.is_empty() || matches!(value.form, Printed::Verb(..)) {
        return value.text();
    }
    format!("{} ({})", value.text(), marks.join(", "))
}

/// The value that some words begin with, as it is printed.
fn first(word: &PaperInline) -> Option<String> {
    match word {
        PaperInline::Value(value, _) => Some(value.text()),
        PaperInline::Strong(inner) | PaperInline::Emphasis(inner) => first(inner.first()?),
        _ => None,
    }
}

/// What the anchor of a name begins with.
const NAMED: &str = "at-";

fn anchor_of(name: &str) -> Anchor {
    Anchor(format!("{NAMED}{}", name.to_lowercase().replace('_', "-")))
}
