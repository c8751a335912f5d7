//! `refers to reports`: what the cells of a table name has a row in another table, and each row there is named
//! (`semantics.md` S16).

use std::collections::{BTreeMap, BTreeSet};

use super::tables;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::paper::Paper;
use crate::paper::blocks::table::{RowData, TableData, plain};
use crate::paper::prose::place;
use crate::source::Span;

/// Holds what tables name against the tables that they refer to.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    let all = tables(paper);
    // By the table referred to: where that is asked, and the keys that are used.
    let mut used: BTreeMap<&str, (Span, BTreeSet<String>)> = BTreeMap::new();
    for table in &all {
        let Some(to) = &table.asked.refers else { continue };
        let Some(keys) = all.iter().find(|known| known.name == to.text) else {
            let known = all.iter().map(|known| known.name.as_str()).filter(|name| !name.is_empty());
            let diagnostic = Diagnostic::error(
                "name-unknown",
                to.span,
                format!("there is no table `{}`", to.text),
            );
            diagnostics.add(match did_you_mean(&to.text, known) {
                Some(meant) => {
                    diagnostic.replace(format!("did you mean `{meant}`?"), to.span, meant)
                }
                None => diagnostic,
            });
            continue;
        };
        let heads = heads(keys);
        let known: BTreeSet<String> = rows(keys).map(|row| folded(&row.label)).collect();
        let (_, used) = used.entry(&keys.name).or_insert_with(|| (to.span, BTreeSet::new()));
        for row in &table.rows {
            for cell in row.cells.iter().skip(1) {
                let words = plain(cell);
                for key in named(&words, &heads, &known) {
                    if known.contains(&folded(&key)) {
                        used.insert(folded(&key));
                    } else {
                        let here = place(cell).unwrap_or(row.span);
                        diagnostics.add(unknown(&key, here, to.span, keys));
                    }
                }
            }
        }
    }
    for keys in &all {
        let Some((asked, used)) = used.get(keys.name.as_str()) else { continue };
        for row in rows(keys).filter(|row| !used.contains(&folded(&row.label))) {
            diagnostics.add(
                Diagnostic::error(
                    "reference-unused",
                    row.span,
                    format!("\"{}\" is listed and nothing refers to it", row.label),
                )
                .label(*asked, "what is listed is to be named in this table")
                .help("name it where it belongs, or take the row out"),
            );
        }
    }
}

fn rows(table: &TableData) -> impl Iterator<Item = &RowData> {
    table.rows.iter().filter(|row| row.is_item() && !row.label.is_empty())
}

fn unknown(key: &str, here: Span, asked: Span, keys: &TableData) -> Diagnostic {
    let count = rows(keys).count();
    let ends = (rows(keys).next(), rows(keys).last());
    let diagnostic =
        Diagnostic::error("reference-unknown", here, format!("`{}` has no \"{key}\"", keys.name))
            .label(asked, "what is named is to be listed there");
    let diagnostic = match ends {
        (Some(first), Some(last)) => diagnostic.note(format!(
            "There are {count} rows, from \"{}\" to \"{}\".",
            first.label, last.label
        )),
        _ => diagnostic,
    };
    diagnostic.help(format!("mend the name, or add a row for it to the table `{}`", keys.name))
}

/// The words before the numbers of keys, in small letters, and as they are written: "report" of "Report 7", "r" of "R7".
fn heads(keys: &TableData) -> BTreeMap<String, String> {
    let head = |label: &str| {
        let head = label.trim_end_matches(|c: char| c.is_ascii_digit());
        let named = head.len() < label.len() && !head.trim().is_empty();
        named.then(|| (head.to_lowercase(), head.to_owned()))
    };
    rows(keys).filter_map(|row| head(&row.label)).collect()
}

/// The keys that words name: "Report 7", also in "Reports 7 and 8"; of keys without numbers, each that stands between
/// commas, semicolons and "and".
fn named(words: &str, heads: &BTreeMap<String, String>, known: &BTreeSet<String>) -> Vec<String> {
    if heads.is_empty() {
        // A key may hold an "and" of its own.
        let parts = words.split([',', ';']).flat_map(|part| {
            if known.contains(&folded(part)) { vec![part] } else { part.split(" and ").collect() }
        });
        return parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    }
    let mut found = Vec::new();
    let mut before = String::new();
    let mut last: Option<&String> = None;
    let marks = |c: char| matches!(c, '.' | ':' | '"' | '“' | '”' | '\'' | '’');
    for word in words.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '(' | ')'))
    {
        let word = word.trim_matches(marks);
        let lower = word.to_lowercase();
        if word.is_empty() || lower == "and" {
            continue;
        }
        if !word.bytes().all(|byte| byte.is_ascii_digit()) {
            last = None;
            before = format!("{before} {lower}");
            let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit());
            let head = lower.strip_suffix(digits).filter(|_| !digits.is_empty());
            if head.is_some_and(|head| heads.contains_key(head)) {
                found.push(word.to_owned());
            }
            continue;
        }
        let begins = heads.iter().find(|(head, _)| {
            let head = head.trim_end();
            let ends = |before: &str| {
                before.strip_suffix(head).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
            };
            ends(&before) || before.strip_suffix('s').is_some_and(ends)
        });
        last = begins.map(|(_, written)| written).or(last);
        before.clear();
        if let Some(head) = last {
            found.push(format!("{head}{word}"));
        }
    }
    found
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str, label: &str) -> Vec<String> {
        let head = label.trim_end_matches(|c: char| c.is_ascii_digit());
        let heads = if head.len() == label.len() {
            BTreeMap::new()
        } else {
            BTreeMap::from([(head.to_lowercase(), head.to_owned())])
        };
        named(words, &heads, &BTreeSet::from([folded(label)]))
    }

    #[test]
    fn keys_are_found_in_words() {
        for (words, expected) in [
            ("Report 1, report 5 and Report 14", vec!["Report 1", "Report 5", "Report 14"]),
            (
                "Reports 7, 8 and 11 (Report 2)",
                vec!["Report 7", "Report 8", "Report 11", "Report 2"],
            ),
            ("Meeting focus: Report 7", vec!["Report 7"]),
            ("the 3 reports of 2022", vec![]),
            ("Report 7 on 12 children", vec!["Report 7"]),
        ] {
            assert_eq!(found(words, "Report 7"), expected, "{words}");
        }
        assert_eq!(found("R7, see R12; 5", "R7"), ["R7", "R12"]);
        assert_eq!(
            found("Chair and health; Police and Crime", "Police and Crime"),
            ["Chair", "health", "Police and Crime"]
        );
    }
}
