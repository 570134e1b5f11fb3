//! An input is a file that the person named, or that stands in a folder they named.

mod find;
mod names;
mod places;
mod steady;

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use crate::cli::Error;
use crate::graph::store::Hashed;
pub(in crate::cli) use find::{find, find_quotes};
pub(in crate::cli) use names::{label, name, path, path_from};
pub(in crate::cli) use places::{here_from, is_same, place};
pub(in crate::cli) use steady::Steady;
pub(super) use steady::{changed, has_changed};

/// The name of standard input.
pub(in crate::cli) const STDIN: &str = "-";

/// How the names of standard inputs that were added begin, and how many digits of their checksums follow.
const PIPED: &str = "stdin-";
const DIGITS: usize = 12;

/// The bytes of a file or of standard input.
///
/// # Errors
/// When it cannot be read, or [changes](has_changed) meanwhile.
pub(in crate::cli) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path.as_os_str() == STDIN {
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let mut file = Steady::of(File::open(path)?)?;
    file.read_to_end(&mut bytes)?;
    file.check()?;
    Ok(bytes)
}

/// Whether what is named can be read but once: standard input, and pipes that have a name.
pub(super) fn is_read_once(path: &Path) -> bool {
    let is_once = |file: &Metadata| !file.is_file() && !file.is_dir();
    path.as_os_str() == STDIN || fs::metadata(path).as_ref().is_ok_and(is_once)
}

/// Copies what can be read but once into a temporary file without a name in `folder`.
pub(super) fn copy(path: &Path, folder: &Path) -> io::Result<File> {
    let mut copy = tempfile::tempfile_in(folder)?;
    match path.as_os_str() == STDIN {
        true => io::copy(&mut io::stdin().lock(), &mut copy)?,
        false => io::copy(&mut File::open(path)?, &mut copy)?,
    };
    Ok(copy)
}

/// What the system tells of a file; nothing of standard input, whose name may be that of a file too.
pub(in crate::cli) fn metadata(path: &Path) -> Option<Metadata> {
    if path.as_os_str() == STDIN { None } else { fs::metadata(path).ok() }
}

/// How what was piped is called where more of it may come: by what it was.
pub(in crate::cli) fn piped(mut copy: impl Read) -> io::Result<String> {
    let mut hashed = Hashed::default();
    io::copy(&mut copy, &mut hashed)?;
    let mut name = PIPED.to_owned() + &hashed.sha256();
    name.truncate(PIPED.len() + DIGITS);
    Ok(name)
}

/// Whether the name of something that was added is that of a standard input, which cannot be read again; that of a file is
/// its whole path.
pub(in crate::cli) fn is_piped(name: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    name.strip_prefix(PIPED).is_some_and(|digits| digits.len() == DIGITS && digits.bytes().all(is_digit))
}

/// Why a file cannot be read.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        _ => error.to_string(),
    }
}

/// The text of a file or of standard input, without a byte order mark.
pub(in crate::cli) fn text(path: &Path) -> Result<String, Error> {
    let unreadable = |reason: String| Error::Unreadable { name: label(path), reason };
    let bytes = read(path).map_err(|error| unreadable(reason(&error)))?;
    let not_utf8 = |_| unreadable("it is not UTF-8".to_owned());
    let text = String::from_utf8(bytes).map_err(not_utf8)?;
    Ok(text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standard_input_is_told_from_a_file() {
        assert!(is_piped(&piped(&b"quotes"[..]).unwrap()));
        assert!(!is_piped("stdin-backup.jsonl") && !is_piped("stdin-0123456789abc"));
    }
}
