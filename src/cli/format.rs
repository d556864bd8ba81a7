//! Formats and where they go: `terminal`, `json`, `json=report.json`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::files;

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

/// Writes a report to a file.
pub(super) fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    files::write(path, write).with_context(|| {
        format!(
            "expected to write the report to `{}`, and could not (name a file in a folder you can write to, as in `--format json=report.json`)",
            path.display()
        )
    })
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
}
