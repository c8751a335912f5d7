//! Standards: what a council, or one of its meetings, asks of a paper. They are data, in files of our own grammar.
//!
//! | file | does |
//! | --- | --- |
//! | `parts` | the parts that a standard can name: what they are called, where they are printed, how they are written |
//! | `spec` | what a standard allows |
//! | `read` | a `standard` item → [`Standard`] |
//! | `find` | the standard of a paper: its own, its theme's, or one of those that come with Paperwright |
//! | `skeleton` | a paper that has all that a standard asks for, to be filled in: `paperwright new` |
//!
//! A standard that comes with Paperwright is a file in `themes/council/standards/` and a row in `find::BUILT_IN`. A part
//! that a standard can name is a row in `parts::PARTS` and the place where it is printed.

mod find;
pub mod parts;
mod read;
mod skeleton;
mod spec;

pub use find::{BUILT_IN, built_in, find, named};
pub use parts::{PARTS, Part, Place};
pub use skeleton::skeleton;
pub use spec::SPECS;

use crate::paper::blocks::numbering::Numbering;
use crate::source::Span;

/// What is printed for a section that says `none`, where no standard has other words.
pub const NONE: &str = "None identified.";

/// What a paper must be like.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a line of a standard that stands there or not"
)]
pub struct Standard {
    /// The name by which papers ask for it.
    pub name: String,
    /// What such a paper is: "a report to Full Council".
    pub title: String,
    /// The council whose standard it is.
    pub council: Option<String>,
    /// The meeting that such papers go to.
    pub meeting: Option<String>,
    /// How paragraphs and sections are numbered, where the paper does not say.
    pub numbering: Option<Numbering>,
    /// Whether numbers and dates in words are held against the style of the Office for National Statistics.
    pub styled: bool,
    /// Whether each acronym is explained where it is first used.
    pub acronyms_explained: bool,
    /// Whether the cover is a page of its own.
    pub cover_page: bool,
    /// Whether the heading block is printed again before the sections.
    pub heading_repeated: bool,
    /// The parts that a paper must have, in order.
    pub required: Vec<Required>,
    /// In which order the parts of each place are printed; those that are not named come behind them.
    pub order: Vec<(Place, &'static Part)>,
    /// The titles of parts that are not called as usual.
    pub titles: Vec<(&'static Part, String)>,
    /// Words that the post of one of the signatories must have.
    pub signatories: Vec<String>,
    /// How many pages a paper has at most.
    pub pages: Option<usize>,
    /// How many words a part has at most.
    pub words: Vec<(&'static Part, usize)>,
    /// Its sections, and where the author's own stand, in order.
    pub slots: Vec<Slot>,
    /// Where the line stands in the paper that asks for it.
    pub asked: Span,
    /// Where it is declared.
    pub span: Span,
}

/// A part that must be there.
#[derive(Clone, Debug)]
pub struct Required {
    /// The part.
    pub part: &'static Part,
    /// How many of it at least.
    pub least: usize,
    /// How many of it at most.
    pub most: Option<usize>,
}

/// A place in the order of sections.
#[derive(Clone, Debug)]
pub enum Slot {
    /// A section of the standard.
    Section(Asked),
    /// The author's own sections, and what they are.
    Others(String),
}

/// A section that a standard asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Its title, which is fixed.
    pub title: String,
    /// Titles that authors give it, which are not right.
    pub also: Vec<String>,
    /// What goes there.
    pub about: String,
    /// What is printed where there is nothing to say.
    pub default: Option<String>,
    /// Whether it may be left out.
    pub optional: bool,
    /// The part without which it is not asked for.
    pub only: Option<&'static Part>,
    /// The part that it prints.
    pub prints: Option<&'static Part>,
    /// How many words it has at most.
    pub words: Option<usize>,
}

impl Standard {
    /// The sections that it asks for, in order.
    pub fn sections(&self) -> impl Iterator<Item = &Asked> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Section(asked) => Some(asked),
            Slot::Others(_) => None,
        })
    }

    /// Its section with a title, whatever the case of the letters.
    pub fn section(&self, title: &str) -> Option<&Asked> {
        self.sections().find(|asked| same(&asked.title, title))
    }

    /// What a part is called: as the standard says, or as usual.
    pub fn title_of(&self, part: &'static Part) -> &str {
        let own = self.titles.iter().find(|(known, _)| known.name == part.name);
        own.map_or(part.heading, |(_, title)| title.as_str())
    }
}

/// Whether two titles are one: upper and lower case, the kind of apostrophe and a full stop do not matter.
pub fn same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// A title without what does not matter.
pub fn plain(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    words
        .join(" ")
        .to_lowercase()
        .replace('’', "'")
        .replace(" & ", " and ")
        .trim_end_matches(['.', ':'])
        .to_owned()
}

/// The parts of a place in the order of the standard, or as usual. Who signs is said on the cover, unless a standard has
/// it behind the sections and not there.
pub fn order(standard: Option<&Standard>, place: Place) -> Vec<&'static Part> {
    let own = standard.map_or(&[][..], |standard| &standard.order);
    let of = |place| own.iter().filter(move |(known, _)| *known == place).map(|(_, part)| *part);
    let mut parts: Vec<&'static Part> = of(place).collect();
    let moved = |part: &Part| {
        let elsewhere = || own.iter().any(|(at, known)| *at != place && known.name == part.name);
        of(place).next().is_some() && elsewhere()
    };
    let usual = PARTS.iter().filter(|part| part.place == place && !moved(part));
    for part in usual {
        if !parts.iter().any(|known| known.name == part.name) {
            parts.push(part);
        }
    }
    parts
}

/// What a part is called in a paper.
pub fn heading(standard: Option<&Standard>, part: &'static Part) -> String {
    standard.map_or(part.heading, |standard| standard.title_of(part)).to_owned()
}
