//! Which words a paper uses: a `term` says which is used instead of others, and a `post` what else it is called.

use crate::diag::Diagnostics;
use crate::source::Span;
use crate::syntax::ast::Node;
use crate::syntax::spec::Cursor;

use super::posts;
use crate::paper::blocks::structure;

/// Words that are used, and those that are not.
#[derive(Clone, Debug)]
pub struct Term {
    /// What is written.
    pub proper: String,
    /// What is not.
    pub avoided: Vec<String>,
    /// Where the avoided words may stand all the same.
    pub except: Vec<String>,
    /// Whether it is the title of a post.
    pub post: bool,
    /// Where the proper words are declared.
    pub span: Span,
}

/// The terms and the posts that items declare. What is wrong with posts is reported where they are declared.
pub fn read(items: &[Node], sources: &[String], diagnostics: &mut Diagnostics) -> Vec<Term> {
    let mut terms = Vec::new();
    for item in items {
        match item.kind.text.as_str() {
            "term" => terms.extend(term(item, diagnostics)),
            "post" => {
                let post = posts::read(item, &mut Diagnostics::default());
                let also = post.filter(|(_, post)| !post.also.is_empty());
                terms.extend(also.map(|(_, post)| Term {
                    proper: post.title,
                    avoided: post.also,
                    except: Vec::new(),
                    post: true,
                    span: post.span,
                }));
            }
            _ => {}
        }
    }
    for term in &mut terms {
        term.except.extend(sources.iter().cloned());
    }
    terms
}

fn term(item: &Node, diagnostics: &mut Diagnostics) -> Option<Term> {
    let mut line = Cursor::head(item, structure::TERM.form);
    let proper = line.text();
    let (Some((proper, span)), true) = (proper, line.keyword("instead") && line.keyword("of"))
    else {
        line.malformed(diagnostics);
        return None;
    };
    let avoided = posts::texts(&mut line, diagnostics)?;
    let except =
        if line.keyword("except") { posts::texts(&mut line, diagnostics)? } else { Vec::new() };
    line.finish(diagnostics);
    Some(Term { proper: proper.to_owned(), avoided, except, post: false, span })
}
