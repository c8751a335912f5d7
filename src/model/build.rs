//! The items of a model → [`Model`]. Everything that is wrong is reported, and what could be understood is kept: an
//! item that names something unknown loses that name and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::area::{Area, Domain, Population};
use super::items::{AREA, DOMAIN, GROUP, MODEL, POPULATION};
use super::period::Period;
use super::{Model, build_data, build_flows, build_indicator};
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::Span;
use crate::syntax::ast::{Body, FigureUnit, Name, Node};
use crate::syntax::spec::{Attributes, BlockSpec, Cursor};

/// Reads the items of a model; those of a paper, which may stand among them, are left alone.
pub(super) fn read(items: &[Node], model: &mut Model, diagnostics: &mut Diagnostics) {
    let mut heads: Vec<Span> = Vec::new();
    // Areas, domains and populations first: indicators name them, wherever they stand.
    for item in items {
        match item.kind.text.as_str() {
            "model" => {
                if let Some(first) = heads.first() {
                    diagnostics.add(
                        Diagnostic::error("declared-twice", item.head, "the model is named twice")
                            .label(*first, "the first name, which counts")
                            .help("take one of them out"),
                    );
                } else {
                    read_model(item, model, diagnostics);
                }
                heads.push(item.head);
            }
            "area" | "group" => read_area(item, model, diagnostics),
            "domain" => read_domain(item, model, diagnostics),
            "population" => read_population(item, model, diagnostics),
            _ => {}
        }
    }
    let mut parts = Vec::new();
    let mut flows = Vec::new();
    for item in items {
        match item.kind.text.as_str() {
            "indicator" => {
                build_indicator::read(item, model, (&mut parts, &mut flows), diagnostics);
            }
            "data" => build_data::read(item, model, diagnostics),
            _ => {}
        }
    }
    build_indicator::check(&parts, model, diagnostics);
    build_flows::check(&flows, model, diagnostics);
    let place = items.iter().find(|item| item.kind.text == "area");
    if model.home.is_none()
        && let Some(item) = place.or(items.iter().find(|item| item.kind.text == "indicator"))
    {
        diagnostics.add(
            Diagnostic::error("home-missing", item.head, "no area of the model is marked `home`")
                .note("The home area is the one that papers are about, and that rows without an area belong to.")
                .help("add `home` to the line of that area: `area wiltshire \"Wiltshire\" short \"Wilts\" home`"),
        );
    }
}

fn read_model(item: &Node, model: &mut Model, diagnostics: &mut Diagnostics) {
    let mut head = Cursor::head(item, MODEL.form);
    if let Some((title, _)) = head.text() {
        title.clone_into(&mut model.title);
    }
    head.finish(diagnostics);
    let attributes = Attributes::read(item, &MODEL, diagnostics);
    let Some(mut line) = attributes.get("year") else { return };
    if !line.keyword("starts") {
        return line.malformed(diagnostics);
    }
    let Some(month) = line.name() else { return line.malformed(diagnostics) };
    if month.text != "April" {
        diagnostics.add(
            Diagnostic::error(
                "year-unsupported",
                month.span,
                format!("a financial year that starts in {} cannot be read yet", month.text),
            )
            .note("A year is written 2022-23 and runs from April to March; its first quarter is April to June.")
            .replace("write", month.span, "April"),
        );
    }
    line.finish(diagnostics);
}

fn read_area(item: &Node, model: &mut Model, diagnostics: &mut Diagnostics) {
    let group = item.kind.text == "group";
    let spec = if group { &GROUP } else { &AREA };
    let Some((name, title, mut head)) = name_and_title(item, spec, diagnostics) else { return };
    Attributes::read(item, spec, diagnostics);
    let mut area = Area {
        name: name.text.clone(),
        short: title.clone(),
        title,
        home: false,
        published: false,
        region: false,
        group,
        span: item.head,
    };
    let mut short = None;
    while !head.is_done() {
        if head.keyword("short") {
            let Some((text, span)) = head.text() else {
                head.malformed(diagnostics);
                break;
            };
            text.clone_into(&mut area.short);
            short = Some(span);
        } else if head.keyword("published") {
            area.published = true;
        } else if head.keyword("region") {
            area.region = true;
        } else if head.keyword("home") {
            area.home = true;
        } else {
            head.malformed(diagnostics);
            break;
        }
    }
    if area.home && group {
        area.home = false;
        diagnostics.add(
            Diagnostic::error(
                "home-misplaced",
                item.head,
                "a group of authorities cannot be `home`",
            )
            .help("mark the area that papers are about"),
        );
    }
    if area.home
        && let Some(first) = model.home.as_ref().and_then(|home| model.areas.get(home))
    {
        area.home = false;
        diagnostics.add(
            Diagnostic::error("home-misplaced", item.head, "two areas are marked `home`")
                .label(first.span, "the first")
                .help("take `home` out of one of them"),
        );
    }
    if is_taken(
        &name,
        "area or group",
        model.areas.get(&name.text).map(|area| area.span),
        diagnostics,
    ) {
        return;
    }
    let alike = |other: &&Area| {
        let names = [&other.name, &other.title, &other.short];
        names.iter().any(|name| name.eq_ignore_ascii_case(&area.short))
    };
    if let Some(other) = model.areas.values().find(alike) {
        diagnostics.add(
            Diagnostic::error(
                "declared-twice",
                short.unwrap_or(item.head),
                format!("two areas are called \"{}\" for short", area.short),
            )
            .label(other.span, "the other")
            .help("give one of them another `short`, or a data file cannot tell them apart"),
        );
    }
    if area.home {
        model.home = Some(name.text.clone());
    }
    model.areas.insert(name.text, area);
}

fn read_domain(item: &Node, model: &mut Model, diagnostics: &mut Diagnostics) {
    let Some((name, title, head)) = name_and_title(item, &DOMAIN, diagnostics) else { return };
    head.finish(diagnostics);
    Attributes::read(item, &DOMAIN, diagnostics);
    let first = model.domains.get(&name.text).map(|domain| domain.span);
    if !is_taken(&name, "domain", first, diagnostics) {
        let domain = Domain { name: name.text.clone(), title, span: item.head };
        model.domains.insert(name.text, domain);
    }
}

fn read_population(item: &Node, model: &mut Model, diagnostics: &mut Diagnostics) {
    let Some((name, title, head)) = name_and_title(item, &POPULATION, diagnostics) else { return };
    head.finish(diagnostics);
    // Lines that begin with a year are its figures; the others are attributes as elsewhere.
    let nodes = match &item.body {
        Some(Body::Nodes(nodes)) => nodes.clone(),
        _ => Vec::new(),
    };
    let (lines, named): (Vec<Node>, Vec<Node>) =
        nodes.into_iter().partition(|node| node.kind.text.is_empty());
    let block = Node { body: Some(Body::Nodes(named)), ..item.clone() };
    let attributes = Attributes::read(&block, &POPULATION, diagnostics);
    let mut population = Population {
        name: name.text.clone(),
        title,
        years: BTreeMap::new(),
        carried: BTreeSet::new(),
        source: text_of(&attributes, "source", diagnostics),
        span: item.head,
    };
    for line in &lines {
        let mut cursor = Cursor::head(line, "2022-23 106,274 carried forward");
        let Some(year) = read_year(&mut cursor, diagnostics) else { continue };
        let Some((figure, span)) = cursor.figure() else {
            cursor.malformed(diagnostics);
            continue;
        };
        let carried = !cursor.is_done();
        if carried && !(cursor.keyword("carried") && cursor.keyword("forward")) {
            cursor.malformed(diagnostics);
            continue;
        }
        cursor.finish(diagnostics);
        if figure.unit != FigureUnit::Plain || figure.value <= Decimal::ZERO {
            diagnostics.add(
                Diagnostic::error("unit-misfit", span, "a population is a number above zero")
                    .help("write the number of people: `2022-23 106,274`"),
            );
            continue;
        }
        if let Some((_, first)) = population.years.get(&year) {
            diagnostics.add(twice(year, line, *first));
            continue;
        }
        population.years.insert(year, (figure.value, line.head));
        if carried {
            population.carried.insert(year);
        }
    }
    let first = model.populations.get(&name.text).map(|population| population.span);
    if !is_taken(&name, "population", first, diagnostics) {
        model.populations.insert(name.text, population);
    }
}

/// The name and the title of an item's line; a title that is missing is reported, and the name stands for it.
pub(super) fn name_and_title<'a>(
    item: &'a Node,
    spec: &'static BlockSpec,
    diagnostics: &mut Diagnostics,
) -> Option<(Name, String, Cursor<'a>)> {
    let mut head = Cursor::head(item, spec.form);
    let Some(name) = head.name() else {
        head.malformed(diagnostics);
        return None;
    };
    let Some((title, _)) = head.text() else {
        head.malformed(diagnostics);
        let title = name.text.clone();
        return Some((name, title, head));
    };
    Some((name, title.to_owned(), head))
}

/// Takes a financial or an academic year; anything else is reported.
pub(super) fn read_year(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<Period> {
    let Some((literal, span)) = line.period() else {
        line.malformed(diagnostics);
        return None;
    };
    match Period::from_literal(literal) {
        Some(year @ (Period::Year { .. } | Period::AcademicYear { .. })) => Some(year),
        other => {
            let diagnostic =
                Diagnostic::error("period-unclear", span, "a year is needed here, such as 2022-23");
            diagnostics.add(match other {
                Some(period) => {
                    diagnostic.replace("write the year", span, period.year().to_string())
                }
                None => diagnostic,
            });
            None
        }
    }
}

/// The text of an attribute.
pub(super) fn text_of(
    attributes: &Attributes<'_>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mut line = attributes.get(name)?;
    let Some((text, _)) = line.text() else {
        line.malformed(diagnostics);
        return None;
    };
    line.finish(diagnostics);
    Some(text.to_owned())
}

/// Reports a name that is declared already.
pub(super) fn is_taken(
    name: &Name,
    what: &str,
    first: Option<Span>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(first) = first else { return false };
    diagnostics.add(
        Diagnostic::error(
            "declared-twice",
            name.span,
            format!("the {what} `{}` is declared twice", name.text),
        )
        .label(first, "the first, which counts")
        .help("give one of them another name, or take it out"),
    );
    true
}

/// A year that has two lines of one kind in an item.
pub(super) fn twice(year: Period, line: &Node, first: Span) -> Diagnostic {
    let what = line.kind.text.as_str();
    let message = match what {
        "" => format!("{year} has two lines"),
        _ => format!("{year} has two lines of `{what}`"),
    };
    Diagnostic::error("declared-twice", line.head, message)
        .label(first, "the first, which counts")
        .help("take one of them out")
}

/// A name that stands for nothing, with the nearest that does.
pub(super) fn unknown<'k>(
    name: &Name,
    what: &str,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let diagnostic =
        Diagnostic::error("name-unknown", name.span, format!("there is no {what} `{}`", name.text));
    match did_you_mean(&name.text, known.iter().copied()) {
        Some(meant) => diagnostic.replace(format!("did you mean `{meant}`?"), name.span, meant),
        None if known.is_empty() => {
            diagnostic.help(format!("declare it: `{what} {} \"…\"`", name.text))
        }
        None => {
            let shown: Vec<&str> = known.iter().copied().take(12).collect();
            let more = if known.len() > shown.len() { ", …" } else { "" };
            diagnostic.note(format!("There are: {}{more}.", shown.join(", ")))
        }
    }
}
