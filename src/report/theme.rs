//! What the place a text is written to can show: colours, characters, columns.

use annotate_snippets::Renderer;
use annotate_snippets::renderer::DecorStyle;
use colored::Colorize;

use super::wrap;

/// Prose is not set wider than this, however wide the terminal.
const PROSE_WIDTH: usize = 100;

/// How a text may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether terminal escapes for colours are wanted.
    pub color: bool,
    /// Whether characters beyond ASCII can be shown.
    pub unicode: bool,
    /// Columns.
    pub width: usize,
}

/// What a piece of text is, as far as its colour goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// As it should be.
    Good,
    /// Wrong.
    Bad,
    /// Deserves a look.
    Doubtful,
    /// Worth knowing.
    Note,
    /// A heading.
    Strong,
    /// Less than the text around it.
    Faint,
}

impl Theme {
    /// No colours, all characters, a hundred columns: for files and pipes.
    #[must_use]
    pub fn plain() -> Self {
        Self { color: false, unicode: true, width: PROSE_WIDTH }
    }

    /// Columns that prose may take.
    #[must_use]
    pub fn prose_width(&self) -> usize {
        self.width.min(PROSE_WIDTH)
    }

    /// A text in its colour. Whether to colour is decided here alone; [`crate::cli`] tells `colored` not to decide again.
    #[must_use]
    pub fn paint(&self, paint: Paint, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let colored = match paint {
            Paint::Good => text.green(),
            Paint::Bad => text.red().bold(),
            Paint::Doubtful => text.yellow(),
            Paint::Note => text.cyan(),
            Paint::Strong => text.bold(),
            Paint::Faint => text.dimmed(),
        };
        colored.to_string()
    }

    /// Text broken into lines that leave `indent` columns free on the left, without adding the indent.
    #[must_use]
    pub fn wrap(&self, text: &str, indent: usize) -> String {
        wrap::lines(text, self.prose_width().saturating_sub(indent)).join("\n")
    }

    /// A renderer of source snippets that agrees with this theme.
    #[must_use]
    pub fn renderer(&self) -> Renderer {
        let renderer = if self.color { Renderer::styled() } else { Renderer::plain() };
        let decor = if self.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
        renderer.decor_style(decor).term_width(self.width)
    }
}
