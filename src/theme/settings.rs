//! `theme.toml`: read, checked, and laid over the settings of `council`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::{Spanned, Table, Value};

use super::contrast::contrast;
use super::measures::{Colour, Length};
use super::placed;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::{FileId, SourceMap, Span};

/// Everything that a theme sets: the keys of `theme.toml`, section by section.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What the theme says of itself.
    pub theme: About,
    /// The fonts.
    pub fonts: Fonts,
    /// The sizes of type.
    pub sizes: Sizes,
    /// The colours.
    pub colours: Colours,
    /// The measures of the page.
    pub page: Page,
    /// The measures of tables.
    pub tables: Tables,
    /// How pictures are printed.
    pub pictures: Pictures,
    /// The words that the theme prints.
    pub words: Words,
}

/// What a theme says of itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Its name for people.
    pub title: String,
}

/// The fonts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fonts {
    /// The family that the paper is set in.
    pub family: String,
    /// The files, relative to the theme's folder, or of a built-in theme.
    pub files: Vec<String>,
}

/// The sizes of type.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the keys are explained where a designer reads them: themes/council/theme.toml"
)]
pub struct Sizes {
    pub body: Length,
    pub title: Length,
    pub subtitle: Length,
    pub council: Length,
    pub heading_1: Length,
    pub heading_2: Length,
    pub heading_3: Length,
    pub heading_4: Length,
    pub caption: Length,
    pub table: Length,
    pub dense_table: Length,
    pub wide_table: Length,
    pub widest_table: Length,
    pub notes: Length,
    pub chart: Length,
    pub margin: Length,
}

/// The colours.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the keys are explained where a designer reads them: themes/council/theme.toml"
)]
pub struct Colours {
    pub text: Colour,
    pub heading: Colour,
    pub muted: Colour,
    pub link: Colour,
    pub rule: Colour,
    pub table_head: Colour,
    pub table_head_text: Colour,
    pub table_rule: Colour,
    pub good: Colour,
    pub bad: Colour,
    pub neutral: Colour,
    pub draft: Colour,
    pub series_1: Colour,
    pub series_2: Colour,
    pub series_3: Colour,
    pub series_4: Colour,
    pub range: Colour,
}

/// The measures of the page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the keys are explained where a designer reads them: themes/council/theme.toml"
)]
pub struct Page {
    pub top: Length,
    pub bottom: Length,
    pub left: Length,
    pub right: Length,
    pub wide_side: Length,
    pub indent: Length,
}

/// How pictures are printed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pictures {
    /// The most pixels an inch.
    pub resolution: u32,
    /// Fewer pixels an inch than these look blurred.
    pub coarse: u32,
    /// A paper with more megabytes is too large.
    pub paper_megabytes: u32,
}

/// The measures of tables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the keys are explained where a designer reads them: themes/council/theme.toml"
)]
pub struct Tables {
    pub pad: Length,
    pub dense_pad: Length,
    pub wide_pad: Length,
    pub widest_pad: Length,
}

/// The words that the theme prints.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the keys are explained where a designer reads them: themes/council/theme.toml"
)]
pub struct Words {
    pub page: String,
    pub contents: String,
    pub draft: String,
    pub continued: String,
}

/// Settings as they were read, with the places of the keys that stand in the file.
pub(super) struct Read {
    pub(super) settings: Settings,
    pub(super) spans: BTreeMap<String, Span>,
}

type Sections = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<Value>>>;

/// Reads a file that is already a source; also returns the settings as a table, for templates.
///
/// A key that is wrong is reported and keeps the value of `council`, so that all mistakes are found at once.
pub(super) fn read(
    file: FileId,
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) -> (Option<Read>, Table) {
    let mut merged = council();
    let mut spans = BTreeMap::new();
    match toml::from_str::<Sections>(&sources.file(file).text) {
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            let span = Span { file, start: range.start, end: range.end };
            diagnostics.add(
                Diagnostic::error(
                    "theme-invalid",
                    span,
                    "theme.toml cannot be read as TOML sections",
                )
                .note(format!("The reader says: {}.", error.message()))
                .help("write `key = \"value\"` under a section such as `[colours]`"),
            );
        }
        Ok(sections) => {
            for (section, keys) in sections {
                overlay(&mut merged, &section, keys, file, &mut spans, diagnostics);
            }
        }
    }
    let read =
        match Settings::deserialize(merged.clone()) {
            Ok(settings) => Some(Read { settings, spans }),
            Err(error) => {
                // Every key was checked above: what is still wrong is wrong in `council`.
                diagnostics.add(placed("theme-invalid", None, format!(
                "the built-in theme `council` is broken, which is a defect of Paperwright: {}",
                error.message()
            )));
                None
            }
        };
    if let Some(read) = &read {
        check_access(read, diagnostics);
    }
    (read, merged)
}

/// The settings of `council`: the defaults, and the list of the keys that there are.
fn council() -> Table {
    toml::from_str(include_str!("../../themes/council/theme.toml")).unwrap_or_default()
}

fn overlay(
    merged: &mut Table,
    section: &Spanned<String>,
    keys: BTreeMap<Spanned<String>, Spanned<Value>>,
    file: FileId,
    spans: &mut BTreeMap<String, Span>,
    diagnostics: &mut Diagnostics,
) {
    let place = |range: std::ops::Range<usize>| Span { file, start: range.start, end: range.end };
    let name = section.get_ref().as_str();
    if !merged.contains_key(name) {
        let known = merged.keys().map(String::as_str);
        diagnostics.add(unknown("section", name, place(section.span()), known));
        return;
    }
    let Some(Value::Table(known)) = merged.get_mut(name) else { return };
    for (key, value) in keys {
        let Some(default) = known.get(key.get_ref().as_str()) else {
            let names = known.keys().map(String::as_str);
            diagnostics.add(unknown("key", key.get_ref(), place(key.span()), names));
            continue;
        };
        let span = place(value.span());
        match check(name, value.get_ref(), default) {
            Ok(()) => {
                spans.insert(format!("{name}.{}", key.get_ref()), span);
                known.insert(key.into_inner(), value.into_inner());
            }
            Err(wrong) => diagnostics.add(
                Diagnostic::error(
                    "theme-invalid",
                    span,
                    format!("{wrong} (`{}` in [{name}])", key.get_ref()),
                )
                .help(format!("the theme `council` has {default}")),
            ),
        }
    }
}

fn unknown<'a>(
    what: &str,
    name: &str,
    span: Span,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<_> = known.collect();
    let diagnostic =
        Diagnostic::error("theme-invalid", span, format!("a theme has no {what} `{name}`"));
    match did_you_mean(name, known.iter().copied()) {
        Some(meant) => diagnostic.replace(format!("did you mean `{meant}`?"), span, meant),
        None => diagnostic.help(format!("what there is: {}", known.join(", "))),
    }
}

/// Whether a value will do: its section says what it must be, and `council` what words it must hold.
fn check(section: &str, value: &Value, default: &Value) -> Result<(), String> {
    match (value, default) {
        (Value::String(text), Value::String(default)) => match section {
            "sizes" | "page" | "tables" => Length::try_from(text.clone()).map(drop),
            "colours" => Colour::try_from(text.clone()).map(drop),
            "words" => check_placeholders(text, default),
            _ => Ok(()),
        },
        (Value::Integer(1..=9999), Value::Integer(_)) => Ok(()),
        (_, Value::Integer(_)) => {
            Err("this must be a whole number, without quotation marks".to_owned())
        }
        (Value::Array(items), Value::Array(_)) if items.iter().all(Value::is_str) => Ok(()),
        (_, Value::Array(_)) => Err("this must be a list of texts in quotation marks".to_owned()),
        (other, _) => Err(format!("{other} must be a text in quotation marks")),
    }
}

fn check_placeholders(text: &str, default: &str) -> Result<(), String> {
    let known = placeholders(default);
    for name in placeholders(text) {
        if !known.contains(&name) {
            return Err(match did_you_mean(name, known.iter().copied()) {
                Some(meant) => format!("{{{name}}} means nothing here; did you mean {{{meant}}}?"),
                None => format!("{{{name}}} means nothing here"),
            });
        }
    }
    Ok(())
}

fn placeholders(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// Warns of what many people cannot read.
fn check_access(read: &Read, diagnostics: &mut Diagnostics) {
    let Read { settings, spans } = read;
    let colours = &settings.colours;
    let white = Colour { red: 255, green: 255, blue: 255 };
    let pairs = [
        ("text", colours.text, white, "the page"),
        ("heading", colours.heading, white, "the page"),
        ("muted", colours.muted, white, "the page"),
        ("link", colours.link, white, "the page"),
        ("good", colours.good, white, "the page"),
        ("bad", colours.bad, white, "the page"),
        ("neutral", colours.neutral, white, "the page"),
        ("table-head-text", colours.table_head_text, colours.table_head, "`table-head`"),
    ];
    let mut warn = |key: String, message: String, help: &str| {
        let warning = placed("theme-inaccessible", spans.get(&key).copied(), message);
        let warning = Diagnostic { severity: crate::diag::Severity::Warning, ..warning };
        diagnostics.add(warning.help(help));
    };
    for (key, colour, ground, on) in pairs {
        let found = contrast(colour, ground);
        if found < 450 {
            let ratio = Decimal::new(found.into(), 2).normalize();
            warn(
                format!("colours.{key}"),
                format!("`{key}` {colour} on {on} has a contrast of {ratio} to 1, below 4.5 to 1"),
                "take a darker colour; WCAG 2.2 (1.4.3) wants at least 4.5 to 1 for text",
            );
        }
    }
    // What is drawn is told from the page at a lower contrast than words are.
    let drawn = [
        ("series-1", colours.series_1),
        ("series-2", colours.series_2),
        ("series-3", colours.series_3),
        ("series-4", colours.series_4),
    ];
    for (key, colour) in drawn {
        let found = contrast(colour, white);
        if found < 300 {
            let ratio = Decimal::new(found.into(), 2).normalize();
            warn(
                format!("colours.{key}"),
                format!(
                    "`{key}` {colour} on the page has a contrast of {ratio} to 1, below 3 to 1"
                ),
                "take a darker colour; WCAG 2.2 (1.4.11) wants at least 3 to 1 for what a chart draws",
            );
        }
    }
    let sizes = &settings.sizes;
    let least = [
        ("body", &sizes.body, 12),
        ("caption", &sizes.caption, 8),
        ("table", &sizes.table, 8),
        ("dense-table", &sizes.dense_table, 8),
        ("wide-table", &sizes.wide_table, 8),
        ("widest-table", &sizes.widest_table, 8),
        ("notes", &sizes.notes, 8),
        ("chart", &sizes.chart, 8),
        ("margin", &sizes.margin, 8),
    ];
    for (key, size, least) in least {
        if size.points() < Decimal::from(least) {
            warn(
                format!("sizes.{key}"),
                format!("`{key}` is set in {size}, below {least}pt"),
                "take a larger size: guidance for public papers asks for 12pt in running text",
            );
        }
    }
}
