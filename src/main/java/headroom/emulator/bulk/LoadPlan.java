package headroom.emulator.bulk;

import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Operation;
import headroom.emulator.records.WriteOptions;

/// What a load does with its rows. Immutable.
///
/// @param keyPlace for an upsert the place of the field that finds the row; 0 for `Id`
/// @param userId who writes
public record LoadPlan(
        ObjectType type, Operation operation, int keyPlace, String userId, WriteOptions options) {

    /// The field that must be among the columns, or an empty text.
    public String neededField() {
        return switch (operation) {
            case INSERT -> "";
            case UPDATE, DELETE, HARD_DELETE, UNDELETE -> "Id";
            case UPSERT -> type.field(keyPlace).name();
        };
    }

    /// Whether rows are named only, and not written.
    public boolean takesIdsOnly() {
        return operation == Operation.DELETE || operation == Operation.HARD_DELETE;
    }
}
