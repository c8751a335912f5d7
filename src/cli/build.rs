//! `paperwright build`: makes the papers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::disk::Disk;
use super::messages::Messages;
use super::{CannotRun, Outcome, arguments, defect, output, papers, parallel, streams};
use crate::backend;
use crate::compile::{self, Checked, FORMATS, Output};
use crate::paper::exempt::editions::Audience;

/// Build papers; one with errors is not built, and its earlier output is left as it was
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    paperwright build                                          every paper under reports/, into build/\n  \
    paperwright build reports/cpp-annual-2022-23               every paper in a folder\n  \
    paperwright build --draft --out for-review reports/budget/budget.paper\n  \
    paperwright build --theme themes/large-print               with another house style\n  \
    paperwright build --audience members                       with what is exempt, for members only")]
pub(super) struct Arguments {
    /// Papers, or folders with papers; every paper under reports/ if none is named
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// The folder to build into; it mirrors the folders under reports/
    #[arg(long, value_name = "DIR", default_value = "build")]
    out: PathBuf,
    /// The house style, instead of the one that the paper names: a name, or a theme's folder
    #[arg(long, value_name = "NAME|FOLDER")]
    theme: Option<String>,
    /// Who reads it: public, or members, who also read what is exempt
    #[arg(long, value_name = "AUDIENCE", default_value = "public", value_parser = audience)]
    audience: Audience,
    /// Mark every page as a draft
    #[arg(long)]
    draft: bool,
    /// What to build: pdf, or typst for the pages before they are set
    #[arg(long, value_name = "FORMAT", default_value = "pdf", value_parser = format)]
    format: String,
    #[command(flatten)]
    messages: arguments::Messages,
}

fn format(written: &str) -> Result<String, String> {
    let formats = FORMATS.join(" or ");
    match arguments::style(written) {
        _ if FORMATS.contains(&written) => Ok(written.to_owned()),
        Ok(_) => Err(format!(
            "papers are built as {formats}; {written} is a style of messages: \
             paperwright build --messages {written}"
        )),
        Err(_) => Err(format!("papers are built as {formats}")),
    }
}

fn audience(written: &str) -> Result<Audience, String> {
    match written {
        "public" => Ok(Audience::Public),
        "members" => Ok(Audience::Members),
        _ => Err("papers are built for the public or for members".to_owned()),
    }
}

/// What became of one paper.
struct Built {
    checked: Checked,
    place: PathBuf,
    /// The size of the output, why it could not be written, or nothing where the paper has errors.
    written: Option<Result<usize, String>>,
    /// What is said of exempt material, where there is any or where it was asked for.
    exempt: Option<String>,
}

/// Builds the papers.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CannotRun> {
    let papers = papers::chosen(&arguments.paths)?;
    apart(&papers, arguments)?;
    let mut messages = Messages::new(arguments.messages.style());
    parallel::each(
        "Built",
        &papers,
        |paper| defect::guard(paper, || build(paper, arguments)),
        |paper, built| match built {
            Ok(built) => say(paper, built, &mut messages),
            Err(failure) => {
                messages.failed(paper, &failure);
                not_built(paper, &place(paper, arguments));
                Ok(())
            }
        },
    )?;
    messages.end()
}

/// Papers from different places must not be built over each other.
fn apart(papers: &[String], arguments: &Arguments) -> Result<(), CannotRun> {
    let mut taken = BTreeMap::new();
    for paper in papers {
        let place = place(paper, arguments);
        let shown = output::shown(&place);
        if let Some(other) = taken.insert(place, paper) {
            return Err(CannotRun(format!(
                "{other} and {paper} would both be built as {shown}.\n\
                 Build them one by one, each with an --out of its own."
            )));
        }
    }
    Ok(())
}

/// The file that a paper is built into.
fn place(paper: &str, arguments: &Arguments) -> PathBuf {
    let name = Path::new(paper).file_stem().unwrap_or_default().to_string_lossy();
    output::place(&arguments.out, paper, &name, &arguments.format)
}

fn build(paper: &str, arguments: &Arguments) -> Built {
    let mut checked = compile::check(&Disk, paper);
    let exempt = exempt(paper, &mut checked, arguments.audience);
    let place = output::place(&arguments.out, paper, &checked.name, &arguments.format);
    let theme = arguments.theme.as_deref().map(papers::plain);
    let options = backend::Options { draft: arguments.draft };
    let format = &arguments.format;
    let written = compile::build(&Disk, &mut checked, theme.as_deref(), format, &options).map(
        |Output { bytes, evidence, appendices }| {
            let beside = output::evidence(&place);
            let appendices: Vec<_> =
                appendices.iter().map(|(name, held)| (place.with_file_name(name), held)).collect();
            let mut files =
                vec![(place.as_path(), bytes.as_slice()), (&beside, evidence.as_bytes())];
            files.extend(appendices.iter().map(|(place, held)| (place.as_path(), &*held.0)));
            output::write(&files).map(|()| bytes.len())
        },
    );
    Built { checked, place, written, exempt }
}

/// Chooses the paper for those who asked, and says what the other one is.
fn exempt(paper: &str, checked: &mut Checked, audience: Audience) -> Option<String> {
    let count = checked.paper.as_ref().map_or(0, |paper| paper.exempt.all.len());
    if checked.is_exempt() {
        checked.for_members();
        return Some(format!(
            "not for publication: all of {paper} is exempt, and there is no paper for the public\n"
        ));
    }
    let parts = if count == 1 { "1 part".to_owned() } else { format!("{count} parts") };
    match audience {
        Audience::Public => checked.members.is_some().then(|| {
            format!(
                "left out of it: {parts} that {} exempt; with them, for members only: \
                 paperwright build --audience members {paper}\n",
                if count == 1 { "is" } else { "are" },
            )
        }),
        Audience::Members if checked.for_members() => Some(format!(
            "not for publication: it holds {parts} that {} exempt\n",
            if count == 1 { "is" } else { "are" },
        )),
        Audience::Members => Some(format!(
            "nothing in {paper} is exempt: members read the same paper as everybody\n"
        )),
    }
}

fn say(paper: &str, built: Built, messages: &mut Messages) -> Result<(), CannotRun> {
    let Built { checked, place, written, exempt } = built;
    let shown = output::shown(&place);
    let output = matches!(written, Some(Ok(_))).then_some(shown.as_str());
    messages.say(paper, checked, output);
    match written {
        Some(Ok(bytes)) if messages.plain() => {
            streams::result(&format!("built {shown} ({})\n", output::size(bytes)))?;
            exempt.map_or(Ok(()), |exempt| streams::result(&exempt))
        }
        Some(Ok(_)) => Ok(()),
        Some(Err(reason)) => {
            messages.failed(paper, &format!("error: {reason}\n"));
            not_built(paper, &place);
            Ok(())
        }
        None => {
            not_built(paper, &place);
            Ok(())
        }
    }
}

/// Says so, and that an earlier output is not to be taken for a new one.
fn not_built(paper: &str, place: &Path) {
    let earlier = if place.is_file() {
        format!("; {} is still the earlier one", output::shown(place))
    } else {
        String::new()
    };
    streams::message(&format!("not built: {paper}{earlier}\n"));
}
