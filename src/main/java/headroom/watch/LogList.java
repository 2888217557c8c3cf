package headroom.watch;

import headroom.history.LogIdentity;
import headroom.salesforce.RecordId;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Asks an org which event log files it shows, at the price of a call per 2,000 files. Blocking.
public final class LogList {
    private static final int FILES_MAX = 20_000;
    private static final int SHOWN_MAX = 40;

    private LogList() {}

    /// The files there are, in the order in which the org made them. Of what it writes names of
    /// files on disk are made: a row that is not as it should be is passed over.
    ///
    /// @param types of logs, as the org writes them
    /// @param madeAfter only files made later
    /// @param trouble is told once of rows that are passed over
    /// @throws CallRefused if the org does not tell
    public static List<LogFile> of(
            OrgDoor door, List<String> types, Optional<Instant> madeAfter, Consumer<String> trouble)
            throws IOException, InterruptedException {
        var files = new ArrayList<LogFile>();
        var strange = new ArrayList<JsonNode>();
        var page = door.query(soql(types, madeAfter));
        while (true) {
            if (!page.isGood()) {
                throw refused(page);
            }
            for (var row : page.body().path("records")) {
                file(row, types).ifPresentOrElse(files::add, () -> strange.add(row));
            }
            var next = page.body().path("nextRecordsUrl").asString("");
            if (next.isEmpty() || files.size() + strange.size() >= FILES_MAX) {
                if (!strange.isEmpty()) {
                    trouble.accept(passedOver(strange.getFirst()));
                }
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

    private static String passedOver(JsonNode row) {
        var said = row.path("EventType").asString("") + " " + row.path("Id").asString("");
        var plain = said.replaceAll("\\p{Cntrl}", " ");
        return "the org lists event logs that are none, such as '"
                + (plain.length() > SHOWN_MAX ? plain.substring(0, SHOWN_MAX) + "…" : plain)
                + "'; they are passed over";
    }

    private static Optional<LogFile> file(JsonNode row, List<String> types) {
        var id = row.path("Id").asString("");
        var type = row.path("EventType").asString("");
        var sequence = row.path("Sequence").asInt(0);
        if (RecordId.find(id).isEmpty() || !types.contains(type) || sequence < 0) {
            return Optional.empty();
        }
        try {
            var identity =
                    LogIdentity.of(
                            type,
                            time(row, "LogDate"),
                            row.path("Interval").asString("").equals("Hourly"),
                            sequence);
            return Optional.of(
                    new LogFile(
                            id,
                            identity,
                            (long) row.path("LogFileLength").asDouble(0),
                            time(row, "CreatedDate"),
                            row.path("LogFile").asString("")));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant time(JsonNode row, String name) {
        return OrgDoor.time(row.path(name).asString(""));
    }
}
