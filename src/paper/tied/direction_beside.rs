//! `Fell by [42]{change in x …}`: the direction that stands directly in front of a change, against its sign.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::format_figure;
use crate::paper::claims::claim_words::cells;
use crate::paper::resolve::Resolver;
use crate::paper::style::line::{Line, Piece, PieceKind};
use crate::paper::values::value::{Change, Value};
use crate::paper::words::direction;
use crate::source::Span;

impl Resolver<'_, '_> {
    /// Reports directions in front of changes that went the other way, or that print a sign of their own.
    pub(in crate::paper) fn directions(&self, line: &Line<'_>, diagnostics: &mut Diagnostics) {
        for piece in &line.pieces {
            let (value, printed) = match piece.kind {
                PieceKind::Tied(_, Some(value)) => (value, false),
                PieceKind::Printed(value) => (value, true),
                _ => continue,
            };
            let rose = match value.change {
                Change::Rise => true,
                Change::Fall => false,
                Change::Signed if !value.exact.is_zero() => value.exact > Decimal::ZERO,
                _ => continue,
            };
            let words = line.text.get(piece.range.clone()).unwrap_or("");
            if !printed && direction(words).is_some() {
                continue;
            }
            if let Some(said) = said_before(line, piece.range.start) {
                self.direction_beside(line, piece, (value, rose, printed), said, diagnostics);
            }
        }
    }

    fn direction_beside(
        &self,
        line: &Line<'_>,
        piece: &Piece<'_>,
        (value, rose, printed): (&Value, bool, bool),
        (up, opposite, place): (bool, &'static str, std::ops::Range<usize>),
        diagnostics: &mut Diagnostics,
    ) {
        let Some(here) = line.place(&place, self.sources) else { return };
        let said = line.text.get(place).unwrap_or("");
        let size = format_figure(value.exact.abs(), value.decimals, &value.unit);
        let braces = piece.expression.map(|expression| expression.span);
        if up != rose {
            let way = if rose { "a rise" } else { "a fall" };
            let diagnostic = Diagnostic::error(
                "words-contradict",
                here,
                format!("\"{said}\" stands in front of {way} of {size}"),
            );
            let diagnostic = braces
                .into_iter()
                .fold(diagnostic, |found, span| found.label(span, format!("this is {way}")));
            diagnostics.add(cells(diagnostic, &value.inputs).replace("write", here, opposite));
        } else if printed && !rose && value.change == Change::Signed {
            let shown = value.printed();
            let diagnostic = Diagnostic::error(
                "words-contradict",
                here,
                format!(
                    "\"{said}\" says a fall, and the braces print its sign as well: \"{shown}\""
                ),
            );
            let change = braces.and_then(|span| {
                let at = self.sources.text(span).find("change in")?;
                let start = span.start + at;
                Some(Span { start, end: start + "change in".len(), ..span })
            });
            diagnostics.add(match change {
                Some(place) => diagnostic.replace("print the size of the fall", place, "fall in"),
                None => diagnostic.help("write `fall in`, which prints its size"),
            });
        }
    }
}

/// The direction that stands directly before a place, "fell by", "up", "an increase of": whether it is up, the word for
/// the other way, and where it stands.
fn said_before(line: &Line<'_>, at: usize) -> Option<(bool, &'static str, std::ops::Range<usize>)> {
    let before = line.before(at);
    if !before.ends_with([' ', '\u{a0}']) {
        return None;
    }
    let mut words = before.trim_end().rsplit([' ', '\u{a0}']);
    let mut last = words.next()?;
    if matches!(last, "about" | "around" | "some" | "nearly" | "almost" | "over" | "only" | "just")
    {
        last = words.next()?;
    }
    let word = match last {
        "by" | "of" => words.next()?,
        "up" | "down" => last,
        _ => return None,
    };
    // A noun is followed by "of", a verb by "by", and "more" and "less" loosen figures.
    let noun = matches!(
        word,
        "rise"
            | "fall"
            | "increase"
            | "decrease"
            | "drop"
            | "reduction"
            | "decline"
            | "growth"
            | "gain"
            | "loss"
    );
    if (last == "of") != noun && last != "by" || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    if matches!(words.next(), Some("not" | "never" | "no")) {
        return None;
    }
    let said = direction(word)
        .filter(|_| !matches!(word, "more" | "less" | "fewer" | "lower" | "higher"))?;
    let start = before.rfind(word)?;
    Some((said.up, said.opposite, start..start + word.len()))
}
