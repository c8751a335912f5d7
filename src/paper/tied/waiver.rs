//! Waivers: words that the data contradict, and that somebody answers for until a day. Each is said at every build.

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::paper::resolve::Resolver;
use crate::paper::values::value::Value;
use crate::paper::words::figures_in;
use crate::source::Span;
use crate::syntax::ast::{Binding, Expression, Waiver};

/// What a waiver covers: that the data say otherwise. An absent value and what cannot be read are never covered.
const COVERED: [&str; 4] =
    ["claim-false", "not-decidable-as-printed", "words-contradict", "words-differ"];

/// What is said of a waiver with a far end.
const LONG: &str = "That is more than a year after the date of the paper: give the day by which the data will be right.";

impl Resolver<'_, '_> {
    /// Holds words against what they are bound to, and turns what contradicts them into a warning while the waiver lasts.
    pub(in crate::paper) fn waived(
        &mut self,
        words: &str,
        span: Span,
        expression: &Expression,
        waiver: &Waiver,
        whole: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let mut found = Diagnostics::default();
        let binding = Binding::Expression(Box::new(expression.clone()));
        let value = self.bind(words, span, &binding, whole, &mut found);
        // Words that state no figure, or several, were never held against the value.
        let held = expression.kind.is_claim() || figures_in(words).len() == 1;
        let over = self.date.is_some_and(|date| date > waiver.until);
        if Self::is_empty(waiver, diagnostics) {
            return value;
        }
        let year = self.date.and_then(|date| date.replace_year(date.year() + 1).ok());
        let long = year.is_some_and(|year| waiver.until > year);
        let mut decided = held;
        for diagnostic in found.sorted() {
            let error = diagnostic.severity == Severity::Error;
            if error && held && COVERED.contains(&diagnostic.code) {
                let mut diagnostic = answered(diagnostic.clone(), waiver, over);
                if long {
                    diagnostic.notes.insert(1, LONG.to_owned());
                }
                // Words that are true need no waiver: what is offered goes without it.
                let claim = self.sources.text(expression.span).trim();
                for (place, text) in
                    diagnostic.helps.iter_mut().filter_map(|help| help.replacement.as_mut())
                {
                    if *place == span {
                        (*place, *text) = (whole, format!("[{text}]{{{claim}}}"));
                    }
                }
                diagnostics.add(diagnostic);
            } else {
                diagnostics.add(diagnostic.clone());
            }
            decided &= !error;
        }
        if decided {
            diagnostics.add(
                Diagnostic::warning(
                    "waiver-needless",
                    waiver.span,
                    format!("\"{words}\" is true, and needs no waiver"),
                )
                .label(span, "the data bear this out")
                .help("take it out, from `waived` to the date"),
            );
        }
        value
    }

    /// Whether a waiver does not say what it must, which is reported.
    fn is_empty(waiver: &Waiver, diagnostics: &mut Diagnostics) -> bool {
        let empty = |text: &str| !text.chars().any(char::is_alphanumeric);
        let message = match (empty(&waiver.reason), empty(&waiver.by)) {
            (true, true) => "this waiver gives no reason, and nobody answers for it",
            (true, false) => "this waiver gives no reason",
            (false, true) => "nobody answers for this waiver",
            (false, false) => "",
        };
        if !message.is_empty() {
            diagnostics.add(Diagnostic::error("waiver-empty", waiver.span, message).help(
                "write why behind `waived`, and behind `by` the post of whoever answers for it",
            ));
        }
        !message.is_empty()
    }
}

/// What was found, as somebody answers for it.
fn answered(found: Diagnostic, waiver: &Waiver, over: bool) -> Diagnostic {
    let Waiver { reason, by, until, span } = waiver;
    let until = date_in_words(*until);
    let note = format!("Waived by {by} until {until}: {reason}.");
    let mut diagnostic = if over {
        Diagnostic {
            code: "waiver-expired",
            message: format!("the waiver ended on {until}: {}", found.message),
            ..found
        }
        .label(*span, "the paper is dated later")
    } else {
        Diagnostic { code: "claim-waived", severity: Severity::Warning, ..found }
            .label(*span, format!("waived until {until}"))
    };
    diagnostic.notes.insert(0, note);
    if over {
        diagnostic = diagnostic.help("or have it waived anew, with a later day");
    }
    diagnostic
}

fn date_in_words(date: time::Date) -> String {
    format!("{} {} {}", date.day(), date.month(), date.year())
}
