//! Where text comes from: every file that was read, and places in it.
//!
//! Sources and data files stand in one [`SourceMap`], so that a message can show an author's sentence and the data's
//! cell that contradicts it in the same way.

mod world;

pub use world::{MemoryWorld, ReadError, World, beside, seen_from};

/// One file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file: `start` included, `end` not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that the bytes are in.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The smallest span that holds both; they must be of one file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span just behind this one.
    #[must_use]
    pub fn after(self) -> Self {
        Self { start: self.end, ..self }
    }
}

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as it is shown: relative to where the user stands, with `/`.
    pub path: String,
    /// The whole text, as UTF-8 without a byte order mark.
    pub text: String,
    /// Whether the file begins with a byte order mark.
    pub marked: bool,
    /// The byte at which each line starts.
    lines: Vec<usize>,
}

/// Every file read in one compilation.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a file; a byte order mark at its start is dropped.
    pub fn add(&mut self, path: &str, text: String) -> FileId {
        let (text, marked) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (rest.to_owned(), true),
            None => (text, false),
        };
        // A file that is read twice, by `check` and by `build`, is one file: its messages are the same messages.
        if let Some(known) = self.find(path)
            && self.file(known).text == text
        {
            return known;
        }
        let lines = std::iter::once(0)
            .chain(
                text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1),
            )
            .collect();
        self.files.push(SourceFile { path: path.to_owned(), text, marked, lines });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file with this identifier.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The identifier of the file with this path, if it was read.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.iter().position(|file| file.path == path)?;
        Some(FileId(u32::try_from(at).unwrap_or(u32::MAX)))
    }

    /// All files, in the order in which they were read.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(at, file)| (FileId(u32::try_from(at).unwrap_or(u32::MAX)), file))
    }

    /// The text that a span covers.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start..span.end).unwrap_or("")
    }

    /// The line and the column, both counted from 1, at which a span starts; the column counts characters.
    pub fn position(&self, span: Span) -> (usize, usize) {
        let file = self.file(span.file);
        let line = file.lines.partition_point(|start| *start <= span.start).max(1);
        let start = file.lines[line - 1];
        let column = file.text.get(start..span.start).map_or(0, |text| text.chars().count()) + 1;
        (line, column)
    }

    /// The span of a line, counted from 1, without its line break.
    pub fn line(&self, file: FileId, line: usize) -> Span {
        let source = self.file(file);
        let start = source.lines.get(line.saturating_sub(1)).copied().unwrap_or(source.text.len());
        let end = source.lines.get(line).map_or(source.text.len(), |next| next - 1);
        Span { file, start, end: end.max(start) }
    }
}
