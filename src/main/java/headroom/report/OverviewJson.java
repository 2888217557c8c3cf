package headroom.report;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The overview as JSON, names as in the records, times in ISO 8601, durations in seconds.
public final class OverviewJson {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
    private static final JsonMapper PRETTY =
            JSON.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private OverviewJson() {}

    public static byte[] render(Overview overview) {
        return JSON.writeValueAsBytes(overview);
    }

    public static String renderPretty(Overview overview) {
        return PRETTY.writeValueAsString(overview);
    }
}
