//! What bounds how long a request may take.

use super::file::Span;

/// The bound on one request, wherever it is set: at the call, in its client, or around it.
#[derive(Debug, Clone, PartialEq)]
pub enum Limit {
    /// Nothing is said, and the client waits for as long as it takes.
    Unset,
    /// Nothing is said, and the client has a limit of its own.
    Default {
        /// In milliseconds.
        ms: f64,
        /// Whose limit it is, as people call it: "`httpx`".
        of: String,
    },
    /// Switched off here.
    Off {
        /// The option.
        at: Span,
    },
    /// Set here.
    Set {
        /// The option.
        at: Span,
        /// In milliseconds; `None` when the number is not known.
        ms: Option<f64>,
    },
    /// It cannot be told; why, as a clause.
    Unknown(String),
}

/// What ends the handler a request is made in, however long its client would wait.
#[derive(Debug, Clone, PartialEq)]
pub struct Ceiling {
    /// The setting; where nothing is set, what has the limit by itself.
    pub at: Span,
    /// In milliseconds.
    pub ms: f64,
    /// Whether the number is set there; else nothing is said, and it is what the host does by itself.
    pub set: bool,
    /// Who ends it.
    pub host: Host,
}

/// What runs a handler, or stands in front of it, and ends it after a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// A Vercel function, by its `maxDuration`. <https://vercel.com/docs/functions/configuring-functions/duration>
    Vercel,
    /// A synchronous gunicorn worker, by its `timeout`. <https://docs.gunicorn.org/en/stable/settings.html#timeout>
    Gunicorn,
    /// An AWS Lambda function. <https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html>
    Lambda,
    /// API Gateway of AWS. <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>
    ApiGateway,
    /// A synchronous Netlify function. <https://docs.netlify.com/build/functions/configuration>
    Netlify,
    /// nginx, by the time between two reads from what is behind it.
    /// <https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout>
    Nginx,
    /// Heroku's router. <https://devcenter.heroku.com/articles/request-timeout>
    Heroku,
    /// Cloud Run. <https://cloud.google.com/run/docs/configuring/request-timeout>
    CloudRun,
}
