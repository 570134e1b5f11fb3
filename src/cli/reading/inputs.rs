//! An input is a file that the person named, or that stands in a folder they named.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use walkdir::{DirEntry, WalkDir};

use crate::cli::Error;
use crate::cli::folder::{GRAPH, PICTURES};
use crate::diagnostic::Diagnostic;
use crate::graph::store::{self, Hashed};
use crate::source::Format;

/// What stands in the name of a file for a byte that is no text, before its two digits.
const BYTE: char = char::REPLACEMENT_CHARACTER;
/// The bytes of that character, where it is one of a name.
const BYTE_ITSELF: &str = "\u{fffd}ef\u{fffd}bf\u{fffd}bd";
/// The name of standard input.
pub(in crate::cli) const STDIN: &str = "-";

/// What is told of a pipe in a folder, and of what else there is that is no file: opening it may wait for ever.
const NO_FILE: &str = "no file, but a pipe or the like; it was not opened, name it itself to read it";

/// How many ends of names are told of files that are not read.
const ENDS: usize = 5;

/// How the names of standard inputs that were added begin, and how many digits of their checksums follow.
const PIPED: &str = "stdin-";
const DIGITS: usize = 12;

/// The files that `paths` name: folders are walked in the order of names, what is hidden and saved graphs in them left out;
/// each file once, by the name that it was found by first.
pub(in crate::cli) fn find(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    let mut ways = 0;
    for path in paths {
        if path.as_os_str() == STDIN {
            files.push(path.clone());
            ways += 1;
        } else {
            ways += walk(path, &mut files, &mut diagnostics);
        }
    }
    if ways > 1 {
        let mut seen = FxHashSet::default();
        files.retain(|file| seen.insert(place(file)));
    }
    (files, diagnostics)
}

/// The same files but those of folders that are files of `concepts`, or end as no format does which is read, unless all are
/// to be read in one; how many the latter are is told once for each path.
pub(in crate::cli) fn find_quotes(
    paths: &[PathBuf],
    from: Option<Format>,
    concepts: &[PathBuf],
) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let (mut files, mut diagnostics) = find(paths);
    leave_concepts(&mut files, paths, concepts);
    if from.is_none() {
        diagnostics.extend(leave_others(&mut files, paths));
    }
    (files, diagnostics)
}

fn leave_concepts(files: &mut Vec<PathBuf>, paths: &[PathBuf], concepts: &[PathBuf]) {
    let names: FxHashSet<_> = concepts.iter().filter_map(|file| file.file_name()).collect();
    let places: FxHashSet<PathBuf> = concepts.iter().map(|file| place(file)).collect();
    let may_be = |file: &Path| file.file_name().is_some_and(|name| names.contains(name));
    files.retain(|file| !may_be(file) || paths.contains(file) || !places.contains(&place(file)));
}

fn leave_others(files: &mut Vec<PathBuf>, paths: &[PathBuf]) -> Vec<Diagnostic> {
    let named: FxHashSet<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let mut others: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
    let other = |file: &Path| {
        let end = Format::unknown(&name(file)).filter(|_| !named.contains(file))?;
        Some((paths.iter().position(|path| file.starts_with(path))?, end))
    };
    files.retain(|file| {
        let Some((folder, end)) = other(file) else { return true };
        *others.entry(folder).or_default().entry(end).or_default() += 1;
        false
    });
    others.into_iter().map(|(folder, ends)| not_read(&paths[folder], ends)).collect()
}

/// Tells how many files of a folder are not read, and how most of these end.
fn not_read(folder: &Path, ends: BTreeMap<String, usize>) -> Diagnostic {
    let all: usize = ends.values().sum();
    let mut ends: Vec<(String, usize)> = ends.into_iter().collect();
    ends.sort_by_key(|(_, count)| Reverse(*count));
    let more = if ends.len() > ENDS { ", …" } else { "" };
    let most: Vec<String> = ends.iter().take(ENDS).map(|(end, count)| format!("{end} {count}")).collect();
    let message = format!("not read, of other formats: {all} ({}{more})", most.join(", "));
    Diagnostic::warning(label(folder), 0, message)
}

/// Finds the files of a path, and tells how many ways there are to them: it, and the links below it.
fn walk(path: &Path, files: &mut Vec<PathBuf>, diagnostics: &mut Vec<Diagnostic>) -> usize {
    let mut ways = 1;
    // Those of a folder differ in their names alone.
    let walk = WalkDir::new(path).follow_links(true);
    let walk = walk.sort_by(|a, b| a.path().as_os_str().cmp(b.path().as_os_str()));
    for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || is_input(entry)) {
        ways += usize::from(entry.as_ref().is_ok_and(DirEntry::path_is_symlink));
        match entry {
            Ok(entry)
                if entry.file_type().is_file() || (entry.depth() == 0 && !entry.file_type().is_dir()) =>
            {
                files.push(entry.into_path());
            }
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => diagnostics.push(Diagnostic::warning(name(entry.path()), 0, NO_FILE)),
            Err(error) => diagnostics.push(walk_diagnostic(path, &error)),
        }
    }
    ways
}

/// False for hidden files and for what a build wrote, its graph and its pictures: `build notes/ -o notes/` may be run
/// again.
fn is_input(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_graph = || entry.file_type().is_dir() && store::is_graph(entry.path());
    let beside_graph = || entry.path().parent().is_some_and(|folder| store::is_graph(&folder.join(GRAPH)));
    let is_picture = || PICTURES.contains(&&*name) && beside_graph();
    !name.starts_with('.') && !is_graph() && !is_picture()
}

fn walk_diagnostic(path: &Path, error: &walkdir::Error) -> Diagnostic {
    let place = name(error.path().unwrap_or(path));
    if error.loop_ancestor().is_some() {
        return Diagnostic::warning(
            place,
            0,
            "this symbolic link leads back to a folder above it; it was not followed",
        );
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), reason);
    Diagnostic::error(place, 0, format!("cannot be read: {reason}"))
}

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

/// A file that has to stay as it is while it is read.
pub(in crate::cli) struct Steady {
    file: File,
    opened: Metadata,
}

impl Steady {
    /// A file as it is now, from where it is to be read.
    pub(super) fn of(file: File) -> io::Result<Self> {
        Ok(Self { opened: file.metadata()?, file })
    }

    /// An error when the file was written to since it was opened, as far as its size and time tell.
    pub(super) fn check(&self) -> io::Result<()> {
        let state = |file: &Metadata| (file.len(), file.modified().ok());
        if self.opened.is_file() && state(&self.opened) != state(&self.file.metadata()?) {
            return Err(changed());
        }
        Ok(())
    }
}

impl Read for Steady {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.file.read(bytes)
    }
}

impl Seek for Steady {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// What is told of a file that was written to while it was read.
pub(super) fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::ResourceBusy, "it changed while it was read")
}

/// Whether a file was not read because it [`changed`] meanwhile: what was read is neither what it was nor what it is.
pub(super) fn has_changed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ResourceBusy
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

/// Where a file is, whatever it is called from here: another file is elsewhere.
pub(in crate::cli) fn place(path: &Path) -> PathBuf {
    if path.as_os_str() == STDIN {
        return path.to_owned();
    }
    // A path that Windows resolves can be read in one spelling only.
    let resolved = if cfg!(windows) { None } else { fs::canonicalize(path).ok() };
    resolved.or_else(|| std::path::absolute(path).ok()).unwrap_or_else(|| path.to_owned())
}

/// Whether two paths lead to one file, be it over links; what is no file that can be kept is none.
pub(in crate::cli) fn is_same(path: &Path, other: &Path) -> bool {
    let [file, other_file] = [path, other].map(metadata);
    let is_device = |file: &Option<Metadata>| file.as_ref().is_some_and(|file| !file.is_file());
    if is_device(&file) || is_device(&other_file) {
        return false;
    }
    place(path) == place(other) || file.zip(other_file).is_some_and(|(one, other)| is_linked(&one, &other))
}

/// Whether two names are hard links to one file.
#[cfg(unix)]
fn is_linked(file: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (file.dev(), file.ino()) == (other.dev(), other.ino())
}

/// The same where the system does not tell.
#[cfg(not(unix))]
fn is_linked(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// The folder in which the program runs, as seen from another folder: both may be moved together when that is inside.
pub(in crate::cli) fn here_from(folder: &Path) -> PathBuf {
    let here = place(Path::new("."));
    match place(folder).strip_prefix(&here) {
        Ok(inside) => inside.components().map(|_| "..").collect(),
        Err(_) => here,
    }
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

    #[test]
    fn a_file_is_steady_until_it_is_written_to() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "text").unwrap();
        let steady = Steady::of(File::open(file.path()).unwrap()).unwrap();
        steady.check().unwrap();
        file.as_file().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        assert!(has_changed(&steady.check().unwrap_err()));
        let steady = Steady::of(File::open(file.path()).unwrap()).unwrap();
        fs::write(file.path(), "tex").unwrap();
        assert!(has_changed(&steady.check().unwrap_err()));
    }

    #[test]
    fn a_standard_input_is_told_from_a_file() {
        assert!(is_piped(&piped(&b"quotes"[..]).unwrap()));
        assert!(!is_piped("stdin-backup.jsonl") && !is_piped("stdin-0123456789abc"));
    }

    #[test]
    fn pictures_in_folders_are_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let names = [
            "a.md", "b.png", "c.PNG", "d", "e.pdf", "f.pdf", "g.pdf", "h.png", "i.aa", "j.bb", "k.cc", "l.dd",
        ];
        for name in names {
            fs::write(at(name), "text").unwrap();
        }
        let paths = [folder.path().to_owned(), at("b.png")];
        let (files, told) = find_quotes(&paths, None, &[]);
        assert_eq!(files, ["a.md", "b.png", "d"].map(at));
        let told: Vec<_> = told.iter().map(|told| (&*told.file, &*told.message)).collect();
        let message = "not read, of other formats: 9 (pdf 3, png 2, aa 1, bb 1, cc 1, …)";
        assert_eq!(told, [(&*label(folder.path()), message)]);
        assert_eq!(find_quotes(&paths, Some(Format::Text), &[]).0.len(), names.len());
        let concepts = [at("a.md"), at("b.png")];
        assert_eq!(find_quotes(&paths, None, &concepts).0, ["b.png", "d"].map(at));
    }

    #[test]
    fn folders_are_walked_in_order_and_loops_left() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for file in [
            "b/z.txt",
            "b/a.txt",
            "c.md",
            ".hidden",
            "graph/manifest.json",
            "graph/quotes.jsonl",
            "concepts.svg",
            "app/manifest.json",
            "app/quotes.jsonl",
        ] {
            fs::create_dir_all(at(file).parent().unwrap()).unwrap();
            fs::write(at(file), "text").unwrap();
        }
        fs::write(at("graph/manifest.json"), "{\"format\": \"ideagraph.graph\", \"version\": 1}").unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path(), at("b/loop")).unwrap();
            std::os::unix::fs::symlink(at("c.md"), at("d.md")).unwrap();
            assert!(std::process::Command::new("mkfifo").arg(at("pipe.md")).status().unwrap().success());
        }
        let (files, diagnostics) = find(&[folder.path().to_owned(), at("b/../c.md"), at("missing")]);
        let expected = ["app/manifest.json", "app/quotes.jsonl", "b/a.txt", "b/z.txt", "c.md"];
        assert_eq!(files, expected.map(at));
        let messages: Vec<String> = diagnostics.iter().map(|d| d.message.clone()).collect();
        assert!(messages.last().unwrap().contains("cannot be read"), "{messages:?}");
        #[cfg(unix)]
        assert!(messages[0].contains("was not followed") && messages[1] == NO_FILE, "{messages:?}");
    }
}
