//! Gaps that are still to be filled in, as `paperwright new` leaves them: `<what goes there>`.

use std::borrow::Cow;

use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;

/// Reports the gaps in some words, and puts dots in their place, so that every place stays what it is.
pub(super) fn blanked<'w>(
    words: &'w str,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Cow<'w, str> {
    if !words.contains('<') {
        return Cow::Borrowed(words);
    }
    let mut blank = words.to_owned();
    let mut from = 0;
    while let Some((start, end)) = next(words, from) {
        from = end;
        let Some(gap) = words.get(start..end) else { break };
        let place = Span { start: span.start + start, end: span.start + end, ..span };
        report(gap, place, diagnostics);
        // Something stands there, so that it is not missed as well.
        blank.replace_range(start..end, &format!("…{}", " ".repeat(gap.len() - "…".len())));
    }
    Cow::Owned(blank)
}

/// Reports a gap, given with its brackets.
pub(super) fn report(gap: &str, place: Span, diagnostics: &mut Diagnostics) {
    let what = gap.trim_start_matches('<').trim_end_matches('>');
    let what: Vec<&str> = what.split_whitespace().collect();
    diagnostics.add(
        Diagnostic::error(
            "gap-unfilled",
            place,
            format!("this is still to be filled in: {}", what.join(" ")),
        )
        .here("write it here, in place of the pointed brackets"),
    );
}

/// Whether a text holds a gap.
pub(super) fn within(text: &str) -> bool {
    text.contains('<') && next(text, 0).is_some()
}

/// The next gap: pointed brackets with several words in them, but no address, and neither in braces nor in a comment.
/// One word in them may be a tag of another language.
fn next(words: &str, from: usize) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for (at, character) in words.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '<' if depth == 0 && at >= from => {
                let rest = words.get(at + 1..)?;
                let length = rest
                    .find(['<', '>', '{', '}'])
                    .filter(|end| rest.get(*end..).is_some_and(|rest| rest.starts_with('>')));
                let Some(length) = length else { continue };
                let inner = rest.get(..length)?;
                let before = words.get(..at)?;
                let line = before.rsplit('\n').next().unwrap_or(before);
                let comment = line.contains(" //") || line.trim_start().starts_with("//");
                let address =
                    inner.contains('@') || inner.contains("://") || inner.contains("\n\n");
                let words = inner.split_whitespace().nth(1).is_some();
                if words && inner.starts_with(char::is_alphabetic) && !address && !comment {
                    return Some((at, at + length + 2));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn gaps_are_words_in_pointed_brackets() {
        for text in ["<the title>", "From <the one> to", "<what\n  it is>"] {
            assert!(within(text), "{text}");
        }
        for text in [
            "<5",
            "<label>",
            "a < b",
            "< 5 and > 3",
            "<name@wiltshire.gov.uk>",
            "{a <b} and {c> d}",
            "<https://x.uk>",
            "// <x>",
        ] {
            assert!(!within(text), "{text}");
        }
    }
}
