//! Parts and sections that are longer than the standard allows. Pages are counted when the paper is built.

use super::sections;
use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::Paper;
use crate::paper::blocks::{Block, Section, table};
use crate::paper::prose::{self, Inline, Passage};
use crate::paper::standard::Standard;
use crate::source::Span;

pub(super) fn check(paper: &Paper, standard: &Standard, diagnostics: &mut Diagnostics) {
    for (part, most) in &standard.words {
        let passages = match part.name {
            "summary" => &paper.summary,
            "proposals" => &paper.proposals,
            _ => &paper.reasons,
        };
        let found = words(passages);
        if found > *most
            && let Some(place) = begin(passages)
        {
            diagnostics.add(long(place, part.what, found, *most, standard));
        }
    }
    for section in sections(paper) {
        let title = table::plain(&section.title);
        let most = standard.section(&title).and_then(|asked| asked.words);
        let found = within(section);
        if let Some(most) = most.filter(|most| found > *most) {
            let what = format!("the section \"{title}\"");
            diagnostics.add(long(section.place, &what, found, most, standard));
        }
    }
}

fn long(place: Span, what: &str, found: usize, most: usize, standard: &Standard) -> Diagnostic {
    let what = what.strip_prefix("an ").map_or(what.to_owned(), |what| format!("the {what}"));
    Diagnostic::warning(
        "part-long",
        place,
        format!("{what} has {found} words; {} has at most {most} there", standard.title),
    )
    .help(format!("shorten it by {} words, or move what is detail into an appendix", found - most))
}

/// The words of a section and of the sections in it, tables left out.
fn within(section: &Section) -> usize {
    let of = |block: &Block| match block {
        Block::Section(inner) => within(inner),
        Block::Narrative(_, passages) | Block::Quote(_, passages) | Block::Note(passages) => {
            words(passages)
        }
        _ => 0,
    };
    section.blocks.iter().map(of).sum()
}

fn words(passages: &[Passage]) -> usize {
    let count = |inlines: &[Inline]| table::plain(inlines).split_whitespace().count();
    let of = |passage: &Passage| match passage {
        Passage::Paragraph(_, inlines) => count(inlines),
        Passage::List(_, items) => {
            items.iter().map(|item| count(&item.words) + words(&item.nested)).sum()
        }
        Passage::Quotation(phrases) => phrases.iter().map(|phrase| count(phrase)).sum(),
    };
    passages.iter().map(of).sum()
}

/// Where some prose begins.
fn begin(passages: &[Passage]) -> Option<Span> {
    passages.iter().find_map(|passage| match passage {
        Passage::Paragraph(_, inlines) => prose::place(inlines),
        Passage::List(_, items) => prose::place(&items.first()?.words),
        Passage::Quotation(phrases) => prose::place(phrases.first()?),
    })
}
