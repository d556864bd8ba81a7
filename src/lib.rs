//! lp-ready tells a team whether its Livepeer application is ready to launch, and proves it.
//!
//! Data flows one way: [`plan`] → [`gather`] → [`trace`] → judge (the `lp-ready-checks` crate) → [`settle`] → [`report`].

pub mod audit;
pub mod cli;
pub mod clock;
pub mod config;
pub mod gather;
pub mod plan;
pub mod report;
pub mod settle;
pub mod suggest;
pub mod trace;
