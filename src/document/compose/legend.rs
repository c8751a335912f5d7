//! What the signs in a table mean, each only where it is used.

use crate::document::{Cell, Inline, Row};
use crate::model::{Absence, Mark, Quantity};

/// The explanation of the signs in a table's cells and of the marks over its columns; empty where there are none.
pub(super) fn legend(rows: &[Row], above: &[Mark]) -> Vec<Inline> {
    legend_with(rows, above, &Reasons::default())
}

/// As [`legend`], with what the data say in place of values.
pub(super) fn legend_with(rows: &[Row], above: &[Mark], reasons: &Reasons) -> Vec<Inline> {
    const OTHERS: [(&str, &str); 2] =
        [("–", "no expected range is set"), (" pp", "percentage points")];
    let used = |sign: &str| {
        rows.iter().flat_map(|row| &row.cells).any(|cell| match cell {
            Cell::Number { text, mark } => {
                text == sign || mark.contains(sign) || (sign == " pp" && text.ends_with(sign))
            }
            Cell::Mark { words, .. } => words == sign,
            _ => false,
        })
    };
    let absent = Mark::ALL.into_iter().filter(|mark| mark.is_absence()).chain([Mark::Exempt]);
    let beside = Mark::ALL.into_iter().filter(|mark| !mark.is_absence());
    let marks = absent.chain(beside).map(|mark| (mark, mark.symbol()));
    let mut parts: Vec<String> = marks
        .filter(|(mark, symbol)| above.contains(mark) || used(symbol))
        .map(|(mark, symbol)| format!("{symbol}: {}", reasons.meaning(mark)))
        .collect();
    let others = OTHERS.iter().filter(|(sign, _)| used(sign));
    parts.extend(others.map(|(sign, meaning)| format!("{}: {meaning}", sign.trim())));
    if parts.is_empty() {
        Vec::new()
    } else {
        vec![Inline::Text(format!("{}.", parts.join("; ")), None)]
    }
}

/// The words that the data have in place of values, such as "Awaiting data", by their sign, in the order of the rows.
#[derive(Default)]
pub(super) struct Reasons(Vec<Reason>);

/// Why some values of a row are absent.
struct Reason {
    mark: Mark,
    /// The words in the cells; none where there are no more than the sign.
    words: Option<String>,
    row: String,
    columns: Vec<String>,
    /// Whether the row has other cells with this sign.
    some: bool,
}

impl Reasons {
    /// Takes what is said in a row, of which the columns are called so.
    pub(super) fn take<'v>(
        &mut self,
        row: &str,
        cells: impl Iterator<Item = (String, &'v Result<Quantity, Absence>)>,
    ) {
        let first = self.0.len();
        for (column, value) in cells {
            let Err(absence) = value else { continue };
            let mark = absence.mark.unwrap_or(Mark::NotAvailable);
            let words = absence.words.clone();
            let known = self.0.iter_mut().skip(first);
            match known.into_iter().find(|it| it.mark == mark && it.words == words) {
                Some(known) => known.columns.push(column),
                None => self.0.push(Reason {
                    mark,
                    words,
                    row: row.to_owned(),
                    columns: vec![column],
                    some: false,
                }),
            }
        }
        let marks: Vec<Mark> = self.0.iter().skip(first).map(|reason| reason.mark).collect();
        for reason in self.0.iter_mut().skip(first) {
            reason.some = marks.iter().filter(|mark| **mark == reason.mark).count() > 1;
        }
    }

    /// What a sign means in this table: the words of the data where all its cells have the same, else its meaning, and
    /// which words stand for which rows.
    fn meaning(&self, mark: Mark) -> String {
        let of_mark = || self.0.iter().filter(|reason| reason.mark == mark);
        let mut all: Vec<&str> = Vec::new();
        for words in of_mark().filter_map(|reason| reason.words.as_deref()) {
            if !all.contains(&words) {
                all.push(words);
            }
        }
        match all.as_slice() {
            [] => mark.legend().to_owned(),
            [words] if of_mark().all(|reason| reason.words.is_some()) => small(words),
            _ => {
                let said = all.iter().map(|words| {
                    let rows = of_mark().filter(|reason| reason.words.as_deref() == Some(words));
                    let rows: Vec<String> = rows.map(Reason::place).collect();
                    format!("{} – {}", small(words), rows.join(", "))
                });
                let said: Vec<String> = said.collect();
                format!("{} ({})", mark.legend(), said.join("; "))
            }
        }
    }
}

impl Reason {
    fn place(&self) -> String {
        if self.some {
            format!("{}, {}", self.row, self.columns.join(" and "))
        } else {
            self.row.clone()
        }
    }
}

/// Words of a cell within a line: a small first letter, unless a capital follows it. A full stop would end the line.
fn small(words: &str) -> String {
    let words = words.trim_end_matches('.');
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => words.to_owned(),
    }
}
