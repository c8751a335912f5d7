//! Source text → [`Ast`](ast::Ast). Parsing never fails: it returns what it understood and adds diagnostics.
//!
//! | file | reads |
//! | --- | --- |
//! | `lines` | the structure: items, blocks, attributes, by line |
//! | `terms` | the words of a line, through `grammar/line.pest` |
//! | `prose` | paragraphs and lists, through `grammar/prose.pest` |
//! | `appendix` | an appendix that is made from another paper |
//! | `marks` | what stands before the items of lists |
//! | `emphasis` | stars, paired |
//! | `expression` | what stands in braces, through `grammar/expression.pest` |
//! | `time_spans`, `counts`, `wording` | periods, spans of time, counts, dates and the words of lists in them |
//! | `gaps` | what is still to be filled in |
//! | `slips` | brackets and braces that a hand put wrongly |
//! | `unreadable` | what cannot be read in braces, in words |
//! | `literals` | figures, periods and dates |
//!
//! Only this folder knows pest: no `Rule` and no pest span leaves it.

pub mod appendix;
pub mod ast;
mod counts;
mod emphasis;
mod expression;
mod gaps;
mod grammar;
mod lines;
mod literals;
mod marks;
mod movement;
mod prose;
mod slips;
pub mod spec;
mod terms;
mod time_spans;
mod unreadable;
mod wording;

pub use expression::parse_expression;
pub use lines::{BLOCKS, ITEMS, PROSE_KINDS, parse};
pub use literals::{MONTHS, impossible as impossible_period, month_number, parse_figure};
pub use prose::parse_phrase;
pub use slips::expression_in;

/// How deep blocks, lists and brackets may nest. A paper that needs more has lost its reader.
pub const DEPTH_LIMIT: usize = 12;

/// How large a source file may be, in bytes.
pub const SIZE_LIMIT: usize = 8 * 1024 * 1024;
