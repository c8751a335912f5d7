//! Words against what they are bound to.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Unit, format_figure, format_number};
use crate::source::Span;
use crate::syntax::ast::{Binding, Expression, ExpressionKind as Kind, Form, SourceName};

use crate::paper::claims::claim::Verdict;
use crate::paper::claims::claim_words::cells;
use crate::paper::resolve::Resolver;
use crate::paper::tied::agree::{Disagreement, disagreement, offers, shown_against, side};
use crate::paper::tied::contradiction::contradiction;
use crate::paper::tied::false_claim::report_claim;
use crate::paper::values::value::{Change, Value, unit_name};
use crate::paper::wording::vouched;
use crate::paper::words::{Approximator, FigureInWords, WordsUnit, direction, figures_in};

impl Resolver<'_, '_> {
    /// Holds words against what they are bound to, and counts them. Gives the value that they are bound to, where it is
    /// one.
    pub(in crate::paper) fn bind(
        &mut self,
        words: &str,
        span: Span,
        binding: &Binding,
        whole: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        match binding {
            Binding::From { source, of, name } => {
                if let Some(of) = of {
                    self.scope.share_of(words, span, of, diagnostics);
                }
                match source {
                    SourceName::Name(source) => {
                        self.scope.source(source, diagnostics);
                    }
                    SourceName::Text(title, place) => {
                        self.scope.source_title(title, *place, diagnostics);
                    }
                }
                let count = vouched::stated(words);
                self.tally.figures += count;
                self.tally.sourced += count;
                let name = name.as_ref();
                if let Some(unclear) = vouched::unclear(words, span, name, &self.scope.records) {
                    diagnostics.add(unclear);
                }
            }
            Binding::Waived(expression, waiver) => {
                return self.waived(words, span, expression, waiver, whole, diagnostics);
            }
            Binding::Expression(expression) if self.scope.stands_for_words(expression) => {
                self.tally.claims += 1;
                self.bind_words(words, span, expression, diagnostics);
            }
            Binding::Expression(expression) if expression.kind.is_claim() => {
                self.tally.claims += 1;
                let typed = is_typed(expression);
                if typed {
                    self.typed(words, expression, whole, diagnostics);
                }
                let mut figures = figures_in_digits(words);
                figures.retain(|figure| !self.scope.is_span(words, figure, expression));
                self.tally.figures += figures.len();
                if let Some(verdict) = self.scope.judge(expression, diagnostics) {
                    self.tally.tallied += figures.len();
                    if verdict.exact && verdict.printed {
                        let titles = self.scope.compared_with(expression);
                        contradiction(words, span, expression, &titles, diagnostics);
                        self.scope.manner(words, span, expression, diagnostics);
                        if !self.scope.spoken_inside(words, span, expression, diagnostics) {
                            self.scope.time_words(words, span, expression, diagnostics);
                        }
                    } else {
                        let place = (expression.span, whole);
                        report_claim(words, span, place, &verdict, self.sources, diagnostics);
                    }
                    if let Kind::Dated(one, _, other) = &expression.kind {
                        self.dates_of_claim(words, span, [one, other], diagnostics);
                    }
                    let mut typed = Vec::new();
                    typed_figures(expression, &mut typed);
                    // "Just over 14%" of 16%: how far from its limit a value is, is for the claim to say.
                    if let (Kind::Is(..), Some(range)) = (&expression.kind, verdict.inputs.last()) {
                        let limits = figures_in(&range.printed);
                        typed.extend(limits.into_iter().map(|limit| limit.value));
                    }
                    figures.retain(|figure| !self.scope.is_size(words, figure, expression));
                    figures_of_claim(words, span, &figures, (&verdict, &typed), diagnostics);
                    if verdict.exact {
                        self.multiple_in_claim(words, span, expression, diagnostics);
                    }
                    self.scope.misnamed(words, span, expression, diagnostics);
                }
            }
            Binding::Expression(expression) => {
                let value = self.worked_out(words, expression, whole, diagnostics)?;
                if !self.scope.spoken_inside(words, span, expression, diagnostics) {
                    let called = self.scope.called(expression);
                    let base = self.scope.other_base(words, expression, &value);
                    render(words, span, (expression.span, called, base), &value, diagnostics);
                    self.scope.time_words(words, span, expression, diagnostics);
                }
                self.scope.misnamed(words, span, expression, diagnostics);
                return Some(value);
            }
        }
        None
    }

    /// `{expression}`: counts the figure, and works it out. Those of a table with a source are vouched for by it.
    pub(in crate::paper) fn value(
        &mut self,
        expression: &Expression,
        whole: Span,
        sourced: bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        // A verb that follows a value is no figure.
        if matches!(&expression.kind, Kind::Printed(_, Form::Verb(..))) {
            return self.scope.evaluate(expression, diagnostics);
        }
        if sourced && is_typed(expression) {
            self.tally.figures += 1;
            self.tally.sourced += 1;
            return self.scope.evaluate(expression, diagnostics);
        }
        let written = self.sources.text(expression.span).trim().to_owned();
        self.worked_out(&written, expression, whole, diagnostics)
    }

    /// A value, counted as tallied where something stands behind it. `words` are what is printed.
    fn worked_out(
        &mut self,
        words: &str,
        expression: &Expression,
        whole: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        if is_typed(expression) {
            self.typed(words, expression, whole, diagnostics);
            return self.scope.evaluate(expression, diagnostics);
        }
        self.tally.figures += 1;
        let value = self.scope.evaluate(expression, diagnostics)?;
        self.tally.tallied += 1;
        Some(value)
    }

    /// Braces that hold only typed figures are as bare as the figure would be without them.
    fn typed(
        &mut self,
        words: &str,
        expression: &Expression,
        whole: Span,
        diagnostics: &mut Diagnostics,
    ) {
        let message = "these braces hold only figures that are typed; nothing stands behind them";
        let Some(diagnostic) = self.untied(whole, message) else { return };
        let diagnostic = diagnostic.here("no data and no source stand behind it");
        diagnostics.add(if matches!(expression.kind, Kind::Figure(_)) {
            diagnostic.replace(
                "name where it comes from",
                whole,
                format!("[{words}]{{from \"…\"}}"),
            )
        } else {
            diagnostic
                .help("give each figure a name where it comes from, `[102]{from \"…\" as placed}`, and work with the names")
                .help("or take the figures from the data, such as `cla at Q4`")
        });
    }
}

/// Whether an expression holds typed figures only: no indicator, fact, table or named figure stands in it.
fn is_typed(expression: &Expression) -> bool {
    match &expression.kind {
        Kind::Figure(_) => true,
        Kind::Arithmetic(_, left, right)
        | Kind::Compare(_, left, right)
        | Kind::ChangeFrom(_, left, right)
        | Kind::MakesUp(left, right)
        | Kind::Joined(_, left, right) => is_typed(left) && is_typed(right),
        Kind::Negate(inner)
        | Kind::AsPercentage(inner)
        | Kind::Not(inner)
        | Kind::Printed(inner, _) => is_typed(inner),
        Kind::OneWhole(parts) => parts.iter().all(|(one, other)| is_typed(one) && is_typed(other)),
        // What could not be read was reported.
        _ => false,
    }
}

/// The figures of words with digits: "one of the highest" states none. How many times as much something is, is held
/// against the claim by itself.
fn figures_in_digits(words: &str) -> Vec<FigureInWords> {
    if !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut figures = figures_in(words);
    figures.retain(|figure| !matches!(figure.unit, WordsUnit::Multiple | WordsUnit::Divided));
    figures
}

/// The figures that are typed in an expression.
fn typed_figures(expression: &Expression, found: &mut Vec<Decimal>) {
    match &expression.kind {
        Kind::Figure(figure) => found.push(figure.value),
        Kind::Arithmetic(_, left, right)
        | Kind::Compare(_, left, right)
        | Kind::ChangeFrom(_, left, right)
        | Kind::MakesUp(left, right)
        | Kind::Joined(_, left, right) => {
            typed_figures(left, found);
            typed_figures(right, found);
        }
        Kind::Negate(inner) | Kind::AsPercentage(inner) | Kind::Not(inner) => {
            typed_figures(inner, found);
        }
        Kind::OneWhole(parts) => {
            for (one, other) in parts {
                typed_figures(one, found);
                typed_figures(other, found);
            }
        }
        _ => {}
    }
}

/// A figure in a claim's words must be one of the figures that decided the claim, or that are typed in it.
fn figures_of_claim(
    words: &str,
    span: Span,
    figures: &[FigureInWords],
    (verdict, typed): (&Verdict, &[Decimal]),
    diagnostics: &mut Diagnostics,
) {
    for figure in figures {
        let known = typed.contains(&figure.value)
            || verdict.inputs.iter().any(|input| {
                figures_in(&input.printed).iter().any(|shown| {
                    figure.approximator.holds(shown.value, figure.value, figure.decimals)
                })
            });
        if known {
            continue;
        }
        let said = words.get(figure.stated.clone()).unwrap_or(words);
        let mut diagnostic = Diagnostic::error(
            "words-differ",
            span,
            format!(
                "\"{words}\" states {said}, which is none of the figures that the claim is about"
            ),
        );
        diagnostic = cells(diagnostic, &verdict.inputs);
        if let Some(nearest) = nearest_shown(figure, figures, &verdict.inputs) {
            let (before, after) =
                (words.get(..figure.stated.start), words.get(figure.stated.end..));
            let mended = format!("{}{nearest}{}", before.unwrap_or(""), after.unwrap_or(""));
            let message = format!("the nearest of its figures: \"{mended}\"");
            diagnostic = diagnostic.replace(message, span, mended);
        }
        diagnostics.add(diagnostic.help("or tie the figure by itself, in brackets of its own"));
    }
}

/// The figure nearest to one in words among those that a claim is about, in the same unit, as it is printed. Where a range
/// is printed it is one of its limits. What the words say elsewhere it is not.
fn nearest_shown(
    figure: &FigureInWords,
    said: &[FigureInWords],
    inputs: &[crate::model::Input],
) -> Option<String> {
    let base = |figure: &FigureInWords| figure.per.as_ref().map(|(base, _)| *base);
    let shown = inputs.iter().flat_map(|input| {
        figures_in(&input.printed)
            .into_iter()
            .filter_map(|shown| Some((input.printed.get(shown.stated.clone())?.to_owned(), shown)))
    });
    shown
        .filter(|(_, shown)| !said.iter().any(|other| other.value == shown.value))
        .filter(|(_, shown)| shown.unit == figure.unit && base(shown) == base(figure))
        .min_by_key(|(_, shown)| (shown.value - figure.value).abs())
        .map(|(printed, _)| printed)
}

/// Words that must be a faithful rendering of a value, at the precision that they state.
/// `called` is what the value is, where it is one of the model's, and `base` what else the words may have been worked
/// out from.
fn render(
    words: &str,
    span: Span,
    (expression, called, base): (Span, Option<String>, Option<String>),
    value: &Value,
    diagnostics: &mut Diagnostics,
) {
    let Some(found) = disagreement(words, value) else { return };
    let printed = value.printed();
    let error = |message: String| Diagnostic::error("words-differ", span, message);
    let shown = |diagnostic: Diagnostic| {
        cells(diagnostic.label(expression, format!("this is {printed}")), &value.inputs)
    };
    let offered = |diagnostic: Diagnostic| {
        offers(words, value).into_iter().fold(diagnostic, |diagnostic, offer| {
            diagnostic.replace(format!("what is true: \"{offer}\""), span, offer)
        })
    };
    diagnostics.add(match found {
        Disagreement::NoFigure => error(format!("\"{words}\" states no figure"))
            .label(expression, format!("this is {printed}"))
            .replace("state it", span, printed.clone())
            .help("or make the braces a claim, such as `cla rises from Q2 to Q4`"),
        Disagreement::Several => error(format!("\"{words}\" states more than one figure"))
            .label(expression, format!("this is one figure, {printed}"))
            .help("tie each figure by itself"),
        Disagreement::Kind(figure) => {
            let message = format!(
                "\"{words}\" states {}, but the value is {}: {printed}",
                kind_name(figure.unit),
                kind_of(&value.unit)
            );
            let points = matches!(value.unit, Unit::PercentagePoints)
                && matches!(figure.unit, WordsUnit::Percent | WordsUnit::Share);
            let diagnostic = shown(error(message));
            let diagnostic = if points { diagnostic.note(POINTS) } else { diagnostic };
            let diagnostic = offered(diagnostic);
            match figure.unit {
                WordsUnit::Times | WordsUnit::Multiple | WordsUnit::Divided => diagnostic.help(
                    "hold a multiple against a ratio, `cla at Q4 / cla at Q2`, or against `percentage change in …`",
                ),
                _ => diagnostic,
            }
        }
        Disagreement::Counted(figure) => {
            let said = words.get(figure.whole.start..).unwrap_or(words);
            offered(shown(error(format!(
                "\"{said}\" counts, but the value is {}: {printed}",
                kind_of(&value.unit)
            ))))
            .note(NO_COUNT)
        }
        Disagreement::Base(said, per) => {
            let base = |base: Decimal| format_number(base, base.normalize().scale());
            let message =
                format!("\"{words}\" says per {}, but the rate is per {}", base(said), base(per));
            offered(shown(error(message)))
        }
        Disagreement::Direction => {
            let up = direction(words).is_some_and(|said| said.up);
            offered(shown(other_way(error, words, up, value)))
        }
        Disagreement::Figure(figure) => {
            let subject = match value.inputs.as_slice() {
                [one] if one.printed == printed => one.label.clone(),
                _ => called.unwrap_or("the value".to_owned()),
            };
            let right = shown_against(&figure, value);
            let diagnostic = shown(error(format!(
                "\"{words}\" does not agree with the data: {subject} is {right}"
            )));
            let diagnostic = match base {
                Some(base) => diagnostic.note(base),
                None => diagnostic,
            };
            let multiple = matches!(figure.unit, WordsUnit::Multiple | WordsUnit::Divided);
            let diagnostic = if multiple && offers(words, value).is_empty() {
                diagnostic.help("say by how much it changed, and hold that against `percentage change in …`")
            } else {
                diagnostic
            };
            offered(match figure.approximator {
                Approximator::Exactly => diagnostic,
                loosened => {
                    let meaning = loosened.meaning();
                    let meaning = match figure.unit {
                        // A share reaches further.
                        WordsUnit::Share => meaning.replace("5%", "a tenth"),
                        _ => meaning.to_owned(),
                    };
                    diagnostic.note(format!("The word beside the figure means: {meaning}."))
                }
            })
        }
    });
}

const POINTS: &str = "The difference between two percentages is in percentage points; \"%\" would be a share of the \
                      earlier value.";

const NO_COUNT: &str =
    "A rate says how many there would be among so many people; it is no number of them.";

/// Words that say a rise of a fall, or the reverse.
fn other_way(
    error: impl Fn(String) -> Diagnostic,
    words: &str,
    up: bool,
    value: &Value,
) -> Diagnostic {
    let name = |up: bool| if up { "a rise" } else { "a fall" };
    let said = name(up);
    if value.change == Change::Difference
        && let Some(above) = side(words)
    {
        let (said, right) = if above { ("above", "below") } else { ("below", "above") };
        return error(format!(
            "\"{words}\" says \"{said}\", but this difference is {}",
            value.printed()
        ))
        .help(format!("say \"{right}\", or take the two the other way round"));
    }
    if value.change == Change::Difference {
        return error(format!(
            "\"{words}\" says {said}, but this difference is {}",
            value.printed()
        ))
        .help("write the later value first: what is taken away is the earlier one");
    }
    let size = format_figure(value.exact.abs(), value.decimals, &value.unit);
    error(format!("\"{words}\" says {said}, but the data show {} of {size}", name(!up)))
}

/// What words state.
fn kind_name(unit: WordsUnit) -> &'static str {
    match unit {
        WordsUnit::Plain => "a number",
        WordsUnit::Percent => "a percentage",
        WordsUnit::PercentagePoints => "a difference in percentage points",
        WordsUnit::Pounds => "money",
        WordsUnit::Share => "a share",
        WordsUnit::Times => "how often, or how many times as much",
        WordsUnit::Multiple | WordsUnit::Divided => "a multiple",
        WordsUnit::Ordinal => "a place in an order",
        WordsUnit::Nothing => "nothing",
    }
}

/// What a value is.
fn kind_of(unit: &Unit) -> String {
    match unit {
        Unit::PercentagePoints => "a difference in percentage points".to_owned(),
        other => unit_name(other),
    }
}
