//! Authentication.

pub mod env_files_ignored;
pub mod keystore_secured;
pub mod no_secret_in_source;
pub mod server_key_on_server;

use crate::check::Section;

/// Authentication.
pub static SECTION: Section = Section {
    id: "authentication",
    title: "Authentication",
    checks: &[
        &no_secret_in_source::CHECK,
        &server_key_on_server::CHECK,
        &env_files_ignored::CHECK,
        &keystore_secured::CHECK,
    ],
};
