//! Comma-separated values: a row an observation.
//!
//! The `csv` crate reads the rows; `csv_row` finds where their cells stand in the text, which it does not tell.

use std::collections::BTreeMap;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::Model;
use super::build_data::{Column, DataFile};
use super::cell::{Misread, read_cell};
use super::csv_header::{Header, check_header, filled};
use super::csv_row::Places;
use super::dataset::{Dataset, Observation, Origin, Series};
use super::period::Period;
use super::period_text::{Unreadable, parse_period};
use super::problems::Problems;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::{FileId, SourceMap, Span};

/// How periods are written, for a message about one that is not.
const PERIODS: &str = "Periods are written: Oct 2022, 2022-23 Q3, 2022-23, 31 March 2023.";

/// Reads the rows of a file into the model's dataset.
pub(super) fn load(
    file: &DataFile,
    id: FileId,
    sources: &SourceMap,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) {
    let path = sources.file(id).path.as_str();
    let text = sources.file(id).text.as_str();
    let mut dataset = std::mem::take(&mut model.dataset);
    let mut table = Table {
        file,
        id,
        model,
        areas: names_of_areas(model),
        periods: BTreeMap::new(),
        name: path.rsplit('/').next().unwrap_or(path).into(),
        column: Column::Value.name().into(),
        rows: 0,
        problems: Problems::default(),
    };
    let delimiter = delimiter(text);
    let mut rows = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut places = Places::default();
    let mut number = 1;
    let mut count = None;
    while rows.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, csv::Position::byte);
        let before = places.end;
        places.find(text, usize::try_from(start).unwrap_or(0), delimiter);
        // A spreadsheet counts the empty rows that the reader passes over.
        let between = text.get(before..places.start).unwrap_or("");
        number += between.bytes().filter(|byte| *byte == b'\n').count();
        let row = Row { number, record: &record, places: &places };
        if count.is_none() {
            match check_header(file, id, &record, &places, sources, table.model, diagnostics) {
                Header::Good(columns) => {
                    table.name_column(&record);
                    count = Some(columns);
                    continue;
                }
                Header::Missing => {}
                Header::Misfit => {
                    diagnostics.excuse(&["value-absent"]);
                    break;
                }
            }
        }
        let columns = *count.get_or_insert(file.columns.len());
        table.read(row, columns, &mut dataset);
    }
    if table.rows == 0 && (count.is_some() || text.trim().is_empty()) {
        let message = format!("{path} holds no values");
        diagnostics.add(Diagnostic::error("data-empty", file.span, message).help(
            "a data file has a row with the names of its columns, and then one row for each value",
        ));
    }
    table.problems.say(&table.name, file.span, diagnostics);
    model.dataset = dataset;
}

/// A row as it was read.
#[derive(Clone, Copy)]
struct Row<'r> {
    /// Its number, as a spreadsheet counts: the header is row 1.
    number: usize,
    record: &'r StringRecord,
    places: &'r Places,
}

/// A file while its rows are read.
struct Table<'m> {
    file: &'m DataFile,
    id: FileId,
    model: &'m Model,
    /// The places of areas in the model by name, title and short name, in small letters.
    areas: BTreeMap<String, usize>,
    /// Periods that were met before.
    periods: BTreeMap<String, Result<Period, Unreadable>>,
    name: Arc<str>,
    /// What the column of the values is called.
    column: Arc<str>,
    /// How many rows were met.
    rows: usize,
    problems: Problems,
}

impl Table<'_> {
    fn name_column(&mut self, header: &StringRecord) {
        let name = self.cell(header, Column::Value);
        if !name.is_empty() {
            self.column = name.into();
        }
    }

    /// Reads one row. All that is wrong with it is said.
    fn read(&mut self, row: Row<'_>, columns: usize, dataset: &mut Dataset) {
        if row.record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        self.rows += 1;
        if self.parted(row) || !self.is_whole(row, columns) {
            return;
        }
        let series = self.series(row);
        let period = self.period(row);
        let Some(series) = series else { return };
        let kind = &self.model.indicators[series.indicator].kind;
        let value = self.cell(row.record, Column::Value);
        let cell = match read_cell(value, self.cell(row.record, Column::Status), kind) {
            Ok(cell) => cell,
            Err(misread) => return self.misread(row, &misread),
        };
        let Some(period) = period else { return };
        let origin = Origin {
            span: self.span(row, Column::Value),
            file: Arc::clone(&self.name),
            row: row.number,
            column: Arc::clone(&self.column),
        };
        let span = origin.span;
        let (value, marks, words) = (cell.value, cell.marks, cell.words);
        let observation = Observation { value, marks, words, origin };
        let shown = self.model.cell(series, &observation);
        if let Some(first) = dataset.add(series, period, observation) {
            let label = self.model.label(series, period);
            let there = self.model.cell(series, first);
            let (origin, first_span) = (first.origin.place(), first.origin.span);
            self.problems.add("value-twice", label.clone(), row.number, || {
                let message = if shown == there {
                    format!("{label}, is stated twice")
                } else {
                    format!("{label}, is stated twice: {there} and {shown}")
                };
                Diagnostic::error("value-twice", span, message)
                    .label(first_span, format!("the first, which counts: {origin}"))
                    .help("take one of the two rows out")
            });
        }
    }

    /// Whether the row has as many cells as the header.
    fn is_whole(&mut self, row: Row<'_>, columns: usize) -> bool {
        if let Some(quote) = row.places.unclosed {
            let span = Span { file: self.id, start: quote, end: quote + 1 };
            self.problems.add("mark-unclosed", String::new(), row.number, || {
                Diagnostic::error("mark-unclosed", span, "nothing closes this quotation mark").help(
                    "close the cell with `\"`; a quotation mark inside a cell is written twice",
                )
            });
            return false;
        }
        let filled = filled(row.record);
        let cells = filled.max(row.record.len().min(columns));
        if cells == columns {
            return true;
        }
        let span = row.places.row(self.id);
        let thousands = cells == columns + 1;
        self.problems.add("row-ragged", cells.to_string(), row.number, || {
            let message = format!("this row has {cells} cells, and the header has {columns}");
            let diagnostic = Diagnostic::error("row-ragged", span, message);
            if thousands {
                diagnostic.help("a cell that holds a comma stands in quotes: \"1,234\"")
            } else {
                diagnostic.help("keep the commas of empty cells")
            }
        });
        false
    }

    /// Whether a figure's own comma parts it into two cells, as 31,010 without quotation marks.
    fn parted(&mut self, row: Row<'_>) -> bool {
        let Some(at) = self.at(Column::Value) else { return false };
        let next = self.file.columns.get(at + 1).map(|(column, _)| *column);
        let cell = |at: usize| row.record.get(at).unwrap_or("").trim();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let thousands = |at: &usize| cell(*at).len() == 3 && digits(cell(*at));
        let head = cell(at).trim_start_matches(['-', '£']);
        let last = (at + 1..row.record.len()).take_while(thousands).last();
        let Some(last) = last.filter(|_| matches!(next, None | Some(Column::Status))) else {
            return false;
        };
        if !((1..=3).contains(&head.len()) && digits(head)) {
            return false;
        }
        let figure = (at..=last).map(cell).collect::<Vec<_>>().join(",");
        let span = row.places.span(self.id, at).to(row.places.span(self.id, last));
        self.problems.add("row-ragged", "comma".to_owned(), row.number, || {
            Diagnostic::error(
                "row-ragged",
                span,
                format!("the comma in {figure} parts it into cells of their own"),
            )
            .replace(
                "a cell that holds a comma stands in quotation marks",
                span,
                format!("\"{figure}\""),
            )
        });
        true
    }

    fn series(&mut self, row: Row<'_>) -> Option<Series> {
        let indicator = self.indicator(row);
        let area = self.area(row);
        Some(Series { indicator: indicator?, area: area? })
    }

    fn indicator(&mut self, row: Row<'_>) -> Option<usize> {
        let name = self.cell(row.record, Column::Indicator);
        let found = self.model.indicators.get_index_of(name);
        if found.is_none() && !self.model.broken.contains(name) {
            let (model, span) = (self.model, self.span(row, Column::Indicator));
            self.problems.add("name-unknown", format!("indicator {name}"), row.number, || {
                if name.is_empty() {
                    return Diagnostic::error("cell-empty", span, "this row names no indicator");
                }
                let message = format!("there is no indicator `{name}`");
                let diagnostic = Diagnostic::error("name-unknown", span, message);
                let titled = model
                    .indicators
                    .values()
                    .find(|indicator| indicator.title.eq_ignore_ascii_case(name))
                    .map(|indicator| indicator.name.clone());
                let names = model.indicators.keys().map(String::as_str);
                match titled.or_else(|| did_you_mean(name, names)) {
                    Some(meant) => {
                        diagnostic.replace(format!("did you mean `{meant}`?"), span, meant)
                    }
                    None => diagnostic
                        .note("A data file names indicators as the model does.")
                        .help(format!("declare it in the model: `indicator {name} \"…\" {{ … }}`")),
                }
            });
        }
        found
    }

    fn area(&mut self, row: Row<'_>) -> Option<usize> {
        let name = self.cell(row.record, Column::Area);
        if name.is_empty() {
            // That no area is home was said of the model.
            return self.model.areas.get_index_of(self.model.home.as_ref()?);
        }
        let known = self.model.areas.get_index_of(name);
        let found = known.or_else(|| self.areas.get(&name.to_lowercase()).copied());
        if found.is_none() {
            let (areas, span) = (&self.model.areas, self.span(row, Column::Area));
            self.problems.add("name-unknown", format!("area {name}"), row.number, || {
                let message = format!("there is no area or group `{name}`");
                let diagnostic = Diagnostic::error("name-unknown", span, message);
                let names: Vec<&str> = areas.keys().map(String::as_str).collect();
                match did_you_mean(name, names.iter().copied()) {
                    Some(meant) => {
                        diagnostic.replace(format!("did you mean `{meant}`?"), span, meant)
                    }
                    None => diagnostic
                        .note(format!("There are: {}.", names.join(", ")))
                        .help("leave the cell empty for the home area"),
                }
            });
        }
        found
    }

    fn period(&mut self, row: Row<'_>) -> Option<Period> {
        let text = self.cell(row.record, Column::Period);
        if !self.periods.contains_key(text) {
            self.periods.insert(text.to_owned(), parse_period(text));
        }
        let Some(Err(unreadable)) = self.periods.get(text) else {
            return self.periods.get(text)?.as_ref().ok().copied();
        };
        let span = self.span(row, Column::Period);
        self.problems.add("period-impossible", text.to_owned(), row.number, || {
            if text.is_empty() {
                return Diagnostic::error("cell-empty", span, "this row names no period")
                    .note(PERIODS);
            }
            let message = format!("`{text}` is not a period");
            let mut diagnostic = Diagnostic::error("period-impossible", span, message);
            if !unreadable.reason.is_empty() {
                diagnostic = diagnostic.note(unreadable.reason.clone());
            }
            diagnostic = diagnostic.note(PERIODS);
            unreadable.meant.iter().fold(diagnostic, |diagnostic, meant| {
                diagnostic.replace(format!("write {meant}"), span, meant.to_string())
            })
        });
        None
    }

    fn misread(&mut self, row: Row<'_>, misread: &Misread) {
        let column = if misread.status { Column::Status } else { Column::Value };
        let span = self.span(row, column);
        self.problems.add(misread.code, misread.message.clone(), row.number, || {
            Diagnostic::error(misread.code, span, misread.message.clone())
                .help(misread.help.clone())
        });
    }

    /// What a row holds in a column; empty where there is no such column.
    fn cell<'r>(&self, record: &'r StringRecord, column: Column) -> &'r str {
        self.at(column).and_then(|at| record.get(at)).unwrap_or("").trim()
    }

    /// Where a row's cell stands; that of its value where there is no such column.
    fn span(&self, row: Row<'_>, column: Column) -> Span {
        let at = self.at(column).or_else(|| self.at(Column::Value));
        row.places.span(self.id, at.unwrap_or(usize::MAX))
    }

    fn at(&self, column: Column) -> Option<usize> {
        self.file.columns.iter().position(|(known, _)| *known == column)
    }
}

/// The places of areas by all that they are called, in small letters. Of two that are called alike, the first.
fn names_of_areas(model: &Model) -> BTreeMap<String, usize> {
    let mut names = BTreeMap::new();
    for (at, area) in model.areas.values().enumerate() {
        for name in [&area.name, &area.title, &area.short] {
            names.entry(name.to_lowercase()).or_insert(at);
        }
    }
    names
}

/// What stands between cells: a comma, or what the first row has instead.
fn delimiter(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or("");
    let others = [(';', b';'), ('\t', b'\t')];
    let other = others.into_iter().find(|(mark, _)| header.contains(*mark));
    match other {
        Some((_, mark)) if !header.contains(',') => mark,
        _ => b',',
    }
}
