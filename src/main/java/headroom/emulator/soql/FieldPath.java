package headroom.emulator.soql;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.soql.Soql.Name;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A field as seen from a row: through no, one or more parents.
///
/// A reference that may point to several types leads to what Salesforce calls a Name: of such a
/// parent only the fields that all names have can be asked, and each row is asked by name.
///
/// @param type the type that has the field; of a Name, the first that has it
/// @param place the field's place in that type; -1 for the `Type` of a Name
record FieldPath(List<Hop> hops, ObjectType type, int place, Field field) {
    private static final int HOPS_MAX = 5;
    private static final Field TYPE = Field.text("Type", "Type", 80);
    private static final Set<String> OF_NAMES =
            Set.of(
                    "id",
                    "name",
                    "type",
                    "firstname",
                    "lastname",
                    "username",
                    "alias",
                    "email",
                    "phone",
                    "title",
                    "isactive",
                    "profileid",
                    "userroleid",
                    "usertype",
                    "recordtypeid",
                    "nameoralias");

    /// A step from a row to its parent by the reference at that place.
    record Hop(ObjectType from, int place) {
        String relationship() {
            return from.field(place).relationship();
        }

        boolean isPolymorphic() {
            return from.field(place).references().size() > 1;
        }

        @Nullable Row parent(Store store, Row row) {
            var at = row.type() == from ? place : row.type().relationshipPlace(relationship());
            var id = at < 0 ? null : row.value(at);
            return id == null ? null : store.find(String.valueOf(id));
        }
    }

    static FieldPath bind(Store store, Soql soql, ObjectType from, Name path, Season season) {
        var names = path.text().split("\\.", -1);
        var first = isAlias(soql, from, names) ? 1 : 0;
        if (names.length - first - 1 > HOPS_MAX) {
            throw SoqlFailure.tooManyLevels(soql.text(), path, HOPS_MAX);
        }
        var type = from;
        var hops = new ArrayList<Hop>();
        for (var i = first; i < names.length - 1; i++) {
            var named = !hops.isEmpty() && hops.getLast().isPolymorphic();
            var hop = hop(store, type, names[i], named ? hops.getLast() : null);
            if (hop == null || !season.viewer().sees(hop.from(), hop.place())) {
                throw SoqlFailure.noSuchRelationship(soql.text(), path, names[i]);
            }
            hops.add(hop);
            type = store.schema().get(hop.from().field(hop.place()).references().getFirst());
        }
        var name = names[names.length - 1];
        var bound = end(store, soql, path, List.copyOf(hops), type, name);
        if (bound.place() >= 0 && !season.viewer().sees(bound.type(), bound.place())) {
            throw SoqlFailure.noSuchColumn(soql.text(), path, name, bound.type().name());
        }
        return bound;
    }

    /// Paths may start with the object's own name or its alias, unless that is a relationship.
    private static boolean isAlias(Soql soql, ObjectType from, String[] names) {
        if (names.length < 2 || from.relationshipPlace(names[0]) >= 0) {
            return false;
        }
        return names[0].equalsIgnoreCase(from.name())
                || names[0].equalsIgnoreCase(soql.alias())
                || names[0].equalsIgnoreCase(soql.from().last());
    }

    private static @Nullable Hop hop(
            Store store, ObjectType type, String relationship, @Nullable Hop through) {
        if (through == null) {
            var place = type.relationshipPlace(relationship);
            return place < 0 || !isKnown(store, type, place) ? null : new Hop(type, place);
        }
        for (var one : targets(store, through)) {
            var place = one.relationshipPlace(relationship);
            if (place >= 0 && isKnown(store, one, place)) {
                return new Hop(one, place);
            }
        }
        return null;
    }

    private static boolean isKnown(Store store, ObjectType type, int place) {
        return !targets(store, new Hop(type, place)).isEmpty();
    }

    private static List<ObjectType> targets(Store store, Hop hop) {
        var targets = new ArrayList<ObjectType>();
        for (var name : hop.from().field(hop.place()).references()) {
            var type = store.schema().find(name);
            if (type != null) {
                targets.add(type);
            }
        }
        return targets;
    }

    private static FieldPath end(
            Store store, Soql soql, Name path, List<Hop> hops, ObjectType type, String name) {
        if (hops.isEmpty() || !hops.getLast().isPolymorphic()) {
            var place = type.place(name);
            if (place < 0) {
                throw SoqlFailure.noSuchColumn(soql.text(), path, name, type.name());
            }
            return new FieldPath(hops, type, place, type.field(place));
        }
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("type")) {
            return new FieldPath(hops, type, -1, TYPE);
        }
        for (var one : targets(store, hops.getLast())) {
            var place = one.place(name);
            if (place >= 0 && OF_NAMES.contains(lower)) {
                return new FieldPath(hops, one, place, one.field(place));
            }
        }
        throw SoqlFailure.noSuchColumn(soql.text(), path, name, "Name");
    }

    boolean isDirect() {
        return hops.isEmpty();
    }

    @Nullable Object value(Store store, Row row) {
        if (hops.isEmpty()) {
            return row.value(place);
        }
        var at = row;
        for (var hop : hops) {
            var parent = hop.parent(store, at);
            if (parent == null) {
                return null;
            }
            at = parent;
        }
        return read(at, type, place, field);
    }

    /// The value in a row of that type, or of another type that may have a field of that name.
    static @Nullable Object read(Row row, ObjectType type, int place, Field field) {
        if (place < 0) {
            return row.type().name();
        }
        if (row.type() == type) {
            return row.value(place);
        }
        var there = row.type().place(field.name());
        return there < 0 ? null : row.value(there);
    }
}
