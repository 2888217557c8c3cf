package headroom.emulator.control;

import headroom.emulator.http.Fault;

import tools.jackson.core.JsonGenerator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Faults as JSON: `{"faults": [{"kind": "status", "path": "/services/data", "rate": 0.1, "status":
/// 503}]}`.
final class FaultJson {
    private static final String BODY =
            "[{\"message\":\"Server Unavailable\",\"errorCode\":\"SERVER_UNAVAILABLE\"}]";
    private static final int STATUS_MIN = 200;
    private static final int STATUS_MAX = 599;
    private static final int MILLIS_MAX = 3_600_000;

    private FaultJson() {}

    static List<Fault> read(List<Asked> list) {
        var faults = new ArrayList<Fault>();
        for (var one : list) {
            var kind = kind(one);
            faults.add(
                    new Fault(
                            aim(one),
                            one.number("rate", 1),
                            one.whole("times", 0, Integer.MAX_VALUE, 0),
                            when(one, kind),
                            kind));
            one.end();
        }
        return faults;
    }

    private static Fault.Aim aim(Asked one) {
        return new Fault.Aim(
                one.text("path", "/"),
                one.text("method", ""),
                one.text("app", ""),
                one.text("client", ""),
                one.text("user", ""));
    }

    private static Fault.When when(Asked one, Fault.Kind kind) {
        var asked = one.text("when", "");
        return switch (asked) {
            case "" -> Fault.usual(kind);
            case "before" -> Fault.When.BEFORE;
            case "after" -> Fault.When.AFTER;
            default ->
                    throw new IllegalArgumentException(
                            "a fault strikes before or after, not \"" + asked + "\"");
        };
    }

    private static Fault.Kind kind(Asked one) {
        var kind = one.text("kind", "");
        return switch (kind) {
            case "status" ->
                    new Fault.Status(
                            one.whole("status", STATUS_MIN, STATUS_MAX, 503),
                            one.text("contentType", "application/json;charset=UTF-8"),
                            one.text("body", BODY));
            case "error" ->
                    new Fault.Refusal(
                            one.whole("status", STATUS_MIN, STATUS_MAX, 400),
                            one.text("code"),
                            one.text("message", ""));
            case "latency" -> new Fault.Latency(millis(one));
            case "slow-body" ->
                    new Fault.SlowBody(one.whole("chunkBytes", 1, 1 << 20, 256), millis(one));
            case "reset-before-head" -> new Fault.ResetBeforeHead();
            case "reset-mid-body" -> new Fault.ResetMidBody();
            case "truncated-body" -> new Fault.TruncatedBody();
            default ->
                    throw new IllegalArgumentException(
                            "a fault's kind is status, error, latency, slow-body,"
                                    + " reset-before-head, reset-mid-body or truncated-body, not \""
                                    + kind
                                    + "\"");
        };
    }

    private static Duration millis(Asked one) {
        return Duration.ofMillis(one.whole("millis", 0, MILLIS_MAX, 100));
    }

    static void write(JsonGenerator json, List<Fault> faults, List<Integer> struck) {
        json.writeStartObject();
        json.writeArrayPropertyStart("faults");
        for (var i = 0; i < faults.size(); i++) {
            var fault = faults.get(i);
            json.writeStartObject();
            writeAim(json, fault.aim());
            json.writeNumberProperty("rate", fault.rate());
            json.writeNumberProperty("times", fault.times());
            json.writeStringProperty("when", fault.isBefore() ? "before" : "after");
            writeKind(json, fault.kind());
            json.writeNumberProperty("struck", struck.get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeAim(JsonGenerator json, Fault.Aim aim) {
        json.writeStringProperty("path", aim.pathPrefix());
        writeUnlessEmpty(json, "method", aim.method());
        writeUnlessEmpty(json, "app", aim.app());
        writeUnlessEmpty(json, "client", aim.client());
        writeUnlessEmpty(json, "user", aim.user());
    }

    private static void writeUnlessEmpty(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private static void writeKind(JsonGenerator json, Fault.Kind kind) {
        switch (kind) {
            case Fault.Status(var status, var contentType, var body) -> {
                json.writeStringProperty("kind", "status");
                json.writeNumberProperty("status", status);
                json.writeStringProperty("contentType", contentType);
                json.writeStringProperty("body", body);
            }
            case Fault.Refusal(var status, var code, var message) -> {
                json.writeStringProperty("kind", "error");
                json.writeNumberProperty("status", status);
                json.writeStringProperty("code", code);
                json.writeStringProperty("message", message);
            }
            case Fault.Latency(var delay) -> {
                json.writeStringProperty("kind", "latency");
                json.writeNumberProperty("millis", delay.toMillis());
            }
            case Fault.SlowBody(var chunkBytes, var pause) -> {
                json.writeStringProperty("kind", "slow-body");
                json.writeNumberProperty("chunkBytes", chunkBytes);
                json.writeNumberProperty("millis", pause.toMillis());
            }
            case Fault.ResetBeforeHead _ -> json.writeStringProperty("kind", "reset-before-head");
            case Fault.ResetMidBody _ -> json.writeStringProperty("kind", "reset-mid-body");
            case Fault.TruncatedBody _ -> json.writeStringProperty("kind", "truncated-body");
        }
    }
}
