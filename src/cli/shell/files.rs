//! Files as a person names them at the prompt, where no shell reads `~` before the program does.

use std::path::{Path, PathBuf};

/// The path that is meant: what begins with `~/` is in the person's home folder.
pub(super) fn expanded(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// The files and folders whose path goes on as was begun, folders with a `/` behind them; hidden ones only when asked for.
pub(super) fn completions(begun: &str) -> Vec<String> {
    let (folder, name) = begun.split_at(begun.rfind('/').map_or(0, |slash| slash + 1));
    let place = if folder.is_empty() { PathBuf::from(".") } else { expanded(Path::new(folder)) };
    let entries = std::fs::read_dir(place).into_iter().flatten().flatten();
    let path = |entry: std::fs::DirEntry| {
        let slash = if entry.path().is_dir() { "/" } else { "" };
        Some(format!("{folder}{}{slash}", entry.file_name().to_str()?))
    };
    let is_asked_for = |path: &String| name.starts_with('.') || !path[folder.len()..].starts_with('.');
    entries.filter_map(path).filter(is_asked_for).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_folder_is_meant() {
        let home = etcetera::home_dir().unwrap();
        for (path, expected) in [
            ("~/a.csv", home.join("a.csv")),
            ("~", home.clone()),
            ("a/~/b", "a/~/b".into()),
            ("~a/b", "~a/b".into()),
            ("b.csv", "b.csv".into()),
        ] {
            assert_eq!(expanded(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn files_and_folders_are_offered() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("notes")).unwrap();
        for name in [".hidden", "new.csv"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let begun = format!("{}/", folder.path().display());
        let offered = |name: &str| {
            let mut names = completions(&format!("{begun}{name}"));
            names.sort_unstable();
            names.iter().map(|path| path[begun.len()..].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(offered("n"), ["new.csv", "notes/"]);
        assert_eq!(offered("."), [".hidden", "new.csv", "notes/"]);
        assert_eq!(completions("no such folder/"), [""; 0]);
    }
}
