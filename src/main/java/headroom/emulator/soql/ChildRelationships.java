package headroom.emulator.soql;

import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Schema;

import java.util.Optional;

/// The names by which a parent's children are asked for: `Contacts`, `ChildAccounts`, `Lines__r`.
final class ChildRelationships {

    /// One kind of children.
    ///
    /// @param reference the place of the field that points to the parent
    record Child(String name, ObjectType type, int reference) {}

    private ChildRelationships() {}

    static Optional<Child> find(Schema schema, ObjectType parent, String name) {
        for (var type : schema.all()) {
            for (var place = 0; place < type.fields().size(); place++) {
                var field = type.field(place);
                if (field.children().equalsIgnoreCase(name)
                        && !name.isEmpty()
                        && field.references().contains(parent.name())) {
                    return Optional.of(new Child(field.children(), type, place));
                }
            }
        }
        return Optional.empty();
    }
}
