//! Numbers that stand in what an indicator is called or defined as: "placed over 20 miles from home", "three or more
//! placements". The same words in prose name the measure, and count nothing.

use rust_decimal::Decimal;

use crate::model::Model;
use crate::paper::words::{Approximator, FigureInWords, WordsUnit, figures_in};

/// The numbers in the titles and definitions of a model.
#[derive(Debug, Default)]
pub(in crate::paper) struct MeasureNames {
    numbers: Vec<Numbered>,
}

/// A number of a name and the words around it.
#[derive(Debug, PartialEq, Eq)]
struct Numbered {
    value: Decimal,
    unit: WordsUnit,
    approximator: Approximator,
    /// The word that follows, without the ending of its plural.
    noun: String,
    /// The one before and the one after that, where nothing loosens the number.
    around: Option<(String, String)>,
}

impl MeasureNames {
    /// Those of a model.
    pub(in crate::paper) fn of(model: &Model) -> Self {
        let mut numbers: Vec<Numbered> = Vec::new();
        for indicator in model.indicators.values() {
            for words in [Some(&indicator.title), indicator.definition.as_ref()] {
                let Some(words) = words else { continue };
                for figure in figures_in(words) {
                    let found = numbered(words, &figure).filter(|known| !numbers.contains(known));
                    numbers.extend(found);
                }
            }
        }
        Self { numbers }
    }

    /// Whether there are none.
    pub(in crate::paper) fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Whether a figure stands in some words as it does in a name.
    pub(in crate::paper) fn hold(&self, words: &str, figure: &FigureInWords) -> bool {
        numbered(words, figure).is_some_and(|found| self.numbers.contains(&found))
    }
}

fn numbered(words: &str, figure: &FigureInWords) -> Option<Numbered> {
    let clean = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        word.strip_suffix('s').map_or(word.clone(), str::to_owned)
    };
    let mut after = words.get(figure.whole.end..)?.split_whitespace().map(clean);
    let noun = after.next().filter(|noun| !noun.is_empty())?;
    let exact = figure.approximator == Approximator::Exactly;
    let around = exact.then(|| {
        let before = words
            .get(..figure.whole.start)
            .and_then(|before| before.split_whitespace().next_back());
        (before.map_or(String::new(), clean), after.next().unwrap_or_default())
    });
    Some(Numbered {
        value: figure.value,
        unit: figure.unit,
        approximator: figure.approximator,
        noun,
        around,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(name: &str, words: &str) -> bool {
        let numbers = figures_in(name).iter().filter_map(|figure| numbered(name, figure)).collect();
        let names = MeasureNames { numbers };
        figures_in(words).iter().any(|figure| names.hold(words, figure))
    }

    #[test]
    fn the_words_of_a_name_are_a_name() {
        for (name, words) in [
            ("Children living over 20 miles from home", "more than 20 miles from their home"),
            ("Children with three or more placements", "3+ placements in the year"),
            ("Children with 3 or more placements", "at least three placements"),
            ("Achieving 5 good grades", "those achieving 5 good grades"),
        ] {
            assert!(holds(name, words), "{words}");
        }
    }

    #[test]
    fn other_words_are_none() {
        for (name, words) in [
            ("Children living over 20 miles from home", "over 20 children"),
            ("Children living over 20 miles from home", "over 30 miles"),
            ("Children with three or more placements", "three placements"),
            ("Children with 3 placements", "there were 3 placements"),
            ("Achieving 5 good grades", "5 good schools"),
        ] {
            assert!(!holds(name, words), "{words}");
        }
    }
}
