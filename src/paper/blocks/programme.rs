//! `programme`: which reports went to which meeting, and the key to them.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use time::Date;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::paper::scope::unknown;
use crate::source::Span;
use crate::syntax::ast::{Body, FigureUnit, Name, Node, PeriodLiteral, Phrase, TableRow};
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

/// What a `programme` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "programme",
    form: "programme name? \"Caption\" { … }",
    about: "Which reports went to which meeting, printed as a table with a column for each meeting, and a second table, the \
            key, with the title of each report. A row has what it is about, the extra columns, and a cell for each \
            meeting with the numbers of its reports: `1, 5` or `1, focus 11`. Each number must be in the key, and each \
            report of the key in a row. An empty cell prints \"No report\". `{report 5 of name}` prints \"Report 5\" as a \
            link to the key, and `{item 5 of name}` its title.",
    attributes: &[
        AttributeSpec {
            name: "meetings",
            form: "meetings 27 September 2022, 15 November 2022",
            about: "the days of the meetings, in order",
            repeats: false,
            required: true,
        },
        AttributeSpec {
            name: "for",
            form: "for strategic",
            about: "the rows are the priorities of the `priorities` block of that name, each by its name, all of them and in \
                    their order",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "rows",
            form: "rows \"Theme\"",
            about: "what the rows are, where they are no priorities",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "columns",
            form: "columns domain \"Data domain\"",
            about: "further columns of words, before those of the meetings: a name and a title each",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "report",
            form: "report 1 \"Data scorecard\"",
            about: "a report: its number, counted from 1, and its title",
            repeats: true,
            required: true,
        },
        AttributeSpec {
            name: "key",
            form: "key \"Key to the reports\"",
            about: "what is printed above the key",
            repeats: false,
            required: false,
        },
    ],
    example: "programme work \"Reports to each meeting\" {\n  meetings  27 September 2022, 15 November 2022\n  report 1 \"Data scorecard\"\n  report 2 \"Fostering update\"\n  | A loving home | 2 | 2 |\n  | To be heard   | 1 |   |\n}",
};

/// A programme, resolved.
#[derive(Clone, Debug)]
pub struct Programme {
    /// The name that `{see …}` uses.
    pub name: Option<String>,
    /// What is printed above it.
    pub caption: Option<Vec<Inline>>,
    /// What is printed above the key.
    pub key: Option<Vec<Inline>>,
    /// What the rows are.
    pub subject: String,
    /// The titles of the extra columns.
    pub columns: Vec<Vec<Inline>>,
    /// The days of the meetings.
    pub meetings: Vec<Date>,
    /// The reports: the title of each number.
    pub reports: Vec<Report>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The author's line.
    pub span: Span,
}

/// A report of the key.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: Vec<Inline>,
    /// Its line.
    pub span: Span,
}

/// A row of the programme.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is about.
    pub title: Vec<Inline>,
    /// The cells of the extra columns.
    pub extra: Vec<Vec<Inline>>,
    /// The reports of each meeting.
    pub reports: Vec<Reports>,
}

/// The reports of a cell, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reports {
    /// Those that were received.
    pub received: Vec<u32>,
    /// Those that the meeting was about.
    pub focus: Vec<u32>,
}

/// Reads one.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Programme> {
    let (name, caption) = super::name_and_caption(node, SPEC.form, resolver, diagnostics);
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let meetings = meetings(attributes.get("meetings")?, diagnostics)?;
    let mut title = |word: &str, diagnostics: &mut Diagnostics| {
        let mut line = attributes.get(word)?;
        let Some((words, place)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        line.finish(diagnostics);
        Some((resolver.title(words, place, diagnostics), words.to_owned()))
    };
    let key = title("key", diagnostics).map(|(words, _)| words);
    let subject = title("rows", diagnostics).map(|(_, words)| words);
    let columns = columns(attributes.get("columns"), resolver, diagnostics)?;
    let reports = reports(&attributes, resolver, diagnostics);
    let block = attributes.get("for").and_then(|line| priorities(line, resolver, diagnostics));
    let subject = subject.unwrap_or_else(|| match &block {
        Some(block) => block.tag.clone(),
        None => super::priorities::TAG.to_owned(),
    });
    let lines: &[TableRow] = match &node.body {
        Some(Body::Table(_, lines)) => lines,
        _ => &[],
    };
    if lines.is_empty() {
        diagnostics.add(
            Diagnostic::error("attribute-missing", node.head, "this programme has no rows")
                .help("write a row as `| A loving home | 1, 5 | focus 11 |`, with a cell for each meeting"),
        );
    }
    let span = node.head;
    let rows = Vec::new();
    let mut programme =
        Programme { name, caption, key, subject, columns, meetings, reports, rows, span };
    let mut used = BTreeMap::new();
    let mut read = Vec::new();
    for line in lines {
        if let Some(row) = row(line, &programme, &mut used, resolver, diagnostics) {
            programme.rows.push(row);
            read.push(line);
        }
    }
    if let Some(block) = block {
        block.hold(&mut programme, &read, lines.len(), resolver, diagnostics);
    }
    if read.len() == lines.len() {
        for report in programme.reports.iter().filter(|report| !used.contains_key(&report.number)) {
            diagnostics.add(
                Diagnostic::error(
                    "reference-unused",
                    report.span,
                    format!("report {} is in the key and went to no meeting", report.number),
                )
                .help("put its number where it belongs, or take it out of the key"),
            );
        }
    }
    Some(programme)
}

fn meetings(mut line: Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<Date>> {
    let mut meetings: Vec<Date> = Vec::new();
    loop {
        match line.period() {
            Some((PeriodLiteral::Date(day), place)) => {
                if let Some(before) = meetings.last().filter(|before| **before >= day) {
                    let before = Period::Date(*before);
                    diagnostics.add(
                        Diagnostic::error(
                            "order-differs",
                            place,
                            format!("this meeting is not later than the one before it, of {before}"),
                        )
                        .help("meetings stand in the order of their days, and so do the cells of the rows"),
                    );
                }
                meetings.push(day);
            }
            Some((_, place)) => {
                diagnostics.add(
                    Diagnostic::error("period-unclear", place, "this is not the day of a meeting")
                        .help("write it in full: `27 September 2022`"),
                );
                return None;
            }
            None => {
                line.malformed(diagnostics);
                return None;
            }
        }
        if !line.comma() {
            break;
        }
    }
    line.finish(diagnostics);
    Some(meetings)
}

fn columns(
    line: Option<Cursor<'_>>,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Vec<Inline>>> {
    let mut columns = Vec::new();
    let Some(mut line) = line else { return Some(columns) };
    loop {
        let (Some(_), Some((title, place))) = (line.name(), line.text()) else {
            line.malformed(diagnostics);
            return None;
        };
        columns.push(resolver.title(title, place, diagnostics));
        if !line.comma() {
            break;
        }
    }
    line.finish(diagnostics);
    Some(columns)
}

fn reports(
    attributes: &Attributes<'_>,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    for mut line in attributes.all("report") {
        let Some((number, place)) = number(&mut line) else {
            line.malformed(diagnostics);
            continue;
        };
        let Some((title, title_place)) = line.text() else {
            line.malformed(diagnostics);
            continue;
        };
        line.finish(diagnostics);
        let title = resolver.title(title, title_place, diagnostics);
        if let Some(first) = reports.iter().find(|known| known.number == number) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    place,
                    format!("there are two reports with the number {number}"),
                )
                .label(first.span, "the first stands here"),
            );
            continue;
        }
        let next = reports.last().map_or(1, |before| before.number + 1);
        if number != next {
            diagnostics.add(
                Diagnostic::error(
                    "order-differs",
                    place,
                    format!("report {number} stands where report {next} is due"),
                )
                .help("reports are numbered 1, 2, 3 in the order in which they stand"),
            );
        }
        reports.push(Report { number, title, span: line.node.head });
    }
    reports
}

/// The number of a report.
fn number(line: &mut Cursor<'_>) -> Option<(u32, Span)> {
    let (figure, place) = line.figure()?;
    let whole = figure.unit == FigureUnit::Plain && figure.decimals == 0;
    let number = figure.value.to_u32().filter(|number| whole && *number > 0)?;
    Some((number, place))
}

/// The number that a line of a programme's key begins with, and its title.
pub fn key_line(node: &Node) -> Option<(u32, String)> {
    let mut line = Cursor::head(node, "");
    let (number, _) = number(&mut line)?;
    Some((number, line.text()?.0.to_owned()))
}

fn row(
    line: &TableRow,
    programme: &Programme,
    used: &mut BTreeMap<u32, Span>,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Row> {
    if let Some(from) = &line.from {
        diagnostics.add(
            Diagnostic::error(
                "block-misplaced",
                from.span,
                "a programme takes no rows from another table",
            )
            .help("its rows are the priorities of a block: `for` and the name of the block"),
        );
        return None;
    }
    if let Some(kind) = &line.kind {
        diagnostics.add(
            Diagnostic::error(
                "name-unknown",
                kind.span,
                format!("there is no kind of row `{}` in a programme", kind.text),
            )
            .help("a row begins with `|`"),
        );
        return None;
    }
    let words = 1 + programme.columns.len();
    let wanted = words + programme.meetings.len();
    if line.cells.len() != wanted {
        diagnostics.add(
            Diagnostic::error(
                "table-ragged",
                line.span,
                format!(
                    "this row has {} cells, and the programme needs {wanted}",
                    line.cells.len()
                ),
            )
            .note(format!(
                "What it is about, {} of the line `columns`, {} of the line `meetings`.",
                programme.columns.len(),
                programme.meetings.len()
            ))
            .help("a meeting without a report has an empty cell, `| |`"),
        );
        return None;
    }
    let mut cells = line.cells.iter();
    let title = cells.next().map(|cell| resolver.cell(cell, false, false, diagnostics))?;
    let extra = cells
        .by_ref()
        .take(programme.columns.len())
        .map(|cell| resolver.cell(cell, false, false, diagnostics))
        .collect();
    let reports =
        cells.map(|cell| cell_reports(cell, programme, used, resolver, diagnostics)).collect();
    Some(Row { title, extra, reports })
}

/// The numbers in a cell: `1, 5`, `focus 11`, and also `Report 1, report 5` as other papers have them.
fn cell_reports(
    cell: &Phrase,
    programme: &Programme,
    used: &mut BTreeMap<u32, Span>,
    resolver: &Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Reports {
    let mut found = Reports::default();
    let mut focus = false;
    let written = resolver.sources.text(cell.span);
    let mut at = cell.span.start;
    for piece in
        written.split_inclusive(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'))
    {
        let start = at;
        at += piece.len();
        let word =
            piece.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'));
        let place = Span { start, end: start + word.len(), ..cell.span };
        match word.to_lowercase().as_str() {
            "" | "and" | "report" | "reports" | "meeting" => {}
            "focus" => focus = true,
            _ => match word.parse::<u32>() {
                Ok(number) => {
                    let known = programme.reports.iter().any(|report| report.number == number);
                    if !known {
                        diagnostics.add(no_report(number, place, programme));
                    } else if found.received.contains(&number) || found.focus.contains(&number) {
                        diagnostics.add(
                            Diagnostic::error(
                                "declared-twice",
                                place,
                                format!("report {number} is in this cell twice"),
                            )
                            .help("take one of the two out"),
                        );
                    } else {
                        used.insert(number, place);
                        if focus { &mut found.focus } else { &mut found.received }.push(number);
                    }
                }
                Err(_) => {
                    diagnostics.add(
                        Diagnostic::error(
                            "syntax-error",
                            place,
                            format!("\"{word}\" is no number of a report"),
                        )
                        .help("a cell of a meeting holds the numbers of its reports: `1, 5`, or `focus 11` for what the meeting was about"),
                    );
                    return found;
                }
            },
        }
    }
    found
}

/// How many reports a key has.
pub fn key_in_words(count: usize) -> String {
    match count {
        0 => "The key has no report.".to_owned(),
        1 => "The key has report 1 only.".to_owned(),
        _ => format!("The key has {count}, from 1 to {count}."),
    }
}

fn no_report(number: u32, place: Span, programme: &Programme) -> Diagnostic {
    let count = programme.reports.len();
    Diagnostic::error("reference-unknown", place, format!("there is no report {number}"))
        .note(key_in_words(count))
        .help(format!("mend the number, or add a line `report {number} \"Its title\"`"))
}

/// The priorities that the rows of a programme are.
struct Wanted {
    tag: String,
    /// Their names and titles, in order.
    all: Vec<(String, String)>,
    asked: Span,
}

/// `for strategic`
fn priorities(
    mut line: Cursor<'_>,
    resolver: &Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Wanted> {
    let Some(name) = line.name() else {
        line.malformed(diagnostics);
        return None;
    };
    line.finish(diagnostics);
    let registers = &resolver.scope.records.registers;
    let Some(names) = registers.blocks.get(&name.text) else {
        let known = registers.blocks.keys().map(String::as_str);
        let message = format!("no `priorities` are called `{}`", name.text);
        diagnostics.add(
            unknown(&name, message, known)
                .help("give the block its name: `priorities strategic \"Caption\" { … }`"),
        );
        return None;
    };
    let known: Vec<_> =
        names.iter().filter_map(|name| registers.priorities.get_key_value(name)).collect();
    let tag = known.first().map_or(String::new(), |(_, priority)| priority.tag.clone());
    let all =
        known.iter().map(|(name, priority)| ((*name).clone(), priority.title.clone())).collect();
    Some(Wanted { tag, all, asked: name.span })
}

impl Wanted {
    /// Holds the rows against the priorities: each has one, in order, and prints the title.
    fn hold(
        &self,
        programme: &mut Programme,
        read: &[&TableRow],
        lines: usize,
        resolver: &mut Resolver<'_, '_>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut rows: Vec<(usize, Span)> = Vec::new();
        for (row, line) in programme.rows.iter_mut().zip(read) {
            let Some(place) = line.cells.first().map(|cell| cell.span) else { continue };
            let written = resolver.sources.text(place).trim();
            let same = |(name, title): &(String, String)| {
                name == written || title.to_lowercase() == written.to_lowercase()
            };
            let Some(at) = self.all.iter().position(same) else {
                diagnostics.add(self.unknown(written, place));
                continue;
            };
            if let Some((_, first)) = rows.iter().find(|(known, _)| *known == at) {
                diagnostics.add(
                    Diagnostic::error("row-twice", place, "this priority has two rows")
                        .label(*first, "the first")
                        .help("join the two rows"),
                );
                continue;
            }
            if let Some((before, _)) = rows.last().filter(|(before, _)| *before > at) {
                let (before, title) = (self.title(*before), self.title(at));
                diagnostics.add(
                    Diagnostic::error(
                        "order-differs",
                        place,
                        format!("\"{title}\" comes before \"{before}\" in the list of priorities"),
                    )
                    .label(self.asked, "the rows are to be in that order"),
                );
            }
            rows.push((at, place));
            row.title = vec![Inline::Text(self.title(at).to_owned(), place)];
        }
        if read.len() < lines || rows.len() < read.len() {
            return;
        }
        for (at, (name, title)) in self.all.iter().enumerate() {
            if !rows.iter().any(|(known, _)| *known == at) {
                diagnostics.add(
                    Diagnostic::error(
                        "reference-unused",
                        self.asked,
                        format!("the priority \"{title}\" has no row in this programme"),
                    )
                    .help(format!("add a row `| {name} | … |`; its cells may be empty")),
                );
            }
        }
    }

    fn title(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |(_, title)| title.as_str())
    }

    fn unknown(&self, written: &str, place: Span) -> Diagnostic {
        let name = Name { text: written.to_owned(), span: place };
        let message = format!("there is no priority \"{written}\"");
        let known = self.all.iter().map(|(name, _)| name.as_str());
        let diagnostic = unknown(&name, message, known);
        Diagnostic { code: "reference-unknown", ..diagnostic }
            .label(self.asked, "the rows are the priorities of this block")
    }
}
