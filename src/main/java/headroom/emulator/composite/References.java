package headroom.emulator.composite;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What `@{ref.field}` stands for: values out of the answers of earlier subrequests. One owner.
///
/// `.` names a member and `[0]` an item, as deep as the answer goes; case matters. A text that is
/// one reference and nothing else takes over the value's type.
final class References {
    private static final Pattern REFERENCE = Pattern.compile("@\\{([^{}]*)\\}");
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,6})\\]");

    /// From this version on a field that is null in a row gives null; before, it gave an error.
    private static final int NULLS_FROM = 52;

    private final int version;
    private final Map<String, byte[]> answers = new HashMap<>();
    private final Map<String, JsonNode> read = new HashMap<>();

    /// @param version of the composite request itself
    References(int version) {
        this.version = version;
    }

    /// Keeps an answer's body for those that refer to it.
    void put(String referenceId, byte[] body) {
        answers.put(referenceId, body);
    }

    /// The reference ids named in a subrequest.
    static Set<String> namedIn(Subrequest request) {
        var names = new LinkedHashSet<String>();
        var body = request.body();
        var text = request.url() + request.headers().values() + (body == null ? "" : body);
        var matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            names.add(name(matcher.group(1)));
        }
        return names;
    }

    private static String name(String expression) {
        var end = 0;
        while (end < expression.length() && ".[".indexOf(expression.charAt(end)) < 0) {
            end++;
        }
        return expression.substring(0, end);
    }

    String inUrl(String url) {
        return replaced(url, References::encoded);
    }

    String inText(String text) {
        return replaced(text, UnaryOperator.identity());
    }

    private String replaced(String text, UnaryOperator<String> form) {
        if (!text.contains("@{")) {
            return text;
        }
        var out = new StringBuilder();
        var matcher = REFERENCE.matcher(text);
        var at = 0;
        while (matcher.find()) {
            out.append(text, at, matcher.start());
            var value = value(matcher.group(1));
            out.append(form.apply(value.isNull() ? "" : value.asString()));
            at = matcher.end();
        }
        return out.append(text, at, text.length()).toString();
    }

    /// The body with all references replaced.
    JsonNode inBody(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                for (var entry : object.properties()) {
                    copy.set(entry.getKey(), inBody(entry.getValue()));
                }
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                for (var item : array) {
                    copy.add(inBody(item));
                }
                yield copy;
            }
            default -> node.isString() ? inString(node) : node;
        };
    }

    private JsonNode inString(JsonNode node) {
        var text = node.stringValue();
        var whole = REFERENCE.matcher(text);
        return whole.matches()
                ? value(whole.group(1))
                : JsonNodeFactory.instance.stringNode(inText(text));
    }

    private JsonNode value(String expression) {
        var name = name(expression);
        var node = answer(name);
        var steps = STEP.matcher(expression);
        var at = name.length();
        while (node != null && at < expression.length()) {
            if (!steps.find(at) || steps.start() != at) {
                throw missing(expression, name);
            }
            node =
                    steps.group(1) != null
                            ? node.get(steps.group(1))
                            : node.get(Integer.parseInt(steps.group(2)));
            at = steps.end();
        }
        if (node == null || node.isContainer() || (node.isNull() && version < NULLS_FROM)) {
            throw missing(expression, name);
        }
        return node;
    }

    private @Nullable JsonNode answer(String name) {
        var known = read.get(name);
        var body = answers.get(name);
        if (known != null || body == null || body.length == 0) {
            return known;
        }
        var node = Json.read(body);
        read.put(name, node);
        return node;
    }

    private static ApiFailure missing(String expression, String name) {
        return new ApiFailure(
                400,
                "PROCESSING_HALTED",
                "Invalid reference specified. No value for "
                        + expression
                        + " found in "
                        + name
                        + ". Provided referenceId "
                        + Subrequest.shape(expression));
    }

    /// Percent-encodes what could end a path's word or a query's value; slashes stay.
    private static String encoded(String value) {
        var out = new StringBuilder();
        for (var b : value.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xFF);
            if ((c < 128 && Character.isLetterOrDigit(c)) || "-._~/".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
