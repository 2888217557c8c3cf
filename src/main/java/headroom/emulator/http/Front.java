package headroom.emulator.http;

import headroom.emulator.EmulatorOptions;
import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;
import headroom.emulator.call.Target;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The HTTP server, on the one event loop.
///
/// It reads a request whole, within a limit, and hands it over. The header's case, the raw path and
/// keep-alive are left to the server library; compression is done here, because clients send
/// `Content-Encoding: gzip` with empty bodies.
public final class Front {
    private static final System.Logger LOG = System.getLogger(Front.class.getName());
    private static final long DISCARDED_MAX = 1L << 30;
    private static final long GONE = -1;
    private static final int HEAD_BYTES_MAX = 32 * 1024;
    private static final int START_SECONDS_MAX = 30;
    private static final String CONTROL = "__emulator";

    private final Vertx vertx;
    private final HttpServer server;
    private final InstantSource clock;
    private final OrgDoor org;
    private final OrgDoor control;
    private final InFlight inFlight;
    private final Transcript transcript;
    private final int bodyBytesMax;
    private final RequestIds ids = new RequestIds();

    private Front(
            Loop loop,
            EmulatorOptions options,
            OrgDoor org,
            OrgDoor control,
            InFlight inFlight,
            Transcript transcript) {
        this.clock = options.clock();
        this.org = org;
        this.control = control;
        this.inFlight = inFlight;
        this.transcript = transcript;
        this.bodyBytesMax = options.bodyBytesMax();
        this.vertx = loop.vertx();
        this.server =
                vertx.createHttpServer(
                        new HttpServerOptions()
                                .setMaxHeaderSize(HEAD_BYTES_MAX)
                                .setMaxInitialLineLength(HEAD_BYTES_MAX)
                                .setHandle100ContinueAutomatically(true)
                                .setHttp2ClearTextEnabled(false));
    }

    /// Listens, or says why it cannot.
    public static Front start(
            Loop loop,
            EmulatorOptions options,
            OrgDoor org,
            OrgDoor control,
            InFlight inFlight,
            Transcript transcript) {
        var front = new Front(loop, options, org, control, inFlight, transcript);
        front.server.requestHandler(front::read);
        try {
            front.server
                    .listen(options.port(), options.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS_MAX, TimeUnit.SECONDS);
            return front;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "cannot listen on "
                            + options.host()
                            + ":"
                            + options.port()
                            + ": "
                            + e.getCause(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    /// A body past the limit is read on and thrown away: an answer in its midst would be lost with
    /// the reset that the client's next bytes meet.
    private void read(HttpServerRequest request) {
        var whole = new Buffer[] {Buffer.buffer()};
        var length = new long[1];
        request.handler(part -> {
            length[0] += part.length();
            if (length[0] <= bodyBytesMax) {
                whole[0].appendBuffer(part);
                return;
            }
            whole[0] = Buffer.buffer();
            if (length[0] > DISCARDED_MAX) {
                request.connection().close();
            }
        });
        // A client that went away gets no answer.
        request.exceptionHandler(_ -> length[0] = GONE);
        request.endHandler(_ -> {
            if (length[0] > bodyBytesMax) {
                refuseLarge(request);
            } else if (length[0] >= 0) {
                serve(request, whole[0].getBytes());
            }
        });
    }

    private static void refuseLarge(HttpServerRequest request) {
        request.response()
                .setStatusCode(413)
                .putHeader("Content-Type", "application/json;charset=UTF-8")
                .end(
                        "[{\"message\":\"The request body is larger than this emulator takes.\","
                                + "\"errorCode\":\"REQUEST_ENTITY_TOO_LARGE\"}]");
    }

    private void serve(HttpServerRequest request, byte[] body) {
        var plain = Gzip.inflate(body, request.getHeader("Content-Encoding"), bodyBytesMax);
        if (plain == null) {
            refuseLarge(request);
            return;
        }
        var call = call(request, plain);
        var isControl = call.segment(0).equals(CONTROL);
        var outcome = outcome(call, isControl ? control : org);
        if (!isControl) {
            transcript.note(call, request.headers(), outcome);
        }
        new Reply(vertx, inFlight, request).send(outcome.answer(), outcome.fault());
    }

    private static Outcome outcome(Call call, OrgDoor door) {
        try {
            return door.answer(call);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the emulator could not answer " + call, e);
            return Outcome.of(Answer.of(500, "text/plain;charset=UTF-8", "Internal Server Error"));
        }
    }

    private Call call(HttpServerRequest request, byte[] body) {
        var target = Target.parse(request.uri());
        var method = HttpMethod.HEAD.equals(request.method()) ? "GET" : request.method().name();
        var override = target.parameter("_HttpMethod");
        var given = request.getHeader("X-SFDC-REQUEST-ID");
        return new Call(
                given == null || given.isBlank() || given.length() > 64 ? ids.next() : given,
                clock.instant(),
                method.equals("POST") && !override.isEmpty() ? override : method,
                target,
                request::getHeader,
                body,
                baseUrl(request),
                address(request));
    }

    /// Scheme and host as the client used them, told by a proxy in front if there is one.
    private static String baseUrl(HttpServerRequest request) {
        var scheme = first(request.getHeader("X-Forwarded-Proto"));
        var host = first(request.getHeader("X-Forwarded-Host"));
        if (host.isEmpty()) {
            host = first(request.getHeader("Host"));
        }
        return (scheme.isEmpty() ? "http" : scheme) + "://" + (host.isEmpty() ? "localhost" : host);
    }

    private static String first(@Nullable String header) {
        return header == null ? "" : header.split(",", 2)[0].strip();
    }

    private static String address(HttpServerRequest request) {
        var remote = request.remoteAddress();
        var address = remote == null ? null : remote.hostAddress();
        return address == null ? "" : address;
    }
}
