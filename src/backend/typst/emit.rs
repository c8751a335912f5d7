//! The paper as calls of the theme's functions, every text of it a string literal.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::report::defect;
use super::{Source, Typesetter, table};
use crate::backend::Options;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Anchor, Block, Date, Document, Inline, Marker, Person, Table};
use crate::source::Span;

/// Longer titles are cut in the line above every page.
const SHORT_TITLE: usize = 72;

/// A source in the making.
pub(super) struct Writer<'a> {
    pub(super) source: Source,
    typesetter: &'a Typesetter<'a>,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The anchors that the document has.
    anchors: BTreeSet<&'a str>,
    /// Those that are printed already.
    printed: BTreeSet<&'a str>,
    /// What is being written, in words.
    pub(super) part: String,
}

/// Writes a document.
pub(super) fn emit<'a>(
    document: &'a Document,
    typesetter: &'a Typesetter<'a>,
    options: Options,
    diagnostics: &'a mut Diagnostics,
) -> Source {
    let text = typesetter.theme.frame.source.clone();
    let source = Source { body: text.len(), text, origins: Vec::new() };
    let mut anchors = BTreeSet::new();
    for part in &document.cover.parts {
        anchors.insert(part.anchor.0.as_str());
        collect_anchors(&part.blocks, &mut anchors);
    }
    collect_anchors(&document.body, &mut anchors);
    let part = "the title".to_owned();
    let printed = BTreeSet::new();
    let mut writer = Writer { source, typesetter, diagnostics, anchors, printed, part };
    writer.head(document, options);
    for part in &document.cover.parts {
        writer.part = format!("the part “{}” of the cover", part.heading);
        writer.raw("#cover-heading(");
        writer.anchor(Some(&part.anchor));
        writer.raw(")[");
        writer.text(&part.heading, None);
        writer.raw("]\n");
        writer.blocks(&part.blocks);
    }
    writer.signatories(&document.cover.signatories);
    writer.raw("#new-page\n");
    writer.part = "the paper".to_owned();
    writer.blocks(&document.body);
    writer.source
}

fn collect_anchors<'a>(blocks: &'a [Block], anchors: &mut BTreeSet<&'a str>) {
    for block in blocks {
        match block {
            Block::Heading { anchor, .. } | Block::Table(Table { anchor, .. }) => {
                anchors.insert(&anchor.0);
            }
            Block::Paragraph { anchor, .. } => {
                anchors.extend(anchor.as_ref().map(|anchor| anchor.0.as_str()));
            }
            Block::List { items, .. } => {
                for item in items {
                    collect_anchors(item, anchors);
                }
            }
            Block::Quotation { .. } | Block::Contents | Block::PageBreak => {}
        }
    }
}

impl<'a> Writer<'a> {
    /// Writes code of ours: never anything of the document.
    pub(super) fn raw(&mut self, code: &str) {
        self.source.text.push_str(code);
    }

    fn head(&mut self, document: &Document, options: Options) {
        let meeting = document.meeting.as_ref();
        let shown = meeting.map_or(document.date, |meeting| meeting.date);
        self.raw("#show: paper.with(title: ");
        self.string(&document.title);
        self.raw(", short-title: ");
        self.string(&short(&document.title));
        self.optional("subtitle", document.subtitle.as_deref());
        self.optional("council", document.council.as_deref());
        self.optional("meeting", meeting.map(|meeting| meeting.name.as_str()));
        self.optional("day", Some(&in_words(shown)));
        let (year, month, day) = document.date.to_calendar_date();
        let month = u8::from(month);
        self.raw(&format!(", date: datetime(year: {year}, month: {month}, day: {day}), authors: ("));
        for author in &document.authors {
            self.string(author);
            self.raw(", ");
        }
        self.raw(&format!("), draft: {})\n", options.draft));
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        self.raw(&format!(", {name}: "));
        match value {
            Some(value) => self.string(value),
            None => self.raw("none"),
        }
    }

    fn signatories(&mut self, people: &[Person]) {
        if people.is_empty() {
            return;
        }
        self.part = "the signatories".to_owned();
        self.raw("#signatories((");
        for person in people {
            self.raw("([");
            self.text(&person.name, None);
            self.raw("], ");
            if person.post.is_empty() {
                self.raw("none");
            } else {
                self.raw("[");
                self.text(&person.post, None);
                self.raw("]");
            }
            self.raw("), ");
        }
        self.raw("))\n");
    }

    /// Writes blocks; wide tables that follow each other share landscape pages, with the headings before them.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        let mut rest = blocks;
        while let Some((first, others)) = rest.split_first() {
            match wide_run(rest) {
                0 => {
                    self.block(first);
                    rest = others;
                }
                run => {
                    let (wide, others) = rest.split_at(run);
                    self.raw("#landscape[\n");
                    for block in wide {
                        self.block(block);
                    }
                    self.raw("]\n");
                    rest = others;
                }
            }
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { level, number, text, anchor, new_page } => {
                let title = plain(text);
                self.part = match number {
                    Some(number) => format!("section {number}"),
                    None => format!("the section “{title}”"),
                };
                self.raw(&format!("#chapter({level}"));
                self.optional("number", number.as_deref());
                self.raw(", ");
                self.anchor(Some(anchor));
                self.raw(&format!(", new-page: {new_page})"));
                self.inlines(text);
            }
            Block::Paragraph { number, anchor, text, continues } => {
                if let Some(number) = number {
                    self.part = format!("paragraph {number}");
                }
                self.raw(&format!("#para(continues: {continues}, "));
                self.anchor(anchor.as_ref());
                self.optional("number", number.as_deref());
                self.raw(")");
                self.inlines(text);
            }
            Block::List { marker, items, continues } => self.list(*marker, items, *continues),
            Block::Quotation { paragraphs, attribution, continues } => {
                self.raw(&format!("#quotation(continues: {continues}"));
                if let Some(attribution) = attribution {
                    self.raw(", attribution: ");
                    self.inlines(attribution);
                }
                self.raw(")[");
                for paragraph in paragraphs {
                    self.raw("#par");
                    self.inlines(paragraph);
                    self.raw(";");
                }
                self.raw("]");
            }
            Block::Table(it) => table::emit(self, it),
            Block::Contents => self.raw("#contents()"),
            Block::PageBreak => self.raw("#new-page"),
        }
        self.raw("\n");
    }

    fn list(&mut self, marker: Marker, items: &'a [Vec<Block>], continues: bool) {
        let (name, start) = match marker {
            Marker::Bullet => ("bullet", 1),
            Marker::Number(start) => ("number", start),
            Marker::Letter => ("letter", 1),
        };
        self.raw(&format!("#points(marker: \"{name}\", start: {start}, continues: {continues}, "));
        for item in items {
            self.raw("[");
            let mut rest = item.as_slice();
            // The first words stand in the line of the marker.
            if let Some((Block::Paragraph { number: None, anchor: None, text, .. }, others)) =
                item.split_first()
            {
                self.runs(text);
                rest = others;
                if !rest.is_empty() {
                    self.raw("\n\n");
                }
            }
            for block in rest {
                self.block(block);
            }
            self.raw("], ");
        }
        self.raw(")");
    }

    /// Writes words as a content block.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        self.raw("[");
        self.runs(inlines);
        self.raw("]");
    }

    fn runs(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text, span) => self.text(text, *span),
                Inline::Strong(words) => {
                    self.raw("#strong");
                    self.inlines(words);
                    self.raw(";");
                }
                Inline::Emphasis(words) => {
                    self.raw("#emph");
                    self.inlines(words);
                    self.raw(";");
                }
                Inline::Link(address, words) if address.trim().is_empty() => self.runs(words),
                Inline::Link(address, words) => {
                    self.raw("#link(");
                    self.source.text.push_str(&literal(address, ' '));
                    self.raw(")");
                    self.inlines(words);
                    self.raw(";");
                }
                Inline::Reference(anchor, words) if self.anchors.contains(anchor.0.as_str()) => {
                    self.raw("#link(label(");
                    self.source.text.push_str(&literal(&anchor.0, ' '));
                    self.raw("))[");
                    self.text(words, None);
                    self.raw("];");
                }
                Inline::Reference(anchor, words) => {
                    let message = format!("a reference leads to “{}”, which is not in the paper", anchor.0);
                    let part = format!("It stands in {}.", self.part);
                    self.diagnostics.add(defect(message).note(part));
                    self.text(words, None);
                }
            }
        }
    }

    /// Writes the argument `anchor`.
    pub(super) fn anchor(&mut self, anchor: Option<&'a Anchor>) {
        self.raw("anchor: ");
        match anchor {
            // Typst refuses a label that two things have.
            Some(anchor) if !anchor.0.is_empty() && self.printed.insert(&anchor.0) => {
                self.source.text.push_str(&literal(&anchor.0, ' '));
            }
            Some(anchor) => {
                self.raw("none");
                let message = format!("two places of the paper have the anchor “{}”", anchor.0);
                self.diagnostics.add(defect(message).note(format!("One is {}.", self.part)));
            }
            None => self.raw("none"),
        }
    }

    /// Writes words of the document in a content block that is open.
    pub(super) fn text(&mut self, text: &str, span: Option<Span>) {
        if text.is_empty() {
            return;
        }
        self.check(text, span);
        self.raw("#");
        let start = self.source.text.len();
        let substitute = self.substitute();
        self.source.text.push_str(&literal(text, substitute));
        self.source.note(start, span, &self.part);
        self.raw(";");
    }

    /// Writes words of the document as a string.
    pub(super) fn string(&mut self, text: &str) {
        self.check(text, None);
        let substitute = self.substitute();
        self.source.text.push_str(&literal(text, substitute));
    }

    /// What is printed for a control character.
    fn substitute(&self) -> char {
        if self.typesetter.has('□') { '□' } else { '?' }
    }

    /// Reports the characters that would be missing on the page.
    fn check(&mut self, text: &str, span: Option<Span>) {
        for character in text.chars() {
            if character.is_control() || is_invisible(character) || self.typesetter.has(character) {
                continue;
            }
            let family = &self.typesetter.theme.settings.fonts.family;
            let code = u32::from(character);
            let message = format!("the font {family} has no character “{character}” (U+{code:04X})");
            let diagnostic = Diagnostic::error("character-missing", span.unwrap_or_default(), message)
                .note(format!("It stands in {}.", self.part))
                .help("say it in words or with another character, or choose a theme whose font has it");
            let primary = diagnostic.primary.filter(|_| span.is_some());
            self.diagnostics.add(Diagnostic { primary, ..diagnostic });
        }
    }
}

/// How many of the first blocks go on landscape pages together: wide tables, and headings right before them.
fn wide_run(blocks: &[Block]) -> usize {
    let mut run = 0;
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Table(table) if table.wide => run = at + 1,
            Block::Heading { .. } => {}
            Block::Table(_)
            | Block::Paragraph { .. }
            | Block::List { .. }
            | Block::Quotation { .. }
            | Block::Contents
            | Block::PageBreak => break,
        }
    }
    run
}

/// Text as a string literal of Typst, whatever it contains: the only way for it into the source.
///
/// Breaks become spaces, for the layout is the theme's; other control characters are replaced by what can be seen, for
/// nothing that an author wrote may vanish; marks that change the direction of what follows are dropped.
fn literal(text: &str, substitute: char) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                literal.push('\\');
                literal.push(character);
            }
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => literal.push(' '),
            _ if turns_text(character) => {}
            _ if character.is_control() => literal.push(substitute),
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}

/// Whether a character turns the direction of the text behind it, as an embedding, an override or an isolate does.
fn turns_text(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character needs no glyph: shaping takes it away.
fn is_invisible(character: char) -> bool {
    turns_text(character)
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}')
}

/// Words without their looks.
fn plain(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text(text, _) | Inline::Reference(_, text) => text.clone(),
        Inline::Strong(words) | Inline::Emphasis(words) | Inline::Link(_, words) => plain(words),
    });
    words.collect()
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

/// A date as it is printed: "18 July 2023".
fn in_words(date: Date) -> String {
    let mut words = String::new();
    let _ = write!(words, "{} {} {}", date.day(), date.month(), date.year());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_literal() {
        assert_eq!(literal(r#"#eval("x") \ $a$ `b` */"#, '□'), r##""#eval(\"x\") \\ $a$ `b` */""##);
        assert_eq!(literal("a\u{0}b\nc\u{202e}d", '□'), "\"a□b cd\"");
    }

    #[test]
    fn long_titles_are_cut_at_a_word() {
        let title = "Corporate Parenting Panel annual report to Full Council, and the strategy for it";
        assert_eq!(short(title), "Corporate Parenting Panel annual report to Full Council, and the…");
        assert_eq!(short("Report"), "Report");
    }
}
