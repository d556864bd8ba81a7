//! What the streams of this run can show, by the options and the environment.

use std::env;

use super::args::Color;
use crate::report::theme::Theme;

/// Widths that `COLUMNS` may claim.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=1000;

/// The part of the process's environment that says how output should look.
#[derive(Debug, Clone, Default)]
pub(super) struct Environment {
    no_color: bool,
    force_color: bool,
    dumb: bool,
    unicode: bool,
    columns: Option<usize>,
}

impl Environment {
    /// As the environment variables say it.
    pub(super) fn of_process() -> Self {
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let is = |name: &str, value: &str| env::var_os(name).is_some_and(|set| set == value);
        Self {
            no_color: set("NO_COLOR") || is("CLICOLOR", "0"),
            force_color: set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0"),
            dumb: is("TERM", "dumb"),
            unicode: locale_is_utf8(),
            columns: env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|width| WIDTHS.contains(width)),
        }
    }
}

/// The first of the variables that is set decides, as it does for the C library.
fn locale_is_utf8() -> bool {
    let set = |name: &&str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set);
    let named = locale.map(|locale| locale.to_lowercase().replace('-', "").contains("utf8"));
    named.unwrap_or(cfg!(any(windows, target_os = "macos")))
}

/// How output should look, decided once.
#[derive(Debug, Clone)]
pub(super) struct Screen {
    environment: Environment,
    color: Color,
}

impl Screen {
    pub(super) fn new(environment: &Environment, color: Color) -> Self {
        Self { environment: environment.clone(), color }
    }

    /// The theme for a stream: the option goes before the environment, and that before what the stream is.
    pub(super) fn theme(&self, is_terminal: bool) -> Theme {
        let environment = &self.environment;
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if environment.no_color => false,
            Color::Auto if environment.force_color => true,
            Color::Auto => is_terminal && !environment.dumb,
        };
        Theme { color, unicode: environment.unicode, width: self.width(is_terminal) }
    }

    /// The theme for a file, which no terminal limits.
    pub(super) fn file_theme(&self) -> Theme {
        Theme { color: self.color == Color::Always, ..Theme::plain() }
    }

    fn width(&self, is_terminal: bool) -> usize {
        let of_terminal = || {
            let (width, _) = terminal_size::terminal_size().filter(|_| is_terminal)?;
            WIDTHS.contains(&usize::from(width.0)).then_some(usize::from(width.0))
        };
        self.environment.columns.or_else(of_terminal).unwrap_or(Theme::plain().width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(environment: &Environment, color: Color, is_terminal: bool) -> bool {
        Screen::new(environment, color).theme(is_terminal).color
    }

    #[test]
    fn the_option_goes_before_the_environment_and_that_before_the_stream() {
        let none = Environment::default();
        let no = Environment { no_color: true, force_color: true, ..Environment::default() };
        let force = Environment { force_color: true, ..Environment::default() };
        assert!(color(&no, Color::Always, false));
        assert!(!color(&force, Color::Never, true));
        assert!(!color(&no, Color::Auto, true));
        assert!(color(&force, Color::Auto, false));
        assert!(color(&none, Color::Auto, true));
        assert!(!color(&none, Color::Auto, false));
    }

    #[test]
    fn a_dumb_terminal_gets_no_colours() {
        assert!(!color(&Environment { dumb: true, ..Environment::default() }, Color::Auto, true));
    }
}
