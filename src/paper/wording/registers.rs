//! Priorities, reports and members by name, before anything refers to them: what is wrong in their blocks is reported
//! where they stand.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::blocks::holders::{POST_HOLDER, TO_BE_CONFIRMED};
use crate::paper::blocks::{priorities, programme};
use crate::paper::prose::Inline;
use crate::paper::resolve::{Resolver, each_node};
use crate::paper::scope::unknown;
use crate::paper::wording::lists::List;
use crate::source::Span;
use crate::syntax::ast::{Body, Name, Node, Term, TermKind};

/// What a paper's registers hold.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    /// Priorities by their names.
    pub priorities: BTreeMap<String, Priority>,
    /// The blocks of priorities, by name: the names of their priorities, in order.
    pub blocks: BTreeMap<String, Vec<String>>,
    /// Programmes by name: the title of each report, by its number.
    pub programmes: BTreeMap<String, BTreeMap<u32, String>>,
}

/// A priority.
#[derive(Clone, Debug)]
pub struct Priority {
    /// What it is called.
    pub title: String,
    /// What a tag calls it.
    pub short: String,
    /// What stands before that in a tag.
    pub tag: String,
    /// Its place in its block, from 1.
    pub number: usize,
    /// Where its name stands.
    pub span: Span,
}

impl Resolver<'_, '_> {
    /// Declares the priorities, the reports and the members of a paper.
    pub(in crate::paper) fn declare_registers(&mut self, items: &[Node]) {
        let mut nodes = Vec::new();
        each_node(items, &mut |node| nodes.push(node));
        for node in nodes {
            match node.kind.text.as_str() {
                "members" => self.list_of(node, "members", member),
                "priorities" => {
                    self.list_of(node, "priorities", |line| child(line, "priority"));
                    self.declare_priorities(node);
                }
                "programme" => {
                    self.list_of(node, "reports", |line| child(line, "report"));
                    let reports = lines(node).filter(|line| line.kind.text == "report");
                    let reports: BTreeMap<u32, String> =
                        reports.filter_map(programme::key_line).collect();
                    if let Some(name) = name(node) {
                        let programmes = &mut self.scope.records.registers.programmes;
                        programmes.insert(name.text, reports);
                    }
                }
                _ => {}
            }
        }
    }

    fn declare_priorities(&mut self, node: &Node) {
        let registers = &mut self.scope.records.registers;
        let tag = lines(node).find_map(|line| child(line, "tag"));
        let tag = tag.unwrap_or_else(|| priorities::TAG.to_owned());
        let mut names = Vec::new();
        for line in lines(node).filter(|line| line.kind.text == "priority") {
            let mut texts = texts(line);
            let (Some(name), Some(title)) = (name(line), texts.next()) else { continue };
            let short = texts.next().unwrap_or_else(|| title.clone());
            names.push(name.text.clone());
            let number = names.len();
            let priority = Priority { title, short, tag: tag.clone(), number, span: name.span };
            registers.priorities.entry(name.text).or_insert(priority);
        }
        if let Some(name) = name(node) {
            registers.blocks.insert(name.text, names);
        }
    }

    /// `{tag heard}`: the tag of a priority, as a link to its row.
    pub(in crate::paper) fn tag(
        &mut self,
        name: &Name,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Inline> {
        let registers = &self.scope.records.registers;
        let Some(priority) = registers.priorities.get(&name.text) else {
            let known = registers.priorities.keys().map(String::as_str);
            let message = format!("there is no priority `{}`", name.text);
            let diagnostic = unknown(name, message, known);
            diagnostics.add(
                Diagnostic { code: "reference-unknown", ..diagnostic }
                    .help("priorities stand in a block `priorities`, each with its name"),
            );
            return None;
        };
        let words = format!("{}: {}", priority.tag, priority.short);
        let what = format!("the priority `{}`", name.text);
        self.words_shown(&what, span, priority.span, diagnostics);
        self.tagged.insert(name.text.clone());
        Some(Inline::To(name.text.clone(), words, span))
    }

    /// `{report 5 of work}`: a report, as a link to its row in the key.
    pub(in crate::paper) fn report(
        &self,
        number: u32,
        name: &Name,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Inline> {
        let programmes = &self.scope.records.registers.programmes;
        let Some(reports) = programmes.get(&name.text) else {
            let known = programmes.keys().map(String::as_str);
            let message = format!("there is no programme `{}`", name.text);
            diagnostics.add(unknown(name, message, known).help(
                "reports stand in a block `programme`, which needs a name: `programme work \"Caption\" { … }`",
            ));
            return None;
        };
        if !reports.contains_key(&number) {
            let count = reports.len();
            diagnostics.add(
                Diagnostic::error(
                    "reference-unknown",
                    span,
                    format!("`{}` has no report {number}", name.text),
                )
                .note(programme::key_in_words(count)),
            );
            return None;
        }
        Some(Inline::To(report_place(&name.text, number), format!("Report\u{a0}{number}"), span))
    }

    /// Declares what a block lists, where it has a name.
    fn list_of(&mut self, node: &Node, what: &'static str, item: impl Fn(&Node) -> Option<String>) {
        let Some(name) = name(node) else { return };
        let items = lines(node).filter_map(|line| Some((item(line)?, line.head))).collect();
        let list = List { items, span: node.head, what };
        self.scope.records.lists.insert(name.text, list);
    }
}

/// The name of a report's row in the key of a programme, for links: a name has no hyphens.
pub fn report_place(programme: &str, number: u32) -> String {
    format!("{programme}--{number}")
}

/// The name of a block, which stands first on its line.
fn name(node: &Node) -> Option<Name> {
    match node.terms.first() {
        Some(Term { kind: TermKind::Word(text), span }) => {
            Some(Name { text: text.clone(), span: *span })
        }
        _ => None,
    }
}

/// The lines of a block.
fn lines(node: &Node) -> std::slice::Iter<'_, Node> {
    match &node.body {
        Some(Body::Nodes(lines) | Body::Table(lines, _)) => lines.iter(),
        _ => [].iter(),
    }
}

/// The text of a line of a kind.
fn child(line: &Node, kind: &str) -> Option<String> {
    (line.kind.text == kind).then(|| text(line)).flatten()
}

/// What a line of `members` lists.
fn member(line: &Node) -> Option<String> {
    match line.kind.text.as_str() {
        "" => text(line),
        "to" => Some(TO_BE_CONFIRMED.to_owned()),
        "post" => Some(text(line).unwrap_or_else(|| POST_HOLDER.to_owned())),
        _ => None,
    }
}

/// The first text of a line.
fn text(line: &Node) -> Option<String> {
    texts(line).next()
}

/// The texts of a line.
fn texts(line: &Node) -> impl Iterator<Item = String> + '_ {
    line.terms.iter().filter_map(|term| match &term.kind {
        TermKind::Text(text) => Some(text.clone()),
        _ => None,
    })
}
