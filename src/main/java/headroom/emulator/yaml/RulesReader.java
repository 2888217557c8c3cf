package headroom.emulator.yaml;

import headroom.emulator.records.Operation;
import headroom.emulator.records.Schema;
import headroom.emulator.records.Store;
import headroom.emulator.records.WorkTime;
import headroom.emulator.records.Writes;
import headroom.emulator.rules.Rule;
import headroom.emulator.rules.Rules;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads what an org does with rows, and tries each rule on an empty org, so that a condition that
/// cannot be read is found here and not at the first write.
final class RulesReader {
    private final Schema schema;
    private final List<Rule> rules = new ArrayList<>();

    RulesReader(Schema schema) {
        this.schema = schema;
    }

    List<Rule> read(Section file) {
        for (var it : file.sections("validationRules", "validation rule")) {
            add(
                    it,
                    new Rule.Validation(
                            object(it),
                            it.text("name", ""),
                            it.require("when"),
                            it.require("message"),
                            it.text("field", "")));
        }
        for (var it : file.sections("triggers", "trigger")) {
            add(it, trigger(it));
        }
        for (var it : file.sections("duplicateRules", "duplicate rule")) {
            add(
                    it,
                    new Rule.Duplicates(
                            object(it),
                            it.text("name", it.text("object", "") + "_Duplicates"),
                            it.words("match"),
                            it.get("action", RulesReader::isAlert, true),
                            it.text("message", "Use one of these records?")));
        }
        for (var it : file.sections("assignmentRules", "assignment rule")) {
            add(
                    it,
                    new Rule.Assignment(
                            object(it),
                            it.text("name", ""),
                            it.text("when", ""),
                            it.require("owner")));
        }
        for (var it : file.sections("costs", "cost")) {
            add(it, new Rule.Cost(object(it), it.get("perRow", Times::parse, Duration.ZERO)));
        }
        return rules;
    }

    private static boolean isAlert(String word) {
        return switch (word) {
            case "alert" -> true;
            case "block" -> false;
            default -> throw new IllegalArgumentException("is alert or block");
        };
    }

    private Rule trigger(Section it) {
        var creates = new ArrayList<Rule.Creation>();
        for (var creation : it.sections("create", "a trigger's row")) {
            var values = creation.section("values", "its values");
            creates.add(
                    new Rule.Creation(
                            object(creation), values == null ? Map.of() : values.plain()));
            creation.finish();
        }
        var set = it.section("set", "what the trigger sets");
        return new Rule.Trigger(
                object(it),
                it.require("name"),
                operations(it),
                it.text("when", ""),
                set == null ? Map.of() : set.plain(),
                it.text("fail", ""),
                it.whole("failFirst", 0),
                creates,
                it.get("cost", Times::parse, Duration.ZERO));
    }

    private static Set<Operation> operations(Section it) {
        var on = EnumSet.noneOf(Operation.class);
        for (var word : it.words("on")) {
            switch (word) {
                case "insert", "update", "delete", "undelete" ->
                        on.add(Operation.valueOf(word.toUpperCase(Locale.ROOT)));
                default -> it.report("on", "a trigger is on insert, update, delete or undelete");
            }
        }
        return on.isEmpty() ? EnumSet.of(Operation.INSERT, Operation.UPDATE) : on;
    }

    private String object(Section it) {
        var name = it.require("object");
        var type = schema.find(name);
        if (type == null && !name.isEmpty()) {
            var known = schema.all().stream().map(Object::toString).toList();
            it.report("object", "no object `" + name + "`" + NearestWord.hint(name, known));
        }
        return type == null ? "" : type.name();
    }

    private void add(Section it, Rule rule) {
        it.finish();
        if (rule.object().isEmpty()) {
            return;
        }
        try {
            tryOut(rule);
            rules.add(rule);
        } catch (RuntimeException e) {
            var at = it.has("when") ? it.place("when") : it.place();
            it.problems().add(at, String.valueOf(e.getMessage()).strip());
        }
    }

    private void tryOut(Rule rule) {
        var store = new Store(schema);
        var time = new WorkTime(() -> 0);
        var bound =
                new Rules(
                        List.of(rule),
                        store,
                        new Writes(store, 1, time),
                        Map.of(),
                        InstantSource.system(),
                        time);
        if (!bound.concerns(schema.get(rule.object()))) {
            throw new IllegalStateException("a rule got lost: " + rule);
        }
    }
}
