package headroom.emulator.control;

import headroom.emulator.http.Latency;

import tools.jackson.core.JsonGenerator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Latencies as JSON: `{"path": "/services/data", "profile": "lognormal", "medianMillis": 80,
/// "p99Millis": 900}`.
final class LatencyJson {
    private static final long MILLIS_MAX = 3_600_000;

    private LatencyJson() {}

    static List<Latency> read(List<Asked> list) {
        var latencies = new ArrayList<Latency>();
        for (var one : list) {
            latencies.add(new Latency(one.text("path", "/"), profile(one)));
            one.end();
        }
        return latencies;
    }

    private static Latency.Profile profile(Asked one) {
        var profile = one.text("profile", "fixed");
        return switch (profile) {
            case "fixed" -> new Latency.Fixed(millis(one, "millis"));
            case "uniform" ->
                    new Latency.Uniform(millis(one, "minMillis"), millis(one, "maxMillis"));
            case "lognormal" ->
                    new Latency.LogNormal(millis(one, "medianMillis"), millis(one, "p99Millis"));
            default ->
                    throw new IllegalArgumentException(
                            "a latency's profile is fixed, uniform or lognormal, not \""
                                    + profile
                                    + "\"");
        };
    }

    private static Duration millis(Asked one, String name) {
        return Duration.ofMillis(one.whole(name, 0, MILLIS_MAX));
    }

    static void write(JsonGenerator json, List<Latency> latencies) {
        json.writeStartObject();
        json.writeArrayPropertyStart("latencies");
        for (var latency : latencies) {
            json.writeStartObject();
            json.writeStringProperty("path", latency.pathPrefix());
            writeProfile(json, latency.profile());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeProfile(JsonGenerator json, Latency.Profile profile) {
        switch (profile) {
            case Latency.Fixed(var time) -> {
                json.writeStringProperty("profile", "fixed");
                json.writeNumberProperty("millis", time.toMillis());
            }
            case Latency.Uniform(var min, var max) -> {
                json.writeStringProperty("profile", "uniform");
                json.writeNumberProperty("minMillis", min.toMillis());
                json.writeNumberProperty("maxMillis", max.toMillis());
            }
            case Latency.LogNormal(var median, var p99) -> {
                json.writeStringProperty("profile", "lognormal");
                json.writeNumberProperty("medianMillis", median.toMillis());
                json.writeNumberProperty("p99Millis", p99.toMillis());
            }
        }
    }
}
