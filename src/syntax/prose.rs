//! Prose: paragraphs, lists and quotations by line, and the words in them through the grammar.

use pest::Parser;
use pest::iterators::Pair;

use super::ast::{Binding, Inline, ListItem, Name, Passage, Phrase};
use super::emphasis::{self, Piece};
use super::grammar::{Grammar, Rule};
use super::marks::{Lists, Mark, Unit, mark};
use super::{DEPTH_LIMIT, expression, gaps, slips};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{FileId, Span};

/// Reads a body of prose.
pub(super) fn passages(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Vec<Passage> {
    let units = units(text, span);
    build(text, span.file, &units, 0, diagnostics)
}

/// Parts a body into units.
fn units(text: &str, span: Span) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut blank = true;
    // How many braces are open: a line in them that begins with a minus is no bullet.
    let mut depth = 0_i32;
    let mut at = span.start;
    while at < span.end {
        let end =
            text.get(at..span.end).and_then(|rest| rest.find('\n')).map_or(span.end, |n| at + n);
        let line = text.get(at..end).unwrap_or("");
        let indent = line.len() - line.trim_start().len();
        let trimmed = line.trim();
        let start = at + indent;
        at = end + 1;
        if trimmed.is_empty() {
            blank = true;
            depth = 0;
            continue;
        }
        if trimmed.starts_with("//") {
            continue;
        }
        let stop = start + trimmed.len();
        let (mark, width) =
            if depth > 0 { (Mark::None, 0) } else { mark(trimmed, indent, &units, blank) };
        let inside = depth > 0;
        for byte in trimmed.bytes() {
            depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        }
        let goes_on = inside
            || !blank
                && match (mark, units.last()) {
                    (Mark::None, Some(last)) => {
                        !matches!(last.mark, Mark::List(_)) || indent > last.indent
                    }
                    (Mark::Quote, Some(last)) => last.mark == Mark::Quote,
                    _ => false,
                };
        match units.last_mut() {
            Some(last) if goes_on => last.end = stop,
            _ => units.push(Unit { indent, mark, width, start: start + width, end: stop }),
        }
        blank = false;
    }
    units
}

/// Nests units by their indentation.
fn build(
    text: &str,
    file: FileId,
    units: &[Unit],
    depth: usize,
    diagnostics: &mut Diagnostics,
) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut lists = Lists::default();
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let span = Span { file, start: unit.start, end: unit.end };
        match unit.mark {
            Mark::None => {
                let (name, span) = paragraph_name(text, span);
                let phrase = phrase(text, span, diagnostics);
                if !phrase.inlines.is_empty() || name.is_some() {
                    passages.push(Passage::Paragraph(name, phrase));
                }
                at += 1;
            }
            Mark::Quote => {
                let mut phrases = Vec::new();
                while let Some(unit) = units.get(at)
                    && unit.mark == Mark::Quote
                {
                    let span = Span { file, start: unit.start, end: unit.end };
                    phrases.push(quoted_phrase(text, span, diagnostics));
                    at += 1;
                }
                passages.push(Passage::Quotation(phrases));
            }
            Mark::List(marker) => {
                if depth >= DEPTH_LIMIT {
                    diagnostics.add(Diagnostic::error(
                        "too-deep",
                        span,
                        format!("lists are nested more than {DEPTH_LIMIT} deep"),
                    ));
                    return passages;
                }
                let mut items = Vec::new();
                while let Some(item) = units.get(at)
                    && matches!(item.mark, Mark::List(other) if marker.is_like(other))
                    && item.indent <= unit.indent + 1
                    && item.indent + 1 >= unit.indent
                {
                    lists.follow(item, items.is_empty(), file, diagnostics);
                    let span = Span { file, start: item.start, end: item.end };
                    let (name, span) = paragraph_name(text, span);
                    let inner = units.get(at + 1..).unwrap_or(&[]);
                    let count =
                        inner.iter().take_while(|inner| inner.indent > item.indent + 1).count();
                    items.push(ListItem {
                        name,
                        phrase: phrase(text, span, diagnostics),
                        nested: build(
                            text,
                            file,
                            inner.get(..count).unwrap_or(&[]),
                            depth + 1,
                            diagnostics,
                        ),
                    });
                    at += 1 + count;
                }
                passages.push(Passage::List(marker, items));
            }
        }
    }
    passages
}

/// `@name ` at the start of a paragraph or of an item.
fn paragraph_name(text: &str, span: Span) -> (Option<Name>, Span) {
    let words = text.get(span.start..span.end).unwrap_or("");
    let Some(rest) = words.strip_prefix('@') else { return (None, span) };
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let after = rest.get(length..).unwrap_or("");
    if length == 0 || !(after.is_empty() || after.starts_with(char::is_whitespace)) {
        return (None, span);
    }
    let name = Name {
        text: rest.get(..length).unwrap_or("").to_owned(),
        span: Span { start: span.start + 1, end: span.start + 1 + length, ..span },
    };
    let gap = after.len() - after.trim_start().len();
    (Some(name), Span { start: (span.start + 1 + length + gap).min(span.end), ..span })
}

/// A quotation's words: the `> ` of its further lines is blanked, so that places stay what they are.
fn quoted_phrase(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Phrase {
    let words = text.get(span.start..span.end).unwrap_or("");
    let mut clean = String::with_capacity(words.len());
    for (number, line) in words.split_inclusive('\n').enumerate() {
        let indent = line.len() - line.trim_start().len();
        if number > 0 && line.trim_start().starts_with('>') {
            clean.push_str(line.get(..indent).unwrap_or(""));
            clean.push(' ');
            clean.push_str(line.get(indent + 1..).unwrap_or(""));
        } else {
            clean.push_str(line);
        }
    }
    parse_phrase(&clean, span, diagnostics)
}

/// Reads the words at a place.
pub(super) fn phrase(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Phrase {
    let words = text.get(span.start..span.end).unwrap_or("");
    let lead = words.len() - words.trim_start().len();
    let trimmed = words.trim();
    let span = Span { start: span.start + lead, end: span.start + lead + trimmed.len(), ..span };
    parse_phrase(trimmed, span, diagnostics)
}

/// Reads words that stand at a place, or that a title or a caption holds.
pub fn parse_phrase(words: &str, span: Span, diagnostics: &mut Diagnostics) -> Phrase {
    let words = &*gaps::blanked(words, span, diagnostics);
    let mut pieces = Vec::new();
    if let Ok(pairs) = Grammar::parse(Rule::phrase, words) {
        for pair in pairs.flat_map(Pair::into_inner) {
            piece(&mut pieces, pair, words, span, diagnostics);
        }
    }
    let mut inlines = Vec::new();
    for inline in emphasis::pair(pieces, diagnostics) {
        join(&mut inlines, inline);
    }
    trim_ends(&mut inlines);
    Phrase { inlines, span }
}

fn piece(
    pieces: &mut Vec<Piece>,
    pair: Pair<'_, Rule>,
    words: &str,
    base: Span,
    diagnostics: &mut Diagnostics,
) {
    let here = place(&pair, base);
    let raw = pair.as_str();
    let inline = match pair.as_rule() {
        Rule::stars => {
            let at = pair.as_span();
            pieces.push(Piece::Stars {
                count: raw.len(),
                span: here,
                before: words.get(..at.start()).and_then(|text| text.chars().next_back()),
                after: words.get(at.end()..).and_then(|text| text.chars().next()),
            });
            return;
        }
        Rule::see => pair
            .into_inner()
            .find(|pair| pair.as_rule() == Rule::see_name)
            .map(|name| Name { text: name.as_str().to_owned(), span: place(&name, base) })
            .map(|name| Inline::See(name, here)),
        Rule::note => pair
            .into_inner()
            .next()
            .map(|words| Inline::Note(Box::new(note(&words, base, diagnostics)), here)),
        Rule::note_named => pair
            .into_inner()
            .next()
            .map(|name| Name { text: name.as_str().to_owned(), span: place(&name, base) })
            .map(|name| Inline::NoteNamed(name, here)),
        Rule::tag => pair
            .into_inner()
            .find(|pair| pair.as_rule() == Rule::see_name)
            .map(|name| Inline::Tag(self::name(&name, base), here)),
        Rule::report_of => {
            let mut inner = pair.into_inner();
            let number = inner.find(|pair| pair.as_rule() == Rule::report_number);
            let name = inner.find(|pair| pair.as_rule() == Rule::see_name);
            let number = number.and_then(|number| number.as_str().parse().ok());
            number
                .zip(name)
                .map(|(number, name)| Inline::Report(number, self::name(&name, base), here))
        }
        Rule::value => {
            pair.into_inner().next().map(|braced| value(&braced, here, base, diagnostics))
        }
        Rule::bound_reversed | Rule::bound_spaced => {
            let spaced = pair.as_rule() == Rule::bound_spaced;
            let mut inner = pair.into_inner();
            let Some((first, second)) = inner.next().zip(inner.next()) else { return };
            let (words, braced) = if spaced { (&first, &second) } else { (&second, &first) };
            let slipped = if spaced {
                slips::spaced(words.as_str(), braced.as_str(), here)
            } else {
                slips::reversed(words.as_str(), braced.as_str(), here)
            };
            if let Some(slipped) = slipped {
                diagnostics.add(slipped);
                return;
            }
            // The one is a bracket that is printed, the other a value.
            let within = place(braced, base);
            let at = Span { start: within.start - 1, end: within.end + 1, ..within };
            let value = value(braced, at, base, diagnostics);
            let span = if spaced {
                Span { end: at.start, ..here }
            } else {
                Span { start: at.end, ..here }
            };
            let text = raw
                .get(span.start - here.start..span.end - here.start)
                .map(|text| Inline::Text(text.to_owned(), span));
            let (first, second) = if spaced { (text, Some(value)) } else { (Some(value), text) };
            pieces.extend(first.into_iter().chain(second).map(Piece::Inline));
            return;
        }
        Rule::bound => {
            let mut inner = pair.into_inner();
            inner.next().zip(inner.next()).map(|(words, braced)| {
                let at = place(&braced, base);
                let binding: Binding = expression::parse_binding(braced.as_str(), at, diagnostics);
                Inline::Bound(fold(words.as_str()), place(&words, base), binding, here)
            })
        }
        Rule::link => {
            let mut inner = pair.into_inner();
            inner.next().zip(inner.next()).map(|(words, address)| {
                Inline::Link(fold(words.as_str()), address.as_str().to_owned(), here)
            })
        }
        Rule::escaped => Some(Inline::Text(raw.get(1..).unwrap_or("").to_owned(), here)),
        Rule::literal => Some(Inline::Text(raw.get(..1).unwrap_or("").to_owned(), here)),
        Rule::comment | Rule::EOI => None,
        Rule::bound_round => {
            let mended = raw.replacen("](", "]{", 1);
            let mended = format!("{}}}", mended.trim_end_matches(')'));
            diagnostics.add(
                Diagnostic::error(
                    "syntax-error",
                    here,
                    "round brackets hold an address, and this is none",
                )
                .replace("to tie words to data, write braces", here, mended),
            );
            None
        }
        Rule::quote_unclosed | Rule::bound_unclosed => {
            let inner = pair
                .into_inner()
                .find(|inner| matches!(inner.as_rule(), Rule::quote_mark | Rule::brace_unclosed));
            if let Some(inner) = inner {
                diagnostics.add(unclosed(inner.as_rule(), place(&inner, base)));
            }
            None
        }
        Rule::brace_unclosed | Rule::brace_stray | Rule::bracket_unclosed => {
            diagnostics.add(unclosed(pair.as_rule(), here));
            None
        }
        _ => Some(Inline::Text(raw.to_owned(), here)),
    };
    pieces.extend(inline.map(Piece::Inline));
}

/// The words of `{note "words"}`.
fn note(words: &Pair<'_, Rule>, base: Span, diagnostics: &mut Diagnostics) -> Phrase {
    parse_phrase(words.as_str(), place(words, base), diagnostics)
}

/// `{expression}`
fn value(braced: &Pair<'_, Rule>, here: Span, base: Span, diagnostics: &mut Diagnostics) -> Inline {
    let at = place(braced, base);
    let value = expression::parse_expression(braced.as_str(), at, diagnostics);
    Inline::Value(Box::new(value), here)
}

fn unclosed(rule: Rule, here: Span) -> Diagnostic {
    let here = Span { end: here.start + 1, ..here };
    match rule {
        Rule::quote_mark => Diagnostic::error(
            "mark-unclosed",
            here,
            "this quotation mark is not closed in its braces",
        )
        .here("opened here")
        .help("close the text with `\"`"),
        Rule::brace_stray => Diagnostic::error("mark-unclosed", here, "this `}` closes nothing")
            .help("take it out; write `}}` for a brace that is to be printed"),
        Rule::brace_unclosed => {
            Diagnostic::error("mark-unclosed", here, "this `{` is not closed in its paragraph")
                .here("opened here")
                .help("close it with `}`; write `{{` for a brace that is to be printed")
        }
        _ => Diagnostic::error("mark-unclosed", here, "this `[` is not closed in its paragraph")
            .here("opened here")
            .help("close it with `]`; write `[[` for a bracket that is to be printed"),
    }
}

/// Adds a piece; neighbouring words become one text, in which white space folds to one space.
fn join(inlines: &mut Vec<Inline>, inline: Inline) {
    match inline {
        Inline::Text(raw, span) => push_text(inlines, &raw, span),
        Inline::Strong(inner, span) => inlines.push(Inline::Strong(joined(inner), span)),
        Inline::Emphasis(inner, span) => inlines.push(Inline::Emphasis(joined(inner), span)),
        other => inlines.push(other),
    }
}

fn joined(inner: Vec<Inline>) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for inline in inner {
        join(&mut inlines, inline);
    }
    inlines
}

/// Adds words; white space folds to one space, and neighbours become one text.
fn push_text(inlines: &mut Vec<Inline>, raw: &str, span: Span) {
    if !matches!(inlines.last(), Some(Inline::Text(..))) {
        inlines.push(Inline::Text(String::new(), span));
    }
    if let Some(Inline::Text(text, whole)) = inlines.last_mut() {
        for character in raw.chars() {
            if !character.is_whitespace() || character == '\u{a0}' {
                text.push(character);
            } else if !text.ends_with(' ') {
                text.push(' ');
            }
        }
        whole.end = span.end;
    }
}

fn trim_ends(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(text, _)) = inlines.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text(text, _)) = inlines.last_mut() {
        text.truncate(text.trim_end().len());
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text(text, _) if text.is_empty()));
}

fn name(pair: &Pair<'_, Rule>, base: Span) -> Name {
    Name { text: pair.as_str().to_owned(), span: place(pair, base) }
}

fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn place(pair: &Pair<'_, Rule>, base: Span) -> Span {
    let span = pair.as_span();
    Span { file: base.file, start: base.start + span.start(), end: base.start + span.end() }
}
