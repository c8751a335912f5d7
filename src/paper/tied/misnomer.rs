//! Words that an indicator must not be called by: children who went missing are not incidents (`semantics.md` S18).

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Indicator, Unit};
use crate::paper::resolve::Resolver;
use crate::paper::scope::Scope;
use crate::paper::style::line::{Line, PieceKind};
use crate::paper::untied::nouns::describes;
use crate::paper::words::plain_words;
use crate::source::Span;
use crate::syntax::ast::Expression;

impl Scope<'_> {
    /// Reports words that call what an expression is about by a name that it must not have.
    pub(in crate::paper) fn misnamed(
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

impl Resolver<'_, '_> {
    /// `[640]{care_home at Q4} admissions`: what the word directly behind a number calls it.
    pub(in crate::paper) fn misnamed_behind(&self, line: &Line<'_>, diagnostics: &mut Diagnostics) {
        for piece in &line.pieces {
            let (PieceKind::Tied(_, Some(value)) | PieceKind::Printed(value)) = piece.kind else {
                continue;
            };
            let Some(expression) = piece.expression else { continue };
            let mentioned = self.scope.mentioned(expression);
            let [indicator] = mentioned.as_slice() else { continue };
            if indicator.misnomers.is_empty() || !matches!(value.unit, Unit::Number(_)) {
                continue;
            }
            let after = line.after(piece.range.end);
            let Some(rest) = after.strip_prefix([' ', '\u{a0}']) else { continue };
            let start = piece.range.end + after.len() - rest.len();
            // Up to one word that describes it: "640 new admissions".
            let described = rest.split_once(' ').filter(|(word, _)| describes(word));
            let skipped = described.map_or(0, |(word, _)| word.len() + 1);
            let noun = rest.get(skipped..).unwrap_or("");
            for (misnomer, _) in &indicator.misnomers {
                let Some(next) = noun.strip_prefix(misnomer.as_str()) else { continue };
                if next.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
                    continue;
                }
                let place = start + skipped..start + skipped + misnomer.len();
                if let Some(place) = line.place(&place, self.sources) {
                    self.scope.misnamed(misnomer, place, expression, diagnostics);
                }
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
