//! The kinds of block whose body is prose.

use crate::syntax::spec::BlockSpec;

/// Numbered paragraphs.
pub const NARRATIVE: BlockSpec = BlockSpec {
    kind: "narrative",
    form: "narrative unnumbered? { prose }",
    about: "Paragraphs, parted by empty lines and numbered after their section; `unnumbered` for paragraphs that belong to \
            the one before.",
    attributes: &[],
    example: "narrative {\n  The panel met four times.\n}",
};

/// Somebody's own words.
pub const QUOTE: BlockSpec = BlockSpec {
    kind: "quote",
    form: "quote \"Who said it\"? { prose }",
    about: "Somebody's own words: a child's, an inspector's.",
    attributes: &[],
    example: "quote \"Ofsted, January 2022\" {\n  Care leavers are well supported.\n}",
};

/// A note.
pub const NOTE: BlockSpec = BlockSpec {
    kind: "note",
    form: "note { prose }",
    about: "A note that stands apart from the numbered paragraphs.",
    attributes: &[],
    example: "note {\n  The report covers three quarters.\n}",
};

/// A passage.
pub const PASSAGE: BlockSpec = BlockSpec {
    kind: "passage",
    form: "passage name { prose }, and in a section: passage name unnumbered?",
    about: "Paragraphs that are written once, outside the sections or in a file that several papers use, and printed where \
            a section has a line `passage name`: numbered as `narrative` is there, or not. Its figures are held against the \
            data once.",
    attributes: &[],
    example: "passage duty {\n  All councillors are corporate parents.\n}\n\nsection \"Background\" {\n  passage duty\n}",
};

/// The executive summary.
pub const SUMMARY: BlockSpec = BlockSpec {
    kind: "summary",
    form: "summary { prose }",
    about: "The executive summary, printed on the cover.",
    attributes: &[],
    example: "summary {\n  This is the panel's yearly report.\n}",
};

/// The proposals.
pub const PROPOSALS: BlockSpec = BlockSpec {
    kind: "proposals",
    form: "proposals { a numbered list }, and in a section: proposals",
    about: "What the meeting is asked to decide, as a numbered list. Written once: printed on the cover, and again where a \
            section has a line that is only `proposals`.",
    attributes: &[],
    example: "proposals {\n  1. To note the report.\n}",
};

/// The reasons.
pub const REASONS: BlockSpec = BlockSpec {
    kind: "reasons",
    form: "reasons { prose }",
    about: "The reasons for the proposals, printed on the cover.",
    attributes: &[],
    example: "reasons {\n  All councillors are corporate parents.\n}",
};
