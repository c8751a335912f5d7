//! Rows that are written in one table and printed in another: `from budget | Adoption services |`.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Absent;
use crate::paper::blocks::table::rows::put;
use crate::paper::blocks::table::{
    ColumnData, Role, RowData, TableData, counted, kind, notes, plain,
};
use crate::paper::prose::place;
use crate::paper::resolve::Resolver;
use crate::paper::scope::{unknown, unknown_as};
use crate::source::Span;
use crate::syntax::ast::{Body, Name, Node, TableRow, TermKind};

/// Which tables print rows of which others.
#[derive(Debug, Default)]
pub struct Takes {
    of: BTreeMap<String, BTreeSet<String>>,
}

/// The name of a table, as it stands on its line.
fn name(node: &Node) -> Option<&str> {
    match &node.terms.first()?.kind {
        TermKind::Word(name) => Some(name),
        _ => None,
    }
}

fn taken_from(node: &Node) -> impl Iterator<Item = &str> {
    let rows = match &node.body {
        Some(Body::Table(_, rows)) => rows.as_slice(),
        _ => &[],
    };
    rows.iter().filter_map(|row| Some(row.from.as_ref()?.text.as_str()))
}

impl Takes {
    /// What these tables take from each other.
    pub fn of(tables: &[&Node]) -> Self {
        let mut of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in tables {
            let Some(name) = name(node) else { continue };
            for other in taken_from(node) {
                of.entry(name.to_owned()).or_default().insert(other.to_owned());
            }
        }
        Self { of }
    }

    /// Whether a table takes a row, over whatever others, from another.
    fn reaches(&self, table: &str, other: &str) -> bool {
        let mut met = BTreeSet::new();
        let mut next = vec![table];
        while let Some(table) = next.pop() {
            if table == other {
                return true;
            }
            if met.insert(table) {
                next.extend(self.of.get(table).into_iter().flatten().map(String::as_str));
            }
        }
        false
    }

    /// The tables, each behind those that it takes rows from; what takes from itself stands last.
    pub fn in_order<'n>(&self, tables: Vec<&'n Node>) -> Vec<&'n Node> {
        if self.of.is_empty() && tables.iter().all(|node| taken_from(node).next().is_none()) {
            return tables;
        }
        let mut ordered = Vec::new();
        let mut left = tables;
        while !left.is_empty() {
            let open: BTreeSet<&str> = left.iter().filter_map(|node| name(node)).collect();
            let (ready, rest): (Vec<&Node>, Vec<&Node>) =
                left.iter().partition(|node| !taken_from(node).any(|other| open.contains(other)));
            if ready.is_empty() {
                ordered.extend(rest);
                break;
            }
            ordered.extend(ready);
            left = rest;
        }
        ordered
    }
}

/// Reads a row from another table; `None` where there is none, which was reported.
pub(super) fn taken(
    line: &TableRow,
    from: &Name,
    table: &TableData,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<RowData> {
    if !table.name.is_empty() && resolver.takes.reaches(&from.text, &table.name) {
        diagnostics.add(circular(from, table));
        return None;
    }
    let (source, row) = found(line, from, resolver, diagnostics)?;
    let (source, row) = (source.clone(), row.clone());
    if line.cells.len() != 1 && line.cells.len() != table.columns.len() {
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
            .help(format!("the name of the row is enough: `from {} | {} |`", from.text, row.label)),
        );
        return None;
    }
    let mut taken = RowData::new(row.label.clone(), Role::Item, line.span);
    let mut missing = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let own = line.cells.get(at).filter(|cell| at > 0 && !cell.inlines.is_empty());
        let other = if at == 0 {
            Some(0)
        } else {
            source.columns.iter().position(|o| o.name == column.name)
        };
        match (other, own) {
            (Some(other), Some(own)) if at > 0 => {
                let cell = row.cells.get(other).map_or(Vec::new(), Clone::clone);
                let there = place(&cell).unwrap_or(row.span);
                diagnostics.add(
                    Diagnostic::error(
                        "declared-twice",
                        own.span,
                        format!("`{}` has \"{}\" for this row already", from.text, column.title),
                    )
                    .label(there, "it is written here")
                    .help("leave the cell empty: it is taken from there"),
                );
                return None;
            }
            (Some(other), _) => {
                hidden((line, from), (&source, &row, other), at, resolver, diagnostics)?;
                let unfit = take(&mut taken, &row, other, (at, column), own_place(line, at));
                diagnostics.extend(unfit);
                let value = taken.values.last().is_some_and(Option::is_some);
                resolver.tally.figures += usize::from(value);
                resolver.tally.tallied += usize::from(value);
            }
            (None, Some(own)) => {
                let is_data = !column.text;
                let sourced = table.source.is_some() || column.text;
                let mut inlines =
                    resolver.cell(own, is_data && table.source.is_some(), sourced, diagnostics);
                taken.notes.push(notes::split(&mut inlines));
                let written = resolver.sources.text(own.span);
                put(&mut taken, inlines, (own.span, written), (at, column), table, diagnostics);
            }
            (None, None) => {
                let is_open =
                    line.cells.len() == 1 && column.formula.is_none() && column.empty.is_none();
                if is_open {
                    missing.push(column);
                }
                taken.notes.push(Vec::new());
                taken.cells.push(Vec::new());
                taken.values.push(None);
                let empty = column.empty.filter(|_| column.formula.is_none());
                taken.absent.push(empty.and_then(|empty| match empty {
                    Absent::Marked(mark) => Some(mark),
                    Absent::None => None,
                }));
                taken.fractions.push(None);
                taken.rounding.push(Decimal::ZERO);
            }
        }
    }
    if let Some(first) = missing.first() {
        diagnostics.add(incomplete(line, from, table, &source, (first, &missing), &row.label));
        return None;
    }
    Some(taken)
}

fn own_place(line: &TableRow, at: usize) -> Span {
    line.cells.get(at).map_or(line.span, |cell| cell.span)
}

/// The other table and the row of it that a line names.
fn found<'r>(
    line: &TableRow,
    from: &Name,
    resolver: &'r Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<(&'r TableData, &'r RowData)> {
    let scope = &resolver.scope;
    let Some(table) = scope.tables.get(&from.text) else {
        if !scope.is_broken(&from.text) {
            let known = scope.tables.keys().map(String::as_str);
            diagnostics.add(unknown(from, format!("there is no table `{}`", from.text), known));
        }
        return None;
    };
    let cell = line.cells.first()?;
    let wanted = resolver.sources.text(cell.span).trim().to_owned();
    let row = table.rows.iter().find(|row| row.label.eq_ignore_ascii_case(&wanted));
    if row.is_none() && !scope.is_broken(&from.text) {
        let known = table.rows.iter().map(|row| row.label.as_str());
        let message = format!("the table `{}` has no row \"{wanted}\"", from.text);
        let label = Name { text: wanted, span: cell.span };
        diagnostics.add(unknown_as(&label, message, known, str::to_owned));
    }
    Some((table, row?))
}

/// Puts a cell of the other table's row into the row; what does not fit the column is returned.
fn take(
    taken: &mut RowData,
    row: &RowData,
    other: usize,
    (at, column): (usize, &ColumnData),
    here: Span,
) -> Option<Diagnostic> {
    let cell = row.cells.get(other).cloned().unwrap_or_default();
    let mut unfit = None;
    let mut value = row.values.get(other).cloned().flatten().filter(|_| at > 0 && !column.text);
    if let (Some(kind), Some(read)) = (&column.kind, value.clone()) {
        value = kind.fit(read);
        if value.is_none() {
            unfit = kind::misfit(column, &row.label, &plain(&cell), here);
        }
    }
    taken.values.push(value);
    taken.absent.push(row.absent.get(other).copied().flatten());
    taken.rounding.push(row.rounding.get(other).copied().unwrap_or_default());
    taken.fractions.push(row.fractions.get(other).cloned().flatten());
    taken.notes.push(row.notes.get(other).cloned().unwrap_or_default());
    taken.cells.push(cell);
    unfit
}

/// Reports a cell that is exempt where it is written, and for everybody here.
fn hidden(
    (line, from): (&TableRow, &Name),
    (source, row, other): (&TableData, &RowData, usize),
    at: usize,
    resolver: &Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let exempt = &resolver.exempt;
    let there = exempt.hides(row.span) || exempt.row(row.span).any(|(column, _)| column == other);
    let here = exempt.hides(line.span) || exempt.row(line.span).any(|(column, _)| column == at);
    if !there || here {
        return Some(());
    }
    let title = source.columns.get(other).map_or("", |column| column.title.as_str());
    diagnostics.add(
        Diagnostic::error(
            "exempt-shown",
            from.span,
            format!("this row is for everybody, and shows \"{title}\" of {}, which is exempt", row.label),
        )
        .label(row.span, "it is exempt here")
        .help(format!("make it exempt too: `exempt from {} | {} |`, and a line `exempt paragraph …` in the table", from.text, row.label))
        .help("or leave the column out here"),
    );
    None
}

fn circular(from: &Name, table: &TableData) -> Diagnostic {
    let message = if from.text == table.name {
        format!("the table `{}` takes a row from itself", table.name)
    } else {
        format!("`{}` takes a row from `{}`, which takes one from it", table.name, from.text)
    };
    Diagnostic::error("row-circular", from.span, message)
        .help("write each row in one of the tables, and let the other take it from there")
        .help("what both need can stand in a table of its own, such as in an appendix")
}

/// What is said of a row that the other table has not all columns for.
fn incomplete(
    line: &TableRow,
    from: &Name,
    table: &TableData,
    source: &TableData,
    (first, missing): (&ColumnData, &[&ColumnData]),
    label: &str,
) -> Diagnostic {
    let names = missing.iter().map(|column| format!("`{}`", column.name)).collect::<Vec<_>>();
    let word = if names.len() == 1 { "column" } else { "columns" };
    let message = format!("`{}` has no {word} {}", from.text, crate::paper::scope::listed(&names));
    let cells = table.columns.iter().skip(1).map(|column| {
        if missing.iter().any(|missing| missing.name == column.name) { " … |" } else { " |" }
    });
    let written = format!("from {} | {label} |{}", from.text, cells.collect::<String>());
    let known = source.columns.iter().skip(1).map(|column| format!("`{}`", column.name));
    Diagnostic::error("row-incomplete", line.span, message)
        .label(first.span, "this table has it")
        .help(format!("write here what is not written there: `{written}`"))
        .help("columns are matched by their names: give both tables the same name for what is the same")
        .note(format!("`{}` has: {}.", from.text, known.collect::<Vec<_>>().join(", ")))
}
