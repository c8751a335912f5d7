//! What an author wrote, with the place of everything. Kinds of blocks are not known here: a block and an attribute have
//! one shape, [`Node`], and what a kind allows is its `BlockSpec`'s affair.

use rust_decimal::Decimal;
use time::Date;

use crate::source::{FileId, Span};

/// One file, cut into its items.
#[derive(Clone, Debug, Default)]
pub struct Ast {
    /// The items, in order.
    pub items: Vec<Node>,
    /// The comments, with their `//`, in order: kept for the formatter.
    pub comments: Vec<Span>,
    /// The file.
    pub file: FileId,
}

/// A name as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// A block, or an attribute, which is a block without a body: `kind terms… { body }`.
#[derive(Clone, Debug)]
pub struct Node {
    /// The first word; an empty one where the line begins with a text or a figure, as in `acronyms`.
    pub kind: Name,
    /// What follows it on the line.
    pub terms: Vec<Term>,
    /// `exempt paragraph 1 "why"`, which may end the line of any block; the block itself does not see it.
    pub exempt: Vec<Term>,
    /// What is in braces.
    pub body: Option<Body>,
    /// The line without the brace: what a message points at.
    pub head: Span,
    /// All of it.
    pub span: Span,
}

/// What is in a block's braces.
#[derive(Clone, Debug)]
pub enum Body {
    /// Blocks and attributes.
    Nodes(Vec<Node>),
    /// Prose.
    Prose(Vec<Passage>),
    /// Attributes, then rows.
    Table(Vec<Node>, Vec<TableRow>),
}

/// A word of a line.
#[derive(Clone, Debug)]
pub struct Term {
    /// What it is.
    pub kind: TermKind,
    /// Its place.
    pub span: Span,
}

/// What a word of a line is.
#[derive(Clone, Debug, PartialEq)]
pub enum TermKind {
    /// A lower-case name or a plain word.
    Word(String),
    /// Text in double quotes, without them.
    Text(String),
    /// A figure.
    Figure(Figure),
    /// A period or a date.
    Period(PeriodLiteral),
    /// A comma between values.
    Comma,
    /// Any other mark: `=`, `+`, `(`, `.` …
    Symbol(String),
    /// What could not be read; it was reported, and its line stays quiet from here on.
    Error,
}

/// A figure as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its value: 24,500,000 for £24.5m; 7 for 7%.
    pub value: Decimal,
    /// What it counts in.
    pub unit: FigureUnit,
    /// How many decimals were written; negative where it was written in thousands or millions (£24.5m has −5).
    pub decimals: i32,
}

/// What a written figure counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureUnit {
    /// Nothing named: `461`.
    Plain,
    /// `7%`.
    Percent,
    /// `£3,000`.
    Pounds,
}

/// A period as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodLiteral {
    /// `Oct 2022`, month 1 to 12.
    Month {
        /// The calendar year.
        year: i32,
        /// 1 to 12.
        month: u8,
    },
    /// `2022-23 Q2`, or `Q2` without its year.
    Quarter {
        /// The calendar year in which the financial year starts.
        year: Option<i32>,
        /// 1 to 4.
        quarter: u8,
    },
    /// `2022-23`: a financial year.
    Year {
        /// The calendar year in which it starts.
        start: i32,
    },
    /// `academic year 2021-22`.
    AcademicYear {
        /// The calendar year in which it starts.
        start: i32,
    },
    /// `31 March 2023`.
    Date(Date),
}

/// A row of a `table`.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// `total`, where it stands before the first `|`.
    pub kind: Option<Name>,
    /// The table that its cells are taken from, where `from` and its name stand before the first `|`.
    pub from: Option<Name>,
    /// The cells.
    pub cells: Vec<Phrase>,
    /// What is exempt in it.
    pub exempt: Exempt,
    /// The line.
    pub span: Span,
}

/// Which cells of a row are exempt.
#[derive(Clone, Debug, Default)]
pub struct Exempt {
    /// The word `exempt` before the first `|`: all of them.
    pub row: Option<Span>,
    /// `{exempt}` at the start of a cell: the cell's place in the row, and that of the mark.
    pub cells: Vec<(usize, Span)>,
}

/// Words in a line, with their place.
#[derive(Clone, Debug, Default)]
pub struct Phrase {
    /// The words.
    pub inlines: Vec<Inline>,
    /// Their place.
    pub span: Span,
}

/// A piece of prose.
#[derive(Clone, Debug)]
pub enum Passage {
    /// A paragraph; `@name ` gives it a name.
    Paragraph(Option<Name>, Phrase),
    /// A list.
    List(ListMarker, Vec<ListItem>),
    /// A quotation, paragraph by paragraph.
    Quotation(Vec<Phrase>),
}

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListMarker {
    /// `- `
    Bullet,
    /// `1. `, with the number of the first.
    Number(u32),
    /// `a) `, with the place in the alphabet of the first.
    Letter(u32),
    /// `i) `, with the number of the first.
    Roman(u32),
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// `@name ` gives it a name.
    pub name: Option<Name>,
    /// Its words.
    pub phrase: Phrase,
    /// The lists in it.
    pub nested: Vec<Passage>,
}

/// A piece of a line of prose.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Words.
    Text(String, Span),
    /// `**words**`
    Strong(Vec<Inline>, Span),
    /// `*words*`
    Emphasis(Vec<Inline>, Span),
    /// `[words](address)`
    Link(String, String, Span),
    /// `{see name}`
    See(Name, Span),
    /// `{tag heard}`: a priority.
    Tag(Name, Span),
    /// `{report 5 of work}`: a report of a programme.
    Report(u32, Name, Span),
    /// `{note "words"}`
    Note(Box<Phrase>, Span),
    /// `{note name}`: a note that a table has.
    NoteNamed(Name, Span),
    /// `{expression}`
    Value(Box<Expression>, Span),
    /// `[words]{binding}`: the words, their place, and what they are bound to.
    Bound(String, Span, Binding, Span),
}

/// What words are bound to.
#[derive(Clone, Debug)]
pub enum Binding {
    /// A value that the words render, or a claim.
    Expression(Box<Expression>),
    /// The same, which somebody answers for where the data contradict it.
    Waived(Box<Expression>, Waiver),
    /// `from "source" as name`: a source's text or its declared name.
    From {
        /// The source.
        source: SourceName,
        /// The figure that a percentage is a share of.
        of: Option<Name>,
        /// The name given to the figure.
        name: Option<Name>,
    },
}

/// `waived "reason" by "who" until 31 July 2023`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Why the words stand although the data contradict them.
    pub reason: String,
    /// Who answers for them.
    pub by: String,
    /// The last day on which they do.
    pub until: Date,
    /// Its place.
    pub span: Span,
}

/// A source as an author names it.
#[derive(Clone, Debug)]
pub enum SourceName {
    /// In quotes.
    Text(String, Span),
    /// By the name of a `source` item.
    Name(Name),
}

/// An expression or a claim.
#[derive(Clone, Debug)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Its place.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum ExpressionKind {
    /// A figure as written.
    Figure(Figure),
    /// A value by name.
    Reference(Reference),
    /// `lower limit of x in 2022-23`, `upper limit of`, `target of`.
    Bound(BoundKind, Name, Option<PeriodRef>),
    /// `total of x over A to B`, `average of`, `highest of`, `lowest of`; a table's column has no periods.
    Over(Aggregate, Reference, Option<SpanOfTime>),
    /// `change in x from A to B`, `rise in`, `fall in`, `percentage change in`.
    Change(ChangeKind, Reference, SpanOfTime),
    /// `numerator of x at Q4`, `denominator of`.
    Part(PartKind, Reference),
    /// `count of indicators in stability where status is below range`, `count of areas …`.
    Count(Counted),
    /// `percentage change from a to b`: of any two values, the earlier one first.
    ChangeFrom(ChangeKind, Box<Expression>, Box<Expression>),
    /// `share of x in y at Q4`.
    Share(Name, Reference),
    /// `months from A to B`; without a span `months of reporting`.
    Length(TimeUnit, Option<SpanOfTime>),
    /// `years from inspection to next_inspection`: between two dates.
    Between(TimeUnit, Moment, Moment),
    /// `left + right` and the like.
    Arithmetic(Operator, Box<Expression>, Box<Expression>),
    /// `-x`
    Negate(Box<Expression>),
    /// `x / y as percentage`
    AsPercentage(Box<Expression>),
    /// `left = right` and the like.
    Compare(Relation, Box<Expression>, Box<Expression>),
    /// `x rises from A to B` and the like.
    Moves(Movement, Reference, SpanOfTime),
    /// `x rises steadily from A to B` and the like.
    Steadily(Movement, Reference, SpanOfTime),
    /// `x is steady from A to B`.
    Steady(Reference, SpanOfTime),
    /// `x at Q4 is within range` and the like.
    Is(Reference, Position),
    /// `x at Q4 meets target`; false for `misses target`.
    Target(Reference, bool),
    /// `x at Q4 is highest since P`; false for `lowest`.
    Record(Reference, bool, PeriodRef),
    /// `x in 2020-21 is better than england`; of several areas, than each of them.
    Against(Reference, Standing, Vec<Name>),
    /// `x for england in 2011-12 is absent`.
    Absent(Reference),
    /// `a + b makes up c`.
    MakesUp(Box<Expression>, Box<Expression>),
    /// `left and right`; false for `or`.
    Joined(bool, Box<Expression>, Box<Expression>),
    /// `not claim`
    Not(Box<Expression>),
    /// `visit is after date of paper` and the like.
    Dated(Moment, Placing, Moment),
    /// `item 8 of priorities starts "A loving home"` and the like: whose words, what they do, with which words.
    Told(Told, Saying, String),
    /// `priorities equals other_list`, `matrix.area equals areas`: a list or the column of a table, and a list.
    SameItems(Name, Option<Name>, Name),
    /// `one whole has 206 as 45% and 131 as 30%`
    OneWhole(Vec<(Expression, Expression)>),
    /// `item 8 of priorities`: its words.
    Item(usize, Name),
    /// `count of items in priorities`
    Items(Name),
    /// `x in words`, `x, "child", "children"`: a value that is printed in a form of its own.
    Printed(Box<Expression>, Form),
    /// What could not be read; it was reported, and stays quiet from here on.
    Error,
}

impl ExpressionKind {
    /// Whether it is true or false, and not a value.
    pub fn is_claim(&self) -> bool {
        matches!(
            self,
            Self::Compare(..)
                | Self::Moves(..)
                | Self::Steadily(..)
                | Self::Steady(..)
                | Self::Is(..)
                | Self::Target(..)
                | Self::Record(..)
                | Self::Against(..)
                | Self::Absent(..)
                | Self::MakesUp(..)
                | Self::OneWhole(..)
                | Self::Joined(..)
                | Self::Not(..)
                | Self::Dated(..)
                | Self::Told(..)
                | Self::SameItems(..)
        )
    }
}

/// What is counted.
#[derive(Clone, Debug)]
pub enum Counted {
    /// `indicators in stability where status is below range`: of a domain, and of which something is so.
    Indicators(Option<Name>, Option<Condition>),
    /// `areas with x in 2021-22`.
    AreasWith(Reference),
    /// `areas where x in 2021-22 is higher`: than in the home area.
    AreasWhere(Reference, Standing),
}

/// What is so of an indicator that is counted.
#[derive(Clone, Debug)]
pub enum Condition {
    /// `status is below range`
    Status(Position),
    /// `value rises from A to B`
    Moves(Movement, SpanOfTime),
    /// `value is better than england in 2020-21`
    Against(Standing, Name, Option<PeriodRef>),
    /// `value meets target`; false for `misses`.
    Target(bool),
}

/// What a length of time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// `months`
    Months,
    /// `quarters`
    Quarters,
    /// `years`
    Years,
    /// `weeks`
    Weeks,
    /// `days`
    Days,
}

/// The form in which a value is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// `x in words`: "four hundred and sixty-one".
    Words,
    /// `x, "child", "children"`: "1 child", "33 children".
    Noun(String, String),
    /// `"was", "were" for x`: the word alone.
    Verb(String, String),
}

/// A value by name: `name`, `name.column`, `for area`, `at period`, `at "row"`, `over A to B`.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The indicator, fact, named figure or table.
    pub name: Name,
    /// The column of a table.
    pub column: Option<Name>,
    /// The area or group.
    pub area: Option<Name>,
    /// When.
    pub at: Option<PeriodRef>,
    /// The row of a table, with its place.
    pub row: Option<(String, Span)>,
    /// From when to when.
    pub over: Option<SpanOfTime>,
    /// Its place.
    pub span: Span,
}

/// A span of time as an expression names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpanOfTime {
    /// Which.
    pub kind: SpanKind,
    /// Its place.
    pub span: Span,
}

/// How a span of time is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// `from A to B`, `over A to B`.
    Between(PeriodRef, PeriodRef),
    /// `since A`: to the end of the reporting period.
    Since(PeriodRef),
    /// `over the last year`, `over the last two years`: so many months, to the end of the reporting period.
    Last(u32),
}

/// A period as an expression names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodRef {
    /// Which.
    pub kind: PeriodRefKind,
    /// How many times `a year before` stands in front of it.
    pub years_before: u8,
    /// Its place.
    pub span: Span,
}

/// How a period is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodRefKind {
    /// As written.
    Literal(PeriodLiteral),
    /// `last report`: the end of the paper's previous period.
    LastReport,
    /// `last year`: a year before the end of the paper's reporting period.
    LastYear,
}

/// A date as a claim names it.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Which.
    pub kind: MomentKind,
    /// Its place.
    pub span: Span,
}

/// How a date is named.
#[derive(Clone, Debug)]
pub enum MomentKind {
    /// The name of an `event`.
    Event(Name),
    /// `date of paper`
    Paper,
    /// `date of meeting`
    Meeting,
    /// `reporting period`
    Reporting,
    /// `last report period`
    LastReport,
    /// A period or a day as written.
    Period(PeriodRef),
}

/// How one date stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placing {
    /// `before`
    Before,
    /// `after`
    After,
    /// `on`, of a day.
    On,
    /// `in`, of a month or another period.
    In,
    /// `within`, of a stretch of time.
    Within,
}

/// Whose words a claim is about.
#[derive(Clone, Debug)]
pub enum Told {
    /// `item 8 of priorities`
    Item(usize, Name),
    /// `matrix.sep_22 at "Education"`
    Cell(Box<Reference>),
    /// A list, a table or a text.
    Named(Name),
}

/// What words do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saying {
    /// `starts`: they begin with these words.
    Starts,
    /// `includes`: these words are among them; of a list, among one of its items.
    Includes,
    /// `is`: they are these words.
    Is,
}

/// Which bound of a range, or the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundKind {
    /// `lower limit of`
    Lower,
    /// `upper limit of`
    Upper,
    /// `target of`
    Target,
}

/// What is made of several periods, or of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// `total of`
    Total,
    /// `average of`
    Average,
    /// `highest of`
    Highest,
    /// `lowest of`
    Lowest,
}

/// How a change is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// `change in`: later less earlier, with its sign.
    Signed,
    /// `rise in`: an error where it fell.
    Rise,
    /// `fall in`: an error where it rose.
    Fall,
    /// `percentage change in`: relative to the earlier value.
    Percentage,
}

/// What a percentage is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// `numerator of`
    Numerator,
    /// `denominator of`
    Denominator,
}

/// Arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// A relation between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `>`
    Greater,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
}

/// How a value moves between two periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// `rises`
    Rises,
    /// `falls`
    Falls,
    /// `holds`
    Holds,
    /// `improves`
    Improves,
    /// `worsens`
    Worsens,
}

/// Where a value stands against its expected range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// `within`: at a limit counts.
    Within,
    /// `above`
    Above,
    /// `below`
    Below,
    /// `outside`: above or below.
    Outside,
    /// `just within`: within, and near a limit.
    JustWithin,
    /// `just above`
    JustAbove,
    /// `just below`
    JustBelow,
    /// `just outside`
    JustOutside,
    /// `just above lower limit`: within, and near it.
    JustAboveLower,
    /// `just below upper limit`: within, and near it.
    JustBelowUpper,
    /// `at lower limit`
    AtLower,
    /// `at upper limit`
    AtUpper,
}

/// How a value stands against an area's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// `better than`: by the indicator's polarity.
    Better,
    /// `worse than`
    Worse,
    /// `higher than`
    Higher,
    /// `lower than`
    Lower,
}
