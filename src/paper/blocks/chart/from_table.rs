//! What a chart of a table of the paper draws: columns along the rows, or rows along the columns.

use rust_decimal::Decimal;

use super::{Drawn, Lines, Missing, Place, Point, Series, Shown};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Mark, Unit};
use crate::paper::blocks::table::{RowData, TableData, plain};
use crate::paper::resolve::Resolver;
use crate::paper::scope::{unknown, unknown_as};
use crate::paper::values::value::Value;
use crate::syntax::ast::Name;
use crate::syntax::spec::Cursor;

/// Reads it.
pub(super) fn read(
    lines: &Lines<'_>,
    mut line: Cursor<'_>,
    resolver: &Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Drawn> {
    let Lines { node, indicators, attributes, .. } = lines;
    let others = ["over", "in", "areas", "show", "without"];
    let other = others.iter().find(|name| attributes.get(name).is_some()).copied();
    let other = other.or_else(|| (!indicators.is_empty()).then_some("indicators"));
    if let Some(other) = other {
        diagnostics.add(
            Diagnostic::error(
                "chart-unfit",
                line.node.head,
                format!("a chart that is drawn `from` a table has no `{other}`"),
            )
            .help(format!("take one of the two out of the chart: `{other}` or `from`")),
        );
        return None;
    }
    let Some(name) = line.name() else {
        line.malformed(diagnostics);
        return None;
    };
    let scope = &resolver.scope;
    let Some(table) = scope.tables.get(&name.text) else {
        if !scope.is_broken(&name.text) {
            let known = scope.tables.keys().map(String::as_str);
            let message = format!("there is no table `{}` in this paper", name.text);
            diagnostics.add(unknown(&name, message, known));
        }
        return None;
    };
    let drawn = if line.keyword("row") {
        rows(table, &mut line, diagnostics)?
    } else {
        columns(table, &mut line, diagnostics)?
    };
    line.finish(diagnostics);
    let (places, series) = drawn;
    let values = || series.iter().flat_map(|(_, points)| points).filter_map(|point| point.value);
    let Some(first) = values().next() else {
        diagnostics.add(
            Diagnostic::error(
                "value-absent",
                node.head,
                format!("`{}` has no figures here", name.text),
            )
            .label(table.span, "the table"),
        );
        return None;
    };
    if values().any(|value| !same(&value.unit, &first.unit)) {
        diagnostics.add(
            Diagnostic::error(
                "chart-unfit",
                line.node.head,
                format!(
                    "the figures of `{}` count in different units, and a chart has one axis",
                    name.text
                ),
            )
            .help("draw columns or rows of one unit"),
        );
        return None;
    }
    let unit = first.unit.clone();
    let drawn = |cell: &Typed<'_>| Point {
        value: match cell.value {
            Some(value) => Ok(Shown {
                exact: value.exact,
                decimals: value.decimals,
                marks: value.marks.clone(),
            }),
            None => Err(Missing {
                sign: Mark::NotAvailable.symbol(),
                words: if cell.words.is_empty() {
                    "not given".to_owned()
                } else {
                    cell.words.clone()
                },
            }),
        },
        of: None,
    };
    let series = series
        .iter()
        .map(|(title, cells)| Series {
            title: title.clone(),
            points: cells.iter().map(drawn).collect(),
        })
        .collect();
    Some(Drawn {
        title: plain(&table.caption),
        along: "Row",
        places: places
            .into_iter()
            .map(|title| Place { title, period: None, home: false })
            .collect(),
        series,
        range: Vec::new(),
        target: Vec::<Option<Decimal>>::new(),
        unit,
        sources: table.source.clone().into_iter().collect(),
    })
}

/// A cell, as typed.
struct Typed<'t> {
    value: Option<&'t Value>,
    words: String,
}

type Cells<'t> = (Vec<String>, Vec<(String, Vec<Typed<'t>>)>);

fn cell(row: &RowData, at: usize) -> Typed<'_> {
    Typed {
        value: row.values.get(at).and_then(Option::as_ref),
        words: row.cells.get(at).map_or(String::new(), |cell| plain(cell)),
    }
}

/// Columns, along the rows that are no totals.
fn columns<'t>(
    table: &'t TableData,
    line: &mut Cursor<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Cells<'t>> {
    let names = line.names();
    let rows: Vec<&RowData> = table.rows.iter().filter(|row| row.is_item()).collect();
    let figured = |at: usize| rows.iter().any(|row| cell(row, at).value.is_some());
    let mut wanted = Vec::new();
    if names.is_empty() {
        wanted.extend((1..table.columns.len()).filter(|at| figured(*at)));
    }
    for name in &names {
        let Some(at) = table.columns.iter().position(|column| column.name == name.text) else {
            let known = table.columns.iter().map(|column| column.name.as_str());
            let message = format!("`{}` has no column `{}`", table.name, name.text);
            diagnostics.add(unknown(name, message, known));
            return None;
        };
        wanted.push(at);
    }
    let series = wanted
        .iter()
        .map(|at| {
            let title = table.columns.get(*at).map_or("", |column| column.title.as_str());
            (title.to_owned(), rows.iter().map(|row| cell(row, *at)).collect())
        })
        .collect();
    Some((rows.iter().map(|row| row.label.clone()).collect(), series))
}

/// Rows, along the columns that hold figures.
fn rows<'t>(
    table: &'t TableData,
    line: &mut Cursor<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Cells<'t>> {
    let mut wanted: Vec<&RowData> = Vec::new();
    loop {
        let Some((label, span)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        let found = table.rows.iter().find(|row| row.label.eq_ignore_ascii_case(label));
        let Some(row) = found else {
            let name = Name { text: label.to_owned(), span };
            let known = table.rows.iter().map(|row| row.label.as_str());
            let message = format!("`{}` has no row \"{label}\"", table.name);
            diagnostics.add(unknown_as(&name, message, known, |row| format!("\"{row}\"")));
            return None;
        };
        wanted.push(row);
        if !line.comma() {
            break;
        }
    }
    let places: Vec<usize> = (1..table.columns.len())
        .filter(|at| wanted.iter().any(|row| cell(row, *at).value.is_some()))
        .collect();
    let series = wanted
        .iter()
        .map(|row| (row.label.clone(), places.iter().map(|at| cell(row, *at)).collect()))
        .collect();
    let titles = places
        .iter()
        .filter_map(|at| table.columns.get(*at))
        .map(|column| column.title.clone())
        .collect();
    Some((titles, series))
}

fn same(one: &Unit, other: &Unit) -> bool {
    matches!((one, other), (Unit::Number(_), Unit::Number(_))) || one == other
}
