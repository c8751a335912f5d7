//! `appendix "Title" from "other.paper"`: the sections of another paper become those of the appendix.

use super::ast::{Body, Node, Term, TermKind};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;

/// The paper that an appendix is made from, and where its name stands.
pub fn from(node: &Node) -> Option<(String, Span)> {
    if node.kind.text != "appendix" {
        return None;
    }
    let mut terms = node.terms.iter().skip_while(|term| !is_from(term));
    terms.next()?;
    match terms.next() {
        Some(Term { kind: TermKind::Text(path), span }) if is_paper(path) => {
            Some((path.clone(), *span))
        }
        _ => None,
    }
}

/// Whether a file is a paper, by its ending.
fn is_paper(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == "paper")
}

fn is_from(term: &Term) -> bool {
    matches!(&term.kind, TermKind::Word(word) if word == "from")
}

/// Puts the items of the other paper in their places: its sections into the appendix, what it declares before it, its own
/// appendices behind it. Its front matter belongs to its own printing.
pub fn join(
    mut node: Node,
    other: Vec<Node>,
    items: &mut Vec<Node>,
    diagnostics: &mut Diagnostics,
) {
    if let Some(at) = node.terms.iter().position(is_from) {
        node.terms.truncate(at);
    }
    let mut blocks = match node.body.take() {
        Some(Body::Nodes(nodes)) => nodes,
        _ => Vec::new(),
    };
    let mut behind = Vec::new();
    for item in other {
        match item.kind.text.as_str() {
            "section" => blocks.push(item),
            "appendix" => behind.push(item),
            "paper" => reporting(&item, items, node.head, diagnostics),
            "part" => diagnostics.add(
                Diagnostic::error("block-misplaced", item.head, "an appendix has no parts")
                    .label(node.head, "this paper is an appendix here")
                    .help("take the parts out of that paper, or publish it by itself: `appendix \"…\" separate`"),
            ),
            "summary" | "proposals" | "reasons" | "contents" | "acronyms" | "calculations" => {}
            _ => items.push(item),
        }
    }
    node.body = Some(Body::Nodes(blocks));
    items.push(node);
    items.append(&mut behind);
}

/// Reports that the other paper reports on other periods: its "Q4" is then that of this paper.
fn reporting(other: &Node, items: &[Node], appendix: Span, diagnostics: &mut Diagnostics) {
    let line = |node: &Node| match &node.body {
        Some(Body::Nodes(lines)) => {
            lines.iter().find(|line| line.kind.text == "reporting").cloned()
        }
        _ => None,
    };
    let own = items.iter().find(|item| item.kind.text == "paper");
    let (Some(other), Some(own)) = (line(other), own.and_then(line)) else { return };
    let same =
        other.terms.iter().map(|term| &term.kind).eq(own.terms.iter().map(|term| &term.kind));
    if !same {
        diagnostics.add(
            Diagnostic::warning(
                "reporting-differs",
                appendix,
                "the paper that this appendix is made from reports on other periods",
            )
            .label(other.head, "these are its periods")
            .label(own.head, "and these are those of this paper, which are taken")
            .help("name each quarter in it with its year, `cla at 2022-23 Q4`, and give both papers the same periods if they are of one year"),
        );
    }
}
