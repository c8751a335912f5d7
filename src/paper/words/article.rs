//! "a" or "an" before a number or a word, by how it is spoken.

use super::numbers::below_hundred;

/// Whether what begins with a number takes "an": "18%", "8 million", "eleven". `None` where it begins with none, or with
/// one that is spoken in two ways, as a year is.
pub fn takes_an(text: &str) -> Option<bool> {
    if text.starts_with(['−', '-', '+']) {
        return Some(false);
    }
    let text = text.trim_start_matches(['£', '€', '$']);
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
        let word = word.to_lowercase();
        below_hundred(&word)?;
        return Some(matches!(word.as_str(), "eight" | "eleven" | "eighteen" | "eighty"));
    }
    let whole: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
    let whole = whole.trim_end_matches(',');
    if whole.len() == 4 && !whole.contains(',') {
        return None;
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    // What is spoken first: of 18,000 it is 18.
    let first = match digits.len() % 3 {
        0 => digits.get(..3),
        some => digits.get(..some),
    }?;
    let first: u32 = first.parse().ok()?;
    Some(matches!(first, 8 | 11 | 18 | 80..=89 | 800..=899))
}

/// Whether words take "an": "ESA", "hour", "adoption". `None` where they may be spoken in two ways: "SEND" by its letters, or as
/// a word.
pub fn words_take_an(text: &str) -> Option<bool> {
    if let Some(an) = takes_an(text) {
        return Some(an);
    }
    let word: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let first = word.chars().next().filter(|first| first.is_alphabetic())?.to_ascii_uppercase();
    let by_letters = "AEFHILMNORSX".contains(first);
    let vowel = |letter: char| "AEIOU".contains(letter);
    if word.chars().filter(|c| c.is_uppercase()).count() > 1 {
        let is_word = word.to_uppercase().contains(vowel);
        return (!is_word || by_letters == vowel(first)).then_some(by_letters);
    }
    let word = word.to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
    if begins(&["heir", "honest", "honour", "hour"]) {
        return Some(true);
    }
    let you =
        begins(&["eu", "ewe", "uni", "use", "usu", "util"]) && !begins(&["unid", "unim", "unin"]);
    let won = begins(&["once", "one"]);
    Some(vowel(first) && !you && !won)
}

#[cfg(test)]
mod tests {
    use super::{takes_an, words_take_an};

    #[test]
    fn words_have_their_article() {
        for text in ["ESA", "EHCP", "adoption", "hour", "HMRC", "uninterested", "urgent", "18 days"]
        {
            assert_eq!(words_take_an(text), Some(true), "{text}");
        }
        for text in ["CAF", "unit", "one-off", "child", "home", "European", "PEP", "UTC"] {
            assert_eq!(words_take_an(text), (text != "UTC").then_some(false), "{text}");
        }
        for text in ["SEND", "LAC", "", "(see)"] {
            assert_eq!(words_take_an(text), None, "{text}");
        }
    }

    #[test]
    fn an_stands_before_what_is_spoken_with_a_vowel() {
        for text in [
            "8%",
            "11",
            "18 children",
            "80%",
            "85",
            "8,000",
            "11,000",
            "18,500",
            "£8 million",
            "800",
            "8.5%",
            "eight",
            "eighteen",
            "eighty-five",
            "eleven",
            "80,000",
            "8th",
        ] {
            assert_eq!(takes_an(text), Some(true), "{text}");
        }
        for text in [
            "7%", "1", "10", "12", "110", "1,100", "81,", "0.8", "−8", "one", "seven", "108",
            "£100",
        ] {
            assert_eq!(takes_an(text), Some(text == "81,"), "{text}");
        }
        for text in ["1800", "children", "eighth", "", "hour"] {
            assert_eq!(takes_an(text), None, "{text}");
        }
    }
}
