package headroom.emulator.composite;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Saved;
import headroom.emulator.rest.ChildRelationship;
import headroom.emulator.rest.RowInput;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the records of a tree level by level, and says what is wrong with them. One owner, one
/// call.
final class TreeReader {
    private static final int RECORDS_MAX = 200;
    private static final int LEVELS_MAX = 5;
    private static final int TYPES_MAX = 5;

    private final Org org;
    private final List<List<Planted>> levels = new ArrayList<>();
    private final Map<String, List<Saved.Problem>> problems = new LinkedHashMap<>();
    private final List<String> repeated = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final HashSet<String> types = new HashSet<>();
    private int count;

    /// One record of the tree.
    ///
    /// @param parent null for a root
    /// @param parentField the field that will hold the parent's id; empty for a root
    record Planted(
            String referenceId,
            ObjectType type,
            Map<String, @Nullable Object> values,
            @Nullable Planted parent,
            String parentField) {}

    private TreeReader(Org org) {
        this.org = org;
    }

    static TreeReader read(Org org, ObjectType root, Body body) {
        var reader = new TreeReader(org);
        for (var record : body.objects("records")) {
            reader.read(record, root, null, "", 0);
        }
        reader.refuseTooMany();
        return reader;
    }

    /// Roots first, then their children, and so on.
    List<List<Planted>> levels() {
        return levels;
    }

    /// By reference id; empty if the records may be written.
    Map<String, List<Saved.Problem>> problems() {
        return problems;
    }

    /// Reference ids used again, one entry for each use.
    List<String> repeated() {
        return repeated;
    }

    private void read(
            Body given,
            ObjectType expected,
            @Nullable Planted parent,
            String parentField,
            int level) {
        var referenceId = given.attribute("referenceId");
        if (referenceId.isEmpty()) {
            throw invalid("Include a reference ID for each record in the request.");
        }
        if (level >= LEVELS_MAX) {
            throw invalid("The tree is deeper than the limit of " + LEVELS_MAX + " levels.");
        }
        note(referenceId);
        checkType(given, expected, referenceId);
        var fields = JsonNodeFactory.instance.objectNode();
        var children = new LinkedHashMap<String, Body>();
        for (var entry : given.node().properties()) {
            var value = entry.getValue();
            if (value.isObject() && value.has("records")) {
                children.put(entry.getKey(), new Body(value));
            } else {
                fields.set(entry.getKey(), value);
            }
        }
        var record =
                new Planted(referenceId, expected, RowInput.fields(fields), parent, parentField);
        verify(record);
        put(record, level);
        children.forEach((name, list) -> readChildren(record, name, list, level));
    }

    private void readChildren(Planted parent, String name, Body list, int level) {
        var way = ChildRelationship.find(org.store().schema(), parent.type(), name);
        if (way.isEmpty()) {
            problem(
                    parent.referenceId(),
                    "INVALID_FIELD",
                    "No such relation '" + name + "' on sobject of type " + parent.type().name());
            return;
        }
        for (var child : list.objects("records")) {
            read(child, way.get().type(), parent, way.get().field().name(), level + 1);
        }
    }

    /// Every record that bears a reference id twice is named, the first of them too.
    private void note(String referenceId) {
        var times = seen.merge(referenceId, 1, Integer::sum);
        if (times == 2) {
            repeated.add(referenceId);
        }
        if (times >= 2) {
            repeated.add(referenceId);
        }
    }

    private void checkType(Body given, ObjectType expected, String referenceId) {
        var name = given.attribute("type");
        if (name.isEmpty()) {
            problem(
                    referenceId,
                    "INVALID_INPUT",
                    "Include an entity type for each record in the request.");
        } else if (!name.equalsIgnoreCase(expected.name())) {
            problem(
                    referenceId,
                    "INVALID_INPUT",
                    "The entity type " + name + " does not fit here: " + expected.name());
        }
        types.add(expected.name());
    }

    /// What would refuse a call whole is this record's own problem here.
    private void verify(Planted record) {
        try {
            org.writes().verify(record.type(), record.values());
        } catch (ApiFailure failure) {
            problem(record.referenceId(), failure.code(), failure.message());
        }
    }

    private void problem(String referenceId, String code, String message) {
        problems.computeIfAbsent(referenceId, _ -> new ArrayList<>())
                .add(new Saved.Problem(code, message, List.of()));
    }

    private void put(Planted record, int level) {
        if (levels.size() <= level) {
            levels.add(new ArrayList<>());
        }
        levels.get(level).add(record);
        count++;
    }

    private void refuseTooMany() {
        if (count > RECORDS_MAX) {
            throw invalid("The request has more than the limit of " + RECORDS_MAX + " records.");
        }
        if (types.size() > TYPES_MAX) {
            throw invalid("The request has more than the limit of " + TYPES_MAX + " types.");
        }
    }

    private static ApiFailure invalid(String message) {
        return new ApiFailure(400, "INVALID_INPUT", message);
    }
}
