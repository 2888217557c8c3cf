package headroom.emulator.http;

import headroom.emulator.call.Answer;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Sends one answer, whole or broken on purpose.
final class Reply {
    private static final int GZIP_FROM_BYTES = 512;

    private final Vertx vertx;
    private final InFlight inFlight;
    private final HttpServerRequest request;
    private final HttpServerResponse response;

    Reply(Vertx vertx, InFlight inFlight, HttpServerRequest request) {
        this.vertx = vertx;
        this.inFlight = inFlight;
        this.request = request;
        this.response = request.response();
    }

    void send(Answer answer, Fault.@Nullable Kind fault) {
        if (answer.delay().isZero()) {
            begin(answer, fault);
        } else {
            inFlight.hold(answer.delay(), () -> begin(answer, fault));
        }
    }

    private void begin(Answer answer, Fault.@Nullable Kind fault) {
        if (response.closed()) {
            return;
        }
        var file = answer.file();
        if (file == null || fault == null || fault instanceof Fault.Latency) {
            sendNow(answer, fault);
            return;
        }
        // Only a fault that cuts bodies needs a file's bytes in hand.
        vertx.fileSystem()
                .readFile(file.toString())
                .onComplete(
                        bytes -> sendNow(answer.withBody(bytes.getBytes()), fault),
                        _ -> request.connection().close());
    }

    private void sendNow(Answer answer, Fault.@Nullable Kind fault) {
        switch (fault) {
            case null -> sendWhole(answer);
            case Fault.Status _ -> sendWhole(answer);
            case Fault.Refusal _ -> sendWhole(answer);
            case Fault.Latency _ -> sendWhole(answer);
            case Fault.SlowBody slow -> sendSlowly(answer, slow);
            case Fault.ResetBeforeHead _ -> reset();
            case Fault.ResetMidBody _ -> sendHalf(answer, false, this::reset);
            case Fault.TruncatedBody _ ->
                    sendHalf(answer, true, () -> request.connection().close());
        }
    }

    private void later(Duration delay, Runnable then) {
        vertx.setTimer(Math.max(1, delay.toMillis()), _ -> then.run());
    }

    private void head(Answer answer) {
        response.setStatusCode(answer.status());
        for (var header : answer.headers()) {
            response.putHeader(header.name(), header.value());
        }
    }

    private void sendWhole(Answer answer) {
        head(answer);
        var file = answer.file();
        if (file != null && !isHead()) {
            response.sendFile(file.toString());
            return;
        }
        var body = answer.body();
        if (body.length >= GZIP_FROM_BYTES && acceptsGzip()) {
            body = Gzip.deflate(body);
            response.putHeader("Content-Encoding", "gzip").putHeader("Vary", "Accept-Encoding");
        }
        if (answer.status() != 204 && answer.status() != 304) {
            response.putHeader("Content-Length", String.valueOf(body.length));
        }
        if (isHead()) {
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }

    private boolean isHead() {
        return HttpMethod.HEAD.equals(request.method());
    }

    private boolean acceptsGzip() {
        var accepted = request.getHeader("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    private void sendSlowly(Answer answer, Fault.SlowBody slow) {
        head(answer);
        if (answer.body().length == 0) {
            later(slow.pause(), response::end);
            return;
        }
        response.putHeader("Content-Length", String.valueOf(answer.body().length));
        var flight = inFlight.begin();
        response.endHandler(_ -> flight.end());
        response.closeHandler(_ -> flight.end());
        sendPiece(answer.body(), 0, slow);
    }

    private void sendPiece(byte[] body, int from, Fault.SlowBody slow) {
        if (response.closed()) {
            return;
        }
        if (from >= body.length) {
            response.end();
            return;
        }
        var to = Math.min(from + Math.max(1, slow.chunkBytes()), body.length);
        response.write(Buffer.buffer(java.util.Arrays.copyOfRange(body, from, to)));
        later(slow.pause(), () -> sendPiece(body, to, slow));
    }

    private void sendHalf(Answer answer, boolean chunked, Runnable then) {
        head(answer);
        var body = answer.body();
        if (chunked) {
            response.setChunked(true);
        } else {
            response.putHeader("Content-Length", String.valueOf(Math.max(2, body.length)));
        }
        var half = body.length < 2 ? 1 : body.length / 2;
        response.write(Buffer.buffer(java.util.Arrays.copyOf(body, half)))
                .onComplete(_ -> then.run());
    }

    /// Closes at once with a TCP reset: no linger, no FIN.
    private void reset() {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }
}
