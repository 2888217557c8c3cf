package headroom.emulator.bulk1;

import headroom.emulator.bulk.CsvStyle;
import headroom.emulator.call.Json;
import headroom.emulator.call.Xml;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A query's rows in the job's own format. Pieces of text. One owner.
final class QueryText {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final Format format;
    private final List<String> columns;
    private final List<@Nullable FieldType> types = new ArrayList<>();
    private final ObjectType type;
    private final String root;
    private boolean first = true;

    /// @param columns names and paths: `Id`, `Account.Name`
    /// @param root `/services/data/v66.0`, with which JSON's urls begin
    QueryText(Format format, Schema schema, ObjectType type, List<String> columns, String root) {
        this.format = format;
        this.type = type;
        this.columns = List.copyOf(columns);
        this.root = root;
        columns.forEach(column -> types.add(typeOf(schema, type, column)));
    }

    private static @Nullable FieldType typeOf(Schema schema, ObjectType from, String path) {
        var type = from;
        var steps = path.split("\\.", 6);
        for (var i = 0; i < steps.length - 1; i++) {
            var place = type.relationshipPlace(steps[i]);
            var parent =
                    place < 0 || type.field(place).references().isEmpty()
                            ? null
                            : schema.find(type.field(place).references().getFirst());
            if (parent == null) {
                return null;
            }
            type = parent;
        }
        var field = type.find(steps[steps.length - 1]);
        return field == null ? null : field.type();
    }

    String head() {
        return switch (format) {
            case CSV -> CsvStyle.DEFAULT.line(columns);
            case XML ->
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><queryResult"
                        + " xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\" xmlns:xsi=\""
                            + XSI
                            + "\">";
            case JSON -> "[";
        };
    }

    /// What stands alone where no row was found.
    String nothing() {
        return format == Format.CSV ? "Records not found for this query" : head() + tail();
    }

    String tail() {
        return switch (format) {
            case CSV -> "";
            case XML -> "</queryResult>";
            case JSON -> "]";
        };
    }

    String row(Row row, List<String> cells) {
        return switch (format) {
            case CSV -> CsvStyle.DEFAULT.line(cells);
            case XML -> {
                var text = new StringBuilder("<records xsi:type=\"sObject\"><type>");
                text.append(type.name()).append("</type>");
                putXml(text, tree(cells));
                yield text.append("</records>").toString();
            }
            case JSON -> {
                var text = json(row, tree(cells));
                var piece = first ? text : "," + text;
                first = false;
                yield piece;
            }
        };
    }

    /// Flat columns as nested objects; a leaf is the column's place.
    private Map<String, Object> tree(List<String> cells) {
        var tree = new LinkedHashMap<String, Object>();
        for (var i = 0; i < cells.size(); i++) {
            var at = tree;
            var steps = columns.get(i).split("\\.", 6);
            for (var step = 0; step < steps.length - 1; step++) {
                @SuppressWarnings("unchecked") // only maps are put under inner names
                var inner =
                        (LinkedHashMap<String, Object>)
                                at.computeIfAbsent(
                                        steps[step], _ -> new LinkedHashMap<String, Object>());
                at = inner;
            }
            at.put(steps[steps.length - 1], new Leaf(cells.get(i), types.get(i)));
        }
        return tree;
    }

    private record Leaf(String text, @Nullable FieldType type) {}

    private static void putXml(StringBuilder text, Map<?, ?> tree) {
        tree.forEach((name, value) -> {
            switch (value) {
                case Leaf leaf when leaf.text().isEmpty() ->
                        text.append('<').append(name).append(" xsi:nil=\"true\"/>");
                case Leaf leaf -> {
                    text.append('<').append(name).append('>');
                    Xml.escape(text, leaf.text());
                    text.append("</").append(name).append('>');
                }
                case Map<?, ?> inner -> {
                    text.append('<').append(name).append(" xsi:type=\"sObject\">");
                    putXml(text, inner);
                    text.append("</").append(name).append('>');
                }
                default -> throw new IllegalStateException("no such node: " + value);
            }
        });
    }

    private String json(Row row, Map<String, Object> tree) {
        var bytes =
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeObjectPropertyStart("attributes");
                    json.writeStringProperty("type", type.name());
                    json.writeStringProperty(
                            "url", root + "/sobjects/" + type.name() + "/" + row.id());
                    json.writeEndObject();
                    putJson(json, tree);
                    json.writeEndObject();
                });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void putJson(JsonGenerator json, Map<?, ?> tree) {
        tree.forEach((name, value) -> {
            json.writeName(String.valueOf(name));
            if (value instanceof Map<?, ?> inner) {
                json.writeStartObject();
                putJson(json, inner);
                json.writeEndObject();
            } else if (value instanceof Leaf leaf) {
                putLeaf(json, leaf);
            }
        });
    }

    private static void putLeaf(JsonGenerator json, Leaf leaf) {
        var type = leaf.type();
        if (leaf.text().isEmpty()) {
            json.writeNull();
        } else if (type == FieldType.BOOLEAN) {
            json.writeBoolean(Boolean.parseBoolean(leaf.text()));
        } else if (type != null && type.isNumber()) {
            json.writeNumber(leaf.text());
        } else {
            json.writeString(leaf.text());
        }
    }
}
