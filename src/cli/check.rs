//! `paperwright check`: looks for mistakes and builds nothing.

use clap::Args;

use super::arguments::{self, Style};
use super::disk::Disk;
use super::messages::Messages;
use super::{CannotRun, Outcome, defect, papers, parallel, streams};
use crate::compile::{self, Tally};

/// Look for mistakes in papers, without building them
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    paperwright check                                          every paper under reports/\n  \
    paperwright check reports/cpp-annual-2022-23               every paper in a folder\n  \
    paperwright check --short reports/budget/budget.paper      one line a message\n  \
    paperwright check --format json > messages.json            for a program")]
pub(super) struct Arguments {
    /// Papers, or folders with papers; every paper under reports/ if none is named
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// How messages are written: human, short (one line each) or json
    #[arg(
        long = "format",
        visible_alias = "messages",
        value_name = "STYLE",
        default_value = "human",
        hide_default_value = true,
        value_parser = arguments::style,
        conflicts_with = "short"
    )]
    style: Style,
    /// One line a message: the same as --format short
    #[arg(long)]
    short: bool,
}

/// Checks the papers.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CannotRun> {
    let papers = papers::chosen(&arguments.paths)?;
    let style = if arguments.short { Style::Short } else { arguments.style };
    let mut messages = Messages::new(style);
    parallel::each(
        "Checked",
        &papers,
        |paper| defect::guard(paper, || compile::check(&Disk, paper)),
        |paper, checked| {
            match checked {
                Ok(checked) => {
                    let figures = figures(checked.tally);
                    messages.say(paper, checked, None);
                    if messages.plain() {
                        streams::result(&format!("{paper}: {figures}\n"))?;
                    }
                }
                Err(failure) => messages.failed(paper, &failure),
            }
            Ok(())
        },
    )?;
    messages.end()
}

/// The tally as a line: "214 figures: 209 tallied, 5 from named sources, 0 bare; 43 claims in words".
fn figures(tally: Tally) -> String {
    let Tally { figures, tallied, sourced, bare, claims } = tally;
    let (figure, source) = (plural(figures, "figure"), plural(sourced, "named source"));
    let claim = plural(claims, "claim");
    if figures == 0 && claims == 0 {
        return "no figures".to_owned();
    }
    format!(
        "{figures} {figure}: {tallied} tallied, {sourced} from {source}, {bare} bare; {claims} {claim} in words"
    )
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}
