//! "More than doubled" in the words of a claim that something rises.

use super::agree::{disagreement, offers, shown_against};
use super::claim_words::cells;
use super::resolve::Resolver;
use super::words::{WordsUnit, figures_in};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind as Kind, Operator, Reference};

impl Resolver<'_, '_> {
    /// A claim says that something rises, and its words by how much: that is held against the data too.
    pub(super) fn multiple_in_claim(
        &self,
        words: &str,
        span: Span,
        claim: &Expression,
        diagnostics: &mut Diagnostics,
    ) {
        let figures = figures_in(words);
        let [figure] = figures.as_slice() else { return };
        if !matches!(figure.unit, WordsUnit::Multiple | WordsUnit::Divided) {
            return;
        }
        let Some(ratio) = ratio_of(claim) else { return };
        // What is wrong with the values themselves was said when the claim was judged.
        let mut said = Diagnostics::default();
        let Some(value) = self.scope.evaluate(&ratio, &mut said) else { return };
        if disagreement(words, &value).is_none() {
            return;
        }
        let right = shown_against(figure, &value);
        let diagnostic = Diagnostic::error(
            "words-differ",
            span,
            format!(
                "\"{words}\" does not agree with the data: the later value is {right} the earlier"
            ),
        );
        let diagnostic = cells(diagnostic, &value.inputs);
        let worded = offers(words, &value)
            .into_iter()
            .filter(|offer| !offer.contains(|c: char| c.is_ascii_digit()))
            .fold(diagnostic, |diagnostic, offer| {
                diagnostic.replace(format!("what is true: \"{offer}\""), span, offer)
            });
        diagnostics.add(
            worded.help("say what happened in other words, and by how much in a value of its own"),
        );
    }
}

/// The later value of a claim divided by the earlier.
fn ratio_of(claim: &Expression) -> Option<Expression> {
    let span = claim.span;
    let divided = |later, earlier| Expression {
        kind: Kind::Arithmetic(Operator::Divide, Box::new(later), Box::new(earlier)),
        span,
    };
    match &claim.kind {
        Kind::Moves(_, reference, from, to) => {
            let at = |when| Expression {
                kind: Kind::Reference(Reference { at: Some(when), ..reference.clone() }),
                span,
            };
            Some(divided(at(*to), at(*from)))
        }
        Kind::Compare(_, left, right) => Some(divided((**left).clone(), (**right).clone())),
        _ => None,
    }
}
