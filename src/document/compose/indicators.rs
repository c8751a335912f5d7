//! Tables of indicators: the scorecard, the comparison of two reports, the comparators.

use super::legend::{Reasons, legend_with};
use super::text;
use super::{Composer, inlines, number};
use crate::document::{
    Align, Anchor, Block, Cell, Column, HeaderCell, Inline, Row, RowKind, Table,
};
use crate::model::{Indicator, Kind, Period, Unit};
use crate::paper::blocks::comparators::{self, Comparators};
use crate::paper::blocks::compare::Compare;
use crate::paper::blocks::scorecard::Scorecard;
use crate::paper::claims::claim_words::range_in_words;
use crate::source::Span;

impl Composer<'_> {
    /// Indicators against months, quarters and years; the comparators are a table of their own, since theirs is another
    /// period and one table of twenty columns cannot be read.
    pub(super) fn scorecard(&mut self, scorecard: &Scorecard, blocks: &mut Vec<Block>) {
        let caption =
            scorecard.caption.as_ref().map_or_else(|| text("Scorecard"), |words| inlines(words));
        let show = scorecard.show;
        let mut columns = vec![Column { weight: 38, align: Align::Left }];
        let mut top = vec![header("Indicator", 1, 2)];
        let mut second = Vec::new();
        if show.kinds {
            columns.push(Column { weight: 14, align: Align::Left });
            top.push(header("Type", 1, 2));
        }
        for group in scorecard.periods.chunk_by(|a, b| same_group(*a, *b)) {
            let title = match group.first() {
                Some(Period::Month { .. }) => "Months".to_owned(),
                Some(Period::Quarter { start, .. }) => Period::Year { start: *start }.to_string(),
                _ => "Years".to_owned(),
            };
            top.push(header(&title, group.len(), 1));
            for period in group {
                columns.push(Column { weight: 10, align: Align::Decimal });
                second.push(header(&period.short(), 1, 1));
            }
        }
        if show.difference {
            columns.push(Column { weight: 14, align: Align::Decimal });
            top.push(header("Difference", 1, 2));
        }
        if show.range {
            columns.push(Column { weight: 15, align: Align::Left });
            columns.push(Column { weight: 16, align: Align::Left });
            let year = scorecard.periods.last().map_or(String::new(), |_| self.range_year());
            top.push(header(&format!("Expected range {year}"), 1, 2));
            top.push(header("Position at the end", 1, 2));
        }
        let mut rows = Vec::new();
        let mut reasons = Reasons::default();
        let mut domain: Option<&str> = None;
        for name in &scorecard.indicators {
            let indicator = &self.model.indicators[name];
            let title = self.domain_title(indicator).filter(|_| show.domains);
            let kind = match domain {
                Some(before) if Some(before) != indicator.domain.as_deref() && title.is_none() => {
                    RowKind::GroupStart
                }
                _ => RowKind::Plain,
            };
            if let Some(title) = title.filter(|_| domain != indicator.domain.as_deref()) {
                rows.push(Row { kind: RowKind::Heading, cells: vec![Cell::Text(text(title))] });
            }
            domain = indicator.domain.as_deref();
            let mut cells = vec![self.row_header(name, indicator)];
            if show.kinds {
                let kind = indicator.kind.in_words();
                let kind = kind.trim_start_matches("a ").trim_start_matches("an ");
                cells.push(Cell::Text(text(kind)));
            }
            let values: Vec<_> =
                scorecard.periods.iter().map(|period| self.value(name, *period)).collect();
            let periods = scorecard.periods.iter().map(ToString::to_string);
            reasons.take(&indicator.title, periods.zip(&values));
            cells.extend(values.iter().map(number::cell));
            if show.difference {
                cells.push(match (values.first(), values.last()) {
                    (Some(Ok(first)), Some(Ok(last))) => number::change(
                        last.exact - first.exact,
                        last.decimals.max(first.decimals),
                        &difference_unit(&last.unit),
                    ),
                    _ => Cell::Empty,
                });
            }
            if show.range {
                let now = self.now();
                let expected = now.and_then(|now| self.model.range(name, now));
                cells.push(self.range_cell(name));
                let value = now.map(|now| self.value(name, now));
                cells.push(match value {
                    Some(value) if expected.is_some() => {
                        number::position(&value, expected, indicator.polarity)
                    }
                    _ => dash(),
                });
            }
            rows.push(Row { kind, cells });
        }
        let wide = columns.len() > 9;
        let mut notes = vec![legend_with(&rows, &[], &reasons)];
        notes.retain(|note| !note.is_empty());
        notes.extend(self.carried(&scorecard.indicators, &scorecard.periods));
        let table = self.numbered_table(Table {
            anchor: Anchor(String::new()),
            number: String::new(),
            caption: caption.clone(),
            summary: Some(format!(
                "{} indicators, one a row, against {} periods.",
                scorecard.indicators.len(),
                scorecard.periods.len()
            )),
            columns,
            header: vec![top, second],
            rows,
            notes,
            wide,
            span: Some(scorecard.span),
        });
        blocks.push(Block::Table(table));
        if show.comparators
            && let Some(period) = self.paper.front.comparators
        {
            let mut caption = caption;
            caption.extend(text(format!(": comparators, {period}")));
            self.comparator_table(caption, &scorecard.indicators, period, scorecard.span, blocks);
        }
    }

    /// The previous report against the current one.
    pub(super) fn compare(&mut self, compare: &Compare, blocks: &mut Vec<Block>) {
        let single = match compare.indicators.as_slice() {
            [one] => Some(self.model.indicators[one].title.clone()),
            _ => None,
        };
        let caption = compare.caption.as_ref().map_or_else(
            || {
                text(format!(
                    "{}, last report and this report",
                    single.as_deref().unwrap_or("Indicators")
                ))
            },
            |words| inlines(words),
        );
        let mut columns = vec![Column { weight: 40, align: Align::Left }];
        let mut top = vec![header("Indicator", 1, 2)];
        let mut second = Vec::new();
        for (title, periods) in
            [("Last report", &compare.previous), ("This report", &compare.current)]
        {
            // The years stand once, over the quarters: seven columns of full periods would leave the words no room.
            top.push(header(&format!("{title}: {}", span_in_words(periods)), periods.len(), 1));
            for period in periods {
                columns.push(Column { weight: 10, align: Align::Decimal });
                second.push(header(&period.short(), 1, 1));
            }
        }
        if compare.show.range {
            columns.push(Column { weight: 17, align: Align::Left });
            columns.push(Column { weight: 18, align: Align::Left });
            top.push(header(&format!("Expected range {}", self.range_year()), 1, 2));
            top.push(header("Position", 1, 2));
        }
        columns.push(Column { weight: 18, align: Align::Left });
        top.push(header("Since the last report", 1, 2));
        let mut rows = Vec::new();
        let mut reasons = Reasons::default();
        for name in &compare.indicators {
            let indicator = &self.model.indicators[name];
            let mut cells = vec![self.row_header(name, indicator)];
            let before: Vec<_> = compare.previous.iter().map(|p| self.value(name, *p)).collect();
            let now: Vec<_> = compare.current.iter().map(|p| self.value(name, *p)).collect();
            let periods = compare.previous.iter().chain(&compare.current).map(ToString::to_string);
            reasons.take(&indicator.title, periods.zip(before.iter().chain(&now)));
            cells.extend(before.iter().chain(&now).map(number::cell));
            if compare.show.range {
                let last = compare.current.last();
                let expected = last.and_then(|last| self.model.range(name, *last));
                cells.push(self.range_cell(name));
                cells.push(match (now.last(), expected) {
                    (Some(value), Some(_)) => number::position(value, expected, indicator.polarity),
                    _ => dash(),
                });
            }
            cells.push(match (before.last(), now.last()) {
                (Some(before), Some(now)) => number::direction(before, now, indicator.polarity),
                _ => dash(),
            });
            rows.push(Row { kind: RowKind::Plain, cells });
        }
        let mut notes = vec![legend_with(&rows, &[], &reasons)];
        notes.retain(|note| !note.is_empty());
        let periods: Vec<Period> =
            compare.previous.iter().chain(&compare.current).copied().collect();
        notes.extend(self.carried(&compare.indicators, &periods));
        let wide = columns.len() > 12;
        let table = self.numbered_table(Table {
            anchor: Anchor(String::new()),
            number: String::new(),
            caption,
            summary: Some(
                "Each row is an indicator; the columns are the quarters of the last report and of this one.".to_owned(),
            ),
            columns,
            header: vec![top, second],
            rows,
            notes,
            wide,
            span: Some(compare.span),
        });
        blocks.push(Block::Table(table));
        if compare.show.comparators
            && let Some(period) = self.paper.front.comparators
        {
            let what = single.unwrap_or_else(|| "Indicators".to_owned());
            let caption = text(format!("{what}: comparators, {period}"));
            self.comparator_table(caption, &compare.indicators, period, compare.span, blocks);
        }
    }

    /// Indicators across the areas that have a value for one of them.
    pub(super) fn comparators(&mut self, comparators: &Comparators, blocks: &mut Vec<Block>) {
        let period = comparators.period;
        let caption = comparators.caption.as_ref().map_or_else(
            || {
                let title = match comparators.indicators.as_slice() {
                    [one] => self.model.indicators[one].title.as_str(),
                    _ => "Comparators",
                };
                text(format!("{title}: comparators, {period}"))
            },
            |words| inlines(words),
        );
        self.comparator_table(caption, &comparators.indicators, period, comparators.span, blocks);
    }

    fn comparator_table(
        &mut self,
        caption: Vec<Inline>,
        indicators: &[String],
        period: Period,
        span: Span,
        blocks: &mut Vec<Block>,
    ) {
        let areas = comparators::areas(self.model, indicators, period);
        let mut columns = vec![Column { weight: 34, align: Align::Left }];
        let mut top = vec![header("Indicator", 1, 1)];
        for area in &areas {
            columns.push(Column { weight: 15, align: Align::Decimal });
            top.push(header(&self.model.areas[*area].title, 1, 1));
        }
        let mut rows = Vec::new();
        let mut reasons = Reasons::default();
        for name in indicators {
            let values: Vec<_> =
                areas.iter().map(|area| self.model.value(name, area, period)).collect();
            if values.iter().all(Result::is_err) {
                continue;
            }
            let mut cells = vec![self.row_header(name, &self.model.indicators[name])];
            let titles = areas.iter().map(|area| self.model.areas[*area].title.clone());
            reasons.take(&self.model.indicators[name].title, titles.zip(&values));
            cells.extend(values.iter().map(number::cell));
            rows.push(Row { kind: RowKind::Plain, cells });
        }
        let mut notes = vec![legend_with(&rows, &[], &reasons)];
        notes.retain(|note| !note.is_empty());
        if areas.iter().any(|area| self.model.areas[*area].home) {
            notes.extend(self.carried(indicators, &[period]));
        }
        let table = self.numbered_table(Table {
            anchor: Anchor(String::new()),
            number: String::new(),
            caption,
            summary: Some(
                "Each row is an indicator; each column is an area or a group of authorities."
                    .to_owned(),
            ),
            columns,
            header: vec![top],
            rows,
            notes,
            wide: false,
            span: Some(span),
        });
        blocks.push(Block::Table(table));
    }

    fn value(
        &self,
        name: &str,
        period: Period,
    ) -> Result<crate::model::Quantity, crate::model::Absence> {
        self.model.value(name, self.model.home.as_deref().unwrap_or(""), period)
    }

    fn now(&self) -> Option<Period> {
        self.paper.front.reporting.map(|(_, last)| last)
    }

    fn range_year(&self) -> String {
        self.now().map_or(String::new(), |now| now.year().to_string())
    }

    fn range_cell(&self, name: &str) -> Cell {
        let expected = self.now().and_then(|now| self.model.range(name, now));
        match expected {
            Some(expected) => Cell::Text(text(range_in_words(expected, &self.model.unit(name)))),
            None => dash(),
        }
    }

    fn domain_title(&self, indicator: &Indicator) -> Option<&str> {
        let domain = self.model.domains.get(indicator.domain.as_deref()?)?;
        Some(domain.title.as_str())
    }

    /// An indicator's title, with the unit that its cells do not show.
    fn row_header(&self, name: &str, indicator: &Indicator) -> Cell {
        let title = &indicator.title;
        let unit = match self.model.unit(name) {
            Unit::Rate { per, .. } if !title.contains("per ") => {
                format!(
                    " (per {})",
                    crate::model::format_cell(per, 0, &Unit::Number(String::new()))
                )
            }
            Unit::Pounds
                if matches!(indicator.kind, Kind::Money | Kind::UnitCost)
                    && !title.contains('£') =>
            {
                " (£)".to_owned()
            }
            _ => String::new(),
        };
        Cell::Text(text(format!("{title}{unit}")))
    }
}

/// The first and the last of some periods: "2022-23 Q2 to Q4", "2021-22 Q2 to 2022-23 Q1".
fn span_in_words(periods: &[Period]) -> String {
    match (periods.first(), periods.last()) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) if first.year() == last.year() => {
            format!("{first} to {}", last.short())
        }
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => String::new(),
    }
}

/// Months belong together, quarters by their year, and years.
fn same_group(one: Period, other: Period) -> bool {
    match (one, other) {
        (Period::Month { .. }, Period::Month { .. })
        | (Period::Year { .. }, Period::Year { .. }) => true,
        (Period::Quarter { start: one, .. }, Period::Quarter { start: other, .. }) => one == other,
        _ => false,
    }
}

fn difference_unit(unit: &Unit) -> Unit {
    match unit {
        Unit::Percent => Unit::PercentagePoints,
        unit => unit.clone(),
    }
}

fn dash() -> Cell {
    Cell::Mark {
        shape: crate::document::Shape::None,
        tone: crate::document::Tone::Neutral,
        words: "–".to_owned(),
    }
}

fn header(words: &str, columns: usize, rows: usize) -> HeaderCell {
    HeaderCell { text: text(words), columns, rows }
}
