package headroom.emulator.composite;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.rest.RestCall;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// A composite resource's body, read strictly: what has the wrong shape is refused as Salesforce's
/// parser refuses it, with 400 and before anything is done.
record Body(JsonNode node) {
    static Body of(RestCall call) {
        return new Body(Json.readObject(call.call().body()));
    }

    /// The member as a list of objects; one that is missing is refused.
    List<Body> objects(String name) {
        var list = node.get(name);
        if (list == null || list.isNull()) {
            throw unreadable("Required field is missing: " + name);
        }
        if (!list.isArray()) {
            throw mismatch("ArrayList", list);
        }
        var all = new ArrayList<Body>(list.size());
        for (var item : list) {
            if (!item.isObject()) {
                throw mismatch("object", item);
            }
            all.add(new Body(item));
        }
        return all;
    }

    /// The member as a list of texts; one that is missing is refused.
    List<String> texts(String name) {
        var list = node.get(name);
        if (list == null || list.isNull()) {
            throw unreadable("Required field is missing: " + name);
        }
        if (!list.isArray()) {
            throw mismatch("ArrayList", list);
        }
        var all = new ArrayList<String>(list.size());
        for (var item : list) {
            if (!item.isString()) {
                throw mismatch("string", item);
            }
            all.add(item.stringValue());
        }
        return all;
    }

    boolean flag(String name, boolean otherwise) {
        var value = node.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (value.isString() ? value.stringValue() : "") {
            case "true" -> true;
            case "false" -> false;
            default -> throw mismatch("boolean", value);
        };
    }

    /// The member's text, or the empty one.
    String text(String name) {
        var value = node.get(name);
        if (value == null || value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw mismatch("string", value);
        }
        return value.stringValue();
    }

    /// `attributes.type`, or the empty text; clients fill `attributes` with nulls.
    String attribute(String name) {
        var attributes = node.get("attributes");
        return attributes == null || !attributes.isObject() ? "" : new Body(attributes).text(name);
    }

    static ApiFailure mismatch(String wanted, JsonNode found) {
        var token =
                switch (found.getNodeType()) {
                    case ARRAY -> "START_ARRAY value [";
                    case OBJECT -> "START_OBJECT value {";
                    case STRING -> "VALUE_STRING value " + shown(found.stringValue());
                    case NUMBER -> "VALUE_NUMBER value " + shown(found.asString());
                    case BOOLEAN -> "VALUE_" + (found.booleanValue() ? "TRUE" : "FALSE");
                    case NULL, MISSING, BINARY, POJO -> "VALUE_NULL";
                };
        return unreadable("Cannot deserialize instance of " + wanted + " from " + token);
    }

    private static String shown(String text) {
        return text.length() > 100 ? text.substring(0, 100) : text;
    }

    static ApiFailure unreadable(String message) {
        return new ApiFailure(
                400,
                "JSON_PARSER_ERROR",
                message + " or request may be missing a required field at [line:1, column:1]");
    }
}
