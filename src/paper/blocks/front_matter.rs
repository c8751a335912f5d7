//! What stands on the cover and behind the sections beside people and dates: whom it concerns, what it is for, who looked
//! at it before.

use time::Date;

use super::front::Person;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::Span;
use crate::syntax::ast::{Body, Name, Node, PeriodLiteral};
use crate::syntax::spec::{AttributeSpec, Attributes, Cursor};

/// The line `strapline`.
pub const STRAPLINE: AttributeSpec = AttributeSpec::optional(
    "strapline",
    "strapline \"To improve outcomes for children\"",
    "what the council or partnership is for, in a sentence above the title",
    false,
);
/// The line `cover`.
pub const COVER: AttributeSpec =
    AttributeSpec::optional("cover", "cover page", "gives the title a page of its own", false);
/// The line `heading`.
pub const HEADING: AttributeSpec = AttributeSpec::optional(
    "heading",
    "heading repeated",
    "prints council, meeting, title and subtitle once more before the sections",
    false,
);
/// The line `portfolio`.
pub const PORTFOLIO: AttributeSpec = AttributeSpec::optional(
    "portfolio",
    "portfolio \"Name\", \"Portfolio\"",
    "the member who is responsible, under the title",
    true,
);
/// The line `wards`.
pub const WARDS: AttributeSpec = AttributeSpec::optional(
    "wards",
    "wards all, or: wards \"Corsham\", \"Box\"",
    "the wards that are affected, under the title",
    false,
);
/// The line `purpose`.
pub const PURPOSE: AttributeSpec = AttributeSpec::optional(
    "purpose",
    "purpose decision",
    "what the meeting is to do with it: `decision`, `discussion` or `information`",
    false,
);
/// The line `decision`.
pub const DECISION: AttributeSpec = AttributeSpec::optional(
    "decision",
    "decision key \"It affects more than two wards.\", or: decision not key",
    "whether it asks for a key decision, and why it is one",
    false,
);
/// The line `classification`.
pub const CLASSIFICATION: AttributeSpec = AttributeSpec::optional(
    "classification",
    "classification public",
    "who may read it: `public`, `part exempt` or `exempt`",
    false,
);
/// The line `contact`.
pub const CONTACT: AttributeSpec = AttributeSpec::optional(
    "contact",
    "contact \"Name\", \"Post\", \"E-mail or telephone\"",
    "whom to ask about it",
    true,
);
/// The line `consulted`.
pub const CONSULTED: AttributeSpec = AttributeSpec::optional(
    "consulted",
    "consulted \"Task group\" on 26 June 2023, or: consulted none",
    "who was asked about it, and when; a day behind that of the report is printed as still to come",
    true,
);
/// The line `considered`.
pub const CONSIDERED: AttributeSpec = AttributeSpec::optional(
    "considered",
    "considered \"Corporate Parenting Panel\" on 27 June 2023",
    "which meeting looked at it, and when; a day behind that of the report is printed as still to come",
    true,
);

/// What a paper is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The meeting decides.
    Decision,
    /// The meeting discusses.
    Discussion,
    /// The meeting takes note.
    Information,
}

/// Who may read a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Classification {
    /// Everybody.
    Public,
    /// Everybody, but for parts of it.
    PartExempt,
    /// Members only.
    Exempt,
}

/// Somebody who was asked about a paper, or who looked at it.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// Who.
    pub who: String,
    /// When.
    pub on: Date,
}

/// The lines, read.
#[derive(Clone, Debug, Default)]
pub struct Matter {
    /// The strap-line.
    pub strapline: Option<String>,
    /// Whether the cover is a page of its own.
    pub cover_page: bool,
    /// Whether the heading block is printed again before the sections.
    pub heading_repeated: bool,
    /// The members who are responsible.
    pub portfolio: Vec<Person>,
    /// The wards affected: empty for all of them.
    pub wards: Option<Vec<String>>,
    /// What it is for.
    pub purpose: Option<Purpose>,
    /// Whether it asks for a key decision, and why.
    pub decision: Option<(bool, Option<String>)>,
    /// Who may read it.
    pub classification: Option<Classification>,
    /// Whom to ask, and how to reach them.
    pub contacts: Vec<(Person, Option<String>)>,
    /// Who was asked: empty where nobody was.
    pub consulted: Option<Vec<Occasion>>,
    /// Who looked at it.
    pub considered: Vec<Occasion>,
    /// The lines that stand in the item, with their places.
    pub lines: Vec<(String, Span)>,
    /// Behind the item.
    pub end: Span,
}

impl Matter {
    /// How many lines with a name stand in the item.
    pub fn count(&self, name: &str) -> usize {
        self.lines.iter().filter(|(line, _)| line == name).count()
    }
}

/// Reads the lines.
pub(super) fn read(
    node: &Node,
    attributes: &Attributes<'_>,
    diagnostics: &mut Diagnostics,
) -> Matter {
    let mut matter = Matter { end: node.span.after(), ..Matter::default() };
    if let Some(Body::Nodes(lines)) = &node.body {
        matter.lines = lines.iter().map(|line| (line.kind.text.clone(), line.head)).collect();
    }
    matter.cover_page = attributes.word("cover", "page", diagnostics);
    matter.heading_repeated = attributes.word("heading", "repeated", diagnostics);
    matter.strapline = attributes.text("strapline", diagnostics);
    for mut line in attributes.all("portfolio") {
        let person = person(&mut line);
        line.done(person.is_some(), diagnostics);
        matter.portfolio.extend(person);
    }
    if let Some(mut line) = attributes.get("wards") {
        let wards = if line.keyword("all") { Some(Vec::new()) } else { texts(&mut line) };
        line.done(wards.is_some(), diagnostics);
        matter.wards = wards;
    }
    if let Some(mut line) = attributes.get("purpose") {
        let known = [
            ("decision", Purpose::Decision),
            ("discussion", Purpose::Discussion),
            ("information", Purpose::Information),
        ];
        matter.purpose = choice(&mut line, "purpose", &known, diagnostics);
    }
    if let Some(mut line) = attributes.get("decision") {
        let key = !line.keyword("not");
        let whole = line.keyword("key");
        let why = if key { line.text().map(|(text, _)| text.to_owned()) } else { None };
        line.done(whole, diagnostics);
        matter.decision = whole.then_some((key, why));
    }
    if let Some(mut line) = attributes.get("classification") {
        let part = line.keyword("part") || partly(&mut line, diagnostics);
        let known = if part {
            &[("exempt", Classification::PartExempt)][..]
        } else {
            &[("public", Classification::Public), ("exempt", Classification::Exempt)][..]
        };
        matter.classification = choice(&mut line, "classification", known, diagnostics);
    }
    for mut line in attributes.all("contact") {
        let person = person(&mut line);
        let reached = line.comma().then(|| line.text()).flatten();
        line.done(person.is_some(), diagnostics);
        let reached = reached.map(|(text, _)| text.to_owned());
        matter.contacts.extend(person.map(|person| (person, reached)));
    }
    for mut line in attributes.all("consulted") {
        if line.keyword("none") {
            line.finish(diagnostics);
            matter.consulted.get_or_insert_with(Vec::new);
        } else if let Some(occasion) = occasion(&mut line, diagnostics) {
            matter.consulted.get_or_insert_with(Vec::new).push(occasion);
        }
    }
    for mut line in attributes.all("considered") {
        matter.considered.extend(occasion(&mut line, diagnostics));
    }
    matter
}

fn person(line: &mut Cursor<'_>) -> Option<Person> {
    let (name, _) = line.text()?;
    let post = line.comma().then(|| line.text()).flatten().map_or("", |(text, _)| text);
    Some(Person { name: name.to_owned(), post: post.to_owned() })
}

fn texts(line: &mut Cursor<'_>) -> Option<Vec<String>> {
    let mut texts = vec![line.text()?.0.to_owned()];
    while line.comma() {
        texts.push(line.text()?.0.to_owned());
    }
    Some(texts)
}

/// `"Task group" on 26 June 2023`
fn occasion(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<Occasion> {
    let who = line.text().map(|(text, _)| text.to_owned());
    let on = who.is_some() && line.keyword("on");
    match (who, on.then(|| line.period()).flatten()) {
        (Some(who), Some((PeriodLiteral::Date(on), _))) => {
            line.finish(diagnostics);
            Some(Occasion { who, on })
        }
        _ => {
            line.malformed(diagnostics);
            None
        }
    }
}

/// `partly exempt`, for `part exempt`: reported, and read as it is meant.
fn partly(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> bool {
    let span = line.peek().map_or(line.place(), |term| term.span);
    let partly = line.keyword("partly") || line.keyword("partially");
    if partly {
        let diagnostic = Diagnostic::error(
            "name-unknown",
            span,
            "what is exempt in part is classified as `part exempt`",
        );
        diagnostics.add(diagnostic.replace("write", span, "part"));
    }
    partly
}

/// One of several words.
fn choice<T: Copy>(
    line: &mut Cursor<'_>,
    what: &str,
    known: &[(&str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let Some(Name { text, span }) = line.name() else {
        line.malformed(diagnostics);
        return None;
    };
    line.finish(diagnostics);
    if let Some((_, found)) = known.iter().find(|(name, _)| *name == text) {
        return Some(*found);
    }
    let names = || known.iter().map(|(name, _)| *name);
    let diagnostic =
        Diagnostic::error("name-unknown", span, format!("there is no {what} `{text}`"));
    diagnostics.add(match did_you_mean(&text, names()) {
        Some(meant) => diagnostic.replace(format!("did you mean `{meant}`?"), span, meant),
        None => diagnostic.note(format!("There are: {}.", names().collect::<Vec<_>>().join(", "))),
    });
    None
}
