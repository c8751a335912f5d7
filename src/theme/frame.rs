//! The page of a theme: its template, rendered with its settings.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, OutputSpanKind, UndefinedBehavior};
use toml::{Table, Value};

use super::{placed, read_text};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap, Span, World};

/// A theme's page as source of the typesetter, and where each piece of it was written.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The source.
    pub source: String,
    origins: Vec<Origin>,
}

#[derive(Clone, Debug)]
struct Origin {
    range: Range<usize>,
    span: Span,
    /// Whether the piece stands in the template letter by letter.
    verbatim: bool,
}

impl Frame {
    /// The place in the theme's files that a range of the source comes from.
    pub fn origin(&self, range: Range<usize>) -> Option<Span> {
        let at = self.origins.partition_point(|origin| origin.range.end <= range.start);
        let origin = self.origins.get(at)?;
        if !origin.verbatim {
            return Some(origin.span);
        }
        let start = origin.span.start + range.start.saturating_sub(origin.range.start);
        let end = origin.span.start + range.end.saturating_sub(origin.range.start);
        Some(Span { start, end: end.clamp(start, origin.span.end.max(start)), ..origin.span })
    }
}

/// Renders a template with the settings, each as an expression of the typesetter's language.
pub(super) fn render(
    name: &str,
    settings: &Table,
    world: &dyn World,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Frame> {
    let wanted = Arc::new(Mutex::new(None));
    let mut environment = environment(&wanted);
    let mut files: BTreeMap<String, FileId> = BTreeMap::new();
    let mut next = name.to_owned();
    let mut named_at = None;
    // The loader must own what it loads from, and the world is only lent: so a template that is asked for is noted,
    // read, and the rendering begun again.
    loop {
        let text = match read_text(world, &next) {
            Ok(text) => text,
            Err(reason) => {
                diagnostics.add(
                    placed("theme-invalid", named_at, format!("the template “{next}” {reason}"))
                        .help("a template is named from the folder of the one that names it"),
                );
                return None;
            }
        };
        let file = sources.find(&next).unwrap_or_else(|| sources.add(&next, text));
        files.insert(next.clone(), file);
        let text = sources.file(file).text.clone();
        let rendered = environment
            .add_template_owned(next.clone(), text)
            .and_then(|()| environment.get_template(name))
            .and_then(|template| template.render_with_spans(context(settings)));
        match rendered {
            Ok((source, spans)) => {
                let origins = spans.iter().filter_map(|span| {
                    let file = *files.get(span.name())?;
                    let Range { start, end } = span.source_range();
                    Some(Origin {
                        range: span.output_range(),
                        span: Span { file, start, end },
                        verbatim: span.kind() == OutputSpanKind::Raw,
                    })
                });
                let origins = origins.collect();
                return Some(Frame { source, origins });
            }
            Err(error) => {
                let missing = wanted.lock().ok().and_then(|mut wanted| wanted.take());
                match missing.filter(|missing| !files.contains_key(missing)) {
                    Some(missing) if is_missing(&error) => {
                        named_at = place(&error, &files, sources);
                        next = missing;
                    }
                    _ => {
                        diagnostics.add(broken(&error, &files, sources));
                        return None;
                    }
                }
            }
        }
    }
}

fn environment(wanted: &Arc<Mutex<Option<String>>>) -> Environment<'static> {
    let mut environment = Environment::new();
    let mut syntax = SyntaxConfig::builder();
    syntax.block_delimiters("<%", "%>").variable_delimiters("<<", ">>");
    syntax.comment_delimiters("<#", "#>").keep_trailing_newline(true);
    if let Ok(syntax) = syntax.build() {
        environment.set_syntax(syntax);
    }
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_path_join_callback(|name, parent| {
        let folder = parent.rsplit_once('/').map_or("", |(folder, _)| folder);
        super::join(folder, name).into()
    });
    let wanted = Arc::clone(wanted);
    environment.set_loader(move |name| {
        if let Ok(mut wanted) = wanted.lock() {
            *wanted = Some(name.to_owned());
        }
        Ok(None::<String>)
    });
    environment
}

/// The settings as a template sees them: `sizes.heading_1`, each an expression of Typst.
fn context(settings: &Table) -> minijinja::Value {
    let sections = settings.iter().filter_map(|(section, keys)| {
        let expressions = keys
            .as_table()?
            .iter()
            .filter_map(|(key, value)| Some((key.replace('-', "_"), expression(section, value)?)));
        Some((section.replace('-', "_"), expressions.collect::<BTreeMap<_, _>>()))
    });
    minijinja::Value::from(sections.collect::<BTreeMap<_, _>>())
}

fn expression(section: &str, value: &Value) -> Option<String> {
    let text = value.as_str()?;
    Some(match section {
        "sizes" | "page" | "tables" => text.to_owned(),
        "colours" => format!("rgb(\"{text}\")"),
        _ => typst_string(text),
    })
}

fn typst_string(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn is_missing(error: &Error) -> bool {
    chain(error).any(|error| error.kind() == ErrorKind::TemplateNotFound)
}

fn chain(error: &Error) -> impl Iterator<Item = &Error> {
    std::iter::successors(Some(error), |error| {
        std::error::Error::source(*error)?.downcast_ref::<Error>()
    })
}

/// Where it went wrong: the innermost error is the cause, those around it say which template included it.
fn place(error: &Error, files: &BTreeMap<String, FileId>, sources: &SourceMap) -> Option<Span> {
    let inner = chain(error).filter(|error| error.name().is_some()).last()?;
    let file = *files.get(inner.name()?)?;
    Some(match inner.range() {
        Some(range) => Span { file, start: range.start, end: range.end },
        None => sources.line(file, inner.line().unwrap_or(1)),
    })
}

fn broken(error: &Error, files: &BTreeMap<String, FileId>, sources: &SourceMap) -> Diagnostic {
    let cause = chain(error).last().unwrap_or(error);
    let detail = cause.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
    let message = format!("the theme's template is broken: {}{detail}", cause.kind());
    placed("theme-invalid", place(error, files, sources), message)
        .note(
            "Settings stand between << and >>, instructions between <% and %>; all else is Typst.",
        )
        .help("compare the template with the one of the theme `council`")
}
