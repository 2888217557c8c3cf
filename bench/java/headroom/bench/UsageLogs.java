package headroom.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;

/// Writes ApiTotalUsage files for the import's benchmark: the same seed writes the same bytes.
///
/// Arguments: folder, megabytes, days, percent of days of which the hourly files are written too,
/// seed. Daily files come with the columns of 2026, hourly ones without the four newest.
public final class UsageLogs {
    private static final String HEAD =
            "\"EVENT_TYPE\",\"TIMESTAMP\",\"REQUEST_ID\",\"ORGANIZATION_ID\",\"USER_ID\",\"API_FAMILY\","
                + "\"API_VERSION\",\"API_RESOURCE\",\"CLIENT_NAME\",\"HTTP_METHOD\",\"CLIENT_IP\","
                + "\"COUNTS_AGAINST_API_LIMIT\",\"CONNECTED_APP_ID\",\"ENTITY_NAME\","
                + "\"STATUS_CODE\",\"CONNECTED_APP_NAME\",\"USER_NAME\",";
    private static final String NEWEST =
            "\"API_CLIENT_CATEGORY\",\"BOT_ID\",\"BOT_SESSION_ID\",\"PLANNER_ID\",";
    private static final String TAIL = "\"TIMESTAMP_DERIVED\"\n";
    private static final String[] OBJECTS = {
        "Account", "Contact", "Lead", "Opportunity", "Case", "Order__c", "Task", "Invoice__c"
    };
    private static final String ID_SIGNS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ROW_BYTES = 285;
    private static final int APPS = 40;

    private final StringBuilder row = new StringBuilder(512);
    private final SplittableRandom random;

    private UsageLogs(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[0]));
        var megabytes = Long.parseLong(args[1]);
        var days = Integer.parseInt(args[2]);
        var overlap = Integer.parseInt(args[3]);
        var rows = megabytes * 1_000_000 / ROW_BYTES * 100 / (100 + overlap) / days;
        var logs = new UsageLogs(Long.parseLong(args[4]));
        for (var day = 0; day < days; day++) {
            var withHours = day * 100 / days < overlap;
            logs.day(folder, LocalDate.of(2026, 10, 20).plusDays(day), rows, withHours);
        }
    }

    private void day(Path folder, LocalDate day, long rows, boolean withHours) throws IOException {
        try (var daily = open(folder.resolve("ApiTotalUsage-" + day + ".csv"), true)) {
            OutputStream hourly = null;
            var hour = -1;
            for (var at = 0L; at < rows; at++) {
                var millis = at * 86_400_000L / rows;
                if (withHours && millis / 3_600_000 != hour) {
                    hour = (int) (millis / 3_600_000);
                    if (hourly != null) {
                        hourly.close();
                    }
                    var name = "ApiTotalUsage-%sT%02d-1.csv".formatted(day, hour);
                    hourly = open(folder.resolve(name), false);
                }
                var derived = write(day, millis);
                daily.write(bytes(",\"EXTERNAL_APPLICATION\",\"\",\"\",\"\"" + derived));
                if (hourly != null) {
                    hourly.write(bytes(derived));
                }
            }
            if (hourly != null) {
                hourly.close();
            }
        }
    }

    /// Fills `row` with what both layouts have; returns what ends it.
    private String write(LocalDate day, long millis) {
        var app = (int) Math.abs(Math.round(random.nextGaussian() * 9)) % APPS;
        var object = OBJECTS[random.nextInt(OBJECTS.length)];
        var isSoap = app % 7 == 3;
        var clock =
                "%02d:%02d:%02d.%03d"
                        .formatted(
                                millis / 3_600_000,
                                millis / 60_000 % 60,
                                millis / 1000 % 60,
                                millis % 1000);
        row.setLength(0);
        field("ApiTotalUsage");
        field((day + clock).replace("-", "").replace(":", ""));
        field(id("", 22));
        field("00D5j00000DgAYG");
        field("0055j00000AT%03d".formatted(app));
        field(isSoap ? "SOAP" : "REST");
        field(app % 11 == 5 ? "29.0" : "6" + app % 5 + ".0");
        field(isSoap ? "update" : resource(app, object));
        field("");
        field(isSoap ? "" : app % 3 == 0 ? "PATCH" : "GET");
        field("10.1.2." + app);
        field(random.nextInt(50) == 0 ? "0" : "1");
        field("0H45j000000%04d".formatted(app));
        field(object);
        field(random.nextInt(40) == 0 ? "404" : "200");
        field("app-" + app);
        field("app-" + app + "@acme.example");
        row.setLength(row.length() - 1);
        return ",\"" + day + "T" + clock + "Z\"\n";
    }

    private String resource(int app, String object) {
        return switch (random.nextInt(8)) {
            case 0 -> "/v66.0/query";
            case 1 -> "/v66.0/sobjects/" + object + "/describe";
            case 2 -> "/v66.0/jobs/ingest/" + id("750", 15);
            default -> "/v66.0/sobjects/" + object + "/" + id("001", 15);
        };
    }

    private String id(String prefix, int length) {
        var id = new StringBuilder(prefix).append("5");
        var bits = 0L;
        while (id.length() < length) {
            bits = bits == 0 ? random.nextLong() & Long.MAX_VALUE : bits;
            id.append(ID_SIGNS.charAt((int) (bits % ID_SIGNS.length())));
            bits /= ID_SIGNS.length();
        }
        return id.toString();
    }

    private void field(String value) {
        row.append('"').append(value).append("\",");
    }

    private byte[] bytes(String end) {
        return (row + end).getBytes(StandardCharsets.UTF_8);
    }

    private static OutputStream open(Path file, boolean newest) throws IOException {
        var stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        stream.write((HEAD + (newest ? NEWEST : "") + TAIL).getBytes(StandardCharsets.UTF_8));
        return stream;
    }
}
