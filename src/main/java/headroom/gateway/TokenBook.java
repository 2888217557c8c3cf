package headroom.gateway;

import headroom.ledger.Ledger;
import headroom.ledger.Names;
import headroom.ledger.TokenTrace;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who a session belongs to, learned at the logins that passed and kept across restarts, by keyed
/// hash only. Thread-safe. Bounded: past the limit the oldest half is forgotten; those callers are
/// known again from their next login.
final class TokenBook {
    private static final int TRACES_MAX = 200_000;

    private final Map<String, TokenTrace> traces = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final InstantSource clock;

    TokenBook(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
        ledger.tokens().forEach(trace -> traces.put(trace.hash(), trace));
    }

    Optional<Caller> find(String hash) {
        return Optional.ofNullable(traces.get(hash))
                .map(trace ->
                        new Caller(
                                ledger.name(Names.INTEGRATION, trace.integration()),
                                ledger.name(Names.USER, trace.user())));
    }

    /// @param org the ledger's number of the org
    void learn(String hash, int org, Caller caller) {
        if (traces.size() >= TRACES_MAX) {
            forgetOlderHalf();
        }
        var trace =
                new TokenTrace(
                        hash,
                        org,
                        ledger.id(Names.INTEGRATION, caller.integration()),
                        ledger.id(Names.USER, caller.user()),
                        clock.millis());
        traces.put(hash, trace);
        ledger.remember(trace);
    }

    private void forgetOlderHalf() {
        traces.values().stream()
                .sorted((a, b) -> Long.compare(a.seenMillis(), b.seenMillis()))
                .limit(TRACES_MAX / 2)
                .map(TokenTrace::hash)
                .toList()
                .forEach(traces::remove);
    }
}
