package headroom.watch;

import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An ApiTotalUsage file, read row by row. Columns are found by their names in the header, because
/// their order and number change with releases. One-owner.
///
/// A row that cannot be dated is passed over and counted: one odd row must not cost a day.
final class UsageLog implements AutoCloseable {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSS", Locale.ROOT);

    private final CsvRows rows;
    private final Map<String, Integer> columns = new HashMap<>();
    private final int derived;
    private final int stamp;
    private long passedOver;

    UsageLog(Reader reader) throws IOException {
        rows = new CsvRows(reader);
        if (rows.next()) {
            for (var i = 0; i < rows.fields(); i++) {
                columns.put(rows.field(i).toUpperCase(Locale.ROOT), i);
            }
        }
        derived = column("TIMESTAMP_DERIVED");
        stamp = column("TIMESTAMP");
        if ((derived < 0 && stamp < 0) || column("API_RESOURCE") < 0) {
            throw new IOException(
                    "not an ApiTotalUsage file: it has no column TIMESTAMP or no API_RESOURCE");
        }
    }

    /// The next call, or nothing at the end.
    Optional<LoggedCall> next() throws IOException {
        while (rows.next()) {
            var at = at();
            if (at.isPresent()) {
                return Optional.of(call(at.get()));
            }
            passedOver++;
        }
        return Optional.empty();
    }

    /// Rows without a readable time.
    long passedOver() {
        return passedOver;
    }

    private LoggedCall call(Instant at) {
        return new LoggedCall(
                at.toEpochMilli(),
                field("REQUEST_ID"),
                field("USER_NAME"),
                field("API_FAMILY"),
                field("API_VERSION"),
                field("API_RESOURCE"),
                field("CLIENT_NAME"),
                field("HTTP_METHOD"),
                field("CONNECTED_APP_ID"),
                field("CONNECTED_APP_NAME"),
                field("ENTITY_NAME"),
                number(field("STATUS_CODE")),
                isTrue(field("COUNTS_AGAINST_API_LIMIT")));
    }

    private Optional<Instant> at() {
        try {
            var iso = rows.field(derived);
            if (!iso.isEmpty()) {
                return Optional.of(Instant.parse(iso));
            }
            var local = LocalDateTime.parse(rows.field(stamp), TIMESTAMP);
            return Optional.of(local.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// `1` or `0` in files, though documented as true and false.
    private static boolean isTrue(String text) {
        return text.equals("1") || text.equalsIgnoreCase("true");
    }

    private static int number(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    }

    private String field(String name) {
        return rows.field(column(name));
    }

    private int column(String name) {
        return columns.getOrDefault(name, -1);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
