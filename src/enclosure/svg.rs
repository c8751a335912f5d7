//! Drawings in SVG: whether all that they show can be printed, and their words.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use usvg::roxmltree::{Document, Node, ParsingOptions};

use super::Fault;
use super::picture::Found;

/// Whether a file is SVG, whole or not.
pub(super) fn is_drawing(file: &[u8]) -> bool {
    let start = file.get(..4096.min(file.len())).unwrap_or_default();
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.contains("<svg")
}

/// Looks at a file.
pub(super) fn look(file: &[u8]) -> Result<Found, Fault> {
    let text = std::str::from_utf8(file)
        .map_err(|_| Fault::broken("is SVG that is not in UTF-8").help("save it as UTF-8"))?;
    // Many programs write a document type; what it declares is expanded up to a limit.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| Fault::broken(format!("cannot be read as SVG: {error}")))?;
    for node in document.descendants().filter(Node::is_element) {
        shown(&node)?;
    }
    let words = document
        .descendants()
        .filter(|node| node.tag_name().name() == "text")
        .map(|text| {
            let pieces = text.descendants().filter(Node::is_text).filter_map(|node| node.text());
            pieces.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .filter(|words| !words.is_empty())
        .collect();
    let options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_xmltree(&document, &options)
        .map_err(|error| Fault::broken(format!("cannot be read as SVG: {error}")))?;
    let hundredths = |length: f32| {
        let length = Decimal::try_from(length).unwrap_or_default() * Decimal::ONE_HUNDRED;
        length.round().to_u32().unwrap_or(0)
    };
    let size = tree.size();
    Ok(Found { width: hundredths(size.width()), height: hundredths(size.height()), words })
}

/// Refuses what would be missing on the page, or would bring along what does not belong there.
fn shown(node: &Node<'_, '_>) -> Result<(), Fault> {
    let name = node.tag_name().name();
    if name == "foreignObject" {
        let replaced = node.parent().is_some_and(|parent| {
            parent.tag_name().name() == "switch"
                && parent.children().filter(Node::is_element).count() > 1
        });
        if !replaced {
            return Err(Fault::broken("holds words as a web page, which only a browser shows")
                .help("save it again with its words as SVG text: in many programs the setting is called formatted or embedded text, and is to be off"));
        }
    }
    if !matches!(name, "image" | "use" | "feImage") {
        return Ok(());
    }
    let mut links = node.attributes().filter(|attribute| attribute.name() == "href");
    links.try_for_each(|link| match link.value().trim() {
        inside if inside.starts_with('#') => Ok(()),
        photograph if photograph.starts_with("data:image/jp") => Err(Fault::broken(
            "holds a photograph (JPEG), which may say where it was taken",
        )
        .help("print the photograph as a figure of its own, or put it into the drawing as PNG")),
        picture if picture.starts_with("data:image/png") => Ok(()),
        elsewhere => {
            let shown: String = elsewhere.chars().take(40).collect();
            Err(Fault::broken(format!("shows a file that is not in it: {shown}"))
                .help("embed the picture in the drawing, as PNG"))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(drawing: &str) -> Result<Vec<String>, Fault> {
        let drawing = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             viewBox=\"0 0 40 20\">{drawing}</svg>"
        );
        look(drawing.as_bytes()).map(|found| found.words)
    }

    #[test]
    fn words_are_found_and_folded() {
        let found = words("<g><text>Plan <tspan>and\n  do</tspan></text></g><text> </text>");
        assert_eq!(found, Ok(vec!["Plan and do".to_owned()]));
    }

    #[test]
    fn what_would_be_missing_is_refused() {
        for (drawing, why) in [
            ("<image href=\"other.png\"/>", "other.png"),
            ("<image xlink:href=\"https://example.org/a.png\"/>", "example.org"),
            ("<image href=\"data:image/jpeg;base64,AAAA\"/>", "photograph"),
            ("<foreignObject><p>Words</p></foreignObject>", "web page"),
            ("<g>", "cannot be read"),
        ] {
            let refused = words(drawing).unwrap_err();
            assert!(refused.what.contains(why), "{refused:?}");
        }
        assert!(words("<use href=\"#a\"/>").is_ok());
        assert!(words("<switch><foreignObject/><text>Words</text></switch>").is_ok());
    }

    #[test]
    fn a_drawing_without_a_size_is_refused() {
        let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"10\"/>";
        assert!(look(drawing.as_bytes()).is_err());
    }
}
