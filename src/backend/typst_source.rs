//! The Typst source that the PDF is made from, theme and all in one file: for those who look for a fault.

use super::{Backend, Options, typst};
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::theme::Theme;

pub(super) struct TypstSource;

impl Backend for TypstSource {
    fn name(&self) -> &'static str {
        "typst"
    }

    fn extension(&self) -> &'static str {
        "typ"
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
        Some(source.text.into_bytes())
    }
}
