//! What the values of one sentence come to: those that stand beside each other together, one less others, the rest of a
//! whole.

use rust_decimal::Decimal;

use super::Offer;
use super::reading::Sentence;
use crate::model::Unit;
use crate::paper::tied::agree::disagreement;
use crate::paper::values::value::{Value, arithmetic};
use crate::paper::words::{FigureInWords, WordsUnit};
use crate::syntax::ast::{Figure, FigureUnit, Operator};

/// A value that is tied in a phrase.
#[derive(Clone, Debug)]
pub(super) struct Operand {
    /// Where it stands.
    pub(super) at: usize,
    /// What stands in the braces.
    pub(super) written: String,
    /// What it is.
    pub(super) value: Value,
}

/// How well a sum fits a sentence, beside the scores of what the paper could state: better where it is said.
pub(super) fn score(sentence: &Sentence) -> i64 {
    if said(sentence) { 1700 } else { 1150 }
}

/// Whether a sentence says that it adds or takes away.
pub(super) fn said(sentence: &Sentence) -> bool {
    const SAID: [&str; 11] = [
        "together",
        "in all",
        "in total",
        "altogether",
        "a total of",
        "the other ",
        "remain",
        "the rest",
        "left over",
        "which is",
        "difference",
    ];
    SAID.iter().any(|words| sentence.lower.contains(words))
}

/// A sum of tied values that a figure states.
pub(super) fn fitting(tied: &[Operand], figure: &FigureInWords, words: &str) -> Option<Offer> {
    if figure.unit == WordsUnit::Share || figure.value.is_zero() {
        return None;
    }
    let fits = |value: &Value| disagreement(words, value).is_none();
    let offer = |written: String, title: &str| {
        Some(Offer { words: figure.whole.clone(), written, title: title.to_owned() })
    };
    // The longest first: "75, 187 and 56, which is 318 in all".
    for length in (2..=tied.len()).rev() {
        for run in tied.windows(length) {
            if together(run).is_some_and(|sum| fits(&sum)) {
                return offer(joined(run, " + "), "the values beside it together");
            }
        }
    }
    for length in (1..=tied.len()).rev() {
        for run in tied.windows(length) {
            let Some(sum) = together(run) else { continue };
            let parts = run.iter().map(|operand| enclosed(&operand.written)).collect::<Vec<_>>();
            let less = parts.join(" - ");
            if matches!(sum.unit, Unit::Percent) {
                let rest = arithmetic(Operator::Subtract, whole(), sum.clone());
                if rest.is_ok_and(|rest| rest.exact > Decimal::ZERO && fits(&rest)) {
                    return offer(format!("100% - {less}"), "the rest of the whole");
                }
            }
            for other in tied.iter().filter(|other| run.iter().all(|own| own.at != other.at)) {
                let left = arithmetic(Operator::Subtract, other.value.clone(), sum.clone());
                if left.is_ok_and(|left| left.exact > Decimal::ZERO && fits(&left)) {
                    return offer(
                        format!("{} - {less}", enclosed(&other.written)),
                        "the difference of values beside it",
                    );
                }
            }
        }
    }
    None
}

/// Values added up; none where they cannot be.
fn together(run: &[Operand]) -> Option<Value> {
    let mut values = run.iter().map(|operand| operand.value.clone());
    let first = values.next()?;
    values.try_fold(first, |sum, next| arithmetic(Operator::Add, sum, next).ok())
}

fn joined(run: &[Operand], sign: &str) -> String {
    run.iter().map(|operand| enclosed(&operand.written)).collect::<Vec<_>>().join(sign)
}

fn whole() -> Value {
    let value = Decimal::ONE_HUNDRED;
    Value::literal(Figure { value, unit: FigureUnit::Percent, decimals: 0 })
}

/// What is a sum itself stands in brackets. "2022-23" is none.
fn enclosed(written: &str) -> String {
    let is_sum = [" + ", " - ", " * ", " / "].iter().any(|sign| written.contains(sign));
    if is_sum { format!("({written})") } else { written.to_owned() }
}
