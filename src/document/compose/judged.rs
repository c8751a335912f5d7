//! The tables of exceptions and of successes.

use super::text;
use super::{Composer, inlines};
use crate::document::{
    Align, Anchor, Block, Cell, Column, HeaderCell, Inline, Row, RowKind, Shape, Table, Tone,
};
use crate::model::{Polarity, Quantity};
use crate::paper::blocks::exceptions::{Finding, Findings, Judged, JudgedRow};
use crate::paper::values::value::capital;

impl Composer<'_> {
    /// The exceptions: what each is held against, its reason and its action.
    pub(super) fn exceptions(&mut self, judged: &Judged, blocks: &mut Vec<Block>) {
        let found = judged.exceptions(self.model);
        let heads = [
            ("Indicator", 34, Align::Left),
            (&*judged.at.to_string(), 10, Align::Decimal),
            ("Expected", 14, Align::Left),
            ("Position", 14, Align::Left),
            ("Reason", 40, Align::Left),
            ("Action", 40, Align::Left),
        ];
        let given = |words: &Option<Vec<Inline>>| match words {
            Some(words) => Cell::Text(words.clone()),
            None => Cell::Text(text("Not given")),
        };
        let row = |row: &JudgedRow| {
            let words = |words: &Option<Vec<_>>| words.as_ref().map(|words| inlines(words));
            vec![
                Cell::Text(text(&self.model.indicators[&row.indicator].title)),
                figure(&row.value),
                Cell::Text(text(capital(&row.held_against))),
                position(row, Polarity::None),
                given(&words(&row.reason)),
                given(&words(&row.action)),
            ]
        };
        let rows = found.rows.iter().map(row).collect();
        let mut remark = "An exception is outside its expected range, on the side that is not wished for where one is \
                        better, or misses its target."
            .to_owned();
        let none = "none is outside its expected range on the side that is not wished for, and none misses its target";
        remark.push_str(&left_out(&found));
        let caption = format!("Exceptions at {}", judged.at);
        let none = (found.judged, none);
        self.judged(judged, &caption, &heads, rows, none, &remark, blocks);
    }

    /// The successes: what each was before, and what makes it one.
    pub(super) fn successes(&mut self, judged: &Judged, blocks: &mut Vec<Block>) {
        let found = judged.successes(self.model);
        let since = judged.since.map_or(String::new(), |since| since.to_string());
        let at = judged.at.to_string();
        let heads = [
            ("Indicator", 40, Align::Left),
            (&*since, 14, Align::Decimal),
            (&*at, 14, Align::Decimal),
            ("Expected", 22, Align::Left),
            ("What is shown", 30, Align::Left),
        ];
        let row = |row: &JudgedRow| {
            vec![
                Cell::Text(text(&self.model.indicators[&row.indicator].title)),
                row.earlier.as_ref().map_or_else(absent, figure),
                figure(&row.value),
                Cell::Text(text(capital(&row.held_against))),
                position(row, self.model.indicators[&row.indicator].polarity),
            ]
        };
        let rows = found.rows.iter().map(row).collect();
        let mut remark = format!(
            "A success meets its target, is inside its expected range again after {since}, or is better than in {since}; and \
             it is no exception."
        );
        remark.push_str(&left_out(&found));
        let none =
            format!("none meets a target, is inside its range again or is better than in {since}");
        let none = (found.judged, &*none);
        self.judged(judged, &format!("Successes at {at}"), &heads, rows, none, &remark, blocks);
    }

    #[expect(clippy::too_many_arguments, reason = "what a table is made of, from two places")]
    fn judged(
        &mut self,
        judged: &Judged,
        caption: &str,
        heads: &[(&str, u32, Align)],
        rows: Vec<Vec<Cell>>,
        (number, none): (usize, &str),
        remark: &str,
        blocks: &mut Vec<Block>,
    ) {
        let said = [("Indicator", 30, Align::Left), ("What was found", 70, Align::Left)];
        let empty = rows.is_empty();
        let (heads, rows) = if empty {
            let many = if number == 1 { "indicator" } else { "indicators" };
            let were = if number == 1 { "was" } else { "were" };
            let words = format!("Of {number} {many} that {were} judged, {none}.");
            (&said[..], vec![vec![Cell::Text(text("None")), Cell::Text(text(&words))]])
        } else {
            (heads, rows)
        };
        let rows: Vec<Row> =
            rows.into_iter().map(|cells| Row { kind: RowKind::Plain, cells }).collect();
        let mut notes = vec![text(remark)];
        let legend = super::legend::legend(&rows, &[]);
        if !legend.is_empty() {
            notes.push(legend);
        }
        let header = |words: &str| HeaderCell { text: text(words), columns: 1, rows: 1 };
        let table = self.numbered_table(Table {
            anchor: judged.name.as_deref().map_or(Anchor(String::new()), super::anchor_of),
            number: String::new(),
            caption: judged.caption.as_ref().map_or_else(|| text(caption), |words| inlines(words)),
            summary: Some("Each row is an indicator.".to_owned()),
            columns: heads
                .iter()
                .map(|(_, weight, align)| Column { weight: *weight, align: *align })
                .collect(),
            header: vec![heads.iter().map(|(words, ..)| header(words)).collect()],
            rows,
            notes,
            wide: false,
            span: Some(judged.span),
        });
        blocks.push(Block::Table(table));
    }
}

/// The indicators that could not be judged, for the remark.
fn left_out(found: &Findings) -> String {
    let listed: Vec<String> =
        found.left_out.iter().map(|(title, why)| format!("{title} ({why})")).collect();
    if listed.is_empty() { String::new() } else { format!(" Not judged: {}.", listed.join("; ")) }
}

fn position(row: &JudgedRow, polarity: Polarity) -> Cell {
    let words: Vec<&str> = row
        .findings
        .iter()
        .enumerate()
        .map(|(at, finding)| match (finding, at) {
            (Finding::Below, _) => "Below",
            (Finding::Above, _) => "Above",
            (Finding::MissesTarget, 0) => "Misses target",
            (Finding::MissesTarget, _) => "misses target",
            (Finding::MeetsTarget, _) => "Meets target",
            (Finding::InsideAgain, 0) => "Inside range again",
            (Finding::InsideAgain, _) => "inside range again",
            (Finding::Improved, 0) => "Better",
            (Finding::Improved, _) => "better",
        })
        .collect();
    let (shape, tone) = match row.findings.first() {
        Some(Finding::Below) => (Shape::Down, Tone::Bad),
        Some(Finding::Above) => (Shape::Up, Tone::Bad),
        Some(Finding::Improved) if polarity == Polarity::Lower => (Shape::Down, Tone::Good),
        Some(Finding::Improved) => (Shape::Up, Tone::Good),
        Some(Finding::MissesTarget) => (Shape::Edge, Tone::Bad),
        Some(Finding::MeetsTarget | Finding::InsideAgain) => (Shape::Level, Tone::Good),
        None => (Shape::None, Tone::Neutral),
    };
    Cell::Mark { shape, tone, words: words.join(", ") }
}

fn figure(value: &Quantity) -> Cell {
    super::number::cell(&Ok(value.clone()))
}

fn absent() -> Cell {
    Cell::Number { text: crate::model::Mark::NotAvailable.symbol(), mark: String::new() }
}
