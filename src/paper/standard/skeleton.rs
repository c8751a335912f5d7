//! A paper that has all that a standard asks for, with gaps to be filled in: what `paperwright new` writes.

use std::fmt::Write as _;

use super::parts::{PARTS, Part, Place};
use super::{Asked, Slot, Standard, order};
use crate::paper::values::value::capital;

/// How wide comments are.
const WIDTH: usize = 100;

/// The lines of `paper` that are worth knowing, and are offered in a comment where the standard does not ask for them.
const OFFERED: [&str; 6] =
    ["subtitle", "contributor", "contact", "consulted", "considered", "classification"];

const MODEL: &str = "\
// What the figures of the paper mean. Each indicator is declared once, and its values stand in data/figures.csv.
// A paper without figures needs neither file: take the line `use \"figures.model\"` out of it.

model \"<what these figures are about>\" {
  year starts April
}

area home \"<the name of the council or of its area>\" home

// One indicator. Copy the block for each further one. Its kind says what may be done with its values:
// snapshot (how many on the last day), count (how many during the period), people, money, percentage …
indicator example \"<what is counted, as it is to be printed>\" {
  kind  snapshot
  unit  \"<in what it is counted, such as: children>\"
}

data \"data/figures.csv\" {
  columns indicator, area, period, value, status
}
";

const DATA: &str = "indicator,area,period,value,status\nexample,,2022-23 Q4,Awaiting data,\n";

/// The files of a new paper: their names, from the folder of the paper, and their texts. `stem` is the paper's own name,
/// `theme` the folder of a house style.
pub fn skeleton(standard: &Standard, stem: &str, theme: Option<&str>) -> Vec<(String, String)> {
    vec![
        (format!("{stem}.paper"), paper(standard, stem, theme)),
        ("figures.model".to_owned(), MODEL.to_owned()),
        ("data/figures.csv".to_owned(), DATA.to_owned()),
    ]
}

fn paper(standard: &Standard, stem: &str, theme: Option<&str>) -> String {
    let mut text = String::new();
    let name = &standard.name;
    comment(&format!("{}, as the standard `{name}` has it.", capital(&standard.title)), &mut text);
    text.push_str("//\n");
    comment(
        "What stands in pointed brackets is to be filled in. Until it is, it is an error that says what goes there. Lines \
         that begin with // are for you and are not printed: take them out as you go.",
        &mut text,
    );
    text.push_str("//\n");
    put(&mut text, format_args!("//   paperwright check {stem}.paper   looks it over\n"));
    put(&mut text, format_args!("//   paperwright build {stem}.paper   makes the PDF\n\n"));
    text.push_str("use \"figures.model\"\n\n");
    front(standard, theme, &mut text);
    for part in order(Some(standard), Place::Cover) {
        if part.item && asked(standard, part) {
            let words = standard.words.iter().find(|(known, _)| known.name == part.name);
            let about = match words {
                Some((_, words)) => format!("{}: at most {words} words.", capital(part.what)),
                None => format!("{}.", capital(part.what)),
            };
            comment(&about, &mut text);
            put(&mut text, format_args!("{}\n\n", part.form));
        }
    }
    text.push_str("contents\n\n");
    for slot in &standard.slots {
        match slot {
            Slot::Section(asked) => section(asked, &mut text),
            Slot::Others(about) => others(about, &mut text),
        }
    }
    if standard.slots.is_empty() {
        others("", &mut text);
    }
    for part in PARTS.iter().filter(|part| part.item && part.place != Place::Cover) {
        if asked(standard, part) && part.name != "contents" {
            put(&mut text, format_args!("{}\n\n", part.form));
        }
    }
    if !standard.required.iter().any(|required| required.part.name == "acronyms") {
        comment("Acronyms that the paper uses, in the order of the alphabet:", &mut text);
        text.push_str("// acronyms {\n//   \"CLA\"  \"Children looked after\"\n// }\n");
    }
    text
}

/// The item `paper`.
fn front(standard: &Standard, theme: Option<&str>, text: &mut String) {
    text.push_str("paper \"<the title of the report>\" {\n");
    let places = [Place::Block, Place::Head, Place::Cover, Place::Back, Place::Elsewhere];
    let lines: Vec<&Part> = places
        .into_iter()
        .flat_map(|place| order(Some(standard), place))
        .filter(|part| !part.item)
        .collect();
    let mut standing = false;
    for part in &lines {
        // Behind what is said of the meeting comes the standard, and what it asks for.
        if !standing && part.place != Place::Block {
            standing = true;
            put(text, format_args!("  standard {}\n", standard.name));
            if let Some(theme) = theme {
                put(text, format_args!("  theme \"{theme}\"\n"));
            }
        }
        if !asked(standard, part) {
            continue;
        }
        let form = match (part.name, &standard.council, &standard.meeting) {
            ("council", Some(council), _) => format!("council \"{council}\""),
            ("meeting", _, Some(meeting)) => part.form.replace("<the meeting>", meeting),
            _ => part.form.to_owned(),
        };
        let least = standard.required.iter().find(|known| known.part.name == part.name);
        for _ in 0..least.map_or(1, |required| required.least.max(1)) {
            put(text, format_args!("  {form}\n"));
        }
        if part.name == "background" {
            text.push_str("  // The law asks for the papers that a report relies on; that there are none is said: background none\n");
        }
        if part.name == "signed" && !standard.signatories.is_empty() {
            let posts = standard.signatories.join("\" and \"");
            put(text, format_args!("  // Among the posts of those who sign: \"{posts}\"\n"));
        }
    }
    text.push_str("  figures must tally\n");
    text.push_str("  // Which periods it reports on, where it has figures: reporting 2022-23 Q2 to 2022-23 Q4\n");
    let offered =
        lines.iter().filter(|part| OFFERED.contains(&part.name) && !asked(standard, part));
    for part in offered {
        put(text, format_args!("  // May be added: {}\n", part.form));
    }
    text.push_str("}\n\n");
}

fn asked(standard: &Standard, part: &Part) -> bool {
    standard.required.iter().any(|required| required.part.name == part.name)
}

fn section(asked: &Asked, text: &mut String) {
    let Asked { title, about, .. } = asked;
    let about = if about.is_empty() { "what there is to say" } else { about };
    if let Some(part) = asked.prints {
        comment(&format!("{}.", capital(about)), text);
        put(text, format_args!("section \"{title}\" {{\n  {}\n}}\n\n", part.name));
        return;
    }
    if asked.optional {
        comment("This section may be left out.", text);
    }
    if let Some(words) = asked.words {
        comment(&format!("At most {words} words."), text);
    }
    if let Some(default) = &asked.default {
        comment(
            &format!(
                "Where there is nothing to say, put this line in its place, and \"{default}\" is printed:"
            ),
            text,
        );
        put(text, format_args!("//   section \"{title}\" none\n"));
    }
    put(text, format_args!("section \"{title}\" {{\n  narrative {{\n    <{about}>\n  }}\n}}\n\n"));
}

fn others(about: &str, text: &mut String) {
    let about = if about.is_empty() { "each with a title of its own" } else { about };
    comment(
        &format!("Here your own sections stand: {about}. Copy the block for each of them."),
        text,
    );
    text.push_str(
        "section \"<the title of a section of your own>\" {\n  narrative {\n    <what it says, in paragraphs with an empty \
         line between them>\n    // A figure from the data is written {example at Q4}, and a word that rests on it\n    // \
         [rose]{example rises from Q2 to Q4}.\n  }\n}\n\n",
    );
}

/// A comment, in lines that are not too long.
fn comment(words: &str, text: &mut String) {
    let mut line = String::from("//");
    for word in words.split_whitespace() {
        if line.chars().count() + word.chars().count() >= WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = String::from("//");
        }
        line.push(' ');
        line.push_str(word);
    }
    text.push_str(&line);
    text.push('\n');
}

fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = text.write_fmt(words);
}
