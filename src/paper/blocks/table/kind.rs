//! What the cells of a column are: `net "Net budget" money`, `share "% of population" percentage`, `held "Held on" date`.
//!
//! The kinds are those of the data model, and allow the same: percentages, rates, scores and unit costs are never added.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Absent, Unit, format_number};
use crate::paper::blocks::table::ColumnData;
use crate::paper::values::value::Value;
use crate::paper::words::dates_in;
use crate::source::Span;
use crate::syntax::spec::Cursor;

/// The kind of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words: its figures are names.
    Text,
    /// Days.
    Date,
    /// A number of any sort.
    Number,
    /// Whole numbers of things; the label, such as "children", may be empty.
    Count(String),
    /// Whole numbers of different people, who may stand in more rows than one.
    People,
    /// Pounds.
    Money,
    /// Pounds for one of something.
    UnitCost,
    /// Parts of a hundred.
    Percentage,
    /// Differences of percentages.
    Points,
    /// So many for each of so many.
    Rate(Decimal),
    /// An average, such as Attainment 8.
    Score,
}

/// The words of each kind, as they are written.
pub const KINDS: &str = "text, date, number, count, people, money, unit cost, percentage, percentage points, rate per 10,000, score";

impl ColumnKind {
    /// Reads the kind behind a column's title, where there is one.
    pub fn read(line: &mut Cursor<'_>) -> Option<Self> {
        Some(if line.keyword("text") {
            Self::Text
        } else if line.keyword("date") {
            Self::Date
        } else if line.keyword("number") {
            Self::Number
        } else if line.keyword("count") {
            Self::Count(line.text().map_or(String::new(), |(text, _)| text.to_owned()))
        } else if line.keyword("people") {
            Self::People
        } else if line.keyword("money") {
            Self::Money
        } else if line.keyword("unit") {
            if !line.keyword("cost") {
                return None;
            }
            Self::UnitCost
        } else if line.keyword("percentage") {
            if line.keyword("points") { Self::Points } else { Self::Percentage }
        } else if line.keyword("rate") {
            let per = line.keyword("per").then(|| line.figure()).flatten()?;
            Self::Rate(per.0.value)
        } else if line.keyword("score") {
            Self::Score
        } else {
            return None;
        })
    }

    /// Whether its cells hold no figures.
    pub fn is_words(&self) -> bool {
        matches!(self, Self::Text | Self::Date)
    }

    /// What its figures count in.
    pub fn unit(&self) -> Unit {
        match self {
            Self::Text | Self::Date | Self::Number | Self::People => Unit::Number(String::new()),
            Self::Count(label) => Unit::Number(label.clone()),
            Self::Money | Self::UnitCost => Unit::Pounds,
            Self::Percentage => Unit::Percent,
            Self::Points => Unit::PercentagePoints,
            Self::Rate(per) => Unit::Rate { per: *per, of: String::new() },
            Self::Score => Unit::Score,
        }
    }

    /// Why its figures are never added, if they are not: a sentence without a full stop.
    pub fn never_added(&self) -> Option<&'static str> {
        match self {
            Self::People => Some("the same person may stand in more rows than one"),
            Self::UnitCost => {
                Some("costs of one of something are averages, and averages are not added")
            }
            Self::Percentage => Some("percentages are not added"),
            Self::Rate(_) => Some("rates are not added"),
            Self::Score => Some("scores are averages, and averages are not added"),
            Self::Text
            | Self::Date
            | Self::Number
            | Self::Count(_)
            | Self::Money
            | Self::Points => None,
        }
    }

    /// What a cell is to hold: "an amount of money".
    fn in_words(&self) -> String {
        match self {
            Self::Text => "words".to_owned(),
            Self::Date => "a date, such as 18 July 2023".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Count(label) if !label.is_empty() => format!("a whole number of {label}"),
            Self::Count(_) => "a whole number".to_owned(),
            Self::People => "a whole number of people".to_owned(),
            Self::Money => "an amount of money".to_owned(),
            Self::UnitCost => "an amount of money for one of something".to_owned(),
            Self::Percentage => "a percentage".to_owned(),
            Self::Points => "a number of percentage points".to_owned(),
            Self::Rate(per) => format!("a rate per {}", format_number(*per, 0)),
            Self::Score => "a score".to_owned(),
        }
    }

    /// A value as the column has it: a plain figure takes its unit. `None` where it is of another unit.
    pub fn fit(&self, value: Value) -> Option<Value> {
        let plain = matches!(&value.unit, Unit::Number(label) if label.is_empty());
        let unit = self.unit();
        let same = std::mem::discriminant(&unit) == std::mem::discriminant(&value.unit);
        let whole = value.exact.fract().is_zero() && !value.exact.is_sign_negative();
        let fits = match self {
            Self::Text | Self::Date => false,
            Self::Count(_) | Self::People => plain && whole,
            Self::Number => plain,
            _ => plain || same,
        };
        fits.then_some(Value { unit, ..value })
    }
}

/// What is wrong with a cell that holds neither what its column is to hold nor why there is none.
pub fn misfit(column: &ColumnData, row: &str, shown: &str, place: Span) -> Option<Diagnostic> {
    let kind = column.kind.as_ref()?;
    let at = if row.is_empty() { String::new() } else { format!("{row} in ") };
    let what = kind.in_words();
    let diagnostic = Diagnostic::error(
        "cell-misfit",
        place,
        format!("{at}\"{}\" says \"{shown}\", which is not {what}", column.title),
    )
    .label(column.span, "the kind of the column is declared here");
    Some(if kind.is_words() {
        diagnostic.help("write the day in full, or take `date` out behind the title of the column")
    } else {
        diagnostic
            .help("write the figure alone; a mark or the number of a note stands behind it in square brackets")
            .help("where there is no figure, say why: \"Awaiting data\", \"Not applicable\", \"None\", \"To be confirmed\"")
    })
}

/// Looks at a cell of a column of days.
pub(in crate::paper) fn date(
    column: &ColumnData,
    row: &str,
    shown: &str,
    place: Span,
    diagnostics: &mut Diagnostics,
) {
    let words = shown.trim();
    if words.is_empty() || Absent::read(words).is_some() || Absent::is_sign(words) {
        return;
    }
    let dates = dates_in(words);
    let whole = match dates.as_slice() {
        [one] => {
            one.place == (0..words.len()) && {
                one.is_day() && words.chars().any(char::is_alphabetic)
            }
        }
        _ => false,
    };
    if !whole {
        diagnostics.extend(misfit(column, row, words, place));
    }
}
