package headroom.report;

import headroom.ledger.LedgerReader;
import headroom.ledger.LedgerReader.LimitSeen;
import headroom.report.OrgLimits.Level;
import headroom.report.OrgLimits.Point;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads what orgs have said of their limits, anew only after they have said more: asking every
/// second costs one look into an index for each org. One-owner, as the reader it uses.
public final class LimitLevels implements AutoCloseable {
    private static final Duration LOOKED_BACK = Duration.ofDays(7);
    private static final Duration STEP = Duration.ofHours(3);

    /// Answers may have said more for as long since the org's limits were last read.
    private static final Duration AHEAD = Duration.ofDays(31);

    private final LedgerReader reader;
    private final Map<Integer, Known> known = new HashMap<>();

    private record Known(Instant saidAt, OrgLimits limits) {}

    public LimitLevels(LedgerReader reader) {
        this.reader = reader;
    }

    /// The limits of every org that has told some.
    public List<OrgLimits> read() {
        var all = new ArrayList<OrgLimits>();
        for (var org : reader.orgs()) {
            reader.limitsSaidAt(org.id())
                    .map(at ->
                            known.compute(
                                    org.id(),
                                    (_, before) ->
                                            before != null && before.saidAt().equals(at)
                                                    ? before
                                                    : new Known(at, read(org, at))))
                    .ifPresent(one -> all.add(newest(org, one)));
        }
        return all;
    }

    /// With what an answer has said since of the calls.
    private OrgLimits newest(LedgerReader.Org org, Known one) {
        var from = one.saidAt().minus(LOOKED_BACK);
        return reader.lastAnswered(org.id(), from, one.saidAt().plus(AHEAD))
                .map(said -> one.limits().with(said))
                .orElse(one.limits());
    }

    private OrgLimits read(LedgerReader.Org org, Instant saidAt) {
        var byKey = new TreeMap<String, List<LimitSeen>>();
        var from = saidAt.minus(LOOKED_BACK);
        for (var seen : reader.limits(org.id(), from, saidAt.plusMillis(1))) {
            byKey.computeIfAbsent(seen.key(), _ -> new ArrayList<>()).add(seen);
        }
        var levels = new ArrayList<Level>();
        byKey.forEach((key, seen) -> levels.add(level(key, seen)));
        levels.sort(Comparator.comparingDouble(level -> -level.share()));
        return new OrgLimits(org.name(), levels);
    }

    private static Level level(String key, List<LimitSeen> seen) {
        var last = seen.getLast();
        return Level.of(key, last.max(), last.remaining(), last.at(), series(seen));
    }

    private static List<Point> series(List<LimitSeen> seen) {
        var most = new TreeMap<Long, Long>();
        for (var one : seen) {
            var step = Math.floorDiv(one.at().getEpochSecond(), STEP.toSeconds());
            most.merge(step, one.max() - one.remaining(), Math::max);
        }
        var points = new ArrayList<Point>();
        most.forEach((step, used) ->
                points.add(new Point(Instant.ofEpochSecond(step * STEP.toSeconds()), used)));
        return points;
    }

    @Override
    public void close() {
        reader.close();
    }
}
