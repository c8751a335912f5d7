//! What is known of a picture without decoding it: its format, its size, and whether the file is whole.

use super::Bytes;

/// A picture that can be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// The path of the file.
    pub path: String,
    /// Its format.
    pub format: PictureFormat,
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

impl PictureFile {
    /// Looks at a file; `None` where it is no picture.
    pub fn open(path: &str, bytes: &Bytes) -> Option<Self> {
        let format = if bytes.0.starts_with(b"\x89PNG\r\n\x1a\n") {
            PictureFormat::Png
        } else if bytes.0.starts_with(b"\xff\xd8\xff") {
            PictureFormat::Jpeg
        } else if std::str::from_utf8(&bytes.0).is_ok_and(|text| text.contains("<svg")) {
            PictureFormat::Svg
        } else {
            return None;
        };
        Some(Self { path: path.to_owned(), format, bytes: bytes.clone() })
    }
}
