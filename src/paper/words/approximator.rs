//! The words that loosen a figure.

use rust_decimal::Decimal;

use super::tokens::{Token, back, word};
use crate::model::round_half_up;

/// The words that loosen a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approximator {
    /// None: the value rounds to the figure at the figure's own precision.
    Exactly,
    /// "about", "around", "approximately", "roughly", "some", "close to": within 5% of the figure.
    About,
    /// "over", "more than", "above", "in excess of": greater.
    Over,
    /// "just over": greater, by at most 5% of the figure.
    JustOver,
    /// "under", "less than", "fewer than", "below": smaller.
    Under,
    /// "almost", "nearly", "just under", "not quite": smaller, by at most 5% of the figure.
    Almost,
    /// "at least", "no fewer than", "not under", "or more" behind it: not smaller.
    AtLeast,
    /// "at most", "up to", "no more than", "not over", "or fewer" behind it: not greater.
    AtMost,
}

impl Approximator {
    /// Whether a figure with this approximator is a faithful rendering of a value in the same unit.
    pub fn holds(self, value: Decimal, figure: Decimal, decimals: i32) -> bool {
        self.holds_within(value, figure, decimals, Decimal::new(5, 2))
    }

    /// As [`Approximator::holds`], where "about", "just over" and "nearly" reach as far as a part of the figure: 0.05 of
    /// a number, and 0.1 of a share such as "half", which nobody means to the per cent.
    pub fn holds_within(
        self,
        value: Decimal,
        figure: Decimal,
        decimals: i32,
        part: Decimal,
    ) -> bool {
        let tolerance = figure.abs() * part;
        match self {
            Self::Exactly => round_to(value, decimals) == figure,
            Self::About => (value - figure).abs() <= tolerance,
            Self::Over => value > figure,
            Self::JustOver => value > figure && value - figure <= tolerance,
            Self::Under => value < figure,
            Self::Almost => value < figure && figure - value <= tolerance,
            Self::AtLeast => value >= figure,
            Self::AtMost => value <= figure,
        }
    }

    /// What it means, for a message.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Exactly => "equal at the precision that the words state",
            Self::About => "within 5% of the figure",
            Self::Over => "greater than the figure",
            Self::JustOver => "greater than the figure, by at most 5% of it",
            Self::Under => "smaller than the figure",
            Self::Almost => "smaller than the figure, by at most 5% of it",
            Self::AtLeast => "the figure or more",
            Self::AtMost => "the figure or less",
        }
    }
}

/// The approximator that ends just before a token, and how many tokens it takes.
pub(super) fn approximator(tokens: &[Token], at: usize) -> (Approximator, usize) {
    let (plain, used) = plain_approximator(tokens, at);
    let opposite = match plain {
        Approximator::Over => Approximator::AtMost,
        Approximator::Under => Approximator::AtLeast,
        other => return (other, used),
    };
    // "Not more than 450" says nothing of being near it, as "not just over 450" would.
    match (back(tokens, at, used + 2), back(tokens, at, used + 1)) {
        (Some("no"), Some("longer")) => (opposite, used + 2),
        (_, Some("no" | "not" | "never")) => (opposite, used + 1),
        (_, Some(word)) if word.ends_with("n't") || word.ends_with("n’t") => (opposite, used + 1),
        _ => (plain, used),
    }
}

pub(super) fn plain_approximator(tokens: &[Token], at: usize) -> (Approximator, usize) {
    const NEAR: [&str; 4] = ["just", "slightly", "marginally", "little"];
    let word = |by: usize| back(tokens, at, by);
    let (kind, used) = match (word(2), word(1)) {
        (Some("more" | "greater" | "higher" | "larger"), Some("than"))
        | (Some("excess"), Some("of")) => (Approximator::Over, 2),
        (Some("less" | "fewer" | "lower" | "smaller"), Some("than")) => (Approximator::Under, 2),
        (_, Some("over" | "above" | "exceeding")) => (Approximator::Over, 1),
        (_, Some("under" | "below")) => (Approximator::Under, 1),
        (Some("not"), Some("quite")) | (Some("short"), Some("of")) => {
            return (Approximator::Almost, 2);
        }
        (Some("at"), Some("least")) => return (Approximator::AtLeast, 2),
        (Some("at"), Some("most")) | (Some("up"), Some("to")) => return (Approximator::AtMost, 2),
        (Some("close"), Some("to")) => return (Approximator::About, 2),
        (_, Some("almost" | "nearly")) => return (Approximator::Almost, 1),
        (_, Some("about" | "around" | "approximately" | "roughly" | "some")) => {
            return (Approximator::About, 1);
        }
        _ => return (Approximator::Exactly, 0),
    };
    let used = if word(2) == Some("excess") && word(3) == Some("in") { 3 } else { used };
    let used_near = if word(used + 2) == Some("a") { used + 2 } else { used + 1 };
    match (word(used + 1), kind) {
        (Some(near), Approximator::Over) if NEAR.contains(&near) => {
            (Approximator::JustOver, used_near)
        }
        (Some(near), _) if NEAR.contains(&near) => (Approximator::Almost, used_near),
        (Some("well" | "far"), _) => (kind, used + 1),
        _ => (kind, used),
    }
}

/// What loosens a figure from behind: "450 or more", "450 at most", "450+".
pub(super) fn behind(tokens: &[Token], at: usize) -> Option<(Approximator, usize)> {
    match (word(tokens, at)?, word(tokens, at + 1)) {
        ("+", _) => Some((Approximator::AtLeast, 1)),
        ("or", Some("more" | "over" | "above" | "higher")) => Some((Approximator::AtLeast, 2)),
        ("at", Some("least")) => Some((Approximator::AtLeast, 2)),
        ("at", Some("most")) => Some((Approximator::AtMost, 2)),
        ("or", Some("fewer" | "less" | "under" | "below" | "lower")) => {
            Some((Approximator::AtMost, 2))
        }
        _ => None,
    }
}

/// Rounds half up to a number of decimals; negative decimals round to tens, hundreds …
pub fn round_to(value: Decimal, decimals: i32) -> Decimal {
    match u32::try_from(decimals) {
        Ok(decimals) => round_half_up(value, decimals),
        Err(_) => {
            let scale = Decimal::from(10_i64.pow(decimals.unsigned_abs().min(15)));
            round_half_up(value / scale, 0) * scale
        }
    }
}
