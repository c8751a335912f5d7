//! Arguments that several commands share.

use clap::{Args, ValueEnum};

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Style {
    /// With the lines they are about and the way out, for people.
    #[default]
    Human,
    /// One line a message, for editors and lists.
    Short,
    /// As one JSON document on the standard output, for programs.
    Json,
}

/// `--messages`, and `--short` for those who type it often.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct Messages {
    /// How messages are written: human, short (one line each) or json
    #[arg(
        long = "messages", value_name = "STYLE", default_value = "human", hide_default_value = true,
        value_parser = style, conflicts_with = "short"
    )]
    style: Style,
    /// One line a message: the same as --messages short
    #[arg(long)]
    short: bool,
}

impl Messages {
    /// The style that was asked for.
    pub(super) fn style(self) -> Style {
        if self.short { Style::Short } else { self.style }
    }
}

/// Reads a style of messages; a format of papers is answered with where it belongs.
pub(super) fn style(written: &str) -> Result<Style, String> {
    match Style::from_str(written, true) {
        Ok(style) => Ok(style),
        Err(_) if crate::compile::FORMATS.contains(&written) => Err(format!(
            "messages are written as human, short or json; {written} is a format of papers: \
             paperwright build --format {written}"
        )),
        Err(_) => Err("messages are written as human, short or json".to_owned()),
    }
}
