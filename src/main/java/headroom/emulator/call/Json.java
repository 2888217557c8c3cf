package headroom.emulator.call;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// JSON in and out, in one place: bounded reading, streamed writing.
public final class Json {
    private static final int DEPTH_MAX = 100;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                    .build();

    private Json() {}

    /// Loaded with the first body that is read: the first answer need not wait for it.
    private static final class Tree {
        static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();
    }

    public static byte[] write(Consumer<JsonGenerator> body) {
        var out = new ByteArrayOutputStream(512);
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            body.accept(generator);
        }
        return out.toByteArray();
    }

    /// The node as JSON.
    public static byte[] bytes(JsonNode node) {
        return Tree.MAPPER.writeValueAsBytes(node);
    }

    /// The node as JSON laid out for people.
    public static byte[] pretty(JsonNode node) {
        return Tree.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    }

    /// Reads a request's body; what is no JSON is answered as Salesforce answers it.
    public static JsonNode read(byte[] body) {
        try {
            var node = Tree.MAPPER.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw parserError(
                        "The HTTP entity body is required, but this request has no entity body.");
            }
            return node;
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw parserError(
                    withoutSource(e.getOriginalMessage())
                            + " at [line:"
                            + (place == null ? 1 : place.getLineNr())
                            + ", column:"
                            + (place == null ? 1 : place.getColumnNr())
                            + "]");
        }
    }

    /// Reads a request's body that must be an object.
    public static JsonNode readObject(byte[] body) {
        var node = read(body);
        if (!node.isObject()) {
            throw parserError("Unexpected value: an object was expected at [line:1, column:1]");
        }
        return node;
    }

    /// Jackson says where something began, but of a body that is not kept it has only excuses.
    private static String withoutSource(String message) {
        var at = message.indexOf(" (start marker at [");
        return at < 0 ? message : message.substring(0, at);
    }

    private static ApiFailure parserError(String message) {
        return new ApiFailure(400, "JSON_PARSER_ERROR", message);
    }
}
