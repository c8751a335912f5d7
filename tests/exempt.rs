//! What is exempt is in the members' paper, and nowhere in the public's.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lopdf::{Document, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use paperwright::backend::Options;
use paperwright::compile::{self, Checked};
use paperwright::source::MemoryWorld;

use crate::pdf;
use crate::support::messages;

const MODEL: &str = r#"model "Scorecard" {
  year starts April
}

area wiltshire "Wiltshire" home

indicator secure "Children in secure homes" {
  kind    snapshot
  unit    "children"
  source  "Youth justice return"
  exempt paragraph 1 "so few that each could be known"
}

indicator cla "Children looked after" {
  kind    snapshot
  unit    "children"
  source  "Case management system"
}

data "data.csv" {
  columns indicator, area, period, value, status
}
"#;

const DATA: &str = "indicator,area,period,value,status\n\
    secure,,2022-23 Q2,7.3119,\nsecure,,2022-23 Q3,8.3119,\nsecure,,2022-23 Q4,9.3119,\n\
    cla,,2022-23 Q2,450,\ncla,,2022-23 Q3,467,\ncla,,2022-23 Q4,461,\n";

const PICTURE: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><title>Zedelmark</title><text x="2" y="12" font-size="8">Yarnbrook</text></svg>"#;

const PAPER: &str = r#"use "scorecard.model"

paper "Homes for children" {
  meeting   "Cabinet" on 18 July 2023
  dated     3 July 2023
  reporting 2022-23 Q2 to 2022-23 Q4
  evidence attached
  public interest paragraph 1 "no good to anybody outweighs the harm to a child"
  public interest paragraph 3 "the council would pay more for the same homes"
}

fact price "Price at Abbotsmere" exempt paragraph 3 "shows what a provider charges" {
  value   £48,517
  source  "Ledger of Bramblecote"
}

event hearing "Hearing at Corvingham" exempt paragraph 1 "shows which case it is" { on 27 June 2019 }

text judge "Judge of Dunmallow" exempt paragraph 1 "shows which case it is"

contents

section "Background" {
  narrative {
    The inspection is told in {see inspection}, the plan in {see plan}, the numbers in {see secured}.
  }
  narrative exempt paragraph 1 "would show which child it is" {
    @inspection The inspector from Eastwyke came{note "A visit to Farrowdale."}.

    A place costs {price}, as {judge} said on {hearing}.
  }
  quote "A child in Glenhaven" exempt paragraph 1 "would show which child it is" {
    I want to go home to Hollowmere.
  }
  narrative {
    This has its number in both papers.
  }
  table spending "Spending" {
    source   "Contract register"
    columns  provider "Provider", spent "Spent", weeks "Weeks"
    exempt paragraph 3 "shows what a provider charges"
    exempt paragraph 1 "shows how long a child stayed" columns weeks
    | Ash House | {exempt} £82,113 | 4,711 |
    | Elm House | £40,000          | 4,722 |
    exempt | Inglebourne | £31,917 | 4,733 |
    total | All | | |
  }
  narrative {
    In all, {total of spending.spent} were spent.
  }
}

section plan "Plan for Jasperfield" exempt paragraph 1 "would show which child it is" {
  narrative {
    The court sits in Kestrelford.
  }
  table "Hearings at Larkmoor" {
    source   "Court list of Millbrace"
    columns  day "Day in Nettlewick", hours "Hours"
    note     "Kept by Oakhanger."
    | Pettisham | 6,173 |
  }
  section "Next in Quarrendon" {
    narrative {
      She moves to *Ravensholt*, see [the Sallowfield page](https://thornwick.example).
    }
  }
}

section "Pictures" {
  figure "home.svg" "The home at Ullesthorpe" exempt paragraph 1 "would show where it is" {
    alt  "A house in Vinehall"
  }
  scorecard "Scorecard" {
    indicators secure, cla
    quarters 2022-23 Q2 to 2022-23 Q4
  }
  chart line cla "Numbers" {
    over 2022-23 Q2 to 2022-23 Q4
  }
  chart secured line secure "Numbers at Wexcombe" exempt paragraph 1 "would show who they are" {
    over 2022-23 Q2 to 2022-23 Q4
  }
}

appendix "The case of Xanderleigh" exempt paragraph 1 "would show which child it is" {
  narrative {
    Her brother lives in Yelverham.
  }
}

calculations
"#;

/// What only the exempt parts say.
const SECRETS: [&str; 36] = [
    "Abbotsmere",
    "£48,517",
    "Bramblecote",
    "27 June 2019",
    "Dunmallow",
    "Eastwyke",
    "Farrowdale",
    "Glenhaven",
    "Hollowmere",
    "£82,113",
    "Inglebourne",
    "£31,917",
    "4,711",
    "4,722",
    "4,733",
    "Jasperfield",
    "Kestrelford",
    "Larkmoor",
    "Millbrace",
    "Nettlewick",
    "Oakhanger",
    "Pettisham",
    "6,173",
    "Quarrendon",
    "Ravensholt",
    "Sallowfield",
    "thornwick",
    "Ullesthorpe",
    "Vinehall",
    "7.3119",
    "8.3119",
    "9.3119",
    "Wexcombe",
    "Xanderleigh",
    "Yelverham",
    "Yarnbrook",
];

fn world(paper: &str) -> MemoryWorld {
    let mut world = MemoryWorld::default();
    for (name, text) in [
        ("paper.paper", paper),
        ("scorecard.model", MODEL),
        ("data.csv", DATA),
        ("home.svg", PICTURE),
    ] {
        world.files.insert(name.to_owned(), text.as_bytes().to_vec());
    }
    world
}

/// A paper for some readers: its evidence, and its bytes in a format.
fn built(members: bool, format: &str) -> (String, Vec<u8>) {
    let world = world(PAPER);
    let mut checked = compile::check(&world, "paper.paper");
    assert!(!checked.diagnostics.has_errors(), "{}", messages(&checked));
    if members {
        assert!(checked.for_members());
    }
    let output = compile::build(&world, &mut checked, None, format, &Options::default());
    let output = output.unwrap_or_else(|| panic!("{}", messages(&checked)));
    (output.evidence, output.bytes)
}

/// Everything that a PDF holds, however it is kept: the words of its pages, each string and name of each object as
/// bytes and as text, and each stream without its compression.
fn everything(bytes: &[u8]) -> String {
    let mut document = Document::load_mem(bytes).unwrap();
    let mut all = pdf::text(bytes);
    for (_, content) in pdf::attachments(bytes) {
        all.push_str(&String::from_utf8_lossy(&content));
    }
    document.decompress();
    for object in document.objects.values().chain([&Object::Dictionary(document.trailer.clone())]) {
        strings(object, &mut all);
    }
    all.chars().filter(|c| !c.is_whitespace()).collect()
}

fn strings(object: &Object, all: &mut String) {
    let bytes = |bytes: &[u8], all: &mut String| {
        writeln!(all, "{}", String::from_utf8_lossy(bytes)).unwrap();
        let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        writeln!(all, "{latin}").unwrap();
        for start in [0, 1] {
            let units = bytes.get(start..).unwrap_or(&[]).chunks_exact(2);
            let units: Vec<u16> =
                units.map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            writeln!(all, "{}", String::from_utf16_lossy(&units)).unwrap();
        }
    };
    match object {
        Object::String(string, _) => {
            bytes(string, all);
            if let Ok(text) = lopdf::decode_text_string(object) {
                writeln!(all, "{text}").unwrap();
            }
        }
        Object::Name(name) => bytes(name, all),
        Object::Array(items) => items.iter().for_each(|item| strings(item, all)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(name, value)| {
            bytes(name, all);
            strings(value, all);
        }),
        Object::Stream(stream) => {
            strings(&Object::Dictionary(stream.dict.clone()), all);
            bytes(&stream.content, all);
        }
        _ => {}
    }
}

fn held(text: &str) -> BTreeSet<&'static str> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = |secret: &str| secret.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    SECRETS.into_iter().filter(|secret| text.contains(&plain(secret))).collect()
}

#[test]
fn nothing_that_is_exempt_is_in_the_public_paper() {
    let (evidence, bytes) = built(false, "pdf");
    assert_eq!(held(&evidence), BTreeSet::new(), "the evidence");
    let exact = ["48517", "82113", "31917", "Corvingham"];
    assert!(!exact.iter().any(|exact| evidence.contains(exact)), "{evidence}");
    assert_eq!(held(&everything(&bytes)), BTreeSet::new(), "the PDF");
    let (_, source) = built(false, "typst");
    assert_eq!(held(&String::from_utf8(source).unwrap()), BTreeSet::new(), "the Typst source");
    // The public reads that something is exempt, why, and under which number.
    let text: String = pdf::text(&bytes).split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Paragraphs 1.2 and 1.3 are exempt",
        "2. Exempt information",
        "Exempt information",
        "paragraph 1.2",
        "In all, £154,030 were spent",
    ] {
        let folded = said.replace(' ', "");
        assert!(text.replace(' ', "").contains(&folded), "{said} is not in {text}");
    }
}

#[test]
fn all_of_it_is_in_the_members_paper() {
    let (evidence, bytes) = built(true, "pdf");
    let mut text = everything(&bytes);
    text.push_str(&evidence);
    let missing: Vec<&str> =
        SECRETS.into_iter().filter(|secret| !held(&text).contains(secret)).collect();
    assert_eq!(missing, Vec::<&str>::new());
    for page in 1..=pdf::pages(&bytes) {
        let page = Document::load_mem(&bytes)
            .unwrap()
            .extract_text(&[u32::try_from(page).unwrap()])
            .unwrap();
        assert!(page.replace(char::is_whitespace, "").contains("NOTFORPUBLICATION"), "{page}");
    }
}

#[test]
fn both_papers_number_alike() {
    let number = |members: bool| {
        let mut checked = compile::check(&world(PAPER), "paper.paper");
        assert!(!members || checked.for_members());
        let document = format!("{:?}", checked.document.unwrap());
        let both = ["This has its number in both papers.", "In all, ", "Numbers\""];
        both.map(|words| {
            let (before, _) =
                document.split_once(words).unwrap_or_else(|| panic!("no {words} in {document}"));
            let (_, number) = before.rsplit_once("number: ").unwrap();
            number.split("text:").next().unwrap().to_owned()
        })
    };
    assert_eq!(number(false), number(true));
}

#[test]
fn an_independent_validator_finds_nothing_in_either() {
    for members in [false, true] {
        let (_, bytes) = built(members, "pdf");
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA3a] {
            let options = ValidationOptions::default().profile(profile);
            let report = validate_pdf_bytes(&bytes, &options).unwrap();
            let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
            assert!(report.is_compliant, "{}", failures.join("\n"));
        }
    }
}

#[test]
fn a_paper_in_which_nothing_is_exempt_is_for_all() {
    let paper = "paper \"Title\" {\n  dated 3 July 2023\n}\n\nsection \"One\" {\n  narrative {\n    Words.\n  }\n}\n";
    let mut checked: Checked = compile::check(&world(paper), "paper.paper");
    assert!(!checked.for_members());
    assert!(checked.document.is_some_and(|document| document.marking.is_none()));
}

/// A paper with a PDF file, acronyms and a list of background papers, for some readers.
fn with_file(members: bool) -> (String, Vec<u8>, Vec<String>) {
    const PAPER: &str = r#"paper "Homes for children" {
  dated       3 July 2023
  background  "A public report"
  evidence    attached
  public interest paragraph 1 "no good to anybody outweighs the harm to a child"
}

section "Background" {
  narrative {
    The letter is {see letter}.
  }
  narrative exempt paragraph 1 "would show which child it is" {
    The ZQX met.
  }
}

appendix letter "Letter of Abbotsmere" from "Dunmallow.pdf" exempt paragraph 1 "would show which child it is"

acronyms {
  "ZQX"  "Zonal Eastwyke exchange"
}
"#;
    let file = include_bytes!("cases/structures/a-appendix-from-pdf/letter.pdf");
    let mut world = world(PAPER);
    world.files.insert("Dunmallow.pdf".to_owned(), file.to_vec());
    let mut checked = compile::check(&world, "paper.paper");
    assert!(!checked.diagnostics.has_errors(), "{}", messages(&checked));
    assert!(!members || checked.for_members());
    let output = compile::build(&world, &mut checked, None, "pdf", &Options::default());
    let output = output.unwrap_or_else(|| panic!("{}", messages(&checked)));
    let beside = output.appendices.iter().map(|(name, _)| name.clone()).collect();
    (output.evidence, output.bytes, beside)
}

#[test]
fn an_exempt_file_is_neither_beside_the_public_paper_nor_named_in_it() {
    let (evidence, bytes, beside) = with_file(false);
    assert_eq!(beside, Vec::<String>::new());
    assert_eq!(held(&evidence), BTreeSet::new(), "the evidence");
    assert_eq!(held(&everything(&bytes)), BTreeSet::new(), "the PDF");
    assert!(!pdf::text(&bytes).contains("ZQX") && !evidence.contains("ZQX"), "an acronym");
    let (_, bytes, beside) = with_file(true);
    assert_eq!(beside, ["Dunmallow.members.pdf"]);
    assert!(pdf::text(&bytes).contains("ZQX"));
}

#[test]
fn a_paper_that_is_exempt_as_a_whole_has_none_for_the_public() {
    let paper = "paper \"Title\" {\n  dated 3 July 2023\n  classification exempt\n}\n\nsection \"One\" {\n  narrative {\n    Words.\n  }\n}\n";
    let mut checked: Checked = compile::check(&world(paper), "paper.paper");
    assert!(checked.is_exempt() && checked.for_members());
    assert_eq!(checked.name, "paper.members");
}
