//! Numbers as the Office for National Statistics writes them: one to nine in words, from 10 in digits. Only what counts
//! people or things is looked at: no percentage, money, measure, age, rate or grade.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Unit, format_number};
use crate::paper::resolve::Resolver;
use crate::paper::style::line::{Line, Piece, PieceKind};
use crate::paper::style::sentences::Role;
use crate::paper::untied::nouns::{counts_by_itself, is_verb};
use crate::paper::values::value::Printed;
use crate::paper::words::{WordsUnit, figures_in, spelled};

impl Resolver<'_, '_> {
    /// Reports numbers that are tied or printed in the other style.
    pub(in crate::paper) fn number_style(
        &self,
        line: &Line<'_>,
        role: Role,
        diagnostics: &mut Diagnostics,
    ) {
        if !matches!(role, Role::Paragraph | Role::Item(_)) {
            return;
        }
        // What an item of a list begins with may be a value.
        let item = matches!(role, Role::Item(_));
        for piece in line.pieces.iter().filter(|piece| !item || piece.range.start > 0) {
            match piece.kind {
                PieceKind::Words => {}
                PieceKind::Tied(_, value) => {
                    let number = value.is_none_or(|value| matches!(value.unit, Unit::Number(_)));
                    if number {
                        self.tied(line, piece, diagnostics);
                    }
                }
                PieceKind::Printed(value) => {
                    let counts = matches!(value.unit, Unit::Number(_)) && value.decimals == 0;
                    if counts && value.marks.is_empty() {
                        self.printed(line, piece, (value.rounded(), &value.form), diagnostics);
                    }
                }
            }
        }
    }

    fn tied(&self, line: &Line<'_>, piece: &Piece<'_>, diagnostics: &mut Diagnostics) {
        let words = line.text.get(piece.range.clone()).unwrap_or("");
        let figures = figures_in(words);
        let [figure] = figures.as_slice() else { return };
        let plain = figure.unit == WordsUnit::Plain && figure.per.is_none() && !figure.signed;
        let at = piece.range.start + figure.number.start..piece.range.start + figure.number.end;
        if !plain || figure.decimals != 0 || !is_count(line, at.start, at.end) {
            return;
        }
        let raw = line.text.get(at.clone()).unwrap_or("");
        let digits = raw.bytes().all(|byte| byte.is_ascii_digit());
        let Some(place) = line.place(&at, self.sources) else { return };
        let number = Unit::Number(String::new());
        if digits && below_ten(figure.value) && !beside_larger(line, at.start) {
            if let Some(words) = spelled(figure.value, 0, &number) {
                diagnostics.add(in_words(place, raw).replace("write", place, words));
            }
        } else if figure.value >= Decimal::TEN && is_spelled(raw) && !line.begins(at.start) {
            let digits = format_number(figure.value, 0);
            diagnostics.add(in_digits(place, raw).replace("write", place, digits));
        }
    }

    fn printed(
        &self,
        line: &Line<'_>,
        piece: &Piece<'_>,
        (value, form): (Decimal, &Printed),
        diagnostics: &mut Diagnostics,
    ) {
        let at = piece.range.clone();
        let shown = line.text.get(at.clone()).unwrap_or("");
        let written = self.sources.text(piece.span);
        let inner = written.trim_start_matches('{').trim_end_matches('}').trim();
        match form {
            Printed::Digits
                if below_ten(value)
                    && is_count(line, at.start, at.end)
                    && !beside_larger(line, at.start) =>
            {
                let offer = format!("{{{inner} in words}}");
                diagnostics.add(in_words(piece.span, shown).replace("write", piece.span, offer));
            }
            Printed::Words(_) if value >= Decimal::TEN && !line.begins(at.start) => {
                let Some(inner) = inner.strip_suffix("in words") else { return };
                let offer = format!("{{{}}}", inner.trim_end());
                diagnostics.add(in_digits(piece.span, shown).replace("write", piece.span, offer));
            }
            _ => {}
        }
    }
}

fn in_words(place: crate::source::Span, shown: &str) -> Diagnostic {
    Diagnostic::warning("number-style", place, format!("{shown} is put in words: one to nine are"))
        .note(STYLE)
}

fn in_digits(place: crate::source::Span, shown: &str) -> Diagnostic {
    Diagnostic::warning(
        "number-style",
        place,
        format!("\"{shown}\" is put in digits: numbers from 10 on are"),
    )
    .note(STYLE)
}

const STYLE: &str = "The paper's standard asks for it. Where a sentence has numbers on both sides of ten, all may be in digits.";

fn below_ten(value: Decimal) -> bool {
    value >= Decimal::ONE && value < Decimal::TEN
}

/// Whether a number counts what comes behind it, and is no age.
fn is_count(line: &Line<'_>, start: usize, end: usize) -> bool {
    let after = line.after(end);
    let mut before = line.before(start).split_whitespace().rev();
    let last = before.next().unwrap_or("").to_lowercase();
    // "Aged 5", "a 5 in English".
    let age =
        matches!(last.as_str(), "a" | "an" | "aged" | "age" | "ages" | "level" | "grade" | "score");
    let of = [" of them", " of these", " of those", " of our", " of the"]
        .iter()
        .any(|of| after.starts_with(of));
    !age && (counts_by_itself(after) || of || is_verb(after))
}

/// Whether its sentence has a plain number from 10 on as well.
fn beside_larger(line: &Line<'_>, at: usize) -> bool {
    figures_in(line.sentence(at))
        .iter()
        .any(|figure| figure.unit == WordsUnit::Plain && figure.value >= Decimal::TEN)
}

/// Whether a number is spelled out, and is none of the round ones that prose has in words: "a dozen", "a hundred".
fn is_spelled(raw: &str) -> bool {
    let lower = raw.to_lowercase();
    let round = ["dozen", "million", "billion", "thousand"].iter().any(|word| lower.contains(word));
    !round
        && !lower.starts_with("a ")
        && !lower.starts_with("half")
        && lower.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
}
