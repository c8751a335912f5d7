//! Which papers a command is about.

use std::path::Path;

use super::disk::Disk;
use super::{CannotRun, streams};
use crate::diag::did_you_mean;
use crate::source::World;

/// The folder that papers are looked for in, where none is named.
pub(super) const REPORTS: &str = "reports";

/// The papers that are named, in the order given; a folder stands for all in it. Where none is named, all in reports/.
pub(super) fn chosen(paths: &[String]) -> Result<Vec<String>, CannotRun> {
    let mut papers = Vec::new();
    if paths.is_empty() {
        if !Path::new(REPORTS).is_dir() {
            return Err(CannotRun(format!(
                "there is no folder {REPORTS}/ here, and no paper was named.\n\
                 Go to the folder that holds {REPORTS}/, or name a paper, for example: \
                 paperwright check my-paper.paper"
            )));
        }
        papers = within(REPORTS)?;
    }
    for path in paths {
        for paper in named(&plain(path))? {
            if !papers.contains(&paper) {
                papers.push(paper);
            }
        }
    }
    Ok(papers)
}

/// The papers that a path stands for.
pub(super) fn named(path: &str) -> Result<Vec<String>, CannotRun> {
    if Path::new(path).is_dir() {
        return within(path);
    }
    if !Path::new(path).exists() {
        let known = within(REPORTS).unwrap_or_default();
        let near = did_you_mean(path, known.iter().map(String::as_str)).or_else(|| {
            let name = file_name(path);
            let near = did_you_mean(name, known.iter().map(|known| file_name(known)))?;
            known.iter().find(|known| file_name(known) == near).cloned()
        });
        let near = near.map_or(String::new(), |near| format!("\nDid you mean {near}?"));
        return Err(CannotRun(format!("there is no file or folder {path}.{near}")));
    }
    if !has_papers_ending(path) {
        return Err(CannotRun(format!(
            "{path} is not a paper: the name of a paper ends in .paper.\n\
             A data model is checked with the papers that use it."
        )));
    }
    Ok(vec![path.to_owned()])
}

/// The papers in a folder and the folders in it, sorted by path.
fn within(folder: &str) -> Result<Vec<String>, CannotRun> {
    let mut files = Vec::new();
    gather(folder, &mut files)?;
    files.retain(|path| is_paper(path));
    files.sort_unstable();
    if files.is_empty() {
        return Err(CannotRun(format!(
            "there is no paper in {folder}/.\n\
             A paper is a file whose name ends in .paper and in which a line begins: paper \"Its title\""
        )));
    }
    Ok(files)
}

fn gather(folder: &str, files: &mut Vec<String>) -> Result<(), CannotRun> {
    let refused = |error| {
        let reason = streams::reason(&error);
        CannotRun(format!("the folder {folder}/ cannot be read: {reason}"))
    };
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = if folder == "." { name.clone() } else { format!("{folder}/{name}") };
        // Links to folders are not followed: they may lead back to where they are.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && !name.starts_with('.') {
            gather(&path, files)?;
        } else if !is_folder && has_papers_ending(&name) {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether a path ends as papers do.
pub(super) fn has_papers_ending(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "paper")
}

/// Whether a file is a paper of its own, and not a part that papers use. One that cannot be read counts, so that the
/// reason is given.
fn is_paper(path: &str) -> bool {
    let Ok(bytes) = Disk.read(path) else { return true };
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    text.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"paper "))
}

/// A path as the compiler knows it: one `/` between folders, none behind it, and no `./`.
pub(super) fn plain(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let parts: Vec<_> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    match (path.starts_with('/'), parts.join("/")) {
        (true, inside) => format!("/{inside}"),
        (false, inside) if inside.is_empty() => ".".to_owned(),
        (false, inside) => inside,
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
