//! Values that are printed in a form of their own: in words, with their noun, or as the verb that follows them.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Unit;
use crate::paper::scope::Scope;
use crate::paper::values::value::{Printed, Value, unit_name};
use crate::source::Span;
use crate::syntax::ast::{Expression, Form};

impl Scope<'_> {
    /// `x in words`, `x, "child", "children"`, `"was", "were" for x`.
    pub(in crate::paper) fn in_form(
        &self,
        inner: &Expression,
        form: &Form,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let value = self.evaluate(inner, diagnostics)?;
        let form = match form {
            Form::Words => Printed::Words(false),
            Form::Noun(one, many) => {
                if !matches!(value.unit, Unit::Number(_)) {
                    diagnostics.add(
                        Diagnostic::error(
                            "kind-forbids",
                            span,
                            format!(
                                "\"{one}\" and \"{many}\" follow a number of things, and this is {}: {}",
                                unit_name(&value.unit),
                                value.printed()
                            ),
                        )
                        .help("write what it is of in words of your own"),
                    );
                    return None;
                }
                Printed::Noun(one.clone(), many.clone())
            }
            Form::Verb(one, many) => Printed::Verb(one.clone(), many.clone()),
        };
        Some(Value { form, ..value })
    }
}
