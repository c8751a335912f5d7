//! Figures: pictures and charts are numbered together.

use super::{Composer, Counter, NAMED, inlines};
use crate::document::{Anchor, Block, Figure, FigureKind, Inline, Picture};
use crate::enclosure::PdfFile;
use crate::paper::blocks::appendix_file::{AppendixPage, counted};
use crate::paper::blocks::figure::FigureData;

impl Composer<'_> {
    /// A picture as a figure.
    pub(super) fn picture(&mut self, data: &FigureData, blocks: &mut Vec<Block>) {
        let mut notes: Vec<Vec<Inline>> = data.notes.iter().map(|note| inlines(note)).collect();
        if let Some(source) = &data.source {
            notes.push(vec![Inline::Text(format!("Source: {source}"), None)]);
        }
        let figure = self.numbered_figure(Figure {
            anchor: data.name.as_deref().map_or(Anchor(String::new()), super::anchor_of),
            number: String::new(),
            caption: inlines(&data.caption),
            alt: data.alt.clone(),
            kind: FigureKind::Picture(Picture {
                file: data.file.clone(),
                width: data.width,
                resolution: data.resolution,
            }),
            notes,
            span: data.span,
        });
        blocks.push(Block::Figure(figure));
    }

    /// A figure with the next number.
    pub(super) fn numbered_figure(&mut self, mut figure: Figure) -> Figure {
        self.figures += 1;
        figure.number = format!("Figure {}", self.figures);
        let name = figure.anchor.0.strip_prefix(NAMED).map(|name| name.replace('-', "_"));
        self.numbers.add("figure", self.figures.to_string(), name.as_deref());
        if figure.anchor.0.is_empty() {
            figure.anchor = Anchor(format!("figure-{}", self.figures));
        } else {
            self.places.insert(figure.anchor.clone(), format!("figure\u{a0}{}", self.figures));
        }
        figure
    }
}

/// A page of a PDF file: it is called by its place in the file, not as a figure.
pub(super) fn appendix_page(page: &AppendixPage, counter: &Counter, blocks: &mut Vec<Block>) {
    let AppendixPage { picture, number, of, alt, span } = page;
    let name = picture.path.rsplit('/').next().unwrap_or(&picture.path);
    let name = name.rsplit_once(", page").map_or(name, |(name, _)| name);
    let appendix = counter.section.trim_start_matches('A');
    blocks.push(Block::Figure(Figure {
        anchor: Anchor(format!("appendix-{appendix}-page-{number}")),
        number: format!("Page {number} of {of}"),
        caption: vec![Inline::Text(name.to_owned(), None)],
        alt: alt.clone(),
        kind: FigureKind::Picture(Picture { file: picture.clone(), width: 100, resolution: None }),
        notes: Vec::new(),
        span: *span,
    }));
}

/// How a PDF file is listed among the appendices: its name, which leads to it where it lies beside the paper, and its
/// pages.
pub(super) fn listed(file: &PdfFile) -> [Inline; 3] {
    let text = |words: String| Inline::Text(words, None);
    let name = file.name.as_str();
    [
        text(" (".to_owned()),
        Inline::Link(address(name), vec![text(name.to_owned())]),
        text(format!(", {})", counted(file.pages))),
    ]
}

/// The name of a file as an address.
fn address(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
