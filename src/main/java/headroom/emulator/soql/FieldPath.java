package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.soql.Soql.Name;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A field as seen from a row: through no, one or more parents.
///
/// @param hops the reference fields to follow, each by its place in its own type
/// @param place the field's place in the last type
record FieldPath(List<Integer> hops, ObjectType type, int place) {
    private static final int HOPS_MAX = 5;

    static FieldPath bind(Store store, Soql soql, ObjectType from, Name path) {
        var names = path.text().split("\\.", -1);
        var first = isAlias(soql, from, names) ? 1 : 0;
        if (names.length - first - 1 > HOPS_MAX) {
            throw SoqlFailure.malformed(
                    "only up to "
                            + HOPS_MAX
                            + " levels of relationships are allowed: "
                            + path.text());
        }
        var type = from;
        var hops = new ArrayList<Integer>();
        for (var i = first; i < names.length - 1; i++) {
            var hop = type.relationshipPlace(names[i]);
            if (hop < 0) {
                throw SoqlFailure.noSuchRelationship(soql.text(), path, names[i]);
            }
            hops.add(hop);
            type = store.schema().get(type.field(hop).references().getFirst());
        }
        var name = names[names.length - 1];
        var place = type.place(name);
        if (place < 0) {
            throw SoqlFailure.noSuchColumn(soql.text(), path, name, type.name());
        }
        return new FieldPath(List.copyOf(hops), type, place);
    }

    /// Paths may start with the object's own name or its alias, unless that is a relationship.
    private static boolean isAlias(Soql soql, ObjectType from, String[] names) {
        if (names.length < 2 || from.relationshipPlace(names[0]) >= 0) {
            return false;
        }
        return names[0].equalsIgnoreCase(from.name()) || names[0].equalsIgnoreCase(soql.alias());
    }

    Field field() {
        return type.field(place);
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
            var id = at.value(hop);
            var parent = id == null ? null : store.find(String.valueOf(id));
            if (parent == null) {
                return null;
            }
            at = parent;
        }
        return at.value(place);
    }

    static ApiFailure mustBe(Soql soql, Name path, FieldPath bound, String type, boolean quoted) {
        return SoqlFailure.badCriterion(
                soql.text(),
                path,
                "value of filter criterion for field '"
                        + bound.field().name()
                        + "' must be of type "
                        + type.toLowerCase(Locale.ROOT)
                        + " and should "
                        + (quoted ? "" : "not ")
                        + "be enclosed in quotes");
    }
}
