package headroom.emulator.rules;

import headroom.emulator.records.Author;
import headroom.emulator.records.Behaviour;
import headroom.emulator.records.Change;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Saved.Problem;
import headroom.emulator.records.Store;
import headroom.emulator.records.WorkTime;
import headroom.emulator.records.WriteOptions;
import headroom.emulator.records.Writes;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules of an org at work, in Salesforce's order: triggers before the write, assignment,
/// validation, duplicates, the write, triggers after it. One owner: the event loop.
public final class Rules implements Behaviour {
    private final Map<ObjectType, ObjectRules> byType = new HashMap<>();
    private final Map<String, RunningTrigger> triggers = new LinkedHashMap<>();
    private final WorkTime time;

    /// What belongs to one object.
    private static final class ObjectRules {
        final List<RunningTrigger> triggers = new ArrayList<>();
        final List<Validating> validations = new ArrayList<>();
        final List<DuplicateFinder> duplicates = new ArrayList<>();
        final List<Assigning> assignments = new ArrayList<>();
        Rule.@Nullable Cost cost;
    }

    private record Validating(Rule.Validation rule, Condition when) {}

    private record Assigning(Condition when, String ownerId) {}

    /// Binds rules to the org's objects; throws an [IllegalArgumentException] that says what is
    /// wrong with one.
    ///
    /// @param owners user ids by name in lower case
    public Rules(
            List<Rule> rules,
            Store store,
            Writes writes,
            Map<String, String> owners,
            InstantSource clock,
            WorkTime time) {
        this.time = time;
        for (var rule : rules) {
            var type = store.schema().get(rule.object());
            var own = byType.computeIfAbsent(type, _ -> new ObjectRules());
            switch (rule) {
                case Rule.Validation it ->
                        own.validations.add(
                                new Validating(it, Condition.parse(it.when(), type, store, clock)));
                case Rule.Trigger it -> {
                    var trigger = new RunningTrigger(it, type, store, writes, clock, time);
                    own.triggers.add(trigger);
                    triggers.put(it.name(), trigger);
                }
                case Rule.Duplicates it -> own.duplicates.add(new DuplicateFinder(it, type, store));
                case Rule.Assignment it ->
                        own.assignments.add(
                                new Assigning(
                                        Condition.parse(it.when(), type, store, clock),
                                        owners.getOrDefault(
                                                it.owner().toLowerCase(java.util.Locale.ROOT),
                                                it.owner())));
                case Rule.Cost it -> own.cost = it;
            }
        }
    }

    /// Whether any of them costs time, so that rows are ever locked.
    public boolean takeTime() {
        return byType.values().stream()
                .anyMatch(own ->
                        (own.cost != null && own.cost.perRow().isPositive())
                                || own.triggers.stream().anyMatch(RunningTrigger::takesTime));
    }

    /// How often a trigger has run, and for how many rows.
    public record Runs(long runs, long rows) {}

    /// What each trigger has done since the start.
    public Map<String, Runs> runs() {
        var all = new LinkedHashMap<String, Runs>();
        triggers.forEach((name, trigger) -> all.put(name, trigger.runs()));
        return all;
    }

    @Override
    public boolean concerns(ObjectType type) {
        return byType.containsKey(type);
    }

    private ObjectRules of(List<Change> rows) {
        return rows.isEmpty()
                ? new ObjectRules()
                : byType.getOrDefault(rows.getFirst().type(), new ObjectRules());
    }

    @Override
    public boolean hasTriggers(ObjectType type) {
        var own = byType.get(type);
        return own != null && !own.triggers.isEmpty();
    }

    @Override
    public void before(Operation operation, List<Change> rows, WriteOptions options) {
        var own = of(rows);
        if (own.cost != null) {
            time.spend(own.cost.perRow().multipliedBy(rows.size()));
        }
        for (var trigger : own.triggers) {
            trigger.before(operation, rows);
        }
        if (options.autoAssign()) {
            rows.forEach(row -> assign(own, row));
        }
    }

    private static void assign(ObjectRules own, Change row) {
        var owner = row.isInsert() ? row.type().place("OwnerId") : -1;
        for (var rule : owner < 0 ? List.<Assigning>of() : own.assignments) {
            if (rule.when().holds(row)) {
                row.set(owner, rule.ownerId());
                return;
            }
        }
    }

    @Override
    public void check(Operation operation, List<Change> rows, WriteOptions options) {
        if (operation == Operation.DELETE || operation == Operation.HARD_DELETE) {
            return;
        }
        var own = of(rows);
        for (var row : rows) {
            for (var validating : own.validations) {
                if (validating.when().holds(row)) {
                    row.fail(refusal(validating.rule()));
                }
            }
            for (var finder : own.duplicates) {
                finder.check(row, options);
            }
        }
    }

    private static Problem refusal(Rule.Validation rule) {
        return new Problem(
                "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                rule.message(),
                rule.field().isEmpty() ? List.of() : List.of(rule.field()));
    }

    @Override
    public void after(Operation operation, List<Change> rows, Author author) {
        for (var trigger : of(rows).triggers) {
            trigger.after(operation, rows, author);
        }
    }
}
