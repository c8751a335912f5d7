//! The standards that come with Paperwright, and the papers that begin with one.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use paperwright::backend::Options;
use paperwright::compile;
use paperwright::diag::Diagnostics;
use paperwright::paper::standard;
use paperwright::source::{MemoryWorld, SourceMap};

use crate::support::{files, messages, root, world};

/// The new paper of a standard, in memory.
fn begun(name: &str) -> MemoryWorld {
    let begun = compile::begin(&MemoryWorld::default(), name, None, "update");
    assert!(begun.diagnostics.is_empty());
    let mut world = MemoryWorld::default();
    for (path, text) in begun.files {
        world.files.insert(path, text.into_bytes());
    }
    world
}

/// The same with every gap filled in, as an author would.
fn filled(mut world: MemoryWorld) -> MemoryWorld {
    let gap = regex::Regex::new(r"(?m)^(?P<lead>.*?)<[^<>]+>").unwrap();
    for text in world.files.values_mut() {
        let mut words = String::from_utf8(text.clone()).unwrap();
        let mut count = 0;
        while let Some(found) = gap.captures(&words) {
            count += 1;
            let lead = &found["lead"];
            let first = lead.trim();
            let fill = match first.split(' ').next().unwrap_or("") {
                _ if first.starts_with("//") => "what is offered".to_owned(),
                "meeting" if first.ends_with("on") => "18 July 2023".to_owned(),
                "dated" => "3 July 2023".to_owned(),
                "consulted" if first.ends_with("on") => "26 June 2023".to_owned(),
                "wards" => "all".to_owned(),
                "purpose" => "decision".to_owned(),
                "decision" => "not key".to_owned(),
                "classification" => "public".to_owned(),
                "background" => "none".to_owned(),
                "signed" => "Corporate Director".to_owned(),
                _ => {
                    let names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"];
                    let part = names[count % names.len()];
                    format!("The {part} part, {} of all", "again ".repeat(count).trim())
                }
            };
            let whole = found.get(0).unwrap().range();
            words.replace_range(whole, &format!("{lead}{fill}"));
        }
        *text = words.into_bytes();
    }
    world
}

#[test]
fn the_standards_that_come_along_are_read_without_a_word() {
    let names: Vec<&str> = standard::BUILT_IN.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names, compile::STANDARDS);
    for name in names {
        let mut diagnostics = Diagnostics::default();
        let found = standard::built_in(name, &mut SourceMap::default(), &mut diagnostics).unwrap();
        assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
        assert!(found.title.starts_with("a "), "{}", found.title);
        for asked in found.sections() {
            assert!(!asked.about.is_empty(), "{name}: {}", asked.title);
        }
    }
}

#[test]
fn a_new_paper_says_what_goes_where_and_nothing_else() {
    for name in compile::STANDARDS {
        let checked = compile::check(&begun(name), "update.paper");
        for diagnostic in checked.diagnostics.sorted() {
            assert_eq!(diagnostic.code, "gap-unfilled", "{name}:\n{}", messages(&checked));
        }
        assert!(checked.diagnostics.has_errors());
    }
}

#[test]
fn a_new_paper_that_is_filled_in_is_clean_and_builds() {
    for name in compile::STANDARDS {
        let world = filled(begun(name));
        let mut checked = compile::check(&world, "update.paper");
        assert!(checked.diagnostics.is_empty(), "{name}:\n{}", messages(&checked));
        let pdf = compile::print(&world, &mut checked, None, "pdf", &Options::default()).unwrap();
        assert!(checked.diagnostics.is_empty(), "{name}:\n{}", messages(&checked));
        valid(&pdf, name);
    }
}

/// Everything of the cover and behind the sections keeps the promise of the formats.
#[test]
fn papers_with_front_matter_of_every_kind_validate() {
    for case in
        ["a-cover-page", "a-heading-block", "a-author-block", "a-signatories", "b-title-page"]
    {
        let world = world(&root().join("tests/cases/structures").join(case));
        let mut checked = compile::check(&world, "paper.paper");
        let pdf = compile::print(&world, &mut checked, None, "pdf", &Options::default()).unwrap();
        valid(&pdf, case);
    }
}

fn valid(pdf: &[u8], name: &str) {
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(pdf, &options).unwrap();
        let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
        assert!(report.is_compliant, "{name}:\n{}", failures.join("\n"));
    }
}

/// Each file in the folder of the standards is one that can be asked for.
#[test]
fn every_standard_in_the_folder_comes_along() {
    let found: Vec<String> = files(&root().join("themes/council/standards"), ".standard")
        .into_iter()
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let mut known: Vec<&str> = standard::BUILT_IN.iter().map(|(name, ..)| *name).collect();
    known.sort_unstable();
    assert_eq!(found, known);
}

/// The standard that the documentation shows is one.
#[test]
fn the_standard_of_the_documentation_is_read_without_a_word() {
    let page = std::fs::read_to_string(root().join("docs/language.md")).unwrap();
    let (_, sample) = page.split_once("```standard\n").unwrap();
    let (sample, _) = sample.split_once("```").unwrap();
    let mut world = MemoryWorld::default();
    let paper = "paper \"A report\" {\n  dated 3 July 2023\n}\n";
    world.files.insert("a.paper".to_owned(), format!("{sample}\n{paper}").into_bytes());
    let checked = compile::check(&world, "a.paper");
    assert!(checked.diagnostics.is_empty(), "{}", messages(&checked));
}
