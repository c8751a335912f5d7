//! An `indicator` item → [`Indicator`], and what its kind forbids.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Model;
use super::build::{is_taken, name_and_title, text_of, twice, unknown};
use super::build_flows;
use super::build_limits::{read_expected, read_steady, read_target};
use super::exempt::Exemption;
use super::indicator::{Expected, Indicator, Kind, Polarity, Target};
use super::items::INDICATOR;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::Span;
use crate::syntax::ast::{Figure, FigureUnit, Name, Node};
use crate::syntax::spec::{Attributes, Cursor};

/// How many decimals a value can be printed with.
const MOST_DECIMALS: u32 = 6;

/// The words that a kind begins with.
const KINDS: [&str; 8] =
    ["snapshot", "count", "people", "money", "unit", "score", "rate", "percentage"];

/// An indicator named by another. It may be declared further down, so it is looked up once all are read.
#[derive(Debug)]
pub(super) struct Part {
    /// The name of the one that names.
    whole: String,
    role: Role,
    /// The name of the other.
    name: Name,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// `derived`
    Derived,
    /// `kind percentage of`
    Base,
}

/// Reads an item and adds it to the model; what it is made of is added to the parts.
pub(super) fn read(
    item: &Node,
    model: &mut Model,
    (parts, flows): (&mut Vec<Part>, &mut Vec<build_flows::Named>),
    diagnostics: &mut Diagnostics,
) {
    let Some((name, title, head)) = name_and_title(item, &INDICATOR, diagnostics) else { return };
    head.finish(diagnostics);
    let attributes = Attributes::read(item, &INDICATOR, diagnostics);
    let first = model.indicators.get(&name.text).map(|indicator| indicator.span);
    if is_taken(&name, "indicator", first, diagnostics) {
        return;
    }
    let kind = attributes.get("kind").and_then(|mut line| read_kind(&mut line, model, diagnostics));
    let Some((kind, base)) = kind else {
        // Of an unknown kind nothing can be said: neither what its lines may hold, nor what a paper may ask of it.
        model.broken.insert(name.text);
        return;
    };
    let derived = read_derived(&attributes, &kind, base.is_some(), diagnostics);
    for (role, part) in [(Role::Derived, &derived), (Role::Base, &base)] {
        if let Some(part) = part {
            parts.push(Part { whole: name.text.clone(), role, name: part.clone() });
        }
    }
    let mut expected = BTreeMap::new();
    for mut line in attributes.all("expected") {
        if let Some((year, range)) = read_expected(&mut line, &kind, diagnostics) {
            match expected.get(&year) {
                Some(Expected { span, .. }) => diagnostics.add(twice(year, line.node, *span)),
                None => _ = expected.insert(year, range),
            }
        }
    }
    let mut targets = BTreeMap::new();
    for mut line in attributes.all("target") {
        if let Some((year, target)) = read_target(&mut line, &kind, diagnostics) {
            match targets.get(&year) {
                Some(Target { span, .. }) => diagnostics.add(twice(year, line.node, *span)),
                None => _ = targets.insert(year, target),
            }
        }
    }
    let named = attributes
        .get("flows")
        .and_then(|mut line| build_flows::read(&mut line, &name.text, &kind, diagnostics));
    let declared_flows = named.map(|(declared, named)| {
        flows.push(named);
        declared
    });
    let decimals = attributes.get("decimals");
    let polarity = attributes.get("better");
    let steady = attributes.get("steady");
    let indicator = Indicator {
        name: name.text.clone(),
        title,
        span: item.head,
        domain: read_domain(&attributes, model, diagnostics),
        derived: derived.map(|derived| derived.text),
        decimals: decimals.and_then(|mut line| read_decimals(&mut line, diagnostics)),
        polarity: polarity.map_or(Polarity::None, |mut line| read_polarity(&mut line, diagnostics)),
        expected,
        targets,
        steady: steady.and_then(|mut line| read_steady(&mut line, &kind, diagnostics)),
        flows: declared_flows,
        misnomers: read_misnomers(&attributes, diagnostics),
        unit_label: read_unit(&attributes, &kind, diagnostics),
        source: text_of(&attributes, "source", diagnostics),
        definition: text_of(&attributes, "definition", diagnostics),
        exempt: attributes.get("exempt").and_then(|mut line| {
            let exemption = Exemption::read(&mut line, diagnostics)?;
            line.finish(diagnostics);
            Some(exemption)
        }),
        kind,
    };
    model.indicators.insert(name.text, indicator);
}

/// Looks up what indicators are made of, once all are known. A part that cannot stand is taken out and said, so that
/// what is left is of counts, snapshots and money, and never a circle.
pub(super) fn check(parts: &[Part], model: &mut Model, diagnostics: &mut Diagnostics) {
    for part in
        parts.iter().filter(|part| !model.broken.contains(&part.name.text)).collect::<Vec<_>>()
    {
        let Some(whole) = model.indicators.get(&part.whole) else { continue };
        let problem = match model.indicators.get(&part.name.text) {
            None => {
                let names = model.indicators.keys().map(String::as_str);
                Some(unknown(&part.name, "indicator", names))
            }
            Some(found) => misfit(whole, part, found, model),
        };
        let Some(problem) = problem else { continue };
        diagnostics.add(problem);
        if let Some(whole) = model.indicators.get_mut(&part.whole) {
            match part.role {
                Role::Derived => whole.derived = None,
                Role::Base => whole.kind = Kind::Percentage { of: None },
            }
        }
    }
}

/// Why an indicator cannot be made of another.
fn misfit(whole: &Indicator, part: &Part, found: &Indicator, model: &Model) -> Option<Diagnostic> {
    let what = whole.kind.in_words();
    if found.name == whole.name {
        let message = format!("`{}` cannot be worked out from itself", whole.name);
        return Some(
            Diagnostic::error("kind-forbids", part.name.span, message)
                .help(format!("name the indicator that {what} is worked out from")),
        );
    }
    if !matches!(found.kind, Kind::Snapshot | Kind::Count | Kind::People | Kind::Money) {
        let message = format!(
            "`{}` is {}, and {what} is worked out from counts, snapshots, people or money",
            found.name,
            found.kind.in_words()
        );
        return Some(
            Diagnostic::error("kind-forbids", part.name.span, message)
                .label(found.span, "declared here")
                .help("name the count or the snapshot itself"),
        );
    }
    let Kind::Percentage { of: Some(base) } = &whole.kind else { return None };
    let base = model.indicators.get(base)?;
    let money = |indicator: &Indicator| indicator.kind == Kind::Money;
    if part.role == Role::Derived && money(base) != money(found) {
        let message = format!("`{}` and `{}` cannot make a percentage", found.name, base.name);
        return Some(
            Diagnostic::error("kind-forbids", part.name.span, message)
                .label(found.span, format!("this is {}", found.kind.in_words()))
                .label(base.span, format!("this is {}", base.kind.in_words()))
                .help("a share of money is money, and a share of people is people"),
        );
    }
    None
}

/// Takes the kind, and the name of what it is a percentage of.
fn read_kind(
    line: &mut Cursor<'_>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Option<(Kind, Option<Name>)> {
    let Some(word) = line.name() else {
        line.malformed(diagnostics);
        return None;
    };
    let known = KINDS.iter().find(|known| **known == word.text).map(|known| (*known).to_owned());
    // With a slip in it, the kind is still the kind: one mistake is one message.
    let kind = known.or_else(|| {
        let message = format!("there is no kind of indicator `{}`", word.text);
        let diagnostic = Diagnostic::error("name-unknown", word.span, message);
        let meant = did_you_mean(&word.text, KINDS);
        diagnostics.add(match &meant {
            Some(meant) => {
                diagnostic.replace(format!("did you mean `{meant}`?"), word.span, meant.clone())
            }
            None => diagnostic
                .note(format!("The kinds are: {}.", KINDS.join(", ").replace("unit", "unit cost"))),
        });
        meant
    })?;
    let kind = match kind.as_str() {
        "snapshot" => (Kind::Snapshot, None),
        "count" => (Kind::Count, None),
        "people" => (Kind::People, None),
        "money" => (Kind::Money, None),
        "unit" if line.keyword("cost") => (Kind::UnitCost, None),
        "unit" => {
            line.malformed(diagnostics);
            return None;
        }
        "score" => (Kind::Score, None),
        "rate" => (read_rate(line, model, diagnostics)?, None),
        _ if line.is_done() => (Kind::Percentage { of: None }, None),
        _ => {
            let name = line.keyword("of").then(|| line.name()).flatten();
            let Some(name) = name else {
                line.malformed(diagnostics);
                return None;
            };
            (Kind::Percentage { of: Some(name.text.clone()) }, Some(name))
        }
    };
    line.finish(diagnostics);
    Some(kind)
}

/// `per 10,000 of POPULATION`
fn read_rate(line: &mut Cursor<'_>, model: &Model, diagnostics: &mut Diagnostics) -> Option<Kind> {
    if !line.keyword("per") {
        let here = line.place();
        let diagnostic =
            Diagnostic::error("syntax-error", here, "this rate does not say per how many people");
        let start = Span { end: here.start, ..here };
        diagnostics.add(diagnostic.replace("such as", start, "per 10,000 "));
        return None;
    }
    let Some((Figure { value: per, unit, .. }, span)) = line.figure() else {
        line.malformed(diagnostics);
        return None;
    };
    if unit != FigureUnit::Plain || per <= Decimal::ZERO {
        diagnostics.add(
            Diagnostic::error("unit-misfit", span, "a rate is per a number of people above zero")
                .help("write it so: `kind rate per 10,000 of children`"),
        );
        return None;
    }
    let population = line.keyword("of").then(|| line.name()).flatten();
    let Some(population) = population else {
        line.malformed(diagnostics);
        return None;
    };
    if !model.populations.contains_key(&population.text) {
        let names = model.populations.keys().map(String::as_str);
        diagnostics.add(unknown(&population, "population", names));
    }
    Some(Kind::Rate { per, population: population.text })
}

/// The name after `derived`, where the kind allows one.
fn read_derived(
    attributes: &Attributes<'_>,
    kind: &Kind,
    has_base: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Name> {
    let mut line = attributes.get("derived")?;
    let Some(name) = line.name() else {
        line.malformed(diagnostics);
        return None;
    };
    line.finish(diagnostics);
    match kind {
        Kind::Rate { .. } => Some(name),
        Kind::Percentage { .. } if has_base => Some(name),
        Kind::Percentage { .. } => {
            diagnostics.add(
                Diagnostic::error(
                    "kind-forbids",
                    line.node.head,
                    "this percentage has a numerator, and does not say what it is a percentage of",
                )
                .help("write `kind percentage of INDICATOR`"),
            );
            None
        }
        _ => {
            diagnostics.add(
                Diagnostic::error(
                    "kind-forbids",
                    line.node.head,
                    format!("{} is not derived from another indicator", kind.in_words()),
                )
                .note("A rate is derived from its count, and a percentage from its numerator.")
                .help("take the line out, or change the `kind`"),
            );
            None
        }
    }
}

fn read_domain(
    attributes: &Attributes<'_>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mut line = attributes.get("domain")?;
    let Some(domain) = line.name() else {
        line.malformed(diagnostics);
        return None;
    };
    line.finish(diagnostics);
    if !model.domains.contains_key(&domain.text) {
        diagnostics.add(unknown(&domain, "domain", model.domains.keys().map(String::as_str)));
        return None;
    }
    Some(domain.text)
}

fn read_decimals(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<u32> {
    let Some((figure, span)) = line.figure() else {
        line.malformed(diagnostics);
        return None;
    };
    line.finish(diagnostics);
    let decimals = u32::try_from(figure.value).ok().filter(|decimals| *decimals <= MOST_DECIMALS);
    if decimals.is_none() || figure.unit != FigureUnit::Plain || figure.decimals != 0 {
        diagnostics.add(
            Diagnostic::error("unit-misfit", span, "this is not a number of decimals")
                .help(format!("write a whole number from 0 to {MOST_DECIMALS}")),
        );
        return None;
    }
    decimals
}

fn read_polarity(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> Polarity {
    let polarity = if line.keyword("higher") {
        Polarity::Higher
    } else if line.keyword("lower") {
        Polarity::Lower
    } else {
        line.malformed(diagnostics);
        return Polarity::None;
    };
    line.finish(diagnostics);
    polarity
}

/// `misnomer "incidents", "episodes"`
fn read_misnomers(
    attributes: &Attributes<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Span)> {
    let mut misnomers = Vec::new();
    let Some(mut line) = attributes.get("misnomer") else { return misnomers };
    loop {
        let Some((text, _)) = line.text() else {
            line.malformed(diagnostics);
            return misnomers;
        };
        misnomers.push((text.to_owned(), line.node.head));
        if !line.comma() {
            break;
        }
    }
    line.finish(diagnostics);
    misnomers
}

fn read_unit(
    attributes: &Attributes<'_>,
    kind: &Kind,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let label = text_of(attributes, "unit", diagnostics)?;
    if matches!(kind, Kind::Snapshot | Kind::Count | Kind::People | Kind::Score) {
        return Some(label);
    }
    diagnostics.add(
        Diagnostic::error(
            "kind-forbids",
            attributes.get("unit")?.node.head,
            format!("{} has its unit from its kind", kind.in_words()),
        )
        .help("take the line out"),
    );
    None
}
