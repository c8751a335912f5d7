//! Figures as calls of the theme's `numbered-figure`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::emit::{Writer, plain};
use super::map::Printed;
use super::measure::{Points, Weight};
use super::world::PICTURE;
use super::{Typesetter, chart, columns};
use crate::diag::Diagnostic;
use crate::document::{Figure, FigureKind, Picture};
use crate::enclosure::PictureFormat;

/// Writes a figure.
pub(super) fn emit<'a>(writer: &mut Writer<'a>, figure: &'a Figure) {
    let outer = std::mem::replace(&mut writer.part, figure.number.clone());
    writer.raw("#numbered-figure(");
    writer.anchor(Some(&figure.anchor));
    writer.raw(", number: ");
    writer.string(&figure.number);
    writer.raw(", alt: ");
    writer.string(&figure.alt);
    writer.raw(", caption: ");
    writer.inlines(&figure.caption);
    if let FigureKind::Chart(chart) = &figure.kind {
        writer.optional("subtitle", chart.subtitle.as_deref());
    }
    writer.raw(", notes: (");
    for note in &figure.notes {
        writer.inlines(note);
        writer.raw(", ");
    }
    writer.raw("), ");
    match &figure.kind {
        FigureKind::Picture(it) => picture(writer, figure, it),
        FigureKind::Chart(it) => chart::emit(writer, it),
    }
    writer.raw(")");
    writer.part = outer;
}

/// Writes a picture: the file has a name of ours in the sandbox.
fn picture(writer: &mut Writer, figure: &Figure, picture: &Picture) {
    let file = &picture.file;
    for words in &file.words {
        writer.check(words, Some(figure.span));
    }
    let width = width(writer, figure, picture);
    let inches = width / Decimal::from(72);
    let theme = &writer.typesetter.theme.settings.pictures;
    let resolution = picture.resolution.unwrap_or(theme.resolution);
    let across = (inches * Decimal::from(resolution)).ceil().to_u32().unwrap_or(u32::MAX);
    if file.format != PictureFormat::Svg {
        writer.diagnostics.extend(coarse(figure, picture, inches, theme.coarse));
    }
    match file.prepare(across) {
        Ok(prepared) => {
            let at = writer.source.pictures.len();
            let ending = file.format.ending();
            writer.raw(&format!("picture(\"/{PICTURE}{at}.{ending}\", {})", Points(width)));
            let path = file.path.clone();
            writer.source.pictures.push(Printed { path, bytes: prepared.bytes });
        }
        Err(reason) => {
            let message = format!("{} cannot be decoded: {reason}", file.path);
            writer.diagnostics.add(
                Diagnostic::error("picture-broken", figure.span, message)
                    .help("open it in a program for pictures, and save it once more"),
            );
            writer.raw("[]");
        }
    }
}

/// The width of a picture: as it is asked for, and no more than lets it stand on one page with its caption and notes.
fn width(writer: &Writer, figure: &Figure, picture: &Picture) -> Decimal {
    let Typesetter { theme, measure, .. } = writer.typesetter;
    let settings = &theme.settings;
    let page = columns::between_margins(settings);
    let lines = |text: &str, size: Decimal, weight| {
        let width = measure.width(text, weight) * size;
        width.checked_div(page).unwrap_or_default().ceil() * size * Decimal::new(15, 1)
    };
    let caption = format!("{}: {}", figure.number, plain(&figure.caption));
    let notes = figure.notes.iter().map(|note| {
        // The space between two notes is about a line.
        let size = settings.sizes.notes.points();
        lines(&plain(note), size, Weight::Regular) + size
    });
    let around = lines(&caption, settings.sizes.caption.points(), Weight::Bold)
        + notes.sum::<Decimal>()
        + settings.sizes.body.points() * Decimal::TWO;
    let high = columns::millimetres(297)
        - settings.page.top.points()
        - settings.page.bottom.points()
        - around;
    let asked = page * Decimal::from(picture.width) / Decimal::ONE_HUNDRED;
    let shape = Decimal::from(picture.file.width) / Decimal::from(picture.file.height.max(1));
    asked.min(high * shape)
}

/// Says that a picture has too few pixels for its width, if it has.
fn coarse(figure: &Figure, picture: &Picture, inches: Decimal, least: u32) -> Option<Diagnostic> {
    let file = &picture.file;
    let pixels = Decimal::from(file.width);
    let found = pixels.checked_div(inches)?;
    if found >= Decimal::from(least) {
        return None;
    }
    let needed = (inches * Decimal::from(least)).ceil().to_u32()?;
    let message = format!(
        "{} will look blurred: it has {} pixels across, {} an inch where it is printed",
        file.path,
        file.width,
        found.floor().normalize(),
    );
    let warning = Diagnostic::warning("picture-coarse", figure.span, message)
        .help(format!("take the picture with at least {needed} pixels across"));
    // The width at which it has enough, in tens.
    let enough = Decimal::from(picture.width) * found / Decimal::from(least) / Decimal::TEN;
    Some(match enough.floor().to_u32() {
        Some(tens @ 1..) => warning.help(format!("or print it smaller: `width {tens}0%`")),
        _ => warning,
    })
}
