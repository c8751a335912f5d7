//! What is wrong with a data file, each thing said once: a misspelt name in two hundred rows is one mistake.

use indexmap::IndexMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;

/// How many different things are said of one file.
const MOST: usize = 40;

/// How many of the other rows are named.
const ROWS_NAMED: usize = 5;

/// The problems of one file, in the order of its rows.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: IndexMap<(&'static str, String), (Diagnostic, Vec<usize>)>,
    untold: usize,
}

impl Problems {
    /// Adds a problem of a row. Problems with one code and one key are the same: the message is made of the first.
    pub(super) fn add(
        &mut self,
        code: &'static str,
        key: String,
        row: usize,
        diagnostic: impl FnOnce() -> Diagnostic,
    ) {
        let key = (code, key);
        if let Some((_, rows)) = self.found.get_mut(&key) {
            rows.push(row);
        } else if self.found.len() < MOST {
            self.found.insert(key, (diagnostic(), Vec::new()));
        } else {
            self.untold += 1;
        }
    }

    /// Says them. `whole` is where the file is named.
    pub(super) fn say(self, file: &str, whole: Span, diagnostics: &mut Diagnostics) {
        for (_, (diagnostic, rows)) in self.found {
            diagnostics.add(if rows.is_empty() {
                diagnostic
            } else {
                diagnostic.note(also_in(&rows))
            });
        }
        if self.untold > 0 {
            diagnostics.add(
                Diagnostic::error(
                    "data-broken",
                    whole,
                    format!("{} more cells of {file} could not be read", self.untold),
                )
                .note("The first problems are shown; the others may go away with them."),
            );
        }
    }
}

fn also_in(rows: &[usize]) -> String {
    let shown: Vec<String> = rows.iter().take(ROWS_NAMED).map(ToString::to_string).collect();
    let more = if rows.len() > ROWS_NAMED { ", …" } else { "" };
    match rows {
        [row] => format!("The same stands in row {row}."),
        _ => format!("The same stands in {} more rows: {}{more}.", rows.len(), shown.join(", ")),
    }
}
