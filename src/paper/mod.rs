//! Ast and Model → [`Paper`]: names resolved, expressions typed and worked out, words held against the data.
//!
//! | file | does |
//! | --- | --- |
//! | `resolve` | items and blocks, in order |
//! | `declare` | what may be named before it is written |
//! | `phrases` | prose, phrase by phrase |
//! | `scope` | what names stand for |
//! | `values/` | expressions → values |
//! | `claims/` | claims → verdicts |
//! | `wording/` | events, texts, lists and sources: what is said once |
//! | `words/` | figures as prose writes them |
//! | `tied/` | words against what they are tied to |
//! | `style/` | nouns, articles, sentences and number style |
//! | `untied/` | plain prose: bare figures and what they could be, counts of lists, dates and tense |
//! | `blocks/` | one file a kind of block |
//! | `exempt/` | what is kept from the public, and the two papers that follow |
//! | `record` | what a paper states, for the evidence |

pub mod blocks;
pub mod claims;
mod declare;
pub mod exempt;
mod phrases;
pub mod prose;
pub mod record;
pub mod resolve;
pub mod scope;
pub mod standard;
pub mod style;
pub mod tied;
pub mod untied;
pub mod values;
pub mod wording;
pub mod words;

use std::collections::BTreeSet;
use std::ops::Range;

pub use untied::recognise::prepare;

use crate::enclosure::PdfFile;
use crate::source::Span;

use blocks::Section;
use blocks::acronyms::Acronym;
use blocks::front::Front;
use exempt::Exemptions;
use exempt::editions::Audience;
use prose::Passage;
use record::Record;
use wording::terms::Term;

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
    /// The line that has acronyms written out at their first use.
    pub expanded: Option<Span>,
    /// Which words it uses instead of which.
    pub terms: Vec<Term>,
    /// The priorities that it tags.
    pub tagged: BTreeSet<String>,
    /// What it states.
    pub record: Record,
    /// What is exempt in it.
    pub exempt: Exemptions,
    /// How the figures stand in what is exempt.
    pub exempt_tally: Tally,
    /// Who reads it.
    pub audience: Audience,
}

impl Paper {
    /// The PDF files that are its appendices, in order.
    pub fn files(&self) -> impl Iterator<Item = &PdfFile> {
        self.items.iter().filter_map(|item| match item {
            Item::Appendix(section, _) => section.file.as_ref(),
            _ => None,
        })
    }
}

/// A piece of the author's words, white space folded.
#[derive(Clone, Debug)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Where the piece stands.
    pub span: Span,
    /// Whether they are somebody else's.
    pub quoted: bool,
    /// The piece as it is written.
    written: String,
}

impl Words {
    /// The place of some of the words, of which the last byte is a character by itself.
    pub fn place(&self, range: &Range<usize>) -> Span {
        untied::bare::find(&untied::bare::places(&self.written, &self.text), range, self.span)
    }
}

/// An item of a paper, in order.
#[derive(Clone, Debug)]
pub enum Item {
    /// The contents page.
    Contents,
    /// The heading of a part, and what stands before its sections, which follow.
    Part(Section),
    /// A section.
    Section(Section),
    /// An appendix; one that is published separately has no blocks of its own.
    Appendix(Section, bool),
    /// The list of acronyms, and where it stands.
    Acronyms(Vec<Acronym>, Span),
    /// The list of sources and calculations, with its title, and where it stands.
    Calculations(String, Span),
}

impl Item {
    /// What holds blocks: a part, a section or an appendix.
    pub fn section(&self) -> Option<&Section> {
        match self {
            Self::Part(section) | Self::Section(section) | Self::Appendix(section, _) => {
                Some(section)
            }
            Self::Contents | Self::Acronyms(..) | Self::Calculations(..) => None,
        }
    }
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

impl Tally {
    /// What was counted from another tally up to this one.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self {
            figures: self.figures.saturating_sub(other.figures),
            tallied: self.tallied.saturating_sub(other.tallied),
            sourced: self.sourced.saturating_sub(other.sourced),
            bare: self.bare.saturating_sub(other.bare),
            claims: self.claims.saturating_sub(other.claims),
        }
    }

    /// What is counted in both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            figures: self.figures + other.figures,
            tallied: self.tallied + other.tallied,
            sourced: self.sourced + other.sourced,
            bare: self.bare + other.bare,
            claims: self.claims + other.claims,
        }
    }
}
