//! `comparators`: indicators across areas, in the comparators' own period.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Model, Period};
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::source::Span;
use crate::syntax::ast::Node;
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec};

/// What a `comparators` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "comparators",
    form: "comparators indicator, indicator \"Caption\"?",
    about: "Indicators across the areas and groups that have a value, in the comparators' own period, which is printed: \
            comparators lag behind the figures of a report.",
    attributes: &[AttributeSpec {
        name: "in",
        form: "in 2021-22",
        about: "the period, where it is not the paper's `comparators`",
        repeats: false,
        required: false,
    }],
    example: "comparators cla_rate",
};

/// A comparison across areas, resolved.
#[derive(Clone, Debug)]
pub struct Comparators {
    /// What is printed above it.
    pub caption: Option<Vec<Inline>>,
    /// The indicators, one a row.
    pub indicators: Vec<String>,
    /// Their period.
    pub period: Period,
    /// The author's line.
    pub span: Span,
}

/// Reads one.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Comparators> {
    let (indicators, caption) = super::subject(node, &SPEC, resolver, diagnostics);
    let scope = &resolver.scope;
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let mut period = scope.comparators;
    if let Some(mut line) = attributes.get("in") {
        match line.period() {
            Some((literal, span)) => {
                period = Some(scope.resolve(literal, span, diagnostics)?);
                line.finish(diagnostics);
            }
            None => line.malformed(diagnostics),
        }
    }
    let Some(period) = period else {
        diagnostics.add(
            Diagnostic::error("period-unclear", node.head, "the comparators' period is not known")
                .help("give the paper a line such as `comparators 2020-21`"),
        );
        return None;
    };
    (!indicators.is_empty()).then_some(Comparators { caption, indicators, period, span: node.head })
}

/// The areas and groups that a table of comparators shows: those that have a value.
pub fn areas<'m>(model: &'m Model, indicators: &[String], period: Period) -> Vec<&'m String> {
    let held_somewhere: Vec<&String> = model
        .areas
        .keys()
        .filter(|area| indicators.iter().any(|name| model.value(name, area, period).is_ok()))
        .collect();
    // Beside others' published values stands the home area's published one, where there is one, not its local one.
    let stands_in = held_somewhere.iter().any(|area| model.areas[*area].published);
    held_somewhere.into_iter().filter(|area| !(stands_in && model.areas[*area].home)).collect()
}
