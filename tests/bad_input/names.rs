//! Names and texts that would steer a terminal.

use super::support::audited::{KEY, audit};
use super::{GATEWAY, ready};

#[cfg(unix)]
#[test]
fn names_with_newlines_and_escapes_are_shown_harmless() {
    let project = ready();
    let call = "fetch('https://dream-gateway.livepeer.cloud/text-to-image'); // \u{1b}]0;title\u{7}\r\u{202e}\n";
    project.write("src/a\n\u{1b}[2J.ts", call);
    project.write("src/b\u{9b}31m\n.ts", "\0");
    project.write("\u{1b}[31m/.env.production", &format!("LIVEPEER_API_KEY={KEY}\n"));
    project.write("\u{1b}[31m/package.json", "{ \"livepeer\": ");
    let audited = audit(&project);
    assert_eq!(audited.status(GATEWAY), "fail");
    assert!(audited.speaks_of("src/a␊␛[2J.ts"));
    let paths: Vec<_> = audited.problems().into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["␛[31m/package.json", "src/b\u{fffd}31m␊.ts"]);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_utf_8_and_look_alike_are_told_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let project = ready();
    for name in [b"a\xFF.ts", b"a\xFE.ts"] {
        let call = "fetch('https://dream-gateway.livepeer.cloud/text-to-image')";
        std::fs::write(project.root().join("src").join(OsStr::from_bytes(name)), call).unwrap();
    }
    let audited = audit(&project);
    assert_eq!(audited.problems(), [("src/a\u{fffd}.ts", "another file's name looks the same")]);
    assert_eq!(audited.status(GATEWAY), "fail");
}

#[test]
fn escapes_in_settings_are_shown_harmless() {
    for settings in ["profiles = [\"\u{1b}[31m\"]\n", "[[gateways]]\nhost = \"\\u001b[31m\"\n", "\"\\u001b[31m\" = 1\n"]
    {
        let project = ready();
        project.write("\u{1b}[2J.toml", settings);
        let mut command = super::support::lp_ready(&project.root());
        let output = super::support::bounded::run_bounded(command.args(["audit", "--config", "\u{1b}[2J.toml"]));
        let errors = super::support::stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert!(!errors.contains(|c: char| c.is_control() && c != '\n'), "{errors:?}");
    }
}
