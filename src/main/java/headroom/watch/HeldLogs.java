package headroom.watch;

import headroom.history.HistoryReader;
import headroom.history.HistoryReader.Held;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the history holds of an org's event logs. Immutable.
///
/// @param files when a file was brought, by what it is
/// @param days of which the whole ApiTotalUsage is there
/// @param hours of other days that are there
public record HeldLogs(
        Map<String, Instant> files, Set<LocalDate> days, Map<LocalDate, Set<Integer>> hours) {
    public static final HeldLogs NOTHING = new HeldLogs(Map.of(), Set.of(), Map.of());

    public HeldLogs {
        files = Map.copyOf(files);
        days = Set.copyOf(days);
        hours = Map.copyOf(hours);
    }

    /// Reads a history that may not be there.
    public static HeldLogs of(Path history, String org) {
        if (!HistoryReader.exists(history)) {
            return NOTHING;
        }
        try (var reader = HistoryReader.open(history)) {
            var files = new HashMap<String, Instant>();
            // A file that does not say what it is may hold a day or a part; it is taken at its
            // word.
            var days = new HashSet<>(reader.unnamedDays(org, LogOptions.USAGE));
            var hours = new HashMap<LocalDate, Set<Integer>>();
            for (var held : reader.files(org)) {
                held.identity().ifPresent(it -> files.put(it.toString(), held.at()));
                add(held, days, hours);
            }
            return new HeldLogs(files, days, hours);
        }
    }

    private static void add(Held held, Set<LocalDate> days, Map<LocalDate, Set<Integer>> hours) {
        var usage = held.identity().filter(it -> it.type().equals(LogOptions.USAGE));
        usage.filter(it -> !it.isHourly()).ifPresent(it -> days.add(it.day()));
        usage.filter(it -> it.isHourly())
                .ifPresent(it ->
                        hours.computeIfAbsent(it.day(), _ -> new TreeSet<>())
                                .add(Integer.parseInt(it.date().substring(11, 13))));
    }

    /// When that file, or one the org has made anew since, was brought.
    public Optional<Instant> at(LogFile file) {
        return Optional.ofNullable(files.get(file.identity().toString()));
    }

    /// The first day of which anything is there.
    Optional<LocalDate> firstDay() {
        var all = new TreeSet<>(days);
        all.addAll(hours.keySet());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }
}
