//! Items and blocks of an Ast, in order, with the names in them resolved.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics};
use crate::enclosure::{Bytes, Enclosures, PdfFile};
use crate::model::Model;
use crate::source::{FileId, ReadError, SourceMap, Span};
use crate::syntax::ast::{self, Body, Name, Node, TermKind};
use crate::syntax::spec::Cursor;
use crate::syntax::{BLOCKS, ITEMS};

use crate::paper::Item;
use crate::paper::Paper;
use crate::paper::Tally;
use crate::paper::Words;
use crate::paper::blocks::front::{self, Figures, Front};
use crate::paper::blocks::{
    Block, SPECS, Section, acronyms, appendix_file, chart, comparators, compare, exceptions,
    figure, measures, members, passage, priorities, programme, scorecard, structure, table,
};
use crate::paper::exempt::{self, Exempt, Exemptions};
use crate::paper::prose::{Inline, Passage};
use crate::paper::record::{Record, Statement};
use crate::paper::scope::{Scope, unknown};
use crate::paper::standard::{self, Standard};
use crate::paper::style::repeated;
use crate::paper::style::sentences::Role;
use crate::paper::untied::report::Surroundings;
use crate::paper::untied::search::Search;
use crate::paper::wording::first_uses;
use crate::paper::wording::outside;
use crate::paper::wording::posts;
use crate::paper::wording::records::Records;
use crate::paper::wording::terms;

/// What resolving one paper carries along.
#[derive(Debug)]
pub struct Resolver<'s, 'm> {
    /// Every file read.
    pub sources: &'s SourceMap,
    /// Pictures and PDF files.
    pub enclosures: &'s Enclosures,
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
    /// The priorities that are tagged so far.
    pub(in crate::paper) tagged: BTreeSet<String>,
    /// Whether somebody's own words are being read.
    pub(in crate::paper) quoted: bool,
    /// Which events are looked at.
    pub(in crate::paper) watch: outside::Watch,
    /// Whether the cover is being read, which may say what the sections say.
    pub(in crate::paper) cover: bool,
    /// The passages that are written once.
    pub(in crate::paper) passages: passage::Passages,
    /// Which tables print rows of which others.
    pub(in crate::paper) takes: table::taken::Takes,
    /// The notes of the table that is being read.
    pub(in crate::paper) notes: table::notes::Named,
    /// The long sentences so far.
    pub(in crate::paper) said: repeated::Said,
    /// What bare figures could be.
    pub(in crate::paper) search: Search,
    /// What tells a bare figure from a number that states nothing.
    pub(in crate::paper) surroundings: Surroundings,
    /// What is exempt.
    pub(in crate::paper) exempt: Exemptions,
    /// How the figures stand in it.
    exempt_tally: Tally,
    /// How the figures stood before what is exempt and being read.
    before_exempt: Option<Tally>,
}

/// Resolves the items of one paper; `None` where there is no `paper` item at all, which was reported.
pub fn resolve(
    items: &[Node],
    model: &Model,
    standard: Option<Standard>,
    sources: &SourceMap,
    enclosures: &Enclosures,
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
    let mut front = front::read(&posts::filled(first, items, diagnostics), diagnostics);
    let numbering = standard.as_ref().and_then(|standard| standard.numbering);
    front.numbering = front.numbering.or(numbering);
    front.standard = standard;
    let mut resolver = Resolver {
        sources,
        enclosures,
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
        tagged: BTreeSet::new(),
        quoted: false,
        watch: outside::Watch { asked: front.events, ..outside::Watch::default() },
        cover: false,
        passages: passage::declared(items, main, diagnostics),
        takes: table::taken::Takes::default(),
        notes: table::notes::Named::default(),
        said: repeated::Said::default(),
        search: Search::default(),
        surroundings: Surroundings::default(),
        exempt: exempt::read(items, model, diagnostics),
        exempt_tally: Tally::default(),
        before_exempt: None,
    };
    resolver.declare_records(items, diagnostics);
    resolver.declare(items, diagnostics);
    resolver.declare_registers(items);
    // A table may count what is listed, and a list may print what is in a table.
    resolver.declare_lists(items);
    resolver.declare_tables(items);
    resolver.watch.told.clear();
    resolver.declare_lists(items);
    let paper = resolver.paper(front, items, diagnostics);
    resolver.passages.unused(diagnostics);
    Some(paper)
}

impl<'s> Resolver<'s, '_> {
    /// The text of a file.
    pub fn text(&self, file: FileId) -> &'s str {
        &self.sources.file(file).text
    }

    /// A picture or a PDF file that is named at a place; one that cannot be read is reported.
    pub(in crate::paper) fn enclosed(
        &self,
        path: &str,
        place: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'s Bytes> {
        let message = match self.enclosures.get(path) {
            Ok(bytes) => return Some(bytes),
            Err(ReadError::NotFound) => format!("there is no file {path}"),
            Err(ReadError::Unreadable(reason)) => format!("{path} cannot be read: {reason}"),
        };
        diagnostics.add(
            Diagnostic::error("file-not-found", place, message)
                .help("the path is relative to the file that uses it"),
        );
        None
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
                "part" => paper.items.extend(self.section(item, diagnostics).map(Item::Part)),
                "section" => {
                    let section = self.exempted(item, |paper| paper.section(item, diagnostics));
                    paper.items.extend(section.map(Item::Section));
                }
                "appendix" if appendix_file::named(item).is_some() => {
                    let read =
                        self.exempted(item, |paper| appendix_file::read(item, paper, diagnostics));
                    if let Some((section, listed)) = read {
                        let known = paper.files();
                        diagnostics.extend(one_name(&section, known, item.head));
                        paper.items.push(Item::Appendix(section, listed));
                    }
                }
                "appendix" => {
                    let separate = item.terms.iter().any(
                        |term| matches!(&term.kind, TermKind::Word(word) if word == "separate"),
                    );
                    let section = self.exempted(item, |paper| paper.section(item, diagnostics));
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
        let sources = self.scope.sources.values().map(|(title, _)| title.clone());
        paper.terms = terms::read(items, &sources.collect::<Vec<_>>(), diagnostics);
        paper.expanded = acronyms::expanded(items, diagnostics);
        first_uses::explain(&mut paper, self.sources, diagnostics);
        paper.tagged = std::mem::take(&mut self.tagged);
        paper.tally = self.tally;
        paper.exempt = std::mem::take(&mut self.exempt);
        paper.exempt_tally = self.exempt_tally;
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

    /// The prose of a block.
    pub(in crate::paper) fn body(
        &mut self,
        node: &Node,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Passage> {
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
        let form = match node.kind.text.as_str() {
            "part" => structure::PART.form,
            "appendix" => structure::APPENDIX.form,
            _ => structure::SECTION.form,
        };
        let mut line = Cursor::head(node, form);
        let name = line.name();
        let Some((title, span)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        let asked = self.standard.as_ref().and_then(|standard| standard.section(title));
        let default = asked.and_then(|asked| asked.default.clone());
        let title = self.title(title, span, diagnostics);
        heading_notes(&title, diagnostics);
        self.search.around.push(span);
        let numbered = node.kind.text == "part" || !line.keyword("unnumbered");
        let mut nothing = None;
        if node.kind.text == "appendix" {
            line.keyword("separate");
        } else {
            let place = line.place();
            nothing = line.keyword("none").then_some(place);
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
        if let Some(place) = nothing {
            let full = !blocks.is_empty();
            blocks.extend(says_nothing(default, place, full, diagnostics));
        }
        let name = name.map(|name| name.text);
        let (place, span, exempt) = (span, node.span, self.exempt.of(node.span));
        Some(Section {
            name,
            title,
            numbered,
            blocks,
            place,
            span,
            none: nothing,
            exempt,
            file: None,
        })
    }

    /// Reads what may be exempt, and counts the figures in it apart.
    pub(in crate::paper) fn exempted<T>(
        &mut self,
        node: &Node,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        if self.before_exempt.is_some() || self.exempt.of(node.span).is_none() {
            return read(self);
        }
        self.before_exempt = Some(self.tally);
        let read = read(self);
        let before = self.before_exempt.take().unwrap_or_default();
        self.exempt_tally = self.exempt_tally.with(self.tally.without(before));
        read
    }

    /// A block; one that is exempt is marked so, whatever its kind.
    fn block(&mut self, node: &Node, diagnostics: &mut Diagnostics) -> Option<Block> {
        let block = self.exempted(node, |resolver| resolver.plain_block(node, diagnostics))?;
        Some(match (self.exempt.of(node.span), block) {
            (Some(at), block) if !matches!(block, Block::Section(_)) => {
                Block::Exempt(Exempt::Whole(at, Box::new(block)))
            }
            (_, block) => block,
        })
    }

    fn plain_block(&mut self, node: &Node, diagnostics: &mut Diagnostics) -> Option<Block> {
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
            "passage" => self.passage(node, diagnostics)?,
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
            "priorities" => Block::Priorities(priorities::read(node, self, diagnostics)?),
            "programme" => Block::Programme(programme::read(node, self, diagnostics)?),
            "exceptions" => Block::Exceptions(exceptions::exceptions(node, self, diagnostics)?),
            "successes" => Block::Successes(exceptions::successes(node, self, diagnostics)?),
            "chart" => Block::Chart(Box::new(chart::read(node, self, diagnostics)?)),
            "measures" => Block::Measures(measures::read(node, self, diagnostics)?),
            "members" => Block::Members(members::read(node, self, diagnostics)?),
            "table" => {
                let table = table::read(node, self, diagnostics)?;
                Block::Table(table)
            }
            "figure" => Block::Figure(figure::read(node, self, diagnostics)?),
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

/// Reports an appendix whose file has the name of an earlier one: they are published in one folder.
fn one_name<'p>(
    section: &Section,
    mut known: impl Iterator<Item = &'p PdfFile>,
    head: Span,
) -> Option<Diagnostic> {
    let file = section.file.as_ref()?;
    let other = known.find(|other| other.name == file.name)?;
    let message = if other.path == file.path {
        format!("{} is an appendix already", file.path)
    } else {
        format!("two appendices are files of the name {}", file.name)
    };
    Some(
        Diagnostic::error("declared-twice", head, message)
            .help("give each file a name of its own: they are published beside the paper"),
    )
}

/// What a section holds that says `none`.
fn says_nothing(
    default: Option<String>,
    place: Span,
    full: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Block> {
    if full {
        diagnostics.add(
            Diagnostic::error(
                "syntax-error",
                place,
                "this section says `none`, and has something to say",
            )
            .help("take `none` out, or what stands in its braces"),
        );
        return None;
    }
    let words = default.unwrap_or_else(|| standard::NONE.to_owned());
    let words = vec![Inline::Text(words, place)];
    Some(Block::Narrative(true, vec![Passage::Paragraph(None, words)]))
}

/// Visits every node, however deep.
pub fn each_node<'a>(nodes: &'a [Node], visit: &mut dyn FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        if let Some(Body::Nodes(inner)) = &node.body {
            each_node(inner, visit);
        }
    }
}

/// Reports notes in a title: it stands in the contents and in the bookmarks as well.
fn heading_notes(title: &[Inline], diagnostics: &mut Diagnostics) {
    for inline in title {
        if let Inline::Note(_, span) = inline {
            diagnostics.add(
                Diagnostic::error("block-misplaced", *span, "a title of a section has no notes")
                    .help("put the note behind the first words of the section"),
            );
        }
    }
}
