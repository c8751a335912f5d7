//! `members`: who belongs to a board, a panel or a group.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::blocks::holders::{self, Holder, Who};
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::source::Span;
use crate::syntax::ast::{Body, Node};
use crate::syntax::spec::{BlockSpec, Cursor};

/// How a line of it is written.
const LINE: &str = "\"Name\", \"Post\"";

/// What `members` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "members",
    form: "members name? \"Caption\"? { … }",
    about: "Who belongs to a board, a panel or a group, one line each: `\"Name\", \"Post\"`, a name alone, \
            `to be confirmed, \"Post\"`, or `post \"Post\"` for whoever holds it. `until May 2023` and `from May 2023` may \
            stand behind. Nobody may be listed twice. `{count of items in name}` counts them, with those that are to be \
            confirmed.",
    attributes: &[],
    example: "members \"Membership\" {\n  \"Lucy Townsend\", \"Corporate Director, People\"\n  to be confirmed, \"Foster carer representative\"\n}",
};

/// A list of members, resolved.
#[derive(Clone, Debug)]
pub struct Members {
    /// The name that `{see …}` uses.
    pub name: Option<String>,
    /// What is printed above it.
    pub caption: Option<Vec<Inline>>,
    /// Who they are.
    pub holders: Vec<Holder>,
    /// The author's line.
    pub span: Span,
}

/// Reads one.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Members> {
    let (name, caption) = super::name_and_caption(node, SPEC.form, resolver, diagnostics);
    let lines: &[Node] = match &node.body {
        Some(Body::Nodes(lines)) => lines,
        _ => &[],
    };
    let mut holders: Vec<Holder> = Vec::new();
    for line in lines {
        let begun = line.kind.text.as_str();
        if !matches!(begun, "" | "to" | "post") {
            unquoted(line, diagnostics);
            continue;
        }
        let cursor = Cursor::head(line, LINE);
        let Some(holder) = holders::read(cursor, begun, resolver, diagnostics) else { continue };
        let same = |known: &&Holder| match (&known.who, &holder.who) {
            (Who::Named(known), Who::Named(name)) => known.eq_ignore_ascii_case(name),
            _ => false,
        };
        if let Some(first) = holders.iter().find(same) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    holder.span,
                    format!("{} is listed twice", holder.name()),
                )
                .label(first.span, "the first stands here")
                .help("take one of the two lines out"),
            );
            continue;
        }
        holders.push(holder);
    }
    if lines.is_empty() {
        diagnostics.add(
            Diagnostic::error("attribute-missing", node.head, "these `members` have no lines")
                .help(format!("write a line for each: `{LINE}`")),
        );
    }
    (!holders.is_empty()).then_some(Members { name, caption, holders, span: node.head })
}

/// Reports a name without its quotation marks.
fn unquoted(line: &Node, diagnostics: &mut Diagnostics) {
    let here = line.kind.span;
    let diagnostic =
        Diagnostic::error("syntax-error", here, "this member stands in no quotation marks");
    diagnostics.add(diagnostic.help(format!(
        "write `{LINE}`, `to be confirmed, \"Post\"`, or `post \"Post\"` for whoever holds it"
    )));
}
