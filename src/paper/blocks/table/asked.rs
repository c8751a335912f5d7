//! What a table asks of its rows: `sorted`, `once`, `refers to`, `share … of …`. The checks of whole papers hold them to it.

use crate::diag::Diagnostics;
use crate::source::Span;
use crate::syntax::ast::Name;
use crate::syntax::spec::{AttributeSpec, Attributes, Cursor};

/// The line `sorted`.
pub const SORTED: AttributeSpec = AttributeSpec {
    name: "sorted",
    form: "sorted",
    about: "the rows are in the order of the alphabet",
    repeats: false,
    required: false,
};

/// The line `once`.
pub const ONCE: AttributeSpec = AttributeSpec {
    name: "once",
    form: "once",
    about: "no two rows have the same name",
    repeats: false,
    required: false,
};

/// The line `wide`.
pub const WIDE: AttributeSpec = AttributeSpec {
    name: "wide",
    form: "wide",
    about: "it is printed on a landscape page, as a table of more than nine columns is, and one that has no room otherwise",
    repeats: false,
    required: false,
};

/// The line `refers to`.
pub const REFERS: AttributeSpec = AttributeSpec {
    name: "refers",
    form: "refers to reports",
    about: "what the cells name, such as \"Report 7\", has a row in the table `reports`, and each of its rows is \
                    named",
    repeats: false,
    required: false,
};

/// The line `share … of …`.
pub const SHARE: AttributeSpec = AttributeSpec {
    name: "share",
    form: "share \"In-house, %\" of \"In-house\"",
    about: "a row of percentages, and the row of numbers that they belong to; all such shares of a column are of \
                    one whole. With `in` and the name of a column behind it, each is a share of the number in that column. \
                    With names in place of titles, a column and a column: `share percent of number`",
    repeats: true,
    required: false,
};

/// What is asked of a table's rows, and where.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// They are in the order of the alphabet.
    pub sorted: Option<Span>,
    /// No two have the same name.
    pub once: Option<Span>,
    /// Their cells name rows of another table.
    pub refers: Option<Name>,
    /// It is printed on a landscape page.
    pub wide: bool,
    /// Which are shares of one whole.
    pub shares: Vec<ShareOf>,
}

/// Percentages and the numbers that they belong to.
#[derive(Clone, Debug)]
pub struct ShareOf {
    /// The row or the column of the percentages.
    pub share: (String, Span),
    /// That of the numbers.
    pub of: (String, Span),
    /// Whether both are columns.
    pub columns: bool,
    /// The column that holds the whole, where the shares of a row are parts of it.
    pub whole: Option<Name>,
    /// The line that says so.
    pub span: Span,
}

/// Reads what is asked.
pub(in crate::paper) fn asked(attributes: &Attributes<'_>, diagnostics: &mut Diagnostics) -> Asked {
    let mut asked = Asked::default();
    for (word, place) in [("sorted", &mut asked.sorted), ("once", &mut asked.once)] {
        if let Some(line) = attributes.get(word) {
            line.finish(diagnostics);
            *place = Some(line.node.head);
        }
    }
    if let Some(line) = attributes.get("wide") {
        line.finish(diagnostics);
        asked.wide = true;
    }
    if let Some(mut line) = attributes.get("refers") {
        asked.refers = if line.keyword("to") { line.name() } else { None };
        if asked.refers.is_some() {
            line.finish(diagnostics);
        } else {
            line.malformed(diagnostics);
        }
    }
    for mut line in attributes.all("share") {
        let shares = share_of(&mut line);
        if shares.is_some() {
            line.finish(diagnostics);
        } else {
            line.malformed(diagnostics);
        }
        asked.shares.extend(shares);
    }
    asked
}

fn share_of(line: &mut Cursor<'_>) -> Option<ShareOf> {
    let span = line.node.head;
    if let Some((share, at)) = line.text() {
        let of = if line.keyword("of") { line.text() } else { None };
        let (of, place) = of?;
        let (share, of) = ((share.to_owned(), at), (of.to_owned(), place));
        let whole = if line.keyword("in") { Some(line.name()?) } else { None };
        return Some(ShareOf { share, of, columns: false, whole, span });
    }
    let share = line.name()?;
    let of = if line.keyword("of") { line.name() } else { None };
    let of = of?;
    let (share, of) = ((share.text, share.span), (of.text, of.span));
    Some(ShareOf { share, of, columns: true, whole: None, span })
}
