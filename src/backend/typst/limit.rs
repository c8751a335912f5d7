//! How many pages a paper has, against how many it may have.

use std::num::NonZeroUsize;

use ::typst::foundations::Label;
use ::typst::introspection::Introspector as _;
use ::typst::utils::PicoStr;
use ::typst_layout::PagedDocument;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Document, PageLimit};

/// Warns of a paper that is longer than it may be.
pub(super) fn check(document: &Document, pages: &PagedDocument, diagnostics: &mut Diagnostics) {
    let Some(limit) = &document.limit else { return };
    let before = first_appendix(limit, pages);
    let found = before.unwrap_or_else(|| pages.pages().len());
    if found <= limit.pages {
        return;
    }
    let appendices = if before.is_some() { ", its appendices left out" } else { "" };
    diagnostics.add(
        Diagnostic::warning(
            "part-long",
            limit.span,
            format!(
                "this paper has {found} pages{appendices}; {} has at most {}",
                limit.whose, limit.pages
            ),
        )
        .help("move what is detail into an appendix, or have the limit raised: it is a line of the standard"),
    );
}

/// How many pages stand before the first appendix, which begins on a page of its own.
fn first_appendix(limit: &PageLimit, pages: &PagedDocument) -> Option<usize> {
    let label = Label::new(PicoStr::intern(&limit.before.as_ref()?.0))?;
    let heading = pages.introspector().query_label(label).ok()?;
    let page = pages.introspector().page(heading.location()?).map(NonZeroUsize::get)?;
    page.checked_sub(1)
}
