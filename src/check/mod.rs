//! Checks over a whole paper. To add one: a file here, a row in `CHECKS`, a code in the catalogue and a case.

mod acronyms;
mod background;
mod part_sections;
mod registers;
mod standard;
mod table_references;
mod table_rows;
mod table_shares;
mod terms;
mod years;

use crate::diag::Diagnostics;
use crate::paper::Paper;
use crate::paper::blocks::table::TableData;
use crate::paper::blocks::{Block, Section};
use crate::paper::exempt::Exempt;

/// A check: it reads a paper and adds what it finds.
type Check = fn(&Paper, &mut Diagnostics);

/// Every check, in the order in which they run.
const CHECKS: [Check; 10] = [
    part_sections::check,
    standard::check,
    background::check,
    acronyms::check,
    table_rows::check,
    table_shares::check,
    table_references::check,
    years::check,
    registers::check,
    terms::check,
];

/// The blocks of a paper, in order, but for the sections themselves.
fn blocks(paper: &Paper) -> Vec<&Block> {
    fn within<'p>(section: &'p Section, blocks: &mut Vec<&'p Block>) {
        section.blocks.iter().for_each(|block| one(block, blocks));
    }
    fn one<'p>(block: &'p Block, blocks: &mut Vec<&'p Block>) {
        match block {
            Block::Section(section) => within(section, blocks),
            Block::Exempt(Exempt::Whole(_, inner)) => one(inner, blocks),
            block => blocks.push(block),
        }
    }
    let mut blocks = Vec::new();
    for item in &paper.items {
        if let Some(section) = item.section() {
            within(section, &mut blocks);
        }
    }
    blocks
}

/// The tables that are typed in a paper, in order.
fn tables(paper: &Paper) -> Vec<&TableData> {
    let blocks = blocks(paper).into_iter();
    blocks
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

/// Runs every check.
pub fn all(paper: &Paper, diagnostics: &mut Diagnostics) {
    for check in CHECKS {
        check(paper, diagnostics);
    }
}
