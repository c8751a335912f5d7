//! The words that say where a change went.

use std::ops::Range;

use super::tokens::{back, tokens, word};

/// A word that says where a change went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direction {
    /// Whether it says a rise.
    pub up: bool,
    /// The word for the other direction.
    pub opposite: &'static str,
    /// Where it stands.
    pub place: Range<usize>,
}

/// Words for a fall and for a rise, each with its opposite.
pub(super) const FALLS: [(&str, &str); 32] = [
    ("fewer", "more"),
    ("less", "more"),
    ("lower", "higher"),
    ("down", "up"),
    ("fall", "rise"),
    ("falls", "rises"),
    ("fell", "rose"),
    ("fallen", "risen"),
    ("falling", "rising"),
    ("drop", "rise"),
    ("drops", "rises"),
    ("dropped", "rose"),
    ("dropping", "rising"),
    ("reduction", "increase"),
    ("reduced", "increased"),
    ("reducing", "increasing"),
    ("decrease", "increase"),
    ("decreases", "increases"),
    ("decreased", "increased"),
    ("decreasing", "increasing"),
    ("decline", "rise"),
    ("declined", "rose"),
    ("declining", "rising"),
    ("shrank", "grew"),
    ("plummeted", "soared"),
    ("plunged", "soared"),
    ("slumped", "soared"),
    ("tumbled", "soared"),
    ("dipped", "rose"),
    ("smaller", "larger"),
    ("loss", "gain"),
    ("halved", "doubled"),
];

pub(super) const RISES: [(&str, &str); 33] = [
    ("more", "fewer"),
    ("higher", "lower"),
    ("up", "down"),
    ("rise", "fall"),
    ("rises", "falls"),
    ("rose", "fell"),
    ("risen", "fallen"),
    ("rising", "falling"),
    ("increase", "decrease"),
    ("increases", "decreases"),
    ("increased", "decreased"),
    ("increasing", "decreasing"),
    ("growth", "fall"),
    ("grew", "shrank"),
    ("grown", "fallen"),
    ("growing", "falling"),
    ("gain", "loss"),
    ("gained", "lost"),
    ("larger", "smaller"),
    ("bigger", "smaller"),
    ("greater", "smaller"),
    ("additional", "fewer"),
    ("extra", "fewer"),
    ("climbed", "fell"),
    ("soared", "plummeted"),
    ("surged", "plummeted"),
    ("rocketed", "plummeted"),
    ("leapt", "fell"),
    ("jumped", "fell"),
    ("doubled", "halved"),
    ("trebled", "halved"),
    ("tripled", "halved"),
    ("quadrupled", "halved"),
];

/// Whether the words claim a fall, a rise, or neither: the sign that a change must have.
pub fn direction(words: &str) -> Option<Direction> {
    let tokens = tokens(words, &[]);
    tokens.iter().enumerate().find_map(|(at, token)| {
        // "more than 40" and "less than 40" loosen a figure, they do not say where it went; "up to 40" and "40 or more"
        // neither.
        let next = word(&tokens, at + 1);
        let loosens = next == Some("than")
            || (token.text == "up" && next == Some("to"))
            || back(&tokens, at, 1) == Some("or");
        let known = |list: &[(&'static str, &'static str)]| {
            list.iter().find(|(word, _)| *word == token.text).map(|(_, opposite)| *opposite)
        };
        let (up, opposite) = known(&FALLS)
            .map(|opposite| (false, opposite))
            .or_else(|| known(&RISES).map(|opposite| (true, opposite)))
            .filter(|_| !loosens)?;
        Some(Direction { up, opposite, place: token.place.clone() })
    })
}
