//! A `data` item → [`DataFile`]: which file holds values, and what its columns hold.

use super::Model;
use super::items::DATA;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::Span;
use crate::syntax::ast::Node;
use crate::syntax::spec::{Attributes, Cursor};

/// A file that holds values, as the model names it.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// The path, from the folder of the model file.
    pub path: String,
    /// Where the path stands; its file is the model's.
    pub span: Span,
    /// What the columns hold, in their order, each with the place that says so.
    pub columns: Vec<(Column, Span)>,
}

/// What a column of a data file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The name of an indicator.
    Indicator,
    /// The name, the title or the short name of an area or a group; empty for the home area.
    Area,
    /// A month, a quarter, a year or a day.
    Period,
    /// A figure, or words in place of one.
    Value,
    /// Marks: `p`, `r`, `e`, `x`, `z`, `c`, `low`.
    Status,
    /// Something that is not read.
    Ignore,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Indicator, Self::Area, Self::Period, Self::Value, Self::Status, Self::Ignore];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Area => "area",
            Self::Period => "period",
            Self::Value => "value",
            Self::Status => "status",
            Self::Ignore => "ignore",
        }
    }

    /// The column of a word, whatever its case.
    pub(super) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name().eq_ignore_ascii_case(word))
    }
}

/// Reads an item and adds it to the model.
pub(super) fn read(item: &Node, model: &mut Model, diagnostics: &mut Diagnostics) {
    let mut head = Cursor::head(item, DATA.form);
    let Some((path, span)) = head.text() else { return head.malformed(diagnostics) };
    if !path.to_ascii_lowercase().ends_with(".csv") {
        diagnostics.add(
            Diagnostic::error("data-format", span, "only data files that end in .csv can be read")
                .help("save the sheet as “CSV UTF-8”, with one value in each row")
                .note("Its columns are, for example: indicator, area, period, value, status."),
        );
        return;
    }
    head.finish(diagnostics);
    if let Some(first) = model.files.iter().find(|file| file.path == path) {
        diagnostics.add(
            Diagnostic::error("declared-twice", span, "this data file is named twice")
                .label(first.span, "the first, which is read")
                .help("take one of them out"),
        );
        return;
    }
    let attributes = Attributes::read(item, &DATA, diagnostics);
    let Some(mut line) = attributes.get("columns") else { return };
    let mut columns: Vec<(Column, Span)> = Vec::new();
    let mut unknown = false;
    let names = line.names();
    line.finish(diagnostics);
    for name in names {
        let Some(column) = Column::of(&name.text) else {
            let diagnostic = Diagnostic::error(
                "name-unknown",
                name.span,
                format!("a data file has no column `{}`", name.text),
            );
            let known = || Column::ALL.iter().map(|column| column.name());
            let meant = did_you_mean(&name.text, known());
            let column = meant.as_deref().and_then(Column::of).unwrap_or(Column::Ignore);
            columns.push((column, name.span));
            unknown |= column == Column::Ignore;
            diagnostics.add(match meant {
                Some(meant) => {
                    diagnostic.replace(format!("did you mean `{meant}`?"), name.span, meant)
                }
                None => diagnostic
                    .note(format!("There are: {}.", known().collect::<Vec<_>>().join(", ")))
                    .help("write `ignore` for a column that is not to be read"),
            });
            continue;
        };
        if column != Column::Ignore
            && let Some((_, first)) = columns.iter().find(|(known, _)| *known == column)
        {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    name.span,
                    format!("two columns are called `{}`", column.name()),
                )
                .label(*first, "the first")
                .help("write `ignore` for a column that is not to be read"),
            );
        }
        columns.push((column, name.span));
    }
    for needed in [Column::Indicator, Column::Period, Column::Value] {
        if !columns.iter().any(|(column, _)| *column == needed) {
            diagnostics.excuse(&["value-absent"]);
            // The unknown one may be the one that is needed.
            if unknown {
                return;
            }
            diagnostics.add(
                Diagnostic::error(
                    "attribute-missing",
                    line.node.head,
                    format!("no column of the data file holds the {}", needed.name()),
                )
                .help(format!("it is written: `{}`", DATA.attributes[0].form)),
            );
            return;
        }
    }
    model.files.push(DataFile { path: path.to_owned(), span, columns });
}
