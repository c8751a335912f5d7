//! The files that a paper was made from, with their hashes: whoever has the files can see that they are these.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::register::File;
use crate::enclosure::Bytes;
use crate::model::Model;
use crate::source::{SourceFile, SourceMap, beside, seen_from};

/// The files read for a paper, in the order in which they were read, then its pictures and PDF files by their paths, then
/// its fonts: each with its path and bytes.
pub fn files<'f>(
    paper: &str,
    model: &Model,
    sources: &SourceMap,
    enclosed: impl Iterator<Item = (&'f str, &'f Bytes)>,
    fonts: impl Iterator<Item = (&'f str, &'f [u8])>,
) -> Vec<File> {
    let data: Vec<String> = model
        .files
        .iter()
        .map(|file| beside(&sources.file(file.span.file).path, &file.path))
        .collect();
    let kind = |path: &str| {
        let ending = path.rsplit('.').next().unwrap_or("");
        match ending {
            _ if data.iter().any(|file| file == path) => "data",
            "paper" => "paper",
            "model" => "model",
            "toml" | "jinja" => "theme",
            // A paper may be parted into files of any name.
            _ => "paper",
        }
    };
    let file = |path: &str, kind, bytes: usize, hash: Sha256| File {
        path: seen_from(paper, path),
        kind,
        bytes,
        sha256: hexadecimal(hash),
    };
    let mut all: Vec<File> = sources
        .files()
        .map(|(_, SourceFile { path, text, marked, .. })| {
            let mark: &[u8] = if *marked { b"\xef\xbb\xbf" } else { b"" };
            let hash = Sha256::new().chain_update(mark).chain_update(text);
            file(path, kind(path), mark.len() + text.len(), hash)
        })
        .collect();
    all.extend(enclosed.map(|(path, held)| {
        let kind = if held.0.starts_with(b"%PDF") { "appendix" } else { "picture" };
        file(path, kind, held.0.len(), Sha256::new().chain_update(&held.0))
    }));
    all.extend(
        fonts.map(|(path, bytes)| {
            file(path, "font", bytes.len(), Sha256::new().chain_update(bytes))
        }),
    );
    all
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
