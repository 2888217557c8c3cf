package headroom.emulator.bulk1;

import headroom.emulator.bulk.BulkFailure;
import headroom.emulator.bulk.LoadRow;
import headroom.emulator.bulk.RowReader;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

import java.util.LinkedHashMap;
import java.util.Map;

/// Rows written as an array of objects; null is null, an object inside is a parent. One owner.
final class JsonFeed implements RowFeed {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(10).build())
                    .build();

    private final JsonParser json;
    private final RowReader reader;

    JsonFeed(byte[] content, RowReader reader) {
        this.reader = reader;
        this.json = FACTORY.createParser(ObjectReadContext.empty(), content);
        try {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw invalid("an array of records was expected");
            }
        } catch (JacksonException e) {
            throw invalid(e.getOriginalMessage());
        }
    }

    private static BulkFailure invalid(String message) {
        return new BulkFailure("InvalidBatch", "Failed to parse JSON: " + message);
    }

    @Override
    public @Nullable LoadRow next() {
        try {
            return switch (json.nextToken()) {
                case START_OBJECT -> reader.read(object(true));
                case END_ARRAY -> end();
                case null -> throw invalid("the array has no end");
                default -> throw invalid("a record must be an object");
            };
        } catch (JacksonException e) {
            throw invalid(e.getOriginalMessage());
        }
    }

    private @Nullable LoadRow end() {
        if (json.nextToken() != null) {
            throw invalid("there is something after the array");
        }
        return null;
    }

    private Map<String, @Nullable Object> object(boolean parents) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            if (name.equals("attributes")) {
                json.nextToken();
                json.skipChildren();
            } else {
                fields.put(name, value(parents));
            }
        }
        return fields;
    }

    private @Nullable Object value(boolean parents) {
        return switch (json.nextToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
            case VALUE_STRING -> json.getString();
            case START_OBJECT -> {
                if (!parents) {
                    throw invalid("objects are nested too deeply");
                }
                yield object(false);
            }
            case null, default -> throw invalid("a field must be a plain value");
        };
    }
}
