//! A review is a file in which a person decides what was proposed, and which the next run reads.

use std::fmt::Display;
use std::path::Path;

use crate::cli::Error;
use crate::cli::reading::inputs;

/// The review as it was left; an empty one when there is no file yet.
pub(super) fn so_far<R: Default, E: Display>(
    file: &Path,
    from_toml: impl Fn(&str) -> Result<R, E>,
) -> Result<R, Error> {
    if file.exists() { read(file, from_toml) } else { Ok(R::default()) }
}

/// The review in a file.
pub(super) fn read<R, E: Display>(file: &Path, from_toml: impl Fn(&str) -> Result<R, E>) -> Result<R, Error> {
    from_toml(&inputs::text(file)?).map_err(|error| wrong(file, &error))
}

pub(super) fn wrong(file: &Path, error: &impl Display) -> Error {
    let name = inputs::name(file);
    Error::Usage(format!("{name} is no review that can be read; mend it or name another file: {error}"))
}
