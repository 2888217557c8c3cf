package headroom.cli.config;

import headroom.history.History;
import headroom.watch.LogOptions;

/// The grammar of `logs`: which event logs are fetched, and at what price.
final class LogsReader {
    private LogsReader() {}

    static LogOptions read(Section section) {
        var or = LogOptions.DEFAULTS;
        var types = section.list("types", LogsReader::type);
        var options =
                new LogOptions(
                        types.isEmpty() ? or.types() : types,
                        section.get("hourly", Values::truth, or.hourly()),
                        section.get("event-log-object", Values::truth, or.object()),
                        section.get("calls-a-day", Values::positiveCount, (int) or.callsMax()));
        section.finish();
        return options;
    }

    private static String type(String text) {
        return History.TYPES.stream()
                .filter(type -> type.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'"
                                        + text
                                        + "' is no event log of API use"
                                        + NearestKey.of(text, History.TYPES)
                                                .map(near -> "; did you mean " + near + "?")
                                                .orElse(
                                                        "; known: "
                                                                + String.join(
                                                                        ", ", History.TYPES))));
    }
}
