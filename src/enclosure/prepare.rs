//! A picture made ready to be printed: no more pixels than are seen, nothing that can be seen through, and nothing that
//! the file says of the one who took it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Filter;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader, ImageResult, Limits};

use super::picture::{PictureFile, PictureFormat};
use super::{jpeg, png};

/// How good a JPEG that is written again is, of 100.
const QUALITY: u8 = 88;

/// A picture as it is printed.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether it was made smaller.
    pub reduced: bool,
}

impl PictureFile {
    /// Makes it ready to be printed with at most so many pixels across. What needs no change is not encoded again, so
    /// that nothing is lost.
    ///
    /// # Errors
    /// Says in words why it cannot be decoded.
    pub fn prepare(&self, across: u32) -> Result<Prepared, String> {
        let file: &[u8] = &self.bytes.0;
        let reduced = self.width > across && across > 0;
        let kept = |bytes| Ok(Prepared { bytes, reduced: false });
        match self.format {
            // A drawing has no pixels, and what it says of itself is not printed.
            PictureFormat::Svg => kept(file.to_vec()),
            PictureFormat::Jpeg if !reduced && !jpeg::is_inks(file) => kept(jpeg::bare(file)),
            PictureFormat::Png if !reduced && !png::is_transparent(file) && upright(file) => {
                kept(png::bare(file))
            }
            PictureFormat::Jpeg | PictureFormat::Png => match self.again(reduced.then_some(across))
            {
                Ok(bytes) => Ok(Prepared { bytes, reduced }),
                Err(error) => Err(error.to_string()),
            },
        }
    }

    /// Decodes it and encodes it again.
    fn again(&self, across: Option<u32>) -> ImageResult<Vec<u8>> {
        let mut reader = ImageReader::new(Cursor::new(&*self.bytes.0)).with_guessed_format()?;
        // The number of pixels was looked at; each takes at most eight bytes.
        let mut limits = Limits::default();
        limits.max_alloc = Some(1024 * 1024 * 1024);
        reader.limits(limits);
        let mut decoder = reader.into_decoder()?;
        let inks = self.format == PictureFormat::Jpeg && jpeg::is_inks(&self.bytes.0);
        let profile = decoder.icc_profile()?.filter(|_| !inks);
        let orientation = decoder.orientation()?;
        let mut picture = DynamicImage::from_decoder(decoder)?;
        picture.apply_orientation(orientation);
        let grey = !picture.color().has_color();
        picture = on_white(&picture);
        if let Some(across) = across {
            let high = u64::from(across) * u64::from(picture.height());
            let high = (high / u64::from(picture.width().max(1))).max(1);
            let high = u32::try_from(high).unwrap_or(u32::MAX);
            // Its weights are sums and products only: the same on every machine.
            picture = picture.resize_exact(across, high, Filter::CatmullRom);
        }
        if grey {
            picture = DynamicImage::ImageLuma8(picture.to_luma8());
        }
        let mut bytes = Vec::new();
        // A profile is for the colours that it was made for.
        match self.format {
            PictureFormat::Jpeg => {
                let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
                if let Some(profile) = profile {
                    // A format that takes no profile goes without.
                    let _ = encoder.set_icc_profile(profile);
                }
                picture.write_with_encoder(encoder)?;
            }
            PictureFormat::Png | PictureFormat::Svg => {
                let mut encoder = PngEncoder::new_with_quality(
                    &mut bytes,
                    CompressionType::Default,
                    FilterType::Adaptive,
                );
                if let Some(profile) = profile {
                    let _ = encoder.set_icc_profile(profile);
                }
                picture.write_with_encoder(encoder)?;
            }
        }
        Ok(bytes)
    }
}

/// Whether a PNG is printed as it lies in the file.
fn upright(file: &[u8]) -> bool {
    let said = png::camera_words(file).and_then(|said| Orientation::from_exif_chunk(&said));
    said.is_none_or(|orientation| orientation == Orientation::NoTransforms)
}

/// What can be seen through stands on the white of the page.
fn on_white(picture: &DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.to_rgb8());
    }
    let seen = picture.to_rgba8();
    let mut flat = image::RgbImage::new(seen.width(), seen.height());
    for (pixel, seen) in flat.pixels_mut().zip(seen.pixels()) {
        let [red, green, blue, alpha] = seen.0;
        let alpha = u32::from(alpha);
        let over = |colour: u8| {
            let mixed = (u32::from(colour) * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        pixel.0 = [over(red), over(green), over(blue)];
    }
    DynamicImage::ImageRgb8(flat)
}
