//! "More than doubled" in the words of a claim that something rises.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::claims::claim_words::cells;
use crate::paper::resolve::Resolver;
use crate::paper::scope::Scope;
use crate::paper::tied::agree::{disagreement, offers, shown_against};
use crate::paper::values::change::Stretch;
use crate::paper::values::value::{Value, arithmetic};
use crate::paper::words::{WordsUnit, figures_in};
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind as Kind, Operator};

impl Resolver<'_, '_> {
    /// A claim says that something rises, and its words by how much: that is held against the data too.
    pub(in crate::paper) fn multiple_in_claim(
        &self,
        words: &str,
        span: Span,
        claim: &Expression,
        diagnostics: &mut Diagnostics,
    ) {
        let multiple = figures_in(words)
            .into_iter()
            .find(|figure| matches!(figure.unit, WordsUnit::Multiple | WordsUnit::Divided));
        let Some(figure) = multiple else { return };
        let Some(value) = self.scope.ratio(claim) else { return };
        // There may be other figures in the words, which are looked at by themselves.
        let part = words.get(figure.whole.clone()).unwrap_or(words);
        if disagreement(part, &value).is_none() {
            return;
        }
        let right = shown_against(&figure, &value);
        let (later, earlier) = match &claim.kind {
            Kind::Compare(..) => ("first", "second"),
            _ => ("later", "earlier"),
        };
        let diagnostic = Diagnostic::error(
            "words-differ",
            span,
            format!(
                "\"{words}\" does not agree with the data: the {later} value is {right} the {earlier}"
            ),
        );
        let diagnostic = cells(diagnostic, &value.inputs);
        let worded = offers(part, &value)
            .into_iter()
            .filter(|offer| !offer.contains(|c: char| c.is_ascii_digit()))
            .map(|offer| words.replacen(part, &offer, 1))
            .fold(diagnostic, |diagnostic, offer| {
                diagnostic.replace(format!("what is true: \"{offer}\""), span, offer)
            });
        diagnostics.add(
            worded.help("say what happened in other words, and by how much in a value of its own"),
        );
    }
}

impl Scope<'_> {
    /// The later value of a claim divided by the earlier; `None` where it compares no two values. What is wrong with the
    /// values themselves was said when the claim was judged.
    fn ratio(&self, claim: &Expression) -> Option<Value> {
        let mut said = Diagnostics::default();
        let (later, earlier) = match &claim.kind {
            Kind::Moves(_, reference, over) => {
                let Stretch { indicator, area, from, to } =
                    self.stretch(reference, *over, claim.span, &mut said)?;
                let mut at = |period| self.at(&indicator, &area, period, claim.span, &mut said);
                (at(to)?, at(from)?)
            }
            Kind::Compare(_, left, right) => {
                (self.evaluate(left, &mut said)?, self.evaluate(right, &mut said)?)
            }
            _ => return None,
        };
        arithmetic(Operator::Divide, later, earlier).ok()
    }
}
