//! Items and blocks of an Ast, in order, with the names in them resolved.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::paper::untied::bare;
use crate::source::{FileId, SourceMap, Span};
use crate::syntax::ast::{
    self, Body, Inline as Written, Name, Node, Passage as WrittenPassage, Phrase, TermKind,
};
use crate::syntax::spec::Cursor;
use crate::syntax::{BLOCKS, ITEMS, parse_phrase};

use crate::paper::Item;
use crate::paper::Paper;
use crate::paper::Tally;
use crate::paper::Words;
use crate::paper::blocks::front::{self, Figures, Front};
use crate::paper::blocks::{
    Block, SPECS, Section, acronyms, comparators, compare, scorecard, structure, table,
};
use crate::paper::claims::path;
use crate::paper::prose::{Inline, ListItem, Passage};
use crate::paper::record::{Behind, Record, Statement};
use crate::paper::scope::{Scope, unknown};
use crate::paper::standard::{self, Standard};
use crate::paper::style::line::Line;
use crate::paper::style::repeated;
use crate::paper::style::sentences::{Role, capitals};
use crate::paper::untied::counted_lists;
use crate::paper::untied::report::Surroundings;
use crate::paper::untied::search::Search;
use crate::paper::untied::tense;
use crate::paper::wording::event_dates;
use crate::paper::wording::outside;
use crate::paper::wording::records::Records;

/// What resolving one paper carries along.
#[derive(Debug)]
pub struct Resolver<'s, 'm> {
    /// Every file read.
    pub sources: &'s SourceMap,
    /// What names stand for.
    pub scope: Scope<'m>,
    /// What a bare figure is.
    pub figures: Figures,
    /// Whether the paper's standard has a style for numbers.
    pub styled: bool,
    /// The standard of the paper.
    pub standard: Option<Standard>,
    /// How the figures stand so far.
    pub tally: Tally,
    /// The author's words so far.
    pub words: Vec<Words>,
    /// What was stated so far.
    pub record: Vec<Statement>,
    /// The day of the paper, where it has one: waivers end.
    pub date: Option<time::Date>,
    /// The values of the forms of the line at hand, each with the place of its form.
    pub values: Vec<(Span, crate::paper::values::value::Value)>,
    /// What `{see …}` can name: paragraphs, sections, appendices, tables.
    pub places: BTreeMap<String, Span>,
    /// Whether somebody's own words are being read.
    pub(in crate::paper) quoted: bool,
    /// Which events are looked at.
    pub(in crate::paper) watch: outside::Watch,
    /// Whether the cover is being read, which may say what the sections say.
    cover: bool,
    /// The long sentences so far.
    pub(in crate::paper) said: repeated::Said,
    /// What bare figures could be.
    pub(in crate::paper) search: Search,
    /// What tells a bare figure from a number that states nothing.
    pub(in crate::paper) surroundings: Surroundings,
}

/// Resolves the items of one paper; `None` where there is no `paper` item at all, which was reported.
pub fn resolve(
    items: &[Node],
    model: &Model,
    standard: Option<Standard>,
    sources: &SourceMap,
    main: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<Paper> {
    let mut papers = items.iter().filter(|item| item.kind.text == "paper");
    let Some(first) = papers.next() else {
        let here = Span { file: main, start: 0, end: 0 };
        diagnostics.add(
            Diagnostic::error("attribute-missing", here, "this file has no `paper`")
                .help("a paper begins with a line such as `paper \"Annual report\" {`"),
        );
        return None;
    };
    for second in papers {
        diagnostics.add(
            Diagnostic::error("declared-twice", second.head, "there are two papers in one file")
                .label(first.head, "the first"),
        );
    }
    let mut front = front::read(first, diagnostics);
    front.standard = standard;
    let mut resolver = Resolver {
        sources,
        scope: Scope {
            model,
            reporting: front.reporting,
            previous: front.previous,
            comparators: front.comparators,
            figures: BTreeMap::new(),
            tables: indexmap::IndexMap::new(),
            broken: BTreeSet::new(),
            sources: indexmap::IndexMap::new(),
            records: Records {
                meeting: front.meeting.as_ref().map(|(_, day)| *day).zip(front.places.0),
                dated: front.dated.zip(front.places.1),
                ..Records::default()
            },
        },
        figures: front.figures,
        styled: front.standard.as_ref().is_some_and(|standard| standard.styled),
        standard: front.standard.clone(),
        tally: Tally::default(),
        words: Vec::new(),
        record: Vec::new(),
        date: front.date(),
        values: Vec::new(),
        places: BTreeMap::new(),
        quoted: false,
        watch: outside::Watch { asked: front.events, ..outside::Watch::default() },
        cover: false,
        said: repeated::Said::default(),
        search: Search::default(),
        surroundings: Surroundings::default(),
    };
    resolver.declare_records(items, diagnostics);
    resolver.declare(items, diagnostics);
    // A table may count what is listed, and a list may print what is in a table.
    resolver.declare_lists(items);
    resolver.declare_tables(items);
    resolver.watch.told.clear();
    resolver.declare_lists(items);
    Some(resolver.paper(front, items, diagnostics))
}

impl<'s> Resolver<'s, '_> {
    /// The text of a file.
    pub fn text(&self, file: FileId) -> &'s str {
        &self.sources.file(file).text
    }

    /// Declares what expressions may name before it is written: sources, facts, named figures, named places.
    fn declare(&mut self, items: &[Node], diagnostics: &mut Diagnostics) {
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
            if matches!(node.kind.text.as_str(), "section" | "appendix" | "table")
                && let Some(ast::Term { kind: TermKind::Word(name), span }) = node.terms.first()
                && matches!(node.terms.get(1), Some(ast::Term { kind: TermKind::Text(_), .. }))
            {
                self.place(name, *span, diagnostics);
            }
            match &node.body {
                Some(Body::Prose(passages)) => {
                    self.declare_prose(passages, diagnostics);
                    if matches!(node.kind.text.as_str(), "summary" | "proposals" | "reasons") {
                        unnumbered_names(passages, diagnostics);
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
    fn declare_tables(&mut self, items: &[Node]) {
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
        for node in tables {
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

    fn paper(&mut self, front: Front, items: &[Node], diagnostics: &mut Diagnostics) -> Paper {
        let mut paper = Paper { front, ..Paper::default() };
        for item in items {
            match item.kind.text.as_str() {
                "paper" => self.titles(item, diagnostics),
                "summary" => paper.summary = self.body(item, diagnostics),
                "proposals" => paper.proposals = self.body(item, diagnostics),
                "reasons" => paper.reasons = self.body(item, diagnostics),
                "contents" => paper.items.push(Item::Contents),
                "section" => paper.items.extend(self.section(item, diagnostics).map(Item::Section)),
                "appendix" => {
                    let separate = item.terms.iter().any(
                        |term| matches!(&term.kind, TermKind::Word(word) if word == "separate"),
                    );
                    let section = self.section(item, diagnostics);
                    paper.items.extend(section.map(|section| Item::Appendix(section, separate)));
                }
                "acronyms" => {
                    paper
                        .items
                        .push(Item::Acronyms(acronyms::read(item, self, diagnostics), item.head));
                }
                "calculations" => {
                    let mut line = Cursor::head(item, structure::CALCULATIONS.form);
                    let title = line.text().map_or("Sources and calculations", |(title, _)| title);
                    line.finish(diagnostics);
                    let first = paper.items.iter().find_map(|known| match known {
                        Item::Calculations(_, first) => Some(*first),
                        _ => None,
                    });
                    if let Some(first) = first {
                        diagnostics.add(
                            Diagnostic::error(
                                "declared-twice",
                                item.head,
                                "`calculations` stands twice",
                            )
                            .label(first, "the first stands here"),
                        );
                        continue;
                    }
                    paper.items.push(Item::Calculations(title.to_owned(), item.head));
                }
                kind if ITEMS.contains(&kind) => {}
                kind if BLOCKS.contains(&kind) => {
                    diagnostics.add(
                        Diagnostic::error(
                            "block-misplaced",
                            item.head,
                            format!("`{kind}` stands outside every section"),
                        )
                        .help("put it into a `section \"Title\" { … }`, and indent it"),
                    );
                }
                _ => {
                    let message = format!("there is no item `{}`", item.kind.text);
                    diagnostics.add(unknown(&item.kind, message, ITEMS.into_iter()));
                }
            }
        }
        paper.tally = self.tally;
        paper.words = std::mem::take(&mut self.words);
        paper.record = Record::close(std::mem::take(&mut self.record), &mut self.scope);
        paper
    }

    /// The title and the subtitle of the paper, in which nothing is tied.
    fn titles(&mut self, item: &Node, diagnostics: &mut Diagnostics) {
        let lines = match &item.body {
            Some(Body::Nodes(lines)) => lines.as_slice(),
            _ => &[],
        };
        let subtitle = lines.iter().filter(|line| line.kind.text == "subtitle");
        for node in std::iter::once(item).chain(subtitle) {
            if let Some(ast::Term { kind: TermKind::Text(text), span }) = node.terms.first() {
                self.bare_in_title(text, *span, false, diagnostics);
            }
        }
    }

    fn body(&mut self, node: &Node, diagnostics: &mut Diagnostics) -> Vec<Passage> {
        let quoted = node.kind.text == "quote";
        let role = if quoted { Role::Quotation } else { Role::Paragraph };
        self.cover = matches!(node.kind.text.as_str(), "summary" | "proposals" | "reasons");
        let words = match &node.body {
            Some(Body::Prose(passages)) => self.passages(passages, role, diagnostics),
            _ => Vec::new(),
        };
        self.cover = false;
        words
    }

    /// A section or an appendix.
    fn section(&mut self, node: &Node, diagnostics: &mut Diagnostics) -> Option<Section> {
        let mut line = Cursor::head(node, structure::SECTION.form);
        let name = line.name();
        let Some((title, span)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        let asked = self.standard.as_ref().and_then(|standard| standard.section(title));
        let default = asked.and_then(|asked| asked.default.clone());
        let title = self.title(title, span, diagnostics);
        self.search.around.push(span);
        let numbered = !line.keyword("unnumbered");
        let mut none = None;
        if node.kind.text == "appendix" {
            line.keyword("separate");
        } else {
            let place = line.place();
            none = line.keyword("none").then_some(place);
        }
        line.finish(diagnostics);
        let nodes: &[Node] = match &node.body {
            Some(Body::Nodes(nodes)) => nodes,
            _ => &[],
        };
        let mut blocks = Vec::new();
        for inner in nodes {
            blocks.extend(self.block(inner, diagnostics));
        }
        self.search.around.pop();
        if let Some(place) = none {
            blocks.extend(self.nothing(default, place, !blocks.is_empty(), diagnostics));
        }
        let name = name.map(|name| name.text);
        Some(Section { name, title, numbered, blocks, place: span, span: node.span, none })
    }

    /// What a section holds that says `none`.
    fn nothing(
        &mut self,
        default: Option<String>,
        place: Span,
        full: bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<Block> {
        if full {
            diagnostics.add(
                Diagnostic::error("syntax-error", place, "this section says `none`, and has something to say")
                    .help("take `none` out, or what stands in its braces"),
            );
            return None;
        }
        let words = default.unwrap_or_else(|| standard::NONE.to_owned());
        let words = vec![Inline::Text(words, place)];
        Some(Block::Narrative(true, vec![Passage::Paragraph(None, words)]))
    }

    fn block(&mut self, node: &Node, diagnostics: &mut Diagnostics) -> Option<Block> {
        Some(match node.kind.text.as_str() {
            "section" => Block::Section(self.section(node, diagnostics)?),
            "narrative" => {
                let mut line = Cursor::head(node, crate::paper::blocks::prose::NARRATIVE.form);
                let numbered = !line.keyword("unnumbered");
                line.finish(diagnostics);
                self.surroundings.numbered = numbered;
                let words = self.body(node, diagnostics);
                self.surroundings.numbered = false;
                Block::Narrative(numbered, words)
            }
            "quote" => {
                let mut line = Cursor::head(node, crate::paper::blocks::prose::QUOTE.form);
                let attribution =
                    line.text().map(|(text, span)| self.title(text, span, diagnostics));
                line.finish(diagnostics);
                // Somebody's words are of their own time.
                self.quoted = true;
                let words = self.body(node, diagnostics);
                self.quoted = false;
                Block::Quote(attribution, words)
            }
            "note" => Block::Note(self.body(node, diagnostics)),
            "proposals" => {
                if node.body.is_some() {
                    diagnostics.add(
                        Diagnostic::error("block-misplaced", node.head, "proposals are written outside the sections, once")
                            .help("move them out of the section, to the very start of a line, and leave a line that is only `proposals` here"),
                    );
                }
                Block::Proposals
            }
            "scorecard" => Block::Scorecard(scorecard::read(node, self, diagnostics)?),
            "compare" => Block::Compare(compare::read(node, self, diagnostics)?),
            "comparators" => Block::Comparators(comparators::read(node, self, diagnostics)?),
            "table" => {
                let table = table::read(node, self, diagnostics)?;
                Block::Table(table)
            }
            _ => {
                let name = &node.kind;
                if SPECS.iter().any(|spec| spec.kind == name.text) {
                    diagnostics.add(
                        Diagnostic::error(
                            "block-misplaced",
                            node.head,
                            format!("`{}` does not stand in a section", name.text),
                        )
                        .help("move it out of the section, to the very start of a line"),
                    );
                } else if name.text.is_empty()
                    || (node.body.is_none()
                        && !BLOCKS
                            .iter()
                            .any(|known| crate::diag::did_you_mean(&name.text, [*known]).is_some()))
                {
                    diagnostics.add(
                        Diagnostic::error(
                            "block-misplaced",
                            node.head,
                            "these words stand in no block",
                        )
                        .help("prose stands in a `narrative { … }`"),
                    );
                } else {
                    let message = format!("there is no block `{}`", name.text);
                    diagnostics.add(unknown(name, message, BLOCKS.into_iter()));
                }
                return None;
            }
        })
    }

    fn passages(
        &mut self,
        passages: &[WrittenPassage],
        role: Role,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Passage> {
        let mut before = None;
        let lead = self.search.lead;
        passages
            .iter()
            .enumerate()
            .map(|(at, passage)| match passage {
                WrittenPassage::Paragraph(name, phrase) => {
                    before = Some(phrase.span);
                    let phrase = &*self.without_number(phrase, diagnostics);
                    let inline = counted_lists::inline(&phrase.inlines, self.sources, diagnostics);
                    let following = passages.get(at + 1..).unwrap_or_default();
                    let list =
                        counted_lists::list(&phrase.inlines, following, self.sources, diagnostics);
                    self.surroundings.borne = inline.into_iter().chain(list).collect();
                    self.tense(phrase, diagnostics);
                    self.scope.records.told = path::movements(&phrase.inlines);
                    Passage::Paragraph(
                        name.as_ref().map(|name| name.text.clone()),
                        self.phrase(phrase, role, diagnostics),
                    )
                }
                WrittenPassage::List(marker, items) => {
                    let sentences = items.first().is_some_and(|item| is_sentence(&item.phrase));
                    self.search.lead = before.or(lead);
                    let items = items
                        .iter()
                        .map(|item| {
                            self.tense(&item.phrase, diagnostics);
                            ListItem {
                                words: self.phrase(
                                    &item.phrase,
                                    Role::Item(sentences),
                                    diagnostics,
                                ),
                                nested: self.passages(&item.nested, role, diagnostics),
                            }
                        })
                        .collect();
                    self.search.lead = lead;
                    Passage::List(*marker, items)
                }
                WrittenPassage::Quotation(phrases) => {
                    let quoted = std::mem::replace(&mut self.quoted, true);
                    let words = phrases
                        .iter()
                        .map(|phrase| self.phrase(phrase, Role::Quotation, diagnostics))
                        .collect();
                    self.quoted = quoted;
                    Passage::Quotation(words)
                }
            })
            .collect()
    }

    /// Holds the tenses of the author's own words against the date of the paper.
    fn tense(&self, phrase: &Phrase, diagnostics: &mut Diagnostics) {
        if !self.quoted {
            let records = &self.scope.records;
            event_dates::check(&phrase.inlines, records, self.sources, diagnostics);
        }
        let dated = self.scope.records.dated.or(self.scope.records.meeting);
        if let Some(dated) = dated.filter(|_| !self.quoted) {
            tense::check(&phrase.inlines, dated, self.sources, diagnostics);
        }
    }

    /// A title or a caption, written in quotes; forms are allowed in it.
    pub fn title(&mut self, text: &str, span: Span, diagnostics: &mut Diagnostics) -> Vec<Inline> {
        let inside = Span { start: span.start + 1, end: span.end.saturating_sub(1), ..span };
        let phrase = parse_phrase(text, inside, diagnostics);
        self.declare_named(&phrase.inlines, diagnostics);
        self.surroundings.title = true;
        let title = self.phrase(&phrase, Role::Title, diagnostics);
        self.surroundings.title = false;
        title
    }

    pub(in crate::paper) fn phrase(
        &mut self,
        phrase: &Phrase,
        role: Role,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Inline> {
        self.values.clear();
        let mut inlines = self.inlines(&phrase.inlines, &phrase.inlines, false, diagnostics);
        let values = std::mem::take(&mut self.values);
        let line = Line::new(&phrase.inlines, &values);
        self.beside(&line, role, diagnostics);
        self.sentences(&line, role, diagnostics);
        if !self.cover {
            self.repeated(&line, &phrase.inlines, role, diagnostics);
        }
        if self.styled {
            self.number_style(&line, role, diagnostics);
        }
        capitals(&mut inlines, &line, role);
        inlines
    }

    /// A cell of a table. Its figures count as sourced where the table has a source, and as nothing in a `text` column.
    pub fn cell(
        &mut self,
        phrase: &Phrase,
        counts: bool,
        sourced: bool,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Inline> {
        if counts {
            for inline in &phrase.inlines {
                if let Written::Text(text, _) = inline {
                    let figures = bare::scan(text).len();
                    self.tally.figures += figures;
                    self.tally.sourced += figures;
                }
            }
        }
        self.inlines(&phrase.inlines, &phrase.inlines, sourced, diagnostics)
    }

    fn inlines(
        &mut self,
        written: &[Written],
        phrase: &[Written],
        sourced: bool,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for (at, inline) in written.iter().enumerate() {
            match inline {
                Written::Text(text, span) => {
                    let untied =
                        text.contains('[') && self.untied_expression(text, *span, diagnostics);
                    self.malformed(text, *span, diagnostics);
                    if !sourced && !untied {
                        self.bare(text, *span, phrase, diagnostics);
                    }
                    self.say(text, *span);
                    inlines.push(Inline::Text(text.clone(), *span));
                }
                Written::Strong(inner, _) => {
                    inlines.push(Inline::Strong(self.inlines(inner, phrase, sourced, diagnostics)));
                }
                Written::Emphasis(inner, _) => {
                    inlines.push(Inline::Emphasis(self.inlines(
                        inner,
                        phrase,
                        sourced,
                        diagnostics,
                    )));
                }
                Written::Link(words, address, span) => {
                    self.say(words, *span);
                    inlines.push(Inline::Link(words.clone(), address.clone()));
                }
                Written::See(name, span) => {
                    if self.places.contains_key(&name.text) {
                        inlines.push(Inline::See(name.text.clone(), *span));
                    } else {
                        let message = format!("nothing in this paper is called `{}`", name.text);
                        let known: Vec<String> = self.places.keys().cloned().collect();
                        diagnostics.add(unknown(name, message, known.iter().map(String::as_str)));
                    }
                }
                Written::Value(expression, span) if self.scope.stands_for_words(expression) => {
                    self.outside(expression, *span, diagnostics);
                    if let Some((words, place)) = self.wording(expression, diagnostics) {
                        self.say(&words, place);
                        inlines.push(Inline::Text(words, *span));
                    }
                }
                Written::Value(expression, span) => {
                    self.state("", *span, *span, Behind::Printed(expression.clone()));
                    if let Some(value) = self.value(expression, *span, sourced, diagnostics) {
                        self.values.push((*span, value.clone()));
                        inlines.push(Inline::Value(Box::new(value), *span));
                    }
                }
                Written::Bound(words, words_span, bound, whole) => {
                    self.state(words, *words_span, *whole, Behind::Bound(bound.clone()));
                    self.outside_bound(bound, *words_span, diagnostics);
                    let value = if self.malformed(words, *words_span, diagnostics) {
                        None
                    } else {
                        self.bind_between(written, at, diagnostics)
                    };
                    self.values.extend(value.map(|value| (*whole, value)));
                    self.say(words, *words_span);
                    inlines.push(Inline::Text(words.clone(), *words_span));
                }
            }
        }
        inlines
    }

    /// Records a figure or a claim.
    pub(in crate::paper) fn state(&mut self, words: &str, span: Span, whole: Span, behind: Behind) {
        self.record.push(Statement { words: words.to_owned(), span, whole, behind });
    }

    /// Records the author's words for the checks of words.
    fn say(&mut self, text: &str, span: Span) {
        let written = self.sources.text(span).to_owned();
        self.words.push(Words { text: text.to_owned(), span, quoted: self.quoted, written });
    }
}

impl Scope<'_> {
    /// The title of a declared source; an unknown one is reported.
    pub fn source(&self, name: &Name, diagnostics: &mut Diagnostics) -> Option<String> {
        if let Some((title, _)) = self.sources.get(&name.text) {
            return Some(title.clone());
        }
        let known = self.sources.keys().map(String::as_str);
        let mut diagnostic = unknown(name, format!("there is no source `{}`", name.text), known);
        if self.records.events.contains_key(&name.text) {
            diagnostic = diagnostic.help(format!(
                "`{0}` is an event: tie the words to it by its name alone, `{{{0}}}`",
                name.text
            ));
        }
        diagnostics.add(
            diagnostic
                .help(format!("declare it: `source {} \"Its title\"` at the very start of a line, or write the title in quotes", name.text)),
        );
        None
    }
}

/// Whether an item of a list is a sentence.
fn is_sentence(phrase: &Phrase) -> bool {
    matches!(phrase.inlines.last(), Some(Written::Text(text, _)) if text.ends_with('.'))
}

/// Reports names on the cover: its paragraphs have no numbers that a reference could print.
fn unnumbered_names(passages: &[WrittenPassage], diagnostics: &mut Diagnostics) {
    for passage in passages {
        if let WrittenPassage::Paragraph(Some(name), _) = passage {
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

/// Visits every node, however deep.
pub(in crate::paper) fn each_node<'a>(nodes: &'a [Node], visit: &mut dyn FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        if let Some(Body::Nodes(inner)) = &node.body {
            each_node(inner, visit);
        }
    }
}
