//! Further ways in which prose says that something lies ahead or is over: "will open", "we plan to", "approved this on".
//!
//! As in `tense`, a verb and a date are of one clause, and close to each other. Of verbs by themselves only those are known
//! that tell when something happens: "will show the numbers in March 2024" says when the numbers were counted.

use std::ops::Range;

use crate::paper::untied::tense::{Length, Word, parts};

/// What may follow "will" and "plan to": it happens at a time. Sorted.
const ACTS: [&str; 30] = [
    "appoint",
    "begin",
    "cease",
    "close",
    "come",
    "commence",
    "complete",
    "end",
    "finish",
    "go",
    "happen",
    "hold",
    "host",
    "introduce",
    "join",
    "launch",
    "leave",
    "meet",
    "move",
    "open",
    "publish",
    "reconvene",
    "reopen",
    "return",
    "run",
    "sign",
    "start",
    "take",
    "transfer",
    "visit",
];

/// What happened, as said of it later. Sorted.
const HAPPENED: [&str; 26] = [
    "adopted",
    "agreed",
    "approved",
    "attended",
    "began",
    "ceased",
    "closed",
    "commenced",
    "completed",
    "considered",
    "decided",
    "ended",
    "finished",
    "heard",
    "held",
    "hosted",
    "launched",
    "met",
    "opened",
    "published",
    "received",
    "reopened",
    "signed",
    "started",
    "took",
    "visited",
];

/// Of these the time may be that of what was agreed on: "approved a visit on 1 August".
const OF_SOMETHING: [&str; 6] =
    ["agreed", "approved", "considered", "decided", "heard", "received"];

/// Forms of verbs that say of a noun what was done with it, and that do not end in "-ed".
const PARTICIPLES: [&str; 15] = [
    "begun", "bought", "built", "found", "given", "held", "known", "made", "put", "seen", "sent",
    "spent", "taken", "told", "written",
];

/// Words before a verb that say that it has not happened, or belongs to another verb.
const UNSURE: [&str; 28] = [
    "after", "are", "be", "before", "being", "by", "can", "could", "get", "if", "is", "may",
    "might", "must", "never", "not", "once", "shall", "should", "to", "unless", "until", "want",
    "wants", "when", "will", "would", "yet",
];

/// Who plans: "the plan to open it" is a noun.
const PLANNERS: [&str; 12] =
    ["board", "cabinet", "council", "he", "i", "it", "panel", "she", "team", "they", "we", "which"];

/// How a date is tied to the words before it.
fn link(words: &[Word], date: usize) -> Option<usize> {
    let before = date.checked_sub(1)?;
    let article = words.get(before)?.text == "the" && !words.get(before)?.closes;
    let link = if article { before.checked_sub(1)? } else { before };
    words.get(link).filter(|word| !word.closes && !word.quoted).map(|_| link)
}

fn place(words: &[Word], range: &Range<usize>) -> Option<Range<usize>> {
    let last = range.end.checked_sub(1)?;
    Some(words.get(range.start)?.place.start..words.get(last)?.place.end)
}

fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || PARTICIPLES.contains(&word)
}

/// The words that say that what happens at a date lies ahead.
pub(in crate::paper) fn ahead(
    words: &[Word],
    date: usize,
    used: usize,
    length: Length,
) -> Option<Range<usize>> {
    if let Some(found) = ahead_behind(words, date, used, length) {
        return Some(found);
    }
    let link = link(words, date)?;
    let joined = words.get(link)?.text.as_str();
    let fits = matches!(
        (joined, length),
        ("by", _)
            | ("for" | "on", Length::Day)
            | ("in" | "for", Length::Month)
            | ("in", Length::Year)
    );
    if !fits {
        return None;
    }
    for start in (link.saturating_sub(12)..link).rev() {
        if words.get(start)?.closes {
            return None;
        }
        let Some(verb) = prefix(words, start, link) else { continue };
        let near = words.get(verb.end..link)?;
        let before = start.checked_sub(1).and_then(|before| words.get(before));
        let held_off = before.is_some_and(|word| {
            !word.closes
                && matches!(word.text.as_str(), "if" | "would" | "what" | "whether" | "when")
        });
        if held_off {
            return None;
        }
        let kind = words.get(verb.end - 1)?.text.as_str();
        let scheduled = matches!(kind, "scheduled" | "planned" | "due" | "set");
        if joined == "for" || scheduled {
            return (near.is_empty() && scheduled && joined != "by")
                .then(|| place(words, &verb))
                .flatten();
        }
        return acts(near, words.get(start)?.text.as_str(), length)
            .then(|| place(words, &shown(words, &verb)))
            .flatten();
    }
    None
}

/// "Will open" and "to be" are pointed at, and not "will" and "to".
fn shown(words: &[Word], verb: &Range<usize>) -> Range<usize> {
    let short = verb.len() == 1 && verb.end < words.len();
    verb.start..verb.end + usize::from(short)
}

/// "Will", "is expected to", "we plan to", "look forward to", and "to be" behind a comma.
fn prefix(words: &[Word], start: usize, link: usize) -> Option<Range<usize>> {
    let said = |by: usize| {
        let word = words.get(start + by).filter(|_| start + by < link);
        word.map_or("", |word| word.text.as_str())
    };
    let before = start.checked_sub(1).and_then(|before| words.get(before));
    let open = before.filter(|word| !word.closes).map_or("", |word| word.text.as_str());
    let used = match [said(0), said(1), said(2)] {
        ["will", ..] => 1,
        [
            "is" | "are",
            "expected" | "planned" | "scheduled" | "due" | "set" | "likely" | "going" | "hoped",
            "to",
        ] => 3,
        ["is" | "are", "scheduled" | "planned" | "set", _] => 2,
        ["look" | "looking", "forward", "to"]
            if !words.get(start.saturating_sub(3)..start)?.iter().any(|word| {
                matches!(word.text.as_str(), "was" | "were" | "been" | "had" | "did")
            }) =>
        {
            3
        }
        ["plan" | "hope" | "aim" | "intend" | "expect", "to", _]
            if matches!(open, "we" | "they" | "i") =>
        {
            2
        }
        ["plans" | "hopes" | "aims", "to", _] if PLANNERS.contains(&open) => 2,
        ["intends" | "expects", "to", _] => 2,
        // "…, to be published in April 2024, …"
        ["to", "be", participle] if open.is_empty() && is_participle(participle) => 1,
        _ => return None,
    };
    Some(start..start + used)
}

/// Whether the words between a verb and a date say what happens, and nothing of another time.
fn acts(near: &[Word], verb: &str, length: Length) -> bool {
    let reach = if length == Length::Day { 6 } else { 4 };
    let parted = |words: &[Word]| {
        words.len() > reach
            || words.iter().any(|word| {
                parts(&word.text)
                    || is_participle(&word.text)
                    || matches!(
                        word.text.as_str(),
                        "on" | "in" | "not" | "never" | "have" | "begin" | "those"
                    )
            })
    };
    let Some((first, rest)) = near.split_first() else { return false };
    if matches!(verb, "look" | "looking") {
        return length != Length::Year && !parted(near);
    }
    if first.text == "be" {
        // "Will be made by", "will be formally opened in".
        let adverb = rest.first().is_some_and(|word| word.text.ends_with("ly"));
        let rest = if adverb { rest.get(1..).unwrap_or(&[]) } else { rest };
        return rest.split_first().is_some_and(|(participle, rest)| {
            is_participle(&participle.text)
                && !matches!(participle.text.as_str(), "based" | "compared" | "informed")
                && !parted(rest)
        });
    }
    if ACTS.binary_search(&first.text.as_str()).is_err() {
        return false;
    }
    let idiom = rest.first().is_some_and(|word| {
        matches!(word.text.as_str(), "place" | "effect" | "part" | "over" | "up")
    });
    (first.text != "take" || idiom) && !parted(rest)
}

/// "On 1 May 2024 the home will open."
fn ahead_behind(words: &[Word], date: usize, used: usize, length: Length) -> Option<Range<usize>> {
    let from = begins(words, date, used, length)?;
    for at in from..from + 5 {
        let word = words.get(at)?;
        if word.text == "will" {
            let next = words.get(at + 1)?;
            let acts = next.text == "be" || ACTS.binary_search(&next.text.as_str()).is_ok();
            return (at > from && acts && !word.closes).then_some(word.place.start..next.place.end);
        }
        let said = is_participle(&word.text) || matches!(word.text.as_str(), "said" | "heard");
        if word.closes || said || parts(&word.text) {
            return None;
        }
    }
    None
}

/// Where the words begin that follow a day at the start of a clause: "On 18 June 2024 the forum …".
fn begins(words: &[Word], date: usize, used: usize, length: Length) -> Option<usize> {
    let link = link(words, date)?;
    let first = link.checked_sub(1).and_then(|before| words.get(before));
    let last = words.get(date + used - 1)?;
    let begins = length == Length::Day
        && words.get(link)?.text == "on"
        && first.is_none_or(|word| word.closes)
        && (!last.closes || last.comma);
    begins.then_some(date + used)
}

/// The words that say that what happened at a date is over.
pub(in crate::paper) fn over(
    words: &[Word],
    date: usize,
    used: usize,
    length: Length,
) -> Option<Range<usize>> {
    if let Some(found) = over_behind(words, date, used, length) {
        return Some(found);
    }
    let link = link(words, date)?;
    let joins = if length == Length::Day { "on" } else { "in" };
    if words.get(link)?.text != joins {
        return None;
    }
    for at in (link.saturating_sub(4)..link).rev() {
        let word = words.get(at)?;
        if word.closes {
            return None;
        }
        if HAPPENED.binary_search(&word.text.as_str()).is_err() {
            continue;
        }
        let near = words.get(at + 1..link)?;
        let text = word.text.as_str();
        let object = match near {
            [] => text != "took" && text != "received",
            [first, ..] if text == "took" => first.text == "place",
            [one] if OF_SOMETHING.contains(&text) => {
                matches!(one.text.as_str(), "this" | "it" | "them" | "that" | "these")
            }
            [article, noun] if OF_SOMETHING.contains(&text) => {
                matches!(article.text.as_str(), "the" | "this" | "our" | "its")
                    && matches!(
                        noun.text.as_str(),
                        "plan"
                            | "report"
                            | "strategy"
                            | "budget"
                            | "proposal"
                            | "minutes"
                            | "policy"
                            | "proposals"
                            | "recommendations"
                    )
            }
            _ => {
                !OF_SOMETHING.contains(&text)
                    && !near.iter().any(|word| {
                        parts(&word.text)
                            || is_participle(&word.text)
                            || matches!(word.text.as_str(), "to" | "on" | "in" | "will" | "not")
                    })
            }
        };
        return (object && !is_unsure(words, at)).then(|| word.place.clone());
    }
    None
}

/// Whether the words before a verb, in its clause, hold it off: "once approved on 10 June", "is to be opened on 1 August".
fn is_unsure(words: &[Word], verb: usize) -> bool {
    let clause = words.get(..verb).unwrap_or(&[]);
    clause
        .iter()
        .rev()
        .take(6)
        .take_while(|word| !word.closes)
        .any(|word| word.quoted || UNSURE.binary_search(&word.text.as_str()).is_ok())
}

/// "On 18 June 2024 the forum heard from carers."
fn over_behind(words: &[Word], date: usize, used: usize, length: Length) -> Option<Range<usize>> {
    let from = begins(words, date, used, length)?;
    for at in from..from + 6 {
        let word = words.get(at)?;
        let next = words.get(at + 1).filter(|_| !word.closes).map_or("", |word| &word.text);
        let happened = match word.text.as_str() {
            "was" | "were" => {
                let held = matches!(next, "held" | "published" | "opened" | "closed" | "launched");
                held || matches!(next, "agreed" | "approved" | "adopted" | "signed" | "visited")
            }
            "met" | "heard" | "began" => true,
            "took" => next == "place",
            text if HAPPENED.binary_search(&text).is_ok() => {
                word.closes || matches!(next, "the" | "a" | "an" | "its" | "this" | "that" | "our")
            }
            _ => false,
        };
        if happened {
            return (at > from).then(|| word.place.clone());
        }
        if word.closes || parts(&word.text) || UNSURE.binary_search(&word.text.as_str()).is_ok() {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted() {
        assert!(ACTS.is_sorted() && HAPPENED.is_sorted() && UNSURE.is_sorted());
    }
}
