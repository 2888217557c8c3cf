package headroom.emulator.control;

import headroom.emulator.Books;
import headroom.emulator.EmulatorClock;
import headroom.emulator.call.Call;
import headroom.emulator.http.InFlight;

import tools.jackson.core.JsonGenerator;

import java.util.function.Consumer;

/// The org's clock, and whether it is well.
final class Times {
    private final EmulatorClock clock;
    private final Books books;
    private final InFlight inFlight;

    Times(Bench bench) {
        this.clock = bench.org().options().clock();
        this.books = bench.books();
        this.inFlight = bench.inFlight();
    }

    void addTo(Control control) {
        control.add("GET", "health", "up, the time, usage", _ -> this::writeHealth);
        control.add("GET", "clock", "the org's time and speed", _ -> this::writeClock);
        control.add(
                "POST",
                "clock",
                "{\"set\": instant} {\"step\": duration} {\"speed\": times}, or several",
                this::setClock);
    }

    private void writeHealth(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("status", "up");
        json.writeStringProperty("now", clock.instant().toString());
        json.writeNumberProperty("used", books.used());
        json.writeNumberProperty("max", books.max());
        json.writeNumberProperty("inFlight", inFlight.count());
        json.writeEndObject();
    }

    private void writeClock(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("now", clock.instant().toString());
        json.writeNumberProperty("speed", clock.speed());
        json.writeEndObject();
    }

    private Consumer<JsonGenerator> setClock(Call call) {
        var asked = Asked.of(call);
        var speed = asked.number("speed", clock.speed());
        var set = asked.has("set") ? asked.instant("set") : null;
        var step = asked.has("step") ? asked.duration("step") : null;
        asked.end();
        clock.speed(speed);
        if (set != null) {
            clock.set(set);
        }
        if (step != null) {
            clock.step(step);
        }
        return this::writeClock;
    }
}
