package headroom.emulator.control;

import headroom.emulator.call.Call;
import headroom.emulator.org.Org;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Back to the start, whole or in part, or to rows that were kept.
final class Rewind {
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}");

    private final Org org;
    private final Map<String, Runnable> resets = new LinkedHashMap<>();

    Rewind(Bench bench) {
        this.org = bench.org();
        resets.put("rows", () -> bench.org().reset());
        resets.put("books", () -> bench.org().gauge().reset());
        resets.put("faults", () -> bench.faults().set(List.of()));
        resets.put("latencies", () -> bench.latencies().set(List.of()));
        resets.put("transcript", () -> bench.transcript().clear());
    }

    void addTo(Control control) {
        control.add(
                "POST",
                "reset",
                "{\"what\": [" + String.join(", ", resets.keySet()) + "]}, or all without it",
                this::reset);
        control.add("GET", "snapshots", "the names under which rows are kept", _ -> this::write);
        control.add(
                "POST", "snapshots", "{\"name\": text}: keeps all rows as they are", this::keep);
        control.add(
                "POST", "restore", "{\"name\": text}: all rows as they were kept", this::restore);
    }

    private Consumer<JsonGenerator> keep(Call call) {
        org.snapshot(name(call));
        return this::write;
    }

    private Consumer<JsonGenerator> restore(Call call) {
        var name = name(call);
        if (!org.restore(name)) {
            throw new IllegalArgumentException("no rows are kept under \"" + name + "\"");
        }
        return this::write;
    }

    private static String name(Call call) {
        var asked = Asked.of(call);
        var name = asked.text("name");
        asked.end();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name is 1 to 100 letters, digits, dots, dashes: \"" + name + "\"");
        }
        return name;
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeArrayPropertyStart("snapshots");
        org.snapshots().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private Consumer<JsonGenerator> reset(Call call) {
        var wanted = new ArrayList<>(resets.keySet());
        if (call.body().length > 0) {
            var asked = Asked.of(call);
            if (asked.has("what")) {
                wanted.retainAll(known(asked.texts("what")));
            }
            asked.end();
        }
        wanted.forEach(name -> resets.getOrDefault(name, () -> {}).run());
        return json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("reset");
            wanted.forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        };
    }

    private List<String> known(List<String> names) {
        for (var name : names) {
            if (!resets.containsKey(name)) {
                throw new IllegalArgumentException(
                        "\""
                                + name
                                + "\" cannot be reset; what can is "
                                + String.join(", ", resets.keySet()));
            }
        }
        return names;
    }
}
