package headroom.emulator.records;

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

        static Failed of(String code, String message, String... fields) {
            return new Failed(List.of(new Problem(code, message, List.of(fields))));
        }
    }

    /// One reason, in Salesforce's words.
    record Problem(String code, String message, List<String> fields) {}
}
