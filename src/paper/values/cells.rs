//! Values of the tables of a paper: a cell, and what a column comes to.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::blocks::table::total::unknown as unknown_figure;
use crate::paper::blocks::table::{RowData, TableData, plain};
use crate::paper::prose::place;
use crate::paper::scope::{Scope, unknown, unknown_as};
use crate::paper::values::evaluate::worked;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Aggregate, Name, Operator, Reference};

impl Scope<'_> {
    /// The figure of a cell.
    pub(in crate::paper) fn cell(
        &self,
        reference: &Reference,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let (at, found) = self.cell_place(reference, diagnostics)?;
        let value = found.values.get(at).cloned().flatten();
        if value.is_none() {
            let says = found.cells.get(at).map_or(String::new(), |cell| plain(cell));
            let says = if says.is_empty() {
                "it is empty".to_owned()
            } else {
                format!("it says \"{says}\"")
            };
            diagnostics.add(
                Diagnostic::error(
                    "value-absent",
                    reference.span,
                    format!(
                        "this cell of the table `{}` holds no figure: {says}",
                        reference.name.text
                    ),
                )
                .label(found.span, "the row"),
            );
        }
        value
    }

    /// The row of a cell, and the number of its column.
    pub(in crate::paper) fn cell_place(
        &self,
        reference: &Reference,
        diagnostics: &mut Diagnostics,
    ) -> Option<(usize, &RowData)> {
        let name = &reference.name;
        let Some(table) = self.tables.get(&name.text) else {
            let known = self.tables.keys().map(String::as_str);
            diagnostics.add(unknown(name, format!("there is no table `{}`", name.text), known));
            return None;
        };
        let Some(column) = &reference.column else {
            diagnostics.add(
                Diagnostic::error(
                    "syntax-error",
                    reference.span,
                    format!("which column of the table `{}`?", name.text),
                )
                .help(format!(
                    "write `{}.{} at \"row\"`",
                    name.text,
                    table.columns.get(1).map_or("column", |c| c.name.as_str())
                )),
            );
            return None;
        };
        let Some((row, row_span)) = &reference.row else {
            diagnostics.add(
                Diagnostic::error(
                    "syntax-error",
                    reference.span,
                    format!("which row of the table `{}`?", name.text),
                )
                .help(format!(
                    "write `{}.{} at \"{}\"`",
                    name.text,
                    column.text,
                    table.rows.first().map_or("row", |r| r.label.as_str())
                )),
            );
            return None;
        };
        let Some(at) = table.columns.iter().position(|known| known.name == column.text) else {
            let known = table.columns.iter().map(|known| known.name.as_str());
            diagnostics.add(unknown(
                column,
                format!("the table `{}` has no column `{}`", name.text, column.text),
                known,
            ));
            return None;
        };
        let Some(found) = table.rows.iter().find(|known| known.label.eq_ignore_ascii_case(row))
        else {
            let label = Name { text: row.clone(), span: *row_span };
            let known = table.rows.iter().map(|known| known.label.as_str());
            let message = format!("the table `{}` has no row \"{row}\"", name.text);
            diagnostics.add(unknown_as(&label, message, known, |meant| format!("\"{meant}\"")));
            return None;
        };
        Some((at, found))
    }

    pub(in crate::paper) fn column_total(
        &self,
        aggregate: Aggregate,
        reference: &Reference,
        column: &Name,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        if self.broken.contains(&reference.name.text) {
            return None;
        }
        let Some(table) = self.tables.get(&reference.name.text) else {
            let known = self.tables.keys().map(String::as_str);
            diagnostics.add(unknown(
                &reference.name,
                format!("there is no table `{}`", reference.name.text),
                known,
            ));
            return None;
        };
        let Some(at) = table.columns.iter().position(|known| known.name == column.text) else {
            let known = table.columns.iter().map(|known| known.name.as_str());
            diagnostics.add(unknown(
                column,
                format!("the table `{}` has no column `{}`", reference.name.text, column.text),
                known,
            ));
            return None;
        };
        if let Some(refused) = never(table, at, aggregate, span).or_else(|| open(table, at, span)) {
            diagnostics.add(refused);
            return None;
        }
        let mut values = table
            .rows
            .iter()
            .filter(|row| row.is_item())
            .filter_map(|row| row.values.get(at).cloned().flatten());
        let Some(first) = values.next() else {
            diagnostics.add(Diagnostic::error(
                "value-absent",
                span,
                "this column holds no figures",
            ));
            return None;
        };
        let mut count = 1_u32;
        let mut whole = first;
        for next in values {
            count += 1;
            whole = match aggregate {
                Aggregate::Total | Aggregate::Average => {
                    worked(Operator::Add, whole, next, span, &[], diagnostics)?
                }
                Aggregate::Highest if next.exact > whole.exact => next,
                Aggregate::Lowest if next.exact < whole.exact => next,
                Aggregate::Highest | Aggregate::Lowest => whole,
            };
        }
        if aggregate == Aggregate::Average {
            whole.exact = whole.exact.checked_div(Decimal::from(count))?;
        }
        Some(whole)
    }
}

/// What is wrong with adding up a column whose kind does not allow it.
fn never(table: &TableData, at: usize, aggregate: Aggregate, span: Span) -> Option<Diagnostic> {
    let column = table.columns.get(at)?;
    let adds = matches!(aggregate, Aggregate::Total | Aggregate::Average);
    let why = column.kind.as_ref()?.never_added().filter(|_| adds)?;
    Some(
        Diagnostic::error(
            "kind-forbids",
            span,
            format!("\"{}\" cannot be added up: {why}", column.title),
        )
        .label(column.span, "the kind of the column is declared here")
        .help("name the cell of one row: `table.column at \"row\"`"),
    )
}

/// What is wrong with a total, or a record, over a cell whose figure is not known.
fn open(table: &TableData, at: usize, span: Span) -> Option<Diagnostic> {
    let items = || table.rows.iter().filter(|row| row.is_item());
    let (row, mark) = items().find_map(|row| Some((row, unknown_figure(row, at)?)))?;
    let title = table.columns.get(at).map_or("", |column| column.title.as_str());
    let here = row.cells.get(at).and_then(|cell| place(cell)).unwrap_or(row.span);
    Some(
        Diagnostic::error(
            "value-absent",
            span,
            format!(
                "it is not known what \"{title}\" comes to: {} is {}",
                row.label,
                mark.in_words()
            ),
        )
        .label(here, "there is no figure here")
        .help("name the rows that have one, `table.column at \"row\"`, or wait for the figure"),
    )
}
