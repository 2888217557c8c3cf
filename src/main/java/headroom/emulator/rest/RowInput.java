package headroom.emulator.rest;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The fields a body gives, as plain values: JSON, XML, or JSON with a blob beside it in parts.
///
/// `attributes` means nothing; clients fill it with nulls.
public final class RowInput {
    private RowInput() {}

    static Map<String, @Nullable Object> parse(Call call) {
        if (Multipart.is(call)) {
            return parts(Multipart.parse(call));
        }
        var type = call.header("Content-Type").toLowerCase(Locale.ROOT);
        if (type.contains("xml")) {
            return XmlInput.fields(call.body());
        }
        if (!type.isEmpty() && !type.contains("json") && !type.contains("text/plain")) {
            throw new ApiFailure(
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "Content type is not supported by this resource: " + type);
        }
        return fields(Json.readObject(call.body()));
    }

    /// The first part holds the fields; each further one is a blob under its field's name.
    private static Map<String, @Nullable Object> parts(List<Multipart.Part> parts) {
        if (parts.isEmpty()) {
            throw new ApiFailure(
                    400, "INVALID_MULTIPART_REQUEST", "Multipart message has no parts");
        }
        var given = fields(Json.readObject(parts.getFirst().bytes()));
        for (var part : parts.subList(1, parts.size())) {
            given.put(part.name(), Base64.getEncoder().encodeToString(part.bytes()));
        }
        return given;
    }

    /// The fields of one record's object.
    public static Map<String, @Nullable Object> fields(JsonNode node) {
        var given = new LinkedHashMap<String, @Nullable Object>();
        for (var entry : node.properties()) {
            if (!entry.getKey().equals("attributes")) {
                given.put(entry.getKey(), value(entry.getValue()));
            }
        }
        return given;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> null;
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.numberValue();
            case STRING -> node.stringValue();
            case OBJECT -> fields(node);
            case ARRAY, BINARY, POJO ->
                    throw new ApiFailure(
                            400,
                            "JSON_PARSER_ERROR",
                            "Cannot deserialize instance of string from START_ARRAY value [ or"
                                    + " request may be missing a required field at [line:1,"
                                    + " column:1]");
        };
    }

    /// Takes the value of a field out, whatever case its name is written in.
    public static @Nullable Object take(Map<String, @Nullable Object> given, String name) {
        for (var key : List.copyOf(given.keySet())) {
            if (key.equalsIgnoreCase(name)) {
                return given.remove(key);
            }
        }
        return null;
    }

    /// A field that the path already gives may not be in the body, unless as a null some clients
    /// send.
    static void refuse(Map<String, @Nullable Object> given, String name) {
        if (take(given, name) != null) {
            throw new ApiFailure(
                    400,
                    "INVALID_FIELD",
                    "The " + name + " field should not be specified in the sobject data.");
        }
    }
}
