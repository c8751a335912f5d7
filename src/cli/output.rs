//! Where outputs go, and how they get there: whole or not at all.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::{papers, streams};

/// The file that a paper is built into. The folders are those of the paper, without a leading reports/; a paper from
/// somewhere else altogether keeps the name of its own folder.
pub(super) fn place(out: &Path, paper: &str, name: &str, format: &str) -> PathBuf {
    let folder = Path::new(paper).parent().unwrap_or(Path::new(""));
    let folder = folder.strip_prefix(papers::REPORTS).unwrap_or(folder);
    let inside = folder.components().all(|part| matches!(part, Component::Normal(_)));
    let folder = if inside { folder } else { folder.file_name().map_or(Path::new(""), Path::new) };
    let extension = match format {
        "typst" => "typ",
        other => other,
    };
    out.join(folder).join(format!("{name}.{extension}"))
}

/// Where the evidence of an output goes: beside it.
pub(super) fn evidence(place: &Path) -> PathBuf {
    place.with_extension("evidence.json")
}

/// Writes files of one folder beside their places and moves them there, so that nobody ever meets half a paper, or a
/// paper with the evidence of another.
pub(super) fn write(files: &[(&Path, &[u8])]) -> Result<(), String> {
    let mut ready = Vec::new();
    for (place, bytes) in files {
        let folder = place.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|error| {
            format!("the folder {} cannot be made: {}", shown(folder), why(&error))
        })?;
        ready.push((place, prepared(folder, bytes).map_err(|error| refused(place, &error))?));
    }
    for (place, file) in ready {
        file.persist(place).map_err(|error| refused(place, &error.error))?;
    }
    Ok(())
}

fn refused(place: &Path, error: &io::Error) -> String {
    format!("{} cannot be written: {}", shown(place), why(error))
}

/// A file with its content, not yet in its place.
fn prepared(folder: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".paperwright-");
    // A temporary file is private by default; a paper is for everybody whom the folder is for.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => {
            "the system does not permit it; is it open in another program, or in a folder that is read-only?".to_owned()
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "a file of that name is in the way".to_owned(),
        ErrorKind::IsADirectory => "a folder of that name is in the way".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => streams::reason(error),
    }
}

/// A path as it is shown, with `/` between folders on every system.
pub(super) fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}

/// How big a file is, as people say it: "1.2 MB".
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{place, size};

    #[test]
    fn outputs_mirror_the_folders_of_the_papers() {
        let place = |paper, format| {
            place(Path::new("build"), paper, "annual-report", format).display().to_string()
        };
        let inside = "reports/cpp-annual-2022-23/annual-report.paper";
        assert_eq!(place(inside, "pdf"), "build/cpp-annual-2022-23/annual-report.pdf");
        assert_eq!(place(inside, "typst"), "build/cpp-annual-2022-23/annual-report.typ");
        assert_eq!(place("annual-report.paper", "pdf"), "build/annual-report.pdf");
        assert_eq!(place("../cpp/annual-report.paper", "pdf"), "build/cpp/annual-report.pdf");
        assert_eq!(place("/srv/cpp/annual-report.paper", "pdf"), "build/cpp/annual-report.pdf");
        assert_eq!(place("/annual-report.paper", "pdf"), "build/annual-report.pdf");
        assert_eq!(place("../annual-report.paper", "pdf"), "build/annual-report.pdf");
    }

    #[test]
    fn sizes_are_said_as_people_say_them() {
        assert_eq!(size(812), "812 bytes");
        assert_eq!(size(27_999), "27 kB");
        assert_eq!(size(1_250_000), "1.2 MB");
    }
}
