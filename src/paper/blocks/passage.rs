//! `passage`: paragraphs that are written once and printed where a section has a line `passage name`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{FileId, Span};
use crate::syntax::ast::{Name, Node};
use crate::syntax::spec::Cursor;

use crate::paper::Tally;
use crate::paper::blocks::{Block, prose};
use crate::paper::exempt::Exempt;
use crate::paper::prose::Passage;
use crate::paper::resolve::{Resolver, each_node};
use crate::paper::scope::unknown;

/// The passages of a paper.
#[derive(Debug, Default)]
pub struct Passages {
    declared: BTreeMap<String, Declared>,
    /// Those that a section prints.
    printed: BTreeSet<String>,
}

#[derive(Debug)]
struct Declared {
    node: Node,
    name: Span,
    /// Whether it stands in the paper's own file, and not in one that several papers may use.
    own: bool,
    /// What it says and how its figures stand, once it was printed.
    read: Option<(Vec<Passage>, Tally)>,
}

/// Collects the passages among the items of a paper.
pub fn declared(items: &[Node], main: FileId, diagnostics: &mut Diagnostics) -> Passages {
    let mut passages = Passages::default();
    for item in items {
        if item.kind.text == "passage" {
            passages.declare(item, main, diagnostics);
            continue;
        }
        each_node(std::slice::from_ref(item), &mut |node| {
            let name = (node.kind.text == "passage").then(|| name(node)).flatten();
            passages.printed.extend(name.map(|name| name.text));
        });
    }
    passages
}

fn name(node: &Node) -> Option<Name> {
    Cursor::head(node, prose::PASSAGE.form).name()
}

impl Passages {
    fn declare(&mut self, item: &Node, main: FileId, diagnostics: &mut Diagnostics) {
        let mut line = Cursor::head(item, prose::PASSAGE.form);
        let Some(name) = line.name() else {
            line.malformed(diagnostics);
            return;
        };
        line.finish(diagnostics);
        if item.body.is_none() {
            diagnostics.add(
                Diagnostic::error("attribute-missing", item.head, "this passage says nothing")
                    .help(format!("write its words: `passage {} {{ … }}`", name.text))
                    .help("to print a passage, put the line into a section, and indent it"),
            );
            return;
        }
        if let Some(first) = self.declared.get(&name.text) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    name.span,
                    format!("the passage `{}` is written twice", name.text),
                )
                .label(first.name, "the first stands here")
                .help("give one of them another name, or take it out"),
            );
            return;
        }
        let own = item.span.file == main;
        let declared = Declared { node: item.clone(), name: name.span, own, read: None };
        self.declared.insert(name.text, declared);
    }

    /// Whether a node is a passage that no section prints.
    pub fn is_left_out(&self, node: &Node) -> bool {
        let is_passage = node.kind.text == "passage" && node.body.is_some();
        is_passage && name(node).is_none_or(|name| !self.printed.contains(&name.text))
    }

    /// Reports what is written in the paper's own file and printed nowhere.
    pub(in crate::paper) fn unused(&self, diagnostics: &mut Diagnostics) {
        let left = self.declared.iter().filter(|(name, _)| !self.printed.contains(*name));
        for (name, passage) in left.filter(|(_, passage)| passage.own) {
            diagnostics.add(
                Diagnostic::warning(
                    "passage-unused",
                    passage.name,
                    format!("the passage `{name}` is printed nowhere"),
                )
                .here("its figures are not held against the data")
                .help(format!("print it: a line `passage {name}` in a section"))
                .help("or take it out; what other papers print belongs in a file of its own, which each of them uses"),
            );
        }
    }
}

impl Resolver<'_, '_> {
    /// The line `passage name` of a section.
    pub(in crate::paper) fn passage(
        &mut self,
        node: &Node,
        diagnostics: &mut Diagnostics,
    ) -> Option<Block> {
        let mut line = Cursor::head(node, prose::PASSAGE.form);
        let Some(name) = line.name() else {
            line.malformed(diagnostics);
            return None;
        };
        let numbered = !line.keyword("unnumbered");
        line.finish(diagnostics);
        if node.body.is_some() {
            diagnostics.add(
                Diagnostic::error(
                    "block-misplaced",
                    node.head,
                    "a passage is written outside the sections, once",
                )
                .help(format!("move it out of the section, to the very start of a line, and leave a line that is only `passage {}` here", name.text))
                .help("words that are printed only here stand in a `narrative { … }`"),
            );
            return None;
        }
        let Some(found) = self.passages.declared.get(&name.text) else {
            let known = self.passages.declared.keys().map(String::as_str);
            let message = format!("there is no passage `{}`", name.text);
            diagnostics.add(unknown(&name, message, known).help(format!(
                "write it once, outside the sections: `passage {} {{ … }}`",
                name.text
            )));
            return None;
        };
        let (item, place) = (found.node.span, found.name);
        let exempt = self.exempt.of(item);
        // The words of a passage are kept from the public where they are written: there they are found again.
        if self.exempt.hides(node.span) && exempt.is_none() {
            diagnostics.add(
                Diagnostic::error(
                    "exempt-shown",
                    name.span,
                    format!("what stands here is exempt, and the passage `{}` is not", name.text),
                )
                .label(place, "it is for everybody")
                .help("make the passage exempt where it is written: end its line with `exempt paragraph 1 \"…\"`")
                .help("or write the words here, in a `narrative { … }`"),
            );
            return None;
        }
        let words = match exempt {
            Some(_) => {
                let node = found.node.clone();
                self.exempted(&node, |resolver| {
                    resolver.passage_words(&name, numbered, diagnostics)
                })
            }
            None => self.passage_words(&name, numbered, diagnostics),
        };
        let block = Block::Narrative(numbered, words);
        Some(match exempt {
            Some(at) if self.exempt.of(node.span).is_none() => {
                Block::Exempt(Exempt::Whole(at, Box::new(block)))
            }
            _ => block,
        })
    }

    /// What a passage says. It is read the first time; its figures count each time.
    fn passage_words(
        &mut self,
        name: &Name,
        numbered: bool,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Passage> {
        let Some(passage) = self.passages.declared.get_mut(&name.text) else { return Vec::new() };
        if let Some((words, tally)) = &passage.read {
            self.tally = self.tally.with(*tally);
            return words.iter().cloned().map(unnamed).collect();
        }
        let node = passage.node.clone();
        let before = self.tally;
        self.surroundings.numbered = numbered;
        let words = self.body(&node, diagnostics);
        self.surroundings.numbered = false;
        let tally = self.tally.without(before);
        if let Some(passage) = self.passages.declared.get_mut(&name.text) {
            passage.read = Some((words.clone(), tally));
        }
        words
    }
}

/// A passage that is printed once more: a reference leads to where it is printed first.
fn unnamed(passage: Passage) -> Passage {
    match passage {
        Passage::Paragraph(_, words) => Passage::Paragraph(None, words),
        Passage::List(marker, mut items) => {
            for item in &mut items {
                item.name = None;
                item.nested = std::mem::take(&mut item.nested).into_iter().map(unnamed).collect();
            }
            Passage::List(marker, items)
        }
        quotation @ Passage::Quotation(_) => quotation,
    }
}
