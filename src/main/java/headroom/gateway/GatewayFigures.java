package headroom.gateway;

/// What the gateway has done since its start.
///
/// @param calls requests read
/// @param inFlight of these, not yet answered
/// @param ownAnswers answered by the gateway itself: malformed, refused, org not reached
/// @param retries second attempts on a fresh connection
/// @param unreachable calls for which no connection to the org came about
/// @param gaps calls passed while the ledger could not take them
/// @param clientConnections open now
public record GatewayFigures(
        long calls,
        long inFlight,
        long ownAnswers,
        long retries,
        long unreachable,
        long gaps,
        int clientConnections) {}
