//! The words that a number counts: what tells "2024 children" from the year, and "over 16 young people" from an age.

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::paper) enum Noun {
    /// Children, carers, households.
    Person,
    /// Cases, visits, placements.
    Thing,
}

const PERSONS: &str = "\
    adopters adults applicants apprentices attendees babies boys care-leavers carers child \
    children clients colleagues councillors couples employees families fathers foster-carers \
    girls governors guardians headteachers households individuals infants inspectors learners \
    leavers managers members men migrants mothers officers parents participants patients people \
    person persons practitioners professionals pupils refugees residents respondents siblings \
    staff students teachers teenagers toddlers trainees uasc users visitors volunteers women \
    workers youngsters youth youths";

const THINGS: &str = "\
    absences actions adoptions agencies agreements allegations applications appointments \
    apprenticeships approvals areas arrangements assessments audits awards bedrooms beds bids \
    breakdowns calls cases changes checks classes complaints compliments conferences contacts \
    convictions days decisions enquiries episodes events exclusions flats grants homes hours \
    houses incidents inspections instances interviews investigations jobs kilometres licences \
    meetings messages miles minutes months moves nights nominations notifications occasions \
    offences offers orders packages placements places plans points posts pounds projects \
    properties providers questions ratings recommendations records referrals registrations \
    reports responses returns reviews schools services sessions settings starts stays surveys \
    targets teams tenancies times vacancies visits weeks";

/// What may stand between a number and what it counts.
const BETWEEN: &str = "\
    additional after approved average care different disabled eligible experienced fewer foster \
    fostering full initial local looked mainstream missing more new of open other our separate \
    social successful the these unaccompanied vulnerable young";

const VERBS: &str = "\
    are came did had has have is left lived moved returned stayed was went were";

/// What is counted in words below ten: of other things, such as meetings and rooms, prose says "two" and means no figure.
const COUNTED: &str = "\
    absences adoptions allegations applications assessments beds breakdowns cases complaints conferences contacts \
    convictions enquiries episodes exclusions homes incidents moves notifications offences orders placements referrals \
    registrations suspensions vacancies visits";

/// Whether a word is in a list, whose words are in order: half of what is left is put aside at each look.
fn listed(list: &str, word: &str) -> bool {
    let mut left = list;
    while !left.is_empty() {
        let (before, rest) = left.split_at_checked(left.len() / 2).unwrap_or((left, ""));
        let start = before.rfind(' ').map_or(0, |at| at + 1);
        let end = rest.find(' ').map_or(left.len(), |at| before.len() + at);
        left = match left.get(start..end).unwrap_or("").cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => left.get(end + 1..).unwrap_or(""),
            std::cmp::Ordering::Greater => left.get(..start).unwrap_or("").trim_end(),
        };
    }
    false
}

/// What a number counts that these words follow: the next word, or the one after up to three that describe it.
pub(in crate::paper) fn counted(after: &str) -> Option<Noun> {
    if !after.starts_with([' ', '\u{a0}']) {
        return None;
    }
    for word in after.split_whitespace().take(4) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if listed(PERSONS, &bare) {
            return Some(Noun::Person);
        }
        let goes_on = listed(BETWEEN, &bare) && word.ends_with(char::is_alphanumeric);
        if listed(THINGS, &bare) && !goes_on {
            return Some(Noun::Thing);
        }
        if !goes_on {
            return None;
        }
    }
    None
}

/// What a number in words counts, where it is worth counting: people, and what a scorecard counts.
pub(in crate::paper) fn counted_in_words(after: &str) -> Option<Noun> {
    match counted(after)? {
        Noun::Person => Some(Noun::Person),
        Noun::Thing => after
            .split_whitespace()
            .take(4)
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .find(|word| listed(THINGS, word))
            .filter(|word| listed(COUNTED, word))
            .map(|_| Noun::Thing),
    }
}

/// Whether a word, in small letters, is what people are called.
pub(in crate::paper) fn is_person(word: &str) -> bool {
    listed(PERSONS, word)
}

/// Whether a word, in small letters, is what things are called that are counted.
pub(in crate::paper) fn is_thing(word: &str) -> bool {
    listed(THINGS, word)
}

/// Whether a verb comes next: then what stands before it may be a figure.
pub(in crate::paper) fn is_verb(after: &str) -> bool {
    let next = after.split_whitespace().next().unwrap_or("");
    after.starts_with([' ', '\u{a0}']) && listed(VERBS, next)
}

/// A noun that people or things are counted by, with its other form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grammatical {
    /// It says one: "child", and the word for many.
    One(String),
    /// It says many: "children", and the word for one.
    Many(String),
}

/// Those whose other form no rule gives.
const IRREGULAR: [(&str, &str); 4] =
    [("child", "children"), ("person", "people"), ("man", "men"), ("woman", "women")];

/// Those that stand before another noun as they are, "a 30 day notice", or that have one form.
const MEASURES: &str = "\
    days hours kilometres miles minutes months nights points pounds staff times uasc weeks years youth";

/// Whether a noun says one or many; `None` of other words, and of measures.
pub fn grammatical(word: &str) -> Option<Grammatical> {
    if !word.starts_with(char::is_lowercase) || listed(MEASURES, word) {
        return None;
    }
    if let Some((one, many)) = IRREGULAR.iter().find(|(one, many)| *one == word || *many == word) {
        return Some(if word == *one {
            Grammatical::One((*many).to_owned())
        } else {
            Grammatical::Many((*one).to_owned())
        });
    }
    let known = |word: &str| listed(PERSONS, word) || listed(THINGS, word);
    if known(word) {
        let one = match (word.strip_suffix("ies"), word.strip_suffix("es"), word.strip_suffix('s'))
        {
            (Some(stem), ..) => format!("{stem}y"),
            (_, Some(stem), _) if stem.ends_with("ss") || stem.ends_with("ch") => stem.to_owned(),
            (_, _, Some(stem)) => stem.to_owned(),
            _ => return None,
        };
        return Some(Grammatical::Many(one));
    }
    let many = match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if word.ends_with("ss") || word.ends_with("ch") => format!("{word}es"),
        _ => format!("{word}s"),
    };
    (known(&many) && !listed(MEASURES, &many)).then_some(Grammatical::One(many))
}

/// Whether these words begin with what a number before them counts, and no measure: "children", not "weeks".
pub(in crate::paper) fn counts_by_itself(after: &str) -> bool {
    let next = after.split_whitespace().find(|word| !listed(BETWEEN, &word.to_lowercase()));
    let next = next.unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    counted(after).is_some() && !listed(MEASURES, &next)
}

/// Whether a word may stand between a number and what it counts, and describes what it counts: "looked after", but not
/// "of our".
pub(in crate::paper) fn describes(word: &str) -> bool {
    listed(BETWEEN, word) && !matches!(word, "of" | "our" | "the" | "these" | "more" | "fewer")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_a_list_is_found() {
        for list in [PERSONS, THINGS, BETWEEN, VERBS, COUNTED, MEASURES] {
            assert!(list.split(' ').is_sorted(), "{list}");
            assert!(list.split(' ').all(|word| listed(list, word)), "{list}");
            assert!(!listed(list, "a") && !listed(list, "nothing") && !listed(list, "zoo"));
        }
    }

    #[test]
    fn what_is_counted_may_be_described() {
        assert_eq!(counted(" children"), Some(Noun::Person));
        assert_eq!(counted(" looked after children"), Some(Noun::Person));
        assert_eq!(counted(" of our children"), Some(Noun::Person));
        assert_eq!(counted(" new foster homes."), Some(Noun::Thing));
        assert_eq!(counted(" and the children"), None);
        assert_eq!(counted(", children"), None);
    }

    #[test]
    fn a_noun_has_its_other_form() {
        for (one, many) in [
            ("child", "children"),
            ("person", "people"),
            ("family", "families"),
            ("class", "classes"),
            ("house", "houses"),
            ("agency", "agencies"),
            ("placement", "placements"),
            ("boy", "boys"),
            ("response", "responses"),
        ] {
            assert_eq!(grammatical(one), Some(Grammatical::One(many.to_owned())));
            assert_eq!(grammatical(many), Some(Grammatical::Many(one.to_owned())));
        }
        for word in ["staff", "weeks", "day", "Children", "services2", "of", "was", "its", "notice"]
        {
            assert_eq!(grammatical(word), None, "{word}");
        }
    }
}
