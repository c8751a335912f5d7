//! `table`: columns and rows typed in the paper. A table is data too: `name.column at "row"`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Input, Unit};
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::paper::scope::Scope;
use crate::paper::value::{Value, arithmetic, comparable, unit_name};
use crate::source::Span;
use crate::syntax::ast::{Body, Expression, Node, Operator, TableRow, Term, TermKind};
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};
use crate::syntax::{parse_expression, parse_figure};

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
            about: "the columns: a name and a title each; `text` behind the title where its figures are names; `=` where \
                    it is worked out",
            repeats: false,
            required: true,
        },
        AttributeSpec {
            name: "note",
            form: "note \"Shares may not add up because of rounding\"",
            about: "a note under the table",
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
    /// The columns.
    pub columns: Vec<ColumnData>,
    /// The rows.
    pub rows: Vec<RowData>,
    /// All of it.
    pub span: Span,
}

/// A column.
#[derive(Clone, Debug)]
pub struct ColumnData {
    /// The name that expressions use.
    pub name: String,
    /// The title.
    pub title: String,
    /// Whether its figures are names.
    pub text: bool,
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
    /// The words of each cell; a worked-out cell has its value.
    pub cells: Vec<Vec<Inline>>,
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
    let caption = resolver.title(caption, caption_span, diagnostics);
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let source = source(&attributes, &resolver.scope, diagnostics);
    let columns = columns(attributes.get("columns")?, resolver.text(node.span.file), diagnostics)?;
    let mut notes = Vec::new();
    for mut line in attributes.all("note") {
        match line.text() {
            Some((text, span)) => notes.push(resolver.title(text, span, diagnostics)),
            None => line.malformed(diagnostics),
        }
    }
    let Some(Body::Table(_, lines)) = &node.body else { return None };
    let mut table =
        TableData { name, caption, source, notes, columns, rows: Vec::new(), span: node.span };
    for line in lines {
        let row = row(line, &table, resolver, diagnostics);
        table.rows.extend(row);
    }
    if lines.is_empty() {
        diagnostics.add(
            Diagnostic::error("attribute-missing", node.head, "this table has no rows")
                .help("write a row as `| name | 12 | 34 |`"),
        );
    }
    Some(table)
}

fn source(
    attributes: &Attributes<'_>,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mut line = attributes.get("source")?;
    if let Some((text, _)) = line.text() {
        line.finish(diagnostics);
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
        let Some((title, _)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        let is_text = line.keyword("text");
        let mut formula = None;
        if line.symbol("=") {
            let start = line.place().start;
            let mut end = start;
            while let Some(term) = line.peek() {
                if matches!(term.kind, TermKind::Comma) {
                    break;
                }
                end = term.span.end;
                line.take();
            }
            let span = Span { file: name.span.file, start, end };
            let written = text.get(start..end).unwrap_or("");
            formula = Some(parse_expression(written, span, diagnostics));
        }
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
            text: is_text,
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

fn row(
    line: &TableRow,
    table: &TableData,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<RowData> {
    let total = match &line.kind {
        None => false,
        Some(kind) if kind.text == "total" => true,
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
        cells: Vec::new(),
        span: line.span,
    };
    for (at, (cell, column)) in line.cells.iter().zip(&table.columns).enumerate() {
        let is_data = at > 0 && !column.text;
        let sourced = table.source.is_some() || column.text;
        let inlines = resolver.cell(cell, is_data && table.source.is_some(), sourced, diagnostics);
        if at == 0 {
            row.label = plain(&inlines);
        }
        let value =
            if is_data { cell_value(&inlines, cell.span, table, &row.label, column) } else { None };
        row.values.push(value);
        row.cells.push(inlines);
    }
    if total {
        add_up(&mut row, table, line, diagnostics);
    }
    work_out(&mut row, table, line, resolver, diagnostics);
    Some(row)
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// The figure that a cell holds, if it holds one and nothing else.
fn cell_value(
    inlines: &[Inline],
    span: Span,
    table: &TableData,
    row: &str,
    column: &ColumnData,
) -> Option<Value> {
    match inlines {
        [Inline::Value(value, _)] => Some((**value).clone()),
        [Inline::Text(text, _)] => {
            let mut value = Value::literal(parse_figure(&text.replace('−', "-"))?);
            value.literal = false;
            value.inputs = vec![Input {
                label: format!("{row}, {}", column.title),
                printed: text.clone(),
                span: Some(span),
                place: table.source.clone().unwrap_or_default(),
            }];
            Some(value)
        }
        _ => None,
    }
}

/// Fills or checks the cells of a total row (`semantics.md` S14).
fn add_up(row: &mut RowData, table: &TableData, line: &TableRow, diagnostics: &mut Diagnostics) {
    let since = table.rows.iter().rposition(|row| row.total).map_or(0, |at| at + 1);
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        if column.text || column.formula.is_some() {
            continue;
        }
        let rows = || table.rows.iter().skip(since);
        // A cell with words is not nothing: a total that left it out would be wrong without showing it.
        if let Some(words) = rows().find(|row| {
            row.values.get(at).is_none_or(Option::is_none)
                && row.cells.get(at).is_some_and(|cell| !cell.is_empty())
        }) && rows().any(|row| row.values.get(at).is_some_and(Option::is_some))
        {
            let shown = words.cells.get(at).map_or(String::new(), |cell| plain(cell));
            diagnostics.add(
                Diagnostic::error(
                    "value-absent",
                    line.cells.get(at).map_or(line.span, |cell| cell.span),
                    format!("\"{}\" cannot be added up: {} has \"{shown}\" there", column.title, words.label),
                )
                .label(words.span, "this row")
                .help("put the figure alone into its cell, or mark the column `text` behind its title"),
            );
            continue;
        }
        let above: Vec<Value> = rows().filter_map(|row| row.values.get(at)?.clone()).collect();
        let count = above.len();
        let Some(sum) = above
            .into_iter()
            .map(Some)
            .reduce(|sum, next| arithmetic(Operator::Add, sum?, next?).ok())
            .flatten()
        else {
            continue;
        };
        if matches!(sum.unit, Unit::Percent) {
            shares(row, at, &sum, count, line, diagnostics);
            continue;
        }
        settle(row, at, sum, column, line, "the rows above add up to", diagnostics);
    }
}

/// Percentages are not added into a total, unless they are the shares of one whole: then a stated 100% must be what they
/// come to, within half a unit for each (`semantics.md` S15).
fn shares(
    row: &RowData,
    at: usize,
    sum: &Value,
    count: usize,
    line: &TableRow,
    diagnostics: &mut Diagnostics,
) {
    let stated = row.values.get(at).cloned().flatten();
    let Some(whole) = stated.filter(|stated| stated.exact == Decimal::ONE_HUNDRED) else { return };
    let half_units = Decimal::from(count) * Decimal::new(5, sum.decimals + 1);
    if (sum.exact - whole.exact).abs() > half_units {
        let place = line.cells.get(at).map_or(line.span, |cell| cell.span);
        let diagnostic = Diagnostic::error(
            "total-differs",
            place,
            format!("the shares add up to {}, not to 100%", sum.printed()),
        )
        .help("name the rest in a row of its own, such as \"Not known\"");
        diagnostics.add(crate::paper::claim_words::cells(diagnostic, &sum.inputs));
    }
}

/// Fills or checks the cells of columns that are worked out from others.
fn work_out(
    row: &mut RowData,
    table: &TableData,
    line: &TableRow,
    resolver: &Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) {
    for (at, column) in table.columns.iter().enumerate() {
        let Some(formula) = &column.formula else { continue };
        let figures: BTreeMap<String, (Value, Span)> = table
            .columns
            .iter()
            .zip(&row.values)
            .filter_map(|(column, value)| {
                Some((column.name.clone(), (value.clone()?, column.span)))
            })
            .collect();
        // A row without figures, such as a heading row, has nothing to work out.
        if figures.is_empty() {
            continue;
        }
        let scope = Scope { figures, ..resolver.scope.bare() };
        if let Some(value) = scope.evaluate(formula, diagnostics) {
            settle(row, at, value, column, line, "from the other columns it is", diagnostics);
        }
    }
}

/// Puts a worked-out value into an empty cell, or holds a filled one against it.
fn settle(
    row: &mut RowData,
    at: usize,
    worked: Value,
    column: &ColumnData,
    line: &TableRow,
    how: &str,
    diagnostics: &mut Diagnostics,
) {
    let Some(cell) = row.cells.get_mut(at) else { return };
    let place = line.cells.get(at).map_or(line.span, |cell| cell.span);
    match row.values.get(at).cloned().flatten() {
        Some(stated) => {
            if !comparable(&stated, &worked) {
                diagnostics.add(
                    Diagnostic::error(
                        "total-differs",
                        place,
                        format!(
                            "{} in \"{}\" says {}, but {how} {}",
                            row.label,
                            column.title,
                            stated.printed(),
                            worked.printed()
                        ),
                    )
                    .here(format!(
                        "this is {}, not {}",
                        unit_name(&worked.unit),
                        unit_name(&stated.unit)
                    ))
                    .help("leave the cell empty to have it worked out"),
                );
                return;
            }
            let decimals = stated.decimals;
            let right = crate::model::round_half_up(worked.exact, decimals);
            if right != stated.exact {
                let mut diagnostic = Diagnostic::error(
                    "total-differs",
                    place,
                    format!(
                        "{} in \"{}\" says {}, but {how} {}",
                        row.label,
                        column.title,
                        stated.printed(),
                        Value { decimals, ..worked.clone() }.printed()
                    ),
                )
                .here(format!("off by {}", (stated.exact - worked.exact).normalize()));
                diagnostic = crate::paper::claim_words::cells(diagnostic, &worked.inputs);
                diagnostics.add(diagnostic.help("leave the cell empty to have it worked out"));
            }
        }
        None if cell.is_empty() => {
            let worked = Value { exact: normal(worked.exact), ..worked };
            *cell = vec![Inline::Value(Box::new(worked.clone()), place)];
            if let Some(slot) = row.values.get_mut(at) {
                *slot = Some(worked);
            }
        }
        None => {}
    }
}

fn normal(value: Decimal) -> Decimal {
    value.normalize()
}

/// The words of some inlines, as plain text.
pub fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text, _) | Inline::Link(text, _) => text.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) => plain(inner),
            Inline::Value(value, _) => value.text(),
            Inline::See(..) => String::new(),
        })
        .collect()
}
