//! The grammars, as pest compiles them.

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/line.pest"]
#[grammar = "../grammar/prose.pest"]
#[grammar = "../grammar/expression.pest"]
#[grammar = "../grammar/wording.pest"]
pub(super) struct Grammar;
