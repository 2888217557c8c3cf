package headroom.emulator.soql;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a query shows of each row: fields, parents as nested records, children, in the order asked
/// for.
///
/// Built while the query is bound, read only after.
public final class Projection {
    private final ObjectType type;
    private final boolean isName;
    private final List<Entry> entries = new ArrayList<>();

    /// One thing shown.
    public sealed interface Entry {
        String name();
    }

    /// A field of the row itself, by its place; -1 for the type's name.
    public record Leaf(Field field, int place) implements Entry {
        @Override
        public String name() {
            return field.name();
        }
    }

    /// A function of the row.
    public record Computed(String name, Field field, Function<Row, @Nullable Object> reader)
            implements Entry {}

    /// A parent record, reached by the reference at that place.
    public record Branch(String name, int place, Projection projection) implements Entry {}

    /// A parent whose shown fields depend on its type; what is not listed shows the last.
    public record TypeOf(
            String name,
            int place,
            Map<ObjectType, Projection> whens,
            Optional<Projection> otherwise)
            implements Entry {
        public Optional<Projection> of(Row parent) {
            return Optional.ofNullable(whens.get(parent.type())).or(() -> otherwise);
        }
    }

    /// The rows that point here, as another query chooses and shows them.
    public record Children(String name, Query query, int reference) implements Entry {}

    /// An empty one, to be filled field by field.
    public static Projection of(ObjectType type) {
        return new Projection(type, false);
    }

    /// An empty one.
    ///
    /// @param isName whether the rows may be of other types too, as a polymorphic parent's are
    Projection(ObjectType type, boolean isName) {
        this.type = type;
        this.isName = isName;
    }

    public ObjectType type() {
        return type;
    }

    public List<Entry> entries() {
        return entries;
    }

    /// What `attributes` call a row's type here.
    public String typeName(Row row) {
        return isName ? "Name" : row.type().name();
    }

    /// A field's value in a row, which may be of another type where names are shown.
    public @Nullable Object value(Row row, Leaf leaf) {
        return FieldPath.read(row, type, leaf.place(), leaf.field());
    }

    /// The parent to which a reference of the row points, if there is one.
    public static @Nullable Row parent(Store store, Row row, int place) {
        var id = row.value(place);
        return id == null ? null : store.find(String.valueOf(id));
    }

    /// A row's parent in a branch of this projection.
    public @Nullable Row parent(Store store, Row row, Branch branch) {
        var place =
                row.type() == type ? branch.place() : row.type().relationshipPlace(branch.name());
        return place < 0 ? null : parent(store, row, place);
    }

    /// Shows one more field; false if it is shown already.
    public boolean add(int place) {
        return add(new Leaf(type.field(place), place));
    }

    boolean add(Entry entry) {
        for (var known : entries) {
            if (known.name().equalsIgnoreCase(entry.name()) && !(known instanceof Branch)) {
                return false;
            }
        }
        return entries.add(entry);
    }

    Projection branch(FieldPath.Hop hop, ObjectType parent) {
        for (var entry : entries) {
            if (entry instanceof Branch branch && branch.name().equals(hop.relationship())) {
                return branch.projection();
            }
        }
        var branch =
                new Branch(
                        hop.relationship(),
                        hop.place(),
                        new Projection(parent, hop.isPolymorphic()));
        entries.add(branch);
        return branch.projection();
    }

    boolean hasChildren() {
        return entries.stream().anyMatch(Children.class::isInstance);
    }
}
