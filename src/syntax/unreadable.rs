//! What cannot be read in braces, in the author's words.

use pest::error::{ErrorVariant, InputLocation};

use super::grammar::Rule;
use crate::diag::{Diagnostic, did_you_mean};
use crate::source::Span;

/// The words that can follow a value, for the one that was meant: `roses` is `rises`.
const FOLLOWING: [&str; 16] = [
    "rises", "falls", "holds", "improves", "worsens", "is", "meets", "misses", "at", "in", "for",
    "over", "and", "or", "as", "waived",
];

/// The small words between names and periods.
const SMALL: [&str; 8] = ["at", "in", "for", "from", "to", "over", "since", "of"];

/// What authors write for a word that follows a value, and what it is called here.
const OTHER_WORDS: [(&str, &str); 14] = [
    ("increases", "rises"),
    ("increased", "rises"),
    ("grows", "rises"),
    ("grew", "rises"),
    ("rose", "rises"),
    ("decreases", "falls"),
    ("decreased", "falls"),
    ("declines", "falls"),
    ("drops", "falls"),
    ("dropped", "falls"),
    ("reduces", "falls"),
    ("fell", "falls"),
    ("exceeds", ">"),
    ("equals", "="),
];

/// The same of words before `of`.
const OTHER_AGGREGATES: [(&str, &str); 6] = [
    ("sum", "total"),
    ("max", "highest"),
    ("maximum", "highest"),
    ("min", "lowest"),
    ("minimum", "lowest"),
    ("mean", "average"),
];

/// What is meant by a word of another language for the same: the place that it stands in, and what to write there.
fn in_other_words(text: &str, at: usize, word: &str, base: Span) -> Option<(Span, String)> {
    let place = |start: usize, end: usize| Span {
        start: base.start + start,
        end: base.start + end,
        ..base
    };
    let (read, rest) = text.split_at_checked(at)?;
    let start = at + (rest.len() - rest.trim_start().len());
    if let Some((_, meant)) = OTHER_WORDS.iter().find(|(other, _)| *other == word) {
        return Some((place(start, start + word.len()), (*meant).to_owned()));
    }
    // "rises between Q3 and Q4"
    if word == "between" {
        let behind = text.get(start + word.len()..)?;
        let (first, _) = behind.split_once(" and ")?;
        let end = start + word.len() + first.len() + " and ".len();
        return Some((place(start, end), format!("from{first} to ")));
    }
    let before = read.trim_end();
    let last = before.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    let (_, meant) = OTHER_AGGREGATES.iter().find(|(other, _)| *other == last)?;
    (word == "of").then(|| (place(before.len() - last.len(), before.len()), (*meant).to_owned()))
}

/// What could not be read, in the author's words: where reading stopped, and what could have stood there.
pub(super) fn unreadable(text: &str, span: Span, error: &pest::error::Error<Rule>) -> Diagnostic {
    let stopped = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at.min(text.len()),
    };
    // Reading may stop within a word: the word is what is shown.
    let (read, ahead) = text.split_at_checked(stopped).unwrap_or((text, ""));
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    let at =
        if ahead.starts_with(in_word) { read.trim_end_matches(in_word).len() } else { stopped };
    let rest = text.get(at..).unwrap_or("");
    let word: String = rest.trim_start().chars().take_while(|c| !c.is_whitespace()).collect();
    let here = if word.is_empty() {
        span
    } else {
        let start = span.start + at + (rest.len() - rest.trim_start().len());
        Span { start, end: start + word.len(), ..span }
    };
    let error_here = |message: String| Diagnostic::error("syntax-error", here, message);
    if text.trim().is_empty() {
        return error_here("there is nothing between these braces".to_owned()).note(SHAPE);
    }
    let mut expected: Vec<&str> = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => {
            positives.iter().filter_map(|rule| in_words(*rule)).collect()
        }
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    expected.sort_unstable();
    expected.dedup();
    // What is complete may go on in so many ways that a list helps nobody.
    // Behind `rises` something follows as a rule, though nothing need.
    let moved = MOVEMENTS.iter().any(|movement| read.trim_end().ends_with(movement));
    let complete = expected.contains(&END) && !moved;
    let wanted: Vec<&str> = expected.iter().flat_map(|words| keywords(words)).collect();
    if word.is_empty() {
        let diagnostic = error_here(format!("`{}` is not finished", text.trim()));
        return if expected.is_empty() || expected.len() > 8 {
            diagnostic.note(SHAPE)
        } else {
            diagnostic.here(format!("expected {}", list(&expected)))
        };
    }
    let unreadable = error_here(format!("`{word}` cannot be read here"));
    if let Some((place, meant)) = in_other_words(text, at, &word, span) {
        return unreadable.replace("write", place, meant);
    }
    let following = FOLLOWING.into_iter().filter(|_| complete);
    if let Some(meant) =
        did_you_mean(&word, wanted.iter().copied().chain(following)).filter(|meant| *meant != word)
    {
        return unreadable.replace(format!("did you mean `{meant}`?"), here, meant);
    }
    let period =
        word.starts_with('Q') || word.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
    let needed: Vec<&str> =
        wanted.into_iter().filter(|word| !matches!(*word, "and" | "or")).collect();
    let missing = match needed.as_slice() {
        [one] => Some(*one),
        _ if complete => Some("at").filter(|_| period && read.trim_end().ends_with(in_word)),
        _ => Some("from").filter(|_| expected.contains(&SPAN_OF_TIME)),
    };
    if missing == Some("by") {
        return unreadable
            .here("`by` is missing before this")
            .help("write who answers for it: `by \"Head of Performance\"`");
    }
    if let Some(missing) = missing {
        // Another small word in its place is taken out.
        if SMALL.contains(&word.as_str()) {
            return unreadable
                .here(format!("`{missing}` is needed here"))
                .replace("write", here, missing);
        }
        return unreadable.here(format!("`{missing}` is missing before this")).replace(
            "write",
            Span { end: here.start, ..here },
            format!("{missing} "),
        );
    }
    let unreadable = if complete || expected.is_empty() || expected.len() > 8 {
        unreadable
    } else {
        unreadable.here(format!("expected {}", list(&expected)))
    };
    if word.starts_with(['%', '"', '\'']) || text.contains(';') {
        unreadable
    } else {
        unreadable.note(SHAPE)
    }
}

/// What stands in braces.
const SHAPE: &str =
    "In braces stands a value, such as `cla at Q4`, or a claim, such as `cla rises from Q2 to Q4`.";

/// The words behind which a span of time follows.
const MOVEMENTS: [&str; 7] =
    ["rises", "falls", "holds", "improves", "worsens", "steadily", "steady"];

/// The end of an expression, among what could have stood somewhere.
const END: &str = "the end of the expression";

const SPAN_OF_TIME: &str = "`from … to …`";

/// The words of the grammar in what is expected: in "`above` or `below`" both.
fn keywords(expected: &'static str) -> impl Iterator<Item = &'static str> {
    expected
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// A rule as an author knows it; `None` for what is only an inner part of another rule.
fn in_words(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::when
        | Rule::year_alone
        | Rule::date
        | Rule::month
        | Rule::quarter
        | Rule::year
        | Rule::academic_year => "a period such as `2022-23 Q4`",
        Rule::last_report => "`last report`",
        Rule::last_year | Rule::year_before => "`last year`",
        Rule::kw_year => "`year`",
        Rule::kw_report => "`report`",
        Rule::kw_up => "`up`",
        Rule::indicators => "`indicators`",
        Rule::areas => "`areas`",
        Rule::condition => "`status` or `value`",
        Rule::steady => "`is …`",
        Rule::time_unit => "`years`, `quarters`, `months`, `weeks` or `days`",
        Rule::length => "`years`, `quarters`, `months`, `year`, `quarter` or `month`",
        Rule::name | Rule::reference => "a name",
        Rule::figure | Rule::number | Rule::digits | Rule::percentage | Rule::money => "a figure",
        Rule::text => "a text in quotes",
        Rule::close => "`)`",
        Rule::open => "`(`",
        Rule::relation => "`=`, `<` or `>`",
        Rule::plus | Rule::minus => "`+` or `-`",
        Rule::times | Rule::divided => "`*` or `/`",
        Rule::EOI => END,
        Rule::kw_to => "`to`",
        Rule::kw_from | Rule::span_of_time => SPAN_OF_TIME,
        Rule::kw_of => "`of`",
        Rule::kw_in => "`in`",
        Rule::kw_than => "`than`",
        Rule::kw_since => "`since`",
        Rule::kw_range => "`range`",
        Rule::kw_target => "`target`",
        Rule::kw_limit => "`limit`",
        Rule::kw_percentage => "`percentage`",
        Rule::kw_indicators => "`indicators`",
        Rule::kw_where => "`where`",
        Rule::place => "`within`, `above`, `below` or `outside`",
        Rule::movement | Rule::moved => "`rises`, `falls`, `holds`, `improves` or `worsens`",
        Rule::position | Rule::record | Rule::against | Rule::absent => "`is …`",
        Rule::at_when => "`at` a period",
        Rule::for_area => "`for` an area",
        Rule::kw_and => "`and`",
        Rule::kw_or => "`or`",
        Rule::kw_by => "`by`",
        Rule::kw_until => "`until`",
        _ => return None,
    })
}
