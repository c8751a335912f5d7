//! PDF files that are appendices: whether they can be read, how many pages they have, and their pages as pictures.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_svg::hayro_interpret::InterpreterSettings;
use hayro_svg::hayro_syntax::object::Dict;
use hayro_svg::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_svg::{RenderCache, SvgRenderSettings, convert};

use super::picture::LARGEST_FILE;
use super::{Bytes, Fault, PictureFile};

/// A PDF file that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfFile {
    /// The path of the file.
    pub path: String,
    /// The name that it is published under.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// Whether it says which of its words are headings, lists and tables.
    pub tagged: bool,
    /// What it holds.
    pub bytes: Bytes,
}

impl PdfFile {
    /// Looks at a file.
    ///
    /// # Errors
    /// Says why it cannot be an appendix.
    pub fn open(path: &str, bytes: &Bytes) -> Result<Self, Fault> {
        if bytes.0.len() > LARGEST_FILE {
            let size = bytes.0.len() / 1_000_000;
            return Err(Fault::too_large(format!(
                "{path} is too large for an appendix: {size} MB"
            )));
        }
        if !bytes.0.starts_with(b"%PDF-") {
            return Err(Fault::broken("is no PDF").help("save the document as PDF").of(path));
        }
        let pdf = load(bytes).map_err(|fault| fault.of(path))?;
        let pages = pdf.pages().len();
        if pages == 0 {
            return Err(Fault::broken("has no pages").of(path));
        }
        let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let marks = catalogue.and_then(|catalogue| catalogue.get::<Dict<'_>>("MarkInfo"));
        let tagged = marks.and_then(|marks| marks.get::<bool>("Marked")).unwrap_or(false);
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Ok(Self { path: path.to_owned(), name, pages, tagged, bytes: bytes.clone() })
    }

    /// The pages as drawings.
    ///
    /// # Errors
    /// Says why they would not look as they should.
    pub fn pictures(&self) -> Result<Vec<PictureFile>, Fault> {
        let pdf = load(&self.bytes).map_err(|fault| fault.of(&self.path))?;
        let missing = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&missing);
        let settings = InterpreterSettings {
            // It is asked only for fonts that are not in the file.
            font_resolver: Arc::new(move |_| {
                asked.store(true, Ordering::Relaxed);
                None
            }),
            ..InterpreterSettings::default()
        };
        let white = SvgRenderSettings { bg_color: [255; 4] };
        let cache = RenderCache::new();
        let mut pictures = Vec::new();
        for (at, page) in pdf.pages().iter().enumerate() {
            let drawing = convert(page, &cache, &settings, &white);
            let path = format!("{}, page {}", self.path, at + 1);
            pictures.push(PictureFile::open(&path, &Bytes(drawing.into_bytes().into()))?);
        }
        if missing.load(Ordering::Relaxed) {
            return Err(Fault::broken(
                "does not hold its fonts, so that words would be missing on its pages",
            )
            .help("save it once more as PDF/A, which holds them")
            .of(&self.path));
        }
        Ok(pictures)
    }
}

fn load(bytes: &Bytes) -> Result<Pdf, Fault> {
    let locked = || {
        Fault::broken("is locked with a password")
            .help("save it without one: what is published with a paper is for everybody")
    };
    match Pdf::new(bytes.0.to_vec()) {
        Ok(pdf) => Ok(pdf),
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => Err(locked()),
        Err(LoadPdfError::Decryption(_)) => Err(locked()),
        Err(LoadPdfError::Invalid) => Err(Fault::cut_off()),
    }
}
