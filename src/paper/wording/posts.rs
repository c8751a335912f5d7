//! Posts: their titles are written once, and what else they are called is known.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::resolve::Resolver;
use crate::paper::scope::{Scope, unknown};
use crate::paper::wording::records::Wording;
use crate::source::Span;
use crate::syntax::ast::{Body, Name, Node, Term, TermKind};
use crate::syntax::spec::Cursor;

use crate::paper::blocks::structure;

/// A post.
#[derive(Clone, Debug)]
pub struct Post {
    /// Its title.
    pub title: String,
    /// What else it is called, and is not to be.
    pub also: Vec<String>,
    /// Where its title stands.
    pub span: Span,
}

/// The name and the post that an item declares; `None` where it cannot be read.
pub fn read(item: &Node, diagnostics: &mut Diagnostics) -> Option<(Name, Post)> {
    let mut line = Cursor::head(item, structure::POST.form);
    let (Some(name), Some((title, span))) = (line.name(), line.text()) else {
        line.malformed(diagnostics);
        return None;
    };
    let mut post = Post { title: title.to_owned(), also: Vec::new(), span };
    if line.keyword("also") {
        post.also = texts(&mut line, diagnostics)?;
    }
    line.finish(diagnostics);
    Some((name, post))
}

/// Texts with commas between them.
pub(super) fn texts(line: &mut Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    loop {
        let Some((text, _)) = line.text() else {
            line.malformed(diagnostics);
            return None;
        };
        texts.push(text.to_owned());
        if !line.comma() {
            return Some(texts);
        }
    }
}

/// The `paper` item with the titles of posts in the place of their names: `signed "Lucy Townsend", director`.
pub(in crate::paper) fn filled(
    paper: &Node,
    items: &[Node],
    diagnostics: &mut Diagnostics,
) -> Node {
    let mut paper = paper.clone();
    let posts: Vec<(Name, Post)> = items
        .iter()
        .filter(|item| item.kind.text == "post")
        .filter_map(|item| read(item, &mut Diagnostics::default()))
        .collect();
    let Some(Body::Nodes(lines)) = &mut paper.body else { return paper };
    for line in lines {
        for at in 2..line.terms.len() {
            let behind_text = matches!(
                line.terms.get(at - 2..at),
                Some([Term { kind: TermKind::Text(_), .. }, Term { kind: TermKind::Comma, .. }])
            );
            let Some(Term { kind, span }) = line.terms.get_mut(at).filter(|_| behind_text) else {
                continue;
            };
            let TermKind::Word(word) = kind else { continue };
            let known = posts.iter().find(|(name, _)| name.text == *word);
            if known.is_none() {
                let name = Name { text: word.clone(), span: *span };
                let names = posts.iter().map(|(name, _)| name.text.as_str());
                diagnostics.add(no_post(&name, names));
            }
            *kind = TermKind::Text(known.map_or(String::new(), |(_, post)| post.title.clone()));
        }
    }
    paper
}

/// A name that no post has.
fn no_post<'k>(name: &Name, known: impl Iterator<Item = &'k str>) -> Diagnostic {
    let message = format!("there is no post `{}`", name.text);
    unknown(name, message, known).help(format!(
        "declare it: `post {} \"Its title\"` at the very start of a line, or write the title in quotes",
        name.text
    ))
}

impl Resolver<'_, '_> {
    /// Declares the posts of a paper, which are wordings too: `{director}` prints the title.
    pub(super) fn declare_posts(&mut self, items: &[Node], diagnostics: &mut Diagnostics) {
        for item in items.iter().filter(|item| item.kind.text == "post") {
            let Some((name, post)) = read(item, diagnostics) else {
                self.breaks(item);
                continue;
            };
            if self.is_free(&name, diagnostics) {
                let (start, end) = (post.span.start + 1, post.span.end.saturating_sub(1));
                let span = Span { start, end, ..post.span };
                let wording = Wording { words: post.title.clone(), span };
                self.scope.records.texts.insert(name.text.clone(), wording);
                self.scope.records.posts.insert(name.text, post);
            }
        }
    }
}

impl Scope<'_> {
    /// The title of a post; an unknown one is reported.
    pub fn post(&self, name: &Name, diagnostics: &mut Diagnostics) -> Option<String> {
        if let Some(post) = self.records.posts.get(&name.text) {
            return Some(post.title.clone());
        }
        if self.is_broken(&name.text) {
            return None;
        }
        let known = self.records.posts.keys().map(String::as_str);
        diagnostics.add(no_post(name, known));
        None
    }
}
