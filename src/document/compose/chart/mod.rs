//! Charts: a figure that is drawn, described and noted, and a table with its data.
//!
//! | file | does |
//! | --- | --- |
//! | `scale` | axes of round figures, and words that do not run into each other |
//! | `frame` | the axes, the expected range and the target |
//! | `lines`, `bars` | what is drawn |
//! | `described` | the description and the notes |
//! | `data` | the table of its figures |

mod bars;
mod data;
mod described;
mod frame;
mod lines;
mod scale;

use super::text;
use rust_decimal::Decimal;

use super::{Composer, inlines};
use crate::document::{Anchor, Block, Figure, FigureKind, Ink, Inline};
use crate::paper::blocks::chart::{Chart, Data, Form};

/// The colours of as many series as there are, by their numbers in the theme: two stand as far apart as they can.
const INKS: [&[u8]; 4] = [&[1], &[1, 4], &[1, 2, 3], &[1, 2, 3, 4]];

fn series_ink(count: usize, series: usize) -> Ink {
    let inks = INKS.get(count.saturating_sub(1)).copied().unwrap_or(&[1, 2, 3, 4]);
    Ink::Series(inks.get(series % inks.len()).copied().unwrap_or(1))
}

fn half() -> Decimal {
    Decimal::new(5, 1)
}

impl Composer<'_> {
    /// A chart, and the table of its figures where no other table has them.
    pub(super) fn chart(&mut self, chart: &Chart, blocks: &mut Vec<Block>) {
        let chart = &chart.seen_in(self.model);
        let mut drawn = match chart.form {
            Form::Line => lines::draw(chart),
            Form::Bar => bars::draw(chart),
        };
        let titled = described::has_caption(chart);
        let caption = match &chart.caption {
            Some(words) if titled => inlines(words),
            _ => text(&chart.title),
        };
        drawn.subtitle = titled.then(|| chart.title.clone());
        let mut notes: Vec<Vec<Inline>> = chart.notes.iter().map(|note| inlines(note)).collect();
        let mut said = described::notes(chart, lines::scale_of(chart).as_ref());
        if chart.form == Form::Bar {
            said.extend(bars::lines_in_words(chart));
        }
        if !said.is_empty() {
            notes.push(text(said.join(" ")));
        }
        if !chart.sources.is_empty() {
            notes
                .push(text(format!("Source: {}.", chart.sources.join("; ").trim_end_matches('.'))));
        }
        let anchor = chart.name.as_deref().map_or(Anchor(String::new()), super::anchor_of);
        let figure = self.numbered_figure(Figure {
            anchor,
            number: String::new(),
            caption,
            alt: described::alt(chart),
            kind: FigureKind::Chart(drawn),
            notes,
            span: chart.span,
        });
        let number = figure.number.clone();
        blocks.push(Block::Figure(figure));
        if chart.data == Data::Below {
            let table = data::table(chart, &number);
            let table = self.numbered_table(table);
            blocks.push(Block::Table(table));
        }
    }
}
