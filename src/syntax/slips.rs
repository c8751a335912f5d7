//! Brackets and braces that a hand put wrongly: which of them hold words, and which an expression.

use super::ast::{Binding, Expression, ExpressionKind as Kind};
use super::expression::{parse_binding, parse_expression};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;

/// `{640}[care_home at Q4]`; none where the bracket is one that is printed.
pub(super) fn reversed(bracketed: &str, braced: &str, here: Span) -> Option<Diagnostic> {
    let turned = is_binding(bracketed) && !is_binding(braced);
    turned.then(|| {
        Diagnostic::error(
            "syntax-error",
            here,
            "the brackets and the braces are the wrong way round",
        )
        .here("the words stand in brackets, and what they are tied to in braces")
        .replace("write", here, format!("[{}]{{{}}}", braced.trim(), bracketed.trim()))
    })
}

/// `[640] {care_home at Q4}`; none where the bracket is one that is printed.
pub(super) fn spaced(bracketed: &str, braced: &str, here: Span) -> Option<Diagnostic> {
    let states = bracketed.bytes().any(|byte| byte.is_ascii_digit());
    let bound = match read(braced)? {
        Binding::From { .. } | Binding::Waived(..) => true,
        Binding::Expression(expression) => states || expression.kind.is_claim(),
    };
    bound.then(|| {
        Diagnostic::error("syntax-error", here, "between the bracket and its braces stands a space")
            .here("so the one is not tied to the other")
            .replace("take it out", here, format!("[{bracketed}]{{{braced}}}"))
    })
}

/// Whether a text reads as what words are tied to, and hardly as words: a source, a claim or a value with its period.
fn is_binding(text: &str) -> bool {
    match read(text) {
        Some(Binding::From { .. } | Binding::Waived(..)) => true,
        Some(Binding::Expression(expression)) => is_telling(&expression),
        None => false,
    }
}

fn read(text: &str) -> Option<Binding> {
    let mut problems = Diagnostics::default();
    let binding = parse_binding(text, Span::default(), &mut problems);
    problems.is_empty().then_some(binding)
}

/// The expression that a text reads as; none where it reads as none.
pub fn expression_in(text: &str) -> Option<Expression> {
    let mut problems = Diagnostics::default();
    let expression = parse_expression(text, Span::default(), &mut problems);
    (problems.is_empty() && is_telling(&expression)).then_some(expression)
}

/// Whether an expression is more than a name or a figure.
fn is_telling(expression: &Expression) -> bool {
    match &expression.kind {
        Kind::Figure(_) | Kind::Error => false,
        Kind::Reference(reference) => {
            reference.at.is_some() || reference.over.is_some() || reference.column.is_some()
        }
        Kind::Negate(inner) | Kind::AsPercentage(inner) | Kind::Printed(inner, _) => {
            is_telling(inner)
        }
        Kind::Arithmetic(_, left, right) => is_telling(left) || is_telling(right),
        _ => true,
    }
}
