package headroom.watch;

import headroom.history.LogIdentity;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Asks an org which event log files it shows, at the price of a call per 2,000 files. Blocking.
public final class LogList {
    private static final int FILES_MAX = 20_000;

    private LogList() {}

    /// The files there are, in the order in which the org made them.
    ///
    /// @param types of logs, as the org writes them
    /// @param madeAfter only files made later
    /// @throws CallRefused if the org does not tell
    public static List<LogFile> of(OrgDoor door, List<String> types, Optional<Instant> madeAfter)
            throws IOException, InterruptedException {
        var files = new ArrayList<LogFile>();
        var page = door.query(soql(types, madeAfter));
        while (true) {
            if (!page.isGood()) {
                throw refused(page);
            }
            for (var row : page.body().path("records")) {
                files.add(file(row));
            }
            var next = page.body().path("nextRecordsUrl").asString("");
            if (next.isEmpty() || files.size() >= FILES_MAX) {
                return files;
            }
            page = door.get(next);
        }
    }

    private static String soql(List<String> types, Optional<Instant> madeAfter) {
        return "SELECT Id, EventType, LogDate, Interval, Sequence, CreatedDate, LogFileLength,"
                + " LogFile FROM EventLogFile WHERE EventType IN ("
                + types.stream().map(type -> "'" + type + "'").collect(Collectors.joining(", "))
                + ")"
                + madeAfter.map(at -> " AND CreatedDate > " + at).orElse("")
                + " ORDER BY CreatedDate ASC";
    }

    /// Who may not see the files is not told so: the object is not there for them.
    private static CallRefused refused(OrgAnswer answer) {
        var isHidden = answer.code().equals("INVALID_TYPE") || answer.status() == 403;
        return new CallRefused(
                isHidden
                        ? "its list of event logs; give the user View Event Log Files and API"
                                + " Enabled"
                        : "its list of event logs",
                answer);
    }

    private static LogFile file(JsonNode row) {
        return new LogFile(
                row.path("Id").asString(""),
                LogIdentity.of(
                        row.path("EventType").asString(""),
                        OrgDoor.time(row.path("LogDate").asString("")),
                        row.path("Interval").asString("").equals("Hourly"),
                        row.path("Sequence").asInt(0)),
                (long) row.path("LogFileLength").asDouble(0),
                OrgDoor.time(row.path("CreatedDate").asString("")),
                row.path("LogFile").asString(""));
    }
}
