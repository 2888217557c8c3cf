package headroom.emulator.rest;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.records.Saved.Duplicates;
import headroom.emulator.records.Saved.Failed;
import headroom.emulator.records.Saved.Problem;

import tools.jackson.core.JsonGenerator;

import java.nio.charset.StandardCharsets;

/// A row that was not written, as the answer of a call that wrote it alone: every problem, and what
/// a duplicate rule found.
///
/// The names in `duplicateResult` are those of SOAP's DuplicateResult and MatchResult (SOAP guide).
/// Captures of single rows (versions 51 to 56) spell the member itself `duplicateResut`, and
/// clients look for that; in lists it is spelt right. Captures of single rows also name `fields`
/// when there are none, but for ids that are not found.
public final class WriteRefusal {
    private WriteRefusal() {}

    /// The failure to throw.
    ///
    /// @param root `/services/data/v66.0`, with which urls begin
    public static ApiFailure of(Failed failed, String root) {
        var first = failed.problems().getFirst();
        var isPlain = first.code().equals("NOT_FOUND");
        return new ApiFailure(
                status(first.code()),
                first.code(),
                first.message(),
                first.fields(),
                isPlain ? "" : json(failed, root));
    }

    private static int status(String code) {
        return switch (code) {
            case "NOT_FOUND", "ENTITY_IS_DELETED" -> 404;
            case "STORAGE_LIMIT_EXCEEDED", "INSUFFICIENT_ACCESS_OR_READONLY" -> 403;
            default -> 400;
        };
    }

    private static String json(Failed failed, String root) {
        return new String(
                Json.write(json -> {
                    json.writeStartArray();
                    failed.problems().forEach(problem -> write(json, problem, root));
                    json.writeEndArray();
                }),
                StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, Problem problem, String root) {
        json.writeStartObject();
        writeDuplicates(json, "duplicateResut", problem, root);
        json.writeStringProperty("message", problem.message());
        json.writeStringProperty("errorCode", problem.code());
        json.writeArrayPropertyStart("fields");
        problem.fields().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    /// Writes the member `duplicateResult` into an error object of a list, if there is anything to
    /// say.
    public static void writeDuplicates(JsonGenerator json, Problem problem, String root) {
        writeDuplicates(json, "duplicateResult", problem, root);
    }

    private static void writeDuplicates(
            JsonGenerator json, String name, Problem problem, String root) {
        var duplicates = problem.duplicates();
        if (duplicates == null) {
            return;
        }
        var type = duplicates.type().name();
        json.writeObjectPropertyStart(name);
        json.writeBooleanProperty("allowSave", duplicates.allowSave());
        json.writeStringProperty("duplicateRule", duplicates.rule());
        json.writeStringProperty("duplicateRuleEntityType", type);
        json.writeStringProperty("errorMessage", duplicates.message());
        json.writeArrayPropertyStart("matchResults");
        json.writeStartObject();
        json.writeStringProperty("entityType", type);
        writeNothing(json, "errors");
        json.writeStringProperty("matchEngine", "ExactMatchEngine");
        writeMatches(json, duplicates, root);
        json.writeStringProperty("rule", duplicates.matchingRule());
        json.writeNumberProperty("size", duplicates.ids().size());
        json.writeBooleanProperty("success", true);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeMatches(JsonGenerator json, Duplicates duplicates, String root) {
        var type = duplicates.type().name();
        json.writeArrayPropertyStart("matchRecords");
        for (var id : duplicates.ids()) {
            json.writeStartObject();
            writeNothing(json, "additionalInformation");
            writeNothing(json, "fieldDiffs");
            json.writeNumberProperty("matchConfidence", 100.0);
            json.writeObjectPropertyStart("record");
            json.writeObjectPropertyStart("attributes");
            json.writeStringProperty("type", type);
            json.writeStringProperty("url", root + "/sobjects/" + type + "/" + id);
            json.writeEndObject();
            json.writeStringProperty("Id", id);
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeNothing(JsonGenerator json, String name) {
        json.writeArrayPropertyStart(name);
        json.writeEndArray();
    }
}
