//! "a" and "an" before a printed figure: "a 7%", "an 18%".

use crate::paper::words::takes_an;

/// Lets an article at the end of some words follow the figure that comes next.
pub(super) fn follow(words: &mut String, figure: &str) {
    let Some(an) = takes_an(figure) else { return };
    let end = words.trim_end_matches([' ', '\u{a0}']).len();
    let (before, space) = words.split_at(end);
    let known = [("an", "a"), ("a", "an"), ("An", "A"), ("A", "An")];
    let found = known.iter().find_map(|(article, other)| {
        let rest = before.strip_suffix(article)?;
        let whole = !space.is_empty()
            && !rest.ends_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’');
        (whole && an != (article.len() == 2)).then(|| format!("{rest}{other}{space}"))
    });
    if let Some(followed) = found {
        *words = followed;
    }
}

#[cfg(test)]
mod tests {
    use super::follow;

    #[test]
    fn an_article_follows_the_figure() {
        for (words, figure, expected) in [
            ("It was a ", "18%", "It was an "),
            ("An ", "7%", "A "),
            ("a\u{a0}", "8", "an\u{a0}"),
            ("an ", "8", "an "),
            ("than ", "7", "than "),
            ("extra ", "8", "extra "),
            ("was a", "8", "was a"),
            ("a ", "four", "a "),
        ] {
            let mut words = words.to_owned();
            follow(&mut words, figure);
            assert_eq!(words, expected, "{figure}");
        }
    }
}
