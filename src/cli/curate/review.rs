//! The file of a review.

use std::path::Path;

use crate::cli::Error;
use crate::cli::output;
use crate::cli::reading::inputs;
use crate::review::{Review, ReviewError};

/// The review in a file as it was left; an empty one when no file was named, or there is none yet.
pub(super) fn so_far<R: Review>(file: Option<&Path>) -> Result<R, Error> {
    file.filter(|file| file.exists()).map_or_else(|| Ok(R::default()), read)
}

/// The review in a file.
pub(super) fn read<R: Review>(file: &Path) -> Result<R, Error> {
    R::from_toml(&inputs::text(file)?).map_err(|error| wrong(file, &error))
}

pub(super) fn write(file: &Path, review: &impl Review) -> Result<(), Error> {
    let text = review.to_toml().map_err(|error| wrong(file, &error))?;
    output::write(Some(file), text.as_bytes())
}

pub(super) fn wrong(file: &Path, error: &ReviewError) -> Error {
    let name = inputs::name(file);
    Error::Usage(format!("{name} is no review that can be read; mend it or name another file: {error}"))
}
