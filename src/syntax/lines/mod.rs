//! The structure of a file, by line: a line opens a block, closes one, or is an attribute.
//!
//! Items begin in column 0, so an item that is not closed ends where the next begins, and the mistake is reported at the
//! block that was left open. Blocks are kept on a stack, not in recursion: nesting has a limit, never an overflow.

mod closing;
mod rows;

use super::ast::{Ast, Body, Name, Node, TableRow, Term, TermKind};
use super::{DEPTH_LIMIT, SIZE_LIMIT, prose, terms};
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::{FileId, SourceMap, Span};

/// The kinds of block whose body is prose.
pub const PROSE_KINDS: [&str; 7] =
    ["narrative", "quote", "note", "passage", "summary", "reasons", "proposals"];

/// The kinds of item. One of these in column 0 starts a new item, whatever was left open above it.
pub const ITEMS: [&str; 26] = [
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
    "event",
    "text",
    "post",
    "term",
    "passage",
    "standard",
    "paper",
    "summary",
    "proposals",
    "reasons",
    "contents",
    "part",
    "section",
    "appendix",
    "acronyms",
    "calculations",
];

/// The kinds of block that may stand in a section.
pub const BLOCKS: [&str; 18] = [
    "section",
    "narrative",
    "quote",
    "note",
    "passage",
    "proposals",
    "scorecard",
    "compare",
    "comparators",
    "chart",
    "exceptions",
    "successes",
    "table",
    "priorities",
    "programme",
    "measures",
    "members",
    "figure",
];

/// The kinds of block, besides those of prose, that mean nothing without a body.
const BODIED: [&str; 15] = [
    "paper",
    "standard",
    "section",
    "appendix",
    "table",
    "figure",
    "scorecard",
    "priorities",
    "programme",
    "measures",
    "members",
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

    /// Whether blocks stand in an open block. The sections of a standard say what is asked of those of a paper.
    fn in_blocks(&self, open: &Open) -> bool {
        let asked = self.open.first().is_some_and(|outer| outer.node.kind.text == "standard");
        holds_blocks(&open.node) && !asked
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
            self.part_exempt(&mut node);
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
                let mode = self.mode(&node);
                self.open.push(Open::new(node, mode, start + line.len(), indent_of(line)));
                return;
            }
            self.push(node);
            return;
        };
        let mut node = self.head(line.get(..brace).unwrap_or(""), start, diagnostics);
        self.mend_kind(&mut node, diagnostics);
        self.part_exempt(&mut node);
        let mode = self.mode(&node);
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
                if self.in_blocks(open) && !ITEMS.contains(&kind) && !BLOCKS.contains(&kind) =>
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

    /// Takes what says that a block is exempt off its line, so that no kind of block needs to know of it. A name
    /// `exempt` is followed by its title.
    fn part_exempt(&self, node: &mut Node) {
        let is_block = self.open.last().is_none_or(|open| holds_blocks(&open.node));
        let begins = |at: usize| {
            let word = node.terms.get(at).map(|term| &term.kind);
            let next = node.terms.get(at + 1).map(|term| &term.kind);
            matches!(word, Some(TermKind::Word(word)) if word == "exempt")
                && !matches!(next, Some(TermKind::Text(_) | TermKind::Comma))
        };
        if is_block && let Some(at) = (0..node.terms.len()).find(|at| begins(*at)) {
            node.exempt = node.terms.split_off(at);
        }
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
        Node { kind, terms, exempt: Vec::new(), body: None, head, span: head }
    }

    /// What the body of a block holds: rows, prose, or lines; what stands in `measures` holds prose.
    fn mode(&self, node: &Node) -> Mode {
        let around = self.open.last().map_or("", |open| open.node.kind.text.as_str());
        match node.kind.text.as_str() {
            "table" | "programme" => Mode::Table,
            kind if PROSE_KINDS.contains(&kind) || around == "measures" => Mode::Prose,
            _ => Mode::Nodes,
        }
    }

    /// Hands a finished node to the block that it stands in, or to the file.
    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.nodes.push(node),
            None => self.ast.items.push(node),
        }
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
        return BLOCKS.contains(&word) || did_you_mean(word, BLOCKS).is_some();
    }
    BLOCKS.contains(&word) && line.contains(" { ") && line.ends_with('}')
}

/// Whether blocks stand in a block, and nothing else. An appendix from a file has attributes.
fn holds_blocks(node: &Node) -> bool {
    let from = |term: &Term| matches!(&term.kind, TermKind::Word(word) if word == "from");
    matches!(node.kind.text.as_str(), "part" | "section" | "appendix")
        && !node.terms.iter().any(from)
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
