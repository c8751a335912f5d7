//! Typst's messages, in the terms of those who can do something about them.

use ::typst::WorldExt;
use ::typst::diag::{Severity as TypstSeverity, SourceDiagnostic};

use super::world::Sandbox;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::source::Span;

/// What cannot be set in pages, whoever is to blame.
const FAILED: &str = "typesetting-failed";

/// Reports what Typst says.
pub(super) fn all(said: &[SourceDiagnostic], world: &Sandbox, diagnostics: &mut Diagnostics) {
    for message in said {
        diagnostics.add(translate(message, world));
    }
}

fn translate(said: &SourceDiagnostic, world: &Sandbox) -> Diagnostic {
    let severity = match said.severity {
        TypstSeverity::Error => Severity::Error,
        TypstSeverity::Warning => Severity::Warning,
    };
    // Where it went wrong, then the calls that led there, innermost first.
    let ranges = std::iter::once(world.range(said.span))
        .chain(said.trace.iter().map(|point| world.range(point.span)))
        .flatten();
    let (mut in_theme, mut origin) = (None, None);
    for range in ranges {
        if range.start < world.source.body {
            in_theme = in_theme.or_else(|| world.typesetter.theme.frame.origin(range));
        } else {
            origin = origin.or_else(|| world.source.origin(&range).map(|(_, origin)| origin));
        }
    }
    let theme = world.typesetter.theme;
    let message = format!("the paper could not be typeset: {}", said.message);
    let author = origin.and_then(|origin| origin.span);
    let mut diagnostic = match (in_theme, author) {
        // A theme that its designer can mend.
        (Some(span), _) if !theme.is_built_in() => Diagnostic::error(FAILED, span, message)
            .note(format!("This is a mistake in the template of the theme “{}”.", theme.name)),
        (_, span) => ours(message, span),
    };
    if let (None, Some(origin)) = (author, origin) {
        diagnostic = diagnostic.note(format!("It was met in {}.", origin.part));
    }
    for hint in &said.hints {
        diagnostic = diagnostic.note(format!("Typst adds: {}.", hint.v));
    }
    Diagnostic { severity, ..diagnostic }
}

/// Something that should never happen.
pub(super) fn defect(message: impl Into<String>) -> Diagnostic {
    ours(message.into(), None)
}

fn ours(message: String, span: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::error(FAILED, span.unwrap_or_default(), message)
        .note("This is a defect of Paperwright and not of the paper.")
        .help("please report it, with the file that `--format typst` writes");
    Diagnostic { primary: diagnostic.primary.filter(|_| span.is_some()), ..diagnostic }
}
