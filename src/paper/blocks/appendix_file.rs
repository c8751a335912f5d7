//! `appendix … from "file.pdf"`: an appendix that is a PDF file.

use super::table::plain;
use super::{Block, Section};
use crate::diag::{Diagnostic, Diagnostics};
use crate::enclosure::{PdfFile, PictureFile};
use crate::paper::resolve::Resolver;
use crate::source::{Span, beside};
use crate::syntax::ast::{Node, TermKind};
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

/// What such an appendix allows.
const SPEC: BlockSpec = BlockSpec {
    kind: "appendix",
    form: "appendix name? \"Title\" from \"file.pdf\"",
    about: "A PDF file that is published beside the paper.",
    attributes: &[
        AttributeSpec {
            name: "pages",
            form: "pages as pictures",
            about: "that its pages are printed in the paper as pictures",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "page",
            form: "page 1 \"What stands on the page, in words\"",
            about: "what stands on a page that is printed as a picture, for those who cannot see it",
            repeats: true,
            required: false,
        },
    ],
    example: "",
};

/// A page of a PDF file, printed as a picture.
#[derive(Clone, Debug)]
pub struct AppendixPage {
    /// The page.
    pub picture: PictureFile,
    /// Its number in the file.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// What those hear who cannot see it.
    pub alt: String,
    /// The author's line.
    pub span: Span,
}

/// The PDF file that an appendix is, and where its name stands.
pub fn named(node: &Node) -> Option<(&str, Span)> {
    let mut terms = node.terms.iter();
    terms.find(|term| matches!(&term.kind, TermKind::Word(word) if word == "from"))?;
    match terms.next().map(|term| (&term.kind, term.span)) {
        Some((TermKind::Text(path), span)) if !is_paper(path) => Some((path, span)),
        _ => None,
    }
}

/// Whether a file is another paper.
fn is_paper(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == "paper")
}

/// Reads one: the appendix, and whether it is only listed.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<(Section, bool)> {
    let mut head = Cursor::head(node, SPEC.form);
    let name = head.name().map(|name| name.text);
    let Some((title, title_place)) = head.text() else {
        head.malformed(diagnostics);
        return None;
    };
    let title = resolver.title(title, title_place, diagnostics);
    let from = head.keyword("from").then(|| head.text()).flatten();
    let Some((file, place)) = from else {
        head.malformed(diagnostics);
        return None;
    };
    head.finish(diagnostics);
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let path = beside(&resolver.sources.file(node.span.file).path, file);
    let bytes = resolver.enclosed(&path, place, diagnostics)?;
    let exempt = resolver.exempt.of(node.span);
    let file = match PdfFile::open(&path, bytes) {
        // Beside a paper that is published, it must not be taken for what is published with it.
        Ok(file) if exempt.is_some() => PdfFile { name: members(&file.name), ..file },
        Ok(file) => file,
        Err(fault) => {
            diagnostics.add(super::refused("appendix-broken", fault, place));
            return None;
        }
    };
    if !file.tagged {
        diagnostics.add(
            Diagnostic::warning(
                "appendix-untagged",
                place,
                format!("{path} is not tagged: it cannot be read aloud in its order"),
            )
            .help("save it once more, with the setting for accessible or tagged PDF")
            .note("The regulations on the accessibility of public sector websites are for its appendices too."),
        );
    }
    let blocks = pages(&attributes, &file, place, resolver, diagnostics);
    let listed = blocks.is_none();
    let section = Section {
        name,
        title,
        numbered: true,
        blocks: blocks.unwrap_or_default(),
        place: title_place,
        span: node.span,
        none: None,
        exempt,
        file: Some(file),
    };
    Some((section, listed))
}

/// The name of a file that only members see.
fn members(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}.members.pdf")
}

/// The pages as pictures; `None` where that is not asked for.
fn pages(
    attributes: &Attributes<'_>,
    file: &PdfFile,
    place: Span,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Block>> {
    let mut said: Vec<Option<(String, Span)>> = vec![None; file.pages];
    for mut line in attributes.all("page") {
        let (Some((number, number_place)), Some((alt, span))) = (line.figure(), line.text()) else {
            line.malformed(diagnostics);
            continue;
        };
        line.finish(diagnostics);
        let alt = plain(&resolver.title(alt, span, diagnostics));
        let at = usize::try_from(number.value.mantissa()).ok().and_then(|at| at.checked_sub(1));
        let slot = at.filter(|_| number.value.fract().is_zero()).and_then(|at| said.get_mut(at));
        match slot {
            Some(slot) => *slot = Some((alt, span)),
            None => diagnostics.add(Diagnostic::error(
                "name-unknown",
                number_place,
                format!("{} has {}", file.path, counted(file.pages)),
            )),
        }
    }
    let mut line = attributes.get("pages")?;
    if !(line.keyword("as") && line.keyword("pictures")) {
        line.malformed(diagnostics);
        return None;
    }
    line.finish(diagnostics);
    let dumb: Vec<usize> =
        (1..).zip(&said).filter(|(_, said)| said.is_none()).map(|(at, _)| at).collect();
    if let Some(first) = dumb.first() {
        let message = match dumb.len() {
            1 => format!("page {first} of {} has no words for those who cannot see it", file.path),
            many => format!(
                "{} of {} have no words for those who cannot see them",
                counted(many),
                file.path
            ),
        };
        diagnostics.add(
            Diagnostic::error("attribute-missing", line.node.head, message)
                .note(
                    "The words and tags of another PDF cannot become part of a paper that is PDF/UA and PDF/A: printed \
                     here, its pages are pictures.",
                )
                .help(format!("say what stands on each: `page {first} \"…\"`"))
                .help("or leave this line out: the file is then published beside the paper, words and tags and all"),
        );
        return Some(Vec::new());
    }
    let pictures = match file.pictures() {
        Ok(pictures) => pictures,
        Err(fault) => {
            diagnostics.add(super::refused("appendix-broken", fault, place));
            return Some(Vec::new());
        }
    };
    let pages = (1..).zip(pictures).zip(said).filter_map(|((number, picture), said)| {
        let (alt, span) = said?;
        Some(Block::AppendixPage(AppendixPage { picture, number, of: file.pages, alt, span }))
    });
    Some(pages.collect())
}

/// "1 page", "22 pages".
pub fn counted(pages: usize) -> String {
    if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") }
}
