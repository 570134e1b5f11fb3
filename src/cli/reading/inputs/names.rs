//! The names of files are paths as they are shown and stored, the same on every system.

use std::path::{Path, PathBuf};

use super::STDIN;

/// What stands in the name of a file for a byte that is no text, before its two digits.
const BYTE: char = char::REPLACEMENT_CHARACTER;
/// The bytes of that character, where it is one of a name.
const BYTE_ITSELF: &str = "\u{fffd}ef\u{fffd}bf\u{fffd}bd";

/// A path as it is shown and stored: `/` between its parts on every system, and `\u{fffd}` with two digits for each
/// byte that is no text. Other paths have other names.
#[cfg(unix)]
pub(in crate::cli) fn name(path: &Path) -> String {
    use std::fmt::Write;
    use std::os::unix::ffi::OsStrExt;
    let mut name = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        name += &chunk.valid().replace(BYTE, BYTE_ITSELF);
        chunk.invalid().iter().for_each(|byte| _ = write!(name, "{BYTE}{byte:02x}"));
    }
    name
}

/// The same where a path is text.
#[cfg(not(unix))]
pub(in crate::cli) fn name(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// The path that has a [name].
#[cfg(unix)]
pub(in crate::cli) fn path(name: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let mut parts = name.split(BYTE);
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_owned();
    for part in parts {
        let byte = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.extend(byte);
        bytes.extend_from_slice(part.get(2..).unwrap_or_default().as_bytes());
    }
    std::ffi::OsString::from_vec(bytes).into()
}

/// The path that has a [name].
#[cfg(not(unix))]
pub(in crate::cli) fn path(name: &str) -> PathBuf {
    name.into()
}

/// The path that has a [name], where relative ones begin at the folder `base`.
pub(in crate::cli) fn path_from(base: &Path, name: &str) -> PathBuf {
    if name == STDIN { name.into() } else { base.join(path(name)) }
}

/// The name of a file in messages: `<stdin>` for standard input.
pub(in crate::cli) fn label(path: &Path) -> String {
    if path.as_os_str() == STDIN { "<stdin>".into() } else { name(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn other_paths_have_other_names() {
        use std::os::unix::ffi::OsStrExt;
        let named = |bytes: &[u8]| name(Path::new(std::ffi::OsStr::from_bytes(bytes)));
        assert_eq!(named("notes/ü.txt".as_bytes()), "notes/ü.txt");
        let paths =
            [&b"a\xff.txt"[..], b"a\xfe.txt", b"a\xef\xbf\xbdff.txt", b"a\xef\xbf\xbd", b"\xc3", b"a%ff.txt"];
        for at in paths {
            assert_eq!(path(&named(at)).as_os_str().as_bytes(), at, "{}", named(at));
        }
    }
}
