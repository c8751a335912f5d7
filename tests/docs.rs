//! The documentation is true: examples give what they say, generated pages are current, commands are named as they are.

use std::fmt::Write as _;

use paperwright::compile;
use paperwright::diag::{CATALOGUE, Severity};
use paperwright::source::MemoryWorld;
use paperwright::syntax::spec::BlockSpec;

use crate::support::{messages, root, world};

/// The fenced blocks of a page: their language and their text.
fn fenced(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// Codes whose pages have no example that a paper, a model or a data file could show, and why.
const NO_EXAMPLE: [(&str, &str); 13] = [
    ("too-large", "an example would be larger than eight megabytes"),
    ("not-utf8", "a page is in UTF-8"),
    ("data-broken", "it takes more than forty mistakes"),
    ("reporting-differs", "it takes two papers"),
    ("theme-unknown", "themes are loaded when a paper is printed"),
    ("theme-invalid", "themes are loaded when a paper is printed"),
    ("theme-inaccessible", "themes are loaded when a paper is printed"),
    ("character-missing", "fonts are loaded when a paper is printed"),
    ("text-overflows", "it is seen on the printed page"),
    ("exempt-leaked", "a paper that gives it is a defect"),
    ("picture-coarse", "it is seen on the printed page"),
    ("paper-large", "it is seen on the printed paper"),
    ("typesetting-failed", "a paper that gives it is a defect"),
];

/// The world that the examples of the explain pages stand in, with one of them added.
fn example(language: &str, text: &str) -> MemoryWorld {
    let mut world = world(&root().join("src/diag/explain/prelude"));
    // A data file, and a model that has its own title, stand in place of the prelude's.
    let whole = match language {
        "csv" => Some("data/scorecard.csv"),
        "model" if text.lines().any(|line| line.starts_with("model ")) => Some("scorecard.model"),
        _ => None,
    };
    if let Some(file) = whole {
        world.files.insert(file.to_owned(), text.as_bytes().to_vec());
        return world;
    }
    let file = if language == "model" { "scorecard.model" } else { "example.paper" };
    let prelude = String::from_utf8(world.files[file].clone()).unwrap();
    // An example that has its own `paper` or `use` stands in place of the prelude's.
    let whole = if text.lines().any(|line| line.starts_with("paper ") || line.starts_with("use ")) {
        let kept: String = prelude
            .lines()
            .filter(|line| !(line.starts_with("use ") && text.contains("use ")))
            .fold(String::new(), |kept, line| kept + line + "\n");
        if text.contains("paper \"") {
            format!("use \"scorecard.model\"\n{text}")
        } else {
            format!("{kept}{text}")
        }
    } else {
        format!("{prelude}\n{text}")
    };
    world.files.insert(file.to_owned(), whole.into_bytes());
    world
}

#[test]
fn every_explain_page_shows_its_code_and_how_it_is_mended() {
    let mut wrong = String::new();
    for entry in CATALOGUE {
        let blocks = fenced(entry.page);
        let examples: Vec<_> = blocks
            .iter()
            .filter(|(language, _)| ["paper", "model", "csv"].contains(&language.as_str()))
            .collect();
        if let Some((_, reason)) = NO_EXAMPLE.iter().find(|(code, _)| *code == entry.code) {
            if !examples.is_empty() {
                writeln!(wrong, "{}: a page has an example although {reason}", entry.code).unwrap();
            }
            continue;
        }
        let [(language, broken), (mended_language, mended)] = examples.as_slice() else {
            writeln!(wrong, "{}: a page has two examples, found {}", entry.code, examples.len())
                .unwrap();
            continue;
        };
        let checked = compile::check(&example(language, broken), "example.paper");
        let codes: Vec<&str> =
            checked.diagnostics.sorted().iter().map(|found| found.code).collect();
        if !codes.contains(&entry.code) || codes.iter().any(|code| *code != entry.code) {
            writeln!(wrong, "{}: the example gives {codes:?}\n{}", entry.code, messages(&checked))
                .unwrap();
        }
        let severe =
            checked.diagnostics.sorted().iter().any(|found| found.severity == Severity::Error);
        if severe != (entry.severity == Severity::Error) {
            writeln!(wrong, "{}: the catalogue says {:?}", entry.code, entry.severity).unwrap();
        }
        let checked = compile::check(&example(mended_language, mended), "example.paper");
        if !checked.diagnostics.is_empty() {
            writeln!(
                wrong,
                "{}: the mended example is not clean\n{}",
                entry.code,
                messages(&checked)
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_code_in_the_source_is_in_the_catalogue() {
    let known: Vec<&str> = CATALOGUE.iter().map(|entry| entry.code).collect();
    for path in crate::support::files(&root().join("src"), ".rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        let (code, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
        for start in
            ["Diagnostic::error(", "Diagnostic::warning(", "Absence::new(", "placed(", "code: "]
        {
            for (at, _) in code.match_indices(start) {
                let rest = code[at + start.len()..].trim_start();
                if let Some(rest) = rest.strip_prefix('"') {
                    let name = rest.split('"').next().unwrap();
                    assert!(
                        known.contains(&name),
                        "{} uses `{name}`, which has no page",
                        path.display()
                    );
                }
            }
        }
    }
}

fn reference(title: &str, intro: &str, specs: &[&BlockSpec]) -> String {
    let mut page = format!(
        "# {title}\n\n{intro}\n\nThis page is made from the source; a test keeps it current.\n"
    );
    for spec in specs {
        write!(page, "\n## {}\n\n`{}`\n\n{}\n", spec.kind, spec.form, spec.about).unwrap();
        if !spec.attributes.is_empty() {
            page.push_str("\n| attribute | is written | what it is for |\n| --- | --- | --- |\n");
            for attribute in spec.attributes {
                let how = match (attribute.required, attribute.repeats) {
                    (true, true) => " Needed; may be repeated.",
                    (true, false) => " Needed.",
                    (false, true) => " May be repeated.",
                    (false, false) => "",
                };
                writeln!(
                    page,
                    "| `{}` | `{}` | {}{how} |",
                    attribute.name,
                    attribute.form.replace('|', "\\|"),
                    attribute.about.replace('|', "\\|")
                )
                .unwrap();
            }
        }
        write!(page, "\n```\n{}\n```\n", spec.example).unwrap();
    }
    page
}

#[test]
fn the_reference_pages_are_current() {
    for (file, found) in [
        (
            "docs/reference/blocks.md",
            reference(
                "Items and blocks of a paper",
                "What may stand in a `.paper` file, and what each allows.",
                &paperwright::paper::blocks::SPECS,
            ),
        ),
        (
            "docs/reference/model.md",
            reference(
                "Items of a data model",
                "What may stand in a `.model` file, and what each allows.",
                &paperwright::model::ITEMS,
            ),
        ),
        (
            "docs/reference/standard.md",
            reference(
                "Items of a standard",
                "What may stand in a `.standard` file, and what each allows.",
                &paperwright::paper::standard::SPECS,
            ),
        ),
        ("docs/reference/approximators.md", paperwright::paper::words::reference()),
    ] {
        let path = root().join(file);
        if std::env::var_os("PAPERWRIGHT_ACCEPT").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            expected == found,
            "{file} is stale: PAPERWRIGHT_ACCEPT=1 cargo test docs writes it anew"
        );
    }
}

#[test]
fn the_papers_of_the_documentation_build() {
    for page in ["README.md", "docs/tutorial.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        let mut files = MemoryWorld::default();
        // A fenced block `paper FILE`, `model FILE` or `csv FILE` is a file; the last of a name is the finished one.
        for (heading, content) in fenced(&text) {
            if let Some((_, file)) = heading.split_once(' ') {
                files.files.insert(file.to_owned(), content.into_bytes());
            }
        }
        for name in files.files.keys().filter(|name| name.ends_with(".paper")) {
            let checked = compile::check(&files, name);
            assert!(checked.diagnostics.is_empty(), "{page}, {name}:\n{}", messages(&checked));
            assert!(checked.document.is_some());
        }
    }
}

#[test]
fn the_readme_names_the_commands_that_there_are() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    for command in ["cargo run --release -- build", "cargo test"] {
        assert!(readme.lines().any(|line| line.trim() == command), "{command}");
    }
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.lines().any(|line| line == "cargo test"));
}
