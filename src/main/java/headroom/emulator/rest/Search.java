package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.soql.Searches;
import headroom.emulator.soql.Searches.Found;
import headroom.emulator.soql.Searches.Target;
import headroom.emulator.soql.Viewer;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Searches over REST: SOSL by `search?q=`, and `parameterizedSearch` by parameters or a body.
public final class Search {
    private static final int ROWS_MAX = 2_000;
    private static final int OBJECT_SINCE = 37;

    private final Org org;

    public Search(Org org) {
        this.org = org;
    }

    private Searches searches(RestCall call) {
        return new Searches(org.store(), Viewer.of(org.access(), call.session().userId()));
    }

    public Answer search(RestCall call) {
        var text = call.call().parameter("q");
        if (text.isBlank()) {
            throw new ApiFailure(400, "MALFORMED_SEARCH", "A search string has to be specified");
        }
        return answer(call, searches(call).search(text, call.call().at()));
    }

    public Answer parameterized(RestCall call) {
        var asked =
                call.call().method().equals("POST")
                        ? read(Json.readObject(call.call().body()))
                        : read(call.call().target().parameters());
        if (asked.term().isBlank()) {
            throw new ApiFailure(400, "MALFORMED_SEARCH", "A search string has to be specified");
        }
        return answer(
                call,
                searches(call)
                        .search(
                                asked.term(),
                                asked.group(),
                                asked.targets(),
                                asked.limit(),
                                call.call().at()));
    }

    /// A search without SOSL.
    private record Asked(String term, String group, List<Target> targets, int limit) {}

    private static Asked read(Map<String, String> parameters) {
        var fields = parameters.getOrDefault("fields", "");
        var limit = parameters.getOrDefault("defaultLimit", "");
        var targets = new ArrayList<Target>();
        for (var type : parameters.getOrDefault("sobject", "").split(",", 50)) {
            if (!type.isBlank()) {
                var name = type.strip();
                targets.add(
                        target(
                                name,
                                parameters.getOrDefault(name + ".fields", fields),
                                parameters.getOrDefault(name + ".where", ""),
                                parameters.getOrDefault(name + ".limit", limit)));
            }
        }
        return new Asked(
                parameters.getOrDefault("q", ""),
                parameters.getOrDefault("in", "ALL"),
                targets,
                number(parameters.getOrDefault("overallLimit", "")));
    }

    private static Asked read(JsonNode body) {
        var fields = names(body.path("fields"));
        var limit = body.path("defaultLimit").asString("");
        var targets = new ArrayList<Target>();
        for (var one : body.path("sobjects")) {
            var own = names(one.path("fields"));
            targets.add(
                    target(
                            one.path("name").asString(""),
                            own.isEmpty() ? fields : own,
                            one.path("where").asString(""),
                            one.path("limit").asString(limit)));
        }
        return new Asked(
                body.path("q").asString(""),
                body.path("in").asString("ALL"),
                targets,
                number(body.path("overallLimit").asString("")));
    }

    private static String names(JsonNode list) {
        var names = new ArrayList<String>();
        list.forEach(name -> names.add(name.asString("")));
        return String.join(",", names);
    }

    private static Target target(String type, String fields, String where, String limit) {
        var clauses = where.isBlank() ? "" : "WHERE " + where;
        return new Target(
                type, fields, limit.isBlank() ? clauses : clauses + " LIMIT " + number(limit));
    }

    private static int number(String text) {
        if (text.isBlank()) {
            return ROWS_MAX;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new ApiFailure(400, "MALFORMED_SEARCH", "no number: " + text);
        }
    }

    /// Before v37 the rows stood in a bare array.
    private Answer answer(RestCall call, List<Found> found) {
        var bare = call.version() < OBJECT_SINCE;
        return Answer.json(
                200,
                Json.write(json -> {
                    if (!bare) {
                        json.writeStartObject();
                        json.writeName("searchRecords");
                    }
                    json.writeStartArray();
                    var rows = new RowJson(org.store(), json, call.root());
                    for (var one : found) {
                        one.rows().forEach(row -> rows.write(row, one.query().projection()));
                    }
                    json.writeEndArray();
                    if (!bare) {
                        json.writeEndObject();
                    }
                }));
    }
}
