//! Periods and spans of time in braces.

use pest::iterators::Pair;
use rust_decimal::Decimal;

use super::ast::{PeriodRef, PeriodRefKind, SpanKind, SpanOfTime};
use super::expression::Reader;
use super::grammar::Rule;
use super::literals;
use crate::diag::Diagnostic;

impl Reader<'_> {
    /// `from A to B`, `over A to B`, `since A` or `over the last two years`.
    pub(super) fn span_of_time(&mut self, pair: Pair<'_, Rule>) -> Option<SpanOfTime> {
        let span = self.place(&pair);
        let mut ends = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::when => ends.push(self.when(part)),
                Rule::recent => {
                    let kind = SpanKind::Last(self.months(part)?);
                    return Some(SpanOfTime { kind, span });
                }
                _ => {}
            }
        }
        let kind = match ends.as_slice() {
            [Some(from), Some(to)] => SpanKind::Between(*from, *to),
            [Some(from)] => SpanKind::Since(*from),
            _ => return None,
        };
        Some(SpanOfTime { kind, span })
    }

    /// How many months `the last two years` has.
    fn months(&mut self, pair: Pair<'_, Rule>) -> Option<u32> {
        let span = self.place(&pair);
        let mut count = Decimal::ONE;
        let mut months = 1;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::number => count = part.as_str().replace(',', "").parse().ok()?,
                Rule::number_word => {
                    let at = NUMBERS.iter().position(|(word, _)| *word == part.as_str())?;
                    count = Decimal::from(NUMBERS.get(at)?.1);
                }
                Rule::length => {
                    months = match part.as_str().trim_end_matches('s') {
                        "year" => 12,
                        "quarter" => 3,
                        _ => 1,
                    };
                }
                _ => {}
            }
        }
        let whole = count.checked_mul(Decimal::from(months)).map(|whole| whole.normalize());
        let whole = whole.filter(|whole| whole.scale() == 0 && *whole > Decimal::ZERO);
        let found =
            whole.and_then(|whole| u32::try_from(whole).ok()).filter(|found| *found <= 1200);
        if found.is_none() {
            self.broken = true;
            self.diagnostics.add(
                Diagnostic::error("period-unclear", span, "this is not a number of whole months")
                    .help("write it in years, quarters or months: `over the last two years`"),
            );
        }
        found
    }

    pub(super) fn when(&mut self, pair: Pair<'_, Rule>) -> Option<PeriodRef> {
        let span = self.place(&pair);
        let mut years_before: u8 = 0;
        for inner in pair.into_inner() {
            let kind = match inner.as_rule() {
                Rule::year_before => {
                    years_before = years_before.saturating_add(1);
                    continue;
                }
                Rule::last_report => PeriodRefKind::LastReport,
                Rule::last_year => PeriodRefKind::LastYear,
                _ => match literals::period(&inner, span, self.diagnostics) {
                    Some(literal) => PeriodRefKind::Literal(literal),
                    None => {
                        self.broken = true;
                        return None;
                    }
                },
            };
            return Some(PeriodRef { kind, years_before, span });
        }
        None
    }
}

/// The numbers that a span of time may be written with.
const NUMBERS: [(&str, u32); 13] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("eighteen", 18),
];
