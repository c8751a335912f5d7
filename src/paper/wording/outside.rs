//! Events outside the reporting period, in a paper that asks for those within it (`semantics.md` S22).

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::resolve::Resolver;
use crate::paper::wording::records::stretch;
use crate::source::Span;
use crate::syntax::ast::{Binding, Expression, ExpressionKind as Kind, MomentKind, Name};

/// What is watched for.
#[derive(Debug, Default)]
pub(in crate::paper) struct Watch {
    /// The line that asks for it.
    pub(in crate::paper) asked: Option<Span>,
    /// The events that were reported.
    pub(in crate::paper) told: BTreeSet<String>,
}

impl Resolver<'_, '_> {
    /// Reports words that are tied to an event outside the reporting period.
    pub(in crate::paper) fn outside_bound(
        &mut self,
        binding: &Binding,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        if let Binding::Expression(expression) | Binding::Waived(expression, _) = binding {
            self.outside(expression, span, diagnostics);
        }
    }

    /// Reports an event whose date is printed and lies outside the reporting period.
    pub(in crate::paper) fn outside(
        &mut self,
        expression: &Expression,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        if self.watch.asked.is_none() {
            return;
        }
        match &expression.kind {
            Kind::Reference(reference) => self.event_outside(&reference.name, span, diagnostics),
            // What is said to be before or after the period is said to be outside of it.
            Kind::Dated(one, _, other)
                if !matches!(other.kind, MomentKind::Reporting | MomentKind::LastReport) =>
            {
                for moment in [one, other] {
                    if let MomentKind::Event(name) = &moment.kind {
                        self.event_outside(name, span, diagnostics);
                    }
                }
            }
            _ => {}
        }
    }

    fn event_outside(&mut self, name: &Name, span: Span, diagnostics: &mut Diagnostics) {
        let Some(event) = self.scope.records.events.get(&name.text) else { return };
        let (Some((first, last)), Some(asked)) = (self.scope.reporting, self.watch.asked) else {
            return;
        };
        if event.outside || self.quoted {
            return;
        }
        let (from, to) = (event.ends.0.first_day(), event.ends.1.last_day());
        let (begins, ends) = (first.first_day(), last.last_day());
        // What is still to come is a plan. Of what was at some time in a longer period it cannot be told.
        let planned = self.date.is_some_and(|date| from > date);
        let how = if from > ends {
            "after"
        } else if to < begins {
            "before"
        } else if event.lasted && (from < begins || to > ends) {
            "partly outside"
        } else {
            return;
        };
        if planned || !self.watch.told.insert(name.text.clone()) {
            return;
        }
        let message = format!(
            "\"{}\", {}, lies {how} the reporting period, {}",
            event.title,
            event.printed(),
            stretch((first, last))
        );
        diagnostics.add(
            Diagnostic::warning("outside-period", span, message)
                .here("this is told in the report of that period")
                .label(event.span, "its date")
                .label(asked, "asked for here")
                .help("take it out, or say in words that it was not in the period, and say why it is told, in the `event`: `outside \"told since …\"`"),
        );
    }
}
