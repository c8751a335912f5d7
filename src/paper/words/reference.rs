//! The reference page of the words that loosen or state a figure, made from what reads them.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::{Approximator, FigureInWords, WordsUnit, figures_stated};
use crate::model::format_number;

/// The words before a figure, and those behind it, that have one meaning.
const LOOSENING: [(Approximator, &[&str], &[&str]); 8] = [
    (Approximator::Exactly, &["", "as many as", "a total of"], &[]),
    (
        Approximator::About,
        &["about", "around", "approximately", "roughly", "some", "close to"],
        &[],
    ),
    (
        Approximator::Over,
        &[
            "over",
            "above",
            "more than",
            "greater than",
            "higher than",
            "larger than",
            "in excess of",
            "exceeding",
            "well over",
            "far more than",
        ],
        &[],
    ),
    (
        Approximator::JustOver,
        &[
            "just over",
            "just above",
            "just more than",
            "slightly over",
            "a little over",
            "marginally above",
        ],
        &[],
    ),
    (
        Approximator::Under,
        &[
            "under",
            "below",
            "less than",
            "fewer than",
            "lower than",
            "smaller than",
            "well under",
            "far fewer than",
        ],
        &[],
    ),
    (
        Approximator::Almost,
        &[
            "almost",
            "nearly",
            "just under",
            "just below",
            "just less than",
            "slightly under",
            "a little under",
            "marginally below",
            "not quite",
            "short of",
        ],
        &[],
    ),
    (
        Approximator::AtLeast,
        &[
            "at least",
            "no fewer than",
            "not fewer than",
            "no less than",
            "not less than",
            "no lower than",
            "not under",
            "not below",
        ],
        &["or more", "or over", "or above", "or higher", "at least", "+"],
    ),
    (
        Approximator::AtMost,
        &[
            "at most",
            "up to",
            "no more than",
            "not more than",
            "no greater than",
            "no higher than",
            "not over",
            "not above",
        ],
        &["or fewer", "or less", "or under", "or below", "or lower", "at most"],
    ),
];

/// Words that state a figure.
const STATING: [(&str, &[&str]); 5] = [
    (
        "Numbers",
        &[
            "eighty-five",
            "one hundred and twenty",
            "a hundred",
            "a thousand",
            "two million",
            "a dozen",
            "two dozen",
            "half a dozen",
            "half a million",
            "minus 0.5",
            "12k",
            "£24.5m",
        ],
    ),
    (
        "Shares, held against whole per cent",
        &[
            "half",
            "a third",
            "two thirds",
            "a quarter",
            "three quarters",
            "one in five",
            "3 out of 5",
        ],
    ),
    (
        "How often, or how many times as much",
        &[
            "twice",
            "three times",
            "twice as many",
            "doubled",
            "trebled",
            "tripled",
            "quadrupled",
            "halved",
            "threefold",
            "ten-fold",
        ],
    ),
    (
        "Only where the words hold no other figure",
        &[
            "none",
            "no",
            "nil",
            "nobody",
            "no one",
            "once",
            "both",
            "a couple",
            "all",
            "not all",
            "most",
            "the majority",
            "the minority",
        ],
    ),
    (
        "Places in an order, only where the words hold no other figure",
        &["first", "second", "the third", "the 3rd", "twenty-first"],
    ),
];

/// The page.
pub fn reference() -> String {
    let mut page = "# Words as figures\n\nWhat the words around a figure mean where it is tied to a value, as in \
                    `[about 450]{cla at Q4}`, and which words are figures.\n\nThis page is made from the source; a test \
                    keeps it current.\n\n## Words that loosen a figure\n\nA word that is not here changes nothing. \"Not\", \
                    \"no\", \"never\" and \"no longer\" turn \"over\" and \"under\" round. \"About\", \"just over\" and \
                    \"nearly\" reach to 5% of the figure, and of a share such as \"half\" to a tenth of it. In the claim \
                    `is just above range` and those like it, \"just\" is at most 5% of the limit away from it, and of a \
                    percentage two percentage points where that is more.\n\n\
                    | before the figure | behind it | the value is | … 450 fits | … half fits |\n\
                    | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for (approximator, before, behind) in LOOSENING {
        let before: Vec<&str> =
            before.iter().map(|word| if word.is_empty() { "nothing" } else { *word }).collect();
        let meaning = approximator.meaning();
        let half = if approximator == Approximator::Exactly {
            "49.5% to 50.5%".to_owned()
        } else {
            fits(approximator, 50, 10, "%")
        };
        // Writing to a string does not fail.
        let _ = writeln!(
            page,
            "| {} | {} | {meaning} | {} | {half} |",
            before.join(", "),
            behind.join(", "),
            fits(approximator, 450, 5, "")
        );
    }
    page.push_str("\n## Words that are a figure\n");
    for (title, words) in STATING {
        let _ = write!(page, "\n{title}:\n\n| words | are |\n| --- | --- |\n");
        for words in words {
            for figure in figures_stated(words) {
                let _ = writeln!(page, "| {words} | {} |", stated(&figure));
            }
        }
    }
    page.push_str(
        "\nA multiple is held against a value divided by another, or against a `percentage change in`: +100% is doubled. \
         Without a word before it, it may be 5% off. \"Twice\" and \"three times\" may also be held against a number: how \
         often something happened. \"None\" and \"no\" are right where the value is exactly nought, whatever it counts in.\n",
    );
    page
}

/// The values that fit a figure.
fn fits(approximator: Approximator, figure: i64, part: i64, unit: &str) -> String {
    let number = Decimal::from(figure);
    let holds = |halves: i64| {
        approximator.holds_within(Decimal::new(halves * 5, 1), number, 0, Decimal::new(part, 2))
    };
    let all: Vec<i64> = (0..=figure * 4).filter(|halves| holds(*halves)).collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return String::new() };
    let show = |halves: i64| {
        let value = Decimal::new(halves * 5, 1).normalize();
        format!("{}{unit}", format_number(value, value.scale()))
    };
    let middle = figure * 2;
    let (open, closed) = (*first == 0, *last == figure * 4);
    match (open, closed) {
        (true, _) if *last < middle => format!("below {}", show(middle)),
        (true, _) => format!("{} and below", show(*last)),
        (_, true) if *first > middle => format!("above {}", show(middle)),
        (_, true) => format!("{} and above", show(*first)),
        _ if *first > middle => format!("above {}, to {}", show(middle), show(*last)),
        _ if *last < middle => format!("{} to below {}", show(*first), show(middle)),
        // What rounds up to the next does not fit.
        _ if *last == middle => format!("{} to below {}", show(*first), show(middle + 1)),
        _ => format!("{} to {}", show(*first), show(*last)),
    }
}

/// What a figure in words is, in a table.
fn stated(figure: &FigureInWords) -> String {
    let value = figure.value.normalize();
    let number = format_number(value, value.scale());
    let pounds = if figure.unit == WordsUnit::Pounds { "£" } else { "" };
    let plain = match figure.unit {
        WordsUnit::Share => format!("{number}%"),
        WordsUnit::Times if value == Decimal::ONE => "1: how often".to_owned(),
        WordsUnit::Times => format!("{number}, or {number} times as much"),
        WordsUnit::Multiple => format!("{number} times as much"),
        WordsUnit::Divided => "half as much".to_owned(),
        WordsUnit::Ordinal => format!("number {number}"),
        WordsUnit::Nothing => "nought of anything".to_owned(),
        _ => format!("{pounds}{number}"),
    };
    match figure.approximator {
        Approximator::Over => format!("more than {plain}"),
        Approximator::Under => format!("less than {plain}"),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_what_is_read() {
        for (approximator, before, behind) in LOOSENING {
            let words = before.iter().map(|word| format!("{word} 450"));
            let plus = |word: &&str| {
                if *word == "+" { "450+".to_owned() } else { format!("450 {word}") }
            };
            for words in words.chain(behind.iter().map(plus)) {
                let figures = figures_stated(&words);
                assert_eq!(figures.len(), 1, "{words}");
                assert_eq!(figures[0].approximator, approximator, "{words}");
            }
        }
        for words in STATING.iter().flat_map(|(_, words)| *words) {
            assert_eq!(figures_stated(words).len(), 1, "{words}");
        }
    }
}
