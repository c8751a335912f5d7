//! `paperwright explain`: what a message means.

use clap::Args;

use super::{CannotRun, Outcome, streams};
use crate::diag::{CATALOGUE, Entry, did_you_mean, entry};

/// Explain a message: what it means, why it matters, and how to mend it
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    paperwright explain claim-false    explain one message\n  \
    paperwright explain                list them all")]
pub(super) struct Arguments {
    /// The code in brackets at the start of a message, such as claim-false; without it, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Prints the page of a code, or the list of codes.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CannotRun> {
    let Some(code) = &arguments.code else {
        let width = CATALOGUE.iter().map(|entry| entry.code.len()).max().unwrap_or(0);
        let line = |entry: &Entry| format!("{:width$}  {}\n", entry.code, entry.title);
        let list = CATALOGUE.iter().map(line).collect::<Vec<_>>().concat();
        return streams::result(&list).map(|()| Outcome::Fine);
    };
    // As it may be copied from a message: `error[claim-false]:`.
    let bare = code.trim_end_matches([':', ']']).rsplit('[').next().unwrap_or(code);
    if let Some(entry) = entry(bare) {
        return streams::result(entry.page).map(|()| Outcome::Fine);
    }
    let near = did_you_mean(bare, CATALOGUE.iter().map(|entry| entry.code))
        .map_or(String::new(), |near| format!(" Did you mean {near}?"));
    Err(CannotRun(format!(
        "no message has the code {bare}.{near}\nTo list all codes: paperwright explain"
    )))
}
