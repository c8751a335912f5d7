//! What several tests need.

use std::path::Path;

use paperwright::source::MemoryWorld;

/// Where the project stands.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder of the project, in memory, with paths relative to that folder.
pub(crate) fn world(folder: &Path) -> MemoryWorld {
    let mut world = MemoryWorld::default();
    add(&mut world, folder, folder);
    world
}

fn add(world: &mut MemoryWorld, root: &Path, folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add(world, root, &path);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            world.files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// Every message of a run as a person reads it, without colour, and the closing line.
pub(crate) fn messages(checked: &paperwright::compile::Checked) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for diagnostic in checked.diagnostics.sorted() {
        writeln!(
            text,
            "{}",
            paperwright::diag::human(diagnostic, &checked.sources, false).trim_end()
        )
        .unwrap();
        text.push('\n');
    }
    let tally = checked.tally;
    writeln!(
        text,
        "{}: {} tallied, {}, {} bare; {}",
        counted(tally.figures, "figure"),
        tally.tallied,
        counted(tally.sourced, "from named source"),
        tally.bare,
        counted(tally.claims, "claim"),
    )
    .unwrap();
    writeln!(text, "{}", paperwright::diag::tally(&checked.diagnostics)).unwrap();
    text
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// All files below a folder with an ending, sorted.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
