//! The parts that a standard asks for: what stands on the cover, under the title and behind the sections.

use super::count;
use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::Paper;
use crate::paper::standard::{Required, Standard, same};
use crate::source::Span;

pub(super) fn check(paper: &Paper, standard: &Standard, diagnostics: &mut Diagnostics) {
    let front = &paper.front;
    for required in &standard.required {
        let found = count(paper, required.part);
        if found < required.least {
            diagnostics.add(missing(paper, standard, required, found));
        }
        if let Some(most) = required.most.filter(|most| found > *most) {
            diagnostics.add(
                Diagnostic::warning(
                    "part-long",
                    last(paper, required.part.name).unwrap_or(front.span),
                    format!(
                        "{} has `{}` at most {most} times, and this one has it {found} times",
                        standard.title, required.part.name
                    ),
                )
                .help(format!("take out all but {most} of these lines")),
            );
        }
    }
    let none = |words: &&String| {
        let words = words.to_lowercase();
        !front.signatories.iter().any(|person| person.post.to_lowercase().contains(&words))
    };
    // A post that is still to be filled in may be the one.
    let open = diagnostics.has("gap-unfilled");
    for words in standard.signatories.iter().filter(none).filter(|_| !open) {
        let Some(place) = last(paper, "signed") else { continue };
        diagnostics.add(
            Diagnostic::error(
                "part-missing",
                place,
                format!(
                    "{} is signed by somebody whose post has the words \"{words}\"",
                    standard.title
                ),
            )
            .replace(
                "add a line",
                place.after(),
                format!("\n  signed \"<the name>\", \"<the post, with the words {words}>\""),
            ),
        );
    }
    fixed(paper, standard, diagnostics);
}

/// A council and a meeting that the standard names.
fn fixed(paper: &Paper, standard: &Standard, diagnostics: &mut Diagnostics) {
    let front = &paper.front;
    let pairs = [
        ("council", &standard.council, front.council.as_deref()),
        ("meeting", &standard.meeting, front.meeting.as_ref().map(|(name, _)| name.as_str())),
    ];
    for (line, asked, found) in pairs {
        let (Some(asked), Some(found)) = (asked, found) else { continue };
        let Some(place) = last(paper, line).filter(|_| !same(asked, found)) else { continue };
        let diagnostic = Diagnostic::error(
            "part-renamed",
            place,
            format!("the {line} of {} is \"{asked}\", and here it is \"{found}\"", standard.title),
        );
        diagnostics.add(if line == "council" {
            diagnostic.replace("write", place, format!("council \"{asked}\""))
        } else {
            diagnostic.help(format!("write `{line} \"{asked}\"`, or name another standard"))
        });
    }
}

/// The last line with a name.
fn last(paper: &Paper, name: &str) -> Option<Span> {
    let mut lines = paper.front.matter.lines.iter().rev();
    lines.find(|(line, _)| line == name).map(|(_, place)| *place)
}

fn missing(paper: &Paper, standard: &Standard, required: &Required, found: usize) -> Diagnostic {
    let front = &paper.front;
    let part = required.part;
    let message = match required.least {
        0 | 1 => format!("{} needs {}", standard.title, part.what),
        least => format!(
            "{} has `{}` at least {least} times, and here it stands {found}",
            standard.title, part.name
        ),
    };
    let diagnostic = Diagnostic::error("part-missing", standard.asked, message);
    if part.item {
        // Those of the cover stand behind the paper's own item, and the others where their author wants them.
        return match part.name {
            "summary" | "proposals" | "reasons" => diagnostic.replace(
                "add it behind the item `paper`",
                front.matter.end,
                format!("\n\n{}", part.form),
            ),
            _ => diagnostic.help(format!(
                "add it at the very start of a line: `{}`",
                part.form.replace('\n', " ")
            )),
        };
    }
    let place = front.matter.lines.last().map_or(front.span, |(_, place)| *place).after();
    diagnostic.replace("add a line to the item `paper`", place, format!("\n  {}", part.form))
}
