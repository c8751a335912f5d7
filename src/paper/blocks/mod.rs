//! One file a kind of block, each with its [`BlockSpec`].
//!
//! To add a kind, say `notice`:
//!
//! 1. a file here, `notice.rs`, with a `SPEC` and a `read`;
//! 2. a row in [`SPECS`], a variant of [`Block`], and its name among the `BLOCKS` of `syntax/lines`, with an arm where
//!    `resolve` reads it;
//! 3. an arm in `document/compose`; where it prints figures in a table of its own, one in `evidence/tables` too;
//! 4. a case under `tests/cases/structures/` and its row in `tests/README.md`.
//!
//! The compiler and the tests name what was forgotten; the reference page is made from the `SPEC`. What every block has, it
//! has without a line here: the four forms in its texts, a name for `{see …}`, `exempt`, its place in the evidence.

pub mod acronyms;
pub mod appendix_file;
pub mod chart;
pub mod comparators;
pub mod compare;
pub mod exceptions;
pub mod figure;
pub mod front;
mod front_dates;
pub mod front_matter;
pub mod holders;
pub mod measures;
pub mod members;
pub mod numbering;
pub mod passage;
pub mod priorities;
pub mod programme;
pub mod prose;
pub mod scorecard;
pub mod structure;
pub mod table;

use crate::diag::{Diagnostic, Diagnostics};
use crate::enclosure::{Fault, PdfFile};
use crate::model::Period;
use crate::source::Span;
use crate::syntax::ast::Node;
use crate::syntax::spec::{Attributes, BlockSpec, Cursor};

use crate::paper::exempt::Exempt;
use crate::paper::prose::{Inline, Passage};
use crate::paper::resolve::Resolver;
use crate::paper::scope::{Scope, unknown};

/// Every kind of item and block of a paper, in the order of the reference.
pub const SPECS: [&BlockSpec; 33] = [
    &structure::USE,
    &structure::SOURCE,
    &structure::FACT,
    &structure::EVENT,
    &structure::TEXT,
    &structure::POST,
    &structure::TERM,
    &front::SPEC,
    &prose::SUMMARY,
    &prose::PROPOSALS,
    &prose::REASONS,
    &structure::CONTENTS,
    &structure::PART,
    &structure::SECTION,
    &structure::APPENDIX,
    &acronyms::SPEC,
    &structure::CALCULATIONS,
    &prose::NARRATIVE,
    &prose::QUOTE,
    &prose::NOTE,
    &prose::PASSAGE,
    &scorecard::SPEC,
    &compare::SPEC,
    &comparators::SPEC,
    &chart::SPEC,
    &exceptions::EXCEPTIONS,
    &exceptions::SUCCESSES,
    &table::SPEC,
    &priorities::SPEC,
    &programme::SPEC,
    &measures::SPEC,
    &members::SPEC,
    &figure::SPEC,
];

/// A block of a section, resolved.
#[derive(Clone, Debug)]
pub enum Block {
    /// A section in a section.
    Section(Section),
    /// Paragraphs, numbered or not.
    Narrative(bool, Vec<Passage>),
    /// Somebody's words, and whose.
    Quote(Option<Vec<Inline>>, Vec<Passage>),
    /// A note set apart.
    Note(Vec<Passage>),
    /// The paper's proposals once more, as numbered paragraphs.
    Proposals,
    /// Indicators against periods.
    Scorecard(scorecard::Scorecard),
    /// The previous report against the current one.
    Compare(compare::Compare),
    /// Indicators across areas.
    Comparators(comparators::Comparators),
    /// Lines or bars.
    Chart(Box<chart::Chart>),
    /// The indicators that are not where they should be.
    Exceptions(exceptions::Judged),
    /// The indicators that are.
    Successes(exceptions::Judged),
    /// A table typed in the paper.
    Table(table::TableData),
    /// A page of an appendix that is a PDF file, as a picture.
    AppendixPage(appendix_file::AppendixPage),
    /// The priorities of a strategy.
    Priorities(priorities::Priorities),
    /// Which reports went to which meeting.
    Programme(programme::Programme),
    /// A block of whatever kind that is exempt, or what stands in its place.
    Exempt(Exempt),
    /// Key performance indicators of four kinds.
    Measures(measures::Measures),
    /// Who belongs to a group.
    Members(members::Members),
    /// A picture from a file.
    Figure(figure::FigureData),
}

/// A section, resolved.
#[derive(Clone, Debug)]
pub struct Section {
    /// The name that `{see …}` uses.
    pub name: Option<String>,
    /// The title.
    pub title: Vec<Inline>,
    /// Whether it has a number.
    pub numbered: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Whether all of it is exempt: the place of its exemption among all.
    pub exempt: Option<usize>,
    /// Where the title stands.
    pub place: Span,
    /// All of it.
    pub span: Span,
    /// Where it says that there is nothing to say: its standard's words are then what it holds.
    pub none: Option<Span>,
    /// The PDF file that it is, where it is one.
    pub file: Option<PdfFile>,
}

/// What a block shows beside its figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct Show {
    /// The titles of the domains, over their indicators.
    pub domains: bool,
    /// The kind of each indicator.
    pub kinds: bool,
    /// The expected range.
    pub range: bool,
    /// The comparators.
    pub comparators: bool,
    /// The difference between the first and the last period.
    pub difference: bool,
    /// The target.
    pub target: bool,
    /// The same periods a year before.
    pub previous: bool,
}

impl Show {
    /// Reads a `show` line; `allowed` says what the block can show.
    pub fn read(
        attributes: &Attributes<'_>,
        allowed: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut show = Self::default();
        let Some(mut line) = attributes.get("show") else { return show };
        loop {
            let place = line.place();
            let what = if line.keyword("expected") && line.keyword("range") {
                "expected range"
            } else if line.keyword("comparators") {
                "comparators"
            } else if line.keyword("difference") {
                "difference"
            } else if line.keyword("target") {
                "target"
            } else if line.keyword("previous") {
                "previous"
            } else if line.keyword("domains") {
                "domains"
            } else if line.keyword("kinds") {
                "kinds"
            } else {
                ""
            };
            if !allowed.contains(&what) {
                diagnostics.add(
                    Diagnostic::error("name-unknown", place, "this cannot be shown here")
                        .note(format!("There are: {}.", allowed.join(", "))),
                );
                return show;
            }
            match what {
                "expected range" => show.range = true,
                "domains" => show.domains = true,
                "kinds" => show.kinds = true,
                "comparators" => show.comparators = true,
                "target" => show.target = true,
                "previous" => show.previous = true,
                _ => show.difference = true,
            }
            if !line.comma() {
                break;
            }
        }
        line.finish(diagnostics);
        show
    }
}

/// What is said of a file that cannot be printed.
fn refused(code: &'static str, fault: Fault, place: Span) -> Diagnostic {
    let code = if fault.too_large { "too-large" } else { code };
    let diagnostic = Diagnostic::error(code, place, fault.what);
    match fault.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The line of a block that may have a name and a caption: `kind name? "Caption"?`.
fn name_and_caption(
    node: &Node,
    form: &'static str,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> (Option<String>, Option<Vec<Inline>>) {
    let mut head = Cursor::head(node, form);
    let name = head.name().map(|name| name.text);
    let caption = head.text().map(|(text, span)| resolver.title(text, span, diagnostics));
    head.finish(diagnostics);
    (name, caption)
}

/// The line of a block that is about indicators: `kind indicator, indicator "Caption"?`.
fn subject(
    node: &Node,
    spec: &BlockSpec,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> (Vec<String>, Option<Vec<Inline>>) {
    let mut head = Cursor::head(node, spec.form);
    let mut indicators = Vec::new();
    for name in head.names() {
        indicators.extend(resolver.scope.indicator(&name, diagnostics));
    }
    let caption = head.text().map(|(text, span)| resolver.title(text, span, diagnostics));
    head.finish(diagnostics);
    (indicators, caption)
}

/// The indicators that the lines `domains` and `indicators` name.
fn chosen(
    attributes: &Attributes<'_>,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut indicators = Vec::new();
    if let Some(mut line) = attributes.get("domains") {
        for domain in line.names() {
            if !scope.model.domains.contains_key(&domain.text) {
                if scope.no_model(&domain, diagnostics) {
                    continue;
                }
                let known = scope.model.domains.keys().map(String::as_str);
                diagnostics.add(unknown(
                    &domain,
                    format!("there is no domain `{}`", domain.text),
                    known,
                ));
                continue;
            }
            let members =
                scope.model.indicators.iter().filter(|(_, indicator)| {
                    indicator.domain.as_deref() == Some(domain.text.as_str())
                });
            indicators.extend(members.map(|(name, _)| name.clone()));
        }
        line.finish(diagnostics);
    }
    if let Some(mut line) = attributes.get("indicators") {
        for name in line.names() {
            indicators.extend(scope.indicator(&name, diagnostics));
        }
        line.finish(diagnostics);
    }
    indicators
}

/// The periods of a line `months A to B`: a year stands for its parts.
fn periods(
    line: &mut Cursor<'_>,
    what: &str,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Period> {
    let mut take = |line: &mut Cursor<'_>| -> Option<Period> {
        let Some((literal, span)) = line.period() else {
            line.malformed(diagnostics);
            return None;
        };
        scope.resolve(literal, span, diagnostics)
    };
    let Some(first) = take(line) else { return Vec::new() };
    let last = if line.keyword("to") {
        let Some(last) = take(line) else { return Vec::new() };
        last
    } else {
        first
    };
    let parts = |period: Period| match what {
        "months" => period.months(),
        "quarters" => period.quarters(),
        _ => vec![period],
    };
    let fits = |period: Period| match what {
        "months" => true,
        "quarters" => !matches!(period, Period::Month { .. }),
        _ => matches!(period, Period::Year { .. }),
    };
    if !fits(first) || !fits(last) {
        diagnostics.add(
            Diagnostic::error("period-unclear", line.node.head, format!("these are not {what}"))
                .help("write `months Oct 2022 to Mar 2023`, `quarters 2022-23` or `years 2020-21 to 2021-22`"),
        );
        return Vec::new();
    }
    let first_part = parts(first).into_iter().next();
    let last_part = parts(last).into_iter().next_back();
    match (first_part, last_part) {
        (Some(first), Some(last)) => Period::sequence(first, last),
        _ => Vec::new(),
    }
}
