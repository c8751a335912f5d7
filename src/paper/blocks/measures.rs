//! `measures`: what is measured, by the four kinds of key performance indicator.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::prose::{Inline, Passage};
use crate::paper::resolve::Resolver;
use crate::paper::scope::listed;
use crate::source::Span;
use crate::syntax::ast::{Body, Node};
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

const fn kind(name: &'static str, form: &'static str, about: &'static str) -> AttributeSpec {
    AttributeSpec { name, form, about, repeats: false, required: false }
}

/// What `measures` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "measures",
    form: "measures name? \"Caption\"? { … }",
    about: "Key performance indicators of four kinds, each with prose or a list in its braces, printed as a table with a \
            row a kind. One that is not measured says why: `cost effectiveness none \"no costs are recorded yet\"`.",
    attributes: &[
        kind(
            "activity",
            "activity { - Number of children who take part }",
            "what is done, and how much of it",
        ),
        kind("quality", "quality { - Share of reviews on time }", "how well it is done"),
        kind("outcomes", "outcomes { - Young people say that they are heard }", "what comes of it"),
        kind(
            "cost",
            "cost effectiveness { - Cost of a week in a placement }",
            "what it costs for what comes of it",
        ),
    ],
    example: "measures \"Key performance indicators\" {\n  activity {\n    - Number of children who take part\n  }\n  quality {\n    - Share of reviews that are held on time\n  }\n  outcomes {\n    - Young people say that they are heard\n  }\n  cost effectiveness none \"the costs are part of another contract\"\n}",
};

/// The kinds, by the first word of their line and as they are printed.
const KINDS: [(&str, &str); 4] = [
    ("activity", "Activity"),
    ("quality", "Quality"),
    ("outcomes", "Outcomes"),
    ("cost", "Cost effectiveness"),
];

/// Measures, resolved.
#[derive(Clone, Debug)]
pub struct Measures {
    /// The name that `{see …}` uses.
    pub name: Option<String>,
    /// What is printed above them.
    pub caption: Option<Vec<Inline>>,
    /// Each kind: how it is printed, and what is measured.
    pub kinds: Vec<(&'static str, Measured)>,
    /// The author's line.
    pub span: Span,
}

/// What is measured of a kind.
#[derive(Clone, Debug)]
pub enum Measured {
    /// These measures.
    By(Vec<Passage>),
    /// Nothing, for a reason.
    None(Vec<Inline>),
}

/// Reads them.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Measures> {
    let (name, caption) = super::name_and_caption(node, SPEC.form, resolver, diagnostics);
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let mut kinds = Vec::new();
    let mut missing = Vec::new();
    for (word, title) in KINDS {
        match attributes.get(word) {
            Some(line) => {
                let measured = measured(line, title, resolver, diagnostics);
                kinds.extend(measured.map(|measured| (title, measured)));
            }
            None => missing.push(title.to_lowercase()),
        }
    }
    if let Some(last) = missing.last() {
        let said = listed(&missing);
        let lines: Vec<String> = missing.iter().map(|kind| format!("`{kind} {{ … }}`")).collect();
        diagnostics.add(
            Diagnostic::warning(
                "measures-missing",
                node.head,
                format!("these measures say nothing of {said}"),
            )
            .help(format!(
                "add {}, or say why there is none: `{last} none \"the reason\"`",
                listed(&lines)
            )),
        );
    }
    (!kinds.is_empty()).then_some(Measures { name, caption, kinds, span: node.head })
}

fn measured(
    mut line: Cursor<'_>,
    title: &str,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Measured> {
    if title.contains(' ') && !line.keyword("effectiveness") {
        line.malformed(diagnostics);
        return None;
    }
    if line.keyword("none") {
        let Some((reason, place)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        line.finish(diagnostics);
        return Some(Measured::None(resolver.title(reason, place, diagnostics)));
    }
    line.finish(diagnostics);
    let filled = matches!(&line.node.body, Some(Body::Prose(passages)) if !passages.is_empty());
    if !filled {
        diagnostics.add(
            Diagnostic::error(
                "attribute-missing",
                line.node.head,
                format!("no measure stands under {}", title.to_lowercase()),
            )
            .help("write a line such as `- Number of children who take part` in its braces")
            .help(format!(
                "or say why there is none: `{} none \"the reason\"`",
                title.to_lowercase()
            )),
        );
        return None;
    }
    Some(Measured::By(resolver.body(line.node, diagnostics)))
}
