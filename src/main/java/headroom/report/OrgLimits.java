package headroom.report;

import headroom.ledger.LedgerReader.LimitSeen;
import headroom.meter.Sighting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Every limit that an org has told of, the fullest first. Immutable.
public record OrgLimits(String org, List<Level> levels) {
    public OrgLimits {
        levels = List.copyOf(levels);
    }

    /// With what an answer said of the calls, where that tells more than the last look did.
    OrgLimits with(Sighting said) {
        var at = Instant.ofEpochMilli(said.atMillis());
        var all = new ArrayList<Level>();
        var isBetter = false;
        for (var level : levels) {
            var seen = new LimitSeen(level.key(), level.at(), level.max(), level.remaining());
            if (level.key().equals(LimitsSheet.API_REQUESTS) && LimitsSheet.isBetter(said, seen)) {
                isBetter = true;
                var series = new ArrayList<>(level.series());
                if (series.isEmpty() || at.isAfter(series.getLast().at())) {
                    series.add(new Point(at, said.used()));
                }
                var remaining = said.max() - said.used();
                all.add(Level.of(level.key(), said.max(), remaining, at, series));
            } else {
                all.add(level);
            }
        }
        all.sort(Comparator.comparingDouble(level -> -level.share()));
        return isBetter ? new OrgLimits(org, all) : this;
    }

    /// One limit as the org said it last.
    ///
    /// @param key as in the limits resource, nested ones as `Outer/Inner`; entitlements as
    ///   `TenantUsageEntitlement/Label`
    /// @param unit of what and over which time, as far as the key tells
    /// @param share of max that is used, 0 to 1 and more
    /// @param at when the org said it
    /// @param series the last seven days, oldest first, the most of every three hours
    public record Level(
            String key,
            String unit,
            long max,
            long used,
            long remaining,
            double share,
            Instant at,
            List<Point> series) {
        public Level {
            series = List.copyOf(series);
        }

        static Level of(String key, long max, long remaining, Instant at, List<Point> series) {
            var used = max - remaining;
            var share = max <= 0 ? 0 : (double) used / max;
            return new Level(key, unit(key), max, used, remaining, share, at, series);
        }

        private static String unit(String key) {
            var what = key.endsWith("MB") ? "MB" : "";
            var span =
                    key.startsWith("Daily")
                            ? "24 h"
                            : key.startsWith("Hourly")
                                    ? "1 h"
                                    : key.startsWith("Monthly") ? "month" : "";
            return what.isEmpty() || span.isEmpty() ? what + span : what + ", " + span;
        }
    }

    /// What was used at a moment.
    public record Point(Instant at, long used) {}
}
