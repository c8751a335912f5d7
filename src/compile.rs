//! The pipeline on one screen: source → Ast → Model → Paper → checks → Document → bytes.

use std::collections::BTreeSet;

use crate::backend::{self, Options};
use crate::check;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::document::{Attachment, Document, Reserved, compose};
use crate::enclosure::{Bytes, Enclosures};
use crate::evidence::{self, Material, Register};
use crate::model::Model;
use crate::paper::blocks::appendix_file;
use crate::paper::blocks::front_matter::Classification;
use crate::paper::exempt::editions;
use crate::paper::{Item, Paper, resolve, standard};
use crate::source::{FileId, ReadError, SourceMap, Span, World, beside};
use crate::syntax::ast::{Ast, Node, TermKind};
use crate::syntax::{self, appendix};
use crate::theme::{self, Theme};

pub use crate::paper::Tally;

/// What the name of the members' paper ends in.
pub const MEMBERS: &str = ".members";

/// The formats that a paper can be printed in.
pub const FORMATS: [&str; 2] = ["pdf", "typst"];

/// The standards that come with Paperwright.
pub const STANDARDS: [&str; 4] = ["full_council", "cabinet", "panel", "strategy"];

/// A paper that is begun.
#[derive(Debug)]
pub struct Begun {
    /// Every file read.
    pub sources: SourceMap,
    /// What is wrong with the standard.
    pub diagnostics: Diagnostics,
    /// The files to be written: their names, from the folder of the paper, and their texts. The first is the paper.
    pub files: Vec<(String, String)>,
}

/// Begins a paper that has all that a standard asks for, to be filled in. `theme` is the folder of a house style, `name`
/// the name of the paper.
pub fn begin(world: &dyn World, standard: &str, theme: Option<&str>, name: &str) -> Begun {
    let mut sources = SourceMap::default();
    let mut diagnostics = Diagnostics::default();
    let found = standard::named(standard, theme, world, &mut sources, &mut diagnostics);
    let files = found.map_or(Vec::new(), |found| standard::skeleton(&found, name, theme));
    Begun { sources, diagnostics, files }
}

/// What a paper of a standard is: "a report to Full Council".
pub fn standard_title(world: &dyn World, standard: &str, theme: Option<&str>) -> Option<String> {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let found = standard::named(standard, theme, world, &mut sources, &mut diagnostics)?;
    Some(found.title)
}

/// A paper that was read, worked out and checked.
#[derive(Debug)]
pub struct Checked {
    /// Every file read.
    pub sources: SourceMap,
    /// The pictures and PDF files that it takes along.
    pub enclosures: Enclosures,
    /// Everything there is to say.
    pub diagnostics: Diagnostics,
    /// How its figures stand.
    pub tally: Tally,
    /// The indicators and their data, as the public's paper sees them.
    pub model: Model,
    /// The public's paper with its names resolved; `None` where there is none.
    pub paper: Option<Paper>,
    /// The public's paper as it would be printed; `None` where it cannot be.
    pub document: Option<Document>,
    /// The members' paper, where something in it is exempt; else the public's is for all.
    pub members: Option<Box<Edition>>,
    /// The theme that the paper names, and where.
    pub theme: Option<(String, Span)>,
    /// The name of its output, without ending.
    pub name: String,
    /// The path of its file.
    pub path: String,
}

/// The paper of those who read everything.
#[derive(Debug)]
pub struct Edition {
    /// The indicators and all of their data, where the public does not see all of them.
    pub model: Option<Model>,
    /// The paper with its names resolved.
    pub paper: Paper,
    /// The paper as it would be printed; `None` where it cannot be.
    pub document: Option<Document>,
}

impl Checked {
    /// Makes the members' paper the one that is printed, under a name of its own; false where nothing is exempt, and the
    /// public's paper is for all.
    pub fn for_members(&mut self) -> bool {
        let Some(members) = self.members.take() else {
            let whole = self.is_exempt();
            if whole {
                self.name.push_str(MEMBERS);
            }
            return whole;
        };
        let Edition { model, paper, document } = *members;
        (self.paper, self.document) = (Some(paper), document);
        if let Some(model) = model {
            self.model = model;
        }
        self.name.push_str(MEMBERS);
        true
    }

    /// Whether all of the paper is exempt, so that there is none for the public.
    pub fn is_exempt(&self) -> bool {
        let front = self.paper.as_ref().map(|paper| &paper.front);
        front.is_some_and(|front| front.matter.classification == Some(Classification::Exempt))
    }

    /// The register of what the paper states; `None` where it cannot be printed. Without a theme it names no fonts.
    pub fn register(&self, theme: Option<&Theme>) -> Option<Register> {
        let material = self.material()?;
        let fonts = theme.into_iter().flat_map(|theme| {
            theme.font_files.iter().zip(&theme.fonts).map(|(path, bytes)| (&**path, &**bytes))
        });
        // Who does not see a picture is not told its name either.
        let pictures = material.document.pictures().into_iter().map(|picture| &picture.file.path);
        let taken: BTreeSet<&str> = pictures
            .chain(material.paper.files().map(|file| &file.path))
            .map(|path| &**path)
            .collect();
        let enclosed = self.enclosures.files().filter(|(path, _)| taken.contains(path));
        let files = evidence::files(&self.path, &self.model, &self.sources, enclosed, fonts);
        Some(evidence::register(material, files))
    }

    /// What stands behind a paragraph, a figure or a phrase of the paper; without a question, behind all that its words
    /// state.
    ///
    /// # Errors
    /// Says in words that the paper cannot be read, or that nothing in it answers the question.
    pub fn explain(&self, question: Option<&str>) -> Result<String, String> {
        let material = self.all_of_it().ok_or("this paper cannot be read")?;
        evidence::explain(material, question)
    }

    /// What whoever wrote the paper may know.
    fn all_of_it(&self) -> Option<Material<'_>> {
        let Some(members) = &self.members else { return self.material() };
        let Edition { model, paper, document } = &**members;
        let (model, document) = (model.as_ref().unwrap_or(&self.model), document.as_ref()?);
        Some(Material { paper, model, document, sources: &self.sources, file: &self.path })
    }

    fn material(&self) -> Option<Material<'_>> {
        Some(Material {
            paper: self.paper.as_ref()?,
            model: &self.model,
            document: self.document.as_ref()?,
            sources: &self.sources,
            file: &self.path,
        })
    }
}

/// What is made of a paper.
#[derive(Clone, Debug)]
pub struct Output {
    /// The paper in the format asked for.
    pub bytes: Vec<u8>,
    /// What stands behind it, as it is written beside it.
    pub evidence: String,
    /// The PDF files that are its appendices, which are published beside it: their names and what they hold.
    pub appendices: Vec<(String, Bytes)>,
}

/// A stage of the pipeline, for looking at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What was written.
    Ast,
    /// Indicators and their data.
    Model,
    /// Names resolved.
    Paper,
    /// As printed.
    Document,
    /// What stands behind it.
    Evidence,
    /// As typeset.
    Typst,
}

/// Reads, works out and checks the paper at a path.
pub fn check(world: &dyn World, path: &str) -> Checked {
    run(world, path).0
}

/// Prints a paper that has no errors. `theme` overrides the paper's own. `None` where it cannot be printed: the
/// diagnostics say why.
pub fn print(
    world: &dyn World,
    checked: &mut Checked,
    theme: Option<&str>,
    format: &str,
    options: &Options,
) -> Option<Vec<u8>> {
    build(world, checked, theme, format, options).map(|output| output.bytes)
}

/// Prints a paper as [`print()`] does, with the evidence that goes beside it.
pub fn build(
    world: &dyn World,
    checked: &mut Checked,
    theme: Option<&str>,
    format: &str,
    options: &Options,
) -> Option<Output> {
    let theme = dress(world, checked, theme)?;
    let evidence = checked.register(Some(&theme))?.json();
    let document = checked.document.as_mut()?;
    if checked.paper.as_ref().is_some_and(|paper| paper.front.attached) {
        document.attachments = vec![Attachment {
            name: format!("{}.evidence.json", checked.name),
            media_type: "application/json",
            description: "What stands behind each figure and claim of this paper".to_owned(),
            bytes: evidence.clone().into_bytes(),
        }];
        let files = checked.paper.iter().flat_map(Paper::files);
        document.attachments.extend(files.map(|file| Attachment {
            name: file.name.clone(),
            media_type: "application/pdf",
            description: format!("An appendix of this paper, {}", file.name),
            bytes: file.bytes.0.to_vec(),
        }));
    }
    let bytes =
        backend::find(format)?.print(document, &theme, options, &mut checked.diagnostics)?;
    let appendices = checked.paper.iter().flat_map(Paper::files);
    let appendices = appendices.map(|file| (file.name.clone(), file.bytes.clone())).collect();
    Some(Output { bytes, evidence, appendices })
}

/// Loads the theme of a paper that can be printed.
fn dress(world: &dyn World, checked: &mut Checked, theme: Option<&str>) -> Option<Theme> {
    if checked.diagnostics.has_errors() {
        return None;
    }
    let (name, place) = match (theme, checked.theme.clone()) {
        (Some(name), _) => (name.to_owned(), None),
        (None, Some((name, place))) => (name, Some(place)),
        (None, None) => (theme::DEFAULT.to_owned(), None),
    };
    theme::load(&name, place, world, &mut checked.sources, &mut checked.diagnostics)
}

/// What a stage made of a paper, as text for those who look into it, with everything there is to say.
pub fn debug(world: &dyn World, path: &str, stage: Stage) -> (String, Checked) {
    let (mut checked, items) = run(world, path);
    let text = match stage {
        Stage::Ast => format!("{items:#?}"),
        Stage::Model => format!("{:#?}", checked.model),
        Stage::Paper => format!("{:#?}", checked.paper),
        Stage::Document => format!("{:#?}", checked.document),
        Stage::Evidence => checked.register(None).map_or(String::new(), |register| register.json()),
        Stage::Typst => print(world, &mut checked, None, "typst", &Options::default())
            .map_or(String::new(), |bytes| String::from_utf8_lossy(&bytes).into_owned()),
    };
    (text, checked)
}

fn run(world: &dyn World, path: &str) -> (Checked, Vec<Node>) {
    let mut sources = SourceMap::default();
    let mut diagnostics = Diagnostics::default();
    let mut items = Vec::new();
    let main = read(world, path, None, &mut sources, &mut items, &mut diagnostics);
    if diagnostics.has("gap-unfilled") {
        // What goes into a gap is not missed as well.
        diagnostics.excuse(&["home-missing", "value-absent", "name-unknown"]);
    }
    diagnostics.next_stage();
    let before = diagnostics.count(Severity::Error);
    let unread = diagnostics.sorted().into_iter().any(|found| {
        let place = found.primary.as_ref().map(|label| label.span);
        found.severity == Severity::Error
            && place.is_some_and(|place| is_model(&sources.file(place.file).path))
    });
    let mut model = Model::build(&items, world, &mut sources, &mut diagnostics);
    if unread || diagnostics.count(Severity::Error) > before {
        // A line that could not be read is mended first: what it would have held is not missed one by one.
        model.unread = true;
        diagnostics.excuse(&["value-absent"]);
    }
    crate::model::cross_check(&model, &mut diagnostics);
    diagnostics.next_stage();
    let enclosures = enclosed(&items, world, &sources);
    let standard = standard::find(&items, world, &mut sources, &mut diagnostics);
    let resolved = |model: &Model, diagnostics: &mut Diagnostics| {
        let (standard, main) = (standard.clone(), main?);
        resolve::resolve(&items, model, standard, &sources, &enclosures, main, diagnostics)
    };
    let public_model = editions::public_model(&model);
    let mut without = Diagnostics::default();
    let (mut paper, public) = editions::both(resolved(&model, &mut diagnostics), || {
        // What a block takes from the data while it is read must not be what the public does not see.
        resolved(public_model.as_ref()?, &mut without)
    });
    let (mut document, mut reserved) = (None, Reserved::default());
    if let Some(paper) = &paper {
        own_name(paper, stem(path), &mut diagnostics);
        check::all(paper, &mut diagnostics);
        if let Some(composed) = compose(paper, &model, Reserved::default()) {
            evidence::typed_references::check(paper, &composed.numbers, &mut diagnostics);
            (document, reserved) = (Some(composed.document), composed.reserved);
        }
    }
    if let (Some(paper), Some(document)) = (&paper, &mut document) {
        let material = Material { paper, model: &model, document, sources: &sources, file: path };
        evidence::calculator::check(material, &mut diagnostics);
        evidence::published::check(material, &mut diagnostics);
        evidence::small_counts::check(material, &mut diagnostics);
        evidence::chart_tables::check(material, &mut diagnostics);
        evidence::exempt::check(material, &mut diagnostics);
        evidence::exempt::impossible(paper, &without, &mut diagnostics);
        if let Some(rows) = evidence::appendix::calculations(material) {
            evidence::appendix::fill(document, rows);
        }
    }
    let mut members = None;
    if let Some(public) = public
        && let Some(all) = paper.take()
    {
        let edition = Edition { model: public_model, paper: all, document };
        let mut edition = Box::new(edition);
        let seen = edition.model.as_ref().unwrap_or(&model);
        let material = (&public, seen, &sources, path);
        document = public_document(material, &edition, reserved, &mut diagnostics);
        // The model that is seen by default is the public's.
        edition.model = edition.model.map(|public| std::mem::replace(&mut model, public));
        (paper, members) = (Some(public), Some(edition));
    }
    // A built-in theme is known to be right; another is looked at, so that `check` finds what `build` would.
    if let Some((name, place)) = paper.as_ref().and_then(|paper| paper.front.theme.as_ref())
        && !theme::built_in().any(|known| known == name)
    {
        theme::load(name, Some(*place), world, &mut sources, &mut diagnostics);
    }
    let checked = Checked {
        tally: members
            .as_deref()
            .map(|members: &Edition| &members.paper)
            .or(paper.as_ref())
            .map_or(Tally::default(), |paper| paper.tally),
        theme: paper.as_ref().and_then(|paper| paper.front.theme.clone()),
        sources,
        enclosures,
        diagnostics,
        model,
        paper,
        document,
        members,
        name: stem(path).to_owned(),
        path: path.to_owned(),
    };
    (checked, items)
}

/// The public's paper as it is printed: composed from itself alone, and searched for what only the exempt parts say.
fn public_document(
    (paper, model, sources, file): (&Paper, &Model, &SourceMap, &str),
    all: &Edition,
    reserved: Reserved,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    all.document.as_ref()?;
    let mut document = compose(paper, model, reserved)?.document;
    let material = Material { paper, model, document: &document, sources, file };
    if let Some(rows) = evidence::appendix::calculations(material) {
        evidence::appendix::fill(&mut document, rows);
    }
    if !diagnostics.has_errors() {
        let material = Material { paper, model, document: &document, sources, file };
        let evidence = evidence::register(material, Vec::new()).json();
        evidence::exempt::leaks::check(&all.paper, (&document, &evidence), sources, diagnostics);
    }
    Some(document)
}

/// Reads a file and the files that it uses, each in the place of its `use`.
fn read(
    world: &dyn World,
    path: &str,
    from: Option<Span>,
    sources: &mut SourceMap,
    items: &mut Vec<Node>,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    let text = load(world, path, from, diagnostics)?;
    let file = sources.add(path, text);
    let Ast { items: own, .. } = syntax::parse(file, sources, diagnostics);
    for item in own {
        if let Some((other, span)) = appendix::from(&item) {
            let other = beside(path, &other);
            let mut joined = Vec::new();
            if sources.find(&other).is_some() {
                diagnostics.add(
                    Diagnostic::error(
                        "declared-twice",
                        span,
                        format!("{other} is part of this paper already"),
                    )
                    .help("a paper can be an appendix once, and not of itself"),
                );
            } else if read(world, &other, Some(span), sources, &mut joined, diagnostics).is_none() {
                diagnostics.excuse(&[
                    "name-unknown",
                    "value-absent",
                    "home-missing",
                    "part-missing",
                ]);
            }
            appendix::join(item, joined, items, diagnostics);
            continue;
        }
        let used = match (item.kind.text.as_str(), item.terms.first()) {
            ("use", Some(term)) => match &term.kind {
                TermKind::Text(used) => Some((used.clone(), term.span)),
                _ => None,
            },
            _ => None,
        };
        if item.kind.text == "use" && used.is_none() {
            diagnostics.add(
                Diagnostic::error("syntax-error", item.head, "which file is used?")
                    .help("it is written: `use \"scorecard.model\"`"),
            );
        }
        if let Some((used, span)) = used {
            let used = beside(path, &used);
            // A file that is used twice is read once; that also ends a circle.
            if sources.find(&used).is_none()
                && read(world, &used, Some(span), sources, items, diagnostics).is_none()
            {
                diagnostics.excuse(&[
                    "name-unknown",
                    "value-absent",
                    "home-missing",
                    "part-missing",
                ]);
            }
        } else {
            items.push(item);
        }
    }
    Some(file)
}

fn load(
    world: &dyn World,
    path: &str,
    from: Option<Span>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mut code = "file-not-found";
    let message = match world.read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => return Some(text),
            Err(error) => {
                code = "not-utf8";
                let good = error.utf8_error().valid_up_to();
                let line =
                    error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
                format!("{path} is not text in UTF-8: line {line} holds something else")
            }
        },
        Err(ReadError::NotFound) => format!("there is no file {path}"),
        Err(ReadError::Unreadable(reason)) => format!("{path} cannot be read: {reason}"),
    };
    let mut diagnostic = Diagnostic::error(code, from.unwrap_or_default(), message);
    if from.is_none() {
        diagnostic.primary = None;
    }
    if code == "not-utf8" {
        diagnostic = diagnostic.help("save the file as UTF-8 in the program that wrote it");
    } else if from.is_some() {
        diagnostic = diagnostic.help("the path is relative to the file that uses it");
    }
    diagnostics.add(diagnostic);
    None
}

/// Reads the files that a paper takes along: what is named first in quotes behind `figure`,
/// and what an appendix is made `from`.
fn enclosed(items: &[Node], world: &dyn World, sources: &SourceMap) -> Enclosures {
    let mut enclosures = Enclosures::default();
    resolve::each_node(items, &mut |node| {
        let named = node.terms.iter().find_map(|term| match &term.kind {
            TermKind::Text(text) if node.kind.text == "figure" => Some(text.as_str()),
            _ => None,
        });
        let named = named.or_else(|| {
            let (path, _) = appendix_file::named(node).filter(|_| node.kind.text == "appendix")?;
            Some(path)
        });
        if let Some(named) = named {
            enclosures.read(world, &beside(&sources.file(node.span.file).path, named));
        }
    });
    enclosures
}

/// Reports an appendix whose file would be written over the paper itself.
fn own_name(paper: &Paper, stem: &str, diagnostics: &mut Diagnostics) {
    let own = format!("{stem}.pdf");
    for item in &paper.items {
        if let Item::Appendix(section, _) = item
            && section.file.as_ref().is_some_and(|file| file.name == own)
        {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    section.place,
                    format!("this appendix and the paper itself would both be published as {own}"),
                )
                .help("give the file of the appendix another name"),
            );
        }
    }
}

/// Whether a file is one of a data model.
fn is_model(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == "model")
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
