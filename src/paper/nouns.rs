//! The words that a number counts: what tells "2024 children" from the year, and "over 16 young people" from an age.

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
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
    absences adoptions allegations applications assessments beds breakdowns cases complaints contacts conferences \
    convictions enquiries episodes exclusions homes incidents moves notifications offences orders placements referrals \
    registrations suspensions vacancies visits";

fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// What a number counts that these words follow: the next word, or the one after up to three that describe it.
pub(super) fn counted(after: &str) -> Option<Noun> {
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
pub(super) fn counted_in_words(after: &str) -> Option<Noun> {
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
pub(super) fn is_person(word: &str) -> bool {
    listed(PERSONS, word)
}

/// Whether a verb comes next: then what stands before it may be a figure.
pub(super) fn is_verb(after: &str) -> bool {
    let next = after.split_whitespace().next().unwrap_or("");
    after.starts_with([' ', '\u{a0}']) && listed(VERBS, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_may_be_described() {
        assert_eq!(counted(" children"), Some(Noun::Person));
        assert_eq!(counted(" looked after children"), Some(Noun::Person));
        assert_eq!(counted(" of our children"), Some(Noun::Person));
        assert_eq!(counted(" new foster homes."), Some(Noun::Thing));
        assert_eq!(counted(" and the children"), None);
        assert_eq!(counted(", children"), None);
    }
}
