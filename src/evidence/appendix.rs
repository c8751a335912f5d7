//! The list of sources and calculations: the statements of the register, printed. `compose` gives the table its place and
//! its number; its rows can be written only when every paragraph has its own.

use super::gather::{Gatherer, Material};
use super::register::Entry;
use super::rests::TYPED;
use crate::document::{Block, CALCULATIONS, Cell, Document, Inline, Row, RowKind, date_in_words};
use crate::paper::values::value::capital;

/// The rows of the list; `None` where a paper has none.
pub fn calculations(material: Material<'_>) -> Option<Vec<Row>> {
    let listed =
        |block: &Block| matches!(block, Block::Table(table) if table.anchor.0 == CALCULATIONS);
    material.document.body.iter().any(listed).then(|| {
        let gatherer = Gatherer::new(material);
        gatherer.statements().iter().map(|entry| row(entry, &gatherer)).collect()
    })
}

/// Puts the rows of the list into their table.
pub fn fill(document: &mut Document, rows: Vec<Row>) {
    for block in &mut document.body {
        if let Block::Table(table) = block
            && table.anchor.0 == CALCULATIONS
        {
            table.rows = rows;
            return;
        }
    }
}

fn row(entry: &Entry, gatherer: &Gatherer<'_>) -> Row {
    // The names are for those who write the sources; those who read the paper know the titles.
    let titled = |words: String| gatherer.without_names(&words);
    let cells = [place(entry), entry.words.clone(), titled(behind(entry)), titled(from(entry))];
    let cell = |words: String| Cell::Text(vec![Inline::Text(words, None)]);
    Row { kind: RowKind::Plain, cells: cells.into_iter().map(cell).collect() }
}

fn place(entry: &Entry) -> String {
    if let Some(number) = &entry.paragraph {
        return number.clone();
    }
    capital(&entry.place)
}

/// The value and the arithmetic, or what the data say.
fn behind(entry: &Entry) -> String {
    let mut words = match (&entry.value, &entry.truth, entry.kind) {
        (Some(value), ..) => match &value.how {
            Some(how) => format!("{how} = {}", value.printed),
            None => match entry.inputs.as_slice() {
                [input] => format!("{}: {}", input.label, value.printed),
                _ => value.printed.clone(),
            },
        },
        (None, Some(truth), _) => capital(truth),
        (None, None, "source") => "As the source states".to_owned(),
        _ => "Nothing stands behind it".to_owned(),
    };
    if !entry.status.is_empty() {
        words = format!("{words} ({})", entry.status.join(", "));
    }
    if let Some(waiver) = &entry.waiver {
        let until = date_in_words(waiver.until);
        words = format!("{words}. Waived by {} until {until}: {}", waiver.by, waiver.reason);
    }
    words
}

/// The cells and the sources, each once.
fn from(entry: &Entry) -> String {
    let mut all: Vec<String> = entry.source.iter().cloned().collect();
    let mut add = |words: String| {
        if !all.contains(&words) {
            all.push(words);
        }
    };
    for input in &entry.inputs {
        let counted = input.at.is_none() && !input.printed.is_empty();
        match (input.place.as_str(), &input.source) {
            // What was counted, and what was left out.
            ("", _) if counted && entry.kind == "value" => {
                add(format!("{}: {}", input.label, input.printed));
            }
            ("", _) => add(input.label.clone()),
            // The population of a rate.
            (place, _) if place.ends_with(" of the model") => add(input.label.clone()),
            (place, source) => {
                // The column says nothing to those who do not have the file open.
                let row = place.rsplit_once(", ").map_or(place, |(row, _)| row);
                add(match source {
                    Some(source) => format!("{source} ({row})"),
                    None => row.to_owned(),
                });
            }
        }
    }
    for operand in entry.operands.iter().filter(|operand| operand.label == TYPED) {
        add(format!("{}: {TYPED}", operand.value.printed));
    }
    all.join("; ")
}
