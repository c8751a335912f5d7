//! "a" or "an" before a number, by how it is spoken.

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

#[cfg(test)]
mod tests {
    use super::takes_an;

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
