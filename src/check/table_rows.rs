//! What a table asks of its rows: `sorted`, in the order of the alphabet; `once`, no two with one name (`semantics.md` S16).

use std::collections::BTreeMap;

use super::tables;
use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::Paper;
use crate::paper::blocks::table::RowData;
use crate::paper::blocks::table::order::longest_in_order;

/// Holds the rows of each table against what the table asks of them.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    for table in tables(paper) {
        let rows = || table.rows.iter().filter(|row| row.is_item());
        if let Some(asked) = table.asked.sorted {
            let rows: Vec<&RowData> = rows().collect();
            let keys: Vec<String> = rows.iter().map(|row| key(&row.label)).collect();
            let kept = longest_in_order(&keys);
            for (number, row) in rows.iter().enumerate() {
                if kept.get(number).copied().unwrap_or(true) {
                    continue;
                }
                let mut diagnostic = Diagnostic::error(
                    "order-differs",
                    row.span,
                    format!(
                        "the rows are to stand in the order of the alphabet, and \"{}\" is out of order",
                        row.label
                    ),
                );
                let neighbours = [number.checked_sub(1), Some(number + 1)];
                for next in neighbours.into_iter().flatten().filter_map(|next| rows.get(next)) {
                    diagnostic = diagnostic.label(next.span, next.label.clone());
                }
                diagnostics.add(
                    diagnostic.label(asked, "asked for here").help("move the row to its place"),
                );
            }
        }
        if let Some(asked) = table.asked.once {
            let mut seen: BTreeMap<String, &RowData> = BTreeMap::new();
            for row in rows() {
                let Some(first) = seen.insert(key(&row.label), row) else { continue };
                diagnostics.add(
                    Diagnostic::error(
                        "row-twice",
                        row.span,
                        format!("two rows are called \"{}\"", row.label),
                    )
                    .label(first.span, "the first")
                    .label(asked, "each is to stand here once")
                    .help("keep one of the two, or give them names that tell them apart"),
                );
            }
        }
    }
}

/// What orders a row: its name without regard to capitals and spaces.
fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
