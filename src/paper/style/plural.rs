//! "1 children", "33 child", "a 18%": the author's words beside a figure, against the figure.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Unit;
use crate::paper::resolve::Resolver;
use crate::paper::style::line::{Line, Piece, PieceKind};
use crate::paper::untied::nouns::{Grammatical, describes, grammatical};
use crate::paper::values::value::Printed;
use crate::paper::words::{Approximator, WordsUnit, figures_stated, takes_an};
use crate::source::Span;

/// What may follow a noun that stands by itself. Another noun would make one of the two: "3 case reviews".
const AFTER_ONE: &str = "\
    are came did had has have is left lived moved stayed that was went were which who whose";
const AFTER_MANY: &str = "\
    aged are as at because but by came did during for from had has have in into is left lived living moved of on or over \
    placed since stayed than that to under was went were when where which while who whose with without";

impl Resolver<'_, '_> {
    /// Reports nouns and articles that do not go with the figure beside them.
    pub(in crate::paper) fn grammar(&self, line: &Line<'_>, diagnostics: &mut Diagnostics) {
        for piece in &line.pieces {
            if matches!(piece.kind, PieceKind::Tied(..)) {
                self.articles(line, piece, diagnostics);
            }
            if let Some((figure, one)) = number_of(line, piece) {
                self.noun(line, piece, &figure, one, diagnostics);
            }
        }
    }

    /// "a [18%]{…}", "[an 7%]{…}". Before a figure that is printed the article follows by itself.
    fn articles(&self, line: &Line<'_>, piece: &Piece<'_>, diagnostics: &mut Diagnostics) {
        let words = line.text.get(piece.range.clone()).unwrap_or("");
        let inside = words.match_indices([' ', '\u{a0}']).map(|(at, space)| at + space.len());
        for at in std::iter::once(0).chain(inside).map(|at| piece.range.start + at) {
            let Some(an) = takes_an(line.after(at)) else { continue };
            let before = line.before(at);
            let end = before.trim_end_matches([' ', '\u{a0}']).len();
            let start = before.get(..end).unwrap_or("").rfind([' ', '\u{a0}', '(', '“', '"']);
            let start = start.map_or(0, |start| {
                start + line.after(start).chars().next().map_or(0, char::len_utf8)
            });
            let article = line.text.get(start..end).unwrap_or("");
            let right = match (article, an) {
                ("a", true) => "an",
                ("A", true) => "An",
                ("an", false) => "a",
                ("An", false) => "A",
                _ => continue,
            };
            let Some(place) = self.place_of(line, &(start..end)) else { continue };
            let figure: String =
                line.after(at).chars().take_while(|c| !c.is_whitespace()).collect();
            let figure = figure.trim_end_matches(['.', ',', ';', ':', ')']);
            diagnostics.add(
                Diagnostic::error(
                    "grammar-differs",
                    place,
                    format!("\"{figure}\" is spoken with \"{right}\" before it, not \"{article}\""),
                )
                .replace("write", place, right),
            );
        }
    }

    /// `[1]{…} children`, `{x} children` where x is 1, `[33 child]{…}`.
    fn noun(
        &self,
        line: &Line<'_>,
        piece: &Piece<'_>,
        figure: &Range<usize>,
        one: bool,
        diagnostics: &mut Diagnostics,
    ) {
        let Some((noun, form)) = noun_after(line, figure.end, one) else { return };
        let (right, message) = match form {
            Grammatical::Many(singular) if one => (singular, "the figure is one"),
            Grammatical::One(plural) if !one => (plural, "the figure is not one"),
            _ => return,
        };
        let said = line.text.get(figure.start..noun.end).unwrap_or("");
        let wrong = line.text.get(noun.clone()).unwrap_or("");
        let Some(place) = self.place_of(line, &noun) else { return };
        let diagnostic = Diagnostic::error(
            "grammar-differs",
            place,
            format!("\"{said}\": \"{wrong}\" does not go with the figure before it"),
        )
        .here(message);
        diagnostics.add(match piece.kind {
            PieceKind::Printed(_) => {
                let between = line.text.get(figure.end..noun.start).unwrap_or("").trim_start();
                let (one_of, many) =
                    if one { (right.as_str(), wrong) } else { (wrong, right.as_str()) };
                let form = self.sources.text(piece.span);
                let expression = form.trim_start_matches('{').trim_end_matches('}').trim();
                let whole = Span { end: place.end, ..piece.span };
                let text = format!("{{{expression}, \"{between}{one_of}\", \"{between}{many}\"}}");
                diagnostic.replace("let the noun follow the figure", whole, text)
            }
            _ => diagnostic.replace("write", place, right),
        });
    }

    fn place_of(&self, line: &Line<'_>, range: &Range<usize>) -> Option<Span> {
        line.place(range, self.sources)
    }
}

/// The plain number that a piece states, where it stands in the line, and whether it is one.
fn number_of(line: &Line<'_>, piece: &Piece<'_>) -> Option<(Range<usize>, bool)> {
    match piece.kind {
        PieceKind::Words => None,
        PieceKind::Printed(value) => {
            let plain = matches!(value.unit, Unit::Number(_))
                && matches!(value.form, Printed::Digits | Printed::Words(_))
                && value.marks.is_empty();
            plain.then(|| (piece.range.clone(), value.printed() == "1"))
        }
        PieceKind::Tied(..) => {
            let words = line.text.get(piece.range.clone())?;
            let figures = figures_stated(words);
            let [figure] = figures.as_slice() else { return None };
            let plain = figure.unit == WordsUnit::Plain
                && figure.per.is_none()
                && figure.approximator == Approximator::Exactly
                && figure.stated == figure.whole;
            let place =
                piece.range.start + figure.stated.start..piece.range.start + figure.stated.end;
            plain.then(|| (place, figure.value == Decimal::ONE && figure.decimals == 0))
        }
    }
}

/// The noun that a number counts: the next word, or the one behind words that describe it. Only where it stands by
/// itself: "3 case reviews" counts reviews.
fn noun_after(line: &Line<'_>, at: usize, one: bool) -> Option<(Range<usize>, Grammatical)> {
    // "0 or 1 children", "between 1 and 2".
    let before = line.before(at);
    let alone = !before
        .rsplit([' ', '\u{a0}'])
        .nth(1)
        .is_some_and(|word| matches!(word, "or" | "to" | "and" | "than" | "nor"));
    if !alone && one {
        return None;
    }
    let mut start = at;
    for _ in 0..3 {
        let rest = line.after(start);
        let word = rest.strip_prefix([' ', '\u{a0}'])?;
        start += rest.len() - word.len();
        let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        let (word, rest) = word.split_at_checked(length)?;
        if let Some(form) = grammatical(word) {
            let next: String =
                rest.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
            let ends = if rest.starts_with([' ', '\u{a0}']) {
                let followers = if one { AFTER_MANY } else { AFTER_ONE };
                followers.split(' ').any(|known| known == next)
            } else {
                rest.is_empty()
                    || rest.starts_with(['.', ';', ':', ')', '?', '!'])
                    || one && rest.starts_with(',')
            };
            return ends.then(|| (start..start + length, form));
        }
        if !describes(word) {
            return None;
        }
        start += length;
    }
    None
}
