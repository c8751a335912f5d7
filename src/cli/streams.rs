//! The standard output and the standard error.

use std::io::{self, ErrorKind, IsTerminal, Write};

use super::CannotRun;

/// Writes a result to the standard output. A reader who has seen enough, as in `paperwright explain | head`, is no error.
pub(super) fn result(text: &str) -> Result<(), CannotRun> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(CannotRun(format!("the output cannot be written: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// Writes a message to the standard error. There is nobody to tell if that fails.
pub(super) fn message(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether messages may be in colour: on a terminal, and unless the user has asked for none (<https://no-color.org>).
pub(super) fn colour() -> bool {
    let none = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    io::stderr().is_terminal() && !none && !dumb
}

/// The system's reason, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    let reason = error.to_string();
    match reason.split_once(" (os error") {
        Some((reason, _)) => reason.to_lowercase(),
        None => reason,
    }
}
