package headroom.emulator.records;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Access.Right;
import headroom.emulator.records.Saved.Problem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Reads drafts into changes before the first is written, so that what makes a call unreadable (a
/// field that does not exist, a value that is no number) is thrown while nothing has happened.
final class Intake {
    private final Access access;

    Intake(Access access) {
        this.access = access;
    }

    Change read(Operation operation, Draft draft, WriteOptions options, Author author) {
        var type = draft.type();
        refuseUnwritable(operation, type);
        var isLimited = access.limits(author.userId());
        var change = new Change(draft);
        for (var entry : draft.values().entrySet()) {
            var name = entry.getKey();
            if (name.equals("attributes")) {
                continue;
            }
            if (entry.getValue() instanceof Map<?, ?> parent) {
                if (type.relationshipPlace(name) < 0) {
                    throw noSuchColumn(type, name);
                }
                change.giveParent(name, parent);
                continue;
            }
            var place = type.place(name);
            if (place < 0 || (isLimited && !access.sees(author.userId(), type, place))) {
                throw noSuchColumn(type, name);
            }
            var value = value(change, type.field(place), entry.getValue(), options);
            if (isLimited && value != null && !access.edits(author.userId(), type, place)) {
                change.fail(Checks.notWritable(type.field(place)));
            }
            change.give(place, value);
        }
        return change;
    }

    private static @Nullable Object value(
            Change change, Field field, @Nullable Object raw, WriteOptions options) {
        try {
            return Values.read(field, raw);
        } catch (ApiFailure unreadable) {
            if (!options.rowByRow()) {
                throw unreadable;
            }
            change.fail(
                    Problem.of(
                            "INVALID_TYPE_ON_FIELD_IN_RECORD",
                            field.label() + ": value not of required type: " + raw,
                            field.name()));
            return null;
        }
    }

    private static ApiFailure noSuchColumn(ObjectType type, String name) {
        return new ApiFailure(
                400,
                "INVALID_FIELD",
                "No such column '" + name + "' on sobject of type " + type.name());
    }

    private static void refuseUnwritable(Operation operation, ObjectType type) {
        var is =
                switch (operation) {
                    case INSERT -> type.is(ObjectType.Trait.CREATE);
                    case UPDATE -> type.is(ObjectType.Trait.UPDATE);
                    case UPSERT -> type.isWritable();
                    case DELETE, HARD_DELETE -> type.is(ObjectType.Trait.DELETE);
                    case UNDELETE -> type.is(ObjectType.Trait.UNDELETE);
                };
        if (!is) {
            var word =
                    switch (operation) {
                        case INSERT, UPSERT -> "inserted";
                        case UPDATE -> "updated";
                        case DELETE, HARD_DELETE -> "deleted";
                        case UNDELETE -> "undeleted";
                    };
            throw new ApiFailure(
                    400,
                    "INVALID_TYPE_FOR_OPERATION",
                    "entity type cannot be " + word + ": " + type.name());
        }
    }

    /// What the user lacks for this kind of write, in one problem for the row, or null.
    @Nullable Problem lacking(Operation operation, ObjectType type, Author author) {
        if (!access.limits(author.userId())) {
            return null;
        }
        var needed =
                switch (operation) {
                    case INSERT -> List.of(Right.CREATE);
                    case UPDATE -> List.of(Right.EDIT);
                    case UPSERT -> List.of(Right.CREATE, Right.EDIT);
                    case DELETE, HARD_DELETE, UNDELETE -> List.of(Right.DELETE);
                };
        return needed.stream().allMatch(right -> access.may(author.userId(), right, type))
                ? null
                : Problem.of(
                        "INSUFFICIENT_ACCESS_OR_READONLY",
                        "insufficient access rights on object id");
    }
}
