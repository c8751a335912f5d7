//! Titles over several columns: `group "Wiltshire" of y2008, y2009, y2010`.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::blocks::table::ColumnData;
use crate::paper::resolve::Resolver;
use crate::paper::scope::unknown;
use crate::source::Span;
use crate::syntax::ast::Name;
use crate::syntax::spec::{AttributeSpec, Attributes};

/// The line `group`.
pub const GROUP: AttributeSpec = AttributeSpec {
    name: "group",
    form: "group \"Wiltshire\" of y2010, y2011, y2012",
    about: "a title over several columns that stand side by side",
    repeats: true,
    required: false,
};

/// A title over several columns.
#[derive(Clone, Debug)]
pub struct HeadData {
    /// The title.
    pub title: String,
    /// The first of its columns.
    pub first: usize,
    /// How many they are.
    pub count: usize,
    /// Its line.
    pub span: Span,
}

/// Reads the titles over columns, in the order of the columns.
pub(super) fn heads(
    attributes: &Attributes<'_>,
    columns: &[ColumnData],
    resolver: &mut Resolver<'_, '_>,
    sourced: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<HeadData> {
    let mut heads: Vec<HeadData> = Vec::new();
    for mut line in attributes.all("group") {
        let title = line.text();
        let names = if line.keyword("of") { line.names() } else { Vec::new() };
        let (Some((title, title_span)), false) = (title, names.is_empty()) else {
            line.malformed(diagnostics);
            continue;
        };
        line.finish(diagnostics);
        resolver.bare_in_title(title, title_span, sourced, diagnostics);
        let Some((first, count)) = places(&names, columns, diagnostics) else { continue };
        let taken =
            heads.iter().find(|head| first < head.first + head.count && head.first < first + count);
        if let Some(taken) = taken {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    line.node.head,
                    format!("a column stands under \"{}\" and under \"{title}\"", taken.title),
                )
                .label(taken.span, "the first")
                .help("a column has one title over it: take it out of the one or the other"),
            );
            continue;
        }
        heads.push(HeadData { title: title.to_owned(), first, count, span: line.node.head });
    }
    heads.sort_by_key(|head| head.first);
    heads
}

/// Which columns are named, if they stand side by side.
fn places(
    names: &[Name],
    columns: &[ColumnData],
    diagnostics: &mut Diagnostics,
) -> Option<(usize, usize)> {
    let mut places = Vec::new();
    for name in names {
        let Some(at) = columns.iter().position(|column| column.name == name.text) else {
            let known = columns.iter().map(|column| column.name.as_str());
            let message = format!("the table has no column `{}`", name.text);
            diagnostics.add(unknown(name, message, known));
            return None;
        };
        places.push(at);
    }
    let first = places.first().copied()?;
    let Some(apart) = places.iter().zip(first..).position(|(at, next)| *at != next) else {
        return Some((first, places.len()));
    };
    let name = names.get(apart)?;
    let mut sorted = places.clone();
    sorted.sort_unstable();
    let lowest = sorted.first().copied()?;
    let in_row = sorted.iter().zip(lowest..).all(|(at, next)| *at == next);
    let diagnostic = Diagnostic::error(
        "block-misplaced",
        name.span,
        format!("`{}` does not stand beside the column that is named before it", name.text),
    )
    .label(columns.get(*places.get(apart)?)?.span, "it stands here");
    let between: Vec<&str> = columns
        .iter()
        .skip(lowest)
        .take(sorted.last().copied()? + 1 - lowest)
        .map(|column| column.name.as_str())
        .collect();
    diagnostics.add(if in_row {
        diagnostic.help(format!("name them in their order: {}", between.join(", ")))
    } else {
        diagnostic.help(format!(
            "a title stands over columns side by side: move the column in the line `columns`, or name all of them: {}",
            between.join(", ")
        ))
    });
    None
}
