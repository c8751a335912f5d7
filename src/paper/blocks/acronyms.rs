//! `acronyms`: the list at the end.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::resolve::Resolver;
use crate::source::Span;
use crate::syntax::ast::{Body, Node};
use crate::syntax::spec::{BlockSpec, Cursor};

/// What `acronyms` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "acronyms",
    form: "acronyms { … }",
    about: "The list of acronyms at the end, one line each: the acronym, its meaning, and a note where it needs one. One \
            that is used and not listed, listed and not used, or listed twice is reported.",
    attributes: &[],
    example: "acronyms {\n  \"CLA\"  \"Children looked after\"\n}",
};

/// One acronym.
#[derive(Clone, Debug)]
pub struct Acronym {
    /// Such as "CLA".
    pub short: String,
    /// What it stands for.
    pub meaning: String,
    /// What else is to be said.
    pub note: Option<String>,
    /// Its line.
    pub span: Span,
}

/// Reads the list.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Acronym> {
    Cursor::head(node, SPEC.form).finish(diagnostics);
    let Some(Body::Nodes(nodes)) = &node.body else { return Vec::new() };
    let mut acronyms: Vec<Acronym> = Vec::new();
    for line in nodes {
        if !line.kind.text.is_empty() {
            let (word, here) = (&line.kind.text, line.kind.span);
            diagnostics.add(
                Diagnostic::error(
                    "syntax-error",
                    here,
                    "this acronym stands in no quotation marks",
                )
                .replace("write", here, format!("\"{word}\"")),
            );
            continue;
        }
        let mut cursor = Cursor::head(line, "\"CLA\" \"Children looked after\", \"A note\"");
        let (Some((short, span)), Some((meaning, place))) = (cursor.text(), cursor.text()) else {
            cursor.malformed(diagnostics);
            continue;
        };
        let remark = cursor.comma().then(|| cursor.text()).flatten();
        cursor.finish(diagnostics);
        for (text, place) in std::iter::once((meaning, place)).chain(remark) {
            resolver.bare_in_title(text, place, false, diagnostics);
        }
        if let Some(first) = acronyms.iter().find(|known| known.short == short) {
            let same = first.meaning.eq_ignore_ascii_case(meaning);
            let diagnostic = Diagnostic::error(
                "declared-twice",
                span,
                if same {
                    format!("the acronym {short} is listed twice")
                } else {
                    format!(
                        "the acronym {short} has two meanings: \"{}\" and \"{meaning}\"",
                        first.meaning
                    )
                },
            )
            .label(first.span, "the first stands here");
            diagnostics.add(if same {
                diagnostic.help("take one of the two lines out")
            } else {
                diagnostic.help("an acronym has one meaning in a paper: keep one of the two, and write the other out")
            });
            continue;
        }
        acronyms.push(Acronym {
            short: short.to_owned(),
            meaning: meaning.to_owned(),
            note: remark.map(|(text, _)| text.to_owned()),
            span,
        });
    }
    acronyms
}
