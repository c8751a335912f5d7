//! Words that an indicator must not be called by: children who went missing are not incidents (`semantics.md` S18).

use super::scope::Scope;
use super::words::plain_words;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Indicator;
use crate::source::Span;
use crate::syntax::ast::Expression;

impl Scope<'_> {
    /// Reports words that call what an expression is about by a name that it must not have.
    pub(super) fn misnamed(
        &self,
        words: &str,
        span: Span,
        expression: &Expression,
        diagnostics: &mut Diagnostics,
    ) {
        let mentioned = self.mentioned(expression);
        if mentioned.iter().all(|indicator| indicator.misnomers.is_empty()) {
            return;
        }
        let said = plain_words(words);
        for indicator in &mentioned {
            for (misnomer, declared) in &indicator.misnomers {
                let named = |other: &&&Indicator| {
                    other.name != indicator.name
                        && (holds(&plain_words(&other.title), misnomer)
                            || other.unit_label.as_deref().is_some_and(|unit| unit == misnomer))
                };
                // "Placement moves" is reported, and "moves" in it is not.
                let within = |(other, _): &(String, Span)| {
                    other != misnomer && holds(&plain_words(other), misnomer) && holds(&said, other)
                };
                if indicator.misnomers.iter().any(within) {
                    continue;
                }
                // The word may be said of another that stands in the same braces.
                if !holds(&said, misnomer) || mentioned.iter().any(|other| named(&other)) {
                    continue;
                }
                diagnostics.add(misnamed(words, span, indicator, (misnomer, *declared)));
            }
        }
    }
}

/// Whether some words hold others, in their order.
fn holds(words: &[String], wanted: &str) -> bool {
    let wanted = plain_words(wanted);
    !wanted.is_empty() && words.windows(wanted.len()).any(|window| window == wanted)
}

fn misnamed(
    words: &str,
    span: Span,
    indicator: &Indicator,
    (misnomer, declared): (&str, Span),
) -> Diagnostic {
    let message =
        format!("\"{words}\" says \"{misnomer}\", which `{}` must not be called", indicator.name);
    let mut diagnostic = Diagnostic::error("words-contradict", span, message)
        .label(declared, format!("\"{misnomer}\" is ruled out here"))
        .note(match &indicator.definition {
            Some(definition) => {
                format!("It is \"{}\": {}.", indicator.title, definition.trim_end_matches('.'))
            }
            None => format!("It is \"{}\".", indicator.title),
        });
    let at = words.to_ascii_lowercase().find(&misnomer.to_ascii_lowercase());
    if let (Some(unit), Some(at)) = (&indicator.unit_label, at)
        && !indicator.misnomers.iter().any(|(other, _)| holds(&plain_words(unit), other))
    {
        let before = words.get(..at).unwrap_or("");
        let after = words.get(at + misnomer.len()..).unwrap_or("");
        diagnostic =
            diagnostic.replace(format!("it counts {unit}"), span, format!("{before}{unit}{after}"));
    } else {
        diagnostic = diagnostic.help("say what it counts, in the words of its title");
    }
    diagnostic
}
