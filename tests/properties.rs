//! What holds for any input.

use paperwright::backend::Options;
use paperwright::compile;
use paperwright::source::MemoryWorld;
use proptest::prelude::*;

fn paper(prose: &str) -> MemoryWorld {
    let mut world = MemoryWorld::default();
    let source = format!(
        "paper \"Title\" {{\n  dated 3 July 2023\n  figures free\n}}\n\nsection \"One\" {{\n  narrative {{\n    Begin {prose} end.\n  }}\n}}\n"
    );
    world.files.insert("paper.paper".to_owned(), source.into_bytes());
    world
}

/// Marks that mean something to Typst, and the words between them.
fn marks() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "#",
        "$",
        "\\",
        "`",
        "*/",
        "\"",
        "'",
        "#let x = 1",
        "#panic()",
        "\\u0041",
        "```",
        "<label>",
        "@ref",
        "~",
        "--",
        "=",
        "word",
        " ",
        "é",
        "\u{2212}",
        "#{",
        "]#",
        "eval",
    ]);
    prop::collection::vec(piece, 1..12)
        .prop_map(|pieces| pieces.concat().replace("#{", "#").replace("]#", "#"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_never_panics(text in "(?s).{0,400}") {
        let mut world = MemoryWorld::default();
        world.files.insert("paper.paper".to_owned(), text.into_bytes());
        compile::check(&world, "paper.paper");
    }

    #[test]
    fn reading_what_looks_like_a_paper_never_panics(
        lines in prop::collection::vec(prop::sample::select(vec![
            "paper \"T\" {", "  dated 3 July 2023", "}", "section \"A\" {", "  narrative {", "    [a]{b at Q4}", "    {", "  }",
            "table t \"T\" {", "  columns a \"A\", b \"B\" = a", "  | 1 | 2 |", "  | 1 |", "model \"M\" {", "  year starts April",
            "indicator x \"X\" {", "  kind snapshot", "  kind rate per 0 of x", "  expected 2022-23 7% to 1", "area a \"A\" home",
            "data \"d.csv\" {", "  columns indicator, period, value", "fact f \"F\" { value 3  source \"s\" }", "    - a", "      - b",
            "    {x at 2022-24 Q9}", "    [1]{x rises from Q1 to Q2 and not x at Q4 is within range}", "compare x { show", "\u{feff}", "// c",
        ]), 0..30)
    ) {
        let mut world = MemoryWorld::default();
        world.files.insert("paper.paper".to_owned(), lines.join("\n").into_bytes());
        world.files.insert("d.csv".to_owned(), b"indicator,period,value\nx,2022-23,1\n".to_vec());
        compile::check(&world, "paper.paper");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_of_an_author_becomes_code(prose in marks()) {
        let world = paper(&prose);
        let mut checked = compile::check(&world, "paper.paper");
        prop_assert!(!checked.diagnostics.has_errors(), "{}", crate::support::messages(&checked));
        let pdf = compile::print(&world, &mut checked, None, "pdf", &Options::default());
        prop_assert!(pdf.is_some(), "{}", crate::support::messages(&checked));
        let text = crate::pdf::text(&pdf.unwrap());
        let wanted: String = format!("Begin {prose} end.").split_whitespace().collect();
        let found: String = text.split_whitespace().collect();
        prop_assert!(found.contains(&wanted), "{wanted} is not in {found}");
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let world = paper("*one* and **two**");
    let print = || {
        let mut checked = compile::check(&world, "paper.paper");
        compile::print(&world, &mut checked, None, "pdf", &Options::default()).unwrap()
    };
    assert!(print() == print());
}

#[test]
fn a_large_file_and_deep_nesting_end_in_a_result_or_a_limit() {
    let mut world = MemoryWorld::default();
    let deep = "section \"A\" {\n".repeat(200_000);
    world.files.insert("deep.paper".to_owned(), deep.into_bytes());
    assert!(compile::check(&world, "deep.paper").diagnostics.has_errors());
    let lists: String = (0..2_000).map(|depth| format!("{}- a\n", " ".repeat(depth * 2))).collect();
    world.files.insert("lists.paper".to_owned(), format!("summary {{\n{lists}}}\n").into_bytes());
    assert!(compile::check(&world, "lists.paper").diagnostics.has_errors());
    let brackets = format!("summary {{\n{{{}1{}}}\n}}\n", "(".repeat(100_000), ")".repeat(100_000));
    world.files.insert("brackets.paper".to_owned(), brackets.into_bytes());
    assert!(compile::check(&world, "brackets.paper").diagnostics.has_errors());
    let prose = "Words that go on and on, as they do in papers.\n\n".repeat(10 * 1024 * 1024 / 48);
    world.files.insert("long.paper".to_owned(), format!("summary {{\n{prose}}}\n").into_bytes());
    let checked = compile::check(&world, "long.paper");
    assert!(crate::support::messages(&checked).contains("too-large"));
}
