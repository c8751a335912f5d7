//! Words for the way between two periods: what is called steady did not rise, and what rose steadily rose at every step.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::claims::claim_words::{cells, lower_first};
use crate::paper::claims::steady::{against, verb};
use crate::paper::scope::Scope;
use crate::paper::values::change::Stretch;
use crate::paper::values::value::Value;
use crate::paper::words::{direction, plain_words};
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind as Kind, Movement};

/// How the way is said to have gone.
enum Way {
    /// "steady", "unchanged": nowhere.
    Nowhere,
    /// "steadily": the same way at every step.
    EveryStep,
    /// "every quarter", "year on year": the same way at every step of so many months.
    Steps(u32),
}

impl Scope<'_> {
    /// Reports words that say more of the way than the claim behind them does.
    pub(in crate::paper) fn manner(
        &self,
        words: &str,
        span: Span,
        claim: &Expression,
        diagnostics: &mut Diagnostics,
    ) {
        let Kind::Moves(movement, reference, over) = &claim.kind else { return };
        let Some(way) = way(words) else { return };
        if *movement == Movement::Holds {
            return;
        }
        // The claim was judged, so that all that is wrong with its periods was reported.
        let mut reported = Diagnostics::default();
        let stretch = self.stretch(reference, *over, claim.span, &mut reported);
        let Some(Stretch { indicator, area, from, to }) = stretch else { return };
        let (months, described, whole) = match way {
            Way::Nowhere => {
                let said = crate::paper::claims::claim_words::movement_word(*movement);
                diagnostics.add(
                    contradicts(words, span, "stands for a claim that says otherwise")
                        .label(claim.span, format!("the claim says that it {said}"))
                        .help("say what happened, or claim that it stays: `is steady` with the same periods"),
                );
                return;
            }
            Way::EveryStep => (from.month_count(), "at every step", "in steps of one kind"),
            Way::Steps(12) => (12, "year on year", "whole years apart"),
            Way::Steps(3) => (3, "quarter by quarter", "whole quarters apart"),
            Way::Steps(_) => (1, "month by month", "whole months apart"),
        };
        let apart = months_between(from, to);
        if matches!(way, Way::Steps(12)) && apart == Some(12) {
            return;
        }
        let periods = steps(from, to, months);
        if periods.len() < 3 {
            let message = format!(
                "says that it went one way {described}, and from {from} to {to} there is one step"
            );
            let message = if periods.is_empty() {
                format!(
                    "says that it went one way {described}, and {from} and {to} are not {whole}"
                )
            } else {
                message
            };
            diagnostics.add(
                contradicts(words, span, &message)
                    .label(claim.span, "the claim compares these two")
                    .help("name an earlier period in the claim, or take the word out"),
            );
            return;
        }
        let mut values: Vec<(Period, Value)> = Vec::new();
        for period in periods {
            let Some(value) = self.at(&indicator, &area, period, span, diagnostics) else { return };
            values.push((period, value));
        }
        let (Some((_, first)), Some((_, last))) = (values.first(), values.last()) else { return };
        let up = last.exact > first.exact;
        let Some(((before, earlier), (after, later))) = against(up, &values, |value| value.exact)
        else {
            return;
        };
        let title = lower_first(&self.model.indicators[&indicator].title);
        let message = format!(
            "says that it went one way {described}, but {title} {} from {} ({before}) to {} ({after})",
            verb(earlier, later),
            earlier.printed(),
            later.printed(),
        );
        let shown: Vec<String> = values
            .iter()
            .map(|(period, value)| format!("{} ({period})", value.printed()))
            .collect();
        let mut inputs = earlier.inputs.clone();
        inputs.extend(later.inputs.iter().cloned());
        diagnostics.add(
            cells(contradicts(words, span, &message), &inputs)
                .note(format!("The path: {}.", shown.join(", ")))
                .help("take the word out, or say what happened in between"),
        );
    }
}

fn contradicts(words: &str, span: Span, message: &str) -> Diagnostic {
    Diagnostic::error("words-contradict", span, format!("\"{words}\" {message}"))
}

/// What some words say of the way; none where they say nothing, or deny it.
fn way(words: &str) -> Option<Way> {
    const NOWHERE: [&str; 6] = ["steady", "stable", "consistent", "unchanged", "flat", "static"];
    const DENIED: [&str; 6] = ["not", "no", "never", "nor", "without", "less"];
    let words_of = plain_words(words);
    let has = |known: &[&str]| words_of.iter().any(|word| known.contains(&word.as_str()));
    if has(&DENIED) {
        return None;
    }
    let follows = |first: &[&str], second: &[&str]| {
        words_of
            .iter()
            .zip(words_of.iter().skip(1))
            .any(|(one, other)| first.contains(&one.as_str()) && second.contains(&other.as_str()))
    };
    let on = |noun: &str| {
        words_of.windows(3).any(
            |three| matches!(three, [one, on, other] if one == noun && on == "on" && other == noun),
        )
    };
    for (noun, months) in [("year", 12), ("quarter", 3), ("month", 1)] {
        if on(noun) || follows(&["each", "every"], &[noun]) {
            return Some(Way::Steps(months));
        }
    }
    let moved = direction(words).is_some();
    if has(&["steadily", "consistently", "continuously", "continually"])
        || (has(&["steady", "consistent", "continuous"]) && moved)
    {
        return Some(Way::EveryStep);
    }
    // "Consistent with the national picture" says nothing of the way.
    let compared = follows(&["consistent"], &["with"]);
    (has(&NOWHERE) && !moved && !compared).then_some(Way::Nowhere)
}

/// How many months lie between the ends of two periods; none where it is not a whole number.
pub(in crate::paper) fn months_between(from: Period, to: Period) -> Option<u32> {
    let end = |period: Period| period.months().last().copied();
    let (from, to) = (end(from)?, end(to)?);
    u32::try_from(Period::sequence(from, to).len()).ok()?.checked_sub(1)
}

/// The periods from one to another in steps of so many months, both included; none where there is no such way.
fn steps(from: Period, to: Period, months: u32) -> Vec<Period> {
    let length = from.month_count();
    let all = Period::sequence(from, to);
    let Some(step) = months.checked_div(length).filter(|step| *step > 0 && step * length == months)
    else {
        // Steps finer than the periods of the claim.
        return match (months, from.months().first(), to.months().last()) {
            (1, Some(first), Some(last)) => Period::sequence(*first, *last),
            (3, _, _) => match (from.quarters().last(), to.quarters().last()) {
                (Some(first), Some(last)) => Period::sequence(*first, *last),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
    };
    let step = usize::try_from(step).unwrap_or(1);
    if all.is_empty() || !(all.len() - 1).is_multiple_of(step) {
        return Vec::new();
    }
    all.into_iter().step_by(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_how_it_went() {
        let said = |words: &str| match way(words) {
            None => "",
            Some(Way::Nowhere) => "nowhere",
            Some(Way::EveryStep) => "every step",
            Some(Way::Steps(12)) => "years",
            Some(Way::Steps(3)) => "quarters",
            Some(Way::Steps(_)) => "months",
        };
        for (words, expected) in [
            ("rose", ""),
            ("rose steadily", "every step"),
            ("a steady increase", "every step"),
            ("remained steady", "nowhere"),
            ("remained consistent", "nowhere"),
            ("consistent with the South West", ""),
            ("unstable", ""),
            ("has not been steady", ""),
            ("fell year-on-year", "years"),
            ("rose in each quarter", "quarters"),
            ("the highest this year", ""),
        ] {
            assert_eq!(said(words), expected, "{words}");
        }
    }
}
