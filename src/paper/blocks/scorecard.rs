//! `scorecard`: indicators against months, quarters and years.

use super::{Show, periods};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::source::Span;
use crate::syntax::ast::Node;
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

/// What a `scorecard` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "scorecard",
    form: "scorecard \"Caption\"? { … }",
    about: "Indicators against months, quarters and years, by domain, with the expected range and the comparators. A wide \
            one is printed on landscape pages.",
    attributes: &[
        AttributeSpec {
            name: "domains",
            form: "domains numbers, stability",
            about: "which domains' indicators, in order",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "indicators",
            form: "indicators cla, cla_rate",
            about: "which indicators, in order, where not whole domains are meant",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "months",
            form: "months Oct 2022 to Mar 2023",
            about: "which months",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "quarters",
            form: "quarters 2022-23 Q1 to 2022-23 Q4",
            about: "which quarters; a year stands for its four",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "years",
            form: "years 2020-21 to 2021-22",
            about: "which financial years",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "show",
            form: "show domains, kinds, expected range, comparators, difference",
            about: "what else is shown: the titles of the domains over their indicators, the kind of each indicator, the \
                    expected range, the comparators, the difference between the first and the last period",
            repeats: false,
            required: false,
        },
    ],
    example: "scorecard \"Children in care\" {\n  indicators cla\n  quarters 2022-23\n  show expected range\n}",
};

/// A scorecard, resolved.
#[derive(Clone, Debug)]
pub struct Scorecard {
    /// What is printed above it.
    pub caption: Option<Vec<Inline>>,
    /// The indicators, in order.
    pub indicators: Vec<String>,
    /// Months, then quarters, then years.
    pub periods: Vec<Period>,
    /// What else is shown.
    pub show: Show,
    /// The author's line.
    pub span: Span,
}

/// Reads one.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Scorecard> {
    let mut head = Cursor::head(node, SPEC.form);
    let caption = head.text().map(|(text, span)| resolver.title(text, span, diagnostics));
    head.finish(diagnostics);
    let scope = &resolver.scope;
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let indicators = super::chosen(&attributes, scope, diagnostics);
    let mut all = Vec::new();
    for name in ["months", "quarters", "years"] {
        if let Some(mut line) = attributes.get(name) {
            all.extend(periods(&mut line, name, scope, diagnostics));
            line.finish(diagnostics);
        }
    }
    // Lines that could not be read were reported.
    let named = |names: &[&str]| names.iter().any(|name| attributes.get(name).is_some());
    let quiet = (indicators.is_empty() && named(&["domains", "indicators"]))
        || (all.is_empty() && named(&["months", "quarters", "years"]));
    if quiet && (all.is_empty() || indicators.is_empty()) {
        return None;
    }
    if all.is_empty() || indicators.is_empty() {
        let missing = if indicators.is_empty() { "indicators" } else { "periods" };
        diagnostics.add(
            Diagnostic::error("attribute-missing", node.head, format!("this scorecard has no {missing}"))
                .help("name `domains` or `indicators`, and at least one of `months`, `quarters` and `years`"),
        );
        return None;
    }
    let mut show = Show::read(
        &attributes,
        &["domains", "kinds", "expected range", "comparators", "difference"],
        diagnostics,
    );
    let one_kind =
        all.windows(2).all(|pair| pair.first().map(|p| p.noun()) == pair.last().map(|p| p.noun()));
    if show.difference && !one_kind {
        show.difference = false;
        diagnostics.add(
            Diagnostic::error(
                "period-unclear",
                node.head,
                "the difference would be between periods of different lengths",
            )
            .help("show the difference where all periods are of one kind"),
        );
    }
    Some(Scorecard { caption, indicators, periods: all, show, span: node.head })
}
