//! The shape of the code: what may use what, how long a file may be, what may not stand in it.

use crate::support::{files, root};

/// The stages, from the first to the last: each may use those before it.
const STAGES: [&str; 13] = [
    "source",
    "enclosure",
    "diag",
    "syntax",
    "model",
    "paper",
    "check",
    "document",
    "evidence",
    "theme",
    "backend",
    "compile",
    "cli",
];

/// Which crates are known in which stages only.
const KEPT: [(&str, &[&str]); 5] = [
    ("pest", &["syntax"]),
    ("typst", &["backend"]),
    ("clap", &["cli"]),
    ("minijinja", &["theme", "backend"]),
    ("indicatif", &["cli"]),
];

fn stage_of(path: &std::path::Path) -> Option<usize> {
    let relative = path.strip_prefix(root().join("src")).unwrap();
    let first =
        relative.components().next()?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    STAGES.iter().position(|stage| *stage == first)
}

#[test]
fn imports_run_downwards_only() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src"), ".rs") {
        let Some(stage) = stage_of(&path) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        let (code, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
        for (number, line) in code.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for (at, name) in STAGES.iter().enumerate() {
                let used = line.contains(&format!("crate::{name}::"))
                    || line.contains(&format!("use crate::{name};"))
                    || line.contains(&format!("use crate::{{{name}"));
                if used && at > stage {
                    wrong.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "these use a later stage:\n{}", wrong.join("\n"));
}

#[test]
fn backends_know_neither_paper_nor_model() {
    for path in files(&root().join("src/backend"), ".rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        for forbidden in ["crate::paper", "crate::model", "crate::syntax", "crate::check"] {
            assert!(!text.contains(forbidden), "{} uses {forbidden}", path.display());
        }
    }
}

#[test]
fn libraries_are_known_only_where_they_belong() {
    for path in files(&root().join("src"), ".rs") {
        let Some(stage) = stage_of(&path) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        for (library, stages) in KEPT {
            let used = text.lines().any(|line| {
                let line = line.trim_start();
                !line.starts_with("//")
                    && (line.starts_with(&format!("use {library}::"))
                        || line.starts_with(&format!("use {library}_"))
                        || line.contains(&format!(" {library}::")))
            });
            assert!(
                !used || stages.contains(&STAGES[stage]),
                "{} uses {library}, which belongs to {stages:?}",
                path.display()
            );
        }
    }
}

#[test]
fn files_are_short_and_finished() {
    for folder in ["src", "tests", "grammar", "themes"] {
        for ending in [".rs", ".pest", ".jinja"] {
            for path in files(&root().join(folder), ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                let lines = text.lines().count();
                assert!(lines <= 800, "{} has {lines} lines", path.display());
                for word in [
                    concat!("to", "do!"),
                    concat!("FIX", "ME"),
                    concat!("TO", "DO"),
                    concat!("X", "XX"),
                ] {
                    assert!(!text.contains(word), "{} holds {word}", path.display());
                }
            }
        }
    }
}
