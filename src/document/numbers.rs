//! What has which number in the printed paper.

use std::collections::BTreeMap;

/// The numbers that `compose` gave, and the name of what has each.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// By what it is, such as "paragraph", and its number, such as "6.14".
    all: BTreeMap<(&'static str, String), Option<String>>,
}

impl Numbers {
    /// Says that something has a number.
    pub(super) fn add(&mut self, what: &'static str, number: String, name: Option<&str>) {
        self.all.insert((what, number), name.map(str::to_owned));
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
