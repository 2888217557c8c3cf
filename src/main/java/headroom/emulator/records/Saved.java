package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What became of one row of a write.
public sealed interface Saved {
    /// Written.
    record Done(String id, boolean created) implements Saved {}

    /// Not written, and why.
    record Failed(List<Problem> problems) implements Saved {
        public Failed {
            problems = List.copyOf(problems);
        }

        public static Failed of(String code, String message, String... fields) {
            return new Failed(List.of(new Problem(code, message, List.of(fields))));
        }
    }

    /// One reason, in Salesforce's words.
    ///
    /// @param duplicates what a duplicate rule found, if it is one that says no
    record Problem(
            String code, String message, List<String> fields, @Nullable Duplicates duplicates) {
        public Problem {
            fields = List.copyOf(fields);
        }

        public Problem(String code, String message, List<String> fields) {
            this(code, message, fields, null);
        }

        public static Problem of(String code, String message, String... fields) {
            return new Problem(code, message, List.of(fields));
        }
    }

    /// The rows that a duplicate rule takes for the same: `duplicateResult` in answers.
    ///
    /// @param allowSave whether the caller may insist
    record Duplicates(
            String rule,
            String matchingRule,
            ObjectType type,
            boolean allowSave,
            String message,
            List<String> ids) {
        public Duplicates {
            ids = List.copyOf(ids);
        }
    }
}
