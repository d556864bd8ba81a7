//! Files that say how a program is run. They are small, and say what ends its requests without a word of Livepeer.

/// Whether a file's name is one of these.
#[must_use]
pub fn is_deployment(name: &str) -> bool {
    let nginx = name.ends_with(".conf") && (name.contains("nginx") || name == "default.conf");
    let gunicorn = name.starts_with("gunicorn") && name.ends_with(".py");
    matches!(
        name,
        "app.json"
            | "heroku.yml"
            | "netlify.toml"
            | "Procfile"
            | "vercel.json"
            | "serverless.yml"
            | "serverless.yaml"
            | "template.yml"
            | "template.yaml"
    ) || nginx
        || gunicorn
        || name.ends_with(".service")
}
