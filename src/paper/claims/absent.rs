//! Claims that there is no value.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Input;
use crate::paper::claims::claim::{Verdict, Wording};
use crate::paper::claims::claim_words::lower_first;
use crate::paper::scope::Scope;
use crate::paper::values::value::Value;
use crate::syntax::ast::Reference;

impl Scope<'_> {
    /// `x for england in 2011-12 is absent`: as long as the data hold no value, and cannot give one.
    pub(in crate::paper) fn absent(
        &self,
        reference: &Reference,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let indicator = self.indicator(&reference.name, diagnostics)?;
        let area = self.area(reference.area.as_ref(), reference.name.span, diagnostics)?;
        let Some(at) = reference.at else {
            diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    reference.span,
                    format!("`{indicator}` has a value for each period: which one is absent?"),
                )
                .help(format!("write `{indicator} in 2022-23 is absent`")),
            );
            return None;
        };
        let period = self.period(at, diagnostics)?;
        let title = lower_first(&self.model.indicators[&indicator].title);
        let whose = if self.model.areas[&area].home {
            String::new()
        } else {
            format!(" for {}", self.model.areas[&area].title)
        };
        let (absent, truth, wording, inputs) = match self.model.value(&indicator, &area, period) {
            Ok(quantity) => {
                let value = Value::from_quantity(quantity);
                let printed = value.printed();
                let wording = Wording::new(format!("{printed}{whose} in {period}"), None);
                let truth = format!("{title}{whose} stood at {printed} in {period}");
                (false, truth, vec![wording], value.inputs)
            }
            Err(absence) if absence.code() == "value-absent" => {
                let input = Input {
                    label: format!("{title}{whose}, {period}"),
                    printed: absence.words.clone().unwrap_or("no value".to_owned()),
                    span: None,
                    place: String::new(),
                };
                (true, absence.message().to_owned(), Vec::new(), vec![input])
            }
            Err(absence) => {
                diagnostics.add(absence.diagnostic(reference.span));
                return None;
            }
        };
        Some(Verdict { exact: absent, printed: absent, truth, wording, inputs })
    }
}
