//! `numerator of stability.this_year at "Three or more placements"`: what the percentage in a table's cell is made of.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Input;
use crate::paper::scope::Scope;
use crate::paper::values::value::Value;
use crate::syntax::ast::{PartKind, Reference};

impl Scope<'_> {
    /// The count or the whole of a cell that states both; a cell that does not is reported.
    pub(in crate::paper) fn part_of_cell(
        &self,
        part: PartKind,
        reference: &Reference,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        // Reports what is not there, from the table to the cell.
        self.cell(reference, diagnostics)?;
        let table = self.tables.get(&reference.name.text)?;
        let (column, (label, _)) = (reference.column.as_ref()?, reference.row.as_ref()?);
        let at = table.columns.iter().position(|known| known.name == column.text)?;
        let row = table.rows.iter().find(|row| row.label.eq_ignore_ascii_case(label))?;
        let fraction = row.fractions.get(at)?.as_ref();
        let figure = fraction.and_then(|fraction| match part {
            PartKind::Numerator => Some(fraction.count),
            PartKind::Denominator => fraction.whole,
        });
        let Some(figure) = figure else {
            diagnostics.add(
                Diagnostic::error(
                    "value-absent",
                    reference.span,
                    "this cell does not say what its percentage is made of",
                )
                .label(row.span, "the row")
                .help("write both numbers beside it: `13.5% (55/408)`"),
            );
            return None;
        };
        let mut value = Value::literal(figure);
        value.literal = false;
        value.inputs = vec![Input {
            label: format!("{}, {}", row.label, table.columns[at].title),
            printed: value.printed(),
            span: Some(row.span),
            place: table.source.clone().unwrap_or_default(),
        }];
        Some(value)
    }
}
