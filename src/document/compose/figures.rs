//! Figures: pictures and charts are numbered together.

use super::{Composer, NAMED, inlines};
use crate::document::{Anchor, Block, Figure, FigureKind, Inline, Picture};
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
