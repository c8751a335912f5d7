//! Whole tables: those of the strategy as they were published, and tables that go on over pages.

use std::fmt::Write as _;

use lopdf::Document;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use paperwright::backend::Options;
use paperwright::compile;
use paperwright::source::MemoryWorld;

use crate::support::{messages, root, world};

/// What is wrong in the tables of the strategy, in their order: the code, and words of the message.
const FOUND: [(&str, &str); 19] = [
    ("total-differs", "114,400, but the rows above add up to 114,390"),
    ("total-differs", "says 408, but from the other columns it is 457"),
    ("fraction-differs", "says 88%, but 408 of 408 is 100%"),
    ("fraction-differs", "says 0.9%, but 4 of 408 is 1.0%"),
    ("total-differs", "says 100%, but from the other columns it is 99.6%"),
    ("total-differs", "says £183,300, but from the other columns it is £153,300"),
    ("total-differs", "says £221,100, but from the other columns it is £192,869"),
    ("total-differs", "£18,952,960, but the rows above add up to £18,894,729"),
    ("cell-blank", "5 cells are empty"),
    ("shares-differ", "48 is 13.8% of 347 to 349, and 264 is 75% of 350 to"),
    ("fraction-differs", "says 93.1%, but 240 of 260 is 92.3%"),
    ("fraction-differs", "says 89%, but 234 of 295 is 79%"),
    ("cell-blank", "21 cells are empty"),
    ("fraction-differs", "says 4%, but 1 of 5 is 20%"),
    ("cell-blank", "13 cells are empty"),
    ("fraction-differs", "says 96.3%, but 80 of 83 is 96.4%"),
    ("absence-unclear", "Target holds \"-\""),
    ("cell-misfit", "says \"7% (2yr avg) (12)\", which is not a"),
    ("absence-unclear", "12 cells hold \"-\""),
];

#[test]
fn what_does_not_add_up_in_the_published_tables_is_found() {
    let world = world(&root().join("tests/tables"));
    let checked = compile::check(&world, "published.paper");
    let mut found: Vec<_> = checked.diagnostics.sorted();
    found.sort_by_key(|found| found.primary.as_ref().map(|label| label.span.start));
    let said: Vec<(&str, &str)> =
        found.iter().map(|found| (found.code, found.message.as_str())).collect();
    for (found, (code, words)) in said.iter().zip(FOUND) {
        assert!(found.0 == code && found.1.contains(words), "{found:?} is not {code}: {words}");
    }
    assert_eq!(said.len(), FOUND.len(), "{said:#?}");
}

/// A paper with a table of so many rows, in two groups.
fn long(rows: usize) -> MemoryWorld {
    let mut paper = "paper \"A long table\" {\n  council  \"Wiltshire Council\"\n  dated    3 July 2023\n  \
                     figures  must tally\n}\n\ncontents\n\nsection \"Costs\" {\n  table costs \"What each place costs\" {\n    \
                     source   \"Finance\"\n    columns  place \"Place\", cost \"Cost\" money, income \"Income\" money or nought\n    \
                     heading | Placements |\n"
        .to_owned();
    for row in 0..rows {
        writeln!(paper, "    | Place {} | £{},000 | |", letters(row), row + 1).unwrap();
    }
    paper.push_str("    heading | Teams |\n    | Fostering team | £90,000 | £1,000 |\n    total | Total of all | | |\n  }\n}\n");
    let mut world = MemoryWorld::default();
    world.files.insert("paper.paper".to_owned(), paper.into_bytes());
    world
}

/// A name of letters only.
fn letters(number: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap());
    format!("{}{}", letter(number / 26), letter(number))
}

fn print(world: &MemoryWorld) -> Vec<u8> {
    let mut checked = compile::check(world, "paper.paper");
    let pdf = compile::print(world, &mut checked, None, "pdf", &Options::default());
    assert!(checked.diagnostics.is_empty(), "{}", messages(&checked));
    pdf.unwrap()
}

fn pages(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).unwrap();
    document.get_pages().keys().map(|page| document.extract_text(&[*page]).unwrap()).collect()
}

#[test]
fn no_page_begins_with_the_last_row_or_ends_with_the_title_of_a_group() {
    // Somewhere between these, the last row, the row before it and the title of the group meet the end of the page.
    for rows in 34..42 {
        let pages = pages(&print(&long(rows)));
        let page = |words: &str| {
            pages.iter().position(|page| page.replace('\n', " ").contains(words)).unwrap()
        };
        assert_eq!(page("Fostering team"), page("Total of all"), "{rows} rows");
        let titled = pages.iter().rposition(|page| page.contains("Teams")).unwrap();
        assert_eq!(titled, page("Fostering team"), "{rows} rows");
    }
}

#[test]
fn a_long_table_says_on_each_page_what_it_is_and_is_tagged_once() {
    let rows = 90;
    let pdf = print(&long(rows));
    let pages = pages(&pdf);
    let first = pages.iter().position(|page| page.contains("Place AA")).unwrap();
    let last = pages.iter().position(|page| page.contains("Total of all")).unwrap();
    assert!(last >= first + 2, "the table takes three pages");
    for (at, page) in pages.iter().enumerate() {
        let continued = page.contains("(continued)");
        assert_eq!(continued, first < at && at <= last, "page {}: {page}", at + 1);
    }
    // The title of the group that goes on is printed again.
    assert!(pages[first + 1].contains("Placements"));
    let tags = crate::pdf::tags(&pdf);
    let count = |line: &str| -> usize {
        tags.lines()
            .filter(|found| found.trim().split(" × ").next() == Some(line))
            .map(|found| found.split(" × ").nth(1).map_or(1, |many| many.parse().unwrap()))
            .sum()
    };
    assert_eq!(count("Caption"), 1);
    assert_eq!(count("TH (column)"), 3);
    // Each place, two titles of groups, the team and the total.
    assert_eq!(count("TH (row)"), rows + 4);
    assert_eq!(
        headed(&pdf),
        (rows + 2) * 2,
        "cells that name the header of their column and of their row"
    );
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let report =
            validate_pdf_bytes(&pdf, &ValidationOptions::default().profile(profile)).unwrap();
        let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
        assert!(report.is_compliant, "{}", failures.join("\n"));
    }
}

/// How many data cells name two headers.
fn headed(pdf: &[u8]) -> usize {
    let document = Document::load_mem(pdf).unwrap();
    let cells = document.objects.values().filter_map(|object| object.as_dict().ok());
    let is_data = |name: &lopdf::Object| name.as_name().is_ok_and(|name| name == b"TD");
    let cells = cells.filter(|cell| cell.get(b"S").is_ok_and(is_data));
    let two = |attributes: &lopdf::Dictionary| {
        attributes.get(b"Headers").and_then(lopdf::Object::as_array).is_ok_and(|ids| ids.len() == 2)
    };
    cells
        .filter(|cell| {
            let Ok(attributes) = cell.get(b"A") else { return false };
            match document.dereference(attributes).unwrap().1 {
                lopdf::Object::Array(all) => all
                    .iter()
                    .any(|one| document.dereference(one).unwrap().1.as_dict().is_ok_and(two)),
                one => one.as_dict().is_ok_and(two),
            }
        })
        .count()
}
