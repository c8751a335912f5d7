//! Ast and Model → [`Paper`]: names resolved, expressions typed and worked out, words held against the data.
//!
//! | file | does |
//! | --- | --- |
//! | `resolve` | items and blocks, in order |
//! | `binding` | words against values and claims |
//! | `agree` | whether words state a value, and which words would |
//! | `scope` | what names and periods stand for |
//! | `evaluate`, `value` | expressions → values |
//! | `cells` | values of the tables of the paper |
//! | `claim`, `claim_words` | claims → verdicts, and what the data say in words |
//! | `contradiction` | words that say the opposite of their claim |
//! | `waiver` | what the data contradict and somebody answers for |
//! | `record`, `calculation` | what a paper states, and how each value is worked out: for the evidence |
//! | `words` | figures as prose writes them |
//! | `bare`, `recognise`, `nouns` | figures in prose, and what is none |
//! | `blocks/` | one file a kind of block |

mod agree;
mod bare;
mod binding;
pub mod blocks;
pub mod calculation;
mod cells;
pub mod claim;
pub mod claim_words;
mod contradiction;
mod evaluate;
mod nouns;
pub mod prose;
mod recognise;
pub mod record;
pub mod resolve;
pub mod scope;
pub mod value;
mod waiver;
pub mod words;

use std::ops::Range;

pub use recognise::prepare;

use crate::source::Span;

use blocks::Section;
use blocks::acronyms::Acronym;
use blocks::front::Front;
use prose::Passage;
use record::Record;

/// A whole paper, resolved.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// Title, meeting, people, periods.
    pub front: Front,
    /// The executive summary.
    pub summary: Vec<Passage>,
    /// The proposals.
    pub proposals: Vec<Passage>,
    /// The reasons for them.
    pub reasons: Vec<Passage>,
    /// Everything else, in order.
    pub items: Vec<Item>,
    /// How the figures stand.
    pub tally: Tally,
    /// The author's words, piece by piece: what the checks of words read.
    pub words: Vec<Words>,
    /// What it states.
    pub record: Record,
}

/// A piece of the author's words, white space folded.
#[derive(Clone, Debug)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Where the piece stands.
    pub span: Span,
    /// For each byte of the words, where it stands in the piece.
    places: Vec<usize>,
}

impl Words {
    /// The place of some of the words, of which the last byte is a character by itself.
    pub fn place(&self, range: &Range<usize>) -> Span {
        bare::find(&self.places, range, self.span)
    }
}

/// An item of a paper, in order.
#[derive(Clone, Debug)]
pub enum Item {
    /// The contents page.
    Contents,
    /// A section.
    Section(Section),
    /// An appendix; one that is published separately has no blocks of its own.
    Appendix(Section, bool),
    /// The list of acronyms, and where it stands.
    Acronyms(Vec<Acronym>, Span),
    /// The list of sources and calculations, with its title, and where it stands.
    Calculations(String, Span),
}

/// How the figures of a paper stand: the line that `check` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All figures in prose and typed tables.
    pub figures: usize,
    /// Those that were held against the data, or printed from it.
    pub tallied: usize,
    /// Those from a named source.
    pub sourced: usize,
    /// Those that nothing ties to anything.
    pub bare: usize,
    /// Claims in words that were held against the data.
    pub claims: usize,
}
