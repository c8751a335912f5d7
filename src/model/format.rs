//! Numbers as a paper prints them, in the style of the Office for National Statistics: commas in thousands, a leading
//! zero, a true minus sign, rounded once (`domain.md` 4).

use rust_decimal::Decimal;

use super::value::{Unit, round_half_up};

/// U+2212, which is as wide as a plus sign and is read aloud as "minus".
const MINUS: &str = "\u{2212}";

/// A value as prose prints it: "461", "7.2%", "4 percentage points", "43.4 per 10,000", "£3,000", "−0.5".
pub fn format_figure(number: Decimal, decimals: u32, unit: &Unit) -> String {
    match unit {
        Unit::PercentagePoints => {
            let printed = format_number(number, decimals);
            let points = if printed == "1" { "point" } else { "points" };
            format!("{printed} percentage {points}")
        }
        Unit::Rate { per, .. } => {
            let scale = per.normalize().scale();
            format!("{} per {}", format_number(number, decimals), format_number(*per, scale))
        }
        _ => format_cell(number, decimals, unit),
    }
}

/// A value as a table's cell prints it, where the row or the column names the rest: "461", "7.2%", "4 pp", "43.4".
pub fn format_cell(number: Decimal, decimals: u32, unit: &Unit) -> String {
    let (sign, digits) = parts(number, decimals);
    match unit {
        Unit::Percent => format!("{sign}{digits}%"),
        Unit::PercentagePoints => format!("{sign}{digits} pp"),
        Unit::Pounds => format!("{sign}£{digits}"),
        Unit::Number(_) | Unit::Rate { .. } | Unit::Score => format!("{sign}{digits}"),
    }
}

/// The number alone: "1,234.5", "−0.5".
pub fn format_number(number: Decimal, decimals: u32) -> String {
    let (sign, digits) = parts(number, decimals);
    format!("{sign}{digits}")
}

/// The sign and the digits, rounded, with commas.
fn parts(number: Decimal, decimals: u32) -> (&'static str, String) {
    let mut rounded = round_half_up(number, decimals);
    rounded.rescale(decimals);
    let text = rounded.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((text.as_str(), ""));
    let mut digits = String::with_capacity(text.len() + 4);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            digits.push(',');
        }
        digits.push(digit);
    }
    if !fraction.is_empty() {
        digits.push('.');
        digits.push_str(fraction);
    }
    let negative = rounded.is_sign_negative() && !rounded.is_zero();
    (if negative { MINUS } else { "" }, digits)
}

#[cfg(test)]
mod tests {
    use super::{format_cell, format_figure, format_number};
    use crate::model::Unit;
    use rust_decimal::Decimal;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn thousands_have_commas_and_the_minus_is_one() {
        assert_eq!(format_number(number("106064"), 0), "106,064");
        assert_eq!(format_number(number("999.95"), 1), "1,000.0");
        assert_eq!(format_number(number("1234567.891"), 2), "1,234,567.89");
        assert_eq!(format_number(number("-0.5"), 1), "\u{2212}0.5");
        assert_eq!(format_number(number("-0.04"), 1), "0.0");
        assert_eq!(format_number(number("7"), 1), "7.0");
    }

    #[test]
    fn units_are_printed_as_prose_has_them() {
        let per = Unit::Rate { per: number("10000"), of: String::new() };
        assert_eq!(format_figure(number("43.378"), 1, &per), "43.4 per 10,000");
        assert_eq!(format_cell(number("43.378"), 1, &per), "43.4");
        assert_eq!(format_figure(number("7.158"), 1, &Unit::Percent), "7.2%");
        let points = Unit::PercentagePoints;
        assert_eq!(format_figure(number("1"), 0, &points), "1 percentage point");
        assert_eq!(format_figure(number("-3.6"), 0, &points), "\u{2212}4 percentage points");
        assert_eq!(format_figure(number("-3000"), 0, &Unit::Pounds), "\u{2212}£3,000");
        assert_eq!(format_figure(number("461"), 0, &Unit::Number("children".into())), "461");
    }
}
