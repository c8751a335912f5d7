//! Expressions → values. Kinds are enforced here: what the model forbids is explained at the author's words.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Absence, Input, Kind as IndicatorKind, Period, Unit, format_figure};
use crate::paper::claims::claim;
use crate::paper::scope::{Scope, unknown};
use crate::paper::values::value::{Mismatch, Value, arithmetic};
use crate::source::Span;
use crate::syntax::ast::{
    Aggregate, BoundKind, Expression, ExpressionKind as Kind, Name, Operator, PartKind, PeriodRef,
    Reference, SpanOfTime,
};

impl Scope<'_> {
    /// The value of an expression; `None` where something is wrong, which was then reported.
    pub fn evaluate(
        &self,
        expression: &Expression,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let span = expression.span;
        match &expression.kind {
            Kind::Error => None,
            Kind::Figure(figure) => Some(Value::literal(*figure)),
            Kind::Reference(reference) => self.reference(reference, diagnostics),
            Kind::Bound(bound, name, year) => self.bound(*bound, name, *year, span, diagnostics),
            Kind::Over(aggregate, reference, over) => {
                self.aggregate(*aggregate, reference, *over, span, diagnostics)
            }
            Kind::Change(change, reference, over) => {
                self.change(*change, reference, *over, span, diagnostics)
            }
            Kind::ChangeFrom(change, earlier, later) => {
                self.change_from(*change, earlier, later, span, diagnostics)
            }
            Kind::Part(part, reference) => self.part(*part, reference, diagnostics),
            Kind::Count(counted) => self.count(counted, span, diagnostics),
            Kind::Share(name, whole) => self.share(name, whole, span, diagnostics),
            Kind::Between(unit, from, to) => self.between_dates(*unit, from, to, span, diagnostics),
            Kind::Length(unit, over) => self.length(*unit, *over, span, diagnostics),
            Kind::Items(list) => self.items(list, diagnostics),
            Kind::Item(..) => {
                diagnostics.add(
                    Diagnostic::error(
                        "kind-forbids",
                        span,
                        "this stands for words, and a figure is needed here",
                    )
                    .help("count the items, `count of items in priorities`, or ask what one says, `item 1 of priorities starts \"…\"`"),
                );
                None
            }
            Kind::Arithmetic(operator, left, right) => {
                let (left_span, right_span) = (left.span, right.span);
                let apart = matches!(operator, Operator::Subtract | Operator::Divide);
                if apart && !self.of_like_length((left, right), false, span, diagnostics) {
                    return None;
                }
                let left = self.evaluate(left, diagnostics)?;
                let right = self.evaluate(right, diagnostics)?;
                crate::paper::values::limits::of_one_range(expression, diagnostics)?;
                let described = [(left_span, left.printed()), (right_span, right.printed())];
                worked(*operator, left, right, span, &described, diagnostics)
            }
            Kind::Negate(inner) => {
                let value = self.evaluate(inner, diagnostics)?;
                Some(Value { exact: -value.exact, ..value })
            }
            Kind::AsPercentage(inner) => {
                let is_share = divides(inner);
                let value = self.evaluate(inner, diagnostics)?;
                if !is_share || !matches!(value.unit, Unit::Number(_)) {
                    diagnostics.add(
                        Diagnostic::error(
                            "kind-forbids",
                            span,
                            format!(
                                "{} is not a share that could be put as a percentage",
                                value.printed()
                            ),
                        )
                        .help("a share is one number divided by another: `x / y as percentage`"),
                    );
                    return None;
                }
                let exact = value.exact.checked_mul(Decimal::ONE_HUNDRED)?;
                Some(Value { exact, decimals: 1, unit: Unit::Percent, ..value })
            }
            Kind::Printed(inner, form) => self.in_form(inner, form, span, diagnostics),
            Kind::Compare(..)
            | Kind::Moves(..)
            | Kind::Steadily(..)
            | Kind::Steady(..)
            | Kind::Is(..)
            | Kind::Target(..)
            | Kind::Record(..)
            | Kind::Against(..)
            | Kind::Absent(..)
            | Kind::MakesUp(..)
            | Kind::Joined(..)
            | Kind::Not(..)
            | Kind::Dated(..)
            | Kind::Told(..)
            | Kind::SameItems(..)
            | Kind::OneWhole(..) => {
                diagnostics.add(
                    Diagnostic::error(
                        "syntax-error",
                        span,
                        "this is a claim, and a value is needed here",
                    )
                    .help("put the words that the claim stands for in front of it: `[rose]{…}`"),
                );
                None
            }
        }
    }

    /// A value by name: a figure, a table's cell, or an indicator at a period.
    pub(in crate::paper) fn reference(
        &self,
        reference: &Reference,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let name = &reference.name;
        if self.is_broken(&name.text) {
            return None;
        }
        if let Some((value, _)) = self.figures.get(&name.text) {
            if let Some(at) = reference.at {
                diagnostics.add(
                    Diagnostic::error(
                        "syntax-error",
                        at.span,
                        format!("`{}` is a single figure and has no periods", name.text),
                    )
                    .help("take the period out"),
                );
                return None;
            }
            return Some(value.clone());
        }
        if reference.column.is_some()
            || reference.row.is_some()
            || self.tables.contains_key(&name.text)
        {
            return self.cell(reference, diagnostics);
        }
        if self.no_figure(name, diagnostics) {
            return None;
        }
        // What has periods is an indicator.
        let asked = reference.at.is_some() || reference.over.is_some();
        if (asked || self.figures.is_empty() && self.tables.is_empty())
            && self.no_model(name, diagnostics)
        {
            return None;
        }
        if !self.model.indicators.contains_key(&name.text) {
            let known: Vec<&str> = self
                .model
                .indicators
                .keys()
                .map(String::as_str)
                .chain(self.figures.keys().map(String::as_str))
                .chain(self.tables.keys().map(String::as_str))
                .chain(self.records.names())
                .collect();
            diagnostics.add(unknown(
                name,
                format!("there is no indicator, fact or figure `{}`", name.text),
                known.into_iter(),
            ));
            return None;
        }
        let area = self.area(reference.area.as_ref(), name.span, diagnostics)?;
        if let Some(over) = reference.over {
            let (from, to) = self.parts(over, diagnostics)?;
            return held(self.model.over(&name.text, &area, from, to), reference.span, diagnostics);
        }
        let Some(at) = reference.at else {
            let example = self.now().map_or("2022-23 Q4".to_owned(), |now| now.to_string());
            diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    reference.span,
                    format!("`{}` has a value for each period: which one is meant?", name.text),
                )
                .help(format!("write `{} at {example}`", name.text)),
            );
            return None;
        };
        let period = self.period(at, diagnostics)?;
        self.at(&name.text, &area, period, reference.span, diagnostics)
    }

    /// What an expression is, where it is the value of an indicator at a period.
    pub(in crate::paper) fn called(&self, expression: &Expression) -> Option<String> {
        let Kind::Reference(reference) = &expression.kind else { return None };
        // It was worked out, so that all that is wrong with it was reported.
        let mut reported = Diagnostics::default();
        let period = self.period(reference.at?, &mut reported)?;
        let area = self.area(reference.area.as_ref(), reference.span, &mut reported)?;
        self.model.called(&reference.name.text, &area, period)
    }

    /// An indicator's value; an absent one is reported.
    pub(in crate::paper) fn at(
        &self,
        indicator: &str,
        area: &str,
        period: Period,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let mut value = held(self.model.value(indicator, area, period), span, diagnostics)?;
        let is_flow = self.model.indicators.get(indicator).is_none_or(|known| known.kind.is_flow());
        value.stock = (!is_flow).then(|| indicator.to_owned());
        Some(value)
    }

    fn bound(
        &self,
        bound: BoundKind,
        name: &Name,
        year: Option<PeriodRef>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let indicator = self.indicator(name, diagnostics)?;
        let period = match year {
            Some(year) => self.period(year, diagnostics)?,
            None => self.now().or_else(|| {
                diagnostics.add(
                    Diagnostic::error(
                        "period-unclear",
                        span,
                        "a range or a target belongs to a year: which one is meant?",
                    )
                    .help(format!(
                        "write `… of {} in 2022-23`, or give the paper a `reporting` period",
                        name.text
                    )),
                );
                None
            })?,
        };
        let declared = &self.model.indicators[&indicator];
        let range = || self.model.range(&indicator, period);
        let (what, found) = match bound {
            BoundKind::Lower => {
                ("lower limit", range().and_then(|range| Some((range.lower?, range.span))))
            }
            BoundKind::Upper => {
                ("upper limit", range().and_then(|range| Some((range.upper?, range.span))))
            }
            BoundKind::Target => {
                let target = self.model.target(&indicator, period);
                ("target", target.map(|target| (target.value, target.span)))
            }
        };
        let Some((figure, place)) = found else {
            diagnostics.add(claim::undeclared(&indicator, declared, what, period, span));
            return None;
        };
        let unit = self.model.unit(&indicator);
        let decimals = figure.normalize().scale();
        let printed = format_figure(figure, decimals, &unit);
        Some(Value {
            decimals,
            inputs: vec![Input {
                label: format!("{what} of {}, {}", declared.title, period.year()),
                printed,
                span: Some(place),
                place: String::new(),
            }],
            unit,
            ..Value::number(figure, Vec::new())
        })
    }

    fn aggregate(
        &self,
        aggregate: Aggregate,
        reference: &Reference,
        over: Option<SpanOfTime>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        if let (Some(column), None) = (&reference.column, over) {
            return self.column_total(aggregate, reference, column, span, diagnostics);
        }
        let indicator = self.indicator(&reference.name, diagnostics)?;
        let area = self.area(reference.area.as_ref(), reference.name.span, diagnostics)?;
        let Some(over) = over else {
            diagnostics.add(
                Diagnostic::error("period-unclear", span, "over which periods?")
                    .help(format!("write `… of {} over Q2 to Q4`", reference.name.text)),
            );
            return None;
        };
        let (from, to) = self.parts(over, diagnostics)?;
        match aggregate {
            Aggregate::Total => match self.model.total(&indicator, &area, from, to) {
                Ok(quantity) => Some(Value::from_quantity(quantity)),
                Err(absence) => {
                    let forbidden = absence.diagnostic(span);
                    diagnostics.add(self.added_up((&indicator, &area), from, to, forbidden));
                    None
                }
            },
            Aggregate::Average => {
                if let Some(forbidden) = self.model.never_averaged(&indicator, from, to) {
                    diagnostics.add(forbidden.diagnostic(span));
                    return None;
                }
                let values = self.series(&indicator, &area, from, to, span, diagnostics)?;
                let count = Decimal::from(values.len());
                let sum = values.iter().map(|(_, value)| value.exact).sum::<Decimal>();
                let first = values.first()?.1.clone();
                let marks = values.iter().flat_map(|(_, value)| value.marks.clone()).collect();
                let inputs = values.into_iter().flat_map(|(_, value)| value.inputs).collect();
                Some(Value {
                    exact: sum.checked_div(count)?,
                    decimals: first.decimals.max(1),
                    inputs,
                    marks,
                    ..first
                })
            }
            Aggregate::Highest | Aggregate::Lowest => {
                let values = self.series(&indicator, &area, from, to, span, diagnostics)?;
                let values = values.into_iter().map(|(_, value)| value);
                if aggregate == Aggregate::Highest {
                    values.reduce(|best, next| if next.exact > best.exact { next } else { best })
                } else {
                    values.reduce(|best, next| if next.exact < best.exact { next } else { best })
                }
            }
        }
    }

    /// An indicator's values in order, from one period to another.
    pub(in crate::paper) fn series(
        &self,
        indicator: &str,
        area: &str,
        from: Period,
        to: Period,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<(Period, Value)>> {
        let periods = Period::sequence(from, to);
        if periods.is_empty() {
            diagnostics.add(
                Diagnostic::error("period-unclear", span, format!("there is no way from {from} to {to}"))
                    .note("The two periods must be of one kind, months, quarters or years, the earlier one first."),
            );
            return None;
        }
        let mut values = Vec::new();
        for period in periods {
            values.push((period, self.at(indicator, area, period, span, diagnostics)?));
        }
        Some(values)
    }

    fn part(
        &self,
        part: PartKind,
        reference: &Reference,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        if reference.column.is_some() {
            return self.part_of_cell(part, reference, diagnostics);
        }
        let indicator = self.indicator(&reference.name, diagnostics)?;
        let declared = &self.model.indicators[&indicator];
        let other = match (&declared.kind, part) {
            (IndicatorKind::Percentage { .. }, PartKind::Numerator) => declared.derived.clone(),
            (IndicatorKind::Percentage { of }, PartKind::Denominator) => of.clone(),
            (IndicatorKind::Rate { .. }, PartKind::Numerator) => declared.derived.clone(),
            _ => None,
        };
        let Some(other) = other else {
            diagnostics.add(
                Diagnostic::error(
                    "value-absent",
                    reference.span,
                    format!("the model does not say what `{indicator}` is made of"),
                )
                .label(declared.span, "declared here")
                .help("give it `kind percentage of …` and `derived …`"),
            );
            return None;
        };
        let name = Name { text: other, span: reference.name.span };
        self.reference(&Reference { name, ..reference.clone() }, diagnostics)
    }
}

/// Arithmetic; what cannot be worked together is reported with both values.
pub(in crate::paper) fn worked(
    operator: Operator,
    left: Value,
    right: Value,
    span: Span,
    described: &[(Span, String)],
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    match arithmetic(operator, left, right) {
        Ok(value) => Some(value),
        Err(Mismatch(reason)) => {
            let diagnostic = described.iter().fold(
                Diagnostic::error("kind-forbids", span, reason),
                |diagnostic, (place, printed)| diagnostic.label(*place, printed.clone()),
            );
            diagnostics.add(diagnostic);
            None
        }
    }
}

/// A value of the model; an absent one is reported.
fn held(
    result: Result<crate::model::Quantity, Absence>,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    match result {
        Ok(quantity) => Some(Value::from_quantity(quantity)),
        Err(absence) => {
            diagnostics.add(absence.diagnostic(span));
            None
        }
    }
}

/// Whether a division is part of a calculation, so that its result may be a share: `x / y`, `1 - x / y`.
fn divides(expression: &Expression) -> bool {
    match &expression.kind {
        Kind::Arithmetic(operator, left, right) => {
            *operator == Operator::Divide || divides(left) || divides(right)
        }
        Kind::Negate(inner) => divides(inner),
        _ => false,
    }
}
