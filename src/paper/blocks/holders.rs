//! Who holds a place, and from when until when: a line of `members`, a `member` or an `officer` of a priority.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Period;
use crate::paper::blocks::table::plain;
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::source::Span;
use crate::syntax::spec::Cursor;

/// What is printed where nobody is named yet.
pub const TO_BE_CONFIRMED: &str = "To be confirmed";

/// What is printed for whoever holds a post.
pub const POST_HOLDER: &str = "The holder of the post";

/// Who holds a place.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Who it is.
    pub who: Who,
    /// Their post, where they have one.
    pub post: Option<Vec<Inline>>,
    /// From when on.
    pub from: Option<(Period, Span)>,
    /// Until when.
    pub until: Option<(Period, Span)>,
    /// The line.
    pub span: Span,
}

/// Who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person.
    Named(String),
    /// Whoever holds the post.
    PostHolder,
    /// It is not known yet.
    ToBeConfirmed,
}

impl Holder {
    /// What is printed for them, without their post.
    pub fn name(&self) -> &str {
        match &self.who {
            Who::Named(name) => name,
            Who::PostHolder => POST_HOLDER,
            Who::ToBeConfirmed => TO_BE_CONFIRMED,
        }
    }

    /// What is printed for the time, such as "until May 2023".
    pub fn time(&self) -> Option<String> {
        match (&self.from, &self.until) {
            (None, None) => None,
            (Some((from, _)), None) => Some(format!("from {from}")),
            (None, Some((until, _))) => Some(format!("until {until}")),
            (Some((from, _)), Some((until, _))) => Some(format!("{from} to {until}")),
        }
    }

    /// All of it in a line: "Leanne Dicks, Team Manager (from May 2023)".
    pub fn words(&self) -> String {
        let mut words = self.name().to_owned();
        if let Some(post) = &self.post {
            words = if self.who == Who::PostHolder {
                plain(post)
            } else {
                format!("{words}, {}", plain(post))
            };
        }
        match self.time() {
            Some(time) => format!("{words} ({time})"),
            None => words,
        }
    }
}

/// Reads one from its line. `begun` is the first word of the line, where that belongs to it.
pub fn read(
    mut line: Cursor<'_>,
    begun: &str,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Holder> {
    let span = line.node.head;
    let mut holder = Holder { who: Who::ToBeConfirmed, post: None, from: None, until: None, span };
    if begun == "post" || line.keyword("post") {
        holder.who = Who::PostHolder;
        holder.post = Some(post(&mut line, resolver, diagnostics)?);
    } else if begun == "to" || line.keyword("to") {
        if !line.keyword("be") || !line.keyword("confirmed") {
            line.malformed(diagnostics);
            return None;
        }
    } else {
        let Some((name, place)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        holder.who = named(name, place, diagnostics);
    }
    if line.comma() {
        holder.post = Some(post(&mut line, resolver, diagnostics)?);
    }
    if line.keyword("from") {
        holder.from = Some(period(&mut line, resolver, diagnostics)?);
    }
    if line.keyword("until") {
        holder.until = Some(period(&mut line, resolver, diagnostics)?);
    }
    line.finish(diagnostics);
    Some(holder)
}

/// A person, or what stands in quotation marks where nobody is named yet.
fn named(name: &str, place: Span, diagnostics: &mut Diagnostics) -> Who {
    let letters: String = name.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    if ["tbc", "tba", "tobeconfirmed", "tobeannounced", "vacant", "vacancy"]
        .contains(&letters.as_str())
    {
        diagnostics.add(
            Diagnostic::error("syntax-error", place, format!("\"{name}\" is nobody's name"))
                .replace("where nobody is named yet, write", place, "to be confirmed"),
        );
        return Who::ToBeConfirmed;
    }
    Who::Named(name.to_owned())
}

/// A post: in quotation marks, or by the name of a `post` item.
fn post(
    line: &mut Cursor<'_>,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Inline>> {
    if let Some((words, place)) = line.text() {
        return Some(resolver.title(words, place, diagnostics));
    }
    let Some(name) = line.name() else {
        line.malformed(diagnostics);
        return None;
    };
    let words = resolver.scope.post(&name, diagnostics)?;
    Some(vec![Inline::Text(words, name.span)])
}

fn period(
    line: &mut Cursor<'_>,
    resolver: &Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<(Period, Span)> {
    let Some((literal, place)) = line.period() else {
        line.malformed(diagnostics);
        return None;
    };
    Some((resolver.scope.resolve(literal, place, diagnostics)?, place))
}
