//! Which of the values that a figure may be a sentence means.
//!
//! What it is of counts most, then when and where, then whether the sentence says that something changed; of two alike the
//! simpler is meant. What the sentence does not speak of at all is not offered, unless the figure is too long to be met
//! by chance.

use std::ops::Range;

use super::index::{Candidate, Index, Subject, UnitClass, What};
use super::reading::{Sentence, stems};
use crate::model::Period;
use crate::paper::scope::Scope;
use crate::paper::untied::nouns::{Noun, is_verb};
use crate::paper::words::{Approximator, FigureInWords, direction};

/// A figure that is looked for.
pub(super) struct Asked<'a> {
    pub(super) figure: &'a FigureInWords,
    /// What it counts.
    noun: Option<Noun>,
    /// The words for what it counts.
    counted: Vec<String>,
    /// Whether it is said to be a change, and which way.
    changed: Option<bool>,
    /// Whether the sentence says of anything that it changed.
    moves: bool,
    /// The periods of the sentence, the nearest first.
    pub(super) periods: Vec<Period>,
    /// The areas of the sentence, the nearest first.
    pub(super) areas: Vec<usize>,
}

impl<'a> Asked<'a> {
    /// What is asked of a figure that stands at a place of a sentence.
    pub(super) fn of(
        figure: &'a FigureInWords,
        place: Range<usize>,
        noun: Option<Noun>,
        sentence: &Sentence,
    ) -> Self {
        Self {
            figure,
            noun,
            counted: counted_words(sentence.text.get(place.end..).unwrap_or("")),
            moves: direction(&sentence.text).is_some(),
            changed: change_said(&place, sentence),
            periods: nearest(&sentence.periods, &place, sentence),
            areas: nearest(&sentence.areas, &place, sentence),
        }
    }
}

impl Asked<'_> {
    /// Whether the figure is said to be a change.
    pub(super) fn is_change(&self) -> bool {
        self.changed.is_some()
    }
}

/// How well a candidate is named: of a thousand.
const NAMED: i64 = 1000;

/// How well a candidate fits a sentence; none where it does not.
pub(super) fn score(
    index: &Index,
    at: usize,
    asked: &Asked<'_>,
    sentence: &Sentence,
    scope: &Scope<'_>,
) -> Option<i64> {
    let candidate = &index.candidates[at];
    // A number of people is no rate and no score.
    if asked.noun.is_some() && matches!(candidate.unit, UnitClass::Rate | UnitClass::Score) {
        return None;
    }
    let mut subject = named(index, &index.subjects[candidate.subject], sentence);
    if let Some(other) = candidate.other {
        subject = subject.min(named(index, &index.subjects[other], sentence));
        if subject < 300 {
            return None;
        }
    }
    if candidate.subject < index.indicators && sentence.tied.contains(&candidate.subject) {
        subject += 250;
    }
    let long = digits(asked.figure) >= 3;
    if !long && (subject < least(candidate, asked) || counts_another(index, candidate, asked)) {
        return None;
    }
    let area = area(candidate, asked, sentence, scope)?;
    let when = when(candidate, asked, sentence, scope);
    let kind = kind(candidate, asked, sentence)?;
    // "About 335" means a value of 335 sooner than one of 338.
    let exact = candidate.size == asked.figure.value.abs();
    let loose = i64::from(!exact && asked.figure.approximator != Approximator::Exactly) * 200;
    Some(2 * subject + when + area + kind - loose)
}

/// How well a candidate must be named before a short figure, which many a value has, may be it.
fn least(candidate: &Candidate, asked: &Asked<'_>) -> i64 {
    let loose = !matches!(
        asked.figure.approximator,
        Approximator::Exactly | Approximator::About | Approximator::Almost | Approximator::JustOver
    );
    // The sentence speaks of another time.
    let elsewhere = !asked.periods.is_empty()
        && candidate.when.is_some_and(|(from, to)| {
            asked.periods.iter().all(|named| {
                !named.contains(to) && !to.contains(*named) && named.last_day() != from.last_day()
            })
        })
        && !matches!(candidate.what, What::Limit | What::Target);
    let unsaid = matches!(candidate.what, What::Change(_)) && asked.changed.is_none();
    match (loose, elsewhere) {
        _ if unsaid => 650,
        (true, true) => 700,
        (true, false) | (false, true) => 500,
        (false, false) => 250,
    }
}

/// Whether the figure counts what the candidate does not: "27 new members" are no children.
fn counts_another(index: &Index, candidate: &Candidate, asked: &Asked<'_>) -> bool {
    if asked.counted.is_empty() || candidate.unit != UnitClass::Number {
        return false;
    }
    let known = |stem: &String| {
        index.stem(stem).is_some_and(|stem| {
            let subject = &index.subjects[candidate.subject];
            subject.stems.contains(&stem) || subject.wider.contains(&stem)
        })
    };
    !asked
        .counted
        .iter()
        .any(|stem| known(stem) || (stem == "person" && known(&"child".to_owned())))
}

/// How much of what a subject is called stands in and around the sentence.
pub(super) fn named(index: &Index, subject: &Subject, sentence: &Sentence) -> i64 {
    let part = |stems: &[usize], spare: i64| {
        let mut found = 0;
        let mut all = 0;
        for stem in stems {
            let weight = index.weights.get(*stem).copied().unwrap_or(0);
            all += weight * 10;
            found += weight * sentence.near.get(*stem).copied().unwrap_or(0);
        }
        // A title of one common word is named by chance sooner than a long one.
        found * NAMED / (all + spare)
    };
    part(&subject.stems, 600) + part(&subject.wider, 600) / 5
}

/// How many digits a figure has that say something: 461 has three, 500 one.
fn digits(figure: &FigureInWords) -> usize {
    let text = figure.value.normalize().mantissa().unsigned_abs().to_string();
    text.trim_end_matches('0').len()
}

/// How far a mention stands from the figure; one in another clause stands farther.
fn distance(at: usize, figure: &Range<usize>, sentence: &Sentence) -> usize {
    let (between, before) = if at < figure.start {
        (sentence.text.get(at..figure.start), true)
    } else {
        (sentence.text.get(figure.end..at), false)
    };
    let between = between.unwrap_or("");
    let clauses = between.matches([',', ';', ':']).count() + between.matches(" and ").count();
    between.len() + 15 * clauses + usize::from(before) * 4
}

/// The mentions of a sentence, the nearest to the figure first.
fn nearest<T: Copy>(mentions: &[(usize, T)], figure: &Range<usize>, sentence: &Sentence) -> Vec<T> {
    let mut near: Vec<(usize, T)> =
        mentions.iter().map(|(at, mention)| (distance(*at, figure, sentence), *mention)).collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().map(|(_, mention)| mention).collect()
}

/// Whether a candidate is of the area that the sentence means; none where it cannot be.
fn area(
    candidate: &Candidate,
    asked: &Asked<'_>,
    sentence: &Sentence,
    scope: &Scope<'_>,
) -> Option<i64> {
    let areas = &scope.model.areas;
    let is_home =
        |at: usize| areas.get_index(at).is_some_and(|(_, area)| area.home || area.published);
    let first = asked.areas.first().copied();
    match candidate.area {
        None => Some(match first {
            None => 400,
            Some(first) if is_home(first) => 400,
            // "The rest of England" may be named in a sentence about home.
            Some(_) if sentence.areas.iter().any(|(_, area)| is_home(*area)) => 250,
            Some(_) => 150,
        }),
        Some(at) if is_home(at) => {
            let others = sentence.areas.iter().any(|(_, area)| !is_home(*area));
            let home = sentence.areas.iter().any(|(_, area)| is_home(*area));
            Some(if home {
                350
            } else if others {
                200
            } else {
                100
            })
        }
        Some(at) if first == Some(at) => Some(500),
        Some(at) if asked.areas.contains(&at) => Some(350),
        Some(_) => None,
    }
}

/// Whether a candidate is of the time that the sentence means.
fn when(candidate: &Candidate, asked: &Asked<'_>, sentence: &Sentence, scope: &Scope<'_>) -> i64 {
    let Some((from, to)) = candidate.when else { return 150 };
    if matches!(candidate.what, What::Limit | What::Target) {
        let now = scope.now().map(Period::year);
        let named = asked.periods.contains(&to);
        return if named || now == Some(to) { 300 } else { 0 };
    }
    let near = &asked.periods;
    let same = |named: Period, period: Period| named.last_day() == period.last_day();
    if from != to {
        let ends = [from, to].map(|end| near.iter().any(|named| same(*named, end)));
        let spans = |period: Option<(Period, Period)>| {
            period.is_some_and(|(first, last)| {
                first.first_day() == from.first_day() && last.last_day() == to.last_day()
            })
        };
        let to_now = scope.now() == Some(to);
        let from_last = scope.previous.is_some_and(|(_, last)| last == from);
        let year_before = to.previous_year() == from;
        let whole_year = near.iter().any(|named| {
            named.first_day() == from.first_day() && named.last_day() == to.last_day()
        });
        let spoken = match ends {
            _ if whole_year => 450,
            [true, true] => 500,
            [false, true] | [true, false] => 200,
            [false, false] if near.is_empty() => 100,
            [false, false] => 0,
        };
        let likely = i64::from(spans(scope.reporting)) * 120
            + i64::from(to_now) * 40
            + i64::from(from_last && to_now) * 60
            + i64::from(year_before) * 40;
        return spoken + likely;
    }
    // "At the end of March" is the end of a quarter where the paper reports by quarters.
    let kindred = scope.now().is_some_and(|now| now.noun() == to.noun());
    let exact = i64::from(near.contains(&to)) * 30 + i64::from(kindred) * 40;
    match near.first() {
        Some(named) if same(*named, to) => 450 + exact,
        Some(_) if near.iter().any(|named| same(*named, to)) => 250 + exact,
        Some(named) if named.contains(to) => 150,
        Some(_) => unnamed(to, candidate, scope) / 4,
        None if sentence.periods_around.iter().any(|named| same(*named, to)) => {
            200 + unnamed(to, candidate, scope) / 2
        }
        None => unnamed(to, candidate, scope),
    }
}

/// Where no period is named, the end of the report is meant rather than what lies before it.
fn unnamed(period: Period, candidate: &Candidate, scope: &Scope<'_>) -> i64 {
    if candidate.area.is_some() && scope.comparators == Some(period) {
        return 300;
    }
    let Some((first, now)) = scope.reporting else { return 100 };
    let last_report = scope.previous.map(|(_, last)| last);
    if period == now {
        300
    } else if period.last_day() == now.last_day() {
        260
    } else if now.last_day() < period.first_day() {
        0
    } else if first.first_day() <= period.first_day() {
        220
    } else if last_report == Some(period) {
        160
    } else {
        let years = now.year_start() - period.year_start();
        i64::from((100 - 30 * years).max(0))
    }
}

/// Whether the sentence speaks of such a thing as the candidate is; none where it does not at all.
fn kind(candidate: &Candidate, asked: &Asked<'_>, sentence: &Sentence) -> Option<i64> {
    let says = |words: &[&str]| words.iter().any(|word| sentence.lower.contains(word));
    let changed = asked.changed;
    let rate = says(&["rate", "per 1", "every 1"]);
    let unit = match candidate.unit {
        UnitClass::Rate if asked.figure.per.is_some() || rate => 150,
        UnitClass::Rate if sentence.rates => -20,
        UnitClass::Rate if digits(asked.figure) < 3 => return None,
        UnitClass::Rate => -200,
        UnitClass::Number
            if rate && asked.noun.is_none() && says(&["rate of", "rate was", "rate is"]) =>
        {
            -100
        }
        _ => 0,
    };
    let what = match candidate.what {
        What::Value => match changed {
            Some(_) => -250,
            None => 0,
        },
        What::Figure => -20,
        What::Cell => -60,
        What::Column => {
            if says(&["in all", "total", "altogether", "together"]) {
                0
            } else {
                -150
            }
        }
        What::Limit => {
            if says(&["range", "limit", "expected"]) {
                100
            } else {
                return None;
            }
        }
        What::Target => {
            if says(&["target", "aim", "goal", "ambition"]) {
                100
            } else {
                return None;
            }
        }
        What::Over => -30,
        What::Change(rose) => match changed {
            Some(up) if up == rose => 200,
            Some(_) => return None,
            None if asked.moves => -350,
            None => return None,
        },
        What::Percentage(rose) => match changed {
            Some(up) if up == rose => 150,
            _ => return None,
        },
        What::Record(high) => {
            let words: &[&str] = if high {
                &["peak", "highest", "record high", "maximum"]
            } else {
                &["lowest", "low point", "minimum"]
            };
            if says(words) { 30 } else { return None }
        }
        What::Share => -250,
        What::Together => {
            if says(&["together", "in all", "total", "both", "altogether"]) {
                -50
            } else {
                -350
            }
        }
    };
    Some(unit + what)
}

/// The words for what a figure counts, cut to their stems: those up to the next small word or mark, where one of them is in
/// the plural.
fn counted_words(behind: &str) -> Vec<String> {
    let Some(behind) = behind.strip_prefix([' ', '\u{a0}']) else { return Vec::new() };
    let mut words = Vec::new();
    let mut plural = false;
    let behind =
        behind.strip_prefix("of the ").or(behind.strip_prefix("of our ")).unwrap_or(behind);
    for word in behind.split_whitespace().take(5) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let stem = stems(bare).pop().map_or(String::new(), |(_, stem)| stem);
        if stem.is_empty() || !bare.starts_with(char::is_lowercase) || is_verb(&format!(" {bare}"))
        {
            break;
        }
        plural |= bare.ends_with('s') || matches!(bare, "children" | "people" | "staff" | "child");
        words.push(stem);
        if !word.ends_with(char::is_alphanumeric) {
            break;
        }
    }
    if plural { words } else { Vec::new() }
}

/// Whether the figure is said to be a change, and which way: "rose by 6", "a fall of 6", "6 more".
fn change_said(figure: &Range<usize>, sentence: &Sentence) -> Option<bool> {
    const MORE: [&str; 7] = ["more", "fewer", "higher", "lower", "less", "additional", "extra"];
    const LOOSENING: [&str; 19] = [
        "just", "over", "under", "about", "around", "nearly", "almost", "more", "less", "than",
        "at", "least", "most", "some", "only", "a", "an", "further", "another",
    ];
    let behind = sentence.text.get(figure.end..).unwrap_or("");
    let next: Vec<&str> = behind
        .split_whitespace()
        .take(3)
        .take_while(|word| *word != "or" && word.starts_with(char::is_alphabetic))
        .collect();
    let said = next.iter().find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        MORE.contains(&word).then(|| direction(word)).flatten()
    });
    if let Some(said) = said {
        return Some(said.up);
    }
    let before = sentence.text.get(..figure.start).unwrap_or("");
    let words: Vec<&str> = before.split_whitespace().rev().take(9).collect();
    let link = words.iter().position(|word| !LOOSENING.contains(word))?;
    let reach = match *words.get(link)? {
        "by" | "of" => 6,
        // "The increase was 6".
        "was" | "is" => 2,
        _ => return None,
    };
    let governing: Vec<&str> = words.iter().skip(link + 1).take(reach).rev().copied().collect();
    direction(&governing.join(" ")).map(|said| said.up)
}
