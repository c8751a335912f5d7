//! The rows of a table, by their bars.

use super::{Lines, indent_of};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Exempt, Name, TableRow};
use crate::syntax::prose;

/// What a cell that is exempt begins with.
const EXEMPT: &str = "{exempt}";

/// What stands before the first bar of a row.
#[derive(Default)]
struct Before {
    /// What kind of row it is.
    kind: Option<Name>,
    /// The table that it is taken from.
    from: Option<Name>,
    /// The word `exempt`.
    exempt: Option<Span>,
}

impl Lines<'_> {
    /// A row of a table: `| cell | cell |`, with a word before it where it is a total.
    pub(super) fn row(
        &mut self,
        start: usize,
        end: usize,
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let line = self.slice(start, end);
        let bar = line.find('|')?;
        let written = line.get(..bar).unwrap_or("").trim();
        let (exempt, label) = match written.split_once(char::is_whitespace) {
            _ if written == "exempt" => (true, ""),
            Some(("exempt", label)) => (true, label.trim_start()),
            _ => (false, written),
        };
        if line.trim_end().ends_with('|')
            && !label.eq_ignore_ascii_case("total")
            && label.starts_with(|first: char| !first.is_lowercase())
        {
            let first = indent_of(line);
            let here = self.span(start + first, start + first + label.len());
            diagnostics.add(
                Diagnostic::error(
                    "mark-unclosed",
                    here,
                    "this row of a table does not begin with `|`",
                )
                .replace(
                    "begin each row with `|`",
                    Span { end: here.start, ..here },
                    "| ",
                ),
            );
            // What stands before the first bar is the first cell, and its bar is thought to stand before it.
            return Some(self.cells(
                start + first,
                start + first,
                end,
                Before::default(),
                diagnostics,
            ));
        }
        let taken = label.strip_prefix("from ").map_or("", str::trim_start);
        let is_taken = !taken.is_empty() && !taken.contains([' ', '"']);
        if !is_taken && !label.is_empty() && (label.contains(' ') || label.contains('"')) {
            return None;
        }
        // A row that goes on in the next line ends without its bar.
        let mut end = end;
        while !self.slice(start, end).trim_end().ends_with('|') && end < self.text.len() {
            let line_end = self
                .text
                .get(end + 1..)
                .and_then(|r| r.find('\n'))
                .map_or(self.text.len(), |n| end + 1 + n);
            let following = self.slice(end + 1, line_end).trim();
            if following == "}" || following.is_empty() || following.starts_with('|') {
                let written = self.slice(start, end);
                let here = self.span(start + indent_of(written), start + written.trim_end().len());
                diagnostics.add(
                    Diagnostic::error(
                        "mark-unclosed",
                        here,
                        "this row of a table does not end in `|`",
                    )
                    .replace("end each row with `|`", here.after(), " |"),
                );
                break;
            }
            end = line_end;
        }
        let first = start + indent_of(line);
        let exempt = exempt.then(|| self.span(first, first + "exempt".len()));
        let label_start = first + written.len() - label.len();
        let name = |text: &str, end: usize| Name {
            text: text.to_owned(),
            span: self.span(end - text.len(), end),
        };
        let label_end = label_start + label.len();
        let before = Before {
            kind: (!label.is_empty() && !is_taken).then(|| name(label, label_end)),
            from: is_taken.then(|| name(taken, label_end)),
            exempt,
        };
        Some(self.cells(start + bar, start + bar + 1, end, before, diagnostics))
    }

    /// Adds the row of a table that starts at a byte and whose first cell starts at another; returns where the next line
    /// starts.
    fn cells(
        &mut self,
        start: usize,
        first: usize,
        end: usize,
        before: Before,
        diagnostics: &mut Diagnostics,
    ) -> usize {
        let mut cells = Vec::new();
        let Before { kind, from, exempt } = before;
        let mut exempt = Exempt { row: exempt, cells: Vec::new() };
        let mut cell = |start: usize, end: usize| {
            let written = self.slice(start, end);
            let mark = written.trim_start().strip_prefix(EXEMPT).map(str::len);
            let begin = mark.map_or(start, |rest| end - rest);
            if mark.is_some() {
                exempt.cells.push((cells.len(), self.span(begin - EXEMPT.len(), begin)));
            }
            cells.push(prose::phrase(self.text, self.span(begin, end), diagnostics));
        };
        let mut cell_start = first;
        for bar in bars(self.slice(first, end)) {
            cell(cell_start, first + bar);
            cell_start = first + bar + 1;
        }
        // Of a row whose last bar is forgotten, what stands behind the last one is a cell all the same.
        if !self.slice(cell_start, end).trim().is_empty() {
            cell(cell_start, end);
        }
        let span = self.span(start, end);
        if let Some(open) = self.open.last_mut() {
            open.rows.push(TableRow { kind, from, cells, exempt, span });
        }
        (end + 1).min(self.text.len()).max(end)
    }
}

/// The places of the bars that part the cells of a row. A bar in braces is none, unless the braces are not closed.
fn bars(row: &str) -> Vec<usize> {
    let mut depth = 0_i32;
    let (mut all, mut outside) = (Vec::new(), Vec::new());
    for (at, character) in row.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            '|' => {
                all.push(at);
                if depth <= 0 {
                    outside.push(at);
                }
            }
            _ => {}
        }
    }
    if depth == 0 { outside } else { all }
}
