//! The format of an answer: the one that is asked for, or that the name of the answer's file tells.

use std::path::Path;

use clap::ValueEnum;

use super::environment;
use crate::cli::Error;

/// The format that is asked for, or that the name of the output's file tells; a name without an extension tells none.
///
/// # Errors
/// When it has one that tells none.
pub(in crate::cli) fn of_output<F: ValueEnum>(
    asked: Option<F>,
    file: Option<&Path>,
) -> Result<Option<F>, Error> {
    match (asked, file) {
        (None, Some(file)) if file.extension().is_some() => {
            of_file(file).map(Some).map_err(|told| Error::Usage(format!("{told}, or say --format")))
        }
        (asked, _) => Ok(asked),
    }
}

/// The same for an answer in rows: what neither tells the environment may.
///
/// # Errors
/// When none of them tells a format, and one should.
pub(in crate::cli) fn of_answer<F: ValueEnum>(
    asked: Option<F>,
    file: Option<&Path>,
) -> Result<Option<F>, Error> {
    match of_output(asked, file) {
        Ok(None) => environment::format(),
        Err(error) => environment::format()?.map(Some).ok_or(error),
        told => told,
    }
}

/// The format that the extension of a file tells; a table is a `.txt`.
///
/// # Errors
/// When it tells none.
pub(in crate::cli) fn of_file<F: ValueEnum>(file: &Path) -> Result<F, String> {
    let extension = file.extension().map(|extension| extension.to_string_lossy());
    let name = match extension.as_deref().unwrap_or_default() {
        "txt" => TABLE,
        extension => extension,
    };
    F::from_str(name, true)
        .map_err(|_| format!("{} tells no format: name the file {}", file.display(), endings::<F>()))
}

const TABLE: &str = "table";

/// The extensions that tell a format: `.txt, .json or .csv`.
fn endings<F: ValueEnum>() -> String {
    let values = F::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let mut endings: Vec<String> = values
        .map(|value| format!(".{}", if value.get_name() == TABLE { "txt" } else { value.get_name() }))
        .collect();
    let last = endings.pop().unwrap_or_default();
    format!("{} or {last}", endings.join(", "))
}
