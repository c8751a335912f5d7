//! The titles of sources: each names one.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::scope::Scope;
use crate::source::Span;

/// What stands for a title until somebody fills it in: that of every message, and what others write.
const PLACEHOLDERS: [&str; 8] =
    ["…", "...", "source", "the source", "its title", "title", "tbc", "?"];

impl Scope<'_> {
    /// Holds the title of a source: one that names nothing vouches for nothing.
    pub(in crate::paper) fn source_title(
        &self,
        title: &str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        let title = title.trim();
        if let Some((declared, place)) = self.sources.get(title) {
            diagnostics.add(
                Diagnostic::error(
                    "source-unnamed",
                    span,
                    format!("\"{title}\" is printed as it stands; the source `{title}` is meant"),
                )
                .label(*place, format!("this is \"{declared}\""))
                .replace("a name stands without quotes", span, title),
            );
            return;
        }
        let lower = title.to_lowercase();
        if title.chars().any(char::is_alphanumeric) && !PLACEHOLDERS.contains(&lower.as_str()) {
            return;
        }
        diagnostics.add(
            Diagnostic::error("source-unnamed", span, "no source is named here")
                .here("this is only the place for it")
                .help("write what vouches for the figure, such as `\"Star Awards organisers, April 2023\"`, or the name of a `source` item")
                .help("a figure that the data hold is tied to them: `[640]{cla at Q4}`"),
        );
    }
}
