//! What the signs in a table mean, each only where it is used.

use crate::document::{Cell, Inline, Row};
use crate::model::Mark;

/// The explanation of the signs in a table's cells and of the marks over its columns; empty where there are none.
pub(super) fn legend(rows: &[Row], above: &[Mark]) -> Vec<Inline> {
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
        .map(|(mark, symbol)| format!("{symbol}: {}", mark.legend()))
        .collect();
    let others = OTHERS.iter().filter(|(sign, _)| used(sign));
    parts.extend(others.map(|(sign, meaning)| format!("{}: {meaning}", sign.trim())));
    if parts.is_empty() {
        Vec::new()
    } else {
        vec![Inline::Text(format!("{}.", parts.join("; ")), None)]
    }
}
