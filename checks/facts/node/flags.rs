//! The flags of go-livepeer, for telling its command lines from others and switches from values.
//!
//! From go-livepeer `cmd/livepeer/starter/flags.go` and `cmd/livepeer/livepeer.go`, after v0.9.1.

/// Whether the node has a switch of this name, which never takes the next word as its value.
#[must_use]
pub fn is_bool(name: &str) -> bool {
    SWITCHES.contains(&name)
}

/// Whether the node has a flag of this name.
#[must_use]
pub fn is_known(name: &str) -> bool {
    is_bool(name) || VALUES.contains(&name)
}

/// The flag that is meant by a name that differs from it in case, or in a letter or two.
#[must_use]
pub fn nearest(name: &str) -> Option<&'static str> {
    let all = || SWITCHES.iter().chain(VALUES).copied();
    let same = all().find(|known| known.eq_ignore_ascii_case(name));
    same.or_else(|| all().filter(|known| known.len() > 4).find(|known| is_near(known, name)))
}

/// Whether one word becomes the other by one letter more, less or other.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => short.get(same + 1..) == long.get(same + 1..),
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

static SWITCHES: &[&str] = &[
    "aiServerless",
    "aiServiceRegistry",
    "aiVerboseLogs",
    "aiWorker",
    "autoAdjustPrice",
    "broadcaster",
    "currentManifest",
    "gateway",
    "hevcDecoding",
    "httpIngest",
    "ignoreMaxPriceIfNeeded",
    "initializeRound",
    "j",
    "localVerify",
    "metricsClientIP",
    "metricsPerStream",
    "monitor",
    "orchestrator",
    "redeemer",
    "remoteDiscovery",
    "remoteSigner",
    "remoteSignerAllowNoAuth",
    "reward",
    "startupAvailabilityCheck",
    "testTranscoder",
    "transcoder",
    "useLiveRunners",
    "version",
];

static VALUES: &[&str] = &[
    "FVfailGsbucket",
    "FVfailGskey",
    "aiMinRunnerVersion",
    "aiModels",
    "aiModelsDir",
    "aiProcessingRetryTimeout",
    "aiRunnerContainersPerGPU",
    "aiRunnerImage",
    "aiRunnerImageOverrides",
    "authWebhookUrl",
    "blockPollingInterval",
    "cliAddr",
    "config",
    "dataDir",
    "datadir",
    "depositMultiplier",
    "discoveryTimeout",
    "ethAcctAddr",
    "ethController",
    "ethKeystorePath",
    "ethOrchAddr",
    "ethPassword",
    "ethUrl",
    "extraNodes",
    "gasLimit",
    "gatewayHost",
    "httpAddr",
    "initializeRoundMaxDelay",
    "kafkaBootstrapServers",
    "kafkaGatewayTopic",
    "kafkaPassword",
    "kafkaUser",
    "liveAIAuthApiKey",
    "liveAIAuthWebhookUrl",
    "liveAICapRefreshModels",
    "liveAICapReportInterval",
    "liveAIHeartbeatHeaders",
    "liveAIHeartbeatInterval",
    "liveAIHeartbeatURL",
    "liveAISaveNSegments",
    "liveAITrickleHostForRunner",
    "liveOutSegmentTimeout",
    "livePaymentInterval",
    "liveRunnerAddr",
    "liveRunnerConfig",
    "liveRunnerProxyUrl",
    "maxAttempts",
    "maxFaceValue",
    "maxGasPrice",
    "maxPricePerCapability",
    "maxPricePerUnit",
    "maxSessions",
    "maxTicketEV",
    "maxTotalEV",
    "maxTransactionReplacements",
    "mediaMTXApiPassword",
    "metadataAmqpExchange",
    "metadataPublishTimeout",
    "metadataQueueUri",
    "minGasPrice",
    "minPerfScore",
    "netint",
    "network",
    "nodes",
    "nvidia",
    "objectStore",
    "orchAddr",
    "orchBlocklist",
    "orchMinLivepeerVersion",
    "orchPerfStatsUrl",
    "orchSecret",
    "orchWebhookUrl",
    "pixelsPerUnit",
    "priceFeedAddr",
    "pricePerBroadcaster",
    "pricePerGateway",
    "pricePerUnit",
    "recordStore",
    "redeemerAddr",
    "region",
    "remoteSignerHeaders",
    "remoteSignerUrl",
    "remoteSignerWebhookHeaders",
    "remoteSignerWebhookUrl",
    "rtmpAddr",
    "selectPriceExpFactor",
    "selectPriceWeight",
    "selectRandFreq",
    "selectStakeWeight",
    "serviceAddr",
    "ticketEV",
    "transactionTimeout",
    "transcodingOptions",
    "v",
    "verifierPath",
    "verifierUrl",
];
