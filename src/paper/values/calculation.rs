//! How a value is worked out, as a reader would do it: the values that it comes from, and the arithmetic between them.

use rust_decimal::Decimal;

use crate::diag::Diagnostics;
use crate::model::{Kind as IndicatorKind, Period, format_cell};
use crate::paper::scope::Scope;
use crate::paper::values::value::{Value, arithmetic};
use crate::syntax::ast::{
    Aggregate, ChangeKind, Expression, ExpressionKind as Kind, Form, Name, Operator, PartKind,
    Reference,
};

/// Which value it is, whoever asks for it and wherever.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// An indicator in an area and a period.
    Series(String, String, Period),
    /// An indicator in an area over several periods.
    Over(String, String, Period, Period),
    /// A fact, or a figure that was given a name.
    Figure(String),
    /// The cell of a table: table, column, row in small letters.
    Cell(String, String, String),
}

/// A value that another is worked out from.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Which it is; `None` for a limit, a target and the like, which a paper does not print as figures of its own.
    pub key: Option<Key>,
    /// What it is, in words.
    pub label: String,
    /// The value.
    pub value: Value,
}

/// How a value is worked out.
#[derive(Clone, Debug)]
pub enum Calculation {
    /// A value by itself.
    Operand(Operand),
    /// A figure as written.
    Figure(Value),
    /// `left ○ right`
    Worked(Operator, Box<Calculation>, Box<Calculation>),
    /// `−x`
    Negated(Box<Calculation>),
    /// A share, put as a percentage.
    Percentage(Box<Calculation>),
    /// The sum of several.
    Sum(Vec<Calculation>),
    /// Their average.
    Mean(Vec<Calculation>),
    /// One of several: the highest or the lowest.
    Among(Vec<Calculation>),
}

impl Calculation {
    /// The values that it starts from, in order.
    pub fn operands(&self) -> Vec<&Operand> {
        match self {
            Self::Operand(operand) => vec![operand],
            Self::Figure(_) => Vec::new(),
            Self::Worked(_, left, right) => {
                let mut all = left.operands();
                all.extend(right.operands());
                all
            }
            Self::Negated(inner) | Self::Percentage(inner) => inner.operands(),
            Self::Sum(parts) | Self::Mean(parts) | Self::Among(parts) => {
                parts.iter().flat_map(Self::operands).collect()
            }
        }
    }

    /// Names each operand anew.
    pub fn rename(&mut self, name: &dyn Fn(&mut Operand)) {
        match self {
            Self::Operand(operand) => name(operand),
            Self::Figure(_) => {}
            Self::Worked(_, left, right) => {
                left.rename(name);
                right.rename(name);
            }
            Self::Negated(inner) | Self::Percentage(inner) => inner.rename(name),
            Self::Sum(parts) | Self::Mean(parts) | Self::Among(parts) => {
                for part in parts {
                    part.rename(name);
                }
            }
        }
    }

    /// Whether there is anything to work out.
    pub fn is_worked(&self) -> bool {
        !matches!(self, Self::Operand(_) | Self::Figure(_) | Self::Among(_))
    }

    /// What it comes to where its operands are others: those that are printed, say.
    pub fn worked_with(&self, operand: &dyn Fn(&Operand) -> Option<Value>) -> Option<Value> {
        match self {
            Self::Operand(one) => operand(one),
            Self::Figure(value) => Some(value.clone()),
            Self::Worked(operator, left, right) => {
                let (left, right) = (left.worked_with(operand)?, right.worked_with(operand)?);
                arithmetic(*operator, unstocked(left), unstocked(right)).ok()
            }
            Self::Negated(inner) => {
                let value = inner.worked_with(operand)?;
                Some(Value { exact: -value.exact, ..value })
            }
            Self::Percentage(inner) => {
                let value = inner.worked_with(operand)?;
                Some(Value { exact: value.exact.checked_mul(Decimal::ONE_HUNDRED)?, ..value })
            }
            Self::Sum(parts) => sum(parts, operand),
            Self::Mean(parts) => {
                let sum = sum(parts, operand)?;
                let exact = sum.exact.checked_div(Decimal::from(parts.len()))?;
                Some(Value { exact, ..sum })
            }
            Self::Among(_) => None,
        }
    }

    /// The arithmetic in words, each operand as it is shown: "461 − 467".
    pub fn in_words(&self, shown: &dyn Fn(&Operand) -> String) -> String {
        match self {
            Self::Operand(operand) => shown(operand),
            Self::Figure(value) => value.printed(),
            Self::Worked(operator, left, right) => {
                let (sign, product) = match operator {
                    Operator::Add => ("+", false),
                    Operator::Subtract => ("−", false),
                    Operator::Multiply => ("×", true),
                    Operator::Divide => ("÷", true),
                };
                let side = |side: &Self, right: bool| {
                    let words = side.in_words(shown);
                    let side = if let Self::Percentage(inner) = side { inner } else { side };
                    let looser = matches!(
                        side,
                        Self::Worked(Operator::Add | Operator::Subtract, ..) | Self::Sum(_)
                    );
                    let worked = matches!(side, Self::Worked(..) | Self::Sum(_));
                    let bracketed =
                        (product && looser) || (right && worked && *operator != Operator::Add);
                    if bracketed { format!("({words})") } else { words }
                };
                format!("{} {sign} {}", side(left, false), side(right, true))
            }
            Self::Negated(inner) => format!("−({})", inner.in_words(shown)),
            // The percentage sign of the result says it.
            Self::Percentage(inner) => inner.in_words(shown),
            Self::Sum(parts) => joined(parts, " + ", shown),
            Self::Mean(parts) => format!("({}) ÷ {}", joined(parts, " + ", shown), parts.len()),
            Self::Among(parts) => format!("one of {}", joined(parts, ", ", shown)),
        }
    }
}

/// A value as an operand of arithmetic in words: "461", "7.2%".
pub fn short(value: &Value) -> String {
    format_cell(value.exact, value.decimals, &value.unit)
}

/// A change from one value to another.
fn changed(change: ChangeKind, earlier: &Calculation, later: &Calculation) -> Calculation {
    let worked = |operator, one: &Calculation, other: &Calculation| {
        Calculation::Worked(operator, Box::new(one.clone()), Box::new(other.clone()))
    };
    let less = |one, other| worked(Operator::Subtract, one, other);
    match change {
        ChangeKind::Signed | ChangeKind::Rise => less(later, earlier),
        ChangeKind::Fall => less(earlier, later),
        ChangeKind::Percentage => {
            let difference = less(later, earlier);
            Calculation::Percentage(Box::new(worked(Operator::Divide, &difference, earlier)))
        }
    }
}

fn joined(parts: &[Calculation], between: &str, shown: &dyn Fn(&Operand) -> String) -> String {
    parts.iter().map(|part| part.in_words(shown)).collect::<Vec<_>>().join(between)
}

fn sum(parts: &[Calculation], operand: &dyn Fn(&Operand) -> Option<Value>) -> Option<Value> {
    let mut whole: Option<Value> = None;
    for part in parts {
        let next = unstocked(part.worked_with(operand)?);
        whole = Some(match whole {
            None => next,
            Some(whole) => arithmetic(Operator::Add, whole, next).ok()?,
        });
    }
    whole
}

/// Whether a sum makes sense was decided when the value itself was worked out.
fn unstocked(value: Value) -> Value {
    Value { stock: None, ..value }
}

impl Scope<'_> {
    /// Which value a reference names; `None` where it names none, or several.
    pub fn key(&self, reference: &Reference) -> Option<Key> {
        let name = &reference.name.text;
        if self.figures.contains_key(name) {
            return Some(Key::Figure(name.clone()));
        }
        if let (Some(column), Some((row, _))) = (&reference.column, &reference.row) {
            return Some(Key::Cell(name.clone(), column.text.clone(), row.to_lowercase()));
        }
        let mut reported = Diagnostics::default();
        self.model.indicators.get(name)?;
        let area = self.area(reference.area.as_ref(), reference.span, &mut reported)?;
        if let Some(over) = reference.over {
            let (from, to) = self.parts(over, &mut reported)?;
            return Some(Key::Over(name.clone(), area, from, to));
        }
        let period = self.period(reference.at?, &mut reported)?;
        Some(Key::Series(name.clone(), area, period))
    }

    /// Whether a value is worked out from others that a paper may print: told without working it out.
    pub fn is_worked(&self, expression: &Expression) -> bool {
        match &expression.kind {
            Kind::Reference(reference) => {
                self.model.indicators.get(&reference.name.text).is_some_and(|indicator| {
                    matches!(indicator.kind, IndicatorKind::Percentage { of: Some(_) })
                        && indicator.derived.is_some()
                })
            }
            Kind::Over(aggregate, ..) => {
                matches!(aggregate, Aggregate::Total | Aggregate::Average)
            }
            Kind::Change(..)
            | Kind::ChangeFrom(..)
            | Kind::Arithmetic(..)
            | Kind::Negate(_)
            | Kind::AsPercentage(_)
            | Kind::Share(..) => true,
            // A verb is no figure.
            Kind::Printed(_, Form::Verb(..)) => false,
            Kind::Printed(inner, _) => self.is_worked(inner),
            _ => false,
        }
    }

    /// How a value is worked out; `None` where it cannot be, which was reported when it was tried.
    pub fn calculation(&self, expression: &Expression) -> Option<Calculation> {
        match &expression.kind {
            Kind::Reference(reference) => match self.derived_share(reference) {
                Some(share) => Some(share),
                None => self.operand(expression),
            },
            Kind::Printed(inner, _) => self.calculation(inner),
            _ => self.steps(expression),
        }
    }

    fn steps(&self, expression: &Expression) -> Option<Calculation> {
        match &expression.kind {
            Kind::Figure(figure) => Some(Calculation::Figure(Value::literal(*figure))),
            Kind::Arithmetic(operator, left, right) => Some(Calculation::Worked(
                *operator,
                Box::new(self.steps(left)?),
                Box::new(self.steps(right)?),
            )),
            Kind::Negate(inner) => Some(Calculation::Negated(Box::new(self.steps(inner)?))),
            Kind::AsPercentage(inner) => {
                Some(Calculation::Percentage(Box::new(self.steps(inner)?)))
            }
            Kind::Change(change, reference, over) => {
                let stretch =
                    self.stretch(reference, *over, expression.span, &mut Diagnostics::default())?;
                let at = |period| self.series_operand(&stretch.indicator, &stretch.area, period);
                let (earlier, later) = (at(stretch.from)?, at(stretch.to)?);
                Some(changed(*change, &earlier, &later))
            }
            Kind::ChangeFrom(change, earlier, later) => {
                Some(changed(*change, &self.steps(earlier)?, &self.steps(later)?))
            }
            Kind::Over(aggregate, reference, over) => {
                let parts = match (&reference.column, over) {
                    (Some(column), None) => self.column(reference, column),
                    (_, Some(over)) => {
                        let mut reported = Diagnostics::default();
                        let area =
                            self.area(reference.area.as_ref(), reference.span, &mut reported)?;
                        let (from, to) = self.parts(*over, &mut reported)?;
                        Period::sequence(from, to)
                            .into_iter()
                            .map(|period| self.series_operand(&reference.name.text, &area, period))
                            .collect()
                    }
                    _ => None,
                };
                match (aggregate, parts.filter(|parts| !parts.is_empty())) {
                    (Aggregate::Total, Some(parts)) => Some(Calculation::Sum(parts)),
                    (Aggregate::Average, Some(parts)) => Some(Calculation::Mean(parts)),
                    (Aggregate::Highest | Aggregate::Lowest, Some(parts)) => {
                        Some(Calculation::Among(parts))
                    }
                    // A total may be held where its parts are not.
                    (_, None) => self.operand(expression),
                }
            }
            Kind::Share(name, whole) => {
                let one = |reference: Reference| {
                    let kind = Kind::Reference(reference);
                    self.operand(&Expression { kind, span: expression.span })
                };
                let part = one(Reference { name: name.clone(), ..whole.clone() })?;
                let whole = one(whole.clone())?;
                Some(Calculation::Percentage(Box::new(Calculation::Worked(
                    Operator::Divide,
                    Box::new(part),
                    Box::new(whole),
                ))))
            }
            _ => self.operand(expression),
        }
    }

    /// A value by itself.
    fn operand(&self, expression: &Expression) -> Option<Calculation> {
        let value = self.evaluate(expression, &mut Diagnostics::default())?;
        let key = match &expression.kind {
            Kind::Reference(reference) | Kind::Part(_, reference) => {
                let name = match &expression.kind {
                    Kind::Part(part, _) => self.part_name(*part, reference)?,
                    _ => reference.name.clone(),
                };
                self.key(&Reference { name, ..reference.clone() })
            }
            _ => None,
        };
        let label = match &key {
            Some(Key::Series(indicator, area, period)) => {
                self.model.called(indicator, area, *period)
            }
            _ => None,
        };
        let label = label
            .or_else(|| value.inputs.first().map(|input| input.label.clone()))
            .unwrap_or_default();
        Some(Calculation::Operand(Operand { key, label, value }))
    }

    fn series_operand(&self, indicator: &str, area: &str, period: Period) -> Option<Calculation> {
        let value = Value::from_quantity(self.model.value(indicator, area, period).ok()?);
        let label = self.model.called(indicator, area, period)?;
        let key = Some(Key::Series(indicator.to_owned(), area.to_owned(), period));
        Some(Calculation::Operand(Operand { key, label, value }))
    }

    /// The rows of a column, without its totals.
    fn column(&self, reference: &Reference, column: &Name) -> Option<Vec<Calculation>> {
        let table = self.tables.get(&reference.name.text)?;
        let at = table.columns.iter().position(|known| known.name == column.text)?;
        let rows = table.rows.iter().filter(|row| row.is_item()).filter_map(|row| {
            let value = row.values.get(at)?.clone()?;
            let label = format!("{}, {}", row.label, table.columns.get(at)?.title);
            let key = Key::Cell(table.name.clone(), column.text.clone(), row.label.to_lowercase());
            Some(Calculation::Operand(Operand { key: Some(key), label, value }))
        });
        Some(rows.collect())
    }

    /// A percentage that is worked out from two indicators.
    fn derived_share(&self, reference: &Reference) -> Option<Calculation> {
        let Key::Series(indicator, area, period) = self.key(reference)? else { return None };
        let declared = &self.model.indicators[&indicator];
        // A group's value is an average of authorities, and is only ever stated.
        if self.model.areas.get(&area).is_none_or(|area| area.group) {
            return None;
        }
        let IndicatorKind::Percentage { of: Some(base) } = &declared.kind else { return None };
        let numerator = self.series_operand(declared.derived.as_deref()?, &area, period)?;
        let base = self.series_operand(base, &area, period)?;
        Some(Calculation::Percentage(Box::new(Calculation::Worked(
            Operator::Divide,
            Box::new(numerator),
            Box::new(base),
        ))))
    }

    /// The indicator that a part of another is.
    fn part_name(&self, part: PartKind, reference: &Reference) -> Option<Name> {
        let declared = self.model.indicators.get(&reference.name.text)?;
        let text = match (&declared.kind, part) {
            (IndicatorKind::Percentage { of }, PartKind::Denominator) => of.clone()?,
            _ => declared.derived.clone()?,
        };
        Some(Name { text, span: reference.name.span })
    }
}
