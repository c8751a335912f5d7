//! What is offered for a bare figure: taken over, it passes the check, and mostly it is what the author meant.

use paperwright::compile::{self, Checked};
use paperwright::source::MemoryWorld;

use crate::support::{messages, root, world};

/// Where a text stands in a file, and what comes in its place.
type Mend = (String, usize, usize, String);

/// The report with the figures in brackets made bare, as a hasty author would type them: the files, and the bindings.
fn bare() -> (MemoryWorld, Vec<String>) {
    let mut world = world(&root().join("reports/cpp-annual-2022-23"));
    let tied = regex::Regex::new(r"\[([^\[\]]+)\]\{([^}]+)\}").unwrap();
    let claim = regex::Regex::new(r" (=|<|>|<=|>=|is|rises|falls|holds) ").unwrap();
    let mut bindings = Vec::new();
    for name in ["annual-report.paper", "performance.paper"] {
        let text = String::from_utf8(world.files[name].clone()).unwrap();
        let text = tied.replace_all(&text, |found: &regex::Captures<'_>| {
            let binding = found[2].split_whitespace().collect::<Vec<_>>().join(" ");
            let figure = found[1].contains(|c: char| c.is_ascii_digit());
            if !figure || binding.starts_with("from ") || claim.is_match(&binding) {
                return found[0].to_owned();
            }
            bindings.push(binding);
            found[1].to_owned()
        });
        world.files.insert(name.to_owned(), text.into_owned().into_bytes());
    }
    (world, bindings)
}

/// The first offers for the bare figures of a paper, those of a source left out.
fn offers(checked: &Checked) -> Vec<Mend> {
    checked
        .diagnostics
        .sorted()
        .into_iter()
        .filter(|diagnostic| diagnostic.code == "figure-bare")
        .filter_map(|diagnostic| diagnostic.helps.iter().find_map(|help| help.replacement.clone()))
        .filter(|(_, text)| !text.contains("{from "))
        .map(|(span, text)| {
            (checked.sources.file(span.file).path.clone(), span.start, span.end, text)
        })
        .collect()
}

/// Takes the offers over, the last first, so that the places of the others stay what they are.
fn mended(mut world: MemoryWorld, mut mends: Vec<Mend>) -> MemoryWorld {
    mends.sort();
    for (file, start, end, new) in mends.into_iter().rev() {
        let mut text = String::from_utf8(world.files[&file].clone()).unwrap();
        text.replace_range(start..end, &new);
        world.files.insert(file, text.into_bytes());
    }
    world
}

#[test]
fn what_is_offered_for_a_bare_figure_passes_the_check() {
    let (world, _) = bare();
    let offered = offers(&compile::check(&world, "annual-report.paper"));
    assert!(offered.len() > 50, "only {} are offered anything", offered.len());
    let checked = compile::check(&mended(world, offered), "annual-report.paper");
    let wrong = checked.diagnostics.sorted().into_iter().any(|diagnostic| {
        diagnostic.severity == paperwright::diag::Severity::Error
            && diagnostic.code != "figure-bare"
    });
    assert!(!wrong, "{}", messages(&checked));
}

#[test]
fn most_figures_of_the_report_are_offered_what_they_were_tied_to() {
    let (world, bindings) = bare();
    let offered = offers(&compile::check(&world, "annual-report.paper"));
    // Written otherwise it may be the same; only what is the same to the letter is counted.
    let same = bindings
        .iter()
        .filter(|binding| {
            offered.iter().any(|(.., text)| text.ends_with(&format!("{{{binding}}}")))
        })
        .count();
    assert!(same * 100 > bindings.len() * 60, "{same} of {}", bindings.len());
}
