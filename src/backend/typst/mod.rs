//! The typesetter: Typst as a library. Nothing outside of this folder knows it.
//!
//! ```text
//! Document ─emit→ Source (Typst, with a map back to the author's files) ─compile→ pages ─lint→ ─export→ PDF
//! ```
//!
//! The source is one file: the theme's frame, then a call of one of the frame's functions for each block. Every text
//! of the document is a string literal in a content block (`[#"text";]`), so nothing that an author or a data file
//! holds is ever evaluated, and every glyph on the page leads back to its literal, and through the map to the author's
//! file.

mod blocks;
mod chart;
mod columns;
mod cover;
mod emit;
mod ends;
mod figure;
mod limit;
mod lint;
mod literal;
mod map;
mod measure;
mod report;
mod spans;
mod table;
mod weight;
mod world;

use ::typst::foundations::Smart;
use ::typst_layout::PagedDocument;
use ::typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub(super) use map::Source;
pub(super) use world::Typesetter;

use super::Options;
use crate::diag::Diagnostics;
use crate::document::Document;

/// Writes a document as Typst.
///
/// `None` if the theme's font is missing, or a character in it, or a link leads nowhere.
pub(super) fn source(
    document: &Document,
    typesetter: &Typesetter,
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Source> {
    let mut found = Diagnostics::default();
    if let Some(missing) = typesetter.missing_family() {
        diagnostics.add(missing);
        return None;
    }
    let source = emit::emit(document, typesetter, options, &mut found);
    let failed = found.has_errors();
    for diagnostic in found.sorted() {
        diagnostics.add(diagnostic.clone());
    }
    (!failed).then_some(source)
}

/// A document set in pages, with the world that it was set in.
pub(super) struct Pages<'t> {
    pages: PagedDocument,
    world: world::Sandbox<'t>,
}

/// Sets a source in pages, and looks them over.
pub(super) fn typeset<'t>(
    document: &Document,
    typesetter: &'t Typesetter,
    source: Source,
    diagnostics: &mut Diagnostics,
) -> Option<Pages<'t>> {
    // Typst keeps its intermediate results for ever otherwise, those of a compilation that failed too. Before a paper,
    // not behind it: those of the last go with the process, all at once.
    ::typst::comemo::evict(0);
    let world = world::Sandbox::new(typesetter, source, document);
    let compiled = ::typst::compile::<PagedDocument>(&world);
    report::all(&compiled.warnings, &world, diagnostics);
    match compiled.output {
        Ok(pages) => {
            lint::lint(&pages, &world, diagnostics);
            limit::check(document, &pages, diagnostics);
            Some(Pages { pages, world })
        }
        Err(errors) => {
            report::all(&errors, &world, diagnostics);
            None
        }
    }
}

/// Writes pages as PDF.
pub(super) fn export(
    document: &Document,
    Pages { pages, world }: &Pages<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let options = PdfOptions {
        // Readers and archives know a file by it: the same paper keeps it over its builds.
        ident: Smart::Custom(format!("{} {}", document.date, document.title)),
        creator: Smart::Custom(Some(concat!("Paperwright ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: Some(Timestamp::new_utc(world::datetime(document.date))),
        page_ranges: None,
        // PDF/A-2 takes no files along; PDF/A-3 is the same with them.
        standards: match PdfStandards::new(&[
            PdfStandard::Ua_1,
            if document.attachments.is_empty() { PdfStandard::A_2a } else { PdfStandard::A_3a },
        ]) {
            Ok(standards) => standards,
            Err(error) => {
                diagnostics.add(report::defect(error.message()));
                return None;
            }
        },
        tagged: true,
        pretty: false,
    };
    match ::typst_pdf::pdf(pages, &options) {
        Ok(bytes) => {
            let bytes = ends::mend(bytes);
            diagnostics.extend(weight::large(&bytes, document, world));
            Some(bytes)
        }
        Err(errors) => {
            report::all(&errors, world, diagnostics);
            None
        }
    }
}
