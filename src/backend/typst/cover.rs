//! What stands before the contents: the title and what belongs to it, the parts of the cover, the signatories.

use super::emit::Writer;
use super::world::ATTACHED;
use crate::backend::Options;
use crate::document::{Document, Person, date_in_words};

/// Longer titles are cut in the line above every page.
const SHORT_TITLE: usize = 72;

/// Writes the cover.
pub(super) fn emit<'a>(writer: &mut Writer<'a>, document: &'a Document, options: Options) {
    head(writer, document, options);
    attachments(writer, document);
    for part in &document.cover.parts {
        writer.part = format!("the part “{}” of the cover", part.heading);
        writer.raw("#cover-heading(");
        writer.anchor(Some(&part.anchor));
        writer.raw(")[");
        writer.text(&part.heading, None);
        writer.raw("]\n");
        writer.blocks(&part.blocks);
    }
    signatories(writer, &document.cover.signatories);
}

fn head(writer: &mut Writer, document: &Document, options: Options) {
    let meeting = document.meeting.as_ref();
    let shown = meeting.map_or(document.date, |meeting| meeting.date);
    writer.raw("#show: paper.with(title: ");
    writer.string(&document.title);
    writer.raw(", short-title: ");
    writer.string(&short(&document.title));
    writer.optional("subtitle", document.subtitle.as_deref());
    writer.optional("council", document.council.as_deref());
    writer.optional("meeting", meeting.map(|meeting| meeting.name.as_str()));
    writer.optional("day", Some(&date_in_words(shown)));
    let (year, month, day) = document.date.to_calendar_date();
    let month = u8::from(month);
    writer.raw(&format!(", date: datetime(year: {year}, month: {month}, day: {day}), authors: ("));
    for author in &document.authors {
        writer.string(author);
        writer.raw(", ");
    }
    writer.raw(&format!("), draft: {}", options.draft));
    let cover = &document.cover;
    writer.optional("strapline", cover.strapline.as_deref());
    writer.raw(&format!(", cover-page: {}, details: (", cover.page));
    for detail in &cover.details {
        writer.raw("([");
        writer.text(&detail.label, None);
        writer.raw("], [");
        writer.text(&detail.text, None);
        writer.raw("]), ");
    }
    writer.raw(")");
    if document.marking.is_some() {
        writer.optional("marking", document.marking.as_deref());
    }
    writer.raw(")\n");
}

/// Council, meeting, title and subtitle once more.
pub(super) fn again(writer: &mut Writer<'_>) {
    let document = writer.document;
    let meeting = document.meeting.as_ref();
    let shown = meeting.map_or(document.date, |meeting| meeting.date);
    "the heading block".clone_into(&mut writer.part);
    writer.raw("#heading-block(title: ");
    writer.string(&document.title);
    writer.optional("subtitle", document.subtitle.as_deref());
    writer.optional("council", document.council.as_deref());
    writer.optional("meeting", meeting.map(|meeting| meeting.name.as_str()));
    writer.optional("day", Some(&date_in_words(shown)));
    writer.raw(")");
}

/// Files that go with the paper.
fn attachments(writer: &mut Writer, document: &Document) {
    for (at, attachment) in document.attachments.iter().enumerate() {
        writer.raw("#pdf.attach(");
        writer.string(&attachment.name);
        writer.raw(&format!(", read(\"/{ATTACHED}{at}\", encoding: none), mime-type: "));
        writer.string(attachment.media_type);
        writer.raw(", description: ");
        writer.string(&attachment.description);
        writer.raw(", relationship: \"supplement\")\n");
    }
}

fn signatories(writer: &mut Writer, people: &[Person]) {
    if people.is_empty() {
        return;
    }
    "the signatories".clone_into(&mut writer.part);
    writer.raw("#signatories((");
    for person in people {
        writer.raw("([");
        writer.text(&person.name, None);
        writer.raw("], ");
        if person.post.is_empty() {
            writer.raw("none");
        } else {
            writer.raw("[");
            writer.text(&person.post, None);
            writer.raw("]");
        }
        writer.raw("), ");
    }
    writer.raw("))\n");
}

/// A title cut at a word, if it is long.
fn short(title: &str) -> String {
    if title.chars().count() <= SHORT_TITLE {
        return title.to_owned();
    }
    let cut: String = title.chars().take(SHORT_TITLE).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches(|end: char| !end.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_are_cut_at_a_word() {
        let title =
            "Corporate Parenting Panel annual report to Full Council, and the strategy for it";
        assert_eq!(
            short(title),
            "Corporate Parenting Panel annual report to Full Council, and the…"
        );
        assert_eq!(short("Report"), "Report");
    }
}
