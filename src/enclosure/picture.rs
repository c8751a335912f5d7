//! What is known of a picture without decoding it: its format, its size, and whether the file is whole.

use super::{Bytes, Fault, jpeg, png, svg};

/// The most bytes that a picture or a PDF file may have.
pub(super) const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// The most pixels that a picture may have.
const MOST_PIXELS: u64 = 100_000_000;

/// A picture that can be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// The path of the file.
    pub path: String,
    /// Its format.
    pub format: PictureFormat,
    /// Its width as it is seen: in pixels, or in the units of a drawing.
    pub width: u32,
    /// Its height as it is seen.
    pub height: u32,
    /// The words in a drawing, where they are text.
    pub words: Vec<String>,
    /// What it holds.
    pub bytes: Bytes,
}

/// The formats of pictures that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// PNG: drawings and screenshots.
    Png,
    /// JPEG: photographs.
    Jpeg,
    /// SVG: drawings that are sharp at any size, their text with them.
    Svg,
}

impl PictureFormat {
    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Svg => "svg",
        }
    }
}

/// What is found in the file of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) words: Vec<String>,
}

impl PictureFile {
    /// Looks at a file.
    ///
    /// # Errors
    /// Says why it cannot be printed as a picture.
    pub fn open(path: &str, bytes: &Bytes) -> Result<Self, Fault> {
        let held: &[u8] = &bytes.0;
        if held.len() > LARGEST_FILE {
            let size = held.len() / 1_000_000;
            return Err(Fault::too_large(format!("{path} is too large for a picture: {size} MB")));
        }
        let (format, found) = if held.starts_with(png::SIGNATURE) {
            (PictureFormat::Png, png::look(held))
        } else if held.starts_with(jpeg::SIGNATURE) {
            (PictureFormat::Jpeg, jpeg::look(held))
        } else if svg::is_drawing(held) {
            (PictureFormat::Svg, svg::look(held))
        } else {
            return Err(not_a_picture(path, held));
        };
        let Found { width, height, words } = found.map_err(|fault| fault.of(path))?;
        if u64::from(width) * u64::from(height) > MOST_PIXELS && format != PictureFormat::Svg {
            let message = format!("{path} has too many pixels for a picture: {width} by {height}");
            return Err(Fault::too_large(message));
        }
        if width == 0 || height == 0 {
            return Err(Fault::broken("has no size").of(path));
        }
        Ok(Self { path: path.to_owned(), format, width, height, words, bytes: bytes.clone() })
    }
}

/// What a file is that is no picture, as far as can be told.
fn not_a_picture(path: &str, held: &[u8]) -> Fault {
    let known: [(&[u8], &str, &str); 7] = [
        (b"GIF8", "a GIF", "PNG"),
        (b"RIFF", "a WebP", "PNG, or as JPEG if it is a photograph"),
        (b"BM", "a BMP", "PNG"),
        (b"II*\0", "a TIFF", "JPEG"),
        (b"MM\0*", "a TIFF", "JPEG"),
        (b"%PDF", "a PDF", "SVG or PNG"),
        (b"\x1f\x8b", "a compressed file", "SVG that is not compressed"),
    ];
    let heic = held.get(4..8) == Some(b"ftyp");
    let found = known.iter().find(|(start, ..)| held.starts_with(start));
    match found.map(|(_, what, other)| (*what, *other)) {
        _ if held.is_empty() => Fault::broken("is empty").of(path),
        Some((what, other)) => Fault::broken(format!("is {what}, which is not read"))
            .help(format!("save it as {other}"))
            .of(path),
        None if heic => {
            Fault::broken("is a picture of a telephone (HEIC or AVIF), which is not read")
                .help("save it as JPEG")
                .of(path)
        }
        None => Fault::broken("is no picture").help("pictures are PNG, JPEG or SVG").of(path),
    }
}
