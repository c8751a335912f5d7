//! What the shares of a column are of: `now "2012" of one whole`, `then "2008" of cla at Mar 2008`.
//!
//! A share of p with n behind it, p rounded to u, is of a whole between n/(p+½u) and n/(p−½u). The shares of one whole
//! admit one number for all of them (`semantics.md` S7).

use rust_decimal::Decimal;

use super::table::TableData;
use super::table_fraction::Fraction;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{format_number, round_half_up};
use crate::paper::resolve::Resolver;
use crate::source::Span;
use crate::syntax::ast::{Expression, TableRow};

/// What the shares of a column are of.
#[derive(Clone, Debug)]
pub enum Whole {
    /// All of them are of one whole, which need not be known.
    One,
    /// They are of this number.
    Known(Box<Expression>),
}

/// A cell with a share, and the wholes that it may be of.
struct Share<'t> {
    fraction: &'t Fraction,
    label: &'t str,
    place: Span,
    lowest: Decimal,
    highest: Option<Decimal>,
}

impl Share<'_> {
    /// "48 is 13.8% of 347 to 349"
    fn described(&self) -> String {
        let Self { fraction, lowest, highest, .. } = self;
        let number = |figure: Decimal| format_number(figure, 0);
        let of = match highest {
            Some(highest) if highest < lowest => "of no whole number".to_owned(),
            Some(highest) if highest == lowest => format!("of {}", number(*lowest)),
            Some(highest) => format!("of {} to {}", number(*lowest), number(*highest)),
            None => format!("of {} or more", number(*lowest)),
        };
        format!("{} is {} {of}", number(fraction.count.value), fraction.share_text)
    }
}

/// Holds the shares of every column that says what they are of against it.
pub fn wholes(
    table: &TableData,
    lines: &[&TableRow],
    resolver: &Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) {
    for (at, column) in table.columns.iter().enumerate() {
        match &column.whole {
            None => {}
            Some(Whole::One) => {
                let shares = shares(table, lines, at);
                if let Some(differ) = apart(&shares, &column.title) {
                    diagnostics.add(differ);
                }
            }
            Some(Whole::Known(expression)) => {
                let Some(whole) = resolver.scope.evaluate(expression, diagnostics) else {
                    continue;
                };
                for share in shares(table, lines, at) {
                    let written = resolver.sources.text(share.place);
                    let of_whole = share.fraction.of(&whole);
                    let differs =
                        of_whole.differs(share.label, &column.title, share.place, written);
                    if let Some(differs) = differs {
                        diagnostics.add(differs);
                    }
                }
            }
        }
    }
}

/// The shares of a column, with the wholes that each may be of.
fn shares<'t>(table: &'t TableData, lines: &[&TableRow], at: usize) -> Vec<Share<'t>> {
    let rows = table.rows.iter().zip(lines);
    rows.filter_map(|(row, line)| {
        let fraction = row.fractions.get(at)?.as_ref()?;
        let place = line.cells.get(at).map_or(row.span, |cell| cell.span);
        let (lowest, highest) = match fraction.whole {
            Some(whole) => (whole.value, Some(whole.value)),
            None => bounds(fraction)?,
        };
        Some(Share { fraction, label: &row.label, place, lowest, highest })
    })
    .collect()
}

/// The lowest and the highest whole number that a share may be of; the highest may be without end.
fn bounds(fraction: &Fraction) -> Option<(Decimal, Option<Decimal>)> {
    let half = Decimal::new(5, fraction.share.value.scale() + 1);
    let hundredfold = fraction.count.value.checked_mul(Decimal::ONE_HUNDRED)?;
    if hundredfold.is_zero() {
        return None;
    }
    let (least, most) = (fraction.share.value - half, fraction.share.value + half);
    // The upper end of the share is not in it, since a half is rounded up; the lower end is.
    let lowest = hundredfold.checked_div(most)?.floor() + Decimal::ONE;
    let highest = (least > Decimal::ZERO).then(|| hundredfold.checked_div(least)).flatten();
    Some((lowest, highest.map(|highest| highest.floor())))
}

/// What is wrong where no one whole fits all the shares.
fn apart(shares: &[Share<'_>], column: &str) -> Option<Diagnostic> {
    let high = shares.iter().max_by_key(|share| share.lowest)?;
    let low =
        shares.iter().filter(|share| share.highest.is_some()).min_by_key(|share| share.highest)?;
    let ceiling = low.highest?;
    if high.lowest <= ceiling {
        return None;
    }
    let (first, second) =
        if low.place.start <= high.place.start { (low, high) } else { (high, low) };
    let mut diagnostic = Diagnostic::error(
        "shares-differ",
        second.place,
        format!(
            "the shares in \"{column}\" are not of one whole: {}, and {}",
            first.described(),
            second.described()
        ),
    );
    if first.place != second.place {
        diagnostic = diagnostic.label(first.place, first.described());
    }
    diagnostic = diagnostic.here(second.described());
    let would = |of: Decimal, share: &Share<'_>| {
        let count = share.fraction.count.value;
        let decimals = share.fraction.share.value.scale();
        let right = count.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of)?;
        let right = format_number(round_half_up(right, decimals), decimals);
        Some(format!("of {}, {} is {right}%", format_number(of, 0), format_number(count, 0)))
    };
    let (of_low, of_high) = (would(ceiling, high), would(high.lowest, low));
    let ways: Vec<String> = of_low.into_iter().chain(of_high).collect();
    Some(diagnostic.help(format!("correct one of the figures: {}", ways.join("; "))))
}
