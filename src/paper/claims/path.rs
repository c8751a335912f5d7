//! The way between two periods: end points that agree while the path between them goes the other way (`semantics.md` S19).

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::claims::claim_words::lower_first;
use crate::paper::scope::Scope;
use crate::paper::tied::about::each;
use crate::paper::values::change::Stretch;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Binding, Expression, ExpressionKind as Kind, Inline as Written};

/// The claims and values of a paragraph that tell how something moved.
pub(in crate::paper) fn movements(inlines: &[Written]) -> Vec<Expression> {
    let mut told = Vec::new();
    collect(inlines, &mut told);
    told
}

fn collect(inlines: &[Written], told: &mut Vec<Expression>) {
    for inline in inlines {
        match inline {
            Written::Strong(inner, _) | Written::Emphasis(inner, _) => collect(inner, told),
            Written::Value(expression, _)
            | Written::Bound(_, _, Binding::Expression(expression), _) => {
                each(expression, &mut |part| {
                    let moves = matches!(part.kind, Kind::Moves(..) | Kind::Steadily(..));
                    if moves || matches!(part.kind, Kind::Change(..)) {
                        told.push(part.clone());
                    }
                });
            }
            _ => {}
        }
    }
}

impl Scope<'_> {
    /// Warns of a path that turns, unless the two ends are of one time of the year, or the paragraph tells of the turn.
    pub(in crate::paper) fn path(
        &self,
        stretch: &Stretch,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        let Stretch { indicator, area, from, to } = stretch;
        if of_one_season(*from, *to) {
            return;
        }
        let values: Vec<(Period, Value)> = Period::sequence(*from, *to)
            .into_iter()
            .filter_map(|period| {
                let quantity = self.model.value(indicator, area, period).ok()?;
                Some((period, Value::from_quantity(quantity)))
            })
            .collect();
        let (Some((_, first)), Some((_, last))) = (values.first(), values.last()) else { return };
        let up = last.exact > first.exact;
        let back =
            |before: Decimal, after: Decimal| if up { after < before } else { after > before };
        let turned = values.windows(2).any(|pair| match pair {
            [(_, before), (_, after)] => back(before.rounded(), after.rounded()),
            _ => false,
        });
        let at = |period: Period| {
            values.iter().find(|(other, _)| *other == period).map(|(_, value)| value.exact)
        };
        if !turned || self.tells_of(stretch, &|from, to| back(from, to), &at) {
            return;
        }
        let shown: Vec<String> = values
            .iter()
            .map(|(period, value)| format!("{} ({period})", value.printed()))
            .collect();
        diagnostics.add(
            Diagnostic::warning(
                "path-turns",
                span,
                format!(
                    "true of the two ends, but on the way {} also {}",
                    lower_first(&self.model.indicators[indicator].title),
                    if up { "fell" } else { "rose" }
                ),
            )
            .note(format!("The path: {}.", shown.join(", ")))
            .help(
                "say in the same paragraph what happened in between, or compare the nearer period",
            ),
        );
    }

    /// Whether the paragraph tells of a movement of the same indicator within a stretch that went the other way.
    fn tells_of(
        &self,
        stretch: &Stretch,
        back: &dyn Fn(Decimal, Decimal) -> bool,
        at: &dyn Fn(Period) -> Option<Decimal>,
    ) -> bool {
        self.records.told.iter().any(|told| {
            let (Kind::Moves(_, reference, over)
            | Kind::Steadily(_, reference, over)
            | Kind::Change(_, reference, over)) = &told.kind
            else {
                return false;
            };
            let mut reported = Diagnostics::default();
            let Some(other) = self.stretch(reference, *over, told.span, &mut reported) else {
                return false;
            };
            let same = other.indicator == stretch.indicator && other.area == stretch.area;
            let ends = at(other.from).zip(at(other.to));
            same && ends.is_some_and(|(from, to)| back(from, to))
        })
    }
}

/// Whether two quarters, or two months, are the same one in two years: what lies between is the season.
fn of_one_season(from: Period, to: Period) -> bool {
    match (from, to) {
        (Period::Quarter { quarter, .. }, Period::Quarter { quarter: other, .. }) => {
            quarter == other
        }
        (Period::Month { month, .. }, Period::Month { month: other, .. }) => month == other,
        _ => false,
    }
}
