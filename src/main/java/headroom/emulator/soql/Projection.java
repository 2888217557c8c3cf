package headroom.emulator.soql;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;

import java.util.ArrayList;
import java.util.List;

/// What a query shows of each row: fields, and parents as nested records, in the order asked for.
///
/// Built while the query is bound, read only after. A field asked for twice is shown once.
public final class Projection {
    private final ObjectType type;
    private final List<Entry> entries = new ArrayList<>();

    /// One thing shown.
    public sealed interface Entry {
        String name();
    }

    /// A field of the row itself, by its place.
    public record Leaf(Field field, int place) implements Entry {
        @Override
        public String name() {
            return field.name();
        }
    }

    /// A parent record, reached by the reference at that place.
    public record Branch(String name, int place, Projection projection) implements Entry {}

    /// An empty one, to be filled field by field.
    public static Projection of(ObjectType type) {
        return new Projection(type);
    }

    Projection(ObjectType type) {
        this.type = type;
    }

    public ObjectType type() {
        return type;
    }

    public List<Entry> entries() {
        return entries;
    }

    public void add(int place) {
        var leaf = new Leaf(type.field(place), place);
        if (!entries.contains(leaf)) {
            entries.add(leaf);
        }
    }

    Projection branch(int place, ObjectType parent) {
        for (var entry : entries) {
            if (entry instanceof Branch branch && branch.place() == place) {
                return branch.projection();
            }
        }
        var branch = new Branch(type.field(place).relationship(), place, new Projection(parent));
        entries.add(branch);
        return branch.projection();
    }
}
