package headroom.emulator.records;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Saved.Done;
import headroom.emulator.records.Saved.Failed;
import headroom.emulator.records.Saved.Problem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Creates, updates, upserts and deletes rows by Salesforce's rules. One owner: the event loop.
///
/// What is wrong with one row is a [Failed]; what makes the whole call unreadable (a field that
/// does not exist, a value that is no number) is thrown, before the first row is written.
public final class Writes {
    private static final int CHUNK_ROWS = 200;

    private final Store store;
    private final Checks checks;
    private final Derived derived;
    private final Deletes deletes;
    private final WorkTime time;
    private final Recent recent = new Recent();
    private final long rowsMax;
    private Intake intake = new Intake(Access.ALL);
    private Behaviour behaviour = Behaviour.NONE;

    public Writes(Store store, long rowsMax, WorkTime time) {
        this.store = store;
        this.checks = new Checks(store);
        this.derived = new Derived(store);
        this.deletes = new Deletes(store, derived);
        this.time = time;
        this.rowsMax = rowsMax;
    }

    /// Gives the org its rules; before the first call.
    public void obey(Behaviour rules, Access access) {
        behaviour = rules;
        intake = new Intake(access);
    }

    /// Writes rows, one result for each in their order.
    ///
    /// What makes the whole call unreadable is thrown before the first row is written.
    public List<Saved> save(
            Operation operation, List<Draft> rows, WriteOptions options, Author author) {
        var changes = new ArrayList<Change>(rows.size());
        for (var row : rows) {
            changes.add(intake.read(operation, row, options, author));
        }
        refuseRepeatedKeys(operation, changes);
        if (!options.allOrNone()) {
            return List.copyOf(saveAll(operation, changes, options, author));
        }
        var point = store.savepoint();
        var results = saveAll(operation, changes, options, author);
        if (results.stream().anyMatch(Failed.class::isInstance)) {
            store.rollback(point);
            return results.stream().map(Writes::takenBack).toList();
        }
        store.release(point);
        return List.copyOf(results);
    }

    private static Saved takenBack(Saved saved) {
        return saved instanceof Failed
                ? saved
                : Failed.of(
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                        "Record rolled back because not all records were valid and the request was"
                                + " using AllOrNone header");
    }

    /// One call upserts a row once.
    private static void refuseRepeatedKeys(Operation operation, List<Change> changes) {
        if (operation != Operation.UPSERT || changes.size() < 2) {
            return;
        }
        var seen = new HashSet<Object>();
        for (var change : changes) {
            var key = change.draft().key();
            if (key != null && !seen.add(Values.key(key))) {
                change.fail(
                        Problem.of("DUPLICATE_VALUE", "Duplicate external id specified: " + key));
            }
        }
    }

    private List<Saved> saveAll(
            Operation operation, List<Change> changes, WriteOptions options, Author author) {
        var results = new ArrayList<Saved>(changes.size());
        for (var from = 0; from < changes.size(); ) {
            var type = changes.get(from).type();
            var lacking = intake.lacking(operation, type, author);
            if (lacking == null && !behaviour.concerns(type)) {
                results.add(saveAlone(operation, changes.get(from++), author));
                continue;
            }
            var to = from + 1;
            while (to < changes.size()
                    && to - from < CHUNK_ROWS
                    && changes.get(to).type() == type) {
                to++;
            }
            var chunk = changes.subList(from, to);
            if (lacking == null) {
                var attempts = new Attempts(store, behaviour, this::prepare, this::write);
                results.addAll(attempts.save(operation, chunk, options, author));
            } else {
                chunk.forEach(_ -> results.add(new Failed(List.of(lacking))));
            }
            from = to;
        }
        note(results, changes, author);
        return results;
    }

    /// The rows each user wrote last.
    public Recent recent() {
        return recent;
    }

    private void note(List<Saved> results, List<Change> changes, Author author) {
        if (results.size() > CHUNK_ROWS) {
            return;
        }
        for (var change : changes) {
            var row = change.stored();
            if (row != null && !change.hasFailed()) {
                recent.note(author.userId(), row);
            }
        }
    }

    private Saved saveAlone(Operation operation, Change change, Author author) {
        if (!change.hasFailed()) {
            prepare(operation, change, author);
        }
        return change.hasFailed()
                ? new Failed(change.problems())
                : write(operation, change, author);
    }

    /// Finds the row a change is about and makes its new values, or fails it.
    private void prepare(Operation operation, Change change, Author author) {
        var row = find(operation, change);
        if (change.hasFailed()) {
            return;
        }
        change.begin(row);
        if (operation == Operation.UPSERT && row == null) {
            var draft = change.draft();
            var key = change.type().field(draft.keyPlace());
            change.set(draft.keyPlace(), Values.read(key, draft.key()));
        }
        if (operation == Operation.INSERT
                || operation == Operation.UPDATE
                || operation == Operation.UPSERT) {
            var problem = checks.fill(change);
            if (problem != null) {
                change.fail(problem);
            }
        }
        if (time.isInUse() && !change.hasFailed()) {
            lock(change);
        }
    }

    /// A write takes its row and the rows it hangs on.
    private void lock(Change change) {
        var type = change.type();
        if (change.before() != null) {
            lock(change, change.row().id());
        }
        for (var place = 1; place < type.fields().size(); place++) {
            if (type.field(place).pointsToRows() && change.value(place) instanceof String parent) {
                lock(change, parent);
            }
        }
    }

    private void lock(Change change, String id) {
        if (!change.hasFailed() && !time.lock(id)) {
            change.fail(
                    Problem.of(
                            "UNABLE_TO_LOCK_ROW",
                            "unable to obtain exclusive access to this record or 1 records: "
                                    + id));
        }
    }

    private @Nullable Row find(Operation operation, Change change) {
        var draft = change.draft();
        return switch (operation) {
            case INSERT -> null;
            case UPDATE, DELETE -> live(change, store.table(draft.type()).find(draft.id()));
            case HARD_DELETE -> known(change, store.table(draft.type()).find(draft.id()));
            case UNDELETE -> binned(change, store.table(draft.type()).find(draft.id()));
            case UPSERT -> keyed(change);
        };
    }

    private static @Nullable Row known(Change change, @Nullable Row row) {
        if (row == null) {
            change.fail(Problem.of("NOT_FOUND", "The requested resource does not exist"));
        }
        return row;
    }

    private static @Nullable Row live(Change change, @Nullable Row row) {
        if (known(change, row) != null && Objects.requireNonNull(row).isDeleted()) {
            change.fail(Problem.of("ENTITY_IS_DELETED", "entity is deleted"));
        }
        return row;
    }

    private static @Nullable Row binned(Change change, @Nullable Row row) {
        if (known(change, row) != null && !Objects.requireNonNull(row).isDeleted()) {
            change.fail(Problem.of("UNDELETE_FAILED", "Entity is not in the recycle bin"));
        }
        return row;
    }

    private @Nullable Row keyed(Change change) {
        var draft = change.draft();
        var matches = matching(draft.type(), draft.keyPlace(), Objects.requireNonNull(draft.key()));
        if (matches.size() > 1) {
            change.fail(
                    Problem.of(
                            "DUPLICATE_EXTERNAL_ID",
                            draft.type().field(draft.keyPlace()).name()
                                    + ": more than one record found for external id field: "
                                    + matches.stream().map(Row::id).toList()));
            return null;
        }
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        return draft.keyPlace() == 0 ? known(change, null) : null;
    }

    /// Writes a prepared change into its table.
    private Saved write(Operation operation, Change change, Author author) {
        var row = change.stored();
        switch (operation) {
            case DELETE, HARD_DELETE -> {
                var known = Objects.requireNonNull(row);
                var problem =
                        operation == Operation.DELETE
                                ? deletes.delete(known, author)
                                : deletes.purge(known, author);
                return problem == null ? new Done(known.id(), false) : new Failed(List.of(problem));
            }
            case UNDELETE -> {
                deletes.undelete(Objects.requireNonNull(row), author);
                return new Done(Objects.requireNonNull(row).id(), false);
            }
            case INSERT, UPDATE, UPSERT -> {}
        }
        var type = change.type();
        var problem = checks.required(type, change.values());
        if (problem == null) {
            problem = checks.unique(type, change.values(), row);
        }
        if (problem != null) {
            return new Failed(List.of(problem));
        }
        return row == null ? insert(change, author) : update(row, change, author);
    }

    private Saved insert(Change change, Author author) {
        if (store.rowCount() >= rowsMax) {
            return Failed.of("STORAGE_LIMIT_EXCEEDED", "storage limit exceeded");
        }
        var type = change.type();
        var table = store.table(type);
        change.set(0, table.nextId());
        derived.onCreate(type, change.values(), author, table.serial());
        change.written(table.insert(change.values()));
        return new Done(change.row().id(), true);
    }

    private Saved update(Row row, Change change, Author author) {
        derived.onUpdate(row.type(), change.values(), author);
        store.table(row.type()).write(row, change.values());
        return new Done(row.id(), false);
    }

    /// Throws what would make a whole call unreadable, before any of its rows is written.
    public void verify(ObjectType type, Map<String, @Nullable Object> given) {
        intake.read(
                Operation.UPSERT,
                Draft.insert(type, given),
                WriteOptions.DEFAULTS,
                new Author("", java.time.Instant.EPOCH));
    }

    private Saved one(Operation operation, Draft draft, Author author) {
        return save(operation, List.of(draft), WriteOptions.DEFAULTS, author).getFirst();
    }

    public Saved create(ObjectType type, Map<String, @Nullable Object> given, Author author) {
        return one(Operation.INSERT, Draft.insert(type, given), author);
    }

    public Saved update(
            ObjectType type, String id, Map<String, @Nullable Object> given, Author author) {
        return one(Operation.UPDATE, Draft.update(type, id, given), author);
    }

    /// Writes the one row whose external id has that value, or a new one. Several matches are the
    /// caller's to ask for first, by [#matching].
    public Saved upsert(
            ObjectType type,
            int keyPlace,
            Object key,
            Map<String, @Nullable Object> given,
            Author author) {
        return one(Operation.UPSERT, Draft.upsert(type, keyPlace, key, given), author);
    }

    /// The live rows with that value in an external id field, or in `Id`.
    public List<Row> matching(ObjectType type, int keyPlace, Object key) {
        var field = type.field(keyPlace);
        if (!field.findsRows()) {
            throw new ApiFailure(
                    404,
                    "NOT_FOUND",
                    "Provided external ID field does not exist or is not accessible: "
                            + field.name());
        }
        var value = Values.read(field, key);
        return value == null
                ? List.of()
                : List.copyOf(store.table(type).withValue(keyPlace, value));
    }

    public Saved delete(ObjectType type, String id, Author author) {
        return one(Operation.DELETE, Draft.of(type, id), author);
    }
}
