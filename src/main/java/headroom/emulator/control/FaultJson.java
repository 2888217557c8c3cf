package headroom.emulator.control;

import headroom.emulator.call.Json;
import headroom.emulator.http.Fault;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Faults as JSON: `{"faults": [{"kind": "status", "path": "/services/data", "rate": 0.1, "status":
/// 503}]}`.
final class FaultJson {
    private static final String BODY =
            "[{\"message\":\"Server Unavailable\",\"errorCode\":\"SERVER_UNAVAILABLE\"}]";

    private FaultJson() {}

    static List<Fault> read(JsonNode asked) {
        var list = asked.isArray() ? asked : asked.path("faults");
        var faults = new ArrayList<Fault>();
        for (var one : list) {
            faults.add(
                    new Fault(
                            one.path("path").asString("/"),
                            one.path("rate").asDouble(1),
                            one.path("times").asInt(0),
                            kind(one)));
        }
        return faults;
    }

    private static Fault.Kind kind(JsonNode one) {
        var kind = one.path("kind").asString("");
        var delay = Duration.ofMillis(one.path("millis").asLong(100));
        return switch (kind) {
            case "status" ->
                    new Fault.Status(
                            one.path("status").asInt(503),
                            one.path("contentType").asString("application/json;charset=UTF-8"),
                            one.path("body").asString(BODY));
            case "latency" -> new Fault.Latency(delay);
            case "slow-body" -> new Fault.SlowBody(one.path("chunkBytes").asInt(256), delay);
            case "reset-before-head" -> new Fault.ResetBeforeHead();
            case "reset-mid-body" -> new Fault.ResetMidBody();
            case "truncated-body" -> new Fault.TruncatedBody();
            default ->
                    throw new IllegalArgumentException(
                            "a fault's kind is status, latency, slow-body, reset-before-head,"
                                    + " reset-mid-body or truncated-body, not \""
                                    + kind
                                    + "\"");
        };
    }

    static byte[] write(List<Fault> faults) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("faults");
            for (var fault : faults) {
                json.writeStartObject();
                json.writeStringProperty("path", fault.pathPrefix());
                json.writeNumberProperty("rate", fault.rate());
                json.writeNumberProperty("times", fault.times());
                writeKind(json, fault.kind());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void writeKind(JsonGenerator json, Fault.Kind kind) {
        switch (kind) {
            case Fault.Status status -> {
                json.writeStringProperty("kind", "status");
                json.writeNumberProperty("status", status.status());
                json.writeStringProperty("contentType", status.contentType());
                json.writeStringProperty("body", status.body());
            }
            case Fault.Latency late -> {
                json.writeStringProperty("kind", "latency");
                json.writeNumberProperty("millis", late.delay().toMillis());
            }
            case Fault.SlowBody slow -> {
                json.writeStringProperty("kind", "slow-body");
                json.writeNumberProperty("chunkBytes", slow.chunkBytes());
                json.writeNumberProperty("millis", slow.pause().toMillis());
            }
            case Fault.ResetBeforeHead _ -> json.writeStringProperty("kind", "reset-before-head");
            case Fault.ResetMidBody _ -> json.writeStringProperty("kind", "reset-mid-body");
            case Fault.TruncatedBody _ -> json.writeStringProperty("kind", "truncated-body");
        }
    }
}
