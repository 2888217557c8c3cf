package headroom.emulator;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;

/// Which usage logs the org writes, when they can be seen and for how long.
///
/// Salesforce says a daily file comes a day or more after its day's end (seen at about 03:00 UTC)
/// and an hourly one three to six hours after the event; ApiTotalUsage and Login are free and kept
/// one day, the others come with Event Monitoring and all are then kept thirty.
///
/// @param folder where files are kept; null for one of our own, removed at the end
/// @param monitoring whether the org has Event Monitoring: without it there are only ApiTotalUsage
///   and Login, daily. Whether the free ones come hourly too is nowhere said; here they do not
/// @param dailyAfter how long after a day's end its file can be seen
/// @param hourlyAfter how long after an hour's end its file can be seen
/// @param kept for how long a file can be seen
/// @param lateShare the share of events, 0 to 1, that reach the logs late: they are missing in the
///   files at first, then an hour gets one more file with a higher Sequence that lists only them,
///   and the day's file is made anew
/// @param lateBy how much later those come
/// @param release the API version whose columns the files have: ApiTotalUsage grew four in 66,
///   CompositeApi exists from 64
/// @param rowsKept how many of the newest calls `ApiTotalUsageEventLog` answers by SOQL
/// @param bytesMax how many bytes all files may take on disk; beyond, the oldest go first
public record EventLogOptions(
        @Nullable Path folder,
        boolean monitoring,
        Duration dailyAfter,
        Duration hourlyAfter,
        Duration kept,
        double lateShare,
        Duration lateBy,
        int release,
        int rowsKept,
        long bytesMax) {
    public static final EventLogOptions DEFAULTS =
            new EventLogOptions(
                    null,
                    true,
                    Duration.ofHours(3),
                    Duration.ofHours(3),
                    Duration.ofDays(30),
                    0,
                    Duration.ofHours(3),
                    66,
                    10_000,
                    2L << 30);

    public EventLogOptions {
        if (!(lateShare >= 0 && lateShare <= 1)) {
            throw new IllegalArgumentException("a share is between 0 and 1: " + lateShare);
        }
        if (dailyAfter.isNegative() || hourlyAfter.isNegative() || lateBy.isNegative()) {
            throw new IllegalArgumentException("a log cannot be seen before its time is over");
        }
        if (rowsKept < 0 || bytesMax < 0) {
            throw new IllegalArgumentException("a limit cannot be negative");
        }
    }

    public EventLogOptions withFolder(@Nullable Path value) {
        return new EventLogOptions(
                value,
                monitoring,
                dailyAfter,
                hourlyAfter,
                kept,
                lateShare,
                lateBy,
                release,
                rowsKept,
                bytesMax);
    }

    public EventLogOptions withMonitoring(boolean value) {
        return new EventLogOptions(
                folder,
                value,
                dailyAfter,
                hourlyAfter,
                kept,
                lateShare,
                lateBy,
                release,
                rowsKept,
                bytesMax);
    }

    public EventLogOptions withTimes(Duration daily, Duration hourly, Duration keep) {
        return new EventLogOptions(
                folder,
                monitoring,
                daily,
                hourly,
                keep,
                lateShare,
                lateBy,
                release,
                rowsKept,
                bytesMax);
    }

    public EventLogOptions withLate(double share, Duration by) {
        return new EventLogOptions(
                folder,
                monitoring,
                dailyAfter,
                hourlyAfter,
                kept,
                share,
                by,
                release,
                rowsKept,
                bytesMax);
    }

    public EventLogOptions withRelease(int version) {
        return new EventLogOptions(
                folder,
                monitoring,
                dailyAfter,
                hourlyAfter,
                kept,
                lateShare,
                lateBy,
                version,
                rowsKept,
                bytesMax);
    }

    public EventLogOptions withLimits(int rows, long bytes) {
        return new EventLogOptions(
                folder,
                monitoring,
                dailyAfter,
                hourlyAfter,
                kept,
                lateShare,
                lateBy,
                release,
                rows,
                bytes);
    }
}
