//! How many indicators, and how many areas, there are of which something is so.

use rust_decimal::Decimal;

use super::claim_words;
use super::scope::{Scope, unknown};
use super::value::Value;
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Name, Position};

impl Scope<'_> {
    pub(super) fn count(
        &self,
        domain: Option<&Name>,
        position: Position,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        if let Some(domain) = domain
            && !self.model.domains.contains_key(&domain.text)
        {
            let known = self.model.domains.keys().map(String::as_str);
            diagnostics.add(unknown(
                domain,
                format!("there is no domain `{}`", domain.text),
                known,
            ));
            return None;
        }
        let Some(now) = self.now() else {
            diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    span,
                    "a count of indicators needs the paper's reporting period",
                )
                .help("add a line such as `reporting 2022-23 Q2 to 2022-23 Q4` to the paper"),
            );
            return None;
        };
        let home = self.area(None, span, diagnostics)?;
        let mut inputs = Vec::new();
        for (name, indicator) in &self.model.indicators {
            if domain
                .is_some_and(|domain| indicator.domain.as_deref() != Some(domain.text.as_str()))
            {
                continue;
            }
            let (Some(expected), Ok(quantity)) =
                (self.model.range(name, now), self.model.value(name, &home, now))
            else {
                continue;
            };
            if claim_words::stands(position, quantity.exact, expected) {
                inputs.extend(quantity.inputs.into_iter().take(1));
            }
        }
        Some(Value::number(Decimal::from(inputs.len()), inputs))
    }
}
