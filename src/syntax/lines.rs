//! The structure of a file, by line: a line opens a block, closes one, or is an attribute.
//!
//! Items begin in column 0, so an item that is not closed ends where the next begins, and the mistake is reported at the
//! block that was left open. Blocks are kept on a stack, not in recursion: nesting has a limit, never an overflow.

use super::ast::{Ast, Body, Name, Node, TableRow, TermKind};
use super::{DEPTH_LIMIT, SIZE_LIMIT, prose, terms};
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::{FileId, SourceMap, Span};

/// The kinds of block whose body is prose.
pub const PROSE_KINDS: [&str; 6] =
    ["narrative", "quote", "note", "summary", "reasons", "proposals"];

/// The kinds of item. One of these in column 0 starts a new item, whatever was left open above it.
pub const ITEMS: [&str; 18] = [
    "model",
    "area",
    "group",
    "domain",
    "population",
    "indicator",
    "data",
    "use",
    "source",
    "fact",
    "paper",
    "summary",
    "proposals",
    "reasons",
    "contents",
    "section",
    "appendix",
    "acronyms",
];

/// The kinds of block that may stand in a section.
pub const BLOCKS: [&str; 9] = [
    "section",
    "narrative",
    "quote",
    "note",
    "proposals",
    "scorecard",
    "compare",
    "comparators",
    "table",
];

/// The kinds of block, besides those of prose, that mean nothing without a body.
const BODIED: [&str; 9] = [
    "paper",
    "section",
    "appendix",
    "table",
    "scorecard",
    "acronyms",
    "indicator",
    "population",
    "model",
];

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
    /// Whether nothing opens it: prose that stands in no block is read as prose all the same.
    stray: bool,
}

impl Open {
    fn new(node: Node, mode: Mode, body: usize, indent: usize) -> Self {
        Self { node, mode, nodes: Vec::new(), rows: Vec::new(), body, indent, stray: false }
    }
}

/// Reads a whole file.
pub fn parse(file: FileId, sources: &SourceMap, diagnostics: &mut Diagnostics) -> Ast {
    let text = sources.file(file).text.as_str();
    let mut parser = Lines {
        too_deep: false,
        beyond: 0,
        text,
        file,
        ast: Ast { file, ..Ast::default() },
        open: Vec::new(),
        suspect: None,
    };
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
    /// How many blocks are open beyond the limit. Their lines are passed over, so that each brace closes its own block.
    beyond: usize,
    text: &'a str,
    file: FileId,
    ast: Ast,
    open: Vec<Open>,
    /// A block that may have been left open.
    suspect: Option<Suspect>,
}

/// A brace that closed a block and stands under the first letter of the block around it.
struct Suspect {
    /// The line of the block that it closed.
    head: Span,
    /// What that block is, and the one around it.
    kinds: [String; 2],
    brace: Span,
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
        let end = self
            .text
            .get(start..)
            .and_then(|rest| rest.find('\n'))
            .map_or(self.text.len(), |n| start + n);
        let next = (end + 1).min(self.text.len()).max(end);
        let line = self.slice(start, end);
        let trimmed = line.trim();
        let starts_item = !line.starts_with([' ', '\t']) && is_item(line);

        if self.open.last().is_some_and(|open| open.stray && (starts_item || is_block(trimmed))) {
            self.close_stray(start, None, diagnostics);
        }
        if is_block(trimmed) && self.open.last().is_some_and(|open| self.is_left(open, line, start))
        {
            self.close_left(start, end, diagnostics);
        }
        if self.open.last().is_some_and(|open| open.mode == Mode::Prose) {
            if trimmed == "}" {
                self.close(start, end, diagnostics);
                return next;
            }
            if !(starts_item && trimmed.ends_with('{')) {
                self.keep_comment(self.code_end(start, end).1, end);
                return next;
            }
        }
        if starts_item && !self.open.is_empty() {
            self.beyond = 0;
            self.close_all(start, diagnostics);
        }
        if trimmed.is_empty() {
            return next;
        }
        if self.beyond > 0 {
            if trimmed == "}" {
                self.beyond -= 1;
            } else if trimmed.ends_with('{') {
                self.beyond += 1;
            }
            return next;
        }
        if self.is_stray(line) {
            let node = self.head("", start, diagnostics);
            let node = Node {
                kind: Name { text: "narrative".to_owned(), ..node.kind },
                head: self.span(start + indent_of(line), end),
                ..node
            };
            self.open
                .push(Open { stray: true, ..Open::new(node, Mode::Prose, start, indent_of(line)) });
            return next;
        }
        if self.open.last().is_some_and(|open| open.mode == Mode::Table)
            && let Some(next) = self.row(start, end, diagnostics)
        {
            return next;
        }
        self.logical_line(start, end, diagnostics)
    }

    /// Whether prose was left open before a line that begins as a block does: its words are indented, and the line stands
    /// no deeper than the line that opened it.
    fn is_left(&self, open: &Open, line: &str, start: usize) -> bool {
        let mut words = self.slice(open.body, start).lines().filter(|line| !line.trim().is_empty());
        open.mode == Mode::Prose
            && indent_of(line) <= open.indent
            && words.next().is_some_and(|first| indent_of(first) > open.indent)
    }

    /// Closes prose that was left open before a block.
    fn close_left(&mut self, start: usize, end: usize, diagnostics: &mut Diagnostics) {
        let Some(open) = self.open.pop() else { return };
        diagnostics.add(
            Diagnostic::error(
                "block-unclosed",
                open.node.head,
                format!("this `{}` is not closed", open.node.kind.text),
            )
            .here("opened here")
            .label(self.span(start, end), "another block begins here")
            .help("close it with a line that is only `}`"),
        );
        self.finish(open, start, start, diagnostics);
    }

    /// A row of a table: `| cell | cell |`, with a word before it where it is a total.
    fn row(&mut self, start: usize, end: usize, diagnostics: &mut Diagnostics) -> Option<usize> {
        let line = self.slice(start, end);
        let bar = line.find('|')?;
        let label = line.get(..bar).unwrap_or("").trim();
        if line.trim_end().ends_with('|') && label.starts_with(|first: char| !first.is_lowercase())
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
            return Some(self.cells(start + first, start + first, end, None, diagnostics));
        }
        if !label.is_empty() && (label.contains(' ') || label.contains('"')) {
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
        let label_start = start + line.find(label).unwrap_or(0);
        let kind = (!label.is_empty()).then(|| Name {
            text: label.to_owned(),
            span: self.span(label_start, label_start + label.len()),
        });
        Some(self.cells(start + bar, start + bar + 1, end, kind, diagnostics))
    }

    /// Adds the row of a table that starts at a byte and whose first cell starts at another; returns where the next line
    /// starts.
    fn cells(
        &mut self,
        start: usize,
        first: usize,
        end: usize,
        kind: Option<Name>,
        diagnostics: &mut Diagnostics,
    ) -> usize {
        let mut cells = Vec::new();
        let mut cell_start = first;
        for bar in bars(self.slice(first, end)) {
            cells.push(prose::phrase(self.text, self.span(cell_start, first + bar), diagnostics));
            cell_start = first + bar + 1;
        }
        // Of a row whose last bar is forgotten, what stands behind the last one is a cell all the same.
        if !self.slice(cell_start, end).trim().is_empty() {
            cells.push(prose::phrase(self.text, self.span(cell_start, end), diagnostics));
        }
        let span = self.span(start, end);
        if let Some(open) = self.open.last_mut() {
            open.rows.push(TableRow { kind, cells, span });
        }
        (end + 1).min(self.text.len()).max(end)
    }

    /// A head or an attribute, joined with the lines that go on from it.
    fn logical_line(&mut self, start: usize, end: usize, diagnostics: &mut Diagnostics) -> usize {
        let mut end = end;
        let (mut stop, mut comment) = self.code_end(start, end);
        self.keep_comment(comment, end);
        // A line that ends in a comma goes on in the next.
        let mut joined = self.slice(start, stop).to_owned();
        while joined.trim_end().ends_with(',') && end < self.text.len() {
            let line_end = self
                .text
                .get(end + 1..)
                .and_then(|r| r.find('\n'))
                .map_or(self.text.len(), |n| end + 1 + n);
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
            self.mend_kind(&mut node, diagnostics);
            if self.goes_on_inside(&node, line, start + line.len()) && self.open.len() < DEPTH_LIMIT
            {
                diagnostics.add(
                    Diagnostic::error(
                        "block-unclosed",
                        node.head,
                        format!("this `{}` is not opened: what follows is indented, and its `{{` is missing", node.kind.text),
                    )
                    .replace("open it", node.head.after(), " {"),
                );
                let mode = mode(&node);
                self.open.push(Open::new(node, mode, start + line.len(), indent_of(line)));
                return;
            }
            self.push(node);
            return;
        };
        let mut node = self.head(line.get(..brace).unwrap_or(""), start, diagnostics);
        self.mend_kind(&mut node, diagnostics);
        let mode = mode(&node);
        let rest = line.get(brace + 1..).unwrap_or("").trim_end();
        let body = start + brace + 1;
        if rest.trim().is_empty() {
            if self.open.len() >= DEPTH_LIMIT {
                self.beyond = 1;
                if !std::mem::replace(&mut self.too_deep, true) {
                    diagnostics.add(
                        Diagnostic::error(
                            "too-deep",
                            node.head,
                            format!("blocks are nested more than {DEPTH_LIMIT} deep"),
                        )
                        .help("a brace may be missing further up, or a section may become one of its own"),
                    );
                }
                return;
            }
            self.open.push(Open::new(node, mode, body, indent_of(line)));
            return;
        }
        let closed = rest.ends_with('}');
        if !closed {
            let here = self.span(body, start + line.trim_end().len());
            let goes_on = self.is_deeper(line, start + line.len());
            let diagnostic = Diagnostic::error(
                "syntax-error",
                here,
                "what follows `{` on its line is not closed there",
            );
            diagnostics.add(if goes_on {
                diagnostic.help("start a new line after `{`")
            } else {
                diagnostic.replace("close the block on the same line", here.after(), " }")
            });
            if goes_on && self.open.len() < DEPTH_LIMIT {
                let mut open = Open::new(node, mode, body, indent_of(line));
                if mode != Mode::Prose {
                    open.nodes = self.attributes(rest, body, diagnostics);
                }
                self.open.push(open);
                return;
            }
        }
        let inner = rest.strip_suffix('}').unwrap_or(rest);
        let inner_end = body + inner.len();
        node.body = Some(match mode {
            Mode::Prose => {
                Body::Prose(prose::passages(self.text, self.span(body, inner_end), diagnostics))
            }
            Mode::Nodes | Mode::Table => {
                let nodes = self.attributes(inner, body, diagnostics);
                if mode == Mode::Table {
                    Body::Table(nodes, Vec::new())
                } else {
                    Body::Nodes(nodes)
                }
            }
        });
        node.span = self.span(node.span.start, inner_end + usize::from(closed));
        self.push(node);
    }

    /// What stands between the braces of a block on one line.
    fn attributes(&self, inner: &str, start: usize, diagnostics: &mut Diagnostics) -> Vec<Node> {
        split_attributes(inner)
            .into_iter()
            .map(|(offset, text)| self.head(text, start + offset, diagnostics))
            .collect()
    }

    /// With a slip in it, a kind is still the kind: what it declares is not missed one by one.
    fn mend_kind(&self, node: &mut Node, diagnostics: &mut Diagnostics) {
        let kind = node.kind.text.as_str();
        let (what, meant) = match self.open.last() {
            None if !ITEMS.contains(&kind) && !BLOCKS.contains(&kind) => {
                ("item", did_you_mean(kind, ITEMS))
            }
            Some(open)
                if holds_blocks(&open.node)
                    && !ITEMS.contains(&kind)
                    && !BLOCKS.contains(&kind) =>
            {
                ("block", did_you_mean(kind, BLOCKS))
            }
            _ => return,
        };
        let Some(meant) = meant else { return };
        diagnostics.add(
            Diagnostic::error(
                "name-unknown",
                node.kind.span,
                format!("there is no {what} `{kind}`"),
            )
            .replace(format!("did you mean `{meant}`?"), node.kind.span, meant.clone()),
        );
        node.kind.text = meant;
    }

    /// Whether a line of a section is prose that stands in no block: it begins with no word that a block begins with.
    /// Outside the sections it may be an item that is not known, unless it begins as a sentence does.
    fn is_stray(&self, line: &str) -> bool {
        let trimmed = line.trim();
        let word = trimmed.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
        let sentence = word.starts_with(char::is_uppercase) && !trimmed.contains('"');
        self.open.last().map_or(sentence, |open| holds_blocks(&open.node))
            && trimmed != "}"
            && !trimmed.starts_with("//")
            && brace(trimmed).is_none()
            && !BLOCKS.contains(&word)
            && !ITEMS.contains(&word)
            && (word.starts_with(|first: char| !first.is_lowercase())
                || did_you_mean(word, BLOCKS).is_none())
    }

    /// Ends prose that stands in no block, and reports it. `brace` is where a brace closes it.
    fn close_stray(&mut self, end: usize, brace: Option<usize>, diagnostics: &mut Diagnostics) {
        let Some(open) = self.open.pop() else { return };
        let here = open.node.head;
        let diagnostic =
            Diagnostic::error("block-misplaced", here, "these words stand in no block");
        diagnostics.add(match brace {
            Some(_) if !self.open.is_empty() => diagnostic.replace(
                "open the block that the brace below them closes",
                Span { end: here.start, ..here },
                format!("narrative {{\n{}", " ".repeat(open.indent)),
            ),
            _ => diagnostic.help("prose stands in a `narrative { … }`, and that in a section"),
        });
        // Outside the sections a narrative would be misplaced too.
        if self.open.is_empty() {
            return;
        }
        self.finish(open, end, brace.unwrap_or(end), diagnostics);
    }

    /// Whether a block that has no brace is meant to have one: what follows it is indented deeper.
    fn goes_on_inside(&self, node: &Node, line: &str, end: usize) -> bool {
        let kind = node.kind.text.as_str();
        if !(BODIED.contains(&kind) || PROSE_KINDS.contains(&kind)) {
            return false;
        }
        self.is_deeper(line, end)
    }

    /// Whether what follows a line, which ends at a byte, is indented deeper.
    fn is_deeper(&self, line: &str, end: usize) -> bool {
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

    /// Closes the innermost block at a brace. Where the brace stands under an outer block's first letter, this is kept in
    /// mind: if a block turns out to be left open, it is the one between.
    fn close(&mut self, start: usize, end: usize, diagnostics: &mut Diagnostics) {
        let indent = indent_of(self.slice(start, end));
        if self.open.last().is_some_and(|open| open.stray) {
            // A brace that is indented deeper than the section closes the prose, whose opening line is missing.
            let outer = self.open.iter().rev().nth(1).map(|outer| outer.indent);
            let own = outer.is_none_or(|outer| indent > outer);
            self.close_stray(start, own.then_some(end), diagnostics);
            if own {
                return;
            }
        }
        if let [.., outer, inner] = self.open.as_slice()
            && indent < inner.indent
            && indent <= outer.indent
        {
            let kinds = [inner, outer].map(|open| open.node.kind.text.clone());
            let suspect = Suspect { head: inner.node.head, kinds, brace: self.span(start, end) };
            self.suspect.get_or_insert(suspect);
        }
        let Some(open) = self.open.pop() else {
            let here = self.span(start, end);
            diagnostics.add(
                Diagnostic::error("syntax-error", here, "this `}` closes nothing")
                    .help("take it out, or open the block that it should close"),
            );
            return;
        };
        if self.open.is_empty() {
            // Every brace of the item found its block: how it is indented is its author's affair.
            self.suspect = None;
        }
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
        if self.open.last().is_some_and(|open| open.stray) {
            self.close_stray(at, None, diagnostics);
        }
        if let (Some(suspect), false) = (self.suspect.take(), self.open.is_empty()) {
            let [inner, outer] = suspect.kinds;
            diagnostics.add(
                Diagnostic::error(
                    "block-unclosed",
                    suspect.head,
                    format!("this `{inner}` is not closed"),
                )
                .here("opened here")
                .label(suspect.brace, format!("this brace stands under its `{outer}`"))
                .help("close it with a line that is only `}`"),
            );
        } else if let Some(open) = self.open.last() {
            let kind = &open.node.kind.text;
            let stopped =
                if at >= self.text.len() { "the file ends" } else { "the next item begins" };
            let mut diagnostic = Diagnostic::error(
                "block-unclosed",
                open.node.head,
                format!("this `{kind}` is not closed before {stopped}"),
            )
            .here("opened here")
            .help("close it with a line that is only `}`");
            if at < self.text.len() {
                let line_end = self
                    .text
                    .get(at..)
                    .and_then(|r| r.find('\n'))
                    .map_or(self.text.len(), |n| at + n);
                diagnostic = diagnostic
                    .label(
                        self.span(at, line_end),
                        "the next item begins here, at the very start of a line",
                    )
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

/// Whether a line begins as a block does that has a body; where it ends in the brace, also with a slip in its kind.
fn is_block(line: &str) -> bool {
    let word = line.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    if line.ends_with('{') {
        return did_you_mean(word, BLOCKS).is_some();
    }
    BLOCKS.contains(&word) && line.contains(" { ") && line.ends_with('}')
}

/// Whether blocks stand in a block, and nothing else.
fn holds_blocks(node: &Node) -> bool {
    matches!(node.kind.text.as_str(), "section" | "appendix")
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

/// The `{` that opens the block of a line: the first outside quotes, or the last character where a quotation mark before
/// it is not closed.
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
    line.trim_end().strip_suffix('{').filter(|_| quoted).map(str::len)
}

/// What the body of a block holds.
fn mode(node: &Node) -> Mode {
    match node.kind.text.as_str() {
        "table" => Mode::Table,
        kind if PROSE_KINDS.contains(&kind) => Mode::Prose,
        _ => Mode::Nodes,
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
