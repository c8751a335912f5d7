//! Acronyms where they are first used: written out there, or reported where a standard asks for it.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::blocks::acronyms::Acronym;
use crate::paper::blocks::{Block, Section};
use crate::paper::prose::{Inline, Passage};
use crate::paper::untied::bare;
use crate::paper::values::value::capital;
use crate::paper::{Item, Paper};
use crate::source::{SourceMap, Span};

/// What goes through the prose of a paper.
struct Walk<'w> {
    /// The acronyms that have not been met yet.
    left: Vec<Acronym>,
    /// Whether they are written out.
    expanded: bool,
    sources: &'w SourceMap,
    diagnostics: &'w mut Diagnostics,
}

/// Writes acronyms out where the sections first use them, or reports those that are not explained there.
pub(in crate::paper) fn explain(
    paper: &mut Paper,
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) {
    let asked = paper.front.standard.as_ref().is_some_and(|standard| standard.acronyms_explained);
    let expanded = paper.expanded.is_some();
    if !asked && !expanded {
        return;
    }
    let listed = paper.items.iter().filter_map(|item| match item {
        Item::Acronyms(acronyms, _) => Some(acronyms),
        _ => None,
    });
    // What two acronyms stand for together is not what each of them stands for.
    let left = listed.flatten().filter(|acronym| acronym.joint.is_empty()).cloned().collect();
    let mut walk = Walk { left, expanded, sources, diagnostics };
    for item in &mut paper.items {
        if let Item::Section(section) | Item::Appendix(section, _) = item {
            walk.section(section);
        }
    }
}

impl Walk<'_> {
    /// What is written out where it is exempt is not written out for the public.
    fn section(&mut self, section: &mut Section) {
        let before = section.exempt.map(|_| self.left.clone());
        self.blocks(&mut section.blocks);
        if let Some(before) = before {
            self.left = before;
        }
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Section(section) => self.section(section),
                Block::Narrative(_, passages) | Block::Note(passages) => self.passages(passages),
                Block::Figure(figure) => self.explained_in(&figure.notes),
                // What only some may read explains nothing to the others.
                _ => {}
            }
        }
    }

    fn passages(&mut self, passages: &mut [Passage]) {
        for passage in passages {
            match passage {
                Passage::Paragraph(_, words) => self.inlines(words, true),
                Passage::List(_, items) => {
                    for item in items {
                        self.inlines(&mut item.words, false);
                        self.passages(&mut item.nested);
                    }
                }
                Passage::Quotation(_) => {}
            }
        }
    }

    /// What a note explains is explained.
    fn explained_in(&mut self, notes: &[Vec<Inline>]) {
        for inline in notes.iter().flatten() {
            let Inline::Text(text, _) = inline else { continue };
            self.left.retain(|acronym| {
                first(text, &acronym.short)
                    .is_none_or(|range| !is_explained(text, &range, &acronym.meaning))
            });
        }
    }

    fn inlines(&mut self, inlines: &mut [Inline], mut begins: bool) {
        for inline in inlines {
            match inline {
                Inline::Text(text, span) => {
                    self.text(text, *span, begins);
                    begins = text.trim_end().ends_with(['.', '?', '!']);
                    continue;
                }
                // The mark of a note parts no sentence.
                Inline::Note(..) => continue,
                Inline::Strong(inner) | Inline::Emphasis(inner) => self.inlines(inner, begins),
                _ => {}
            }
            begins = false;
        }
    }

    /// The words of one place; they begin a sentence if they begin a paragraph.
    fn text(&mut self, text: &mut String, span: Span, begins: bool) {
        let written = text.clone();
        let mut left = std::mem::take(&mut self.left);
        left.retain(|acronym| {
            let Some(range) = first(text, &acronym.short) else { return true };
            if is_explained(text, &range, &acronym.meaning) {
                return false;
            }
            let before = text.get(..range.start).unwrap_or("");
            let begins = begins && before.trim().is_empty()
                || [". ", "? ", "! "].iter().any(|end| before.ends_with(end));
            let whole = format!("{} ({})", in_line(&acronym.meaning, begins), acronym.short);
            if self.expanded {
                text.replace_range(range, &whole);
            } else if let Some(range) = first(&written, &acronym.short) {
                let raw = self.sources.text(span);
                let place = bare::find(&bare::places(raw, &written), &range, span);
                self.diagnostics.add(unexplained(acronym, place, whole));
            }
            false
        });
        self.left = left;
    }
}

fn unexplained(acronym: &Acronym, place: Span, whole: String) -> Diagnostic {
    Diagnostic::warning(
        "acronym-unexplained",
        place,
        format!("{} is first used here, and not explained", acronym.short),
    )
    .label(acronym.span, "what it stands for")
    .replace("write it out once", place, whole)
    .help("or have all of them written out at their first use: a line `expanded` in `acronyms`")
}

/// Where an acronym stands first, outside quotation marks; with an s or a genitive behind it, it is another word.
fn first(text: &str, short: &str) -> Option<Range<usize>> {
    text.match_indices(short).map(|(at, found)| at..at + found.len()).find(|range| {
        let before = text.get(..range.start).unwrap_or("");
        let after = text.get(range.end..).unwrap_or("");
        let open = before.rfind('“').is_some_and(|at| before.rfind('”').is_none_or(|end| end < at));
        let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '/');
        !open
            && before.matches('"').count() % 2 == 0
            && !before.ends_with(part)
            && !after.starts_with(part)
    })
}

/// Whether words explain an acronym already: "(CLA)" behind what it stands for, or what it stands for in brackets behind.
fn is_explained(text: &str, range: &Range<usize>, meaning: &str) -> bool {
    let before = text.get(..range.start).unwrap_or("").trim_end_matches('(');
    let after = text.get(range.end..).unwrap_or("").trim_start();
    let plain = |words: &str| words.replace('’', "'").to_lowercase();
    let (before, after, meaning) = (plain(before), plain(after), plain(meaning));
    let stands_for = ["stands for ", "is short for ", "means ", "for "];
    let said = stands_for.iter().find_map(|words| after.strip_prefix(words)).map(|after| {
        let after = after.trim_start_matches(['“', '"', '‘', '\'']);
        after.trim_start_matches("the ").starts_with(&meaning)
    });
    before.trim_end().ends_with(&meaning)
        || said == Some(true)
        || text.get(..range.start).is_some_and(|before| before.ends_with('('))
        || after.strip_prefix('(').is_some_and(|after| after.starts_with(&meaning))
}

/// What an acronym stands for, within a sentence: a small first letter, unless it is a name, of which other words have
/// capitals too.
fn in_line(meaning: &str, begins: bool) -> String {
    let name = meaning.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
    let mut letters = meaning.chars();
    match letters.next() {
        Some(_) if begins => capital(meaning),
        Some(first) if !name => first.to_lowercase().chain(letters).collect(),
        _ => meaning.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_use_is_a_word_of_the_author() {
        assert_eq!(first("the CLA team", "CLA"), Some(4..7));
        assert_eq!(
            first("“CLA”, CLAs, CLA's, UCLA and CLA.", "CLA").map(|range| range.start),
            Some(33)
        );
        assert_eq!(first("none", "CLA"), None);
    }

    #[test]
    fn what_explains_it_is_seen() {
        let explained =
            |text: &str| is_explained(text, &first(text, "CLA").unwrap(), "Children looked after");
        assert!(explained("children looked after (CLA) are"));
        assert!(explained("CLA (children looked after) are"));
        assert!(explained("CLA stands for Children looked after."));
        assert!(explained("CLA is short for “children looked after”."));
        assert!(!explained("CLA stands for much."));
        assert!(!explained("CLA are"));
    }

    #[test]
    fn names_keep_their_capitals() {
        assert_eq!(in_line("Children looked after", false), "children looked after");
        assert_eq!(in_line("Virtual School Head", false), "Virtual School Head");
        assert_eq!(in_line("children looked after", true), "Children looked after");
    }
}
