package headroom.emulator.eventlog;

import java.util.List;
import java.util.stream.Collectors;

/// The event logs there are, each with its columns.
enum LogType {
    API_TOTAL_USAGE("ApiTotalUsage", UsageLine.NAMES, UsageLine.TYPES),
    LOGIN("Login", CallColumns.LOGIN),
    API("API", CallColumns.SOAP),
    REST_API("RestApi", CallColumns.REST),
    BULK_API("BulkApi", JobColumns.FIRST),
    BULK_API_REQUEST("BulkApiRequest", CallColumns.BULK_REQUEST),
    BULK_API2("BulkApi2", JobColumns.SECOND),
    COMPOSITE_API("CompositeApi", CallColumns.COMPOSITE);

    private final String word;
    private final String names;
    private final String types;

    <T> LogType(String word, List<Column<T>> columns) {
        this(
                word,
                columns.stream().map(Column::name).collect(Collectors.joining(",")),
                columns.stream().map(Column::type).collect(Collectors.joining(",")));
    }

    LogType(String word, String names, String types) {
        this.word = word;
        this.names = names;
        this.types = types;
    }

    /// `EventType` of the file's row.
    String word() {
        return word;
    }

    /// The columns' names, with commas between.
    String names() {
        return names;
    }

    String types() {
        return types;
    }

    /// The first line of a file.
    String header() {
        return "\"" + names.replace(",", "\",\"") + "\"\n";
    }
}
