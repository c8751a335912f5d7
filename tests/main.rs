//! The one test binary: a test is a file in a module here, or a folder in `cases/`.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::format_collect,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "tests read and write files, and stop where something is not as expected"
)]

mod architecture;
mod audit;
mod cases;
mod commands;
mod docs;
mod evidence;
mod exempt;
mod offers;
mod pdf;
mod pictures;
mod properties;
mod reports;
mod standards;
mod structures;
mod support;
mod tables;
