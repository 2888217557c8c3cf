package headroom.emulator.bulk1;

import headroom.emulator.bulk.CsvStyle;
import headroom.emulator.bulk.RowWriter;
import headroom.emulator.call.Json;
import headroom.emulator.call.Xml;
import headroom.emulator.records.Saved;
import headroom.emulator.records.Saved.Done;
import headroom.emulator.records.Saved.Failed;

import tools.jackson.core.JsonGenerator;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What became of a batch's rows, in their order, in the job's own format. Pieces of text.
final class LoadResult {
    private final Format format;
    private boolean first = true;

    LoadResult(Format format) {
        this.format = format;
    }

    String head() {
        return switch (format) {
            case CSV -> "\"Id\",\"Success\",\"Created\",\"Error\"\n";
            case XML ->
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><results"
                            + " xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">";
            case JSON -> "[";
        };
    }

    String tail() {
        return switch (format) {
            case CSV -> "";
            case XML -> "</results>";
            case JSON -> "]";
        };
    }

    String row(Saved saved) {
        return switch (format) {
            case CSV -> csv(saved);
            case XML -> xml(saved);
            case JSON -> {
                var text = json(saved);
                var row = first ? text : "," + text;
                first = false;
                yield row;
            }
        };
    }

    private static String csv(Saved saved) {
        return CsvStyle.DEFAULT.line(
                switch (saved) {
                    case Done done ->
                            List.of(done.id(), "true", String.valueOf(done.created()), "");
                    case Failed failed -> List.of("", "false", "false", RowWriter.cell(failed));
                });
    }

    private static String xml(Saved saved) {
        var text = new StringBuilder("<result>");
        switch (saved) {
            case Done done -> {
                text.append("<id>").append(done.id()).append("</id><success>true</success>");
                text.append("<created>").append(done.created()).append("</created>");
            }
            case Failed failed -> {
                for (var problem : failed.problems()) {
                    putXml(text, RowWriter.worded(problem));
                }
                text.append("<success>false</success><created>false</created>");
            }
        }
        return text.append("</result>").toString();
    }

    private static void putXml(StringBuilder text, Saved.Problem problem) {
        text.append("<errors>");
        for (var field : problem.fields()) {
            text.append("<fields>");
            Xml.escape(text, field);
            text.append("</fields>");
        }
        text.append("<message>");
        Xml.escape(text, problem.message());
        text.append("</message><statusCode>").append(problem.code()).append("</statusCode>");
        text.append("</errors>");
    }

    private static String json(Saved saved) {
        var bytes =
                Json.write(json -> {
                    json.writeStartObject();
                    switch (saved) {
                        case Done done -> {
                            json.writeBooleanProperty("success", true);
                            json.writeBooleanProperty("created", done.created());
                            json.writeStringProperty("id", done.id());
                            json.writeArrayPropertyStart("errors");
                        }
                        case Failed failed -> {
                            json.writeBooleanProperty("success", false);
                            json.writeBooleanProperty("created", false);
                            json.writeNullProperty("id");
                            json.writeArrayPropertyStart("errors");
                            failed.problems().forEach(it -> putJson(json, RowWriter.worded(it)));
                        }
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void putJson(JsonGenerator json, Saved.Problem problem) {
        json.writeStartObject();
        json.writeStringProperty("message", problem.message());
        json.writeArrayPropertyStart("fields");
        problem.fields().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("statusCode", problem.code());
        json.writeNullProperty("extendedErrorDetails");
        json.writeEndObject();
    }
}
