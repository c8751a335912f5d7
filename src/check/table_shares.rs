//! `share "In-house, %" of "In-house"`: the shares in one column, or in one table, are of one whole (`semantics.md` S7).

use super::tables;
use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Unit, round_half_up};
use crate::paper::Paper;
use crate::paper::blocks::table::asked::ShareOf;
use crate::paper::blocks::table::{RowData, TableData};
use crate::paper::prose::place;
use crate::paper::values::value::Value;
use crate::paper::values::wholes::{Share, apart};
use crate::source::Span;

/// Holds the shares of each table against each other.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    for table in tables(paper) {
        let (columns, rows): (Vec<_>, Vec<_>) =
            table.asked.shares.iter().partition(|share| share.columns);
        for share in columns {
            of_columns(table, share, diagnostics);
        }
        let (of_one, of_columns): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|share| share.whole.is_none());
        of_rows(table, &of_one, diagnostics);
        for share in of_columns {
            of_row(table, share, diagnostics);
        }
    }
}

/// Each row has a count and a share of one whole.
fn of_columns(table: &TableData, share: &ShareOf, diagnostics: &mut Diagnostics) {
    let mut at = |(name, span): &(String, Span)| {
        let found = table.columns.iter().position(|column| column.name == *name);
        if found.is_none() {
            let known = table.columns.iter().map(|column| column.name.as_str());
            diagnostics.add(unknown("column", name, name, *span, known));
        }
        found
    };
    let (part, whole) = (at(&share.share), at(&share.of));
    let (Some(part), Some(whole)) = (part, whole) else { return };
    let title = table.columns.get(part).map_or("", |column| column.title.as_str());
    let rows = table.rows.iter().filter(|row| row.is_item());
    let shares: Vec<(Share, Span)> =
        rows.filter_map(|row| pair((row, whole), (row, part), share.span, diagnostics)).collect();
    diagnostics.extend(apart(&shares, title, share.span));
}

/// Each column has, in one row, a count and, in another, a share of the column's whole.
fn of_rows(table: &TableData, lines: &[&ShareOf], diagnostics: &mut Diagnostics) {
    let mut pairs: Vec<(&RowData, &RowData, Span)> = Vec::new();
    for line in lines {
        let part = row(table, &line.share, diagnostics);
        let whole = row(table, &line.of, diagnostics);
        if let (Some(part), Some(whole)) = (part, whole) {
            pairs.push((part, whole, line.span));
        }
    }
    let Some((_, _, asked)) = pairs.first().copied() else { return };
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        // What is worked out from other columns, such as a change, is no share.
        if column.formula.is_some() || column.text {
            continue;
        }
        let shares: Vec<(Share, Span)> = pairs
            .iter()
            .filter_map(|(part, whole, span)| pair((whole, at), (part, at), *span, diagnostics))
            .collect();
        diagnostics.extend(apart(&shares, &column.title, asked));
    }
}

/// The shares of a row are parts of the number in one column: each is held against its own number.
fn of_row(table: &TableData, line: &ShareOf, diagnostics: &mut Diagnostics) {
    let (Some(part), Some(whole)) =
        (row(table, &line.share, diagnostics), row(table, &line.of, diagnostics))
    else {
        return;
    };
    let Some(name) = &line.whole else { return };
    let Some(at) = table.columns.iter().position(|column| column.name == name.text) else {
        let known = table.columns.iter().map(|column| column.name.as_str());
        diagnostics.add(unknown("column", &name.text, &name.text, name.span, known));
        return;
    };
    let figure = |row: &RowData, at: usize| row.values.get(at).cloned().flatten();
    let Some(all) = figure(whole, at).filter(|all| !all.exact.is_zero()) else { return };
    for (column, count, share) in table
        .columns
        .iter()
        .enumerate()
        .filter(|(other, column)| *other != at && !column.text)
        .filter_map(|(at, column)| Some(((at, column), figure(whole, at)?, figure(part, at)?)))
    {
        let (at, column) = column;
        let Some(exact) = count
            .exact
            .checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|hundredfold| hundredfold.checked_div(all.exact))
        else {
            continue;
        };
        let right = round_half_up(exact, share.decimals);
        if !matches!(share.unit, Unit::Percent) || right == share.rounded() {
            continue;
        }
        let cell = |row: &RowData, at: usize| {
            row.cells.get(at).and_then(|cell| place(cell)).unwrap_or(row.span)
        };
        let printed = Value { exact: right, ..share.clone() }.printed();
        diagnostics.add(
            Diagnostic::error(
                "fraction-differs",
                cell(part, at),
                format!(
                    "{} in \"{}\" says {}, but {} of {} is {printed}",
                    part.label,
                    column.title,
                    share.printed(),
                    count.printed(),
                    all.printed()
                ),
            )
            .label(cell(whole, at), "the number")
            .label(line.span, "asked for here")
            .replace("if the two numbers are right, write", cell(part, at), printed),
        );
    }
}

/// The row with a title; where there is none, it is reported.
fn row<'t>(
    table: &'t TableData,
    (label, span): &(String, Span),
    diagnostics: &mut Diagnostics,
) -> Option<&'t RowData> {
    let found = table.rows.iter().find(|row| row.label.eq_ignore_ascii_case(label));
    if found.is_none() {
        let known = table.rows.iter().map(|row| row.label.as_str());
        let written = format!("\"{label}\"");
        diagnostics.add(unknown("row", label, &written, *span, known));
    }
    found
}

/// The count in one cell and the share in another; cells without a figure are passed over.
fn pair(
    (count_row, count_at): (&RowData, usize),
    (share_row, share_at): (&RowData, usize),
    asked: Span,
    diagnostics: &mut Diagnostics,
) -> Option<(Share, Span)> {
    let cell = |row: &RowData, at: usize| row.values.get(at).cloned().flatten();
    let (count, share) = (cell(count_row, count_at)?, cell(share_row, share_at)?);
    let here = share_row.cells.get(share_at).and_then(|cell| place(cell)).unwrap_or(share_row.span);
    let shown = (count.printed(), share.printed());
    let pair = Share::new(count, share).map(|share| (share, here));
    if pair.is_none() {
        diagnostics.add(
            Diagnostic::error(
                "kind-forbids",
                here,
                format!("{} is not a number of which {} is the percentage", shown.0, shown.1),
            )
            .label(asked, "asked for here")
            .help("write `share` with the row or column of the percentages, then `of` with that of the numbers"),
        );
    }
    pair
}

fn unknown<'k>(
    what: &str,
    name: &str,
    written: &str,
    span: Span,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    let message = format!(
        "this table has no {what} {}",
        if what == "row" { written.to_owned() } else { format!("`{name}`") }
    );
    let diagnostic = Diagnostic::error("name-unknown", span, message);
    let known: Vec<&str> = known.filter(|known| !known.is_empty()).collect();
    match did_you_mean(name, known.iter().copied()) {
        Some(meant) => {
            let mended = if what == "row" { format!("\"{meant}\"") } else { meant.clone() };
            diagnostic.replace(format!("did you mean `{meant}`?"), span, mended)
        }
        None => diagnostic.note(format!("There are: {}.", known.join("; "))),
    }
}
