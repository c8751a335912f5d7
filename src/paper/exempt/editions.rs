//! One paper → the members' paper and the public's.

use super::{CELL, Exempt, Exemptions, TITLE};
use crate::model::{Model, rule};
use crate::paper::blocks::acronyms::{Acronym, mentions};
use crate::paper::blocks::table::{RowData, TableData};
use crate::paper::blocks::{Block, Section};
use crate::paper::prose::Inline;
use crate::paper::{Item, Paper, Words};
use crate::source::Span;

/// Who reads a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    #[default]
    Public,
    /// Members of the council, and the officers who advise them.
    Members,
}

/// The paper with everything in it and, where something in it is exempt, the public's. `other` is the paper as it is with
/// the public's data, where that differs.
pub fn both(
    paper: Option<Paper>,
    other: impl FnOnce() -> Option<Paper>,
) -> (Option<Paper>, Option<Paper>) {
    match paper {
        Some(paper) if !paper.exempt.is_empty() => {
            let public = public(other().unwrap_or_else(|| paper.clone()));
            (Some(members(paper)), Some(public))
        }
        paper => (paper, None),
    }
}

/// The paper with everything in it; what is exempt is marked.
fn members(paper: Paper) -> Paper {
    let mut paper = paper;
    let exempt = std::mem::take(&mut paper.exempt);
    for_sections(&mut paper, &|section| marked(section, &exempt));
    paper.audience = Audience::Members;
    Paper { exempt, ..paper }
}

/// The paper without anything that is exempt.
fn public(paper: Paper) -> Paper {
    let mut paper = paper;
    let exempt = std::mem::take(&mut paper.exempt);
    for_sections(&mut paper, &|section| withheld(section, &exempt));
    without_acronyms(&mut paper, &exempt);
    paper.words.retain(|words| !exempt.hides(words.span));
    paper.record.statements.retain(|statement| !exempt.hides(statement.span));
    paper.tally = paper.tally.without(paper.exempt_tally);
    paper.audience = Audience::Public;
    Paper { exempt, ..paper }
}

/// Leaves out acronyms that only what is exempt uses: the list would tell what it is about.
fn without_acronyms(paper: &mut Paper, exempt: &Exemptions) {
    let Paper { items, words, front, .. } = paper;
    let (hidden, open): (Vec<&Words>, Vec<&Words>) =
        words.iter().partition(|words| exempt.hides(words.span));
    let used = |all: &[&Words], acronym: &Acronym| {
        acronym.all().any(|short| all.iter().any(|words| mentions(&words.text, short)))
    };
    let in_title = |acronym: &Acronym| acronym.all().any(|short| mentions(&front.title, short));
    for item in items {
        if let Item::Acronyms(acronyms, _) = item {
            acronyms.retain(|acronym| {
                !used(&hidden, acronym) || used(&open, acronym) || in_title(acronym)
            });
        }
    }
}

/// The model as the public's paper sees it: without the values of indicators that are exempt.
pub fn public_model(model: &Model) -> Option<Model> {
    let is_exempt = |number: usize| {
        model.indicators.get_index(number).is_some_and(|(_, indicator)| indicator.exempt.is_some())
    };
    let any = model.indicators.values().any(|indicator| indicator.exempt.is_some());
    any.then(|| {
        let mut public = model.clone();
        public.dataset.withhold(&|series| is_exempt(series.indicator));
        public
    })
}

fn for_sections(paper: &mut Paper, change: &dyn Fn(Section) -> Section) {
    let items = std::mem::take(&mut paper.items);
    let items = items.into_iter().map(|item| match item {
        Item::Part(section) => Item::Part(change(section)),
        Item::Section(section) => Item::Section(change(section)),
        Item::Appendix(section, separate) => Item::Appendix(change(section), separate),
        item => item,
    });
    paper.items = items.collect();
}

fn marked(section: Section, exempt: &Exemptions) -> Section {
    let around = |at: Option<usize>, blocks: Vec<Block>| match at {
        Some(at) => {
            let begin = std::iter::once(Block::Exempt(Exempt::Begins(at)));
            begin.chain(blocks).chain([Block::Exempt(Exempt::Ends(at))]).collect()
        }
        None => blocks,
    };
    let mut blocks = Vec::new();
    for block in section.blocks {
        match block {
            Block::Section(inner) => blocks.push(Block::Section(marked(inner, exempt))),
            Block::Exempt(Exempt::Whole(at, inner)) => {
                blocks.extend(around(Some(at), vec![noted(*inner, exempt)]));
            }
            block => blocks.push(noted(block, exempt)),
        }
    }
    Section { blocks: around(section.exempt, blocks), ..section }
}

/// A table says to members which of its cells the public does not see.
fn noted(block: Block, exempt: &Exemptions) -> Block {
    let Block::Table(mut table) = block else { return block };
    for at in exempt.of_table(table.span) {
        let Some(exemption) = exempt.all.get(*at) else { continue };
        let mut cells = Vec::new();
        for row in &table.rows {
            let hidden: Vec<usize> =
                exempt.row(row.span).filter(|(_, of)| of == at).map(|(column, _)| column).collect();
            if hidden.len() == table.columns.len() {
                cells.push(row.label.clone());
            } else {
                let titles = hidden.iter().filter_map(|column| table.columns.get(*column));
                cells.extend(titles.map(|column| format!("{}, {}", row.label, column.title)));
            }
        }
        let words = format!(
            "Not for publication: {} ({}; {}).",
            cells.join("; "),
            exemption.reason,
            rule(exemption.paragraph)
        );
        table.notes.push(vec![Inline::Text(words, exemption.span)]);
    }
    Block::Table(table)
}

fn withheld(section: Section, exempt: &Exemptions) -> Section {
    if let Some(at) = section.exempt {
        let place = exempt.all.get(at).map_or(Span::default(), |exemption| exemption.span);
        return Section {
            name: None,
            title: vec![Inline::Text(TITLE.to_owned(), place)],
            blocks: vec![Block::Exempt(Exempt::Withheld(at))],
            file: None,
            ..section
        };
    }
    let blocks = section.blocks.into_iter().map(|block| match block {
        Block::Section(inner) => Block::Section(withheld(inner, exempt)),
        Block::Exempt(Exempt::Whole(at, _)) => Block::Exempt(Exempt::Withheld(at)),
        Block::Table(table) => Block::Table(without_cells(table, exempt)),
        block => block,
    });
    Section { blocks: blocks.collect(), ..section }
}

/// A table with [`CELL`] in place of each cell that is exempt.
pub fn without_cells(mut table: TableData, exempt: &Exemptions) -> TableData {
    for row in &mut table.rows {
        for (column, _) in exempt.row(row.span) {
            without_cell(row, column);
        }
    }
    for at in exempt.of_table(table.span) {
        let Some(exemption) = exempt.all.get(*at) else { continue };
        let words = format!("{CELL}: {} ({}).", exemption.reason, rule(exemption.paragraph));
        table.notes.push(vec![Inline::Text(words, exemption.span)]);
    }
    table
}

fn without_cell(row: &mut RowData, column: usize) {
    let place = row.span;
    if let Some(cell) = row.cells.get_mut(column) {
        *cell = vec![Inline::Text(CELL.to_owned(), place)];
    }
    if let Some(value) = row.values.get_mut(column) {
        *value = None;
    }
    if let Some(absent) = row.absent.get_mut(column) {
        *absent = None;
    }
    if let Some(notes) = row.notes.get_mut(column) {
        notes.clear();
    }
    if let Some(fraction) = row.fractions.get_mut(column) {
        *fraction = None;
    }
    if column == 0 {
        CELL.clone_into(&mut row.label);
    }
}
