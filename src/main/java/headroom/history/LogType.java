package headroom.history;

import java.util.Arrays;
import java.util.Optional;

/// The event logs that tell of API use, and which of their columns says what.
///
/// ApiTotalUsage has a row for each call that Salesforce weighs against the allocation. RestApi,
/// API and BulkApiRequest tell of the same calls once more, in greater detail: a row of theirs
/// counts only where no ApiTotalUsage row has its request id. BulkApi and BulkApi2 tell of work
/// done for batches and jobs: their rows are never calls. Source: Salesforce's object reference,
/// EventLogFile supported event types.
enum LogType {
    API_TOTAL_USAGE(
            "ApiTotalUsage",
            true,
            columns(
                    "username", "USER_NAME",
                    "family", "API_FAMILY",
                    "version", "API_VERSION",
                    "resource", "API_RESOURCE",
                    "client", "CLIENT_NAME",
                    "method", "HTTP_METHOD",
                    "ip", "CLIENT_IP",
                    "app_id", "CONNECTED_APP_ID",
                    "app", "CONNECTED_APP_NAME",
                    "object", "ENTITY_NAME",
                    "status", "STATUS_CODE",
                    "counted", "COUNTS_AGAINST_API_LIMIT")),
    /// The same calls by SOQL, soon after they were made, without the names of apps.
    USAGE_EVENT(
            "ApiTotalUsageEventLog",
            true,
            columns(
                    "username", "USER_NAME",
                    "family", "API_FAMILY",
                    "resource", "API_RESOURCE",
                    "client", "CLIENT_NAME",
                    "method", "HTTP_METHOD",
                    "ip", "CLIENT_IP",
                    "app_id", "CONNECTED_APP_ID",
                    "object", "ENTITY_NAME",
                    "status", "STATUS_CODE",
                    "counted", "COUNTS_AGAINST_API_LIMIT")),
    REST_API(
            "RestApi",
            true,
            columns(
                    "family", "'REST'",
                    "resource", "URI",
                    "client", "CLIENT_NAME",
                    "method", "METHOD",
                    "ip", "CLIENT_IP",
                    "app_id", "CONNECTED_APP_ID",
                    "object", "ENTITY_NAME",
                    "status", "STATUS_CODE",
                    "row_count", "ROWS_PROCESSED")),
    API(
            "API",
            true,
            columns(
                    "family", "'SOAP'",
                    "version", "API_VERSION",
                    "resource", "METHOD_NAME",
                    "client", "CLIENT_NAME",
                    "ip", "CLIENT_IP",
                    "object", "ENTITY_NAME",
                    "note", "EXCEPTION_MESSAGE",
                    "row_count", "ROWS_PROCESSED")),
    BULK_API_REQUEST(
            "BulkApiRequest",
            true,
            columns(
                    "family", "'Bulk'",
                    "version", "API_VERSION",
                    "resource", "REQUEST_PATH",
                    "client", "CLIENT_NAME",
                    "ip", "CLIENT_IP",
                    "app_id", "CONNECTED_APP_ID",
                    "status", "STATUS_CODE",
                    "note", "ERROR_MESSAGE")),
    BULK_API(
            "BulkApi",
            false,
            columns(
                    "family", "'Bulk'",
                    "resource", "JOB_ID",
                    "method", "OPERATION_TYPE",
                    "ip", "CLIENT_IP",
                    "object", "ENTITY_TYPE",
                    "note", "BATCH_ID",
                    "row_count", "ROWS_PROCESSED")),
    BULK_API_2(
            "BulkApi2",
            false,
            columns(
                    "family", "'Bulk'",
                    "resource", "JOB_ID",
                    "method", "OPERATION_TYPE",
                    "ip", "CLIENT_IP",
                    "object", "ENTITY_TYPE",
                    "note", "JOB_STATUS",
                    "row_count", "RECORDS_PROCESSED"));

    private final String word;
    private final boolean tellsOfCalls;
    private final String columns;

    LogType(String word, boolean tellsOfCalls, String columns) {
        this.word = word;
        this.tellsOfCalls = tellsOfCalls;
        this.columns = columns;
    }

    /// The type as EVENT_TYPE and the org's list of files write it.
    String word() {
        return word;
    }

    /// Whether a row stands for a call.
    boolean tellsOfCalls() {
        return tellsOfCalls;
    }

    /// The file's column behind one of ours, or a text in quotes; empty if it has none.
    String column(String ours) {
        return Arrays.stream(columns.split(","))
                .filter(pair -> pair.startsWith(ours + " "))
                .map(pair -> pair.substring(ours.length() + 1))
                .findFirst()
                .orElse("");
    }

    static Optional<LogType> find(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /// Pairs of our column and the file's, as one text.
    private static String columns(String... words) {
        var pairs = new StringBuilder();
        for (var i = 0; i < words.length; i += 2) {
            pairs.append(words[i]).append(' ').append(words[i + 1]).append(',');
        }
        return pairs.toString();
    }
}
