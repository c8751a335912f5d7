//! Claims and what the data say of them, in words.

use rust_decimal::Decimal;

use crate::diag::Diagnostic;
use crate::model::{Expected, Input, Polarity, Unit, format_figure, round_half_up};
use crate::paper::claims::claim::Wording;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Movement, Position, Relation, Standing};

/// Whether a value stands at a position of its range. A limit belongs to the range (`semantics.md` S10).
pub fn stands(position: Position, value: Decimal, expected: &Expected, unit: &Unit) -> bool {
    let below = expected.lower.is_some_and(|lower| value < lower);
    let above = expected.upper.is_some_and(|upper| value > upper);
    let near = |limit: Option<Decimal>| {
        limit.is_some_and(|limit| {
            (value - limit).abs() <= reach(limit, unit) && is_at_edge(value, limit, expected)
        })
    };
    let (near_lower, near_upper) = (near(expected.lower), near(expected.upper));
    match position {
        Position::JustWithin => !below && !above && (near_lower || near_upper),
        Position::JustAbove => above && near_upper,
        Position::JustBelow => below && near_lower,
        Position::JustOutside => above && near_upper || below && near_lower,
        Position::JustAboveLower => near_lower && !below && expected.lower != Some(value),
        Position::JustBelowUpper => near_upper && !above && expected.upper != Some(value),
        Position::Within => !below && !above,
        Position::Above => above,
        Position::Below => below,
        Position::Outside => below || above,
        Position::AtLower => expected.lower == Some(value),
        Position::AtUpper => expected.upper == Some(value),
    }
}

/// Whether a value is outside its range, or at most a quarter of the width away from a limit: in a narrow range, 5% of a limit
/// would reach to the other one.
fn is_at_edge(value: Decimal, limit: Decimal, expected: &Expected) -> bool {
    let (Some(lower), Some(upper)) = (expected.lower, expected.upper) else { return true };
    let inside = value >= lower && value <= upper;
    !inside || (value - limit).abs() * Decimal::from(4) <= upper - lower
}

/// How far from a limit is still near it: 5% of it, as in "just over 14%"; of a percentage, whose limits may be low, two
/// percentage points where that is more.
fn reach(limit: Decimal, unit: &Unit) -> Decimal {
    let share = limit.abs() * Decimal::new(5, 2);
    if matches!(unit, Unit::Percent) { share.max(Decimal::TWO) } else { share }
}

/// How far a value is from the limit that a position is about, the nearer one where it is either: "6% of the upper limit
/// away from it, and "just" is at most 5%".
pub(in crate::paper) fn nearness(
    position: Position,
    value: Decimal,
    expected: &Expected,
    unit: &Unit,
) -> Option<String> {
    let limits = match position {
        Position::JustBelowUpper | Position::JustAbove => vec![("upper", expected.upper)],
        Position::JustAboveLower | Position::JustBelow => vec![("lower", expected.lower)],
        _ => vec![("lower", expected.lower), ("upper", expected.upper)],
    };
    let (name, limit) = limits
        .into_iter()
        .filter_map(|(name, limit)| Some((name, limit?)))
        .min_by_key(|(_, limit)| (value - *limit).abs())?;
    let away = (value - limit).abs();
    let edge = if away > reach(limit, unit) || is_at_edge(value, limit, expected) {
        ""
    } else {
        " and, within a range, a quarter of its width"
    };
    if matches!(unit, Unit::Percent) {
        let points = |size: Decimal| {
            format_figure(size, round_half_up(size, 1).normalize().scale(), &Unit::PercentagePoints)
        };
        let (away, reach) = (points(away), points(reach(limit, unit)));
        return Some(format!(
            "{away} away from the {name} limit, and \"just\" is at most {reach}{edge}"
        ));
    }
    let share = away.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(limit.abs())?;
    let share = format_figure(share, 1, &Unit::Percent);
    Some(format!("{share} of the {name} limit away from it, and \"just\" is at most 5%{edge}"))
}

/// Whether a position is one beside a limit.
pub(in crate::paper) fn is_just(position: Position) -> bool {
    matches!(
        position,
        Position::JustWithin
            | Position::JustAbove
            | Position::JustBelow
            | Position::JustOutside
            | Position::JustAboveLower
            | Position::JustBelowUpper
    )
}

/// Where a value stands, as a paper says it, before "of 407 to 469".
pub fn position_in_words(value: Decimal, expected: &Expected) -> &'static str {
    match position_of(value, expected) {
        Position::Below => "below the expected range",
        Position::Above => "above the expected range",
        Position::AtLower => "at the lower limit",
        Position::AtUpper => "at the upper limit",
        _ => "inside the expected range",
    }
}

/// A range as a paper prints it: "407 to 469", "75% or more".
pub fn range_in_words(expected: &Expected, unit: &Unit) -> String {
    let print =
        |figure: Decimal| crate::model::format_cell(figure, figure.normalize().scale(), unit);
    match (expected.lower, expected.upper) {
        (Some(lower), Some(upper)) => format!("{} to {}", print(lower), print(upper)),
        (Some(lower), None) => format!("{} or more", print(lower)),
        (None, Some(upper)) => format!("{} or less", print(upper)),
        (None, None) => String::new(),
    }
}

/// Whether a value moved a way.
pub(in crate::paper) fn moved(
    movement: Movement,
    polarity: Polarity,
    earlier: Decimal,
    later: Decimal,
) -> bool {
    let better = if polarity == Polarity::Higher { later > earlier } else { later < earlier };
    match movement {
        Movement::Rises => later > earlier,
        Movement::Falls => later < earlier,
        Movement::Holds => later == earlier,
        Movement::Improves => later != earlier && better,
        Movement::Worsens => later != earlier && !better,
    }
}

/// Whether a value stands so against another.
pub(in crate::paper) fn stands_against(
    standing: Standing,
    polarity: Polarity,
    value: Decimal,
    other: Decimal,
) -> bool {
    let higher = match standing {
        Standing::Higher => true,
        Standing::Lower => false,
        Standing::Better => polarity == Polarity::Higher,
        Standing::Worse => polarity != Polarity::Higher,
    };
    if higher { value > other } else { value < other }
}

/// What happened, and the words for it.
pub(in crate::paper) fn went(
    earlier: Decimal,
    later: Decimal,
    polarity: Polarity,
    said: Movement,
) -> (&'static str, Vec<Wording>) {
    let (verb, plain, truth) = match later.cmp(&earlier) {
        std::cmp::Ordering::Less => ("fell from", "fell", Movement::Falls),
        std::cmp::Ordering::Equal => ("held, from", "held", Movement::Holds),
        std::cmp::Ordering::Greater => ("rose from", "rose", Movement::Rises),
    };
    let said = movement_word(said);
    let mut wording = vec![Wording::new(plain, Some((said, movement_word(truth))))];
    if later != earlier && polarity != Polarity::None {
        let better = (later > earlier) == (polarity == Polarity::Higher);
        let (words, truth) =
            if better { ("improved", Movement::Improves) } else { ("worsened", Movement::Worsens) };
        wording.push(Wording::new(words, Some((said, movement_word(truth)))));
    }
    (verb, wording)
}

pub(in crate::paper) fn movement_word(movement: Movement) -> &'static str {
    match movement {
        Movement::Rises => "rises",
        Movement::Falls => "falls",
        Movement::Holds => "holds",
        Movement::Improves => "improves",
        Movement::Worsens => "worsens",
    }
}

pub(in crate::paper) fn sign(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => " = ",
        Relation::Less => " < ",
        Relation::Greater => " > ",
        Relation::AtMost => " <= ",
        Relation::AtLeast => " >= ",
    }
}

pub(in crate::paper) fn position_words(position: Position) -> &'static str {
    match position {
        Position::Within => "within range",
        Position::Above => "above range",
        Position::Below => "below range",
        Position::Outside => "outside range",
        Position::JustWithin => "just within range",
        Position::JustAbove => "just above range",
        Position::JustBelow => "just below range",
        Position::JustOutside => "just outside range",
        Position::JustAboveLower => "just above lower limit",
        Position::JustBelowUpper => "just below upper limit",
        Position::AtLower => "at lower limit",
        Position::AtUpper => "at upper limit",
    }
}

pub(in crate::paper) fn position_of(value: Decimal, expected: &Expected) -> Position {
    if expected.lower.is_some_and(|lower| value < lower) {
        Position::Below
    } else if expected.upper.is_some_and(|upper| value > upper) {
        Position::Above
    } else if expected.lower == Some(value) {
        Position::AtLower
    } else if expected.upper == Some(value) {
        Position::AtUpper
    } else {
        Position::Within
    }
}

pub(in crate::paper) fn no_polarity(indicator: &str, declared: Span, span: Span) -> Diagnostic {
    Diagnostic::error(
        "kind-forbids",
        span,
        format!("for `{indicator}` neither higher nor lower is declared to be better"),
    )
    .label(declared, "declared here, without `better`")
    .help("say `rose`, `fell`, `higher` or `lower` and use `rises`, `falls`, `is higher than` or `is lower than`")
    .help("or declare what is good: `better higher` or `better lower`")
}

pub(in crate::paper) fn described(value: &Value, undecided: bool) -> String {
    match value.inputs.as_slice() {
        [one] => shown(value, undecided, &one.label),
        _ => shown(value, undecided, ""),
    }
}

/// A value as printed, with what it is of; where print does not decide the claim, with the exact value that does.
pub(in crate::paper) fn shown(value: &Value, undecided: bool, of: &str) -> String {
    let printed = value.printed();
    let exact = (undecided && value.exact != value.rounded()).then(|| {
        let decimals = value.exact.normalize().scale().min(value.decimals + 3);
        format!("exactly {}", format_figure(value.exact, decimals, &value.unit))
    });
    match (exact, of) {
        (None, "") => printed,
        (None, of) => format!("{printed} ({of})"),
        (Some(exact), "") => format!("{printed} ({exact})"),
        (Some(exact), of) => format!("{printed} ({exact}; {of})"),
    }
}

/// A title inside a sentence: "Children looked after" → "children looked after"; "UASC" stays.
pub fn lower_first(title: &str) -> String {
    let mut characters = title.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().collect::<String>() + title.get(first.len_utf8()..).unwrap_or("")
        }
        _ => title.to_owned(),
    }
}

/// Shows the cells that a value came from.
pub fn cells(mut diagnostic: Diagnostic, inputs: &[Input]) -> Diagnostic {
    let mut shown: Vec<Span> = Vec::new();
    for input in inputs {
        match input.span {
            Some(span) if !shown.contains(&span) && shown.len() < 6 => {
                shown.push(span);
                diagnostic = diagnostic.label(span, format!("{}: {}", input.label, input.printed));
            }
            Some(_) => {}
            None => diagnostic = diagnostic.note(format!("{}: {}.", input.label, input.printed)),
        }
    }
    diagnostic
}
