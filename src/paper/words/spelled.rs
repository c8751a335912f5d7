//! Numbers in words: "four hundred and sixty-one".

use rust_decimal::Decimal;

use super::numbers::{SMALL, TENS};
use crate::model::{Unit, format_number, round_half_up};

const NOUGHT: &str = "nought";
const GROUPS: [&str; 5] = ["", " thousand", " million", " billion", " trillion"];

/// A value in words, with its unit: "seven point two per cent". `None` where it is too large for words.
pub fn spelled(number: Decimal, decimals: u32, unit: &Unit) -> Option<String> {
    let words = number_in_words(number, decimals)?;
    let one = words == "one";
    Some(match unit {
        Unit::Percent => format!("{words} per cent"),
        Unit::PercentagePoints if one => format!("{words} percentage point"),
        Unit::PercentagePoints => format!("{words} percentage points"),
        Unit::Pounds if one => format!("{words} pound"),
        Unit::Pounds => format!("{words} pounds"),
        Unit::Rate { per, .. } => {
            format!("{words} per {}", format_number(*per, per.normalize().scale()))
        }
        Unit::Number(_) | Unit::Score => words,
    })
}

/// A number in words.
fn number_in_words(number: Decimal, decimals: u32) -> Option<String> {
    let mut rounded = round_half_up(number, decimals);
    rounded.rescale(decimals);
    let text = rounded.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((text.as_str(), ""));
    let mut words = whole_in_words(whole.parse().ok()?)?;
    if !fraction.is_empty() {
        words.push_str(" point");
        for digit in fraction.chars().filter_map(|digit| digit.to_digit(10)) {
            words.push(' ');
            words.push_str(if digit == 0 {
                NOUGHT
            } else {
                SMALL.get(usize::try_from(digit).ok()?)?
            });
        }
    }
    let negative = rounded.is_sign_negative() && !rounded.is_zero();
    Some(if negative { format!("minus {words}") } else { words })
}

fn whole_in_words(number: u64) -> Option<String> {
    if number == 0 {
        return Some(NOUGHT.to_owned());
    }
    let mut parts: Vec<String> = Vec::new();
    let mut rest = number;
    for group in GROUPS {
        let hundreds = rest % 1000;
        rest /= 1000;
        if hundreds > 0 {
            let words = below_thousand(hundreds)?;
            // "One thousand and five".
            let joined = group.is_empty() && hundreds < 100 && number >= 1000;
            let and = if joined { "and " } else { "" };
            parts.push(format!("{and}{words}{group}"));
        }
    }
    parts.reverse();
    (rest == 0).then(|| parts.join(" "))
}

fn below_thousand(number: u64) -> Option<String> {
    let small = |number: u64| SMALL.get(usize::try_from(number).ok()?).copied();
    let (hundreds, rest) = (number / 100, number % 100);
    let below_hundred = match (rest, rest / 10, rest % 10) {
        (0, ..) => String::new(),
        (1..20, ..) => small(rest)?.to_owned(),
        (_, tens, ones) => {
            let tens = *TENS.get(usize::try_from(tens).ok()?.checked_sub(2)?)?;
            if ones == 0 { tens.to_owned() } else { format!("{tens}-{}", small(ones)?) }
        }
    };
    Some(match (hundreds, below_hundred.is_empty()) {
        (0, _) => below_hundred,
        (_, true) => format!("{} hundred", small(hundreds)?),
        (_, false) => format!("{} hundred and {below_hundred}", small(hundreds)?),
    })
}

#[cfg(test)]
mod tests {
    use super::super::figures_in;
    use super::*;

    #[test]
    fn numbers_in_words_are_read_as_the_same_numbers() {
        for number in (1..2100_i64).chain([10_000, 12_345, 100_000, 461_005, 1_000_001, 24_500_000])
        {
            let words = number_in_words(Decimal::from(number), 0).unwrap();
            let figures = figures_in(&words);
            assert_eq!(figures.len(), 1, "{words}");
            assert_eq!(figures[0].value, Decimal::from(number), "{words}");
        }
    }

    #[test]
    fn units_are_in_words_too() {
        let said = |number: &str, decimals, unit: Unit| {
            spelled(number.parse().unwrap(), decimals, &unit).unwrap()
        };
        let number = || Unit::Number(String::new());
        assert_eq!(said("461", 0, number()), "four hundred and sixty-one");
        assert_eq!(said("1005", 0, number()), "one thousand and five");
        assert_eq!(said("0", 0, number()), "nought");
        assert_eq!(said("-5", 0, number()), "minus five");
        assert_eq!(said("7.158", 1, Unit::Percent), "seven point two per cent");
        assert_eq!(said("1", 0, Unit::PercentagePoints), "one percentage point");
        assert_eq!(said("3000", 0, Unit::Pounds), "three thousand pounds");
    }
}
