//! The rows of a `table`, cell by cell.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Absent, Mark, Unit};
use crate::paper::blocks::table::called::called_total;
use crate::paper::blocks::table::figure::{cell_value, unmarked};
use crate::paper::blocks::table::fraction::Fraction;
use crate::paper::blocks::table::round::half_unit;
use crate::paper::blocks::table::taken::taken;
use crate::paper::blocks::table::total::add_up;
use crate::paper::blocks::table::{ColumnData, TableData, counted, kind, notes, plain};
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::paper::untied::report::is_band;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Name, TableRow};

/// A row.
#[derive(Clone, Debug)]
pub struct RowData {
    /// The words of the first cell.
    pub label: String,
    /// What it is among the rows.
    pub role: Role,
    /// The figure of each cell that holds one.
    pub values: Vec<Option<Value>>,
    /// Why a cell holds none, where it says so.
    pub absent: Vec<Option<Mark>>,
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

/// What a row is among the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A row like the others.
    Item,
    /// The title of the rows below it.
    Heading,
    /// The sum of the rows above it, back to the last sum.
    Subtotal,
    /// The sum of the rows above it, back to the last total.
    Total,
}

impl Role {
    const WORDS: [(&'static str, Self); 3] =
        [("total", Self::Total), ("subtotal", Self::Subtotal), ("heading", Self::Heading)];
}

impl RowData {
    /// One without cells so far.
    pub(super) fn new(label: String, role: Role, span: Span) -> Self {
        Self {
            label,
            role,
            values: Vec::new(),
            absent: Vec::new(),
            rounding: Vec::new(),
            fractions: Vec::new(),
            cells: Vec::new(),
            notes: Vec::new(),
            span,
        }
    }

    /// Whether it is one of those that are listed and added up.
    pub fn is_item(&self) -> bool {
        self.role == Role::Item
    }

    /// Whether it is a sum of rows above it.
    pub fn is_sum(&self) -> bool {
        matches!(self.role, Role::Subtotal | Role::Total)
    }
}

/// The rows that a sum below them adds up.
pub fn addends(above: &[RowData], role: Role) -> impl Iterator<Item = &RowData> {
    above.iter().skip(first_addend(above, role)).filter(|row| row.is_item())
}

/// The place from which on a sum adds up the rows above it.
pub fn first_addend(above: &[RowData], role: Role) -> usize {
    let ends = |row: &RowData| match role {
        Role::Subtotal => row.is_sum(),
        _ => row.role == Role::Total,
    };
    above.iter().rposition(ends).map_or(0, |at| at + 1)
}

/// What a row is, by the word before its first bar.
fn role(word: Option<&Name>, diagnostics: &mut Diagnostics) -> Option<Role> {
    let Some(word) = word else { return Some(Role::Item) };
    if let Some((_, role)) = Role::WORDS.iter().find(|(known, _)| *known == word.text) {
        return Some(*role);
    }
    if word.text == "from" {
        diagnostics.add(
            Diagnostic::error("syntax-error", word.span, "from which table?").help(
                "write its name and the name of the row: `from budget | Adoption services |`",
            ),
        );
        return None;
    }
    let small = word.text.to_lowercase();
    let known = || Role::WORDS.iter().map(|(known, _)| *known);
    let same = known().find(|known| *known == small);
    let meant = same.map(str::to_owned).or_else(|| match small.as_str() {
        "header" | "head" | "title" => Some("heading".to_owned()),
        _ => did_you_mean(&small, known()),
    });
    let diagnostic = Diagnostic::error(
        "name-unknown",
        word.span,
        format!("there is no kind of row `{}`", word.text),
    );
    diagnostics.add(match &meant {
        Some(meant) => {
            let why = match meant.as_str() {
                "heading" => "the title of the rows below it is a `heading`",
                "subtotal" => "a row that adds up the rows back to the last sum is a `subtotal`",
                _ => "a row that adds up the rows above it is a `total`",
            };
            diagnostic.replace(why, word.span, meant.clone())
        }
        None => diagnostic.replace(
            "a row that adds up the rows above it is a `total`",
            word.span,
            "total",
        ),
    });
    same.and_then(|same| Role::WORDS.iter().find(|(known, _)| *known == same))
        .map(|(_, role)| *role)
}

/// Reads a row; `None` where it cannot be read, which was reported.
pub(super) fn row(
    line: &TableRow,
    table: &TableData,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<RowData> {
    if let Some(from) = &line.from {
        return taken(line, from, table, resolver, diagnostics);
    }
    let role = role(line.kind.as_ref(), diagnostics)?;
    let heads_rows = role == Role::Heading && line.cells.len() == 1;
    if line.cells.len() != table.columns.len() && !heads_rows {
        let diagnostic = Diagnostic::error(
            "table-ragged",
            line.span,
            format!(
                "this row has {}, and the table has {}",
                counted(line.cells.len(), "cell"),
                counted(table.columns.len(), "column")
            ),
        );
        diagnostics.add(if role == Role::Heading {
            diagnostic
                .help("a `heading` has one cell, its title: `heading | Placement stability |`")
        } else {
            diagnostic.help("an empty cell is written `| |`")
        });
        return None;
    }
    let mut row = RowData::new(String::new(), role, line.span);
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
        row.notes.push(notes::split(&mut inlines));
        if at == 0 {
            row.label = plain(&inlines);
        }
        let written = resolver.sources.text(cell.span);
        put(&mut row, inlines, (cell.span, written), (at, column), table, diagnostics);
    }
    // A heading has no cells but its title.
    let columns = table.columns.len();
    row.cells.resize(columns, Vec::new());
    row.notes.resize(columns, Vec::new());
    row.values.resize(columns, None);
    row.absent.resize(columns, None);
    row.fractions.resize(columns, None);
    row.rounding.resize(columns, Decimal::ZERO);
    fill(&mut row, table);
    match role {
        Role::Total | Role::Subtotal => add_up(&mut row, table, line, diagnostics),
        Role::Item => called_total(&mut row, table, line, diagnostics),
        Role::Heading => {}
    }
    Some(row)
}

/// Puts the words of a cell, without its notes, into its row.
pub(super) fn put(
    row: &mut RowData,
    inlines: Vec<Inline>,
    (place, written): (Span, &str),
    (at, column): (usize, &ColumnData),
    table: &TableData,
    diagnostics: &mut Diagnostics,
) {
    let is_data = at > 0 && !column.text;
    let fraction = if is_data { fraction(&inlines) } else { None };
    if let Some(fraction) = &fraction {
        diagnostics.extend(fraction.differs(&row.label, &column.title, place, written));
    }
    row.rounding.push(half_unit(&inlines, table.rounded));
    read_cell(row, Cell { inlines, fraction, place }, (at, column), table, diagnostics);
}

/// A cell as it was written.
struct Cell {
    inlines: Vec<Inline>,
    fraction: Option<Fraction>,
    place: Span,
}

/// Puts what a cell holds into its row: a figure, or why there is none.
fn read_cell(
    row: &mut RowData,
    cell: Cell,
    (at, column): (usize, &ColumnData),
    table: &TableData,
    diagnostics: &mut Diagnostics,
) {
    let Cell { inlines, fraction, place } = cell;
    let is_data = at > 0 && !column.text;
    let words = match inlines.as_slice() {
        [Inline::Text(text, _)] => text.trim(),
        _ => "",
    };
    let mut absent = None;
    let mut value = None;
    if is_data {
        absent = said(words);
        value = match absent {
            Some(Absent::None) => Some(nought(table, at, column)),
            Some(Absent::Marked(_)) => None,
            None => cell_value(&inlines, fraction.as_ref(), place, table, &row.label, column),
        };
        if absent.is_none() {
            check(&mut value, words, &inlines, row, column, place, diagnostics);
        }
    } else if at > 0 && matches!(column.kind, Some(kind::ColumnKind::Date)) {
        kind::date(column, &row.label, &plain(&inlines), place, diagnostics);
    }
    row.absent.push(match absent {
        Some(Absent::Marked(mark)) => Some(mark),
        _ => None,
    });
    row.values.push(value);
    row.fractions.push(fraction);
    row.cells.push(inlines);
}

/// Why a cell holds no figure: its words, or the symbol behind words of another sort, `Counted in May [x]`.
fn said(words: &str) -> Option<Absent> {
    Absent::read(words).or_else(|| {
        let before = unmarked(words);
        let symbol = words.get(before.len()..)?.trim();
        let is_figure = before.chars().any(|sign| sign.is_ascii_digit());
        Absent::read(symbol).filter(|_| !symbol.is_empty() && !is_figure)
    })
}

/// Holds a cell against the kind of its column.
fn check(
    value: &mut Option<Value>,
    words: &str,
    inlines: &[Inline],
    row: &RowData,
    column: &ColumnData,
    place: Span,
    diagnostics: &mut Diagnostics,
) {
    let shown = || plain(inlines);
    // Dashes are reported together, once the table is read.
    if value.is_none() && Absent::is_sign(words) {
        return;
    }
    let Some(kind) = &column.kind else { return };
    match value.take() {
        Some(read) => {
            *value = kind.fit(read);
            if value.is_none() {
                diagnostics.extend(kind::misfit(column, &row.label, &shown(), place));
            }
        }
        None if inlines.is_empty() => {}
        None => diagnostics.extend(kind::misfit(column, &row.label, &shown(), place)),
    }
}

/// Nought, in the unit of a column: that of its kind, or of the first figure in it.
fn nought(table: &TableData, at: usize, column: &ColumnData) -> Value {
    let first = || table.rows.iter().find_map(|row| row.values.get(at)?.as_ref());
    let unit = match &column.kind {
        Some(kind) => kind.unit(),
        None => first().map_or(Unit::Number(String::new()), |value| value.unit.clone()),
    };
    Value { unit, ..Value::number(Decimal::ZERO, Vec::new()) }
}

/// What the empty cells of a row mean, where their columns say so. A row without any figure is left alone.
fn fill(row: &mut RowData, table: &TableData) {
    if !row.is_item() || row.values.iter().all(Option::is_none) {
        return;
    }
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        let empty = row.cells.get(at).is_some_and(Vec::is_empty);
        if let (true, Some(Absent::Marked(mark)), None) = (empty, column.empty, &column.formula)
            && let Some(slot) = row.absent.get_mut(at)
        {
            *slot = Some(mark);
        }
    }
}

/// What a cell's percentage is made of, where its words say so.
fn fraction(inlines: &[Inline]) -> Option<Fraction> {
    match inlines {
        [Inline::Text(text, _)] => Fraction::read(text).or_else(|| Fraction::read(unmarked(text))),
        _ => None,
    }
}
