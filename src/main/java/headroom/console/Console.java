package headroom.console;

import headroom.console.Assets.Asset;

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

/// The web server for people and Prometheus: `/`, `/api/v1/overview`, `/api/v1/stream`, `/metrics`,
/// `/health`. Read-only, without login, so bound to loopback unless told otherwise. Thread-safe.
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
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
                    + " 'none'";

    private final Vertx vertx;
    private final Snapshots snapshots;
    private final Metrics metrics;
    private final Supplier<Health> health;
    private final HostCheck hosts;
    private final Assets assets = Assets.load();
    private final Page page;
    private final Streams streams = new Streams();
    private final HttpServer server;

    private Console(
            ConsoleOptions options, Snapshots snapshots, Metrics metrics, Supplier<Health> health) {
        this.vertx =
                Vertx.vertx(
                        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        this.snapshots = snapshots;
        this.metrics = metrics;
        this.health = health;
        this.hosts = new HostCheck(options.names());
        this.page = new Page(snapshots.fragments());
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
        streams.follow(snapshots, vertx);
    }

    /// Starts listening.
    ///
    /// @throws IOException when the address is taken
    public static Console start(
            ConsoleOptions options, Snapshots snapshots, Metrics metrics, Supplier<Health> health)
            throws IOException {
        var console = new Console(options, snapshots, metrics, health);
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
            end(response, 421, "text/plain", "This console does not answer to that host name.\n");
        } else if (!READING.contains(request.method())) {
            end(response.putHeader("Allow", "GET, HEAD"), 405, "text/plain", "Read only.\n");
        } else {
            route(request, response);
        }
    }

    private void route(HttpServerRequest request, HttpServerResponse response) {
        var path = Objects.requireNonNullElse(request.path(), "");
        switch (path) {
            case "/" -> {
                var html = page.render(snapshots.latest());
                end(noStore(response), 200, "text/html; charset=utf-8", html);
            }
            case "/api/v1/overview" -> {
                var json = snapshots.latest().json();
                end(noStore(response), 200, "application/json", json);
            }
            case "/api/v1/stream" -> stream(response);
            case "/metrics" -> end(noStore(response), 200, Metrics.CONTENT_TYPE, metrics.scrape());
            case "/health", "/health/ready" -> health(response);
            case "/health/live" -> end(noStore(response), 200, "text/plain", "alive\n");
            default ->
                    assets.find(path)
                            .ifPresentOrElse(
                                    asset -> asset(response, asset),
                                    () -> end(response, 404, "text/plain", "Not found.\n"));
        }
    }

    private void stream(HttpServerResponse response) {
        if (!streams.open(response, snapshots.latest())) {
            end(response, 503, "text/plain", "Too many open streams.\n");
        }
    }

    private void health(HttpServerResponse response) {
        var reasons = new ArrayList<>(health.get().reasons());
        if (snapshots.age().compareTo(STALE_AFTER) > 0) {
            reasons.add("the overview is " + snapshots.age().toSeconds() + " s old");
        }
        var ready = reasons.isEmpty();
        var body =
                JSON.writeValueAsString(Map.of("alive", true, "ready", ready, "reasons", reasons));
        end(noStore(response), ready ? 200 : 503, "application/json", body + "\n");
    }

    private static void asset(HttpServerResponse response, Asset asset) {
        response.putHeader("Cache-Control", "max-age=300");
        end(response, 200, asset.type(), asset.content());
    }

    private static HttpServerResponse harden(HttpServerResponse response) {
        return response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static HttpServerResponse noStore(HttpServerResponse response) {
        return response.putHeader("Cache-Control", "no-store");
    }

    private static void end(HttpServerResponse response, int status, String type, String body) {
        end(response, status, type, Buffer.buffer(body));
    }

    private static void end(HttpServerResponse response, int status, String type, Buffer body) {
        response.setStatusCode(status).putHeader("Content-Type", type).end(body);
    }

    @Override
    public void close() {
        try {
            vertx.close().await(5, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the console did not close within 5 s", e);
        }
    }
}
