//! Total rows of a `table`: filled where they are empty, checked where they are not (`semantics.md` S14, S15).

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Mark, Unit, format_number};
use crate::paper::blocks::table::formula::{Worked, settle};
use crate::paper::blocks::table::fraction::Fraction;
use crate::paper::blocks::table::kind::ColumnKind;
use crate::paper::blocks::table::round::{of_shares, usual_decimals};
use crate::paper::blocks::table::{ColumnData, RowData, TableData, addends, plain};
use crate::paper::claims::claim_words::cells;
use crate::paper::prose::Inline;
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
    let role = row.role;
    let rows = || addends(&table.rows, role);
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        if column.text || column.formula.is_some() {
            continue;
        }
        // A cell with words is not nothing: a total that left it out would be wrong without showing it.
        if let Some(words) = rows().find(|row| {
            row.values.get(at).is_none_or(Option::is_none)
                && row.absent.get(at).is_none_or(Option::is_none)
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
                .help("put the figure alone into its cell, or say why there is none: \"Awaiting data\", \"Not applicable\", \"None\"")
                .help("if the column holds no figures, write `text` behind its title"),
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
        if let Some((unknown, mark)) = rows().find_map(|row| Some((row, unknown(row, at)?))) {
            without(row, (at, column), (unknown, mark), &above, place, diagnostics);
            continue;
        }
        if let Some(first) = above.first()
            && matches!(first.unit, Unit::Percent)
        {
            if let Some(stated) = row.values.get(at).cloned().flatten() {
                shares(&stated, &above, place, diagnostics);
            }
            continue;
        }
        if column.kind.as_ref().is_some_and(|kind| kind.never_added().is_some()) {
            if let Some(stated) = row.values.get(at).cloned().flatten() {
                not_added(&stated, column, &above, place, diagnostics);
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
        let own = row.rounding.get(at).copied().unwrap_or_default();
        let rounding = own + rows().filter_map(|row| row.rounding.get(at)).sum::<Decimal>();
        let sum = Worked { value: sum, rounding, how: "the rows above add up to" };
        settle(row, at, sum, column, line, diagnostics);
    }
}

/// Why a cell has no figure, where a sum over it is not known either. What there cannot be adds nothing.
pub fn unknown(row: &RowData, at: usize) -> Option<Mark> {
    row.absent.get(at).copied().flatten().filter(|mark| *mark != Mark::NotApplicable)
}

/// A sum over a figure that is not known: its empty cell says so, and a figure in it is at least what is known.
fn without(
    row: &mut RowData,
    (at, column): (usize, &ColumnData),
    (part, mark): (&RowData, Mark),
    known: &[Value],
    place: Span,
    diagnostics: &mut Diagnostics,
) {
    let Some(stated) = row.values.get(at).cloned().flatten() else {
        if let (Some(cell), Some(slot)) = (row.cells.get_mut(at), row.absent.get_mut(at))
            && cell.is_empty()
        {
            *cell = vec![Inline::Text(mark.symbol(), place)];
            *slot = Some(mark);
        }
        return;
    };
    let never_added = column.kind.as_ref().is_some_and(|kind| kind.never_added().is_some());
    let shares =
        known.iter().any(|value| matches!(value.unit, Unit::Percent | Unit::PercentagePoints));
    if never_added || shares || known.iter().any(|value| value.exact.is_sign_negative()) {
        return;
    }
    let sum: Decimal = known.iter().map(|value| value.exact).sum();
    if sum <= stated.exact {
        return;
    }
    let shown = Value { exact: sum, ..stated.clone() };
    let inputs: Vec<_> = known.iter().flat_map(|value| value.inputs.clone()).collect();
    let diagnostic = Diagnostic::error(
        "total-differs",
        place,
        format!(
            "{} in \"{}\" says {}, but the rows above that have a figure come to {} already",
            row.label,
            column.title,
            stated.printed(),
            shown.printed()
        ),
    )
    .label(
        part.cells.get(at).and_then(|cell| crate::paper::prose::place(cell)).unwrap_or(part.span),
        format!("{} is {}", part.label, mark.in_words()),
    )
    .help("correct the row or the total that is wrong");
    diagnostics.add(cells(diagnostic, &inputs));
}

/// A sum that is stated where figures of this kind are never added: people are at least as many as in the largest row
/// and at most as many as all together, and an average lies between the others.
fn not_added(
    stated: &Value,
    column: &ColumnData,
    above: &[Value],
    place: Span,
    diagnostics: &mut Diagnostics,
) {
    let Some(why) = column.kind.as_ref().and_then(ColumnKind::never_added) else { return };
    let figures = || above.iter().map(|value| value.exact);
    let (Some(lowest), Some(highest)) = (figures().min(), figures().max()) else { return };
    let people = column.kind == Some(ColumnKind::People);
    let (least, most) = if people { (highest, figures().sum()) } else { (lowest, highest) };
    if stated.exact >= least && stated.exact <= most {
        return;
    }
    let shown = |exact: Decimal| {
        Value { exact, decimals: exact.normalize().scale(), ..stated.clone() }.printed()
    };
    let inputs: Vec<_> = above.iter().flat_map(|value| value.inputs.clone()).collect();
    let diagnostic = Diagnostic::error(
        "total-differs",
        place,
        format!(
            "\"{}\" of all says {}, and lies between {} and {}",
            column.title,
            stated.printed(),
            shown(least),
            shown(most)
        ),
    )
    .note(format!("{}.", crate::paper::values::value::capital(why)))
    .help("correct the row or the figure of all that is wrong, or leave its cell empty");
    diagnostics.add(cells(diagnostic, &inputs));
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
