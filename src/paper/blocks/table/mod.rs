//! `table`: columns and rows typed in the paper. A table is data too: `name.column at "row"`.

pub mod asked;
pub mod called;
pub mod figure;
pub mod formula;
pub mod fraction;
pub mod notes;
pub mod order;
pub mod round;
pub mod total;
pub mod whole;

use called::called_total;
use figure::{cell_value, points, unmarked};
use formula::work_out;
use fraction::Fraction;
use order::order;
use round::half_unit;
use rust_decimal::Decimal;
use total::add_up;
use whole::{Whole, wholes};

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::exempt;
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::paper::scope::Scope;
use crate::paper::untied::report::is_band;
use crate::paper::values::value::Value;
use crate::source::{FileId, Span};
use crate::syntax::ast::{Body, Expression, Node, TableRow, Term, TermKind};
use crate::syntax::parse_expression;
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

/// What a `table` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "table",
    form: "table name? \"Caption\" { … }",
    about: "Columns and rows typed in the paper. The first column holds the rows' names. A cell of a column with `=` is \
            worked out where it is empty and checked where it is filled; a line `total | … |` adds up the rows above it. \
            With a `source`, the table's figures are data from that source.",
    attributes: &[
        AttributeSpec {
            name: "source",
            form: "source \"Fostering service, annual returns\"",
            about: "where the figures come from: a text, or the name of a `source` item",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "columns",
            form: "columns measure \"Measure\", before \"March 2020\", after \"March 2022\", change \"Change\" = after - before",
            about: "the columns: a name and a title each; `text` behind the title where its figures are names; \
                    `or nought` where an empty cell means none; `of one whole` or `of` a value where its cells are shares \
                    such as \"13.8% (48)\"; `=` where it is worked out",
            repeats: false,
            required: true,
        },
        round::ROUNDED,
        order::ORDERED,
        order::RANKED,
        asked::SORTED,
        asked::ONCE,
        asked::REFERS,
        asked::SHARE,
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
    /// The rows.
    pub rows: Vec<RowData>,
    /// All of it.
    pub span: Span,
    /// What is asked of its rows.
    pub asked: asked::Asked,
}

/// A column.
#[derive(Clone, Debug)]
pub struct ColumnData {
    /// The name that expressions use.
    pub name: String,
    /// The title.
    pub title: String,
    /// Where the title stands.
    pub title_span: Span,
    /// Whether its figures are names.
    pub text: bool,
    /// Whether an empty cell means nought.
    pub nought: bool,
    /// The notes of its title.
    pub notes: Vec<Inline>,
    /// What its shares are of.
    pub whole: Option<Whole>,
    /// How it is worked out from the others.
    pub formula: Option<Expression>,
    /// Its place.
    pub span: Span,
}

/// A row.
#[derive(Clone, Debug)]
pub struct RowData {
    /// The words of the first cell.
    pub label: String,
    /// Whether it is the sum of rows above.
    pub total: bool,
    /// The figure of each cell that holds one.
    pub values: Vec<Option<Value>>,
    /// How far the figure of each cell may be off, since it is known to be rounded.
    pub rounding: Vec<Decimal>,
    /// What the percentage of a cell is made of, where the cell says so.
    pub fractions: Vec<Option<Fraction>>,
    /// The words of each cell; a worked-out cell has its value.
    pub cells: Vec<Vec<Inline>>,
    /// The notes of each cell.
    pub notes: Vec<Vec<Inline>>,
    /// Its line.
    pub span: Span,
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
    let mut table = TableData { name, caption, source, notes, rounded, columns, rows, span, asked };
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

/// The columns; `None` where the line cannot be read, which was reported.
fn columns(
    mut line: Cursor<'_>,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<ColumnData>> {
    let mut columns: Vec<ColumnData> = Vec::new();
    loop {
        let Some(name) = line.name() else {
            line.malformed(diagnostics);
            return None;
        };
        let Some((title, title_span)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        let is_text = line.keyword("text");
        let nought = line.keyword("or");
        if nought && !line.keyword("nought") {
            line.malformed(diagnostics);
            return None;
        }
        let whole = line.keyword("of").then(|| whole(&mut line, text, name.span.file, diagnostics));
        let formula = line.symbol("=").then(|| {
            let span = expression(&mut line, name.span.file);
            parse_expression(text.get(span.start..span.end).unwrap_or(""), span, diagnostics)
        });
        if let Some(first) = columns.iter().find(|known| known.name == name.text) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    name.span,
                    format!("two columns are called `{}`", name.text),
                )
                .label(first.span, "the first"),
            );
        }
        columns.push(ColumnData {
            name: name.text,
            title: title.to_owned(),
            title_span,
            text: is_text,
            nought,
            notes: Vec::new(),
            whole,
            formula,
            span: name.span,
        });
        if line.comma() {
            continue;
        }
        let another = matches!(line.peek(), Some(Term { kind: TermKind::Word(_), .. }));
        if !another {
            break;
        }
        // Without its comma, a column is still a column: its rows are not ragged.
        line.comma_missing(diagnostics);
    }
    line.finish(diagnostics);
    Some(columns)
}

/// What the shares of a column are of, behind `of`.
fn whole(line: &mut Cursor<'_>, text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Whole {
    let span = expression(line, file);
    let written = text.get(span.start..span.end).unwrap_or("");
    if written.split_whitespace().eq(["one", "whole"]) {
        return Whole::One;
    }
    Whole::Known(Box::new(parse_expression(written, span, diagnostics)))
}

/// Takes what belongs to an expression: all that comes before the next comma or `=`.
fn expression(line: &mut Cursor<'_>, file: FileId) -> Span {
    let start = line.place().start;
    let mut end = start;
    while let Some(term) = line.peek() {
        if matches!(&term.kind, TermKind::Comma) {
            break;
        }
        if matches!(&term.kind, TermKind::Symbol(symbol) if symbol == "=") {
            break;
        }
        end = term.span.end;
        line.take();
    }
    Span { file, start, end }
}

fn row(
    line: &TableRow,
    table: &TableData,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<RowData> {
    let total = match &line.kind {
        None => false,
        Some(kind) if kind.text == "total" => true,
        Some(kind) if kind.text.eq_ignore_ascii_case("total") => {
            diagnostics.add(
                Diagnostic::error(
                    "name-unknown",
                    kind.span,
                    format!("there is no kind of row `{}`", kind.text),
                )
                .replace(
                    "a row that adds up the rows above it is a `total`",
                    kind.span,
                    "total",
                ),
            );
            true
        }
        Some(kind) => {
            diagnostics.add(
                Diagnostic::error(
                    "name-unknown",
                    kind.span,
                    format!("there is no kind of row `{}`", kind.text),
                )
                .replace(
                    "a row that adds up the rows above it is a `total`",
                    kind.span,
                    "total",
                ),
            );
            return None;
        }
    };
    if line.cells.len() != table.columns.len() {
        diagnostics.add(
            Diagnostic::error(
                "table-ragged",
                line.span,
                format!(
                    "this row has {}, and the table has {}",
                    counted(line.cells.len(), "cell"),
                    counted(table.columns.len(), "column")
                ),
            )
            .help("an empty cell is written `| |`"),
        );
        return None;
    }
    let mut row = RowData {
        label: String::new(),
        total,
        values: Vec::new(),
        rounding: Vec::new(),
        fractions: Vec::new(),
        cells: Vec::new(),
        notes: Vec::new(),
        span: line.span,
    };
    for (at, (cell, column)) in line.cells.iter().zip(&table.columns).enumerate() {
        let is_data = at > 0 && !column.text;
        let band = at == 0 && is_band(resolver.sources.text(cell.span).trim());
        let sourced = table.source.is_some() || column.text || band;
        // A cell is read with the name of its row and of its column.
        let heads = [line.cells.first().map(|cell| cell.span), Some(column.title_span)];
        resolver.search.heads.extend(heads.into_iter().flatten());
        let mut inlines =
            resolver.cell(cell, is_data && table.source.is_some(), sourced, diagnostics);
        resolver.search.heads.clear();
        let notes = notes::split(&mut inlines);
        if at == 0 {
            row.label = plain(&inlines);
        }
        let fraction = if is_data { fraction(&inlines) } else { None };
        if let Some(fraction) = &fraction {
            let written = resolver.sources.text(cell.span);
            if let Some(differs) = fraction.differs(&row.label, &column.title, cell.span, written) {
                diagnostics.add(differs);
            }
        }
        let value = if is_data {
            cell_value(&inlines, fraction.as_ref(), cell.span, table, &row.label, column)
        } else {
            None
        };
        row.rounding.push(half_unit(&inlines, table.rounded));
        row.values.push(value);
        row.fractions.push(fraction);
        row.cells.push(inlines);
        row.notes.push(notes);
    }
    if total {
        add_up(&mut row, table, line, diagnostics);
    } else {
        called_total(&mut row, table, line, diagnostics);
    }
    Some(row)
}

/// What a cell's percentage is made of, where its words say so.
fn fraction(inlines: &[Inline]) -> Option<Fraction> {
    match inlines {
        [Inline::Text(text, _)] => Fraction::read(text).or_else(|| Fraction::read(unmarked(text))),
        _ => None,
    }
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
