//! What is exempt, in the members' paper and in the public's: one line says so in each, and both number alike.

use std::collections::{BTreeMap, BTreeSet};

use super::{Composer, Counter};
use crate::document::{Anchor, Block, Inline};
use crate::model::{description, rule};
use crate::paper::Paper;
use crate::paper::blocks::front_matter::Classification;
use crate::paper::exempt::Exempt;
use crate::paper::exempt::editions::Audience;
use crate::paper::values::value::capital;

/// What has a number that may be said.
const KINDS: [&str; 9] = [
    "part",
    "section",
    "appendix",
    "paragraph",
    "table",
    "figure",
    "proposal",
    "priority",
    "report",
];

/// The numbers that exempt blocks have. The public's paper keeps them free: nothing else of these blocks gets there.
#[derive(Clone, Debug, Default)]
pub struct Reserved {
    /// By the place of the exemption among all.
    blocks: BTreeMap<usize, Numbered>,
    /// The words that refer to each name of the members' paper.
    pub(super) places: BTreeMap<Anchor, String>,
    /// The rows that something can lead to, in the exempt blocks.
    pub(super) rows: BTreeSet<Anchor>,
    /// The blocks that have begun: where their line stands, and what had a number before.
    open: Vec<(usize, usize)>,
}

/// What has a number in one exempt block, and where the numbers go on behind it.
#[derive(Clone, Debug)]
struct Numbered {
    counter: Counter,
    here: String,
    paragraphs: usize,
    tables: usize,
    figures: usize,
    /// Such as "paragraphs 6.4 to 6.6".
    what: Vec<String>,
}

/// What stands on each page of a paper that is not for everybody.
pub(super) fn marking(paper: &Paper) -> Option<String> {
    let all = paper.front.matter.classification == Some(Classification::Exempt);
    let members = paper.audience == Audience::Members && !paper.exempt.is_empty();
    (members || all).then(|| "NOT FOR PUBLICATION".to_owned())
}

/// How the public's paper refers to what is exempt: by its number. A title is not said.
pub(super) fn reference(words: &str) -> String {
    // "section 6.4", "Appendix 2", "paragraph A1.3": a title of two words may look much like it.
    let is_number = words.split_once('\u{a0}').is_some_and(|(kind, number)| {
        // An item of a list: "paragraph 6.4 a)".
        let (number, item) = number.split_once('\u{a0}').unwrap_or((number, ")"));
        let number = number.strip_prefix('A').unwrap_or(number);
        item.trim_end_matches(')').chars().all(|c| c.is_ascii_lowercase())
            && KINDS.contains(&kind.to_lowercase().as_str())
            && number.starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    });
    if is_number { words.to_owned() } else { "exempt information".to_owned() }
}

impl Composer<'_> {
    /// The line of a block that is exempt.
    pub(super) fn exempt(
        &mut self,
        exempt: &Exempt,
        counter: &mut Counter,
        blocks: &mut Vec<Block>,
    ) {
        match exempt {
            Exempt::Whole(_, inner) => {
                self.blocks(std::slice::from_ref(inner), 1, counter, blocks);
            }
            Exempt::Begins(_) => {
                self.reserved.open.push((blocks.len(), self.numbers.count()));
                blocks.push(line(String::new()));
            }
            Exempt::Ends(at) => {
                let Some((place, before)) = self.reserved.open.pop() else { return };
                let what = self.numbers.since(before);
                if let Some(block) = blocks.get_mut(place) {
                    *block = line(self.sentence(*at, &what, "not for publication"));
                }
                let inside = blocks.get(place..).unwrap_or(&[]);
                self.reserved.rows.extend(super::references::rows(inside));
                let numbered = Numbered {
                    counter: counter.clone(),
                    here: reference(&self.here),
                    paragraphs: self.paragraphs,
                    tables: self.tables,
                    figures: self.figures,
                    what,
                };
                self.reserved.blocks.insert(*at, numbered);
            }
            Exempt::Withheld(at) => {
                let Some(numbered) = self.reserved.blocks.get(at).cloned() else { return };
                blocks.push(line(self.sentence(*at, &numbered.what, "exempt")));
                counter.clone_from(&numbered.counter);
                (self.here, self.paragraphs) = (numbered.here, numbered.paragraphs);
                (self.tables, self.figures) = (numbered.tables, numbered.figures);
            }
        }
    }

    /// "Paragraphs 6.4 to 6.6 and table 3 are exempt: would show where a child lives (paragraph 2 of …)."
    fn sentence(&self, at: usize, what: &[String], state: &str) -> String {
        let Some(exemption) = self.paper.exempt.all.get(at) else { return String::new() };
        let many = what.len() > 1
            || what.iter().any(|what| what.contains(" to ") || what.contains(" and "));
        let (subject, verb) = match what {
            [] => ("What stands here".to_owned(), "is"),
            [one] => (capital(one), if many { "are" } else { "is" }),
            [firsts @ .., last] => (capital(&format!("{} and {last}", firsts.join(", "))), "are"),
        };
        format!("{subject} {verb} {state}: {} ({}).", exemption.reason, exemption.rule())
    }

    /// What the law says of what is exempt, and why the public interest lies in keeping it.
    pub(super) fn exempt_matter(&self) -> Vec<String> {
        let exempt = &self.paper.exempt;
        if exempt.is_empty() {
            return Vec::new();
        }
        let about = |paragraph: usize| {
            let interest = self.paper.front.interests.iter().find(|one| one.paragraph == paragraph);
            let interest = interest.map_or(String::new(), |interest| {
                format!(
                    " In all the circumstances of the case, the public interest in maintaining the exemption outweighs \
                     the public interest in disclosing the information: {}.",
                    interest.reason
                )
            });
            let rule = capital(&rule(paragraph));
            format!("{rule}: {}.{interest}", description(paragraph))
        };
        exempt.paragraphs().into_iter().map(about).collect()
    }
}

fn line(words: String) -> Block {
    let text = vec![Inline::Emphasis(vec![Inline::Text(words, None)])];
    Block::Paragraph { number: None, anchor: None, text, continues: true }
}
