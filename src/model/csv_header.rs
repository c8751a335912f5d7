//! The first row of a data file against what the model says of its columns.

use csv::StringRecord;

use super::Model;
use super::build_data::{Column, DataFile};
use super::csv_row::Places;
use super::period_text::parse_period;
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap};

/// What the first row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// The names of the columns, so many of them.
    Good(usize),
    /// Already data.
    Missing,
    /// Not what the model says: the rows cannot be read.
    Misfit,
}

/// Checks the first row. The names in it are free, but one that is a word of `columns` has to stand in its place.
pub(super) fn check_header(
    file: &DataFile,
    id: FileId,
    record: &StringRecord,
    places: &Places,
    sources: &SourceMap,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Header {
    let path = &sources.file(id).path;
    let of_column = |wanted: Column| {
        let at = file.columns.iter().position(|(column, _)| *column == wanted);
        at.and_then(|at| record.get(at)).unwrap_or("").trim()
    };
    if model.indicators.contains_key(of_column(Column::Indicator))
        || parse_period(of_column(Column::Period)).is_ok()
    {
        diagnostics.add(
            Diagnostic::error(
                "columns-differ",
                places.row(id),
                format!("the first row of {path} holds data, and not the names of its columns"),
            )
            .help("put a row above it: indicator,area,period,value,status"),
        );
        return Header::Missing;
    }
    // A spreadsheet that once had more columns exports them empty.
    let count = filled(record);
    if count != file.columns.len() {
        let named: Vec<&str> = file.columns.iter().map(|(column, _)| column.name()).collect();
        let heads: Vec<&str> = record.iter().take(count).map(str::trim).collect();
        let columns = if count == 1 { "column" } else { "columns" };
        let mut diagnostic = Diagnostic::error(
            "columns-differ",
            places.row(id),
            format!("{path} has {count} {columns}, and the model names {}", named.len()),
        )
        .note(format!("The file has: {}.", heads.join(", ")))
        .note(format!("The model names: {}.", named.join(", ")))
        .help("name all columns in their order; write `ignore` for one that is not to be read");
        if let (Some((_, first)), Some((_, last))) = (file.columns.first(), file.columns.last()) {
            diagnostic = diagnostic.label(first.to(*last), "the model names its columns here");
        }
        diagnostics.add(diagnostic);
        return Header::Misfit;
    }
    let heads: Vec<Column> = file
        .columns
        .iter()
        .enumerate()
        .map(|(at, (column, _))| match Column::of(record.get(at).unwrap_or("").trim()) {
            Some(head) if *column != Column::Ignore => head,
            _ => *column,
        })
        .collect();
    let differ = |at: &usize| heads.get(*at) != file.columns.get(*at).map(|(column, _)| column);
    let mut misplaced = (0..count).filter(differ);
    let Some(at) = misplaced.next() else { return Header::Good(count) };
    let (column, span) = file.columns[at];
    let message = format!(
        "a column of {path} is headed `{}`, and the model says that it holds the {}",
        heads[at].name(),
        column.name()
    );
    let mut diagnostic = Diagnostic::error("columns-differ", places.span(id, at), message)
        .label(span, "the model says so here");
    for at in misplaced {
        let text = format!("the model says: {}", file.columns[at].0.name());
        diagnostic = diagnostic.label(places.span(id, at), text);
    }
    if let (Some((_, first)), Some((_, last))) = (file.columns.first(), file.columns.last()) {
        let named: Vec<&str> = heads.iter().map(|head| head.name()).collect();
        diagnostic =
            diagnostic.replace("if the file is right, write", first.to(*last), named.join(", "));
    }
    diagnostics.add(diagnostic);
    Header::Misfit
}

/// How many cells a row has up to the last that holds something.
pub(super) fn filled(record: &StringRecord) -> usize {
    let holds = |at: &usize| record.get(*at).is_some_and(|cell| !cell.trim().is_empty());
    (0..record.len()).rev().find(holds).map_or(0, |last| last + 1)
}
