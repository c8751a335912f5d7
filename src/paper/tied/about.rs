//! Which spans of time, and which indicators, an expression is about.

use crate::diag::Diagnostics;
use crate::model::{Kind as IndicatorKind, Period};
use crate::paper::scope::Scope;
use crate::source::Span;
use crate::syntax::ast::{Counted, Expression, ExpressionKind as Kind, Reference, SpanOfTime};

/// A span of time that an expression is about.
#[derive(Clone, Copy, Debug)]
pub(in crate::paper) struct TimeSpan {
    pub(in crate::paper) from: Period,
    pub(in crate::paper) to: Period,
    /// Whether all periods from the one to the other are gone through, and not the two compared.
    pub(in crate::paper) whole: bool,
    /// Whether what is compared is counted within periods, and does not stand at their ends.
    pub(in crate::paper) flow: bool,
    /// Where it says so.
    pub(in crate::paper) place: Span,
}

impl Scope<'_> {
    /// The spans of time that an expression is about, as far as they can be told.
    pub(in crate::paper) fn time_spans(&self, expression: &Expression) -> Vec<TimeSpan> {
        let mut told = Vec::new();
        each(expression, &mut |expression| match &expression.kind {
            Kind::Moves(_, reference, over)
            | Kind::Steadily(_, reference, over)
            | Kind::Steady(reference, over)
            | Kind::Change(_, reference, over) => {
                told.extend(self.over(reference, *over, false, expression.span));
            }
            Kind::Over(_, reference, Some(over)) => {
                told.extend(self.over(reference, *over, true, expression.span));
            }
            Kind::Reference(reference) => {
                if let Some(over) = reference.over {
                    told.extend(self.over(reference, over, true, expression.span));
                }
            }
            Kind::Arithmetic(_, left, right)
            | Kind::Compare(_, left, right)
            | Kind::ChangeFrom(_, left, right) => {
                told.extend(self.between(left, right, expression.span));
            }
            _ => {}
        });
        told
    }

    fn over(
        &self,
        reference: &Reference,
        over: SpanOfTime,
        whole: bool,
        place: Span,
    ) -> Option<TimeSpan> {
        // It was worked out, so that all that is wrong with it was reported.
        let mut reported = Diagnostics::default();
        let (from, to) =
            if whole { self.parts(over, &mut reported)? } else { self.ends(over, &mut reported)? };
        Some(TimeSpan { from, to, whole, flow: self.is_flow(reference), place })
    }

    /// One indicator at two periods, one of them compared with the other.
    fn between(&self, left: &Expression, right: &Expression, place: Span) -> Option<TimeSpan> {
        let (Kind::Reference(left), Kind::Reference(right)) = (&left.kind, &right.kind) else {
            return None;
        };
        let area = |reference: &Reference| reference.area.as_ref().map(|area| area.text.clone());
        if left.name.text != right.name.text || area(left) != area(right) {
            return None;
        }
        let mut reported = Diagnostics::default();
        let one = self.period(left.at?, &mut reported)?;
        let other = self.period(right.at?, &mut reported)?;
        let (from, to) =
            if one.last_day() <= other.last_day() { (one, other) } else { (other, one) };
        (from != to).then(|| TimeSpan { from, to, whole: false, flow: self.is_flow(left), place })
    }

    /// Whether what a reference is of happens within periods.
    pub(in crate::paper) fn is_flow(&self, reference: &Reference) -> bool {
        let indicator = self.model.indicators.get(&reference.name.text);
        indicator.is_some_and(|indicator| match &indicator.kind {
            IndicatorKind::Rate { .. } => indicator
                .derived
                .as_ref()
                .and_then(|derived| self.model.indicators.get(derived))
                .is_some_and(|derived| derived.kind.is_flow()),
            kind => kind.is_flow(),
        })
    }

    /// The values of the data that an expression prints or compares: indicator, area and period of each.
    pub fn values_used(&self, expression: &Expression) -> Vec<(String, String, Period)> {
        let mut found = Vec::new();
        let mut reported = Diagnostics::default();
        each(expression, &mut |expression| {
            let (reference, over) = match &expression.kind {
                Kind::Printed(inner, _) => {
                    found.extend(self.values_used(inner));
                    return;
                }
                Kind::Reference(reference)
                | Kind::Is(reference, _)
                | Kind::Target(reference, _)
                | Kind::Record(reference, ..)
                | Kind::Against(reference, ..) => (reference, None),
                Kind::Change(_, reference, over)
                | Kind::Moves(_, reference, over)
                | Kind::Steadily(_, reference, over)
                | Kind::Steady(reference, over) => (reference, Some(*over)),
                _ => return,
            };
            let name = &reference.name.text;
            if !self.model.indicators.contains_key(name) {
                return;
            }
            let area = self.area(reference.area.as_ref(), reference.span, &mut reported);
            let Some(area) = area else { return };
            let periods = match over {
                Some(over) => self.ends(over, &mut reported).map(|(from, to)| vec![from, to]),
                None => {
                    reference.at.and_then(|at| self.period(at, &mut reported)).map(|at| vec![at])
                }
            };
            let periods = periods.into_iter().flatten();
            found.extend(periods.map(|period| (name.clone(), area.clone(), period)));
        });
        found
    }

    /// The indicators that an expression is about.
    pub fn mentioned(&self, expression: &Expression) -> Vec<&crate::model::Indicator> {
        let mut found: Vec<&crate::model::Indicator> = Vec::new();
        let mut add = |name: &str| {
            if let Some(indicator) = self.model.indicators.get(name)
                && !found.iter().any(|known| known.name == indicator.name)
            {
                found.push(indicator);
            }
        };
        each(expression, &mut |expression| match &expression.kind {
            Kind::Reference(reference)
            | Kind::Over(_, reference, _)
            | Kind::Change(_, reference, _)
            | Kind::Part(_, reference)
            | Kind::Moves(_, reference, _)
            | Kind::Steadily(_, reference, _)
            | Kind::Steady(reference, _)
            | Kind::Is(reference, _)
            | Kind::Target(reference, _)
            | Kind::Record(reference, ..)
            | Kind::Against(reference, ..)
            | Kind::Absent(reference)
            | Kind::Count(Counted::AreasWith(reference) | Counted::AreasWhere(reference, _)) => {
                add(&reference.name.text);
            }
            Kind::Share(part, whole) => {
                add(&part.text);
                add(&whole.name.text);
            }
            Kind::Bound(_, name, _) => add(&name.text),
            _ => {}
        });
        found
    }
}

/// An expression and all that it is made of.
pub(in crate::paper) fn each<'e>(
    expression: &'e Expression,
    visit: &mut dyn FnMut(&'e Expression),
) {
    visit(expression);
    match &expression.kind {
        Kind::Arithmetic(_, left, right)
        | Kind::Compare(_, left, right)
        | Kind::ChangeFrom(_, left, right)
        | Kind::MakesUp(left, right)
        | Kind::Joined(_, left, right) => {
            each(left, visit);
            each(right, visit);
        }
        Kind::Negate(inner) | Kind::AsPercentage(inner) | Kind::Not(inner) => each(inner, visit),
        _ => {}
    }
}
