package headroom.watch;

import headroom.salesforce.LimitInfo;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// Headroom's own way into an org: logs in, asks, fetches usage files, and counts what it sends.
///
/// While a gateway runs its calls go through it like everybody's, so that they are metered too.
/// Blocking; for a virtual thread. Thread-safe.
public final class OrgDoor implements AutoCloseable {
    private static final String VERSION = "v66.0";
    private static final String DATA = "/services/data/" + VERSION;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LIST_BYTES_MAX = 4 << 20;
    private static final DateTimeFormatter SALESFORCE_TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendOffset("+HHMM", "Z")
                    .toFormatter(Locale.ROOT);

    private final URI base;
    private final URI loginBase;
    private final Credentials credentials;
    private final InstantSource clock;
    private final HttpClient http;
    private final boolean metered;
    private final Duration patience;
    private final AtomicLong sent = new AtomicLong();
    private volatile String token = "";

    /// The door straight to an org, past any gateway.
    ///
    /// @param base the org's own address
    /// @param loginBase where it logs in, mostly the same
    public OrgDoor(
            URI base,
            URI loginBase,
            Credentials credentials,
            HttpClient http,
            InstantSource clock) {
        this(base, loginBase, credentials, http, clock, false, PATIENCE);
    }

    /// The door through the gateway at that address.
    public OrgDoor(URI base, Credentials credentials) {
        this(base, credentials, PATIENCE);
    }

    /// @param patience how long to wait for the head of an answer, and for each next part of it
    OrgDoor(URI base, Credentials credentials, Duration patience) {
        this(base, base, credentials, client().build(), InstantSource.system(), true, patience);
    }

    private OrgDoor(
            URI base,
            URI loginBase,
            Credentials credentials,
            HttpClient http,
            InstantSource clock,
            boolean metered,
            Duration patience) {
        this.base = base;
        this.loginBase = loginBase;
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
        this.metered = metered;
        this.patience = patience;
    }

    /// The settings that every way to an org shares.
    public static HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10));
    }

    /// Whether a gateway of ours meters what passes here, and books what answers say of the usage.
    public boolean isMetered() {
        return metered;
    }

    /// Requests sent so far, logins among them; not those that nothing listened to.
    public long sent() {
        return sent.get();
    }

    /// The path of the API version that Headroom speaks.
    public static String data(String rest) {
        return DATA + rest;
    }

    /// Asks the org, logging in first if need be. An error is an answer as well.
    public OrgAnswer get(String path) throws IOException, InterruptedException {
        return answer(opened(path, "application/json"));
    }

    /// The rows of a query's first page, or the org's error.
    public OrgAnswer query(String soql) throws IOException, InterruptedException {
        return get(DATA + "/query?q=" + encode(soql));
    }

    /// Sends a request as it is, with the session that a login gave.
    ///
    /// @param headers names and values, alternating
    public OrgAnswer send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        if (token.isEmpty()) {
            login();
        }
        var request =
                HttpRequest.newBuilder(url(base, path))
                        .timeout(patience)
                        .header("Authorization", "Bearer " + token)
                        .header("User-Agent", "Headroom")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return answer(sent(request.build()));
    }

    /// Asks with a session that no org ever gave.
    OrgAnswer stranger(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url(base, path))
                        .timeout(patience)
                        .header("Authorization", "Bearer no-session")
                        .header("User-Agent", "Headroom")
                        .build();
        return answer(sent(request));
    }

    private OrgAnswer answer(HttpResponse<InputStream> answer) throws IOException {
        try (var body = new PatientStream(answer.body(), patience)) {
            return OrgAnswer.of(
                    answer.statusCode(),
                    bounded(body),
                    answer.headers().firstValue(LimitInfo.HEADER).map(LimitInfo::parse));
        }
    }

    /// What a path holds, as it comes.
    ///
    /// @param bytes as the org announces them, if it does
    record Content(InputStream body, OptionalLong bytes) {}

    /// Opens a file of the org's; close its body.
    ///
    /// @throws CallRefused if the org does not give it
    Content content(String path) throws IOException, InterruptedException {
        var answer = opened(path, "text/csv");
        if (answer.statusCode() != 200) {
            throw new CallRefused("GET " + plain(path), answer(answer));
        }
        return new Content(
                new PatientStream(answer.body(), patience),
                answer.headers().firstValueAsLong("Content-Length"));
    }

    /// A time as the org writes it.
    static Instant time(String text) {
        return SALESFORCE_TIME.parse(text, Instant::from);
    }

    /// A session may have ended since: then one login more, and once more.
    private HttpResponse<InputStream> opened(String path, String accepted)
            throws IOException, InterruptedException {
        var again = !token.isEmpty();
        if (!again) {
            login();
        }
        var answer = fetch(path, accepted);
        if (answer.statusCode() == 401 && again) {
            answer.body().close();
            login();
            answer = fetch(path, accepted);
        }
        return answer;
    }

    private HttpResponse<InputStream> fetch(String path, String accepted)
            throws IOException, InterruptedException {
        return sent(
                HttpRequest.newBuilder(url(base, path))
                        .timeout(patience)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", accepted)
                        .header("User-Agent", "Headroom")
                        .build());
    }

    private HttpResponse<InputStream> sent(HttpRequest request)
            throws IOException, InterruptedException {
        sent.incrementAndGet();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            sent.decrementAndGet();
            throw e;
        }
    }

    /// Gets a new session.
    ///
    /// @throws LoginRefused if the org says no
    public OrgAnswer login() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url(loginBase, "/services/oauth2/token"))
                        .timeout(patience)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .header("User-Agent", "Headroom")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        credentials.form(clock.instant())))
                        .build();
        var answer = answer(sent(request));
        token = answer.body().path("access_token").asString("");
        if (token.isEmpty()) {
            throw new LoginRefused(answer);
        }
        return answer;
    }

    /// The base may have a path prefix, by which the gateway tells orgs apart; an answer's own
    /// paths have it only if the gateway put it back.
    ///
    /// @throws IOException if an answer named what is no path of the org: the session goes nowhere
    ///   else
    private static URI url(URI base, String path) throws IOException {
        var prefix = base.getRawPath() == null ? "" : base.getRawPath();
        var rest = path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
        var isOrgs = rest.startsWith("/services/") || rest.startsWith("/id/");
        try {
            if (isOrgs && !plain(rest).contains("/../")) {
                return base.resolve(prefix + rest);
            }
        } catch (IllegalArgumentException _) {
            // It has signs that no address has.
        }
        throw new IOException("the org names an address that is none of its own");
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

    /// Calls under way end with an exception: nobody waits for an org that hangs.
    @Override
    public void close() {
        http.shutdownNow();
    }
}
