//! The parts of a paper that a standard can ask for, put in order and give titles to.

/// Where a part is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the heading block, always in the same order.
    Block,
    /// Under the heading block, a line each.
    Head,
    /// On the cover.
    Cover,
    /// Behind the sections.
    Back,
    /// Where its author puts it, or nowhere.
    Elsewhere,
}

/// A part of a paper.
#[derive(Debug)]
pub struct Part {
    /// The word that its line or block begins with.
    pub name: &'static str,
    /// What it is called where it is printed; empty where it has no title.
    pub heading: &'static str,
    /// What it is, with its article.
    pub what: &'static str,
    /// How it is written, with gaps in pointed brackets where it is to be filled in.
    pub form: &'static str,
    /// Where it is printed.
    pub place: Place,
    /// Whether it is an item of its own, and not a line of `paper`.
    pub item: bool,
}

const fn line(
    name: &'static str,
    heading: &'static str,
    what: &'static str,
    form: &'static str,
    place: Place,
) -> Part {
    Part { name, heading, what, form, place, item: false }
}

const fn item(
    name: &'static str,
    heading: &'static str,
    what: &'static str,
    form: &'static str,
    place: Place,
) -> Part {
    Part { name, heading, what, form, place, item: true }
}

/// Every part, in the order in which they are printed where no standard says otherwise.
pub const PARTS: &[Part] = &[
    line(
        "council",
        "",
        "the name of its council",
        "council \"<the name of the council>\"",
        Place::Block,
    ),
    line(
        "meeting",
        "",
        "a meeting",
        "meeting \"<the meeting>\" on <its day, such as: 18 July 2023>",
        Place::Block,
    ),
    line(
        "subtitle",
        "",
        "a subtitle",
        "subtitle \"<the period that the report covers>\"",
        Place::Block,
    ),
    line(
        "strapline",
        "",
        "a strap-line",
        "strapline \"<what the council is for, in a sentence>\"",
        Place::Block,
    ),
    line(
        "reporting",
        "",
        "the periods that it reports on",
        "reporting <the first period, such as a quarter> to <the last period>",
        Place::Elsewhere,
    ),
    line(
        "portfolio",
        "Portfolio holder",
        "a portfolio holder",
        "portfolio \"<the name of the member>\", \"<the portfolio>\"",
        Place::Head,
    ),
    line(
        "wards",
        "Wards affected",
        "the wards affected",
        "wards <all, or the names of the wards in quotes>",
        Place::Head,
    ),
    line(
        "purpose",
        "Purpose",
        "its purpose",
        "purpose <decision, discussion or information>",
        Place::Head,
    ),
    line(
        "decision",
        "Key decision",
        "whether it asks for a key decision",
        "decision <key, or: not key>",
        Place::Head,
    ),
    line(
        "classification",
        "Classification",
        "a classification",
        "classification <public, part exempt or exempt>",
        Place::Head,
    ),
    item(
        "summary",
        "Executive summary",
        "an executive summary",
        "summary {\n  <what a member who reads nothing else must know>\n}",
        Place::Cover,
    ),
    item(
        "proposals",
        "Proposals",
        "proposals",
        "proposals {\n  1. <what the meeting is asked to decide: to note, to approve, to agree …>\n}",
        Place::Cover,
    ),
    item(
        "reasons",
        "Reasons for proposals",
        "reasons for its proposals",
        "reasons {\n  <why the meeting should do so>\n}",
        Place::Cover,
    ),
    line(
        "signed",
        "Signatories",
        "a signatory",
        "signed \"<the name>\", \"<the post>\"",
        Place::Cover,
    ),
    line(
        "author",
        "Report author",
        "an author",
        "author \"<the name>\", \"<the post>\"",
        Place::Back,
    ),
    line(
        "contact",
        "Contact officer",
        "a contact officer",
        "contact \"<the name>\", \"<the post>\", \"<the e-mail address or the telephone number>\"",
        Place::Back,
    ),
    line(
        "contributor",
        "Contributors",
        "contributors",
        "contributor \"<the name>\", \"<the post>\"",
        Place::Back,
    ),
    line(
        "dated",
        "Date of report",
        "the date of the report",
        "dated <the day of the report, such as: 3 July 2023>",
        Place::Back,
    ),
    line(
        "consulted",
        "Consultation",
        "a history of consultation",
        "consulted \"<who was asked>\" on <the day>",
        Place::Back,
    ),
    line(
        "considered",
        "Consideration",
        "a history of its meetings",
        "considered \"<which committee or panel looked at it before>\" on <the day>",
        Place::Back,
    ),
    line(
        "background",
        "Background papers",
        "a list of background papers",
        "background <none, or the title of each paper in quotes>",
        Place::Back,
    ),
    item("appendix", "Appendices", "an appendix", "appendix \"<its title>\" separate", Place::Back),
    item("contents", "", "a contents page", "contents", Place::Elsewhere),
    item(
        "acronyms",
        "",
        "a list of acronyms",
        "acronyms {\n  \"<the acronym>\"  \"<what it stands for>\"\n}",
        Place::Elsewhere,
    ),
    item(
        "calculations",
        "",
        "a list of sources and calculations",
        "calculations",
        Place::Elsewhere,
    ),
];

/// The part with a name.
pub fn part(name: &str) -> Option<&'static Part> {
    PARTS.iter().find(|part| part.name == name)
}
