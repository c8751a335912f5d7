//! The program `paperwright`. Everything it does is in the library: [`paperwright::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    paperwright::cli::run(std::env::args_os())
}
