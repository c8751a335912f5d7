//! Everything in the items of a paper that says that something is exempt.

use std::collections::{BTreeMap, BTreeSet};

use super::Exemptions;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Exemption, Model};
use crate::paper::resolve::each_node;
use crate::source::Span;
use crate::syntax::BLOCKS;
use crate::syntax::ast::{Body, Name, Node, TableRow, Term, TermKind};
use crate::syntax::spec::Cursor;

/// How the end of a block's line is written.
const FORM: &str = "exempt paragraph 1 \"would show which child it is\"";

/// The items that can be exempt, besides every block.
const ITEMS: [&str; 7] = ["section", "appendix", "fact", "event", "text", "source", "passage"];

/// Reads what is exempt; what cannot be is reported.
pub fn read(items: &[Node], model: &Model, diagnostics: &mut Diagnostics) -> Exemptions {
    let mut exempt = Exemptions::default();
    each_node(items, &mut |node| {
        block(node, &mut exempt, diagnostics);
        match &node.body {
            Some(Body::Table(lines, rows)) if node.kind.text == "table" => {
                table(node, lines, rows, &mut exempt, diagnostics);
            }
            Some(Body::Table(_, rows)) => rows.iter().for_each(|row| {
                let mark = row.exempt.row.or(row.exempt.cells.first().map(|(_, mark)| *mark));
                if let Some(mark) = mark {
                    diagnostics.add(no_rows(node, mark));
                }
            }),
            _ => {}
        }
    });
    exempt.hide_data(model);
    drawn(items, &exempt, diagnostics);
    sources(items, &exempt, diagnostics);
    exempt
}

/// Reports lines `source name` for everybody, of whatever block, that would print the title of an exempt source.
fn sources(items: &[Node], exempt: &Exemptions, diagnostics: &mut Diagnostics) {
    let declared = items.iter().filter(|item| item.kind.text == "source");
    let hidden: BTreeMap<&str, Span> = declared
        .filter(|item| exempt.hides(item.span))
        .filter_map(|item| Some((word(item.terms.first()?)?.0, item.head)))
        .collect();
    if hidden.is_empty() {
        return;
    }
    let mut line = |line: &Node| {
        let name = line.terms.first().filter(|_| line.kind.text == "source").and_then(word);
        let Some((name, place)) = name.filter(|_| !exempt.hides(line.span)) else { return };
        let Some(there) = hidden.get(name) else { return };
        diagnostics.add(
            Diagnostic::error(
                "exempt-shown",
                place,
                format!("this is for everybody, and names the source `{name}`, which is exempt"),
            )
            .label(*there, "exempt here")
            .help(format!(
                "make it exempt too, with `{FORM}`; or name the source in words that may be public"
            )),
        );
    };
    each_node(items, &mut |node| {
        line(node);
        if let Some(Body::Table(lines, _)) = &node.body {
            lines.iter().for_each(&mut line);
        }
    });
}

/// Reports blocks for everybody, of whatever kind, that take figures from a table whose cells are exempt: a chart, say.
fn drawn(items: &[Node], exempt: &Exemptions, diagnostics: &mut Diagnostics) {
    // By name: the table, its columns, and which of them hold exempt cells.
    let mut tables = BTreeMap::new();
    each_node(items, &mut |node| {
        let Some(Body::Table(lines, rows)) = &node.body else { return };
        let Some(Term { kind: TermKind::Word(name), .. }) = node.terms.first() else { return };
        let known = lines.iter().find(|line| line.kind.text == "columns").map(columns);
        let known = known.unwrap_or_default();
        let hidden: BTreeSet<&str> = rows
            .iter()
            .flat_map(|row| exempt.row(row.span))
            .filter_map(|(column, _)| known.get(column).copied())
            .collect();
        let hidden = if exempt.hides(node.span) { known.iter().copied().collect() } else { hidden };
        if !hidden.is_empty() {
            tables.insert(name.as_str(), (node.head, known, hidden));
        }
    });
    if tables.is_empty() {
        return;
    }
    each_node(items, &mut |node| {
        let kind = node.kind.text.as_str();
        let has_figures = BLOCKS.contains(&kind) && !matches!(kind, "section" | "table");
        if !has_figures || exempt.hides(node.span) {
            return;
        }
        let lines = match &node.body {
            Some(Body::Nodes(lines) | Body::Table(lines, _)) => lines.as_slice(),
            _ => &[],
        };
        for line in lines {
            let words: Vec<(&str, Span)> = line.terms.iter().filter_map(word).collect();
            let table =
                words.iter().find_map(|(word, place)| Some((tables.get(word)?, *word, *place)));
            let Some(((there, known, hidden), name, place)) = table else { continue };
            let mut named =
                words.iter().map(|(word, _)| *word).filter(|word| known.contains(word)).peekable();
            if named.peek().is_some() && !named.any(|column| hidden.contains(column)) {
                continue;
            }
            diagnostics.add(
                Diagnostic::error(
                    "exempt-shown",
                    place,
                    format!("this `{kind}` is for everybody, and shows `{name}`, of which cells are exempt"),
                )
                .label(*there, "this table")
                .help(format!("make it exempt too: end the line of the `{kind}` with `{FORM}`"))
                .help("or let it show columns in which nothing is exempt"),
            );
        }
    });
}

fn word(term: &Term) -> Option<(&str, Span)> {
    match &term.kind {
        TermKind::Word(word) => Some((word, term.span)),
        _ => None,
    }
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
        let mut cells = BTreeMap::new();
        let marks = row.exempt.cells.iter().map(|(at, span)| (*at..*at + 1, *span));
        // A row from another table has all cells, written or not.
        let count = if row.from.is_some() { known.len() } else { row.cells.len() };
        let whole = row.exempt.row.map(|span| (0..count, span));
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

fn no_rows(node: &Node, mark: Span) -> Diagnostic {
    let kind = &node.kind.text;
    Diagnostic::error(
        "block-misplaced",
        mark,
        format!("rows and cells of a `{kind}` cannot be exempt by themselves"),
    )
    .help(format!("make all of it exempt: end the line of the `{kind}` with `{FORM}`"))
}
