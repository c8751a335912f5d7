//! What Typst may see: one source, the theme's fonts, the paper's date. No other file, no package, no clock.

use std::collections::BTreeSet;

use ::typst::diag::{FileError, FileResult, PackageError};
use ::typst::foundations::{Bytes, Datetime, Duration};
use ::typst::syntax::{
    FileId, RootedPath, Source as TypstSource, SyntaxNode, VirtualPath, VirtualRoot,
};
use ::typst::text::{Font, FontBook};
use ::typst::utils::LazyHash;
use ::typst::{Feature, Library, LibraryExt, World};

use super::Source;
use super::measure::Measure;
use crate::diag::Diagnostic;
use crate::document::{Date, Document};
use crate::source::Span;
use crate::theme::Theme;

/// A theme with its fonts opened.
pub(in crate::backend) struct Typesetter<'a> {
    pub(super) theme: &'a Theme,
    /// What text is measured with.
    pub(super) measure: Measure,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
    /// Whether the family has each of the characters that most text is made of.
    ascii: [bool; 128],
}

impl<'a> Typesetter<'a> {
    /// Opens a theme's fonts.
    pub(in crate::backend) fn new(theme: &'a Theme) -> Self {
        let files = theme.fonts.iter().map(|file| Bytes::new(file.clone()));
        let fonts: Vec<_> = files.flat_map(Font::iter).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        let measure = Measure::new(&theme.settings.fonts.family, &fonts, &book);
        let mut typesetter = Self { theme, measure, fonts, book, ascii: [false; 128] };
        typesetter.ascii = std::array::from_fn(|code| {
            char::from_u32(u32::try_from(code).unwrap_or_default())
                .is_some_and(|character| typesetter.covers(character))
        });
        typesetter
    }

    /// Whether every font of the theme's family has a character: which of them prints it is the template's choice.
    pub(super) fn has(&self, character: char) -> bool {
        let known = usize::try_from(u32::from(character)).ok().and_then(|at| self.ascii.get(at));
        known.copied().unwrap_or_else(|| self.covers(character))
    }

    fn covers(&self, character: char) -> bool {
        self.family().all(|font| font.info().coverage.contains(u32::from(character)))
    }

    /// Says so if the theme's family is in none of its font files.
    pub(super) fn missing_family(&self) -> Option<Diagnostic> {
        if self.family().next().is_some() {
            return None;
        }
        let families: BTreeSet<_> = self.fonts.iter().map(|font| &*font.info().family).collect();
        let families: Vec<_> = families.into_iter().collect();
        let Theme { name, settings, .. } = self.theme;
        let family = &settings.fonts.family;
        let message =
            format!("the theme {name} is set in “{family}”, which none of its font files holds");
        let diagnostic = Diagnostic::error("theme-invalid", Span::default(), message)
            .note(match families.as_slice() {
                [] => "None of the files under `files` in [fonts] is a font that can be read."
                    .to_owned(),
                _ => format!("They hold {}.", families.join(", ")),
            })
            .help("change `family` or `files` in the section [fonts] of theme.toml");
        Some(Diagnostic { primary: None, ..diagnostic })
    }

    fn family(&self) -> impl Iterator<Item = &Font> {
        let family = &self.theme.settings.fonts.family;
        self.fonts.iter().filter(move |font| font.info().family == *family)
    }
}

/// The name that an attachment is read by, before its place in the document.
pub(super) const ATTACHED: &str = "attached-";

/// The name that a picture is read by, before its place in the source.
pub(super) const PICTURE: &str = "picture-";

/// The world of one compilation.
pub(super) struct Sandbox<'a> {
    pub(super) typesetter: &'a Typesetter<'a>,
    pub(super) source: Source,
    main: TypstSource,
    library: LazyHash<Library>,
    today: Datetime,
    /// Files that the paper takes along, by their place in the document.
    attached: Vec<Bytes>,
    /// The pictures, by their place in the source.
    pictures: Vec<Bytes>,
}

impl<'a> Sandbox<'a> {
    pub(super) fn new(typesetter: &'a Typesetter<'a>, source: Source, document: &Document) -> Self {
        // Row headers and summaries of tables are behind this door for now.
        let features = [Feature::A11yExtras].into_iter().collect();
        Self {
            typesetter,
            // The same name for every paper: Typst keeps each name for ever.
            main: TypstSource::new(main(), source.text.clone()),
            pictures: source.pictures.iter().map(|it| Bytes::new(it.bytes.clone())).collect(),
            source,
            library: LazyHash::new(Library::builder().with_features(features).build()),
            today: datetime(document.date),
            attached: document
                .attachments
                .iter()
                .map(|attachment| Bytes::new(attachment.bytes.clone()))
                .collect(),
        }
    }

    /// The source as Typst parsed it.
    pub(super) fn root(&self) -> &SyntaxNode {
        self.main.root()
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
        let name = match id.root() {
            VirtualRoot::Project => id.vpath().get_without_slash(),
            VirtualRoot::Package(_) => "",
        };
        let numbered = |files: &[Bytes], number: Option<&str>| {
            files.get(number?.parse::<usize>().ok()?).cloned()
        };
        let picture = name.split_once('.').and_then(|(stem, _)| stem.strip_prefix(PICTURE));
        numbered(&self.attached, name.strip_prefix(ATTACHED))
            .or_else(|| numbered(&self.pictures, picture))
            .ok_or_else(|| missing(id))
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
