//! The structure of a file, by line: a line opens a block, closes one, or is an attribute.
//!
//! Items begin in column 0, so an item that is not closed ends where the next begins, and the mistake is reported at the
//! block that was left open. Blocks are kept on a stack, not in recursion: nesting has a limit, never an overflow.

use super::ast::{Ast, Body, Name, Node, TableRow, TermKind};
use super::{DEPTH_LIMIT, SIZE_LIMIT, prose, terms};
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::{FileId, SourceMap, Span};

/// The kinds of block whose body is prose.
pub const PROSE_KINDS: [&str; 6] = ["narrative", "quote", "note", "summary", "reasons", "proposals"];

/// The kinds of item. One of these in column 0 starts a new item, whatever was left open above it.
pub const ITEMS: [&str; 18] = [
    "model", "area", "group", "domain", "population", "indicator", "data", "use", "source", "fact", "paper",
    "summary", "proposals", "reasons", "contents", "section", "appendix", "acronyms",
];

/// The kinds of block, besides those of prose, that mean nothing without a body.
const BODIED: [&str; 9] =
    ["paper", "section", "appendix", "table", "scorecard", "acronyms", "indicator", "population", "model"];

/// What the lines of an open block are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Nodes,
    Prose,
    Table,
}

/// A block whose closing brace has not come yet.
struct Open {
    node: Node,
    mode: Mode,
    nodes: Vec<Node>,
    rows: Vec<TableRow>,
    /// Where its body starts.
    body: usize,
    /// How far its line is indented.
    indent: usize,
}

/// Reads a whole file.
pub fn parse(file: FileId, sources: &SourceMap, diagnostics: &mut Diagnostics) -> Ast {
    let text = sources.file(file).text.as_str();
    let mut parser = Lines { too_deep: false, text, file, ast: Ast { file, ..Ast::default() }, open: Vec::new() };
    if text.len() > SIZE_LIMIT {
        let whole = Span { file, start: 0, end: 0 };
        diagnostics.add(Diagnostic::error(
            "too-large",
            whole,
            format!("{} is larger than a source file may be (8 MB)", sources.file(file).path),
        ));
        return parser.ast;
    }
    let mut at = 0;
    while at < text.len() {
        at = parser.line(at, diagnostics);
    }
    parser.close_all(text.len(), diagnostics);
    parser.ast
}

struct Lines<'a> {
    /// Whether it was said that blocks are nested too deep: once is enough.
    too_deep: bool,
    text: &'a str,
    file: FileId,
    ast: Ast,
    open: Vec<Open>,
}

impl<'a> Lines<'a> {
    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or("")
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span { file: self.file, start, end }
    }

    /// Reads the line that starts at a byte; returns where the next starts.
    fn line(&mut self, start: usize, diagnostics: &mut Diagnostics) -> usize {
        let end = self.text.get(start..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |n| start + n);
        let next = (end + 1).min(self.text.len()).max(end);
        let line = self.slice(start, end);
        let trimmed = line.trim();
        let starts_item = !line.starts_with([' ', '\t']) && is_item(line);

        if self.open.last().is_some_and(|open| open.mode == Mode::Prose) {
            if trimmed == "}" {
                self.close(start, end, diagnostics);
                return next;
            }
            if !(starts_item && trimmed.ends_with('{')) {
                return next;
            }
        }
        if starts_item && !self.open.is_empty() {
            self.close_all(start, diagnostics);
        }
        if trimmed.is_empty() {
            return next;
        }
        if self.open.last().is_some_and(|open| open.mode == Mode::Table)
            && let Some(next) = self.row(start, end, diagnostics)
        {
            return next;
        }
        self.logical_line(start, end, diagnostics)
    }

    /// A row of a table: `| cell | cell |`, with a word before it where it is a total.
    fn row(&mut self, start: usize, end: usize, diagnostics: &mut Diagnostics) -> Option<usize> {
        let line = self.slice(start, end);
        let bar = line.find('|')?;
        let label = line.get(..bar).unwrap_or("").trim();
        if !label.is_empty() && (label.contains(' ') || label.contains('"')) {
            return None;
        }
        // A row that goes on in the next line ends without its bar.
        let mut end = end;
        while !self.slice(start, end).trim_end().ends_with('|') && end < self.text.len() {
            let line_end = self.text.get(end + 1..).and_then(|r| r.find('\n')).map_or(self.text.len(), |n| end + 1 + n);
            let following = self.slice(end + 1, line_end).trim();
            if following == "}" || following.is_empty() || following.starts_with('|') {
                let here = self.span(start, end);
                diagnostics.add(
                    Diagnostic::error("mark-unclosed", here, "a row of this table does not end in `|`")
                        .help("end each row with `|`"),
                );
                break;
            }
            end = line_end;
        }
        let span = self.span(start + bar, end);
        let label_start = start + line.find(label).unwrap_or(0);
        let kind = (!label.is_empty())
            .then(|| Name { text: label.to_owned(), span: self.span(label_start, label_start + label.len()) });
        let mut cells = Vec::new();
        let mut cell_start = start + bar + 1;
        let mut depth = 0_i32;
        for (offset, character) in self.slice(cell_start, end).char_indices().collect::<Vec<_>>() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                '|' if depth <= 0 => {
                    let stop = start + bar + 1 + offset;
                    cells.push(prose::phrase(self.text, self.span(cell_start, stop), diagnostics));
                    cell_start = stop + 1;
                }
                _ => {}
            }
        }
        if let Some(open) = self.open.last_mut() {
            open.rows.push(TableRow { kind, cells, span });
        }
        Some((end + 1).min(self.text.len()).max(end))
    }

    /// A head or an attribute, joined with the lines that go on from it.
    fn logical_line(&mut self, start: usize, end: usize, diagnostics: &mut Diagnostics) -> usize {
        let mut end = end;
        let (mut stop, mut comment) = self.code_end(start, end);
        self.keep_comment(comment, end);
        // A line that ends in a comma goes on in the next.
        let mut joined = self.slice(start, stop).to_owned();
        while joined.trim_end().ends_with(',') && end < self.text.len() {
            let line_end = self.text.get(end + 1..).and_then(|r| r.find('\n')).map_or(self.text.len(), |n| end + 1 + n);
            // A comment between is blanked out, so that places stay what they are.
            let gap = end + 1 - stop;
            joined.push_str(&" ".repeat(gap));
            (stop, comment) = self.code_end(end + 1, line_end);
            self.keep_comment(comment, line_end);
            joined.push_str(self.slice(end + 1, stop));
            end = line_end;
        }
        let next = (end + 1).min(self.text.len()).max(end);
        let trimmed = joined.trim();
        if trimmed.is_empty() {
            return next;
        }
        if trimmed == "}" {
            self.close(start, stop, diagnostics);
            return next;
        }
        self.node(&joined, start, diagnostics);
        next
    }

    /// Where the code of a line ends and its comment starts.
    fn code_end(&self, start: usize, end: usize) -> (usize, Option<usize>) {
        let line = self.slice(start, end);
        let mut quoted = false;
        let mut before = ' ';
        for (offset, character) in line.char_indices() {
            match character {
                '"' if before != '\\' => quoted = !quoted,
                '/' if !quoted
                    && before.is_whitespace()
                    && line.get(offset..).is_some_and(|rest| rest.starts_with("//")) =>
                {
                    return (start + offset, Some(start + offset));
                }
                _ => {}
            }
            before = character;
        }
        (end, None)
    }

    fn keep_comment(&mut self, comment: Option<usize>, end: usize) {
        if let Some(start) = comment {
            let span = self.span(start, end);
            self.ast.comments.push(span);
        }
    }

    /// A node from the text of its line: an attribute, a block on one line, or the head of a block.
    fn node(&mut self, line: &str, start: usize, diagnostics: &mut Diagnostics) {
        let Some(brace) = brace(line) else {
            let mut node = self.head(line, start, diagnostics);
            if self.goes_on_inside(&node, line, start + line.len()) && self.open.len() < DEPTH_LIMIT {
                diagnostics.add(
                    Diagnostic::error(
                        "block-unclosed",
                        node.head,
                        format!("this `{}` is not opened: what follows is indented, and its `{{` is missing", node.kind.text),
                    )
                    .replace("open it", node.head.after(), " {"),
                );
                let mode = mode(&mut node, diagnostics);
                let body = start + line.len();
                self.open.push(Open { node, mode, nodes: Vec::new(), rows: Vec::new(), body, indent: indent_of(line) });
                return;
            }
            self.push(node);
            return;
        };
        let mut node = self.head(line.get(..brace).unwrap_or(""), start, diagnostics);
        let mode = mode(&mut node, diagnostics);
        let rest = line.get(brace + 1..).unwrap_or("").trim_end();
        let body = start + brace + 1;
        if rest.trim().is_empty() {
            if self.open.len() >= DEPTH_LIMIT {
                if std::mem::replace(&mut self.too_deep, true) {
                    self.push(node);
                    return;
                }
                diagnostics.add(
                    Diagnostic::error(
                        "too-deep",
                        node.head,
                        format!("blocks are nested more than {DEPTH_LIMIT} deep"),
                    )
                    .help("a brace may be missing further up, or a section may become one of its own"),
                );
                // What is inside is read as if it stood beside: nothing is lost, nothing overflows.
                self.push(node);
                return;
            }
            self.open.push(Open { node, mode, nodes: Vec::new(), rows: Vec::new(), body, indent: indent_of(line) });
            return;
        }
        let Some(inner) = rest.strip_suffix('}') else {
            let here = self.span(body, start + line.trim_end().len());
            diagnostics.add(
                Diagnostic::error("syntax-error", here, "what follows `{` on its line is not closed there")
                    .help("start a new line after `{`, or close the block on the same line with `}`"),
            );
            self.open.push(Open { node, mode, nodes: Vec::new(), rows: Vec::new(), body, indent: indent_of(line) });
            return;
        };
        let inner_end = body + inner.len();
        node.body = Some(match mode {
            Mode::Prose => {
                Body::Prose(prose::passages(self.text, self.span(body, inner_end), diagnostics))
            }
            Mode::Nodes | Mode::Table => {
                let nodes = split_attributes(inner)
                    .into_iter()
                    .map(|(offset, text)| self.head(text, body + offset, diagnostics))
                    .collect();
                if mode == Mode::Table { Body::Table(nodes, Vec::new()) } else { Body::Nodes(nodes) }
            }
        });
        node.span = self.span(node.span.start, inner_end + 1);
        self.push(node);
    }

    /// Whether a block that has no brace is meant to have one: what follows it is indented deeper.
    fn goes_on_inside(&self, node: &Node, line: &str, end: usize) -> bool {
        let kind = node.kind.text.as_str();
        if !(BODIED.contains(&kind) || PROSE_KINDS.contains(&kind)) {
            return false;
        }
        let next = self.slice(end, self.text.len()).lines().find(|line| !line.trim().is_empty());
        next.is_some_and(|next| indent_of(next) > indent_of(line) && next.trim() != "}")
    }

    /// The kind and the terms of a line.
    fn head(&self, line: &str, start: usize, diagnostics: &mut Diagnostics) -> Node {
        let lead = line.len() - line.trim_start().len();
        let text = line.trim();
        let head = self.span(start + lead, start + lead + text.len());
        let mut terms = terms::parse_terms(text, head, diagnostics);
        let kind = match terms.first() {
            Some(term) => match &term.kind {
                TermKind::Word(word) => {
                    let name = Name { text: word.clone(), span: term.span };
                    terms.remove(0);
                    name
                }
                _ => Name { text: String::new(), span: term.span },
            },
            None => Name { text: String::new(), span: head },
        };
        Node { kind, terms, body: None, head, span: head }
    }

    /// Hands a finished node to the block that it stands in, or to the file.
    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.nodes.push(node),
            None => self.ast.items.push(node),
        }
    }

    /// Closes the innermost block at a brace. A brace that stands under an outer block's first letter closes that one: the
    /// blocks between were left open.
    fn close(&mut self, start: usize, end: usize, diagnostics: &mut Diagnostics) {
        let indent = indent_of(self.slice(start, end));
        while let [.., outer, inner] = self.open.as_slice()
            && indent < inner.indent
            && indent <= outer.indent
        {
            diagnostics.add(
                Diagnostic::error(
                    "block-unclosed",
                    inner.node.head,
                    format!("this `{}` is not closed", inner.node.kind.text),
                )
                .here("opened here")
                .label(self.span(start, end), format!("this brace stands under its `{}`", outer.node.kind.text))
                .help("close it with a line that is only `}`"),
            );
            if let Some(inner) = self.open.pop() {
                self.finish(inner, start, start, diagnostics);
            }
        }
        let Some(open) = self.open.pop() else {
            let here = self.span(start, end);
            diagnostics.add(
                Diagnostic::error("syntax-error", here, "this `}` closes nothing")
                    .help("take it out, or open the block that it should close"),
            );
            return;
        };
        self.finish(open, start, end, diagnostics);
    }

    fn finish(&mut self, open: Open, body_end: usize, end: usize, diagnostics: &mut Diagnostics) {
        let Open { mut node, mode, nodes, rows, body, .. } = open;
        node.span = self.span(node.span.start, end);
        node.body = Some(match mode {
            Mode::Nodes => Body::Nodes(nodes),
            Mode::Table => Body::Table(nodes, rows),
            Mode::Prose => {
                Body::Prose(prose::passages(self.text, self.span(body, body_end), diagnostics))
            }
        });
        self.push(node);
    }

    /// Closes everything, because an item or the end of the file has come; the innermost block is the one to mend.
    fn close_all(&mut self, at: usize, diagnostics: &mut Diagnostics) {
        if let Some(open) = self.open.last() {
            let kind = &open.node.kind.text;
            let stopped = if at >= self.text.len() { "the file ends" } else { "the next item begins" };
            let mut diagnostic = Diagnostic::error(
                "block-unclosed",
                open.node.head,
                format!("this `{kind}` is not closed before {stopped}"),
            )
            .here("opened here")
            .help("close it with a line that is only `}`");
            if at < self.text.len() {
                let line_end = self.text.get(at..).and_then(|r| r.find('\n')).map_or(self.text.len(), |n| at + n);
                diagnostic = diagnostic
                    .label(self.span(at, line_end), "the next item begins here, at the very start of a line")
                    .help("if the line belongs inside the block, indent it");
            }
            diagnostics.add(diagnostic);
        }
        while let Some(open) = self.open.pop() {
            self.finish(open, at, at, diagnostics);
        }
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_item(line: &str) -> bool {
    let word = line.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    ITEMS.contains(&word)
}

/// The first `{` of a line outside quotes.
fn brace(line: &str) -> Option<usize> {
    let mut quoted = false;
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        match character {
            '"' if before != '\\' => quoted = !quoted,
            '{' if !quoted => return Some(at),
            _ => {}
        }
        before = character;
    }
    None
}

/// What the body of a block holds. A misspelt `narrative` still holds prose, so that one mistake is one message.
fn mode(node: &mut Node, diagnostics: &mut Diagnostics) -> Mode {
    let kind = node.kind.text.as_str();
    if kind == "table" {
        return Mode::Table;
    }
    if PROSE_KINDS.contains(&kind) {
        return Mode::Prose;
    }
    if ITEMS.contains(&kind) {
        return Mode::Nodes;
    }
    match did_you_mean(kind, PROSE_KINDS) {
        Some(meant) => {
            diagnostics.add(
                Diagnostic::error("name-unknown", node.kind.span, format!("there is no block `{kind}`"))
                    .replace(format!("did you mean `{meant}`?"), node.kind.span, meant.clone()),
            );
            node.kind.text = meant;
            Mode::Prose
        }
        None => Mode::Nodes,
    }
}

/// The attributes of a body on one line: two spaces or more part them.
fn split_attributes(inner: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut quoted = false;
    let mut start = 0;
    let mut spaces = 0;
    for (at, character) in inner.char_indices() {
        match character {
            ' ' | '\t' if !quoted => spaces += 1,
            _ => {
                let part = inner.get(start..at).unwrap_or("");
                if spaces >= 2 && !part.trim().is_empty() && !part.trim_end().ends_with(',') {
                    parts.push((start, part));
                    start = at;
                }
                spaces = 0;
                if character == '"' {
                    quoted = !quoted;
                }
            }
        }
    }
    let part = inner.get(start..).unwrap_or("");
    if !part.trim().is_empty() {
        parts.push((start, part));
    }
    parts
}
