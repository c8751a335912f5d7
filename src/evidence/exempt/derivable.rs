//! Cells that are exempt or suppressed, and that the rest of the paper gives away: what is left of a total when the other
//! rows are taken from it, along rows, columns, prose and shares together.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::equations::{Cell, Sums};
use super::linear::{Known, solve};
use crate::diag::{Diagnostic, Diagnostics};
use crate::evidence::gather::Material;
use crate::paper::blocks::table::RowData;
use crate::paper::scope::Scope;
use crate::source::Span;

/// So many ways of withholding more are tried.
const TRIES: usize = 400;

/// Reports each cell that can be worked out.
pub(super) fn check(
    material: Material<'_>,
    (scope, said): (&Scope<'_>, &BTreeSet<Span>),
    diagnostics: &mut Diagnostics,
) {
    // What shows a cell outright was said.
    let sums = Sums::of(material, scope, said);
    let system = System::new(material, &sums);
    for known in system.given_away(&BTreeSet::new()) {
        diagnostics.add(system.report(&known));
    }
}

/// The cells of a paper, of which some are not to be known.
struct System<'a> {
    material: Material<'a>,
    sums: &'a Sums<'a>,
    cells: Vec<Cell>,
    hidden: BTreeSet<Cell>,
    /// Those of columns in which nothing is below nought.
    positive: BTreeSet<Cell>,
}

impl<'a> System<'a> {
    fn new(material: Material<'a>, sums: &'a Sums<'a>) -> Self {
        let exempt = &material.paper.exempt;
        let (mut cells, mut hidden, mut positive) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for (at, table) in sums.tables.iter().enumerate() {
            let whole = exempt.of_cell(table.span).is_none() && exempt.hides(table.span);
            for column in 1..table.columns.len() {
                let below = |row: usize| {
                    sums.value((at, row, column)).is_some_and(|value| value < Decimal::ZERO)
                };
                let none_below = !(0..table.rows.len()).any(below);
                for (number, row) in table.rows.iter().enumerate() {
                    let cell = (at, number, column);
                    let suppressed = sums.is_suppressed(cell);
                    if sums.value(cell).is_none() && !suppressed {
                        continue;
                    }
                    cells.push(cell);
                    if whole
                        || suppressed
                        || exempt.row(row.span).any(|(hidden, _)| hidden == column)
                    {
                        hidden.insert(cell);
                    }
                    if none_below {
                        positive.insert(cell);
                    }
                }
            }
        }
        Self { material, sums, cells, hidden, positive }
    }

    /// The hidden cells that can be worked out where so many more are hidden too.
    fn given_away(&self, more: &BTreeSet<Cell>) -> Vec<Known<Cell>> {
        if self.hidden.is_empty() {
            return Vec::new();
        }
        let unknown = |cell: Cell| self.hidden.contains(&cell) || more.contains(&cell);
        solve(&self.sums.with(&unknown), &self.positive)
    }

    fn report(&self, known: &Known<Cell>) -> Diagnostic {
        let (row, column) = self.sums.title(known.unknown);
        let suppressed = self.sums.is_suppressed(known.unknown);
        let state = if suppressed { "suppressed" } else { "exempt" };
        let mut diagnostic = Diagnostic::error(
            "exempt-derivable",
            self.place(known.unknown),
            format!("{row} in \"{column}\" is {state}, and can be worked out from what is printed"),
        )
        .here("what is left when the others are taken away");
        for number in &known.from {
            if let Some(equation) = self.sums.equations.get(*number) {
                diagnostic = diagnostic.label(equation.place, equation.words.clone());
            }
        }
        match self.enough(known.unknown) {
            Some(more) if more.len() == 1 => {
                let figure = more.iter().next().and_then(|cell| self.sums.printed(*cell));
                let figure = figure.map_or(String::new(), |figure| format!(" ({figure})"));
                diagnostic = diagnostic.help(format!(
                    "withhold {}{figure} as well: it is the smallest that is enough",
                    self.listed(&more)
                ));
            }
            Some(more) => {
                diagnostic = diagnostic.help(format!(
                    "withhold {} as well: these are the smallest that are enough",
                    self.listed(&more)
                ));
            }
            None => {}
        }
        diagnostic.help("or leave out what it can be worked out from, such as the total")
    }

    /// The smallest cells that, withheld as well, keep a cell from being worked out: one, or three that make a rectangle
    /// with it in a table whose rows and columns are both added up.
    fn enough(&self, cell: Cell) -> Option<BTreeSet<Cell>> {
        let (table, row, column) = cell;
        let size = |cell: Cell| self.sums.value(cell).map(|value| value.abs());
        let is_total = |cell: Cell| {
            let row = self.sums.tables.get(cell.0).and_then(|table| table.rows.get(cell.1));
            row.is_some_and(RowData::is_sum)
        };
        let free =
            |cell: &Cell| cell.0 == table && !self.hidden.contains(cell) && size(*cell).is_some();
        let open: Vec<Cell> =
            self.cells.iter().copied().filter(|cell| free(cell) && !is_total(*cell)).collect();
        let mut ways: Vec<(Decimal, BTreeSet<Cell>)> = open
            .iter()
            .filter_map(|other| Some((size(*other)?, BTreeSet::from([*other]))))
            .collect();
        ways.sort();
        let mut corners = Vec::new();
        for (_, across, down) in open.iter().filter(|other| other.1 != row && other.2 != column) {
            let corners_of: BTreeSet<Cell> =
                [(table, *across, *down), (table, row, *down), (table, *across, column)].into();
            let new: BTreeSet<Cell> = corners_of.difference(&self.hidden).copied().collect();
            let sum = new
                .iter()
                .map(|cell| size(*cell))
                .try_fold(Decimal::ZERO, |sum, size| sum.checked_add(size?));
            if let Some(sum) = sum.filter(|_| new.iter().all(|cell| open.contains(cell))) {
                corners.push((sum, new));
            }
        }
        corners.sort();
        ways.extend(corners);
        // The best way keeps every hidden cell of the table.
        let kept = |more: &BTreeSet<Cell>, all: bool| {
            let known = self.given_away(more);
            let is_lost = |lost: Cell| {
                lost == cell
                    || more.contains(&lost)
                    || (all && lost.0 == table && self.hidden.contains(&lost))
            };
            !known.iter().any(|known| is_lost(known.unknown))
        };
        ways.truncate(TRIES);
        let best = ways.iter().find(|(_, more)| kept(more, true));
        best.or_else(|| ways.iter().find(|(_, more)| kept(more, false)))
            .map(|(_, more)| more.clone())
    }

    fn listed(&self, cells: &BTreeSet<Cell>) -> String {
        let titles: Vec<String> = cells
            .iter()
            .map(|cell| {
                let (row, column) = self.sums.title(*cell);
                format!("{row} in \"{column}\"")
            })
            .collect();
        match titles.as_slice() {
            [firsts @ .., last] if !firsts.is_empty() => {
                format!("{} and {last}", firsts.join(", "))
            }
            titles => titles.join(""),
        }
    }

    /// The figure of a cell, or its row.
    fn place(&self, (table, row, column): Cell) -> Span {
        let row = self.sums.tables.get(table).and_then(|table| table.rows.get(row));
        let input = row
            .and_then(|row| row.values.get(column)?.as_ref()?.inputs.first())
            .and_then(|input| input.span)
            .filter(|span| {
                row.is_some_and(|row| {
                    row.span.file == span.file
                        && row.span.start <= span.start
                        && span.end <= row.span.end
                })
            });
        let exempt = &self.material.paper.exempt;
        input
            .or(row.map(|row| row.span))
            .unwrap_or_else(|| exempt.places().next().unwrap_or_default())
    }
}
