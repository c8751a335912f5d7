//! What has which number in the printed paper.

use std::collections::BTreeMap;

/// The numbers that `compose` gave, and the name of what has each.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// By what it is, such as "paragraph", and its number, such as "6.14".
    all: BTreeMap<(&'static str, String), Option<String>>,
    /// The same in the order of the paper.
    order: Vec<(&'static str, String)>,
}

impl Numbers {
    /// Says that something has a number.
    pub(super) fn add(&mut self, what: &'static str, number: String, name: Option<&str>) {
        self.order.push((what, number.clone()));
        self.all.insert((what, number), name.map(str::to_owned));
    }

    /// How many things have a number so far.
    pub(super) fn count(&self) -> usize {
        self.order.len()
    }

    /// What has got a number since so many had one: "section 6", "paragraphs 6.4 to 6.6", "table 3".
    pub(super) fn since(&self, count: usize) -> Vec<String> {
        let new = self.order.get(count..).unwrap_or(&[]);
        let mut kinds: Vec<&str> = new.iter().map(|(what, _)| *what).collect();
        let mut seen = Vec::new();
        kinds.retain(|kind| {
            !seen.contains(kind) && {
                seen.push(kind);
                true
            }
        });
        let of_kind = |kind: &str| -> Option<String> {
            let mut numbers =
                new.iter().filter(|(what, _)| *what == kind).map(|(_, number)| number);
            let first = numbers.next()?;
            Some(match (numbers.next_back(), numbers.next()) {
                (Some(last), None) => format!("{kind}s {first} and {last}"),
                (Some(last), Some(_)) => format!("{kind}s {first} to {last}"),
                (None, _) => format!("{kind} {first}"),
            })
        };
        kinds.into_iter().filter_map(of_kind).collect()
    }

    /// The name of what has a number, if it has one; `None` where nothing has this number.
    pub fn named(&self, what: &'static str, number: &str) -> Option<Option<&str>> {
        self.all.get(&(what, number.to_owned())).map(Option::as_deref)
    }

    /// The last number of a kind; `None` where there is nothing of it.
    pub fn last(&self, what: &'static str) -> Option<&str> {
        let of_kind = self.all.keys().filter(|(kind, _)| *kind == what);
        of_kind.map(|(_, number)| number.as_str()).max_by_key(|number| parts(number))
    }
}

/// 6.14 → [6, 14], A1.2 → [1, 2] behind all others.
fn parts(number: &str) -> (bool, Vec<u32>) {
    let digits = number.strip_prefix('A').unwrap_or(number);
    (digits.len() < number.len(), digits.split('.').filter_map(|part| part.parse().ok()).collect())
}
