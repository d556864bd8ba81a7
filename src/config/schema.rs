//! How the settings are written down, and what they may say.

use std::collections::BTreeMap;

use globset::Glob;
use lp_ready_checks::check::{Profile, Severity};
use lp_ready_checks::facts::env::Environment;
use lp_ready_checks::facts::team::Team;
use serde::Deserialize;

use super::cost::{self, CostSettings};
use super::error::Wrong;
use super::values::{self, Ground, Text, did_you_mean, unknown, wrong};
use super::words::{self, AttestSettings, WaiveSettings};
use super::{Config, FILE_NAME, Gateway};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Settings {
    profiles: Vec<Text>,
    ignore: Vec<Text>,
    environments: Environments,
    gateways: Vec<GatewaySettings>,
    severities: BTreeMap<Text, Text>,
    attest: BTreeMap<Text, AttestSettings>,
    waive: BTreeMap<Text, WaiveSettings>,
    cost: Option<CostSettings>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Environments {
    production: Vec<Text>,
    staging: Vec<Text>,
    development: Vec<Text>,
    test: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GatewaySettings {
    host: Text,
    #[serde(default)]
    production: bool,
}

/// Reads settings.
pub(super) fn read(text: &str, ground: Ground<'_>) -> Result<Config, Wrong> {
    let settings: Settings = toml::from_str(text).map_err(|error| malformed(&error, text))?;
    let attestations = settings.attest.into_iter().map(|attest| words::attestation(attest, ground));
    let attestations = attestations.collect::<Result<_, _>>()?;
    let spending = settings.cost.map(cost::spending).transpose()?;
    Ok(Config {
        team: Team { today: ground.today, settings: None, attestations, spending },
        waivers: settings.waive.into_iter().map(words::waiver).collect::<Result<_, _>>()?,
        profiles: settings.profiles.into_iter().map(profile).collect::<Result<_, _>>()?,
        profiles_because: format!("`{FILE_NAME}`"),
        ignore: globs(settings.ignore)?,
        environments: environments(settings.environments)?,
        gateways: settings.gateways.into_iter().map(gateway).collect::<Result<_, _>>()?,
        severities: settings.severities.into_iter().map(severity).collect::<Result<_, _>>()?,
    })
}

fn environments(settings: Environments) -> Result<Vec<(Environment, Vec<String>)>, Wrong> {
    [
        (Environment::Production, settings.production),
        (Environment::Staging, settings.staging),
        (Environment::Development, settings.development),
        (Environment::Test, settings.test),
    ]
    .into_iter()
    .filter(|(_, patterns)| !patterns.is_empty())
    .map(|(environment, patterns)| Ok((environment, globs(patterns)?)))
    .collect()
}

fn profile(name: Text) -> Result<Profile, Wrong> {
    let known = || Profile::ALL.iter().map(|profile| profile.name());
    let found = Profile::ALL.into_iter().find(|profile| profile.name() == name.get_ref());
    found.ok_or_else(|| unknown(&name, "profile", &known().collect::<Vec<_>>()))
}

fn globs(patterns: Vec<Text>) -> Result<Vec<String>, Wrong> {
    patterns.into_iter().map(glob).collect()
}

fn glob(pattern: Text) -> Result<String, Wrong> {
    match Glob::new(pattern.get_ref()) {
        Ok(_) => Ok(pattern.into_inner()),
        Err(error) => Err(wrong(pattern.span(), format!("invalid glob: {}", error.kind()), None)),
    }
}

fn gateway(settings: GatewaySettings) -> Result<Gateway, Wrong> {
    let host = settings.host.get_ref().to_lowercase();
    let bare = host.strip_prefix("*.").unwrap_or(&host);
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    if !bare.is_empty() && bare.chars().all(allowed) {
        return Ok(Gateway { host, production: settings.production });
    }
    let help = "write the host alone, as in `gw.example.com`; `*.example.com` stands for every host below it";
    let message = format!("expected a host without scheme, port or path, found `{}`", settings.host.get_ref());
    Err(wrong(settings.host.span(), message, Some(help)))
}

fn severity((id, level): (Text, Text)) -> Result<(String, Option<Severity>), Wrong> {
    let level = match level.get_ref().as_str() {
        "off" => None,
        "advice" => Some(Severity::Advice),
        "important" => Some(Severity::Important),
        "blocker" => Some(Severity::Blocker),
        _ => return Err(unknown(&level, "severity", &["blocker", "important", "advice", "off"])),
    };
    Ok((values::check_id(&id)?, level))
}

/// An error of the TOML reader. Its messages name the known keys in backticks after the unknown one.
fn malformed(error: &toml::de::Error, text: &str) -> Wrong {
    let span = error.span().unwrap_or(text.len()..text.len());
    let first_line = error.message().lines().next().unwrap_or_default();
    let Some((_, expected)) = first_line.strip_prefix("unknown field ").and_then(|rest| rest.split_once(", expected "))
    else {
        return Wrong {
            span,
            message: first_line.replace("a sequence", "a list").replace("missing field", "missing key"),
            help: None,
        };
    };
    let typed = text.get(span.clone()).unwrap_or_default().to_owned();
    let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    Wrong { span, message: format!("unknown key `{typed}`"), help: Some(did_you_mean(&typed, &known)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground() -> Ground<'static> {
        Ground { root: std::path::Path::new("."), today: jiff::civil::date(2026, 9, 30) }
    }

    fn error(text: &str) -> (String, String, String) {
        let wrong = read(text, ground()).unwrap_err();
        (text[wrong.span].to_owned(), wrong.message, wrong.help.unwrap_or_default())
    }

    #[test]
    fn everything_a_team_can_say_is_read() {
        let config = read(
            r#"
            profiles = ["ai", "self-hosted"]
            ignore = ["legacy/**"]
            [environments]
            production = [".env.prod", "deploy/*.env"]
            [[gateways]]
            host = "GW.example.com"
            production = true
            [[gateways]]
            host = "*.test.example.com"
            [severities]
            "error_handling/sdk_retry" = "advice"
            "byoc/ai_models" = "off"
            "#,
            ground(),
        )
        .unwrap();
        assert_eq!(config.profiles, [Profile::Ai, Profile::SelfHosted]);
        assert_eq!(config.environments.len(), 1);
        assert_eq!(config.gateways[0], Gateway { host: "gw.example.com".into(), production: true });
        assert!(!config.gateways[1].production);
        assert_eq!(config.severities["error_handling/sdk_retry"], Some(Severity::Advice));
        assert!(config.turns_off("byoc/ai_models"));
    }

    #[test]
    fn an_unknown_key_is_shown_with_the_one_that_was_meant() {
        let (at, message, help) = error("profils = []\n");
        assert_eq!((at.as_str(), message.as_str()), ("profils", "unknown key `profils`"));
        assert_eq!(help, "did you mean `profiles`?");
        assert_eq!(error("[environments]\nproduktion = []").2, "did you mean `production`?");
        assert_eq!(error("[[gateways]]\nurl = ''").2, "it is one of `host` or `production`");
    }

    #[test]
    fn a_wrong_type_is_shown_at_the_value() {
        let (at, message, _) = error("ignore = 3\n");
        assert_eq!((at.as_str(), message.as_str()), ("3", "invalid type: integer `3`, expected a list"));
    }

    #[test]
    fn unknown_names_bad_globs_and_hosts_are_shown_at_the_text() {
        assert_eq!(error("profiles = ['vidio']").2, "did you mean `video`?");
        assert_eq!(error("ignore = ['a', '[']").0, "'['");
        assert_eq!(error("[[gateways]]\nhost = 'https://a/b'").0, "'https://a/b'");
        assert_eq!(error("[severities]\n'byoc/ai_model' = 'off'").0, "'byoc/ai_model'");
        assert_eq!(error("[severities]\n'byoc/ai_models' = 'high'").1, "unknown severity `high`");
    }

    #[test]
    fn what_is_no_toml_is_an_error_at_its_place() {
        assert!(!error("profiles = [\"ai\"\nx").1.is_empty());
    }
}
