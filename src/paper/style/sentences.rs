//! Sentences that begin with a figure.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Unit;
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::paper::style::line::{Line, Piece, PieceKind};
use crate::paper::untied::recognise::recognised;
use crate::paper::values::value::{Printed, capital};
use crate::paper::words::{Approximator, FigureInWords, WordsUnit, figures_in, spelled};
use crate::source::Span;

/// What a line is: where it stands decides whether its first words begin a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::paper) enum Role {
    /// A paragraph of the author's.
    Paragraph,
    /// An item of a list; true where the items are sentences.
    Item(bool),
    /// A title or a caption.
    Title,
    /// Somebody else's words.
    Quotation,
}

impl Resolver<'_, '_> {
    /// Reports sentences of the author's that begin with a figure in digits. Items of a list may be values, and dates,
    /// years and ages are no figures.
    pub(in crate::paper) fn sentences(
        &self,
        line: &Line<'_>,
        role: Role,
        diagnostics: &mut Diagnostics,
    ) {
        if !matches!(role, Role::Paragraph | Role::Item(_)) {
            return;
        }
        for at in line.starts.iter().copied() {
            let figure = line.after(at).trim_start_matches(['£', '−', '-', '+']);
            let piece = line.piece_at(at);
            let (true, Some(piece)) = (figure.starts_with(|c: char| c.is_ascii_digit()), piece)
            else {
                continue;
            };
            let is_item = role != Role::Paragraph && at == 0;
            let is_none = matches!(piece.kind, PieceKind::Words)
                && recognised(line.after(at)).iter().any(|known| known.range.start == 0);
            if !is_item && !is_none {
                self.begins_with_figure(line, piece, at, diagnostics);
            }
        }
    }

    fn begins_with_figure(
        &self,
        line: &Line<'_>,
        piece: &Piece<'_>,
        at: usize,
        diagnostics: &mut Diagnostics,
    ) {
        let form = match piece.kind {
            PieceKind::Words => None,
            PieceKind::Tied(whole, _) => Some(whole),
            PieceKind::Printed(_) => Some(piece.span),
        };
        let first = figures_in(line.after(at)).into_iter().next();
        let first = first.filter(|first| first.number.start == 0 && first.whole.start == 0);
        let number = first.as_ref().map(|first| at..at + first.stated.end);
        let place = number.clone().and_then(|number| line.place(&number, self.sources));
        let Some(here) = form.or(place) else { return };
        let shown: String = line.after(at).chars().take_while(|c| !c.is_whitespace()).collect();
        let shown = shown.trim_end_matches([',', '.', ';', ':']);
        let diagnostic = Diagnostic::warning(
            "sentence-begins-with-figure",
            here,
            format!("a sentence begins with {shown} in digits"),
        );
        let in_words = match piece.kind {
            PieceKind::Printed(value) => {
                let small = value.rounded() >= Decimal::ONE
                    && value.rounded() <= Decimal::ONE_HUNDRED
                    && value.decimals == 0
                    && value.form == Printed::Digits
                    && matches!(value.unit, Unit::Number(_) | Unit::Percent);
                let form = self.sources.text(piece.span);
                let inner = form.trim_start_matches('{').trim_end_matches('}').trim();
                small.then(|| (piece.span, format!("{{{inner} in words}}")))
            }
            _ => first.as_ref().and_then(in_words).zip(place).map(|(words, place)| (place, words)),
        };
        diagnostics.add(match in_words {
            Some((place, words)) => diagnostic
                .replace("put it in words", place, words)
                .help("or put other words first, such as \"In all, …\" or \"At the end of Q4 …\""),
            None => diagnostic
                .help("put other words first, such as \"In all, …\" or \"At the end of Q4 …\""),
        });
    }
}

/// A figure up to one hundred in words, with a capital letter.
fn in_words(figure: &FigureInWords) -> Option<String> {
    let unit = match figure.unit {
        WordsUnit::Plain => Unit::Number(String::new()),
        WordsUnit::Percent => Unit::Percent,
        _ => return None,
    };
    let small = figure.value >= Decimal::ONE && figure.value <= Decimal::ONE_HUNDRED;
    let exact = figure.decimals == 0 && figure.approximator == Approximator::Exactly;
    let words = (small && exact).then(|| spelled(figure.value, 0, &unit))?;
    words.map(|words| capital(&words))
}

/// Values in words that begin a sentence are printed with a capital letter.
pub(in crate::paper) fn capitals(inlines: &mut [Inline], line: &Line<'_>, role: Role) {
    let in_words: Vec<(usize, Span)> = line
        .pieces
        .iter()
        .filter(|piece| {
            matches!(piece.kind, PieceKind::Printed(value) if matches!(value.form, Printed::Words(_)))
        })
        .map(|piece| (piece.range.start, piece.span))
        .collect();
    if in_words.is_empty() {
        return;
    }
    for (at, span) in in_words {
        if line.begins(at) && (at > 0 || role != Role::Item(false)) {
            begin(inlines, span);
        }
    }
}

fn begin(inlines: &mut [Inline], form: Span) {
    for inline in inlines {
        match inline {
            Inline::Value(value, span) if *span == form => value.form = Printed::Words(true),
            Inline::Strong(inner) | Inline::Emphasis(inner) => begin(inner, form),
            _ => {}
        }
    }
}
