//! For people: the message, the author's line, the cells that contradict it, and the way out.

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet,
};

use super::{Diagnostic, Diagnostics, Help, Label, Severity};
use crate::source::{SourceMap, Span};

/// The width of what is printed, in characters. Fixed, so that a message looks the same wherever it is read.
const WIDTH: usize = 120;
/// The width that a line of a file may have and still be shown whole, beside its number.
const WHOLE: usize = 104;
/// How much of a longer line is shown on either side of a proposed change.
const AROUND: usize = 40;
/// Marks on one long line that are further apart than this are shown one below the other.
const TOGETHER: usize = 60;

/// The whole message with the places it is about, without a line break at its end.
pub fn human(diagnostic: &Diagnostic, sources: &SourceMap, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(WIDTH).render(&report(diagnostic, sources))
}

/// One line: `path:line:column: error[code]: message`.
pub fn short(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let severity = word(diagnostic.severity);
    let said = format!("{severity}[{}]: {}", diagnostic.code, diagnostic.message);
    let line = match &diagnostic.primary {
        Some(Label { span, .. }) => {
            let (line, column) = sources.position(*span);
            format!("{}:{line}:{column}: {said}", sources.file(span.file).path)
        }
        None => said,
    };
    line.split(|letter: char| letter.is_control()).collect::<Vec<_>>().join(" ")
}

/// The last line of a run: "3 errors, 1 warning", or "no problems".
pub fn tally(diagnostics: &Diagnostics) -> String {
    tally_of(|severity| diagnostics.count(severity))
}

/// As [`tally`], where the counting was done elsewhere: over several papers, say.
pub fn tally_of(count: impl Fn(Severity) -> usize) -> String {
    let parts: Vec<_> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| match (count(severity), word(severity)) {
            (0, _) => None,
            (1, word) => Some(format!("1 {word}")),
            (many, word) => Some(format!("{many} {word}s")),
        })
        .collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn report<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    // "warning[]: " stands before the message.
    let room = WIDTH.saturating_sub(word(diagnostic.severity).len() + diagnostic.code.len() + 4);
    let title = level.primary_title(wrap(&diagnostic.message, room)).id(diagnostic.code);
    let mut first = Group::with_title(title);
    for snippet in snippets(diagnostic, sources) {
        first = first.element(snippet);
    }
    if let Some(also) = also(diagnostic, sources) {
        first = first.element(Level::NOTE.message(wrap(&also, WIDTH - 16)));
    }
    for note in &diagnostic.notes {
        first = first.element(Level::NOTE.message(wrap(note, WIDTH - 16)));
    }
    // Ways out keep their order: those in words hang on the message until the first that shows a changed line.
    let words = diagnostic.helps.iter().take_while(|help| help.replacement.is_none()).count();
    let (words, shown) = diagnostic.helps.split_at(words);
    for help in words {
        first = first.element(Level::HELP.message(wrap(&help.message, WIDTH - 16)));
    }
    let file = diagnostic.primary.as_ref().map(|label| label.span.file);
    std::iter::once(first)
        .chain(shown.iter().map(|help| {
            let here = help.replacement.as_ref().is_some_and(|(span, _)| Some(span.file) == file);
            change(help, here, sources)
        }))
        .collect()
}

/// Where else the same is to be said: the first few places, and how many more.
fn also(diagnostic: &Diagnostic, sources: &SourceMap) -> Option<String> {
    const SHOWN: usize = 3;
    let places: Vec<String> = diagnostic
        .also
        .iter()
        .take(SHOWN)
        .map(|span| {
            let (line, column) = sources.position(*span);
            format!("{}:{line}:{column}", sources.file(span.file).path)
        })
        .collect();
    if places.is_empty() {
        return None;
    }
    let more = diagnostic.also.len() - places.len();
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(format!("the same at {}{rest}", places.join(", ")))
}

/// A place that is marked on a line.
struct Mark<'a> {
    span: Span,
    text: &'a str,
    primary: bool,
}

/// The lines of files that are shown: each file once if its lines are short, else a line at a time, so that each can be
/// cut around what is marked on it.
fn snippets<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a SourceMap,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let marks = diagnostic
        .primary
        .iter()
        .map(|label| (label, true))
        .chain(diagnostic.labels.iter().map(|label| (label, false)))
        .map(|(label, primary)| Mark {
            span: visible(label.span, sources),
            text: &label.text,
            primary,
        });
    let mut clusters: Vec<Vec<Mark<'a>>> = Vec::new();
    for mark in marks {
        match clusters.iter_mut().find(|cluster| belongs(&mark, cluster, sources)) {
            Some(cluster) => cluster.push(mark),
            None => clusters.push(vec![mark]),
        }
    }
    clusters.into_iter().map(|cluster| snippet(&cluster, sources)).collect()
}

/// Whether a mark can be shown in one piece with others.
fn belongs(mark: &Mark, cluster: &[Mark], sources: &SourceMap) -> bool {
    cluster.iter().all(|other| {
        mark.span.file == other.span.file
            && if is_long(mark.span, sources) || is_long(other.span, sources) {
                let all = mark.span.to(other.span);
                let text = sources.text(all);
                !text.contains('\n') && text.chars().count() <= TOGETHER
            } else {
                true
            }
    })
}

fn snippet<'a>(cluster: &[Mark<'a>], sources: &'a SourceMap) -> Snippet<'a, Annotation<'a>> {
    let all = cluster.iter().map(|mark| mark.span).reduce(Span::to).unwrap_or_default();
    let (lines, number) = lines(all, sources);
    Snippet::source(sources.text(lines))
        .path(sources.file(all.file).path.as_str())
        .line_start(number)
        .annotations(cluster.iter().flat_map(|mark| {
            let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let range = mark.span.start - lines.start..mark.span.end - lines.start;
            let pieces = pieces(mark, sources).into_iter();
            pieces.map(move |piece| kind.span(range.clone()).label(piece))
        }))
}

/// What is said at a mark, in pieces that fit: the renderer sets the labels of one place one below the other, but breaks
/// none of them.
fn pieces(mark: &Mark, sources: &SourceMap) -> Vec<Option<String>> {
    let column = |span| sources.position(span).1;
    let room = |column: usize| {
        // Where a long line is cut, the renderer moves the mark to make room.
        let column = if is_long(mark.span, sources) { WIDTH / 2 } else { column };
        WIDTH.saturating_sub(column + 8).max(AROUND)
    };
    let whole = wrap(mark.text, usize::MAX);
    if whole.is_empty() {
        vec![None]
    } else if sources.text(mark.span).contains('\n')
        || whole.chars().count() <= room(column(mark.span.after()))
    {
        vec![Some(whole)]
    } else {
        let wrapped = wrap(&whole, room(column(mark.span)));
        wrapped.lines().map(|line| Some(line.to_owned())).collect()
    }
}

/// A way out, with the changed line where there is one. `here` says that the change is in the file of the message.
fn change<'a>(help: &'a Help, here: bool, sources: &'a SourceMap) -> Group<'a> {
    let message = wrap(&help.message, WIDTH - 6);
    let Some((span, text)) = &help.replacement else {
        return Group::with_title(Level::HELP.secondary_title(message));
    };
    let span = clamp(*span, sources);
    let (lines, number) = lines(span, sources);
    let file = sources.file(span.file);
    let title = Level::HELP.secondary_title(message);
    if !is_long(span, sources) {
        let patch = Patch::new(span.start - lines.start..span.end - lines.start, text.as_str());
        let snippet = Snippet::source(sources.text(lines)).line_start(number).patch(patch);
        return title.element(snippet.path(file.path.as_str()));
    }
    let before = sources.text(Span { end: span.start, ..lines });
    let after = sources.text(Span { start: span.end, ..lines });
    let (before, after) = (ending(before), beginning(after));
    let old = sources.text(span);
    let patch = Patch::new(before.len()..before.len() + old.len(), text.as_str());
    let snippet = Snippet::source(format!("{before}{old}{after}")).line_start(number).patch(patch);
    // A cut line does not start at column 1, so the place is said here and not worked out by the renderer.
    if here {
        title.element(snippet)
    } else {
        let (line, column) = sources.position(span);
        title
            .element(Origin::path(file.path.as_str()).line(line).char_column(column))
            .element(snippet)
    }
}

/// The end of a text, short enough to stand before a change.
fn ending(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        Some((at, _)) => format!("…{}", text.get(at..).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The beginning of a text, short enough to stand behind a change.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The whole lines that a span touches, and the number of the first.
fn lines(span: Span, sources: &SourceMap) -> (Span, usize) {
    let (first, _) = sources.position(span);
    let (last, _) = sources.position(span.after());
    let whole = sources.line(span.file, first).to(sources.line(span.file, last));
    let text = sources.text(whole);
    // A file from Windows has a carriage return before each line break; a mark may include it.
    let end = whole.start + text.trim_end_matches('\r').len();
    (Span { end: end.max(span.end), ..whole }, first)
}

fn is_long(span: Span, sources: &SourceMap) -> bool {
    let (lines, _) = lines(span, sources);
    sources.text(lines).lines().any(|line| line.chars().count() > WHOLE)
}

/// A span that can be drawn: inside its file, without the line break at its end, never behind the last line, and no more
/// than its beginning where its lines are cut.
fn visible(span: Span, sources: &SourceMap) -> Span {
    let mut span = clamp(span, sources);
    let text = &sources.file(span.file).text;
    if span.start == text.len() {
        span.start = text.trim_end().len();
    }
    let mut marked = text.get(span.start..span.end).unwrap_or_default();
    marked = marked.trim_end_matches(['\r', '\n']);
    if is_long(span, sources) {
        marked = marked.lines().next().unwrap_or_default();
        if let Some((at, _)) = marked.char_indices().nth(TOGETHER) {
            marked = marked.get(..at).unwrap_or_default();
        }
    }
    Span { end: span.start + marked.len(), ..span }
}

/// A span that lies inside its file, between characters.
fn clamp(span: Span, sources: &SourceMap) -> Span {
    let text = &sources.file(span.file).text;
    let start = text.floor_char_boundary(span.start);
    let end = text.ceil_char_boundary(span.end).max(start);
    Span { start, end, ..span }
}

/// Breaks a text at spaces, so that no line is wider than `width` unless a single word is.
fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            wrapped.push('\n');
            used = 0;
        } else if used > 0 {
            wrapped.push(' ');
            used += 1;
        }
        wrapped.push_str(word);
        used += length;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::super::Diagnostic;
    use super::{human, short};
    use crate::source::{SourceMap, Span};

    #[test]
    fn any_span_of_any_text_can_be_drawn() {
        let long = format!("cla,\u{1b}[31m,{}\r\n**Übung {}", "x,".repeat(90), "日本 ".repeat(60));
        for text in ["", "\n", "\r\n", "\tÜ\u{301}\r\n日本\n\n", "a\nb", long.as_str()] {
            let mut sources = SourceMap::default();
            let file = sources.add("a.paper", text.to_owned());
            let ends: Vec<_> = (0..=text.len() + 2).step_by(1 + text.len() / 40).collect();
            for (start, end) in ends.iter().flat_map(|start| ends.iter().map(|end| (*start, *end)))
            {
                let span = Span { file, start, end };
                let diagnostic = Diagnostic::error("claim-false", span, "this\nis said")
                    .here("here\nit is")
                    .label(span.after(), "there")
                    .replace("say", span, "more\nthan this");
                let rendered = human(&diagnostic, &sources, false);
                assert!(rendered.starts_with("error[claim-false]: this is said"), "{rendered}");
                assert!(!rendered.contains('\u{1b}'), "{rendered}");
                assert!(!short(&diagnostic, &sources).contains('\n'));
            }
        }
    }
}
