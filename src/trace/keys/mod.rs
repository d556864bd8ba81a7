//! The key of every request: where it comes from, and how it is sent along.

mod chain;
mod compatible;
mod headers;
mod sources;
