//! Parts of a whole: what they make up, and the share that one of them is.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Indicator, Kind, Unit, format_figure};
use crate::paper::claims::claim::{Verdict, Wording};
use crate::paper::scope::Scope;
use crate::paper::untied::nouns::is_person;
use crate::paper::values::value::{Value, comparable, unit_name};
use crate::paper::words::figures_in;
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind, Name, Operator, Reference};

impl Scope<'_> {
    /// `a + b + c makes up d`: parts are rounded, so each may be off by half a unit of its last place (S14, S15).
    pub(in crate::paper) fn makes_up(
        &self,
        parts: &Expression,
        whole: &Expression,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let sum = self.evaluate(parts, diagnostics);
        let whole_value = self.evaluate(whole, diagnostics);
        let (sum, whole_value) = (sum?, whole_value?);
        if !comparable(&sum, &whole_value) {
            diagnostics.add(
                Diagnostic::error(
                    "kind-forbids",
                    span,
                    format!(
                        "{} cannot make up {}",
                        unit_name(&sum.unit),
                        unit_name(&whole_value.unit)
                    ),
                )
                .label(parts.span, sum.printed())
                .label(whole.span, whole_value.printed()),
            );
            return None;
        }
        let mut terms = Vec::new();
        added(parts, &mut terms);
        // They were worked out together, so that all that is wrong with them was reported.
        let mut reported = Diagnostics::default();
        let terms: Vec<(&Expression, Value)> = terms
            .into_iter()
            .filter_map(|term| Some((term, self.evaluate(term, &mut reported)?)))
            .collect();
        let loose: Decimal = terms.iter().map(|(term, value)| room(term, value)).sum::<Decimal>()
            + room(whole, &whole_value);
        let terms: Vec<Value> = terms.into_iter().map(|(_, value)| value).collect();
        let agree = |sum: Decimal, whole: Decimal| (sum - whole).abs() <= loose;
        let exact = agree(sum.exact, whole_value.exact);
        let as_printed: Decimal = terms.iter().map(Value::rounded).sum();
        // A difference within the sum is no part by itself: then the sum is taken as it is.
        let as_printed = if is_sum(parts) { as_printed } else { sum.rounded() };
        let printed = agree(as_printed, whole_value.rounded());
        let listed: Vec<String> = terms.iter().map(Value::printed).collect();
        let residual = whole_value.exact - sum.exact;
        let unit = if sum.literal { &whole_value.unit } else { &sum.unit };
        let decimals = sum.decimals.max(whole_value.decimals);
        let size = format_figure(residual.abs(), decimals, unit);
        let total = format_figure(sum.exact, decimals, unit);
        let calculation = if is_sum(parts) && listed.len() > 1 {
            format!("{} is {total}", listed.join(" + "))
        } else {
            format!("it is {total}")
        };
        let goal = whole_value.printed();
        let truth = if residual.is_zero() {
            format!("{calculation}, all of {goal}")
        } else if exact {
            format!("{calculation}, {goal} but for rounding")
        } else if residual > Decimal::ZERO {
            format!("{calculation}, which leaves {size} of {goal}")
        } else {
            format!("{calculation}, which is {size} more than {goal}")
        };
        let wording = if exact {
            Vec::new()
        } else if residual > Decimal::ZERO {
            vec![Wording::new(format!("{total}, and {size} other or not known"), None)]
        } else {
            vec![Wording::new(format!("{total} in all"), None)]
        };
        let mut inputs = sum.inputs;
        inputs.extend(whole_value.inputs);
        Some(Verdict { exact, printed, truth, wording, inputs })
    }

    /// `share of x in y at Q4`: a part of a whole in one area and period, in per cent (S7).
    pub(in crate::paper) fn share(
        &self,
        name: &Name,
        whole: &Reference,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let part_name = self.indicator(name, diagnostics);
        let whole_name = self.indicator(&whole.name, diagnostics);
        let (part_name, whole_name) = (part_name?, whole_name?);
        let (part, base) =
            (&self.model.indicators[&part_name], &self.model.indicators[&whole_name]);
        if let Some(reason) = misfit(part, base) {
            diagnostics.add(
                Diagnostic::error("kind-forbids", span, reason)
                    .label(part.span, "the part is declared here")
                    .label(base.span, "the whole is declared here")
                    .help("a share is a number of people among as many or more, or money out of money"),
            );
            return None;
        }
        let base_value = self.reference(whole, diagnostics);
        let own = Reference { name: name.clone(), ..whole.clone() };
        let part_value = self.reference(&own, diagnostics);
        let (base_value, part_value) = (base_value?, part_value?);
        let (shown, whole_shown) = (part_value.printed(), base_value.printed());
        let wrong = if base_value.exact.is_zero() {
            Some(format!("of {whole_shown} there is no share: `{whole_name}` is zero"))
        } else if part_value.exact > base_value.exact || part_value.exact < Decimal::ZERO {
            Some(format!(
                "{shown} is no share of {whole_shown}: a part is not larger than its whole"
            ))
        } else {
            None
        };
        if let Some(message) = wrong {
            let diagnostic = Diagnostic::error("kind-forbids", span, message);
            let inputs: Vec<_> =
                part_value.inputs.iter().chain(&base_value.inputs).cloned().collect();
            diagnostics.add(
                crate::paper::claims::claim_words::cells(diagnostic, &inputs)
                    .help(format!("is `{part_name}` counted among `{whole_name}`?")),
            );
            return None;
        }
        let exact =
            part_value.exact.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base_value.exact)?;
        let mut inputs = part_value.inputs;
        inputs.extend(base_value.inputs);
        let mut marks = part_value.marks;
        marks.extend(
            base_value
                .marks
                .iter()
                .filter(|mark| !marks.contains(mark))
                .copied()
                .collect::<Vec<_>>(),
        );
        Some(Value { decimals: 1, unit: Unit::Percent, marks, ..Value::number(exact, inputs) })
    }
}

/// Why one indicator is no part of another.
fn misfit(part: &Indicator, whole: &Indicator) -> Option<String> {
    let countable = |indicator: &Indicator| {
        matches!(indicator.kind, Kind::Snapshot | Kind::Count | Kind::People | Kind::Money)
    };
    for indicator in [part, whole] {
        if !countable(indicator) {
            return Some(format!(
                "`{}` is {}, and a share is of numbers or of money",
                indicator.name,
                indicator.kind.in_words()
            ));
        }
    }
    if part.kind != whole.kind {
        return Some(format!(
            "`{}` is {} and `{}` is {}: the one is no part of the other",
            part.name,
            part.kind.in_words(),
            whole.name,
            whole.kind.in_words()
        ));
    }
    if let (Some(one), Some(other)) = (&part.unit_label, &whole.unit_label)
        && one != other
        && !(is_people(one) && is_people(other))
    {
        return Some(format!(
            "`{}` counts {one} and `{}` counts {other}: the one is no part of the other",
            part.name, whole.name
        ));
    }
    None
}

/// Whether a unit is people, whatever they are called: "children", "young people".
fn is_people(unit: &str) -> bool {
    unit.split_whitespace().last().is_some_and(|word| is_person(&word.to_lowercase()))
}

/// The terms of a sum.
fn added<'e>(expression: &'e Expression, terms: &mut Vec<&'e Expression>) {
    match &expression.kind {
        ExpressionKind::Arithmetic(Operator::Add, left, right) => {
            added(left, terms);
            added(right, terms);
        }
        _ => terms.push(expression),
    }
}

fn is_sum(expression: &Expression) -> bool {
    matches!(expression.kind, ExpressionKind::Arithmetic(Operator::Add, ..))
}

/// How far a part or a whole may be off: a figure that is typed in thousands or millions is rounded to its last place.
fn room(term: &Expression, value: &Value) -> Decimal {
    match &term.kind {
        ExpressionKind::Figure(figure) => coarse(figure.decimals).unwrap_or_default(),
        _ => half_unit(value),
    }
}

/// Half a unit of the last place of a figure in thousands or millions: 500 of "£1,366k".
fn coarse(decimals: i32) -> Option<Decimal> {
    let scale = u32::try_from(-decimals).ok().filter(|scale| *scale > 0)?;
    let unit = 10_i64.checked_pow(scale).map_or(Decimal::ZERO, Decimal::from);
    Some(unit * Decimal::new(5, 1))
}

/// Half a unit of the last place that a value is rounded to; none where it is not rounded: people are counted, and a
/// figure that is typed is meant.
fn half_unit(value: &Value) -> Decimal {
    if value.literal {
        return Decimal::ZERO;
    }
    // "£24.5m" from a source is rounded to a hundred thousand pounds.
    if let [input] = value.inputs.as_slice()
        && let [figure] = figures_in(&input.printed).as_slice()
        && figure.value == value.exact
        && let Some(room) = coarse(figure.decimals)
    {
        return room;
    }
    let whole = matches!(value.unit, Unit::Number(_) | Unit::Pounds) && value.decimals == 0;
    if whole { Decimal::ZERO } else { Decimal::new(5, value.decimals + 1) }
}
