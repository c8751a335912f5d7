//! What the lists, the sections and the tables of a paper list, by name.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Input;
use crate::paper::blocks::front::Figures;
use crate::paper::blocks::table::plain;
use crate::paper::prose::place;
use crate::paper::resolve::{Resolver, each_node};
use crate::paper::scope::{Scope, unknown};
use crate::paper::style::sentences::Role;
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::{Body, Name, Node, Passage, TermKind};

/// What one place lists.
#[derive(Clone, Debug)]
pub struct List {
    /// Its items: their words, and where they stand.
    pub items: Vec<(String, Span)>,
    /// Where its name stands.
    pub span: Span,
    /// What its items are, in a message: "items", "rows", "sections".
    pub what: &'static str,
}

impl Resolver<'_, '_> {
    /// Reads the lists that follow named paragraphs, and the sections in named sections. What is wrong in them is reported
    /// where they stand, in the pass over the whole paper.
    pub(in crate::paper) fn declare_lists(&mut self, items: &[Node]) {
        let (figures, tally, words) = (self.scope.figures.clone(), self.tally, self.words.len());
        // Nothing is said here, so nothing is searched for.
        let said = std::mem::replace(&mut self.figures, Figures::Free);
        let stated = self.record.len();
        let mut nodes = Vec::new();
        each_node(items, &mut |node| nodes.push(node));
        for node in nodes {
            match &node.body {
                Some(Body::Prose(passages)) => self.list_after(passages),
                Some(Body::Nodes(inner))
                    if matches!(node.kind.text.as_str(), "section" | "appendix") =>
                {
                    let Some(TermKind::Word(name)) = node.terms.first().map(|term| &term.kind)
                    else {
                        continue;
                    };
                    let titles = inner.iter().filter(|inner| inner.kind.text == "section");
                    let items: Vec<(String, Span)> =
                        titles.filter_map(|section| self.title_of(section)).collect();
                    if !items.is_empty() {
                        let list = List { items, span: node.head, what: "sections" };
                        self.scope.records.lists.insert(name.clone(), list);
                    }
                }
                _ => {}
            }
        }
        self.scope.figures = figures;
        self.figures = said;
        self.tally = tally;
        self.words.truncate(words);
        self.record.truncate(stated);
    }

    fn title_of(&mut self, section: &Node) -> Option<(String, Span)> {
        let (text, span) = section.terms.iter().find_map(|term| match &term.kind {
            TermKind::Text(text) => Some((text, term.span)),
            _ => None,
        })?;
        Some((plain(&self.title(text, span, &mut Diagnostics::default())), span))
    }

    fn list_after(&mut self, passages: &[Passage]) {
        for pair in passages.windows(2) {
            let [Passage::Paragraph(Some(name), _), Passage::List(_, items)] = pair else {
                continue;
            };
            let items = items
                .iter()
                .map(|item| {
                    let words =
                        self.phrase(&item.phrase, Role::Item(false), &mut Diagnostics::default());
                    (unpunctuated(&plain(&words)), item.phrase.span)
                })
                .collect();
            let list = List { items, span: name.span, what: "items" };
            self.scope.records.lists.insert(name.text.clone(), list);
        }
    }
}

/// The words of an item without what parts it from the next.
fn unpunctuated(words: &str) -> String {
    let words = words.trim_end();
    let last = [" and", " or"].iter().find_map(|word| words.strip_suffix(word)).map(str::trim_end);
    let listed = last.filter(|words| words.ends_with([';', ',']));
    listed.unwrap_or(words).trim_end_matches(['.', ';', ',']).to_owned()
}

impl Scope<'_> {
    /// What a name lists: the items of a list, the sections of a section, or the rows of a table but for its totals.
    pub(in crate::paper) fn list(
        &self,
        name: &Name,
        diagnostics: &mut Diagnostics,
    ) -> Option<List> {
        if let Some(list) = self.records.lists.get(&name.text) {
            return Some(list.clone());
        }
        if self.is_broken(&name.text) {
            return None;
        }
        if let Some(table) = self.tables.get(&name.text) {
            let rows = table.rows.iter().filter(|row| row.is_item());
            let items: Vec<_> = rows.map(|row| (row.label.clone(), row.span)).collect();
            let span = items.first().map_or(name.span, |(_, span)| *span);
            return Some(List { items, span, what: "rows" });
        }
        let known = self.records.lists.keys().chain(self.tables.keys()).map(String::as_str);
        let message = format!("no list and no table is called `{}`", name.text);
        let mut diagnostic = unknown(name, message, known);
        if !diagnostic.helps.iter().any(|help| help.replacement.is_some()) {
            diagnostic = diagnostic.help(format!(
                "a list is named by the paragraph that it follows: `@{} These are:`",
                name.text
            ));
        }
        diagnostics.add(diagnostic);
        None
    }

    /// What stands in a column of a table, each once, in order; empty cells and totals are left aside.
    pub(in crate::paper) fn column_words(
        &self,
        name: &Name,
        column: &Name,
        diagnostics: &mut Diagnostics,
    ) -> Option<List> {
        let list = self.list(name, diagnostics)?;
        let table = self.tables.get(&name.text)?;
        let Some(at) = table.columns.iter().position(|known| known.name == column.text) else {
            let known = table.columns.iter().map(|known| known.name.as_str());
            let message = format!("the table `{}` has no column `{}`", name.text, column.text);
            diagnostics.add(unknown(column, message, known));
            return None;
        };
        let mut items: Vec<(String, Span)> = Vec::new();
        for row in table.rows.iter().filter(|row| row.is_item()) {
            let Some(cell) = row.cells.get(at) else { continue };
            let words = plain(cell);
            if !words.is_empty() && !items.iter().any(|(known, _)| *known == words) {
                items.push((words, place(cell).unwrap_or(row.span)));
            }
        }
        Some(List { items, ..list })
    }

    /// One item of a list, and where it stands.
    pub(in crate::paper) fn item(
        &self,
        number: usize,
        name: &Name,
        diagnostics: &mut Diagnostics,
    ) -> Option<(String, Span)> {
        let list = self.list(name, diagnostics)?;
        let item = number.checked_sub(1).and_then(|at| list.items.get(at).cloned());
        if item.is_none() {
            let count = list.items.len();
            diagnostics.add(
                Diagnostic::error(
                    "value-absent",
                    name.span,
                    format!("there is no item {number} of `{}`: it has {count}", name.text),
                )
                .label(list.span, "the list"),
            );
        }
        item
    }

    /// How many items a list has.
    pub(in crate::paper) fn items(
        &self,
        name: &Name,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let list = self.list(name, diagnostics)?;
        let count = list.items.len();
        let input = Input {
            label: format!("the number of {} in `{}`", list.what, name.text),
            printed: count.to_string(),
            span: Some(list.span),
            place: String::new(),
        };
        Some(Value::number(count.into(), vec![input]))
    }
}
