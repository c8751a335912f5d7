//! Figures as calls of the theme's `numbered-figure`.

use super::emit::Writer;
use super::world::PICTURE;
use crate::document::{Figure, FigureKind, Picture};

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
    writer.raw(", notes: (");
    for note in &figure.notes {
        writer.inlines(note);
        writer.raw(", ");
    }
    writer.raw("), ");
    match &figure.kind {
        FigureKind::Picture(it) => picture(writer, it),
    }
    writer.raw(")");
    writer.part = outer;
}

/// Writes a picture: the file has a name of ours in the sandbox.
fn picture(writer: &mut Writer, picture: &Picture) {
    let at = writer.source.pictures.len();
    writer.source.pictures.push(picture.file.bytes.0.to_vec());
    let ending = picture.file.format.ending();
    writer.raw(&format!("picture(\"/{PICTURE}{at}.{ending}\", {}%)", picture.width));
}
