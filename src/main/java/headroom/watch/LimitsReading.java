package headroom.watch;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `/limits` says, every key of it. Immutable.
///
/// A limit may hold limits of its own, one per connected app or kind: those are filed under both
/// names, `PermissionSets/CreateCustom`.
public record LimitsReading(List<Entry> entries) {
    public static final String API_REQUESTS = "DailyApiRequests";
    private static final int KEYS_MAX = 2_000;
    private static final int NAME_MAX = 200;

    /// One limit: what may be used at most, and what is left of it.
    public record Entry(String key, long max, long remaining) {
        /// May be more than max.
        public long used() {
            return max - remaining;
        }
    }

    public LimitsReading {
        entries = List.copyOf(entries);
    }

    public static LimitsReading of(JsonNode body) {
        var entries = new ArrayList<Entry>();
        add(entries, "", body);
        return new LimitsReading(entries);
    }

    private static void add(List<Entry> entries, String prefix, JsonNode node) {
        for (var property : node.properties()) {
            var value = property.getValue();
            var key = prefix + property.getKey();
            if (!value.isObject() || key.length() > NAME_MAX || entries.size() >= KEYS_MAX) {
                continue;
            }
            if (value.path("Max").isNumber() && value.path("Remaining").isNumber()) {
                entries.add(
                        new Entry(
                                key, value.path("Max").asLong(), value.path("Remaining").asLong()));
            }
            if (prefix.isEmpty()) {
                add(entries, key + "/", value);
            }
        }
    }

    public Optional<Entry> find(String key) {
        return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }
}
