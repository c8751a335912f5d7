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
    form: "source name \"Full title\" published?",
    about: "A source outside the data, named once: `[94]{from name}`. `published` says that it is a published work, which \
            need not be among the background papers.",
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
            about: "the figure, with its unit: 3, 7.2%, £1.2m, 57 per 10,000",
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

/// Something that happened, or will.
pub const EVENT: BlockSpec = BlockSpec {
    kind: "event",
    form: "event name \"What happened\" { on 27 June 2023 }",
    about: "Something that happened or will, and its date, which the whole paper then agrees with: `{name}` prints the \
            date, `[27 June]{name}` must be it, `[was held]{name is before date of paper}` must be true. One of its \
            three lines is needed.",
    attributes: &[
        AttributeSpec {
            name: "on",
            form: "on 27 June 2023",
            about: "its day",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "in",
            form: "in January 2023",
            about: "the month, the quarter or the year, where no more is known",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "from",
            form: "from 5 June 2023 to 9 June 2023",
            about: "its first and its last day, month, quarter or year",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "outside",
            form: "outside \"told since it honours the year\"",
            about: "why it is told although it lies outside the reporting period, in a paper with `events within reporting`",
            repeats: false,
            required: false,
        },
    ],
    example: "event tender \"Advertisement of the tender\" { in January 2023 }",
};

/// A wording.
pub const TEXT: BlockSpec = BlockSpec {
    kind: "text",
    form: "text name \"The words\"",
    about: "A wording that is written once, such as the title of a post: `{name}` prints it, and `[words]{name}` must be \
            the same words.",
    attributes: &[],
    example: "text director \"Corporate Director, People\"",
};

/// A post.
pub const POST: BlockSpec = BlockSpec {
    kind: "post",
    form: "post name \"Its title\" also \"Another title\"",
    about: "The title of a post, written once. `{name}` prints it, and a line such as `signed \"Lucy Townsend\", name` uses \
            it. What stands behind `also` is the same post by a title that is not to be used: in prose it is a warning, \
            which offers the proper one.",
    attributes: &[],
    example: "post director \"Corporate Director, People\" also \"Director of People\"",
};

/// A term.
pub const TERM: BlockSpec = BlockSpec {
    kind: "term",
    form: "term \"children looked after\" instead of \"LAC\", \"CIC\" except \"Children in Care Council\"",
    about: "The words that papers use instead of others. Where the others stand in the author's words, not in quotes, names \
            of sources or what stands behind `except`, it is a warning, which offers the proper words. It may stand in a \
            model, for all papers.",
    attributes: &[],
    example: "term \"children looked after\" instead of \"LAC\", \"CIC\"",
};

/// The contents page.
pub const CONTENTS: BlockSpec = BlockSpec {
    kind: "contents",
    form: "contents",
    about: "The contents page.",
    attributes: &[],
    example: "contents",
};

/// A part.
pub const PART: BlockSpec = BlockSpec {
    kind: "part",
    form: "part name? \"Title\", and where it has an introduction: part name? \"Title\" { blocks }",
    about: "A part of a long paper: \"Part 1: Background\". The sections that follow belong to it, as far as the next part or \
            the appendices, and are numbered on from part to part.",
    attributes: &[],
    example: "part \"Background\"\n\nsection \"Context\" {\n  narrative {\n    The panel met four times.\n  }\n}",
};

/// A section.
pub const SECTION: BlockSpec = BlockSpec {
    kind: "section",
    form: "section name? \"Title\" unnumbered? { blocks }, or: section \"Title\" none",
    about: "A section; in a section it is a sub-heading. Paragraph numbers run on through an unnumbered one. `none` prints \
            what the standard has for it where there is nothing to say, such as \"None identified.\"",
    attributes: &[],
    example: "section \"Background\" {\n  narrative {\n    The panel met four times.\n  }\n}",
};

/// An appendix.
pub const APPENDIX: BlockSpec = BlockSpec {
    kind: "appendix",
    form: "appendix name? \"Title\" { blocks }, or: appendix name? \"Title\" from \"other.paper\", or: appendix name? \"Title\" from \"file.pdf\", or: appendix name? \"Title\" separate",
    about: "An appendix, with numbering of its own. `from` takes the sections of another paper, which are checked as part of \
            this one, or publishes a PDF file beside the paper; `separate` is for one that is published as a document \
            of its own and only listed here.",
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
