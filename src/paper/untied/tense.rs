//! Dates and the tense of the words around them: "is to be shared on 27 June" in a paper of 3 July (`semantics.md` S17).
//!
//! Only a verb and a date of one clause are held against each other: the date stands behind "on" or "in", close behind the
//! verb, and nothing between them says that the date is of something else.

use std::ops::Range;

use time::{Date, Month};

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::untied::search::Phrase;
use crate::paper::untied::tense_verbs;
use crate::paper::values::value::capital;
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
const PARTING: [&str; 41] = [
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
    "compared",
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

/// How much time a date names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::paper) enum Length {
    Day,
    Month,
    Year,
}

/// A date of a text.
struct Dated {
    first: Date,
    last: Date,
    /// How many words it takes.
    used: usize,
    length: Length,
}

impl Dated {
    /// Without its year a day may be one of last year, or of next.
    fn is_bare(&self) -> bool {
        self.used == 2 && self.length == Length::Day
    }
}

/// A word of a text.
pub(in crate::paper) struct Word {
    /// It, in small letters.
    pub text: String,
    pub place: Range<usize>,
    /// Whether a clause ends behind it.
    pub closes: bool,
    /// Whether a comma does.
    pub comma: bool,
    /// Whether it stands within quotation marks.
    pub quoted: bool,
}

/// Whether a word between a verb and a date says that the date is of something else.
pub(in crate::paper) fn parts(word: &str) -> bool {
    PARTING.binary_search(&word).is_ok()
}

/// Words that speak of the past or of what is to come, and of which a date belies them.
struct Belied {
    verb: Range<usize>,
    /// What would be true in their place.
    instead: Option<&'static str>,
    /// Whether they say that it lies ahead.
    ahead: bool,
}

/// The verb that a date belies, if any does.
fn belied(words: &[Word], at: usize, date: &Dated, paper: Date) -> Option<Belied> {
    let day = date.length == Length::Day;
    if date.last < paper && is_near(date.is_bare(), date.last, paper) {
        let known = (date.length != Length::Year).then(|| found(words, at, &AHEAD, day)).flatten();
        return match known {
            Some((verb, instead)) => Some(Belied { verb, instead: Some(instead), ahead: true }),
            None => tense_verbs::ahead(words, at, date.used, date.length).map(|verb| Belied {
                verb,
                instead: None,
                ahead: true,
            }),
        };
    }
    if date.first <= paper || date.is_bare() {
        return None;
    }
    let known = (date.length != Length::Year).then(|| found(words, at, &OVER, day)).flatten();
    match known {
        Some((verb, instead)) => Some(Belied { verb, instead: Some(instead), ahead: false }),
        None => tense_verbs::over(words, at, date.used, date.length).map(|verb| Belied {
            verb,
            instead: None,
            ahead: false,
        }),
    }
}

/// Holds the tenses of a paragraph against the date of the paper.
pub(in crate::paper) fn check(
    inlines: &[Written],
    (paper, dated): (Date, Span),
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) {
    let holds = |text: &str| {
        let lower = text.to_lowercase();
        MONTHS.iter().any(|month| lower.contains(month)) || lower.contains("20")
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
        let Some(date) = date(&words, at, paper) else {
            at += 1;
            continue;
        };
        if let Some(belied) = belied(&words, at, &date, paper) {
            let place = words[at].place.start..words[at + date.used - 1].place.end;
            report(&belied, &place, &phrase, (paper, dated), sources, diagnostics);
        }
        at += date.used;
    }
}

fn report(
    belied: &Belied,
    place: &Range<usize>,
    phrase: &Phrase,
    (paper, dated): (Date, Span),
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) {
    let shown = phrase.text().get(place.clone()).unwrap_or("").to_owned();
    let said = phrase.text().get(belied.verb.clone()).unwrap_or("").to_owned();
    let (Some(here), Some(verb)) =
        (phrase.place(place, sources), phrase.place(&belied.verb, sources))
    else {
        return;
    };
    let (code, lies, is) = if belied.ahead {
        ("date-past", "lies ahead", "is past")
    } else {
        ("date-future", "is over", "is still to come")
    };
    let date = crate::model::Period::Date(paper);
    let diagnostic = Diagnostic::error(
        code,
        here,
        format!("\"{said}\" says that this {lies}, but {shown} {is} in a paper of {date}"),
    )
    .label(verb, "these words")
    .label(dated, "the date of the paper");
    let (past, ahead) = ("\"was\" or \"were\"", "\"will be\"");
    diagnostics.add(match belied.instead {
        Some("") => {
            let instead = if belied.ahead { past } else { ahead };
            diagnostic.help(format!("say it as it is, with {instead}, or put the date right"))
        }
        Some(instead) => diagnostic
            .replace("say it as it is", verb, as_begun(instead, &said))
            .help("or put the date right"),
        None => {
            let instead = if belied.ahead { "as what is past" } else { "as still to come" };
            diagnostic.help(format!("say it as it is, {instead}, or put the date right"))
        }
    });
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
    capital(new)
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

/// The date that starts at a word. A day without a year is that of the year nearest to the paper.
fn date(words: &[Word], at: usize, paper: Date) -> Option<Dated> {
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
        return Some(Dated { first, last, used: 2, length: Length::Month });
    }
    if let Some(year) = year_at(at).filter(|_| stands_alone(words, at)) {
        let first = Date::from_calendar_date(year, Month::January, 1).ok()?;
        let last = Date::from_calendar_date(year, Month::December, 31).ok()?;
        return Some(Dated { first, last, used: 1, length: Length::Year });
    }
    let digits = first.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day: u8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    let month = month_at(at + 1).filter(|_| !first.closes)?;
    if let Some(year) = year_at(at + 2) {
        let day = Date::from_calendar_date(year, month, day).ok()?;
        return Some(Dated { first: day, last: day, used: 3, length: Length::Day });
    }
    let nearest = (paper.year() - 1..=paper.year() + 1)
        .filter_map(|year| Date::from_calendar_date(year, month, day).ok())
        .min_by_key(|day| (*day - paper).whole_days().abs())?;
    Some(Dated { first: nearest, last: nearest, used: 2, length: Length::Day })
}

/// Whether a year is one by itself: not that of "2023 prices".
fn stands_alone(words: &[Word], at: usize) -> bool {
    let closed = words.get(at).is_some_and(|word| word.closes);
    let next = words.get(at + 1).map_or("and", |word| word.text.as_str());
    closed || matches!(next, "and" | "as" | "at" | "but" | "by" | "so" | "to" | "when" | "with")
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
            comma: behind == ",",
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
            let Some(date) = date(&words, at, paper) else { continue };
            let belied = belied(&words, at, &date, paper);
            said.extend(belied.and_then(|belied| text.get(belied.verb)));
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
            // What follows was written by a tester.
            ("The bid will be made by 30 April 2023.", "will be"),
            ("We will open the home in March 2023.", "will open"),
            ("Work will begin in 2022.", "will begin"),
            ("The strategy, to be published in April 2023, sets this out.", "to be"),
            ("It is scheduled for 1 May 2023.", "is scheduled"),
            ("The home is expected to close on 1 May 2023.", "is expected to"),
            ("We plan to close it in January 2023.", "plan to"),
            ("The council plans to close it in January 2023.", "plans to"),
            ("We look forward to the conference on 3 May 2023.", "look forward to"),
            ("On 1 May 2023 the home will open.", "will open"),
            ("It will be formally opened by May 2023.", "will be"),
            ("It will take place by 1 May 2023.", "will take"),
            ("The home opened on 1 August 2023.", "opened"),
            ("Cabinet approved this on 10 August 2023.", "approved"),
            ("It has been agreed on 3 August 2023.", "agreed"),
            ("On 18 August 2023 the forum heard from carers.", "heard"),
            ("On 18 August 2023, the home opened.", "opened"),
            ("The school closed in 2024.", "closed"),
            ("The team started work in October 2023.", "started"),
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
            "We will report on the year to March 2023.",
            "We will report the numbers in March 2023.",
            "It will be held in line with the policy of May 2022.",
            "The plan agreed in 2022 will run to 2026.",
            "It was decided in April 2023 to open it.",
            "It will be compared with those in March 2023.",
            "We will publish the plan agreed in March 2023.",
            "It will open the door that closed in 2022.",
            "We will show spending in 2022, and it will begin in 2022 prices.",
            "It will be finished by 30 September 2023.",
            "We will open the home in July 2023 and close it in 2023.",
            "The plan to close it in January 2023 was given up.",
            "It was scheduled for 1 May 2023, and was expected to close in May 2023.",
            "It was to be published in April 2023.",
            "We were looking forward to the conference on 3 May 2023.",
            "We hope to match what was reached in 2022.",
            "In March 2023 we said that it will open.",
            "On 1 May 2023 the panel heard that the home will open.",
            "On 1 May 2023 the panel agreed how it will be run.",
            "He will meet those who left in 2022.",
            "The home will be opened on 1 August 2023, and is opened on 2 August 2023.",
            "Once approved on 10 August 2023, it will be printed.",
            "If the budget is approved on 10 August 2023, work begins.",
            "The panel agreed a visit on 5 August 2023.",
            "Cabinet approved the start on 1 August 2023.",
            "We agreed to meet on 5 August 2023.",
            "The home opened on 1 May 2023 and in 2022.",
            "On 18 August 2023 the panel will consider what it heard.",
            "The budget was approved for work to be done in 2024.",
            "On 18 August 2023 the contract agreed last year ends.",
            "The contract ended early would cost more in 2024.",
            "It is planned work in 2022 terms.",
        ] {
            assert_eq!(said(text), Vec::<&str>::new(), "{text}");
        }
    }
}
