//! A check's page, set for a terminal: headings stand out, code is indented, prose is wrapped.

use std::io::{self, Write};

use super::theme::{Paint, Theme};
use super::wrap;

/// How far code stands from the left edge.
const CODE_INDENT: &str = "    ";

/// Writes a page's Markdown. What pages use is known: headings, paragraphs, lists, fenced code, `→` lines.
///
/// # Errors
/// When it cannot be written.
pub fn write(markdown: &str, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = markdown.lines();
    let mut prose = String::new();
    while let Some(line) = lines.next() {
        if let Some(fence) = Fence::open(line) {
            flush(&mut prose, theme, out)?;
            write_code(&fence, &mut lines, theme, out)?;
        } else if starts_block(line) {
            flush(&mut prose, theme, out)?;
            write_block_start(line, &mut prose, theme, out)?;
        } else {
            push_word(&mut prose, line.trim());
        }
    }
    flush(&mut prose, theme, out)
}

/// A fence of code: what closes it, and the path its info string gives.
struct Fence<'m> {
    marks: &'m str,
    path: Option<&'m str>,
}

impl<'m> Fence<'m> {
    fn open(line: &'m str) -> Option<Self> {
        let marks = line.len() - line.trim_start_matches('`').len();
        let (marks, info) = line.split_at(marks);
        let path = info.split_whitespace().find_map(|word| word.strip_prefix("path="));
        (marks.len() >= 3).then_some(Self { marks, path })
    }
}

fn write_code<'m>(
    fence: &Fence<'_>,
    lines: &mut impl Iterator<Item = &'m str>,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(path) = fence.path {
        writeln!(out, "  {}", theme.paint(Paint::Note, path))?;
    }
    for line in lines.take_while(|line| line.trim_end() != fence.marks) {
        writeln!(out, "{}", format!("{CODE_INDENT}{line}").trim_end())?;
    }
    Ok(())
}

/// Whether a line does not continue the paragraph before it.
fn starts_block(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with('#') || bullet(line).is_some() || line.starts_with('→') || is_row(line)
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}

/// The indent and the text of a list item.
fn bullet(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start();
    let item = text.strip_prefix("- ").or_else(|| text.strip_prefix("* "))?;
    Some((line.len() - text.len(), item))
}

fn write_block_start(line: &str, prose: &mut String, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    if line.trim().is_empty() {
        writeln!(out)
    } else if line.starts_with('#') {
        writeln!(out, "{}", theme.paint(Paint::Strong, line.trim_start_matches('#').trim()))
    } else if is_row(line) {
        writeln!(out, "{line}")
    } else {
        prose.push_str(line.trim_end());
        Ok(())
    }
}

fn push_word(prose: &mut String, text: &str) {
    if !prose.is_empty() {
        prose.push(' ');
    }
    prose.push_str(text);
}

fn flush(prose: &mut String, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let text = std::mem::take(prose);
    let (lead, body) = match bullet(&text) {
        Some((indent, item)) => (format!("{}- ", " ".repeat(indent)), item),
        None => (String::new(), text.as_str()),
    };
    if body.is_empty() {
        return Ok(());
    }
    writeln!(out, "{lead}{}", wrap::hanging(body, theme.prose_width(), lead.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(markdown: &str) -> String {
        let mut out = Vec::new();
        write(markdown, &Theme { width: 40, ..Theme::plain() }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn headings_lose_their_marks_and_prose_is_wrapped() {
        let page = "# a title\n\nSome prose that is\nlonger than forty columns are wide.\n";
        assert_eq!(set(page), "a title\n\nSome prose that is longer than forty\ncolumns are wide.\n");
    }

    #[test]
    fn items_hang_and_code_is_indented_under_its_path() {
        let page = "- an item that is longer than forty columns\n  and goes on\n- two\n\n```ts path=src/a.ts\nlet a;\n\nlet b;\n```\n→ `src/a.ts:1` x\n";
        assert_eq!(
            set(page),
            "- an item that is longer than forty\n  columns and goes on\n- two\n\n  src/a.ts\n    let a;\n\n    let b;\n→ `src/a.ts:1` x\n"
        );
    }

    #[test]
    fn an_unclosed_fence_ends_with_the_page() {
        assert_eq!(set("```\nx"), "    x\n");
    }
}
