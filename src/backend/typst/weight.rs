//! How large a paper is, and what makes it large.

use super::world::Sandbox;
use crate::diag::Diagnostic;
use crate::document::Document;
use crate::source::Span;

/// Says that a paper is larger than the theme wants it, and what in it is large.
pub(super) fn large(paper: &[u8], document: &Document, world: &Sandbox) -> Option<Diagnostic> {
    let most = world.typesetter.theme.settings.pictures.paper_megabytes;
    if paper.len() <= usize::try_from(most).ok()?.checked_mul(1_000_000)? {
        return None;
    }
    let pictures = world.source.pictures.iter().map(|it| (it.path.as_str(), it.bytes.len()));
    let files = document.attachments.iter().map(|it| (it.name.as_str(), it.bytes.len()));
    let mut parts: Vec<(&str, usize)> = pictures.chain(files).collect();
    parts.sort_by_key(|(path, bytes)| (std::cmp::Reverse(*bytes), *path));
    let parts: Vec<String> =
        parts.iter().take(3).map(|(path, bytes)| format!("{path} ({})", size(*bytes))).collect();
    let message =
        format!("the paper has {}, and more than {most} MB are slow to open", size(paper.len()));
    let mut diagnostic = Diagnostic::warning("paper-large", Span::default(), message);
    diagnostic.primary = None;
    if !parts.is_empty() {
        diagnostic = diagnostic.note(format!("The largest parts of it are {}.", parts.join(", ")));
    }
    Some(
        diagnostic
            .help("print photographs smaller or coarser: `width 60%`, `resolution 100`; save photographs as JPEG, not as PNG")
            .help("a theme may allow more: `paper-megabytes` under [pictures] in theme.toml"),
    )
}

fn size(bytes: usize) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}
