package headroom.emulator.records;

import headroom.emulator.records.Saved.Done;
import headroom.emulator.records.Saved.Failed;
import headroom.emulator.records.Saved.Problem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Saves up to 200 rows of one type in an org that has rules.
///
/// Where triggers run and some rows fail, everything is taken back and the good rows alone are
/// tried again, triggers and all, up to three times; rows that still fail on the third try fail the
/// whole chunk (Apex guide, "Bulk DML Exception Handling"). The status code that goes with that
/// message is unproven.
final class Attempts {
    private static final int TRIES_MAX = 3;
    private static final Problem TOO_MANY_TRIES =
            Problem.of(
                    "TOO_MANY_APEX_REQUESTS",
                    "Too many batch retries in the presence of Apex triggers and partial"
                            + " failures.");

    private final Store store;
    private final Behaviour behaviour;
    private final Preparing preparing;
    private final Writing writing;

    /// Makes a row's new values, or fails it.
    @FunctionalInterface
    interface Preparing {
        void prepare(Operation operation, Change change, Author author);
    }

    /// Puts one row into its table.
    @FunctionalInterface
    interface Writing {
        Saved write(Operation operation, Change change, Author author);
    }

    Attempts(Store store, Behaviour behaviour, Preparing preparing, Writing writing) {
        this.store = store;
        this.behaviour = behaviour;
        this.preparing = preparing;
        this.writing = writing;
    }

    List<Saved> save(Operation operation, List<Change> chunk, WriteOptions options, Author author) {
        var results = new HashMap<Change, Saved>();
        var good = settle(chunk, results);
        for (var attempt = 1; !good.isEmpty(); attempt++) {
            var point = store.savepoint();
            var before = good.size();
            attempt(operation, good, options, author, results);
            good = settle(good, results);
            // What failed after it was written must be taken back, even without triggers.
            var isClean = good.size() == before;
            if (isClean || !behaviour.hasTriggers(chunk.getFirst().type()) || options.allOrNone()) {
                store.release(point);
                break;
            }
            store.rollback(point);
            if (attempt == TRIES_MAX) {
                good.forEach(change -> results.put(change, new Failed(List.of(TOO_MANY_TRIES))));
                break;
            }
        }
        return chunk.stream().map(results::get).toList();
    }

    /// Notes what has failed and gives the rest.
    private static List<Change> settle(List<Change> changes, Map<Change, Saved> results) {
        var good = new ArrayList<Change>(changes.size());
        for (var change : changes) {
            if (change.hasFailed()) {
                results.put(change, new Failed(change.problems()));
            } else {
                good.add(change);
            }
        }
        return good;
    }

    private void attempt(
            Operation operation,
            List<Change> changes,
            WriteOptions options,
            Author author,
            Map<Change, Saved> results) {
        changes.forEach(change -> preparing.prepare(operation, change, author));
        behaviour.before(operation, good(changes), options);
        behaviour.check(operation, good(changes), options);
        for (var change : good(changes)) {
            var saved = writing.write(operation, change, author);
            if (saved instanceof Failed failed) {
                failed.problems().forEach(change::fail);
            } else if (saved instanceof Done) {
                results.put(change, saved);
            }
        }
        behaviour.after(operation, good(changes), author);
    }

    private static List<Change> good(List<Change> changes) {
        return changes.stream().filter(change -> !change.hasFailed()).toList();
    }
}
