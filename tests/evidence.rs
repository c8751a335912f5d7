//! The evidence: as its schema says, of every paper and every case, and the same on every run.

use std::path::Path;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use paperwright::compile;
use serde_json::Value;

use crate::support::{files, root, sha256, world};

fn schema() -> Value {
    let path = root().join("docs/reference/evidence.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What in a value is not as a schema says: the words of JSON Schema that ours uses.
fn misfits(value: &Value, rule: &Value, schema: &Value, path: &str, found: &mut Vec<String>) {
    for (word, wanted) in rule.as_object().unwrap() {
        let fits = match word.as_str() {
            "$ref" => {
                let name = wanted.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                misfits(value, &schema["$defs"][name], schema, path, found);
                true
            }
            "const" => value == wanted,
            "enum" => wanted.as_array().unwrap().contains(value),
            "type" => {
                let kind = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "integer",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                wanted == kind || wanted.as_array().is_some_and(|all| all.contains(&kind.into()))
            }
            "anyOf" => wanted.as_array().unwrap().iter().any(|one| {
                let mut inner = Vec::new();
                misfits(value, one, schema, path, &mut inner);
                inner.is_empty()
            }),
            "required" => wanted
                .as_array()
                .unwrap()
                .iter()
                .all(|name| value.get(name.as_str().unwrap()).is_some()),
            "properties" => value.as_object().is_none_or(|object| {
                for (name, inner) in object {
                    // What is written and not described is as wrong as what is described and not written.
                    match wanted.get(name) {
                        Some(rule) => {
                            misfits(inner, rule, schema, &format!("{path}.{name}"), found);
                        }
                        None => found.push(format!("{path}.{name} is not described")),
                    }
                }
                true
            }),
            "items" => {
                for (at, inner) in value.as_array().unwrap().iter().enumerate() {
                    misfits(inner, wanted, schema, &format!("{path}[{at}]"), found);
                }
                true
            }
            "description" | "title" | "$schema" | "$id" | "$defs" => true,
            other => panic!("the schema uses {other}"),
        };
        if !fits {
            found.push(format!("{path}: {word} {wanted}, found {value}"));
        }
    }
}

fn register(folder: &Path, name: &str) -> Option<Value> {
    let world = world(folder);
    let register = compile::check(&world, name).register(None)?.json();
    assert_eq!(register, compile::check(&world, name).register(None)?.json());
    Some(serde_json::from_str(&register).unwrap())
}

fn report() -> Value {
    register(&root().join("reports/cpp-annual-2022-23"), "annual-report.paper").unwrap()
}

#[test]
fn every_register_is_as_its_schema_says() {
    let schema = schema();
    let mut found = Vec::new();
    misfits(&report(), &schema, &schema, "report", &mut found);
    for paper in files(&root().join("tests/cases"), "paper.paper") {
        let folder = paper.parent().unwrap();
        if let Some(register) = register(folder, "paper.paper") {
            misfits(&register, &schema, &schema, folder.to_str().unwrap(), &mut found);
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_report_has_evidence_for_every_figure_and_claim() {
    let folder = root().join("reports/cpp-annual-2022-23");
    let report = report();
    let statements = report["statements"].as_array().unwrap();
    let count = |kind: &str| statements.iter().filter(|one| one["kind"] == kind).count();
    assert_eq!(Value::from(count("claim")), report["figures"]["claims"]);
    assert_eq!(count("bare"), 0);
    for one in statements {
        assert_ne!(one["place"], "", "{one}");
        assert!(one["verdict"] == "agrees" || one["verdict"] == "sourced", "{one}");
        let stands = one["source"] != Value::Null || !one["inputs"].as_array().unwrap().is_empty();
        // A count of indicators may be of none.
        assert!(stands || one["words"] == "none", "{one}");
    }
    for file in report["files"].as_array().unwrap() {
        let path = folder.join(file["path"].as_str().unwrap());
        if !file["path"].as_str().unwrap().starts_with('@') {
            assert_eq!(file["sha256"], sha256(&std::fs::read(path).unwrap()).as_str());
        }
    }
}

#[test]
fn the_evidence_goes_along_inside_the_paper_where_it_is_asked_for() {
    let folder = root().join("reports/cpp-annual-2022-23");
    let mut world = world(&folder);
    let paper = world.files.get_mut("annual-report.paper").unwrap();
    let text = String::from_utf8(paper.clone()).unwrap();
    *paper = text.replace("  theme  ", "  evidence     attached\n  theme  ").into_bytes();
    let build = || {
        let mut checked = compile::check(&world, "annual-report.paper");
        let options = paperwright::backend::Options::default();
        compile::build(&world, &mut checked, None, "pdf", &options).unwrap()
    };
    let output = build();
    assert_eq!(output.bytes, build().bytes);
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA3a] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&output.bytes, &options).unwrap();
        let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
        assert!(report.is_compliant, "{}", failures.join("\n"));
    }
    let files = crate::pdf::attachments(&output.bytes);
    let evidence = output.evidence.into_bytes();
    assert_eq!(files, [("annual-report.evidence.json".to_owned(), evidence)]);
}
