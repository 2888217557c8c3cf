package headroom.emulator.control;

import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.emulator.http.Faults;
import headroom.emulator.http.Latencies;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.Consumer;

/// What goes wrong on purpose, and how slow the org is.
final class Weather {
    private final Faults faults;
    private final Latencies latencies;

    Weather(Bench bench) {
        this.faults = bench.faults();
        this.latencies = bench.latencies();
    }

    void addTo(Control control) {
        control.add(
                "GET",
                "faults",
                "what goes wrong on purpose, and how often it did",
                _ -> this::writeFaults);
        control.add(
                "POST",
                "faults",
                "{\"seed\": n, \"faults\": [fault…]} in place of those there are",
                this::setFaults);
        control.add("DELETE", "faults", "nothing goes wrong any more", _ -> clearFaults());
        control.add("GET", "latencies", "how long answers take", _ -> this::writeLatencies);
        control.add(
                "POST",
                "latencies",
                "{\"seed\": n, \"latencies\": [latency…]} in place of those there are",
                this::setLatencies);
        control.add("DELETE", "latencies", "answers leave at once again", _ -> clearLatencies());
    }

    private Consumer<JsonGenerator> setFaults(Call call) {
        var body = Json.read(call.body());
        var read = FaultJson.read(Asked.list(body, "faults"));
        var seed = seed(body, "faults");
        faults.set(read);
        if (seed >= 0) {
            faults.reseed(seed);
        }
        return this::writeFaults;
    }

    private Consumer<JsonGenerator> setLatencies(Call call) {
        var body = Json.read(call.body());
        var read = LatencyJson.read(Asked.list(body, "latencies"));
        var seed = seed(body, "latencies");
        latencies.set(read);
        if (seed >= 0) {
            latencies.reseed(seed);
        }
        return this::writeLatencies;
    }

    /// The seed beside the list; -1 if the body is the list alone or has none.
    private static long seed(JsonNode body, String list) {
        if (body.isArray()) {
            return -1;
        }
        var asked = Asked.of(body, "the body");
        asked.has(list);
        var seed = asked.has("seed") ? asked.whole("seed", 0, Long.MAX_VALUE) : -1;
        asked.end();
        return seed;
    }

    private Consumer<JsonGenerator> clearFaults() {
        faults.set(List.of());
        return this::writeFaults;
    }

    private Consumer<JsonGenerator> clearLatencies() {
        latencies.set(List.of());
        return this::writeLatencies;
    }

    private void writeFaults(JsonGenerator json) {
        FaultJson.write(json, faults.list(), faults.struck());
    }

    private void writeLatencies(JsonGenerator json) {
        LatencyJson.write(json, latencies.list());
    }
}
