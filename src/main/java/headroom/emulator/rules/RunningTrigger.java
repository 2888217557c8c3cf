package headroom.emulator.rules;

import headroom.emulator.records.Author;
import headroom.emulator.records.Change;
import headroom.emulator.records.Draft;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Saved.Failed;
import headroom.emulator.records.Saved.Problem;
import headroom.emulator.records.Store;
import headroom.emulator.records.Values;
import headroom.emulator.records.WorkTime;
import headroom.emulator.records.WriteOptions;
import headroom.emulator.records.Writes;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A trigger bound to the org, with the count of its runs. One owner.
///
/// It runs once for each 200 rows and each try at them, whether or not any row matches, as an Apex
/// trigger does. Rows that its own rows set off run their triggers too, sixteen deep at most.
final class RunningTrigger {
    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)}");
    private static final int DEPTH_MAX = 16;

    private final Rule.Trigger rule;
    private final Condition when;
    private final Map<Integer, Object> set = new HashMap<>();
    private final Store store;
    private final Writes writes;
    private final WorkTime time;
    private long runs;
    private long rows;
    private int depth;

    RunningTrigger(
            Rule.Trigger rule,
            ObjectType type,
            Store store,
            Writes writes,
            InstantSource clock,
            WorkTime time) {
        this.rule = rule;
        this.when = Condition.parse(rule.when(), type, store, clock);
        this.store = store;
        this.writes = writes;
        this.time = time;
        rule.set()
                .forEach((name, value) -> {
                    var place = type.place(name);
                    if (place < 0) {
                        throw new IllegalArgumentException(type.name() + " has no field " + name);
                    }
                    var read = Values.read(type.field(place), value);
                    if (read != null) {
                        set.put(place, read);
                    }
                });
        for (var creation : rule.creates()) {
            store.schema().get(creation.object());
        }
    }

    Rules.Runs runs() {
        return new Rules.Runs(runs, rows);
    }

    boolean takesTime() {
        return rule.cost().isPositive();
    }

    private boolean concerns(Operation operation, Change change) {
        var kind =
                operation != Operation.UPSERT
                        ? operation
                        : change.isInsert() ? Operation.INSERT : Operation.UPDATE;
        return rule.on().contains(kind == Operation.HARD_DELETE ? Operation.DELETE : kind);
    }

    /// Sets fields, or fails rows; then the run is counted and its time spent.
    void before(Operation operation, List<Change> changes) {
        var own = changes.stream().filter(it -> concerns(operation, it)).toList();
        if (own.isEmpty()) {
            return;
        }
        runs++;
        rows += own.size();
        time.spend(rule.cost());
        var failed = 0;
        for (var change : own) {
            if ((set.isEmpty() && rule.fail().isEmpty()) || !when.holds(change)) {
                continue;
            }
            set.forEach(change::set);
            if (!rule.fail().isEmpty() && (rule.failFirst() == 0 || failed < rule.failFirst())) {
                failed++;
                change.fail(
                        Problem.of(
                                "FIELD_CUSTOM_VALIDATION_EXCEPTION", filled(rule.fail(), change)));
            }
        }
    }

    /// Writes the related rows; what they are refused for fails the rows that wanted them.
    void after(Operation operation, List<Change> changes, Author author) {
        if (rule.creates().isEmpty() || depth >= DEPTH_MAX) {
            return;
        }
        depth++;
        try {
            for (var change : changes) {
                if (concerns(operation, change) && when.holds(change)) {
                    rule.creates().forEach(creation -> create(creation, change, author));
                }
            }
        } finally {
            depth--;
        }
    }

    private void create(Rule.Creation creation, Change change, Author author) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        creation.values()
                .forEach((name, value) ->
                        values.put(
                                name, value instanceof String text ? filled(text, change) : value));
        var draft = Draft.insert(store.schema().get(creation.object()), values);
        var saved = writes.save(Operation.INSERT, List.of(draft), WriteOptions.DEFAULTS, author);
        if (saved.getFirst() instanceof Failed failed) {
            var cause = failed.problems().getFirst();
            change.fail(
                    Problem.of(
                            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                            rule.name()
                                    + ": execution of AfterInsert caused by:"
                                    + " System.DmlException: Insert failed. First exception on row"
                                    + " 0; first error: "
                                    + cause.code()
                                    + ", "
                                    + cause.message()
                                    + ": "
                                    + cause.fields()));
        }
    }

    private static String filled(String text, Change change) {
        return FIELD.matcher(text)
                .replaceAll(found -> {
                    var place = change.type().place(found.group(1));
                    var value = place < 0 ? found.group() : change.row().value(place);
                    return value == null
                            ? ""
                            : java.util.regex.Matcher.quoteReplacement(Values.soapText(value));
                });
    }
}
