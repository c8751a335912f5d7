//! A number as it was stated, what it counts in, and the marks that stand beside it.

use rust_decimal::{Decimal, RoundingStrategy};

/// A number with the precision that it was stated at: 7.0 is not 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// The number, in the indicator's unit: 7.2 for 7.2%.
    pub number: Decimal,
    /// How many decimals were stated.
    pub decimals: u32,
}

/// What a value counts in. The base of a rate is part of it: per 10,000 is not per 100,000 (`semantics.md` S5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things; the label, such as "children", may be empty.
    Number(String),
    /// Parts of a hundred.
    Percent,
    /// The difference of two percentages (`semantics.md` S6).
    PercentagePoints,
    /// So many for each `per` of a population.
    Rate {
        /// Such as 10,000.
        per: Decimal,
        /// The title of the population; empty where it does not matter.
        of: String,
    },
    /// Pounds sterling.
    Pounds,
    /// Points of a score, such as Attainment 8.
    Score,
}

/// What is known of a value beside its number, or why there is none (`semantics.md` S12, S20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// `p`: it may still change.
    Provisional,
    /// `r`: it was stated otherwise before.
    Revised,
    /// `e`: it was estimated.
    Estimated,
    /// `f`: it is what is expected of a time to come.
    Forecast,
    /// `b`: the series is broken: what is counted before it was counted otherwise.
    Break,
    /// `x`: there is no value, or none yet.
    NotAvailable,
    /// `d`: there were values once, and there will be none again.
    Discontinued,
    /// `z`: there cannot be a value.
    NotApplicable,
    /// `c`: there is a value, and it is kept back.
    Suppressed,
    /// `low`: more than zero, and too little to be shown.
    Low,
    /// `tbc`: somebody is still to say: a gap in the paper, and not in the statistics.
    ToBeConfirmed,
    /// `exempt`: there is a value, and the public does not see it. No data file says so: its indicator does.
    Exempt,
}

impl Mark {
    /// All marks that a data file can hold.
    pub const ALL: [Self; 11] = [
        Self::Provisional,
        Self::Revised,
        Self::Estimated,
        Self::Forecast,
        Self::Break,
        Self::NotAvailable,
        Self::Discontinued,
        Self::NotApplicable,
        Self::Suppressed,
        Self::Low,
        Self::ToBeConfirmed,
    ];

    /// The letters that stand for it in a data file: `p`, `r`, `e`, `f`, `b`, `x`, `d`, `z`, `c`, `low`, `tbc`.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Provisional => "p",
            Self::Revised => "r",
            Self::Estimated => "e",
            Self::Forecast => "f",
            Self::Break => "b",
            Self::NotAvailable => "x",
            Self::Discontinued => "d",
            Self::NotApplicable => "z",
            Self::Suppressed => "c",
            Self::Low => "low",
            Self::ToBeConfirmed => "tbc",
            Self::Exempt => "exempt",
        }
    }

    /// The shorthand that is printed, such as `[p]`.
    pub fn symbol(self) -> String {
        format!("[{}]", self.letters())
    }

    /// What it means, such as "provisional".
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Revised => "revised",
            Self::Estimated => "estimated",
            Self::Forecast => "forecast",
            Self::Break => "break in the series",
            Self::NotAvailable => "not available",
            Self::Discontinued => "no longer collected",
            Self::NotApplicable => "not applicable",
            Self::Suppressed => "suppressed",
            Self::Low => "too low to be shown",
            Self::ToBeConfirmed => "to be confirmed",
            Self::Exempt => "exempt, and not for publication",
        }
    }

    /// Whether it stands in place of a number.
    pub fn is_absence(self) -> bool {
        matches!(
            self,
            Self::NotAvailable
                | Self::Discontinued
                | Self::NotApplicable
                | Self::Suppressed
                | Self::Low
                | Self::ToBeConfirmed
                | Self::Exempt
        )
    }

    /// What it means, as it is explained under a table.
    pub fn legend(self) -> &'static str {
        match self {
            Self::Suppressed => "suppressed to protect individuals",
            Self::Low => "rounds to zero",
            Self::Break => "break in the series: figures before it were counted otherwise",
            _ => self.in_words(),
        }
    }
}

/// Rounds half up, away from zero at a tie: 16.25 → 16.3, −0.5 → −1 (`semantics.md` S13).
pub fn round_half_up(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::round_half_up;
    use rust_decimal::Decimal;

    fn rounded(number: &str, decimals: u32) -> String {
        round_half_up(number.parse::<Decimal>().unwrap(), decimals).to_string()
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        assert_eq!(rounded("0.5", 0), "1");
        assert_eq!(rounded("2.5", 0), "3");
        assert_eq!(rounded("-2.5", 0), "-3");
        assert_eq!(rounded("16.25", 1), "16.3");
        assert_eq!(rounded("16.249999", 1), "16.2");
        assert_eq!(rounded("15.6182", 0), "16");
        assert_eq!(rounded("99.95", 1), "100.0");
    }
}
