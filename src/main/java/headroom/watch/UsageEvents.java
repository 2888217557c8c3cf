package headroom.watch;

import tools.jackson.databind.JsonNode;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads `ApiTotalUsageEventLog`, the log of calls that SOQL can ask, into a log file like those
/// the org makes a day later: 2,000 calls for the price of one. Blocking. One-owner.
///
/// The object lacks the names of users and apps and, since v66, the API version (Object Reference,
/// ApiTotalUsageEventLog), so that its rows cannot be held against a file's as a whole: what tells
/// them from each other is the request id, and a row without one is left to the file. Stretches of
/// time follow one another without overlap, so that calls of one millisecond are not parted.
final class UsageEvents {
    static final String OBJECT = "ApiTotalUsageEventLog";

    private static final int USERS_MAX = 5_000;
    private static final int USERS_A_QUERY = 200;
    private static final String HEADER =
            "EVENT_TYPE,TIMESTAMP_DERIVED,REQUEST_ID,USER_ID,USER_NAME,API_FAMILY,API_RESOURCE,"
                    + "CLIENT_NAME,HTTP_METHOD,CLIENT_IP,COUNTS_AGAINST_API_LIMIT,"
                    + "CONNECTED_APP_ID,ENTITY_NAME,STATUS_CODE\n";
    private static final List<String> FIELDS =
            List.of(
                    "ApiFamily",
                    "ApiResource",
                    "ClientName",
                    "HttpMethod",
                    "ClientIp",
                    "IsApiLimitCounted",
                    "ConnectedAppIdentifier",
                    "ObjectName",
                    "StatusCode");

    private final OrgDoor door;
    private final Map<String, String> users = new HashMap<>();

    UsageEvents(OrgDoor door) {
        this.door = door;
    }

    /// What a reading brought.
    ///
    /// @param until all calls before then have been read
    /// @param rows that are in the file; without any there is none
    /// @param nameless rows without a request id, which are left to the org's files
    record Reading(Instant until, long rows, long nameless) {}

    /// Reads the calls in [from, to), or up to a moment before where the pages do not suffice.
    ///
    /// @param pagesMax calls that reading may take, those for users' names aside
    /// @throws CallRefused if the user may not see the object, or the org has none
    Reading read(Instant from, Instant to, int pagesMax, Path file)
            throws IOException, InterruptedException {
        var pages = 0;
        var rows = 0L;
        var nameless = 0L;
        var held = Instant.MIN;
        var page = checked(door.query(soql(from, to)));
        try (var out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            while (true) {
                pages++;
                var records = page.body().path("records");
                var next = page.body().path("nextRecordsUrl").asString("");
                var isCut = !next.isEmpty() && pages >= pagesMax;
                var last = records.isEmpty() ? held : time(records.path(records.size() - 1));
                name(records);
                for (var row : records) {
                    // Of the last moment more may stand on a page that is not read any more.
                    if (isCut && time(row).equals(last)) {
                        break;
                    }
                    if (text(row, "RequestIdentifier").isEmpty()) {
                        nameless++;
                    } else {
                        write(out, row);
                        rows++;
                    }
                }
                if (next.isEmpty() || isCut) {
                    return new Reading(isCut ? last : to, rows, nameless);
                }
                page = checked(door.get(next));
                held = last;
            }
        }
    }

    /// SOQL's times have milliseconds at most.
    private static String soql(Instant from, Instant to) {
        return "SELECT RequestIdentifier, Timestamp, UserIdentifier, "
                + String.join(", ", FIELDS)
                + " FROM "
                + OBJECT
                + " WHERE Timestamp >= "
                + from.truncatedTo(ChronoUnit.MILLIS)
                + " AND Timestamp < "
                + to.truncatedTo(ChronoUnit.MILLIS)
                + " ORDER BY Timestamp";
    }

    private static OrgAnswer checked(OrgAnswer answer) throws CallRefused {
        if (!answer.isGood()) {
            throw new CallRefused(
                    OBJECT + "; the user may need View Event Log Object Data", answer);
        }
        return answer;
    }

    /// Asks for the user names that are not known yet.
    private void name(JsonNode records) throws IOException, InterruptedException {
        var unknown =
                records.valueStream()
                        .map(row -> text(row, "UserIdentifier"))
                        .filter(id -> !id.isEmpty() && !users.containsKey(id))
                        .distinct()
                        .limit(USERS_A_QUERY)
                        .toList();
        if (unknown.isEmpty() || users.size() > USERS_MAX) {
            return;
        }
        unknown.forEach(id -> users.put(id, ""));
        var ids = unknown.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        var answer = door.query("SELECT Id, Username FROM User WHERE Id IN (" + ids + ")");
        for (var row : answer.body().path("records")) {
            var id = text(row, "Id");
            unknown.stream()
                    .filter(one -> id.startsWith(one))
                    .forEach(one -> users.put(one, text(row, "Username")));
        }
    }

    private void write(BufferedWriter out, JsonNode row) throws IOException {
        out.write(OBJECT);
        field(out, time(row).toString());
        field(out, text(row, "RequestIdentifier"));
        var user = text(row, "UserIdentifier");
        field(out, user);
        field(out, users.getOrDefault(user, ""));
        for (var name : FIELDS) {
            field(out, text(row, name));
        }
        out.write('\n');
    }

    private static void field(BufferedWriter out, String text) throws IOException {
        out.write(",\"");
        out.write(text.replace('\n', ' ').replace('\r', ' ').replace("\"", "\"\""));
        out.write('"');
    }

    private static Instant time(JsonNode row) {
        return OrgDoor.time(row.path("Timestamp").asString(""));
    }

    private static String text(JsonNode row, String name) {
        return row.path(name).asString("");
    }
}
