//! Every code that a message can have.

use super::Severity;

/// A code and its page.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The readable name, such as `claim-false`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means, in one line.
    pub title: &'static str,
    /// What it means, why it matters and how to mend it, as Markdown; the last two fenced blocks are an example that
    /// gives it and the same example mended.
    pub page: &'static str,
}

macro_rules! entry {
    ($severity:ident, $code:literal, $title:literal) => {
        Entry {
            code: $code,
            severity: Severity::$severity,
            title: $title,
            page: include_str!(concat!("explain/", $code, ".md")),
        }
    };
}

/// All codes, in the order in which a paper meets them.
pub const CATALOGUE: &[Entry] = &[
    entry!(Error, "file-not-found", "a file that is named is not there"),
    entry!(Error, "syntax-error", "a line does not read as Paperwright"),
    entry!(Error, "block-unclosed", "a block has no closing brace"),
    entry!(Error, "mark-unclosed", "a mark in prose does not close"),
    entry!(Error, "period-impossible", "there is no such month, quarter or year"),
    entry!(Error, "name-unknown", "nothing has this name"),
    entry!(Error, "attribute-unknown", "this block has no such attribute"),
    entry!(Error, "kind-forbids", "what is asked makes no sense for this kind of indicator"),
    entry!(Error, "value-absent", "there is no value to print or to compare"),
    entry!(Error, "claim-false", "the words say what the data do not"),
    entry!(Error, "not-decidable-as-printed", "the figures as printed do not bear the words out"),
    entry!(Error, "words-differ", "a figure in words is not the figure in the data"),
    entry!(Error, "figure-bare", "a figure is tied to nothing"),
    entry!(Error, "stated-differs", "a stated value is not what it works out to"),
    entry!(Error, "total-differs", "a total is not the sum of its rows"),
];

/// The entry of a code.
pub fn entry(code: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.code == code)
}
