//! `figure`: a picture from a file, with its caption and the words for those who cannot see it.

use std::ops::RangeInclusive;

use rust_decimal::prelude::ToPrimitive;

use super::table::{self, plain};
use crate::diag::{Diagnostic, Diagnostics};
use crate::enclosure::PictureFile;
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::paper::untied::bare;
use crate::source::{Span, beside};
use crate::syntax::ast::{FigureUnit, Node};
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
    let source = table::source(&attributes, &resolver.scope, diagnostics);
    let mut notes = Vec::new();
    for mut line in attributes.all("note") {
        match line.text() {
            Some((text, span)) => notes.push(resolver.title(text, span, diagnostics)),
            None => line.malformed(diagnostics),
        }
    }
    let width = whole(&attributes, "width", FigureUnit::Percent, 10..=100, diagnostics);
    let width = width.and_then(|width| u8::try_from(width).ok()).unwrap_or(100);
    let resolution = whole(&attributes, "resolution", FigureUnit::Plain, 50..=600, diagnostics);
    let alt = alt(&attributes, file, &plain(&caption), resolver, diagnostics);
    let file = open(node, file, place, resolver, diagnostics);
    let file = file?;
    figures_drawn(&file, place, source.is_some(), resolver, diagnostics);
    let alt = alt?;
    Some(FigureData { name, caption, alt, file, width, resolution, source, notes, span: node.span })
}

/// The words for those who cannot see the picture; `None` where there are none, or none that say what it shows, which
/// was reported.
fn alt(
    attributes: &Attributes<'_>,
    file: &str,
    caption: &str,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mut line = attributes.get("alt")?;
    let Some((text, span)) = line.text() else {
        line.malformed(diagnostics);
        return None;
    };
    line.finish(diagnostics);
    let alt = plain(&resolver.title(text, span, diagnostics));
    if let Some(why) = says_nothing(&alt, file, caption) {
        diagnostics.add(Diagnostic::error("alt-says-nothing", span, why).help(
            "say what one sees in it, as you would to somebody on the telephone: \
                 \"Four steps in a ring: analyse, plan, do and review\"",
        ));
        return None;
    }
    Some(alt)
}

/// Why some words do not say what a picture shows, if they do not.
fn says_nothing(alt: &str, file: &str, caption: &str) -> Option<&'static str> {
    let letters = |text: &str| {
        text.chars()
            .filter(|it| it.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let said = letters(alt);
    let lower = alt.trim().to_lowercase();
    if said.is_empty() {
        Some("these words say nothing")
    } else if said == letters(caption) {
        Some("these words only repeat the caption, which everybody hears anyway")
    } else if said == letters(name)
        || said == letters(stem)
        || ENDINGS.iter().any(|end| lower.ends_with(end))
    {
        Some("this is the name of a file, and does not say what the picture shows")
    } else if GENERIC.contains(&said.as_str()) {
        Some("this says that there is a picture, and not what it shows")
    } else {
        None
    }
}

/// The endings of picture files.
const ENDINGS: [&str; 5] = [".png", ".jpg", ".jpeg", ".svg", ".gif"];

/// Words that say of a picture only that it is one.
const GENERIC: [&str; 14] = [
    "picture",
    "image",
    "photo",
    "photograph",
    "figure",
    "diagram",
    "chart",
    "graph",
    "graphic",
    "drawing",
    "illustration",
    "logo",
    "screenshot",
    "decorative",
];

/// A whole number within limits.
fn whole(
    attributes: &Attributes<'_>,
    name: &str,
    unit: FigureUnit,
    limits: RangeInclusive<u32>,
    diagnostics: &mut Diagnostics,
) -> Option<u32> {
    let mut line = attributes.get(name)?;
    let Some((figure, span)) = line.figure() else {
        line.malformed(diagnostics);
        return None;
    };
    line.finish(diagnostics);
    let value =
        figure.value.to_u32().filter(|_| figure.value.fract().is_zero() && figure.unit == unit);
    let value = value.filter(|value| limits.contains(value));
    if value.is_none() {
        let sign = if unit == FigureUnit::Percent { "%" } else { "" };
        let (least, most) = (limits.start(), limits.end());
        diagnostics.add(Diagnostic::error(
            "syntax-error",
            span,
            format!("`{name}` is a whole number from {least}{sign} to {most}{sign}"),
        ));
    }
    value
}

/// The file of the picture, looked at.
fn open(
    node: &Node,
    file: &str,
    place: Span,
    resolver: &Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<PictureFile> {
    let path = beside(&resolver.sources.file(node.span.file).path, file);
    let bytes = resolver.enclosed(&path, place, diagnostics)?;
    match PictureFile::open(&path, bytes) {
        Ok(file) => Some(file),
        Err(fault) => {
            diagnostics.add(super::refused("picture-broken", fault, place));
            None
        }
    }
}

/// Counts the figures that a drawing says, and reports them where nothing vouches for them.
fn figures_drawn(
    file: &PictureFile,
    place: Span,
    sourced: bool,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) {
    let figures: Vec<String> =
        file.words.iter().flat_map(|words| bare::in_a_drawing(words)).collect();
    if sourced {
        resolver.tally.figures += figures.len();
        resolver.tally.sourced += figures.len();
        return;
    }
    let Some(first) = figures.first() else { return };
    let message = match figures.len() {
        1 => format!("this drawing says {first}, and nothing vouches for it"),
        2..=5 => format!("this drawing says {}, and nothing vouches for them", figures.join(", ")),
        many => format!(
            "this drawing says {first} and {} other figures, and nothing vouches for them",
            many - 1
        ),
    };
    diagnostics.extend(resolver.untied(place, message).map(|diagnostic| {
        diagnostic
            .help("say where the drawing has its figures from: `source \"…\"`")
            .help("or take them out of the drawing, and print them in a table or a chart")
    }));
}

#[cfg(test)]
mod tests {
    use super::says_nothing;

    #[test]
    fn words_must_say_what_a_picture_shows() {
        let nothing = |alt| says_nothing(alt, "pictures/the-system.svg", "The looked-after system");
        for alt in [
            "",
            " - ",
            "Picture",
            "the looked after system.",
            "The system",
            "the-system.svg",
            "IMG 1.JPG",
        ] {
            assert!(nothing(alt).is_some(), "{alt}");
        }
        assert!(nothing("Four steps in a ring: analyse, plan, do and review").is_none());
    }
}
