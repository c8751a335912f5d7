//! The periods and areas that words name, inside brackets and in the clause around them, against those of what is in
//! braces: "In Q4 there were {admissions at Q3}" is the figure of another quarter, and so is a figure that was left as it
//! was in the last report.
//!
//! Only where a clause names one, and says nothing of a comparison, of a plan or of what somebody was told.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Area, Period};
use crate::paper::resolve::Resolver;
use crate::paper::scope::{Scope, listed};
use crate::paper::style::line::{Line, Piece, PieceKind};
use crate::paper::tied::agree::disagreement;
use crate::paper::tied::clause::{Clause, Named, Word, clause, named, words_of};
use crate::paper::tied::subject::{Nature, Subject, before_says_part};
use crate::paper::words::Stated;
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind as Kind};

/// Words of a clause that say that its period need not be that of its figure. Sorted.
#[rustfmt::skip]
const HELD_OFF: [&str; 62] = [
    "after", "against", "ago", "agreed", "ambition", "announced", "approved", "because", "before", "budget",
    "budgeted", "comparable", "compared", "comparison", "considered", "contrast", "due", "earlier", "expect",
    "expected", "first", "following", "forecast", "former", "heard", "introduced", "last", "later", "latter",
    "launched", "limit", "meeting", "next", "noted", "opened", "original", "originally", "plan", "planned", "plans",
    "presented", "previous", "previously", "prior", "projected", "published", "reported", "respectively", "reviewed",
    "said", "second", "shared", "showed", "target", "than", "that", "told", "versus", "when", "where", "which",
    "would",
];

/// Before a date these say that it is where something begins, or what it is compared with.
const FROM: [&str; 10] =
    ["from", "since", "than", "with", "against", "between", "after", "before", "until", "on"];

impl Scope<'_> {
    /// Reports words in brackets that name another period or another area than what is in the braces is of. Gives whether
    /// they do.
    pub(in crate::paper) fn spoken_inside(
        &self,
        words: &str,
        span: Span,
        expression: &Expression,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        if !might_name(words) && !self.names_area(words) {
            return false;
        }
        let Some(subject) = self.subject(expression) else { return false };
        let all = words_of(words, 0..words.len());
        let texts: Vec<&str> = all.iter().map(Word::text).collect();
        let mut dates = named(words);
        for date in &mut dates {
            // The sentence around the brackets may name the year.
            date.any_year = true;
        }
        let compares = texts.iter().any(|text| FROM.contains(text) || *text == "compared");
        for date in &dates {
            let before = before(&all, date.place.start);
            let starts = before.last().is_some_and(|word| matches!(*word, "since" | "from"))
                || before.ends_with(&["since", "the", "end", "of"])
                || before.ends_with(&["from", "the", "end", "of"]);
            if (starts && subject.compares) || (compares && !subject.compares) {
                continue;
            }
            let moves =
                matches!(expression.kind, Kind::Moves(..) | Kind::Steadily(..) | Kind::Change(..));
            // "Double the 15 of Q2" is of the first of the two.
            let of_figure = before.last() == Some(&"of") && !before.ends_with(&["end", "of"]);
            let ends = moves && dates.len() == 1 && !compares && !of_figure;
            if let Some(of) = self.differs_in_time(date, &subject, (&before, &texts), ends) {
                let said = words.get(date.place.clone()).unwrap_or(words);
                let message =
                    format!("\"{words}\" says {said}, but what is in the braces is of {of}");
                let found = Diagnostic::error("words-contradict", span, message);
                diagnostics.add(self.ways_out(
                    found,
                    (date, said),
                    (&subject, &of),
                    (expression, Some(words)),
                ));
                return true;
            }
        }
        if let Some(year) = the_year(&all, 0..words.len())
            && let Some(of) = self.no_year(&subject, &texts)
        {
            let said = words.get(year).unwrap_or(words);
            let found = Diagnostic::error(
                "words-contradict",
                span,
                format!("\"{words}\" says \"{said}\", but what is in the braces is of {of}"),
            );
            diagnostics.add(not_a_year(found, expression, &of));
            return true;
        }
        let against = matches!(expression.kind, Kind::Against(..) | Kind::Compare(..));
        if compares && !against {
            return false;
        }
        for (area, place) in self.areas_in(words) {
            if self.is_among(area, &subject) || !self.has_value(area, &subject) {
                continue;
            }
            let said = words.get(place).unwrap_or(words);
            let message = format!(
                "\"{words}\" says {said}, but what is in the braces is of {}",
                self.titles(&subject)
            );
            let found = Diagnostic::error("words-contradict", span, message);
            diagnostics.add(other_area(found, area, expression, &self.titles(&subject)));
            return true;
        }
        false
    }

    /// What an expression is of, where a date is of none of its periods; `ends` says that it must be the last of them.
    fn differs_in_time(
        &self,
        date: &Named,
        subject: &Subject,
        words: (&[&str], &[&str]),
        ends: bool,
    ) -> Option<String> {
        if let Stated::Day(day, ..) = date.stated
            && (2..28).contains(&day)
        {
            return None;
        }
        let (first, last) = (subject.periods.first()?, subject.periods.last()?);
        let of = |period: &(Period, Nature)| self.is_of(date, *period, words);
        let fits = if ends { of(last) } else { subject.periods.iter().any(of) };
        // The quarters of a year that is named, and what lies between the ends of a total.
        let named = self.named_period(date, last.0);
        let around = named.is_some_and(|named| {
            (subject.compares || subject.whole)
                && named.first_day() <= last.0.first_day()
                && last.0.last_day() <= named.last_day()
        });
        let between = named.is_some_and(|named| {
            subject.whole
                && subject.compares
                && first.0.first_day() <= named.first_day()
                && named.last_day() <= last.0.last_day()
        });
        if fits || around || between {
            return None;
        }
        Some(if first.0 == last.0 {
            last.0.to_string()
        } else if subject.compares || subject.whole {
            format!("{} to {}", first.0, last.0)
        } else {
            last.0.to_string()
        })
    }

    /// What a number that was counted within a shorter period, or another year, is of, where words say "over the year".
    fn no_year(&self, subject: &Subject, words: &[&str]) -> Option<String> {
        let [(period, Nature::Flow)] = subject.periods.as_slice() else { return None };
        let now = self.now()?;
        let wrong = !before_says_part(words)
            && (period.month_count() < 12 || period.year_start() != now.year_start());
        wrong.then(|| period.to_string())
    }

    /// The ways out of a period that differs: the value of that period, where there is one and the words are right of it.
    fn ways_out(
        &self,
        found: Diagnostic,
        (date, said): (&Named, &str),
        (subject, of): (&Subject, &str),
        (expression, words): (&Expression, Option<&str>),
    ) -> Diagnostic {
        let found = found.label(expression.span, format!("this is of {of}"));
        let meant = subject.at.zip(subject.periods.last()).and_then(|(at, (period, _))| {
            let meant = self.named_period(date, *period)?;
            let meant = meant.ending_as(*period).unwrap_or(meant);
            let value = self.value_at(subject, meant)?;
            let right = words.is_none_or(|words| disagreement(words, &value).is_none());
            right.then_some((at, meant))
        });
        let found = match meant {
            Some((at, meant)) => {
                found.replace(format!("if {said} is meant, write"), at.span, meant.to_string())
            }
            None => found
                .help(format!("if {said} is meant, name it in the braces; the data then decide")),
        };
        found.help(format!("or say in the words when it was: {of}"))
    }

    fn value_at(
        &self,
        subject: &Subject,
        period: Period,
    ) -> Option<crate::paper::values::value::Value> {
        let ([indicator], [area]) = (subject.indicators.as_slice(), subject.areas.as_slice())
        else {
            return None;
        };
        self.model
            .value(indicator, area, period)
            .ok()
            .map(crate::paper::values::value::Value::from_quantity)
    }

    /// The areas that words name by their whole title, and where.
    fn areas_in(&self, words: &str) -> Vec<(&Area, Range<usize>)> {
        let mut found: Vec<(&Area, Range<usize>)> = Vec::new();
        for area in self.model.areas.values() {
            for at in places(words, area) {
                found.push((area, at));
            }
        }
        // "Wiltshire, as published" is not Wiltshire.
        let all: Vec<Range<usize>> = found.iter().map(|(_, place)| place.clone()).collect();
        found.retain(|(_, place)| {
            !all.iter()
                .any(|other| other.start <= place.start && place.end <= other.end && other != place)
        });
        found
    }

    fn names_area(&self, words: &str) -> bool {
        self.model.areas.values().any(|area| places(words, area).next().is_some())
    }

    fn is_among(&self, area: &Area, subject: &Subject) -> bool {
        subject.areas.iter().any(|name| {
            let known = self.model.areas.get(name);
            // What others publish of the council is of the council.
            *name == area.name
                || known.is_some_and(|known| {
                    known.title == area.title
                        || ((known.published || known.home) && (area.published || area.home))
                })
        })
    }

    /// Whether the data hold what an expression is about for another area, too: it may be what is meant.
    fn has_value(&self, area: &Area, subject: &Subject) -> bool {
        let named = subject.indicators.iter().any(|indicator| {
            let known = self.model.indicators.get(indicator);
            known.is_some_and(|known| known.title.contains(area.title.as_str()))
        });
        !named
            && subject.indicators.iter().any(|indicator| {
                subject
                    .periods
                    .iter()
                    .any(|(period, _)| self.model.value(indicator, &area.name, *period).is_ok())
            })
    }

    fn titles(&self, subject: &Subject) -> String {
        let mut titles: Vec<String> = Vec::new();
        for name in &subject.areas {
            let title = self.model.areas.get(name).map_or(name, |area| &area.title);
            if !titles.contains(title) {
                titles.push(title.clone());
            }
        }
        listed(&titles)
    }
}

impl Resolver<'_, '_> {
    /// Reports periods and areas that the clause of a figure or a claim names, where it is of others.
    pub(in crate::paper) fn spoken_of(&self, line: &Line<'_>, diagnostics: &mut Diagnostics) {
        if !line.pieces.iter().any(|piece| piece.expression.is_some()) {
            return;
        }
        let areas = self.scope.areas_in(&line.text);
        if !might_name(&line.text) && areas.is_empty() {
            return;
        }
        let dates = named(&line.text);
        for piece in &line.pieces {
            if let Some(expression) = piece.expression {
                self.spoken_beside(line, piece, expression, (&dates, &areas), diagnostics);
            }
        }
    }

    fn spoken_beside(
        &self,
        line: &Line<'_>,
        piece: &Piece<'_>,
        expression: &Expression,
        (dates, areas): (&[Named], &[(&Area, Range<usize>)]),
        diagnostics: &mut Diagnostics,
    ) {
        let than = matches!(expression.kind, Kind::Against(..));
        let Clause { front, behind } = clause(line, piece, dates, than);
        let words: Vec<Word<'_>> = [&front, &behind]
            .into_iter()
            .flat_map(|part| words_of(&line.text, part.clone()))
            .collect();
        let texts: Vec<&str> = words.iter().map(Word::text).collect();
        let place = |phrase: &str, part: &Range<usize>| {
            let at = part.start + line.text.get(part.clone())?.find(phrase)?;
            line.place(&(at..at + phrase.len()), self.sources)
        };
        for part in [&front, &behind] {
            let text = line.text.get(part.clone()).unwrap_or("");
            if self.scope.time_beside(text, expression, |phrase| place(phrase, part), diagnostics) {
                return;
            }
        }
        // "In Q4 there were {…} of {…}": what an earlier figure has is its own.
        let taken = |range: &Range<usize>| {
            line.pieces.iter().any(|other| {
                !matches!(other.kind, PieceKind::Words)
                    && range.end <= other.range.start
                    && other.range.end <= piece.range.start
            })
        };
        let own = |range: &Range<usize>| {
            let within = |part: &Range<usize>| part.start <= range.start && range.end <= part.end;
            (within(&front) || within(&behind))
                && !taken(range)
                && line.piece_at(range.start).is_some_and(|p| matches!(p.kind, PieceKind::Words))
        };
        // "In Q4 there were {…} of the {…}": the date is that of the figure next to it.
        let next = |date: &Range<usize>| {
            let between = date.end.min(piece.range.end)..date.start.max(piece.range.start);
            !line.pieces.iter().any(|other| {
                other.expression.is_some()
                    && between.start <= other.range.start
                    && other.range.end <= between.end
            })
        };
        let here: Vec<&Named> =
            dates.iter().filter(|date| own(&date.place) && next(&date.place)).collect();
        // "In Q4 it rose from {…}": what it rose from is of an earlier period.
        let text = line.text.get(front.clone()).unwrap_or("");
        let front_words = text.split_whitespace().count();
        let from = texts.iter().take(front_words).rev().take(3).any(|text| FROM.contains(text));
        // "That is higher" speaks of what was said.
        let first = usize::from(texts.first() == Some(&"that"));
        let held_off = self.is_broken(line, piece)
            || texts
                .iter()
                .skip(first)
                .any(|text| HELD_OFF.binary_search(text).is_ok() && !(than && *text == "than"));
        let Some(subject) = self.scope.subject(expression) else { return };
        if let ([date], false) = (here.as_slice(), held_off || (from && !subject.compares))
            && let Some(shown) = line.place(&date.place, self.sources)
        {
            let before = before(&words, date.place.start);
            let starts =
                before.iter().rev().take(4).any(|word| FROM.contains(word) && *word != "on");
            if !starts
                && let Some(of) =
                    self.scope.differs_in_time(date, &subject, (&before, &texts), false)
            {
                let said = line.text.get(date.place.clone()).unwrap_or("");
                let found = Diagnostic::error(
                    "sentence-differs",
                    shown,
                    format!("the sentence says {said}, but {} is of {of}", what(piece, line)),
                );
                let tied = match piece.kind {
                    PieceKind::Tied(..) => line.text.get(piece.range.clone()),
                    _ => None,
                };
                diagnostics.add(self.scope.ways_out(
                    found,
                    (date, said),
                    (&subject, &of),
                    (expression, tied),
                ));
                return;
            }
        }
        if here.is_empty()
            && !held_off
            && let Some(year) = the_year(&words, front.start..behind.end)
            && let Some(of) = self.scope.no_year(&subject, &texts)
            && let Some(shown) = line.place(&year, self.sources)
        {
            let said = line.text.get(year).unwrap_or("");
            let found = Diagnostic::error(
                "sentence-differs",
                shown,
                format!("the sentence says \"{said}\", but {} is of {of}", what(piece, line)),
            );
            diagnostics.add(not_a_year(found, expression, &of));
            return;
        }
        let here: Vec<&(&Area, Range<usize>)> =
            areas.iter().filter(|(_, place)| own(place) && is_where(line, place)).collect();
        if let ([(area, at)], false) = (here.as_slice(), held_off)
            && !self.scope.is_among(area, &subject)
            && self.scope.has_value(area, &subject)
            && let Some(shown) = line.place(at, self.sources)
        {
            let titles = self.scope.titles(&subject);
            let found = Diagnostic::error(
                "sentence-differs",
                shown,
                format!(
                    "the sentence says {}, but {} is of {titles}",
                    area.title,
                    what(piece, line)
                ),
            );
            diagnostics.add(other_area(found, area, expression, &titles));
        }
    }
}

impl Resolver<'_, '_> {
    /// Whether something that could not be read stands right before a piece.
    fn is_broken(&self, line: &Line<'_>, piece: &Piece<'_>) -> bool {
        let start = match piece.kind {
            PieceKind::Tied(whole, _) => whole.start,
            _ => piece.span.start,
        };
        let last = line.pieces.iter().rev().find(|other| other.range.end <= piece.range.start);
        last.is_some_and(|last| {
            let end = last.span.end;
            let between = Span { start: end.min(start), end: start, ..piece.span };
            last.span.file == piece.span.file
                && matches!(last.kind, PieceKind::Words)
                && self.sources.text(between).contains(['{', '['])
        })
    }
}

/// What a piece is called in a message.
fn what(piece: &Piece<'_>, line: &Line<'_>) -> String {
    format!("\"{}\"", line.text.get(piece.range.clone()).unwrap_or(""))
}

fn not_a_year(found: Diagnostic, expression: &Expression, of: &str) -> Diagnostic {
    found
        .label(expression.span, format!("this is of {of}"))
        .help("if the year is meant, name it in the braces, or write `total of … over Q1 to Q4`")
        .help(format!("or say in the words when it was: {of}"))
}

fn other_area(found: Diagnostic, area: &Area, expression: &Expression, titles: &str) -> Diagnostic {
    found
        .label(expression.span, format!("this is of {titles}"))
        .help(format!("if {} is meant, name it in the braces: `{}`", area.title, area.name))
        .help(format!("or say in the words where it was: {titles}"))
}

/// The words in front of a place.
fn before<'w>(words: &'w [Word<'_>], at: usize) -> Vec<&'w str> {
    words.iter().take_while(|word| word.place().start < at).map(Word::text).collect()
}

/// Whether words may name a period.
fn might_name(words: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    words.contains("19")
        || words.contains("20")
        || words.contains(" year")
        || words.contains("report")
        || ["Q1", "Q2", "Q3", "Q4"].iter().any(|quarter| words.contains(quarter))
        || MONTHS.iter().any(|month| words.contains(month))
}

/// Where words say "over the year".
fn the_year(words: &[Word<'_>], part: Range<usize>) -> Option<Range<usize>> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text());
    (0..words.len()).find_map(|at| {
        let opens = matches!(text(at), "over" | "during" | "in" | "across" | "throughout");
        let full = usize::from(matches!(text(at + 2), "whole" | "full" | "financial"));
        let year = at + 2 + full;
        let goes_on = matches!(
            text(year + 1),
            "to" | "ending"
                | "ended"
                | "before"
                | "of"
                | "group"
                | "groups"
                | "ahead"
                | "up"
                | "since"
        );
        let found = opens && text(at + 1) == "the" && text(year) == "year" && !goes_on;
        let (first, last) = (words.get(at)?, words.get(year));
        let place = first.place().start..last?.place().end;
        (found && part.start <= place.start && place.end <= part.end).then_some(place)
    })
}

/// Where words name an area by its whole title.
fn places<'w>(words: &'w str, area: &'w Area) -> impl Iterator<Item = Range<usize>> + 'w {
    let title = area.title.as_str();
    words.match_indices(title).map(|(at, found)| at..at + found.len()).filter(move |place| {
        let before = words.get(..place.start).unwrap_or("");
        let after = words.get(place.end..).unwrap_or("");
        // "Wiltshire Council", "England and Wales".
        let next = after.strip_prefix(' ').unwrap_or("");
        let goes_on = next.starts_with(char::is_uppercase) || next.starts_with("and ");
        !title.is_empty()
            && !goes_on
            && !before.ends_with(char::is_alphanumeric)
            && !after.starts_with(char::is_alphanumeric)
    })
}

/// Whether an area is named as the place that a clause is about: "in England".
fn is_where(line: &Line<'_>, place: &Range<usize>) -> bool {
    let before = line.before(place.start).trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let word = before.rsplit([' ', '\u{a0}', '(']).next().unwrap_or("").to_lowercase();
    ["in", "across", "within", "for", "than", "throughout"].contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::HELD_OFF;

    #[test]
    fn the_words_that_hold_off_are_sorted() {
        assert!(HELD_OFF.is_sorted());
    }
}
