//! The grammars, as pest compiles them.
#![expect(missing_docs, reason = "pest makes a variant of every rule of the grammar files")]

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/line.pest"]
#[grammar = "../grammar/prose.pest"]
#[grammar = "../grammar/expression.pest"]
pub(super) struct Grammar;
