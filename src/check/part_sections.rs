//! Parts that have no sections.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::prose::place;
use crate::paper::{Item, Paper};

/// Reports the parts behind which no section stands before the next part or the appendices.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    for (at, item) in paper.items.iter().enumerate() {
        let Item::Part(part) = item else { continue };
        let following = paper.items.iter().skip(at + 1);
        let mut own =
            following.take_while(|item| !matches!(item, Item::Part(_) | Item::Appendix(..)));
        if own.any(|item| matches!(item, Item::Section(_))) {
            continue;
        }
        let Some(title) = place(&part.title) else { continue };
        let diagnostic =
            Diagnostic::warning("part-without-sections", title, "this part has no sections");
        let before = at.checked_sub(1).and_then(|before| paper.items.get(before));
        diagnostics.add(match before {
            Some(Item::Section(_)) => {
                diagnostic.help("a part stands in front of its first section")
            }
            _ => diagnostic.help("put its sections behind it, or take it out"),
        });
    }
}
