//! The program `paperwright`. Everything it does is in the library: [`paperwright::cli`].

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    paperwright::cli::run(std::env::args_os())
}
