package headroom.watch;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Headroom's own way into an org: logs in by client credentials, lists and fetches usage files.
///
/// Its calls go through the gateway like everybody's, so that they are metered too. Blocking; for a
/// virtual thread. Thread-safe.
public final class OrgDoor implements AutoCloseable {
    /// A connected app of Headroom's own. The secret is asked for at each login.
    public record Client(String id, Supplier<String> secret) {}

    private static final String VERSION = "v66.0";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LIST_BYTES_MAX = 4 << 20;
    private static final DateTimeFormatter SALESFORCE_TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendOffset("+HHMM", "Z")
                    .toFormatter(Locale.ROOT);
    private static final String FILES =
            "SELECT Id, LogDate, LogFileLength, LogFile FROM EventLogFile"
                    + " WHERE EventType = 'ApiTotalUsage' AND Interval = 'Daily'"
                    + " ORDER BY LogDate ASC";

    private final URI base;
    private final Client client;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private volatile String token = "";

    /// @param base the gateway's address for that org
    public OrgDoor(URI base, Client client) {
        this.base = base;
        this.client = client;
    }

    /// The daily usage files there are, oldest first.
    public List<LogFile> dailyFiles() throws IOException, InterruptedException {
        var files = new ArrayList<LogFile>();
        var next = "/services/data/" + VERSION + "/query?q=" + encode(FILES);
        while (!next.isEmpty()) {
            JsonNode page;
            try (var body = get(next, "application/json")) {
                page = json.readTree(bounded(body));
            } catch (JacksonException e) {
                throw new IOException("the list of usage files is not JSON", e);
            }
            for (var record : page.path("records")) {
                files.add(file(record));
            }
            next = page.path("nextRecordsUrl").asString("");
        }
        return files;
    }

    /// A file's content as it comes; close it.
    public InputStream content(LogFile file) throws IOException, InterruptedException {
        return get(file.path(), "text/csv");
    }

    private static LogFile file(JsonNode record) {
        return new LogFile(
                record.path("Id").asString(""),
                SALESFORCE_TIME.parse(record.path("LogDate").asString(""), Instant::from),
                (long) record.path("LogFileLength").asDouble(0),
                record.path("LogFile").asString(""));
    }

    private InputStream get(String path, String accepted) throws IOException, InterruptedException {
        var again = !token.isEmpty();
        if (!again) {
            login();
        }
        var answer = send(path, accepted);
        if (answer.statusCode() == 401 && again) {
            answer.body().close();
            login();
            answer = send(path, accepted);
        }
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException(
                    "the org answered " + answer.statusCode() + " to GET " + plain(path));
        }
        return answer.body();
    }

    private HttpResponse<InputStream> send(String path, String accepted)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url(path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", accepted)
                        .header("User-Agent", "Headroom")
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private void login() throws IOException, InterruptedException {
        var form =
                "grant_type=client_credentials&client_id="
                        + encode(client.id())
                        + "&client_secret="
                        + encode(client.secret().get());
        var request =
                HttpRequest.newBuilder(url("/services/oauth2/token"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("User-Agent", "Headroom")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            token = json.readTree(bounded(body)).path("access_token").asString("");
        } catch (JacksonException e) {
            throw new IOException("the org's answer to a login is not JSON", e);
        }
        if (token.isEmpty()) {
            throw new IOException("the org refused Headroom's login with " + answer.statusCode());
        }
    }

    /// The base may have a path prefix, by which the gateway tells orgs apart; an answer's own
    /// paths have it only if the gateway put it back.
    private URI url(String path) {
        var prefix = base.getRawPath() == null ? "" : base.getRawPath();
        var whole = prefix.isEmpty() || path.startsWith(prefix + "/") ? path : prefix + path;
        return base.resolve(whole);
    }

    private static byte[] bounded(InputStream body) throws IOException {
        var bytes = body.readNBytes(LIST_BYTES_MAX + 1);
        if (bytes.length > LIST_BYTES_MAX) {
            throw new IOException("an answer is larger than " + LIST_BYTES_MAX + " bytes");
        }
        return bytes;
    }

    private static String plain(String path) {
        var query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
