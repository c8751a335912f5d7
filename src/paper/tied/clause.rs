//! The clause that a figure stands in: what stands in front of it and directly behind it.

use std::ops::Range;

use crate::paper::style::line::{Line, Piece, PieceKind};
use crate::paper::words::{Stated, dates_in};

/// A date that words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::paper) struct Named {
    /// When it is.
    pub stated: Stated,
    /// Where it stands in the words.
    pub place: Range<usize>,
    /// Whether it is of whichever year: words before it name one, and it names none.
    pub any_year: bool,
}

impl Named {
    fn has_year(&self) -> bool {
        !matches!(
            self.stated,
            Stated::Day(.., None) | Stated::Month(_, None) | Stated::Quarter(_, None)
        )
    }
}

/// The dates that words name. "Q4 of 2022-23" is one.
pub(in crate::paper) fn named(words: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for date in dates_in(words) {
        let Some(stated) = date.stated() else { continue };
        if let (Stated::Financial(start), Some(last)) = (stated, found.last_mut())
            && let Stated::Quarter(quarter, None) = last.stated
            && matches!(
                words.get(last.place.end..date.place.start),
                Some(" " | " of " | ", " | " in ")
            )
        {
            *last = Named {
                stated: Stated::Quarter(quarter, Some(start)),
                place: last.place.start..date.place.end,
                any_year: false,
            };
            continue;
        }
        found.push(Named { stated, place: date.place, any_year: false });
    }
    let mut yeared = false;
    for date in &mut found {
        date.any_year = yeared && !date.has_year();
        yeared |= date.has_year();
    }
    found
}

/// A word of a line, in small letters.
#[derive(Clone, Debug)]
pub(in crate::paper) struct Word<'l> {
    text: String,
    place: Range<usize>,
    /// What stands directly behind it, up to the next space.
    behind: &'l str,
    /// Whether a bracket or a quotation opens before it.
    opens: bool,
}

/// The words of a part of a text.
pub(in crate::paper) fn words_of(text: &str, part: Range<usize>) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = part.start;
    for chunk in text.get(part).unwrap_or("").split([' ', '\u{a0}']) {
        let at = start;
        start += chunk.len();
        start += text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let body = chunk.trim_start_matches(|c: char| !c.is_alphanumeric());
        let lead = chunk.len() - body.len();
        let word = body.trim_end_matches(|c: char| !c.is_alphanumeric());
        let behind = body.get(word.len()..).unwrap_or("");
        let (place, behind) =
            (at + lead..at + lead + word.len(), if word.is_empty() { chunk } else { behind });
        let opens = chunk.starts_with(['(', '“', '"']);
        words.push(Word { text: word.to_lowercase(), place, behind, opens });
    }
    words
}

impl Word<'_> {
    pub(in crate::paper) fn text(&self) -> &str {
        &self.text
    }

    pub(in crate::paper) fn place(&self) -> &Range<usize> {
        &self.place
    }

    fn stops(&self) -> bool {
        self.behind.contains([';', ':', ')', '–', '—', '”', '"'])
    }
}

/// Words that begin another clause.
const CONJUNCTIONS: [&str; 10] =
    ["and", "or", "but", "while", "whilst", "whereas", "although", "though", "yet", "so"];

/// Behind a figure these begin what it is compared with, or what is said of something else.
const ENDING: [&str; 22] = [
    "than", "compared", "against", "from", "up", "down", "which", "who", "whom", "whose", "that",
    "when", "where", "as", "because", "after", "before", "since", "until", "with", "to", "on",
];

/// What stands in front of a figure in its clause, and what stands directly behind it.
pub(in crate::paper) struct Clause {
    pub front: Range<usize>,
    pub behind: Range<usize>,
}

/// The clause of a piece. `dates` are those of the line; `than` says whether what it is compared with belongs to it.
pub(in crate::paper) fn clause(
    line: &Line<'_>,
    piece: &Piece<'_>,
    dates: &[Named],
    than: bool,
) -> Clause {
    let sentence = line.sentence_range(piece.range.start);
    let forms: Vec<&Range<usize>> = line
        .pieces
        .iter()
        .filter(|other| !matches!(other.kind, PieceKind::Words))
        .map(|other| &other.range)
        .collect();
    let front = words_of(&line.text, sentence.start..piece.range.start);
    let mut start = sentence.start;
    let mut introduces = true;
    for (at, word) in front.iter().enumerate() {
        let next = front.get(at + 1).map_or(piece.range.start, |next| next.place.start);
        if word.opens {
            start = word.place.start;
            introduces = false;
        }
        if word.stops() {
            start = next;
            introduces = false;
        } else if word.behind.contains(',') {
            let held = forms.iter().any(|form| form.start < word.place.end && start < form.end);
            let short = front
                .iter()
                .filter(|w| w.place.start >= start && w.place.end <= word.place.end)
                .count()
                <= 6;
            let is_date = dates.iter().any(|date| date.place.end == word.place.end);
            let known = matches!(word.text.as_str(), "report" | "year" | "quarter" | "years");
            let capital = line
                .text
                .get(word.place.clone())
                .is_some_and(|w| w.starts_with(char::is_uppercase));
            if held || !introduces || !short || !(is_date || known || capital) {
                start = next;
                introduces = false;
            }
        } else if CONJUNCTIONS.contains(&word.text.as_str()) && !joins_dates(&front, at, dates) {
            start = next;
            introduces = false;
        }
    }
    let behind_start = piece.range.end;
    let mut end = behind_start;
    if line.after(behind_start).starts_with([' ', '\u{a0}']) {
        let next_form = forms.iter().map(|form| form.start).find(|at| *at >= behind_start);
        let limit = sentence.end.min(next_form.unwrap_or(usize::MAX));
        let words = words_of(&line.text, behind_start..limit);
        for (at, word) in words.iter().enumerate() {
            let text = word.text.as_str();
            let ends = ENDING.contains(&text) && !(than && text == "than");
            let joins = CONJUNCTIONS.contains(&text) && !joins_dates(&words, at, dates);
            if word.opens || ends || joins || (word.text.is_empty() && !word.behind.is_empty()) {
                break;
            }
            end = word.place.end;
            if !word.behind.is_empty() {
                break;
            }
        }
    }
    Clause {
        front: start.min(piece.range.start)..piece.range.start,
        behind: behind_start..end.max(behind_start),
    }
}

/// Whether "and" stands between two dates: "at the end of Q3 and of Q4".
fn joins_dates(words: &[Word<'_>], at: usize, dates: &[Named]) -> bool {
    let Some(word) = words.get(at) else { return false };
    let between = |w: &&Word<'_>| matches!(w.text(), "at" | "the" | "end" | "of" | "in");
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let ends =
        before.is_some_and(|before| dates.iter().any(|date| date.place.end == before.place.end));
    let next = words.iter().skip(at + 1).find(|word| !between(word));
    let begins =
        next.is_some_and(|next| dates.iter().any(|date| date.place.start == next.place.start));
    ends && begins && matches!(word.text(), "and" | "or")
}
