package headroom.console;

import headroom.report.Overview;

import io.vertx.core.buffer.Buffer;

/// One reading of the overview, with everything that is served from it, made once. Immutable.
///
/// @param atNanos when it was read, by `System.nanoTime`
/// @param json of `/api/v1/overview`
/// @param event of the stream, without the curve
/// @param curveEvent of the stream, with the curve
record Snapshot(long atNanos, Overview overview, Buffer json, String event, String curveEvent) {}
