//! What expressions may name before it is written: sources, facts, named figures, tables, named places.

use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::syntax::ast::{self, Body, ListMarker, Name, Node, Passage as WrittenPassage, TermKind};
use crate::syntax::spec::Cursor;

use crate::paper::blocks::front::Figures;
use crate::paper::blocks::table::taken;
use crate::paper::blocks::{chart, exceptions, structure, table};
use crate::paper::resolve::{Resolver, each_node};

/// The kinds of block that may have a name, which stands first on their line.
const PLACES: [&str; 10] = [
    "part",
    "section",
    "appendix",
    "table",
    "figure",
    "priorities",
    "priority",
    "programme",
    "measures",
    "members",
];

impl Resolver<'_, '_> {
    /// Declares what expressions may name before it is written: sources, facts, named figures, named places.
    pub(super) fn declare(&mut self, items: &[Node], diagnostics: &mut Diagnostics) {
        for item in items.iter().filter(|item| item.kind.text == "source") {
            let mut line = Cursor::head(item, structure::SOURCE.form);
            let (Some(name), Some((title, title_span))) = (line.name(), line.text()) else {
                line.malformed(diagnostics);
                continue;
            };
            self.scope.source_title(title, title_span, diagnostics);
            if line.keyword("published") {
                self.scope.records.published.insert(title.to_owned());
            }
            line.finish(diagnostics);
            if let Some((_, first)) = self.scope.sources.get(&name.text) {
                diagnostics.add(
                    Diagnostic::error(
                        "declared-twice",
                        name.span,
                        format!("the source `{}` is declared twice", name.text),
                    )
                    .label(*first, "the first stands here"),
                );
                continue;
            }
            self.scope.sources.insert(name.text, (title.to_owned(), name.span));
        }
        for item in items.iter().filter(|item| item.kind.text == "fact") {
            self.fact(item, diagnostics);
        }
        each_node(items, &mut |node| {
            // What no section prints is no place, and names nothing.
            if self.passages.is_left_out(node) {
                return;
            }
            if PLACES.contains(&node.kind.text.as_str())
                && let Some(ast::Term { kind: TermKind::Word(name), span }) = node.terms.first()
            {
                self.place(name, *span, diagnostics);
            }
            let named = match node.kind.text.as_str() {
                "chart" => chart::name(node),
                "exceptions" | "successes" => exceptions::name(node),
                _ => None,
            };
            if let Some((name, span)) = named {
                self.place(name, span, diagnostics);
            }
            match &node.body {
                Some(Body::Prose(passages)) => {
                    self.declare_prose(passages, diagnostics);
                    if matches!(node.kind.text.as_str(), "summary" | "proposals" | "reasons") {
                        unnumbered_names(passages, node.kind.text == "proposals", diagnostics);
                    }
                }
                Some(Body::Table(_, rows)) => {
                    for cell in rows.iter().flat_map(|row| &row.cells) {
                        self.declare_named(&cell.inlines, diagnostics);
                    }
                }
                _ => {}
            }
        });
    }

    /// Works out the tables before any sentence, since a sentence may stand before the table that it speaks of. What is
    /// wrong with a table is reported where it stands, in the pass over the whole paper.
    pub(super) fn declare_tables(&mut self, items: &[Node]) {
        let (figures, tally, words) = (self.scope.figures.clone(), self.tally, self.words.len());
        // Nothing is said here, so nothing is searched for.
        let said = std::mem::replace(&mut self.figures, Figures::Free);
        let stated = self.record.len();
        let mut tables = Vec::new();
        each_node(items, &mut |node| {
            if node.kind.text == "table" {
                tables.push(node);
            }
        });
        self.takes = taken::Takes::of(&tables);
        for node in self.takes.in_order(tables) {
            match table::read(node, self, &mut Diagnostics::default()) {
                Some(table) if !table.name.is_empty() => {
                    self.scope.tables.insert(table.name.clone(), table);
                }
                Some(_) => {}
                None => {
                    if let Some(ast::Term { kind: TermKind::Word(name), .. }) = node.terms.first() {
                        self.scope.broken.insert(name.clone());
                    }
                }
            }
        }
        self.scope.figures = figures;
        self.figures = said;
        self.tally = tally;
        self.words.truncate(words);
        self.record.truncate(stated);
    }

    fn place(&mut self, name: &str, span: Span, diagnostics: &mut Diagnostics) {
        if let Some(first) = self.places.insert(name.to_owned(), span) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    span,
                    format!("the name `{name}` is used for two places"),
                )
                .label(first, "the first"),
            );
        }
    }

    fn declare_prose(&mut self, passages: &[WrittenPassage], diagnostics: &mut Diagnostics) {
        for passage in passages {
            match passage {
                WrittenPassage::Paragraph(name, phrase) => {
                    if let Some(name) = name {
                        self.place(&name.text, name.span, diagnostics);
                    }
                    self.declare_named(&phrase.inlines, diagnostics);
                }
                WrittenPassage::List(_, items) => {
                    for item in items {
                        if let Some(name) = &item.name {
                            self.place(&name.text, name.span, diagnostics);
                        }
                        self.declare_named(&item.phrase.inlines, diagnostics);
                        self.declare_prose(&item.nested, diagnostics);
                    }
                }
                WrittenPassage::Quotation(phrases) => {
                    for phrase in phrases {
                        self.declare_named(&phrase.inlines, diagnostics);
                    }
                }
            }
        }
    }
}

/// Reports names on the cover: its paragraphs have no numbers that a reference could print.
fn unnumbered_names(passages: &[WrittenPassage], proposals: bool, diagnostics: &mut Diagnostics) {
    for passage in passages {
        let names: Vec<&Name> = match passage {
            WrittenPassage::Paragraph(name, _) => name.iter().collect(),
            WrittenPassage::List(ListMarker::Number(_), _) if proposals => Vec::new(),
            WrittenPassage::List(_, items) => {
                items.iter().filter_map(|item| item.name.as_ref()).collect()
            }
            WrittenPassage::Quotation(_) => Vec::new(),
        };
        for name in names {
            diagnostics.add(
                Diagnostic::error(
                    "block-misplaced",
                    name.span,
                    format!("`@{}` names a paragraph of the cover, which has no number", name.text),
                )
                .help("take the name away, or name a paragraph of a section"),
            );
        }
    }
}
