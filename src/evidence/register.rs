//! The register as it is written: `paperwright-evidence/1`, described in docs/reference/evidence.md and, for programs, in
//! docs/reference/evidence.schema.json.

use serde::{Serialize, Serializer};

use crate::document::Date;

/// The version of the schema. A field may be added without changing it; none is renamed or dropped.
pub const SCHEMA: &str = "paperwright-evidence/1";

/// Everything that a paper states, with what stands behind it.
#[derive(Clone, Debug, Serialize)]
pub struct Register {
    /// The schema, [`SCHEMA`].
    pub schema: &'static str,
    /// What compiled the paper.
    pub compiler: Compiler,
    /// Which paper it is.
    pub paper: About,
    /// The files that it was made from.
    pub files: Vec<File>,
    /// How its figures stand.
    pub figures: Counts,
    /// The figures and the claims in its words, in order.
    pub statements: Vec<Entry>,
    /// The figures of its tables.
    pub tables: Vec<TableEntry>,
}

/// A program and its version.
#[derive(Clone, Debug, Serialize)]
pub struct Compiler {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// Which paper it is.
#[derive(Clone, Debug, Serialize)]
pub struct About {
    /// Its title.
    pub title: String,
    /// The council.
    pub council: Option<String>,
    /// Its day, as 2023-07-03.
    pub date: Option<String>,
    /// The file.
    pub file: String,
    /// The periods that it reports on.
    pub reporting: Option<String>,
}

/// A file that the paper was made from.
#[derive(Clone, Debug, Serialize)]
pub struct File {
    /// Its path from the paper's folder; one that begins with `@` comes with the compiler.
    pub path: String,
    /// paper, model, data, theme or font.
    pub kind: &'static str,
    /// How many bytes it has.
    pub bytes: usize,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// How the figures of a paper stand.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Counts {
    /// All.
    pub all: usize,
    /// Held against the data, or printed from them.
    pub tallied: usize,
    /// From named sources.
    pub sourced: usize,
    /// Tied to nothing.
    pub bare: usize,
    /// Claims in words.
    pub claims: usize,
}

/// A figure or a claim.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// value, claim, wording, source or bare.
    pub kind: &'static str,
    /// Where it is printed: "paragraph 6.7".
    pub place: String,
    /// The number of the paragraph, where it has one.
    pub paragraph: Option<String>,
    /// The table, where it stands in one.
    pub table: Option<String>,
    /// The words as they are printed.
    pub words: String,
    /// What the author wrote in the braces.
    pub expression: Option<String>,
    /// agrees, differs, waived, sourced or bare.
    pub verdict: &'static str,
    /// What the data say, for a claim; what is declared, for a wording.
    pub truth: Option<String>,
    /// The value.
    pub value: Option<Number>,
    /// Where an indicator's value stands against its expected range, in words.
    pub range: Option<String>,
    /// What is said of the values that it rests on, such as provisional.
    pub status: Vec<&'static str>,
    /// What the value or the claim rests on.
    pub inputs: Vec<Input>,
    /// The values that the value was worked out from, and those that the author typed among them.
    pub operands: Vec<Operand>,
    /// The source that vouches for it.
    pub source: Option<String>,
    /// Who answers for it although the data contradict it.
    pub waiver: Option<Waived>,
    /// Where the author wrote it.
    pub at: At,
}

/// A value.
#[derive(Clone, Debug, Serialize)]
pub struct Number {
    /// The exact value, as a decimal.
    pub exact: String,
    /// As the compiler prints it.
    pub printed: String,
    /// What it counts in.
    pub unit: String,
    /// How it was worked out; none where it is as stated.
    pub how: Option<String>,
}

/// A value that another was worked out from.
#[derive(Clone, Debug, Serialize)]
pub struct Operand {
    /// What it is.
    pub label: String,
    /// The value.
    #[serde(flatten)]
    pub value: Number,
}

/// A cell of the data, a limit of the model, or a figure of a source.
#[derive(Clone, Debug, Serialize)]
pub struct Input {
    /// What it is.
    pub label: String,
    /// As it is stated.
    pub printed: String,
    /// Where it stands, in words: a row and a column, or a source; empty where there are none.
    pub place: String,
    /// What is said of it, such as provisional.
    pub status: Vec<&'static str>,
    /// The source of the indicator that it is a value of, as the model says.
    pub source: Option<String>,
    /// Where it stands.
    pub at: Option<At>,
}

/// Who answers for words that the data contradict.
#[derive(Clone, Debug, Serialize)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// The last day, as 2023-07-31.
    #[serde(serialize_with = "iso")]
    pub until: Date,
}

/// A day as 2023-07-31.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn iso<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// A place in a file, counted from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct At {
    /// The file's path from the paper's folder.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A table.
#[derive(Clone, Debug, Serialize)]
pub struct TableEntry {
    /// Its number: "Table 3".
    pub table: String,
    /// The source that vouches for its figures, where it has one.
    pub source: Option<String>,
    /// Where the author wrote it.
    pub at: At,
    /// Its figures, row by row.
    pub figures: Vec<TableFigure>,
}

/// A figure of a table.
#[derive(Clone, Debug, Serialize)]
pub struct TableFigure {
    /// The row.
    pub row: String,
    /// The column.
    pub column: String,
    /// The value.
    #[serde(flatten)]
    pub value: Number,
    /// What it rests on.
    pub inputs: Vec<Input>,
    /// The values that it was worked out from.
    pub operands: Vec<Operand>,
}

impl Register {
    /// The register as it is written: JSON, with a line break at its end.
    pub fn json(&self) -> String {
        // These types hold nothing that JSON cannot.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}
