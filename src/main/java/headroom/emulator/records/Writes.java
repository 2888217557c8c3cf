package headroom.emulator.records;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Saved.Done;
import headroom.emulator.records.Saved.Failed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Creates, updates, upserts and deletes rows by Salesforce's rules. One owner: the event loop.
///
/// What is wrong with one row is a [Failed]; what makes the whole call unreadable (a field that
/// does not exist, a value that is no number) is thrown.
public final class Writes {
    private final Store store;
    private final Checks checks;
    private final long rowsMax;

    public Writes(Store store, long rowsMax) {
        this.store = store;
        this.checks = new Checks(store);
        this.rowsMax = rowsMax;
    }

    /// Writes rows, one result for each in their order.
    ///
    /// What makes the whole call unreadable is thrown before the first row is written.
    public List<Saved> save(
            Operation operation, List<Draft> rows, WriteOptions options, Author author) {
        for (var row : rows) {
            verify(row.type(), row.values());
        }
        var point = store.savepoint();
        var results = new ArrayList<Saved>(rows.size());
        for (var row : rows) {
            results.add(save(operation, row, author));
        }
        if (options.allOrNone() && results.stream().anyMatch(Failed.class::isInstance)) {
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

    private Saved save(Operation operation, Draft row, Author author) {
        return switch (operation) {
            case INSERT -> create(row.type(), row.values(), author);
            case UPDATE -> update(row.type(), row.id(), row.values(), author);
            case UPSERT ->
                    upsert(
                            row.type(),
                            row.keyPlace(),
                            Objects.requireNonNull(row.key()),
                            row.values(),
                            author);
            case DELETE -> delete(row.type(), row.id(), author);
            case HARD_DELETE, UNDELETE -> throw ApiFailure.notServed("The operation " + operation);
        };
    }

    public Saved create(ObjectType type, Map<String, @Nullable Object> given, Author author) {
        refuseUnwritable(type);
        var values = new @Nullable Object[type.fields().size()];
        for (var place = 0; place < values.length; place++) {
            values[place] = type.field(place).initial();
        }
        var problem = checks.fill(type, given, values, true);
        if (problem == null) {
            problem = checks.required(type, values);
        }
        if (problem == null) {
            problem = checks.unique(type, values, null);
        }
        if (problem != null) {
            return new Failed(List.of(problem));
        }
        if (store.rowCount() >= rowsMax) {
            return Failed.of("STORAGE_LIMIT_EXCEEDED", "storage limit exceeded");
        }
        var table = store.table(type);
        values[0] = table.nextId();
        Derived.onCreate(type, values, author, table.serial());
        return new Done(table.insert(values).id(), true);
    }

    /// Throws what would make a whole call unreadable, before any of its rows is written.
    public void verify(ObjectType type, Map<String, @Nullable Object> given) {
        refuseUnwritable(type);
        checks.fill(type, given, new @Nullable Object[type.fields().size()], true);
    }

    public Saved update(
            ObjectType type, String id, Map<String, @Nullable Object> given, Author author) {
        refuseUnwritable(type);
        var row = store.table(type).find(id);
        if (row == null) {
            return Failed.of("NOT_FOUND", "The requested resource does not exist");
        }
        return row.isDeleted() ? gone() : update(row, given, author);
    }

    private Saved update(Row row, Map<String, @Nullable Object> given, Author author) {
        var type = row.type();
        var values = new @Nullable Object[type.fields().size()];
        for (var place = 0; place < values.length; place++) {
            values[place] = row.value(place);
        }
        var problem = checks.fill(type, given, values, false);
        if (problem == null) {
            problem = checks.required(type, values);
        }
        if (problem == null) {
            problem = checks.unique(type, values, row);
        }
        if (problem != null) {
            return new Failed(List.of(problem));
        }
        Derived.onUpdate(type, values, author);
        var table = store.table(type);
        for (var place = 1; place < values.length; place++) {
            if (!Objects.equals(values[place], row.value(place))) {
                table.write(row, place, values[place]);
            }
        }
        return new Done(row.id(), false);
    }

    /// Writes the one row whose external id has that value, or a new one. Several matches are the
    /// caller's to ask for first, by [#matching].
    public Saved upsert(
            ObjectType type,
            int keyPlace,
            Object key,
            Map<String, @Nullable Object> given,
            Author author) {
        refuseUnwritable(type);
        var matches = matching(type, keyPlace, key);
        if (matches.size() > 1) {
            return Failed.of(
                    "DUPLICATE_EXTERNAL_ID",
                    type.field(keyPlace).name()
                            + ": more than one record found for external id field: "
                            + matches.stream().map(Row::id).toList());
        }
        if (matches.size() == 1) {
            return update(matches.getFirst(), given, author);
        }
        if (keyPlace == 0) {
            return Failed.of("NOT_FOUND", "The requested resource does not exist");
        }
        var all = new LinkedHashMap<String, @Nullable Object>(given);
        all.put(type.field(keyPlace).name(), key);
        return create(type, all, author);
    }

    /// The live rows with that value in an external id field, or in `Id`.
    public List<Row> matching(ObjectType type, int keyPlace, Object key) {
        var field = type.field(keyPlace);
        if (keyPlace != 0 && !field.is(Field.Trait.EXTERNAL_ID)) {
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
        refuseUnwritable(type);
        var table = store.table(type);
        var row = table.find(id);
        if (row == null) {
            return Failed.of("NOT_FOUND", "The requested resource does not exist");
        }
        if (row.isDeleted()) {
            return gone();
        }
        Derived.onDelete(table, row, author);
        table.delete(row);
        return new Done(row.id(), false);
    }

    private static Failed gone() {
        return Failed.of("ENTITY_IS_DELETED", "entity is deleted");
    }

    private static void refuseUnwritable(ObjectType type) {
        if (!type.isWritable()) {
            throw new ApiFailure(
                    400,
                    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                    "entity type " + type.name() + " does not support this operation");
        }
    }
}
