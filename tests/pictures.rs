//! Pictures and PDF files that a paper takes along: what of them reaches the page, and what does not.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use lopdf::{Document, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use paperwright::backend::Options;
use paperwright::compile::{self, Output};
use paperwright::source::MemoryWorld;

use crate::support::{messages, root, world};

/// What must not reach the page.
const SECRET: &str = "51.3489 N 1.9926 W, taken by A. Nonymous";

/// A picture without any two pixels alike in a row, so that it does not pack well.
fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 7_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [red, green, blue, _] = state.to_be_bytes();
        Rgb([red, green, blue])
    })
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&noise(width, height)).unwrap();
    bytes
}

/// A part of a JPEG with what a camera says: how it was held, and the secret.
fn from_a_camera(photograph: &[u8], orientation: u8) -> Vec<u8> {
    let mut said = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    said.extend([orientation, 0, 0, 0, 0, 0, 0]);
    said.extend(SECRET.as_bytes());
    let mut whole = photograph[..2].to_vec();
    whole.extend(b"\xff\xe1");
    whole.extend(u16::try_from(said.len() + 2).unwrap().to_be_bytes());
    whole.extend(&said);
    whole.extend(&photograph[2..]);
    // What programs write behind the picture.
    whole.extend(SECRET.as_bytes());
    whole
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

/// A PNG with a part that says something.
fn with_words(png: &[u8]) -> Vec<u8> {
    // The checksum of a part that is dropped is not looked at.
    let content = [b"Comment\0", SECRET.as_bytes()].concat();
    let mut part = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    part.extend(b"tEXt");
    part.extend(&content);
    part.extend([0; 4]);
    [&png[..33], &part, &png[33..]].concat()
}

const FRONT: &str = "paper \"Pictures\" {\n  council \"Wiltshire Council\"\n  meeting \"Full Council\" on 18 July 2023\n}\n\n";

/// A paper with one figure of these lines.
fn paper(file: &str, lines: &str) -> String {
    format!(
        "{FRONT}section \"Pictures\" {{\n  figure \"{file}\" \"A picture\" {{\n    alt \"Dots of all colours\"\n{lines}  }}\n}}\n"
    )
}

fn build(world: &MemoryWorld) -> (Output, String) {
    let mut checked = compile::check(world, "paper.paper");
    let output = compile::build(world, &mut checked, None, "pdf", &Options::default());
    let said = messages(&checked);
    (output.unwrap_or_else(|| panic!("{said}")), said)
}

fn built(file: &str, bytes: Vec<u8>, lines: &str) -> (Output, String) {
    let mut world = MemoryWorld::default();
    world.files.insert("paper.paper".to_owned(), paper(file, lines).into_bytes());
    world.files.insert(file.to_owned(), bytes);
    build(&world)
}

/// The pictures in a PDF: their sizes, and whether they are seen through.
fn pictures(pdf: &[u8]) -> Vec<(i64, i64, bool)> {
    let document = Document::load_mem(pdf).unwrap();
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    streams
        .filter(|stream| {
            stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Image")
        })
        .map(|stream| {
            let size = |key: &[u8]| stream.dict.get(key).unwrap().as_i64().unwrap();
            (size(b"Width"), size(b"Height"), stream.dict.has(b"SMask"))
        })
        .collect()
}

fn valid(pdf: &[u8], archive: ValidationProfile) {
    for profile in [ValidationProfile::PdfUa1, archive] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(pdf, &options).unwrap();
        let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
        assert!(report.is_compliant, "{}", failures.join("\n"));
    }
}

fn holds(pdf: &[u8], words: &str) -> bool {
    let mut document = Document::load_mem(pdf).unwrap();
    document.decompress();
    let mut whole = Vec::new();
    document.save_to(&mut whole).unwrap();
    [pdf, &whole].iter().any(|held| held.windows(words.len()).any(|it| it == words.as_bytes()))
}

#[test]
fn a_photograph_keeps_its_pixels_and_loses_what_the_camera_says() {
    let photograph = from_a_camera(&jpeg(300, 200), 6);
    let (Output { bytes, .. }, said) = built("photo.jpg", photograph, "    width 30%\n");
    assert!(said.ends_with("no problems\n"), "{said}");
    assert!(!holds(&bytes, SECRET));
    // The camera was held upright: the pixels lie as they lay, and are turned on the page.
    assert_eq!(pictures(&bytes), [(300, 200, false)]);
    assert!(holds(&bytes, "Exif"), "which way is up is kept");
    valid(&bytes, ValidationProfile::PdfA2a);
    let tags = crate::pdf::tags(&bytes);
    assert!(tags.contains("Figure") && tags.contains("Caption"), "{tags}");
}

#[test]
fn a_large_photograph_is_printed_with_no_more_pixels_than_are_seen() {
    let photograph = from_a_camera(&jpeg(1600, 800), 1);
    let (whole, said) = built("photo.jpg", photograph.clone(), "    width 50%\n");
    assert!(said.ends_with("no problems\n"), "{said}");
    // 81 mm at 150 pixels an inch.
    assert_eq!(pictures(&whole.bytes), [(479, 239, false)]);
    assert!(!holds(&whole.bytes, SECRET));
    let (coarse, _) = built("photo.jpg", photograph.clone(), "    width 50%\n    resolution 100\n");
    assert_eq!(pictures(&coarse.bytes), [(319, 159, false)]);
    // One that stands on its side is turned before.
    let turned = from_a_camera(&jpeg(1600, 800), 8);
    let (turned, _) = built("photo.jpg", turned, "    width 50%\n");
    assert_eq!(pictures(&turned.bytes), [(479, 958, false)]);
    let (again, _) = built("photo.jpg", photograph, "    width 50%\n");
    assert!(again.bytes == whole.bytes, "the same paper is the same bytes");
    valid(&whole.bytes, ValidationProfile::PdfA2a);
}

#[test]
fn a_picture_that_can_be_seen_through_stands_on_white() {
    let half = RgbaImage::from_pixel(200, 100, Rgba([255, 0, 0, 128]));
    let (Output { bytes, .. }, _) = built("seal.png", png(&half.into()), "    width 20%\n");
    assert_eq!(pictures(&bytes), [(192, 96, false)]);
    valid(&bytes, ValidationProfile::PdfA2a);
    let plain = with_words(&png(&noise(150, 80).into()));
    let (Output { bytes, .. }, _) = built("seal.png", plain, "    width 20%\n");
    assert_eq!(pictures(&bytes), [(150, 80, false)]);
    assert!(!holds(&bytes, SECRET));
}

#[test]
fn a_tall_picture_stands_on_one_page_with_its_caption() {
    let tall = png(&noise(60, 240).into());
    let (Output { bytes, .. }, _) = built("tall.png", tall, "    note \"A note under it.\"\n");
    assert_eq!(crate::pdf::pages(&bytes), 2);
    let text = crate::pdf::text(&bytes);
    assert!(text.contains("Figure 1") && text.contains("A note under it."), "{text}");
}

#[test]
fn a_paper_that_is_too_large_says_what_makes_it_so() {
    let noise = png(&noise(1500, 1500).into());
    let (_, said) = built("dots.png", noise, "    resolution 600\n");
    assert!(said.contains("warning[paper-large]"), "{said}");
    assert!(said.contains("dots.png (6.") && said.contains("paper-megabytes"), "{said}");
}

#[test]
fn a_damaged_picture_is_found_however_it_is_cut() {
    for whole in [jpeg(60, 40), png(&noise(60, 40).into())] {
        for cut in [0, 5, 40, whole.len() / 2, whole.len() - 3] {
            let mut world = MemoryWorld::default();
            world.files.insert("paper.paper".to_owned(), paper("a.png", "").into_bytes());
            world.files.insert("a.png".to_owned(), whole[..cut].to_vec());
            let said = messages(&compile::check(&world, "paper.paper"));
            assert!(said.contains("error[picture-broken]"), "{cut}: {said}");
        }
    }
}

#[test]
fn an_appendix_goes_beside_the_paper_and_into_it_where_the_evidence_does() {
    let prelude = world(&root().join("src/diag/explain/prelude"));
    let voice = prelude.files["appendices/voice.pdf"].clone();
    let text = format!(
        "{}section \"Voice\" {{\n  narrative {{\n    It is in {{see voice}}.\n  }}\n}}\n\nappendix voice \"Annual report\" from \"appendices/voice.pdf\"\n",
        FRONT.replace("}\n", "  evidence attached\n}\n")
    );
    let mut world = MemoryWorld::default();
    world.files.insert("paper.paper".to_owned(), text.into_bytes());
    world.files.insert("appendices/voice.pdf".to_owned(), voice.clone());
    let (Output { bytes, evidence, appendices }, said) = build(&world);
    assert!(said.ends_with("no problems\n"), "{said}");
    assert_eq!(appendices.len(), 1);
    assert_eq!(appendices[0].0, "voice.pdf");
    assert_eq!(*appendices[0].1.0, voice);
    assert!(evidence.contains("\"kind\": \"appendix\""), "{evidence}");
    let attached = crate::pdf::attachments(&bytes);
    assert!(attached.contains(&("voice.pdf".to_owned(), voice)), "it is attached");
    assert!(crate::pdf::text(&bytes).contains("voice.pdf"));
    valid(&bytes, ValidationProfile::PdfA3a);
}

#[test]
fn the_pages_of_an_appendix_are_pictures_on_request() {
    let case = world(&root().join("tests/cases/structures/a-appendix-from-pdf"));
    let (Output { bytes, .. }, said) = build(&case);
    assert!(said.ends_with("no problems\n"), "{said}");
    let text = crate::pdf::text(&bytes);
    assert!(text.contains("Page 1 of 1"), "{text}");
    valid(&bytes, ValidationProfile::PdfA2a);
}

#[test]
fn an_exempt_picture_is_not_in_the_paper_of_the_public() {
    let mut world = MemoryWorld::default();
    let text = paper("rose-cottage.png", "    width 20%\n")
        .replace("\"A picture\" {", "\"A picture\" exempt paragraph 1 \"shows a child's home\" {")
        .replace(
            "  council",
            "  public interest paragraph 1 \"The child's privacy weighs more\"\n  council",
        );
    world.files.insert("paper.paper".to_owned(), text.into_bytes());
    world.files.insert("rose-cottage.png".to_owned(), png(&noise(150, 80).into()));
    let mut checked = compile::check(&world, "paper.paper");
    if checked.members.is_some() {
        let output = compile::build(&world, &mut checked, None, "pdf", &Options::default());
        let Output { bytes, evidence, .. } =
            output.unwrap_or_else(|| panic!("{}", messages(&checked)));
        assert_eq!(pictures(&bytes), []);
        assert!(!evidence.contains("rose-cottage"), "{evidence}");
    } else {
        panic!("{}", messages(&checked));
    }
}
