//! What a standard allows.

use crate::syntax::spec::{AttributeSpec, BlockSpec};

const fn attribute(
    name: &'static str,
    form: &'static str,
    about: &'static str,
    repeats: bool,
) -> AttributeSpec {
    AttributeSpec { name, form, about, repeats, required: false }
}

/// What a standard and its sections allow, in the order of the reference.
pub const SPECS: [&BlockSpec; 2] = [&STANDARD, &SECTION];

/// A standard.
pub(super) const STANDARD: BlockSpec = BlockSpec {
    kind: "standard",
    form: "standard name \"a report to …\" { … }",
    about: "What a council asks of its papers. The text is what such a paper is, with its article, as it \
            stands in the messages.",
    attributes: &[
        attribute(
            "council",
            "council \"Wiltshire Council\"",
            "the council whose standard it is",
            false,
        ),
        attribute(
            "meeting",
            "meeting \"Full Council\"",
            "the meeting that such papers go to",
            false,
        ),
        attribute(
            "numbering",
            "numbering paragraphs",
            "what is numbered where the paper does not say: `paragraphs`, `sections` or `throughout`",
            false,
        ),
        attribute(
            "style",
            "style ons",
            "holds numbers and dates in words against the style of the Office for National Statistics",
            false,
        ),
        attribute(
            "acronyms",
            "acronyms explained",
            "asks that each acronym is explained where it is first used",
            false,
        ),
        attribute("cover", "cover page, or: cover summary, proposals", COVER, true),
        attribute(
            "heading",
            "heading repeated",
            "prints council, meeting, title and subtitle once more before the sections",
            false,
        ),
        attribute(
            "require",
            "require summary, proposals, signed 1 to 3, background",
            "the parts that a paper must have, and how many of them",
            true,
        ),
        attribute(
            "head",
            "head portfolio, wards, classification",
            "the order of the lines under the title",
            false,
        ),
        attribute(
            "back",
            "back author, dated, background",
            "the order of what stands behind the sections",
            false,
        ),
        attribute(
            "title",
            "title proposals \"Recommendations\"",
            "what a part is called, where it is not called as usual",
            true,
        ),
        attribute(
            "signatory",
            "signatory \"Director\"",
            "words that the post of one of the signatories must have",
            true,
        ),
        attribute(
            "length",
            "length at most 12 pages, or: length summary at most 300 words",
            "how long the paper or a part of it may be; pages are counted up to the first appendix, when the paper is built",
            true,
        ),
        attribute(
            "section",
            "section \"Legal implications\" { … }",
            "a section, in its place",
            true,
        ),
        attribute(
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
        attribute(
            "also",
            "also \"Legal\", \"Legal considerations\"",
            "titles that authors give it, which the message then puts right",
            false,
        ),
        attribute(
            "about",
            "about \"what goes there\"",
            "what goes there, for messages and for `paperwright new`",
            false,
        ),
        attribute(
            "default",
            "default \"None identified.\"",
            "what is printed where the author writes `section \"Title\" none`",
            false,
        ),
        attribute(
            "only",
            "only when proposals",
            "asks for it only in papers that have that part",
            false,
        ),
        attribute("prints", "prints proposals", "the part that stands in it once more", false),
        attribute("length", "length at most 300 words", "how long it may be", false),
    ],
    example: "standard panel \"a report to a panel\" {\n  section \"Next steps\" { about \"who does what by when\" }\n}",
};
