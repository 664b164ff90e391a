//! The executable: hands its arguments to [`korob::cli`] and ends with the exit code it gives back.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    korob::cli::run(std::env::args_os())
}
