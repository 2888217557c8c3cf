package headroom.console;

import io.vertx.core.buffer.Buffer;

import java.util.Map;

/// What is answered to one request. Immutable.
///
/// @param headers beside the type and those of every answer
record Reply(int status, String type, Buffer body, Map<String, String> headers) {
    private static final Map<String, String> FRESH = Map.of("Cache-Control", "no-store");

    static Reply html(int status, String page) {
        return new Reply(status, "text/html; charset=utf-8", Buffer.buffer(page), FRESH);
    }

    static Reply json(int status, Buffer json) {
        return new Reply(status, "application/json", json, FRESH);
    }

    static Reply metrics(String exposition) {
        return new Reply(200, Metrics.CONTENT_TYPE, Buffer.buffer(exposition), FRESH);
    }

    static Reply text(int status, String words) {
        return new Reply(status, "text/plain; charset=utf-8", Buffer.buffer(words + "\n"), FRESH);
    }

    /// A file to be kept under that name.
    static Reply csv(String name, String rows) {
        return new Reply(
                200,
                "text/csv; charset=utf-8",
                Buffer.buffer(rows),
                Map.of(
                        "Cache-Control",
                        "no-store",
                        "Content-Disposition",
                        "attachment; filename=\""
                                + name.replaceAll("[^A-Za-z0-9._-]", "_")
                                + "\""));
    }

    static Reply asset(Assets.Asset asset) {
        return new Reply(
                200, asset.type(), asset.content(), Map.of("Cache-Control", "max-age=300"));
    }
}
