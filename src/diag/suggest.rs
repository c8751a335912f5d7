//! Did you mean …?

use std::cmp::Reverse;

/// The known name that was probably meant, or none if nothing is really near.
///
/// Upper and lower case, spaces, hyphens and underscores, and the order of the words do not matter. Of names that are
/// equally near the first is taken.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let written = plain(written);
    known
        .into_iter()
        .filter_map(|name| Some((distance(&written, &plain(name))?, name)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name.to_owned())
}

/// How far apart two names are: fewest mistakes first, then the longest common beginning. `None`: not alike.
fn distance(written: &str, name: &str) -> Option<(usize, Reverse<usize>)> {
    let length = written.chars().count().max(name.chars().count());
    let mistakes = if sorted(written) == sorted(name) {
        0
    } else {
        strsim::damerau_levenshtein(written, name)
    };
    let allowed = match length {
        0..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    // A word left out or added at the end, as in `cla_starts` for `cla_starts_rate`, is more letters than slips would be.
    let unfinished = written.len() >= 4 && strsim::jaro_winkler(written, name) >= 0.92;
    let common = written.chars().zip(name.chars()).take_while(|(one, other)| one == other).count();
    (mistakes <= allowed || unfinished).then_some((mistakes, Reverse(common)))
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', '-'], " ")
}

fn sorted(name: &str) -> Vec<&str> {
    let mut words: Vec<_> = name.split_whitespace().collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn only_what_is_near_is_suggested() {
        let known = ["cla", "cla_starts", "moves_3_plus", "neighbours", "south_west"];
        let suggest = |written| did_you_mean(written, known);
        assert_eq!(suggest("CLA starts").as_deref(), Some("cla_starts"));
        assert_eq!(suggest("starts_cla").as_deref(), Some("cla_starts"));
        assert_eq!(suggest("cla_strats").as_deref(), Some("cla_starts"));
        assert_eq!(suggest("neighbors").as_deref(), Some("neighbours"));
        assert_eq!(suggest("South-West").as_deref(), Some("south_west"));
        assert_eq!(suggest("cal").as_deref(), Some("cla"));
        assert_eq!(suggest("budget"), None);
        assert_eq!(suggest("q2"), None);
        assert_eq!(suggest(""), None);
    }
}
