package headroom.emulator.rest;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Schema;

import java.util.Optional;

/// The way from a row to the rows that point to it: `Contacts` of an account.
///
/// @param type the children's
/// @param place of the field that points to the parent
public record ChildRelationship(ObjectType type, int place) {
    /// The relationship of that name, in any case.
    public static Optional<ChildRelationship> find(Schema schema, ObjectType parent, String name) {
        return schema.pointingAt(parent).stream()
                .filter(link -> link.field().children().equalsIgnoreCase(name))
                .filter(_ -> !name.isEmpty())
                .findFirst()
                .map(link -> new ChildRelationship(link.child(), link.place()));
    }

    /// The field that points to the parent.
    public Field field() {
        return type.field(place);
    }
}
