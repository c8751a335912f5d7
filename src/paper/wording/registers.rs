//! Priorities, reports and members by name, before anything refers to them: what is wrong in their blocks is reported
//! where they stand.

use std::collections::BTreeMap;

use crate::paper::blocks::holders::{POST_HOLDER, TO_BE_CONFIRMED};
use crate::paper::resolve::{Resolver, each_node};
use crate::paper::wording::lists::List;
use crate::source::Span;
use crate::syntax::ast::{Body, Node, TermKind};

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
                "measures" | "priorities" | "programme" => {}
                _ => {}
            }
        }
    }

    /// Declares what a block lists, where it has a name.
    fn list_of(&mut self, node: &Node, what: &'static str, item: impl Fn(&Node) -> Option<String>) {
        let Some(TermKind::Word(name)) = node.terms.first().map(|term| &term.kind) else { return };
        let lines = match &node.body {
            Some(Body::Nodes(lines) | Body::Table(lines, _)) => lines.as_slice(),
            _ => &[],
        };
        let items = lines.iter().filter_map(|line| Some((item(line)?, line.head))).collect();
        let list = List { items, span: node.head, what };
        self.scope.records.lists.insert(name.clone(), list);
    }
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
    line.terms.iter().find_map(|term| match &term.kind {
        TermKind::Text(text) => Some(text.clone()),
        _ => None,
    })
}
