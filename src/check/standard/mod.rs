//! What a paper lacks of its standard, and what it has otherwise than the standard asks.

mod lengths;
mod parts;
mod sections;

use crate::diag::Diagnostics;
use crate::paper::blocks::Section;
use crate::paper::standard::Part;
use crate::paper::{Item, Paper};

/// Holds a paper against its standard.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    let Some(standard) = &paper.front.standard else { return };
    parts::check(paper, standard, diagnostics);
    sections::check(paper, standard, diagnostics);
    lengths::check(paper, standard, diagnostics);
}

/// How many of a part a paper has.
fn count(paper: &Paper, part: &Part) -> usize {
    let items = |meant: fn(&Item) -> bool| paper.items.iter().filter(|item| meant(item)).count();
    match part.name {
        "summary" => usize::from(!paper.summary.is_empty()),
        "proposals" => usize::from(!paper.proposals.is_empty()),
        "reasons" => usize::from(!paper.reasons.is_empty()),
        "contents" => items(|item| matches!(item, Item::Contents)),
        "appendix" => items(|item| matches!(item, Item::Appendix(..))),
        "acronyms" => items(|item| matches!(item, Item::Acronyms(..))),
        "calculations" => items(|item| matches!(item, Item::Calculations(..))),
        name => paper.front.matter.count(name),
    }
}

/// The sections of a paper, without those in them.
fn sections(paper: &Paper) -> Vec<&Section> {
    let mut sections = Vec::new();
    for item in &paper.items {
        if let Item::Section(section) = item {
            sections.push(section);
        }
    }
    sections
}
