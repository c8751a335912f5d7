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
    entry!(Error, "not-utf8", "a file is not text in UTF-8"),
    entry!(Error, "too-large", "a file is too large for what it is to be"),
    entry!(Error, "syntax-error", "a line does not read as Paperwright"),
    entry!(Error, "block-unclosed", "a block has no closing brace"),
    entry!(Error, "mark-unclosed", "a mark in prose does not close"),
    entry!(Error, "too-deep", "blocks, lists or brackets are nested too deep"),
    entry!(Error, "period-impossible", "there is no such month, quarter or year"),
    entry!(Error, "period-unclear", "it is not said which period is meant"),
    entry!(Error, "name-unknown", "nothing has this name"),
    entry!(Error, "declared-twice", "two things have one name"),
    entry!(Error, "attribute-unknown", "this block has no such attribute"),
    entry!(Error, "attribute-missing", "a block lacks a line that it needs"),
    entry!(Error, "block-misplaced", "a block stands where its kind cannot stand"),
    entry!(Error, "number-typed", "a paragraph's number was typed"),
    entry!(Error, "source-unnamed", "no source is named where one vouches for a figure"),
    entry!(Error, "appendix-broken", "a file cannot be an appendix"),
    entry!(Warning, "appendix-untagged", "an appendix cannot be read aloud in its order"),
    entry!(Error, "picture-broken", "a file cannot be printed as a picture"),
    entry!(Error, "alt-says-nothing", "the words for those who cannot see a picture say nothing"),
    entry!(Error, "table-ragged", "a row of a table has too many or too few cells"),
    entry!(Error, "home-missing", "no area is marked as the one that papers are about"),
    entry!(Error, "home-misplaced", "more than one area is marked as home"),
    entry!(Error, "year-unsupported", "the financial year starts in another month than April"),
    entry!(Error, "range-reversed", "the lower limit of a range is above its upper limit"),
    entry!(Error, "unit-misfit", "a figure has a sign that its kind does not have"),
    entry!(Error, "data-format", "a data file is of a format that cannot be read"),
    entry!(Error, "data-empty", "a data file holds no values"),
    entry!(Error, "data-broken", "too many cells of a data file cannot be read"),
    entry!(Error, "columns-differ", "the columns of a data file are not those of the model"),
    entry!(Error, "row-ragged", "a row of a data file has too many or too few cells"),
    entry!(Error, "cell-empty", "a row of a data file does not say what its value is of"),
    entry!(Error, "value-unreadable", "a cell of a data file is neither a figure nor words"),
    entry!(Error, "value-twice", "the data state one value twice"),
    entry!(Error, "status-misfit", "a value and its status do not go together"),
    entry!(Error, "stated-differs", "a stated value is not what it works out to"),
    entry!(Warning, "stock-flow-differs", "a number does not follow from those who came and left"),
    entry!(Warning, "values-repeated", "two years have the same values"),
    entry!(Error, "kind-forbids", "what is asked makes no sense for this kind of indicator"),
    entry!(Error, "value-absent", "there is no value to print or to compare"),
    entry!(Error, "claim-false", "the words say what the data do not"),
    entry!(Error, "not-decidable-as-printed", "the figures as printed do not bear the words out"),
    entry!(Warning, "periods-differ", "two areas are compared for different periods"),
    entry!(
        Warning,
        "path-turns",
        "the words are true of the two ends, and not of the way between them"
    ),
    entry!(Error, "words-contradict", "words stand for a claim that says the opposite"),
    entry!(Error, "words-differ", "a figure in words is not the figure in the data"),
    entry!(Warning, "claim-waived", "the data contradict the words, and somebody answers for them"),
    entry!(Error, "waiver-expired", "the data contradict the words, and the waiver has ended"),
    entry!(Error, "waiver-empty", "a waiver gives no reason, or nobody answers for it"),
    entry!(Warning, "waiver-needless", "a waiver stands behind words that are true"),
    entry!(Error, "grammar-differs", "a noun or an article does not go with its figure"),
    entry!(Warning, "sentence-begins-with-figure", "a sentence begins with a figure in digits"),
    entry!(Warning, "sentence-repeated", "a sentence stands in the paper twice, word for word"),
    entry!(Warning, "number-style", "a number is in digits that is put in words, or the reverse"),
    entry!(Warning, "date-style", "a date is in another style than the others"),
    entry!(Warning, "list-jumps", "the mark of an item does not follow on from the one before"),
    entry!(Error, "figure-bare", "a figure is tied to nothing"),
    entry!(Error, "number-malformed", "the thousands of a number are not in threes"),
    entry!(Error, "list-count-differs", "a list has more or fewer items than its words say"),
    entry!(Error, "date-past", "the words say that something lies ahead, and its date is past"),
    entry!(Error, "dated-late", "a paper is dated after its meeting"),
    entry!(
        Warning,
        "year-differs",
        "a subtitle or a caption names another year than what it is of"
    ),
    entry!(
        Error,
        "date-future",
        "the words say that something is over, and its date is still to come"
    ),
    entry!(
        Error,
        "unit-twice",
        "a unit stands beside a figure that has it, or outside the brackets"
    ),
    entry!(
        Error,
        "sentence-differs",
        "a sentence names another period or area than the figure in it is of"
    ),
    entry!(
        Warning,
        "outside-period",
        "an event that the paper tells lies outside the reporting period"
    ),
    entry!(Error, "cell-misfit", "a cell does not hold what its column is to hold"),
    entry!(Error, "absence-unclear", "a dash does not say why there is no figure"),
    entry!(Warning, "cell-blank", "a cell is empty, and nothing says why"),
    entry!(Error, "total-differs", "a total is not the sum of its rows"),
    entry!(Warning, "total-typed", "a row is called a total and is no `total` line"),
    entry!(Warning, "thousands-point", "a figure has a point where others have a comma"),
    entry!(Error, "fraction-differs", "a percentage is not what the numbers beside it give"),
    entry!(Error, "chart-unfit", "a chart cannot be drawn so that it can be read"),
    entry!(Error, "chart-untabled", "no table shows the figures of a chart"),
    entry!(Warning, "exception-unexplained", "an exception has no reason or no action"),
    entry!(
        Warning,
        "exception-needless",
        "a reason or an action is given for what is no exception"
    ),
    entry!(Error, "shares-differ", "shares that are said to be of one whole are not"),
    entry!(Error, "order-differs", "a row of a table is out of order"),
    entry!(Error, "rank-differs", "a place in an order is not the place that the figures give"),
    entry!(
        Warning,
        "calculator-differs",
        "what is printed is not what the printed figures come to"
    ),
    entry!(Warning, "published-differs", "the council's own value and the published one differ"),
    entry!(Error, "classification-differs", "a paper is said to be public, or exempt, and is not"),
    entry!(Error, "exempt-shown", "words for everybody show what is exempt"),
    entry!(Error, "exempt-derivable", "what is exempt or suppressed can be worked out"),
    entry!(Error, "exempt-leaked", "the public's paper would have held something exempt"),
    entry!(Warning, "count-small", "a number of people is so small that it may give somebody away"),
    entry!(Error, "row-circular", "two tables take rows from each other"),
    entry!(Error, "row-incomplete", "a row from another table has not all columns of this one"),
    entry!(Warning, "passage-unused", "a passage is written and printed nowhere"),
    entry!(Error, "row-twice", "two rows of a table have the same name"),
    entry!(Error, "reference-unknown", "something is referred to that there is not"),
    entry!(Warning, "reference-typed", "the number of a reference is typed, and will not follow"),
    entry!(Error, "reference-unused", "something is listed that nothing refers to"),
    entry!(Warning, "term-avoided", "a paper uses words that it is to use others for"),
    entry!(Warning, "post-misnamed", "a post is called by another title than its own"),
    entry!(Warning, "change-past", "a change that is written down is past, and led to nobody"),
    entry!(Error, "priority-untagged", "a priority is tagged nowhere, and each has to be"),
    entry!(Warning, "measures-missing", "nothing is said of a kind of measure"),
    entry!(Error, "share-impossible", "no whole number of people makes this percentage"),
    entry!(Warning, "reporting-differs", "an appendix is made from a paper on other periods"),
    entry!(Warning, "part-without-sections", "a part has no sections"),
    entry!(Error, "gap-unfilled", "something is still to be filled in"),
    entry!(Error, "part-missing", "a part that the standard asks for is missing"),
    entry!(Error, "part-misplaced", "a section does not stand where the standard has it"),
    entry!(Error, "part-renamed", "something has another title than the standard gives it"),
    entry!(Error, "part-empty", "a section of the standard says nothing"),
    entry!(Warning, "part-long", "a paper or a part of it is longer than the standard allows"),
    entry!(
        Warning,
        "background-unlisted",
        "a paper has sources and says that it has no background papers"
    ),
    entry!(Warning, "acronym-unlisted", "an acronym is used and not listed"),
    entry!(Warning, "acronym-unexplained", "an acronym is not explained where it is first used"),
    entry!(Warning, "acronym-unused", "an acronym is listed and not used"),
    entry!(Warning, "acronym-order", "the list of acronyms is not in order"),
    entry!(Error, "theme-unknown", "there is no such theme"),
    entry!(Error, "theme-invalid", "the settings or the template of a theme cannot be read"),
    entry!(Warning, "theme-inaccessible", "a theme is hard to read for many"),
    entry!(Error, "character-missing", "the font has no sign for a character"),
    entry!(Warning, "picture-coarse", "a picture has too few pixels for its width"),
    entry!(Warning, "paper-large", "a paper is larger than its readers can take"),
    entry!(Warning, "text-overflows", "words run out of the page or over other words"),
    entry!(Error, "typesetting-failed", "a paper that is right could not be set in pages"),
];

/// The entry of a code.
pub fn entry(code: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.code == code)
}
