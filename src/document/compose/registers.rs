//! What a paper keeps in lists: measures, members, priorities and the programme of reports, each a table.

use super::{Composer, inlines};
use crate::document::{
    Align, Anchor, Block, Cell, Column, HeaderCell, Inline, Row, RowKind, Table,
};
use crate::paper::blocks::holders::Holder;
use crate::paper::blocks::measures::{Measured, Measures};
use crate::paper::blocks::members::Members;
use crate::paper::prose::Inline as PaperInline;
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
