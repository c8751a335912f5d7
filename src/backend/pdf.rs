//! PDF that is PDF/UA-1 and PDF/A-2a at once: tagged, with bookmarks, made to be kept.

use super::{Backend, Options, typst};
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::theme::Theme;

pub(super) struct Pdf;

/// A typesetter with the fonts and the frame of a theme.
pub struct Typesetter<'t>(typst::Typesetter<'t>);

impl<'t> Typesetter<'t> {
    /// Loads the theme's fonts.
    pub fn new(theme: &'t Theme) -> Self {
        Self(typst::Typesetter::new(theme))
    }
}

/// A document set in pages.
pub struct Pages<'t>(typst::Pages<'t>);

/// Sets a document in pages; `None` if it cannot be, and then the reason is among the diagnostics.
pub fn typeset<'t>(
    document: &Document,
    typesetter: &'t Typesetter<'_>,
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Pages<'t>> {
    let source = typst::source(document, &typesetter.0, options, diagnostics)?;
    typst::typeset(document, &typesetter.0, source, diagnostics).map(Pages)
}

/// Writes pages as PDF; `None` if a standard does not allow it, and then the reason is among the diagnostics.
pub fn export(
    document: &Document,
    pages: &Pages<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<u8>> {
    typst::export(document, &pages.0, diagnostics)
}

impl Backend for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn print(
        &self,
        document: &Document,
        theme: &Theme,
        options: &Options,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<u8>> {
        let typesetter = Typesetter::new(theme);
        let pages = typeset(document, &typesetter, *options, diagnostics)?;
        export(document, &pages, diagnostics)
    }
}
