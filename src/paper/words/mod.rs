//! Figures as prose writes them: "43.4", "about 43", "eighty-five", "a quarter", "one in five", "over 90%", "£24.5m".
//!
//! Each approximator has a declared meaning ([`Approximator::holds`]); a figure without one is compared at its own
//! precision, half up (`semantics.md` S13).

mod approximator;
mod article;
mod dates;
mod direction;
mod durations;
mod multiples;
mod numbers;
mod quantifiers;
mod reference;
mod spelled;
mod tokens;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::paper::untied::recognise::{Certainty, Recognised, recognised};

pub use approximator::{Approximator, round_to};
pub use article::{takes_an, words_take_an};
pub use dates::{DateInWords, Stated, dates_in};
pub use direction::{Direction, direction};
pub use durations::duration;
pub(in crate::paper) use multiples::alike;
pub(in crate::paper) use quantifiers::ordinal_of;
pub use reference::reference;
pub use spelled::spelled;

use approximator::{approximator, behind};
pub(in crate::paper) use numbers::below_hundred;

use numbers::{figure_at, unit_at};
use tokens::{Token, end_before, tokens, word};

/// A figure found in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureInWords {
    /// Its value: 24,500,000 for "£24.5m", 25 for "a quarter" (a share is in per cent).
    pub value: Decimal,
    /// What it counts in.
    pub unit: WordsUnit,
    /// How many decimals it states; negative where it states millions.
    pub decimals: i32,
    /// What the word before it makes of it.
    pub approximator: Approximator,
    /// `per 10,000` behind it, if the words say so, and where the number stands.
    pub per: Option<(Decimal, Range<usize>)>,
    /// Whether it is written with a plus or a minus sign.
    pub signed: bool,
    /// Where the number stands.
    pub number: Range<usize>,
    /// Where the number stands with its unit.
    pub stated: Range<usize>,
    /// Where both stand with the words that loosen them.
    pub whole: Range<usize>,
}

/// What a figure in words counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsUnit {
    /// Nothing named.
    Plain,
    /// "%", "per cent".
    Percent,
    /// "percentage points", "pp".
    PercentagePoints,
    /// "£".
    Pounds,
    /// A share said as a fraction, "a quarter" or "one in five": 25 and 20.
    Share,
    /// "twice", "three times": how often, or how many times as much.
    Times,
    /// "doubled", "threefold": how many times as much.
    Multiple,
    /// "halved": how many times as little.
    Divided,
    /// "third", "the 3rd": a place in an order.
    Ordinal,
    /// "none", "no", "nobody": nothing of whatever is counted.
    Nothing,
}

/// The figures in some words, in order. Dates, ages, references and names are none, unless the words hold nothing else:
/// then a lone "2024" or "over 16" is what they state.
pub fn figures_in(words: &str) -> Vec<FigureInWords> {
    let found = recognised(words);
    let without = |spared: &[Certainty]| {
        let ranges: Vec<Range<usize>> = found
            .iter()
            .filter(|piece| !spared.contains(&piece.certainty))
            .map(|piece| piece.range.clone())
            .collect();
        read(&tokens(words, &ranges))
    };
    let figures = without(&[Certainty::Base]);
    if figures.is_empty() && !found.is_empty() {
        return without(&[Certainty::Base, Certainty::Likely]);
    }
    figures
}

/// The words in some words, in small letters, with hyphens parted and marks taken away.
pub fn plain_words(words: &str) -> Vec<String> {
    tokens(words, &[]).into_iter().map(|token| token.text).collect()
}

/// The figures that words state which are tied to one value: where [`figures_in`] finds none, also that of a word such as
/// "none", "both", "most" or "third", which elsewhere in prose is none.
pub fn figures_stated(words: &str) -> Vec<FigureInWords> {
    let figures = figures_in(words);
    if !figures.is_empty() {
        return figures;
    }
    let removed: Vec<Range<usize>> = recognised(words)
        .into_iter()
        .filter(|piece| !is_ordinal(words, piece))
        .map(|piece| piece.range)
        .collect();
    quantifiers::quantifier(&tokens(words, &removed)).into_iter().collect()
}

/// Whether a piece is "3rd" or "21st" alone, and no part of a date.
fn is_ordinal(words: &str, piece: &Recognised) -> bool {
    let text = words.get(piece.range.clone()).unwrap_or("");
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    digits.len() + 2 == text.len() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn read(tokens: &[Token]) -> Vec<FigureInWords> {
    let mut figures: Vec<FigureInWords> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if matches!(word(tokens, at), Some("per" | "every" | "each"))
            && let Some((base, used)) = figure_at(tokens, at + 1)
        {
            if let Some(last) = figures.last_mut().filter(|last| last.per.is_none()) {
                last.per = Some((base.value, base.number));
            }
            at += 1 + used;
            continue;
        }
        let Some((mut figure, used)) = figure_at(tokens, at) else {
            at += 1;
            continue;
        };
        let (approximator, loosened) = approximator(tokens, at);
        figure.approximator = approximator;
        figure.whole.start =
            tokens.get(at - loosened).map_or(figure.whole.start, |token| token.place.start);
        at += used;
        if let Some((unit, used)) = unit_at(tokens, at) {
            figure.unit = unit;
            at += used;
            figure.stated.end = end_before(tokens, at);
        }
        // "Visited twice" is how often; "twice as many" and "twice the number" are how many times as much.
        if figure.unit == WordsUnit::Times
            && matches!(
                word(tokens, at),
                Some("as" | "the" | "that" | "more" | "higher" | "larger" | "greater" | "bigger")
            )
        {
            figure.unit = WordsUnit::Multiple;
        }
        figure.whole.end = figure.stated.end;
        if let Some((behind, used)) = behind(tokens, at)
            && figure.approximator == Approximator::Exactly
        {
            figure.approximator = behind;
            at += used;
            figure.whole.end = end_before(tokens, at);
        }
        figures.push(figure);
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(words: &str) -> (String, WordsUnit, Approximator) {
        let figures = figures_in(words);
        assert_eq!(figures.len(), 1, "{words}: {figures:?}");
        (figures[0].value.normalize().to_string(), figures[0].unit, figures[0].approximator)
    }

    #[test]
    fn figures_are_found_in_words() {
        use Approximator::*;
        use WordsUnit::*;
        for (words, value, unit, approximator) in [
            ("461", "461", Plain, Exactly),
            ("about 43", "43", Plain, About),
            ("eighty-five children", "85", Plain, Exactly),
            ("a 3-year cycle", "3", Plain, Exactly),
            ("one hundred and twenty", "120", Plain, Exactly),
            ("a quarter", "25", Share, Exactly),
            ("two thirds", "67", Share, Exactly),
            ("one in five", "20", Share, Exactly),
            ("4 out of 5", "80", Share, Exactly),
            ("over 90%", "90", Percent, Over),
            ("almost half", "50", Share, Almost),
            ("just over 14%", "14", Percent, JustOver),
            ("£24.5m", "24500000", Pounds, Exactly),
            ("1.2 million", "1200000", Plain, Exactly),
            ("two million", "2000000", Plain, Exactly),
            ("4 percentage points", "4", PercentagePoints, Exactly),
            ("per cent: 16 per cent", "16", Percent, Exactly),
            ("no more than 10", "10", Plain, AtMost),
            ("minus 0.5", "-0.5", Plain, Exactly),
            ("up 2pp", "2", PercentagePoints, Exactly),
            ("12k", "12000", Plain, Exactly),
            ("more than twice as many", "2", Multiple, Over),
            ("three times", "3", Times, Exactly),
            ("doubled", "2", Multiple, Exactly),
            ("more than doubled", "2", Multiple, Over),
            ("almost trebled", "3", Multiple, Almost),
            ("halved", "2", Divided, Exactly),
            ("a threefold increase", "3", Multiple, Exactly),
            ("ten-fold", "10", Multiple, Exactly),
            ("10-fold", "10", Multiple, Exactly),
            ("a dozen", "12", Plain, Exactly),
            ("about two dozen", "24", Plain, About),
            ("half a dozen", "6", Plain, Exactly),
            ("over half a million", "500000", Plain, Over),
            ("a hundred", "100", Plain, Exactly),
            ("a hundred and twenty", "120", Plain, Exactly),
            ("over a thousand", "1000", Plain, Over),
            ("one in a hundred", "1", Share, Exactly),
            ("-0.5", "-0.5", Plain, Exactly),
            ("43.4 per 10,000", "43.4", Plain, Exactly),
        ] {
            assert_eq!(one(words), (value.to_owned(), unit, approximator), "{words}");
        }
        assert!(figures_in("rose").is_empty());
        assert_eq!(figures_in("six and seven").len(), 2);
        let base = |words: &str| figures_in(words)[0].per.clone().map(|(base, _)| base);
        assert_eq!(base("43.4 per 10,000"), Some(Decimal::from(10_000)));
        assert_eq!(base("43 children for every 10,000"), Some(Decimal::from(10_000)));
    }

    #[test]
    fn some_words_state_a_figure_where_nothing_else_does() {
        use Approximator::*;
        use WordsUnit::*;
        for (words, value, unit, approximator, whole) in [
            ("none", "0", Nothing, Exactly, "none"),
            ("no children", "0", Nothing, Exactly, "no"),
            ("no one", "0", Nothing, Exactly, "no one"),
            ("once", "1", Times, Exactly, "once"),
            ("more than once", "1", Times, Over, "more than once"),
            ("both children", "2", Plain, Exactly, "both"),
            ("a couple of moves", "2", Plain, Exactly, "a couple"),
            ("all of them", "100", Share, Exactly, "all"),
            ("almost all", "100", Share, Almost, "almost all"),
            ("not all", "100", Share, Under, "not all"),
            ("most of the children", "50", Share, Over, "most"),
            ("the majority", "50", Share, Over, "the majority"),
            ("only a small minority", "50", Share, Under, "a small minority"),
            ("the third highest", "3", Ordinal, Exactly, "third"),
            ("the 3rd", "3", Ordinal, Exactly, "3rd"),
            ("twenty-third", "23", Ordinal, Exactly, "twenty-third"),
        ] {
            let figures = figures_stated(words);
            assert_eq!(figures.len(), 1, "{words}: {figures:?}");
            let figure = &figures[0];
            let found = (
                figure.value.normalize().to_string(),
                figure.unit,
                figure.approximator,
                words.get(figure.whole.clone()).unwrap(),
            );
            assert_eq!(found, (value.to_owned(), unit, approximator, whole), "{words}");
            assert!(figures_in(words).is_empty(), "{words}");
        }
        for words in ["no longer", "at once", "once again", "at all", "the most", "on 3rd July"] {
            assert!(figures_stated(words).is_empty(), "{words}");
        }
        // Where there is a figure, they state none.
        for words in ["no more than 10", "most of the 461", "both 12", "the first 8", "all 461"] {
            assert_eq!(figures_stated(words).len(), 1, "{words}");
        }
    }

    #[test]
    fn millions_state_their_own_precision() {
        let figure = &figures_in("£24.5m")[0];
        assert_eq!(figure.decimals, -5);
        assert!(figure.approximator.holds(
            Decimal::from(24_480_000),
            figure.value,
            figure.decimals
        ));
        assert!(!figure.approximator.holds(
            Decimal::from(24_440_000),
            figure.value,
            figure.decimals
        ));
    }

    #[test]
    fn a_negated_approximator_is_its_opposite() {
        use Approximator::*;
        for (words, approximator) in [
            ("not more than 450", AtMost),
            ("no higher than 450", AtMost),
            ("not over 450", AtMost),
            ("not above 450", AtMost),
            ("no greater than 450", AtMost),
            ("never exceeding 450", AtMost),
            ("no longer over 450", AtMost),
            ("wasn’t over 450", AtMost),
            ("not less than 450", AtLeast),
            ("no fewer than 450", AtLeast),
            ("not under 450", AtLeast),
            ("not below 450", AtLeast),
            ("no lower than 450", AtLeast),
        ] {
            assert_eq!(one(words).2, approximator, "{words}");
        }
    }

    #[test]
    fn words_that_loosen_have_one_meaning_each() {
        use Approximator::*;
        for (words, approximator) in [
            ("fewer than 450", Under),
            ("as many as 450", Exactly),
            ("in excess of 450", Over),
            ("well over 450", Over),
            ("well under 450", Under),
            ("close to 450", About),
            ("up to 450", AtMost),
            ("just more than 450", JustOver),
            ("slightly below 450", Almost),
            ("not quite 450", Almost),
            ("450 or more", AtLeast),
            ("450 or fewer", AtMost),
            ("450+", AtLeast),
        ] {
            assert_eq!(one(words).2, approximator, "{words}");
        }
    }

    #[test]
    fn a_date_states_no_figure() {
        for (words, value) in [
            ("fell to 461 by March 2023", "461"),
            ("on 31 March 461", "461"),
            ("461 in 2022-23", "461"),
            ("461 (2023)", "461"),
            ("rose to 461 by 2023", "461"),
            ("85 young people aged 16 to 18", "85"),
            ("at Key Stage 4, 85", "85"),
            ("three children under 5", "3"),
            // Where nothing else is stated, it is the figure.
            ("2024", "2024"),
            ("over 16", "16"),
        ] {
            assert_eq!(one(words).0, value, "{words}");
        }
        assert!(figures_in("by March 2023").is_empty());
        assert!(figures_in("in 2023").is_empty());
    }

    #[test]
    fn the_places_of_a_figure_are_known() {
        let words = "It was not more than £1.2m, – or 16% at most";
        let at = |place: &Range<usize>| words.get(place.clone()).unwrap();
        let figures = figures_in(words);
        let shown: Vec<_> =
            figures.iter().map(|f| (at(&f.whole), at(&f.stated), at(&f.number))).collect();
        assert_eq!(
            shown,
            [("not more than £1.2m", "£1.2m", "£1.2m"), ("16% at most", "16%", "16")]
        );
        let words = "one in five or more";
        assert_eq!(words.get(figures_in(words)[0].number.clone()), Some("one in five"));
    }

    #[test]
    fn a_direction_is_not_an_approximator() {
        let up = |words: &str| direction(words).map(|direction| direction.up);
        assert_eq!(up("32 more"), Some(true));
        assert_eq!(up("19 fewer children"), Some(false));
        assert_eq!(up("rose to 461"), Some(true));
        assert_eq!(up("more than 40"), None);
        assert_eq!(up("up to 40"), None);
        assert_eq!(up("40 or more"), None);
    }
}
