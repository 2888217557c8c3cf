package headroom.emulator.rules;

import headroom.emulator.records.Change;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Saved.Duplicates;
import headroom.emulator.records.Saved.Problem;
import headroom.emulator.records.Store;
import headroom.emulator.records.WriteOptions;

import java.util.ArrayList;
import java.util.List;

/// Looks for rows that are the same as one that is to be written. One owner.
///
/// Two rows are the same if all fields of the rule are set and equal, case aside; Salesforce's
/// fuzzy matching is not done. An indexed field makes it fast.
final class DuplicateFinder {
    private static final int SHOWN_MAX = 100;

    private final Rule.Duplicates rule;
    private final ObjectType type;
    private final Store store;
    private final List<Integer> places = new ArrayList<>();

    DuplicateFinder(Rule.Duplicates rule, ObjectType type, Store store) {
        this.rule = rule;
        this.type = type;
        this.store = store;
        for (var name : rule.match()) {
            var place = type.place(name);
            if (place < 0) {
                throw new IllegalArgumentException(type.name() + " has no field " + name);
            }
            // What is indexed comes first: it leaves the fewest rows to compare.
            places.add(store.table(type).isIndexed(place) ? 0 : places.size(), place);
        }
    }

    void check(Change change, WriteOptions options) {
        if ((rule.allowSave() && options.allowDuplicates()) || !isTouched(change)) {
            return;
        }
        var same = new ArrayList<String>();
        for (var row : candidates(change)) {
            if (row != change.stored() && !row.isDeleted() && isSame(change, row)) {
                same.add(row.id());
                if (same.size() == SHOWN_MAX) {
                    break;
                }
            }
        }
        if (!same.isEmpty()) {
            change.fail(refusal(same));
        }
    }

    /// An update that leaves the compared fields alone is not looked at again.
    private boolean isTouched(Change change) {
        var before = change.before();
        var isSet = places.stream().allMatch(place -> change.value(place) != null);
        return isSet
                && (before == null
                        || places.stream()
                                .anyMatch(
                                        place -> !same(before.value(place), change.value(place))));
    }

    private Iterable<Row> candidates(Change change) {
        var first = places.getFirst();
        var value = change.value(first);
        var table = store.table(type);
        return value != null && table.isIndexed(first)
                ? List.copyOf(table.withValue(first, value))
                : table.rows();
    }

    private boolean isSame(Change change, Row row) {
        return places.stream().allMatch(place -> same(change.value(place), row.value(place)));
    }

    private static boolean same(
            @org.jspecify.annotations.Nullable Object one,
            @org.jspecify.annotations.Nullable Object other) {
        return one instanceof String text && other instanceof String there
                ? text.equalsIgnoreCase(there)
                : one != null && one.equals(other);
    }

    private Problem refusal(List<String> same) {
        return new Problem(
                "DUPLICATES_DETECTED",
                rule.message(),
                List.of(),
                new Duplicates(
                        rule.name(),
                        rule.name() + "_Match",
                        type,
                        rule.allowSave(),
                        rule.message(),
                        same));
    }
}
