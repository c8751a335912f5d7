//! Data files → [`Dataset`](super::Dataset). Every observation keeps the place of its cell.

use super::build_data::DataFile;
use super::{Model, load_csv};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{FileId, ReadError, SourceMap, Span, World, beside};

/// Reads the data files that the model names, into its dataset.
pub(super) fn load(
    model: &mut Model,
    world: &dyn World,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) {
    for file in model.files.clone() {
        match read(&file, world, sources, diagnostics) {
            Some(id) => load_csv::load(&file, id, sources, model, diagnostics),
            None => diagnostics.excuse(&["value-absent"]),
        }
    }
}

/// Reads a file into the source map, so that messages can show its cells.
fn read(
    file: &DataFile,
    world: &dyn World,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    let path = beside(&sources.file(file.span.file).path, &file.path);
    let bytes = match world.read(&path) {
        Ok(bytes) => bytes,
        Err(ReadError::NotFound) => {
            diagnostics.add(
                Diagnostic::error("file-not-found", file.span, format!("there is no file {path}"))
                    .help("the path starts from the folder of the model file"),
            );
            return None;
        }
        Err(ReadError::Unreadable(reason)) => {
            let message = format!("{path} cannot be read: {reason}");
            diagnostics.add(Diagnostic::error("file-not-found", file.span, message));
            return None;
        }
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.contains(&0) {
        diagnostics.add(
            Diagnostic::error("not-utf8", file.span, format!("{path} is not a text file in UTF-8"))
                .help(SAVE_AS),
        );
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(sources.add(&path, text)),
        Err(error) => {
            let mark = if error.as_bytes().starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            let start = error.utf8_error().valid_up_to() - mark;
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let id = sources.add(&path, text);
            let span = Span { file: id, start, end: start + '\u{fffd}'.len_utf8() };
            diagnostics.add(
                Diagnostic::error("not-utf8", span, format!("{path} is not in UTF-8"))
                    .here("this character cannot be read")
                    .label(file.span, "the file is named here")
                    .help(SAVE_AS),
            );
            Some(id)
        }
    }
}

const SAVE_AS: &str = "in Excel, save the sheet as “CSV UTF-8 (Comma delimited)”";
