//! Files this program writes: a reader sees the old content or the new one, never a part.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a file. Where the target is a regular file or does not exist yet, it is replaced as a whole; devices and links
/// are written to as they are.
pub(super) fn write(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let replaces = match path.symlink_metadata() {
        Ok(metadata) => metadata.is_file(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if replaces { replace(path, write) } else { File::create(path).and_then(|file| fill(file, write)) }
}

/// Writes a file that must not be there yet.
pub(super) fn create(path: &Path, text: &str) -> io::Result<()> {
    let file = File::options().write(true).create_new(true).open(path)?;
    let done = fill(file, |out| out.write_all(text.as_bytes()));
    if done.is_err() {
        // The first error is the one to report; a file left behind is the lesser harm.
        let _ = fs::remove_file(path);
    }
    done
}

/// A path as people write it: what lies here needs no `./`.
pub(super) fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let temporary = beside(path)?;
    let file = File::options().write(true).create_new(true).open(&temporary)?;
    let done =
        keep_permissions(path, &file).and_then(|()| fill(file, write)).and_then(|()| fs::rename(&temporary, path));
    if done.is_err() {
        // The first error is the one to report; a file left behind is the lesser harm.
        let _ = fs::remove_file(&temporary);
    }
    done
}

/// A name in the same folder, so that renaming it does not cross file systems.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.tmp", std::process::id()));
    Ok(path.with_file_name(hidden))
}

fn keep_permissions(path: &Path, file: &File) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(metadata) => file.set_permissions(metadata.permissions()),
        Err(_) => Ok(()),
    }
}

fn fill(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut buffered = BufWriter::new(file);
    write(&mut buffered)?;
    buffered.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        fs::write(&path, "old").unwrap();
        assert!(write(&path, |_| Err(io::ErrorKind::Other.into())).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        write(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(create(&path, "other").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
