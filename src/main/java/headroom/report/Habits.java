package headroom.report;

import headroom.report.Habit.Basis;
import headroom.report.Habit.Confidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds the habits that cost most, in what an org spent in a range. One-owner.
///
/// Sums by the hour say who spent what on which kind of call; whether a kind is a habit, and what a
/// cheaper way would be charged, only the single calls say. In a small range all of them are read.
/// In a large one, of each of the dearest kinds three hours are, chosen with a chance as large as
/// their charges, and the share that they could save stands for all: so the time it takes is
/// bounded, whatever the range. Where no single call is left, the sums give the least it can be.
public final class Habits {
    /// Single calls that are read at most.
    static final int CALLS_MAX = 250_000;

    private static final int KINDS_MAX = 40;

    /// Below so many charges saved a day a habit is none.
    private static final int SAVED_MIN = 10;

    /// So many logins an hour are a storm.
    private static final int STORM = 30;

    private final Facts facts;
    private final int callsMax;

    public Habits(Facts facts) {
        this(facts, CALLS_MAX);
    }

    Habits(Facts facts, int callsMax) {
        this.facts = facts;
        this.callsMax = callsMax;
    }

    private record Found(Habit habit, String kinds) {}

    /// The dearest, by what they would save.
    ///
    /// @param now the range's part that is still to come is no day of the habit
    public List<Habit> find(Instant now, int limit) {
        look();
        var hours = Math.min(facts.range().toHour(), now.getEpochSecond() / 3600 + 1);
        var days = Math.max(1, (hours - facts.range().fromHour()) / 24.0);
        var found =
                facts.list(
                        "advice",
                        Map.of(
                                "days", "" + days,
                                "least", "" + SAVED_MIN,
                                "storm", "" + STORM,
                                "limit", "" + limit),
                        Habits::found);
        var habits = new ArrayList<Habit>();
        for (var one : found) {
            habits.add(one.habit().basis() == Basis.HOUR_SUMS ? one.habit() : proven(one));
        }
        return habits;
    }

    /// Reads the calls that are worth it and gives each to a habit.
    private void look() {
        facts.run("advice-spent", Map.of());
        facts.run("advice-kinds", Map.of());
        var calls = facts.list("advice-total", Map.of(), row -> row.getLong(1)).getFirst();
        var isWhole = calls <= callsMax;
        facts.run("advice-chosen", Map.of("kinds", "" + KINDS_MAX));
        facts.run("advice-wanted", Map.of("all", "" + isWhole, "calls", "" + callsMax));
        facts.bringCalls();
        for (var step : List.of("calls", "habits", "reckoned", "sums")) {
            facts.run("advice-" + step, Map.of());
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        var basis =
                row.getBoolean(14)
                        ? Basis.HOUR_SUMS
                        : row.getBoolean(15) ? Basis.SOME_HOURS : Basis.ALL_CALLS;
        var confidence =
                basis == Basis.HOUR_SUMS
                        ? Confidence.LOW
                        : basis == Basis.SOME_HOURS || row.getBoolean(16)
                                ? Confidence.MEDIUM
                                : Confidence.HIGH;
        var kind = HabitKind.of(row.getString(1));
        var habit =
                new Habit(
                        kind,
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(13),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        Instant.ofEpochMilli(row.getLong(9)),
                        Instant.ofEpochMilli(row.getLong(10)),
                        Instant.ofEpochSecond(row.getLong(11) * 3600),
                        row.getLong(12),
                        0,
                        0,
                        basis,
                        confidence);
        var kinds = new ArrayList<String>();
        for (var id : (Object[]) row.getArray(17).getArray()) {
            kinds.add(String.valueOf(id));
        }
        return new Found(habit, kinds.stream().collect(Collectors.joining(", ")));
    }

    private Habit proven(Found found) {
        var habit = found.habit();
        return facts.list(
                        "advice-evidence",
                        Map.of("habit", habit.kind().word(), "kinds", found.kinds()),
                        row -> habit.seen(row.getLong(1), row.getLong(2)))
                .getFirst();
    }
}
