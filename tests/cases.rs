//! Cases: a folder each, `cases/STAGE/NAME/`, with a `paper.paper`, what it uses, and snapshots beside it.

use std::path::Path;

use paperwright::backend::Options;
use paperwright::compile::{self, Stage};
use paperwright::diag::CATALOGUE;

use crate::support::{files, messages, root, world};

/// The stages whose cases show what the stage made, and under which name.
const SHOWN: [(&str, Stage); 6] = [
    ("ast", Stage::Ast),
    ("data", Stage::Model),
    ("document", Stage::Document),
    ("evidence", Stage::Evidence),
    ("structures", Stage::Document),
    ("typst", Stage::Typst),
];

/// Codes that no small case can show: their files would be too large, or they are defects.
const NO_CASE: [&str; 4] = ["paper-large", "too-large", "data-broken", "exempt-leaked"];

/// What a stage made, without what is the same for every paper, and with small things on one line.
fn short(shown: &str) -> String {
    if let Some((_, paper)) = shown.split_once("#show: paper.with(") {
        return format!("#show: paper.with({paper}");
    }
    let span =
        regex::Regex::new(r"Span \{ file: FileId\((\d+)\), start: (\d+), end: (\d+) \}").unwrap();
    joined(&span.replace_all(&joined(shown), "$1:$2..$3"))
}

/// Structs and lists that fit on one line, on one line.
fn joined(debug: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    // Where each bracket that is open stands, and whether all within it is on one line so far.
    let mut open: Vec<(usize, bool)> = Vec::new();
    for line in debug.lines() {
        let trimmed = line.trim();
        lines.push(line.to_owned());
        if trimmed.ends_with(['{', '(', '[']) {
            open.push((lines.len() - 1, true));
        } else if trimmed.starts_with(['}', ')', ']'])
            && let Some((start, flat)) = open.pop()
        {
            let space = if trimmed.starts_with('}') { " " } else { "" };
            let inner: Vec<&str> =
                lines[start + 1..lines.len() - 1].iter().map(|line| line.trim()).collect();
            let inner = inner.join(" ");
            let whole =
                format!("{}{space}{}{space}{trimmed}", lines[start], inner.trim_end_matches(','));
            if flat && whole.chars().count() <= 120 {
                lines.truncate(start);
                lines.push(whole);
            } else if let Some((_, flat)) = open.last_mut() {
                *flat = false;
            }
        }
    }
    lines.join("\n")
}

fn beside(folder: &Path) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.remove_snapshot_suffix();
    settings.set_omit_expression(true);
    settings.remove_input_file();
    settings.remove_description();
    settings
}

#[test]
fn every_case_says_what_it_says() {
    insta::glob!("cases/*/*/paper.paper", |path| {
        let folder = path.parent().unwrap();
        let world = world(folder);
        beside(folder).bind(|| {
            let mut checked = compile::check(&world, "paper.paper");
            // What is seen on the printed page only: themes, fonts, words that overflow.
            if folder
                .parent()
                .is_some_and(|stage| stage.ends_with("print") || stage.ends_with("known_bad"))
            {
                compile::print(&world, &mut checked, None, "pdf", &Options::default());
            }
            insta::assert_snapshot!("diagnostics", messages(&checked));
            for (name, stage) in SHOWN {
                if folder.parent().is_some_and(|stage| stage.ends_with(name)) {
                    let (shown, _) = compile::debug(&world, "paper.paper", stage);
                    // The evidence is JSON, and is shown as it is written.
                    let shown = if stage == Stage::Evidence { shown } else { short(&shown) };
                    insta::assert_snapshot!(name, shown);
                }
            }
        });
    });
}

#[test]
fn every_code_has_a_case_and_every_case_is_named_after_its_code() {
    let cases = files(&root().join("tests/cases"), "diagnostics.snap");
    for entry in CATALOGUE.iter().filter(|entry| !NO_CASE.contains(&entry.code)) {
        let told = cases.iter().any(|path| {
            std::fs::read_to_string(path).unwrap().contains(&format!("[{}]", entry.code))
        });
        assert!(told, "no case shows `{}`", entry.code);
    }
    // Where a folder is for mistakes, its name begins with the code of one that it shows; `clean` has none.
    for path in &cases {
        let mut names =
            path.components().rev().skip(1).map(|part| part.as_os_str().to_str().unwrap());
        let (name, stage) = (names.next().unwrap(), names.next().unwrap());
        let text = std::fs::read_to_string(path).unwrap();
        assert!(
            !["clean", "structures"].contains(&stage) || text.ends_with("no problems\n"),
            "{stage}/{name} is not clean"
        );
        if ["syntax", "model", "paper", "check"].contains(&stage) {
            let shown = CATALOGUE.iter().any(|entry| {
                name.starts_with(entry.code) && text.contains(&format!("[{}]", entry.code))
            });
            assert!(shown, "{stage}/{name} does not show the code that it is named after");
        }
    }
}
