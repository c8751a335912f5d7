//! How far it has got: a line that is rewritten, for a person who waits at a terminal for several papers.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line that counts to `papers`; it shows nothing where nobody would see it move.
pub(super) fn bar(doing: &'static str, papers: usize) -> ProgressBar {
    if papers < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr();
    let bar = ProgressBar::with_draw_target(Some(papers as u64), target).with_message(doing);
    if let Ok(style) = ProgressStyle::with_template("{msg} {pos} of {len} papers {bar:30}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.tick();
    bar
}
