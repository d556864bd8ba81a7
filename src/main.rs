//! The `lp-ready` command.

use std::process::ExitCode;

/// Trees are made and dropped by the million, on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    lp_ready::cli::run()
}
