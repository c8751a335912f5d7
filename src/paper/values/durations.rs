//! Spans of time in tied words: they say when, and are none of the figures that a claim or a value is about.

use crate::model::Unit;
use crate::paper::scope::Scope;
use crate::paper::tied::about::each;
use crate::paper::values::value::Value;
use crate::paper::words::{FigureInWords, duration, figures_stated};
use crate::syntax::ast::{Expression, ExpressionKind as Kind};

impl Scope<'_> {
    /// Whether a figure in a claim's words is a span of time, and what the claim is about is not measured in it.
    pub(in crate::paper) fn is_span(
        &self,
        words: &str,
        figure: &FigureInWords,
        claim: &Expression,
    ) -> bool {
        let Some(noun) = duration(words, figure) else { return false };
        let mut measured = false;
        each(claim, &mut |part| {
            measured |= matches!(part.kind, Kind::Length(..) | Kind::Between(..));
        });
        let labels = self.mentioned(claim);
        let mut labels = labels.iter().filter_map(|indicator| indicator.unit_label.as_deref());
        !measured && !labels.any(|label| counts_in(label, noun))
    }
}

/// The figures of words that are tied to a value: a span of time is none of them, unless nothing else is stated, or the
/// value is measured in it.
pub(in crate::paper) fn figures_for(words: &str, value: &Value) -> Vec<FigureInWords> {
    let figures = figures_stated(words);
    if figures.len() < 2 {
        return figures;
    }
    let label = match &value.unit {
        Unit::Number(label) => label.as_str(),
        _ => "",
    };
    let others: Vec<FigureInWords> = figures
        .iter()
        .filter(|figure| duration(words, figure).is_none_or(|noun| counts_in(label, noun)))
        .cloned()
        .collect();
    if others.is_empty() { figures } else { others }
}

/// Whether a unit is one of time: "days" for "day".
fn counts_in(label: &str, noun: &str) -> bool {
    label.to_lowercase().split_whitespace().any(|word| word.trim_end_matches('s') == noun)
}
