//! What Typst may see: one source, the theme's fonts, the paper's date. No other file, no package, no clock.

use ::typst::diag::{FileError, FileResult, PackageError};
use ::typst::foundations::{Bytes, Datetime, Duration};
use ::typst::syntax::{FileId, RootedPath, Source as TypstSource, VirtualPath, VirtualRoot};
use ::typst::text::{Font, FontBook};
use ::typst::utils::LazyHash;
use ::typst::{Feature, Library, LibraryExt, World};

use super::Source;
use crate::document::Date;
use crate::theme::Theme;

/// A theme with its fonts opened.
pub(in crate::backend) struct Typesetter<'a> {
    pub(super) theme: &'a Theme,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

impl<'a> Typesetter<'a> {
    /// Opens a theme's fonts.
    pub(in crate::backend) fn new(theme: &'a Theme) -> Self {
        let files = theme.fonts.iter().map(|file| Bytes::new(file.clone()));
        let fonts: Vec<_> = files.flat_map(Font::iter).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { theme, fonts, book }
    }

    /// Whether every font of the theme's family has a character: which of them will print it is the template's choice.
    pub(super) fn has(&self, character: char) -> bool {
        let family = &self.theme.settings.fonts.family;
        let mut fonts = self.fonts.iter().filter(|font| font.info().family == *family).peekable();
        // Without the family at all, Typst's own message is the one that helps.
        fonts.peek().is_none()
            || fonts.all(|font| font.info().coverage.contains(u32::from(character)))
    }
}

/// The world of one compilation.
pub(super) struct Sandbox<'a> {
    pub(super) typesetter: &'a Typesetter<'a>,
    pub(super) source: Source,
    main: TypstSource,
    library: LazyHash<Library>,
    today: Datetime,
}

impl<'a> Sandbox<'a> {
    pub(super) fn new(typesetter: &'a Typesetter<'a>, source: Source, today: Date) -> Self {
        // Row headers and summaries of tables are behind this door for now.
        let features = [Feature::A11yExtras].into_iter().collect();
        Self {
            typesetter,
            // The same name for every paper: Typst keeps each name for ever.
            main: TypstSource::new(main(), source.text.clone()),
            source,
            library: LazyHash::new(Library::builder().with_features(features).build()),
            today: datetime(today),
        }
    }
}

#[expect(clippy::expect_used, reason = "a constant")]
fn main() -> FileId {
    let path = VirtualPath::new("/paper.typ").expect("a path from the root");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// Midnight of a date.
pub(super) fn datetime(date: Date) -> Datetime {
    let midnight = date.midnight();
    Datetime::Datetime(midnight)
}

impl World for Sandbox<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetter.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<TypstSource> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(missing(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Err(missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}

fn missing(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Package(package) => PackageError::NotFound(package.clone()).into(),
        VirtualRoot::Project => FileError::NotFound(id.vpath().get_with_slash().into()),
    }
}
