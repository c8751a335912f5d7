//! The one test binary: a test is a file in a module here, or a folder in `cases/`.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests read and write files")]

mod architecture;
mod cases;
mod commands;
mod docs;
mod pdf;
mod properties;
mod reports;
mod support;
