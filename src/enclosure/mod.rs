//! Files that a paper takes along and that are not text: pictures, and PDF files that are its appendices.
//!
//! They are read once, through [`World`], before names are resolved: whoever needs one finds it here by its path.

mod jpeg;
mod pdf;
mod picture;
mod png;
mod prepare;
mod svg;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub use pdf::PdfFile;
pub use picture::{PictureFile, PictureFormat};
pub use prepare::Prepared;

use crate::source::{ReadError, World};

/// What a file holds. It is not copied, and not shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Bytes(pub Arc<[u8]>);

impl fmt::Debug for Bytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes", self.0.len())
    }
}

/// The files that a paper takes along, by their path.
#[derive(Clone, Debug, Default)]
pub struct Enclosures {
    files: BTreeMap<String, Result<Bytes, ReadError>>,
}

impl Enclosures {
    /// Reads a file, once.
    pub fn read(&mut self, world: &dyn World, path: &str) {
        if !self.files.contains_key(path) {
            let read = world.read(path).map(|bytes| Bytes(bytes.into()));
            self.files.insert(path.to_owned(), read);
        }
    }

    /// A file that was read, or why it could not be.
    pub fn get(&self, path: &str) -> Result<&Bytes, &ReadError> {
        match self.files.get(path) {
            Some(read) => read.as_ref(),
            None => Err(&ReadError::NotFound),
        }
    }

    /// The files that could be read, with their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().filter_map(|(path, read)| Some((path.as_str(), read.as_ref().ok()?)))
    }
}

/// Why a file cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, as a sentence that begins with the path.
    pub what: String,
    /// What can be done, if that is known.
    pub help: Option<String>,
    /// Whether it is only too large.
    pub too_large: bool,
}

impl Fault {
    /// What is wrong with a file, behind its path.
    fn broken(what: impl Into<String>) -> Self {
        Self { what: what.into(), help: None, too_large: false }
    }

    /// The file ends before the end.
    fn cut_off() -> Self {
        Self::broken("is cut off, or damaged").help("copy it, or save it, once more")
    }

    fn too_large(what: String) -> Self {
        Self { what, help: None, too_large: true }
    }

    fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    fn of(self, path: &str) -> Self {
        Self { what: format!("{path} {}", self.what), ..self }
    }
}
