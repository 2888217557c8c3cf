package headroom.emulator.composite;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.Draft;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Saved;
import headroom.emulator.rest.RestCall;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `composite/tree/X`: up to 200 new records with their children, all or none.
///
/// Results stand level by level. Where anything fails, only the failures are told.
public final class Trees {
    private final Org org;

    public Trees(Org org) {
        this.org = org;
    }

    public Answer create(RestCall call) {
        var root = org.store().schema().find(call.name(0));
        if (root == null) {
            throw ApiFailure.notFound();
        }
        var tree = TreeReader.read(org, root, Body.of(call));
        if (!tree.repeated().isEmpty()) {
            return repeated(tree.repeated());
        }
        return tree.problems().isEmpty() ? write(call, tree) : failed(call, tree.problems());
    }

    private Answer write(RestCall call, TreeReader tree) {
        var problems = new LinkedHashMap<String, List<Saved.Problem>>();
        var ids = new IdentityHashMap<TreeReader.Planted, String>();
        var point = org.store().savepoint();
        var kept = false;
        try {
            for (var level : tree.levels()) {
                if (problems.isEmpty()) {
                    writeLevel(call, level, ids, problems);
                }
            }
            kept = problems.isEmpty();
        } finally {
            if (kept) {
                org.store().release(point);
            } else {
                org.store().rollback(point);
            }
        }
        return kept ? created(tree, ids) : failed(call, problems);
    }

    private void writeLevel(
            RestCall call,
            List<TreeReader.Planted> level,
            Map<TreeReader.Planted, String> ids,
            Map<String, List<Saved.Problem>> problems) {
        var drafts = level.stream().map(record -> draft(record, ids)).toList();
        var author = org.author(call.session().userId());
        var saved = org.writes().save(Operation.INSERT, drafts, call.writeOptions(), author);
        for (var i = 0; i < saved.size(); i++) {
            switch (saved.get(i)) {
                case Saved.Done done -> ids.put(level.get(i), done.id());
                case Saved.Failed failed ->
                        problems.put(level.get(i).referenceId(), failed.problems());
            }
        }
    }

    private static Draft draft(TreeReader.Planted record, Map<TreeReader.Planted, String> ids) {
        var values = new LinkedHashMap<String, @Nullable Object>(record.values());
        if (record.parent() != null) {
            values.put(record.parentField(), ids.get(record.parent()));
        }
        return Draft.insert(record.type(), values);
    }

    private static Answer created(TreeReader tree, Map<TreeReader.Planted, String> ids) {
        return Answer.json(
                201,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("hasErrors", false);
                    json.writeArrayPropertyStart("results");
                    for (var level : tree.levels()) {
                        for (var record : level) {
                            json.writeStartObject();
                            json.writeStringProperty("referenceId", record.referenceId());
                            json.writeStringProperty("id", ids.getOrDefault(record, ""));
                            json.writeEndObject();
                        }
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }

    private static Answer repeated(List<String> referenceIds) {
        var problem =
                new Saved.Problem(
                        "INVALID_INPUT",
                        "Duplicate ReferenceId provided in the request.",
                        List.of());
        return answer(
                "", referenceIds.stream().map(id -> Map.entry(id, List.of(problem))).toList());
    }

    private static Answer failed(RestCall call, Map<String, List<Saved.Problem>> problems) {
        return answer(call.root(), List.copyOf(problems.entrySet()));
    }

    private static Answer answer(
            String root, List<Map.Entry<String, List<Saved.Problem>>> failures) {
        return Answer.json(
                400,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("hasErrors", true);
                    json.writeArrayPropertyStart("results");
                    for (var failure : failures) {
                        json.writeStartObject();
                        json.writeStringProperty("referenceId", failure.getKey());
                        Outcomes.writeErrors(json, failure.getValue(), root);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }
}
