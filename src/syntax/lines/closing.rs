//! Braces that close blocks, and blocks that were left open: which one is to be mended.

use super::{BLOCKS, ITEMS, Lines, Mode, Open, Suspect, brace, indent_of};
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::Span;

/// Whether the braces of a line tie words or print a value, and open no block: prose has them, and a head does not.
fn is_tied(line: &str) -> bool {
    let sentence = line.starts_with(|c: char| c.is_uppercase() || matches!(c, '@' | '[' | '{'));
    (sentence || line.contains("]{")) && !line.ends_with('{')
}

impl Lines<'_> {
    /// Whether prose was left open before a line that begins as a block does: its words are indented, and the line stands
    /// no deeper than the line that opened it.
    pub(super) fn is_left(&self, open: &Open, line: &str, start: usize) -> bool {
        let mut words = self.slice(open.body, start).lines().filter(|line| !line.trim().is_empty());
        open.mode == Mode::Prose
            && indent_of(line) <= open.indent
            && words.next().is_some_and(|first| indent_of(first) > open.indent)
    }

    /// Closes prose that was left open before a block.
    pub(super) fn close_left(&mut self, start: usize, end: usize, diagnostics: &mut Diagnostics) {
        let Some(open) = self.open.pop() else { return };
        diagnostics.add(
            Diagnostic::error(
                "block-unclosed",
                open.node.head,
                format!("this `{}` is not closed", open.node.kind.text),
            )
            .here("opened here")
            .label(self.span(start, end), "another block begins here")
            .help("close it with a line that is only `}`"),
        );
        self.finish(open, start, start, diagnostics);
    }

    /// Whether a line of a section is prose that stands in no block: it begins with no word that a block begins with.
    /// Outside the sections it may be an item that is not known, unless it begins as a sentence does.
    pub(super) fn is_stray(&self, line: &str) -> bool {
        let trimmed = line.trim();
        let word = trimmed.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
        let sentence = word.starts_with(char::is_uppercase) && !trimmed.contains('"');
        self.open.last().map_or(sentence, |open| self.in_blocks(open))
            && trimmed != "}"
            && !trimmed.starts_with("//")
            && (brace(trimmed).is_none() || is_tied(trimmed))
            && !BLOCKS.contains(&word)
            && !ITEMS.contains(&word)
            && (word.starts_with(|first: char| !first.is_lowercase())
                || did_you_mean(word, BLOCKS).is_none())
    }

    /// Ends prose that stands in no block, and reports it. `brace` is where a brace closes it.
    pub(super) fn close_stray(
        &mut self,
        end: usize,
        brace: Option<usize>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(open) = self.open.pop() else { return };
        let here = open.node.head;
        let diagnostic =
            Diagnostic::error("block-misplaced", here, "these words stand in no block");
        diagnostics.add(match brace {
            Some(_) if !self.open.is_empty() => diagnostic.replace(
                "open the block that the brace below them closes",
                Span { end: here.start, ..here },
                format!("narrative {{\n{}", " ".repeat(open.indent)),
            ),
            _ => diagnostic.help("prose stands in a `narrative { … }`, and that in a section"),
        });
        // Outside the sections a narrative would be misplaced too.
        if self.open.is_empty() {
            return;
        }
        self.finish(open, end, brace.unwrap_or(end), diagnostics);
    }

    /// Closes the innermost block at a brace. Where the brace stands under an outer block's first letter, this is kept in
    /// mind: if a block turns out to be left open, it is the one between.
    pub(super) fn close(&mut self, start: usize, end: usize, diagnostics: &mut Diagnostics) {
        let indent = indent_of(self.slice(start, end));
        if self.open.last().is_some_and(|open| open.stray) {
            // A brace that is indented deeper than the section closes the prose, whose opening line is missing.
            let outer = self.open.iter().rev().nth(1).map(|outer| outer.indent);
            let own = outer.is_none_or(|outer| indent > outer);
            self.close_stray(start, own.then_some(end), diagnostics);
            if own {
                return;
            }
        }
        if let [.., outer, inner] = self.open.as_slice()
            && indent < inner.indent
            && indent <= outer.indent
        {
            let kinds = [inner, outer].map(|open| open.node.kind.text.clone());
            let suspect = Suspect { head: inner.node.head, kinds, brace: self.span(start, end) };
            self.suspect.get_or_insert(suspect);
        }
        let Some(open) = self.open.pop() else {
            let here = self.span(start, end);
            diagnostics.add(
                Diagnostic::error("syntax-error", here, "this `}` closes nothing")
                    .help("take it out, or open the block that it should close"),
            );
            return;
        };
        if self.open.is_empty() {
            // Every brace of the item found its block: how it is indented is its author's affair.
            self.suspect = None;
        }
        self.finish(open, start, end, diagnostics);
    }

    /// Closes everything, because an item or the end of the file has come; the innermost block is the one to mend.
    pub(super) fn close_all(&mut self, at: usize, diagnostics: &mut Diagnostics) {
        if self.open.last().is_some_and(|open| open.stray) {
            self.close_stray(at, None, diagnostics);
        }
        if let (Some(suspect), false) = (self.suspect.take(), self.open.is_empty()) {
            let [inner, outer] = suspect.kinds;
            diagnostics.add(
                Diagnostic::error(
                    "block-unclosed",
                    suspect.head,
                    format!("this `{inner}` is not closed"),
                )
                .here("opened here")
                .label(suspect.brace, format!("this brace stands under its `{outer}`"))
                .help("close it with a line that is only `}`"),
            );
        } else if let Some(open) = self.open.last() {
            let kind = &open.node.kind.text;
            let stopped =
                if at >= self.text.len() { "the file ends" } else { "the next item begins" };
            let mut diagnostic = Diagnostic::error(
                "block-unclosed",
                open.node.head,
                format!("this `{kind}` is not closed before {stopped}"),
            )
            .here("opened here")
            .help("close it with a line that is only `}`");
            if at < self.text.len() {
                let line_end = self
                    .text
                    .get(at..)
                    .and_then(|r| r.find('\n'))
                    .map_or(self.text.len(), |n| at + n);
                diagnostic = diagnostic
                    .label(
                        self.span(at, line_end),
                        "the next item begins here, at the very start of a line",
                    )
                    .help("if the line belongs inside the block, indent it");
            }
            diagnostics.add(diagnostic);
        }
        while let Some(open) = self.open.pop() {
            self.finish(open, at, at, diagnostics);
        }
    }
}
