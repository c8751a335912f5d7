//! The figure of a cell: its signs, a mark of a note behind it, and figures that read as others than they are.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Input, Mark, Unit};
use crate::paper::blocks::table::fraction::Fraction;
use crate::paper::blocks::table::{ColumnData, TableData, plain};
use crate::paper::prose::Inline;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Figure, TableRow};
use crate::syntax::parse_figure;

/// The figure of a cell, with the signs that tables have: "+22", "−26", "(£1,200)" for what is taken away.
pub fn signed_figure(text: &str) -> Option<Figure> {
    let text = text.trim().replace('−', "-");
    if let Some(more) = text.strip_prefix('+') {
        return parse_figure(more).filter(|_| !more.starts_with('-'));
    }
    let bracketed = text.replacen("£(", "(£", 1);
    let inner = bracketed.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let Some(inner) = inner else { return parse_figure(&text) };
    let figure = parse_figure(inner).filter(|figure| figure.value.is_sign_positive())?;
    Some(Figure { value: -figure.value, ..figure })
}

/// The figure of a cell's words; "+8 pp" is in percentage points.
fn figure(text: &str) -> Option<Value> {
    let mut units = ["percentage points", "percentage point", "pp"].into_iter();
    let points = units.find_map(|unit| text.trim_end().strip_suffix(unit));
    let Some(points) = points else { return Some(Value::literal(signed_figure(text)?)) };
    let value = Value::literal(signed_figure(points)?);
    let plain = matches!(&value.unit, Unit::Number(_));
    plain.then_some(Value { unit: Unit::PercentagePoints, ..value })
}

/// A cell's words without the mark of a note behind them: `9.9 [r]`, `34 [note 1]`.
pub fn unmarked(text: &str) -> &str {
    let marked = text.trim_end().strip_suffix(']').and_then(|text| text.rsplit_once('['));
    match marked {
        Some((figure, mark)) if !figure.trim().is_empty() && mark.chars().count() < 12 => {
            figure.trim_end()
        }
        _ => text,
    }
}

/// A cell's words without the marks of statistics behind them, such as `[p]` for provisional, and these.
pub fn marked(text: &str) -> (&str, Vec<Mark>) {
    let mut rest = text.trim();
    let mut marks = Vec::new();
    while let Some((before, inner)) = rest.strip_suffix(']').and_then(|rest| rest.rsplit_once('['))
        && !before.trim().is_empty()
        && let Some(mark) = Mark::ALL.into_iter().find(|mark| mark.letters() == inner)
    {
        marks.push(mark);
        rest = before.trim_end();
    }
    marks.sort_unstable();
    marks.dedup();
    (rest, marks)
}

/// The figure that a cell holds, if it holds one and nothing else.
pub(in crate::paper) fn cell_value(
    inlines: &[Inline],
    fraction: Option<&Fraction>,
    span: Span,
    table: &TableData,
    row: &str,
    column: &ColumnData,
) -> Option<Value> {
    match inlines {
        [Inline::Value(value, _)] => Some((**value).clone()),
        [Inline::Text(text, _)] => {
            let mut value = match fraction {
                Some(fraction) => fraction.value(),
                None => figure(unmarked(marked(text).0))?,
            };
            value.literal = false;
            value.marks = marked(text).1;
            value.marks.extend(&column.marks);
            value.marks.sort_unstable();
            value.marks.dedup();
            value.inputs = vec![Input {
                label: format!("{row}, {}", column.title),
                printed: unmarked(text).to_owned(),
                span: Some(span),
                place: table.source.clone().unwrap_or_default(),
            }];
            Some(value)
        }
        _ => None,
    }
}

/// A cell that is to be held against a value, and has words beside its figure, or a sign of a note.
pub(in crate::paper) fn crowded(
    cell: &[Inline],
    (row, column): (&str, &str),
    place: Span,
    worked: &Value,
) -> Option<Diagnostic> {
    let words = plain(cell);
    // "tbc" and "-" stand in place of a figure.
    if !words.chars().any(|sign| sign.is_ascii_digit()) {
        return None;
    }
    Some(
        Diagnostic::error(
            "value-absent",
            place,
            format!(
                "\"{words}\" cannot be compared: {row} in \"{column}\" is worked out, and is {}",
                worked.printed()
            ),
        )
        .here("no figure alone")
        .help("put the figure alone, with a minus where it is less; what it says goes into the title of the column")
        .help("a mark of a note stands behind it in square brackets, `9.9 [1]`; or leave the cell empty to have it worked out"),
    )
}

/// "41.200" among "38,650" and "39,800" is 41.2 to whoever reads it as written.
pub(in crate::paper) fn points(
    table: &TableData,
    lines: &[&TableRow],
    diagnostics: &mut Diagnostics,
) {
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        let figures = table.rows.iter().zip(lines).filter_map(|(row, line)| {
            let has_figure = row.values.get(at)?.is_some();
            let place = line.cells.get(at).map_or(line.span, |cell| cell.span);
            let [Inline::Text(text, _)] = row.cells.get(at)?.as_slice() else { return None };
            has_figure.then(|| (row, place, unmarked(text)))
        });
        let (pointed, others): (Vec<_>, Vec<_>) =
            figures.partition(|(_, _, text)| text.contains('.'));
        let grouped = others.iter().find(|(_, _, text)| text.contains(','));
        let all_grouped = pointed.iter().all(|(_, _, text)| is_grouped(text));
        let Some((_, other, example)) = grouped else { continue };
        if column.text || !all_grouped {
            continue;
        }
        for (row, place, text) in pointed {
            let Some(Some(value)) = row.values.get(at) else { continue };
            let read = Value { decimals: value.exact.normalize().scale(), ..value.clone() };
            diagnostics.add(
                Diagnostic::warning(
                    "thousands-point",
                    place,
                    format!("{text} reads as {}", read.printed()),
                )
                .label(*other, format!("thousands have a comma here: {example}"))
                .replace(
                    "if thousands are meant, write",
                    place,
                    text.replace('.', ","),
                ),
            );
        }
    }
}

/// Whether a figure has one point, and three digits behind it as thousands have.
fn is_grouped(text: &str) -> bool {
    let Some((before, after)) = text.split_once('.') else { return false };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    (1..=3).contains(&digits(before))
        && !before.contains(',')
        && !before.trim_start_matches(|sign: char| !sign.is_ascii_digit()).starts_with('0')
        && after.trim_end_matches(')').chars().all(|sign| sign.is_ascii_digit())
        && digits(after) == 3
}

#[cfg(test)]
mod tests {
    use super::{is_grouped, unmarked};

    #[test]
    fn the_mark_of_a_note_is_no_part_of_a_figure() {
        assert_eq!(unmarked("9.9 [r]"), "9.9");
        assert_eq!(unmarked("£9.9m[note 1]"), "£9.9m");
        assert_eq!(unmarked("[c]"), "[c]");
        assert_eq!(unmarked("9.9*"), "9.9*");
    }

    #[test]
    fn a_point_that_parts_thousands_is_told() {
        assert!(is_grouped("41.200") && is_grouped("£1.000") && is_grouped("(41.200)"));
        for decimal in ["41.2", "0.125", "1,041.200", "41.2m", "41200"] {
            assert!(!is_grouped(decimal), "{decimal}");
        }
    }
}
