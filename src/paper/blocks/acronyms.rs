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
            that is used and not listed, listed and not used, or listed twice is reported. Two acronyms of one line are \
            written `\"CSE\" and \"CE\"` or `\"OOH\" or \"EDS\"`, and one that another has taken the place of \
            `\"CAF\" now \"ESA\"`. A line that is only `expanded` has each written out where the sections first use it.",
    attributes: &[],
    example: "acronyms {\n  \"CLA\"  \"Children looked after\"\n}",
};

/// One acronym.
#[derive(Clone, Debug)]
pub struct Acronym {
    /// Such as "CLA".
    pub short: String,
    /// Those that share its line: the word before each, and the acronym.
    pub joint: Vec<(Joint, String)>,
    /// What it stands for.
    pub meaning: String,
    /// What else is to be said.
    pub note: Option<String>,
    /// Its line.
    pub span: Span,
}

/// How an acronym stands to the one before it on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// "CSE and CE": both, for what both stand for.
    And,
    /// "OOH or EDS": two for one thing.
    Or,
    /// "CAF, now ESA": another, for what has taken its place.
    Now,
}

impl Acronym {
    /// Every acronym of the line.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.short)
            .chain(self.joint.iter().map(|(_, short)| short))
            .map(String::as_str)
    }

    /// The acronyms of the line as they are printed: "CAF, now ESA".
    pub fn printed(&self) -> String {
        self.joint.iter().fold(self.short.clone(), |printed, (joint, short)| match joint {
            Joint::And => format!("{printed} and {short}"),
            Joint::Or => format!("{printed} or {short}"),
            Joint::Now => format!("{printed}, now {short}"),
        })
    }

    /// The acronym that has taken the place of another of the line.
    pub fn replaced(&self, short: &str) -> Option<&str> {
        let next = self.all().skip_while(|known| *known != short).nth(1)?;
        let now = self.joint.iter().any(|(joint, known)| known == next && *joint == Joint::Now);
        now.then_some(next)
    }
}

/// The line that has acronyms written out at their first use.
pub fn expanded(items: &[Node], diagnostics: &mut Diagnostics) -> Option<Span> {
    let lists = items.iter().filter(|item| item.kind.text == "acronyms");
    let lines = lists.filter_map(|list| match &list.body {
        Some(Body::Nodes(lines)) => Some(lines),
        _ => None,
    });
    let line = lines.flatten().find(|line| line.kind.text == "expanded")?;
    Cursor::head(line, "expanded").finish(diagnostics);
    Some(line.head)
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
        if line.kind.text == "expanded" {
            continue;
        }
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
        let first = cursor.text();
        let mut joint = Vec::new();
        while let Some(how) = how(&mut cursor) {
            match cursor.text() {
                Some((short, _)) => joint.push((how, short.to_owned())),
                None => break,
            }
        }
        let (Some((short, span)), Some((meaning, place))) = (first, cursor.text()) else {
            cursor.malformed(diagnostics);
            continue;
        };
        let remark = cursor.comma().then(|| cursor.text()).flatten();
        cursor.finish(diagnostics);
        for (text, place) in std::iter::once((meaning, place)).chain(remark) {
            resolver.bare_in_title(text, place, false, diagnostics);
        }
        let all = || std::iter::once(short).chain(joint.iter().map(|(_, short)| short.as_str()));
        let known = |known: &&Acronym| all().any(|short| known.all().any(|known| known == short));
        if let Some(first) = acronyms.iter().find(known) {
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
            joint,
            meaning: meaning.to_owned(),
            note: remark.map(|(text, _)| text.to_owned()),
            span,
        });
    }
    acronyms
}

/// The word between two acronyms of a line.
fn how(cursor: &mut Cursor<'_>) -> Option<Joint> {
    if cursor.keyword("and") {
        Some(Joint::And)
    } else if cursor.keyword("or") {
        Some(Joint::Or)
    } else {
        cursor.keyword("now").then_some(Joint::Now)
    }
}

/// Whether words hold an acronym, with or without the s of a plural.
pub fn mentions(words: &str, acronym: &str) -> bool {
    words.match_indices(acronym).any(|(at, _)| {
        let before = words.get(..at).and_then(|text| text.chars().next_back());
        let after = words.get(at + acronym.len()..).unwrap_or("");
        let after = after.strip_prefix('s').unwrap_or(after).chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
