//! The `lp-ready` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    lp_ready::cli::run()
}
