//! The `ideagraph` binary: parse the arguments, run, print the error, pick the exit code.

use std::process::ExitCode;

use ideagraph::cli::args::Cli;
use ideagraph::cli::{self, Error};

fn main() -> ExitCode {
    match Cli::read().and_then(cli::run) {
        Ok(outcome) => outcome.into(),
        Err(Error::Closed) => ExitCode::SUCCESS,
        Err(error) => {
            cli::tell_error(error);
            ExitCode::from(2)
        }
    }
}
