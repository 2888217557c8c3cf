package headroom.emulator;

import java.time.Instant;

/// One call as the org booked it.
///
/// @param client the connected app, or what the call options name; empty if neither
public record Charged(
        String requestId,
        Instant at,
        int charge,
        String user,
        String client,
        String resource,
        int status) {}
