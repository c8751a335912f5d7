//! From the [`Document`] to bytes: one file an output format, behind one small trait.
//!
//! A backend knows the document and the theme, and nothing else of a paper: it cannot look a number up, so it cannot
//! change one. It reads no file and no clock, and the same document gives the same bytes.
//!
//! # A new format
//! 1. A file `backend/NAME.rs` with a unit struct and its [`Backend`]; a folder if it needs more than a file.
//! 2. Its row in [`BACKENDS`]: `--format NAME` and the help follow from it.
//! 3. Every [`Block`](crate::document::Block), [`Inline`](crate::document::Inline) and
//!    [`Cell`](crate::document::Cell) is met by a `match` without a catch-all, so that a new kind is a compile error
//!    here and not a hole in a paper.
//! 4. Text of an author goes through one escaping function and nowhere else.
//! 5. What the theme frames is a template in the theme's folder, rendered by `theme`; what is in the frame is written
//!    by Rust. Settings come from [`Theme::settings`](crate::theme::Theme).
//! 6. A golden in `reports/*/expected/`, and whatever validates the format in the tests.

pub mod pdf;
mod typst;
mod typst_source;

use crate::diag::Diagnostics;
use crate::document::Document;
use crate::theme::Theme;

/// What can be asked of any format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether every page says that the paper is a draft.
    pub draft: bool,
}

/// An output format.
pub trait Backend: Sync {
    /// The name it is asked for by, such as `pdf`.
    fn name(&self) -> &'static str;

    /// The ending of its files, without the dot.
    fn extension(&self) -> &'static str;

    /// Prints a document; `None` if it cannot be printed, and then the reason is among the diagnostics.
    fn print(
        &self,
        document: &Document,
        theme: &Theme,
        options: &Options,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<u8>>;
}

/// All formats; the first is the one that is printed when none is asked for.
pub const BACKENDS: &[&dyn Backend] = &[&pdf::Pdf, &typst_source::TypstSource];

/// The format with this name.
pub fn find(name: &str) -> Option<&'static dyn Backend> {
    BACKENDS.iter().find(|backend| backend.name() == name).copied()
}
