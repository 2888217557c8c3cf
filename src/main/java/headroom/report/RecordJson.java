package headroom.report;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Any answer's records as JSON, names as in the records, times in ISO 8601.
public final class RecordJson {
    private static final JsonMapper PRETTY =
            JsonMapper.builder()
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private static final JsonMapper PLAIN =
            PRETTY.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();

    private RecordJson() {}

    public static byte[] render(Object records) {
        return PLAIN.writeValueAsBytes(records);
    }

    public static String renderPretty(Object records) {
        return PRETTY.writeValueAsString(records);
    }
}
