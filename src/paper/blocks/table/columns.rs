//! The columns of a `table`: `net "Net budget" money or nought = gross - income`.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Absent, Mark};
use crate::paper::blocks::table::kind::{ColumnKind, KINDS};
use crate::paper::blocks::table::whole::Whole;
use crate::paper::prose::Inline;
use crate::source::{FileId, Span};
use crate::syntax::ast::{Expression, Term, TermKind};
use crate::syntax::parse_expression;
use crate::syntax::spec::{AttributeSpec, Cursor};

/// The line `columns`.
pub const COLUMNS: AttributeSpec = AttributeSpec {
    name: "columns",
    form: "columns measure \"Measure\", before \"March 2020\" count, after \"March 2022\" count, change \"Change\" = after - before",
    about: "the columns: a name and a title each. Behind the title may stand what its cells are (`text`, `date`, `number`, \
            `count`, `people`, `money`, `unit cost`, `percentage`, `percentage points`, `rate per 10,000`, `score`); \
            `signed` where a plus is printed; `decimals 1`; `provisional`, `revised`, `estimated`, `forecast` or `break`; `or nought`, `or not applicable`, \
            `or not available` or `or to be confirmed`, where an empty cell means that; `of one whole` or `of` a value where \
            its cells are shares such as \"13.8% (48)\"; `=` where it is worked out",
    repeats: false,
    required: true,
};

/// A column.
#[derive(Clone, Debug)]
pub struct ColumnData {
    /// The name that expressions use.
    pub name: String,
    /// The title.
    pub title: String,
    /// Where the title stands.
    pub title_span: Span,
    /// What its cells are, where it is said.
    pub kind: Option<ColumnKind>,
    /// Whether its cells hold no figures, and what looks like one is a name.
    pub text: bool,
    /// With how many decimals it is printed, where it is said.
    pub decimals: Option<u32>,
    /// Whether its figures are changes, and are printed with a plus where they are more than nought.
    pub signed: bool,
    /// What stands beside all its figures: that they are provisional, or that the series breaks here.
    pub marks: Vec<Mark>,
    /// What an empty cell means, where it is said.
    pub empty: Option<Absent>,
    /// The notes of its title.
    pub notes: Vec<Inline>,
    /// What its shares are of.
    pub whole: Option<Whole>,
    /// How it is worked out from the others.
    pub formula: Option<Expression>,
    /// Its place.
    pub span: Span,
}

/// The columns; `None` where the line cannot be read, which was reported.
pub(super) fn columns(
    mut line: Cursor<'_>,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<ColumnData>> {
    let mut columns: Vec<ColumnData> = Vec::new();
    loop {
        let Some(name) = line.name() else {
            line.malformed(diagnostics);
            return None;
        };
        let Some((title, title_span)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        let kind = ColumnKind::read(&mut line);
        let signed = line.keyword("signed");
        let decimals = line.keyword("decimals").then(|| line.figure()).flatten();
        let decimals = decimals.and_then(|(figure, _)| u32::try_from(figure.value).ok());
        let marks = marks(&mut line);
        let empty = if line.keyword("or") {
            let Some(empty) = empty(&mut line) else {
                line.malformed(diagnostics);
                return None;
            };
            Some(empty)
        } else {
            None
        };
        let whole = line.keyword("of").then(|| whole(&mut line, text, name.span.file, diagnostics));
        let formula = line.symbol("=").then(|| {
            let span = expression(&mut line, name.span.file);
            parse_expression(text.get(span.start..span.end).unwrap_or(""), span, diagnostics)
        });
        if let Some(first) = columns.iter().find(|known| known.name == name.text) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    name.span,
                    format!("two columns are called `{}`", name.text),
                )
                .label(first.span, "the first"),
            );
        }
        columns.push(ColumnData {
            name: name.text,
            title: title.to_owned(),
            title_span,
            text: kind.as_ref().is_some_and(ColumnKind::is_words),
            kind,
            signed,
            decimals,
            marks,
            empty,
            notes: Vec::new(),
            whole,
            formula,
            span: name.span,
        });
        if line.comma() {
            continue;
        }
        if let Some(unknown) = unknown_kind(&line) {
            diagnostics.add(unknown);
            return None;
        }
        let another = matches!(line.peek(), Some(Term { kind: TermKind::Word(_), .. }));
        if !another {
            break;
        }
        // Without its comma, a column is still a column: its rows are not ragged.
        line.comma_missing(diagnostics);
    }
    line.finish(diagnostics);
    Some(columns)
}

/// A word behind a title that is no kind: what comes behind it is no title.
fn unknown_kind(line: &Cursor<'_>) -> Option<Diagnostic> {
    let mut ahead = line.clone();
    let word = ahead.name()?;
    if ahead.text().is_some() {
        return None;
    }
    let known: Vec<&str> = KINDS.split(", ").collect();
    let diagnostic = Diagnostic::error(
        "name-unknown",
        word.span,
        format!("there is no kind of column `{}`", word.text),
    );
    Some(match crate::diag::did_you_mean(&word.text, known.iter().copied()) {
        Some(meant) => diagnostic.replace(format!("did you mean `{meant}`?"), word.span, meant),
        None => diagnostic.note(format!("There are: {KINDS}.")),
    })
}

/// What stands beside all figures of a column.
fn marks(line: &mut Cursor<'_>) -> Vec<Mark> {
    const WORDS: [(&str, Mark); 5] = [
        ("provisional", Mark::Provisional),
        ("revised", Mark::Revised),
        ("estimated", Mark::Estimated),
        ("forecast", Mark::Forecast),
        ("break", Mark::Break),
    ];
    let mut marks = Vec::new();
    while let Some((_, mark)) = WORDS.iter().find(|(word, _)| line.keyword(word)) {
        marks.push(*mark);
    }
    marks
}

/// What an empty cell means, behind `or`.
fn empty(line: &mut Cursor<'_>) -> Option<Absent> {
    if line.keyword("nought") {
        return Some(Absent::None);
    }
    if line.keyword("not") {
        if line.keyword("applicable") {
            return Some(Absent::Marked(Mark::NotApplicable));
        }
        return line.keyword("available").then_some(Absent::Marked(Mark::NotAvailable));
    }
    let confirmed = line.keyword("to") && line.keyword("be") && line.keyword("confirmed");
    confirmed.then_some(Absent::Marked(Mark::ToBeConfirmed))
}

/// What the shares of a column are of, behind `of`.
fn whole(line: &mut Cursor<'_>, text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Whole {
    let span = expression(line, file);
    let written = text.get(span.start..span.end).unwrap_or("");
    if written.split_whitespace().eq(["one", "whole"]) {
        return Whole::One;
    }
    Whole::Known(Box::new(parse_expression(written, span, diagnostics)))
}

/// Takes what belongs to an expression: all that comes before the next comma or `=`.
fn expression(line: &mut Cursor<'_>, file: FileId) -> Span {
    let start = line.place().start;
    let mut end = start;
    while let Some(term) = line.peek() {
        if matches!(&term.kind, TermKind::Comma) {
            break;
        }
        if matches!(&term.kind, TermKind::Symbol(symbol) if symbol == "=") {
            break;
        }
        end = term.span.end;
        line.take();
    }
    Span { file, start, end }
}
