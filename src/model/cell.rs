//! What the cells of one row state: a figure, marks, or words in place of a figure.

use rust_decimal::Decimal;

use super::absent::Absent;
use super::build_limits::misfit_sign;
use super::indicator::Kind;
use super::value::{Mark, Value};
use crate::diag::did_you_mean;
use crate::syntax::parse_figure;

/// What a row states of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) value: Option<Value>,
    pub(super) marks: Vec<Mark>,
    pub(super) words: Option<String>,
}

/// What is wrong with a row's value or with its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misread {
    pub(super) code: &'static str,
    /// Whether it is the status, and not the value.
    pub(super) status: bool,
    /// One sentence without a full stop.
    pub(super) message: String,
    /// The way out.
    pub(super) help: String,
}

/// Reads the value's text and the status' text of a row.
pub(super) fn read_cell(value: &str, status: &str, kind: &Kind) -> Result<Cell, Misread> {
    let mut cell = Cell::default();
    let text = take_marks(value.trim(), &mut cell.marks);
    read_status(status, &mut cell.marks)?;
    if let Some(mark) = Mark::ALL.into_iter().find(|mark| mark.is_absence() && is_mark(text, *mark))
    {
        cell.marks.push(mark);
    } else if text.starts_with('#') {
        return Err(Misread {
            code: "value-unreadable",
            status: false,
            message: format!("`{text}` is a spreadsheet's error, not a value"),
            help: "mend the formula in the spreadsheet and export it again".to_owned(),
        });
    } else if text.chars().any(|character| character.is_ascii_digit()) {
        cell.value = Some(read_number(text, kind)?);
    } else if text.chars().any(char::is_alphabetic) {
        match Absent::read(text) {
            Some(Absent::None) => {
                cell.value = Some(Value { number: Decimal::ZERO, decimals: 0 });
            }
            Some(Absent::Marked(mark)) if !cell.marks.iter().any(|mark| mark.is_absence()) => {
                cell.marks.push(mark);
                cell.words = Some(text.to_owned());
            }
            _ => cell.words = Some(text.to_owned()),
        }
    } else if !text.is_empty() {
        return Err(Misread {
            code: "value-unreadable",
            status: false,
            message: format!("`{text}` does not say why there is no value"),
            help: "leave the value empty and write a status: x not available, d no longer collected, z not applicable, \
                   c suppressed, low, tbc to be confirmed; or write the words, or 0 where there was none"
                .to_owned(),
        });
    }
    cell.marks.sort_unstable();
    cell.marks.dedup();
    check_marks(&mut cell)?;
    Ok(cell)
}

/// Takes the marks in square brackets from the end of a value: `461 [p]`.
fn take_marks<'t>(mut text: &'t str, marks: &mut Vec<Mark>) -> &'t str {
    while let Some((before, inner)) = text.strip_suffix(']').and_then(|rest| rest.rsplit_once('['))
        && let Some(mark) = Mark::ALL.into_iter().find(|mark| is_mark(inner, *mark))
    {
        marks.push(mark);
        text = before.trim_end();
    }
    text
}

fn read_status(status: &str, marks: &mut Vec<Mark>) -> Result<(), Misread> {
    let status = status.trim();
    let whole = Mark::ALL.into_iter().find(|mark| status.eq_ignore_ascii_case(mark.in_words()));
    if let Some(mark) = whole {
        marks.push(mark);
        return Ok(());
    }
    let words = status.split(|character: char| !character.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("final")) {
        let Some(mark) = Mark::ALL.into_iter().find(|mark| is_mark(word, *mark)) else {
            let known: Vec<String> = Mark::ALL
                .iter()
                .map(|mark| format!("{} ({})", mark.letters(), mark.in_words()))
                .collect();
            let meant = did_you_mean(status, Mark::ALL.iter().map(|mark| mark.in_words()));
            let meant = meant.map_or(String::new(), |meant| format!("did you mean `{meant}`? "));
            return Err(Misread {
                code: "name-unknown",
                status: true,
                message: format!("there is no status `{status}`"),
                help: format!("{meant}write {}, or nothing for a final value", known.join(", ")),
            });
        };
        marks.push(mark);
    }
    Ok(())
}

fn is_mark(text: &str, mark: Mark) -> bool {
    text.eq_ignore_ascii_case(mark.letters())
        || (mark == Mark::Low && text.eq_ignore_ascii_case("k"))
}

fn read_number(text: &str, kind: &Kind) -> Result<Value, Misread> {
    let Some(figure) = parse_figure(text).or_else(|| parse_figure(&normal(text))) else {
        return Err(Misread {
            code: "value-unreadable",
            status: false,
            message: format!("`{text}` is not a figure"),
            help: "write it as a paper does: 461, 7.2%, 106,064, -0.5; in words, without digits, say why there is none"
                .to_owned(),
        });
    };
    if let Some(sign) = misfit_sign(figure.unit, kind) {
        return Err(Misread {
            code: "unit-misfit",
            status: false,
            message: format!("`{text}` has a `{sign}`, and its indicator is {}", kind.in_words()),
            help: "write the number alone, or change the `kind` of the indicator".to_owned(),
        });
    }
    let decimals = u32::try_from(figure.decimals).unwrap_or(0);
    let mut number = figure.value;
    number.rescale(decimals);
    Ok(Value { number, decimals })
}

/// A figure with a plain minus and nothing before its sign of per cent.
fn normal(text: &str) -> String {
    text.replace('\u{2212}', "-").replace(" %", "%").replace("£ ", "£")
}

/// Marks and value must fit together; words without a mark mean that nothing is available.
fn check_marks(cell: &mut Cell) -> Result<(), Misread> {
    let absence = cell.marks.iter().copied().find(|mark| mark.is_absence());
    let misfit = |message: String, help: &str| {
        Err(Misread { code: "status-misfit", status: true, message, help: help.to_owned() })
    };
    match (cell.value, absence) {
        (Some(_), Some(mark)) => misfit(
            format!("there is a value, and it is marked {}", mark.in_words()),
            "take out the one or the other",
        ),
        (None, None) => {
            if let (None, Some(mark)) = (&cell.words, cell.marks.first()) {
                return misfit(
                    format!("nothing is marked {}", mark.in_words()),
                    "write the value, or take out the status",
                );
            }
            if cell.words.is_some() {
                cell.marks.push(Mark::NotAvailable);
                cell.marks.sort_unstable();
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, read_cell};
    use crate::model::{Kind, Mark};

    const SHARE: Kind = Kind::Percentage { of: None };

    fn number(text: &str, kind: &Kind) -> String {
        match read_cell(text, "", kind) {
            Ok(Cell { value: Some(value), .. }) => {
                format!("{} at {}", value.number, value.decimals)
            }
            Ok(cell) => format!("{cell:?}"),
            Err(misread) => misread.message,
        }
    }

    #[test]
    fn figures_keep_the_precision_that_they_were_stated_at() {
        assert_eq!(number("461", &Kind::Count), "461 at 0");
        assert_eq!(number("106,064", &Kind::Count), "106064 at 0");
        assert_eq!(number("4.10%", &SHARE), "4.10 at 2");
        assert_eq!(number("7.2 %", &SHARE), "7.2 at 1");
        assert_eq!(number("\u{2212}0.5", &Kind::Score), "-0.5 at 1");
        assert_eq!(number("£24.5m", &Kind::Money), "24500000 at 0");
        assert_eq!(number("7%", &Kind::Count), "`7%` has a `%`, and its indicator is a count");
        assert_eq!(number("4O1", &Kind::Count), "`4O1` is not a figure");
        assert_eq!(number("1 234", &Kind::Count), "`1 234` is not a figure");
        assert_eq!(number("12.3.4", &Kind::Count), "`12.3.4` is not a figure");
        assert_eq!(number("-", &Kind::Count), "`-` does not say why there is no value");
    }

    #[test]
    fn marks_stand_beside_a_value_or_in_its_place() {
        let marks = |value: &str, status: &str| {
            read_cell(value, status, &Kind::Count).map(|cell| cell.marks).map_err(|e| e.message)
        };
        assert_eq!(marks("461 [p]", ""), Ok(vec![Mark::Provisional]));
        assert_eq!(marks("461", "[r][e]"), Ok(vec![Mark::Revised, Mark::Estimated]));
        assert_eq!(marks("[x]", ""), Ok(vec![Mark::NotAvailable]));
        assert_eq!(marks("", "suppressed"), Ok(vec![Mark::Suppressed]));
        assert_eq!(marks("Awaiting data", ""), Ok(vec![Mark::NotAvailable]));
        assert_eq!(marks("no longer collected", "z"), Ok(vec![Mark::NotApplicable]));
        assert_eq!(marks("no longer collected", ""), Ok(vec![Mark::Discontinued]));
        assert_eq!(marks("Tbc", ""), Ok(vec![Mark::ToBeConfirmed]));
        assert_eq!(marks("None", ""), Ok(Vec::new()));
        assert_eq!(number("none", &Kind::Count), "0 at 0");
        assert_eq!(marks("1,919", "b"), Ok(vec![Mark::Break]));
        assert_eq!(marks("", ""), Ok(Vec::new()));
        assert!(marks("461", "c").is_err() && marks("", "p").is_err() && marks("1", "q").is_err());
    }
}
