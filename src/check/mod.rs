//! Checks over a whole paper. To add one: a file here, a row in `CHECKS`, a code in the catalogue and a case.

mod acronyms;
mod background;
mod standard;
mod table_references;
mod table_rows;
mod table_shares;
mod years;

use crate::diag::Diagnostics;
use crate::paper::blocks::table::TableData;
use crate::paper::blocks::{Block, Section};
use crate::paper::{Item, Paper};

/// A check: it reads a paper and adds what it finds.
type Check = fn(&Paper, &mut Diagnostics);

/// Every check, in the order in which they run.
const CHECKS: [Check; 7] = [
    standard::check,
    background::check,
    acronyms::check,
    table_rows::check,
    table_shares::check,
    table_references::check,
    years::check,
];

/// The tables that are typed in a paper, in order.
fn tables(paper: &Paper) -> Vec<&TableData> {
    fn within<'p>(section: &'p Section, tables: &mut Vec<&'p TableData>) {
        for block in &section.blocks {
            match block {
                Block::Table(table) => tables.push(table),
                Block::Section(section) => within(section, tables),
                _ => {}
            }
        }
    }
    let mut tables = Vec::new();
    for item in &paper.items {
        if let Item::Section(section) | Item::Appendix(section, _) = item {
            within(section, &mut tables);
        }
    }
    tables
}

/// Runs every check.
pub fn all(paper: &Paper, diagnostics: &mut Diagnostics) {
    for check in CHECKS {
        check(paper, diagnostics);
    }
}
