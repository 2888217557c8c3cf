package headroom.emulator.composite;

import headroom.emulator.call.ApiFailure;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One request inside a composite or a graph, as it came, references unresolved.
///
/// @param headers by name as given
/// @param body null where none came
record Subrequest(
        String method,
        String url,
        String referenceId,
        Map<String, String> headers,
        @Nullable JsonNode body) {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> INHERITED = Set.of("accept", "authorization", "content-type");
    private static final String ROOT = "/services/data/v";

    /// From this version of the composite request on, a bad reference id refuses it whole.
    private static final int STRICT_FROM = 52;

    static Subrequest read(Body given, int version) {
        var method = given.text("method");
        if (!METHODS.contains(method)) {
            throw Body.unreadable("Unsupported HTTP method in a subrequest: '" + method + "'");
        }
        var url = given.text("url");
        if (!url.startsWith(ROOT) && !url.startsWith("@{")) {
            throw Body.unreadable(
                    "The url of a subrequest must start with /services/data/vXX.X/: '" + url + "'");
        }
        var referenceId = given.text("referenceId");
        if (referenceId.isEmpty()) {
            throw Body.unreadable("Required field is missing: referenceId");
        }
        if (version >= STRICT_FROM && !referenceId.matches("[A-Za-z0-9][A-Za-z0-9_]*")) {
            throw new ApiFailure(
                    400, "JSON_PARSER_ERROR", "Provided referenceId " + shape(referenceId));
        }
        return new Subrequest(method, url, referenceId, headers(given), given.node().get("body"));
    }

    static String shape(String referenceId) {
        return "('"
                + referenceId
                + "') must start with a letter or a number, and it can contain only letters,"
                + " numbers and underscores ('_').";
    }

    private static Map<String, String> headers(Body given) {
        var node = given.node().get("httpHeaders");
        if (node == null || node.isNull()) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw Body.mismatch("Map", node);
        }
        var headers = new LinkedHashMap<String, String>();
        for (var name : node.propertyNames()) {
            if (INHERITED.contains(name.toLowerCase(Locale.ROOT))) {
                throw new ApiFailure(
                        400,
                        "INVALID_INPUT",
                        "The header " + name + " is not allowed in a subrequest.");
            }
            headers.put(name, new Body(node).text(name));
        }
        return headers;
    }

    /// The path's words after the version, without the query.
    List<String> path() {
        var question = url.indexOf('?');
        var path = question < 0 ? url : url.substring(0, question);
        var words = List.of(path.split("/", 20)).stream().filter(word -> !word.isEmpty()).toList();
        return words.size() < 4 ? List.of() : words.subList(3, words.size());
    }

    private String word(int index) {
        var path = path();
        return index < path.size() ? path.get(index).toLowerCase(Locale.ROOT) : "";
    }

    boolean isQuery() {
        return word(0).equals("query") || word(0).equals("queryall");
    }

    boolean isCollection() {
        return word(0).equals("composite") && word(1).equals("sobjects");
    }

    boolean isRow() {
        return word(0).equals("sobjects");
    }

    /// The object's name in a row's path, in lower case.
    String object() {
        return isRow() ? word(1) : "";
    }

    /// `v66.0`.
    String version() {
        var words = url.split("/", 5);
        return words.length > 3 ? words[3] : "";
    }
}
