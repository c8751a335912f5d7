//! The parts of a JPEG file.

use image::metadata::Orientation;

use super::Fault;
use super::picture::Found;

/// What a JPEG begins with.
pub(super) const SIGNATURE: &[u8] = b"\xff\xd8\xff";

/// What stands before what a camera says.
const CAMERA: &[u8] = b"Exif\0\0";

/// A part of the file.
struct Segment<'f> {
    marker: u8,
    content: &'f [u8],
    /// All of it, with its marker, and the pixels behind it.
    whole: &'f [u8],
}

/// The parts, up to the end of the picture; `None` if the file ends before it.
fn segments(file: &[u8]) -> Option<Vec<Segment<'_>>> {
    let mut segments = Vec::new();
    let mut rest = file.get(2..)?;
    loop {
        // There may be any number of fill bytes before a marker.
        let start = rest.iter().position(|byte| *byte != 0xff)?;
        let marker = *rest.get(start)?;
        if start == 0 {
            return None;
        }
        rest = rest.get(start - 1..)?;
        if marker == 0xd9 {
            return Some(segments);
        }
        let length = usize::from(u16::from_be_bytes(rest.get(2..4)?.try_into().ok()?));
        let content = rest.get(4..2 + length)?;
        let mut end = 2 + length;
        if marker == 0xda {
            end += pixels(rest.get(end..)?)?;
        }
        segments.push(Segment { marker, content, whole: rest.get(..end)? });
        rest = rest.get(end..)?;
    }
}

/// How many bytes the pixels take: up to a marker that is neither a restart nor an escape.
fn pixels(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| {
        matches!(pair, [0xff, next] if *next != 0 && *next != 0xff && !(0xd0..=0xd7).contains(next))
    })
}

/// The part with the size: where it is encoded as everybody does.
fn frame<'s, 'f>(segments: &'s [Segment<'f>]) -> Option<&'s Segment<'f>> {
    segments.iter().find(|segment| matches!(segment.marker, 0xc0..=0xc2))
}

/// Looks at a file.
pub(super) fn look(file: &[u8]) -> Result<Found, Fault> {
    let segments = segments(file).ok_or_else(Fault::cut_off)?;
    let Some(frame) = frame(&segments) else {
        return Err(
            Fault::broken("is JPEG of a kind that is not read").help("save it as plain JPEG")
        );
    };
    let size = |from: usize| {
        let bytes = frame.content.get(from..from + 2)?;
        Some(u32::from(u16::from_be_bytes(bytes.try_into().ok()?)))
    };
    let (Some(height), Some(width)) = (size(1), size(3)) else { return Err(Fault::cut_off()) };
    let turned = matches!(
        orientation(file),
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = if turned { (height, width) } else { (width, height) };
    Ok(Found { width, height, words: Vec::new() })
}

/// Whether its colours are inks and not lights: PDF for archives has no place for them.
pub(super) fn is_inks(file: &[u8]) -> bool {
    let segments = segments(file).unwrap_or_default();
    frame(&segments).and_then(|frame| frame.content.get(5)).is_some_and(|colours| *colours > 3)
}

/// How the camera was held.
pub(super) fn orientation(file: &[u8]) -> Orientation {
    let segments = segments(file).unwrap_or_default();
    let mut said = segments.iter().filter(|segment| segment.marker == 0xe1);
    said.find_map(|segment| Orientation::from_exif_chunk(segment.content.strip_prefix(CAMERA)?))
        .unwrap_or(Orientation::NoTransforms)
}

/// The picture, its colours and which way is up, and nothing else of the file: not who took it, when, where and with
/// what, and no smaller picture of the same.
pub(super) fn bare(file: &[u8]) -> Vec<u8> {
    let segments = segments(file).unwrap_or_default();
    let mut bare = file.get(..2).unwrap_or_default().to_vec();
    let orientation = orientation(file);
    if orientation != Orientation::NoTransforms {
        bare.extend(camera_held(orientation.to_exif()));
    }
    for segment in segments {
        let kept = match segment.marker {
            0xe2 => segment.content.starts_with(b"ICC_PROFILE\0"),
            0xee => segment.content.starts_with(b"Adobe"),
            // The other words of programs, and comments.
            0xe0..=0xef | 0xfe => false,
            _ => true,
        };
        if kept {
            bare.extend(segment.whole);
        }
    }
    bare.extend(b"\xff\xd9");
    bare
}

/// The part that says how the camera was held, and no more.
fn camera_held(how: u8) -> Vec<u8> {
    let mut part = b"\xff\xe1\x00\x22".to_vec();
    part.extend(CAMERA);
    // One entry of one number: 0x112, the orientation.
    part.extend(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    part.extend([how, 0, 0, 0, 0, 0, 0]);
    part
}
