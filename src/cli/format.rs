//! Formats and where they go: `terminal`, `json`, `json=report.json`.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// One report to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Output {
    pub(super) format: Format,
    /// `None` is standard output.
    pub(super) file: Option<PathBuf>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For reading.
    Terminal,
    /// For programs.
    Json,
}

/// Reads `FORMAT[=FILE]`.
pub(super) fn parse(text: &str) -> Result<Output, String> {
    let (name, file) = match text.split_once('=') {
        Some((_, "")) => return Err("expected a file after `=`".to_owned()),
        Some((name, file)) => (name, Some(PathBuf::from(file))),
        None => (text, None),
    };
    match name {
        "terminal" => Ok(Output { format: Format::Terminal, file }),
        "json" => Ok(Output { format: Format::Json, file }),
        _ => Err("expected `terminal` or `json`, with `=FILE` to write it to a file".to_owned()),
    }
}

/// The outputs asked for, files first, with the terminal report where nothing else claims standard output.
pub(super) fn complete(mut outputs: Vec<Output>) -> Result<Vec<Output>> {
    let to_stdout = outputs.iter().filter(|output| output.file.is_none()).count();
    if to_stdout > 1 {
        bail!(
            "expected one format for standard output, found {to_stdout}: give the others a file, as in `--format json=report.json`"
        );
    }
    for (at, output) in outputs.iter().enumerate() {
        let again = outputs[..at].iter().any(|earlier| earlier.file == output.file);
        if let (true, Some(file)) = (again, &output.file) {
            bail!("expected a file of its own for each format, found `{}` twice", file.display());
        }
    }
    if to_stdout == 0 {
        outputs.push(Output { format: Format::Terminal, file: None });
    }
    outputs.sort_by_key(|output| output.file.is_none());
    Ok(outputs)
}

/// Writes a file. Where the target is a regular file or does not exist yet, a reader sees the old content or the new
/// one, never a part; devices and links are written to as they are.
pub(super) fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let replaces = match path.symlink_metadata() {
        Ok(metadata) => metadata.is_file(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    let written = if replaces { replace(path, write) } else { File::create(path).and_then(|file| fill(file, write)) };
    written.with_context(|| {
        format!(
            "expected to write the report to `{}`, and could not (name a file in a folder you can write to, as in `--format json=report.json`)",
            path.display()
        )
    })
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
    fn a_format_may_name_a_file() {
        assert_eq!(parse("json=a=b").unwrap().file, Some(PathBuf::from("a=b")));
        assert_eq!(parse("terminal").unwrap().file, None);
        assert!(parse("json=").is_err());
        assert!(parse("xml").unwrap_err().contains("`terminal` or `json`"));
    }

    #[test]
    fn standard_output_takes_one_format_and_the_terminal_report_when_none_is_given() {
        let output = |text: &str| parse(text).unwrap();
        assert_eq!(complete(vec![output("json=a")]).unwrap()[1], output("terminal"));
        assert_eq!(complete(vec![output("json")]).unwrap(), [output("json")]);
        assert!(complete(vec![output("json"), output("terminal")]).is_err());
        assert!(complete(vec![output("json=a"), output("terminal=a")]).is_err());
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        fs::write(&path, "old").unwrap();
        assert!(write_file(&path, |_| Err(io::ErrorKind::Other.into())).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        write_file(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
