package headroom.ledger;

import java.util.HashMap;
import java.util.Map;

/// Rollups summed in memory until they are written: by minute, by hour and by day. One-owner.
final class Tallies {
    final Map<MinuteKey, Tally> minutes = new HashMap<>();
    final Map<HourKey, Tally> hours = new HashMap<>();
    final Map<DayKey, Tally> days = new HashMap<>();

    record MinuteKey(int org, long minute, int integration, int source) {}

    record HourKey(int org, long hour, int integration, int user, int kind, int source) {}

    record DayKey(long day, int org, int integration, int source) {}

    /// Sums of one rollup row.
    static final class Tally {
        long calls;
        long charges;
        long errors;
        long bytes;
        long millis;

        void add(Cell cell) {
            calls += cell.calls();
            charges += cell.charges();
            errors += cell.errors();
            bytes += cell.bytes();
            millis += cell.millis();
        }

        void add(long moreCalls, long moreCharges, long moreErrors) {
            calls += moreCalls;
            charges += moreCharges;
            errors += moreErrors;
        }
    }

    void add(Cell cell) {
        hours.computeIfAbsent(
                        new HourKey(
                                cell.org(),
                                cell.hour(),
                                cell.integration(),
                                cell.user(),
                                cell.kind(),
                                cell.source()),
                        _ -> new Tally())
                .add(cell);
        if (cell.calls() == 0 && cell.errors() == 0) {
            return;
        }
        minutes.computeIfAbsent(
                        new MinuteKey(cell.org(), cell.minute(), cell.integration(), cell.source()),
                        _ -> new Tally())
                .add(cell);
        days.computeIfAbsent(
                        new DayKey(cell.day(), cell.org(), cell.integration(), cell.source()),
                        _ -> new Tally())
                .add(cell);
    }

    int size() {
        return hours.size() + minutes.size();
    }

    boolean isEmpty() {
        return hours.isEmpty();
    }

    void clear() {
        minutes.clear();
        hours.clear();
        days.clear();
    }
}
