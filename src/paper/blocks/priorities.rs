//! `priorities`: what a strategy puts first, and who leads on it.

use time::Date;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::blocks::holders::{self, Holder, Who};
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::source::Span;
use crate::syntax::ast::Node;
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

/// What stands before the priority in a tag where the block does not say.
pub const TAG: &str = "Priority";

/// What `priorities` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "priorities",
    form: "priorities name? \"Caption\"? { … }",
    about: "The priorities of a strategy, numbered in their order, and who leads on each, printed as a table. `{tag heard}` \
            prints a priority's tag as a link to its row, `{see heard}` prints \"priority 8\". Who leads, and changes that \
            are to come, are values: one that is past at the paper's date, and led to nobody, is a warning.",
    attributes: &[
        AttributeSpec {
            name: "tag",
            form: "tag \"Strategic priority\"",
            about: "what stands before the priority in a tag, and above the priorities in tables; \"Priority\" where there \
                    is no such line",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "every",
            form: "every priority tagged",
            about: "each priority has to be tagged somewhere in the paper",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "priority",
            form: "priority heard \"To be heard – my voice counts\" short \"To be heard\"? { … }",
            about: "a priority: its name and title; a tag prints the short title where there is one. In its braces stand \
                    lines `member \"Name\"` and `officer \"Name\", \"Post\"` for who leads and who supports, or \
                    `member to be confirmed`; behind each may stand `from May 2023` and `until May 2023`",
            repeats: true,
            required: true,
        },
    ],
    example: "priorities strategic \"Strategic priorities and who leads on them\" {\n  tag \"Strategic priority\"\n  priority loving_home \"A loving home\" {\n    member   \"Cllr Mary Champion\"\n    officer  \"Michele Llewellyn\"\n  }\n  priority heard \"To be heard\" {\n    member   \"Cllr Sam Pearce-Kearney\"\n    officer  to be confirmed, \"Service Manager, Voice\"\n  }\n}",
};

/// What a `priority` allows.
const PRIORITY: BlockSpec = BlockSpec {
    kind: "priority",
    form: "priority name \"Title\" short \"Short title\"? { member \"Name\"  officer \"Name\", \"Post\" }",
    about: "",
    attributes: &[
        AttributeSpec {
            name: "member",
            form: "member \"Cllr Mary Champion\" until May 2023",
            about: "who leads",
            repeats: true,
            required: false,
        },
        AttributeSpec {
            name: "officer",
            form: "officer \"Name\", \"Post\" from May 2023",
            about: "who supports",
            repeats: true,
            required: false,
        },
    ],
    example: "",
};

/// Priorities, resolved.
#[derive(Clone, Debug)]
pub struct Priorities {
    /// The name that `{see …}` uses.
    pub name: Option<String>,
    /// What is printed above them.
    pub caption: Option<Vec<Inline>>,
    /// What a priority is called in a tag.
    pub tag: String,
    /// The line that asks for each to be tagged.
    pub every: Option<Span>,
    /// The priorities, in order.
    pub priorities: Vec<Priority>,
    /// The author's line.
    pub span: Span,
}

/// A priority.
#[derive(Clone, Debug)]
pub struct Priority {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Vec<Inline>,
    /// Who leads, one after the other.
    pub members: Vec<Holder>,
    /// Who supports, one after the other.
    pub officers: Vec<Holder>,
    /// Its line.
    pub span: Span,
}

/// Reads them.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Priorities> {
    let (name, caption) = super::name_and_caption(node, SPEC.form, resolver, diagnostics);
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let mut tag = TAG.to_owned();
    if let Some(mut line) = attributes.get("tag") {
        match line.text() {
            Some((words, place)) => {
                resolver.title(words, place, diagnostics);
                words.clone_into(&mut tag);
                line.finish(diagnostics);
            }
            None => line.malformed(diagnostics),
        }
    }
    let every = attributes.get("every").and_then(|mut line| {
        if line.keyword("priority") && line.keyword("tagged") {
            line.finish(diagnostics);
            return Some(line.node.head);
        }
        line.malformed(diagnostics);
        None
    });
    let lines = attributes.all("priority");
    let priorities: Vec<Priority> =
        lines.filter_map(|line| priority(line.node, resolver, diagnostics)).collect();
    leads(&priorities, diagnostics);
    let span = node.head;
    (!priorities.is_empty()).then_some(Priorities { name, caption, tag, every, priorities, span })
}

fn priority(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Priority> {
    let mut head = Cursor::head(node, PRIORITY.form);
    let (Some(name), Some((title, place))) = (head.name(), head.text()) else {
        head.malformed(diagnostics);
        return None;
    };
    let title = resolver.title(title, place, diagnostics);
    if head.keyword("short") {
        match head.text() {
            Some((short, place)) => {
                resolver.title(short, place, diagnostics);
            }
            None => head.malformed(diagnostics),
        }
    }
    head.finish(diagnostics);
    let attributes = Attributes::read(node, &PRIORITY, diagnostics);
    let mut read = |word: &str| -> Vec<Holder> {
        let lines = attributes.all(word);
        let holders: Vec<Holder> =
            lines.filter_map(|line| holders::read(line, "", resolver, diagnostics)).collect();
        past(&holders, resolver.date, diagnostics);
        holders
    };
    let members = read("member");
    let officers = read("officer");
    Some(Priority { name: name.text, title, members, officers, span: node.head })
}

/// Reports a priority that nobody leads on where others have somebody.
fn leads(priorities: &[Priority], diagnostics: &mut Diagnostics) {
    let Some(led) = priorities.iter().find(|priority| !priority.members.is_empty()) else { return };
    for priority in priorities.iter().filter(|priority| priority.members.is_empty()) {
        diagnostics.add(
            Diagnostic::error(
                "attribute-missing",
                priority.span,
                "nobody is said to lead on this priority",
            )
            .label(led.span, "others have a `member`")
            .help("add a line `member \"Name\"`, or `member to be confirmed`"),
        );
    }
}

/// Reports changes that are past on the day of the paper and led to nobody.
fn past(holders: &[Holder], day: Option<Date>, diagnostics: &mut Diagnostics) {
    let Some(day) = day else { return };
    let dated = Period::Date(day);
    for (at, holder) in holders.iter().enumerate() {
        if let (Who::ToBeConfirmed, Some((from, place))) = (&holder.who, holder.from)
            && from.first_day() <= day
        {
            diagnostics.add(
                Diagnostic::warning(
                    "change-past",
                    place,
                    format!(
                        "somebody was to be confirmed from {from}, and the paper is of {dated}"
                    ),
                )
                .help("name them: `\"Name\", \"Post\"`; if it is still open, leave out since when"),
            );
        }
        let followed = holders.iter().enumerate().any(|(other, holder)| {
            other != at && (other > at || holder.from.is_some() || holder.until.is_none())
        });
        if let Some((until, place)) = holder.until
            && until.last_day() < day
            && !followed
        {
            diagnostics.add(
                Diagnostic::warning(
                    "change-past",
                    place,
                    format!(
                        "{} held this until {until}, the paper is of {dated}, and nobody follows",
                        holder.name()
                    ),
                )
                .help("add a line below it for who follows, or for `to be confirmed`"),
            );
        }
    }
}
