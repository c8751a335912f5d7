//! What the public's paper must not say: nothing that is exempt, nothing that gives it away, and of each exemption why.

mod derivable;
mod equations;
pub mod leaks;
mod linear;
mod series;

use std::collections::{BTreeMap, BTreeSet};

use super::gather::Material;
use super::tables::{Printed, tables};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::model::{Exemption, Input};
use crate::paper::Paper;
use crate::paper::blocks::front_matter::Classification;
use crate::paper::record::{Behind, Statement};
use crate::paper::scope::Scope;
use crate::source::Span;
use crate::syntax::ast::{Binding, SourceName};

/// Checks the members' paper, which holds everything.
pub fn check(material: Material<'_>, diagnostics: &mut Diagnostics) {
    classification(material, diagnostics);
    series::check(material, diagnostics);
    if material.paper.exempt.is_empty() && !equations::suppresses(material.paper) {
        return;
    }
    let scope = material.paper.record.scope(material.model);
    let mut said = BTreeSet::new();
    if !material.paper.exempt.is_empty() {
        interests(material, diagnostics);
        parts(material, diagnostics);
        elsewhere(material, diagnostics);
        let names = names(material, &scope);
        for statement in &material.paper.record.statements {
            if !material.paper.exempt.hides(statement.span)
                && let Some(found) = shown(material, &scope, &names, statement)
            {
                said.insert(statement.whole);
                diagnostics.add(found);
            }
        }
    }
    derivable::check(material, (&scope, &said), diagnostics);
}

/// For each paragraph of the schedule, the paper says why the public interest lies in keeping what falls under it.
fn interests(material: Material<'_>, diagnostics: &mut Diagnostics) {
    let front = &material.paper.front;
    for paragraph in material.paper.exempt.paragraphs() {
        if front.interests.iter().any(|interest| interest.paragraph == paragraph) {
            continue;
        }
        let mut of_it = material.paper.exempt.all.iter().filter(|one| one.paragraph == paragraph);
        let Some(first) = of_it.next() else { continue };
        diagnostics.add(
            Diagnostic::error(
                "attribute-missing",
                first.span,
                format!("the paper does not say why the public interest lies in keeping what is exempt under paragraph {paragraph}"),
            )
            .note("Information is exempt only if, in all the circumstances of the case, the public interest in keeping it outweighs that in disclosing it.")
            .help(format!("add a line to `paper`: `public interest paragraph {paragraph} \"…\"`, with the reason in words that may be public")),
        );
    }
    for (at, interest) in front.interests.iter().enumerate() {
        let earlier =
            front.interests.iter().take(at).find(|one| one.paragraph == interest.paragraph);
        if let Some(first) = earlier {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    interest.span,
                    format!(
                        "the public interest in paragraph {} is declared twice",
                        interest.paragraph
                    ),
                )
                .label(first.span, "the first stands here")
                .help("take one of them out"),
            );
        }
    }
}

/// What the paper says of itself is what it is.
fn classification(material: Material<'_>, diagnostics: &mut Diagnostics) {
    let front = &material.paper.front;
    let first = material.paper.exempt.all.first();
    let (message, help) = match (front.matter.classification, first) {
        (Some(Classification::Public), Some(_)) => (
            "the paper says that it is public, and some of it is exempt",
            "write `classification part exempt`",
        ),
        (Some(Classification::PartExempt), None) => (
            "the paper says that part of it is exempt, and no part is marked so",
            "mark each such part: end the line of its section or block with `exempt paragraph 1 \"…\"`; or write `classification public`",
        ),
        _ => return,
    };
    let mut diagnostic = Diagnostic::error("classification-differs", front.span, message);
    if let Some(first) = first {
        diagnostic = diagnostic.label(first.span, "exempt here");
    }
    diagnostics.add(diagnostic.help(help));
}

/// Reports what cannot be printed for everybody: `without` is what there is to say where the exempt data are not there.
pub fn impossible(paper: &Paper, without: &Diagnostics, diagnostics: &mut Diagnostics) {
    let place = |found: &Diagnostic| found.primary.as_ref().map(|label| label.span);
    let severe = |found: &&Diagnostic| found.severity == Severity::Error;
    let said: Vec<Span> =
        diagnostics.sorted().into_iter().filter(severe).filter_map(place).collect();
    for found in without.sorted().into_iter().filter(severe) {
        let Some(here) = place(found).filter(|here| !paper.exempt.hides(*here)) else { continue };
        let is_said = |said: &Span| {
            said.file == here.file && said.start <= here.start && here.end <= said.end
        };
        if said.iter().any(is_said) {
            continue;
        }
        let mut shown = Diagnostic::error(
            "exempt-shown",
            here,
            "this is for everybody, and cannot be printed without figures that are exempt",
        );
        let exempt = paper.exempt.all.iter().find(|one| one.span.file != here.file);
        if let Some(exempt) = exempt.or(paper.exempt.all.first()) {
            shown = shown.label(exempt.span, "exempt here");
        }
        diagnostics.add(
            shown
                .note(format!("To the public, {}.", found.message))
                .help("make this exempt too: end its line with `exempt paragraph 1 \"…\"`; or leave the indicator out"),
        );
    }
}

/// Cells for everybody that are worked out from what is exempt somewhere else.
fn elsewhere(material: Material<'_>, diagnostics: &mut Diagnostics) {
    let exempt = &material.paper.exempt;
    for table in tables(material.paper, material.model) {
        let Printed::Typed(table) = table else { continue };
        if exempt.hides(table.span) {
            continue;
        }
        let here = |place: &Span| {
            table.span.file == place.file
                && table.span.start <= place.start
                && place.end <= table.span.end
        };
        for row in &table.rows {
            let hidden: Vec<usize> = exempt.row(row.span).map(|(column, _)| column).collect();
            for (at, value) in row.values.iter().enumerate().filter(|(at, _)| !hidden.contains(at))
            {
                let inputs = value.iter().flat_map(|value| &value.inputs);
                let places = inputs.filter_map(|input| input.span);
                let Some(there) =
                    places.filter(|there| exempt.hides(*there)).find(|there| !here(there))
                else {
                    continue;
                };
                // A value in braces is looked at as a statement.
                let stated = row.cells.get(at).and_then(|cell| crate::paper::prose::place(cell));
                if stated.is_some_and(|stated| material.sources.text(stated).starts_with('{')) {
                    continue;
                }
                let column = table.columns.get(at).map_or("", |column| column.title.as_str());
                diagnostics.add(
                    Diagnostic::error(
                        "exempt-shown",
                        row.span,
                        format!("{} in \"{column}\" is for everybody, and is worked out from what is exempt", row.label),
                    )
                    .label(there, "exempt here")
                    .help("make the cell exempt too, with `{exempt}` before its figure, or the column"),
                );
            }
        }
    }
}

/// What is worked out from an exempt indicator is as telling as the indicator.
fn parts(material: Material<'_>, diagnostics: &mut Diagnostics) {
    let model = material.model;
    for whole in model.indicators.values().filter(|indicator| indicator.exempt.is_none()) {
        let part = whole.derived.as_ref().and_then(|part| model.indicators.get(part));
        if let Some((part, exemption)) =
            part.and_then(|part| part.exempt.as_ref().map(|exemption| (part, exemption)))
        {
            diagnostics.add(
                Diagnostic::error(
                    "exempt-derivable",
                    whole.span,
                    format!("`{}` is worked out from `{}`, which is exempt", whole.name, part.name),
                )
                .label(exemption.span, "exempt here")
                .help(format!("make `{}` exempt too", whole.name)),
            );
        }
    }
}

/// The names whose declaration is exempt, or whose values are.
fn names(
    material: Material<'_>,
    scope: &Scope<'_>,
) -> BTreeMap<String, (Span, Option<&'static str>)> {
    let exempt = &material.paper.exempt;
    let mut names = BTreeMap::new();
    let mut add = |name: &String, span: Span, but: Option<&'static str>| {
        if exempt.hides(span) {
            names.insert(name.clone(), (span, but));
        }
    };
    scope.records.lists.iter().for_each(|(name, list)| add(name, list.span, None));
    scope.figures.iter().for_each(|(name, (_, span))| add(name, *span, None));
    scope.sources.iter().for_each(|(name, (_, span))| add(name, *span, None));
    scope.records.events.iter().for_each(|(name, event)| add(name, event.span, None));
    scope.records.texts.iter().for_each(|(name, text)| add(name, text.span, None));
    // What a table adds up to may be public; whether that gives a cell away is looked at with everything else.
    scope.tables.iter().for_each(|(name, table)| add(name, table.span, Some("of")));
    for indicator in material.model.indicators.values() {
        if let Some(exemption) = &indicator.exempt {
            names.insert(indicator.name.clone(), (exemption.span, None));
        }
    }
    names
}

/// What is wrong with a figure or a claim of the public's paper, if it shows what is exempt.
fn shown(
    material: Material<'_>,
    scope: &Scope<'_>,
    names: &BTreeMap<String, (Span, Option<&'static str>)>,
    statement: &Statement,
) -> Option<Diagnostic> {
    let exempt = &material.paper.exempt;
    let report = |what: String, there: Span, exemption: Option<&Exemption>| {
        let mut found = Diagnostic::error(
            "exempt-shown",
            statement.whole,
            format!("this is for everybody, and shows {what}, which is exempt"),
        )
        .label(there, "exempt here");
        if let Some(exemption) = exemption {
            found = found.note(format!(
                "It is exempt under {}: {}.",
                exemption.rule(),
                exemption.reason
            ));
        }
        found.help("put these words where they are exempt too, or leave the figure out")
    };
    let written = match (&statement.behind, statement.expression()) {
        (_, Some(expression)) => material.sources.text(expression.span).to_owned(),
        (Behind::Bound(Binding::From { source, of, .. }), None) => {
            let source = match source {
                SourceName::Name(name) => name.text.as_str(),
                SourceName::Text(..) => "",
            };
            let of = of.as_ref().map_or("", |of| of.text.as_str());
            format!("{source} {of}")
        }
        _ => return None,
    };
    let sums = ["total of", "average of"].iter().any(|sum| written.contains(sum));
    for name in words(&written) {
        let Some((there, but)) = names.get(name) else { continue };
        if but.is_some() && sums {
            continue;
        }
        let exemption =
            exempt.at(*there).or_else(|| exempt.all.iter().find(|one| one.span == *there));
        return Some(report(format!("`{name}`"), *there, exemption));
    }
    let value = statement.value(scope);
    let verdict = statement.verdict(scope);
    let inputs: Vec<Input> = match (value, verdict) {
        (Some(value), _) => value.inputs,
        (None, Some(verdict)) => verdict.inputs,
        (None, None) => statement.wording(scope).into_iter().collect(),
    };
    let hidden = inputs.iter().filter_map(|input| Some((input, input.span?)));
    let hidden: Vec<(&Input, Span)> = hidden.filter(|(_, span)| exempt.hides(*span)).collect();
    let (first, there) = hidden.first()?;
    let whole_is_shown = hidden
        .iter()
        .any(|(_, span)| exempt.of_cell(*span).is_none() && !within_table(scope, *span));
    let one_of_them = written.contains("highest of") || written.contains("lowest of");
    if sums
        && !one_of_them
        && !whole_is_shown
        && hidden.len() + usize::from(inputs.len() > hidden.len()) > 1
    {
        return None;
    }
    Some(report(first.label.clone(), *there, exempt.at(*there)))
}

/// Whether a place is in a table of the paper.
fn within_table(scope: &Scope<'_>, place: Span) -> bool {
    scope.tables.values().any(|table| {
        table.span.file == place.file
            && table.span.start <= place.start
            && place.end <= table.span.end
    })
}

/// The names in an expression: words that stand in no quotes and are no columns.
fn words(written: &str) -> Vec<&str> {
    let outside = written.split('"').step_by(2);
    let pieces =
        outside.flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric() && !"_.".contains(c)));
    pieces.filter_map(|piece| piece.split('.').next()).filter(|word| !word.is_empty()).collect()
}
