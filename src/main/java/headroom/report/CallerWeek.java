package headroom.report;

import java.util.List;

/// One integration's week. Immutable.
///
/// @param calls asked: HTTP requests
/// @param errors of these answered with an error, refused or not answered
/// @param days charges of each of the seven UTC days, the first one first
/// @param before charges of the week before
public record CallerWeek(String name, long calls, long errors, List<Long> days, long before) {
    public CallerWeek {
        days = List.copyOf(days);
    }

    public long charges() {
        return days.stream().mapToLong(Long::longValue).sum();
    }
}
