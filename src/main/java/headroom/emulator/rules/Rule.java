package headroom.emulator.rules;

import headroom.emulator.records.Operation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Something an org does with rows of one object, as its file declares it. Immutable.
public sealed interface Rule {
    String object();

    /// Refuses rows for which the condition holds.
    ///
    /// @param field the field the message stands at, or empty for the row as a whole
    record Validation(String object, String name, String when, String message, String field)
            implements Rule {}

    /// Runs once per 200 rows that are written, and again when some of them have failed.
    ///
    /// @param set values given to matching rows before they are written
    /// @param fail refuses matching rows with this message; empty does not
    /// @param failFirst refuses only so many of the matching rows in each run; 0 means all
    /// @param creates rows written after, one for each matching row
    /// @param cost what a run takes
    record Trigger(
            String object,
            String name,
            Set<Operation> on,
            String when,
            Map<String, Object> set,
            String fail,
            int failFirst,
            List<Creation> creates,
            Duration cost)
            implements Rule {
        public Trigger {
            on = Set.copyOf(on);
            set = Map.copyOf(set);
            creates = List.copyOf(creates);
        }
    }

    /// A related row: `{Field}` in a text is that field of the row that made it.
    record Creation(String object, Map<String, Object> values) {
        public Creation {
            values = Map.copyOf(values);
        }
    }

    /// Takes rows with equal values in all of these fields for the same.
    ///
    /// @param allowSave whether a caller may insist, by `allowSave=true`
    record Duplicates(
            String object, String name, List<String> match, boolean allowSave, String message)
            implements Rule {
        public Duplicates {
            match = List.copyOf(match);
        }
    }

    /// Gives new rows to that user, where the caller does not say otherwise.
    record Assignment(String object, String name, String when, String owner) implements Rule {}

    /// What writing a row takes.
    record Cost(String object, Duration perRow) implements Rule {}
}
