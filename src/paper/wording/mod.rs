//! What a paper says once and refers to: events, texts, lists and sources.
//!
//! | file | does |
//! | --- | --- |
//! | `records` | events and texts: what a paper says once |
//! | `first_uses` | acronyms where they are first used |
//! | `posts` | the titles of posts |
//! | `registers` | priorities, reports and members, by name |
//! | `vouched` | dates that a source vouches for |
//! | `lists` | what lists, sections and tables list |
//! | `dates` | words and claims about dates |
//! | `terms` | which words are used instead of which |
//! | `texts` | words and claims about the words of texts, lists and tables |
//! | `outside` | events outside the reporting period |
//! | `event_dates` | the titles of events in prose, with a date beside them |
//! | `source_titles` | whether a source is named |

pub(in crate::paper) mod dates;
pub(in crate::paper) mod event_dates;
pub(in crate::paper) mod first_uses;
pub mod lists;
pub(in crate::paper) mod outside;
pub mod posts;
pub mod records;
pub mod registers;
pub(in crate::paper) mod source_titles;
pub mod terms;
pub(in crate::paper) mod texts;
pub(in crate::paper) mod vouched;
