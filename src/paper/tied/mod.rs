//! Words that are tied, and the words around them, against what they are tied to.
//!
//! | file | does |
//! | --- | --- |
//! | `binding` | words against values and claims |
//! | `agree` | whether words state a value, and which words would |
//! | `waiver` | what the data contradict and somebody answers for |
//! | `multiples` | "doubled" in the words of a claim |
//! | `direction_beside` | "fell by" in front of a change |
//! | `unit_twice` | units that stand outside brackets or braces |
//! | `contradiction`, `manner`, `time_words`, `misnomer` | words that say something else than what they are tied to |
//! | `spoken`, `clause`, `subject` | periods and areas that the words in and around brackets name, and those of what is in braces |
//! | `about` | which spans of time, and which indicators, an expression is about |
//! | `false_claim` | what is said of a claim that is false |
//! | `other_side` | words that speak of the other area |

pub(in crate::paper) mod about;
pub(in crate::paper) mod agree;
pub(in crate::paper) mod binding;
pub(in crate::paper) mod clause;
pub(in crate::paper) mod contradiction;
pub(in crate::paper) mod direction_beside;
pub(in crate::paper) mod false_claim;
pub(in crate::paper) mod manner;
pub(in crate::paper) mod misnomer;
pub(in crate::paper) mod multiples;
pub(in crate::paper) mod other_side;
pub(in crate::paper) mod spoken;
pub(in crate::paper) mod subject;
pub(in crate::paper) mod time_words;
pub(in crate::paper) mod unit_twice;
pub(in crate::paper) mod waiver;
