//! The parts that the standard of a paper asks for.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::Paper;
use crate::paper::blocks::front::Standard;

/// Reports what a paper to Full Council lacks.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    let front = &paper.front;
    let Some(Standard::FullCouncil) = front.standard else { return };
    let parts = [
        (paper.summary.is_empty(), "summary", "an executive summary", "summary {"),
        (paper.proposals.is_empty(), "proposals", "proposals", "proposals {"),
        (paper.reasons.is_empty(), "reasons", "reasons for its proposals", "reasons {"),
        (
            front.council.is_none(),
            "council",
            "the name of its council",
            "council \"Wiltshire Council\"",
        ),
        (
            front.meeting.is_none(),
            "meeting",
            "a meeting",
            "meeting \"Full Council\" on 18 July 2023",
        ),
        (front.signatories.is_empty(), "signed", "a signatory", "signed \"Name\", \"Post\""),
        (front.authors.is_empty(), "author", "an author", "author \"Name\", \"Post\""),
        (
            front.background.is_none(),
            "background",
            "a list of background papers",
            "background none",
        ),
    ];
    for (missing, _, what, form) in parts {
        if missing {
            diagnostics.add(
                Diagnostic::error(
                    "part-missing",
                    front.span,
                    format!("a paper to Full Council needs {what}"),
                )
                .help(format!("add `{form}`")),
            );
        }
    }
}
