//! `table`: columns and rows typed in the paper. A table is data too: `name.column at "row"`.

pub mod asked;
mod blanks;
pub mod called;
pub mod columns;
pub mod figure;
pub mod formula;
pub mod fraction;
pub mod heads;
pub mod kind;
pub mod notes;
pub mod order;
pub mod round;
pub mod rows;
pub mod taken;
pub mod total;
pub mod whole;

use columns::columns;
use figure::points;
use formula::work_out;
use order::order;
use rows::row;
use rust_decimal::Decimal;
use whole::wholes;

pub use columns::ColumnData;
pub use rows::{Role, RowData, addends};

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::exempt;
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::paper::scope::Scope;
use crate::source::Span;
use crate::syntax::ast::{Body, Node};
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

/// What a `table` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "table",
    form: "table name? \"Caption\" { … }",
    about: "Columns and rows typed in the paper. The first column holds the rows' names. A cell of a column with `=` is \
            worked out where it is empty and checked where it is filled; a line `total | … |` adds up the rows above it. \
            A line `from budget | Adoption services |` prints a row of the table `budget`. \
            With a `source`, the table's figures are data from that source.",
    attributes: &[
        AttributeSpec {
            name: "source",
            form: "source \"Fostering service, annual returns\"",
            about: "where the figures come from: a text, or the name of a `source` item",
            repeats: false,
            required: false,
        },
        columns::COLUMNS,
        heads::GROUP,
        round::ROUNDED,
        order::ORDERED,
        order::RANKED,
        asked::SORTED,
        asked::ONCE,
        asked::REFERS,
        asked::SHARE,
        asked::WIDE,
        exempt::OF_TABLE,
        AttributeSpec {
            name: "note",
            form: "note name? \"Shares may not add up because of rounding\"",
            about: "a note under the table; one with a name is about the cells and titles that hold `{note name}`",
            repeats: true,
            required: false,
        },
    ],
    example: "table homes \"Homes\" {\n  source   \"Housing register\"\n  columns  area \"Area\", homes \"Homes\"\n  | North | 12 |\n  | South | 30 |\n  total | All | |\n}",
};

/// A table, resolved and worked out.
#[derive(Clone, Debug)]
pub struct TableData {
    /// The name that expressions use; may be empty.
    pub name: String,
    /// What is printed above it.
    pub caption: Vec<Inline>,
    /// Where its figures come from.
    pub source: Option<String>,
    /// Notes.
    pub notes: Vec<Vec<Inline>>,
    /// What its figures are rounded to, where it says so.
    pub rounded: Option<Decimal>,
    /// The columns.
    pub columns: Vec<ColumnData>,
    /// The titles that stand over several columns.
    pub heads: Vec<heads::HeadData>,
    /// The rows.
    pub rows: Vec<RowData>,
    /// All of it.
    pub span: Span,
    /// What is asked of its rows.
    pub asked: asked::Asked,
}

/// Reads one and works it out.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<TableData> {
    let mut head = Cursor::head(node, SPEC.form);
    let name = head.name().map_or(String::new(), |name| name.text);
    let Some((caption, caption_span)) = head.text() else {
        head.malformed(diagnostics);
        return None;
    };
    head.finish(diagnostics);
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let notes = resolver.notes(&attributes, diagnostics);
    let caption = resolver.title(caption, caption_span, diagnostics);
    let source = source(&attributes, &resolver.scope, diagnostics);
    let mut columns =
        columns(attributes.get("columns")?, resolver.text(node.span.file), diagnostics)?;
    for column in &mut columns {
        resolver.column_notes(column, diagnostics);
        let sourced = source.is_some() || column.text;
        resolver.bare_in_title(&column.title, column.title_span, sourced, diagnostics);
    }
    let Some(Body::Table(_, lines)) = &node.body else { return None };
    let asked = asked::asked(&attributes, diagnostics);
    let rounded = round::rounded(&attributes, diagnostics);
    let rows = Vec::new();
    let span = node.span;
    let heads = heads::heads(&attributes, &columns, resolver, source.is_some(), diagnostics);
    let mut table =
        TableData { name, caption, source, notes, rounded, columns, heads, rows, span, asked };
    let mut read = Vec::new();
    resolver.search.around.push(caption_span);
    for line in lines {
        if let Some(row) = row(line, &table, resolver, diagnostics) {
            table.rows.push(row);
            read.push(line);
        }
    }
    // Where a row could not be read, what follows from it is not said.
    let mut unsaid = Diagnostics::default();
    let further = if read.len() == lines.len() {
        &mut *diagnostics
    } else {
        resolver.scope.broken.insert(table.name.clone());
        &mut unsaid
    };
    points(&table, &read, further);
    work_out(&mut table, &read, resolver, further);
    wholes(&table, &read, resolver, further);
    order(&mut table, &read, &attributes, further);
    blanks::blanks(&table, &read, further);
    resolver.search.around.pop();
    resolver.unused_notes(diagnostics);
    if lines.is_empty() {
        diagnostics.add(
            Diagnostic::error("attribute-missing", node.head, "this table has no rows")
                .help("write a row as `| name | 12 | 34 |`"),
        );
    }
    Some(table)
}

pub(super) fn source(
    attributes: &Attributes<'_>,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mut line = attributes.get("source")?;
    if let Some((text, span)) = line.text() {
        line.finish(diagnostics);
        scope.source_title(text, span, diagnostics);
        return Some(text.to_owned());
    }
    let Some(name) = line.name() else {
        line.malformed(diagnostics);
        return None;
    };
    scope.source(&name, diagnostics)
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// The words of some inlines, as plain text.
pub fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text, _) | Inline::Link(text, _) | Inline::To(_, text, _) => text.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) => plain(inner),
            Inline::Value(value, _) => value.text(),
            Inline::See(..) | Inline::Note(..) => String::new(),
        })
        .collect()
}
