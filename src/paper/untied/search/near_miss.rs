//! What the data have where a figure fits nothing: the one value that the sentence names.

use super::index::{Index, UnitClass, What};
use super::rank::{Asked, named};
use super::reading::Sentence;
use crate::paper::scope::Scope;
use crate::paper::words::{Approximator, WordsUnit};

/// How well a value must be named: of a thousand.
const NAMED: i64 = 500;

/// How much better than any other.
const AHEAD: i64 = 150;

/// The candidate that a sentence names by its subject and its period, though its figure is another; none where it may be
/// one of several.
pub(super) fn meant(
    index: &Index,
    asked: &Asked<'_>,
    sentence: &Sentence,
    scope: &Scope<'_>,
) -> Option<usize> {
    let period = *asked.periods.first()?;
    let plain = matches!(asked.figure.approximator, Approximator::Exactly) && !asked.is_change();
    // A place of another figure of the same sentence may be of the same thing.
    let away = asked.areas.iter().any(|at| {
        scope.model.areas.get_index(*at).is_some_and(|(_, area)| !area.home && !area.published)
    });
    if !plain || away {
        return None;
    }
    let wanted = match asked.figure.unit {
        WordsUnit::Plain if asked.figure.per.is_some() => UnitClass::Rate,
        WordsUnit::Plain => UnitClass::Number,
        WordsUnit::Percent => UnitClass::Percent,
        WordsUnit::Pounds => UnitClass::Pounds,
        _ => return None,
    };
    let mut best: Option<(i64, usize)> = None;
    let mut second = 0;
    let mut said = Vec::new();
    let mut exact = false;
    for (at, candidate) in index.candidates.iter().enumerate() {
        if candidate.what != What::Value || candidate.area.is_some() || candidate.unit != wanted {
            continue;
        }
        let same = candidate.when.is_some_and(|(_, to)| to.last_day() == period.last_day());
        if !same {
            continue;
        }
        let subject = named(index, &index.subjects[candidate.subject], sentence);
        let named_itself = candidate.when.is_some_and(|(_, to)| to == period);
        let kindred = named_itself
            || !exact
                && candidate
                    .when
                    .is_some_and(|(_, to)| scope.now().is_some_and(|now| now.noun() == to.noun()));
        match best {
            Some((_, known)) if index.candidates[known].subject == candidate.subject => {
                // A quarter and its year: the one that the paper reports by.
                if kindred {
                    best = Some((subject, at));
                }
                exact |= named_itself;
                said.push(candidate.size);
            }
            Some((well, _)) if well >= subject => second = second.max(subject),
            other => {
                second = second.max(other.map_or(0, |(well, _)| well));
                best = Some((subject, at));
                exact = named_itself;
                said = vec![candidate.size];
            }
        }
    }
    let (well, at) = best?;
    // The year of a count is another number than its last quarter.
    let one = exact || said.iter().all(|size| *size == index.candidates[at].size);
    (well >= NAMED && well >= second + AHEAD && one).then_some(at)
}
