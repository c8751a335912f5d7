//! The commands, run as a user runs them.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::root;

const PAPER: &str = "paper \"A small paper\" {\n  dated 3 July 2023\n  figures must tally\n}\n\nsection \"One\" {\n  narrative {\n    There were [seven]{from \"The register\" as seven} of them.\n  }\n}\n";

fn folder(name: &str) -> tempfile::TempDir {
    let folder = tempfile::Builder::new().prefix(name).tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("reports/small")).unwrap();
    write(folder.path(), "reports/small/small.paper", PAPER);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    std::fs::write(folder.join(path), text).unwrap();
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_paperwright"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn build_writes_every_paper_under_reports() {
    let folder = folder("build");
    let output = run(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let pdf = std::fs::read(folder.path().join("build/small/small.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    assert!(crate::pdf::text(&pdf).contains("There were seven of them."));
    let evidence = std::fs::read(folder.path().join("build/small/small.evidence.json")).unwrap();
    let evidence: serde_json::Value = serde_json::from_slice(&evidence).unwrap();
    assert_eq!(evidence["statements"][0]["source"], "The register");
    assert_eq!(evidence["files"][0]["path"], "small.paper");
    assert_eq!(evidence["files"][0]["sha256"], crate::support::sha256(PAPER.as_bytes()).as_str());
}

#[test]
fn a_paper_that_fails_leaves_the_earlier_output_as_it_was() {
    let folder = folder("earlier");
    assert_eq!(run(folder.path(), &["build"]).status.code(), Some(0));
    let before = std::fs::read(folder.path().join("build/small/small.pdf")).unwrap();
    write(
        folder.path(),
        "reports/small/small.paper",
        &PAPER.replace("[seven]{from \"The register\" as seven}", "7"),
    );
    let output = run(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("figure-bare"));
    assert_eq!(std::fs::read(folder.path().join("build/small/small.pdf")).unwrap(), before);
    let left: Vec<_> = std::fs::read_dir(folder.path().join("build/small")).unwrap().collect();
    assert_eq!(left.len(), 2, "the paper and its evidence: {left:?}");
}

#[test]
fn check_says_what_is_wrong_in_every_style() {
    let folder = folder("check");
    write(
        folder.path(),
        "reports/small/small.paper",
        &PAPER.replace("as seven}", "as seven} and {seven + eight}"),
    );
    let human = run(folder.path(), &["check"]);
    assert_eq!(human.status.code(), Some(1));
    assert!(said(&human).contains("error[name-unknown]"), "{}", said(&human));
    assert!(said(&human).contains("1 error"), "{}", said(&human));
    let short = said(&run(folder.path(), &["check", "--short"]));
    assert!(short.contains("reports/small/small.paper:8:67: error[name-unknown]: "), "{short}");
    let json = run(folder.path(), &["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["papers"][0]["diagnostics"][0]["code"], "name-unknown");
    assert_eq!(json["papers"][0]["figures"]["sourced"], 1);
}

#[test]
fn what_cannot_run_ends_with_two() {
    let folder = folder("cannot");
    for arguments in [
        &["check", "nowhere.paper"][..],
        &["explain", "no-such-code"],
        &["build", "--out", "reports/small/small.paper"],
        &["build", "--format", "docx"],
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).is_empty());
    }
}

#[test]
fn windows_files_are_read() {
    let folder = folder("windows");
    let windows = format!("\u{feff}{}", PAPER.replace('\n', "\r\n"));
    write(folder.path(), "reports/small/small.paper", &windows);
    let output = run(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn every_stage_can_be_looked_at() {
    for stage in ["ast", "model", "paper", "document", "typst"] {
        let output =
            run(root(), &["debug", stage, "reports/cpp-annual-2022-23/annual-report.paper"]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{stage}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(output.stdout.len() > 1000, "{stage}");
    }
}

#[test]
fn a_draft_says_so_on_its_pages() {
    let folder = folder("draft");
    assert_eq!(run(folder.path(), &["build", "--draft"]).status.code(), Some(0));
    let draft = std::fs::read(folder.path().join("build/small/small.pdf")).unwrap();
    assert!(crate::pdf::text(&draft).to_uppercase().contains("DRAFT"));
}

#[test]
fn what_stands_behind_a_figure_is_explained() {
    let folder = folder("explain");
    let paper = "reports/small/small.paper";
    for question in ["1.1", "paragraph 1.1", "seven", "there were seven", "There were"] {
        let output = run(folder.path(), &["explain", paper, question]);
        assert_eq!(output.status.code(), Some(0), "{question}: {}", said(&output));
        assert_eq!(
            said(&output),
            "paragraph 1.1  (small.paper:8:17)\n  \"seven\" is from the source: The register\n",
            "{question}"
        );
    }
    for question in ["1.2", "8", "elephants"] {
        let output = run(folder.path(), &["explain", paper, question]);
        assert_eq!(output.status.code(), Some(2), "{question}: {}", said(&output));
        assert!(said(&output).contains(&format!("nothing in this paper reads \"{question}\"")));
    }
    assert_eq!(run(folder.path(), &["explain", "claim-false"]).status.code(), Some(0));
    let output = run(folder.path(), &["explain", "reports/none.paper"]);
    assert!(said(&output).contains("there is no file"), "{}", said(&output));
}

#[test]
fn new_begins_a_paper_and_writes_over_nothing() {
    let folder = tempfile::Builder::new().prefix("new").tempdir().unwrap();
    let output = run(folder.path(), &["new"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("cabinet       a report to Cabinet"), "{}", said(&output));

    let asked = ["new", "reports/fostering", "--standard", "cabinet"];
    let output = run(folder.path(), &asked);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let paper = folder.path().join("reports/fostering/fostering.paper");
    let text = std::fs::read_to_string(&paper).unwrap();
    assert!(text.contains("standard cabinet"), "{text}");
    let output = run(folder.path(), &["check", "reports/fostering"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("gap-unfilled"), "{}", said(&output));

    std::fs::write(&paper, "mine").unwrap();
    let output = run(folder.path(), &asked);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("nothing is written over"), "{}", said(&output));
    assert_eq!(std::fs::read_to_string(&paper).unwrap(), "mine");

    let output = run(folder.path(), &["new", "reports/other", "--standard", "cabnet"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("Did you mean cabinet?"), "{}", said(&output));
}

#[test]
fn new_knows_the_standards_of_a_theme() {
    let folder = tempfile::Builder::new().prefix("new-theme").tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("ours/standards")).unwrap();
    write(folder.path(), "ours/theme.toml", "");
    let standard = "standard housing \"a report on housing\" {\n  require summary\n}\n";
    write(folder.path(), "ours/standards/housing.standard", standard);
    write(folder.path(), "ours/standards/broken.standard", "standard broken {\n");
    let output = run(folder.path(), &["new", "--theme", "ours"]);
    assert!(said(&output).contains("housing       a report on housing"), "{}", said(&output));
    let asked = ["new", "one.paper", "--standard", "housing", "--theme", "ours"];
    let output = run(folder.path(), &asked);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = std::fs::read_to_string(folder.path().join("one.paper")).unwrap();
    assert!(text.contains("theme \"ours\""), "{text}");
    let output = run(folder.path(), &["new", "two", "--standard", "broken", "--theme", "ours"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(!folder.path().join("two").exists());
}
