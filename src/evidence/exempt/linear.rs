//! Which unknowns a system of linear equations gives away: elimination, in exact decimals.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

/// A sum of unknowns, each with its factor, and a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Linear<V: Ord> {
    /// The factor of each.
    pub(super) factors: BTreeMap<V, Decimal>,
    /// What stands beside them.
    pub(super) constant: Decimal,
}

impl<V: Ord + Copy> Linear<V> {
    /// A figure.
    pub(super) fn figure(constant: Decimal) -> Self {
        Self { factors: BTreeMap::new(), constant }
    }

    /// One unknown.
    pub(super) fn unknown(unknown: V) -> Self {
        Self { factors: BTreeMap::from([(unknown, Decimal::ONE)]), constant: Decimal::ZERO }
    }

    /// The figure that it is, if there is no unknown in it.
    pub(super) fn constant(&self) -> Option<Decimal> {
        self.factors.is_empty().then_some(self.constant)
    }

    /// This and another, so many times; `None` where the numbers are too large.
    pub(super) fn plus(&self, other: &Self, times: Decimal) -> Option<Self> {
        let mut sum = self.clone();
        sum.constant = sum.constant.checked_add(other.constant.checked_mul(times)?)?;
        for (unknown, factor) in &other.factors {
            let place = sum.factors.entry(*unknown).or_default();
            *place = place.checked_add(factor.checked_mul(times)?)?;
        }
        sum.factors.retain(|_, factor| !is_nought(*factor));
        Some(sum)
    }

    /// So many times this.
    pub(super) fn times(&self, times: Decimal) -> Option<Self> {
        Self::figure(Decimal::ZERO).plus(self, times)
    }
}

/// An equation, `sum = 0`, with the values of what is known put in.
#[derive(Clone, Debug)]
struct Row<V: Ord> {
    sum: Linear<V>,
    /// How many times each of the equations is in it.
    from: BTreeMap<usize, Decimal>,
}

/// An unknown that is given away, and the equations that do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known<V> {
    pub(super) unknown: V,
    pub(super) from: Vec<usize>,
}

/// The unknowns that follow from the equations, `sum = 0` each. What is never below nought is nought where such things
/// add up to nought.
pub(super) fn solve<V: Ord + Copy>(
    equations: &[(usize, Linear<V>)],
    positive: &BTreeSet<V>,
) -> Vec<Known<V>> {
    let mut rows: Vec<Row<V>> = Vec::new();
    for (number, sum) in equations {
        let mut row = Row { sum: sum.clone(), from: BTreeMap::from([(*number, Decimal::ONE)]) };
        for known in &rows {
            let Some((pivot, _)) = known.sum.factors.first_key_value() else { continue };
            let Some(factor) = row.sum.factors.get(pivot).copied() else { continue };
            let Some(less) = less(&row, known, factor) else { continue };
            row = less;
        }
        let Some(factor) = row.sum.factors.first_key_value().map(|(_, factor)| *factor) else {
            continue;
        };
        let Some(row) = scaled(&row, factor) else { continue };
        let Some((pivot, _)) =
            row.sum.factors.first_key_value().map(|(pivot, factor)| (*pivot, *factor))
        else {
            continue;
        };
        for known in &mut rows {
            if let Some(factor) = known.sum.factors.get(&pivot).copied()
                && let Some(less) = less(known, &row, factor)
            {
                *known = less;
            }
        }
        rows.push(row);
    }
    let mut found: Vec<Known<V>> = Vec::new();
    for row in &rows {
        let none_is_below = row
            .sum
            .factors
            .iter()
            .all(|(unknown, factor)| factor.is_sign_positive() && positive.contains(unknown));
        if row.sum.factors.len() == 1 || (none_is_below && is_nought(row.sum.constant)) {
            let from: Vec<usize> = row.from.keys().copied().collect();
            found.extend(
                row.sum
                    .factors
                    .keys()
                    .map(|unknown| Known { unknown: *unknown, from: from.clone() }),
            );
        }
    }
    found.sort_by_key(|known| known.unknown);
    found.dedup_by_key(|known| known.unknown);
    found
}

fn less<V: Ord + Copy>(row: &Row<V>, other: &Row<V>, times: Decimal) -> Option<Row<V>> {
    let sum = row.sum.plus(&other.sum, -times)?;
    let mut from = row.from.clone();
    for (number, factor) in &other.from {
        let place = from.entry(*number).or_default();
        *place = place.checked_sub(factor.checked_mul(times)?)?;
    }
    from.retain(|_, factor| !is_nought(*factor));
    Some(Row { sum, from })
}

fn scaled<V: Ord + Copy>(row: &Row<V>, factor: Decimal) -> Option<Row<V>> {
    let by = Decimal::ONE.checked_div(factor)?;
    let from = row.from.iter().map(|(number, factor)| Some((*number, factor.checked_mul(by)?)));
    Some(Row { sum: row.sum.times(by)?, from: from.collect::<Option<_>>()? })
}

/// Whether a factor is nought, but for what division cut off.
fn is_nought(factor: Decimal) -> bool {
    factor.abs() < Decimal::new(1, 12)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rust_decimal::Decimal;

    use super::{Linear, solve};

    /// `a + b + … = constant`
    fn sum(number: usize, unknowns: &[u8], constant: i64) -> (usize, Linear<u8>) {
        let factors = unknowns.iter().map(|unknown| (*unknown, Decimal::ONE)).collect();
        (number, Linear { factors, constant: Decimal::from(-constant) })
    }

    fn known(equations: &[(usize, Linear<u8>)]) -> Vec<(u8, Vec<usize>)> {
        solve(equations, &BTreeSet::from([8, 9]))
            .into_iter()
            .map(|known| (known.unknown, known.from))
            .collect()
    }

    #[test]
    fn one_unknown_in_a_sum_is_known() {
        assert_eq!(known(&[sum(0, &[1], 12)]), [(1, vec![0])]);
        assert_eq!(known(&[sum(0, &[1, 2], 12)]), []);
    }

    #[test]
    fn two_sums_can_give_one_unknown_away() {
        // 1 + 2 = 10 in a row, 2 + 3 = 7 in a column, 1 + 3 = 5 in prose.
        let equations = [sum(0, &[1, 2], 10), sum(1, &[2, 3], 7), sum(2, &[1, 3], 5)];
        assert_eq!(known(&equations).len(), 3);
        // A rectangle of four stays unknown, although each of its rows and columns is added up.
        let rectangle =
            [sum(0, &[1, 2], 10), sum(1, &[3, 4], 7), sum(2, &[1, 3], 5), sum(3, &[2, 4], 12)];
        assert_eq!(known(&rectangle), []);
    }

    #[test]
    fn the_same_said_twice_gives_nothing_away() {
        assert_eq!(known(&[sum(0, &[1, 2], 10), sum(1, &[1, 2], 10)]), []);
        assert_eq!(known(&[sum(0, &[1, 2], 10), sum(1, &[1, 2, 3], 13)]), [(3, vec![0, 1])]);
    }

    #[test]
    fn what_adds_up_to_nought_is_nought() {
        assert_eq!(known(&[sum(0, &[8, 9], 0)]).len(), 2);
        assert_eq!(known(&[sum(0, &[1, 9], 0)]), []);
    }
}
