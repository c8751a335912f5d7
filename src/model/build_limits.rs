//! Expected ranges and targets of an `indicator` item, in the unit of its kind.

use rust_decimal::Decimal;

use super::build::read_year;
use super::indicator::{Band, Expected, Kind, Steady, Target};
use super::period::Period;
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Figure, FigureUnit};
use crate::syntax::spec::Cursor;

/// `2022-23 407 to 469`, `2022-23 at least 407`, `2022-23 at most 469`
pub(super) fn read_expected(
    line: &mut Cursor<'_>,
    kind: &Kind,
    diagnostics: &mut Diagnostics,
) -> Option<(Period, Expected)> {
    let year = read_year(line, diagnostics)?;
    let span = line.node.head;
    if line.keyword("at") {
        let least = line.keyword("least");
        if !least && !line.keyword("most") {
            line.malformed(diagnostics);
            return None;
        }
        let (limit, _) = read_figure(line, kind, diagnostics)?;
        line.finish(diagnostics);
        let (lower, upper) = if least { (Some(limit), None) } else { (None, Some(limit)) };
        return Some((year, Expected { lower, upper, span }));
    }
    let (first_figure, first) = take_figure(line, diagnostics)?;
    if !line.keyword("to") {
        line.malformed(diagnostics);
        return None;
    }
    let (last_figure, last) = take_figure(line, diagnostics)?;
    line.finish(diagnostics);
    let (lower, upper) = (first_figure.value, last_figure.value);
    let misfit =
        [first_figure, last_figure].iter().find_map(|figure| misfit_sign(figure.unit, kind));
    if let Some(sign) = misfit {
        let numbers = format!("{lower} to {upper}");
        diagnostics.add(misfits(sign, kind, first.to(last), "write the numbers alone", numbers));
    } else if lower > upper {
        let sign = if first_figure.unit == FigureUnit::Percent { "%" } else { "" };
        diagnostics.add(
            Diagnostic::error(
                "range-reversed",
                first.to(last),
                "the lower limit of this range is above its upper limit",
            )
            .replace(
                "write the lower limit first",
                first.to(last),
                format!("{upper}{sign} to {lower}{sign}"),
            ),
        );
        return Some((year, Expected { lower: Some(upper), upper: Some(lower), span }));
    }
    Some((year, Expected { lower: Some(lower), upper: Some(upper), span }))
}

pub(super) fn read_target(
    line: &mut Cursor<'_>,
    kind: &Kind,
    diagnostics: &mut Diagnostics,
) -> Option<(Period, Target)> {
    let year = read_year(line, diagnostics)?;
    let (value, _) = read_figure(line, kind, diagnostics)?;
    line.finish(diagnostics);
    Some((year, Target { value, span: line.node.head }))
}

/// `within 5%`, `within 2 percentage points`, `within 10`
pub(super) fn read_steady(
    line: &mut Cursor<'_>,
    kind: &Kind,
    diagnostics: &mut Diagnostics,
) -> Option<Steady> {
    let span = line.node.head;
    if !line.keyword("within") {
        line.malformed(diagnostics);
        return None;
    }
    let (figure, place) = take_figure(line, diagnostics)?;
    let percentage = matches!(kind, Kind::Percentage { .. });
    let points = !line.is_done() && line.keyword("percentage");
    if points && !line.keyword("points") && !line.keyword("point") {
        line.malformed(diagnostics);
        return None;
    }
    line.finish(diagnostics);
    let error = |message: String| Diagnostic::error("unit-misfit", place, message);
    let number = figure.value.normalize();
    match (figure.unit, percentage) {
        (FigureUnit::Percent, false) if !points => {
            return Some(Steady { band: Band::Percent(figure.value), span });
        }
        (FigureUnit::Percent, _) | (FigureUnit::Plain, true) if percentage && !points => {
            diagnostics.add(
                error(
                    "percentages are apart by percentage points, and these are not named"
                        .to_owned(),
                )
                .replace("write", place, format!("{number} percentage points")),
            );
        }
        (FigureUnit::Percent, _) => {
            let alone = number.to_string();
            let diagnostic = error("percentage points have no `%`".to_owned());
            diagnostics.add(diagnostic.replace("write the number alone", place, alone));
        }
        (FigureUnit::Plain, false) if points => {
            let message = format!("{} is not apart by percentage points", kind.in_words());
            diagnostics.add(error(message).help(
                "write how far in its unit, `steady within 10`, or in per cent, `steady within 5%`",
            ));
        }
        (unit, _) => {
            if let Some(sign) = misfit_sign(unit, kind) {
                diagnostics.add(misfits(
                    sign,
                    kind,
                    place,
                    "write the number alone",
                    number.to_string(),
                ));
            }
        }
    }
    Some(Steady { band: Band::Amount(figure.value), span })
}

/// Takes a figure in the unit of a kind; a sign that does not fit is reported, and the number is kept.
fn read_figure(
    line: &mut Cursor<'_>,
    kind: &Kind,
    diagnostics: &mut Diagnostics,
) -> Option<(Decimal, Span)> {
    let (figure, span) = take_figure(line, diagnostics)?;
    if let Some(sign) = misfit_sign(figure.unit, kind) {
        let number = figure.value.to_string();
        diagnostics.add(misfits(sign, kind, span, "write the number alone", number));
    }
    Some((figure.value, span))
}

fn take_figure(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<(Figure, Span)> {
    let figure = line.figure();
    if figure.is_none() {
        line.malformed(diagnostics);
    }
    figure
}

fn misfits(sign: &str, kind: &Kind, span: Span, help: &str, mended: String) -> Diagnostic {
    Diagnostic::error("unit-misfit", span, format!("{} has no `{sign}`", kind.in_words()))
        .replace(help, span, mended)
        .help("or change the `kind`")
}

/// The sign of a figure, where the kind does not have it (`semantics.md` S5).
pub(super) fn misfit_sign(unit: FigureUnit, kind: &Kind) -> Option<&'static str> {
    match (unit, kind) {
        (FigureUnit::Plain, _)
        | (FigureUnit::Percent, Kind::Percentage { .. })
        | (FigureUnit::Pounds, Kind::Money | Kind::UnitCost) => None,
        (FigureUnit::Percent, _) => Some("%"),
        (FigureUnit::Pounds, _) => Some("£"),
    }
}
