package headroom.emulator.records;

import java.time.Instant;

/// Who writes, and when: what the system fields of a row will say.
public record Author(String userId, Instant at) {}
