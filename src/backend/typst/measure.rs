//! How wide text is: the advances of its glyphs in the theme's font, summed in the font's own units, so that a layout
//! can be worked out before Typst sees it.

use std::fmt;

use ::typst::layout::Abs;
use ::typst::text::{
    Font, FontBook, FontInstance, FontStretch, FontStyle, FontVariant, FontVariations, FontWeight,
};
use rust_decimal::Decimal;

/// How strong text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A length in points, written as Typst reads it, to the ten-thousandth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Points(pub(super) Decimal);

impl fmt::Display for Points {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}pt", self.0.round_dp(4).normalize())
    }
}

/// The fonts of a family that text is measured in.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    regular: Option<FontInstance>,
    bold: Option<FontInstance>,
}

impl Measure {
    /// Takes the upright fonts that Typst would take.
    pub(super) fn new(family: &str, fonts: &[Font], book: &FontBook) -> Self {
        let upright = |weight| {
            let wanted = FontVariant::new(FontStyle::Normal, weight, FontStretch::NORMAL);
            let font = fonts.get(book.select(&family.to_lowercase(), wanted)?)?;
            // A size is asked for by fonts that vary with it.
            Some(font.clone().instantiate(wanted, Abs::pt(10.0), &FontVariations::default()))
        };
        Self { regular: upright(FontWeight::REGULAR), bold: upright(FontWeight::BOLD) }
    }

    /// The width of text in one line, in em: without ligatures, and with the kerning of the font's table `kern`.
    pub(super) fn width(&self, text: &str, weight: Weight) -> Decimal {
        let font = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        font.as_ref().map_or(Decimal::ZERO, |font| width(font, text))
    }
}

fn width(font: &FontInstance, text: &str) -> Decimal {
    let face = font.ttf();
    let mut units = 0_i64;
    let mut before = None;
    for character in text.chars() {
        let glyph = face.glyph_index(character);
        let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or_default();
        units += i64::from(advance);
        if let (Some(before), Some(glyph)) = (before, glyph) {
            let mut tables = face.tables().kern.into_iter().flat_map(|kern| kern.subtables);
            let kerning = tables.find_map(|table| {
                let plain = table.horizontal && !table.variable && !table.has_cross_stream;
                table.glyphs_kerning(before, glyph).filter(|_| plain)
            });
            units += i64::from(kerning.unwrap_or_default());
        }
        before = glyph;
    }
    Decimal::from(units) / Decimal::from(face.units_per_em())
}

#[cfg(test)]
mod tests {
    use ::typst::foundations::Bytes;

    use super::*;

    fn measure() -> Measure {
        let files: [&[u8]; 2] = [
            include_bytes!("../../../themes/council/fonts/LiberationSans-Regular.ttf"),
            include_bytes!("../../../themes/council/fonts/LiberationSans-Bold.ttf"),
        ];
        let fonts: Vec<_> =
            files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        Measure::new("Liberation Sans", &fonts, &FontBook::from_fonts(&fonts))
    }

    #[test]
    fn widths_are_sums_of_advances_and_kerning() {
        let units = |units| Decimal::from(units) / Decimal::from(2048);
        let measure = measure();
        assert_eq!(measure.width("7.2", Weight::Regular), units(1139 + 569 + 1139));
        assert_eq!(measure.width("11", Weight::Regular), units(1139 - 152 + 1139));
        assert_eq!(measure.width("11", Weight::Bold), units(1139 - 113 + 1139));
        assert_eq!(measure.width("", Weight::Bold), Decimal::ZERO);
    }
}
