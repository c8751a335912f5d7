//! Plain prose: figures that nothing is tied to and what they could be, numbers that state nothing, counts of lists,
//! dates and tense.
//!
//! | file | does |
//! | --- | --- |
//! | `bare`, `number_words`, `recognise`, `nouns` | figures in prose, and what is none |
//! | `idle`, `measure_names` | numbers in prose that state nothing: durations, distances, ages, names of measures |
//! | `malformed` | numbers whose thousands are not in threes |
//! | `people` | whether words speak of people |
//! | `counted_lists` | how many items a list has, and is said to have |
//! | `tense`, `tense_verbs` | dates, and whether the words around them speak of what is past or still to come |
//! | `report`, `brackets` | what is said of bare figures, and of brackets that tie nothing |
//! | `typed_numbers` | numbers of paragraphs that the author typed |
//! | `search` | what a bare figure could be tied to |

pub(in crate::paper) mod bare;
pub(in crate::paper) mod brackets;
pub(in crate::paper) mod counted_lists;
pub(in crate::paper) mod idle;
pub(in crate::paper) mod malformed;
pub(in crate::paper) mod measure_names;
pub(in crate::paper) mod nouns;
pub(in crate::paper) mod number_words;
pub mod people;
pub(in crate::paper) mod recognise;
pub(in crate::paper) mod report;
pub(in crate::paper) mod search;
pub(in crate::paper) mod tense;
pub(in crate::paper) mod tense_verbs;
pub(in crate::paper) mod typed_numbers;

pub use nouns::{Grammatical, grammatical};
