//! Every structure prints: without a message, and as a PDF in which an independent validator finds nothing.

use std::fmt::Write as _;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use paperwright::backend::Options;
use paperwright::compile;

use crate::support::{files, messages, root, world};

#[test]
fn every_structure_is_valid_on_the_page() {
    let mut wrong = String::new();
    for path in files(&root().join("tests/cases/structures"), "paper.paper") {
        let folder = path.parent().unwrap();
        let name = folder.file_name().unwrap().to_str().unwrap();
        let world = world(folder);
        let mut checked = compile::check(&world, "paper.paper");
        let output = compile::print(&world, &mut checked, None, "pdf", &Options::default());
        let said = messages(&checked);
        let Some(output) = output.filter(|_| said.ends_with("no problems\n")) else {
            writeln!(wrong, "{name}: {said}").unwrap();
            continue;
        };
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
            let options = ValidationOptions::default().profile(profile);
            let report = validate_pdf_bytes(&output, &options).unwrap();
            for failure in &report.failures {
                writeln!(wrong, "{name}: {failure}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
