package headroom.emulator.rest;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/// The fields a body gives, as plain values. `attributes` means nothing; clients fill it with
/// nulls.
public final class RowInput {
    private RowInput() {}

    static Map<String, @Nullable Object> parse(Call call) {
        if (call.header("Content-Type").startsWith("multipart/")) {
            throw ApiFailure.notServed("A multipart body");
        }
        if (call.header("Content-Type").contains("xml")) {
            throw ApiFailure.notServed("A REST body in XML");
        }
        return fields(Json.readObject(call.body()));
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

    /// A field that the path already gives may not be in the body, unless as a null some clients
    /// send.
    static void refuse(Map<String, @Nullable Object> given, String name) {
        for (var key : java.util.List.copyOf(given.keySet())) {
            if (!key.equalsIgnoreCase(name)) {
                continue;
            }
            if (given.get(key) != null) {
                throw new ApiFailure(
                        400,
                        "INVALID_FIELD",
                        "The " + name + " field should not be specified in the sobject data.");
            }
            given.remove(key);
        }
    }
}
