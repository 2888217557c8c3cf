package headroom.emulator.bulk;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Schema;

import java.util.HashMap;
import java.util.Map;

/// Where the columns of a load go: fields by name, parents by a key of theirs. One owner.
///
/// A column is `Name`, or `Account.Number__c`, or `Contact:Who.Email__c` where a reference may
/// point to several types.
final class Slots {
    private final Schema schema;
    private final LoadPlan plan;
    private final Map<String, Slot> known = new HashMap<>();

    /// Where a column's values go.
    sealed interface Slot {}

    /// The row's own id.
    record RowId() implements Slot {}

    /// The value that finds the row of an upsert.
    record Key(Field field) implements Slot {}

    record Own(Field field) implements Slot {}

    /// A parent's key.
    record Parent(String relationship, Field key) implements Slot {}

    Slots(Schema schema, LoadPlan plan) {
        this.schema = schema;
        this.plan = plan;
    }

    LoadPlan plan() {
        return plan;
    }

    /// The slot of that column, or a [BulkFailure] of the whole batch.
    Slot of(String column) {
        var slot = known.get(column);
        if (slot == null) {
            slot = find(column);
            known.put(column, slot);
        }
        return slot;
    }

    private Slot find(String column) {
        var dot = column.indexOf('.');
        if (dot > 0) {
            return parent(column, column.substring(0, dot), column.substring(dot + 1));
        }
        var place = plan.type().place(column);
        if (place < 0) {
            throw BulkFailure.noSuchField(column);
        }
        if (plan.operation() == Operation.UPSERT && place == plan.keyPlace()) {
            return new Key(plan.type().field(place));
        }
        if (place == 0) {
            return new RowId();
        }
        if (plan.takesIdsOnly()) {
            throw new BulkFailure("InvalidBatch", "The 'delete' batch must contain only ids");
        }
        return new Own(plan.type().field(place));
    }

    private Slot parent(String column, String path, String keyName) {
        var colon = path.indexOf(':');
        var relationship = colon < 0 ? path : path.substring(colon + 1);
        var place = plan.type().relationshipPlace(relationship);
        if (place < 0) {
            throw BulkFailure.noSuchField(column);
        }
        for (var name : plan.type().field(place).references()) {
            if (colon < 0 || name.equalsIgnoreCase(path.substring(0, colon))) {
                var key = keyOf(schema.find(name), keyName);
                if (key != null) {
                    return new Parent(relationship, key);
                }
            }
        }
        throw BulkFailure.noSuchField(column);
    }

    private static @org.jspecify.annotations.Nullable Field keyOf(
            @org.jspecify.annotations.Nullable ObjectType type, String keyName) {
        var field = type == null ? null : type.find(keyName);
        return field != null && (field.isIndexed() || field.name().equals("Id")) ? field : null;
    }
}
