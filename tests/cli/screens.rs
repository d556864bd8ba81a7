//! Colours, widths, and readers that go away.

use std::io::Read;
use std::process::{Command, Stdio};

use super::support::bounded::run_bounded;
use super::support::project::Project;
use super::support::{lp_ready, stdout};
use super::{code, not_ready};

/// An audit's output with these variables set.
fn audited(project: &Project, options: &[&str], variables: &[(&str, &str)]) -> String {
    let mut command = lp_ready(&project.root());
    let output = command.arg("audit").args(options).envs(variables.iter().copied()).output().unwrap();
    assert_eq!(code(&output), 1);
    stdout(&output)
}

#[test]
fn colours_are_for_those_who_ask_for_them() {
    let project = not_ready();
    let colored =
        |options: &[&str], variables: &[(&str, &str)]| audited(&project, options, variables).contains('\u{1b}');
    assert!(!colored(&[], &[]));
    assert!(colored(&["--color", "always"], &[]));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["--color", "always", "--format", "json"], &[]));
}

#[test]
fn colours_change_nothing_but_colours() {
    let project = not_ready();
    let mut plain = String::new();
    let mut rest = audited(&project, &["--color", "always"], &[]);
    while let Some(at) = rest.find('\u{1b}') {
        plain.push_str(&rest[..at]);
        let end = at + rest[at..].find('m').expect("colours end");
        rest.drain(..=end);
    }
    assert_eq!(plain + &rest, audited(&project, &["--color", "never"], &[]));
}

#[test]
fn a_narrow_terminal_is_kept_to() {
    let project = not_ready();
    for columns in [40, 60, 80] {
        let text = audited(&project, &["-v"], &[("COLUMNS", &columns.to_string())]);
        for line in text.lines() {
            // What cannot be broken, a path, a host, a check's id behind its mark or quoted source, may stand over.
            let unmarked = line.trim().trim_start_matches(|c: char| !c.is_alphanumeric());
            let whole = !unmarked.contains(' ')
                || line.contains("gateway.livepeer")
                || line.starts_with("──")
                || line.contains('│');
            assert!(line.chars().count() <= columns || whole, "{columns}: {line}");
        }
    }
    let usual = audited(&project, &[], &[]);
    for columns in ["0", "7", "many", "-1", "99999999999999999999"] {
        assert_eq!(audited(&project, &[], &[("COLUMNS", columns)]), usual, "{columns}");
    }
}

#[test]
fn ascii_is_enough_where_the_locale_says_so() {
    let project = not_ready();
    let text = audited(&project, &["-v"], &[("LC_ALL", "C")]);
    assert!(text.is_ascii(), "{text}");
}

/// Runs the program for a reader that takes one byte and goes away.
fn cut_short(mut command: Command) -> (i32, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    (code(&output), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    // Long enough that a pipe does not take it all.
    let project = not_ready();
    let call = "fetch(\"https://dream-gateway.livepeer.cloud/text-to-image\");\n";
    project.write("src/many.ts", &call.repeat(500));
    for (arguments, expected) in [("audit -v", 1), ("audit --format json", 1), ("checks", 0), ("--help", 0)] {
        let mut command = lp_ready(&project.root());
        command.args(arguments.split(' '));
        assert_eq!(cut_short(command), (expected, String::new()), "{arguments}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let project = not_ready();
    for arguments in ["audit", "audit --format json", "checks", "checks --format json", "explain byoc/ai_models"] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = lp_ready(&project.root());
        let output = command.args(arguments.split(' ')).stdout(full).output().unwrap();
        let error = String::from_utf8(output.stderr.clone()).unwrap();
        assert_eq!(code(&output), 2, "{arguments}");
        assert!(error.starts_with("error: expected to write to standard output, and could not: "), "{error}");
    }
}

#[test]
fn closed_streams_hold_nobody_up() {
    let output = run_bounded(lp_ready(&not_ready().root()).args(["audit", "-qq"]));
    assert_eq!((code(&output), output.stdout.len(), output.stderr.len()), (1, 0, 0));
}
