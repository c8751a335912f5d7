//! Cases: a folder each, `cases/STAGE/NAME/`, with a `paper.paper`, what it uses, and snapshots beside it.

use std::path::Path;

use paperwright::backend::Options;
use paperwright::compile::{self, Stage};
use paperwright::diag::CATALOGUE;

use crate::support::{files, messages, root, world};

/// The stages whose cases show what the stage made, and under which name.
const SHOWN: [(&str, Stage); 4] = [
    ("ast", Stage::Ast),
    ("model", Stage::Model),
    ("document", Stage::Document),
    ("typst", Stage::Typst),
];

/// Codes that no small case can show: their files would be too large.
const NO_CASE: [&str; 2] = ["too-large", "data-broken"];

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
            if folder.parent().is_some_and(|stage| stage.ends_with("typst")) {
                compile::print(&world, &mut checked, None, "pdf", &Options::default());
            }
            insta::assert_snapshot!("diagnostics", messages(&checked));
            for (name, stage) in SHOWN {
                if folder.parent().is_some_and(|stage| stage.ends_with(name)) {
                    let (shown, _) = compile::debug(&world, "paper.paper", stage);
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
}
