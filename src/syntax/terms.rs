//! The words of a line: a block's head or an attribute.

use pest::Parser;

use super::ast::{Term, TermKind};
use super::grammar::{Grammar, Rule};
use super::{gaps, literals};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;

/// Reads the words of a line; `span` is the line's place in its file.
pub(super) fn parse_terms(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Vec<Term> {
    let Ok(pairs) = Grammar::parse(Rule::head, text) else { return Vec::new() };
    let mut terms = Vec::new();
    for pair in pairs.flat_map(pest::iterators::Pair::into_inner) {
        let place = pair.as_span();
        let here = Span {
            file: span.file,
            start: span.start + place.start(),
            end: span.start + place.end(),
        };
        let reported = pair.as_rule() != Rule::EOI;
        let kind = match pair.as_rule() {
            Rule::EOI => None,
            Rule::gap_left => {
                gaps::report(pair.as_str(), here, diagnostics);
                None
            }
            Rule::text if gaps::within(pair.as_str()) => {
                gaps::blanked(pair.as_str(), here, diagnostics);
                None
            }
            Rule::text => {
                let inner = pair.into_inner().next().map_or("", |inner| inner.as_str());
                let folded = inner.replace("\\\"", "\"");
                Some(TermKind::Text(folded.split_whitespace().collect::<Vec<_>>().join(" ")))
            }
            Rule::word => Some(TermKind::Word(pair.as_str().to_owned())),
            Rule::comma => Some(TermKind::Comma),
            Rule::symbol => Some(TermKind::Symbol(pair.as_str().to_owned())),
            Rule::money | Rule::percentage | Rule::figure => match literals::figure(&pair) {
                Some(figure) => Some(TermKind::Figure(figure)),
                None => {
                    diagnostics.add(
                        Diagnostic::error("syntax-error", here, "this figure has too many digits")
                            .here("at most 28 digits can be kept exactly"),
                    );
                    None
                }
            },
            Rule::text_unclosed => {
                diagnostics.add(
                    Diagnostic::error(
                        "mark-unclosed",
                        here,
                        "a quotation mark is not closed on its line",
                    )
                    .here("opened here")
                    .help("close the text with `\"`; text in quotes stays on one line"),
                );
                None
            }
            Rule::unreadable => {
                diagnostics.add(
                    Diagnostic::error(
                        "syntax-error",
                        here,
                        format!("`{}` has no meaning here", pair.as_str()),
                    )
                    .help("text stands in double quotes; names are lower case with underscores"),
                );
                None
            }
            _ => literals::period(&pair, here, diagnostics).map(TermKind::Period),
        };
        if let Some(kind) = kind.or(reported.then_some(TermKind::Error)) {
            terms.push(Term { kind, span: here });
        }
    }
    terms
}
