package headroom.emulator.rules;

import headroom.emulator.records.Change;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.soql.RowCondition;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// When a rule holds: what may stand after WHERE, and `changed(Field)`. One owner.
///
/// SOQL knows nothing of a row's past, so each `changed(…)` is replaced by what it is for the row
/// at hand, true or false, and there is one bound condition for each combination that has come up.
/// As with `ISCHANGED` in Salesforce, nothing of a new row has changed.
public final class Condition {
    private static final Pattern CHANGED =
            Pattern.compile("\\bchanged\\s*\\(\\s*(\\w+)\\s*\\)", Pattern.CASE_INSENSITIVE);
    private static final int CHANGED_MAX = 8;
    private static final String TRUE = "(Id = null OR Id != null)";
    private static final String FALSE = "(Id = null AND Id != null)";

    private final String text;
    private final ObjectType type;
    private final Store store;
    private final InstantSource clock;
    private final List<Integer> places = new ArrayList<>();
    private final Map<Integer, Predicate<Row>> bound = new HashMap<>();

    private Condition(String text, ObjectType type, Store store, InstantSource clock) {
        this.text = text;
        this.type = type;
        this.store = store;
        this.clock = clock;
    }

    /// Reads the expression; an empty one always holds. Throws what Salesforce would say of it.
    public static Condition parse(String text, ObjectType type, Store store, InstantSource clock) {
        var condition = new Condition(text.isBlank() ? TRUE : text, type, store, clock);
        var matcher = CHANGED.matcher(text);
        while (matcher.find()) {
            var place = type.place(matcher.group(1));
            if (place < 0) {
                throw new IllegalArgumentException(
                        type.name() + " has no field " + matcher.group(1));
            }
            condition.places.add(place);
        }
        if (condition.places.size() > CHANGED_MAX) {
            throw new IllegalArgumentException("changed(…) at most " + CHANGED_MAX + " times");
        }
        condition.boundFor(0);
        return condition;
    }

    public boolean holds(Change change) {
        var mask = 0;
        var before = change.before();
        for (var i = 0; i < places.size() && before != null; i++) {
            var place = places.get(i);
            if (!Objects.equals(before.value(place), change.value(place))) {
                mask |= 1 << i;
            }
        }
        return boundFor(mask).test(change.row());
    }

    private Predicate<Row> boundFor(int mask) {
        return bound.computeIfAbsent(mask, this::bind);
    }

    private Predicate<Row> bind(int mask) {
        var at = new int[1];
        var plain =
                CHANGED.matcher(text).replaceAll(_ -> (mask & 1 << at[0]++) == 0 ? FALSE : TRUE);
        return RowCondition.parse(plain, type, store, clock);
    }
}
