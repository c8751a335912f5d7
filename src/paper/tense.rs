//! Dates and the tense of the words around them: "is to be shared on 27 June" in a paper of 3 July (`semantics.md` S17).
//!
//! Only a verb and a date of one clause are held against each other: the date stands behind "on" or "in", close behind the
//! verb, and nothing between them says that the date is of something else.

use std::ops::Range;

use time::{Date, Month};

use super::search::Phrase;
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{SourceMap, Span};
use crate::syntax::ast::Inline as Written;

/// What says that something lies ahead, and what would say that it is over.
const AHEAD: [(&[&str], &str); 9] = [
    (&["will", "be"], ""),
    (&["is", "to", "be"], "was"),
    (&["are", "to", "be"], "were"),
    (&["is", "due"], "was due"),
    (&["are", "due"], "were due"),
    (&["is", "scheduled"], "was scheduled"),
    (&["are", "scheduled"], "were scheduled"),
    (&["commences"], "commenced"),
    (&["we", "are", "reporting"], "we reported"),
];

/// What says that something is over, and what would say that it lies ahead.
const OVER: [(&[&str], &str); 6] = [
    (&["was"], ""),
    (&["were"], ""),
    (&["took", "place"], "will take place"),
    (&["has", "been"], "is to be"),
    (&["have", "been"], "are to be"),
    (&["met"], "will meet"),
];

/// Between a verb and a date these say that the date is of something else, or that it was only meant.
const PARTING: [&str; 40] = [
    "about",
    "according",
    "after",
    "agreed",
    "and",
    "arranged",
    "as",
    "based",
    "because",
    "before",
    "booked",
    "but",
    "by",
    "due",
    "during",
    "expected",
    "following",
    "for",
    "from",
    "if",
    "moved",
    "next",
    "of",
    "planned",
    "postponed",
    "proposed",
    "rearranged",
    "scheduled",
    "set",
    "since",
    "than",
    "that",
    "till",
    "unless",
    "until",
    "when",
    "where",
    "which",
    "who",
    "would",
];

/// How many words may stand between a verb and its date.
const REACH: usize = 8;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

struct Word {
    text: String,
    place: Range<usize>,
    /// Whether a clause ends behind it.
    closes: bool,
    /// Whether it stands within quotation marks.
    quoted: bool,
}

/// Holds the tenses of a paragraph against the date of the paper.
pub(super) fn check(
    inlines: &[Written],
    (paper, dated): (Date, Span),
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) {
    let holds = |text: &str| {
        let lower = text.to_lowercase();
        MONTHS.iter().any(|month| lower.contains(month))
    };
    if !inlines.iter().any(
        |inline| matches!(inline, Written::Text(text, _) | Written::Bound(text, ..) if holds(text)),
    ) {
        return;
    }
    let phrase = Phrase::of(inlines, None);
    let words = words(phrase.text());
    let mut at = 0;
    while at < words.len() {
        let Some((first, last, used)) = date(&words, at, paper) else {
            at += 1;
            continue;
        };
        // Without its year a day may be one of last year, or of next.
        let bare = used == 2 && first == last;
        let day = first == last;
        let said =
            found(&words, at, &AHEAD, day).filter(|_| last < paper && is_near(bare, last, paper));
        let over = found(&words, at, &OVER, day).filter(|_| first > paper && !bare);
        for (verb, instead, code) in said
            .map(|(verb, instead)| (verb, instead, "date-past"))
            .into_iter()
            .chain(over.map(|(verb, instead)| (verb, instead, "date-future")))
        {
            let place = words[at].place.start..words[at + used - 1].place.end;
            let shown = phrase.text().get(place.clone()).unwrap_or("").to_owned();
            let verb_words = phrase.text().get(verb.clone()).unwrap_or("").to_owned();
            let (Some(here), Some(verb)) =
                (phrase.place(&place, sources), phrase.place(&verb, sources))
            else {
                continue;
            };
            let (lies, is) = if code == "date-past" {
                ("lies ahead", "is past")
            } else {
                ("is over", "is still to come")
            };
            let date = crate::model::Period::Date(paper);
            let diagnostic = Diagnostic::error(
                code,
                here,
                format!(
                    "\"{verb_words}\" says that this {lies}, but {shown} {is} in a paper of {date}"
                ),
            )
            .label(verb, "these words")
            .label(dated, "the date of the paper");
            diagnostics.add(if instead.is_empty() {
                let (ahead, over) = ("\"will be\"", "\"was\" or \"were\"");
                let instead = if code == "date-past" { over } else { ahead };
                diagnostic.help(format!("say it as it is, with {instead}, or put the date right"))
            } else {
                diagnostic
                    .replace("say it as it is", verb, as_begun(instead, &verb_words))
                    .help("or put the date right")
            });
        }
        at += used;
    }
}

/// Whether a past day without its year can hardly be one of next year: it is not long past.
fn is_near(bare: bool, day: Date, paper: Date) -> bool {
    !bare || (paper - day).whole_days() <= 60
}

/// Words with the first letter that others begin with.
fn as_begun(new: &str, old: &str) -> String {
    if !old.starts_with(char::is_uppercase) {
        return new.to_owned();
    }
    let mut letters = new.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// The verb that a date belongs to: it stands before it in the same clause.
fn found(
    words: &[Word],
    date: usize,
    verbs: &[(&[&str], &'static str)],
    day: bool,
) -> Option<(Range<usize>, &'static str)> {
    let before = date.checked_sub(1)?;
    // "On the 27 June".
    let article = words[before].text == "the" && !words[before].closes;
    let link = if article { before.checked_sub(1)? } else { before };
    let joins: &[&str] = if day { &["on"] } else { &["in"] };
    if !joins.contains(&words[link].text.as_str()) || words[link].closes || words[link].quoted {
        return None;
    }
    // Within a month that is only named, fewer words may stand between: "in the plan that was made in March 2022".
    let reach = if day { REACH } else { REACH / 2 };
    for start in (link.saturating_sub(2 * reach + 3)..link).rev() {
        if words[start].closes {
            // "… it was. On 27 June": another clause.
            return None;
        }
        let verb = verbs.iter().find(|(verb, _)| {
            verb.iter().enumerate().all(|(by, part)| {
                words.get(start + by).is_some_and(|word| word.text == *part && start + by < link)
            })
        });
        let Some((verb, instead)) = verb else { continue };
        // The present tense may tell what happened: "the group commences in January and meets monthly".
        if !day && *verb == ["commences"] {
            return None;
        }
        let after = start + verb.len();
        let between = words.get(after..link)?;
        // What is reported may be said at length: "a focused report to the panel".
        let reports = *verb == ["we", "are", "reporting"];
        let to = between.iter().rposition(|word| word.text == "to").filter(|_| reports);
        let near = to.map_or(Some(between), |to| between.get(to + 1..))?;
        let is_over = OVER.iter().any(|(over, _)| over == verb);
        // "It was agreed that it will be held": of two verbs the nearer one was asked for already.
        let parted = near.len() > reach
            || between.iter().any(|word| {
                PARTING.binary_search(&word.text.as_str()).is_ok()
                    || matches!(word.text.as_str(), "will" | "on" | "in" | "not" | "never")
                    // "Was asked to report on 5 August": what is over is the asking.
                    || (word.text == "to" && is_over)
            })
            // "Will be informed by plans approved on 1 May": the second of two participles has the date.
            || near.iter().skip(1).any(|word| {
                word.text.ends_with("ed") || matches!(word.text.as_str(), "held" | "made" | "taken")
            });
        let before = start.checked_sub(1).and_then(|before| words.get(before));
        let held_off = before.is_some_and(|word| {
            matches!(word.text.as_str(), "if" | "would" | "what" | "whether") && !word.closes
        });
        if parted || held_off {
            return None;
        }
        return Some((words[start].place.start..words[after - 1].place.end, *instead));
    }
    None
}

/// The date that starts at a word, its first and its last day, and how many words it takes. A day without a year is that of
/// the year nearest to the paper.
fn date(words: &[Word], at: usize, paper: Date) -> Option<(Date, Date, usize)> {
    let month_at = |at: usize| {
        let word = words.get(at)?;
        let place = MONTHS.iter().position(|month| *month == word.text)?;
        Month::try_from(u8::try_from(place + 1).ok()?).ok()
    };
    let year_at = |at: usize| {
        let open =
            at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|w| !w.closes);
        let year = words.get(at)?.text.parse::<i32>().ok()?;
        (open && (1990..2100).contains(&year)).then_some(year)
    };
    let first = words.get(at)?;
    if let Some(month) = month_at(at) {
        let year = year_at(at + 1)?;
        let first = Date::from_calendar_date(year, month, 1).ok()?;
        let last = Date::from_calendar_date(year, month, month.length(year)).ok()?;
        return Some((first, last, 2));
    }
    let digits = first.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day: u8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    let month = month_at(at + 1).filter(|_| !first.closes)?;
    if let Some(year) = year_at(at + 2) {
        let day = Date::from_calendar_date(year, month, day).ok()?;
        return Some((day, day, 3));
    }
    let nearest = (paper.year() - 1..=paper.year() + 1)
        .filter_map(|year| Date::from_calendar_date(year, month, day).ok())
        .min_by_key(|day| (*day - paper).whole_days().abs())?;
    Some((nearest, nearest, 2))
}

/// The words of a text in small letters, and where its clauses end.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    let mut quoted = false;
    for part in text.split([' ', '\u{a0}']) {
        let start = at;
        at = start + part.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let marks = part.chars().filter(|c| matches!(c, '"' | '“' | '”')).count();
        let was = quoted;
        if marks % 2 == 1 {
            quoted = !quoted;
        }
        let lead = part.len() - part.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let word = part.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            if let Some(last) = words.last_mut() {
                let last: &mut Word = last;
                last.closes = true;
            }
            continue;
        }
        if part.starts_with(['(', '“', '"'])
            && let Some(last) = words.last_mut()
        {
            last.closes = true;
        }
        let end = start + lead + word.len();
        let behind = text.get(end..start + part.len()).unwrap_or("");
        words.push(Word {
            text: word.to_lowercase(),
            place: start + lead..end,
            closes: behind.contains([',', ';', ':', '.', '?', '!', ')', '”', '"', '–']),
            quoted: was || quoted,
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<&str> {
        let paper = Date::from_calendar_date(2023, Month::July, 3).unwrap();
        let words = words(text);
        let mut said = Vec::new();
        for at in 0..words.len() {
            let Some((first, last, used)) = date(&words, at, paper) else { continue };
            let day = first == last;
            let bare = used == 2 && day;
            let ahead = found(&words, at, &AHEAD, day);
            let ahead = ahead.filter(|_| last < paper && is_near(bare, last, paper));
            let over = found(&words, at, &OVER, day).filter(|_| first > paper && !bare);
            said.extend(ahead.or(over).and_then(|(verb, _)| text.get(verb)));
        }
        said
    }

    #[test]
    fn the_parting_words_are_sorted() {
        assert!(PARTING.is_sorted());
    }

    #[test]
    fn what_the_date_of_the_paper_belies_is_found() {
        for (text, verb) in [
            ("The report is to be shared with the panel on 27 June 2023.", "is to be"),
            ("It will be held in March 2023.", "will be"),
            ("It is to be shared with the panel on the 27 June 2023.", "is to be"),
            ("The review is due on 1 June.", "is due"),
            ("The contract commences on 1 May 2023.", "commences"),
            ("We are reporting to the panel on 27 June.", "We are reporting"),
            (
                "We are reporting a focused themed data spotlight report to Corporate Parenting Panel on the 27 June 2023.",
                "We are reporting",
            ),
            ("The event was held on 5 August 2023.", "was"),
            ("Its members met on 12 September 2023.", "met"),
            ("The homes were opened in October 2023.", "were"),
        ] {
            assert_eq!(said(text), [verb], "{text}");
        }
    }

    #[test]
    fn what_it_bears_out_and_what_is_of_something_else_is_left_alone() {
        for text in [
            "It was held on 27 June 2023.",
            "It will be held on 18 July 2023, and in October 2023.",
            "The plan of 1 May 2023 will be reviewed in September 2023.",
            "It will be based on the figures published in March 2023.",
            "It will be informed by the visit on 14 February 2023.",
            "The date was set for 5 August 2023.",
            "It was agreed that this will start on 1 September 2023.",
            "The meeting was postponed to 5 August 2023.",
            "The work was planned in stages; on 5 August 2023 the next begins.",
            "The panel was told on 27 June 2023 that homes open in October 2023.",
            "He said \"it will be held on 1 May 2023\".",
            "Since it was agreed, the strategy will be renewed on 1 September.",
            "The children will be, as they were in March 2023, looked after.",
            "This was due on 5 August 2023.",
            "The panel met on 12 September.",
            "We are reporting to you how many children were looked after on 31 March 2023.",
            "We are reporting 461 children to be compared with those on 31 March 2023.",
            "We are reporting the numbers as they were recorded in the system and given to us on 31 March 2023.",
            "A working group commences in January 2023 to oversee this.",
            "The next visit is due on 1 March.",
            "Nothing will be done before the review on 1 May 2023.",
        ] {
            assert_eq!(said(text), Vec::<&str>::new(), "{text}");
        }
    }
}
