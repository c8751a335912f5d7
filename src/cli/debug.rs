//! `paperwright debug`: what the compiler makes of a paper, stage by stage.

use clap::{Args, ValueEnum};

use super::arguments::Style;
use super::disk::Disk;
use super::messages::Messages;
use super::{CannotRun, Outcome, defect, papers, parallel, streams};
use crate::compile::{self, Stage};

/// Print what Paperwright makes of a paper at a stage of its work, for those who work on Paperwright
#[derive(Args)]
#[command(after_help = "Example:\n  \
    paperwright debug model reports/cpp-annual-2022-23/annual-report.paper")]
pub(super) struct Arguments {
    /// The stage
    #[arg(value_name = "STAGE")]
    stage: StageName,
    /// The paper
    #[arg(value_name = "PATH")]
    path: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum StageName {
    /// What was written, as a tree
    Ast,
    /// The indicators and their values
    Model,
    /// The paper with its names resolved and its expressions worked out
    Paper,
    /// What is to be printed, figures as text
    Document,
    /// What stands behind each figure and claim
    Evidence,
    /// The pages before they are set
    Typst,
}

/// Prints the stage.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CannotRun> {
    let stage = match arguments.stage {
        StageName::Ast => Stage::Ast,
        StageName::Model => Stage::Model,
        StageName::Paper => Stage::Paper,
        StageName::Document => Stage::Document,
        StageName::Evidence => Stage::Evidence,
        StageName::Typst => Stage::Typst,
    };
    let papers = papers::named(&papers::plain(&arguments.path))?;
    let mut messages = Messages::new(Style::Human);
    parallel::each(
        "Printed",
        &papers,
        |paper| defect::guard(paper, || compile::debug(&Disk, paper, stage)),
        |paper, result| match result {
            Ok((text, checked)) => {
                messages.say(paper, checked, None);
                streams::result(&text)
            }
            Err(failure) => {
                messages.failed(paper, &failure);
                Ok(())
            }
        },
    )?;
    messages.end()
}
