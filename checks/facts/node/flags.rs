//! The flags of go-livepeer, for telling its command lines from others and switches from values.
//!
//! From go-livepeer `cmd/livepeer/starter/flags.go` and `cmd/livepeer/livepeer.go`, after v0.9.1.

/// What a flag takes for its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A truth value, and never the next word.
    Switch,
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A time with its unit, as Go's `time.ParseDuration` reads it.
    Duration,
}

/// What the node's flag of this name takes; `None` for a flag it does not have. Flags are told apart by case.
#[must_use]
pub fn kind(name: &str) -> Option<Kind> {
    let listed = |list: &str| list.split(' ').any(|flag| flag == name);
    KINDS.iter().find(|(_, list)| listed(list)).map(|(kind, _)| *kind)
}

/// Every flag of the node.
pub fn names() -> impl Iterator<Item = &'static str> {
    KINDS.iter().flat_map(|(_, list)| list.split(' '))
}

/// Whether the node has a switch of this name.
#[must_use]
pub fn is_bool(name: &str) -> bool {
    kind(name) == Some(Kind::Switch)
}

/// Whether the node has a flag of this name.
#[must_use]
pub fn is_known(name: &str) -> bool {
    kind(name).is_some()
}

/// The flag that replaces a deprecated one; `None` within where nothing does.
#[must_use]
pub fn replacement(name: &str) -> Option<Option<&'static str>> {
    DEPRECATED.iter().find(|(old, _)| *old == name).map(|(_, new)| *new)
}

static DEPRECATED: &[(&str, Option<&str>)] = &[
    ("broadcaster", Some("gateway")),
    ("datadir", Some("dataDir")),
    ("aiRunnerImage", Some("aiRunnerImageOverrides")),
    ("pricePerBroadcaster", Some("pricePerGateway")),
    ("liveAICapRefreshModels", None),
];

static KINDS: &[(Kind, &str)] = &[
    (
        Kind::Switch,
        "aiServerless aiServiceRegistry aiVerboseLogs aiWorker autoAdjustPrice broadcaster currentManifest \
    gateway hevcDecoding httpIngest ignoreMaxPriceIfNeeded initializeRound j localVerify metricsClientIP \
    metricsPerStream monitor orchestrator redeemer remoteDiscovery remoteSigner remoteSignerAllowNoAuth \
    reward startupAvailabilityCheck testTranscoder transcoder useLiveRunners version",
    ),
    (
        Kind::Text,
        "FVfailGsbucket FVfailGskey aiMinRunnerVersion aiModels aiModelsDir aiRunnerImage aiRunnerImageOverrides \
    authWebhookUrl cliAddr config dataDir datadir ethAcctAddr ethController ethKeystorePath ethOrchAddr \
    ethPassword ethUrl gatewayHost httpAddr kafkaBootstrapServers kafkaGatewayTopic kafkaPassword kafkaUser \
    liveAIAuthApiKey liveAIAuthWebhookUrl liveAICapRefreshModels liveAIHeartbeatHeaders liveAIHeartbeatURL \
    liveAITrickleHostForRunner liveRunnerAddr liveRunnerConfig liveRunnerProxyUrl maxFaceValue \
    maxPricePerCapability maxPricePerUnit maxSessions maxTicketEV maxTotalEV mediaMTXApiPassword \
    metadataAmqpExchange metadataQueueUri netint network nodes nvidia objectStore orchAddr orchBlocklist \
    orchMinLivepeerVersion orchPerfStatsUrl orchSecret orchWebhookUrl pixelsPerUnit priceFeedAddr \
    pricePerBroadcaster pricePerGateway pricePerUnit recordStore redeemerAddr region remoteSignerHeaders \
    remoteSignerUrl remoteSignerWebhookHeaders remoteSignerWebhookUrl rtmpAddr serviceAddr ticketEV \
    transcodingOptions v verifierPath verifierUrl",
    ),
    (
        Kind::Integer,
        "aiRunnerContainersPerGPU blockPollingInterval depositMultiplier extraNodes gasLimit liveAISaveNSegments \
    maxAttempts maxGasPrice maxTransactionReplacements minGasPrice",
    ),
    (Kind::Decimal, "minPerfScore selectPriceExpFactor selectPriceWeight selectRandFreq selectStakeWeight"),
    (
        Kind::Duration,
        "aiProcessingRetryTimeout discoveryTimeout initializeRoundMaxDelay liveAICapReportInterval \
    liveAIHeartbeatInterval liveOutSegmentTimeout livePaymentInterval metadataPublishTimeout \
    transactionTimeout",
    ),
];
