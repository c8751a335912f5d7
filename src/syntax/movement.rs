//! Claims that a value moves, or stays where it was: `cla rises from Q2 to Q4`.

use pest::iterators::Pair;

use super::ast::{ExpressionKind as Kind, Movement, Reference};
use super::expression::{Reader, movement};
use super::grammar::Rule;
use crate::diag::Diagnostic;

impl Reader<'_> {
    /// `rises …`, `rises steadily …`, `is steady …`, with the span of time.
    pub(super) fn moves(&mut self, mut reference: Reference, verb: Pair<'_, Rule>) -> Kind {
        let place = self.place(&verb);
        let steady = verb.as_rule() == Rule::steady;
        let said = verb.as_str().trim().to_owned();
        let mut moved = Movement::Holds;
        let mut steadily = None;
        // It may stand before the verb: `cla over Q2 to Q4 falls`.
        let mut ends = reference.over.take();
        for part in verb.into_inner() {
            match part.as_rule() {
                Rule::kw_steadily => steadily = Some(self.place(&part)),
                Rule::movement => moved = movement(&part),
                Rule::span_of_time => {
                    ends = self.span_of_time(part);
                    if ends.is_none() {
                        return Kind::Error;
                    }
                }
                _ => {}
            }
        }
        let Some(ends) = ends else {
            let name = &reference.name.text;
            self.diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    reference.span.to(place),
                    format!("`{name} {said}` does not say since when"),
                )
                .help(format!(
                    "name the two periods: `{name} {said} from 2022-23 Q2 to 2022-23 Q4`"
                ))
                .help(format!(
                    "or write `{name} {said} since last report`, or `over the last year`"
                )),
            );
            return Kind::Error;
        };
        match (steadily, moved) {
            _ if steady => Kind::Steady(reference, ends),
            (None, _) => Kind::Moves(moved, reference, ends),
            (Some(place), Movement::Holds) => {
                self.diagnostics.add(
                    Diagnostic::error(
                        "syntax-error",
                        place,
                        "`steadily` stands only behind `rises`, `falls`, `improves` and `worsens`",
                    )
                    .help("say which way each step goes: `rises steadily` or `falls steadily`")
                    .help(
                        "a value that stays near where it was is `steady`: `cla is steady from Q2 to Q4`",
                    ),
                );
                Kind::Error
            }
            (Some(_), moved) => Kind::Steadily(moved, reference, ends),
        }
    }
}
