//! The questions of `lp-ready attest`, on a terminal.

use std::io::{BufRead, Write};
use std::path::Path;

use anyhow::{Result, bail};
use jiff::civil::Date;

use crate::cli::args::AttestOptions;
use crate::clock;
use crate::config::edit::Word;
use crate::config::{is_evidence, parse_date};

/// Asks for what the options leave open, each question until its answer can be taken.
pub(super) fn word(options: &AttestOptions, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<Word> {
    let mut terminal = Terminal { input, out };
    let today = clock::today();
    let by = match &options.by {
        Some(by) => by.clone(),
        None => terminal.ask("Who gives their word?", named)?,
    };
    let on = match options.on {
        Some(on) => on,
        None => terminal.ask(&format!("Done or looked at on which day? [{today}]"), |text| day(text, today))?,
    };
    let until = match options.until {
        Some(until) => Some(until),
        None => terminal.ask("Until which day does it hold? [no end]", |text| last_day(text, on))?,
    };
    let evidence = if options.evidence.is_empty() {
        terminal.ask("What shows it: paths or addresses, with blanks between them? [nothing]", |text| {
            evidence(text, &options.project)
        })?
    } else {
        options.evidence.clone()
    };
    let note = match &options.note {
        Some(note) => Some(note.clone()),
        None => {
            terminal.ask("Anything else to say? [nothing]", |text| Ok((!text.is_empty()).then(|| text.to_owned())))?
        }
    };
    Ok(Word { by, on, until, evidence, note })
}

fn named(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("expected a name".to_owned()) } else { Ok(text.to_owned()) }
}

fn day(text: &str, today: Date) -> Result<Date, String> {
    if text.is_empty() { Ok(today) } else { parse_date(text) }
}

fn last_day(text: &str, on: Date) -> Result<Option<Date>, String> {
    match text {
        "" => Ok(None),
        text => {
            let until = parse_date(text)?;
            if until < on { Err(format!("expected a day that is not before {on}")) } else { Ok(Some(until)) }
        }
    }
}

fn evidence(text: &str, root: &Path) -> Result<Vec<String>, String> {
    let texts = text.split_whitespace();
    texts.map(|text| is_evidence(text, root).map(|()| text.to_owned())).collect()
}

/// Somebody to ask.
struct Terminal<'t> {
    input: &'t mut dyn BufRead,
    out: &'t mut dyn Write,
}

impl Terminal<'_> {
    fn ask<T>(&mut self, question: &str, take: impl Fn(&str) -> Result<T, String>) -> Result<T> {
        loop {
            write!(self.out, "{question} ")?;
            self.out.flush()?;
            let mut answer = String::new();
            if self.input.read_line(&mut answer)? == 0 {
                bail!("expected an answer, found the end of the input: nothing was written");
            }
            match take(answer.trim()) {
                Ok(taken) => return Ok(taken),
                Err(wrong) => writeln!(self.out, "{wrong}")?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::{Arguments, Command};

    fn options(arguments: &str) -> AttestOptions {
        match Arguments::try_parse_from(arguments.split(' ')).unwrap().command {
            Command::Attest(options) => options,
            other => panic!("{other:?}"),
        }
    }

    fn asked(arguments: &str, answers: &str) -> (Result<Word>, String) {
        let mut out = Vec::new();
        let word = word(&options(arguments), &mut answers.as_bytes(), &mut out);
        (word, String::from_utf8(out).unwrap())
    }

    #[test]
    fn what_is_not_given_is_asked_for_until_it_can_be_taken() {
        let answers = "\nJane Doe\n2026-02-30\n2026-02-28\n2026-02-27\n2027-01-31\nno/such.md\nCargo.toml https://example.com\n\n";
        let (word, said) = asked("lp-ready attest byoc/ai_models", answers);
        let word = word.unwrap();
        assert_eq!((word.by.as_str(), word.on.to_string(), word.note), ("Jane Doe", "2026-02-28".into(), None));
        assert_eq!(word.until.unwrap().to_string(), "2027-01-31");
        assert_eq!(word.evidence, ["Cargo.toml", "https://example.com"]);
        for line in
            ["expected a name", "found `2026-02-30`", "not before 2026-02-28", "the project has no `no/such.md`"]
        {
            assert!(said.contains(line), "{said}");
        }
    }

    #[test]
    fn what_is_given_is_not_asked_for() {
        let (word, said) =
            asked("lp-ready attest x --on 2026-02-01 --until 2026-03-01 --evidence a --note b", "Jane\n");
        assert_eq!(word.unwrap().evidence, ["a"]);
        assert_eq!(said, "Who gives their word? ");
    }

    #[test]
    fn an_end_of_the_input_ends_the_questions() {
        assert!(asked("lp-ready attest x", "Jane\n").0.unwrap_err().to_string().contains("the end of the input"));
    }
}
