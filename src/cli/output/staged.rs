//! A staged file takes the place of another when it is whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that is written under a temporary name beside its own until it is whole; what is no file is written at once.
pub(in crate::cli) struct Staged {
    file: Target,
    path: PathBuf,
}

/// What is written to.
enum Target {
    Beside(NamedTempFile),
    Device(fs::File),
}

impl Staged {
    /// Writes the bytes, not yet under the file's own name.
    pub(in crate::cli) fn write(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        Self::create(path)?.with(bytes)
    }

    /// The same, in a folder that is taken away with all that is left in it.
    pub(in crate::cli) fn write_in(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<Self> {
        Self::beside(folder, path)?.with(bytes)
    }

    /// Begins the file; a link stays, and what it leads to is written.
    pub(in crate::cli) fn create(path: &Path) -> io::Result<Self> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let there = fs::metadata(&path);
        if there.as_ref().is_ok_and(|file| file.is_file() && file.permissions().readonly()) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is there and read-only"));
        }
        if there.is_ok_and(|file| !file.is_file()) {
            let device = fs::OpenOptions::new().write(true).open(&path)?;
            return Ok(Self { file: Target::Device(device), path });
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        Self::beside(folder, &path)
    }

    /// Begins a file in a folder that is to take the place of another: it is of the same people, as far as that can be,
    /// and for the same ones.
    fn beside(folder: &Path, path: &Path) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.prefix(".ideagraph-").tempfile_in(folder)?;
        #[cfg(unix)]
        if let Ok(old) = fs::metadata(path) {
            keep_access(file.as_file(), &old);
        }
        Ok(Self { file: Target::Beside(file), path: path.to_owned() })
    }

    fn with(mut self, bytes: &[u8]) -> io::Result<Self> {
        self.write_all(bytes)?;
        Ok(self)
    }

    /// Gives the file its name, in place of what was there.
    pub(in crate::cli) fn publish(self) -> io::Result<()> {
        let Target::Beside(file) = self.file else { return Ok(()) };
        match file.persist(&self.path) {
            // Where it was written is a link to another disk.
            Err(error) if error.error.kind() == io::ErrorKind::CrossesDevices => {
                Self::write(&self.path, &fs::read(error.file.path())?)?.publish()
            }
            persisted => persisted.map(drop).map_err(|error| error.error),
        }
    }
}

/// Gives a file the owner, the group and the permissions of another, where the system lets it and the disk knows them.
/// A group that it could not be given may do what others may.
#[cfg(unix)]
fn keep_access(file: &fs::File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let group = || fchown(file, None, Some(old.gid()));
    let is_kept = fchown(file, Some(old.uid()), Some(old.gid())).or_else(|_| group()).is_ok();
    let mode = old.mode() & 0o777;
    let mode = if is_kept { mode } else { mode & 0o707 | (mode & 0o007) << 3 };
    _ = file.set_permissions(fs::Permissions::from_mode(mode));
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Target::Beside(file) => file.write(bytes),
            Target::Device(device) => device.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.file {
            Target::Beside(file) => file.flush(),
            Target::Device(device) => device.flush(),
        }
    }
}
