//! The paper as it is printed, and nothing else: every figure is already text.
//!
//! Backends know this and a theme. They cannot look at the model, so they cannot change a number.

mod chart;
mod compose;
mod numbers;

pub use self::chart::{Chart, Dash, Ink, Marker as PointMarker, Side, Spot, Stroke, Words};
pub use compose::{Composed, Reserved, compose};
pub use numbers::Numbers;

use crate::enclosure::PictureFile;
use crate::source::Span;

/// A calendar date, as `time` has it.
pub use time::Date;

/// The anchor of the list of sources and calculations, whose rows are written last.
pub const CALCULATIONS: &str = "calculations-list";

/// A whole paper, ready to be printed.
#[derive(Clone, Debug)]
pub struct Document {
    /// The title, as plain text: also the PDF's title.
    pub title: String,
    /// The line under the title, such as the period that the paper covers.
    pub subtitle: Option<String>,
    /// The council whose paper it is.
    pub council: Option<String>,
    /// The meeting it goes to.
    pub meeting: Option<Meeting>,
    /// The date that stands on the paper and in its metadata: of the report, else of the meeting.
    pub date: Date,
    /// The names of the authors, for the metadata.
    pub authors: Vec<String>,
    /// What stands before the contents.
    pub cover: Cover,
    /// Everything after the cover, in order.
    pub body: Vec<Block>,
    /// What the page of contents lists.
    pub contents: Contents,
    /// Files that go with it, inside the file that it is printed in where the format has room for them.
    pub attachments: Vec<Attachment>,
    /// What stands at the top of each page where the paper is not for everybody: "Not for publication".
    pub marking: Option<String>,
    /// How long it may be.
    pub limit: Option<PageLimit>,
}

/// How many pages a paper may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLimit {
    /// So many, and no more.
    pub pages: usize,
    /// The heading up to which pages are counted, where it is not the whole paper.
    pub before: Option<Anchor>,
    /// What has so many pages: "a report to Cabinet".
    pub whose: String,
    /// Where the author asks for it.
    pub span: Span,
}

/// What the page of contents lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Down to which level it lists headings.
    pub depth: u8,
    /// What has no page in this paper: the appendices that are published as documents of their own.
    pub separate: Vec<String>,
}

impl Document {
    /// The pictures that are printed, in order.
    pub fn pictures(&self) -> Vec<&Picture> {
        fn within<'d>(blocks: &'d [Block], found: &mut Vec<&'d Picture>) {
            for block in blocks {
                match block {
                    Block::Figure(Figure { kind: FigureKind::Picture(picture), .. }) => {
                        found.push(picture);
                    }
                    Block::Together(blocks) => within(blocks, found),
                    _ => {}
                }
            }
        }
        let mut found = Vec::new();
        within(&self.body, &mut found);
        found
    }
}

/// A file that goes with a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// What it is, for programs: "application/json".
    pub media_type: &'static str,
    /// What it is, for people.
    pub description: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The meeting that a paper goes to.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Such as "Full Council".
    pub name: String,
    /// The day of the meeting.
    pub date: Date,
}

/// The first pages: what a member who reads nothing else reads. Empty parts are not printed.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// What the council or partnership is for, above the title.
    pub strapline: Option<String>,
    /// Whether the title has a page of its own.
    pub page: bool,
    /// What stands under the title, a line each.
    pub details: Vec<Detail>,
    /// The parts in order: executive summary, proposals, reasons for proposals.
    pub parts: Vec<CoverPart>,
    /// Who signs.
    pub signatories: Vec<Person>,
}

/// A line under the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// What it is, such as "Wards affected".
    pub label: String,
    /// What is so.
    pub text: String,
}

/// A part of the cover, under a heading of its own.
#[derive(Clone, Debug)]
pub struct CoverPart {
    /// The heading: it is tagged as a heading of the first level.
    pub heading: String,
    /// Where it can be linked to.
    pub anchor: Anchor,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A named person and their post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Such as "Netty Lee".
    pub name: String,
    /// Such as "Head of Children in Care and Young People"; may be empty.
    pub post: String,
}

/// A name that a link can point to: unique in a document, lower-case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor(pub String);

/// A piece of the page.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading. Levels count from 1 and skip none, so that the tag tree is right.
    Heading {
        /// 1 for a section, 2 for a section in a section, and so on.
        level: u8,
        /// Such as "6"; none for an unnumbered heading.
        number: Option<String>,
        /// The title.
        text: Vec<Inline>,
        /// Where it can be linked to.
        anchor: Anchor,
        /// Whether a page starts with it.
        new_page: bool,
    },
    /// A paragraph.
    Paragraph {
        /// Such as "6.14"; none for an unnumbered paragraph.
        number: Option<String>,
        /// Where it can be linked to.
        anchor: Option<Anchor>,
        /// The words.
        text: Vec<Inline>,
        /// Whether it stands under a numbered paragraph, and is indented as that one's text is.
        continues: bool,
    },
    /// A list.
    List {
        /// What stands before each item.
        marker: Marker,
        /// The items; each begins with a paragraph and may go on with lists.
        items: Vec<Vec<Block>>,
        /// Whether it stands under a numbered paragraph, and is indented as that one's text is.
        continues: bool,
    },
    /// Somebody's own words, set apart.
    Quotation {
        /// Its paragraphs and lists.
        blocks: Vec<Block>,
        /// Who said it.
        attribution: Option<Vec<Inline>>,
        /// Whether it stands under a numbered paragraph, and is indented as that one's text is.
        continues: bool,
    },
    /// A table.
    Table(Table),
    /// A picture or a chart, with its caption.
    Figure(Figure),
    /// The contents page: headings with their pages, as [`Contents`] says.
    Contents,
    /// Short blocks that stay on one page: none of them is left alone on the next.
    Together(Vec<Block>),
    /// Council, meeting, title and subtitle once more, on a new page.
    HeadingBlock,
    /// What follows starts on a new page.
    PageBreak,
}

/// What stands before each item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// 1, 2, 3, from the number given.
    Number(u32),
    /// a), b), c), from the place in the alphabet given.
    Letter(u32),
    /// i), ii), iii), from the number given.
    Roman(u32),
}

/// Words in a line.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Text as it is printed, whatever it contains; the span is where the author wrote it, if it is the author's.
    Text(String, Option<Span>),
    /// Strong words.
    Strong(Vec<Inline>),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// A link to an address outside the paper.
    Link(String, Vec<Inline>),
    /// A link to a place in the paper: the words are those that are printed.
    Reference(Anchor, String),
    /// A note at the foot of the page, with the place of its words. Not in a table, which has its notes under it.
    Note(Vec<Inline>, Span),
}

/// A table. Its first column holds row headers; its first rows are header rows, repeated on every page.
#[derive(Clone, Debug)]
pub struct Table {
    /// Where it can be linked to.
    pub anchor: Anchor,
    /// Such as "Table 3"; the caption is printed behind it.
    pub number: String,
    /// What the table shows.
    pub caption: Vec<Inline>,
    /// A description of the table's shape for those who hear it.
    pub summary: Option<String>,
    /// The columns, left to right, the row headers' included.
    pub columns: Vec<Column>,
    /// One or two header rows. A cell may span columns or rows; together they fill the grid.
    pub header: Vec<Vec<HeaderCell>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What is printed under the table: notes, then the source.
    pub notes: Vec<Vec<Inline>>,
    /// Whether it needs a landscape page.
    pub wide: bool,
    /// Where the author wrote it, if it is the author's.
    pub span: Option<Span>,
}

/// A figure: a picture or a chart, its number and caption, and what is printed under it.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Where it can be linked to.
    pub anchor: Anchor,
    /// Such as "Figure 3"; the caption is printed behind it.
    pub number: String,
    /// What the figure shows.
    pub caption: Vec<Inline>,
    /// What those hear who cannot see it.
    pub alt: String,
    /// What it is.
    pub kind: FigureKind,
    /// What is printed under it: notes, then the source.
    pub notes: Vec<Vec<Inline>>,
    /// Where the author wrote it.
    pub span: Span,
}

/// What a figure is.
#[derive(Clone, Debug)]
pub enum FigureKind {
    /// A chart, drawn from the data.
    Chart(Chart),
    /// A picture from a file.
    Picture(Picture),
}

/// A picture from a file.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The file.
    pub file: PictureFile,
    /// How much of the width of the page it takes, in per cent.
    pub width: u8,
    /// The most pixels an inch that it is printed with; none where the theme says it.
    pub resolution: Option<u32>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// The share of the width, against the other columns' shares.
    pub weight: u32,
    /// How its cells stand.
    pub align: Align,
}

/// How a column's cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words: from the left.
    Left,
    /// Figures: to the right, the decimal points under each other.
    Decimal,
}

/// A cell of a header row.
#[derive(Clone, Debug)]
pub struct HeaderCell {
    /// The words.
    pub text: Vec<Inline>,
    /// How many columns it spans, at least 1.
    pub columns: usize,
    /// How many header rows it spans, at least 1.
    pub rows: usize,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the row is.
    pub kind: RowKind,
    /// One cell a column; the first is the row's header.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A row of figures.
    Plain,
    /// The sum of some rows above, which a total may add up.
    Subtotal,
    /// The sum of rows above.
    Total,
    /// The title of the rows below it: it has one cell, which takes the whole width.
    Heading,
    /// The first row of a group, set off from the rows above it.
    GroupStart,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Words.
    Text(Vec<Inline>),
    /// Paragraphs and lists, where a cell holds more than a line of words; a paragraph may have an anchor, so that a row
    /// can be linked to.
    Blocks(Vec<Block>),
    /// A figure, as it is printed, such as "7.2%", "1,234", `[x]`, with a mark behind it such as `[p]`; the decimal
    /// point, or the end of the digits where there is none, is what is aligned.
    Number {
        /// The figure.
        text: String,
        /// The mark; may be empty.
        mark: String,
    },
    /// A judgement, said by a shape and by words, never by colour alone.
    Mark {
        /// The shape.
        shape: Shape,
        /// Whether it is good: only ever an addition to the words.
        tone: Tone,
        /// The words.
        words: String,
    },
    /// Nothing, on purpose.
    Empty,
}

/// The shape before a judgement's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// ▲
    Up,
    /// ▼
    Down,
    /// ●: inside, unchanged.
    Level,
    /// ○: at the limit.
    Edge,
    /// No shape: there is nothing to judge.
    None,
}

/// Whether a judgement is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As wished.
    Good,
    /// Not as wished.
    Bad,
    /// Neither, or not declared.
    Neutral,
}

/// A date as a paper writes it: "18 July 2023".
pub fn date_in_words(date: Date) -> String {
    format!("{} {} {}", date.day(), date.month(), date.year())
}
