//! From values to places: the ends of an axis, the figures on it, and the width that words take.

use rust_decimal::Decimal;

/// The width of a letter, in em: a guess that is too wide for most words and right for figures.
const LETTER: Decimal = Decimal::from_parts(56, 0, 0, false, 2);

/// How many steps an axis has, about.
const STEPS: i64 = 5;

/// An axis of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// Where it starts.
    pub(super) from: Decimal,
    /// Where it ends; above `from`.
    pub(super) to: Decimal,
    /// From one figure on it to the next.
    pub(super) step: Decimal,
}

impl Scale {
    /// An axis of round figures for values from one to another; one of bars starts at nought, and so does one whose values
    /// are not far from it.
    pub(super) fn new(lowest: Decimal, highest: Decimal, bars: bool) -> Self {
        let near = lowest * Decimal::from(3) <= highest * Decimal::TWO;
        let from_nought = bars || near;
        let low = if lowest > Decimal::ZERO && from_nought { Decimal::ZERO } else { lowest };
        let high = if highest < Decimal::ZERO && from_nought { Decimal::ZERO } else { highest };
        let high = if high.is_zero() && low.is_zero() { Decimal::ONE } else { high };
        let extent = if high > low { high - low } else { high.abs().max(Decimal::ONE) };
        let step = round_step(extent / Decimal::from(STEPS));
        let from = (low / step).floor() * step;
        let mut to = (high / step).ceil() * step;
        if to <= from {
            to = from + step;
        }
        Self { from: from.normalize(), to: to.normalize(), step }
    }

    /// The figures on it.
    pub(super) fn figures(&self) -> Vec<Decimal> {
        let mut figures = Vec::new();
        let mut next = self.from;
        while next <= self.to {
            figures.push(next);
            next += self.step;
        }
        figures
    }

    /// How far along it a value is, as a share.
    pub(super) fn share(&self, value: Decimal) -> Decimal {
        (value - self.from) / (self.to - self.from)
    }
}

/// The next 1, 2 or 5 with noughts.
fn round_step(least: Decimal) -> Decimal {
    let ten = Decimal::TEN;
    let mut power = Decimal::ONE;
    while power * ten <= least {
        power *= ten;
    }
    while power > least && power.scale() < 12 {
        power = (power / ten).normalize();
    }
    let steps = [Decimal::ONE, Decimal::TWO, Decimal::from(5), ten];
    let steps = steps.into_iter().map(|step| step * power);
    steps.into_iter().find(|step| *step >= least).unwrap_or(power * ten).normalize()
}

/// The width of words, in em.
pub(super) fn width(text: &str) -> Decimal {
    Decimal::from(text.chars().count()) * LETTER
}

/// Words in lines of at most so many letters, as far as they can be parted.
pub(super) fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Moves the tops of things of some heights apart, in the order of where they would be, within what there is.
pub(super) fn apart(wanted: &[(Decimal, Decimal)], top: Decimal, bottom: Decimal) -> Vec<Decimal> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|at| wanted[*at].0);
    let mut tops = vec![top; wanted.len()];
    let mut next = top;
    for at in &order {
        let (middle, height) = wanted[*at];
        tops[*at] = (middle - height / Decimal::TWO).max(next);
        next = tops[*at] + height;
    }
    let mut limit = bottom;
    for at in order.iter().rev() {
        let height = wanted[*at].1;
        tops[*at] = tops[*at].min(limit - height);
        limit = tops[*at];
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn ends(low: &str, high: &str, bars: bool) -> (String, String, String) {
        let Scale { from, to, step } = Scale::new(d(low), d(high), bars);
        (from.to_string(), to.to_string(), step.to_string())
    }

    #[test]
    fn axes_have_round_figures() {
        let s = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(ends("407", "469", false), s("400", "480", "20"));
        assert_eq!(ends("5.6", "10", false), s("0", "10", "2"));
        assert_eq!(ends("383", "408", true), s("0", "500", "100"));
        assert_eq!(ends("-24", "38", true), s("-40", "40", "20"));
        assert_eq!(ends("-1.3", "-0.5", true), s("-1.5", "0", "0.5"));
        assert_eq!(ends("0", "0", true), s("0", "1", "0.2"));
        assert_eq!(ends("93.8", "94.1", false), s("93.8", "94.1", "0.1"));
        assert_eq!(ends("1200000", "24500000", true), s("0", "25000000", "5000000"));
    }

    #[test]
    fn labels_are_moved_apart_and_stay_inside() {
        let one = Decimal::ONE;
        let tops = apart(&[(d("5"), one), (d("5.2"), one), (d("9.9"), one)], d("0"), d("10"));
        assert_eq!(tops, [d("4.5"), d("5.5"), d("9.0")]);
        let tops = apart(&[(d("9.9"), one), (d("9.8"), one), (d("9.7"), one)], d("0"), d("10"));
        assert_eq!(tops, [d("9"), d("8"), d("7")]);
    }

    #[test]
    fn words_are_parted_at_spaces() {
        assert_eq!(
            wrapped("Authorities judged outstanding", 20),
            ["Authorities judged", "outstanding"]
        );
    }
}
