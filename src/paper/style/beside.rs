//! The words beside a figure that is tied or printed: whether they fit it.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Unit;
use crate::paper::claims::claim_words::cells;
use crate::paper::resolve::Resolver;
use crate::paper::style::line::{Line, PieceKind};
use crate::paper::style::sentences::Role;
use crate::paper::untied::nouns::counted;
use crate::paper::values::value::unit_name;
use crate::paper::words::{WordsUnit, figures_stated};

impl Resolver<'_, '_> {
    /// Looks at the words around the figures of a line.
    pub(in crate::paper) fn beside(
        &self,
        line: &Line<'_>,
        role: Role,
        diagnostics: &mut Diagnostics,
    ) {
        self.rates_that_count(line, diagnostics);
        self.grammar(line, diagnostics);
        self.units_twice(line, diagnostics);
        self.directions(line, diagnostics);
        self.misnamed_behind(line, diagnostics);
        if matches!(role, Role::Paragraph | Role::Item(_)) {
            self.spoken_of(line, diagnostics);
        }
    }

    /// `[11]{cla_starts_rate at Q4} children`: a rate is no number of children (`semantics.md` S5).
    fn rates_that_count(&self, line: &Line<'_>, diagnostics: &mut Diagnostics) {
        for piece in &line.pieces {
            let PieceKind::Tied(whole, Some(value)) = piece.kind else { continue };
            let Unit::Rate { per, .. } = &value.unit else { continue };
            let words = line.text.get(piece.range.clone()).unwrap_or("");
            let figures = figures_stated(words);
            let [figure] = figures.as_slice() else { continue };
            let ends = figure.whole.end == words.len();
            let plain = figure.unit == WordsUnit::Plain && figure.per.is_none();
            if !ends || !plain || counted(line.after(piece.range.end)).is_none() {
                continue;
            }
            // "For every 10,000 children, 11 children started" says what is meant.
            let sentence = line.sentence(piece.range.start).to_lowercase();
            let based = ["per ", "every ", "each "].iter().any(|word| {
                sentence
                    .split(word)
                    .skip(1)
                    .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            });
            if based {
                continue;
            }
            let base = crate::model::format_number(*per, per.normalize().scale());
            let diagnostic = Diagnostic::error(
                "words-differ",
                piece.span,
                format!(
                    "\"{words}\" counts what comes after it, but the value is {}: {}",
                    unit_name(&value.unit),
                    value.printed()
                ),
            )
            .here("a rate is no number of people or things");
            let based = format!("{} per {base}", self.sources.text(whole));
            diagnostics.add(
                cells(diagnostic, &value.inputs)
                    .replace("say what the rate is of", whole, based)
                    .help("or write the number itself, from the indicator that the rate is worked out from"),
            );
        }
    }
}
