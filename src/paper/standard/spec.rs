//! What a standard allows.

use crate::syntax::spec::{AttributeSpec, BlockSpec};

/// What a standard and its sections allow, in the order of the reference.
pub const SPECS: [&BlockSpec; 2] = [&STANDARD, &SECTION];

/// A standard.
pub(super) const STANDARD: BlockSpec = BlockSpec {
    kind: "standard",
    form: "standard name \"a report to …\" { … }",
    about: "What a council asks of its papers. The text is what such a paper is, with its article, as it \
            stands in the messages.",
    attributes: &[
        AttributeSpec::optional(
            "council",
            "council \"Wiltshire Council\"",
            "the council whose standard it is",
            false,
        ),
        AttributeSpec::optional(
            "meeting",
            "meeting \"Full Council\"",
            "the meeting that such papers go to",
            false,
        ),
        AttributeSpec::optional(
            "numbering",
            "numbering paragraphs",
            "what is numbered where the paper does not say: `paragraphs`, `sections` or `throughout`",
            false,
        ),
        AttributeSpec::optional(
            "style",
            "style ons",
            "holds numbers and dates in words against the style of the Office for National Statistics",
            false,
        ),
        AttributeSpec::optional(
            "acronyms",
            "acronyms explained",
            "asks that each acronym is explained where it is first used",
            false,
        ),
        AttributeSpec::optional("cover", "cover page, or: cover summary, proposals", COVER, true),
        AttributeSpec::optional(
            "heading",
            "heading repeated",
            "prints council, meeting, title and subtitle once more before the sections",
            false,
        ),
        AttributeSpec::optional(
            "require",
            "require summary, proposals, signed 1 to 3, background",
            "the parts that a paper must have, and how many of them",
            true,
        ),
        AttributeSpec::optional(
            "head",
            "head portfolio, wards, classification",
            "the order of the lines under the title",
            false,
        ),
        AttributeSpec::optional(
            "back",
            "back author, dated, background",
            "the order of what stands behind the sections",
            false,
        ),
        AttributeSpec::optional(
            "title",
            "title proposals \"Recommendations\"",
            "what a part is called, where it is not called as usual",
            true,
        ),
        AttributeSpec::optional(
            "signatory",
            "signatory \"Director\"",
            "words that the post of one of the signatories must have",
            true,
        ),
        AttributeSpec::optional(
            "length",
            "length at most 12 pages, or: length summary at most 300 words",
            "how long the paper or a part of it may be; pages are counted up to the first appendix, when the paper is built",
            true,
        ),
        AttributeSpec::optional(
            "section",
            "section \"Legal implications\" { … }",
            "a section, in its place",
            true,
        ),
        AttributeSpec::optional(
            "others",
            "others \"what they are about\"",
            "where the sections stand that the author adds; without it, anywhere",
            true,
        ),
    ],
    example: "standard panel \"a report to a panel\" {\n  require  summary, author, background\n}",
};

const COVER: &str =
    "`cover page` gives the title a page of its own; a list is the order of the parts on the cover";

/// A section that a standard asks for.
pub(super) const SECTION: BlockSpec = BlockSpec {
    kind: "section",
    form: "section \"Title\" optional? { … }",
    about: "In a standard: a section that papers must have, with its fixed title; `optional` for one that they may have.",
    attributes: &[
        AttributeSpec::optional(
            "also",
            "also \"Legal\", \"Legal considerations\"",
            "titles that authors give it, which the message then puts right",
            false,
        ),
        AttributeSpec::optional(
            "about",
            "about \"what goes there\"",
            "what goes there, for messages and for `paperwright new`",
            false,
        ),
        AttributeSpec::optional(
            "default",
            "default \"None identified.\"",
            "what is printed where the author writes `section \"Title\" none`",
            false,
        ),
        AttributeSpec::optional(
            "only",
            "only when proposals",
            "asks for it only in papers that have that part",
            false,
        ),
        AttributeSpec::optional(
            "prints",
            "prints proposals",
            "the part that stands in it once more",
            false,
        ),
        AttributeSpec::optional("length", "length at most 300 words", "how long it may be", false),
    ],
    example: "standard panel \"a report to a panel\" {\n  section \"Next steps\" { about \"who does what by when\" }\n}",
};
