//! The marks at the start of lines of prose, and whether those of a list follow each other.

use super::ast::ListMarker;
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{FileId, Span};

/// What stands at the start of a line of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// The mark of an item, with its own place in the list.
    List(ListMarker),
    /// `> `
    Quote,
}

/// Lines that belong together: a paragraph, or a list item's own words.
pub(super) struct Unit {
    /// How far the first line is indented.
    pub(super) indent: usize,
    /// Its mark.
    pub(super) mark: Mark,
    /// How long the mark is.
    pub(super) width: usize,
    /// From the first word to the end of the last line.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl ListMarker {
    /// Whether the items of two marks can stand in one list.
    pub(super) fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    /// The place in its list that a mark says.
    fn ordinal(self) -> Option<u32> {
        match self {
            Self::Bullet => None,
            Self::Number(number) | Self::Letter(number) | Self::Roman(number) => Some(number),
        }
    }

    /// The mark of the same kind with another number.
    fn at(self, number: u32) -> Self {
        match self {
            Self::Bullet => Self::Bullet,
            Self::Number(_) => Self::Number(number),
            Self::Letter(_) => Self::Letter(number),
            Self::Roman(_) => Self::Roman(number),
        }
    }

    /// The mark of the same kind with another number, as it is written.
    fn written(self, number: u32) -> String {
        match self {
            Self::Bullet => "-".to_owned(),
            Self::Number(_) => format!("{number}."),
            Self::Letter(_) => format!("{})", letter(number)),
            Self::Roman(_) => format!("{})", written_roman(number)),
        }
    }
}

/// The mark at the start of a line, and its width. A wrapped line may begin with "2022. ": a number in the middle of a
/// paragraph starts a list only where it is 1.
pub(super) fn mark(line: &str, indent: usize, units: &[Unit], blank: bool) -> (Mark, usize) {
    // The bullets that word processors and other tools leave behind are read as what they are.
    for bullet in ["- ", "• ", "* "] {
        if line.starts_with(bullet) {
            return (Mark::List(ListMarker::Bullet), bullet.len());
        }
    }
    if line.starts_with("> ") || line == ">" {
        return (Mark::Quote, line.len().min(2));
    }
    let in_list = units.last().is_some_and(|unit| matches!(unit.mark, Mark::List(_)));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && line.get(digits..).is_some_and(|rest| rest.starts_with(". "))
        && let Some(Ok(number)) = line.get(..digits).map(str::parse::<u32>)
        && (number == 1 || in_list || blank)
    {
        return (Mark::List(ListMarker::Number(number)), digits + 2);
    }
    let letters = line.bytes().take_while(u8::is_ascii_lowercase).count();
    if (1..=6).contains(&letters)
        && line.get(letters..).is_some_and(|rest| rest.starts_with(") "))
        && let Some(marker) = lettered(line.get(..letters).unwrap_or(""), indent, units)
        && (marker.ordinal() == Some(1) || in_list || blank)
    {
        return (Mark::List(marker), letters + 2);
    }
    (Mark::None, 0)
}

/// What letters before a bracket are: `i` is the first Roman number, and the ninth letter where it stands behind `h`.
fn lettered(word: &str, indent: usize, units: &[Unit]) -> Option<ListMarker> {
    let roman = (1..40).find(|number| written_roman(*number) == word);
    let mut letters = word.bytes();
    let letter = match (letters.next(), letters.next()) {
        (Some(first), None) => Some(u32::from(first - b'a') + 1),
        _ => None,
    };
    // The item before it in a list at the same place.
    let before = units
        .iter()
        .rev()
        .take_while(|unit| unit.indent + 1 >= indent)
        .filter(|unit| unit.indent <= indent + 1)
        .find_map(|unit| match unit.mark {
            Mark::List(marker @ (ListMarker::Letter(_) | ListMarker::Roman(_))) => Some(marker),
            _ => None,
        });
    match (letter, roman, before) {
        (Some(letter), Some(_), Some(ListMarker::Letter(last))) if letter == last + 1 => {
            Some(ListMarker::Letter(letter))
        }
        (_, Some(roman), Some(ListMarker::Roman(_))) => Some(ListMarker::Roman(roman)),
        (_, Some(1), _) => Some(ListMarker::Roman(1)),
        (Some(letter), ..) => Some(ListMarker::Letter(letter)),
        (None, Some(roman), _) => Some(ListMarker::Roman(roman)),
        (None, None, _) => None,
    }
}

/// A number below 40 as Roman numerals.
fn written_roman(number: u32) -> String {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let (tens, ones) = (number / 10, number % 10);
    let ones = usize::try_from(ones).ok().and_then(|ones| ONES.get(ones)).unwrap_or(&"");
    (0..tens).map(|_| "x").chain(std::iter::once(*ones)).collect()
}

/// The letter with a place in the alphabet.
fn letter(number: u32) -> char {
    number.checked_sub(1).and_then(|at| ('a'..='z').nth(usize::try_from(at).ok()?)).unwrap_or('?')
}

/// The lists of one body, at one depth.
#[derive(Default)]
pub(super) struct Lists {
    /// The mark of the last item of each kind of list, and whether it and all before it say 1.
    last: Vec<(ListMarker, bool)>,
}

impl Lists {
    /// Takes the next item; one whose mark does not follow on from the mark before it is reported. The first of a list
    /// may begin anew.
    pub(super) fn follow(
        &mut self,
        item: &Unit,
        first: bool,
        file: FileId,
        diagnostics: &mut Diagnostics,
    ) {
        let Mark::List(marker) = item.mark else { return };
        let Some(number) = marker.ordinal() else { return };
        let known = self.last.iter().position(|(known, _)| known.is_like(marker));
        let before = known.map(|at| self.last.remove(at));
        let begins = first && number == 1;
        // Some number every item with 1, and leave the counting to the program.
        let ones = number == 1 && before.is_none_or(|(_, ones)| first || ones);
        let counted = before.and_then(|(last, _)| last.ordinal()).filter(|_| ones && !first);
        let marker = marker.at(counted.map_or(number, |last| last + 1));
        if let Some((last, _)) = before.filter(|_| !begins && !ones)
            && let Some(expected) = last.ordinal().map(|last| last + 1)
            && expected != number
        {
            let start = item.start - item.width;
            let here = Span { file, start, end: start + item.width - 1 };
            let (said, meant) = (marker.written(number), marker.written(expected));
            diagnostics.add(
                Diagnostic::warning(
                    "list-jumps",
                    here,
                    format!("`{said}` comes after `{}` in this list", last.written(expected - 1)),
                )
                .replace(
                    if first {
                        "if it goes on with the list above it, write"
                    } else {
                        "it is printed as the next one; write so, or put in what is missing"
                    },
                    here,
                    meant,
                ),
            );
        }
        self.last.push((marker, ones));
    }
}
