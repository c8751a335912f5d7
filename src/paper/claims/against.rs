//! Claims about one area against others.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Period, Polarity};
use crate::paper::claims::claim::{Verdict, Wording};
use crate::paper::claims::claim_words::{lower_first, no_polarity, shown, stands_against};
use crate::paper::scope::{Scope, listed};
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind as Kind, Name, Reference, Standing};

/// What an area stands at.
struct Other {
    area: String,
    title: String,
    period: Period,
    value: Value,
}

impl Scope<'_> {
    /// `x in 2020-21 is better than england`; of several areas, than each of them.
    pub(in crate::paper) fn against(
        &self,
        reference: &Reference,
        standing: Standing,
        areas: &[Name],
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let indicator = self.indicator(&reference.name, diagnostics)?;
        let known: Vec<Option<String>> =
            areas.iter().map(|area| self.area(Some(area), area.span, diagnostics)).collect();
        let known: Vec<String> = known.into_iter().collect::<Option<_>>()?;
        let period = self.period_of(reference, diagnostics)?;
        let declared = &self.model.indicators[&indicator];
        if matches!(standing, Standing::Better | Standing::Worse)
            && declared.polarity == Polarity::None
        {
            diagnostics.add(no_polarity(&indicator, declared.span, span));
            return None;
        }
        let value = self.reference(reference, diagnostics)?;
        let mut others = Vec::new();
        for area in known {
            // Comparators lag: where the period itself is not published yet, the paper's comparators are meant.
            let other_period = match self.comparators {
                Some(comparators) if self.model.value(&indicator, &area, period).is_err() => {
                    comparators
                }
                _ => period,
            };
            let other = self.at(&indicator, &area, other_period, span, diagnostics);
            let title = self.model.areas[&area].title.clone();
            others.push(other.map(|value| Other { area, title, period: other_period, value }));
        }
        let others: Vec<Other> = others.into_iter().collect::<Option<_>>()?;
        let polarity = declared.polarity;
        self.other_periods((&indicator, period), standing, &others, span, diagnostics);
        let judged =
            |other: &Other| stands_against(standing, polarity, value.exact, other.value.exact);
        let as_printed = |other: &Other| {
            stands_against(standing, polarity, value.rounded(), other.value.rounded())
        };
        let exact = others.iter().all(judged);
        let printed = others.iter().all(as_printed);
        let undecided = exact != printed;
        // What is not so is said; where all is so, all.
        let told: Vec<&Other> =
            others.iter().filter(|other| !judged(other) || !as_printed(other)).collect();
        let told = if told.is_empty() { others.iter().collect() } else { told };
        let clauses: Vec<String> = [
            (std::cmp::Ordering::Less, "lower than"),
            (std::cmp::Ordering::Equal, "the same as"),
            (std::cmp::Ordering::Greater, "higher than"),
        ]
        .into_iter()
        .filter_map(|(order, stand)| {
            let of_order: Vec<String> = told
                .iter()
                .filter(|other| value.exact.cmp(&other.value.exact) == order)
                .map(|other| {
                    let figure = shown(&other.value, undecided, "");
                    format!("{figure} for {} ({})", other.title, other.period)
                })
                .collect();
            (!of_order.is_empty()).then(|| format!("{stand} {}", listed(&of_order)))
        })
        .collect();
        let truth = format!(
            "{} stood at {}, {}",
            lower_first(&declared.title),
            shown(&value, undecided, &period.to_string()),
            clauses.join(", and ")
        );
        let wording = wording(standing, areas, &value, &others, &judged);
        let mut inputs = value.inputs;
        inputs.extend(told.iter().flat_map(|other| other.value.inputs.clone()));
        Some(Verdict { exact, printed, truth, wording, inputs })
    }

    /// The titles of the areas that a claim compares with.
    pub(in crate::paper) fn compared_with(&self, claim: &Expression) -> Vec<&str> {
        let Kind::Against(_, _, areas) = &claim.kind else { return Vec::new() };
        let known = areas.iter().filter_map(|area| self.model.areas.get(&area.text));
        known.map(|area| area.title.as_str()).collect()
    }

    /// Warns of areas whose value is of another period.
    fn other_periods(
        &self,
        (indicator, period): (&str, Period),
        standing: Standing,
        others: &[Other],
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        let late: Vec<&Other> = others.iter().filter(|other| other.period != period).collect();
        let Some(first) = late.first() else { return };
        let mark = match (standing, self.model.indicators[indicator].polarity) {
            (Standing::Higher, _)
            | (Standing::Better, Polarity::Higher)
            | (Standing::Worse, Polarity::Lower) => ">",
            _ => "<",
        };
        let titles: Vec<String> = late.iter().map(|other| other.title.clone()).collect();
        let title = listed(&titles);
        let other_period = first.period;
        let written: Vec<String> = late
            .iter()
            .map(|other| {
                format!(
                    "{indicator} at {period} {mark} {indicator} for {} in {}",
                    other.area, other.period
                )
            })
            .collect();
        diagnostics.add(
            Diagnostic::warning(
                "periods-differ",
                span,
                format!("{period} here is compared with {other_period} for {title}"),
            )
            .note(format!(
                "No value of {period} is held for {title}, so the paper's comparators stand for it."
            ))
            .help("say in the sentence which period the other figure is for, and write it out:")
            .help(format!("`{}`", written.join(" and "))),
        );
    }
}

/// What would be true: how the value stands against all, or of which areas the claim is true and of which not.
fn wording(
    standing: Standing,
    areas: &[Name],
    value: &Value,
    others: &[Other],
    judged: &dyn Fn(&Other) -> bool,
) -> Vec<Wording> {
    let said = match standing {
        Standing::Better => "better than",
        Standing::Worse => "worse than",
        Standing::Higher => "higher than",
        Standing::Lower => "lower than",
    };
    let stands = |other: &Other| match value.exact.cmp(&other.value.exact) {
        std::cmp::Ordering::Less => "lower than",
        std::cmp::Ordering::Equal => "the same as",
        std::cmp::Ordering::Greater => "higher than",
    };
    let swap = |stand: &'static str| (stand != "the same as").then_some((said, stand));
    let Some(first) = others.first().map(stands) else { return Vec::new() };
    if others.iter().all(|other| stands(other) == first && !judged(other)) {
        return vec![Wording::new(first, swap(first))];
    }
    let place = match areas {
        [one, .., last] => one.span.to(last.span),
        _ => return vec![Wording::new(first, swap(first))],
    };
    let of = |words: &'static str, chosen: Vec<&Other>, swap| {
        let titles: Vec<String> = chosen.iter().map(|other| other.title.clone()).collect();
        let names: Vec<String> = chosen.iter().map(|other| other.area.clone()).collect();
        let words = format!("{words} {}", listed(&titles));
        Wording { instead: Some((place, listed(&names))), ..Wording::new(words, swap) }
    };
    let mut wordings = Vec::new();
    let true_of: Vec<&Other> = others.iter().filter(|other| judged(other)).collect();
    if !true_of.is_empty() {
        wordings.push(of(said, true_of, None));
    }
    for stand in ["higher than", "lower than", "the same as"] {
        let chosen: Vec<&Other> =
            others.iter().filter(|other| !judged(other) && stands(other) == stand).collect();
        match (chosen.is_empty(), swap(stand)) {
            (true, _) => {}
            (false, Some(swap)) => wordings.push(of(stand, chosen, Some(swap))),
            // No claim says it.
            (false, None) => {
                let titles: Vec<String> = chosen.iter().map(|other| other.title.clone()).collect();
                wordings.push(Wording::new(format!("{stand} {}", listed(&titles)), None));
            }
        }
    }
    wordings
}
