//! The real papers: they build, an independent validator finds nothing, and they are what they were.
//!
//! `PAPERWRIGHT_ACCEPT=1 cargo test reports` writes the goldens anew; the change is then read in the diff.

use std::path::{Path, PathBuf};

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use paperwright::backend::Options;
use paperwright::compile;

use crate::support::{files, messages, root, world};

/// Every paper, as its folder and its file's name.
fn papers() -> Vec<(PathBuf, String)> {
    files(&root().join("reports"), ".paper")
        .into_iter()
        .filter(|path| {
            std::fs::read_to_string(path).unwrap().lines().any(|line| line.starts_with("paper "))
        })
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (path.parent().unwrap().to_owned(), name)
        })
        .collect()
}

fn build(folder: &Path, name: &str, theme: Option<&str>) -> Vec<u8> {
    let world = world(folder);
    let mut checked = compile::check(&world, name);
    let pdf = compile::print(&world, &mut checked, theme, "pdf", &Options::default());
    assert!(!checked.diagnostics.has_errors(), "{}", messages(&checked));
    if theme.is_none() {
        // The warnings that a paper stands with, and how its figures stand, are part of what it is.
        let stem = name.trim_end_matches(".paper");
        golden(&folder.join(format!("expected/{stem}.messages.txt")), &messages(&checked));
    }
    pdf.unwrap()
}

fn golden(path: &Path, found: &str) {
    if std::env::var_os("PAPERWRIGHT_ACCEPT").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, found).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return;
    }
    let line = expected.lines().zip(found.lines()).position(|(a, b)| a != b);
    let line = line.unwrap_or_else(|| expected.lines().count().min(found.lines().count()));
    panic!(
        "{} differs at line {}:\n  expected: {}\n  found:    {}\nPAPERWRIGHT_ACCEPT=1 cargo test reports writes it anew",
        path.display(),
        line + 1,
        expected.lines().nth(line).unwrap_or("(the end)"),
        found.lines().nth(line).unwrap_or("(the end)"),
    );
}

#[test]
fn every_paper_is_what_it_was() {
    let papers = papers();
    assert!(!papers.is_empty());
    for (folder, name) in papers {
        let pdf = build(&folder, &name, None);
        let stem = name.trim_end_matches(".paper");
        let expected = folder.join("expected");
        // The dots of the contents are a line each, and say nothing.
        let text: String = crate::pdf::text(&pdf)
            .lines()
            .filter(|line| line.trim() != ".")
            .flat_map(|line| [line.trim_end(), "\n"])
            .collect();
        golden(&expected.join(format!("{stem}.txt")), &text);
        golden(&expected.join(format!("{stem}.tags.txt")), &crate::pdf::tags(&pdf));
        let hash = crate::support::sha256(&pdf);
        golden(
            &expected.join(format!("{stem}.pdf.txt")),
            &format!("pages {}\nsha256 {hash}\n", crate::pdf::pages(&pdf)),
        );
    }
}

#[test]
fn an_independent_validator_finds_nothing() {
    for (folder, name) in papers() {
        for theme in ["council", "plain"] {
            let pdf = build(&folder, &name, Some(theme));
            for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
                let options = ValidationOptions::default().profile(profile);
                let report = validate_pdf_bytes(&pdf, &options).unwrap();
                let failures: Vec<String> =
                    report.failures.iter().map(ToString::to_string).collect();
                assert!(report.is_compliant, "{name}, {theme}:\n{}", failures.join("\n"));
            }
        }
    }
}

/// One value at a time is moved in the data: a sentence that is bound to it must then be false, and the message must
/// show the sentence and the cell.
#[test]
fn a_changed_value_is_found_in_the_sentences_that_it_makes_false() {
    let annual = ("reports/cpp-annual-2022-23", "annual-report.paper", "data/scorecard.csv");
    let strategy = (
        "reports/commissioning-strategy-2012-15",
        "commissioning-strategy.paper",
        "data/strategy.csv",
    );
    for ((folder, paper, csv), from, to, code) in [
        (annual, "cla,,2022-23 Q4,461,", "cla,,2022-23 Q4,431,", "claim-false"),
        (annual, "missing,,2022-23 Q4,71,", "missing,,2022-23 Q4,41,", "claim-false"),
        (annual, "interim_orders,,2022-23 Q4,72,", "interim_orders,,2022-23 Q4,62,", "claim-false"),
        (strategy, "cla,,Mar 2012,408,", "cla,,Mar 2012,380,", "claim-false"),
        (strategy, "cla,,Mar 2011,383,", "cla,,Mar 2011,384,", "words-differ"),
        (strategy, "same_placement,,2010-11,71%,", "same_placement,,2010-11,65%,", "claim-false"),
        (strategy, "gcses,england,2010-11,13%,", "gcses,england,2010-11,17%,", "claim-false"),
    ] {
        let mut world = world(&root().join(folder));
        let data = world.files.get_mut(csv).unwrap();
        let text = String::from_utf8(data.clone()).unwrap();
        assert!(text.contains(from), "{from}");
        *data = text.replace(from, to).into_bytes();
        let checked = compile::check(&world, paper);
        let messages = messages(&checked);
        assert!(checked.diagnostics.has_errors());
        assert!(messages.contains(code), "{messages}");
        assert!(messages.contains(csv.trim_start_matches("data/")), "{messages}");
    }
}
