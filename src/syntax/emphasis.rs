//! Stars in prose: `*stressed*`, `**strong**`, and stars that are only stars.
//!
//! A star opens after the start, a space, a bracket, a quotation mark or a dash, where words follow it; it closes where
//! words stand before it. So 5*3, f*** and a bullet pasted from elsewhere are text.

use super::ast::Inline;
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;

/// A piece of a phrase before its stars are paired.
pub(super) enum Piece {
    /// A finished piece.
    Inline(Inline),
    /// One or more stars, with the characters before and behind them.
    Stars { count: usize, span: Span, before: Option<char>, after: Option<char> },
}

/// Words between stars whose closing stars have not come yet.
struct Open {
    count: usize,
    span: Span,
    inlines: Vec<Inline>,
}

/// Pairs the stars; one that opens and does not close is reported at its place.
pub(super) fn pair(pieces: Vec<Piece>, diagnostics: &mut Diagnostics) -> Vec<Inline> {
    let mut whole: Vec<Inline> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Inline(inline) => push(&mut whole, &mut open, inline),
            Piece::Stars { count, span, before, after } => {
                let closes = before.is_some_and(|c| !c.is_whitespace());
                let opens = before.is_none_or(is_before) && after.is_some_and(is_start);
                for (count, span) in parts(count, span, closes && !open.is_empty()) {
                    if closes && open.last().is_some_and(|last| last.count == count) {
                        close(&mut whole, &mut open, span);
                    } else if opens && count <= 2 && !open.iter().any(|known| known.count == count)
                    {
                        open.push(Open { count, span, inlines: Vec::new() });
                    } else {
                        push(&mut whole, &mut open, Inline::Text("*".repeat(count), span));
                    }
                }
            }
        }
    }
    while let Some(Open { count, span, inlines }) = open.pop() {
        let mark = "*".repeat(count);
        diagnostics.add(
            Diagnostic::error("mark-unclosed", span, format!("this `{mark}` is not closed in its paragraph"))
                .here("opened here")
                .help(format!(
                    "close it with `{mark}` after the last of its words; put a space behind it where a star is meant"
                )),
        );
        for inline in inlines {
            push(&mut whole, &mut open, inline);
        }
    }
    whole
}

/// Three stars are two marks: the strong one outside.
fn parts(count: usize, span: Span, closing: bool) -> Vec<(usize, Span)> {
    if count != 3 {
        return vec![(count, span)];
    }
    let first = if closing { 1 } else { 2 };
    let middle = span.start + first;
    vec![(first, Span { end: middle, ..span }), (3 - first, Span { start: middle, ..span })]
}

fn close(whole: &mut Vec<Inline>, open: &mut Vec<Open>, end: Span) {
    if let Some(Open { count, span, inlines }) = open.pop() {
        let span = span.to(end);
        let closed = if count == 2 {
            Inline::Strong(inlines, span)
        } else {
            Inline::Emphasis(inlines, span)
        };
        push(whole, open, closed);
    }
}

fn push(whole: &mut Vec<Inline>, open: &mut [Open], inline: Inline) {
    match open.last_mut() {
        Some(open) => open.inlines.push(inline),
        None => whole.push(inline),
    }
}

/// What a mark may stand behind.
fn is_before(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '(' | '[' | '"' | '\'' | '“' | '‘' | '-' | '–' | '—' | '*')
}

/// What the words after a mark may begin with.
fn is_start(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '"' | '\'' | '“' | '‘' | '[' | '{' | '£' | '(' | '*')
}
