//! Values while they are worked out: exact, with their unit, and with the cells that they came from.

use rust_decimal::Decimal;

use crate::model::{Input, Mark, Quantity, Unit, format_figure, round_half_up};
use crate::paper::words::spelled;
use crate::syntax::ast::{Figure, FigureUnit, Operator, Relation};

/// A value in a paper.
#[derive(Clone, Debug)]
pub struct Value {
    /// The exact value: 7.158… for 33 of 461 in per cent.
    pub exact: Decimal,
    /// How many decimals it is printed with.
    pub decimals: u32,
    /// What it counts in.
    pub unit: Unit,
    /// What it was worked out from.
    pub inputs: Vec<Input>,
    /// Whether it is a change, whose direction the words around it may carry.
    pub change: Change,
    /// Whether it is the whole of something, 100%, or what is left of it: taking a share away leaves a share.
    pub whole: bool,
    /// Whether it was written as a bare figure, which takes the unit of what it is compared with.
    pub literal: bool,
    /// Of a stock, a rate or a share: which indicator's it is. Its values at different times are never added (S1).
    pub stock: Option<String>,
    /// Whether it rests on a provisional or an estimated value.
    pub marks: Vec<Mark>,
    /// How it is printed.
    pub form: Printed,
}

/// How prose prints a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Printed {
    /// In digits.
    #[default]
    Digits,
    /// In words; true where they begin a sentence.
    Words(bool),
    /// With its noun, for one and for many.
    Noun(String, String),
    /// Not at all: a verb that follows it, for one and for many.
    Verb(String, String),
}

/// What a value says of a direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change {
    /// Nothing: it is a value at some time.
    #[default]
    None,
    /// One value less another: its sign says which is larger, and not which was earlier.
    Difference,
    /// `change in`: the later value less the earlier, with its sign.
    Signed,
    /// `rise in`: how much it rose, without a sign.
    Rise,
    /// `fall in`: how much it fell, without a sign.
    Fall,
}

impl Change {
    /// Whether the value's sign is part of what it says.
    pub fn is_signed(self) -> bool {
        matches!(self, Self::Difference | Self::Signed)
    }
}

impl Value {
    /// A figure as written in an expression.
    pub fn literal(figure: Figure) -> Self {
        let unit = match figure.unit {
            FigureUnit::Plain => Unit::Number(String::new()),
            FigureUnit::Percent => Unit::Percent,
            FigureUnit::Pounds => Unit::Pounds,
        };
        Self {
            exact: figure.value,
            decimals: u32::try_from(figure.decimals).unwrap_or(0),
            whole: figure.unit == FigureUnit::Percent && figure.value == Decimal::ONE_HUNDRED,
            unit,
            inputs: Vec::new(),
            change: Change::None,
            literal: true,
            stock: None,
            marks: Vec::new(),
            form: Printed::Digits,
        }
    }

    /// A value of the model.
    pub fn from_quantity(quantity: Quantity) -> Self {
        Self {
            exact: quantity.exact,
            decimals: quantity.decimals,
            unit: quantity.unit,
            inputs: quantity.inputs,
            change: Change::None,
            whole: false,
            literal: false,
            stock: None,
            marks: quantity.marks,
            form: Printed::Digits,
        }
    }

    /// A number of things, worked out.
    pub fn number(exact: Decimal, inputs: Vec<Input>) -> Self {
        Self {
            exact,
            decimals: 0,
            unit: Unit::Number(String::new()),
            inputs,
            change: Change::None,
            whole: false,
            literal: false,
            stock: None,
            marks: Vec::new(),
            form: Printed::Digits,
        }
    }

    /// The value as printed, still as a number.
    pub fn rounded(&self) -> Decimal {
        round_half_up(self.exact, self.decimals)
    }

    /// What prose prints for the value, in the form that the author chose.
    pub fn text(&self) -> String {
        let figure = self.printed();
        let one = matches!(figure.as_str(), "1" | "−1");
        match &self.form {
            Printed::Digits => figure,
            Printed::Words(begins) => match spelled(self.exact, self.decimals, &self.unit) {
                Some(words) if *begins => capital(&words),
                Some(words) => words,
                None => figure,
            },
            Printed::Noun(noun, nouns) => format!("{figure} {}", if one { noun } else { nouns }),
            Printed::Verb(verb, verbs) => (if one { verb } else { verbs }).clone(),
        }
    }

    /// The value as prose prints it in digits.
    pub fn printed(&self) -> String {
        format_figure(self.exact, self.decimals, &self.unit)
    }
}

/// Words with a capital letter.
pub fn capital(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or(String::new(), |first| {
        first.to_uppercase().collect::<String>() + characters.as_str()
    })
}

/// Whether two values count in the same thing.
pub fn comparable(left: &Value, right: &Value) -> bool {
    match (&left.unit, &right.unit) {
        (Unit::Number(_), Unit::Number(_)) => true,
        (Unit::Rate { per: left, .. }, Unit::Rate { per: right, .. }) => left == right,
        // A bare figure takes the unit of a rate or a score, whose unit has no sign to write.
        (Unit::Rate { .. } | Unit::Score, Unit::Number(_)) => {
            right.literal || right.inputs.is_empty()
        }
        (Unit::Number(_), Unit::Rate { .. } | Unit::Score) => {
            left.literal || left.inputs.is_empty()
        }
        (left, right) => std::mem::discriminant(left) == std::mem::discriminant(right),
    }
}

/// What a unit is called in a message.
pub fn unit_name(unit: &Unit) -> String {
    match unit {
        Unit::Number(label) if label.is_empty() => "a number".to_owned(),
        Unit::Number(label) => format!("a number of {label}"),
        Unit::Percent => "a percentage".to_owned(),
        Unit::PercentagePoints => "percentage points".to_owned(),
        Unit::Rate { per, .. } => {
            format!("a rate per {}", format_figure(*per, 0, &Unit::Number(String::new())))
        }
        Unit::Pounds => "money".to_owned(),
        Unit::Score => "a score".to_owned(),
    }
}

/// Why two values cannot be worked together.
pub struct Mismatch(pub String);

/// `left ○ right`, with units checked (`semantics.md` S5, S6).
///
/// # Errors
/// Says in the author's terms why the two cannot be worked together.
pub fn arithmetic(operator: Operator, left: Value, right: Value) -> Result<Value, Mismatch> {
    let mut inputs = left.inputs.clone();
    inputs.extend(right.inputs.iter().cloned());
    let decimals = left.decimals.max(right.decimals);
    let overflow = || Mismatch("the result is too large to be kept exactly".to_owned());
    let mut marks = left.marks.clone();
    marks.extend(right.marks.iter().filter(|mark| !left.marks.contains(mark)));
    let base = Value {
        inputs,
        decimals,
        change: Change::None,
        whole: false,
        literal: false,
        stock: None,
        marks,
        form: Printed::Digits,
        ..left.clone()
    };
    match operator {
        Operator::Add | Operator::Subtract => {
            if let (Operator::Add, Some(stock), Some(other)) = (operator, &left.stock, &right.stock)
                && stock == other
            {
                return Err(Mismatch(format!(
                    "two values of `{stock}` are never added: the same people are counted at each date"
                )));
            }
            let shares = matches!(left.unit, Unit::Percent)
                && matches!(right.unit, Unit::Percent | Unit::PercentagePoints);
            let points = matches!(left.unit, Unit::PercentagePoints)
                && matches!(right.unit, Unit::PercentagePoints);
            if !comparable(&left, &right) && !shares && !points {
                return Err(Mismatch(format!(
                    "{} and {} cannot be added or subtracted",
                    unit_name(&left.unit),
                    unit_name(&right.unit)
                )));
            }
            let subtract = operator == Operator::Subtract;
            let exact = if subtract {
                left.exact.checked_sub(right.exact)
            } else {
                left.exact.checked_add(right.exact)
            }
            .ok_or_else(overflow)?;
            // Between two shares the difference is in percentage points; what is left of a whole is a share.
            let difference = subtract && shares && !left.whole;
            let unit = if difference {
                Unit::PercentagePoints
            } else if left.literal {
                right.unit
            } else {
                left.unit
            };
            let unit = if left.whole { Unit::Percent } else { unit };
            let change = if subtract && !left.whole { Change::Difference } else { Change::None };
            Ok(Value { exact, unit, change, whole: left.whole && subtract, ..base })
        }
        Operator::Multiply => {
            let exact = left.exact.checked_mul(right.exact).ok_or_else(overflow)?;
            let (exact, unit) = match (&left.unit, &right.unit) {
                (Unit::Percent, Unit::Percent) => (exact / Decimal::ONE_HUNDRED, Unit::Percent),
                // A share of the data times a number typed is a share: `target of x * 0.9`. 10% of 408 is a number.
                (Unit::Percent, Unit::Number(_)) if right.literal && !left.literal => {
                    (exact, Unit::Percent)
                }
                (Unit::Number(_), Unit::Percent) if left.literal && !right.literal => {
                    (exact, Unit::Percent)
                }
                (Unit::Percent, other) | (other, Unit::Percent) => {
                    (exact / Decimal::ONE_HUNDRED, other.clone())
                }
                (Unit::Pounds, Unit::Number(_)) | (Unit::Number(_), Unit::Pounds) => {
                    (exact, Unit::Pounds)
                }
                (Unit::Number(_), Unit::Number(_)) => (exact, Unit::Number(String::new())),
                (left, right) => {
                    return Err(Mismatch(format!(
                        "{} and {} cannot be multiplied",
                        unit_name(left),
                        unit_name(right)
                    )));
                }
            };
            Ok(Value { exact, unit, ..base })
        }
        Operator::Divide => {
            if right.exact.is_zero() {
                return Err(Mismatch("this divides by zero".to_owned()));
            }
            let exact = left.exact.checked_div(right.exact).ok_or_else(overflow)?;
            let unit = match (&left.unit, &right.unit) {
                (left, Unit::Number(_)) if !matches!(left, Unit::Number(_)) => left.clone(),
                (_, _) if comparable(&left, &right) => Unit::Number(String::new()),
                (left, right) => {
                    return Err(Mismatch(format!(
                        "{} cannot be divided by {}",
                        unit_name(left),
                        unit_name(right)
                    )));
                }
            };
            Ok(Value { exact, unit, decimals: decimals.max(2), ..base })
        }
    }
}

/// Whether a relation holds between two numbers.
pub fn holds(relation: Relation, left: Decimal, right: Decimal) -> bool {
    match relation {
        Relation::Equal => left == right,
        Relation::Less => left < right,
        Relation::Greater => left > right,
        Relation::AtMost => left <= right,
        Relation::AtLeast => left >= right,
    }
}
