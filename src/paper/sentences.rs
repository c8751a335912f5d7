//! Sentences that begin with a figure.

use super::line::{Line, PieceKind, starts};
use super::prose::Inline;
use super::value::Printed;
use crate::source::Span;

/// What a line is: where it stands decides whether its first words begin a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A paragraph of the author's.
    Paragraph,
    /// An item of a list; true where the items are sentences.
    Item(bool),
    /// A title or a caption.
    Title,
    /// Somebody else's words.
    Quotation,
}

/// Values in words that begin a sentence are printed with a capital letter.
pub(super) fn capitals(inlines: &mut [Inline], line: &Line<'_>, role: Role) {
    let in_words: Vec<(usize, Span)> = line
        .pieces
        .iter()
        .filter(|piece| {
            matches!(piece.kind, PieceKind::Printed(value) if matches!(value.form, Printed::Words(_)))
        })
        .map(|piece| (piece.range.start, piece.span))
        .collect();
    if in_words.is_empty() {
        return;
    }
    let begins = starts(&line.text);
    for (at, span) in in_words {
        if begins.contains(&at) && (at > 0 || role != Role::Item(false)) {
            begin(inlines, span);
        }
    }
}

fn begin(inlines: &mut [Inline], form: Span) {
    for inline in inlines {
        match inline {
            Inline::Value(value, span) if *span == form => value.form = Printed::Words(true),
            Inline::Strong(inner) | Inline::Emphasis(inner) => begin(inner, form),
            _ => {}
        }
    }
}
