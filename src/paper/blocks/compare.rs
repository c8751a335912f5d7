//! `compare`: the previous report against the current one, quarter by quarter.

use super::Show;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::source::Span;
use crate::syntax::ast::Node;
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec};

/// What a `compare` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "compare",
    form: "compare indicator, indicator \"Caption\"? { … }",
    about: "The previous report against the current one, period by period, with the position against the expected range \
            at the end and the direction since the last report. The paper's `reporting` and `previous` say which periods.",
    attributes: &[AttributeSpec {
        name: "show",
        form: "show expected range, comparators",
        about: "what else is shown: the expected range, the comparators",
        repeats: false,
        required: false,
    }],
    example: "compare cla { show expected range }",
};

/// A comparison, resolved.
#[derive(Clone, Debug)]
pub struct Compare {
    /// What is printed above it.
    pub caption: Option<Vec<Inline>>,
    /// The indicators, one a row.
    pub indicators: Vec<String>,
    /// The periods of the previous report.
    pub previous: Vec<Period>,
    /// The periods of the current report.
    pub current: Vec<Period>,
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
) -> Option<Compare> {
    let (indicators, caption) = super::subject(node, &SPEC, resolver, diagnostics);
    let scope = &resolver.scope;
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let show = Show::read(&attributes, &["expected range", "comparators"], diagnostics);
    let (Some(reporting), Some(previous)) = (scope.reporting, scope.previous) else {
        diagnostics.add(
            Diagnostic::error(
                "period-unclear",
                node.head,
                "`compare` needs to know which periods the two reports cover",
            )
            .help("give the paper lines such as `reporting 2022-23 Q2 to 2022-23 Q4` and `previous 2021-22 Q2 to 2022-23 Q1`"),
        );
        return None;
    };
    if indicators.is_empty() {
        return None;
    }
    Some(Compare {
        caption,
        indicators,
        previous: Period::sequence(previous.0, previous.1),
        current: Period::sequence(reporting.0, reporting.1),
        show,
        span: node.head,
    })
}
