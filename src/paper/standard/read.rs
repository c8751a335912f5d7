//! A `standard` item → [`Standard`].

use rust_decimal::prelude::ToPrimitive;

use super::parts::{PARTS, Part, Place, part};
use super::spec::{SECTION, STANDARD};
use super::{Asked, Required, Slot, Standard, same};
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::paper::blocks::numbering::Numbering;
use crate::syntax::ast::{FigureUnit, Name, Node};
use crate::syntax::spec::{Attributes, Cursor};

/// Reads an item; `None` where it has no name.
pub(super) fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Standard> {
    let mut head = Cursor::head(node, STANDARD.form);
    let (Some(name), Some((title, _))) = (head.name(), head.text()) else {
        head.malformed(diagnostics);
        return None;
    };
    head.finish(diagnostics);
    let attributes = Attributes::read(node, &STANDARD, diagnostics);
    let mut standard = Standard {
        name: name.text,
        title: title.to_owned(),
        council: attributes.text("council", diagnostics),
        meeting: attributes.text("meeting", diagnostics),
        numbering: attributes
            .get("numbering")
            .and_then(|mut line| Numbering::read(&mut line, diagnostics)),
        styled: attributes.word("style", "ons", diagnostics),
        acronyms_explained: attributes.word("acronyms", "explained", diagnostics),
        heading_repeated: attributes.word("heading", "repeated", diagnostics),
        span: node.head,
        ..Standard::default()
    };
    for line in attributes.all("require") {
        required(line, &mut standard, diagnostics);
    }
    for (name, place) in [("head", Place::Head), ("cover", Place::Cover), ("back", Place::Back)] {
        for mut line in attributes.all(name) {
            if place == Place::Cover && line.keyword("page") {
                standard.cover_page = true;
                line.finish(diagnostics);
            } else {
                order(line, place, &mut standard, diagnostics);
            }
        }
    }
    for mut line in attributes.all("title") {
        let part = line.name().and_then(|name| known(&name, |_| true, diagnostics));
        match (part, line.text()) {
            (Some(part), Some((title, _))) => standard.titles.push((part, title.to_owned())),
            (Some(_), None) => line.malformed(diagnostics),
            (None, _) => {}
        }
    }
    for mut line in attributes.all("signatory") {
        match line.text() {
            Some((words, _)) => standard.signatories.push(words.to_owned()),
            None => line.malformed(diagnostics),
        }
        line.finish(diagnostics);
    }
    for line in attributes.all("length") {
        length(line, &mut standard, diagnostics);
    }
    slots(&attributes, &mut standard, diagnostics);
    Some(standard)
}

/// The sections, and where the author's own stand, in the order in which they are written.
fn slots(attributes: &Attributes<'_>, standard: &mut Standard, diagnostics: &mut Diagnostics) {
    let mut lines: Vec<Cursor<'_>> =
        attributes.all("section").chain(attributes.all("others")).collect();
    lines.sort_by_key(|line| line.node.span.start);
    for mut line in lines {
        if line.node.kind.text == "others" {
            let about = line.text().map_or(String::new(), |(text, _)| text.to_owned());
            line.finish(diagnostics);
            standard.slots.push(Slot::Others(about));
        } else if let Some(asked) = section(line, diagnostics) {
            if standard.section(&asked.0.title).is_some() {
                diagnostics.add(Diagnostic::error(
                    "declared-twice",
                    asked.1,
                    format!("the section \"{}\" stands twice in this standard", asked.0.title),
                ));
                continue;
            }
            standard.slots.push(Slot::Section(asked.0));
        }
    }
}

fn section(
    mut line: Cursor<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<(Asked, crate::source::Span)> {
    let Some((title, place)) = line.text() else {
        line.malformed(diagnostics);
        return None;
    };
    let optional = line.keyword("optional");
    line.finish(diagnostics);
    let attributes = Attributes::read(line.node, &SECTION, diagnostics);
    let mut asked = Asked {
        title: title.to_owned(),
        optional,
        about: attributes.text("about", diagnostics).unwrap_or_default(),
        default: attributes.text("default", diagnostics),
        ..Asked::default()
    };
    if let Some(mut line) = attributes.get("also") {
        loop {
            match line.text() {
                Some((other, _)) if !same(other, title) => asked.also.push(other.to_owned()),
                Some(_) => {}
                None => {
                    line.malformed(diagnostics);
                    break;
                }
            }
            if !line.comma() {
                line.finish(diagnostics);
                break;
            }
        }
    }
    if let Some(mut line) = attributes.get("only") {
        if line.keyword("when") {
            asked.only = line.name().and_then(|name| known(&name, |_| true, diagnostics));
        } else {
            line.malformed(diagnostics);
        }
    }
    if let Some(mut line) = attributes.get("prints") {
        let prints = |part: &Part| part.name == "proposals";
        asked.prints = line.name().and_then(|name| known(&name, prints, diagnostics));
        line.finish(diagnostics);
    }
    if let Some(mut line) = attributes.get("length") {
        match at_most(&mut line, "words") {
            Some(words) => asked.words = Some(words),
            None => line.malformed(diagnostics),
        }
    }
    Some((asked, place))
}

/// `require summary, signed 1 to 3`
fn required(mut line: Cursor<'_>, standard: &mut Standard, diagnostics: &mut Diagnostics) {
    loop {
        let Some(name) = line.name() else {
            line.malformed(diagnostics);
            return;
        };
        let from = line.place();
        let least = count(&mut line);
        let to = if least.is_some() && line.keyword("to") { Some(line.place()) } else { None };
        let most = to.and_then(|_| count(&mut line));
        if to.is_some() && most.is_none() {
            line.malformed(diagnostics);
            return;
        }
        let reversed = most.is_some() && most < least;
        if let (Some(to), Some(least), Some(most), true) = (to, least, most, reversed) {
            diagnostics.add(
                Diagnostic::error("syntax-error", from.to(to), "the smaller number stands first")
                    .replace("write", from.to(to), format!("{most} to {least}")),
            );
            return;
        }
        if let Some(part) = known(&name, |_| true, diagnostics) {
            standard.required.push(Required { part, least: least.unwrap_or(1), most });
        }
        if !line.comma() {
            line.finish(diagnostics);
            return;
        }
    }
}

/// `head portfolio, wards`
fn order(
    mut line: Cursor<'_>,
    place: Place,
    standard: &mut Standard,
    diagnostics: &mut Diagnostics,
) {
    for name in line.names() {
        let here =
            |part: &Part| part.place == place || (place == Place::Back && part.name == "signed");
        standard.order.extend(known(&name, here, diagnostics).map(|part| (place, part)));
    }
    if standard.order.is_empty() {
        line.malformed(diagnostics);
    }
    line.finish(diagnostics);
}

/// `length at most 12 pages`, `length summary at most 300 words`
fn length(mut line: Cursor<'_>, standard: &mut Standard, diagnostics: &mut Diagnostics) {
    if line.keyword("at") {
        let pages = line.keyword("most").then(|| count(&mut line)).flatten();
        match pages.filter(|_| line.keyword("pages")) {
            Some(pages) => standard.pages = Some(pages),
            None => return line.malformed(diagnostics),
        }
    } else {
        let words = |part: &Part| matches!(part.name, "summary" | "proposals" | "reasons");
        let Some(name) = line.name() else { return line.malformed(diagnostics) };
        let Some(part) = known(&name, words, diagnostics) else { return };
        match at_most(&mut line, "words") {
            Some(count) => standard.words.push((part, count)),
            None => return line.malformed(diagnostics),
        }
    }
    line.finish(diagnostics);
}

/// `at most 300 words`
fn at_most(line: &mut Cursor<'_>, of: &str) -> Option<usize> {
    let found = line.keyword("at") && line.keyword("most");
    let count = found.then(|| count(line)).flatten()?;
    line.keyword(of).then_some(count)
}

/// A whole number.
fn count(line: &mut Cursor<'_>) -> Option<usize> {
    let mut ahead = line.clone();
    let (figure, _) = ahead.figure()?;
    let whole = figure.unit == FigureUnit::Plain && figure.value.fract().is_zero();
    let count = figure.value.to_usize().filter(|_| whole)?;
    *line = ahead;
    Some(count)
}

/// The part with a name, if it is one of those that are meant.
fn known(
    name: &Name,
    meant: impl Fn(&Part) -> bool,
    diagnostics: &mut Diagnostics,
) -> Option<&'static Part> {
    let found = part(&name.text).filter(|part| meant(part));
    if found.is_none() {
        let names: Vec<&str> =
            PARTS.iter().filter(|part| meant(part)).map(|part| part.name).collect();
        diagnostics.add(unknown(name, "there is no part", &names));
    }
    found
}

fn unknown(name: &Name, what: &str, known: &[&str]) -> Diagnostic {
    let diagnostic =
        Diagnostic::error("name-unknown", name.span, format!("{what} `{}` here", name.text));
    match did_you_mean(&name.text, known.iter().copied()) {
        Some(meant) => diagnostic.replace(format!("did you mean `{meant}`?"), name.span, meant),
        None => diagnostic.note(format!("There are: {}.", known.join(", "))),
    }
}
