//! The paper as calls of the theme's functions, every text of it a string literal.

use std::collections::BTreeSet;

use rust_decimal::prelude::ToPrimitive;

use super::literal::{is_invisible, literal};
use super::measure::{Points, Weight};
use super::report::defect;
use super::{Source, Typesetter, columns, cover, figure, table};
use crate::backend::Options;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Anchor, Block, Cell, Document, Figure, Inline, Marker, Table};
use crate::source::Span;

/// A source in the making.
pub(super) struct Writer<'a> {
    pub(super) source: Source,
    pub(super) typesetter: &'a Typesetter<'a>,
    /// What is printed for a control character.
    substitute: char,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The whole of it.
    pub(super) document: &'a Document,
    /// The anchors that the document has.
    anchors: BTreeSet<&'a str>,
    /// Those that are printed already.
    printed: BTreeSet<&'a str>,
    /// What is being written, in words.
    pub(super) part: String,
    /// Whether it stands on a landscape page.
    landscape: bool,
}

/// Writes a document.
pub(super) fn emit<'a>(
    document: &'a Document,
    typesetter: &'a Typesetter<'a>,
    options: Options,
    diagnostics: &'a mut Diagnostics,
) -> Source {
    let text = typesetter.theme.frame.source.clone();
    let source = Source { body: text.len(), text, ..Source::default() };
    let mut anchors = BTreeSet::new();
    for part in &document.cover.parts {
        anchors.insert(part.anchor.0.as_str());
        collect_anchors(&part.blocks, &mut anchors);
    }
    collect_anchors(&document.body, &mut anchors);
    let part = "the title".to_owned();
    let printed = BTreeSet::new();
    let substitute = if typesetter.has('□') { '□' } else { '?' };
    let mut writer = Writer {
        source,
        typesetter,
        substitute,
        diagnostics,
        document,
        anchors,
        printed,
        part,
        landscape: false,
    };
    cover::emit(&mut writer, document, options);
    writer.raw("#new-page\n");
    "the paper".clone_into(&mut writer.part);
    writer.blocks(&document.body);
    writer.source
}

fn collect_anchors<'a>(blocks: &'a [Block], anchors: &mut BTreeSet<&'a str>) {
    for block in blocks {
        match block {
            Block::Heading { anchor, .. } | Block::Figure(Figure { anchor, .. }) => {
                anchors.insert(&anchor.0);
            }
            Block::Table(Table { anchor, rows, .. }) => {
                anchors.insert(&anchor.0);
                for cell in rows.iter().flat_map(|row| &row.cells) {
                    if let Cell::Blocks(blocks) = cell {
                        collect_anchors(blocks, anchors);
                    }
                }
            }
            Block::Paragraph { anchor, .. } => {
                anchors.extend(anchor.as_ref().map(|anchor| anchor.0.as_str()));
            }
            Block::List { items, .. } => {
                for item in items {
                    collect_anchors(item, anchors);
                }
            }
            Block::Together(blocks) => collect_anchors(blocks, anchors),
            Block::Quotation { blocks, .. } => collect_anchors(blocks, anchors),
            Block::Contents | Block::HeadingBlock | Block::PageBreak => {}
        }
    }
}

impl<'a> Writer<'a> {
    /// Writes code of ours: never anything of the document.
    pub(super) fn raw(&mut self, code: &str) {
        self.source.text.push_str(code);
    }

    /// Writes an argument that may be missing.
    pub(super) fn optional(&mut self, name: &str, value: Option<&str>) {
        self.raw(&format!(", {name}: "));
        match value {
            Some(value) => self.string(value),
            None => self.raw("none"),
        }
    }

    /// Writes blocks; wide tables that follow each other share landscape pages, with the headings before them.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        let mut rest = blocks;
        while let Some((first, others)) = rest.split_first() {
            match wide_run(rest, self.typesetter) {
                0 => {
                    let leads = matches!(
                        (first, others.first()),
                        (Block::Paragraph { .. }, Some(Block::List { .. }))
                    );
                    if leads {
                        self.raw("#leading[");
                    }
                    self.block(first);
                    if leads {
                        self.raw("]\n");
                    }
                    rest = others;
                }
                run => {
                    let (wide, others) = rest.split_at(run);
                    self.raw("#landscape[\n");
                    self.landscape = true;
                    for block in wide {
                        self.block(block);
                    }
                    self.landscape = false;
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
                self.raw("#para(");
                if *continues {
                    self.raw("continues: true, ");
                }
                if anchor.is_some() {
                    self.anchor(anchor.as_ref());
                    self.raw(", ");
                }
                if let Some(number) = number {
                    self.raw(&format!("room: {}, number: ", self.number_room(number)));
                    self.string(number);
                }
                self.raw(")");
                self.inlines(text);
            }
            Block::List { marker, items, continues } => self.list(*marker, items, *continues),
            Block::Quotation { blocks, attribution, continues } => {
                self.raw(&format!("#quotation(continues: {continues}"));
                if let Some(attribution) = attribution {
                    self.raw(", attribution: ");
                    self.inlines(attribution);
                }
                self.raw(")[");
                for block in blocks {
                    match block {
                        Block::Paragraph { number: None, anchor: None, text, .. } => {
                            self.raw("#par");
                            self.inlines(text);
                            self.raw(";");
                        }
                        _ => self.block(block),
                    }
                }
                self.raw("]");
            }
            Block::Table(it) => table::emit(self, it, self.landscape),
            Block::Figure(it) => figure::emit(self, it),
            Block::Contents => self.contents(),
            Block::Together(blocks) => {
                self.raw("#together[\n");
                self.blocks(blocks);
                self.raw("]");
            }
            Block::HeadingBlock => cover::again(self),
            Block::PageBreak => self.raw("#new-page"),
        }
        self.raw("\n");
    }

    /// Writes the contents, with the level of each line that is going to stand there: see the template.
    fn contents(&mut self) {
        let contents = &self.document.contents;
        self.raw(&format!("#contents(depth: {}, separate: (", contents.depth));
        for appendix in &contents.separate {
            self.string(appendix);
            self.raw(", ");
        }
        self.raw("), (");
        let blocks = self.document.body.iter().flat_map(|block| match block {
            Block::Together(blocks) => blocks.as_slice(),
            block => std::slice::from_ref(block),
        });
        for block in blocks {
            if let Block::Heading { level, number, text, .. } = block
                && *level <= contents.depth
            {
                let title = format!("{}. {}", number.as_deref().unwrap_or_default(), plain(text));
                for _ in 0..self.lines(&title) {
                    self.raw(&format!("{level}, "));
                }
            }
        }
        self.raw("))");
    }

    /// How many lines a title takes in the contents, about.
    fn lines(&self, title: &str) -> u32 {
        let Typesetter { theme, measure, .. } = self.typesetter;
        let width = measure.width(title, Weight::Regular) * theme.settings.sizes.body.points();
        let lines = width.checked_div(columns::between_margins(&theme.settings));
        lines.and_then(|lines| lines.ceil().to_u32()).unwrap_or(1).clamp(1, 4)
    }

    /// The width for a paragraph's number: with the space behind it, the number reaches to the indented text.
    fn number_room(&self, number: &str) -> Points {
        let Typesetter { theme, measure, .. } = self.typesetter;
        let size = theme.settings.sizes.body.points();
        let width = |text| measure.width(text, Weight::Regular) * size;
        Points((theme.settings.page.indent.points() - width(" ")).max(width(number)))
    }

    fn list(&mut self, marker: Marker, items: &'a [Vec<Block>], continues: bool) {
        let (name, start) = match marker {
            Marker::Bullet => ("bullet", 1),
            Marker::Number(start) => ("number", start),
            Marker::Letter(start) => ("letter", start),
            Marker::Roman(start) => ("roman", start),
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

    pub(super) fn runs(&mut self, inlines: &[Inline]) {
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
                    self.raw("#link-out(");
                    self.source.text.push_str(&literal(address, ' '));
                    self.raw(")");
                    self.inlines(words);
                    self.raw(";");
                }
                Inline::Note(words, _) => {
                    self.raw("#note");
                    self.inlines(words);
                    self.raw(";");
                }
                Inline::Reference(anchor, words) if self.anchors.contains(anchor.0.as_str()) => {
                    self.raw("#link-to(");
                    self.source.text.push_str(&literal(&anchor.0, ' '));
                    self.raw(")[");
                    self.text(words, None);
                    self.raw("];");
                }
                Inline::Reference(anchor, words) => {
                    let message =
                        format!("a reference leads to “{}”, which is not in the paper", anchor.0);
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
        self.source.text.push_str(&literal(text, self.substitute));
        self.source.note(start, span, &self.part);
        self.raw(";");
    }

    /// Writes words of the document as a string.
    pub(super) fn string(&mut self, text: &str) {
        self.check(text, None);
        self.source.text.push_str(&literal(text, self.substitute));
    }

    /// Reports the characters that would be missing on the page.
    pub(super) fn check(&mut self, text: &str, span: Option<Span>) {
        for character in text.chars() {
            if self.typesetter.has(character) || character.is_control() || is_invisible(character) {
                continue;
            }
            let family = &self.typesetter.theme.settings.fonts.family;
            let code = u32::from(character);
            let message =
                format!("the font {family} has no character “{character}” (U+{code:04X})");
            let diagnostic = Diagnostic::error(
                "character-missing",
                span.unwrap_or_default(),
                message,
            )
            .note(format!("It stands in {}.", self.part))
            .help("say it in words or with another character, or choose a theme whose font has it");
            let primary = diagnostic.primary.filter(|_| span.is_some());
            self.diagnostics.add(Diagnostic { primary, ..diagnostic });
        }
    }
}

/// How many of the first blocks go on landscape pages together: wide tables, and headings right before them.
fn wide_run(blocks: &[Block], typesetter: &Typesetter) -> usize {
    let mut run = 0;
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Table(table) if columns::is_wide(table, typesetter) => run = at + 1,
            Block::Heading { .. } => {}
            Block::Table(_)
            | Block::Figure(_)
            | Block::Paragraph { .. }
            | Block::List { .. }
            | Block::Quotation { .. }
            | Block::Contents
            | Block::Together(_)
            | Block::HeadingBlock
            | Block::PageBreak => break,
        }
    }
    run
}

/// Words without their looks.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text(text, _) | Inline::Reference(_, text) => text.clone(),
        Inline::Strong(words) | Inline::Emphasis(words) | Inline::Link(_, words) => plain(words),
        Inline::Note(..) => String::new(),
    });
    words.collect()
}
