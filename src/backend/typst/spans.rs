//! From what stands on a page to the literal that it comes from.

use std::collections::BTreeMap;

use ::typst::WorldExt;
use ::typst::syntax::{Span, SyntaxKind, SyntaxNode};

use super::Source;
use super::world::Sandbox;

/// The literals by the spans that Typst gave them: to ask Typst for each anew means to search the whole source.
pub(super) struct Spans<'a> {
    world: &'a Sandbox<'a>,
    literals: BTreeMap<u64, Option<usize>>,
}

impl<'a> Spans<'a> {
    pub(super) fn new(world: &'a Sandbox) -> Self {
        let mut literals = BTreeMap::new();
        collect(world.root(), 0, &world.source, &mut literals);
        Self { world, literals }
    }

    /// The index of the literal that has something of a span.
    pub(super) fn literal(&mut self, span: Span) -> Option<usize> {
        let Self { world, literals } = self;
        *literals
            .entry(span.into_raw().get())
            .or_insert_with(|| world.source.origin(&world.range(span)?).map(|(literal, _)| literal))
    }
}

fn collect(
    node: &SyntaxNode,
    start: usize,
    source: &Source,
    literals: &mut BTreeMap<u64, Option<usize>>,
) {
    let mut start = start;
    for child in node.children() {
        let end = start + child.len();
        // What stands before the paper is the theme's.
        if end > source.body {
            if child.kind() == SyntaxKind::Str {
                let literal = source.origin(&(start..end)).map(|(literal, _)| literal);
                literals.insert(child.span().into_raw().get(), literal);
            } else {
                collect(child, start, source, literals);
            }
        }
        start = end;
    }
}
