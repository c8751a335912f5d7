//! The flows of a stock: `flows in cla_starts out cla_ceased within 5`.

use rust_decimal::Decimal;

use super::Model;
use super::build::unknown;
use super::build_limits::misfit_sign;
use super::indicator::{Flows, Kind};
use crate::diag::{Diagnostic, Diagnostics};
use crate::syntax::ast::Name;
use crate::syntax::spec::Cursor;

/// The flows that an indicator names, which may be declared further down.
#[derive(Debug)]
pub(super) struct Named {
    /// The name of the stock.
    stock: String,
    into: Name,
    out: Name,
}

/// Reads the line, where the kind has flows.
pub(super) fn read(
    line: &mut Cursor<'_>,
    stock: &str,
    kind: &Kind,
    diagnostics: &mut Diagnostics,
) -> Option<(Flows, Named)> {
    let span = line.node.head;
    let mut name = |word: &str, line: &mut Cursor<'_>| {
        let found = line.keyword(word).then(|| line.name()).flatten();
        if found.is_none() {
            line.malformed(diagnostics);
        }
        found
    };
    let into = name("in", line)?;
    let out = name("out", line)?;
    let mut within = Decimal::ZERO;
    if !line.is_done() && line.keyword("within") {
        let Some((figure, place)) = line.figure() else {
            line.malformed(diagnostics);
            return None;
        };
        if let Some(sign) = misfit_sign(figure.unit, kind) {
            let number = figure.value.normalize().to_string();
            diagnostics.add(
                Diagnostic::error(
                    "unit-misfit",
                    place,
                    format!("how many may be unaccounted for is a number, without `{sign}`"),
                )
                .replace("write the number alone", place, number),
            );
        }
        within = figure.value.abs();
    }
    if !line.is_done() {
        line.finish(diagnostics);
        return None;
    }
    if *kind != Kind::Snapshot {
        diagnostics.add(
            Diagnostic::error(
                "kind-forbids",
                span,
                format!(
                    "{} has no flows: nothing comes into it or goes out of it",
                    kind.in_words()
                ),
            )
            .note(
                "A snapshot is what was there before, and those who came in, less those who left.",
            )
            .help("take the line out, or change the `kind`"),
        );
        return None;
    }
    let flows = Flows { into: into.text.clone(), out: out.text.clone(), within, span };
    Some((flows, Named { stock: stock.to_owned(), into, out }))
}

/// Looks up the flows that indicators name, once all are known; a line that cannot stand is taken out and said.
pub(super) fn check(lines: &[Named], model: &mut Model, diagnostics: &mut Diagnostics) {
    for line in lines {
        let mut fits = true;
        for name in [&line.into, &line.out] {
            let problem = match model.indicators.get(&name.text) {
                None if model.broken.contains(&name.text) => None,
                None => {
                    let known = model.indicators.keys().map(String::as_str);
                    Some(unknown(name, "indicator", known))
                }
                Some(found) if found.kind == Kind::Count => continue,
                Some(found) => Some(
                    Diagnostic::error(
                        "kind-forbids",
                        name.span,
                        format!(
                            "`{}` is {}, and a flow is a count",
                            found.name,
                            found.kind.in_words()
                        ),
                    )
                    .label(found.span, "declared here")
                    .help("name the count of those who came in, and that of those who left"),
                ),
            };
            fits = false;
            if let Some(problem) = problem {
                diagnostics.add(problem);
            }
        }
        if !fits && let Some(stock) = model.indicators.get_mut(&line.stock) {
            stock.flows = None;
        }
    }
}
