//! Figures that have a name: those of a `fact`, and those that words from a source state.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Input, Unit};
use crate::paper::blocks::structure;
use crate::paper::resolve::Resolver;
use crate::paper::values::value::Value;
use crate::paper::wording::vouched;
use crate::paper::words::{WordsUnit, figures_stated};
use crate::source::Span;
use crate::syntax::ast::{Binding, Figure, FigureUnit, Inline as Written, Name, Node, SourceName};
use crate::syntax::spec::{Attributes, Cursor};

/// The figure that some words from a source state; `None` where they state none or several.
fn figure_from(words: &str, span: Span, source: &str) -> Option<Value> {
    let figures = figures_stated(words);
    let [figure] = figures.as_slice() else { return None };
    let mut stated = figure.value;
    let unit = match figure.unit {
        WordsUnit::Divided => {
            stated = Decimal::ONE.checked_div(figure.value)?;
            Unit::Number(String::new())
        }
        // "57 per 10,000"
        WordsUnit::Plain if figure.per.is_some() => figure
            .per
            .as_ref()
            .filter(|(base, _)| *base > Decimal::ZERO)
            .map(|(base, _)| rate(*base))?,
        WordsUnit::Plain
        | WordsUnit::Times
        | WordsUnit::Multiple
        | WordsUnit::Ordinal
        | WordsUnit::Nothing => Unit::Number(String::new()),
        WordsUnit::Percent | WordsUnit::Share => Unit::Percent,
        WordsUnit::PercentagePoints => Unit::PercentagePoints,
        WordsUnit::Pounds => Unit::Pounds,
    };
    let literal = Figure { value: stated, unit: FigureUnit::Plain, decimals: figure.decimals };
    let input = Input {
        label: source.to_owned(),
        printed: words.to_owned(),
        span: Some(span),
        place: String::new(),
    };
    Some(Value { unit, inputs: vec![input], literal: false, ..Value::literal(literal) })
}

impl Resolver<'_, '_> {
    /// `[3]{from "source" as name}`
    pub(in crate::paper) fn declare_named(
        &mut self,
        inlines: &[Written],
        diagnostics: &mut Diagnostics,
    ) {
        for inline in inlines {
            match inline {
                Written::Strong(inner, _) | Written::Emphasis(inner, _) => {
                    self.declare_named(inner, diagnostics);
                }
                Written::Note(phrase, _) => self.declare_named(&phrase.inlines, diagnostics),
                Written::Bound(words, span, Binding::From { source, name: Some(name), .. }, _) => {
                    let title = match source {
                        SourceName::Text(title, _) => title.clone(),
                        SourceName::Name(name) => self
                            .scope
                            .sources
                            .get(&name.text)
                            .map_or(String::new(), |(title, _)| title.clone()),
                    };
                    if let Some(event) = vouched::event_from(words, *span, name) {
                        if self.is_free(name, diagnostics) {
                            self.scope.records.events.insert(name.text.clone(), event);
                        }
                        continue;
                    }
                    match figure_from(words, *span, &title) {
                        Some(value) => self.name_figure(name, value, diagnostics),
                        // The words are reported where they stand.
                        None => {
                            self.scope.broken.insert(name.text.clone());
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn name_figure(&mut self, name: &Name, value: Value, diagnostics: &mut Diagnostics) {
        if self.scope.model.indicators.contains_key(&name.text) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    name.span,
                    format!("`{}` is an indicator already", name.text),
                )
                .label(self.scope.model.indicators[&name.text].span, "declared here"),
            );
            return;
        }
        if let Some((what, first)) = self.scope.records.known(&name.text) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    name.span,
                    format!("`{}` is {what} already", name.text),
                )
                .label(first, "declared here"),
            );
            return;
        }
        if let Some((_, first)) = self.scope.figures.get(&name.text) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    name.span,
                    format!("two figures are called `{}`", name.text),
                )
                .label(*first, "the first"),
            );
            return;
        }
        self.scope.figures.insert(name.text.clone(), (value, name.span));
    }

    pub(in crate::paper) fn fact(&mut self, item: &Node, diagnostics: &mut Diagnostics) {
        let mut line = Cursor::head(item, structure::FACT.form);
        let Some(name) = line.name() else {
            line.malformed(diagnostics);
            return;
        };
        let title = line.text().map_or(name.text.clone(), |(title, _)| title.to_owned());
        line.finish(diagnostics);
        let attributes = Attributes::read(item, &structure::FACT, diagnostics);
        let mut source = String::new();
        if let Some(mut line) = attributes.get("source") {
            match (line.text(), line.name()) {
                (Some((title, span)), _) => {
                    self.scope.source_title(title, span, diagnostics);
                    title.clone_into(&mut source);
                }
                (None, Some(name)) => {
                    source = self.scope.source(&name, diagnostics).unwrap_or_default();
                }
                (None, None) => line.malformed(diagnostics),
            }
        }
        let Some(mut line) = attributes.get("value") else {
            self.scope.broken.insert(name.text);
            return;
        };
        match line.figure() {
            Some((figure, span)) => {
                let per = line.keyword("per").then(|| line.figure());
                if let Some(None) = per {
                    line.malformed(diagnostics);
                    self.scope.broken.insert(name.text);
                    return;
                }
                line.finish(diagnostics);
                let mut value = Value::literal(figure);
                value.literal = false;
                if let Some(Some((base, base_span))) = per {
                    let (plain, other) = (figure.unit == FigureUnit::Plain, base.unit);
                    if !plain || other != FigureUnit::Plain || base.value <= Decimal::ZERO {
                        diagnostics.add(
                            Diagnostic::error(
                                "unit-misfit",
                                span.to(base_span),
                                "a rate is a number per a number of people above zero",
                            )
                            .help("write it so: `value 57 per 10,000`"),
                        );
                        self.scope.broken.insert(name.text);
                        return;
                    }
                    value.unit = rate(base.value);
                }
                value.inputs = vec![Input {
                    label: title,
                    // "£1,366k" is rounded to a thousand.
                    printed: if figure.decimals < 0 {
                        self.sources.text(span).to_owned()
                    } else {
                        value.printed()
                    },
                    span: Some(span),
                    place: source,
                }];
                self.name_figure(&name, value, diagnostics);
            }
            None => {
                line.malformed(diagnostics);
                self.scope.broken.insert(name.text);
            }
        }
    }
}

/// The unit of a rate whose population has no name.
fn rate(per: Decimal) -> Unit {
    Unit::Rate { per, of: String::new() }
}
