//! Files whose bytes are no text, are too many, or are text in another encoding.

use std::fs::{self, File};

use super::support::audited::{KEY, audit};
use super::support::project::Project;
use super::{GATEWAY, SECRETS, expect_source_unread, ready};

const NO_TEXT: &str = "no text: it holds NUL bytes";

fn write(project: &Project, path: &str, bytes: impl AsRef<[u8]>) {
    fs::write(project.root().join(path), bytes).unwrap();
}

#[test]
fn source_with_nul_bytes_is_said() {
    let project = ready();
    write(&project, "src/gateway.ts", format!("export const key = '{KEY}'; // livepeer\0"));
    expect_source_unread(&audit(&project), "src/gateway.ts", NO_TEXT);
}

#[test]
fn a_nul_byte_far_into_a_file_does_no_harm() {
    let project = ready();
    write(&project, "src/gateway.ts", format!("{}\nfetch('https://a.livepeer.example/\0')", " ".repeat(9_000)));
    assert_eq!(audit(&project).problems(), []);
}

#[test]
fn binaries_are_no_problem_where_nobody_expects_text() {
    let project = ready();
    let packets = [b"\x47\0".as_slice(), &[0; 186], b"\x47\0", &[0; 186]].concat();
    write(&project, "src/segment0.ts", packets);
    write(&project, "logo.png", b"\x89PNG\0livepeer");
    write(&project, "livepeer", b"\x7fELF\0livepeer");
    assert_eq!(audit(&project).problems(), []);
}

#[test]
fn an_env_file_with_nul_bytes_is_said() {
    let project = ready();
    write(&project, ".env.production", format!("LIVEPEER_API_KEY={KEY}\n\0"));
    project.add_to_git(&[]);
    let audited = audit(&project);
    assert_eq!(audited.problems(), [(".env.production", NO_TEXT)]);
    assert_eq!(audited.status(GATEWAY), "unknown");
}

#[test]
fn a_sparse_gigabyte_is_not_loaded() {
    let project = ready();
    let sparse = |path: &str, head: &[u8]| {
        write(&project, path, head);
        File::options().write(true).open(project.root().join(path)).unwrap().set_len(1 << 30).unwrap();
    };
    sparse("src/zeros.ts", b"");
    sparse("src/text.ts", &[b' '; 70_000]);
    let audited = audit(&project);
    let expected = [("src/text.ts", "too large to read: more than 16 MB"), ("src/zeros.ts", NO_TEXT)];
    assert_eq!(audited.problems(), expected);
    assert_eq!(audited.status(GATEWAY), "unknown");
}

#[test]
fn a_line_of_ten_megabytes_is_too_large_to_parse_and_searched_for_secrets_all_the_same() {
    let project = ready();
    let filler = "f();".repeat((10 << 20) / 4);
    write(&project, "src/bundle.ts", format!("{filler}const livepeerApiKey = \"{KEY}\";{filler}"));
    let audited = audit(&project);
    assert_eq!(audited.problems(), [("src/bundle.ts", "too large to read: more than 16 MB")]);
    write(&project, "src/bundle.ts", format!("{filler}const livepeerApiKey = \"{KEY}\";"));
    let audited = audit(&project);
    assert_eq!(audited.problems(), [("src/bundle.ts", "too large to parse: more than 2 MB")]);
    assert_eq!((audited.status(SECRETS), audited.status(GATEWAY)), ("fail", "unknown"));
    assert!(audited.terminal.contains("5e…e5"), "{}", audited.terminal);
}

#[test]
fn utf_16_is_decoded() {
    let source = format!(
        "const a = 1;\nfetch(\"https://dream-gateway.livepeer.cloud/text-to-image\", {{ headers: {{ Authorization: \"Bearer {KEY}\" }} }});\n"
    );
    let units = || std::iter::once(0xFEFF).chain(source.encode_utf16());
    let encodings = [
        units().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        units().flat_map(u16::to_be_bytes).collect::<Vec<u8>>(),
    ];
    for bytes in encodings {
        let project = ready();
        write(&project, "src/wide.ts", bytes);
        let audited = audit(&project);
        assert_eq!(audited.problems(), []);
        assert_eq!((audited.status(GATEWAY), audited.status(SECRETS)), ("fail", "fail"));
        assert!(audited.terminal.contains("src/wide.ts:2:"), "{}", audited.terminal);
    }
}

#[test]
fn utf_16_without_a_mark_and_half_a_character_are_said_or_survived() {
    let project = ready();
    let wide: Vec<u8> = "fetch('https://livepeer.example')".encode_utf16().flat_map(u16::to_le_bytes).collect();
    write(&project, "src/wide.ts", &wide);
    expect_source_unread(&audit(&project), "src/wide.ts", NO_TEXT);
    write(&project, "src/wide.ts", [b"\xFF\xFE".as_slice(), &wide, b"\0\xD8x"].concat());
    assert_eq!(audit(&project).problems(), []);
}

#[test]
fn what_is_no_utf_8_is_read_around() {
    let project = ready();
    let source = b"// caf\xE9 \xFF\xC3\nfetch('https://dream-gateway.livepeer.cloud/text-to-image'); // \xF0\x9F\n";
    write(&project, "src/latin.ts", source);
    let audited = audit(&project);
    assert_eq!((audited.problems(), audited.status(GATEWAY)), (Vec::new(), "fail"));
    assert!(audited.terminal.contains("src/latin.ts:2:"), "{}", audited.terminal);
}
