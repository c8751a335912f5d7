//! What a table asks of its rows: `sorted`, in the order of the alphabet; `once`, no two with one name (`semantics.md` S16).

use std::collections::BTreeMap;

use super::tables;
use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::Paper;
use crate::paper::blocks::table::RowData;

/// Holds the rows of each table against what the table asks of them.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    for table in tables(paper) {
        let rows = || table.rows.iter().filter(|row| !row.total);
        if let Some(asked) = table.asked.sorted {
            let mut last: Option<&RowData> = None;
            for row in rows() {
                match last {
                    Some(before) if key(&row.label) < key(&before.label) => {
                        diagnostics.add(
                            Diagnostic::error(
                                "rows-unsorted",
                                row.span,
                                format!("\"{}\" stands after \"{}\"", row.label, before.label),
                            )
                            .label(before.span, "this row comes later in the alphabet")
                            .label(asked, "the rows are to be in order")
                            .help("move the row up to its place"),
                        );
                    }
                    _ => last = Some(row),
                }
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
