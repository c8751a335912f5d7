//! What was counted within periods of unlike length is not compared: a year of starts is more than a quarter of them.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::scope::Scope;
use crate::paper::values::change::within_period;
use crate::source::Span;
use crate::syntax::ast::{Aggregate, Expression, ExpressionKind as Kind};

/// What a value was counted within.
struct Within<'e> {
    indicator: &'e str,
    from: Period,
    to: Period,
    months: u32,
}

impl Within<'_> {
    fn in_words(&self) -> String {
        if self.from == self.to {
            self.from.to_string()
        } else {
            format!("{} to {}", self.from, self.to)
        }
    }

    fn contains(&self, other: &Self) -> bool {
        self.from.first_day() <= other.from.first_day() && other.to.last_day() <= self.to.last_day()
    }
}

impl Scope<'_> {
    /// Whether two values may be compared, taken away or divided as they are; where they were counted within periods of
    /// unlike length, it is reported. A part may be taken from its whole, and put as a share of it.
    pub(in crate::paper) fn of_like_length(
        &self,
        (left, right): (&Expression, &Expression),
        compared: bool,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let (Some(one), Some(other)) = (self.within(left), self.within(right)) else { return true };
        if one.months == other.months {
            return true;
        }
        let nested = one.contains(&other) || other.contains(&one);
        if nested && !(compared && one.indicator == other.indicator) {
            return true;
        }
        let (longer, shorter) =
            if one.months > other.months { (&one, &other) } else { (&other, &one) };
        let mut diagnostic = Diagnostic::error(
            "kind-forbids",
            span,
            format!(
                "{} and {} are of unlike length: what was counted in {} months is not compared with what was counted in {}",
                one.in_words(),
                other.in_words(),
                one.months,
                other.months
            ),
        );
        for (side, within) in [(left, &one), (right, &other)] {
            let kind = self.model.indicators[within.indicator].kind.in_words();
            diagnostic =
                diagnostic.label(side.span, format!("{kind}, within {}", within.in_words()));
        }
        diagnostic = diagnostic.help("name two periods of one kind: two quarters, or two years");
        let parts = if shorter.from == shorter.to { parts(longer, shorter.from) } else { None };
        let kind = &self.model.indicators[longer.indicator].kind;
        if let Some((first, last)) = parts.filter(|_| kind.is_flow()) {
            diagnostic = diagnostic.help(format!(
                "for the average of a {}, write `average of {} over {first} to {last}`",
                shorter.from.noun(),
                longer.indicator
            ));
        }
        diagnostics.add(diagnostic);
        false
    }

    fn within<'e>(&self, expression: &'e Expression) -> Option<Within<'e>> {
        let mut reported = Diagnostics::default();
        let (reference, aggregate, over) = match &expression.kind {
            Kind::Printed(inner, _) => return self.within(inner),
            Kind::Reference(reference) => (reference, None, reference.over),
            Kind::Over(aggregate, reference, Some(over)) => {
                (reference, Some(*aggregate), Some(*over))
            }
            _ => return None,
        };
        let indicator = self.model.indicators.get(&reference.name.text)?;
        if !within_period(&indicator.kind) || self.figures.contains_key(&reference.name.text) {
            return None;
        }
        let (from, to) = match over {
            Some(over) => self.parts(over, &mut reported)?,
            None => {
                let at = self.period(reference.at?, &mut reported)?;
                (at, at)
            }
        };
        let months = match aggregate {
            None | Some(Aggregate::Total) => {
                Period::sequence(from, to).into_iter().map(Period::month_count).sum()
            }
            Some(_) => from.month_count(),
        };
        Some(Within { indicator: &reference.name.text, from, to, months })
    }
}

/// The first and the last of a longer stretch's parts that are as long as a period.
fn parts(longer: &Within<'_>, shorter: Period) -> Option<(Period, Period)> {
    let parts = |period: Period| match shorter {
        Period::Month { .. } => period.months(),
        Period::Quarter { .. } => period.quarters(),
        _ => Vec::new(),
    };
    Some((*parts(longer.from).first()?, *parts(longer.to).last()?))
}
