//! Links what the code says into what it does: values, clients, requests.

mod addresses;
mod aftermath;
mod alerts;
mod assembled;
mod attempts;
mod bases;
mod bodies;
mod ceilings;
mod clients;
mod code;
mod creations;
mod environment;
mod exposure;
mod instruments;
mod keys;
mod limits;
mod models;
mod options;
mod paths;
mod players;
mod profiles;
mod requests;
mod retry;
mod sdks;
mod sides;
mod values;
mod webhooks;
mod workers;

use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::alerts::Alerts;
use lp_ready_checks::facts::livepeer::{Livepeer, OwnGateway};
use rayon::prelude::*;

use crate::config::Config;
use crate::gather::Gathered;
use code::Code;

/// Traces the gathered code to Livepeer.
#[must_use]
pub fn trace(gathered: Gathered, config: &Config) -> Facts {
    let Gathered { mut facts, modules } = gathered;
    facts.livepeer.own_gateways = config
        .gateways
        .iter()
        .map(|gateway| OwnGateway { host: gateway.host.clone(), production: gateway.production })
        .collect();
    let code = Code::new(&facts, &modules);
    let made = code.clients();
    let mut requests = code.requests(&made);
    code.add_ceilings(&mut requests);
    code.add_creations(&mut requests);
    let addresses = code.addresses();
    let (compatible, exposed, created) = (code.compatible(), code.exposed(), code.created_by_hooks());
    let (recordings, receivers, players) = (code.recordings(), code.receivers(), code.players());
    let workers = code.workers();
    let alerts = Alerts {
        rules: alerts::rules(&facts),
        instruments: code.instruments(),
        tracers: code.tracers(),
        balance_reads: code.balance_reads(),
    };
    let clients = made.into_iter().map(|made| made.client).collect();
    let own_gateways = std::mem::take(&mut facts.livepeer.own_gateways);
    facts.livepeer = Livepeer {
        requests,
        clients,
        compatible,
        created,
        workers,
        players,
        receivers,
        recordings,
        addresses,
        own_gateways,
    };
    facts.exposed = exposed;
    facts.alerts = alerts;
    facts.profiles = profiles::detect(&facts);
    // Trees of many small parts: letting go of them takes time as well.
    modules.into_par_iter().for_each(drop);
    facts
}
