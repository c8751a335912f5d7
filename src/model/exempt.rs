//! What is kept from the public: under which description of the law, and why.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::syntax::ast::FigureUnit;
use crate::syntax::spec::Cursor;

/// The descriptions of exempt information in Part 1 of Schedule 12A to the Local Government Act 1972, as amended in 2006.
const DESCRIPTIONS: [&str; 7] = [
    "information relating to any individual",
    "information which is likely to reveal the identity of an individual",
    "information relating to the financial or business affairs of any particular person (including the authority \
     holding that information)",
    "information relating to any consultations or negotiations, or contemplated consultations or negotiations, in \
     connection with any labour relations matter arising between the authority or a Minister of the Crown and employees \
     of, or office holders under, the authority",
    "information in respect of which a claim to legal professional privilege could be maintained in legal proceedings",
    "information which reveals that the authority proposes to give under any enactment a notice under or by virtue of \
     which requirements are imposed on a person, or to make an order or direction under any enactment",
    "information relating to any action taken or to be taken in connection with the prevention, investigation or \
     prosecution of crime",
];

/// What is said of something that is exempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exemption {
    /// The paragraph of Part 1 of Schedule 12A, from 1 to 7.
    pub paragraph: usize,
    /// Why it falls under it: the public reads this.
    pub reason: String,
    /// The words that say so.
    pub span: Span,
}

impl Exemption {
    /// The rule that it is exempt under, in words.
    pub fn rule(&self) -> String {
        rule(self.paragraph)
    }

    /// Reads `paragraph 1 "why"`; what else belongs to the line is left in it.
    pub fn read(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let start = line.place();
        let paragraph = paragraph(line, diagnostics)?;
        let Some((reason, span)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        if reason.trim().is_empty() {
            diagnostics.add(
                Diagnostic::error("attribute-missing", span, "this does not say why it is exempt")
                    .help("say it in words that may be public: `exempt paragraph 2 \"would show where a child lives\"`"),
            );
        }
        let reason = reason.trim().trim_end_matches('.').to_owned();
        Some(Self { paragraph, reason, span: start.to(span) })
    }
}

/// A paragraph of the schedule, in words.
pub fn rule(paragraph: usize) -> String {
    format!("paragraph {paragraph} of Part 1 of Schedule 12A to the Local Government Act 1972")
}

/// What a paragraph of the schedule is about.
pub fn description(paragraph: usize) -> &'static str {
    DESCRIPTIONS.get(paragraph.wrapping_sub(1)).copied().unwrap_or("")
}

/// Reads `paragraph 1`.
pub fn paragraph(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<usize> {
    if !line.keyword("paragraph") {
        line.malformed(diagnostics);
        return None;
    }
    let Some((figure, span)) = line.figure() else {
        line.malformed(diagnostics);
        return None;
    };
    let known = (1..=DESCRIPTIONS.len()).find(|number| Decimal::from(*number) == figure.value);
    if known.is_none() || figure.unit != FigureUnit::Plain {
        let mut diagnostic = Diagnostic::error(
            "name-unknown",
            span,
            "Part 1 of Schedule 12A has seven paragraphs of exempt information",
        );
        for (at, description) in DESCRIPTIONS.iter().enumerate() {
            diagnostic = diagnostic.note(format!("{}: {description}.", at + 1));
        }
        diagnostics.add(diagnostic);
        return None;
    }
    known
}
