//! Columns of a `table` that are worked out from others: `net = gross - recharges - income`, `share = n / total of n`.

use std::mem;

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Absent, Mark, Unit, format_figure, round_half_up};
use crate::paper::blocks::table::figure::crowded;
use crate::paper::blocks::table::round::of_formula;
use crate::paper::blocks::table::{ColumnData, RowData, TableData, plain};
use crate::paper::claims::claim_words::cells;
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::paper::values::value::{Value, comparable, unit_name};
use crate::syntax::ast::{self, Expression, ExpressionKind, Operator, Reference, TableRow};

/// What a table without a name is called while its own columns are worked out: no author can write it.
const UNNAMED: &str = "this table";

/// Fills or checks the cells of columns that are worked out, once all rows are there: a formula may name the total of a
/// column. Facts, figures with a name and other tables are known too; a column of this table comes before them.
pub fn work_out(
    table: &mut TableData,
    lines: &[&TableRow],
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) {
    if table.columns.iter().all(|column| column.formula.is_none()) {
        return;
    }
    let bare = resolver.scope.bare();
    let mut scope = mem::replace(&mut resolver.scope, bare);
    let name = if table.name.is_empty() { UNNAMED.to_owned() } else { table.name.clone() };
    let outer = scope.tables.insert(name.clone(), table.clone());
    let columns = table.columns.clone();
    let shadowed: Vec<_> =
        columns.iter().filter_map(|column| scope.figures.remove_entry(&column.name)).collect();
    let formulas: Vec<Option<Expression>> = columns
        .iter()
        .map(|column| Some(own_totals(column.formula.clone()?, &columns, &name)))
        .collect();
    let noughts = noughts(table);
    for (row, line) in table.rows.iter_mut().zip(lines) {
        // A row without figures, such as a heading row, has nothing to work out.
        let said = |row: &RowData| row.absent.iter().any(Option::is_some);
        if row.values.iter().all(Option::is_none) && !said(row) {
            continue;
        }
        for (at, (column, value)) in columns.iter().zip(&row.values).enumerate() {
            scope.figures.remove(&column.name);
            let none = row.absent.get(at).copied().flatten() == Some(Mark::NotApplicable);
            let nought =
                || noughts.get(at).cloned().flatten().or_else(|| none.then(|| zero(row, column)));
            let value = value.clone().or_else(nought);
            scope.figures.extend(value.map(|value| (column.name.clone(), (value, column.span))));
        }
        for (at, (column, formula)) in columns.iter().zip(&formulas).enumerate() {
            let Some(formula) = formula else { continue };
            // Words in place of the figure: there is nothing to hold against it.
            let is_figure = |sign: char| sign.is_ascii_digit();
            let words = row.cells.get(at).map_or(String::new(), |cell| plain(cell));
            let unknown = row.values.get(at).is_none_or(Option::is_none);
            if unknown && !words.is_empty() && !words.contains(is_figure) {
                continue;
            }
            // What is not known makes all that is worked out from it unknown; what there cannot be adds nothing.
            if let Some((part, mark)) = not_known(formula, &columns, row) {
                leave_open(row, (at, column), (part, mark), line, diagnostics);
                continue;
            }
            if let Some(missing) = absent(formula, &columns, row, &noughts) {
                diagnostics.add(lacks(row, column, missing, line, at));
                continue;
            }
            if let Some(value) = scope.evaluate(formula, diagnostics) {
                let Some(value) = as_column(value, column, formula, line, at, diagnostics) else {
                    continue;
                };
                let rounding = of_formula(formula, &columns, row, at);
                let worked = Worked { value, rounding, how: "from the other columns it is" };
                settle(row, at, worked, column, line, diagnostics);
                if let Some(value) = row.values.get(at).cloned().flatten() {
                    scope.figures.insert(column.name.clone(), (value, column.span));
                }
            }
        }
    }
    for column in &columns {
        scope.figures.remove(&column.name);
    }
    scope.figures.extend(shadowed);
    match outer {
        Some(outer) => scope.tables.insert(name, outer),
        None => scope.tables.shift_remove(&name),
    };
    resolver.scope = scope;
}

/// A worked-out value as its column has it; a value of another kind is reported.
fn as_column(
    value: Value,
    column: &ColumnData,
    formula: &Expression,
    line: &TableRow,
    at: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    let decimals = column.decimals.unwrap_or(value.decimals);
    let Some(kind) = &column.kind else { return Some(Value { decimals, ..value }) };
    let unit = kind.unit();
    let is_plain = matches!(&value.unit, Unit::Number(label) if label.is_empty());
    if is_plain || mem::discriminant(&unit) == mem::discriminant(&value.unit) {
        return Some(Value { decimals, unit, ..value });
    }
    let here = line.cells.get(at).map_or(line.span, |cell| cell.span);
    diagnostics.add(
        Diagnostic::error(
            "kind-forbids",
            formula.span,
            format!(
                "\"{}\" is to be {}, and is worked out as {}",
                column.title,
                unit_name(&unit),
                unit_name(&value.unit)
            ),
        )
        .label(here, "in this row")
        .help("change the kind behind the title of the column, or take it out"),
    );
    None
}

/// Nought for what there cannot be, in the unit of its column or of the row's first figure.
fn zero(row: &RowData, column: &ColumnData) -> Value {
    let unit = match &column.kind {
        Some(kind) => kind.unit(),
        None => row
            .values
            .iter()
            .flatten()
            .next()
            .map_or(Unit::Number(String::new()), |value| value.unit.clone()),
    };
    Value { unit, ..Value::number(Decimal::ZERO, Vec::new()) }
}

/// A column that a formula names whose cell says why it has no figure, so that the formula has none either. What there
/// cannot be is left out of sums.
fn not_known(formula: &Expression, columns: &[ColumnData], row: &RowData) -> Option<(usize, Mark)> {
    let only_sums = is_sum(formula);
    let at = |name: &str| columns.iter().position(|column| column.name == name);
    let mut found = None;
    references(formula, &mut |name| {
        let here = at(name).and_then(|at| Some((at, row.absent.get(at).copied().flatten()?)));
        let counts = here.filter(|(_, mark)| *mark != Mark::NotApplicable || !only_sums);
        found = found.or(counts);
    });
    found
}

/// Whether a formula only adds.
fn is_sum(formula: &Expression) -> bool {
    match &formula.kind {
        ExpressionKind::Arithmetic(Operator::Add, left, right) => is_sum(left) && is_sum(right),
        ExpressionKind::Arithmetic(..) | ExpressionKind::AsPercentage(_) => false,
        ExpressionKind::Negate(_) => false,
        _ => true,
    }
}

/// The names in a formula that may be those of columns.
fn references(formula: &Expression, name: &mut dyn FnMut(&str)) {
    match &formula.kind {
        ExpressionKind::Reference(reference) if reference.column.is_none() => {
            name(&reference.name.text);
        }
        ExpressionKind::Arithmetic(_, left, right) => {
            references(left, name);
            references(right, name);
        }
        ExpressionKind::Negate(inner) | ExpressionKind::AsPercentage(inner) => {
            references(inner, name);
        }
        _ => {}
    }
}

/// What is worked out from a figure that is not known is not known: an empty cell says so, and a figure is refused.
fn leave_open(
    row: &mut RowData,
    (at, column): (usize, &ColumnData),
    (part, mark): (usize, Mark),
    line: &TableRow,
    diagnostics: &mut Diagnostics,
) {
    let place = |at: usize| line.cells.get(at).map_or(line.span, |cell| cell.span);
    let Some(stated) = row.values.get(at).cloned().flatten() else {
        if let (Some(cell), Some(slot)) = (row.cells.get_mut(at), row.absent.get_mut(at))
            && slot.is_none()
        {
            *cell = vec![Inline::Text(mark.symbol(), place(at))];
            *slot = Some(mark);
        }
        return;
    };
    diagnostics.add(
        Diagnostic::error(
            "value-absent",
            place(at),
            format!(
                "{} in \"{}\" says {}, and is worked out from a figure that is {}",
                row.label,
                column.title,
                stated.printed(),
                mark.in_words()
            ),
        )
        .label(place(part), "this one")
        .help("leave the cell empty: it then says why there is no figure"),
    );
}

/// What an empty cell of each column stands for: nought, in the unit of the column, where the column says so.
fn noughts(table: &TableData) -> Vec<Option<Value>> {
    let first = |at: usize| table.rows.iter().find_map(|row| row.values.get(at)?.clone());
    let any = table.rows.iter().find_map(|row| row.values.iter().flatten().next().cloned());
    table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let nought = column.empty == Some(Absent::None);
            let like = nought.then(|| first(at).or_else(|| any.clone()))??;
            Some(Value { exact: Decimal::ZERO, inputs: Vec::new(), ..like })
        })
        .collect()
}

/// `total of n` in a formula is the total of this table's column `n`.
fn own_totals(formula: Expression, columns: &[ColumnData], table: &str) -> Expression {
    let inner = |inner: Box<Expression>| Box::new(own_totals(*inner, columns, table));
    let kind = match formula.kind {
        ExpressionKind::Over(aggregate, reference, None)
            if reference.column.is_none()
                && columns.iter().any(|column| column.name == reference.name.text) =>
        {
            let column = Some(reference.name.clone());
            let mut name = reference.name.clone();
            table.clone_into(&mut name.text);
            ExpressionKind::Over(aggregate, Reference { name, column, ..reference }, None)
        }
        ExpressionKind::Arithmetic(operator, left, right) => {
            ExpressionKind::Arithmetic(operator, inner(left), inner(right))
        }
        ExpressionKind::Negate(negated) => ExpressionKind::Negate(inner(negated)),
        ExpressionKind::AsPercentage(share) => ExpressionKind::AsPercentage(inner(share)),
        kind => kind,
    };
    Expression { kind, ..formula }
}

/// A column that a formula names and that has no figure in a row.
fn absent<'c>(
    formula: &Expression,
    columns: &'c [ColumnData],
    row: &RowData,
    noughts: &[Option<Value>],
) -> Option<(usize, &'c ColumnData)> {
    match &formula.kind {
        ExpressionKind::Reference(reference) if reference.column.is_none() => {
            let at = columns.iter().position(|column| column.name == reference.name.text)?;
            let is_there = row.values.get(at).is_some_and(Option::is_some);
            // A column that is worked out itself was reported where it could not be.
            let none = row.absent.get(at).is_some_and(Option::is_some);
            let known = is_there || none || noughts.get(at).is_some_and(Option::is_some);
            (!known && columns[at].formula.is_none()).then(|| (at, &columns[at]))
        }
        ExpressionKind::Arithmetic(_, left, right) => {
            absent(left, columns, row, noughts).or_else(|| absent(right, columns, row, noughts))
        }
        ExpressionKind::Negate(inner) | ExpressionKind::AsPercentage(inner) => {
            absent(inner, columns, row, noughts)
        }
        _ => None,
    }
}

fn lacks(
    row: &RowData,
    column: &ColumnData,
    (missing_at, missing): (usize, &ColumnData),
    line: &TableRow,
    at: usize,
) -> Diagnostic {
    let place = |at: usize| line.cells.get(at).map_or(line.span, |cell| cell.span);
    let is_empty = row.cells.get(missing_at).is_none_or(Vec::is_empty);
    let why = if is_empty { "is empty" } else { "holds no figure" };
    let diagnostic = Diagnostic::error(
        "value-absent",
        place(at),
        format!(
            "{} in \"{}\" cannot be worked out: its \"{}\" {why}",
            row.label, column.title, missing.title
        ),
    )
    .label(place(missing_at), format!("\"{}\"", missing.title));
    if is_empty {
        diagnostic.help(format!(
            "if an empty cell means none, say so: `{} \"{}\" or nought`",
            missing.name, missing.title
        ))
    } else {
        diagnostic.help("put the figure alone into its cell")
    }
}

/// What a cell works out to.
pub struct Worked {
    /// The value.
    pub value: Value,
    /// How far what is stated may be off, since it and its parts were rounded.
    pub rounding: Decimal,
    /// How it was found: "the rows above add up to".
    pub how: &'static str,
}

/// Puts a worked-out value into an empty cell, or holds a filled one against it.
pub fn settle(
    row: &mut RowData,
    at: usize,
    worked: Worked,
    column: &ColumnData,
    line: &TableRow,
    diagnostics: &mut Diagnostics,
) {
    let Worked { value: worked, rounding, how } = worked;
    let Some(cell) = row.cells.get_mut(at) else { return };
    let place = line.cells.get(at).map_or(line.span, |cell| cell.span);
    match row.values.get(at).cloned().flatten() {
        Some(stated) => {
            if !comparable(&stated, &worked) {
                diagnostics.add(
                    Diagnostic::error(
                        "total-differs",
                        place,
                        format!(
                            "{} in \"{}\" says {}, but {how} {}",
                            row.label,
                            column.title,
                            stated.printed(),
                            worked.printed()
                        ),
                    )
                    .here(format!(
                        "this is {}, not {}",
                        unit_name(&worked.unit),
                        unit_name(&stated.unit)
                    ))
                    .help("leave the cell empty to have it worked out"),
                );
                return;
            }
            let decimals = stated.decimals;
            let right = round_half_up(worked.exact, decimals);
            let off = (stated.exact - worked.exact).abs();
            // Shares that come to 99.6% are not all, although 99.6% rounded is 100%.
            let is_all = stated.whole && !rounding.is_zero();
            let rounds_to_it = right == round_half_up(stated.exact, decimals) && !is_all;
            if !rounds_to_it && off > rounding {
                let decimals_shown = if is_all { worked.decimals } else { decimals };
                let true_one = Value { decimals: decimals_shown, ..worked.clone() }.printed();
                let mut diagnostic = Diagnostic::error(
                    "total-differs",
                    place,
                    format!(
                        "{} in \"{}\" says {}, but {how} {true_one}",
                        row.label,
                        column.title,
                        stated.printed(),
                    ),
                )
                .here(format!("off by {}", distance(off, decimals, &worked.unit)));
                diagnostic = cells(diagnostic, &worked.inputs);
                if !rounding.is_zero() {
                    let unit = match worked.unit {
                        Unit::Percent => Unit::PercentagePoints,
                        unit => unit,
                    };
                    let slack = format_figure(rounding, rounding.normalize().scale(), &unit);
                    diagnostic = diagnostic.note(format!(
                        "Rounding explains a difference of {slack} at most: half a unit for each figure."
                    ));
                }
                // A sign or a fraction in the cell is written in the author's own way.
                let plain = |text: &str| {
                    text.trim()
                        .chars()
                        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '£' | '%'))
                };
                let typed = line.cells.get(at).is_some_and(
                    |cell| matches!(cell.inlines.as_slice(), [ast::Inline::Text(text, _)] if plain(text)),
                );
                let offered = typed && !is_all && !worked.exact.is_sign_negative();
                diagnostics.add(if offered {
                    diagnostic
                        .replace("if the others are right, write", place, true_one)
                        .help("or leave the cell empty to have it worked out")
                } else {
                    diagnostic.help("leave the cell empty to have it worked out")
                });
            }
        }
        None if cell.is_empty() => {
            let worked = Value { exact: worked.exact.normalize(), ..worked };
            *cell = vec![Inline::Value(Box::new(worked.clone()), place)];
            if let Some(slot) = row.values.get_mut(at) {
                *slot = Some(worked);
            }
        }
        None => {
            let names = (row.label.as_str(), column.title.as_str());
            if let Some(crowded) = crowded(cell, names, place, &worked) {
                diagnostics.add(crowded);
            }
        }
    }
}

/// How far a figure is off, as precise as the figure, or more where that would be nothing.
fn distance(off: Decimal, decimals: u32, unit: &Unit) -> String {
    let unit = match unit {
        Unit::Percent => Unit::PercentagePoints,
        unit => unit.clone(),
    };
    let shown = (decimals..decimals + 3).find(|decimals| !round_half_up(off, *decimals).is_zero());
    let decimals = shown.unwrap_or(decimals);
    let rounded = round_half_up(off, decimals).normalize();
    format_figure(rounded, rounded.scale(), &unit)
}
