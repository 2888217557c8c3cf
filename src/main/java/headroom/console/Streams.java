package headroom.console;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

import java.util.HashSet;
import java.util.Set;

/// The open live streams (server-sent events). Touched on the console's event loop only.
///
/// A reader that does not take what it is sent misses events instead of piling them up; the next
/// one it takes is whole.
final class Streams {
    private static final int STREAMS_MAX = 100;
    private static final int CURVE_EVERY = 5;
    private static final String RETRY = "retry: 2000\n\n";

    private final Set<HttpServerResponse> open = new HashSet<>();
    private long events;

    /// Hands snapshots over to the event loop that owns the streams.
    void follow(Pictures pictures, Vertx vertx) {
        var loop = vertx.getOrCreateContext();
        pictures.listen(snapshot -> loop.runOnContext(_ -> send(snapshot)));
    }

    /// False if there are too many already.
    boolean open(HttpServerResponse response, Snapshot first) {
        if (open.size() >= STREAMS_MAX) {
            return false;
        }
        open.add(response);
        response.closeHandler(_ -> open.remove(response));
        response.exceptionHandler(_ -> open.remove(response));
        response.putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .setChunked(true);
        response.write(RETRY + event(first.curveEvent()));
        return true;
    }

    int count() {
        return open.size();
    }

    private void send(Snapshot snapshot) {
        var withCurve = events++ % CURVE_EVERY == 0;
        var text = event(withCurve ? snapshot.curveEvent() : snapshot.event());
        for (var response : Set.copyOf(open)) {
            if (response.ended() || response.closed()) {
                open.remove(response);
            } else if (!response.writeQueueFull()) {
                response.write(text);
            }
        }
    }

    private static String event(String json) {
        return "event: overview\ndata: " + json + "\n\n";
    }
}
