//! The table of a chart's figures: along its places where they are few, else down.

use crate::document::compose::text;
use crate::document::{Align, Anchor, Cell, Column, HeaderCell, Inline, Row, RowKind, Table};
use crate::model::format_cell;
use crate::paper::blocks::chart::{Chart, Point};
use crate::paper::claims::claim_words::range_in_words;

/// More places than these stand one under the other.
const ACROSS: usize = 7;

/// The table; its number comes later.
pub(super) fn table(chart: &Chart, figure: &str) -> Table {
    // Rows of series, each with a cell at each place.
    let mut series: Vec<(String, Vec<Cell>)> = chart
        .series
        .iter()
        .map(|one| {
            let cells = one.points.iter().map(|point| cell(chart, point)).collect();
            (one.title.clone(), cells)
        })
        .collect();
    if !chart.range.is_empty() {
        let cells = chart.range.iter().map(|range| {
            range.map_or_else(none, |range| Cell::Text(text(range_in_words(&range, &chart.unit))))
        });
        series.push(("Expected range".to_owned(), cells.collect()));
    }
    if !chart.target.is_empty() {
        let cells = chart.target.iter().map(|target| {
            target.map_or_else(none, |target| Cell::Number {
                text: format_cell(target, target.normalize().scale(), &chart.unit),
                mark: String::new(),
            })
        });
        series.push(("Target".to_owned(), cells.collect()));
    }
    let places: Vec<String> = chart.places.iter().map(|place| place.title.clone()).collect();
    let timed = chart.places.iter().all(|place| place.period.is_some());
    let across = timed && places.len() <= ACROSS;
    let (first, titles, rows) = if across {
        ("Indicator", places, series)
    } else {
        let titles: Vec<String> = series.iter().map(|(title, _)| title.clone()).collect();
        let mut columns: Vec<_> = series.into_iter().map(|(_, cells)| cells.into_iter()).collect();
        let rows = places
            .into_iter()
            .map(|place| {
                let cells = columns.iter_mut().map(|cells| cells.next().unwrap_or(Cell::Empty));
                (place, cells.collect())
            })
            .collect();
        (chart.along, titles, rows)
    };
    let mut columns = vec![Column { weight: 30, align: Align::Left }];
    columns.extend(titles.iter().map(|_| Column { weight: 14, align: Align::Decimal }));
    let header = |words: &str| HeaderCell { text: text(words), columns: 1, rows: 1 };
    let head =
        std::iter::once(first).chain(titles.iter().map(String::as_str)).map(header).collect();
    let rows: Vec<Row> = rows
        .into_iter()
        .map(|(title, cells)| {
            let mut all = vec![Cell::Text(text(&title))];
            all.extend(cells);
            Row { kind: RowKind::Plain, cells: all }
        })
        .collect();
    let legend = super::super::legend::legend(&rows, &[]);
    let notes: Vec<Vec<Inline>> = if legend.is_empty() { Vec::new() } else { vec![legend] };
    Table {
        anchor: Anchor(String::new()),
        number: String::new(),
        caption: text(format!("{}: the data of {}", chart.title, figure.to_lowercase())),
        summary: Some(format!("The figures that {} is drawn from.", figure.to_lowercase())),
        columns,
        header: vec![head],
        rows,
        notes,
        wide: false,
        span: Some(chart.span),
    }
}

fn cell(chart: &Chart, point: &Point) -> Cell {
    match &point.value {
        Ok(shown) => Cell::Number {
            text: format_cell(shown.exact, shown.decimals, &chart.unit),
            mark: shown.marks.iter().map(|mark| mark.symbol()).collect(),
        },
        Err(missing) => Cell::Number { text: missing.sign.clone(), mark: String::new() },
    }
}

fn none() -> Cell {
    Cell::Text(text("None set"))
}
