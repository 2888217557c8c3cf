package headroom.console;

import headroom.report.ReportDesk;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The web server for people and programs: pages, `/api/v1/…`, `/metrics`, `/health`. Read-only,
/// without login, so bound to loopback unless told otherwise. Thread-safe.
public final class Console implements AutoCloseable {
    private static final int HEADER_BYTES_MAX = 16 * 1024;
    private static final int LINE_BYTES_MAX = 4 * 1024;
    private static final int IDLE_SECONDS = 120;
    private static final Duration STALE_AFTER = Duration.ofSeconds(15);
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final JsonMapper JSON = new JsonMapper();

    /// No script, style or frame but our own files: what a name smuggles into a page stays text.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors"
                    + " 'none'";

    private final Vertx vertx;
    private final Pictures pictures;
    private final Metrics metrics;
    private final Supplier<Health> health;
    private final HostCheck hosts;
    private final Assets assets = Assets.load();
    private final Workshop workshop;
    private final ReportPages reports;
    private final Streams streams = new Streams();
    private final HttpServer server;

    private Console(
            ConsoleOptions options,
            Pictures pictures,
            Metrics metrics,
            ReportDesk desk,
            Supplier<Health> health) {
        this.vertx =
                Vertx.vertx(
                        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        this.pictures = pictures;
        this.metrics = metrics;
        this.health = health;
        this.hosts = new HostCheck(options.names());
        this.workshop = new Workshop(options.patience());
        this.reports = new ReportPages(desk, pictures::picture, pictures.zone());
        this.server =
                vertx.createHttpServer(
                        new HttpServerOptions()
                                .setHost(options.host())
                                .setPort(options.port())
                                .setMaxHeaderSize(HEADER_BYTES_MAX)
                                .setMaxInitialLineLength(LINE_BYTES_MAX)
                                .setIdleTimeout(IDLE_SECONDS)
                                .setHttp2ClearTextEnabled(false));
        server.requestHandler(this::answer);
        streams.follow(pictures, vertx);
    }

    /// Starts listening.
    ///
    /// @throws IOException when the address is taken
    public static Console start(
            ConsoleOptions options,
            Pictures pictures,
            Metrics metrics,
            ReportDesk desk,
            Supplier<Health> health)
            throws IOException {
        var console = new Console(options, pictures, metrics, desk, health);
        try {
            console.server.listen().await(10, TimeUnit.SECONDS);
            return console;
        } catch (Exception e) {
            console.vertx.close();
            var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            throw new IOException(
                    "cannot listen on "
                            + options.host()
                            + ":"
                            + options.port()
                            + ": "
                            + cause.getMessage(),
                    cause);
        }
    }

    public int port() {
        return server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        var response = harden(request.response());
        if (!hosts.passes(request.getHeader("Host"))) {
            end(response, Reply.text(421, "This console does not answer to that host name."));
        } else if (!READING.contains(request.method())) {
            end(response.putHeader("Allow", "GET, HEAD"), Reply.text(405, "Read only."));
        } else {
            route(request, response);
        }
    }

    private void route(HttpServerRequest request, HttpServerResponse response) {
        var path = Objects.requireNonNullElse(request.path(), "");
        if (path.equals("/api/v1/stream")) {
            stream(response);
        } else if (path.startsWith("/reports") || path.startsWith("/api/v1/reports")) {
            report(path, request.params(), response);
        } else {
            end(response, reply(path));
        }
    }

    private Reply reply(String path) {
        var picture = pictures.picture();
        var zone = pictures.zone();
        return switch (path) {
            case "/" -> Reply.html(200, new OverviewPage(picture, zone).render());
            case "/forecast" -> Reply.html(200, new ForecastPage(picture, zone).render());
            case "/alerts" -> Reply.html(200, new AlertsPage(picture, zone).render());
            case "/limits" -> Reply.html(200, new LimitsPage(picture, zone).render());
            case "/api/v1/overview" -> Reply.json(200, pictures.latest().json());
            case "/api/v1/forecast" -> new Api(picture).forecast();
            case "/api/v1/alerts" -> new Api(picture).alerts();
            case "/api/v1/limits" -> new Api(picture).limits();
            case "/metrics" -> Reply.metrics(metrics.scrape());
            case "/health", "/health/ready" -> health();
            case "/health/live" -> Reply.text(200, "alive");
            default -> assets.find(path).map(Reply::asset).orElse(Reply.text(404, "Not found."));
        };
    }

    private void stream(HttpServerResponse response) {
        if (!streams.open(response, pictures.latest())) {
            end(response, Reply.text(503, "Too many open streams."));
        }
    }

    /// Made on another thread: this one goes on serving.
    private void report(String path, MultiMap query, HttpServerResponse response) {
        var loop = vertx.getOrCreateContext();
        workshop.ask(() -> ReportRoutes.answer(reports, path, query))
                .whenComplete((reply, trouble) ->
                        loop.runOnContext(_ ->
                                end(
                                        response,
                                        trouble == null
                                                ? reply
                                                : ReportRoutes.trouble(
                                                        reports,
                                                        path,
                                                        trouble,
                                                        workshop.limit()))));
    }

    private Reply health() {
        var reasons = new ArrayList<>(health.get().reasons());
        if (pictures.age().compareTo(STALE_AFTER) > 0) {
            reasons.add("the overview is " + pictures.age().toSeconds() + " s old");
        }
        var ready = reasons.isEmpty();
        var body =
                JSON.writeValueAsString(Map.of("alive", true, "ready", ready, "reasons", reasons));
        return Reply.json(ready ? 200 : 503, Buffer.buffer(body + "\n"));
    }

    private static HttpServerResponse harden(HttpServerResponse response) {
        return response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static void end(HttpServerResponse response, Reply reply) {
        if (response.ended() || response.closed()) {
            return;
        }
        reply.headers().forEach(response::putHeader);
        response.setStatusCode(reply.status())
                .putHeader("Content-Type", reply.type())
                .end(reply.body());
    }

    @Override
    public void close() {
        workshop.close();
        try {
            vertx.close().await(5, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the console did not close within 5 s", e);
        }
    }
}
