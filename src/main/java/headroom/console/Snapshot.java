package headroom.console;

import io.vertx.core.buffer.Buffer;

/// One picture, with what is served from it to many, made once. Immutable.
///
/// @param json of `/api/v1/overview`
/// @param event of the stream, without the curve
/// @param curveEvent of the stream, with the curve
record Snapshot(Picture picture, Buffer json, String event, String curveEvent) {}
