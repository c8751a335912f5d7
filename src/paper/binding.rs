//! Words against what they are bound to.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Input, Unit, format_figure};
use crate::source::Span;
use crate::syntax::ast::{Binding, Expression, ExpressionKind as Kind, FigureUnit, SourceName};

use super::claim::{Verdict, cells};
use super::resolve::Resolver;
use super::value::{Value, unit_name};
use super::words::{Approximator, FigureInWords, WordsUnit, direction, figures_in, round_to};

/// The figure that some words from a source state; `None` where they state none or several.
pub(super) fn figure_from(words: &str, span: Span, source: &str) -> Option<Value> {
    let figures = figures_in(words);
    let [figure] = figures.as_slice() else { return None };
    let unit = match figure.unit {
        WordsUnit::Plain => Unit::Number(String::new()),
        WordsUnit::Percent | WordsUnit::Share => Unit::Percent,
        WordsUnit::PercentagePoints => Unit::PercentagePoints,
        WordsUnit::Pounds => Unit::Pounds,
    };
    let literal = crate::syntax::ast::Figure {
        value: figure.value,
        unit: FigureUnit::Plain,
        decimals: figure.decimals,
    };
    let input = Input {
        label: source.to_owned(),
        printed: words.to_owned(),
        span: Some(span),
        place: String::new(),
    };
    Some(Value { unit, inputs: vec![input], literal: false, ..Value::literal(literal) })
}

impl Resolver<'_, '_> {
    /// Holds words against what they are bound to, and counts them.
    pub(super) fn bind(
        &mut self,
        words: &str,
        span: Span,
        binding: &Binding,
        whole: Span,
        diagnostics: &mut Diagnostics,
    ) {
        match binding {
            Binding::From { source, name } => {
                if let SourceName::Name(source) = source {
                    self.scope.source(source, diagnostics);
                }
                let count = figures_in(words).len();
                self.tally.figures += count;
                self.tally.sourced += count;
                if count == 0 {
                    diagnostics.add(
                        Diagnostic::error("words-differ", span, format!("\"{words}\" states no figure that a source could vouch for"))
                            .help("take the brackets and the braces away: words without a figure need no source"),
                    );
                } else if let Some(name) = name.as_ref().filter(|_| count > 1) {
                    diagnostics.add(
                        Diagnostic::error("words-differ", span, format!("\"{words}\" states {count} figures: which one is `{}`?", name.text))
                            .help("tie each figure by itself"),
                    );
                }
            }
            Binding::Expression(expression) if is_claim(expression) => {
                self.tally.claims += 1;
                let figures = figures_in_digits(words);
                self.tally.figures += figures.len();
                if let Some(verdict) = self.scope.judge(expression, diagnostics) {
                    self.tally.tallied += figures.len();
                    let claim = self.sources.text(expression.span).trim();
                    report_claim(words, span, (claim, whole), &verdict, diagnostics);
                    figures_of_claim(words, span, &figures, &verdict, diagnostics);
                }
            }
            Binding::Expression(expression) => {
                self.tally.figures += 1;
                if let Some(value) = self.scope.evaluate(expression, diagnostics) {
                    self.tally.tallied += 1;
                    render(words, span, expression.span, &value, diagnostics);
                }
            }
        }
    }
}

fn is_claim(expression: &Expression) -> bool {
    matches!(
        expression.kind,
        Kind::Compare(..)
            | Kind::Moves(..)
            | Kind::Is(..)
            | Kind::Target(..)
            | Kind::Record(..)
            | Kind::Against(..)
            | Kind::Joined(..)
            | Kind::Not(..)
    )
}

/// The figures written in digits: "one of the highest" states none.
fn figures_in_digits(words: &str) -> Vec<FigureInWords> {
    if words.bytes().any(|byte| byte.is_ascii_digit()) { figures_in(words) } else { Vec::new() }
}

/// `claim` is what the author wrote in the braces, and the place of the words with it.
fn report_claim(
    words: &str,
    span: Span,
    (claim, whole): (&str, Span),
    verdict: &Verdict,
    diagnostics: &mut Diagnostics,
) {
    if verdict.exact && verdict.printed {
        return;
    }
    let mut diagnostic = if verdict.exact == verdict.printed {
        Diagnostic::error("claim-false", span, format!("\"{words}\" is not true: {}", verdict.truth))
            .here("the data say otherwise")
    } else {
        let shown = if verdict.exact {
            "is true of the exact values, but the figures as printed do not show it"
        } else {
            "looks true of the figures as printed, but is not true of the exact values"
        };
        Diagnostic::error("not-decidable-as-printed", span, format!("\"{words}\" {shown}"))
            .note(format!("The data say: {}.", verdict.truth))
            .help("print the indicator with one more decimal (`decimals` in the model)")
    };
    diagnostic = cells(diagnostic, &verdict.inputs);
    for wording in &verdict.wording {
        let message = format!("what is true: \"{}\"", wording.words);
        // The words and the claim change together: either alone would be false still.
        diagnostic = match wording.swap {
            Some((from, to)) if claim.matches(from).count() == 1 => diagnostic.replace(
                message,
                whole,
                format!("[{}]{{{}}}", wording.words, claim.replacen(from, to, 1)),
            ),
            _ => diagnostic.help(message),
        };
    }
    diagnostics.add(diagnostic);
}

/// A figure in a claim's words must be one of the figures that decided the claim.
fn figures_of_claim(
    words: &str,
    span: Span,
    figures: &[FigureInWords],
    verdict: &Verdict,
    diagnostics: &mut Diagnostics,
) {
    for figure in figures {
        let known = verdict.inputs.iter().any(|input| {
            figures_in(&input.printed)
                .iter()
                .any(|shown| round_to(shown.value, figure.decimals) == figure.value)
        });
        if known || figure.per == Some(figure.value) {
            continue;
        }
        let mut diagnostic = Diagnostic::error(
            "words-differ",
            span,
            format!("\"{words}\" states {}, which is none of the figures that the claim is about", figure.value.normalize()),
        );
        diagnostic = cells(diagnostic, &verdict.inputs);
        diagnostics.add(diagnostic.help("tie the figure by itself, in brackets of its own"));
    }
}

/// Words that must be a faithful rendering of a value, at the precision that they state.
fn render(words: &str, span: Span, expression: Span, value: &Value, diagnostics: &mut Diagnostics) {
    let figures = figures_in(words);
    let figure = match figures.as_slice() {
        [figure] => figure,
        [] => {
            diagnostics.add(
                Diagnostic::error("words-differ", span, format!("\"{words}\" states no figure"))
                    .label(expression, format!("this is {}", value.printed()))
                    .replace("state it", span, value.printed())
                    .help("or make the braces a claim, such as `cla rises from Q2 to Q4`"),
            );
            return;
        }
        _ => {
            diagnostics.add(
                Diagnostic::error("words-differ", span, format!("\"{words}\" states more than one figure"))
                    .label(expression, format!("this is one figure, {}", value.printed()))
                    .help("tie each figure by itself"),
            );
            return;
        }
    };
    let Some(exact) = in_unit_of(figure, value) else {
        let mut diagnostic = Diagnostic::error(
            "words-differ",
            span,
            format!("\"{words}\" does not say what the value is: {} is {}", value.printed(), unit_name(&value.unit)),
        )
        .label(expression, format!("this is {}", value.printed()));
        if matches!(value.unit, Unit::PercentagePoints) {
            diagnostic = diagnostic.note(
                "The difference between two percentages is in percentage points; \"%\" would be a share of the \
                 earlier value (rule S6).",
            );
        }
        diagnostics.add(cells(diagnostic, &value.inputs).replace("say", span, value.printed()));
        return;
    };
    if let (Unit::Rate { per, .. }, Some(said)) = (&value.unit, figure.per)
        && *per != said
    {
        diagnostics.add(
            Diagnostic::error("words-differ", span, format!("\"{words}\" says per {said}, but the rate is per {per}"))
                .label(expression, format!("this is {}", value.printed())),
        );
        return;
    }
    let way = direction(words);
    // "19 fewer" states a fall of 19; without such a word a change is stated with its sign, or as a size.
    let compared = match way {
        Some(false) if value.change.is_signed() => -exact,
        _ if value.change.is_signed() && figure.value >= Decimal::ZERO && way.is_none() => exact.abs(),
        _ => exact,
    };
    let holds = if figure.unit == WordsUnit::Share && figure.approximator == Approximator::Exactly {
        // A fraction has the precision of a whole per cent.
        (compared - figure.value).abs() <= Decimal::new(5, 1)
    } else {
        figure.approximator.holds(compared, figure.value, figure.decimals)
    };
    if holds {
        return;
    }
    let decimals = u32::try_from(figure.decimals).unwrap_or(0);
    let right = format_figure(exact, decimals, &value.unit);
    let subject = match value.inputs.as_slice() {
        [one] => one.label.clone(),
        _ => "the value".to_owned(),
    };
    let mut diagnostic = Diagnostic::error(
        "words-differ",
        span,
        format!("\"{words}\" does not agree with the data: {subject} is {right}"),
    )
    .label(expression, format!("this is {}", value.printed()));
    diagnostic = cells(diagnostic, &value.inputs);
    if figure.approximator != Approximator::Exactly {
        diagnostic = diagnostic.note(format!("The word before the figure means: {}.", figure.approximator.meaning()));
    }
    let digits: String =
        right.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '£' | '−')).collect();
    let said: Vec<&str> = words.split(' ').filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect();
    let wording = match said.as_slice() {
        [said] if figure.decimals >= 0 => words.replacen(said, &digits, 1),
        _ => right.clone(),
    };
    diagnostics.add(diagnostic.replace(format!("what is true: \"{wording}\""), span, wording));
}

/// The value's exact number in the unit that the figure states; `None` where the two cannot be the same thing.
fn in_unit_of(figure: &FigureInWords, value: &Value) -> Option<Decimal> {
    match (figure.unit, &value.unit) {
        (WordsUnit::Plain, Unit::Number(_) | Unit::Rate { .. } | Unit::Score)
        | (WordsUnit::Percent | WordsUnit::Share, Unit::Percent)
        | (WordsUnit::PercentagePoints, Unit::PercentagePoints)
        | (WordsUnit::Pounds, Unit::Pounds) => Some(value.exact),
        // A ratio of two numbers may be put as a share or as a percentage.
        (WordsUnit::Percent | WordsUnit::Share, Unit::Number(_)) => {
            (value.exact.abs() <= Decimal::ONE).then(|| value.exact * Decimal::ONE_HUNDRED)
        }
        _ => None,
    }
}
