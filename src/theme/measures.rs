//! Lengths and colours, as a designer writes them.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Deserialize;

/// A length with its unit, as it is written: "12pt", "25mm", "2.5cm".
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Length {
    text: String,
    points: Decimal,
}

impl Length {
    /// The length in points.
    pub fn points(&self) -> Decimal {
        self.points
    }
}

impl fmt::Display for Length {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl TryFrom<String> for Length {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wanted = || {
            format!(
                "“{text}” is not a length with its unit, such as \"12pt\", \"25mm\" or \"2.5cm\""
            )
        };
        // Points to an inch, and the unit's part of an inch.
        let (number, factor) = if let Some(number) = text.strip_suffix("pt") {
            (number, Decimal::ONE)
        } else if let Some(number) = text.strip_suffix("mm") {
            (number, Decimal::from(72) / Decimal::new(254, 1))
        } else if let Some(number) = text.strip_suffix("cm") {
            (number, Decimal::from(72) / Decimal::new(254, 2))
        } else {
            return Err(wanted());
        };
        let plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        match Decimal::from_str(number) {
            Ok(value) if plain && value <= Decimal::from(1000) => {
                Ok(Self { points: value * factor, text })
            }
            _ => Err(wanted()),
        }
    }
}

/// A colour, written "#rrggbb".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
#[expect(missing_docs, reason = "the names say it")]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let [_, red, green, blue] = number
            .ok_or_else(|| format!("“{text}” is not a colour such as \"#12436d\""))?
            .to_be_bytes();
        Ok(Self { red, green, blue })
    }
}
