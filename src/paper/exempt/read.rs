//! Everything in the items of a paper that says that something is exempt.

use super::Exemptions;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Exemption, Model};
use crate::paper::resolve::each_node;
use crate::syntax::BLOCKS;
use crate::syntax::ast::{Body, Name, Node, TableRow, Term, TermKind};
use crate::syntax::spec::Cursor;

/// How the end of a block's line is written.
const FORM: &str = "exempt paragraph 1 \"would show which child it is\"";

/// The items that can be exempt, besides every block.
const ITEMS: [&str; 6] = ["section", "appendix", "fact", "event", "text", "source"];

/// Reads what is exempt; what cannot be is reported.
pub fn read(items: &[Node], model: &Model, diagnostics: &mut Diagnostics) -> Exemptions {
    let mut exempt = Exemptions::default();
    each_node(items, &mut |node| {
        block(node, &mut exempt, diagnostics);
        if node.kind.text == "table"
            && let Some(Body::Table(lines, rows)) = &node.body
        {
            table(node, lines, rows, &mut exempt, diagnostics);
        }
    });
    exempt.hide_data(model);
    exempt
}

fn block(node: &Node, exempt: &mut Exemptions, diagnostics: &mut Diagnostics) {
    let [word, rest @ ..] = node.exempt.as_slice() else { return };
    let kind = node.kind.text.as_str();
    if !ITEMS.contains(&kind) && !BLOCKS.contains(&kind) {
        diagnostics.add(
            Diagnostic::error(
                "block-misplaced",
                word.span,
                format!("`{kind}` cannot be exempt as a whole"),
            )
            .help("sections, appendices, all that stands in them, and `fact`, `event`, `text` and `source` can be")
            .help("what is exempt goes into an exempt section; what everybody may know stays here"),
        );
        return;
    }
    let line = Node { terms: rest.to_vec(), head: node.head, ..node.clone() };
    let mut cursor = Cursor::head(&line, FORM);
    let Some(mut exemption) = Exemption::read(&mut cursor, diagnostics) else { return };
    cursor.finish(diagnostics);
    exemption.span = word.span.to(exemption.span);
    let at = exempt.add(exemption);
    exempt.nodes.insert(node.span, at);
    exempt.hide(node.span, at);
}

fn table(
    node: &Node,
    lines: &[Node],
    rows: &[TableRow],
    exempt: &mut Exemptions,
    diagnostics: &mut Diagnostics,
) {
    let known = lines.iter().find(|line| line.kind.text == "columns").map(columns);
    let known = known.unwrap_or_default();
    // The line that marked rows and cells fall under, and the columns that are exempt.
    let (mut marked, mut of_columns) = (None, Vec::new());
    let mut of_table = Vec::new();
    for line in lines.iter().filter(|line| line.kind.text == "exempt") {
        let mut cursor = Cursor::head(line, super::OF_TABLE.form);
        let Some(exemption) = Exemption::read(&mut cursor, diagnostics) else {
            return;
        };
        let at = exempt.add(Exemption { span: line.head, ..exemption });
        of_table.push(at);
        if cursor.keyword("columns") {
            let names = cursor.names();
            if names.is_empty() {
                cursor.malformed(diagnostics);
            }
            for name in names {
                match known.iter().position(|column| *column == name.text) {
                    Some(column) => of_columns.push((column, at)),
                    None => diagnostics.add(no_column(&name, &known)),
                }
            }
        } else if let Some((_, first)) = marked {
            diagnostics.add(
                Diagnostic::error("declared-twice", line.head, "two lines say why rows and cells of this table are exempt")
                    .label(first, "the first stands here")
                    .help("one of them can be for `columns …`; what falls under another paragraph goes into a table of its own"),
            );
        } else {
            marked = Some((at, line.head));
        }
        cursor.finish(diagnostics);
    }
    let mut used = false;
    let mut missing = None;
    for row in rows {
        let mut cells = std::collections::BTreeMap::new();
        let marks = row.exempt.cells.iter().map(|(at, span)| (*at..*at + 1, *span));
        let whole = row.exempt.row.map(|span| (0..row.cells.len(), span));
        for (columns, mark) in marks.chain(whole) {
            used = true;
            match marked {
                Some((at, _)) => cells.extend(columns.map(|column| (column, at))),
                None => _ = missing.get_or_insert(mark),
            }
        }
        for (column, at) in &of_columns {
            cells.entry(*column).or_insert(*at);
        }
        for (column, at) in &cells {
            let Some(cell) = row.cells.get(*column) else { continue };
            let whole = row.exempt.row.map_or(cell.span, |_| row.span);
            exempt.cells.insert(whole, *at);
            exempt.hide(whole, *at);
        }
        if !cells.is_empty() {
            exempt.rows.insert(row.span, cells);
        }
    }
    exempt.tables.insert(node.span, of_table);
    if let Some(mark) = missing {
        diagnostics.add(
            Diagnostic::error("attribute-missing", mark, "the table does not say why this is exempt")
                .label(node.head, "this table")
                .help("add a line `exempt paragraph 3 \"shows what the provider charges\"` to the table, in words that may be public"),
        );
    } else if let Some((_, line)) = marked.filter(|_| !used) {
        diagnostics.add(
            Diagnostic::error("attribute-missing", line, "nothing in this table is marked as exempt")
                .help("mark a row with `exempt` before its first bar, `exempt | North | 12 |`, or a cell with `{exempt}` before its figure, `| North | {exempt} 12 |`")
                .help("for whole columns, name them: `exempt paragraph 3 \"…\" columns price`; for all of the table, end its first line with `exempt paragraph 3 \"…\"`"),
        );
    }
}

/// The names of a table's columns: each stands before its title.
fn columns(line: &Node) -> Vec<&str> {
    let pairs = line.terms.windows(2).filter_map(|pair| match pair {
        [Term { kind: TermKind::Word(name), .. }, Term { kind: TermKind::Text(_), .. }] => {
            Some(name.as_str())
        }
        _ => None,
    });
    pairs.collect()
}

fn no_column(name: &Name, known: &[&str]) -> Diagnostic {
    let message = format!("this table has no column `{}`", name.text);
    crate::paper::scope::unknown(name, message, known.iter().copied())
}
