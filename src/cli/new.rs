//! `paperwright new`: begins a paper.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::disk::Disk;
use super::{CannotRun, Outcome, output, papers, streams};
use crate::compile;
use crate::diag::{did_you_mean, human};

/// Begin a paper: a file that has all that a standard asks for, to be filled in
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    paperwright new                                            the standards that there are\n  \
    paperwright new reports/fostering --standard cabinet       a folder with a paper, its model and its data\n  \
    paperwright new reports/fostering/update.paper --standard panel\n\n\
    A standard of your own stands in the folder of your theme, as standards/NAME.standard. Nothing is ever written over.")]
pub(super) struct Arguments {
    /// A new folder, or a new file that ends in .paper
    #[arg(value_name = "PATH")]
    path: Option<String>,
    /// What the paper must be like
    #[arg(long, value_name = "NAME")]
    standard: Option<String>,
    /// The folder of a house style, with standards of its own
    #[arg(long, value_name = "FOLDER")]
    theme: Option<String>,
}

/// Writes the files, or lists the standards.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CannotRun> {
    let theme = arguments.theme.as_deref().map(papers::plain);
    let theme = theme.as_deref();
    match (&arguments.path, &arguments.standard) {
        (None, None) => {
            streams::result(&listed(theme))?;
            Ok(Outcome::Fine)
        }
        (Some(path), None) => Err(CannotRun(format!(
            "which standard? For example: paperwright new {path} --standard {}\n\
             There are:\n{}",
            compile::STANDARDS[0],
            listed(theme).trim_end()
        ))),
        (None, Some(standard)) => Err(CannotRun(format!(
            "where? For example: paperwright new reports/my-paper --standard {standard}"
        ))),
        (Some(path), Some(standard)) => begin(&papers::plain(path), standard, theme),
    }
}

fn begin(path: &str, standard: &str, theme: Option<&str>) -> Result<Outcome, CannotRun> {
    let (folder, stem) = place(path)?;
    let names = names(theme);
    if !names.iter().any(|name| name == standard) {
        let meant = did_you_mean(standard, names.iter().map(String::as_str));
        let meant = meant.map_or(String::new(), |meant| format!("\nDid you mean {meant}?"));
        return Err(CannotRun(format!(
            "there is no standard {standard}.{meant}\nThere are:\n{}",
            listed(theme).trim_end()
        )));
    }
    let begun = compile::begin(&Disk, standard, theme, &stem);
    if begun.diagnostics.has_errors() {
        for diagnostic in begun.diagnostics.sorted() {
            streams::message(&human(diagnostic, &begun.sources, streams::colour()));
        }
        return Ok(Outcome::Problems);
    }
    if begun.files.is_empty() {
        let theme = theme.unwrap_or_default();
        return Err(CannotRun(format!(
            "{theme}/standards/{standard}.standard declares no standard {standard}"
        )));
    }
    let files: Vec<(PathBuf, String)> =
        begun.files.into_iter().map(|(name, text)| (folder.join(name), text)).collect();
    for (place, _) in &files {
        if place.exists() {
            return Err(CannotRun(format!(
                "{} is there already, and nothing is written over. Take another folder.",
                output::shown(place)
            )));
        }
    }
    for (place, text) in &files {
        write(place, text)?;
        streams::result(&format!("written {}\n", output::shown(place)))?;
    }
    let paper = files.first().map_or(String::new(), |(place, _)| output::shown(place));
    streams::result(&format!(
        "What stands in pointed brackets is to be filled in: paperwright check {paper} says what is left.\n"
    ))?;
    Ok(Outcome::Fine)
}

/// The folder of a new paper, and the paper's name.
fn place(path: &str) -> Result<(PathBuf, String), CannotRun> {
    let given = Path::new(path);
    let stem = |path: &Path| path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
    let (folder, stem) = if papers::has_papers_ending(path) {
        (given.parent().unwrap_or(Path::new("")).to_owned(), stem(given))
    } else {
        let name = given.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        (given.to_owned(), name)
    };
    match stem.filter(|stem| !matches!(stem.as_str(), "." | "..")) {
        Some(stem) => Ok((folder, stem)),
        None => Err(CannotRun(format!(
            "{path} is no name for a paper. For example: paperwright new reports/my-paper --standard {}",
            compile::STANDARDS[0]
        ))),
    }
}

fn write(place: &Path, text: &str) -> Result<(), CannotRun> {
    let refused = |error: &std::io::Error| {
        let why = match error.kind() {
            ErrorKind::AlreadyExists => {
                "it is there already, and nothing is written over".to_owned()
            }
            _ => streams::reason(error),
        };
        CannotRun(format!("{} cannot be written: {why}", output::shown(place)))
    };
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| refused(&error))?;
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(place)
        .map_err(|error| refused(&error))?;
    file.write_all(text.as_bytes()).map_err(|error| refused(&error))
}

/// The names of the standards: those of the theme, then those that come with Paperwright.
fn names(theme: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if let Some(theme) = theme
        && let Ok(entries) = fs::read_dir(Path::new(theme).join("standards"))
    {
        let files = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.extend(files.filter_map(|file| Some(file.strip_suffix(".standard")?.to_owned())));
        names.sort_unstable();
    }
    for name in compile::STANDARDS {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The standards, a line each, with what such a paper is.
fn listed(theme: Option<&str>) -> String {
    let names = names(theme);
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let line = |name: &String| {
        let title = compile::standard_title(&Disk, name, theme).unwrap_or_default();
        format!("  {name:width$}  {title}\n")
    };
    names.iter().map(line).collect()
}
