//! Shares of one whole: what a count and its percentage say of the whole that they are of (`semantics.md` S7).
//!
//! 206 as 45% is of 453 to 462 people, since 45% stands for anything from 44.5% to below 45.5%. Shares of one whole have a
//! whole in common; a share of eight people is so many eighths.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Input, Unit, format_figure, round_half_up};
use crate::paper::claims::claim::{Verdict, Wording};
use crate::paper::scope::Scope;
use crate::paper::values::value::{Value, unit_name};
use crate::paper::words::{Approximator, WordsUnit, figures_in};
use crate::source::Span;
use crate::syntax::ast::{Expression, Name};

/// The wholes, in whole numbers, that a count can be a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wholes {
    /// The smallest.
    pub least: Decimal,
    /// The greatest; none where any will do.
    pub most: Option<Decimal>,
}

impl Wholes {
    /// Those of which a count is a percentage that was rounded half up to so many decimals; `None` for what no calculation
    /// can hold.
    pub fn of(count: Decimal, percentage: Decimal, decimals: u32) -> Option<Self> {
        let half = Decimal::new(5, decimals + 1);
        let all = count.checked_mul(Decimal::ONE_HUNDRED)?;
        let above = all.checked_div(percentage + half)?;
        let least = (above.floor() + Decimal::ONE).max(count.ceil());
        let most = if percentage > half {
            Some(all.checked_div(percentage - half)?.floor())
        } else {
            None
        };
        Some(Self { least, most })
    }

    /// Those that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let most = match (self.most, other.most) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        Self { least: self.least.max(other.least), most }
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.most.is_some_and(|most| most < self.least)
    }

    /// "453 to 462", "21 or more".
    pub fn in_words(self) -> String {
        match self.most {
            _ if self.is_empty() => "no whole number".to_owned(),
            Some(most) if most == self.least => number(most),
            Some(most) => format!("{} to {}", number(self.least), number(most)),
            None => format!("{} or more", number(self.least)),
        }
    }
}

/// A count and the share that it is said to be.
#[derive(Clone, Debug)]
pub struct Share {
    /// The count.
    pub count: Value,
    /// The percentage.
    pub percentage: Value,
    /// Of what it can be a share.
    pub wholes: Wholes,
}

impl Share {
    /// Both, where they are a count and a percentage.
    pub fn new(count: Value, percentage: Value) -> Option<Self> {
        let fits =
            matches!(count.unit, Unit::Number(_)) && matches!(percentage.unit, Unit::Percent);
        let positive = count.exact >= Decimal::ZERO && percentage.exact >= Decimal::ZERO;
        if !fits || !positive {
            return None;
        }
        let wholes = Wholes::of(count.exact, percentage.rounded(), percentage.decimals)?;
        Some(Self { count, percentage, wholes })
    }

    /// "206 is 45% of 453 to 462".
    pub fn described(&self) -> String {
        let (count, percentage) = (self.count.printed(), self.percentage.printed());
        format!("{count} is {percentage} of {}", self.wholes.in_words())
    }

    /// "of 349, 264 is 75.6%"
    fn of(&self, whole: Decimal) -> Option<String> {
        let right = self.count.exact.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        let decimals = self.percentage.decimals;
        let right = format_figure(round_half_up(right, decimals), decimals, &Unit::Percent);
        Some(format!("of {}, {} is {right}", number(whole), self.count.printed()))
    }
}

fn number(number: Decimal) -> String {
    format_figure(number, 0, &Unit::Number(String::new()))
}

/// What is wrong where no one whole fits all the shares in a column of a table: the two that are furthest apart, and what
/// each would be of the other's whole.
pub fn apart(shares: &[(Share, Span)], column: &str, asked: Span) -> Option<Diagnostic> {
    let high = shares.iter().max_by_key(|(share, _)| share.wholes.least)?;
    let bounded = shares.iter().filter(|(share, _)| share.wholes.most.is_some());
    let low = bounded.min_by_key(|(share, _)| share.wholes.most)?;
    let (least, most) = (high.0.wholes.least, low.0.wholes.most?);
    if least <= most {
        return None;
    }
    let (first, second) = if low.1.start <= high.1.start { (low, high) } else { (high, low) };
    let one = first.1 == second.1;
    let mut said = first.0.described();
    if !one {
        said = format!("{said}, and {}", second.0.described());
    }
    let mut diagnostic = Diagnostic::error(
        "shares-differ",
        second.1,
        format!("the shares in \"{column}\" are not of one whole: {said}"),
    )
    .here(second.0.described());
    if !one {
        diagnostic = diagnostic.label(first.1, first.0.described());
        let ways: Vec<String> = high.0.of(most).into_iter().chain(low.0.of(least)).collect();
        diagnostic = diagnostic.help(format!("correct one of the figures: {}", ways.join("; ")));
    }
    Some(
        diagnostic
            .label(asked, "they are to be shares of one whole")
            .help("or say in a row or column of its own what each is a share of"),
    )
}

/// The wholes that all of some shares can be of.
pub fn common(shares: &[Share]) -> Option<Wholes> {
    shares.iter().map(|share| share.wholes).reduce(Wholes::and)
}

impl Scope<'_> {
    /// `one whole has 206 as 45% and 131 as 30%`
    pub(in crate::paper) fn one_whole(
        &self,
        parts: &[(Expression, Expression)],
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let mut shares = Vec::new();
        let mut inputs: Vec<Input> = Vec::new();
        for (count, percentage) in parts {
            let (left, right) =
                (self.evaluate(count, diagnostics), self.evaluate(percentage, diagnostics));
            let (left, right) = (left?, right?);
            inputs.extend(left.inputs.iter().chain(&right.inputs).cloned());
            let units = (unit_name(&left.unit), unit_name(&right.unit));
            let Some(share) = Share::new(left, right) else {
                diagnostics.add(
                    Diagnostic::error(
                        "kind-forbids",
                        count.span.to(percentage.span),
                        format!("{} is no share that is {}", units.0, units.1),
                    )
                    .help("write the number first, then the percentage: `one whole has 206 as 45% and 131 as 30%`"),
                );
                return None;
            };
            shares.push(share);
        }
        let common = common(&shares)?;
        let exact = !common.is_empty();
        let described: Vec<String> = shares.iter().map(Share::described).collect();
        let truth = if exact {
            format!("they are shares of {}", common.in_words())
        } else {
            format!("no one whole has these shares: {}", described.join(", "))
        };
        let wording = vec![Wording::new("not of one whole", None)];
        Some(Verdict { exact, printed: exact, truth, wording, inputs })
    }

    /// `[30%]{from "Survey" of respondents}`: a share of so many people is a whole number of them.
    pub(in crate::paper) fn share_of(
        &self,
        words: &str,
        span: Span,
        of: &Name,
        diagnostics: &mut Diagnostics,
    ) {
        if self.is_broken(&of.text) || self.no_figure(of, diagnostics) {
            return;
        }
        let Some((whole, place)) = self.figures.get(&of.text) else {
            let known = self.figures.keys().map(String::as_str);
            let message = format!("there is no fact or figure `{}`", of.text);
            diagnostics.add(crate::paper::scope::unknown(of, message, known));
            return;
        };
        let people = whole.exact;
        if !matches!(whole.unit, Unit::Number(_))
            || people <= Decimal::ZERO
            || !people.fract().is_zero()
        {
            diagnostics.add(
                Diagnostic::error(
                    "kind-forbids",
                    of.span,
                    format!(
                        "`{}` is {}, and no number of people or things",
                        of.text,
                        whole.printed()
                    ),
                )
                .label(*place, "declared here"),
            );
            return;
        }
        for figure in figures_in(words) {
            if !matches!(figure.unit, WordsUnit::Percent | WordsUnit::Share) {
                continue;
            }
            let share = |part: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(people);
            let Some(parts) = figure.value.checked_mul(people) else { continue };
            let part = (parts / Decimal::ONE_HUNDRED).floor();
            let near = [part - Decimal::ONE, part, part + Decimal::ONE, part + Decimal::TWO];
            let near: Vec<(Decimal, Decimal)> = near
                .into_iter()
                .filter(|part| *part >= Decimal::ZERO && *part <= people)
                .filter_map(|part| Some((part, share(part)?)))
                .collect();
            if near
                .iter()
                .any(|(_, share)| figure.approximator.holds(*share, figure.value, figure.decimals))
            {
                continue;
            }
            let decimals = u32::try_from(figure.decimals).unwrap_or(0);
            let printed = |share: Decimal| {
                format_figure(round_half_up(share, decimals), decimals, &Unit::Percent)
            };
            let number = whole.printed();
            let stated = words.get(figure.whole.clone()).unwrap_or(words);
            let mut diagnostic = Diagnostic::error(
                "share-impossible",
                span,
                format!("{stated} of {number} is no whole number"),
            )
            .label(*place, format!("`{}`: {number}", of.text));
            let below = near.iter().rev().find(|(_, share)| *share < figure.value);
            let above = near.iter().find(|(_, share)| *share > figure.value);
            let shown: Vec<String> = [below, above]
                .into_iter()
                .flatten()
                .map(|(part, share)| {
                    format!("{} of {number} is {}", part.normalize(), printed(*share))
                })
                .collect();
            diagnostic = diagnostic.note(format!("The nearest shares: {}.", shown.join("; ")));
            if figure.unit == WordsUnit::Percent && figure.approximator == Approximator::Exactly {
                for (part, share) in [below, above].into_iter().flatten() {
                    let right = printed(*share);
                    let start = words.get(..figure.stated.start).unwrap_or("");
                    let end = words.get(figure.stated.end..).unwrap_or("");
                    diagnostic = diagnostic.replace(
                        format!("if it was {} of {number}", part.normalize()),
                        span,
                        format!("{start}{right}{end}"),
                    );
                }
            }
            diagnostics
                .add(diagnostic.help("or the percentage is of another number: name that one"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wholes(count: i64, percentage: i64) -> Wholes {
        Wholes::of(count.into(), percentage.into(), 0).unwrap()
    }

    #[test]
    fn a_share_admits_some_wholes() {
        assert_eq!(wholes(206, 45).in_words(), "453 to 462");
        assert_eq!(wholes(131, 30).in_words(), "430 to 444");
        assert!(wholes(206, 45).and(wholes(131, 30)).is_empty());
        assert_eq!(wholes(212, 50).and(wholes(123, 29)).in_words(), "420 to 428");
        assert_eq!(wholes(0, 0).in_words(), "1 or more");
        assert_eq!(wholes(3, 0).in_words(), "601 or more");
        assert_eq!(wholes(8, 100).in_words(), "8");
        assert!(wholes(0, 5).is_empty());
    }
}
