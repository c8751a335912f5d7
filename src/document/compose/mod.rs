//! Paper → [`Document`]: numbers for sections, paragraphs and tables; figures become text.

mod articles;
mod carried;
mod cells;
mod chart;
mod cover;
mod exempt;
mod figures;
mod indicators;
mod judged;
mod legend;
mod matter;
mod notes;
mod number;
mod prose;
mod references;
mod registers;
mod typed;

use std::collections::{BTreeMap, BTreeSet};

use super::{Anchor, Block, Contents, Document, Inline, Meeting, Numbers, Table};
use crate::model::{Mark, Model};
use crate::paper::blocks::numbering::Numbering;
use crate::paper::blocks::table::plain;
use crate::paper::blocks::{Block as PaperBlock, Section};
use crate::paper::exempt::editions::Audience;
use crate::paper::prose::{Inline as PaperInline, Passage};
use crate::paper::values::value::{Printed, Value};
use crate::paper::{Item, Paper};

pub use exempt::Reserved;
use references::Places;

/// What composing carries along.
struct Composer<'a> {
    model: &'a Model,
    paper: &'a Paper,
    /// The words that refer to each name, found as the paper is numbered.
    places: BTreeMap<Anchor, String>,
    /// Everything that has a number.
    numbers: Numbers,
    /// The words that refer to where we are: the last numbered paragraph, or else the section.
    here: String,
    /// What has a number.
    numbering: Numbering,
    /// Whether paragraphs here have numbers, so that what goes on under them is indented as they are.
    indented: bool,
    /// How many paragraphs are numbered through the whole paper.
    paragraphs: usize,
    tables: usize,
    /// The numbers that exempt blocks have: kept for them where they are not printed.
    reserved: Reserved,
    figures: usize,
}

/// Where paragraphs are counted: in the innermost numbered section.
#[derive(Clone, Debug)]
struct Counter {
    /// Such as "6".
    section: String,
    /// The last paragraph's number.
    paragraph: usize,
}

/// A paper as it is printed, what has which number in it, and the numbers of what is exempt.
#[derive(Debug)]
pub struct Composed {
    /// The paper as it is printed.
    pub document: Document,
    /// What has which number.
    pub numbers: Numbers,
    /// The numbers of what is exempt, from the members' paper, for the public's.
    pub reserved: Reserved,
}

/// Composes a paper. In the public's paper, what is exempt has the numbers that it has in the members'.
pub fn compose(paper: &Paper, model: &Model, reserved: Reserved) -> Option<Composed> {
    let front = &paper.front;
    let date = front.date()?;
    let mut composer = Composer {
        model,
        paper,
        places: BTreeMap::new(),
        numbers: Numbers::default(),
        here: String::new(),
        numbering: front.numbering.unwrap_or_default(),
        indented: false,
        paragraphs: 0,
        tables: 0,
        reserved,
        figures: 0,
    };
    let mut cover = composer.cover();
    let mut body = composer.body();
    // A reference may point forward, so its words are known only now.
    let cover_blocks = cover.parts.iter_mut().flat_map(|part| &mut part.blocks);
    let gone = std::mem::take(&mut composer.reserved.places);
    let gone_rows = match paper.audience {
        Audience::Public => std::mem::take(&mut composer.reserved.rows),
        Audience::Members => BTreeSet::new(),
    };
    let places = Places { known: composer.places, gone, gone_rows };
    references::name(cover_blocks.chain(&mut body), &places);
    let mut reserved = composer.reserved;
    reserved.places = places.known;
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
        contents: contents(paper),
        attachments: Vec::new(),
        limit: cover::limit(paper),
        marking: exempt::marking(paper),
    };
    Some(Composed { document, numbers: composer.numbers, reserved })
}

impl Composer<'_> {
    fn body(&mut self) -> Vec<Block> {
        let paper = self.paper;
        let mut blocks = Vec::new();
        let mut sections = 0;
        let mut appendices = 0;
        let mut parts = 0;
        // Sections stand under the heading of their part.
        let mut level = 1;
        let last_section =
            paper.items.iter().rposition(|item| matches!(item, Item::Section(_))).unwrap_or(0);
        // The calculations stand where they are written: behind the last section, they come before author and date.
        let behind = paper.items.iter().skip(last_section + 1);
        let behind = behind.take_while(|item| matches!(item, Item::Calculations(..))).count();
        let last_section = last_section + behind;
        let mut again = cover::heading_repeated(&paper.front);
        for (at, item) in paper.items.iter().enumerate() {
            if again && matches!(item, Item::Section(_) | Item::Part(_)) {
                blocks.push(Block::HeadingBlock);
                again = false;
            }
            match item {
                Item::Contents => blocks.push(Block::Contents),
                Item::Part(part) => {
                    parts += 1;
                    level = 2;
                    self.part(part, parts, &mut blocks);
                }
                Item::Section(section) => {
                    let numbered = section.numbered && self.numbering != Numbering::Throughout;
                    let number = numbered.then(|| {
                        sections += 1;
                        sections.to_string()
                    });
                    let mut counter =
                        Counter { section: number.clone().unwrap_or_default(), paragraph: 0 };
                    self.section(section, level, number, &mut counter, &mut blocks);
                }
                Item::Appendix(section, separate) => {
                    appendices += 1;
                    level = 1;
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
        if paper.items.is_empty() {
            self.back_matter(&mut blocks);
        }
        blocks
    }

    /// The heading of a part, and what stands before its sections.
    fn part(&mut self, part: &Section, number: usize, blocks: &mut Vec<Block>) {
        self.numbers.add("part", number.to_string(), part.name.as_deref());
        let mut text = vec![Inline::Text(format!("Part {number}: "), None)];
        text.extend(inlines(&part.title));
        self.here = format!("Part\u{a0}{number}");
        let anchor = match &part.name {
            Some(name) => self.place(name, self.here.clone()),
            None => Anchor(format!("part-{number}")),
        };
        blocks.push(Block::Heading { level: 1, number: None, text, anchor, new_page: true });
        let mut counter = Counter { section: String::new(), paragraph: 0 };
        self.blocks(&part.blocks, 1, &mut counter, blocks);
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
        // A sub-heading without a number lies in the section around it, and its paragraphs are numbered on.
        let said = match &number {
            Some(number) => format!("section\u{a0}{number}"),
            None => plain(&section.title),
        };
        if number.is_some() || counter.section.is_empty() {
            self.here.clone_from(&said);
        }
        let anchor = match &section.name {
            Some(name) => self.place(name, said),
            None => Anchor(format!("section-{}", blocks.len())),
        };
        blocks.push(Block::Heading { level, number, text, anchor, new_page: false });
        self.blocks(&section.blocks, level, counter, blocks);
    }

    fn appendix(&mut self, section: &Section, number: usize, blocks: &mut Vec<Block>) {
        let mut text = vec![Inline::Text(format!("Appendix {number}: "), None)];
        text.extend(inlines(&section.title));
        self.here = format!("Appendix\u{a0}{number}");
        let anchor = match &section.name {
            Some(name) => self.place(name, self.here.clone()),
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
        self.indented = match self.numbering {
            Numbering::Paragraphs => !counter.section.is_empty(),
            Numbering::Sections => false,
            Numbering::Throughout => true,
        };
        for block in inner {
            match block {
                PaperBlock::Section(section)
                    if section.numbered
                        && !counter.section.is_empty()
                        && self.numbering != Numbering::Throughout =>
                {
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
                    self.passages(passages, counter, self.indented, blocks);
                }
                PaperBlock::Quote(attribution, passages) => {
                    let mut quoted = Vec::new();
                    self.passages(passages, None, false, &mut quoted);
                    let attribution = attribution.as_ref().map(|words| inlines(words));
                    let continues = self.indented;
                    blocks.push(Block::Quotation { blocks: quoted, attribution, continues });
                }
                PaperBlock::Note(passages) => {
                    self.passages(passages, None, self.indented, blocks);
                }
                PaperBlock::Proposals => {
                    // The list of the cover, once more, as numbered paragraphs.
                    for passage in &self.paper.proposals {
                        match passage {
                            Passage::List(_, items) => {
                                for item in items {
                                    self.numbered(None, &item.words, counter, blocks);
                                    self.passages(&item.nested, None, self.indented, blocks);
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
                PaperBlock::Priorities(priorities) => self.priorities(priorities, blocks),
                PaperBlock::Programme(programme) => self.programme(programme, blocks),
                PaperBlock::Exceptions(judged) => self.exceptions(judged, blocks),
                PaperBlock::Successes(judged) => self.successes(judged, blocks),
                PaperBlock::Chart(chart) => self.chart(chart, blocks),
                PaperBlock::Measures(measures) => self.measures(measures, blocks),
                PaperBlock::Members(members) => self.members(members, blocks),
                PaperBlock::Table(table) => {
                    let table = self.typed_table(table);
                    blocks.push(Block::Table(table));
                }
                PaperBlock::Exempt(exempt) => self.exempt(exempt, counter, blocks),
                PaperBlock::Figure(figure) => self.picture(figure, blocks),
                PaperBlock::AppendixPage(page) => figures::appendix_page(page, counter, blocks),
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

/// What the page of contents lists: sections and the sections in them, under their parts, and the appendices.
fn contents(paper: &Paper) -> Contents {
    let parts = paper.items.iter().any(|item| matches!(item, Item::Part(_)));
    let appendices = paper.items.iter().filter_map(|item| match item {
        Item::Appendix(section, separate) => Some((section, *separate)),
        _ => None,
    });
    let separate = appendices.zip(1..).filter(|((_, separate), _)| *separate);
    let separate = separate.map(|((section, _), number)| separate_appendix(section, number));
    Contents { depth: if parts { 3 } else { 2 }, separate: separate.collect() }
}

/// What is said of an appendix that is published as a document of its own.
fn separate_appendix(section: &Section, number: usize) -> String {
    let title = plain(&section.title);
    let how = if section.exempt.is_some() { "not for publication" } else { "separate document" };
    format!("Appendix {number}: {title} ({how})")
}

/// Words that are nobody's but ours.
fn text(words: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(words.into(), None)]
}

/// Words with their figures printed and their references resolved. An article before a figure follows it.
fn inlines(words: &[PaperInline]) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::with_capacity(words.len());
    for word in words {
        if let (Some(Inline::Text(before, _)), Some(figure)) = (inlines.last_mut(), first(word)) {
            articles::follow(before, &figure);
        }
        // The mark of a note stands at its word.
        if let (Some(Inline::Text(before, _)), PaperInline::Note(..)) = (inlines.last_mut(), word) {
            before.truncate(before.trim_end().len());
        }
        inlines.push(match word {
            PaperInline::Text(text, span) => Inline::Text(text.clone(), Some(*span)),
            PaperInline::Strong(inner) => Inline::Strong(self::inlines(inner)),
            PaperInline::Emphasis(inner) => Inline::Emphasis(self::inlines(inner)),
            PaperInline::Link(text, address) => {
                Inline::Link(address.clone(), vec![Inline::Text(text.clone(), None)])
            }
            // The words are put in when everything has its number.
            PaperInline::To(name, words, _) => Inline::Reference(anchor_of(name), words.clone()),
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
    // That a series breaks at a value says something of others.
    marks.retain(|mark| *mark != Mark::Break);
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
