//! Cells that hold neither a figure nor why there is none: dashes, and cells that are empty. A table is said once.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Absent;
use crate::paper::blocks::table::kind::ColumnKind;
use crate::paper::blocks::table::{ColumnData, TableData, counted, plain};
use crate::source::Span;
use crate::syntax::ast::TableRow;

/// How many cells of a table are shown.
const SHOWN: usize = 6;

/// A cell, its row, its column and what it shows.
struct Cell<'t> {
    place: Span,
    row: &'t str,
    column: &'t ColumnData,
    shown: String,
}

impl Cell<'_> {
    fn name(&self) -> String {
        format!("{}, {}", self.row, self.column.title)
    }
}

/// Reports the cells that do not say why they hold no figure.
pub(super) fn blanks(table: &TableData, lines: &[&TableRow], diagnostics: &mut Diagnostics) {
    let all = cells(table, lines);
    let signs = all.iter().filter(|cell| Absent::is_sign(&cell.shown)).collect::<Vec<_>>();
    if let Some(first) = signs.first() {
        let others = if signs.len() > 1 {
            format!("{} hold \"{}\"", counted(signs.len(), "cell"), first.shown)
        } else {
            format!("{} holds \"{}\"", first.name(), first.shown)
        };
        let message = format!("{others}, which does not say why there is no figure");
        let choices = Absent::CHOICES.iter().map(|(words, meaning)| format!("{words} ({meaning})"));
        let choices = choices.collect::<Vec<_>>().join("; ");
        let diagnostic = Diagnostic::error("absence-unclear", first.place, message);
        let diagnostic = shown(diagnostic, &signs).help(format!("write which it is: {choices}"));
        diagnostics.add(throughout(diagnostic, first.column));
    }
    let asks = |cell: &&Cell<'_>| {
        let kind = cell.column.kind.as_ref();
        cell.shown.is_empty()
            && cell.column.empty.is_none()
            && kind.is_some_and(|kind| !kind.is_words())
    };
    let empty: Vec<&Cell<'_>> = all.iter().filter(asks).collect();
    if let Some(first) = empty.first() {
        let message = if empty.len() > 1 {
            format!("{} are empty, and nothing says why", counted(empty.len(), "cell"))
        } else {
            format!("{} is empty, and nothing says why", first.name())
        };
        let diagnostic = Diagnostic::warning("cell-blank", first.place, message);
        let choices = Absent::CHOICES.iter().map(|(words, _)| format!("\"{words}\""));
        let choices = choices.collect::<Vec<_>>().join(", ");
        let diagnostic = shown(diagnostic, &empty).help(format!("write which it is: {choices}"));
        diagnostics.add(throughout(diagnostic, first.column));
    }
}

fn throughout(diagnostic: Diagnostic, column: &ColumnData) -> Diagnostic {
    let title = &column.title;
    diagnostic.help(format!(
        "if an empty cell means the same all through a column, say so behind its title: `\"{title}\" … or nought`, or not \
         applicable, or not available, or to be confirmed"
    ))
}

/// The cells that a message is about, the first of them aside: it is where the message stands.
fn shown(diagnostic: Diagnostic, cells: &[&Cell<'_>]) -> Diagnostic {
    let more = cells.len().saturating_sub(SHOWN);
    let diagnostic = match cells {
        [first, _, ..] => diagnostic.here(first.name()),
        _ => diagnostic,
    };
    let others = cells.iter().take(SHOWN).skip(1);
    let diagnostic = others
        .fold(diagnostic, |diagnostic, cell| diagnostic.label(cell.place, &cell.column.title));
    if more > 0 { diagnostic.note(format!("And {more} more.")) } else { diagnostic }
}

/// The cells of items that hold no figure and do not say why.
fn cells<'t>(table: &'t TableData, lines: &[&TableRow]) -> Vec<Cell<'t>> {
    let mut cells = Vec::new();
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        if matches!(column.kind, Some(ColumnKind::Text)) {
            continue;
        }
        // A column of words and dashes holds no figures.
        let any = column.kind.is_some()
            || table.rows.iter().any(|row| row.values.get(at).is_some_and(Option::is_some));
        for (row, line) in table.rows.iter().zip(lines).filter(|(row, _)| any && row.is_item()) {
            let open = row.values.get(at).is_none_or(Option::is_none)
                && row.absent.get(at).is_none_or(Option::is_none);
            if open {
                let shown = row.cells.get(at).map_or(String::new(), |cell| plain(cell));
                let place = line.cells.get(at).map_or(row.span, |cell| cell.span);
                cells.push(Cell { place, row: &row.label, column, shown: shown.trim().to_owned() });
            }
        }
    }
    cells.sort_by_key(|cell| cell.place.start);
    cells
}
