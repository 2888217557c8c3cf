package headroom.gateway;

import java.time.Duration;

/// What the gateway holds at most and waits for at longest.
///
/// @param headBytesMax request line and headers, either way; past it 431 (or 414 for the line)
/// @param peekBytesMax of a body that has to be seen before it is forwarded
/// @param bodyRewriteBytesMax of a login answer whose URLs are rewritten; past it 502
/// @param connectTimeout to open a connection to the org, TLS included
/// @param answerTimeout from the request's end to the answer's head; Salesforce allows itself ten
///   minutes, queries 32, so this stands above both
/// @param stallTimeout without a byte in either direction in mid-body
/// @param clientIdleTimeout between two requests on a client's connection
/// @param orgIdleTimeout of a pooled connection to the org
/// @param orgConnectionsMax open connections to one org, over all event loops
/// @param waitingCallsMax calls waiting for a connection to one org; past it 503 at once
/// @param connectionWait how long a call waits for a connection
/// @param clientConnectionsMax open client connections; past it a new one is closed at once
public record Limits(
        int headBytesMax,
        int peekBytesMax,
        int bodyRewriteBytesMax,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration stallTimeout,
        Duration clientIdleTimeout,
        Duration orgIdleTimeout,
        int orgConnectionsMax,
        int waitingCallsMax,
        Duration connectionWait,
        int clientConnectionsMax) {

    public static final Limits DEFAULTS =
            new Limits(
                    32 * 1024,
                    256 * 1024,
                    1024 * 1024,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(35),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(20),
                    2_000,
                    10_000,
                    Duration.ofSeconds(30),
                    20_000);

    public Limits withAnswerTimeout(Duration changed) {
        return new Limits(
                headBytesMax,
                peekBytesMax,
                bodyRewriteBytesMax,
                connectTimeout,
                changed,
                stallTimeout,
                clientIdleTimeout,
                orgIdleTimeout,
                orgConnectionsMax,
                waitingCallsMax,
                connectionWait,
                clientConnectionsMax);
    }

    public Limits withConnectTimeout(Duration changed) {
        return new Limits(
                headBytesMax,
                peekBytesMax,
                bodyRewriteBytesMax,
                changed,
                answerTimeout,
                stallTimeout,
                clientIdleTimeout,
                orgIdleTimeout,
                orgConnectionsMax,
                waitingCallsMax,
                connectionWait,
                clientConnectionsMax);
    }

    public Limits withStallTimeout(Duration changed) {
        return new Limits(
                headBytesMax,
                peekBytesMax,
                bodyRewriteBytesMax,
                connectTimeout,
                answerTimeout,
                changed,
                clientIdleTimeout,
                orgIdleTimeout,
                orgConnectionsMax,
                waitingCallsMax,
                connectionWait,
                clientConnectionsMax);
    }

    /// How many connections one org may have, how many calls may wait for one, and for how long.
    public Limits withPool(int connectionsMax, int callsWaitingMax, Duration longestWait) {
        return new Limits(
                headBytesMax,
                peekBytesMax,
                bodyRewriteBytesMax,
                connectTimeout,
                answerTimeout,
                stallTimeout,
                clientIdleTimeout,
                orgIdleTimeout,
                connectionsMax,
                callsWaitingMax,
                longestWait,
                clientConnectionsMax);
    }
}
