//! The sections that a standard asks for: missing, misplaced, under another title, empty.

use std::collections::BTreeMap;

use super::{count, sections};
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::paper::Paper;
use crate::paper::blocks::{Block, Section, table};
use crate::paper::prose::Passage;
use crate::paper::standard::{Asked, Slot, Standard, plain, same};
use crate::source::Span;

/// What stands in a section that its author has put off, or has nothing to say in.
const FILLERS: [&str; 10] = [
    "none",
    "n/a",
    "not applicable",
    "nil",
    "-",
    "tbc",
    "tba",
    "to be confirmed",
    "to be added",
    "to follow",
];

pub(super) fn check(paper: &Paper, standard: &Standard, diagnostics: &mut Diagnostics) {
    if standard.sections().next().is_none() {
        return;
    }
    let sections = sections(paper);
    let titles: Vec<String> = sections.iter().map(|section| table::plain(&section.title)).collect();
    let slots = placed(&sections, &titles, standard, diagnostics);
    let kept = in_order(&slots);
    for (at, section) in sections.iter().enumerate() {
        if let Some(Slot::Section(asked)) = slots[at].and_then(|slot| standard.slots.get(slot)) {
            empty(section, asked, standard, diagnostics);
        }
        misplaced(at, &sections, &titles, &slots, &kept, standard, diagnostics);
    }
    missing(paper, &sections, &titles, &slots, &kept, standard, diagnostics);
}

/// Which section of the standard each section is: by its title, then by one that authors give it, then by one that is
/// near. One under another title is reported.
fn placed(
    sections: &[&Section],
    titles: &[String],
    standard: &Standard,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<usize>> {
    let asked: Vec<(usize, &Asked)> = standard
        .slots
        .iter()
        .enumerate()
        .filter_map(|(at, slot)| match slot {
            Slot::Section(asked) => Some((at, asked)),
            Slot::Others(_) => None,
        })
        .collect();
    let mut slots = vec![None; sections.len()];
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, title) in titles.iter().enumerate() {
        let Some((slot, asked)) = asked.iter().find(|(_, asked)| same(&asked.title, title)) else {
            continue;
        };
        if let Some(first) = taken.get(slot) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    sections[at].place,
                    format!("the section \"{}\" stands twice in this paper", asked.title),
                )
                .label(sections[*first].place, "the first stands here")
                .help("make one section of the two"),
            );
            continue;
        }
        taken.insert(*slot, at);
        slots[at] = Some(*slot);
    }
    for (at, title) in
        titles.iter().enumerate().filter(|(at, _)| slots[*at].is_none()).collect::<Vec<_>>()
    {
        let free = || asked.iter().filter(|(slot, _)| !taken.contains_key(slot));
        let called = free()
            .find(|(_, asked)| asked.also.iter().any(|also| same(also, title)))
            .or_else(|| {
                let near = did_you_mean(title, free().map(|(_, asked)| asked.title.as_str()))?;
                free().find(|(_, asked)| asked.title == near)
            });
        let Some((slot, asked)) = called else { continue };
        diagnostics.add(
            Diagnostic::error(
                "part-renamed",
                sections[at].place,
                format!("{} calls this section \"{}\"", standard.title, asked.title),
            )
            .here("the titles of a standard are fixed")
            .replace("write", sections[at].place, format!("\"{}\"", asked.title)),
        );
        let (slot, title) = (*slot, at);
        taken.insert(slot, title);
        slots[at] = Some(slot);
    }
    slots
}

/// The sections whose order is right: the longest row of them that stands as the standard has it.
fn in_order(slots: &[Option<usize>]) -> Vec<bool> {
    // For each section, how long the longest row is that ends with it, and which comes before it there.
    let mut rows: Vec<(usize, Option<usize>)> = Vec::with_capacity(slots.len());
    for (at, slot) in slots.iter().enumerate() {
        let before = (0..at)
            .filter(|before| slot.is_some() && slots[*before].is_some() && slots[*before] < *slot)
            .max_by_key(|before| (rows[*before].0, std::cmp::Reverse(*before)));
        rows.push((before.map_or(0, |before| rows[before].0) + 1, before));
    }
    let mut kept = vec![false; slots.len()];
    let ends = (0..slots.len()).filter(|at| slots[*at].is_some());
    let mut next = ends.max_by_key(|at| (rows[*at].0, std::cmp::Reverse(*at)));
    while let Some(at) = next {
        kept[at] = true;
        next = rows[at].1;
    }
    kept
}

/// The slots of the sections that are in order and stand next to one, before and behind it.
fn neighbours(at: usize, slots: &[Option<usize>], kept: &[bool]) -> (Option<usize>, Option<usize>) {
    let before = (0..at).rev().find(|near| kept[*near]);
    let behind = (at + 1..slots.len()).find(|near| kept[*near]);
    (before, behind)
}

fn misplaced(
    at: usize,
    sections: &[&Section],
    titles: &[String],
    slots: &[Option<usize>],
    kept: &[bool],
    standard: &Standard,
    diagnostics: &mut Diagnostics,
) {
    if kept[at] {
        return;
    }
    let title = &titles[at];
    let place = sections[at].place;
    if let Some(slot) = slots[at] {
        let before = standard.slots.iter().take(slot).rev().find_map(named);
        let behind = standard.slots.iter().skip(slot + 1).find_map(named);
        let there = match (before, behind) {
            (Some(before), _) => format!("behind \"{before}\""),
            (None, Some(behind)) => format!("before \"{behind}\""),
            (None, None) => return,
        };
        diagnostics.add(
            Diagnostic::error(
                "part-misplaced",
                place,
                format!("in {}, \"{title}\" stands {there}", standard.title),
            )
            .help(format!("move this section {there}")),
        );
        return;
    }
    let others: Vec<usize> = (0..standard.slots.len())
        .filter(|slot| matches!(standard.slots.get(*slot), Some(Slot::Others(_))))
        .collect();
    let Some(first) = others.first() else { return };
    let (before, behind) = neighbours(at, slots, kept);
    let from = before.and_then(|near| slots[near]);
    let to = behind.and_then(|near| slots[near]).unwrap_or(usize::MAX);
    if others.iter().any(|slot| from.is_none_or(|from| from < *slot) && *slot < to) {
        return;
    }
    let before = standard.slots.iter().take(*first).rev().find_map(named);
    let behind = standard.slots.iter().skip(first + 1).find_map(named);
    let there = match (before, behind) {
        (Some(before), Some(behind)) => format!("between \"{before}\" and \"{behind}\""),
        (Some(before), None) => format!("behind \"{before}\""),
        (None, Some(behind)) => format!("before \"{behind}\""),
        (None, None) => return,
    };
    diagnostics.add(
        Diagnostic::error(
            "part-misplaced",
            place,
            format!("in {}, the author's own sections stand {there}", standard.title),
        )
        .here("this section is none of the standard's")
        .help(format!("move it there, or make it a section in one of the standard's: \"{title}\" is then a sub-heading")),
    );
}

fn named(slot: &Slot) -> Option<&str> {
    match slot {
        Slot::Section(asked) => Some(&asked.title),
        Slot::Others(_) => None,
    }
}

/// Sections that are not there, those that are missing at one place in one message.
fn missing(
    paper: &Paper,
    sections: &[&Section],
    titles: &[String],
    slots: &[Option<usize>],
    kept: &[bool],
    standard: &Standard,
    diagnostics: &mut Diagnostics,
) {
    // By the section that they stand before; none for those at the end.
    let mut lacking: BTreeMap<usize, Vec<&Asked>> = BTreeMap::new();
    for (slot, found) in standard.slots.iter().enumerate() {
        let Slot::Section(asked) = found else { continue };
        let needed = !asked.optional && asked.only.is_none_or(|part| count(paper, part) > 0);
        if !needed || slots.contains(&Some(slot)) {
            continue;
        }
        let behind = (0..sections.len()).find(|at| kept[*at] && slots[*at] > Some(slot));
        lacking.entry(behind.unwrap_or(sections.len())).or_default().push(asked);
    }
    for (behind, asked) in lacking {
        let names: Vec<String> = asked.iter().map(|asked| format!("\"{}\"", asked.title)).collect();
        let what = match names.as_slice() {
            [one] => format!("a section {one}"),
            [first @ .., last] => format!("the sections {} and {last}", first.join(", ")),
            [] => continue,
        };
        let mut diagnostic = Diagnostic::error(
            "part-missing",
            standard.asked,
            format!("{} needs {what}", standard.title),
        );
        for one in asked.iter().filter(|one| !one.about.is_empty()) {
            diagnostic = diagnostic.note(format!("\"{}\": {}.", one.title, one.about));
        }
        let written: Vec<String> = asked.iter().map(|asked| written(asked)).collect();
        let written = written.join("\n\n");
        let before =
            behind.checked_sub(1).and_then(|at| Some((sections.get(at)?, titles.get(at)?)));
        diagnostics.add(match (sections.get(behind), before) {
            (Some(next), _) => diagnostic.replace(
                format!("add before \"{}\"", titles[behind]),
                Span { end: next.span.start, ..next.span },
                format!("{written}\n\n"),
            ),
            (None, Some((last, title))) => diagnostic.replace(
                format!("add behind \"{title}\""),
                last.span.after(),
                format!("\n\n{written}"),
            ),
            (None, None) => diagnostic.replace(
                "add behind the item `paper`",
                paper.front.matter.end,
                format!("\n\n{written}"),
            ),
        });
    }
}

/// A section to be filled in, or with the words that the standard has for it.
pub(super) fn written(asked: &Asked) -> String {
    let Asked { title, about, .. } = asked;
    match (asked.prints, &asked.default) {
        (Some(part), _) => format!("section \"{title}\" {{\n  {}\n}}", part.name),
        (None, Some(_)) => format!("section \"{title}\" none"),
        (None, None) => {
            let about = if about.is_empty() { "what there is to say" } else { about };
            format!("section \"{title}\" {{\n  narrative {{\n    <{about}>\n  }}\n}}")
        }
    }
}

/// A section of the standard in which nothing is said.
fn empty(section: &Section, asked: &Asked, standard: &Standard, diagnostics: &mut Diagnostics) {
    let Asked { title, about, default, .. } = asked;
    let lacks = |what: &str| {
        let diagnostic = Diagnostic::error("part-empty", section.place, what);
        if about.is_empty() {
            diagnostic
        } else {
            diagnostic.note(format!("What goes there: {about}."))
        }
    };
    if section.none.is_some() {
        if default.is_none() {
            diagnostics.add(
                lacks(&format!("{} says something in \"{title}\"", standard.title))
                    .help("write what there is to say; the standard has no words for none"),
            );
        }
        return;
    }
    if let Some(part) = asked.prints
        && part.name == "proposals"
        && !section.blocks.iter().any(|block| matches!(block, Block::Proposals))
    {
        diagnostics.add(lacks(&format!("\"{title}\" does not print the proposals")).replace(
            "they are written once, and printed here",
            section.span,
            written(asked),
        ));
        return;
    }
    let filler = match section.blocks.as_slice() {
        [] => Some(String::new()),
        [Block::Narrative(_, passages)] => match passages.as_slice() {
            [] => Some(String::new()),
            [Passage::Paragraph(_, words)] => {
                let words = plain(&table::plain(words));
                FILLERS.contains(&words.as_str()).then_some(words)
            }
            _ => None,
        },
        _ => None,
    };
    let Some(filler) = filler else { return };
    let message = if filler.is_empty() {
        format!("nothing stands in \"{title}\"")
    } else {
        format!("\"{title}\" says nothing yet")
    };
    let diagnostic = lacks(&message);
    diagnostics.add(match default {
        Some(default) => diagnostic.replace(
            format!("if that is so, say it, and \"{default}\" is printed"),
            section.span,
            written(asked),
        ),
        None => diagnostic.help("write what there is to say"),
    });
}
