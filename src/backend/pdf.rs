//! PDF that is PDF/UA-1 and PDF/A-2a at once: tagged, with bookmarks, made to be kept.

use super::{Backend, Options, typst};
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::theme::Theme;

pub(super) struct Pdf;

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
        let typesetter = typst::Typesetter::new(theme);
        let source = typst::source(document, &typesetter, *options, diagnostics)?;
        typst::pdf(document, &typesetter, source, diagnostics)
    }
}
