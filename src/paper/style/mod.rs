//! How figures are put: nouns, articles, sentences, number style.
//!
//! | file | does |
//! | --- | --- |
//! | `line`, `beside` | a paragraph as it will read, and the words beside its figures |
//! | `plural` | nouns and articles that do not go with their figure |
//! | `number_style` | one to nine in words, from 10 in digits |
//! | `date_style` | "8 July 2023" |
//! | `sentences` | sentences that begin with a figure |
//! | `repeated` | sentences that stand twice |

pub(in crate::paper) mod beside;
pub(in crate::paper) mod date_style;
pub(in crate::paper) mod line;
pub(in crate::paper) mod number_style;
pub(in crate::paper) mod plural;
pub(in crate::paper) mod repeated;
pub(in crate::paper) mod sentences;
