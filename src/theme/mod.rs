//! House styles: a folder with sizes, colours, words, fonts and a template, loaded and checked.
//!
//! ```text
//! theme.toml           settings; every key that there is stands in themes/council/theme.toml, with a line on it
//! template.typ.jinja   the page, for PDF: minijinja over Typst, between << >> and <% %>
//! fonts/               the font files, with their licence
//! ```
//!
//! What a folder leaves out is as in `council`. `@council/…` and `@plain/…` name the files of the built-in styles, so a
//! style need not copy a font or a template to use it, and may extend a template and change some of its blocks.
//!
//! A built-in style: a folder in `themes/`, its files in `BUILT_IN`. A setting: a key in `themes/council/theme.toml`
//! and its field in `settings.rs`; its section says what it is checked for.

mod contrast;
mod frame;
mod measures;
mod settings;

use std::borrow::Cow;

use crate::diag::{Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::source::{ReadError, SourceMap, Span, World};

pub use frame::Frame;
pub use measures::{Colour, Length};
pub use settings::{About, Colours, Fonts, Page, Settings, Sizes, Tables, Words};

/// The style of a paper that names none.
pub const DEFAULT: &str = "council";

/// The files of the built-in styles.
const BUILT_IN: &[(&str, &[u8])] = &[
    ("@council/theme.toml", include_bytes!("../../themes/council/theme.toml")),
    ("@council/template.typ.jinja", include_bytes!("../../themes/council/template.typ.jinja")),
    (
        "@council/fonts/LiberationSans-Regular.ttf",
        include_bytes!("../../themes/council/fonts/LiberationSans-Regular.ttf"),
    ),
    (
        "@council/fonts/LiberationSans-Bold.ttf",
        include_bytes!("../../themes/council/fonts/LiberationSans-Bold.ttf"),
    ),
    (
        "@council/fonts/LiberationSans-Italic.ttf",
        include_bytes!("../../themes/council/fonts/LiberationSans-Italic.ttf"),
    ),
    (
        "@council/fonts/LiberationSans-BoldItalic.ttf",
        include_bytes!("../../themes/council/fonts/LiberationSans-BoldItalic.ttf"),
    ),
    ("@plain/theme.toml", include_bytes!("../../themes/plain/theme.toml")),
    ("@plain/template.typ.jinja", include_bytes!("../../themes/plain/template.typ.jinja")),
];

/// The names of the built-in styles.
pub fn built_in() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().filter_map(|(path, _)| path.strip_prefix('@')?.strip_suffix("/theme.toml"))
}

/// A house style, ready to print with.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The name or the folder it was asked for by.
    pub name: String,
    /// What it sets.
    pub settings: Settings,
    /// Its page, with the settings put in.
    pub frame: Frame,
    /// Its font files, whole.
    pub fonts: Vec<Cow<'static, [u8]>>,
    /// The paths of its font files, in the same order.
    pub font_files: Vec<String>,
}

impl Theme {
    /// Whether it comes with Paperwright, so that what is wrong with it is a defect of ours.
    pub fn is_built_in(&self) -> bool {
        built_in().any(|name| name == self.name)
    }
}

/// Loads a style: a built-in one by its name, another by the path of its folder.
///
/// Every mistake in it is reported, an unknown name at the place where a paper has it; `None` if one of them keeps the
/// style from being used.
pub fn load(
    name: &str,
    place: Option<Span>,
    world: &dyn World,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Theme> {
    let folder = if built_in().any(|known| known == name) {
        format!("@{name}")
    } else {
        name.trim_end_matches('/').to_owned()
    };
    let path = format!("{folder}/theme.toml");
    let text = match read_text(world, &path) {
        Ok(text) => text,
        Err(reason) => {
            diagnostics.add(unknown(name, place, &path, &reason));
            return None;
        }
    };
    let mut found = Diagnostics::default();
    let file = sources.add(&path, text);
    let (settings, values) = settings::read(file, sources, &mut found);
    let fonts = settings.as_ref().map(|read| load_fonts(read, &folder, world, &mut found));
    let own = format!("{folder}/template.typ.jinja");
    let template = match world_or_built_in(world, &own) {
        Err(ReadError::NotFound) => format!("@{DEFAULT}/template.typ.jinja"),
        _ => own,
    };
    let frame = frame::render(&template, &values, world, sources, &mut found);
    let failed = found.has_errors();
    for diagnostic in found.sorted() {
        diagnostics.add(diagnostic.clone());
    }
    let (settings, fonts, frame) = (settings?.settings, fonts?, frame?);
    let font_files = settings.fonts.files.iter().map(|name| join(&folder, name)).collect();
    (!failed).then(|| Theme { name: name.to_owned(), settings, frame, fonts, font_files })
}

fn load_fonts(
    read: &settings::Read,
    folder: &str,
    world: &dyn World,
    diagnostics: &mut Diagnostics,
) -> Vec<Cow<'static, [u8]>> {
    let mut fonts = Vec::new();
    for name in &read.settings.fonts.files {
        let path = join(folder, name);
        let wrong = match world_or_built_in(world, &path) {
            Ok(bytes) if is_font(&bytes) => {
                fonts.push(bytes);
                continue;
            }
            Ok(_) => "is not a font: TTF, OTF and TTC can be used".to_owned(),
            Err(error) => reason(&error),
        };
        let span = read.spans.get("fonts.files").copied();
        diagnostics.add(
            placed("theme-invalid", span, format!("the theme's font file “{name}” {wrong}"))
                .note(format!("It was looked for at “{path}”."))
                .help("put the font there, with its licence, or take its line out of `files`"),
        );
    }
    fonts
}

/// Whether a file begins as fonts do.
fn is_font(bytes: &[u8]) -> bool {
    let beginnings = [b"\0\x01\0\0", b"OTTO", b"ttcf", b"true"];
    beginnings.iter().any(|beginning| bytes.starts_with(*beginning))
}

fn unknown(name: &str, place: Option<Span>, path: &str, reason: &str) -> Diagnostic {
    let known: Vec<_> = built_in().collect();
    let message = format!("there is no theme `{name}`: {path} {reason}");
    let diagnostic = match place {
        Some(place) => Diagnostic::error("theme-unknown", place, message),
        None => unplaced("theme-unknown", Severity::Error, message),
    }
    .note(format!("The built-in themes are {}.", known.join(" and ")));
    match (did_you_mean(name, known), place) {
        (Some(meant), Some(place)) => {
            diagnostic.replace(format!("did you mean `{meant}`?"), place, meant)
        }
        (Some(meant), None) => diagnostic.help(format!("did you mean `{meant}`?")),
        (None, _) => {
            diagnostic.help("give a built-in name, or the path of a folder with a theme.toml")
        }
    }
}

/// The bytes of a theme's file, from the disk or from the built-in styles.
fn world_or_built_in(world: &dyn World, path: &str) -> Result<Cow<'static, [u8]>, ReadError> {
    if path.starts_with('@') {
        let file = BUILT_IN.iter().find(|(known, _)| *known == path);
        return file.map(|(_, bytes)| Cow::Borrowed(*bytes)).ok_or(ReadError::NotFound);
    }
    world.read(path).map(Cow::Owned)
}

fn read_text(world: &dyn World, path: &str) -> Result<String, String> {
    let bytes = world_or_built_in(world, path).map_err(|error| reason(&error))?;
    String::from_utf8(bytes.into_owned()).map_err(|_| "is not text in UTF-8".to_owned())
}

fn reason(error: &ReadError) -> String {
    match error {
        ReadError::NotFound => "does not exist".to_owned(),
        ReadError::Unreadable(reason) => format!("cannot be read: {reason}"),
    }
}

/// A file named by a theme: beside the theme's own, or a built-in style's.
fn join(folder: &str, name: &str) -> String {
    if name.starts_with('@') { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A diagnostic that has no place.
fn unplaced(code: &'static str, severity: Severity, message: String) -> Diagnostic {
    let diagnostic = Diagnostic::error(code, Span::default(), message);
    Diagnostic { severity, primary: None, ..diagnostic }
}

/// An error at a place, if it has one.
fn placed(code: &'static str, span: Option<Span>, message: String) -> Diagnostic {
    match span {
        Some(span) => Diagnostic::error(code, span, message),
        None => unplaced(code, Severity::Error, message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemoryWorld;

    fn loaded(name: &str, files: &[(&str, &str)]) -> (Option<Theme>, Vec<String>) {
        let mut world = MemoryWorld::default();
        for (path, text) in files {
            world.files.insert((*path).to_owned(), text.as_bytes().to_vec());
        }
        let mut diagnostics = Diagnostics::default();
        let theme = load(name, None, &world, &mut SourceMap::default(), &mut diagnostics);
        let said = diagnostics.sorted().iter().map(|said| said.message.clone()).collect();
        (theme, said)
    }

    #[test]
    fn built_in_themes_load_without_a_word() {
        for name in built_in() {
            let (theme, said) = loaded(name, &[]);
            assert_eq!(said, Vec::<String>::new());
            assert!(theme.unwrap().is_built_in());
        }
    }

    #[test]
    fn a_folder_changes_what_it_names_and_inherits_the_rest() {
        let settings = "[colours]\nheading = \"#660066\"";
        let (theme, said) = loaded("ours", &[("ours/theme.toml", settings)]);
        assert_eq!(said, Vec::<String>::new());
        let theme = theme.unwrap();
        assert_eq!(theme.settings.colours.heading.to_string(), "#660066");
        assert_eq!(theme.fonts.len(), 4);
        assert!(theme.frame.source.contains("rgb(\"#660066\")"));
    }

    #[test]
    fn every_mistake_of_a_theme_is_found_at_once() {
        let settings = "[sizes]\nbody = \"11pt\"\nbdy = \"12pt\"\n[colours]\ntext = \"#999999\"\nbad = \"red\"";
        let (theme, said) = loaded("ours/", &[("ours/theme.toml", settings)]);
        assert!(theme.is_none());
        assert_eq!(said.len(), 4, "{said:?}");
    }

    #[test]
    fn settings_cannot_become_code() {
        let settings = "[words]\ncontents = 'A \"]) #panic() \\ B'";
        let (theme, _) = loaded("ours", &[("ours/theme.toml", settings)]);
        assert!(theme.unwrap().frame.source.contains(r#""A \"]) #panic() \\ B""#));
    }
}
