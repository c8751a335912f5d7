//! How long each stage of the pipeline takes on a real paper: `cargo bench --bench pipeline -- [PAPER] [RUNS]`.
//!
//! Prints the median of each stage in milliseconds. It is a benchmark, not a test: it judges nothing.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::unchecked_time_subtraction,
    reason = "a benchmark reads the clock and the disk, prints, and stops where it cannot go on"
)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use paperwright::backend::{Options, pdf};
use paperwright::diag::Diagnostics;
use paperwright::document::{Reserved, compose};
use paperwright::enclosure::Enclosures;
use paperwright::model::{Model, cross_check};
use paperwright::paper::resolve;
use paperwright::source::{MemoryWorld, SourceMap, beside};
use paperwright::syntax::ast::{Node, TermKind};
use paperwright::{check, syntax, theme};

const STAGES: [&str; 9] =
    ["parse", "model", "resolve", "check", "compose", "theme", "typeset", "export", "in all"];

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paper = arguments
        .next()
        .map_or_else(|| root.join("reports/cpp-annual-2022-23/annual-report.paper"), PathBuf::from);
    let runs: usize = arguments.next().and_then(|runs| runs.parse().ok()).unwrap_or(7);
    let mut world = MemoryWorld::default();
    let folder = paper.parent().unwrap();
    add(&mut world, folder, folder);
    let name = paper.file_name().unwrap().to_str().unwrap();
    // One run that is not counted: it loads fonts and fills caches.
    once(&world, name);
    let measured: Vec<_> = (0..runs).map(|_| once(&world, name)).collect();
    println!("{} ({runs} runs, medians)", paper.display());
    for (at, stage) in STAGES.iter().enumerate() {
        let mut times: Vec<Duration> = measured.iter().map(|run| run[at]).collect();
        times.sort_unstable();
        println!("{stage:<20} {:>9.2} ms", times[times.len() / 2].as_secs_f64() * 1000.0);
    }
}

fn add(world: &mut MemoryWorld, root: &Path, folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add(world, root, &path);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            world.files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

fn once(world: &MemoryWorld, path: &str) -> [Duration; 9] {
    let start = Instant::now();
    let mut marks = Vec::new();
    let mut sources = SourceMap::default();
    let mut diagnostics = Diagnostics::default();
    let mut items = Vec::new();
    read(world, path, &mut sources, &mut items, &mut diagnostics);
    let main = sources.find(path).unwrap();
    marks.push(start.elapsed());
    let model = Model::build(&items, world, &mut sources, &mut diagnostics);
    cross_check(&model, &mut diagnostics);
    marks.push(start.elapsed());
    let paper = resolve::resolve(
        &items,
        &model,
        None,
        &sources,
        &Enclosures::default(),
        main,
        &mut diagnostics,
    )
    .unwrap();
    marks.push(start.elapsed());
    check::all(&paper, &mut diagnostics);
    marks.push(start.elapsed());
    let document = compose(&paper, &model, Reserved::default()).unwrap().document;
    marks.push(start.elapsed());
    let theme = theme::load(theme::DEFAULT, None, world, &mut sources, &mut diagnostics).unwrap();
    let typesetter = pdf::Typesetter::new(&theme);
    marks.push(start.elapsed());
    let pages = pdf::typeset(&document, &typesetter, Options::default(), &mut diagnostics).unwrap();
    marks.push(start.elapsed());
    pdf::export(&document, &pages, &mut diagnostics).unwrap();
    marks.push(start.elapsed());
    let mut times = [Duration::ZERO; 9];
    let mut before = Duration::ZERO;
    for (at, mark) in marks.into_iter().enumerate() {
        times[at] = mark - before;
        before = mark;
    }
    times[8] = before;
    times
}

fn read(
    world: &MemoryWorld,
    path: &str,
    sources: &mut SourceMap,
    items: &mut Vec<Node>,
    diagnostics: &mut Diagnostics,
) {
    let text = String::from_utf8(world.files[path].clone()).unwrap();
    let file = sources.add(path, text);
    for item in syntax::parse(file, sources, diagnostics).items {
        match item.terms.first().map(|term| &term.kind) {
            Some(TermKind::Text(used)) if item.kind.text == "use" => {
                let used = beside(path, used);
                read(world, &used, sources, items, diagnostics);
            }
            _ => items.push(item),
        }
    }
}
