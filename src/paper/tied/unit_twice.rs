//! `{share at Q4}%`, `£[905]{cost at Q4}`: units that stand outside of what prints or holds them.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Unit;
use crate::paper::resolve::Resolver;
use crate::paper::style::line::{Line, PieceKind};
use crate::paper::tied::agree::disagreement;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Binding, Inline as Written};

/// The units that stand behind a figure, longest first.
const BEHIND: [&str; 12] = [
    " percentage points",
    " percentage point",
    " per 100,000",
    " per 10,000",
    " per 1,000",
    " per cent",
    " percent",
    " million",
    " billion",
    " thousand",
    "%",
    "m",
];

/// The unit that words behind a figure begin with.
fn unit_behind(after: &str) -> Option<&'static str> {
    BEHIND.into_iter().find(|unit| {
        let spaced = after.strip_prefix('\u{a0}').map(|rest| format!(" {rest}"));
        let rest = match &spaced {
            Some(spaced) => spaced.strip_prefix(unit),
            None => after.strip_prefix(unit),
        };
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether a figure that is printed so has a unit already.
fn has(printed: &str, unit: &str) -> bool {
    let ends = |ends: &[&str]| ends.iter().any(|end| printed.ends_with(end));
    match unit.trim_start() {
        "%" | "per cent" | "percent" => ends(&["%", "per cent", "percent"]),
        "percentage points" | "percentage point" => {
            ends(&["percentage points", "percentage point", "%"])
        }
        "million" | "billion" | "thousand" | "m" => {
            printed.contains('£') && printed.ends_with(|c: char| c.is_ascii_digit())
                || ends(&["million", "billion", "thousand"])
                || (printed.contains('£') && ends(&["m", "bn", "k"]))
        }
        _ => printed.contains("per 1"),
    }
}

impl Resolver<'_, '_> {
    /// Reports units beside figures that are printed, or tied, with them.
    pub(in crate::paper) fn units_twice(&self, line: &Line<'_>, diagnostics: &mut Diagnostics) {
        for piece in &line.pieces {
            let value = match piece.kind {
                PieceKind::Words => continue,
                PieceKind::Tied(..) => None,
                PieceKind::Printed(value) => Some(value),
            };
            let printed = line.text.get(piece.range.clone()).unwrap_or("");
            let (start, end) = (piece.range.start, piece.range.end);
            let pounds = printed.trim_start_matches(['−', '-']).starts_with('£');
            if pounds && line.before(start).ends_with('£') {
                let place = start - '£'.len_utf8()..start;
                self.unit_twice(line, (printed, "£"), &place, value, diagnostics);
            }
            let Some(unit) = unit_behind(line.after(end)).filter(|unit| has(printed, unit)) else {
                continue;
            };
            // "[£1.2]{…} million" says so in two parts, and "[£905]{…}m" is looked at with its words.
            let scale = matches!(unit.trim_start(), "million" | "billion" | "thousand" | "m");
            if scale && value.is_none() && printed.ends_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let length =
                if line.after(end).starts_with('\u{a0}') { unit.len() + 1 } else { unit.len() };
            self.unit_twice(
                line,
                (printed, unit.trim_start()),
                &(end..end + length),
                value,
                diagnostics,
            );
        }
    }

    fn unit_twice(
        &self,
        line: &Line<'_>,
        (printed, unit): (&str, &str),
        place: &std::ops::Range<usize>,
        value: Option<&Value>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(here) = line.place(place, self.sources) else { return };
        let read = if unit == "£" {
            format!("£{printed}")
        } else {
            format!("{printed}{}", line.text.get(place.clone()).unwrap_or(unit))
        };
        let message = match value {
            Some(_) => format!(
                "the braces print \"{printed}\", unit and all: with \"{unit}\" it reads \"{read}\""
            ),
            None => format!(
                "the brackets hold \"{printed}\", unit and all: with \"{unit}\" it reads \"{read}\""
            ),
        };
        let diagnostic = Diagnostic::error("unit-twice", here, message);
        diagnostics.add(diagnostic.replace("take it away", here, ""));
    }

    /// Binds words; where they lack the unit that stands right outside their brackets, that is what is said.
    pub(in crate::paper) fn bind_between(
        &mut self,
        written: &[Written],
        at: usize,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let Some(Written::Bound(words, span, bound, whole)) = written.get(at) else { return None };
        let text = |inline: Option<&Written>| match inline {
            Some(Written::Text(text, span)) => Some((text.clone(), *span)),
            _ => None,
        };
        let before = text(at.checked_sub(1).and_then(|before| written.get(before)));
        let before = before.filter(|(text, _)| text.ends_with('£'));
        let after = text(written.get(at + 1));
        let unit = after.as_ref().and_then(|(text, _)| unit_behind(text));
        let (Some(Binding::Expression(expression)), true) =
            (Some(bound), before.is_some() || unit.is_some())
        else {
            return self.bind(words, *span, bound, *whole, diagnostics);
        };
        let mut found = Diagnostics::default();
        let value = self.bind(words, *span, bound, *whole, &mut found);
        let pounds = if before.is_some() { "£" } else { "" };
        let moved = format!("{pounds}{words}{}", unit.unwrap_or(""));
        let mend = value.as_ref().filter(|value| {
            !expression.kind.is_claim()
                && disagreement(words, value).is_some()
                && disagreement(&moved, value).is_none()
                && !matches!(value.unit, Unit::Rate { .. })
        });
        let start = before.map_or(whole.start, |(_, text)| text.end.saturating_sub('£'.len_utf8()));
        let end = after.filter(|_| unit.is_some()).map_or(whole.end, |(_, place)| {
            let raw = self.sources.text(place);
            let length = unit.map_or(0, |unit| unit.chars().count());
            let bytes: usize = raw.chars().take(length).map(char::len_utf8).sum();
            place.start + bytes
        });
        let all = Span { start, end, ..*whole };
        let braces = self.sources.text(*whole);
        let braces = braces.rfind("]{").and_then(|at| braces.get(at + 1..)).unwrap_or("");
        let Some(value_moved) = mend else {
            for diagnostic in found.sorted() {
                let mut diagnostic = diagnostic.clone();
                // What is offered has its unit, and must not meet the one outside.
                for (place, text) in
                    diagnostic.helps.iter_mut().filter_map(|help| help.replacement.as_mut())
                {
                    let twice = (pounds.is_empty() || text.contains('£'))
                        && unit.is_none_or(|unit| has(text, unit));
                    if *place == *span && twice {
                        (*place, *text) = (all, format!("[{text}]{braces}"));
                    }
                }
                diagnostics.add(diagnostic);
            }
            return value;
        };
        let outside = match (pounds, unit) {
            ("£", Some(unit)) => {
                format!("\"£\" and \"{}\" stand outside the brackets, and belong", unit.trim())
            }
            ("£", None) => "\"£\" stands outside the brackets, and belongs".to_owned(),
            (_, unit) => format!(
                "\"{}\" stands outside the brackets, and belongs",
                unit.unwrap_or("").trim()
            ),
        };
        diagnostics.add(
            Diagnostic::error("unit-twice", *span, format!("{outside} to the figure in them"))
                .label(expression.span, format!("this is {}", value_moved.printed()))
                .replace("move it in", all, format!("[{moved}]{braces}")),
        );
        value
    }
}
