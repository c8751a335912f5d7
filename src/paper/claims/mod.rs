//! Claims → verdicts: what the data say, and which words would be true.
//!
//! | file | does |
//! | --- | --- |
//! | `claim`, `steady`, `claim_words` | claims → verdicts, and what the data say in words |
//! | `path` | the way between the ends of a movement |
//! | `joined`, `against`, `absent` | claims joined by `and`, against areas, and that there is no value |

pub(in crate::paper) mod absent;
pub(in crate::paper) mod against;
pub mod claim;
pub mod claim_words;
pub(in crate::paper) mod joined;
pub(in crate::paper) mod path;
pub(in crate::paper) mod steady;
