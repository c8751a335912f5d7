//! Reading a PDF back, independently of what wrote it.

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object};

/// The text of all pages.
pub(crate) fn text(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap()
}

/// The files inside: names and contents.
pub(crate) fn attachments(pdf: &[u8]) -> Vec<(String, Vec<u8>)> {
    let document = Document::load_mem(pdf).unwrap();
    let specifications = document.objects.values().filter_map(|object| {
        let dictionary = object.as_dict().ok()?;
        let is_file =
            dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Filespec");
        is_file.then_some(dictionary)
    });
    specifications
        .map(|dictionary| {
            let name = dictionary.get(b"UF").unwrap().as_str().unwrap();
            let held = dictionary.get(b"EF").unwrap();
            let held = document.dereference(held).unwrap().1.as_dict().unwrap().get(b"F").unwrap();
            let stream = document.dereference(held).unwrap().1.as_stream().unwrap();
            let content = stream.decompressed_content().unwrap_or(stream.content.clone());
            (lopdf::decode_text_string(&Object::string_literal(name)).unwrap(), content)
        })
        .collect()
}

/// How many pages there are.
pub(crate) fn pages(pdf: &[u8]) -> usize {
    Document::load_mem(pdf).unwrap().get_pages().len()
}

/// The structure tree, a line an element, with runs of equal lines counted.
pub(crate) fn tags(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut lines = Vec::new();
    walk(&document, document.dereference(root).unwrap().1, 0, &mut lines);
    let mut text = String::new();
    for group in lines.chunk_by(|a, b| a == b) {
        match group {
            [one] => writeln!(text, "{one}").unwrap(),
            many => writeln!(text, "{} × {}", many[0], many.len()).unwrap(),
        }
    }
    text
}

fn walk(document: &Document, object: &Object, depth: usize, lines: &mut Vec<String>) {
    match object {
        Object::Array(items) => {
            for item in items {
                walk(document, document.dereference(item).unwrap().1, depth, lines);
            }
        }
        Object::Dictionary(element) => {
            let name = element.get(b"S").and_then(Object::as_name);
            let mut inner = depth;
            if let Ok(name) = name {
                lines.push(format!(
                    "{}{}{}",
                    "  ".repeat(depth),
                    String::from_utf8_lossy(name),
                    scope(element)
                ));
                inner += 1;
            }
            if let Ok(kids) = element.get(b"K") {
                walk(document, document.dereference(kids).unwrap().1, inner, lines);
            }
        }
        _ => {}
    }
}

/// The scope of a header cell.
fn scope(element: &Dictionary) -> String {
    let Ok(attributes) = element.get(b"A") else { return String::new() };
    let text = format!("{attributes:?}");
    match (text.contains("/Row"), text.contains("/Column")) {
        (true, _) => " (row)".to_owned(),
        (_, true) => " (column)".to_owned(),
        _ => String::new(),
    }
}
