//! The script blocks of Vue, Svelte and Astro files.

use std::sync::LazyLock;

use regex::Regex;
use tree_sitter::{Point, Range};

static SCRIPT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?is)<script\b[^>]*>(.*?)</script\s*>").expect("the pattern is valid"));

/// The blocks of a file that are parsed, each by itself: those of a component file that hold script, or all of a
/// file that is script altogether, which is what an empty list of ranges means to the parser.
pub(super) fn of(name: &str, text: &str) -> Vec<Vec<Range>> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !["vue", "svelte", "astro"].contains(&extension.to_ascii_lowercase().as_str()) {
        return vec![Vec::new()];
    }
    let frontmatter = (extension == "astro").then(|| frontmatter(text)).flatten();
    let scripts = SCRIPT.captures_iter(text).filter_map(|found| found.get(1)).map(|body| body.range());
    let mut place = Place::default();
    frontmatter.into_iter().chain(scripts).map(|bytes| vec![place.range(text, bytes)]).collect()
}

/// What stands between the two `---` lines an Astro file opens with.
fn frontmatter(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let body = text[start..].strip_prefix("---")?;
    let end = body.find("\n---")?;
    Some(start + 3..start + 3 + end)
}

/// Follows rows and columns forward through a text.
#[derive(Default)]
struct Place {
    byte: usize,
    point: Point,
}

impl Place {
    fn range(&mut self, text: &str, bytes: std::ops::Range<usize>) -> Range {
        let start_point = self.advance(text, bytes.start);
        let end_point = self.advance(text, bytes.end);
        Range { start_byte: bytes.start, end_byte: bytes.end, start_point, end_point }
    }

    fn advance(&mut self, text: &str, to: usize) -> Point {
        for byte in text.as_bytes().get(self.byte..to).unwrap_or_default() {
            if *byte == b'\n' {
                self.point = Point { row: self.point.row + 1, column: 0 };
            } else {
                self.point.column += 1;
            }
        }
        self.byte = self.byte.max(to);
        self.point
    }
}
