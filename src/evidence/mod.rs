//! The evidence of a paper: every figure and every claim in it, with what it was worked out from.
//!
//! ```text
//! Paper + Model + Document ─register→ Register ─json→ NAME.evidence.json
//! ```
//!
//! | file | does |
//! | --- | --- |
//! | `register` | the register as it is written |
//! | `gather` | works out what a paper states once more, for the register |
//! | `rests` | the status and the source of each cell, and what was typed beside the data |
//! | `places` | in which printed paragraph or table something stands |
//! | `tables` | the figures of a paper's tables |
//! | `appendix` | the list of sources and calculations, printed |
//! | `calculator` | what a reader gets who works it out from the figures as printed |
//! | `typed_references` | references whose number an author typed |
//! | `published` | values that differ from those that others publish |
//! | `small_counts` | numbers of people that are too small to be printed |
//! | `chart_tables` | charts whose figures no table shows |
//! | `exempt/` | what the public's paper must not say, and what gives it away |
//! | `explain` | what stands behind a paragraph, a figure or a phrase, in words |
//! | `files` | the files that a paper was made from, with their hashes |
//!
//! A check of a paper makes no register: it is made where somebody asks for it.

pub mod appendix;
pub mod calculator;
pub mod chart_tables;
pub mod exempt;
mod explain;
mod files;
mod gather;
pub mod places;
pub mod published;
pub mod register;
mod rests;
pub mod small_counts;
mod tables;
pub mod typed_references;

pub use explain::explain;
pub use files::files;
pub use gather::{Material, register};
pub use register::Register;
