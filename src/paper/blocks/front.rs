//! `paper`: what stands on the cover and in the back matter, and which periods the paper covers.

use rust_decimal::Decimal;
use time::Date;

use super::front_dates;
use super::front_matter::{self, Matter};
use super::numbering::{NUMBERING, Numbering};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Exemption, Period};
use crate::paper::standard::Standard;
use crate::source::Span;
use crate::syntax::ast::{Figure, FigureUnit, Node, PeriodLiteral, TermKind};
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

/// What a `paper` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "paper",
    form: "paper \"Title\" { … }",
    about: "The paper itself: its title, the meeting it goes to, the periods it reports on, and the people who wrote and \
            signed it.",
    attributes: &[
        AttributeSpec::optional(
            "subtitle",
            "subtitle \"July 2022 to March 2023\"",
            "the line under the title",
            false,
        ),
        AttributeSpec::optional(
            "council",
            "council \"Wiltshire Council\"",
            "the council whose paper it is",
            false,
        ),
        AttributeSpec::optional(
            "meeting",
            "meeting \"Full Council\" on 18 July 2023",
            "the meeting it goes to, and its day",
            false,
        ),
        AttributeSpec::optional(
            "standard",
            "standard full_council",
            "what it must be like: its parts and sections, their order and titles, its length",
            false,
        ),
        NUMBERING,
        front_matter::STRAPLINE,
        front_matter::COVER,
        front_matter::HEADING,
        front_matter::PORTFOLIO,
        front_matter::WARDS,
        front_matter::PURPOSE,
        front_matter::DECISION,
        front_matter::CLASSIFICATION,
        AttributeSpec::optional("theme", "theme council", "how it looks", false),
        AttributeSpec::optional(
            "reporting",
            "reporting 2022-23 Q2 to 2022-23 Q4",
            "the periods of this report",
            false,
        ),
        AttributeSpec::optional(
            "previous",
            "previous 2021-22 Q2 to 2022-23 Q1",
            "the periods of the last report",
            false,
        ),
        AttributeSpec::optional(
            "comparators",
            "comparators 2020-21",
            "the period of the comparators",
            false,
        ),
        AttributeSpec::optional("author", "author \"Name\", \"Post\"", "who wrote it", true),
        AttributeSpec::optional(
            "contributor",
            "contributor \"Name\", \"Post\"",
            "who contributed to it",
            true,
        ),
        AttributeSpec::optional("signed", "signed \"Name\", \"Post\"", "who signs it", true),
        front_matter::CONTACT,
        front_matter::CONSULTED,
        front_matter::CONSIDERED,
        AttributeSpec::optional("dated", "dated 3 July 2023", "the day of the report", false),
        AttributeSpec::optional(
            "background",
            "background none, or: background \"A document\"",
            "the background papers relied on; `none` is a value, not an omission",
            true,
        ),
        AttributeSpec::optional(
            "figures",
            "figures must tally",
            "what a bare figure is: an error (`must tally`), a warning (`should tally`), or nothing (`free`)",
            false,
        ),
        AttributeSpec::optional(
            "rounding",
            "rounding noted",
            "prints a note that figures are worked out before they are rounded; the calculator check then says nothing",
            false,
        ),
        AttributeSpec::optional(
            "published",
            "published noted",
            "prints a note that values as others publish them may differ from the council's own; `published-differs` is \
            then not said",
            false,
        ),
        AttributeSpec::optional(
            "events",
            "events within reporting",
            "a warning for each event that the paper tells and that lies outside the reporting period, unless it says why",
            false,
        ),
        AttributeSpec::optional(
            "small",
            "small counts below 5 signed \"Name\", \"Post\"",
            "without `signed`, a warning for each printed number of people below so many, which may give somebody away; \
            `signed` says who has agreed to print them",
            false,
        ),
        AttributeSpec::optional(
            "public",
            "public interest paragraph 3 \"the council would pay more for the same homes\"",
            "for each paragraph of Schedule 12A that something in the paper is exempt under: why the public interest in \
             keeping it outweighs that in disclosing it; it is printed",
            true,
        ),
        AttributeSpec::optional(
            "evidence",
            "evidence attached",
            "attaches the evidence to the PDF, which is then PDF/A-3a",
            false,
        ),
    ],
    example: "paper \"Children in care\" {\n  meeting \"Full Council\" on 18 July 2023\n}",
};

/// What `figures` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figures {
    /// A bare figure is an error.
    Must,
    /// A bare figure is a warning.
    #[default]
    Should,
    /// A bare figure is nothing.
    Free,
}

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their post; may be empty.
    pub post: String,
}

/// From how many people on a number may be printed.
#[derive(Clone, Debug)]
pub struct SmallCounts {
    /// So many, and more.
    pub below: Decimal,
    /// Who has agreed to smaller ones.
    pub signed: Option<Person>,
    /// The line.
    pub span: Span,
}

/// The `paper` item, read.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The title.
    pub title: String,
    /// The line under it.
    pub subtitle: Option<String>,
    /// Where that stands.
    pub subtitle_place: Option<Span>,
    /// The council.
    pub council: Option<String>,
    /// The meeting and its day.
    pub meeting: Option<(String, Date)>,
    /// Where the day of the meeting and that of the report stand.
    pub places: (Option<Span>, Option<Span>),
    /// The standard that it follows.
    pub standard: Option<Standard>,
    /// What has a number, where the paper says it.
    pub numbering: Option<Numbering>,
    /// The theme's name, and where it stands.
    pub theme: Option<(String, Span)>,
    /// First and last period of this report.
    pub reporting: Option<(Period, Period)>,
    /// First and last period of the last report.
    pub previous: Option<(Period, Period)>,
    /// The period of the comparators.
    pub comparators: Option<Period>,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// Who contributed.
    pub contributors: Vec<Person>,
    /// Who signs.
    pub signatories: Vec<Person>,
    /// The day of the report.
    pub dated: Option<Date>,
    /// The background papers: `None` where nothing was said, empty where there are none.
    pub background: Option<Vec<String>>,
    /// The line that says that there are none.
    pub no_background: Option<Span>,
    /// What a bare figure is.
    pub figures: Figures,
    /// Whether the paper prints a note on rounding.
    pub rounding: bool,
    /// Whether the paper prints a note on values as others publish them.
    pub published: bool,
    /// The line that asks for events within the reporting period.
    pub events: Option<Span>,
    /// Which numbers of people are too small to be printed.
    pub small: Option<SmallCounts>,
    /// Why the public interest lies in keeping what is exempt, for each paragraph of the schedule.
    pub interests: Vec<Exemption>,
    /// Whether the evidence is attached to the paper.
    pub attached: bool,
    /// What stands on the cover and behind the sections beside people and dates.
    pub matter: Matter,
    /// Where the item stands.
    pub span: Span,
}

impl Front {
    /// The day of the paper: of the report, else of the meeting.
    pub fn date(&self) -> Option<Date> {
        self.dated.or(self.meeting.as_ref().map(|(_, date)| *date))
    }
}

/// Reads the item.
pub fn read(node: &Node, diagnostics: &mut Diagnostics) -> Front {
    let mut front = Front { span: node.head, ..Front::default() };
    let mut head = Cursor::head(node, SPEC.form);
    match head.text() {
        Some((title, _)) => title.clone_into(&mut front.title),
        None => head.malformed(diagnostics),
    }
    head.finish(diagnostics);
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    front.matter = front_matter::read(node, &attributes, diagnostics);
    front.subtitle = attributes.text("subtitle", diagnostics);
    front.subtitle_place = attributes.get("subtitle").and_then(|mut line| Some(line.text()?.1));
    front.council = attributes.text("council", diagnostics);
    if let Some(mut line) = attributes.get("meeting") {
        let name = line.text().map(|(text, _)| text.to_owned());
        let date = line.keyword("on").then(|| line.period()).flatten();
        match (name, date) {
            (Some(name), Some((PeriodLiteral::Date(date), span))) => {
                front.meeting = Some((name, date));
                front.places.0 = Some(span);
                line.finish(diagnostics);
            }
            _ => line.malformed(diagnostics),
        }
    }
    if let Some(mut line) = attributes.get("dated") {
        match line.period() {
            Some((PeriodLiteral::Date(date), span)) => {
                front.dated = Some(date);
                front.places.1 = Some(span);
            }
            _ => line.malformed(diagnostics),
        }
    }
    if let Some(mut line) = attributes.get("theme") {
        match line.take() {
            Some(term) => match &term.kind {
                TermKind::Word(name) | TermKind::Text(name) => {
                    front.theme = Some((name.clone(), term.span));
                }
                _ => line.malformed(diagnostics),
            },
            None => line.malformed(diagnostics),
        }
    }
    front.numbering =
        attributes.get("numbering").and_then(|mut line| Numbering::read(&mut line, diagnostics));
    front.reporting = span_of(&attributes, "reporting", diagnostics);
    front.previous = span_of(&attributes, "previous", diagnostics);
    let previous = attributes.get("previous").map(|line| line.node.span);
    front_dates::check(&mut front, previous, diagnostics);
    if let Some(mut line) = attributes.get("comparators") {
        match line.period().and_then(|(literal, _)| Period::from_literal(literal)) {
            Some(period) => front.comparators = Some(period),
            None => line.malformed(diagnostics),
        }
    }
    front.authors = people(&attributes, "author", diagnostics);
    front.contributors = people(&attributes, "contributor", diagnostics);
    front.signatories = people(&attributes, "signed", diagnostics);
    for mut line in attributes.all("background") {
        let papers = front.background.get_or_insert_with(Vec::new);
        if line.keyword("none") {
            front.no_background = Some(line.node.head);
            line.finish(diagnostics);
        } else if let Some((text, _)) = line.text() {
            papers.push(text.to_owned());
            line.finish(diagnostics);
        } else {
            line.malformed(diagnostics);
        }
    }
    if let Some(line) = attributes.get("figures") {
        front.figures = figures(line, diagnostics);
    }
    for mut line in attributes.all("public") {
        if !line.keyword("interest") {
            line.malformed(diagnostics);
        } else if let Some(interest) = Exemption::read(&mut line, diagnostics) {
            line.finish(diagnostics);
            front.interests.push(interest);
        }
    }
    if let Some(mut line) = attributes.get("events") {
        if line.keyword("within") && line.keyword("reporting") {
            line.finish(diagnostics);
            front.events = Some(line.node.head);
        } else {
            line.malformed(diagnostics);
        }
    }
    front.published = attributes.word("published", "noted", diagnostics);
    front.small = attributes.get("small").and_then(|mut line| small_counts(&mut line, diagnostics));
    front.attached = attributes.word("evidence", "attached", diagnostics);
    front.rounding = attributes.word("rounding", "noted", diagnostics);
    // A date that could not be read was reported.
    let dated = attributes.get("meeting").is_some() || attributes.get("dated").is_some();
    if !dated {
        diagnostics.add(
            Diagnostic::error("attribute-missing", node.head, "this paper has no date")
                .here("a PDF that is kept must carry its date")
                .help(
                    "add a line `dated 3 July 2023` or `meeting \"Full Council\" on 18 July 2023`",
                ),
        );
    }
    front
}

fn figures(mut line: Cursor<'_>, diagnostics: &mut Diagnostics) -> Figures {
    let how = if line.keyword("must") {
        Figures::Must
    } else if line.keyword("should") {
        Figures::Should
    } else if line.keyword("free") {
        return Figures::Free;
    } else {
        line.malformed(diagnostics);
        return Figures::Must;
    };
    if !line.keyword("tally") {
        line.malformed(diagnostics);
    }
    how
}

/// `counts below 5 signed "Name", "Post"`
fn small_counts(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<SmallCounts> {
    let below = if line.keyword("counts") && line.keyword("below") { line.figure() } else { None };
    let whole = |figure: &Figure| {
        figure.unit == FigureUnit::Plain
            && figure.value > Decimal::ONE
            && figure.value.fract().is_zero()
    };
    let Some((figure, _)) = below.filter(|(figure, _)| whole(figure)) else {
        line.malformed(diagnostics);
        return None;
    };
    let mut small = SmallCounts { below: figure.value, signed: None, span: line.node.head };
    if line.keyword("signed") {
        // A signature is that of somebody in a post.
        let name = line.text();
        let post = line.comma().then(|| line.text()).flatten();
        let (Some((name, _)), Some((post, _))) = (name, post) else {
            line.malformed(diagnostics);
            return None;
        };
        small.signed = Some(Person { name: name.to_owned(), post: post.to_owned() });
    }
    line.finish(diagnostics);
    Some(small)
}

fn people(attributes: &Attributes<'_>, name: &str, diagnostics: &mut Diagnostics) -> Vec<Person> {
    let mut people = Vec::new();
    for mut line in attributes.all(name) {
        let Some((name, _)) = line.text() else {
            line.malformed(diagnostics);
            continue;
        };
        let post = line.comma().then(|| line.text()).flatten().map_or("", |(text, _)| text);
        people.push(Person { name: name.to_owned(), post: post.to_owned() });
        line.finish(diagnostics);
    }
    people
}

/// `reporting A to B`: both with their years, of one kind, in order.
fn span_of(
    attributes: &Attributes<'_>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(Period, Period)> {
    let mut line = attributes.get(name)?;
    let first = line.period();
    let last = if line.keyword("to") { line.period() } else { first };
    let (Some((first, first_span)), Some((last, last_span))) = (first, last) else {
        line.malformed(diagnostics);
        return None;
    };
    line.finish(diagnostics);
    let (Some(first), Some(last)) = (Period::from_literal(first), Period::from_literal(last))
    else {
        diagnostics.add(
            Diagnostic::error(
                "period-unclear",
                line.node.head,
                format!("`{name}` needs its years"),
            )
            .help(format!("write `{name} 2022-23 Q2 to 2022-23 Q4`")),
        );
        return None;
    };
    if Period::sequence(first, last).is_empty() {
        let both = Span { end: last_span.end, ..first_span };
        if !Period::sequence(last, first).is_empty() {
            diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    line.node.head,
                    format!("{first} does not come before {last}"),
                )
                .replace(
                    "the earlier one stands first",
                    both,
                    format!("{last} to {first}"),
                ),
            );
            // What is meant is plain, and the rest is read so.
            return Some((last, first));
        }
        diagnostics.add(
            Diagnostic::error(
                "period-unclear",
                line.node.head,
                format!("there is no way from {first} to {last}"),
            )
            .note("The two periods must be of one kind, the earlier one first."),
        );
        return None;
    }
    Some((first, last))
}
