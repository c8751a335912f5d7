//! Words against a wording, and claims about the words of texts, lists and tables.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Input;
use crate::paper::claims::claim::{Verdict, Wording};
use crate::paper::resolve::Resolver;
use crate::paper::scope::Scope;
use crate::paper::tied::contradiction::contradicts;
use crate::paper::wording::dates::bind_event;
use crate::paper::wording::lists::List;
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind as Kind, Name, Reference, Saying, Told};

use crate::paper::blocks::table::plain;
use crate::paper::prose::place;
use crate::paper::values::value::capital;

impl Scope<'_> {
    /// Whether what stands in braces stands for words or a date, not for a figure.
    pub fn stands_for_words(&self, expression: &Expression) -> bool {
        match &expression.kind {
            Kind::Item(..) => true,
            Kind::Reference(reference) => {
                let plain = reference.span == reference.name.span;
                plain && self.records.known(&reference.name.text).is_some()
            }
            _ => false,
        }
    }

    /// The verdict on a claim about words.
    pub(in crate::paper) fn told(
        &self,
        (told, saying, said): (&Told, Saying, &str),
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        match told {
            Told::Item(number, name) => {
                let list = self.list(name, diagnostics)?;
                let item = number.checked_sub(1).and_then(|at| list.items.get(at).cloned());
                let Some((words, span)) = item else { return Some(no_item(*number, &list, name)) };
                let other = list.items.iter().position(|(words, _)| says(words, saying, said));
                let subject = format!("item {number} of `{}`", name.text);
                let mut verdict = verdict(subject, &words, span, saying, said);
                if let Some(other) = other.filter(|_| !verdict.exact) {
                    verdict.truth =
                        format!("{}; {} is item {}", verdict.truth, quoted(said), other + 1);
                    verdict.wording = vec![Wording::new(format!("item {}", other + 1), None)];
                }
                Some(verdict)
            }
            Told::Cell(reference) => {
                let (words, span) = self.words_of_cell(reference, diagnostics)?;
                let row = reference.row.as_ref().map_or("", |(row, _)| row.as_str());
                let column = reference.column.as_ref().map_or("", |column| column.text.as_str());
                let subject = format!("`{column}` at \"{row}\"");
                Some(verdict(subject, &words, span, saying, said))
            }
            Told::Named(name) => {
                if let Some(text) = self.records.texts.get(&name.text) {
                    let subject = format!("`{}`", name.text);
                    return Some(verdict(subject, &text.words, text.span, saying, said));
                }
                let list = self.list(name, diagnostics)?;
                Some(in_list(&list, name, saying, said))
            }
        }
    }

    /// Whether two lists have the same items, in any order.
    pub(in crate::paper) fn same_items(
        &self,
        (one, column): (&Name, Option<&Name>),
        other: &Name,
        diagnostics: &mut Diagnostics,
    ) -> Option<Verdict> {
        let first = match column {
            Some(column) => self.column_words(one, column, diagnostics),
            None => self.list(one, diagnostics),
        };
        let second = self.list(other, diagnostics);
        let (first, second) = (first?, second?);
        let left = odd(&first, &second);
        let right = odd(&second, &first);
        let mut truth: Vec<String> = Vec::new();
        let mut inputs = Vec::new();
        for (name, odd) in [(one, &left), (other, &right)] {
            for (words, span) in odd.iter().take(2) {
                truth.push(format!("{} is only in `{}`", quoted(words), name.text));
                inputs.push(Input {
                    label: format!("only in `{}`", name.text),
                    printed: shortened(words),
                    span: Some(*span),
                    place: String::new(),
                });
            }
            if odd.len() > 2 {
                truth.push(format!("and {} more", odd.len() - 2));
            }
        }
        let exact = left.is_empty() && right.is_empty();
        let truth = if exact {
            // What agrees rests on the two lists as they stand.
            for (name, list) in [(one, &first), (other, &second)] {
                inputs.push(Input {
                    label: format!("`{}`", name.text),
                    printed: format!("{} {}", list.items.len(), list.what),
                    span: Some(list.span),
                    place: String::new(),
                });
            }
            format!("`{}` and `{}` have the same items", one.text, other.text)
        } else {
            truth.join("; ")
        };
        let wording = vec![Wording::new(enumerated(&first), None)];
        Some(Verdict { exact, printed: exact, truth, wording, inputs })
    }

    /// The words of a cell of a table, and where they stand.
    fn words_of_cell(
        &self,
        reference: &Reference,
        diagnostics: &mut Diagnostics,
    ) -> Option<(String, Span)> {
        let (at, row) = self.cell_place(reference, diagnostics)?;
        let words = row.cells.get(at).map_or(String::new(), |cell| plain(cell));
        Some((words, row.cells.get(at).and_then(|cell| place(cell)).unwrap_or(row.span)))
    }
}

impl Resolver<'_, '_> {
    /// What braces print that stand for words or a date, and where it is written.
    pub(in crate::paper) fn wording(
        &self,
        expression: &Expression,
        diagnostics: &mut Diagnostics,
    ) -> Option<(String, Span)> {
        match &expression.kind {
            Kind::Item(number, list) => self.scope.item(*number, list, diagnostics),
            Kind::Reference(reference) => {
                let records = &self.scope.records;
                let name = &reference.name.text;
                let event = records.events.get(name).map(|event| (event.printed(), event.span));
                event.or(records.texts.get(name).map(|text| (text.words.clone(), text.span)))
            }
            _ => None,
        }
    }

    /// Words that must be a wording, or the date of an event.
    pub(in crate::paper) fn bind_words(
        &mut self,
        words: &str,
        span: Span,
        expression: &Expression,
        diagnostics: &mut Diagnostics,
    ) {
        if let Kind::Reference(reference) = &expression.kind
            && let Some(event) = self.scope.records.events.get(&reference.name.text)
        {
            bind_event(words, span, event, diagnostics);
            return;
        }
        let Some((right, place)) = self.wording(expression, diagnostics) else { return };
        if alike(words, &right) {
            return;
        }
        let called = self.sources.text(expression.span).trim();
        // A name keeps its capitals: "corporate parenting board" becomes "Corporate Parenting Panel".
        let name = right.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
        let mended = if name { right.clone() } else { as_begun(words, &right) };
        diagnostics.add(
            Diagnostic::error(
                "words-differ",
                span,
                format!("\"{words}\" are not the words of `{called}`: those are \"{right}\""),
            )
            .label(place, "written here, once")
            .replace("write", span, mended),
        );
    }
}

/// Reports a number in the words of a claim about an item that is not the item's: "Priority 8" for item 1.
pub(in crate::paper) fn number_differs(
    words: &str,
    span: Span,
    claim: &Expression,
    diagnostics: &mut Diagnostics,
) {
    const ORDINALS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let Kind::Told(Told::Item(number, _), ..) = &claim.kind else { return };
    let said: Vec<usize> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| {
            let ordinal = ORDINALS.iter().position(|known| word.eq_ignore_ascii_case(known));
            word.parse().ok().or(ordinal.map(|at| at + 1))
        })
        .collect();
    if !said.is_empty() && !said.contains(number) {
        diagnostics.add(contradicts(words, span, claim, &format!("that it is item {number}")));
    }
}

fn verdict(subject: String, words: &str, span: Span, saying: Saying, said: &str) -> Verdict {
    let exact = says(words, saying, said);
    let truth = if words.is_empty() {
        format!("{subject} is empty")
    } else {
        format!("{subject} is {}", quoted(words))
    };
    let printed = if words.is_empty() { "empty".to_owned() } else { shortened(words) };
    let input = Input { label: subject, printed, span: Some(span), place: String::new() };
    let wording =
        if words.is_empty() { Vec::new() } else { vec![Wording::new(shortened(words), None)] };
    Verdict { exact, printed: exact, truth, wording, inputs: vec![input] }
}

/// A claim about an item that there is not: a list has as many as are written.
fn no_item(number: usize, list: &List, name: &Name) -> Verdict {
    let count = list.items.len();
    let truth = format!("there is no item {number} of `{}`: it has {count}", name.text);
    let input = Input {
        label: format!("the number of {} in `{}`", list.what, name.text),
        printed: count.to_string(),
        span: Some(list.span),
        place: String::new(),
    };
    let wording = vec![Wording::new(format!("{count} {}", list.what), None)];
    Verdict { exact: false, printed: false, truth, wording, inputs: vec![input] }
}

/// The item that shares the most words with others, where it shares half of them or more.
fn nearest<'l>(list: &'l List, said: &str) -> Option<&'l (String, Span)> {
    let words = |text: &str| -> Vec<String> {
        let folded = folded(text);
        let words = folded.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.chars().count() > 3).map(str::to_owned).collect()
    };
    let said = words(said);
    let shared = |item: &str| words(item).iter().filter(|word| said.contains(word)).count();
    let enough = |best: &usize| *best > 0 && *best * 2 >= said.len();
    let best = list.items.iter().map(|(item, _)| shared(item)).max().filter(enough)?;
    list.items.iter().find(|(item, _)| shared(item) == best)
}

fn in_list(list: &List, name: &Name, saying: Saying, said: &str) -> Verdict {
    let found = list.items.iter().enumerate().find(|(_, (words, _))| says(words, saying, said));
    let exact = found.is_some();
    let (truth, input) = match found {
        Some((at, (words, span))) => {
            let label = format!("item {} of `{}`", at + 1, name.text);
            (format!("{label} is {}", quoted(words)), (label, words.clone(), *span))
        }
        None => {
            let verb = match saying {
                Saying::Starts => "starts with",
                Saying::Includes => "includes",
                Saying::Is => "is",
            };
            let count = list.items.len();
            let truth = format!(
                "none of the {count} {} of `{}` {verb} {}",
                list.what,
                name.text,
                quoted(said)
            );
            match nearest(list, said) {
                Some((words, span)) => {
                    let label = format!("the nearest in `{}`", name.text);
                    (truth, (label, words.clone(), *span))
                }
                None => (
                    truth,
                    (format!("`{}`", name.text), format!("{count} {}", list.what), list.span),
                ),
            }
        }
    };
    let wording = (!exact).then(|| match nearest(list, said) {
        Some((words, _)) => Wording::new(shortened(words), None),
        None => Wording::new(format!("without {}", shortened(said)), None),
    });
    let (label, printed, span) = input;
    let inputs =
        vec![Input { label, printed: shortened(&printed), span: Some(span), place: String::new() }];
    Verdict { exact, printed: exact, truth, wording: wording.into_iter().collect(), inputs }
}

/// The items of a list in a sentence: "rate, number and snapshot"; of a long one, that it is another.
fn enumerated(list: &List) -> String {
    const FEW: usize = 8;
    let items: Vec<&str> = list.items.iter().map(|(words, _)| words.as_str()).collect();
    match items.split_last() {
        Some((end, others)) if items.len() <= FEW && !others.is_empty() => {
            let said = format!("{} and {end}", others.join(", "));
            if shortened(&said) == said { said } else { "not all the same".to_owned() }
        }
        _ => "not all the same".to_owned(),
    }
}

/// The items of one list that another lacks.
fn odd(one: &List, other: &List) -> Vec<(String, Span)> {
    let mut left: Vec<String> = other.items.iter().map(|(words, _)| folded(words)).collect();
    let mut odd = Vec::new();
    for (words, span) in &one.items {
        match left.iter().position(|known| *known == folded(words)) {
            Some(at) => {
                left.swap_remove(at);
            }
            None => odd.push((words.clone(), *span)),
        }
    }
    odd
}

/// Whether words begin with, hold or are other words, whole words only; capitals and the kinds of quotes aside.
fn says(words: &str, saying: Saying, said: &str) -> bool {
    let (words, said) = (folded(words), folded(said));
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    match saying {
        Saying::Is => words == said,
        Saying::Starts => words.strip_prefix(said.as_str()).is_some_and(ends),
        Saying::Includes => words.match_indices(said.as_str()).any(|(at, found)| {
            let before =
                words.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
            before && words.get(at + found.len()..).is_some_and(ends)
        }),
    }
}

/// Words without what does not tell them apart: capitals, kinds of quotes, of dashes and of spaces.
fn folded(words: &str) -> String {
    straight(words).to_lowercase().replace(['–', '—'], "-")
}

/// Words with straight quotes and single spaces.
fn straight(words: &str) -> String {
    let quotes = words.replace(['‘', '’'], "'").replace(['“', '”'], "\"");
    quotes.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two wordings are the same, the case of the first letter and the kinds of quotes and spaces aside.
fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (straight(one), straight(other));
    one == other || one == as_begun(&one, &other)
}

/// A wording with its first letter as other words have theirs.
fn as_begun(model: &str, words: &str) -> String {
    let upper = model.starts_with(char::is_uppercase);
    let lower = model.starts_with(char::is_lowercase);
    let mut letters = words.chars();
    // "LAC team" keeps its capitals.
    let acronym = words.chars().take(2).filter(|letter| letter.is_uppercase()).count() == 2;
    match letters.next() {
        Some(_) if upper => capital(words),
        Some(first) if lower && !acronym => first.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", shortened(words))
}

/// The first words of many.
fn shortened(words: &str) -> String {
    const MANY: usize = 60;
    if words.chars().count() <= MANY {
        return words.to_owned();
    }
    let mut short = String::new();
    for word in words.split(' ') {
        if short.chars().count() + word.chars().count() > MANY {
            break;
        }
        short = if short.is_empty() { word.to_owned() } else { format!("{short} {word}") };
    }
    format!("{short} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_words() {
        assert!(says("Report 11 and report 18", Saying::Includes, "Report 18"));
        assert!(!says("Report 11", Saying::Includes, "Report 1"));
        assert!(says("A loving home – a safe one", Saying::Starts, "a loving home - a"));
        assert!(!says("A loving homeland", Saying::Starts, "A loving home"));
    }

    #[test]
    fn the_first_letter_and_the_kinds_of_quotes_make_no_difference() {
        assert!(alike("the people’s  panel", "The people's panel"));
        assert!(!alike("The people's Panel", "The people's panel"));
        assert!(!alike("Corporate Director – People", "Corporate Director, People"));
        assert_eq!(as_begun("chair", "Director of Services"), "director of Services");
        assert_eq!(as_begun("chair", "LAC team"), "LAC team");
    }
}
