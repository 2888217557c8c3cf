package headroom.emulator.control;

import headroom.emulator.call.Call;
import headroom.emulator.http.Transcript;

import tools.jackson.core.JsonGenerator;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The newest requests and answers, as they went over the wire but for secrets.
final class Witness {
    private static final int SHOWN_MAX = 10_000;

    private final Transcript transcript;

    Witness(Bench bench) {
        this.transcript = bench.transcript();
    }

    void addTo(Control control) {
        control.add(
                "GET",
                "transcript",
                "the newest requests and answers, secrets masked;"
                        + " ?since=N&limit=N&path=/services/data",
                this::show);
        control.add(
                "DELETE",
                "transcript",
                "forgets them",
                _ -> {
                    transcript.clear();
                    return json -> write(json, List.of());
                });
    }

    private Consumer<JsonGenerator> show(Call call) {
        var since = number(call, "since", 0);
        var limit = (int) Math.min(number(call, "limit", SHOWN_MAX), SHOWN_MAX);
        var path = call.parameter("path");
        var found =
                transcript.since(since).stream()
                        .filter(entry -> entry.call().target().path().startsWith(path))
                        .toList();
        var newest = found.subList(Math.max(0, found.size() - limit), found.size());
        return json -> write(json, newest);
    }

    private static long number(Call call, String name, long usual) {
        var text = call.parameter(name);
        if (!text.matches("[0-9]{0,18}")) {
            throw new IllegalArgumentException(name + " is a whole number, not \"" + text + "\"");
        }
        return text.isEmpty() ? usual : Long.parseLong(text);
    }

    private void write(JsonGenerator json, List<Transcript.Entry> entries) {
        json.writeStartObject();
        json.writeNumberProperty("next", transcript.count());
        json.writeArrayPropertyStart("requests");
        entries.forEach(entry -> write(json, entry));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Transcript.Entry entry) {
        var call = entry.call();
        json.writeStartObject();
        json.writeNumberProperty("number", entry.number());
        json.writeStringProperty("at", call.at().toString());
        json.writeStringProperty("requestId", call.requestId());
        json.writeStringProperty("clientIp", call.clientIp());
        json.writeStringProperty("user", entry.subject().user());
        json.writeStringProperty("client", entry.subject().client());
        json.writeNumberProperty("charge", entry.subject().charge());
        json.writeNumberProperty("delayMillis", entry.delay().toMillis());
        if (entry.fault() != null) {
            json.writeStringProperty("fault", entry.fault().getClass().getSimpleName());
        }
        json.writeObjectPropertyStart("request");
        json.writeStringProperty("method", call.method());
        json.writeStringProperty("url", Masked.text(call.target().raw()));
        json.writeObjectPropertyStart("headers");
        for (Map.Entry<String, String> header : entry.headers()) {
            json.writeStringProperty(
                    header.getKey(), Masked.header(header.getKey(), header.getValue()));
        }
        json.writeEndObject();
        writeBody(json, entry.requestBody(), entry.requestBytes());
        json.writeEndObject();
        json.writeObjectPropertyStart("answer");
        json.writeNumberProperty("status", entry.status());
        json.writeObjectPropertyStart("headers");
        for (var header : entry.answerHeaders()) {
            json.writeStringProperty(header.name(), Masked.header(header.name(), header.value()));
        }
        json.writeEndObject();
        writeBody(json, entry.answerBody(), entry.answerBytes());
        json.writeEndObject();
        json.writeEndObject();
    }

    /// The body's first bytes where they are text; its full size in any case.
    private static void writeBody(JsonGenerator json, byte[] kept, long bytes) {
        json.writeNumberProperty("bytes", bytes);
        if (kept.length > 0) {
            json.writeStringProperty("body", Masked.text(text(kept)));
        }
        if (kept.length < bytes) {
            json.writeBooleanProperty("cut", true);
        }
    }

    private static String text(byte[] kept) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(kept)).toString();
        } catch (CharacterCodingException _) {
            return new String(kept, StandardCharsets.ISO_8859_1);
        }
    }
}
