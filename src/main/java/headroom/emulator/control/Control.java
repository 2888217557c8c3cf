package headroom.emulator.control;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.emulator.http.OrgDoor;
import headroom.emulator.http.Outcome;

import tools.jackson.core.JsonGenerator;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// `/__emulator/…`: the laboratory's controls in one table, in JSON. Never charged, never faulty.
public final class Control implements OrgDoor {
    private final List<Row> rows = new ArrayList<>();

    /// One control.
    ///
    /// @param path after `/__emulator/`; the path alone for the list itself
    /// @param what one line for a reader
    private record Row(String method, String path, String what, Desk desk) {}

    /// Does what is asked and gives the answer's body.
    @FunctionalInterface
    interface Desk {
        Consumer<JsonGenerator> serve(Call call);
    }

    public Control(Bench bench) {
        add("GET", "", "this list", _ -> this::writeList);
        new Times(bench).addTo(this);
        new Counters(bench).addTo(this);
        new Weather(bench).addTo(this);
        new Witness(bench).addTo(this);
        new Rewind(bench).addTo(this);
    }

    void add(String method, String path, String what, Desk desk) {
        rows.add(new Row(method, path, what, desk));
    }

    @Override
    public Outcome answer(Call call) {
        return Outcome.of(reply(call));
    }

    private Answer reply(Call call) {
        var segments = call.target().segments();
        var path = String.join("/", segments.subList(1, segments.size())).toLowerCase(Locale.ROOT);
        var methods = new ArrayList<String>();
        for (var row : rows) {
            if (row.path.equals(path)) {
                methods.add(row.method);
                if (row.method.equals(call.method())) {
                    return serve(row, call);
                }
            }
        }
        return methods.isEmpty()
                ? problem(
                        404,
                        "no such control: " + path + "; GET /__emulator/ lists those there are")
                : problem(
                                405,
                                call.method()
                                        + " is not for "
                                        + path
                                        + "; it takes "
                                        + String.join(", ", methods))
                        .with("Allow", String.join(", ", methods));
    }

    private static Answer serve(Row row, Call call) {
        try {
            return Answer.json(200, Json.write(row.desk.serve(call)));
        } catch (ApiFailure failure) {
            return problem(400, failure.message());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
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

    private void writeList(JsonGenerator json) {
        json.writeStartObject();
        json.writeArrayPropertyStart("controls");
        for (var row : rows) {
            json.writeStartObject();
            json.writeStringProperty("method", row.method);
            json.writeStringProperty("path", "/__emulator/" + row.path);
            json.writeStringProperty("what", row.what);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
