//! What a chart of indicators draws: over periods, or across areas in one period.

use super::{Drawn, Form, Lines, Place, Point, Series};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Model, Period, Unit};
use crate::paper::blocks::comparators;
use crate::paper::scope::Scope;
use crate::syntax::spec::Cursor;

/// Reads it.
pub(super) fn read(
    lines: &Lines<'_>,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Drawn> {
    let Lines { node, form, indicators, attributes, show } = lines;
    let missing = |what: &str, help: &str| {
        Diagnostic::error("attribute-missing", node.head, format!("this chart has no {what}"))
            .help(help)
    };
    if indicators.is_empty() {
        diagnostics.add(missing(
            "indicator",
            "name one behind `line` or `bar`, or draw a table of the paper: `from fostering mar_20, mar_22`",
        ));
        return None;
    }
    let unit = one_unit(lines, scope.model, diagnostics)?;
    let mut areas = Vec::new();
    if let Some(mut line) = attributes.get("areas") {
        for name in line.names() {
            areas.push(scope.area(Some(&name), name.span, diagnostics)?);
        }
        line.finish(diagnostics);
    }
    let drawn = match (attributes.get("over"), attributes.get("in")) {
        (Some(line), None) => {
            let periods = periods(line, scope, diagnostics)?;
            over(lines, areas, &periods, unit, scope, diagnostics)?
        }
        (None, Some(mut line)) => {
            let Some((literal, span)) = line.period() else {
                line.malformed(diagnostics);
                return None;
            };
            let period = scope.resolve(literal, span, diagnostics)?;
            line.finish(diagnostics);
            if *form == Form::Line || show.previous || show.range || show.target {
                let what = if *form == Form::Line { "a line runs" } else { "these are shown" };
                diagnostics.add(
                    Diagnostic::error(
                        "chart-unfit",
                        node.head,
                        format!("{what} over periods, and this chart is `in` one period"),
                    )
                    .help("write `over 2021-22 Q2 to 2022-23 Q4`, or draw bars without them"),
                );
                return None;
            }
            across(lines, areas, period, unit, scope, diagnostics)?
        }
        (Some(_), Some(line)) => {
            diagnostics.add(
                Diagnostic::error(
                    "chart-unfit",
                    line.node.head,
                    "a chart is `over` periods or `in` one period, and this one is both",
                )
                .help("take one of the two lines out"),
            );
            return None;
        }
        (None, None) => {
            diagnostics.add(missing(
                "periods",
                "write `over 2021-22 Q2 to 2022-23 Q4`, or, for bars across areas, `in 2021-22`",
            ));
            return None;
        }
    };
    let empty = |one: &&Series| one.points.iter().all(|point| point.value.is_err());
    if let Some(series) = drawn.series.iter().find(empty) {
        diagnostics.add(
            Diagnostic::error(
                "value-absent",
                node.head,
                format!("the data hold no value of this chart for \"{}\"", series.title),
            )
            .help("name other periods or areas, or leave it out"),
        );
        return None;
    }
    Some(drawn)
}

/// The unit of all the indicators.
fn one_unit(lines: &Lines<'_>, model: &Model, diagnostics: &mut Diagnostics) -> Option<Unit> {
    let mut units = lines.indicators.iter().map(|name| (name, model.unit(name)));
    let (first, unit) = units.next()?;
    for (other, its) in units {
        if !same(&unit, &its) {
            let title = |name: &String| model.indicators[name].title.clone();
            diagnostics.add(
                Diagnostic::error(
                    "chart-unfit",
                    lines.node.head,
                    format!(
                        "\"{}\" and \"{}\" count in different units, and a chart has one axis",
                        title(first),
                        title(other)
                    ),
                )
                .help("draw two charts: two axes in one let anything look like anything"),
            );
            return None;
        }
    }
    Some(unit)
}

fn same(one: &Unit, other: &Unit) -> bool {
    match (one, other) {
        (Unit::Number(_), Unit::Number(_)) => true,
        (Unit::Rate { per: one, .. }, Unit::Rate { per: other, .. }) => one == other,
        (one, other) => one == other,
    }
}

/// The periods of a line `over A to B`.
fn periods(
    mut line: Cursor<'_>,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Period>> {
    let mut ends = Vec::new();
    loop {
        let Some((literal, span)) = line.period() else {
            line.malformed(diagnostics);
            return None;
        };
        ends.push(scope.resolve(literal, span, diagnostics)?);
        if ends.len() == 2 || !line.keyword("to") {
            break;
        }
    }
    line.finish(diagnostics);
    let periods = match ends.as_slice() {
        [first, last] => Period::sequence(*first, *last),
        _ => Vec::new(),
    };
    if periods.is_empty() {
        let message = match ends.as_slice() {
            [first, last] if first.noun() == last.noun() => {
                format!("{first} does not come before {last}")
            }
            [first, last] => {
                format!("from a {} to a {} is no row of periods", first.noun(), last.noun())
            }
            _ => "this is one period".to_owned(),
        };
        diagnostics.add(
            Diagnostic::error("period-unclear", line.node.head, message)
                .help("write two periods of one kind: `over 2021-22 Q2 to 2022-23 Q4`, `over Apr 2022 to Mar 2023`"),
        );
        return None;
    }
    Some(periods)
}

fn over(
    lines: &Lines<'_>,
    areas: Vec<String>,
    periods: &[Period],
    unit: Unit,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Drawn> {
    let Lines { node, indicators, show, .. } = lines;
    let model = scope.model;
    let home = if areas.is_empty() && !show.comparators {
        scope.area(None, node.head, diagnostics)?
    } else {
        model.home.clone().unwrap_or_default()
    };
    let mut areas = areas;
    if areas.is_empty() && show.comparators {
        for period in periods {
            for area in comparators::areas(model, indicators, *period) {
                if !areas.contains(area) {
                    areas.push(area.clone());
                }
            }
        }
        areas.sort_by_key(|area| model.areas.get_index_of(area));
    }
    if areas.is_empty() {
        areas.push(home.clone());
    }
    let one = match indicators.as_slice() {
        [one] => Some(one),
        _ => None,
    };
    let several = areas.len() > 1 || areas.first() != Some(&home);
    let alone = one.filter(|_| !several);
    let asked = [
        (show.range, "the expected range"),
        (show.target, "the target"),
        (show.previous, "the year before"),
    ];
    let asked = asked.iter().find(|(asked, _)| *asked).map(|(_, what)| *what);
    let problem = match (asked, alone) {
        (Some(what), None) => Some(format!("{what} is that of one indicator of the home area")),
        _ if several && one.is_none() => {
            Some("several indicators in several areas are too much for one chart".to_owned())
        }
        _ => None,
    };
    if let Some(message) = problem {
        diagnostics.add(
            Diagnostic::error("chart-unfit", node.head, message)
                .help("draw a chart for each indicator"),
        );
        return None;
    }
    let line = |name: &String, area: &String, title: String, shift: bool| Series {
        title,
        points: periods
            .iter()
            .map(|period| {
                let period = if shift { period.previous_year() } else { *period };
                Point::of(model, name, area, period)
            })
            .collect(),
    };
    let mut series = Vec::new();
    for name in indicators {
        for area in &areas {
            let title =
                if several { &model.areas[area].title } else { &model.indicators[name].title };
            series.push(line(name, area, title.clone(), false));
        }
    }
    if let (Some(name), true) = (alone, show.previous) {
        if let Some(first) = series.first_mut() {
            "This report".clone_into(&mut first.title);
        }
        series.push(line(name, &home, "A year before".to_owned(), true));
    }
    let (mut range, mut target) = (Vec::new(), Vec::new());
    if let Some(name) = alone {
        if show.range {
            range = periods.iter().map(|period| model.range(name, *period).copied()).collect();
        }
        if show.target {
            let of = |period: &Period| model.target(name, *period).map(|target| target.value);
            target = periods.iter().map(of).collect();
        }
        let none = [
            (show.range && range.iter().all(Option::is_none), "expected range"),
            (show.target && target.iter().all(Option::is_none), "target"),
        ];
        if let Some((_, what)) = none.into_iter().find(|(none, _)| *none) {
            diagnostics.add(
                Diagnostic::error(
                    "value-absent",
                    node.head,
                    format!("`{name}` has no {what} in these periods"),
                )
                .label(model.indicators[name].span, "declared here")
                .help("give the indicator one for these years, or take it out of `show`"),
            );
            return None;
        }
    }
    let places = periods
        .iter()
        .map(|period| Place { title: period.to_string(), period: Some(*period), home: false })
        .collect();
    let of = if several { ", by area" } else { "" };
    let title = format!("{}{of}, {}", titles(indicators, model), stretch(periods));
    let sources = sources(indicators, model);
    Some(Drawn { title, along: "Period", places, series, range, target, unit, sources })
}

fn across(
    lines: &Lines<'_>,
    areas: Vec<String>,
    period: Period,
    unit: Unit,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Drawn> {
    let Lines { node, indicators, show, .. } = lines;
    let model = scope.model;
    let mut areas = areas;
    let one = indicators.len() == 1;
    if areas.is_empty() && (one || show.comparators) {
        areas = comparators::areas(model, indicators, period).into_iter().cloned().collect();
    }
    let by_area = !areas.is_empty();
    if !by_area {
        areas.push(scope.area(None, node.head, diagnostics)?);
    }
    let point = |name: &String, area: &String| Point::of(model, name, area, period);
    let home = model.home.as_ref();
    let stands_in = areas.iter().any(|area| model.areas[area].published);
    let (places, series): (Vec<Place>, Vec<Series>) = if by_area {
        let place = |area: &String| Place {
            title: model.areas[area].title.clone(),
            period: None,
            home: Some(area) == home || stands_in && model.areas[area].published,
        };
        let series = indicators
            .iter()
            .map(|name| Series {
                title: model.indicators[name].title.clone(),
                points: areas.iter().map(|area| point(name, area)).collect(),
            })
            .collect();
        (areas.iter().map(place).collect(), series)
    } else {
        let area = areas.first()?;
        let place = |name: &String| Place {
            title: model.indicators[name].title.clone(),
            period: None,
            home: false,
        };
        let points = indicators.iter().map(|name| point(name, area)).collect();
        let series = vec![Series { title: model.areas[area].title.clone(), points }];
        (indicators.iter().map(place).collect(), series)
    };
    if places.is_empty() {
        diagnostics.add(
            Diagnostic::error(
                "value-absent",
                node.head,
                format!("the data hold no value of this chart in {period}"),
            )
            .help("name another period"),
        );
        return None;
    }
    let what = titles(indicators, model);
    let title =
        if by_area { format!("{what}, by area, {period}") } else { format!("{what}, {period}") };
    let along = if by_area { "Area" } else { "Indicator" };
    Some(Drawn {
        title,
        along,
        places,
        series,
        range: Vec::new(),
        target: Vec::new(),
        unit,
        sources: sources(indicators, model),
    })
}

fn titles(indicators: &[String], model: &Model) -> String {
    let titles: Vec<&str> =
        indicators.iter().map(|name| model.indicators[name].title.as_str()).collect();
    titles.join("; ")
}

fn sources(indicators: &[String], model: &Model) -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    for source in indicators.iter().filter_map(|name| model.indicators[name].source.as_ref()) {
        if !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    sources
}

/// "2021-22 Q2 to 2022-23 Q4", "2022-23 Q2 to Q4".
fn stretch(periods: &[Period]) -> String {
    match (periods.first(), periods.last()) {
        (Some(first @ Period::Quarter { .. }), Some(last)) if first.year() == last.year() => {
            format!("{first} to {}", last.short())
        }
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => String::new(),
    }
}
