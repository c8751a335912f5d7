//! Whether words speak of people: of whom small numbers may give somebody away (`semantics.md` S25).

use crate::paper::untied::nouns::{Noun, counted, is_person, is_thing};

/// Words that make a figure something else than a number of people.
const MEASURES: &str = "\
    % age average change changes cost costs difference distance grade index length mean median miles order pence per \
    percent percentage place places position priority proportion rank ranking rate rates ratio score scores share £";

/// What a heading, a title or a unit says that its figures count: people, or something else. `None` where it says
/// neither. The first noun decides: "Children in placements" are people, "Placements of children" are not.
pub fn counts(words: &str) -> Option<bool> {
    let lower = words.to_lowercase();
    let mut found = None;
    for word in lower.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '£'));
        if MEASURES.split_whitespace().any(|known| known == bare) || bare.ends_with('%') {
            return Some(false);
        }
        // "Carers' meetings" and "child protection plans" are no people.
        let possessive = word.contains(['\'', '’']);
        if found.is_none() && !possessive {
            if is_person(bare) && is_many(bare) {
                found = Some(true);
            } else if is_thing(bare) {
                found = Some(false);
            }
        }
    }
    found
}

/// What words count that a number stands before: people, or something else. `None` where they say neither.
pub fn follow(after: &str) -> Option<bool> {
    if !after.starts_with(char::is_whitespace) || after.starts_with("\n\n") {
        return None;
    }
    let words: Vec<&str> = after.split_whitespace().take(4).collect();
    counted(&format!(" {}", words.join(" "))).map(|noun| noun == Noun::Person)
}

fn is_many(word: &str) -> bool {
    word.ends_with('s')
        || matches!(word, "children" | "men" | "people" | "staff" | "uasc" | "women")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_noun_decides() {
        for (words, expected) in [
            ("Children looked after", Some(true)),
            ("Young people in placements", Some(true)),
            ("Placements of children", Some(false)),
            ("Children missing, per 10,000", Some(false)),
            ("Children with three or more placements, %", Some(false)),
            ("Average number of children in a home", Some(false)),
            ("Foster carers' meetings", Some(false)),
            ("Child protection plans", Some(false)),
            ("March 2022", None),
            ("Foster carer households", Some(true)),
        ] {
            assert_eq!(counts(words), expected, "{words}");
        }
    }
}
