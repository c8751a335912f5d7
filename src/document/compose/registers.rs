//! What a paper keeps in lists: measures, members, priorities and the programme of reports, each a table.

use super::{Composer, inlines};
use crate::document::{
    Align, Anchor, Block, Cell, Column, HeaderCell, Inline, Row, RowKind, Table, date_in_words,
};
use crate::paper::blocks::holders::Holder;
use crate::paper::blocks::measures::{Measured, Measures};
use crate::paper::blocks::members::Members;
use crate::paper::blocks::priorities::Priorities;
use crate::paper::blocks::programme::{Programme, Reports};
use crate::paper::prose::Inline as PaperInline;
use crate::paper::wording::registers::report_place;
use crate::source::Span;

/// A table of words, before it has its number.
pub(super) struct Register<'r> {
    pub(super) name: Option<&'r str>,
    pub(super) caption: Vec<Inline>,
    /// Each column's share of the width.
    pub(super) weights: Vec<u32>,
    pub(super) header: Vec<Vec<HeaderCell>>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) wide: bool,
    pub(super) span: Span,
}

impl Composer<'_> {
    /// A table of words with the next number.
    pub(super) fn register(&mut self, register: Register<'_>, blocks: &mut Vec<Block>) {
        let anchor = register.name.map_or_else(|| Anchor(String::new()), super::anchor_of);
        let column = |weight: &u32| Column { weight: *weight, align: Align::Left };
        let table = self.numbered_table(Table {
            anchor,
            number: String::new(),
            caption: register.caption,
            summary: None,
            columns: register.weights.iter().map(column).collect(),
            header: register.header,
            rows: register
                .rows
                .into_iter()
                .map(|cells| Row { kind: RowKind::Plain, cells })
                .collect(),
            notes: Vec::new(),
            wide: register.wide,
            span: Some(register.span),
        });
        blocks.push(Block::Table(table));
    }

    /// A row for each priority, with who leads and who supports.
    pub(super) fn priorities(&mut self, priorities: &Priorities, blocks: &mut Vec<Block>) {
        let all = &priorities.priorities;
        let led = all.iter().any(|priority| !priority.members.is_empty());
        let supported = all.iter().any(|priority| !priority.officers.is_empty());
        let mut titles = vec![header(&priorities.tag, 1, 1)];
        titles.extend(led.then(|| header("Lead member", 1, 1)));
        titles.extend(supported.then(|| header("Support officer", 1, 1)));
        let rows = all
            .iter()
            .enumerate()
            .map(|(at, priority)| {
                let mut title = words(&format!("{}. ", at + 1));
                title.extend(inlines(&priority.title));
                let mut cells = vec![linked(&priority.name, title)];
                cells.extend(led.then(|| people(&priority.members)));
                cells.extend(supported.then(|| people(&priority.officers)));
                cells
            })
            .collect();
        let weights: Vec<u32> = [50, 25, 25].into_iter().take(titles.len()).collect();
        let register = Register {
            name: priorities.name.as_deref(),
            caption: caption(priorities.caption.as_ref(), "Priorities"),
            weights,
            header: vec![titles],
            rows,
            wide: false,
            span: priorities.span,
        };
        self.register(register, blocks);
    }

    /// A row for what each report is about, with a column for each meeting; then the key.
    pub(super) fn programme(&mut self, programme: &Programme, blocks: &mut Vec<Block>) {
        let place = |number: u32| match &programme.name {
            Some(name) => report_place(name, number),
            None => report_place(&format!("programme-{}", programme.span.start), number),
        };
        let mut top = vec![header(&programme.subject, 1, 2)];
        let mut weights = vec![26];
        for title in &programme.columns {
            top.push(HeaderCell { text: inlines(title), columns: 1, rows: 2 });
            weights.push(16);
        }
        top.push(header("Meetings", programme.meetings.len(), 1));
        let days = programme.meetings.iter().map(|day| header(&date_in_words(*day), 1, 1));
        weights.extend(programme.meetings.iter().map(|_| 15));
        let rows = programme
            .rows
            .iter()
            .map(|row| {
                let mut cells = vec![Cell::Text(inlines(&row.title))];
                cells.extend(row.extra.iter().map(|cell| match cell.as_slice() {
                    [] => Cell::Empty,
                    cell => Cell::Text(inlines(cell)),
                }));
                cells.extend(row.reports.iter().map(|cell| Cell::Text(reports(cell, &place))));
                cells
            })
            .collect();
        let register = Register {
            name: programme.name.as_deref(),
            caption: caption(programme.caption.as_ref(), "Reports to each meeting"),
            wide: weights.len() > 7,
            weights,
            header: vec![top, days.collect()],
            rows,
            span: programme.span,
        };
        self.register(register, blocks);
        let rows = programme
            .reports
            .iter()
            .map(|report| {
                let number = words(&format!("Report\u{a0}{}", report.number));
                let cell = linked(&place(report.number), number);
                vec![cell, Cell::Text(inlines(&report.title))]
            })
            .collect();
        let key = Register {
            name: None,
            caption: caption(programme.key.as_ref(), "Key to the reports"),
            weights: vec![20, 80],
            header: vec![vec![header("Report", 1, 1), header("Title", 1, 1)]],
            rows,
            wide: false,
            span: programme.span,
        };
        self.register(key, blocks);
    }

    /// A row for each kind of measure.
    pub(super) fn measures(&mut self, measures: &Measures, blocks: &mut Vec<Block>) {
        let mut rows = Vec::new();
        for (title, measured) in &measures.kinds {
            let cell = match measured {
                Measured::By(passages) => {
                    let mut inner = Vec::new();
                    self.passages(passages, None, false, &mut inner);
                    Cell::Blocks(inner)
                }
                Measured::None(reason) => {
                    let mut words = words("None: ");
                    words.extend(inlines(reason));
                    Cell::Text(words)
                }
            };
            rows.push(vec![Cell::Text(words(title)), cell]);
        }
        let register = Register {
            name: measures.name.as_deref(),
            caption: caption(measures.caption.as_ref(), "Key performance indicators"),
            weights: vec![20, 80],
            header: vec![vec![header("Kind", 1, 1), header("Measures", 1, 1)]],
            rows,
            wide: false,
            span: measures.span,
        };
        self.register(register, blocks);
    }

    /// A row for each member.
    pub(super) fn members(&mut self, members: &Members, blocks: &mut Vec<Block>) {
        let posts = members.holders.iter().any(|holder| holder.post.is_some());
        let rows = members
            .holders
            .iter()
            .map(|holder| {
                let mut cells = vec![Cell::Text(words(&in_time(holder, holder.name())))];
                if posts {
                    let post = holder.post.as_ref();
                    cells.push(post.map_or(Cell::Empty, |post| Cell::Text(inlines(post))));
                }
                cells
            })
            .collect();
        let mut titles = vec![header("Name", 1, 1)];
        titles.extend(posts.then(|| header("Post", 1, 1)));
        let register = Register {
            name: members.name.as_deref(),
            caption: caption(members.caption.as_ref(), "Membership"),
            weights: if posts { vec![40, 60] } else { vec![100] },
            header: vec![titles],
            rows,
            wide: false,
            span: members.span,
        };
        self.register(register, blocks);
    }
}

/// A cell that can be linked to.
fn linked(name: &str, text: Vec<Inline>) -> Cell {
    let anchor = Some(super::anchor_of(name));
    Cell::Blocks(vec![Block::Paragraph { number: None, anchor, text, continues: false }])
}

/// Those who hold a place, one below the other.
fn people(holders: &[Holder]) -> Cell {
    match holders {
        [] => Cell::Text(words("None")),
        [holder] => Cell::Text(words(&holder.words())),
        holders => Cell::Blocks(
            holders
                .iter()
                .map(|holder| Block::Paragraph {
                    number: None,
                    anchor: None,
                    text: words(&holder.words()),
                    continues: false,
                })
                .collect(),
        ),
    }
}

/// The reports of a meeting: "Report 1 and Report 5; meeting focus: Report 11".
fn reports(reports: &Reports, place: &dyn Fn(u32) -> String) -> Vec<Inline> {
    let mut text = Vec::new();
    let list = |numbers: &[u32], text: &mut Vec<Inline>| {
        for (at, number) in numbers.iter().enumerate() {
            if at > 0 {
                text.extend(words(if at + 1 == numbers.len() { " and " } else { ", " }));
            }
            let anchor = super::anchor_of(&place(*number));
            text.push(Inline::Reference(anchor, format!("Report\u{a0}{number}")));
        }
    };
    list(&reports.received, &mut text);
    if !reports.focus.is_empty() {
        text.extend(words(if text.is_empty() { "Meeting focus: " } else { "; meeting focus: " }));
        list(&reports.focus, &mut text);
    }
    if text.is_empty() { words("No report") } else { text }
}

/// A name with the time behind it: "Lucy Townsend (until May 2023)".
fn in_time(holder: &Holder, name: &str) -> String {
    match holder.time() {
        Some(time) => format!("{name} ({time})"),
        None => name.to_owned(),
    }
}

fn caption(caption: Option<&Vec<PaperInline>>, otherwise: &str) -> Vec<Inline> {
    caption.map_or_else(|| words(otherwise), |caption| inlines(caption))
}

pub(super) fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned(), None)]
}

pub(super) fn header(text: &str, columns: usize, rows: usize) -> HeaderCell {
    HeaderCell { text: words(text), columns, rows }
}
