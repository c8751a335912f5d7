//! Paperwright: a compiler for council papers. The words must tally with the data.
//!
//! The tree is the pipeline. Each stage has one noun, and the pass into it one verb:
//!
//! ```text
//! Source ─parse→ Ast ─build→ Model ─load→ Dataset ─resolve→ Paper ─check→ (diagnostics) ─compose→ Document ─print→ PDF
//! ```
//!
//! | folder | holds | may use |
//! | --- | --- | --- |
//! | [`source`] | files read, places in them, the door to the disk | |
//! | [`enclosure`] | pictures and PDF files that a paper takes along | source |
//! | [`diag`] | what is said to the author | source |
//! | [`syntax`] | what was written | source, diag |
//! | [`model`] | indicators, periods, values, the data | source, diag, syntax |
//! | [`paper`] | names resolved, claims decided | … model |
//! | [`check`] | checks over a whole paper | … paper |
//! | [`document`] | the paper as it is printed | … paper |
//! | [`evidence`] | what stands behind each figure and claim | … document |
//! | [`theme`] | how it looks | source, diag |
//! | [`backend`] | a file an output format | source, diag, document, theme |
//! | [`compile`] | the pipeline on one screen | all of these |
//! | [`cli`] | a file a command | compile |
//!
//! What does not happen, held by tests and lints:
//! - Parsing never fails: it returns what it understood and adds diagnostics.
//! - Nothing below `cli` reads a file, an environment variable or a clock.
//! - No binary float stands between a data file and the page.
//! - pest is known only in `syntax`, Typst only in `backend`, clap only in `cli`, minijinja only in `theme` and `backend`.
//! - No backend looks at a paper or a model, so none can change a number; no text of an author becomes code.
//! - Imports run downwards only, in the order of the table.
//!
//! Recipes: a diagnostic, see [`diag`]; a block, see [`paper::blocks`]; a check, see [`check`]; an output format, see
//! [`backend`]; a theme, see [`theme`].

pub mod backend;
pub mod check;
pub mod cli;
pub mod compile;
pub mod diag;
pub mod document;
pub mod enclosure;
pub mod evidence;
pub mod model;
pub mod paper;
pub mod source;
pub mod syntax;
pub mod theme;
