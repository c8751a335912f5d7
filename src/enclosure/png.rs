//! The parts of a PNG file.

use super::Fault;
use super::picture::Found;

/// What a PNG begins with.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The parts that say what the picture looks like: all others only speak of it.
const KEPT: [&[u8]; 9] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"sRGB", b"gAMA", b"cHRM"];

/// A part of the file.
struct Chunk<'f> {
    kind: &'f [u8],
    content: &'f [u8],
    /// All of it, with its length and its checksum.
    whole: &'f [u8],
}

/// The parts, up to the last one; `None` if the file ends before it.
fn chunks(file: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut chunks = Vec::new();
    let mut rest = file.get(SIGNATURE.len()..)?;
    loop {
        let length = usize::try_from(number(rest.get(..4)?)?).ok()?;
        let end = length.checked_add(12)?;
        let kind = rest.get(4..8)?;
        chunks.push(Chunk { kind, content: rest.get(8..end - 4)?, whole: rest.get(..end)? });
        if kind == b"IEND" {
            return Some(chunks);
        }
        rest = rest.get(end..)?;
    }
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// Looks at a file.
pub(super) fn look(file: &[u8]) -> Result<Found, Fault> {
    let chunks = chunks(file).ok_or_else(Fault::cut_off)?;
    let header = chunks.first().filter(|chunk| chunk.kind == b"IHDR").map(|chunk| chunk.content);
    let size = |from: usize| header.and_then(|header| number(header.get(from..from + 4)?));
    match (size(0), size(4)) {
        (Some(width), Some(height)) if chunks.iter().any(|chunk| chunk.kind == b"IDAT") => {
            Ok(Found { width, height, words: Vec::new() })
        }
        _ => Err(Fault::broken("holds no picture")),
    }
}

/// Whether parts of it can be seen through.
pub(super) fn is_transparent(file: &[u8]) -> bool {
    let chunks = chunks(file).unwrap_or_default();
    // The kinds of colour with an alpha channel have the bit for 4.
    let alpha =
        chunks.first().and_then(|chunk| chunk.content.get(9)).is_some_and(|kind| kind & 4 != 0);
    alpha || chunks.iter().any(|chunk| chunk.kind == b"tRNS")
}

/// What a camera says of how it was held, as it stands in the file.
pub(super) fn camera_words(file: &[u8]) -> Option<Vec<u8>> {
    let chunks = chunks(file)?;
    chunks.iter().find(|chunk| chunk.kind == b"eXIf").map(|chunk| chunk.content.to_vec())
}

/// The picture and nothing else of the file.
pub(super) fn bare(file: &[u8]) -> Vec<u8> {
    let chunks = chunks(file).unwrap_or_default();
    let kept = chunks.iter().filter(|chunk| KEPT.contains(&chunk.kind));
    std::iter::once(SIGNATURE).chain(kept.map(|chunk| chunk.whole)).flatten().copied().collect()
}
