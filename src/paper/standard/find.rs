//! The standard of a paper: one that its files declare, one of its theme, or one that comes with Paperwright.

use super::{Standard, read};
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::{ReadError, SourceMap, Span, World};
use crate::syntax::ast::{Body, Name, Node, TermKind};
use crate::syntax::spec::Cursor;

/// The standards that come with Paperwright: their names, files and texts.
pub const BUILT_IN: &[(&str, &str, &str)] = &[
    (
        "full_council",
        "@council/standards/full_council.standard",
        include_str!("../../../themes/council/standards/full_council.standard"),
    ),
    (
        "cabinet",
        "@council/standards/cabinet.standard",
        include_str!("../../../themes/council/standards/cabinet.standard"),
    ),
    (
        "panel",
        "@council/standards/panel.standard",
        include_str!("../../../themes/council/standards/panel.standard"),
    ),
    (
        "strategy",
        "@council/standards/strategy.standard",
        include_str!("../../../themes/council/standards/strategy.standard"),
    ),
];

/// A standard that comes with Paperwright.
pub fn built_in(
    name: &str,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Standard> {
    let (_, path, text) = BUILT_IN.iter().find(|(known, ..)| *known == name)?;
    declared(name, path, (*text).to_owned(), sources, diagnostics).ok()
}

/// The standard with a name: of a theme's folder, else one that comes with Paperwright. A file of the theme that declares
/// no such standard is none.
pub fn named(
    name: &str,
    theme: Option<&str>,
    world: &dyn World,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Standard> {
    let path = theme.map(|theme| format!("{theme}/standards/{name}.standard"));
    let text = path.as_ref().and_then(|path| String::from_utf8(world.read(path).ok()?).ok());
    match path.zip(text) {
        Some((path, text)) => declared(name, &path, text, sources, diagnostics).ok(),
        None => built_in(name, sources, diagnostics),
    }
}

/// The standard that the `paper` item asks for; an unknown one is reported.
pub fn find(
    items: &[Node],
    world: &dyn World,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Standard> {
    let own: Vec<Standard> = items
        .iter()
        .filter(|item| item.kind.text == "standard")
        .filter_map(|item| read::read(item, diagnostics))
        .collect();
    let paper = items.iter().find(|item| item.kind.text == "paper")?;
    let mut line = Cursor::head(line(paper, "standard")?, "standard full_council");
    let Some(name) = line.name() else {
        line.malformed(diagnostics);
        return None;
    };
    line.finish(diagnostics);
    let asked = line.node.head;
    let theme = self::line(paper, "theme").and_then(|line| match &line.terms.first()?.kind {
        TermKind::Word(theme) | TermKind::Text(theme) => Some(theme.trim_end_matches('/')),
        _ => None,
    });
    let found = chosen(&name, own, theme, world, sources, diagnostics)?;
    Some(Standard { asked, ..found })
}

fn chosen(
    name: &Name,
    own: Vec<Standard>,
    theme: Option<&str>,
    world: &dyn World,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Standard> {
    let mut names: Vec<String> = own.iter().map(|standard| standard.name.clone()).collect();
    if let Some(found) = own.into_iter().find(|standard| standard.name == name.text) {
        return Some(found);
    }
    if let Some(theme) = theme {
        let path = format!("{theme}/standards/{}.standard", name.text);
        match world.read(&path).map(String::from_utf8) {
            Ok(Ok(text)) => {
                return match declared(&name.text, &path, text, sources, diagnostics) {
                    Ok(standard) => Some(standard),
                    Err(place) => {
                        diagnostics.add(
                            Diagnostic::error(
                                "name-unknown",
                                place.unwrap_or(name.span),
                                format!("{path} declares no standard `{}`", name.text),
                            )
                            .help(format!(
                                "it holds: `standard {} \"a report to …\" {{ … }}`",
                                name.text
                            )),
                        );
                        None
                    }
                };
            }
            Ok(Err(_)) => {
                diagnostics.add(Diagnostic::error(
                    "not-utf8",
                    name.span,
                    format!("{path} is not text in UTF-8"),
                ));
                return None;
            }
            Err(ReadError::Unreadable(reason)) => {
                diagnostics.add(Diagnostic::error(
                    "file-not-found",
                    name.span,
                    format!("{path} cannot be read: {reason}"),
                ));
                return None;
            }
            Err(ReadError::NotFound) => {}
        }
    }
    if let Some(found) = built_in(&name.text, sources, diagnostics) {
        return Some(found);
    }
    names.extend(BUILT_IN.iter().map(|(name, ..)| (*name).to_owned()));
    let diagnostic = Diagnostic::error(
        "name-unknown",
        name.span,
        format!("there is no standard `{}`", name.text),
    );
    diagnostics.add(match did_you_mean(&name.text, names.iter().map(String::as_str)) {
        Some(meant) => diagnostic.replace(format!("did you mean `{meant}`?"), name.span, meant),
        None => diagnostic.note(format!("There are: {}.", names.join(", "))).help(
            "one of your own stands in the folder of your theme, as `standards/NAME.standard`",
        ),
    });
    None
}

/// The standard with a name that a file declares; where it does not, the place to say so.
fn declared(
    name: &str,
    path: &str,
    text: String,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Result<Standard, Option<Span>> {
    let file = sources.add(path, text);
    let ast = crate::syntax::parse(file, sources, diagnostics);
    let mut items = ast.items.iter().filter(|item| item.kind.text == "standard");
    let place = items.clone().next().map(|item| item.head);
    let named = |item: &&Node| {
        let first = item.terms.first().map(|term| &term.kind);
        matches!(first, Some(TermKind::Word(word)) if word == name)
    };
    items.find(named).and_then(|item| read::read(item, diagnostics)).ok_or(place)
}

/// A line of an item.
fn line<'n>(item: &'n Node, name: &str) -> Option<&'n Node> {
    let Some(Body::Nodes(lines)) = &item.body else { return None };
    lines.iter().find(|line| line.kind.text == name)
}
