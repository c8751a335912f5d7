//! Figures in the cells of tables.

use crate::document::{Cell, Shape, Tone};
use crate::model::{Absence, Expected, Mark, Polarity, Quantity, Unit, format_cell};
use crate::paper::claims::claim_words::stands;
use crate::syntax::ast::Position;

/// A value in a cell, or its sign of absence.
pub(super) fn cell(value: &Result<Quantity, Absence>) -> Cell {
    match value {
        Ok(quantity) => Cell::Number {
            text: format_cell(quantity.exact, quantity.decimals, &quantity.unit),
            mark: quantity.marks.iter().map(|mark| mark.symbol()).collect(),
        },
        Err(absence) => {
            let mark = absence.mark.unwrap_or(Mark::NotAvailable);
            Cell::Number { text: mark.symbol(), mark: String::new() }
        }
    }
}

/// A change in a cell, with its sign.
pub(super) fn change(quantity: rust_decimal::Decimal, decimals: u32, unit: &Unit) -> Cell {
    let rounded = crate::model::round_half_up(quantity, decimals);
    let text = format_cell(quantity, decimals, unit);
    let sign = if rounded > rust_decimal::Decimal::ZERO { "+" } else { "" };
    Cell::Number { text: format!("{sign}{text}"), mark: String::new() }
}

/// Where a value stands against its expected range, by shape and word.
pub(super) fn position(
    value: &Result<Quantity, Absence>,
    expected: Option<&Expected>,
    polarity: Polarity,
) -> Cell {
    let (Ok(quantity), Some(expected)) = (value, expected) else {
        return Cell::Mark {
            shape: Shape::None,
            tone: Tone::Neutral,
            words: "No range".to_owned(),
        };
    };
    let at = |position| stands(position, quantity.exact, expected, &quantity.unit);
    let (shape, words, tone) = if at(Position::Below) {
        (Shape::Down, "Below", if polarity == Polarity::Lower { Tone::Good } else { Tone::Bad })
    } else if at(Position::Above) {
        (Shape::Up, "Above", if polarity == Polarity::Higher { Tone::Good } else { Tone::Bad })
    } else if at(Position::AtLower) {
        (Shape::Edge, "At lower limit", Tone::Neutral)
    } else if at(Position::AtUpper) {
        (Shape::Edge, "At upper limit", Tone::Neutral)
    } else {
        (Shape::Level, "Inside", Tone::Good)
    };
    Cell::Mark { shape, tone, words: words.to_owned() }
}

/// Which way a value went, judged as printed, and whether that is good.
pub(super) fn direction(
    earlier: &Result<Quantity, Absence>,
    later: &Result<Quantity, Absence>,
    polarity: Polarity,
) -> Cell {
    let (Ok(earlier), Ok(later)) = (earlier, later) else {
        return Cell::Mark {
            shape: Shape::None,
            tone: Tone::Neutral,
            words: "Not known".to_owned(),
        };
    };
    let printed =
        |quantity: &Quantity| crate::model::round_half_up(quantity.exact, quantity.decimals);
    let (shape, went, up) = match printed(later).cmp(&printed(earlier)) {
        std::cmp::Ordering::Less => (Shape::Down, "Fell", false),
        std::cmp::Ordering::Equal => {
            return Cell::Mark {
                shape: Shape::Level,
                tone: Tone::Neutral,
                words: "Held".to_owned(),
            };
        }
        std::cmp::Ordering::Greater => (Shape::Up, "Rose", true),
    };
    let (tone, judged) = match polarity {
        Polarity::None => (Tone::Neutral, ""),
        Polarity::Higher if up => (Tone::Good, ", better"),
        Polarity::Lower if !up => (Tone::Good, ", better"),
        _ => (Tone::Bad, ", worse"),
    };
    Cell::Mark { shape, tone, words: format!("{went}{judged}") }
}
