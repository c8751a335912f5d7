//! `chart`: lines or bars, drawn from the data or from a table of the paper.

mod from_data;
mod from_table;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Expected, Mark, Model, Period, Unit};
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::source::Span;
use crate::syntax::ast::Node;
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

/// More lines or bars side by side than these cannot be told apart.
pub const MOST_SERIES: usize = 4;

/// More bars than these are a table.
const MOST_BARS: usize = 40;

/// More places along a line than these are a table.
const MOST_PLACES: usize = 60;

/// What a `chart` allows.
pub const SPEC: BlockSpec = BlockSpec {
    kind: "chart",
    form: "chart name? line indicator, indicator \"Caption\"? { … }",
    about: "Lines (`line`) or bars (`bar`), drawn from the data or from a table of the paper. A line runs over periods; bars \
            stand for periods, areas, indicators or the rows of a table. A description for those who cannot see it is made \
            from the data, and its figures are printed in a table below.",
    attributes: &[
        AttributeSpec {
            name: "over",
            form: "over 2021-22 Q2 to 2022-23 Q4",
            about: "which periods, all of one kind",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "in",
            form: "in 2021-22",
            about: "which one period, for bars across areas or indicators",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "areas",
            form: "areas wiltshire, england",
            about: "which areas and groups, in order; without it the home area, or, for bars of one indicator in one period, \
                    all that have a value",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "from",
            form: "from fostering mar_20, mar_22",
            about: "the table of the paper that is drawn, and which of its columns; `from monthly row \"Children in care\"` \
                    draws a row, along its columns",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "show",
            form: "show expected range, target, previous, comparators",
            about: "what else is drawn: the expected range, the target, the same periods a year before, the other areas",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "without",
            form: "without table",
            about: "no table below, since another table of the paper shows the figures",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "note",
            form: "note \"Data were not collected in 2019-20\"",
            about: "a note under the chart",
            repeats: true,
            required: false,
        },
    ],
    example: "chart line cla \"The number of children rose and then fell\" {\n  over 2022-23 Q2 to 2022-23 Q4\n  show expected range\n}",
};

/// A chart, resolved.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The name that `{see …}` uses.
    pub name: Option<String>,
    /// How it is drawn.
    pub form: Form,
    /// What the author says above it.
    pub caption: Option<Vec<Inline>>,
    /// What it shows: "Children looked after, 2022-23 Q2 to Q4".
    pub title: String,
    /// What its values stand along: "Period", "Area", "Indicator".
    pub along: &'static str,
    /// The places along it.
    pub places: Vec<Place>,
    /// Lines, or bars side by side; at least one, and at most four.
    pub series: Vec<Series>,
    /// The expected range at each place; empty where none is shown.
    pub range: Vec<Option<Expected>>,
    /// The target at each place; empty where none is shown.
    pub target: Vec<Option<rust_decimal::Decimal>>,
    /// What the values count in.
    pub unit: Unit,
    /// Where its figures are printed.
    pub data: Data,
    /// The author's notes.
    pub notes: Vec<Vec<Inline>>,
    /// Where the figures come from.
    pub sources: Vec<String>,
    /// The author's line.
    pub span: Span,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Lines.
    Line,
    /// Bars.
    Bar,
}

/// Where the figures of a chart are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// In a table of its own below.
    Below,
    /// In another table of the paper; the place of the line that says so.
    Elsewhere(Span),
    /// In the table that it is drawn from.
    Drawn,
}

/// What a value stands at.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its words.
    pub title: String,
    /// Its period, where it is one.
    pub period: Option<Period>,
    /// Whether it is the area that the paper is about.
    pub home: bool,
}

/// A line, or the bars of one kind.
#[derive(Clone, Debug)]
pub struct Series {
    /// What it is.
    pub title: String,
    /// One at each place.
    pub points: Vec<Point>,
}

/// A value of a series, or its absence.
#[derive(Clone, Debug)]
pub struct Point {
    /// The value.
    pub value: Result<Shown, Missing>,
    /// The indicator, the area and the period that it is of; none where it is typed.
    pub of: Option<(String, String, Period)>,
}

/// A value that is drawn.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The exact value.
    pub exact: rust_decimal::Decimal,
    /// How many decimals are printed.
    pub decimals: u32,
    /// The marks beside it.
    pub marks: Vec<Mark>,
}

/// Why no value is drawn.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The sign that a table prints.
    pub sign: String,
    /// The words, such as "not available".
    pub words: String,
}

impl Point {
    /// The value of an indicator in an area and a period, as a model has it.
    fn of(model: &Model, name: &str, area: &str, period: Period) -> Self {
        let value = match model.value(name, area, period) {
            Ok(quantity) => Ok(Shown {
                exact: quantity.exact,
                decimals: quantity.decimals,
                marks: quantity.marks,
            }),
            Err(absence) => {
                let mark = absence.mark.unwrap_or(Mark::NotAvailable);
                let words = absence.words.unwrap_or_else(|| mark.in_words().to_owned());
                Err(Missing { sign: mark.symbol(), words })
            }
        };
        Self { value, of: Some((name.to_owned(), area.to_owned(), period)) }
    }
}

/// The lines of a chart that all its kinds share.
struct Lines<'a> {
    node: &'a Node,
    form: Form,
    indicators: Vec<String>,
    attributes: Attributes<'a>,
    show: super::Show,
}

/// What is drawn.
struct Drawn {
    title: String,
    along: &'static str,
    places: Vec<Place>,
    series: Vec<Series>,
    range: Vec<Option<Expected>>,
    target: Vec<Option<rust_decimal::Decimal>>,
    unit: Unit,
    sources: Vec<String>,
}

/// The name of a chart, which stands before `line` or `bar`.
pub fn name(node: &Node) -> Option<(&str, Span)> {
    use crate::syntax::ast::{Term, TermKind};
    match node.terms.as_slice() {
        [
            Term { kind: TermKind::Word(name), span },
            Term { kind: TermKind::Word(form), .. },
            ..,
        ] if matches!(form.as_str(), "line" | "bar")
            && !matches!(name.as_str(), "line" | "bar") =>
        {
            Some((name, *span))
        }
        _ => None,
    }
}

/// Reads one.
pub fn read(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Chart> {
    let mut head = Cursor::head(node, SPEC.form);
    let name = name(node).map(|(name, _)| name.to_owned());
    if name.is_some() {
        head.take();
    }
    let form = if head.keyword("line") {
        Form::Line
    } else if head.keyword("bar") {
        Form::Bar
    } else {
        head.malformed(diagnostics);
        return None;
    };
    let mut indicators = Vec::new();
    let mut known = true;
    for name in head.names() {
        let indicator = resolver.scope.indicator(&name, diagnostics);
        known &= indicator.is_some();
        if indicator.as_ref().is_some_and(|indicator| indicators.contains(indicator)) {
            diagnostics.add(Diagnostic::error(
                "declared-twice",
                name.span,
                format!("`{}` stands twice in this chart", name.text),
            ));
            continue;
        }
        indicators.extend(indicator);
    }
    let caption = head.text().map(|(text, span)| resolver.title(text, span, diagnostics));
    head.finish(diagnostics);
    let attributes = Attributes::read(node, &SPEC, diagnostics);
    let allowed = ["expected range", "target", "previous", "comparators"];
    let show = super::Show::read(&attributes, &allowed, diagnostics);
    let mut notes = Vec::new();
    for mut line in attributes.all("note") {
        match line.text() {
            Some((text, span)) => {
                notes.push(resolver.title(text, span, diagnostics));
                line.finish(diagnostics);
            }
            None => line.malformed(diagnostics),
        }
    }
    let mut data = Data::Below;
    if let Some(mut line) = attributes.get("without") {
        if line.keyword("table") {
            data = Data::Elsewhere(line.node.head);
            line.finish(diagnostics);
        } else {
            line.malformed(diagnostics);
        }
    }
    if !known {
        return None;
    }
    let from = attributes.get("from");
    let lines = Lines { node, form, indicators, attributes, show };
    let drawn = match from {
        Some(line) => {
            data = Data::Drawn;
            from_table::read(&lines, line, resolver, diagnostics)?
        }
        None => from_data::read(&lines, &resolver.scope, diagnostics)?,
    };
    let Drawn { title, along, places, series, range, target, unit, sources } = drawn;
    let span = node.head;
    let chart = Chart {
        name,
        form,
        caption,
        title,
        along,
        places,
        series,
        range,
        target,
        unit,
        data,
        notes,
        sources,
        span,
    };
    chart.is_fit(diagnostics).then_some(chart)
}

impl Chart {
    /// Whether it can be drawn so that somebody can read it; what cannot is reported.
    fn is_fit(&self, diagnostics: &mut Diagnostics) -> bool {
        let unfit = |message: String, help: &str| {
            Diagnostic::error("chart-unfit", self.span, message).help(help)
        };
        let series = self.series.len();
        let diagnostic = if series > MOST_SERIES {
            let things = if self.form == Form::Line { "lines" } else { "bars side by side" };
            unfit(
                format!(
                    "this chart would have {series} {things}, and more than four cannot be told apart"
                ),
                "name at most four, draw two charts, or make it a table",
            )
            .note(format!(
                "They are: {}.",
                self.series.iter().map(|one| one.title.as_str()).collect::<Vec<_>>().join("; ")
            ))
        } else if self.form == Form::Line && self.places.len() < 2 {
            unfit(
                "a line needs two places at least, and here is one".to_owned(),
                "draw it `over` several periods, or as `bar`",
            )
        } else if self.form == Form::Line && self.places.len() > MOST_PLACES {
            unfit(
                format!("{} places along one line cannot be read", self.places.len()),
                "draw fewer or longer periods",
            )
        } else if self.form == Form::Bar && self.places.len() * series > MOST_BARS {
            unfit(
                format!("{} bars cannot be read", self.places.len() * series),
                "draw fewer, or make it a table",
            )
        } else {
            return true;
        };
        diagnostics.add(diagnostic);
        false
    }

    /// The chart as a model has its values: that of the public's paper lacks what is exempt.
    #[must_use]
    pub fn seen_in(&self, model: &Model) -> Self {
        let mut seen = self.clone();
        for point in seen.series.iter_mut().flat_map(|series| &mut series.points) {
            if let Some((name, area, period)) = &point.of {
                *point = Point::of(model, name, area, *period);
            }
        }
        seen
    }

    /// Its values.
    pub fn shown(&self) -> impl Iterator<Item = &Shown> + Clone {
        self.series.iter().flat_map(|one| &one.points).filter_map(|point| point.value.as_ref().ok())
    }
}
