//! The executable: hands its arguments to [`korob::cli`] and ends with the exit code it gives back.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The allocator asks for huge pages and fills a corner of each: twice the memory, and no speed for it. Where the system
    // has none to give up, nothing is lost.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    korob::cli::run(std::env::args_os())
}
