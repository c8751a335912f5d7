//! `background none` in a paper that relies on documents (`semantics.md` S16).

use super::tables;
use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::Paper;

/// How many sources are named.
const NAMED: usize = 12;

/// Reports the sources of a paper that says that it has no background papers.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    let listed = paper.front.background.as_ref().is_none_or(|papers| !papers.is_empty());
    let Some(line) = paper.front.no_background.filter(|_| !listed) else { return };
    let tables = tables(paper).into_iter().filter_map(|table| table.source.as_deref());
    let sources = paper.record.unpublished(tables);
    if sources.is_empty() {
        return;
    }
    let count = match sources.len() {
        1 => "a source".to_owned(),
        count => format!("{count} sources"),
    };
    let diagnostic = Diagnostic::warning(
        "background-unlisted",
        line,
        format!("this paper has {count} and says that there are no background papers"),
    )
    .here("the law asks for those that a report relies on");
    let diagnostic = sources
        .iter()
        .take(NAMED)
        .fold(diagnostic, |diagnostic, source| diagnostic.note(format!("A source: {source}.")));
    let diagnostic = match sources.len().saturating_sub(NAMED) {
        0 => diagnostic,
        more => diagnostic.note(format!("And {more} more.")),
    };
    let lines: Vec<String> = sources
        .iter()
        .map(|source| {
            format!("background \"{}\"", source.replace("\\\"", "\"").replace('"', "\\\""))
        })
        .collect();
    diagnostics.add(
        diagnostic
            .replace("list those that the paper relies on", line, lines.join("\n  "))
            .help("write `published` behind the title of a `source` that is a published work: it need not be listed"),
    );
}
