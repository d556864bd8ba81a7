//! Reads rule files and joins them.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use lp_ready_checks::authentication::no_secret_in_source::KEY_PATTERNS;
use toml::Spanned;

use super::allow::{Allow, Target};
use super::pattern::Pattern;
use super::rule::Rule;
use super::{Rules, schema};
use crate::gather::text;

/// The file in which a team keeps its own rules.
const OWN: &str = ".gitleaks.toml";

/// How many rule files may build on one another, as in gitleaks.
const DEPTH: usize = 2;

/// The built-in rules, joined with the team's own.
pub(super) fn load(root: &Path) -> Result<Rules> {
    let mut rules = built_in();
    if root.join(OWN).is_file() {
        join(&mut rules, root, OWN, DEPTH)?;
    }
    Ok(rules)
}

/// The built-in rules; their regexes are compiled when first needed, a test holds that they can be.
pub(super) fn built_in() -> Rules {
    let mut rules = Rules::default();
    let source = Source { name: "key_patterns.toml", text: KEY_PATTERNS, built_in: true };
    source.read().and_then(|file| source.add(&mut rules, file)).expect("the built-in rules are valid, as a test holds");
    rules
}

fn join(rules: &mut Rules, root: &Path, name: &str, depth: usize) -> Result<()> {
    let text = text::steering(&root.join(name)).with_context(|| format!("cannot read `{name}`"))?;
    let source = Source { name, text: &text, built_in: false };
    let file = source.read()?;
    let extend = file.extend.as_ref();
    if let Some(path) = extend.and_then(|extend| extend.path.as_ref()) {
        if depth == 0 {
            bail!("`{name}`: `[extend]` goes deeper than {DEPTH} files; put the rules into fewer files");
        }
        join(rules, root, path, depth - 1)
            .with_context(|| format!("`{name}`: `[extend] path` is read relative to the project's root"))?;
    }
    let disabled = extend.map_or(&[][..], |extend| &extend.disabled_rules).to_vec();
    rules.rules.retain(|rule| !disabled.contains(&rule.id));
    source.add(rules, file)
}

struct Source<'a> {
    name: &'a str,
    text: &'a str,
    built_in: bool,
}

impl Source<'_> {
    fn read(&self) -> Result<schema::File> {
        toml::from_str(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.error(at, format!("{}; expected gitleaks' rule format", error.message()))
        })
    }

    fn add(&self, rules: &mut Rules, file: schema::File) -> Result<()> {
        for allow in file.allowlist.into_iter().chain(file.allowlists) {
            rules.allow.push(self.allow(allow)?);
        }
        for raw in file.rules {
            let id = self.id(&raw)?;
            match rules.rules.iter().position(|rule| rule.id == id) {
                Some(known) => self.fill(&mut rules.rules[known], raw)?,
                None => rules.rules.push(self.rule(id, raw)?),
            }
        }
        Ok(())
    }

    fn id(&self, raw: &schema::Rule) -> Result<String> {
        let known = raw.id.as_ref().filter(|id| !id.get_ref().is_empty());
        let nearest = raw.regex.as_ref().or(raw.path.as_ref()).or(raw.id.as_ref());
        let at = nearest.map_or(0, |text| text.span().start);
        known.map(|id| id.get_ref().clone()).ok_or_else(|| self.error(at, "a rule has no `id`; give it one"))
    }

    fn rule(&self, id: String, raw: schema::Rule) -> Result<Rule> {
        let at = raw.id.as_ref().map_or(0, |id| id.span().start);
        if raw.regex.is_none() && raw.path.is_none() {
            return Err(self.error(at, format!("rule `{id}` has neither `regex` nor `path`; give it one of them")));
        }
        let what = raw.description.clone().unwrap_or_else(|| format!("secret by rule `{id}`"));
        let mut rule = Rule { id, what, built_in: self.built_in, ..Rule::default() };
        self.fill(&mut rule, raw)?;
        Ok(rule)
    }

    /// Sets what a rule of the file says and leaves the rest, as gitleaks does with a rule of the same id.
    fn fill(&self, rule: &mut Rule, raw: schema::Rule) -> Result<()> {
        if let Some(regex) = &raw.regex {
            rule.pattern = Some(self.pattern(regex)?);
            self.check_group(rule, raw.secret_group, regex)?;
            (rule.group, rule.reach, rule.proof) = (raw.secret_group, raw.reach, raw.proof);
            (rule.apart, rule.built_in) = (raw.apart, self.built_in);
        }
        if let Some(path) = &raw.path {
            rule.path = Some(self.pattern(path)?);
        }
        rule.entropy = raw.entropy.unwrap_or(rule.entropy);
        rule.what = raw.description.unwrap_or_else(|| std::mem::take(&mut rule.what));
        rule.keywords.extend(raw.keywords.into_iter().filter(|word| !word.is_empty()));
        for allow in raw.allowlist.into_iter().chain(raw.allowlists) {
            rule.allow.push(self.allow(allow)?);
        }
        Ok(())
    }

    fn check_group(&self, rule: &Rule, group: usize, regex: &Spanned<String>) -> Result<()> {
        let pattern = rule.pattern.as_ref().filter(|_| !self.built_in).and_then(Pattern::regex);
        match pattern.map(|regex| regex.captures_len() - 1) {
            Some(groups) if group > groups => {
                let what = format!("`secretGroup = {group}`, but the regex has {groups} groups; name one it has");
                Err(self.error(regex.span().start, what))
            }
            _ => Ok(()),
        }
    }

    fn allow(&self, raw: schema::Allowlist) -> Result<Allow> {
        let all =
            |patterns: &[Spanned<String>]| patterns.iter().map(|one| self.pattern(one)).collect::<Result<Vec<_>>>();
        let target = match raw.regex_target.as_deref() {
            None | Some("" | "secret") => Target::Secret,
            Some("match") => Target::Match,
            Some("line") => Target::Line,
            Some(other) => bail!("`{}`: `regexTarget = \"{other}\"`; expected `match` or `line`", self.name),
        };
        let and = match raw.condition.as_deref().map(str::to_ascii_uppercase).as_deref() {
            None | Some("" | "OR" | "||") => false,
            Some("AND" | "&&") => true,
            Some(other) => bail!("`{}`: `condition = \"{other}\"`; expected `AND` or `OR`", self.name),
        };
        Ok(Allow {
            all: and,
            target,
            paths: all(&raw.paths)?,
            regexes: all(&raw.regexes)?,
            stopwords: raw.stopwords.iter().map(|word| word.to_lowercase()).collect(),
            rules: raw.target_rules,
            commits: !raw.commits.is_empty(),
        })
    }

    fn pattern(&self, source: &Spanned<String>) -> Result<Pattern> {
        if self.built_in {
            return Ok(Pattern::lazy(source.get_ref()));
        }
        Pattern::checked(source.get_ref()).map_err(|why| {
            self.error(source.span().start, format!("expected a regular expression in RE2's syntax: {why}; mend it"))
        })
    }

    fn error(&self, at: usize, what: impl std::fmt::Display) -> anyhow::Error {
        let line = self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow!("`{}`, line {line}: {what}", self.name)
    }
}
