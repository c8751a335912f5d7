//! The home area's own values, and those that others publish of it: where a paper has both and they differ, a reader
//! must be told which one is meant (`semantics.md` S11, S12).

use std::collections::{BTreeMap, BTreeSet};

use super::gather::Material;
use super::tables::{Printed, tables};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Period, Quantity, round_half_up};
use crate::paper::claims::claim_words::cells;
use crate::source::Span;

/// Checks a paper; one that prints a note on published values has said that they may differ.
pub fn check(material: Material<'_>, diagnostics: &mut Diagnostics) {
    let Material { paper, model, .. } = material;
    let twins: BTreeSet<&str> =
        model.areas.values().filter(|area| area.published).map(|area| area.name.as_str()).collect();
    let Some(home) = model.home.as_deref().filter(|_| !twins.is_empty() && !paper.front.published)
    else {
        return;
    };
    let scope = paper.record.scope(model);
    // Of each indicator and period, in the order of the paper: where the own value stands, and where the published one.
    let mut own: BTreeMap<(String, Period), Span> = BTreeMap::new();
    let mut published: BTreeMap<(String, Period), (Span, String)> = BTreeMap::new();
    let mut see = |(indicator, area, period): (String, String, Period), span: Span| {
        if area == home {
            own.entry((indicator, period)).or_insert(span);
        } else if twins.contains(area.as_str()) {
            published.entry((indicator, period)).or_insert((span, area));
        }
    };
    for statement in &paper.record.statements {
        if let Some(expression) = statement.expression() {
            for series in scope.values_used(expression) {
                see(series, statement.span);
            }
        }
    }
    for table in tables(paper, model) {
        if let Printed::Filled { span, figures, .. } = table {
            for figure in figures {
                see((figure.indicator, figure.area, figure.period), span);
            }
        }
    }
    for ((indicator, period), (there, area)) in &published {
        let Some(here) = own.get(&(indicator.clone(), *period)) else { continue };
        let value = |area: &str| model.value(indicator, area, *period).ok();
        let (Some(value), Some(twin)) = (value(home), value(area)) else { continue };
        if !agree(&value, &twin) {
            let title = &model.indicators[indicator].title;
            let titles = (&*model.areas[home].title, &*model.areas[area].title);
            let message = format!(
                "{title}, {period}: {} for {}, and {} for \"{}\"",
                value.printed(),
                titles.0,
                twin.printed(),
                titles.1
            );
            diagnostics.add(differs(message, (*here, *there), titles, (&value, &twin)).help(format!(
                "use one of the two: `{indicator} for {area} in {period}` is the published one, and the other is had \
                 without `for`"
            )).help("or say in words which is which, and add a line `published noted` to the paper: it prints a note on published values, and this is not said any more"));
        }
    }
}

/// Whether two values are the same at the precision of the coarser one: 7.2% is published as 7%.
fn agree(one: &Quantity, other: &Quantity) -> bool {
    let decimals = one.decimals.min(other.decimals);
    let rounded = |value: &Quantity| round_half_up(value.exact, decimals);
    one.exact == other.exact || rounded(one) == rounded(other)
}

fn differs(
    message: String,
    (here, there): (Span, Span),
    (home, twin): (&str, &str),
    (value, other): (&Quantity, &Quantity),
) -> Diagnostic {
    // It is said where a reader comes upon the second.
    let (own, published) = (format!("this is {home}"), format!("this is {twin}"));
    let (second, first) = if here > there {
        ((here, own), (there, published))
    } else {
        ((there, published), (here, own))
    };
    let diagnostic = Diagnostic::warning("published-differs", second.0, message);
    let diagnostic = if here == there {
        diagnostic.here("both are used here")
    } else {
        diagnostic.here(second.1).label(first.0, first.1)
    };
    let inputs: Vec<_> = value.inputs.iter().chain(&other.inputs).cloned().collect();
    cells(diagnostic, &inputs)
}
