//! Total rows of a `table`: filled where they are empty, checked where they are not (`semantics.md` S14, S15).

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Unit, format_number};
use crate::paper::blocks::table::formula::{Worked, settle};
use crate::paper::blocks::table::fraction::Fraction;
use crate::paper::blocks::table::round::{of_shares, usual_decimals};
use crate::paper::blocks::table::{RowData, TableData, plain};
use crate::paper::claims::claim_words::cells;
use crate::paper::values::value::{Value, arithmetic};
use crate::source::Span;
use crate::syntax::ast::{Operator, TableRow};

/// Fills or checks the cells of a total row.
pub fn add_up(
    row: &mut RowData,
    table: &TableData,
    line: &TableRow,
    diagnostics: &mut Diagnostics,
) {
    let since = table.rows.iter().rposition(|row| row.total).map_or(0, |at| at + 1);
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        if column.text || column.formula.is_some() {
            continue;
        }
        let rows = || table.rows.iter().skip(since);
        // A cell with words is not nothing: a total that left it out would be wrong without showing it.
        if let Some(words) = rows().find(|row| {
            row.values.get(at).is_none_or(Option::is_none)
                && row.cells.get(at).is_some_and(|cell| !cell.is_empty())
        }) && rows().any(|row| row.values.get(at).is_some_and(Option::is_some))
        {
            let shown = words.cells.get(at).map_or(String::new(), |cell| plain(cell));
            diagnostics.add(
                Diagnostic::error(
                    "value-absent",
                    line.cells.get(at).map_or(line.span, |cell| cell.span),
                    format!("\"{}\" cannot be added up: {} has \"{shown}\" there", column.title, words.label),
                )
                .label(words.span, "this row")
                .help("put the figure alone into its cell, or mark the column `text` behind its title"),
            );
            continue;
        }
        let place = line.cells.get(at).map_or(line.span, |cell| cell.span);
        let fractions: Vec<&Fraction> =
            rows().filter_map(|row| row.fractions.get(at)?.as_ref()).collect();
        if let Some(total) = row.fractions.get(at).and_then(Option::as_ref) {
            counts(total, &fractions, &column.title, place, diagnostics);
        }
        let above: Vec<Value> = rows().filter_map(|row| row.values.get(at)?.clone()).collect();
        if let Some(first) = above.first()
            && matches!(first.unit, Unit::Percent)
        {
            if let Some(stated) = row.values.get(at).cloned().flatten() {
                shares(&stated, &above, place, diagnostics);
            }
            continue;
        }
        let Some(sum) = above
            .into_iter()
            .map(Some)
            .reduce(|sum, next| arithmetic(Operator::Add, sum?, next?).ok())
            .flatten()
        else {
            continue;
        };
        let rounding = rows().chain([&*row]).filter_map(|row| row.rounding.get(at)).sum();
        let sum = Worked { value: sum, rounding, how: "the rows above add up to" };
        settle(row, at, sum, column, line, diagnostics);
    }
}

/// What stands beside the percentages, "359 (88%)" or "88% (359/408)", adds up too: the counts, and the wholes where they
/// are not one and the same.
fn counts(
    total: &Fraction,
    above: &[&Fraction],
    column: &str,
    place: Span,
    diagnostics: &mut Diagnostics,
) {
    if above.is_empty() {
        return;
    }
    let rounded = |fraction: &&Fraction| fraction.count.decimals < 0;
    let differs = |what: &str, stated: Decimal, sum: Decimal| {
        let number = |figure: Decimal| format_number(figure, figure.normalize().scale());
        Diagnostic::error(
            "total-differs",
            place,
            format!(
                "the {what} in \"{column}\" add up to {}, not to {}",
                number(sum),
                number(stated)
            ),
        )
        .help("correct the row or the total that is wrong")
    };
    let sum: Decimal = above.iter().map(|fraction| fraction.count.value).sum();
    // Where the count is the value of the cell, it was added up with the others.
    if total.share_first && sum != total.count.value && !above.iter().any(rounded) {
        diagnostics.add(differs("numbers beside the percentages", total.count.value, sum));
    }
    let wholes: Option<Vec<Decimal>> =
        above.iter().map(|fraction| Some(fraction.whole?.value)).collect();
    if let (Some(whole), Some(wholes)) = (total.whole, wholes) {
        let sum: Decimal = wholes.iter().sum();
        let is_one = wholes.iter().all(|other| *other == whole.value);
        if sum != whole.value && !is_one {
            diagnostics.add(differs("numbers that the percentages are of", whole.value, sum));
        }
    }
}

/// Percentages are not added into a total. One that is stated is the sum of shares of one whole, or the percentage of
/// all, which lies between those of the rows; what is neither is wrong.
fn shares(stated: &Value, above: &[Value], place: Span, diagnostics: &mut Diagnostics) {
    let Some(sum) = above.iter().try_fold(Decimal::ZERO, |sum, next| sum.checked_add(next.exact))
    else {
        return;
    };
    let whole = stated.exact == Decimal::ONE_HUNDRED;
    let rounding = of_shares(above, stated);
    let (lowest, highest) = (
        above.iter().map(|value| value.exact).min().unwrap_or_default(),
        above.iter().map(|value| value.exact).max().unwrap_or_default(),
    );
    let between = stated.exact >= lowest && stated.exact <= highest;
    if (sum - stated.exact).abs() <= rounding || between {
        return;
    }
    let shown = |exact: Decimal| Value { exact, ..stated.clone() };
    let decimals = usual_decimals(above).max(sum.normalize().scale());
    let sum = Value { decimals, ..shown(sum) }.printed();
    let message = if whole {
        format!("the shares add up to {sum}, not to 100%")
    } else {
        format!("the rows above add up to {sum}, not to {}", stated.printed())
    };
    let mut diagnostic = Diagnostic::error("total-differs", place, message);
    let count = above.len();
    diagnostic = diagnostic.note(format!(
        "Rounding explains a difference of {} percentage points at most: half of the last decimal for each of {count} shares.",
        rounding.normalize()
    ));
    diagnostic = if whole {
        diagnostic.help("name the rest in a row of its own, such as \"Not known\"")
    } else {
        diagnostic
            .help("a percentage of all would lie between the lowest and the highest of the rows")
    };
    let inputs: Vec<_> = above.iter().flat_map(|value| value.inputs.clone()).collect();
    diagnostics.add(cells(diagnostic, &inputs));
}
