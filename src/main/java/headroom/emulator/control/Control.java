package headroom.emulator.control;

import headroom.emulator.Books;
import headroom.emulator.EmulatorClock;
import headroom.emulator.Tally;
import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.emulator.http.Fault;
import headroom.emulator.http.Faults;
import headroom.emulator.http.OrgDoor;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// `/__emulator/health`, `clock`, `books` and `faults`, in JSON.
public final class Control implements OrgDoor {
    private final EmulatorClock clock;
    private final Books books;
    private final Faults faults;

    public Control(EmulatorClock clock, Books books, Faults faults) {
        this.clock = clock;
        this.books = books;
        this.faults = faults;
    }

    @Override
    public Answer answer(Call call, Fault.@Nullable Status instead) {
        try {
            return switch (call.method() + " " + call.segment(1)) {
                case "GET health" -> Answer.json(200, Json.write(this::writeHealth));
                case "GET clock" -> Answer.json(200, Json.write(this::writeClock));
                case "POST clock" -> setClock(call);
                case "GET books" -> Answer.json(200, Json.write(json -> writeBooks(json, call)));
                case "GET faults" -> Answer.json(200, FaultJson.write(faults.list()));
                case "POST faults" -> setFaults(call);
                case "DELETE faults" -> {
                    faults.set(java.util.List.of());
                    yield Answer.json(200, FaultJson.write(faults.list()));
                }
                default -> problem(404, "no such control: " + call);
            };
        } catch (ApiFailure | IllegalArgumentException | DateTimeException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private static Answer problem(int status, String message) {
        return Answer.json(
                status,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeStringProperty("error", message);
                    json.writeEndObject();
                }));
    }

    private void writeHealth(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("status", "up");
        json.writeStringProperty("now", clock.instant().toString());
        json.writeNumberProperty("used", books.used());
        json.writeNumberProperty("max", books.max());
        json.writeEndObject();
    }

    private void writeClock(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("now", clock.instant().toString());
        json.writeNumberProperty("speed", clock.speed());
        json.writeEndObject();
    }

    /// `{"set": "2026-11-21T05:00:00Z"}`, `{"step": "PT24H"}`, `{"speed": 60}`, or several of them.
    private Answer setClock(Call call) {
        var asked = Json.readObject(call.body());
        if (asked.has("speed")) {
            clock.speed(asked.get("speed").asDouble(Double.NaN));
        }
        if (asked.has("set")) {
            clock.set(Instant.parse(asked.get("set").asString("")));
        }
        if (asked.has("step")) {
            clock.step(Duration.parse(asked.get("step").asString("")));
        }
        return Answer.json(200, Json.write(this::writeClock));
    }

    private Answer setFaults(Call call) {
        var asked = Json.read(call.body());
        faults.set(FaultJson.read(asked));
        if (asked.has("seed")) {
            faults.reseed(asked.get("seed").asLong(1));
        }
        return Answer.json(200, FaultJson.write(faults.list()));
    }

    /// The totals; with `since`, also the kept calls from that index on.
    private void writeBooks(JsonGenerator json, Call call) {
        json.writeStartObject();
        json.writeNumberProperty("used", books.used());
        json.writeNumberProperty("max", books.max());
        json.writeNumberProperty("totalCharge", books.totalCharge());
        json.writeNumberProperty("totalCalls", books.totalCalls());
        writeTallies(json, "byUser", books.byUser());
        writeTallies(json, "byClient", books.byClient());
        var since = call.parameter("since");
        if (!since.isEmpty()) {
            json.writeArrayPropertyStart("calls");
            for (var charged : books.callsSince(Long.parseLong(since))) {
                json.writeStartObject();
                json.writeStringProperty("requestId", charged.requestId());
                json.writeStringProperty("at", charged.at().toString());
                json.writeNumberProperty("charge", charged.charge());
                json.writeStringProperty("user", charged.user());
                json.writeStringProperty("client", charged.client());
                json.writeStringProperty("resource", charged.resource());
                json.writeNumberProperty("status", charged.status());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeTallies(JsonGenerator json, String name, Map<String, Tally> tallies) {
        json.writeObjectPropertyStart(name);
        new TreeMap<>(tallies)
                .forEach((who, tally) -> {
                    json.writeObjectPropertyStart(who);
                    json.writeNumberProperty("calls", tally.calls());
                    json.writeNumberProperty("charge", tally.charge());
                    json.writeEndObject();
                });
        json.writeEndObject();
    }
}
