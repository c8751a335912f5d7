//! What a kind of block allows, as data: from it come the unknown-attribute errors, the did-you-mean, and the reference
//! pages. The parser does not know it.

use super::ast::{Body, Figure, Name, Node, PeriodLiteral, Term, TermKind};
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::Span;

/// What a kind of block or item allows.
#[derive(Debug)]
pub struct BlockSpec {
    /// The first word of its line.
    pub kind: &'static str,
    /// How its line is written, such as `section name? "Title" { … }`.
    pub form: &'static str,
    /// What it is for, in a sentence or two.
    pub about: &'static str,
    /// What may stand in its braces, one line each; empty where nothing may, or where prose or blocks stand there.
    pub attributes: &'static [AttributeSpec],
    /// A short example that builds.
    pub example: &'static str,
}

/// One attribute of a block.
#[derive(Debug)]
pub struct AttributeSpec {
    /// The first word of its line.
    pub name: &'static str,
    /// How its line is written, such as `months A to B`.
    pub form: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// Whether there may be several.
    pub repeats: bool,
    /// Whether there must be one.
    pub required: bool,
}

impl AttributeSpec {
    /// One that may be left out.
    pub const fn optional(
        name: &'static str,
        form: &'static str,
        about: &'static str,
        repeats: bool,
    ) -> Self {
        Self { name, form, about, repeats, required: false }
    }
}

/// The attributes of one block, checked against its [`BlockSpec`].
#[derive(Debug)]
pub struct Attributes<'a> {
    nodes: Vec<&'a Node>,
    spec: &'static BlockSpec,
}

impl<'a> Attributes<'a> {
    /// Reads a block's attributes: unknown ones, doubled ones and missing ones are reported.
    pub fn read(node: &'a Node, spec: &'static BlockSpec, diagnostics: &mut Diagnostics) -> Self {
        let nodes: &[Node] = match &node.body {
            Some(Body::Nodes(nodes) | Body::Table(nodes, _)) => nodes,
            _ => &[],
        };
        let mut kept: Vec<&Node> = Vec::new();
        for attribute in nodes {
            let name = attribute.kind.text.as_str();
            let Some(known) = spec.attributes.iter().find(|known| known.name == name) else {
                diagnostics.add(unknown(attribute, spec));
                continue;
            };
            if !known.repeats
                && let Some(first) = kept.iter().find(|kept| kept.kind.text == name)
            {
                diagnostics.add(
                    Diagnostic::error(
                        "declared-twice",
                        attribute.kind.span,
                        format!("`{name}` stands twice in this `{}`", spec.kind),
                    )
                    .label(first.kind.span, "the first stands here")
                    .help("take one of them out"),
                );
                continue;
            }
            kept.push(attribute);
        }
        for missing in spec.attributes.iter().filter(|known| known.required) {
            if !kept.iter().any(|kept| kept.kind.text == missing.name) {
                diagnostics.add(
                    Diagnostic::error(
                        "attribute-missing",
                        node.head,
                        format!("this `{}` has no `{}`", spec.kind, missing.name),
                    )
                    .here(missing.about)
                    .help(format!("add a line `{}`", missing.form)),
                );
            }
        }
        Self { nodes: kept, spec }
    }

    /// The attribute with a name, if it stands there.
    pub fn get(&self, name: &str) -> Option<Cursor<'a>> {
        self.all(name).next()
    }

    /// All attributes with a name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = Cursor<'a>> {
        let form = self.form(name);
        self.nodes
            .iter()
            .filter(move |node| node.kind.text == name)
            .map(move |node| Cursor { node, terms: &node.terms, at: 0, form, missed: Vec::new() })
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// The text of an attribute that is a text, if it stands there; another form of it is reported.
    pub fn text(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<String> {
        let mut line = self.get(name)?;
        let found = line.text().map(|(text, _)| text.to_owned());
        line.done(found.is_some(), diagnostics);
        found
    }

    /// Whether an attribute that can only be one word stands there; another form of it is reported.
    pub fn word(&self, name: &str, word: &str, diagnostics: &mut Diagnostics) -> bool {
        let Some(mut line) = self.get(name) else { return false };
        let found = line.keyword(word);
        line.done(found, diagnostics);
        found
    }

    fn form(&self, name: &str) -> &'static str {
        self.spec.attributes.iter().find(|known| known.name == name).map_or("", |known| known.form)
    }
}

fn unknown(attribute: &Node, spec: &'static BlockSpec) -> Diagnostic {
    let name = attribute.kind.text.as_str();
    let message = if name.is_empty() {
        format!("a line in `{}` begins with a name", spec.kind)
    } else {
        format!("`{}` has no attribute `{name}`", spec.kind)
    };
    let diagnostic = Diagnostic::error("attribute-unknown", attribute.kind.span, message);
    let names = || spec.attributes.iter().map(|known| known.name);
    match did_you_mean(name, names()) {
        Some(meant) => {
            diagnostic.replace(format!("did you mean `{meant}`?"), attribute.kind.span, meant)
        }
        None if spec.attributes.is_empty() => {
            diagnostic.note(format!("`{}` has no attributes", spec.kind))
        }
        None => diagnostic.note(format!(
            "`{}` has: {}.",
            spec.kind,
            names().collect::<Vec<_>>().join(", ")
        )),
    }
}

/// The words of one line, read one after the other.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    /// The line.
    pub node: &'a Node,
    terms: &'a [Term],
    at: usize,
    form: &'static str,
    /// What was looked for in vain, and where: what is missing, if nothing else will do there.
    missed: Vec<(usize, Missed)>,
}

/// Something that a line does not have where it was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Missed {
    Text,
    Name,
    Period,
    Figure,
    Comma,
    Keyword(String),
}

impl Missed {
    fn in_words(&self) -> String {
        match self {
            Self::Text => "a text in quotation marks".to_owned(),
            Self::Name => "a name".to_owned(),
            Self::Period => "a period or a date".to_owned(),
            Self::Figure => "a figure".to_owned(),
            Self::Comma => "a comma".to_owned(),
            Self::Keyword(word) => format!("`{word}`"),
        }
    }
}

impl<'a> Cursor<'a> {
    /// A cursor over the words of a block's own line.
    pub fn head(node: &'a Node, form: &'static str) -> Self {
        Self { node, terms: &node.terms, at: 0, form, missed: Vec::new() }
    }

    /// The next word, without taking it.
    pub fn peek(&self) -> Option<&'a Term> {
        self.terms.get(self.at)
    }

    /// Takes the next word, whatever it is.
    pub fn take(&mut self) -> Option<&'a Term> {
        let term = self.terms.get(self.at)?;
        self.at += 1;
        Some(term)
    }

    /// Takes a text in quotes.
    pub fn text(&mut self) -> Option<(&'a str, Span)> {
        match self.peek() {
            Some(Term { kind: TermKind::Text(text), span }) => {
                self.at += 1;
                Some((text, *span))
            }
            _ => self.miss(Missed::Text),
        }
    }

    /// Takes a name or any other word.
    pub fn name(&mut self) -> Option<Name> {
        match self.peek() {
            Some(Term { kind: TermKind::Word(word), span }) => {
                self.at += 1;
                Some(Name { text: word.clone(), span: *span })
            }
            _ => self.miss(Missed::Name),
        }
    }

    /// Takes a certain word, if it comes next.
    pub fn keyword(&mut self, word: &str) -> bool {
        let found =
            matches!(self.peek(), Some(Term { kind: TermKind::Word(next), .. }) if next == word);
        self.at += usize::from(found);
        if !found {
            self.miss::<()>(Missed::Keyword(word.to_owned()));
        }
        found
    }

    /// Takes a certain mark, if it comes next.
    pub fn symbol(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Some(Term { kind: TermKind::Symbol(next), .. }) if next == symbol);
        self.at += usize::from(found);
        found
    }

    /// Takes a comma, if it comes next.
    pub fn comma(&mut self) -> bool {
        let found = matches!(self.peek(), Some(Term { kind: TermKind::Comma, .. }));
        self.at += usize::from(found);
        if !found {
            self.miss::<()>(Missed::Comma);
        }
        found
    }

    /// Takes a period or a date.
    pub fn period(&mut self) -> Option<(PeriodLiteral, Span)> {
        match self.peek() {
            Some(Term { kind: TermKind::Period(period), span }) => {
                self.at += 1;
                Some((*period, *span))
            }
            _ => self.miss(Missed::Period),
        }
    }

    /// Takes a figure.
    pub fn figure(&mut self) -> Option<(Figure, Span)> {
        match self.peek() {
            Some(Term { kind: TermKind::Figure(figure), span }) => {
                self.at += 1;
                Some((*figure, *span))
            }
            _ => self.miss(Missed::Figure),
        }
    }

    /// Takes names with commas between them.
    pub fn names(&mut self) -> Vec<Name> {
        let mut names = Vec::new();
        while let Some(name) = self.name() {
            names.push(name);
            if !self.comma() {
                break;
            }
        }
        names
    }

    /// Whether all words are taken.
    pub fn is_done(&self) -> bool {
        self.at >= self.terms.len()
    }

    /// The place of what comes next, or of the whole line where nothing does.
    pub fn place(&self) -> Span {
        self.peek().map_or(self.node.head, |term| term.span)
    }

    /// The place from the next word to the end of the line.
    pub fn rest(&self) -> Span {
        match (self.peek(), self.terms.last()) {
            (Some(next), Some(last)) => next.span.to(last.span),
            _ => self.node.head.after(),
        }
    }

    fn miss<T>(&mut self, missed: Missed) -> Option<T> {
        self.missed.push((self.at, missed));
        None
    }

    /// Reports that a comma is missing before the next word.
    pub fn comma_missing(&self, diagnostics: &mut Diagnostics) {
        let before = self.at.checked_sub(1).and_then(|before| self.terms.get(before));
        let place = before.map_or(self.node.kind.span, |before| before.span).after();
        diagnostics.add(
            Diagnostic::error("syntax-error", self.place(), "a comma is missing before this")
                .replace("write", place, ","),
        );
    }

    /// Reports that the line is not written as it should be, unless one of its words was reported already.
    pub fn malformed(&self, diagnostics: &mut Diagnostics) {
        self.unfit(true, diagnostics);
    }

    /// Reports what is left over of a line that was read, or that it is not written as it should be.
    pub fn done(&self, read: bool, diagnostics: &mut Diagnostics) {
        if read {
            self.finish(diagnostics);
        } else {
            self.malformed(diagnostics);
        }
    }

    /// Reports what is left over.
    pub fn finish(&self, diagnostics: &mut Diagnostics) {
        if !self.is_done() {
            self.unfit(false, diagnostics);
        }
    }

    /// Reports what cannot be read: the word that was meant, or what is missing where something had to come.
    fn unfit(&self, required: bool, diagnostics: &mut Diagnostics) {
        if self.terms.iter().any(|term| term.kind == TermKind::Error) {
            return;
        }
        let here = self.place();
        let mut missed: Vec<&Missed> =
            self.missed.iter().filter(|(at, _)| *at == self.at).map(|(_, missed)| missed).collect();
        missed.dedup();
        let error = |here: Span, message: &str| Diagnostic::error("syntax-error", here, message);
        let keywords = missed.iter().filter_map(|missed| match missed {
            Missed::Keyword(word) => Some(word.as_str()),
            _ => None,
        });
        let meant = match self.peek() {
            Some(Term { kind: TermKind::Word(word), .. }) => did_you_mean(word, keywords),
            _ => None,
        };
        let listed =
            matches!(self.peek(), Some(Term { kind: TermKind::Word(_) | TermKind::Text(_), .. }));
        if meant.is_none() && listed && missed.contains(&&Missed::Comma) {
            return self.comma_missing(diagnostics);
        }
        let mut diagnostic = match (missed.as_slice(), self.peek()) {
            _ if meant.is_some() => error(here, "this cannot be read here"),
            ([.., Missed::Text], Some(Term { kind: TermKind::Word(_), .. })) => {
                let (words, here) = self.words();
                error(here, "this text stands in no quotation marks").replace(
                    "write",
                    here,
                    format!("\"{words}\""),
                )
            }
            ([Missed::Keyword(word)], Some(Term { kind: TermKind::Symbol(symbol), .. }))
                if required =>
            {
                error(here, &format!("`{symbol}` stands where `{word}` is needed")).replace(
                    "write",
                    here,
                    word.as_str(),
                )
            }
            ([Missed::Keyword(word)], Some(_)) if required => {
                let message = format!("`{word}` is missing before this");
                error(here, &message).replace(
                    "write",
                    Span { end: here.start, ..here },
                    format!("{word} "),
                )
            }
            ([.., missed], None) if required => {
                let kind = self.node.kind.text.as_str();
                let kind =
                    if kind.is_empty() { "this line".to_owned() } else { format!("this `{kind}`") };
                error(here, &format!("{kind} is not finished: {} is missing", missed.in_words()))
            }
            (_, None) => error(here, "this is not finished"),
            (_, Some(_)) => error(here, "this cannot be read here"),
        };
        if let Some(meant) = meant {
            diagnostic = diagnostic.replace(format!("did you mean `{meant}`?"), here, meant);
        }
        let mended = diagnostic.helps.iter().any(|help| help.replacement.is_some());
        if !self.form.is_empty() && !mended {
            diagnostic = diagnostic.help(format!("it is written: `{}`", self.form));
        }
        diagnostics.add(diagnostic);
    }

    /// The words here that are meant to be a text. A word with a capital before them, which was taken for a name, is one
    /// of them: names are in small letters.
    fn words(&self) -> (String, Span) {
        let word = |at: usize| match self.terms.get(at) {
            Some(Term { kind: TermKind::Word(word), .. }) => Some(word.as_str()),
            _ => None,
        };
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let mut first = self.at;
        while first > 0 && word(first - 1).is_some_and(capital) {
            first -= 1;
        }
        let words: Vec<&str> = (first..).map_while(word).collect();
        let last = first + words.len().saturating_sub(1);
        let span = match (self.terms.get(first), self.terms.get(last)) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => self.place(),
        };
        (words.join(" "), span)
    }
}
