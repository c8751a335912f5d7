//! Words that say why there is no figure: "Awaiting data", "no longer collected", "tbc", "none".
//!
//! They mean the same in a data file and in a table that is typed. A dash means nothing: it may be any of them.

use super::value::Mark;

/// What stands in place of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// There is none of it: the figure is nought.
    None,
    /// There is no figure, and the mark says why.
    Marked(Mark),
}

impl Absent {
    /// The ways to say it, for a message: the words, and what they come to.
    pub const CHOICES: [(&'static str, &'static str); 6] = [
        ("Awaiting data", "there is no figure yet"),
        ("No longer collected", "there will be none again"),
        ("Not applicable", "there cannot be one"),
        ("[c]", "it is kept back, to protect individuals"),
        ("None", "it is nought"),
        ("To be confirmed", "somebody is still to say"),
    ];

    /// What some words, or a symbol such as `[x]`, say; `None` where they are other words.
    pub fn read(text: &str) -> Option<Self> {
        let words = text.trim().trim_end_matches('.').to_lowercase();
        if let Some(inner) = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let mark = Mark::ALL.into_iter().find(|mark| mark.letters() == inner)?;
            return mark.is_absence().then_some(Self::Marked(mark));
        }
        let is = |known: &[&str]| known.contains(&words.as_str());
        let begins = |known: &[&str]| known.iter().any(|begin| words.starts_with(begin));
        let mark = if is(&["none", "nil", "nought", "zero"]) {
            return Some(Self::None);
        } else if is(&["to be confirmed", "tbc", "tba", "tbd", "to be announced", "to be decided"])
        {
            Mark::ToBeConfirmed
        } else if begins(&["no longer ", "discontinued", "not collected", "ceased to be "]) {
            Mark::Discontinued
        } else if is(&["not applicable", "n/a", "n.a", "na"]) {
            Mark::NotApplicable
        } else if is(&["suppressed", "withheld", "confidential"]) {
            Mark::Suppressed
        } else if begins(&["awaiting ", "not yet ", "collected at ", "due at ", "due in "])
            || is(&[
                "awaited",
                "not available",
                "data not available",
                "not known",
                "unknown",
                "no data",
            ])
        {
            Mark::NotAvailable
        } else {
            return None;
        };
        Some(Self::Marked(mark))
    }

    /// Whether a text is a sign that says nothing: a dash, dots, a star.
    pub fn is_sign(text: &str) -> bool {
        let text = text.trim();
        !text.is_empty() && text.chars().all(|sign| "-–—−.…*?/~".contains(sign))
    }
}

#[cfg(test)]
mod tests {
    use super::{Absent, Mark};

    #[test]
    fn words_say_why_there_is_no_figure() {
        let read = |text: &str| Absent::read(text);
        assert_eq!(read("Awaiting data"), Some(Absent::Marked(Mark::NotAvailable)));
        assert_eq!(read("Collected at end of year"), Some(Absent::Marked(Mark::NotAvailable)));
        assert_eq!(read("no longer collected"), Some(Absent::Marked(Mark::Discontinued)));
        assert_eq!(read("N/A"), Some(Absent::Marked(Mark::NotApplicable)));
        assert_eq!(read("[c]"), Some(Absent::Marked(Mark::Suppressed)));
        assert_eq!(read("Tbc"), Some(Absent::Marked(Mark::ToBeConfirmed)));
        assert_eq!(read("None"), Some(Absent::None));
        assert_eq!(read("[p]"), None);
        assert_eq!(read("none of them"), None);
        assert_eq!(read("-"), None);
        assert!(Absent::is_sign("-") && Absent::is_sign("..") && !Absent::is_sign("-5"));
    }
}
