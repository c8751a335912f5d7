//! Numbers of paragraphs that the author typed: the program puts its own.

use std::borrow::Cow;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::resolve::Resolver;
use crate::source::Span;
use crate::syntax::ast::{Inline as Written, Phrase};

/// How many bytes of a text are a paragraph's number: "1.1 The", "6.7.1 In"; none for "2.5 million" and "1.1% of".
fn number(text: &str) -> Option<usize> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let (number, rest) = text.split_at_checked(length)?;
    let parts: Vec<&str> = number.strip_suffix('.').unwrap_or(number).split('.').collect();
    let dotted = parts.len() >= 2 && parts.iter().all(|part| (1..=2).contains(&part.len()));
    let words = rest.trim_start();
    let opens = words.starts_with(char::is_uppercase) && words.len() < rest.len();
    (dotted && opens).then_some(length)
}

impl Resolver<'_, '_> {
    /// A paragraph without the number that was typed before it, which is reported.
    pub(in crate::paper) fn without_number<'p>(
        &self,
        phrase: &'p Phrase,
        diagnostics: &mut Diagnostics,
    ) -> Cow<'p, Phrase> {
        let numbered = self.surroundings.numbered && !self.quoted;
        let found = match phrase.inlines.first() {
            Some(Written::Text(text, span)) if numbered => {
                number(text).map(|length| (text, *span, length))
            }
            _ => None,
        };
        let Some((text, span, length)) = found else { return Cow::Borrowed(phrase) };
        let raw = self.sources.text(span);
        let gap = raw.get(length..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let typed = Span { end: span.start + length + gap, ..span };
        let words = text.get(..length).unwrap_or("");
        diagnostics.add(
            Diagnostic::error(
                "number-typed",
                Span { end: span.start + length, ..span },
                format!("{words} is typed before a paragraph that gets its number by itself"),
            )
            .here("it would be printed behind the other")
            .note("Sections, paragraphs and tables are numbered by the program, and stay right when one is added.")
            .replace("take it out", typed, ""),
        );
        let mut phrase = phrase.clone();
        let rest = text.get(length..).unwrap_or("").trim_start().to_owned();
        if let Some(first) = phrase.inlines.first_mut() {
            *first = Written::Text(rest, Span { start: typed.end, ..span });
        }
        phrase.span.start = typed.end;
        Cow::Owned(phrase)
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_of_a_paragraph_is_told_from_a_figure() {
        assert_eq!(number("1.1 The number"), Some(3));
        assert_eq!(number("6.7.1. In March"), Some(6));
        for figure in
            ["1.1% of", "2.5 million", "1.1 percentage points", "2023.", "7 The", "1,200 In"]
        {
            assert_eq!(number(figure), None, "{figure}");
        }
    }
}
