//! Cells that say what their percentage is made of: "13.5% (55/408)", "55 of 408 (13.5%)", "18.5% (62)".

use rust_decimal::Decimal;

use crate::diag::Diagnostic;
use crate::model::{format_number, round_half_up};
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Figure, FigureUnit};
use crate::syntax::parse_figure;

/// A percentage with the numbers that it is made of.
#[derive(Clone, Debug)]
pub struct Fraction {
    /// The percentage as typed.
    pub share: Figure,
    /// The percentage's own letters.
    pub share_text: String,
    /// How many.
    pub count: Figure,
    /// Of how many, where the cell says so.
    pub whole: Option<Figure>,
    /// Whether the percentage comes first, so that it is the value of the cell.
    pub share_first: bool,
}

impl Fraction {
    /// Reads a cell's words; `None` where they are anything else.
    pub fn read(text: &str) -> Option<Self> {
        if !text.contains('%') {
            return None;
        }
        let spaced = text.replace(['(', ')', '[', ']', ';'], " ").replace('/', " / ");
        let words: Vec<&str> = spaced
            .split_whitespace()
            .map(|word| word.trim_end_matches(','))
            .filter(|word| *word != "out")
            .map(|word| if word == "of" { "/" } else { word })
            .collect();
        let figure = |word: &&str| parse_figure(word);
        let share_first = words.first()?.ends_with('%');
        let (share_text, rest) = if share_first {
            let (share, rest) = words.split_first()?;
            (*share, rest)
        } else {
            let (share, rest) = words.split_last()?;
            (*share, rest)
        };
        let share = parse_figure(share_text).filter(|share| share.unit == FigureUnit::Percent)?;
        let (count, whole) = match rest {
            [count] => (figure(count)?, None),
            [count, "/", whole] => (figure(count)?, Some(figure(whole)?)),
            _ => return None,
        };
        let is_count = |figure: &Figure| {
            figure.unit == count.unit
                && figure.unit != FigureUnit::Percent
                && figure.value.is_sign_positive()
        };
        if !is_count(&count) || !whole.as_ref().is_none_or(is_count) {
            return None;
        }
        // "12% 2011/12" is a percentage and a year.
        if let Some(whole) = whole
            && (whole.value.is_zero()
                || (count.value > whole.value && share.value < Decimal::ONE_HUNDRED))
        {
            return None;
        }
        Some(Self { share, share_text: share_text.to_owned(), count, whole, share_first })
    }

    /// The same share, of a whole that is known from elsewhere.
    #[must_use]
    pub fn of(&self, whole: &Value) -> Self {
        let figure = Figure { value: whole.exact, ..self.count };
        Self { whole: Some(figure), ..self.clone() }
    }

    /// The value of the cell: what comes first in it. A percentage that its own numbers bear out is known exactly.
    pub fn value(&self) -> Value {
        if !self.share_first {
            return Value::literal(self.count);
        }
        let mut value = Value::literal(self.share);
        if let Some(exact) = self.exact()
            && round_half_up(exact, value.decimals) == value.exact
        {
            value.exact = exact;
        }
        value
    }

    /// What the percentage works out to.
    fn exact(&self) -> Option<Decimal> {
        self.count.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(self.whole?.value)
    }

    /// What is wrong with the cell, if its percentage is not what its own numbers give.
    pub fn differs(&self, row: &str, column: &str, cell: Span, source: &str) -> Option<Diagnostic> {
        let (exact, whole) = (self.exact()?, self.whole?);
        let stated = Value::literal(self.share);
        let decimals = stated.decimals;
        let right = round_half_up(exact, decimals);
        if right == stated.exact {
            return None;
        }
        let number = |figure: Decimal| format_number(figure, figure.normalize().scale());
        let share = |share: Decimal| format!("{}%", format_number(share, decimals));
        let (count, whole) = (self.count.value, whole.value);
        let place = source.find(&self.share_text).map_or(cell, |at| Span {
            start: cell.start + at,
            end: cell.start + at + self.share_text.len(),
            ..cell
        });
        let mut diagnostic = Diagnostic::error(
            "fraction-differs",
            place,
            format!(
                "{row} in \"{column}\" says {}, but {} of {} is {}",
                share(stated.exact),
                number(count),
                number(whole),
                share(right)
            ),
        );
        let cut = exact.trunc_with_scale(decimals) == stated.exact;
        diagnostic = diagnostic.here(if cut {
            format!(
                "{} is rounded, not cut off",
                share(round_half_up(exact, decimals + 2)).trim_end_matches('%')
            )
        } else {
            format!("not what {} of {} gives", number(count), number(whole))
        });
        diagnostic = diagnostic.replace("if the two numbers are right, write", place, share(right));
        let fits = |count: Decimal, whole: Decimal| {
            count
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|hundredfold| hundredfold.checked_div(whole))
                .is_some_and(|found| round_half_up(found, decimals) == stated.exact)
        };
        let others = [
            stated
                .exact
                .checked_mul(whole)
                .and_then(|product| product.checked_div(Decimal::ONE_HUNDRED))
                .map(|nearest| (round_half_up(nearest, 0), whole)),
            count
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|hundredfold| hundredfold.checked_div(stated.exact))
                .map(|nearest| (count, round_half_up(nearest, 0))),
        ];
        for (count, whole) in others.into_iter().flatten() {
            if !whole.is_zero() && fits(count, whole) {
                diagnostic = diagnostic.note(format!(
                    "{} of {} would be {}.",
                    number(count),
                    number(whole),
                    share(stated.exact)
                ));
            }
        }
        Some(diagnostic)
    }
}

#[cfg(test)]
mod tests {
    use super::Fraction;

    fn parts(text: &str) -> Option<(String, Option<String>, bool)> {
        let fraction = Fraction::read(text)?;
        let whole = fraction.whole.map(|whole| whole.value.to_string());
        Some((fraction.count.value.to_string(), whole, fraction.share_first))
    }

    #[test]
    fn cells_with_their_numbers_are_read() {
        let of = |count: &str, whole: &str| Some((count.to_owned(), Some(whole.to_owned()), true));
        assert_eq!(parts("13.5% 55/408"), of("55", "408"));
        assert_eq!(parts("93.1% (240/260)"), of("240", "260"));
        assert_eq!(parts("93% (1,240 out of 2,600)"), of("1240", "2600"));
        assert_eq!(parts("18.5% (62)"), Some(("62".to_owned(), None, true)));
        assert_eq!(parts("36% (£9m)"), Some(("9000000".to_owned(), None, true)));
        assert_eq!(parts("62 (18.5%)"), Some(("62".to_owned(), None, false)));
        assert_eq!(
            parts("55 of 408 (13.5%)"),
            Some(("55".to_owned(), Some("408".to_owned()), false))
        );
    }

    #[test]
    fn other_cells_are_not() {
        for text in [
            "13.5%",
            "12% 2011/12",
            "7% (2yr avg) (12)",
            "5% 10%",
            "26/34",
            "10% to 12%",
            "up 4% of 12",
            "4% 1/0",
            "4% (£1/20)",
        ] {
            assert!(parts(text).is_none(), "{text}");
        }
    }
}
