package headroom.emulator.composite;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.Author;
import headroom.emulator.records.Draft;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Saved;
import headroom.emulator.records.WriteOptions;
import headroom.emulator.rest.RestCall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rows of one collection on their way to the store: those that can be written, and those whose
/// fate is known before. One owner, one call.
final class RowBundle {
    static final int ROWS_MAX = 200;
    private static final int CHUNKS_MAX = 10;

    private final List<Entry> entries = new ArrayList<>();

    /// One row: to be written by that operation, or failed already.
    private sealed interface Entry {
        record Write(Operation operation, Draft draft) implements Entry {}

        record Known(Saved.Failed failed) implements Entry {}
    }

    /// What became of a row.
    ///
    /// @param id shown also where the row was taken back; empty where there is none to show
    record Outcome(String id, Saved saved) {}

    void add(Operation operation, Draft draft) {
        entries.add(new Entry.Write(operation, draft));
    }

    void fail(String code, String message, String... fields) {
        entries.add(new Entry.Known(failed(code, message, fields)));
    }

    private static Saved.Failed failed(String code, String message, String... fields) {
        return new Saved.Failed(List.of(new Saved.Problem(code, message, List.of(fields))));
    }

    static void refuseTooMany(int rows, int max) {
        if (rows > max) {
            throw new ApiFailure(
                    400,
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than "
                            + max
                            + " records into this call");
        }
    }

    /// Neighbours of one type are a chunk; more than ten chunks are refused.
    ///
    /// The text is Apex's for the same rule; the code is the likeliest of the API's list.
    static void refuseManyChunks(List<String> types) {
        var chunks = 0;
        var last = "";
        for (var type : types) {
            if (!type.equals(last)) {
                chunks++;
                last = type;
            }
        }
        if (chunks > CHUNKS_MAX) {
            throw new ApiFailure(
                    400,
                    "EXCEEDED_MAX_TYPES_LIMIT",
                    "Cannot have more than "
                            + CHUNKS_MAX
                            + " chunks in a single operation. Please rearrange the data to reduce"
                            + " chunking.");
        }
    }

    /// Writes what can be written; one outcome for each row in its place.
    List<Outcome> save(Org org, RestCall call, boolean allOrNone) {
        var point = org.store().savepoint();
        var kept = false;
        try {
            var author = org.author(call.session().userId());
            var results = write(org, call.writeOptions().withAllOrNone(allOrNone), author);
            kept = !allOrNone || Arrays.stream(results).allMatch(Saved.Done.class::isInstance);
            return outcomes(results, kept);
        } finally {
            if (kept) {
                org.store().release(point);
            } else {
                org.store().rollback(point);
            }
        }
    }

    /// All rows of one operation go to the store together, so that triggers see them together.
    private Saved[] write(Org org, WriteOptions options, Author author) {
        var results = new Saved[entries.size()];
        var places = new ArrayList<Integer>();
        var drafts = new ArrayList<Draft>();
        var current = Operation.INSERT;
        for (var i = 0; i <= results.length; i++) {
            var entry = i < results.length ? entries.get(i) : null;
            if (entry instanceof Entry.Known known) {
                results[i] = known.failed();
                continue;
            }
            var write = (Entry.Write) entry;
            if (!drafts.isEmpty() && (write == null || write.operation() != current)) {
                var saved = org.writes().save(current, List.copyOf(drafts), options, author);
                for (var j = 0; j < saved.size(); j++) {
                    results[places.get(j)] = saved.get(j);
                }
                places.clear();
                drafts.clear();
            }
            if (write != null) {
                current = write.operation();
                places.add(i);
                drafts.add(write.draft());
            }
        }
        return results;
    }

    private List<Outcome> outcomes(Saved[] results, boolean kept) {
        var outcomes = new ArrayList<Outcome>(results.length);
        for (var i = 0; i < results.length; i++) {
            var id = entries.get(i) instanceof Entry.Write write ? write.draft().id() : "";
            outcomes.add(outcome(id, results[i], kept));
        }
        return outcomes;
    }

    private static Outcome outcome(String id, Saved saved, boolean kept) {
        return switch (saved) {
            case Saved.Done done when kept -> new Outcome(done.id(), done);
            case Saved.Done done -> new Outcome(done.created() ? "" : done.id(), takenBack());
            case Saved.Failed failed -> {
                var code = failed.problems().getFirst().code();
                yield code.equals("NOT_FOUND")
                        ? new Outcome(
                                "",
                                failed("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"))
                        : new Outcome(code.equals(ROLLED_BACK) ? id : "", failed);
            }
        };
    }

    private static final String ROLLED_BACK = "ALL_OR_NONE_OPERATION_ROLLED_BACK";

    private static Saved takenBack() {
        return failed(
                ROLLED_BACK,
                "Record rolled back because not all records were valid and the request was using"
                        + " AllOrNone header");
    }
}
