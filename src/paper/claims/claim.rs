//! Claims → verdicts. Decided on exact values; where the figures as printed would show a tie or the opposite, that is an
//! error of its own; a claim over an absent value is never true.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Indicator, Input, Period, Polarity, format_figure};
use crate::paper::claims::claim_words::{
    described, is_just, lower_first, moved, nearness, no_polarity, position_in_words, position_of,
    position_words, range_in_words, shown, sign, stands, went,
};
use crate::paper::claims::joined::joined;
use crate::paper::scope::Scope;
use crate::paper::values::change::Stretch;
use crate::paper::values::value::{comparable, holds, unit_name};
use crate::source::Span;
use crate::syntax::ast::{
    Expression, ExpressionKind as Kind, Movement, PeriodRef, Position, Reference, Relation,
    SpanOfTime,
};

/// What the data say of a claim.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Whether it is true of the exact values.
    pub exact: bool,
    /// Whether a reader who sees only the printed figures would call it true.
    pub printed: bool,
    /// What the data say, as a clause: "children looked after fell from 467 (2022-23 Q3) to 461 (2022-23 Q4)".
    pub truth: String,
    /// What would be true instead, best first.
    pub wording: Vec<Wording>,
    /// The values that decided it.
    pub inputs: Vec<Input>,
}

/// Words that would be true, and what makes the claim true with them.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Such as "fell".
    pub words: String,
    /// What in the claim is put in place of what: `rises`, `falls`.
    pub swap: Option<(&'static str, &'static str)>,
    /// What stands at a place of the claim instead.
    pub instead: Option<(Span, String)>,
    /// The part of the claim that they belong to; none where it is the whole.
    pub within: Option<Span>,
}

impl Wording {
    pub(in crate::paper) fn new(
        words: impl Into<String>,
        swap: Option<(&'static str, &'static str)>,
    ) -> Self {
        Self { words: words.into(), swap, instead: None, within: None }
    }
}

impl Scope<'_> {
    /// The verdict on a claim; `None` where it cannot be decided, which was then reported.
    pub fn judge(&self, claim: &Expression, diagnostics: &mut Diagnostics) -> Option<Verdict> {
        let span = claim.span;
        match &claim.kind {
            Kind::Compare(relation, left, right) => {
                self.compare(*relation, left, right, span, diagnostics)
            }
            Kind::Moves(movement, reference, over) => {
                self.moves(*movement, reference, *over, span, diagnostics)
            }
            Kind::Steadily(movement, reference, over) => {
                self.steadily(*movement, reference, *over, span, diagnostics)
            }
            Kind::Steady(reference, over) => self.steady(reference, *over, span, diagnostics),
            Kind::Is(reference, position) => self.position(reference, *position, span, diagnostics),
            Kind::Target(reference, meets) => self.target(reference, *meets, span, diagnostics),
            Kind::Record(reference, highest, since) => {
                self.record(reference, *highest, *since, span, diagnostics)
            }
            Kind::Against(reference, standing, areas) => {
                self.against(reference, *standing, areas, span, diagnostics)
            }
            Kind::Absent(reference) => self.absent(reference, diagnostics),
            Kind::MakesUp(parts, whole) => self.makes_up(parts, whole, span, diagnostics),
            Kind::Joined(and, left, right) => {
                // Both sides are judged, so that one run reports all.
                let sides = [left, right].map(|side| {
                    let mut verdict = self.judge(side, diagnostics)?;
                    for wording in &mut verdict.wording {
                        wording.within.get_or_insert(side.span);
                    }
                    Some(verdict)
                });
                let [left, right] = sides;
                Some(joined(*and, left?, right?))
            }
            Kind::Not(inner) => {
                let verdict = self.judge(inner, diagnostics)?;
                Some(Verdict {
                    exact: !verdict.exact,
                    printed: !verdict.printed,
                    wording: Vec::new(),
                    ..verdict
                })
            }
            Kind::Dated(one, placing, other) => {
                self.dated((one, *placing, other), span, diagnostics)
            }
            Kind::Told(told, saying, said) => self.told((told, *saying, said), diagnostics),
            Kind::OneWhole(parts) => self.one_whole(parts, diagnostics),
            Kind::SameItems(one, column, other) => {
                self.same_items((one, column.as_ref()), other, diagnostics)
            }
            Kind::Error => None,
            _ => {
                diagnostics.add(Diagnostic::error(
                    "syntax-error",
                    span,
                    "this is a value, and a claim is needed here",
                ));
                None
            }
        }
    }

    fn compare(
        &self,
        relation: Relation,
        left: &Expression,
        right: &Expression,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let left_value = self.evaluate(left, diagnostics);
        let right_value = self.evaluate(right, diagnostics);
        let (left_value, right_value) = (left_value?, right_value?);
        if !self.of_like_length((left, right), true, span, diagnostics) {
            return None;
        }
        if !comparable(&left_value, &right_value) {
            diagnostics.add(
                Diagnostic::error(
                    "kind-forbids",
                    span,
                    format!(
                        "{} cannot be compared with {}",
                        unit_name(&left_value.unit),
                        unit_name(&right_value.unit)
                    ),
                )
                .label(left.span, left_value.printed())
                .label(right.span, right_value.printed()),
            );
            return None;
        }
        let exact = holds(relation, left_value.exact, right_value.exact);
        let printed = holds(relation, left_value.rounded(), right_value.rounded());
        let actual = match left_value.exact.cmp(&right_value.exact) {
            std::cmp::Ordering::Less => "less than",
            std::cmp::Ordering::Equal => "equal to",
            std::cmp::Ordering::Greater => "greater than",
        };
        let undecided = exact != printed;
        let truth = format!(
            "{} is {actual} {}",
            described(&left_value, undecided),
            described(&right_value, undecided)
        );
        let wording = match left_value.exact.cmp(&right_value.exact) {
            std::cmp::Ordering::Less => {
                vec![Wording::new("lower than", Some((sign(relation), " < ")))]
            }
            std::cmp::Ordering::Equal => {
                vec![Wording::new("the same as", Some((sign(relation), " = ")))]
            }
            std::cmp::Ordering::Greater => {
                vec![Wording::new("higher than", Some((sign(relation), " > ")))]
            }
        };
        let mut inputs = left_value.inputs;
        inputs.extend(right_value.inputs);
        Some(Verdict { exact, printed, truth, wording, inputs })
    }

    fn moves(
        &self,
        movement: Movement,
        reference: &Reference,
        over: SpanOfTime,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let stretch = self.stretch(reference, over, span, diagnostics)?;
        let Stretch { indicator, area, from, to } = stretch.clone();
        let earlier = self.at(&indicator, &area, from, span, diagnostics);
        let later = self.at(&indicator, &area, to, span, diagnostics);
        let (earlier, later) = (earlier?, later?);
        let declared = &self.model.indicators[&indicator];
        let polarity = declared.polarity;
        if matches!(movement, Movement::Improves | Movement::Worsens) && polarity == Polarity::None
        {
            diagnostics.add(no_polarity(&indicator, declared.span, span));
            return None;
        }
        let judged = |earlier: Decimal, later: Decimal| moved(movement, polarity, earlier, later);
        // "Held" is said of figures as they are read: 42.9% and 43.1% are both printed 43%.
        let printed = judged(earlier.rounded(), later.rounded());
        let exact =
            if movement == Movement::Holds { printed } else { judged(earlier.exact, later.exact) };
        let (verb, wording) = went(earlier.exact, later.exact, polarity, movement);
        let undecided = exact != printed;
        let truth = format!(
            "{} {verb} {} to {}",
            lower_first(&declared.title),
            shown(&earlier, undecided, &from.to_string()),
            shown(&later, undecided, &to.to_string())
        );
        if exact && printed && movement != Movement::Holds {
            self.path(&stretch, span, diagnostics);
        }
        let mut inputs = earlier.inputs;
        inputs.extend(later.inputs);
        Some(Verdict { exact, printed, truth, wording, inputs })
    }

    fn position(
        &self,
        reference: &Reference,
        position: Position,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let indicator = self.indicator(&reference.name, diagnostics)?;
        let period = self.period_of(reference, diagnostics)?;
        let value = self.reference(reference, diagnostics)?;
        let declared = &self.model.indicators[&indicator];
        let Some(expected) = self.model.range(&indicator, period) else {
            diagnostics.add(undeclared(&indicator, declared, "expected range", period, span));
            return None;
        };
        let side = match position {
            Position::JustAboveLower if expected.lower.is_none() => Some("lower limit"),
            Position::JustBelowUpper if expected.upper.is_none() => Some("upper limit"),
            _ => None,
        };
        if let Some(side) = side {
            diagnostics.add(undeclared(&indicator, declared, side, period, span));
            return None;
        }
        let exact = stands(position, value.exact, expected, &value.unit);
        let printed = stands(position, value.rounded(), expected, &value.unit);
        // "12 per 10,000, above 8 to 12": print hides where it stands.
        let hidden = position_of(value.exact, expected) != position_of(value.rounded(), expected);
        let when = self.when_of(reference, period);
        let range = range_in_words(expected, &self.model.unit(&indicator));
        let stand = position_in_words(value.exact, expected);
        let mut truth = format!(
            "{} stood at {} {when}, {stand} of {range}",
            lower_first(&declared.title),
            shown(&value, exact != printed || hidden, ""),
        );
        if is_just(position)
            && let Some(near) = nearness(position, value.exact, expected, &value.unit)
        {
            truth = format!("{truth}, {near}");
        }
        let mut inputs = value.inputs;
        inputs.push(Input {
            label: format!("expected range of {}, {}", declared.title, period.year()),
            printed: range,
            span: Some(expected.span),
            place: String::new(),
        });
        let swap =
            Some((position_words(position), position_words(position_of(value.exact, expected))));
        let wording = vec![Wording::new(stand, swap)];
        Some(Verdict { exact, printed, truth, wording, inputs })
    }

    fn target(
        &self,
        reference: &Reference,
        meets: bool,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let indicator = self.indicator(&reference.name, diagnostics)?;
        let period = self.period_of(reference, diagnostics)?;
        let value = self.reference(reference, diagnostics)?;
        let declared = &self.model.indicators[&indicator];
        let Some(target) = self.model.target(&indicator, period) else {
            diagnostics.add(undeclared(&indicator, declared, "target", period, span));
            return None;
        };
        let (place, target) = (target.span, target.value);
        let reached = |value: Decimal| match declared.polarity {
            Polarity::Lower => value <= target,
            _ => value >= target,
        };
        let unit = self.model.unit(&indicator);
        let printed_target = format_figure(target, target.normalize().scale(), &unit);
        let wording = if reached(value.exact) {
            Wording::new("meets the target", Some(("misses", "meets")))
        } else {
            Wording::new("misses the target", Some(("meets", "misses")))
        };
        let (exact, printed) = (reached(value.exact) == meets, reached(value.rounded()) == meets);
        let hidden = value.exact != target && value.rounded() == target;
        let truth = format!(
            "{} stood at {} {}, and the target is {printed_target}",
            lower_first(&declared.title),
            shown(&value, exact != printed || hidden, ""),
            self.when_of(reference, period),
        );
        let mut inputs = value.inputs;
        inputs.push(Input {
            label: format!("target of {}, {}", declared.title, period.year()),
            printed: printed_target,
            span: Some(place),
            place: String::new(),
        });
        Some(Verdict { exact, printed, truth, wording: vec![wording], inputs })
    }

    fn record(
        &self,
        reference: &Reference,
        highest: bool,
        since: PeriodRef,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let indicator = self.indicator(&reference.name, diagnostics)?;
        let area = self.area(reference.area.as_ref(), reference.name.span, diagnostics)?;
        let period = self.period_of(reference, diagnostics)?;
        let since = self.period(since, diagnostics)?;
        let mut values = self.series(&indicator, &area, since, period, span, diagnostics)?;
        let (_, value) = values.pop()?;
        let beats = |one: Decimal, other: Decimal| if highest { one > other } else { one < other };
        let exact = values.iter().all(|(_, other)| beats(value.exact, other.exact));
        let printed = values.iter().all(|(_, other)| beats(value.rounded(), other.rounded()));
        let rival = values.iter().filter(|(_, other)| !beats(value.exact, other.exact)).max_by(
            |(_, a), (_, b)| if highest { a.exact.cmp(&b.exact) } else { b.exact.cmp(&a.exact) },
        );
        let title = lower_first(&self.model.indicators[&indicator].title);
        let undecided = exact != printed;
        let truth = match rival {
            Some((when, other)) => format!(
                "{title} stood at {} in {period}, but at {} in {when}",
                shown(&value, undecided, ""),
                shown(other, undecided, "")
            ),
            None => format!(
                "{title} stood at {} in {period}, the {} since {since}",
                shown(&value, undecided, ""),
                if highest { "highest" } else { "lowest" }
            ),
        };
        let mut inputs = value.inputs;
        inputs.extend(rival.map(|(_, other)| other.inputs.clone()).unwrap_or_default());
        Some(Verdict { exact, printed, truth, wording: Vec::new(), inputs })
    }

    /// The period that a claim's subject names.
    pub(in crate::paper) fn period_of(
        &self,
        reference: &Reference,
        diagnostics: &mut Diagnostics,
    ) -> Option<Period> {
        match (reference.at, reference.over) {
            (Some(at), _) => self.period(at, diagnostics),
            (None, Some(over)) => self.parts(over, diagnostics).map(|(_, to)| to),
            (None, None) => {
                // The missing period is reported by the reference itself.
                self.reference(reference, diagnostics)?;
                None
            }
        }
    }
}

/// A range, a limit of it or a target that the model does not declare for a year.
pub(in crate::paper) fn undeclared(
    name: &str,
    indicator: &Indicator,
    what: &str,
    period: Period,
    span: Span,
) -> Diagnostic {
    let year = period.year();
    let line = if what == "target" {
        format!("target {year} 94%")
    } else {
        format!("expected {year} 407 to 469")
    };
    Diagnostic::error("value-absent", span, format!("`{name}` has no {what} for {year}"))
        .label(indicator.span, "the indicator is declared here")
        .help(format!("add it there, such as `{line}`"))
}
