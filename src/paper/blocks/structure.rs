//! What gives a paper its structure, and its sources.

use crate::syntax::spec::{AttributeSpec, BlockSpec};

/// Another file.
pub const USE: BlockSpec = BlockSpec {
    kind: "use",
    form: "use \"scorecard.model\"",
    about: "Joins another file: a data model, or a file with more items of this paper. Its path is relative to this file.",
    attributes: &[],
    example: "use \"scorecard.model\"",
};

/// A source of figures.
pub const SOURCE: BlockSpec = BlockSpec {
    kind: "source",
    form: "source name \"Full title\"",
    about: "A source outside the data, named once: `[94]{from name}`.",
    attributes: &[],
    example: "source star_awards \"Star Awards organisers, April 2023\"",
};

/// A figure from outside the data.
pub const FACT: BlockSpec = BlockSpec {
    kind: "fact",
    form: "fact name \"Title\" { value 3  source \"…\" }",
    about: "A figure from outside the data that is used more than once.",
    attributes: &[
        AttributeSpec {
            name: "value",
            form: "value 3",
            about: "the figure, with its unit",
            repeats: false,
            required: true,
        },
        AttributeSpec {
            name: "source",
            form: "source \"Private fostering return\"",
            about: "where it comes from: a text, or the name of a `source` item",
            repeats: false,
            required: true,
        },
    ],
    example: "fact notified \"Notifications\" { value 3  source \"Private fostering return\" }",
};

/// The contents page.
pub const CONTENTS: BlockSpec = BlockSpec {
    kind: "contents",
    form: "contents",
    about: "The contents page.",
    attributes: &[],
    example: "contents",
};

/// A section.
pub const SECTION: BlockSpec = BlockSpec {
    kind: "section",
    form: "section name? \"Title\" unnumbered? { blocks }",
    about: "A section; in a section it is a sub-heading. Paragraph numbers run on through an unnumbered one.",
    attributes: &[],
    example: "section \"Background\" {\n  narrative {\n    The panel met four times.\n  }\n}",
};

/// An appendix.
pub const APPENDIX: BlockSpec = BlockSpec {
    kind: "appendix",
    form: "appendix name? \"Title\" { blocks }, or: appendix name? \"Title\" separate",
    about: "An appendix, with numbering of its own; `separate` for one that is published as a document of its own and \
            only listed here.",
    attributes: &[],
    example: "appendix \"Annual report of the voice team\" separate",
};

/// The list of sources and calculations.
pub const CALCULATIONS: BlockSpec = BlockSpec {
    kind: "calculations",
    form: "calculations \"Title\"?",
    about: "A list of every figure and claim in the words of the paper: the paragraph, the words, how the value was worked \
            out, and the cells and sources that it comes from. Without a title it is called Sources and calculations.",
    attributes: &[],
    example: "calculations \"Sources and calculations\"",
};
