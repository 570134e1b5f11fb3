//! The environment's variables stand for options that are not given. One that is empty is not set.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::ValueEnum;

use super::OUT;
use crate::cli::Error;

const GRAPH: &str = "IDEAGRAPH_GRAPH";
const FORMAT: &str = "IDEAGRAPH_FORMAT";

/// Where the graph is that is asked, unless `--graph` says so.
pub(in crate::cli) fn graph() -> PathBuf {
    variable(GRAPH).map_or_else(|| OUT.into(), PathBuf::from)
}

/// The format of answers, where neither `--format` nor the output's name tells one.
///
/// # Errors
/// When it is none of the formats that the answer has.
pub(super) fn format<F: ValueEnum>() -> Result<Option<F>, Error> {
    let Some(name) = variable(FORMAT) else { return Ok(None) };
    let name = name.to_string_lossy();
    F::from_str(&name, true).map(Some).map_err(|_| {
        let values = F::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
        Error::Usage(format!(
            "{FORMAT} is `{name}`, and there are {}; unset it or say --format",
            names.join(", ")
        ))
    })
}

fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
