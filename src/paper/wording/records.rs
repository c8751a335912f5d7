//! What a paper says once: when things happened (`event`), and how they are called (`text`).
//!
//! A name in braces is first looked up here: what it stands for is a date or a wording, not a figure.

use std::collections::{BTreeMap, BTreeSet};

use time::Date;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::resolve::Resolver;
use crate::paper::wording::lists::List;
use crate::paper::wording::posts::Post;
use crate::paper::wording::registers::Registers;
use crate::source::Span;
use crate::syntax::ast::{Body, Expression, Name, Node, TermKind};
use crate::syntax::spec::{Attributes, Cursor};

use crate::paper::blocks::structure;
use crate::paper::scope::Scope;

/// Something that happened, or will.
#[derive(Clone, Debug)]
pub struct Event {
    /// What it is.
    pub title: String,
    /// When: the two ends are one where it is a single date.
    pub ends: (Period, Period),
    /// Whether it lasted from the one end to the other; else it was at some time in a period, of which no more is known.
    pub lasted: bool,
    /// Whether it says why it is told although it lies outside the reporting period.
    pub outside: bool,
    /// Where its date stands.
    pub span: Span,
}

impl Event {
    /// Its date as prose prints it: "27 June 2023", "January 2023", "5 to 9 June 2023".
    pub fn printed(&self) -> String {
        stretch(self.ends)
    }
}

/// A stretch of time as prose prints it, without what its two ends share.
pub fn stretch((from, to): (Period, Period)) -> String {
    let (first, last) = (from.to_string(), to.to_string());
    if from == to {
        return first;
    }
    let short = match (from, to) {
        (Period::Date(from), Period::Date(to)) if from.year() == to.year() => {
            if from.month() == to.month() { 2 } else { 1 }
        }
        (Period::Month { year: from, .. }, Period::Month { year: to, .. }) => {
            usize::from(from == to)
        }
        _ => 0,
    };
    let words: Vec<&str> = first.split(' ').collect();
    let kept = words.get(..words.len() - short.min(words.len())).unwrap_or(&words);
    format!("{} to {last}", kept.join(" "))
}

/// A wording.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The words.
    pub words: String,
    /// Where they stand, without their quotes.
    pub span: Span,
}

/// What a paper says once, by name.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// When things happened.
    pub events: BTreeMap<String, Event>,
    /// How things are called.
    pub texts: BTreeMap<String, Wording>,
    /// Posts, which are texts as well.
    pub posts: BTreeMap<String, Post>,
    /// Priorities and reports.
    pub registers: Registers,
    /// Lists and sections, for what they list.
    pub lists: BTreeMap<String, List>,
    /// The titles of sources that are published works.
    pub published: BTreeSet<String>,
    /// The day of the paper.
    pub dated: Option<(Date, Span)>,
    /// The day of the meeting.
    pub meeting: Option<(Date, Span)>,
    /// The claims and values of the paragraph at hand that tell how something moved.
    pub told: Vec<Expression>,
}

impl Records {
    /// What an event or a text is called in a message, and where it is declared.
    pub fn known(&self, name: &str) -> Option<(&'static str, Span)> {
        let event = self.events.get(name).map(|event| ("an event", event.span));
        let post = self.posts.get(name).map(|post| ("a post", post.span));
        event.or(post).or(self.texts.get(name).map(|text| ("a text", text.span)))
    }

    /// The names of all events and texts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.events.keys().chain(self.texts.keys()).map(String::as_str)
    }
}

impl Resolver<'_, '_> {
    /// Declares the events and the texts of a paper.
    pub(in crate::paper) fn declare_records(
        &mut self,
        items: &[Node],
        diagnostics: &mut Diagnostics,
    ) {
        for item in items.iter().filter(|item| item.kind.text == "text") {
            let mut line = Cursor::head(item, structure::TEXT.form);
            let (Some(name), Some((words, span))) = (line.name(), line.text()) else {
                line.malformed(diagnostics);
                self.breaks(item);
                continue;
            };
            line.finish(diagnostics);
            if self.is_free(&name, diagnostics) {
                let span = Span { start: span.start + 1, end: span.end.saturating_sub(1), ..span };
                self.bare_in_text(words, span, diagnostics);
                let wording = Wording { words: words.to_owned(), span };
                self.scope.records.texts.insert(name.text, wording);
            }
        }
        self.declare_posts(items, diagnostics);
        for item in items.iter().filter(|item| item.kind.text == "event") {
            match self.event(item, diagnostics) {
                Some((name, event)) => {
                    self.scope.records.events.insert(name, event);
                }
                None => self.breaks(item),
            }
        }
    }

    /// Reports the figures in a wording, once, where it is written: nothing can be tied in it.
    fn bare_in_text(&mut self, words: &str, span: Span, diagnostics: &mut Diagnostics) {
        for found in crate::paper::untied::bare::scan(words) {
            let crate::paper::untied::bare::Found::Figure(range) = found else { continue };
            let figure = words.get(range.clone()).unwrap_or("");
            let here =
                Span { start: span.start + range.start, end: span.start + range.end, ..span };
            let message = format!("the figure {figure} is tied to nothing");
            if let Some(diagnostic) = self.untied(here, message) {
                diagnostics.add(diagnostic.here("no data and no source stand behind it").help(
                    "leave the figure out of the text, and tie it in the sentences that use it",
                ));
            }
        }
    }

    /// Marks a name whose declaration was reported, so that what refers to it stays quiet.
    pub(super) fn breaks(&mut self, item: &Node) {
        if let Some(TermKind::Word(name)) = item.terms.first().map(|term| &term.kind)
            && self.scope.records.known(name).is_none()
        {
            self.scope.broken.insert(name.clone());
        }
    }

    fn event(&mut self, item: &Node, diagnostics: &mut Diagnostics) -> Option<(String, Event)> {
        let mut line = Cursor::head(item, structure::EVENT.form);
        let (Some(name), Some((title, title_span))) = (line.name(), line.text()) else {
            line.malformed(diagnostics);
            return None;
        };
        line.finish(diagnostics);
        let attributes = Attributes::read(item, &structure::EVENT, diagnostics);
        let mut lines = ["on", "in", "from"].into_iter().filter_map(|word| attributes.get(word));
        let (Some(mut line), second) = (lines.next(), lines.next()) else {
            // A line that is there and could not be read was reported.
            let empty = !matches!(&item.body, Some(Body::Nodes(lines)) if !lines.is_empty());
            if empty {
                diagnostics.add(
                    Diagnostic::error("attribute-missing", item.head, "this `event` has no date")
                        .help("add a line `on 27 June 2023`, `in January 2023` or `from 5 June 2023 to 9 June 2023`"),
                );
            }
            return None;
        };
        if let Some(second) = second {
            diagnostics.add(
                Diagnostic::error("declared-twice", second.node.head, "this event has two dates")
                    .label(line.node.head, "the first")
                    .help("an event has one date: take one of the two lines out"),
            );
        }
        let lasted = line.node.kind.text == "from";
        let Some((first, span)) = line.period() else {
            line.malformed(diagnostics);
            return None;
        };
        let from = self.scope.resolve(first, span, diagnostics)?;
        let (mut to, mut place) = (from, span);
        if lasted {
            let end = line.keyword("to").then(|| line.period()).flatten();
            let Some((last, end)) = end else {
                line.malformed(diagnostics);
                return None;
            };
            to = self.scope.resolve(last, end, diagnostics)?;
            place = span.to(end);
            if from.first_day() > to.last_day() {
                diagnostics.add(
                    Diagnostic::error(
                        "period-unclear",
                        place,
                        format!("{from} does not come before {to}"),
                    )
                    .replace(
                        "write the earlier one first",
                        place,
                        format!("{to} to {from}"),
                    ),
                );
                return None;
            }
        }
        line.finish(diagnostics);
        let outside = attributes.get("outside");
        if let Some(mut why) = outside.clone() {
            match why.text() {
                Some(_) => why.finish(diagnostics),
                None => why.malformed(diagnostics),
            }
        }
        if !self.is_free(&name, diagnostics) {
            return None;
        }
        let event = Event {
            title: title.to_owned(),
            ends: (from, to),
            lasted,
            outside: outside.is_some(),
            span: place,
        };
        let twin = self.scope.records.events.values().find(|known| same(&known.title, title));
        if let Some(twin) = twin {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    title_span,
                    format!("\"{title}\" has two dates: {} and {}", twin.printed(), event.printed()),
                )
                .label(twin.span, "the first date")
                .label(place, "the second")
                .help("one event has one date: take one of the two out, or give them titles that tell them apart"),
            );
        }
        Some((name.text, event))
    }

    /// Whether nothing else has a name; what has it is reported.
    pub(in crate::paper) fn is_free(&self, name: &Name, diagnostics: &mut Diagnostics) -> bool {
        let model =
            self.scope.model.indicators.get(&name.text).map(|known| ("an indicator", known.span));
        let figures = self.scope.figures.get(&name.text).map(|(_, span)| ("a figure", *span));
        let Some((what, span)) = self.scope.records.known(&name.text).or(model).or(figures) else {
            return true;
        };
        diagnostics.add(
            Diagnostic::error(
                "declared-twice",
                name.span,
                format!("`{}` is {what} already", name.text),
            )
            .label(span, "declared here"),
        );
        false
    }
}

impl Scope<'_> {
    /// Reports the name of an event or a text where a figure is needed.
    pub(in crate::paper) fn no_figure(&self, name: &Name, diagnostics: &mut Diagnostics) -> bool {
        let Some((what, span)) = self.records.known(&name.text) else { return false };
        let instead = if self.records.events.contains_key(&name.text) {
            format!("ask when it was: `{} is before date of paper`", name.text)
        } else {
            format!("print it by itself: `{{{}}}`", name.text)
        };
        diagnostics.add(
            Diagnostic::error(
                "kind-forbids",
                name.span,
                format!("`{}` is {what}, and a figure is needed here", name.text),
            )
            .label(span, "declared here")
            .help(instead),
        );
        true
    }
}

/// Whether two wordings are the same but for capitals.
fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
