//! `every priority tagged`: each priority of the block is tagged somewhere in the paper.

use super::blocks;
use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::Paper;
use crate::paper::blocks::Block;
use crate::paper::blocks::table::plain;

/// Reports priorities that are tagged nowhere, where each has to be.
pub(super) fn check(paper: &Paper, diagnostics: &mut Diagnostics) {
    for block in blocks(paper) {
        let Block::Priorities(priorities) = block else { continue };
        let Some(asked) = priorities.every else { continue };
        let all = priorities.priorities.iter();
        for priority in all.filter(|priority| !paper.tagged.contains(&priority.name)) {
            let title = plain(&priority.title);
            diagnostics.add(
                Diagnostic::error(
                    "priority-untagged",
                    priority.span,
                    format!("the priority \"{title}\" is tagged nowhere"),
                )
                .label(asked, "each is to be tagged")
                .help(format!(
                    "write `{{tag {}}}` behind what the paper says of it",
                    priority.name
                )),
            );
        }
    }
}
