package headroom.emulator.composite;

import headroom.emulator.records.Saved;
import headroom.emulator.rest.WriteRefusal;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/// Results of rows as collections and trees show them; their errors say `statusCode` where errors
/// of single calls say `errorCode`.
final class Outcomes {
    private Outcomes() {}

    static void write(
            JsonGenerator json, RowBundle.Outcome outcome, boolean withCreated, String root) {
        json.writeStartObject();
        if (!outcome.id().isEmpty()) {
            json.writeStringProperty("id", outcome.id());
        }
        switch (outcome.saved()) {
            case Saved.Done done -> {
                json.writeBooleanProperty("success", true);
                writeErrors(json, List.of(), root);
                if (withCreated) {
                    json.writeBooleanProperty("created", done.created());
                }
            }
            case Saved.Failed failed -> {
                json.writeBooleanProperty("success", false);
                writeErrors(json, failed.problems(), root);
            }
        }
        json.writeEndObject();
    }

    /// @param root `/services/data/v66.0`, with which urls of duplicates begin
    static void writeErrors(JsonGenerator json, List<Saved.Problem> problems, String root) {
        json.writeArrayPropertyStart("errors");
        for (var problem : problems) {
            json.writeStartObject();
            WriteRefusal.writeDuplicates(json, problem, root);
            json.writeStringProperty("statusCode", problem.code());
            json.writeStringProperty("message", problem.message());
            json.writeArrayPropertyStart("fields");
            problem.fields().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
