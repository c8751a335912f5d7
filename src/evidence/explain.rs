//! What stands behind a paragraph, a figure or a phrase of a paper, in words.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::document::date_in_words;
use crate::model::format_number;

use super::gather::{Gatherer, Material, register};
use super::places::Places;
use super::register::{At, Entry, Input, Number, Operand, Register, TableEntry, TableFigure};
use super::rests::TYPED;

/// How many figures of tables are shown: a common figure stands in many cells.
const CELLS: usize = 12;

/// The answer to a question about a paper: a paragraph's number, a table, a figure or a phrase; without one, all that its
/// words state. `Err` says in words that nothing answers it.
///
/// # Errors
/// The paper holds no such words, or nothing stands behind them that could be shown.
pub fn explain(material: Material<'_>, question: Option<&str>) -> Result<String, String> {
    let register = register(material, Vec::new());
    let Some(question) = question.map(str::trim).filter(|question| !question.is_empty()) else {
        let all = register.statements.iter().map(statement).collect::<Vec<_>>();
        return if all.is_empty() {
            Err("this paper states no figures and no claims".to_owned())
        } else {
            Ok(all.join("\n"))
        };
    };
    let places = Gatherer::new(material).places;
    let found = by_place(&register, &places, question)
        .or_else(|| by_figure(&register, question))
        .or_else(|| by_phrase(&register, &places, question));
    found.unwrap_or_else(|| Err(format!("nothing in this paper reads \"{question}\"")))
}

/// "6.7", "paragraph 6.7", "table 3", "executive summary".
fn by_place(
    register: &Register,
    places: &Places,
    question: &str,
) -> Option<Result<String, String>> {
    let wanted = question.to_lowercase();
    let number = wanted.strip_prefix("paragraph ").unwrap_or(&wanted);
    let (place, text) = places.texts().find(|(place, _)| {
        let words = place.words.to_lowercase();
        // "summary" is the executive summary.
        words == wanted
            || words.strip_suffix(&wanted).is_some_and(|before| before.ends_with(' '))
                && !wanted.starts_with(|c: char| c.is_ascii_digit())
            || place.paragraph.as_ref().is_some_and(|known| known.to_lowercase() == number)
    })?;
    let mut all: Vec<String> =
        register.statements.iter().filter(|one| one.place == place.words).map(statement).collect();
    for table in register.tables.iter().filter(|one| Some(&one.table) == place.table.as_ref()) {
        all.extend(table.figures.iter().map(|figure| cell(table, figure)));
    }
    Some(if all.is_empty() {
        Err(format!(
            "nothing in {} is tied to data or to a source: \"{}\"",
            place.words,
            brief(text)
        ))
    } else {
        Ok(all.join("\n"))
    })
}

/// A figure as it is printed, or words that are tied.
fn by_figure(register: &Register, question: &str) -> Option<Result<String, String>> {
    let mut all: Vec<String> = register
        .statements
        .iter()
        .filter(|one| {
            // A verb that follows a value states no figure.
            let verb = one.expression.as_ref().is_some_and(|written| written.starts_with('"'));
            holds(&one.words, question)
                || !verb && one.value.as_ref().is_some_and(|value| holds(&value.printed, question))
        })
        .map(statement)
        .collect();
    let cells: Vec<(&TableEntry, &TableFigure)> = register
        .tables
        .iter()
        .flat_map(|table| table.figures.iter().map(move |figure| (table, figure)))
        .filter(|(_, figure)| holds(&figure.value.printed, question))
        .collect();
    all.extend(cells.iter().take(CELLS).map(|(table, figure)| cell(table, figure)));
    if cells.len() > CELLS {
        all.push(format!("and {} more cells of tables\n", cells.len() - CELLS));
    }
    (!all.is_empty()).then(|| Ok(all.join("\n")))
}

/// Words of the paper: what is tied in them, or else in their paragraph or their row.
fn by_phrase(
    register: &Register,
    places: &Places,
    question: &str,
) -> Option<Result<String, String>> {
    let wanted = question.to_lowercase();
    let mut empty = None;
    for (place, _) in places.texts().filter(|(_, text)| text.to_lowercase().contains(&wanted)) {
        let here = || register.statements.iter().filter(|one| one.place == place.words);
        let mut all: Vec<String> =
            here().filter(|one| holds(&wanted, &one.words.to_lowercase())).map(statement).collect();
        for table in register.tables.iter().filter(|one| Some(&one.table) == place.table.as_ref()) {
            let rows = table.figures.iter().filter(|figure| {
                [&figure.row, &figure.column]
                    .into_iter()
                    .any(|title| title.to_lowercase().contains(&wanted))
            });
            all.extend(rows.map(|figure| cell(table, figure)));
        }
        if all.is_empty() {
            all = here().map(statement).collect();
        }
        if !all.is_empty() {
            return Some(Ok(all.join("\n")));
        }
        empty.get_or_insert(place);
    }
    empty.map(|place| {
        Err(format!(
            "\"{question}\" stands in {}, and nothing there is tied to data or to a source",
            place.words
        ))
    })
}

/// A text without the commas of its thousands: "41,200" is found as 41200.
fn without_commas(text: &str) -> String {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let comma =
            letter == ',' && digit(plain.chars().next_back()) && digit(letters.peek().copied());
        if !comma {
            plain.push(letter);
        }
    }
    plain
}

/// Whether some words hold others, whole: "445" is not in "1,445" or "445.2".
fn holds(text: &str, wanted: &str) -> bool {
    let text = without_commas(&text.to_lowercase());
    let wanted = without_commas(&wanted.to_lowercase());
    let goes_on = |character: Option<char>, next: Option<char>| match character {
        Some(character) if character.is_alphanumeric() => true,
        Some('.') => next.is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    };
    text.match_indices(&wanted).any(|(at, _)| {
        let (before, rest) = text.split_at_checked(at).unwrap_or(("", ""));
        let after = rest.get(wanted.len()..).unwrap_or("");
        let (mut back, mut on) = (before.chars().rev(), after.chars());
        !goes_on(back.next(), back.next()) && !goes_on(on.next(), on.next())
    })
}

/// A statement in words.
fn statement(entry: &Entry) -> String {
    let mut text = String::new();
    let printed = if entry.place.is_empty() { "not printed" } else { &entry.place };
    line(&mut text, 0, &format!("{printed}  ({})", at(&entry.at)));
    let words = &entry.words;
    match (entry.kind, &entry.expression, &entry.source) {
        ("source", _, Some(source)) => {
            line(&mut text, 1, &format!("\"{words}\" is from the source: {source}"));
        }
        ("bare", ..) => {
            line(
                &mut text,
                1,
                &format!("\"{words}\" is tied to nothing: no data and no source stand behind it"),
            );
        }
        ("count", ..) => {
            let truth = entry.truth.as_deref().unwrap_or("");
            line(&mut text, 1, &format!("\"{words}\" counts a list: {truth}"));
        }
        ("claim", Some(expression), _) => {
            line(&mut text, 1, &format!("\"{words}\" stands for the claim: {expression}"));
        }
        ("wording", Some(expression), _) => {
            line(&mut text, 1, &format!("\"{words}\" is said once, as {expression}"));
        }
        (_, Some(expression), _) => line(&mut text, 1, &format!("\"{words}\" is {expression}")),
        _ => line(&mut text, 1, &format!("\"{words}\"")),
    }
    if let Some(truth) = entry.truth.as_ref().filter(|_| entry.kind != "count") {
        line(&mut text, 1, &format!("the data say: {truth}"));
    }
    if let Some(value) = &entry.value {
        line(&mut text, 1, &number(value, words));
        if let Some(range) = &entry.range {
            line(&mut text, 1, range);
        }
    }
    operands(&mut text, &entry.operands);
    inputs(&mut text, &entry.inputs);
    if !entry.status.is_empty() {
        line(&mut text, 1, &format!("rests on values that are {}", entry.status.join(" and ")));
    }
    if let Some(waiver) = &entry.waiver {
        let until = date_in_words(waiver.until);
        line(&mut text, 1, &format!("waived by {} until {until}: {}", waiver.by, waiver.reason));
    }
    if entry.verdict == "differs" {
        line(&mut text, 1, "the data do not bear this out: `paperwright check` says why");
    }
    text
}

/// A figure of a table in words.
fn cell(table: &TableEntry, figure: &TableFigure) -> String {
    let mut text = String::new();
    line(&mut text, 0, &format!("{}  ({})", table.table.to_lowercase(), at(&table.at)));
    let what = format!("{}, {}: {}", figure.row, figure.column, figure.value.printed);
    // A figure as stated is its cell.
    if let ([input], None) = (figure.inputs.as_slice(), &figure.value.how) {
        line(&mut text, 1, &format!("{what}{}", place(input)));
        return text;
    }
    line(&mut text, 1, &what);
    if figure.value.how.is_some() {
        line(&mut text, 1, &number(&figure.value, &figure.value.printed));
    }
    operands(&mut text, &figure.operands);
    inputs(&mut text, &figure.inputs);
    text
}

/// "33 ÷ 461 = 7.158…, printed 7.2%".
fn number(value: &Number, words: &str) -> String {
    // So many decimals as a person reads.
    let (whole, part) = value.exact.split_once('.').unwrap_or((&value.exact, ""));
    let (part, cut) = match part.get(..4) {
        Some(short) if part.len() > 4 => (short, "…"),
        _ => (part, ""),
    };
    let whole =
        whole.parse::<Decimal>().map_or(whole.to_owned(), |number| format_number(number, 0));
    let sign = if value.exact.starts_with("-0.") { "−" } else { "" };
    let point = if part.is_empty() { "" } else { "." };
    let plain = format!("{sign}{whole}{point}{part}{cut}");
    let exact = match value.unit.as_str() {
        "£" => format!("£{plain}"),
        "%" => format!("{plain}%"),
        "number" => plain.clone(),
        // "1 concerns" is no English.
        _ if plain == "1" => plain.clone(),
        unit => format!("{plain} {unit}"),
    };
    let how = value.how.as_ref().map_or(String::new(), |how| format!("{how} = "));
    let printed =
        if holds(words, &value.printed) || value.printed == exact || value.printed == plain {
            String::new()
        } else {
            format!("; with the model's decimals: {}", value.printed)
        };
    format!("the value: {how}{exact}{printed}")
}

fn operands(text: &mut String, operands: &[Operand]) {
    // Those that are cells stand among the inputs.
    for Operand { label, value } in operands {
        if label == TYPED {
            line(text, 2, &format!("{}: {TYPED}", value.printed));
        } else if let Some(how) = &value.how {
            line(text, 2, &format!("{label}: {how} = {}", value.printed));
        }
    }
}

fn inputs(text: &mut String, inputs: &[Input]) {
    for input in inputs {
        let status = match input.status.as_slice() {
            [] => String::new(),
            marks => format!(" ({})", marks.join(", ")),
        };
        line(text, 2, &format!("{}: {}{status}{}", input.label, input.printed, place(input)));
    }
}

/// Where an input stands, behind two spaces.
fn place(input: &Input) -> String {
    match (input.place.as_str(), &input.at) {
        ("", None) => String::new(),
        ("", Some(input)) => format!("  ({})", at(input)),
        (place, None) => format!("  ({place})"),
        (place, Some(there)) => match &input.source {
            Some(source) => format!("  ({source}; {place}; {})", at(there)),
            None => format!("  ({place}; {})", at(there)),
        },
    }
}

fn at(at: &At) -> String {
    format!("{}:{}:{}", at.file, at.line, at.column)
}

fn line(text: &mut String, depth: usize, words: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{}{words}", "  ".repeat(depth));
}

/// The first words of a text.
fn brief(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.iter().take(12).copied().collect::<Vec<_>>().join(" ");
    if words.len() > 12 { format!("{first} …") } else { first }
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_figure_is_found_whole() {
        assert!(holds("about 445 children", "445"));
        assert!(holds("There were 445.", "445"));
        assert!(!holds("1,445", "445"));
        assert!(holds("There were 41,200", "41200"));
        assert!(holds("41200", "41,200"));
        assert!(!holds("445.2", "445"));
        assert!(!holds("4456", "445"));
        assert!(holds("7.2%", "7.2"));
        assert!(holds("Fell", "fell"));
    }
}
