//! Each kind of structure of the two published papers has its case, which prints as a valid PDF: the table of
//! `tests/README.md` against the folders.

use std::collections::BTreeSet;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use paperwright::backend::Options;
use paperwright::compile;

use crate::support::{messages, root, world};

/// The names of the folders.
fn cases() -> BTreeSet<String> {
    std::fs::read_dir(root().join("tests/cases/structures"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_structure_prints_as_a_valid_pdf() {
    let wrong: Vec<String> = cases().iter().filter_map(|case| wrong_with(case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with the PDF of a case, if anything is.
fn wrong_with(case: &str) -> Option<String> {
    let world = world(&root().join("tests/cases/structures").join(case));
    let mut checked = compile::check(&world, "paper.paper");
    let pdf = compile::print(&world, &mut checked, None, "pdf", &Options::default());
    let Some(pdf) = pdf.filter(|_| checked.diagnostics.is_empty()) else {
        return Some(format!("{case}:\n{}", messages(&checked)));
    };
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&pdf, &options).unwrap();
        if !report.is_compliant {
            let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
            return Some(format!("{case}:\n{}", failures.join("\n")));
        }
    }
    None
}

#[test]
fn each_structure_has_its_case_and_each_case_its_structure() {
    let readme = std::fs::read_to_string(root().join("tests/README.md")).unwrap();
    let listed: Vec<&str> = readme
        .lines()
        .filter(|line| line.starts_with("| A |") || line.starts_with("| B |"))
        .map(|line| line.split('|').nth(3).unwrap().trim().trim_matches('`'))
        .collect();
    let names: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(names.len(), listed.len(), "a case stands in two rows");
    let folders = cases();
    let missing: Vec<&&str> = names.iter().filter(|name| !folders.contains(**name)).collect();
    let unlisted: Vec<&String> =
        folders.iter().filter(|name| !names.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "rows without a folder: {missing:?}");
    assert!(unlisted.is_empty(), "folders without a row: {unlisted:?}");
}
