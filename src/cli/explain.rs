//! `paperwright explain`: what a message means, and what stands behind a paper's figures.

use std::path::Path;

use clap::Args;

use super::disk::Disk;
use super::{CannotRun, Outcome, papers, streams};
use crate::compile;
use crate::diag::{CATALOGUE, Entry, Severity, did_you_mean, entry};

/// Explain a message, or what stands behind a figure, a claim or a paragraph of a paper
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    paperwright explain claim-false            explain one message\n  \
    paperwright explain                        list them all\n  \
    paperwright explain my.paper 6.7           where the figures of paragraph 6.7 come from\n  \
    paperwright explain my.paper 445           where the figure 445 comes from\n  \
    paperwright explain my.paper \"in care\"     what stands behind some words\n  \
    paperwright explain my.paper               all figures and claims in the paper's words")]
pub(super) struct Arguments {
    /// The code in brackets at the start of a message, such as claim-false, or a paper; without it, all codes are listed
    #[arg(value_name = "CODE|PAPER")]
    subject: Option<String>,
    /// Of a paper: a paragraph, a table, a figure or some words
    #[arg(value_name = "WHAT")]
    question: Option<String>,
}

/// Prints the page of a code, the list of codes, or what stands behind a paper's figures.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CannotRun> {
    match &arguments.subject {
        Some(path)
            if papers::has_papers_ending(path)
                || path.contains('/')
                || Path::new(path).is_dir() =>
        {
            paper(path, arguments.question.as_deref())
        }
        subject => message(subject.as_deref()),
    }
}

/// What stands behind the figures of a paper.
fn paper(path: &str, question: Option<&str>) -> Result<Outcome, CannotRun> {
    let papers = papers::named(&papers::plain(path))?;
    let several = papers.len() > 1;
    let mut refusals = Vec::new();
    let mut answered = false;
    for paper in &papers {
        let checked = compile::check(&Disk, paper);
        match checked.explain(question) {
            Ok(answer) => {
                answered = true;
                let title = if several { format!("{paper}\n\n") } else { String::new() };
                streams::result(&format!("{title}{answer}"))?;
                let errors = checked.diagnostics.count(Severity::Error);
                if errors > 0 {
                    streams::message(&format!(
                        "{paper} has errors ({errors}): paperwright check {paper}\n"
                    ));
                }
            }
            Err(reason) => refusals.push(format!("{paper}: {reason}.")),
        }
    }
    if answered { Ok(Outcome::Fine) } else { Err(CannotRun(refusals.join("\n"))) }
}

/// What a message means.
fn message(code: Option<&str>) -> Result<Outcome, CannotRun> {
    let Some(code) = code else {
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
