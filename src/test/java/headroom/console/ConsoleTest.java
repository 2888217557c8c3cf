package headroom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.report.Overview;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class ConsoleTest {
    private final AtomicReference<Overview> overview =
            new AtomicReference<>(SampleOverview.of(80_512, "erp-nightly", SampleOverview.HOSTILE));
    private final AtomicReference<Health> health = new AtomicReference<>(Health.GOOD);
    private final HttpClient http = HttpClient.newHttpClient();
    private Snapshots snapshots;
    private Pictures pictures;
    private Metrics metrics;
    private Console console;

    @BeforeEach
    void start() throws IOException {
        snapshots = new Snapshots(overview::get);
        pictures = new Pictures(snapshots, Sources.NONE, ZoneOffset.UTC);
        metrics =
                new Metrics(
                        pictures,
                        List.of(new Reading("headroom.gateway.calls", "Requests", true, () -> 41)));
        console = Console.start(options(0), pictures, metrics, new SampleReports(), health::get);
    }

    @AfterEach
    void stop() {
        console.close();
        snapshots.close();
        metrics.close();
        http.close();
    }

    @Test
    void showsTheFiguresWithoutAScript() throws Exception {
        var page = get("/").body();

        assertThat(page)
                .contains("80,512", "115,000", "34,488", "in 5 h 45 min", "erp-nightly", "42.5 %")
                .contains("said by the org, 12:00:00 UTC", "80,012</b> sighted (header")
                .contains("imported from event logs, simulated", "unattributed")
                .contains("UTC day (a different count): <b>40,000")
                .doesNotContain("{{index}}", "{{orgs}}");
    }

    @Test
    void showsAClientsNameAsTextWhateverItHolds() throws Exception {
        var page = get("/").body();

        assertThat(page)
                .contains("&lt;img src=x onerror=&quot;document.title=&#39;owned&#39;&quot;&gt;")
                .doesNotContain("<img");
    }

    @Test
    void forbidsWhatIsNotItsOwn() throws Exception {
        var headers = get("/").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void refusesAForeignHostName() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: rebound.example\r\n\r\n")).contains(" 421 ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n")).contains(" 200 ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: [::1]:8485\r\n\r\n")).contains(" 200 ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: headroom.acme.example\r\n\r\n")).contains(" 200 ");
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).contains(" 421 ");
    }

    @Test
    void isReadOnly() throws Exception {
        var request =
                HttpRequest.newBuilder(url("/api/v1/overview"))
                        .POST(HttpRequest.BodyPublishers.noBody());

        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(get("/../etc/passwd").statusCode()).isEqualTo(404);
    }

    @Test
    void givesTheOverviewAsJson() throws Exception {
        var answer = get("/api/v1/overview");

        var org = new JsonMapper().readTree(answer.body()).path("orgs").path(0);
        assertThat(org.path("usage").path("used").asLong()).isEqualTo(80_512);
        assertThat(org.path("allocation").path("calls").asLong()).isEqualTo(115_000);
        assertThat(org.path("usage").path("sighted").path("at").asString())
                .isEqualTo("2026-11-21T12:00:00Z");
        assertThat(org.path("integrations").path(0).path("simulated").asLong()).isEqualTo(29_000);
    }

    @Test
    void streamsEveryChange() throws Exception {
        var request = HttpRequest.newBuilder(url("/api/v1/stream")).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(nextEvent(lines)).contains("80,512", "\"curve\"");
            overview.set(SampleOverview.of(90_001, "erp-nightly"));

            assertThat(nextEventWith(lines, "90,001")).contains("24,999");
        }
    }

    @Test
    void isScrapedByPrometheus() throws Exception {
        var text = get("/metrics").body();

        assertThat(text)
                .contains("headroom_org_usage{org=\"acme\"} 80512.0")
                .contains("headroom_org_allocation{org=\"acme\"} 115000.0")
                .contains(
                        "headroom_integration_window_charges{integration=\"erp-nightly\",org=\"acme\"}"
                            + " 30512.0")
                .contains("headroom_gateway_calls_total 41.0", "jvm_memory_used_bytes");
    }

    @Test
    void saysWhyItIsNotReady() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);

        health.set(new Health(List.of("the ledger cannot be written: disk full")));

        var answer = get("/health");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"alive\":true", "disk full");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void servesItsOwnFiles() throws Exception {
        assertThat(get("/assets/console.js").body()).contains("EventSource");
        assertThat(get("/assets/console.css").body()).contains("prefers-color-scheme");
        assertThat(get("/assets/echarts.js").body()).hasSizeGreaterThan(500_000);
        assertThat(get("/assets/icon.svg").headers().firstValue("Content-Type"))
                .contains("image/svg+xml");
    }

    @Test
    void saysThatItsPortIsTaken() {
        assertThatThrownBy(() ->
                        Console.start(
                                options(console.port()),
                                pictures,
                                metrics,
                                new SampleReports(),
                                health::get))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
    }

    private static ConsoleOptions options(int port) {
        return new ConsoleOptions(
                "127.0.0.1", port, List.of("headroom.acme.example"), ZoneOffset.UTC);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + console.port() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", console.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
        }
    }

    private static String nextEvent(BufferedReader lines) throws IOException {
        return nextEventWith(lines, "");
    }

    private static String nextEventWith(BufferedReader lines, String text) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ") && line.contains(text)) {
                return line;
            }
        }
        return "";
    }
}
