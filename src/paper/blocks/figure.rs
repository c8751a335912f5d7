//! `figure`: a picture from a file, with its caption and the words for those who cannot see it.

use crate::diag::{Diagnostic, Diagnostics};
use crate::enclosure::PictureFile;
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::source::{Span, beside};
use crate::syntax::ast::Node;
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

/// What a `figure` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "figure",
    form: "figure name? \"picture.png\" \"Caption\" { … }",
    about: "A picture: PNG, JPEG or SVG, from a file beside the paper. `alt` is what those hear who cannot see it. What \
            the file says of itself, such as where a photograph was taken, is not printed.",
    attributes: &[
        AttributeSpec {
            name: "alt",
            form: "alt \"What the picture shows, in words\"",
            about: "what it shows, for those who cannot see it",
            repeats: false,
            required: true,
        },
        AttributeSpec {
            name: "width",
            form: "width 80%",
            about: "how much of the width of the page it takes; all of it without this line",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "resolution",
            form: "resolution 300",
            about: "the most pixels an inch that are printed, where the theme's are too few or too many",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "source",
            form: "source \"Care leavers' project\"",
            about: "where it comes from: a text, or the name of a `source` item",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "note",
            form: "note \"Printed with the permission of the artist.\"",
            about: "what is printed under it",
            repeats: true,
            required: false,
        },
    ],
    example: "figure \"system.svg\" \"The looked-after system\" {\n  alt  \"Four steps in a row\"\n}",
};

/// A picture, resolved.
#[derive(Clone, Debug)]
pub struct FigureData {
    /// The name that `{see …}` uses.
    pub name: Option<String>,
    /// What is printed above it.
    pub caption: Vec<Inline>,
    /// What those hear who cannot see it.
    pub alt: String,
    /// The file.
    pub file: PictureFile,
    /// How much of the width of the page it takes, in per cent.
    pub width: u8,
    /// The most pixels an inch.
    pub resolution: Option<u32>,
    /// Where it comes from.
    pub source: Option<String>,
    /// What is printed under it.
    pub notes: Vec<Vec<Inline>>,
    /// All of it.
    pub span: Span,
}

/// Reads one.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<FigureData> {
    let mut head = Cursor::head(node, SPEC.form);
    let name = head.name().map(|name| name.text);
    let (Some((file, place)), Some((caption, caption_place))) = (head.text(), head.text()) else {
        head.malformed(diagnostics);
        return None;
    };
    head.finish(diagnostics);
    let caption = resolver.title(caption, caption_place, diagnostics);
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let path = beside(&resolver.sources.file(node.span.file).path, file);
    let opened =
        resolver.enclosures.get(&path).ok().and_then(|bytes| PictureFile::open(&path, bytes));
    let Some(file) = opened else {
        diagnostics.add(
            Diagnostic::error("file-not-found", place, format!("there is no picture {path}"))
                .help("the path is relative to the file that uses it"),
        );
        return None;
    };
    let alt = attributes.get("alt").and_then(|mut line| line.text()).map(|(text, _)| text)?;
    let mut notes = Vec::new();
    for mut line in attributes.all("note") {
        match line.text() {
            Some((text, span)) => notes.push(resolver.title(text, span, diagnostics)),
            None => line.malformed(diagnostics),
        }
    }
    Some(FigureData {
        name,
        caption,
        alt: alt.to_owned(),
        file,
        width: 100,
        resolution: None,
        source: None,
        notes,
        span: node.span,
    })
}
