//! The command line: one file a command, and everything that touches the disk, the terminal and the environment.
//!
//! Results go to the standard output, messages to the standard error; `--messages json` makes the messages the result.
//! To add a command: a file with its arguments and a `run`, and a row in `Command`.

mod arguments;
mod build;
mod check;
mod debug;
mod defect;
mod disk;
mod explain;
mod messages;
mod new;
mod output;
mod papers;
mod parallel;
mod progress;
mod streams;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Everything asked for was done.
    Fine,
    /// The papers have errors.
    Problems,
    /// It could not be tried, or Paperwright itself failed.
    CouldNotRun,
}

/// A reason for which a command cannot run, in whole sentences.
struct CannotRun(String);

#[derive(Parser)]
#[command(
    name = "paperwright",
    version,
    about = "Builds council papers whose words tally with the data.",
    long_about = "Builds council papers whose words tally with the data.\n\n\
        A paper is a text file that ends in .paper. Its figures come from the data model beside it, and a word such as \
        \"rose\" can be tied to the figures that bear it out. A paper whose words do not tally is not built; the message \
        shows the words, the figures, and the way out.",
    after_help = "Examples:\n  \
        paperwright check                 look for mistakes in every paper under reports/\n  \
        paperwright build                 build every paper under reports/ into build/\n  \
        paperwright explain claim-false   what a message means and how to mend it\n  \
        paperwright new                   the standards that a new paper can begin with\n\n\
        It ends with 0 if all is well, 1 if papers have errors, and 2 if it could not run."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    New(new::Arguments),
    Debug(debug::Arguments),
}

/// Runs the command line as given, the program's name first, and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        // This prints help and versions too; exit code 2 is clap's own for mistakes in the arguments.
        Err(error) => error.exit(),
    };
    defect::listen();
    let outcome = match arguments.command {
        Some(Command::Build(arguments)) => build::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Explain(arguments)) => explain::run(&arguments),
        Some(Command::New(arguments)) => new::run(&arguments),
        Some(Command::Debug(arguments)) => debug::run(&arguments),
        None => {
            streams::result(&Arguments::command().render_help().to_string()).map(|()| Outcome::Fine)
        }
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Ok(Outcome::CouldNotRun) => ExitCode::from(2),
        Err(CannotRun(reason)) => {
            streams::message(&format!("error: {reason}\n"));
            ExitCode::from(2)
        }
    }
}
