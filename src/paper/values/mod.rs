//! Expressions → values, exact, with the cells that they come from.
//!
//! | file | does |
//! | --- | --- |
//! | `span` | which periods `last year` and `since` mean |
//! | `evaluate`, `change`, `count`, `length`, `value` | expressions → values |
//! | `share` | parts of a whole |
//! | `cells` | values of the tables of the paper |
//! | `unlike` | a year's count beside a quarter's |
//! | `wholes` | which wholes a share can be of |
//! | `form` | values in words, with their noun, or as the verb that follows them |
//! | `limits` | limits of expected ranges, and targets |
//! | `fractions` | cells that say what their percentage is made of |
//! | `named_figures` | facts, and figures that were given a name |
//! | `durations` | how long something took, in the words of a value |
//! | `calculation` | how each value is worked out: for the evidence |

pub mod calculation;
pub(in crate::paper) mod cells;
pub(in crate::paper) mod change;
pub(in crate::paper) mod count;
pub(in crate::paper) mod durations;
pub(in crate::paper) mod evaluate;
pub(in crate::paper) mod form;
pub(in crate::paper) mod fractions;
pub(in crate::paper) mod length;
pub(in crate::paper) mod limits;
pub(in crate::paper) mod named_figures;
pub(in crate::paper) mod share;
pub(in crate::paper) mod span;
pub(in crate::paper) mod unlike;
pub mod value;
pub mod wholes;
