//! What stands before the sections: the lines under the title, the parts of the cover, who signs.

use super::Composer;
use crate::document::{Anchor, Cover, CoverPart, Detail, PageLimit, Person};
use crate::paper::blocks::front::{Front, Person as Named};
use crate::paper::blocks::front_matter::{Classification, Purpose};
use crate::paper::standard::{self, Part, Place};
use crate::paper::{Item, Paper};

impl Composer<'_> {
    pub(super) fn cover(&mut self) -> Cover {
        let paper = self.paper;
        let front = &paper.front;
        let standard = front.standard.as_ref();
        let mut parts = Vec::new();
        for part in standard::order(standard, Place::Cover) {
            let (anchor, passages) = match part.name {
                "summary" => ("executive-summary", &paper.summary),
                "proposals" => ("cover-proposals", &paper.proposals),
                "reasons" => ("reasons", &paper.reasons),
                _ => continue,
            };
            if passages.is_empty() {
                continue;
            }
            let mut blocks = Vec::new();
            self.passages(passages, None, false, &mut blocks);
            let heading = standard::heading(standard, part);
            parts.push(CoverPart { heading, anchor: Anchor(anchor.to_owned()), blocks });
        }
        let signs =
            standard::order(standard, Place::Cover).iter().any(|part| part.name == "signed");
        let signatories = front.signatories.iter().filter(|_| signs);
        Cover {
            strapline: front.matter.strapline.clone(),
            page: front.matter.cover_page || standard.is_some_and(|standard| standard.cover_page),
            details: details(front),
            parts,
            signatories: signatories
                .map(|person| Person { name: person.name.clone(), post: person.post.clone() })
                .collect(),
        }
    }
}

/// Whether council, meeting and title are printed once more before the sections.
pub(super) fn heading_repeated(front: &Front) -> bool {
    front.matter.heading_repeated
        || front.standard.as_ref().is_some_and(|standard| standard.heading_repeated)
}

/// How many pages the paper may have: up to its first appendix that is printed with it.
pub(super) fn limit(paper: &Paper) -> Option<PageLimit> {
    let standard = paper.front.standard.as_ref()?;
    let appendices = paper.items.iter().filter_map(|item| match item {
        Item::Appendix(section, separate) => Some((section, *separate)),
        _ => None,
    });
    let before =
        appendices.enumerate().find(|(_, (_, separate))| !separate).map(|(at, (section, _))| {
            match &section.name {
                Some(name) => super::anchor_of(name),
                None => Anchor(format!("appendix-{}", at + 1)),
            }
        });
    Some(PageLimit {
        pages: standard.pages?,
        before,
        whose: standard.title.clone(),
        span: standard.asked,
    })
}

/// The lines under the title, in the order of the standard.
fn details(front: &Front) -> Vec<Detail> {
    let standard = front.standard.as_ref();
    let line = |part: &'static Part| {
        let text = detail(front, part)?;
        Some(Detail { label: standard::heading(standard, part), text })
    };
    standard::order(standard, Place::Head).into_iter().filter_map(line).collect()
}

fn detail(front: &Front, part: &Part) -> Option<String> {
    let matter = &front.matter;
    match part.name {
        "portfolio" if !matter.portfolio.is_empty() => {
            Some(matter.portfolio.iter().map(named).collect::<Vec<_>>().join("; "))
        }
        "wards" => matter.wards.as_ref().map(|wards| match wards.as_slice() {
            [] => "All".to_owned(),
            some => some.join(", "),
        }),
        "purpose" => matter.purpose.map(|purpose| {
            match purpose {
                Purpose::Decision => "For decision",
                Purpose::Discussion => "For discussion",
                Purpose::Information => "For information",
            }
            .to_owned()
        }),
        "decision" => matter.decision.as_ref().map(|(key, why)| match (key, why) {
            (true, Some(why)) => format!("Yes. {why}"),
            (true, None) => "Yes".to_owned(),
            (false, _) => "No".to_owned(),
        }),
        "classification" => matter.classification.map(|classification| {
            match classification {
                Classification::Public => "Public",
                Classification::PartExempt => "Part exempt: some of it is not for publication",
                Classification::Exempt => "Exempt: not for publication",
            }
            .to_owned()
        }),
        _ => None,
    }
}

/// A person with their post, in a line.
pub(super) fn named(person: &Named) -> String {
    if person.post.is_empty() {
        person.name.clone()
    } else {
        format!("{}, {}", person.name, person.post)
    }
}
