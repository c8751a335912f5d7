//! What the public can add up: the cells of a paper's tables, and everything in the public's paper that says how they
//! hang together: totals, worked-out columns, shares, and the figures in prose.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::linear::Linear;
use crate::evidence::gather::Material;
use crate::evidence::tables::{Printed, tables};
use crate::model::{Absent, Mark, Unit};
use crate::paper::blocks::table::rows::first_addend;
use crate::paper::blocks::table::{RowData, TableData};
use crate::paper::blocks::{Block, Section};
use crate::paper::record::Statement;
use crate::paper::scope::Scope;
use crate::paper::values::calculation::{Calculation, Key};
use crate::paper::{Item, Paper};
use crate::source::Span;
use crate::syntax::ast::{
    Aggregate, Expression, ExpressionKind as Kind, Operator, Reference, Relation,
};

/// A cell: the place of its table, its row and its column.
pub(super) type Cell = (usize, usize, usize);

/// Something that says how cells hang together.
#[derive(Clone, Debug)]
pub(super) struct Equation {
    /// `sum = 0`
    sum: Linear<Cell>,
    /// A cell that has to be known for it: a share.
    needs: Option<Cell>,
    /// Where it is printed.
    pub(super) place: Span,
    /// What it is, in words.
    pub(super) words: String,
    /// The exempt table that it belongs to, if it is printed there: then the public does not see it.
    inside: bool,
}

/// The tables of a paper and what can be added up in it.
pub(super) struct Sums<'a> {
    pub(super) tables: Vec<&'a TableData>,
    pub(super) equations: Vec<Equation>,
    /// Cells that a sentence for everybody names by themselves.
    pub(super) alone: BTreeSet<Cell>,
}

/// One sum over another.
struct Ratio {
    over: Linear<Cell>,
    under: Linear<Cell>,
}

impl<'a> Sums<'a> {
    /// Everything that the public's paper adds up.
    pub(super) fn of(material: Material<'a>, scope: &Scope<'_>, but: &BTreeSet<Span>) -> Self {
        let tables =
            tables(material.paper, material.model).into_iter().filter_map(|table| match table {
                Printed::Typed(table) => Some(table),
                Printed::Filled { .. } => None,
            });
        let mut sums =
            Self { tables: tables.collect(), equations: Vec::new(), alone: BTreeSet::new() };
        for (at, table) in sums.tables.clone().into_iter().enumerate() {
            let inside = material.paper.exempt.of_cell(table.span).is_none()
                && material.paper.exempt.hides(table.span);
            let before = sums.equations.len();
            sums.totals(at, table);
            sums.formulas(at, table, scope);
            sums.shares(at, table);
            for equation in sums.equations.iter_mut().skip(before) {
                equation.inside = inside;
            }
        }
        for statement in &material.paper.record.statements {
            if !material.paper.exempt.hides(statement.span) && !but.contains(&statement.whole) {
                sums.statement(statement, scope);
            }
        }
        sums
    }

    /// The equations as they are where some cells are not known: what is known is put in.
    pub(super) fn with(&self, unknown: &dyn Fn(Cell) -> bool) -> Vec<(usize, Linear<Cell>)> {
        let mut all = Vec::new();
        for (number, equation) in self.equations.iter().enumerate() {
            if equation.inside || equation.needs.is_some_and(unknown) {
                continue;
            }
            let mut sum = Linear::figure(equation.sum.constant);
            for (cell, factor) in &equation.sum.factors {
                let term = match self.value(*cell) {
                    Some(value) if !unknown(*cell) => Linear::figure(value),
                    _ => Linear::unknown(*cell),
                };
                let Some(more) = sum.plus(&term, *factor) else { break };
                sum = more;
            }
            if !sum.factors.is_empty() {
                all.push((number, sum));
            }
        }
        all
    }

    /// The figure of a cell.
    pub(super) fn value(&self, (table, row, column): Cell) -> Option<Decimal> {
        let row = self.tables.get(table)?.rows.get(row)?;
        Some(row.values.get(column)?.as_ref()?.exact)
    }

    /// The figure of a cell, as it is printed.
    pub(super) fn printed(&self, (table, row, column): Cell) -> Option<String> {
        let row = self.tables.get(table)?.rows.get(row)?;
        Some(row.values.get(column)?.as_ref()?.printed())
    }

    /// Whether a cell says that its figure is suppressed.
    pub(super) fn is_suppressed(&self, (table, row, column): Cell) -> bool {
        let row = self.tables.get(table).and_then(|table| table.rows.get(row));
        row.is_some_and(|row| suppressed(row, column))
    }

    /// The title of a cell: its row and its column.
    pub(super) fn title(&self, (table, row, column): Cell) -> (String, String) {
        let table = self.tables.get(table);
        let row = table.and_then(|table| table.rows.get(row)).map_or("", |row| row.label.as_str());
        let column = table.and_then(|table| table.columns.get(column));
        (row.to_owned(), column.map_or(String::new(), |column| column.title.clone()))
    }

    fn says(&mut self, sum: Option<Linear<Cell>>, needs: Option<Cell>, place: Span, words: String) {
        if let Some(sum) = sum.filter(|sum| !sum.factors.is_empty()) {
            self.equations.push(Equation { sum, needs, place, words, inside: false });
        }
    }

    /// Rows that are the sum of the rows above.
    fn totals(&mut self, at: usize, table: &TableData) {
        for (number, total) in table.rows.iter().enumerate().filter(|(_, row)| row.is_sum()) {
            let above = table.rows.get(..number).unwrap_or(&[]);
            let since = first_addend(above, total.role);
            for (column, described) in table.columns.iter().enumerate().skip(1) {
                let is_part = |row: &RowData| row.is_item() && holds(row, column);
                let parts: Vec<usize> =
                    (since..number).filter(|row| is_part(&table.rows[*row])).collect();
                if described.text
                    || described.formula.is_some()
                    || !holds(total, column)
                    || !adds_up(table, &parts, number, column)
                {
                    continue;
                }
                let mut sum = Linear::unknown((at, number, column)).times(-Decimal::ONE);
                for part in parts {
                    sum = sum.and_then(|sum| {
                        sum.plus(&Linear::unknown((at, part, column)), Decimal::ONE)
                    });
                }
                let words = format!("\"{}\" adds up \"{}\"", total.label, described.title);
                self.says(sum, None, total.span, words);
            }
        }
    }

    /// Columns that are worked out from others, row by row.
    fn formulas(&mut self, at: usize, table: &TableData, scope: &Scope<'_>) {
        for (column, described) in table.columns.iter().enumerate() {
            let Some(formula) = &described.formula else { continue };
            for (number, row) in table.rows.iter().enumerate() {
                let Some(ratio) = formula_of(formula, (at, number), table, scope) else { continue };
                let own = (at, number, column);
                let words = format!("\"{}\" is worked out from the other columns", described.title);
                match (ratio.under.constant(), row.values.get(column).and_then(Option::as_ref)) {
                    (Some(_), _) => {
                        let sum = ratio.over.plus(&Linear::unknown(own), -ratio.under.constant);
                        self.says(sum, None, row.span, words);
                    }
                    (None, Some(value)) => {
                        let sum = ratio.over.plus(&ratio.under, -value.exact);
                        self.says(sum, Some(own), row.span, words);
                    }
                    (None, None) => {}
                }
            }
        }
    }

    /// Lines `share … of …`.
    fn shares(&mut self, at: usize, table: &TableData) {
        let row = |title: &str| table.rows.iter().position(|row| row.label == title);
        let column = |name: &str| table.columns.iter().position(|column| column.name == name);
        // The rows of shares and of numbers: all are of one whole, which need not be printed.
        let mut rows: Vec<(usize, usize)> = Vec::new();
        for share in &table.asked.shares {
            if share.columns {
                let (Some(part), Some(of)) = (column(&share.share.0), column(&share.of.0)) else {
                    continue;
                };
                let numbers = (0..table.rows.len())
                    .filter(|row| table.rows[*row].is_item() && holds(&table.rows[*row], of));
                let whole = sum_of(numbers.map(|row| (at, row, of)));
                for number in 0..table.rows.len() {
                    let Some(value) = self.value((at, number, part)) else { continue };
                    let sum = whole.as_ref().and_then(|whole| {
                        Linear::unknown((at, number, of))
                            .times(Decimal::ONE_HUNDRED)?
                            .plus(whole, -value)
                    });
                    let words = format!("the share of \"{}\"", table.rows[number].label);
                    self.says(sum, Some((at, number, part)), table.rows[number].span, words);
                }
            } else if let (Some(part), Some(of)) = (row(&share.share.0), row(&share.of.0)) {
                rows.push((part, of));
            }
        }
        for pair in rows.windows(2) {
            let [(part, of), (next_part, next_of)] = pair else { continue };
            for column in 1..table.columns.len() {
                let value = |row: usize| self.value((at, row, column));
                let (Some(share), Some(next)) = (value(*part), value(*next_part)) else { continue };
                let sum = Linear::unknown((at, *of, column))
                    .times(next)
                    .and_then(|sum| sum.plus(&Linear::unknown((at, *next_of, column)), -share));
                let words =
                    format!("the shares of one whole in \"{}\"", table.columns[column].title);
                self.says(sum, Some((at, *part, column)), table.rows[*part].span, words);
            }
        }
    }

    /// A figure in prose that is worked out from cells.
    fn statement(&mut self, statement: &Statement, scope: &Scope<'_>) {
        let Some(expression) = statement.expression() else { return };
        if let Some(calculation) = scope.calculation(expression) {
            self.name_alone(&calculation);
        }
        let (sum, words) = match &expression.kind {
            Kind::Compare(Relation::Equal, left, right) => {
                let side = |side: &Expression| self.ratio(&scope.calculation(side)?);
                let (Some(left), Some(right)) = (side(left), side(right)) else { return };
                let over = |side: &Ratio| {
                    side.over.times(Decimal::ONE.checked_div(side.under.constant()?)?)
                };
                let sum = over(&left)
                    .zip(over(&right))
                    .and_then(|(left, right)| left.plus(&right, -Decimal::ONE));
                (sum, "these words say that they are equal")
            }
            kind if kind.is_claim() => return,
            _ => {
                let ratio = scope.calculation(expression).and_then(|one| self.ratio(&one));
                let (Some(ratio), Some(value)) = (ratio, statement.value(scope)) else { return };
                (ratio.over.plus(&ratio.under, -value.exact), "this figure is worked out from it")
            }
        };
        self.says(sum, None, statement.whole, words.to_owned());
    }

    /// Keeps the cells that a calculation names by themselves, and not as one of a column.
    fn name_alone(&mut self, calculation: &Calculation) {
        match calculation {
            Calculation::Operand(operand) => {
                let cell = operand.key.as_ref().and_then(|key| self.find(key));
                self.alone.extend(cell);
            }
            Calculation::Worked(_, left, right) => {
                self.name_alone(left);
                self.name_alone(right);
            }
            Calculation::Negated(inner) | Calculation::Percentage(inner) => self.name_alone(inner),
            Calculation::Figure(_)
            | Calculation::Sum(_)
            | Calculation::Mean(_)
            | Calculation::Among(_) => {}
        }
    }

    /// A calculation as one sum over another; `None` where it is more than that.
    fn ratio(&self, calculation: &Calculation) -> Option<Ratio> {
        let one = |over: Linear<Cell>| Ratio { over, under: Linear::figure(Decimal::ONE) };
        let sum = |parts: &[Calculation]| -> Option<Linear<Cell>> {
            parts.iter().try_fold(Linear::figure(Decimal::ZERO), |sum, part| {
                let part = self.ratio(part)?;
                sum.plus(&part.over, Decimal::ONE.checked_div(part.under.constant()?)?)
            })
        };
        match calculation {
            Calculation::Operand(operand) => {
                let cell = operand.key.as_ref().and_then(|key| self.find(key));
                Some(one(cell.map_or_else(|| Linear::figure(operand.value.exact), Linear::unknown)))
            }
            Calculation::Figure(value) => Some(one(Linear::figure(value.exact))),
            Calculation::Worked(operator, left, right) => {
                combined(*operator, &self.ratio(left)?, &self.ratio(right)?)
            }
            Calculation::Negated(inner) => {
                let inner = self.ratio(inner)?;
                Some(Ratio { over: inner.over.times(-Decimal::ONE)?, ..inner })
            }
            Calculation::Percentage(inner) => {
                let inner = self.ratio(inner)?;
                Some(Ratio { over: inner.over.times(Decimal::ONE_HUNDRED)?, ..inner })
            }
            Calculation::Sum(parts) => Some(one(sum(parts)?)),
            Calculation::Mean(parts) => {
                Some(Ratio { over: sum(parts)?, under: Linear::figure(Decimal::from(parts.len())) })
            }
            Calculation::Among(_) => None,
        }
    }

    fn find(&self, key: &Key) -> Option<Cell> {
        let Key::Cell(name, column, row) = key else { return None };
        let at = self.tables.iter().position(|table| table.name == *name)?;
        let table = self.tables.get(at)?;
        let column = table.columns.iter().position(|known| known.name == *column)?;
        let row = table.rows.iter().position(|known| known.label.to_lowercase() == *row)?;
        Some((at, row, column))
    }
}

/// Whether a row has a figure in a column, or one that is suppressed.
fn holds(row: &RowData, column: usize) -> bool {
    row.values.get(column).is_some_and(Option::is_some) || suppressed(row, column)
}

/// Whether a table of a paper has a cell that is suppressed.
pub(super) fn suppresses(paper: &Paper) -> bool {
    fn within(section: &Section) -> bool {
        section.blocks.iter().any(|block| match block {
            Block::Table(table) => {
                let cells =
                    |row: &RowData| (0..row.cells.len()).any(|column| suppressed(row, column));
                table.rows.iter().any(cells)
            }
            Block::Section(section) => within(section),
            _ => false,
        })
    }
    paper.items.iter().filter_map(Item::section).any(within)
}

fn suppressed(row: &RowData, column: usize) -> bool {
    row.absent.get(column).copied().flatten() == Some(Mark::Suppressed)
}

/// Whether a total is the sum of its parts, as far as can be told: a share of all, or an average, is not.
fn adds_up(table: &TableData, parts: &[usize], total: usize, column: usize) -> bool {
    let value = |row: usize| table.rows.get(row)?.values.get(column)?.as_ref();
    let known: Option<Vec<_>> = parts.iter().map(|row| value(*row)).collect();
    let (Some(known), Some(total)) = (known, value(total)) else {
        // A percentage is not known to be a share of one whole.
        let first = parts.iter().find_map(|row| value(*row));
        return first.is_none_or(|value| value.unit != Unit::Percent);
    };
    let sum = known.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value.exact));
    // Each may be rounded by half a unit of its last decimal.
    let slack = known
        .iter()
        .chain([&total])
        .map(|value| Decimal::new(5, value.decimals + 1))
        .sum::<Decimal>();
    sum.is_some_and(|sum| (sum - total.exact).abs() <= slack)
}

fn sum_of(cells: impl Iterator<Item = Cell>) -> Option<Linear<Cell>> {
    let mut cells = cells;
    cells.try_fold(Linear::figure(Decimal::ZERO), |sum, cell| {
        sum.plus(&Linear::unknown(cell), Decimal::ONE)
    })
}

fn combined(operator: Operator, left: &Ratio, right: &Ratio) -> Option<Ratio> {
    let one = |side: &Ratio| side.over.times(Decimal::ONE.checked_div(side.under.constant()?)?);
    let whole = |over: Linear<Cell>| Ratio { over, under: Linear::figure(Decimal::ONE) };
    Some(match operator {
        Operator::Add => whole(one(left)?.plus(&one(right)?, Decimal::ONE)?),
        Operator::Subtract => whole(one(left)?.plus(&one(right)?, -Decimal::ONE)?),
        Operator::Multiply => match (one(left)?.constant(), one(right)?.constant()) {
            (Some(times), _) => whole(one(right)?.times(times)?),
            (_, Some(times)) => whole(one(left)?.times(times)?),
            (None, None) => return None,
        },
        Operator::Divide => {
            let (left, right) = (one(left)?, one(right)?);
            match right.constant() {
                Some(by) => whole(left.times(Decimal::ONE.checked_div(by)?)?),
                None => Ratio { over: left, under: right },
            }
        }
    })
}

/// The formula of a column in one row.
fn formula_of(
    formula: &Expression,
    (at, row): (usize, usize),
    table: &TableData,
    scope: &Scope<'_>,
) -> Option<Ratio> {
    let one = |over: Linear<Cell>| Ratio { over, under: Linear::figure(Decimal::ONE) };
    let column = |reference: &Reference| {
        table.columns.iter().position(|column| column.name == reference.name.text)
    };
    let inner = |inner: &Expression| formula_of(inner, (at, row), table, scope);
    Some(match &formula.kind {
        Kind::Figure(figure) => one(Linear::figure(figure.value)),
        Kind::Reference(reference) if reference.column.is_none() && column(reference).is_some() => {
            let column = column(reference)?;
            let nought = table.columns.get(column)?.empty == Some(Absent::None);
            match table.rows.get(row) {
                Some(found) if holds(found, column) => one(Linear::unknown((at, row, column))),
                Some(_) if nought => one(Linear::figure(Decimal::ZERO)),
                _ => return None,
            }
        }
        Kind::Over(Aggregate::Total, reference, None) if column(reference).is_some() => {
            let column = column(reference)?;
            let rows = table
                .rows
                .iter()
                .enumerate()
                .filter(|(_, row)| row.is_item() && holds(row, column));
            one(sum_of(rows.map(|(row, _)| (at, row, column)))?)
        }
        Kind::Arithmetic(operator, left, right) => {
            combined(*operator, &inner(left)?, &inner(right)?)?
        }
        Kind::Negate(negated) => {
            let negated = inner(negated)?;
            Ratio { over: negated.over.times(-Decimal::ONE)?, ..negated }
        }
        Kind::AsPercentage(share) => {
            let share = inner(share)?;
            Ratio { over: share.over.times(Decimal::ONE_HUNDRED)?, ..share }
        }
        _ => {
            let value = scope.evaluate(formula, &mut crate::diag::Diagnostics::default())?;
            one(Linear::figure(value.exact))
        }
    })
}
