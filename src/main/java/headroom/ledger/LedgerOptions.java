package headroom.ledger;

import java.nio.file.Path;
import java.time.Duration;

/// Where the ledger is and what its limits are.
///
/// @param file the SQLite file; its folder must exist
/// @param queueMax intents waiting for the writer; beyond it calls fall into the gap
/// @param patience how long a commit may hang before calls stop waiting for it
/// @param callsKept how long single calls stay
/// @param minutesKept how long the minute rollup stays
/// @param hoursKept how long the hour rollup stays
/// @param fileBytesMax the most the file may grow to; beyond it calls fall into the gap
/// @param walBytesMax the most the write-ahead log may grow to while a foreign reader holds it
public record LedgerOptions(
        Path file,
        int queueMax,
        Duration patience,
        Duration callsKept,
        Duration minutesKept,
        Duration hoursKept,
        long fileBytesMax,
        long walBytesMax) {
    private static final long GIGABYTE = 1L << 30;

    public LedgerOptions {
        if (queueMax < 1) {
            throw new IllegalArgumentException("a queue of " + queueMax);
        }
    }

    public static LedgerOptions at(Path file) {
        return new LedgerOptions(
                file,
                65_536,
                Duration.ofSeconds(2),
                Duration.ofDays(35),
                Duration.ofDays(35),
                Duration.ofDays(396),
                1024 * GIGABYTE,
                GIGABYTE);
    }

    public LedgerOptions withQueueMax(int max) {
        return new LedgerOptions(
                file, max, patience, callsKept, minutesKept, hoursKept, fileBytesMax, walBytesMax);
    }

    public LedgerOptions withPatience(Duration limit) {
        return new LedgerOptions(
                file,
                queueMax,
                limit,
                callsKept,
                minutesKept,
                hoursKept,
                fileBytesMax,
                walBytesMax);
    }

    public LedgerOptions withKept(Duration calls, Duration minutes, Duration hours) {
        return new LedgerOptions(
                file, queueMax, patience, calls, minutes, hours, fileBytesMax, walBytesMax);
    }

    public LedgerOptions withFileBytesMax(long bytes) {
        return new LedgerOptions(
                file, queueMax, patience, callsKept, minutesKept, hoursKept, bytes, walBytesMax);
    }

    public LedgerOptions withWalBytesMax(long bytes) {
        return new LedgerOptions(
                file, queueMax, patience, callsKept, minutesKept, hoursKept, fileBytesMax, bytes);
    }
}
