package headroom.emulator.eventlog;

import headroom.emulator.call.CallName;
import headroom.emulator.call.Caller;

import java.time.Instant;

/// A call as it enters the books and the usage log.
public record BookedCall(
        String requestId,
        Instant at,
        int charge,
        Caller caller,
        CallName name,
        int status,
        String clientIp) {}
