package headroom.emulator.eventlog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// An instant in the two forms that event logs have.
final class Stamp {
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Stamp() {}

    /// `20231218054831.655`.
    static String compact(Instant at) {
        return COMPACT.format(at);
    }

    /// `2023-12-18T05:48:31.655Z`.
    static String iso(Instant at) {
        return ISO.format(at);
    }
}
