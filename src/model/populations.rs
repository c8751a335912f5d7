//! Populations whose figure is that of an earlier year (`semantics.md` S4, S24).

use rust_decimal::Decimal;

use super::Model;
use super::area::Population;
use super::format::format_number;
use super::indicator::Kind;
use crate::diag::{Diagnostic, Diagnostics};

/// Reports years that have the figure of an earlier one and do not say so, and those that say so and have another.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for population in model.populations.values() {
        // A population that no rate is worked out with misleads nobody.
        let used = model.indicators.values().any(|indicator| {
            indicator.derived.is_some()
                && matches!(&indicator.kind, Kind::Rate { population: of, .. } if *of == population.name)
        });
        if used {
            repeated(population, diagnostics);
        }
        for year in &population.carried {
            let Some((number, span)) = population.in_period(*year) else { continue };
            let from = population.carried_to(*year).map(|(_, from)| from);
            let earlier = from.and_then(|from| Some((from, population.in_period(from)?)));
            let Some((from, (figure, place))) = earlier else {
                diagnostics.add(
                    Diagnostic::error(
                        "stated-differs",
                        span,
                        format!(
                            "no earlier year of `{}` could be carried forward",
                            population.name
                        ),
                    )
                    .help("add the year that it is the figure of, or take away `carried forward`"),
                );
                continue;
            };
            if number != figure {
                let shown = |number: Decimal| format_number(number, number.normalize().scale());
                diagnostics.add(
                    Diagnostic::error(
                        "stated-differs",
                        span,
                        format!(
                            "{} is not the figure of {from}, {}, carried forward",
                            shown(number),
                            shown(figure)
                        ),
                    )
                    .label(place, format!("the figure of {from}"))
                    .help(
                        "mend the figure, or take away `carried forward` if it is the year's own",
                    ),
                );
            }
        }
    }
}

fn repeated(population: &Population, diagnostics: &mut Diagnostics) {
    let years: Vec<_> = population.years.iter().collect();
    for pair in years.windows(2) {
        let [(from, (earlier, place)), (year, (number, span))] = pair else { continue };
        // Of round figures two may be the same by chance.
        let round = (*number % Decimal::ONE_HUNDRED).is_zero();
        if number != earlier || round || population.carried.contains(year) {
            continue;
        }
        let shown = format_number(*number, number.normalize().scale());
        diagnostics.add(
            Diagnostic::warning(
                "values-repeated",
                *span,
                format!(
                    "the population \"{}\" is {shown} in {from} and in {year}",
                    population.title
                ),
            )
            .label(*place, format!("the figure of {from}"))
            .note("Rates of the later year are then worked out with the people of the earlier one.")
            .replace(
                "if no later figure has been published, say so",
                span.after(),
                " carried forward",
            )
            .help(
                "tables with such rates then print a note; otherwise put in the figure of the year",
            ),
        );
    }
}
