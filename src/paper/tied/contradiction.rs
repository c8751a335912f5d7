//! Whether an author's words say the opposite of the claim that they stand for.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::tied::other_side::speaks_of_others;
use crate::paper::wording::dates::opposite;
use crate::paper::wording::texts::number_differs;
use crate::paper::words::direction;
use crate::source::Span;
use crate::syntax::ast::{
    Expression, ExpressionKind as Kind, Movement, Position, Relation, Standing,
};

/// Whether words say only what happened or where a value stands, so that other such words can take their place.
pub(in crate::paper) fn is_verb(words: &str) -> bool {
    const VERBS: [&str; 34] = [
        "rose",
        "fell",
        "held",
        "increased",
        "decreased",
        "reduced",
        "grew",
        "dropped",
        "improved",
        "worsened",
        "rise",
        "fall",
        "increase",
        "decrease",
        "up",
        "down",
        "steady",
        "below",
        "above",
        "within",
        "inside",
        "outside",
        "lower",
        "higher",
        "lower than",
        "higher than",
        "less than",
        "more than",
        "better",
        "worse",
        "better than",
        "worse than",
        "met",
        "missed",
    ];
    let words = words.to_lowercase();
    let words = words
        .strip_suffix(" the expected range")
        .or(words.strip_suffix(" the range"))
        .or(words.strip_suffix(" steadily"))
        .unwrap_or(&words);
    VERBS.contains(&words)
}

/// Reports words that say the opposite of the claim that they stand for: "fell" for `rises`, "below" for `above range`.
/// `titles` are those of the areas that are compared with.
pub(in crate::paper) fn contradiction(
    words: &str,
    span: Span,
    claim: &Expression,
    titles: &[&str],
    diagnostics: &mut Diagnostics,
) {
    let lower = words.to_lowercase();
    let says = |known: &[&str]| {
        lower.split(|c: char| !c.is_alphabetic()).any(|word| known.contains(&word))
    };
    if let Kind::Dated(_, placing, other) = &claim.kind {
        if let Some(claimed) = opposite(words, *placing, other) {
            diagnostics.add(contradicts(words, span, claim, claimed));
        }
        return;
    }
    number_differs(words, span, claim, diagnostics);
    if says(&[
        "not", "no", "never", "neither", "nor", "without", "instead", "reversed", "despite",
        "after",
    ]) {
        return;
    }
    let way = direction(words).map(|direction| direction.up);
    let (above, below) = (says(&["above", "exceeds", "exceeded"]), says(&["below", "under"]));
    let inside = says(&["within", "inside"]);
    let (higher, lower_than) = (
        above || says(&["higher", "more", "greater"]),
        below || says(&["lower", "less", "fewer", "smaller"]),
    );
    let (better, worse) = (says(&["better", "stronger"]), says(&["worse", "poorer", "weaker"]));
    // "A lower English average" is said of a value that is higher.
    let others = matches!(claim.kind, Kind::Against(..)) && speaks_of_others(words, titles);
    let (higher, lower_than, better, worse) = if others {
        (lower_than, higher, worse, better)
    } else {
        (higher, lower_than, better, worse)
    };
    if let Kind::Record(..) = &claim.kind
        && (lower.contains("on record") || says(&["ever"]))
    {
        let message =
            format!("\"{words}\" says more than the claim, which looks back to a period only");
        diagnostics.add(
            Diagnostic::error("words-contradict", span, message)
                .label(claim.span, "the claim")
                .help("say since when, such as \"the highest since 2021-22\""),
        );
        return;
    }
    let claimed = match &claim.kind {
        Kind::Compare(relation, left, right) => {
            let first = match (relation, reversed(left, right)) {
                (Relation::Greater | Relation::AtLeast, Some(false))
                | (Relation::Less | Relation::AtMost, Some(true)) => true,
                (Relation::Less | Relation::AtMost, Some(false))
                | (Relation::Greater | Relation::AtLeast, Some(true)) => false,
                _ => return,
            };
            match first {
                true if lower_than && !higher => "that it is more",
                false if higher && !lower_than => "that it is less",
                _ => return,
            }
        }
        Kind::Is(_, Position::JustWithin) if says(&["well", "comfortably", "easily", "far"]) => {
            "that it is only just within the range"
        }
        Kind::Moves(Movement::Rises, ..) if way == Some(false) => "that it rises",
        Kind::Moves(Movement::Falls, ..) if way == Some(true) => "that it falls",
        Kind::Moves(Movement::Holds, ..)
            if way.is_some()
                && !says(&["held", "steady", "same", "unchanged", "level", "flat"]) =>
        {
            "that it holds"
        }
        Kind::Steadily(Movement::Rises, ..) if way == Some(false) => "that it rises",
        Kind::Steadily(Movement::Falls, ..) if way == Some(true) => "that it falls",
        Kind::Steady(..)
            if way.is_some()
                && !says(&[
                    "held",
                    "steady",
                    "stable",
                    "consistent",
                    "same",
                    "unchanged",
                    "level",
                    "flat",
                ]) =>
        {
            "that it is steady"
        }
        Kind::Moves(Movement::Improves, ..) | Kind::Steadily(Movement::Improves, ..)
            if says(&["worsened", "worse", "declined"]) =>
        {
            "that it improves"
        }
        Kind::Moves(Movement::Worsens, ..) | Kind::Steadily(Movement::Worsens, ..)
            if says(&["improved", "better"]) =>
        {
            "that it worsens"
        }
        Kind::Is(_, Position::Above | Position::JustAbove) if !above && (below || inside) => {
            "that it is above the range"
        }
        Kind::Is(_, Position::Below | Position::JustBelow) if !below && (above || inside) => {
            "that it is below the range"
        }
        Kind::Is(_, Position::JustAboveLower) if !above && below => {
            "that it is above the lower limit"
        }
        Kind::Is(_, Position::JustBelowUpper) if !below && above => {
            "that it is below the upper limit"
        }
        Kind::Is(_, Position::Within | Position::JustWithin) if says(&["outside"]) => {
            "that it is within the range"
        }
        Kind::Is(_, Position::Outside | Position::JustOutside) if inside => {
            "that it is outside the range"
        }
        Kind::Against(_, Standing::Lower, _) if higher && !lower_than => "that it is lower",
        Kind::Against(_, Standing::Higher, _) if lower_than && !higher => "that it is higher",
        Kind::Against(_, Standing::Better, _) if worse => "that it is better",
        Kind::Against(_, Standing::Worse, _) if better => "that it is worse",
        Kind::Target(_, true) if says(&["missed", "misses", "short"]) => "that the target is met",
        Kind::Target(_, false) if says(&["met", "meets", "reached"]) => "that the target is missed",
        Kind::Record(_, true, _) if says(&["lowest"]) => "that it is the highest",
        Kind::Record(_, false, _) if says(&["highest"]) => "that it is the lowest",
        _ => return,
    };
    diagnostics.add(contradicts(words, span, claim, claimed));
}

/// Whether a comparison names first what words would compare with: the earlier of two values of an indicator. `None`
/// where it cannot be told.
fn reversed(left: &Expression, right: &Expression) -> Option<bool> {
    match (&left.kind, &right.kind) {
        (Kind::Reference(_), Kind::Figure(_) | Kind::Bound(..)) => Some(false),
        (Kind::Figure(_) | Kind::Bound(..), Kind::Reference(_)) => Some(true),
        (Kind::Reference(one), Kind::Reference(other)) if one.name.text == other.name.text => {
            use crate::syntax::ast::{PeriodLiteral as Literal, PeriodRefKind as At};
            let quarter = |at: &At| match at {
                At::Literal(Literal::Quarter { year, quarter }) => Some((*year, *quarter)),
                _ => None,
            };
            let (one, other) = (one.at?.kind, other.at?.kind);
            match (quarter(&one), quarter(&other)) {
                (Some((year, first)), Some((same, second))) if year == same => Some(first < second),
                (Some((None, _)), _) if other == At::LastReport => Some(false),
                (_, Some((None, _))) if one == At::LastReport => Some(true),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Words that say the opposite of what a claim says.
pub(in crate::paper) fn contradicts(
    words: &str,
    span: Span,
    claim: &Expression,
    claimed: &str,
) -> Diagnostic {
    Diagnostic::error(
        "words-contradict",
        span,
        format!("\"{words}\" stands for a claim that says the opposite"),
    )
    .label(claim.span, format!("the claim says {claimed}"))
    .help("make the words and the claim say the same; the data decide the claim")
}
