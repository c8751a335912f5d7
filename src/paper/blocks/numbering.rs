//! `numbering`, a line of the `paper` item: what has a number.

use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::syntax::ast::Name;
use crate::syntax::spec::{AttributeSpec, Cursor};

/// The line.
pub(super) const NUMBERING: AttributeSpec = AttributeSpec {
    name: "numbering",
    form: "numbering paragraphs, or: numbering sections, or: numbering throughout",
    about: "what has a number: paragraphs after their section, 6.1, 6.2 (`paragraphs`, as it is without the line); sections \
            and sub-sections only (`sections`); or paragraphs 1, 2, 3 through the whole paper (`throughout`)",
    repeats: false,
    required: false,
};

/// The words behind it.
const CHOICES: [&str; 3] = ["paragraphs", "sections", "throughout"];

/// What has a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// Sections, and paragraphs after their section: 6, 6.1, 6.2.
    #[default]
    Paragraphs,
    /// Sections and the sections in them: 3, 3.1, 3.1.1. Paragraphs have none.
    Sections,
    /// Paragraphs through the whole paper: 1, 2, 3. Sections have none.
    Throughout,
}

impl Numbering {
    /// Reads the words behind `numbering`; `None` where they are none, which was reported.
    pub fn read(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let numbering = if line.keyword("paragraphs") {
            Self::Paragraphs
        } else if line.keyword("sections") {
            Self::Sections
        } else if line.keyword("throughout") {
            Self::Throughout
        } else {
            match line.name() {
                Some(name) => diagnostics.add(unknown(&name)),
                None => line.malformed(diagnostics),
            }
            return None;
        };
        line.finish(diagnostics);
        Some(numbering)
    }
}

fn unknown(name: &Name) -> Diagnostic {
    let message = format!("there is no numbering `{}` here", name.text);
    let diagnostic = Diagnostic::error("name-unknown", name.span, message);
    match did_you_mean(&name.text, CHOICES) {
        Some(meant) => diagnostic.replace(format!("did you mean `{meant}`?"), name.span, meant),
        None => diagnostic.help(format!("there are: `{}`", CHOICES.join("`, `"))),
    }
}
