//! Words for everybody that would print what is exempt: a text, a date, an item of a list, a priority, a source.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::resolve::Resolver;
use crate::source::Span;

impl Resolver<'_, '_> {
    /// Reports that what stands `here` prints what stands `there`, if that is exempt and this is not.
    pub(in crate::paper) fn words_shown(
        &self,
        what: &str,
        here: Span,
        there: Span,
        diagnostics: &mut Diagnostics,
    ) {
        if !self.exempt.hides(there) || self.exempt.hides(here) {
            return;
        }
        let mut found = Diagnostic::error(
            "exempt-shown",
            here,
            format!("this is for everybody, and shows {what}, which is exempt"),
        )
        .label(there, "exempt here");
        if let Some(exemption) = self.exempt.at(there) {
            let (rule, reason) = (exemption.rule(), &exemption.reason);
            found = found.note(format!("It is exempt under {rule}: {reason}."));
        }
        diagnostics.add(found.help("put these words where they are exempt too, or leave them out"));
    }
}
