//! Ast and Model → [`Paper`]: names resolved, expressions typed and worked out, words held against the data.
//!
//! | file | does |
//! | --- | --- |
//! | `resolve` | items and blocks, in order |
//! | `binding` | words against values and claims |
//! | `agree` | whether words state a value, and which words would |
//! | `scope` | what names and periods stand for |
//! | `span` | which periods `last year` and `since` mean |
//! | `evaluate`, `change`, `count`, `length`, `value` | expressions → values |
//! | `share` | parts of a whole |
//! | `cells` | values of the tables of the paper |
//! | `claim`, `steady`, `claim_words` | claims → verdicts, and what the data say in words |
//! | `path` | the way between the ends of a movement |
//! | `unlike` | a year's count beside a quarter's |
//! | `waiver` | what the data contradict and somebody answers for |
//! | `record`, `calculation` | what a paper states, and how each value is worked out: for the evidence |
//! | `records` | events and texts: what a paper says once |
//! | `vouched` | dates that a source vouches for |
//! | `lists` | what lists, sections and tables list |
//! | `wholes` | which wholes a share can be of |
//! | `dates` | words and claims about dates |
//! | `texts` | words and claims about the words of texts, lists and tables |
//! | `form` | values in words, with their noun, or as the verb that follows them |
//! | `multiples` | "doubled" in the words of a claim |
//! | `direction_beside` | "fell by" in front of a change |
//! | `unit_twice` | units that stand outside brackets or braces |
//! | `line`, `beside` | a paragraph as it will read, and the words beside its figures |
//! | `plural` | nouns and articles that do not go with their figure |
//! | `number_style` | one to nine in words, from 10 in digits |
//! | `sentences` | sentences that begin with a figure |
//! | `repeated` | sentences that stand twice |
//! | `outside` | events outside the reporting period |
//! | `contradiction`, `manner`, `time_words`, `misnomer` | words that say something else than what they are tied to |
//! | `spoken`, `clause`, `subject` | periods and areas that the words in and around brackets name, and those of what is in braces |
//! | `about` | which spans of time, and which indicators, an expression is about |
//! | `words` | figures as prose writes them |
//! | `bare`, `number_words`, `recognise`, `nouns` | figures in prose, and what is none |
//! | `idle`, `measure_names` | numbers in prose that state nothing: durations, distances, ages, names of measures |
//! | `malformed` | numbers whose thousands are not in threes |
//! | `people` | whether words speak of people |
//! | `counted_lists` | how many items a list has, and is said to have |
//! | `tense`, `tense_verbs` | dates, and whether the words around them speak of what is past or still to come |
//! | `event_dates` | the titles of events in prose, with a date beside them |
//! | `untied`, `brackets` | what is said of bare figures, and of brackets that tie nothing |
//! | `source_titles` | whether a source is named |
//! | `typed_numbers` | numbers of paragraphs that the author typed |
//! | `search/` | what a bare figure could be tied to |
//! | `blocks/` | one file a kind of block |

mod about;
mod absent;
mod against;
mod agree;
mod bare;
mod beside;
mod binding;
pub mod blocks;
mod brackets;
pub mod calculation;
mod cells;
mod change;
pub mod claim;
pub mod claim_words;
mod clause;
mod contradiction;
mod count;
mod counted_lists;
mod dates;
mod direction_beside;
mod durations;
mod evaluate;
mod event_dates;
mod false_claim;
mod form;
mod fractions;
mod idle;
mod joined;
mod length;
mod limits;
mod line;
pub mod lists;
mod malformed;
mod manner;
mod measure_names;
mod misnomer;
mod multiples;
mod named_figures;
mod nouns;
mod number_style;
mod number_words;
mod other_side;
mod outside;
mod path;
pub mod people;
mod plural;
pub mod prose;
mod recognise;
pub mod record;
pub mod records;
mod repeated;
pub mod resolve;
pub mod scope;
mod search;
mod sentences;
mod share;
mod source_titles;

mod span;
mod spoken;
mod steady;
mod subject;
mod tense;
mod tense_verbs;
mod texts;
mod time_words;
mod typed_numbers;
mod unit_twice;
mod unlike;
mod untied;
pub mod value;
mod vouched;
mod waiver;
pub mod wholes;
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
    /// Whether they are somebody else's.
    pub quoted: bool,
    /// The piece as it is written.
    written: String,
}

impl Words {
    /// The place of some of the words, of which the last byte is a character by itself.
    pub fn place(&self, range: &Range<usize>) -> Span {
        bare::find(&bare::places(&self.written, &self.text), range, self.span)
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
