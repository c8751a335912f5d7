//! Words that say where the other area stands: "compares to a lower English average" of a value that is higher.

use crate::paper::words::plain_words;

/// Whether a word that compares speaks of another area, which it stands before: "lower in England", "a lower English
/// average". "Lower than England" speaks of one's own.
pub(in crate::paper) fn speaks_of_others(words: &str, titles: &[&str]) -> bool {
    const COMPARES: [&str; 13] = [
        "higher", "lower", "more", "less", "fewer", "greater", "smaller", "better", "worse",
        "stronger", "weaker", "poorer", "larger",
    ];
    const BETWEEN: [&str; 14] = [
        "in",
        "for",
        "of",
        "across",
        "the",
        "a",
        "average",
        "rate",
        "figure",
        "score",
        "percentage",
        "level",
        "all",
        "other",
    ];
    let tokens = plain_words(words);
    // "English" for England, "neighbouring" for neighbours.
    let stems: Vec<String> = titles
        .iter()
        .flat_map(|title| plain_words(title))
        .filter(|word| word.chars().count() >= 4)
        .map(|word| word.chars().take(4).collect())
        .chain(["national".to_owned(), "regional".to_owned()])
        .collect();
    let names = |word: &String| stems.iter().any(|stem| word.starts_with(stem.as_str()));
    tokens.iter().enumerate().any(|(at, word)| {
        COMPARES.contains(&word.as_str())
            && tokens
                .iter()
                .skip(at + 1)
                .find(|next| !BETWEEN.contains(&next.as_str()))
                .is_some_and(names)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_an_area_speak_of_it() {
        let speaks = |words: &str| speaks_of_others(words, &["England", "South West"]);
        for words in [
            "compares to a lower English average",
            "a lower average in England",
            "it was higher in the South West",
            "against a better national figure",
        ] {
            assert!(speaks(words), "{words}");
        }
        for words in [
            "lower than in England",
            "lower than the national average",
            "below the national average",
            "lower, compared with England",
            "lower when compared to England",
            "England was lower",
            "a lower average",
            "higher",
        ] {
            assert!(!speaks(words), "{words}");
        }
    }
}
