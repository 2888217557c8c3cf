package headroom.emulator.control;

import headroom.emulator.Books;
import headroom.emulator.Gauge;
import headroom.emulator.Tally;
import headroom.emulator.call.Call;
import headroom.emulator.org.Org;

import tools.jackson.core.JsonGenerator;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The org's own count, and a preset of it.
final class Counters {
    private static final Duration DAY = Duration.ofDays(1);

    private final Org org;
    private final Books books;
    private final Gauge gauge;

    Counters(Bench bench) {
        this.org = bench.org();
        this.books = bench.books();
        this.gauge = bench.org().gauge();
    }

    void addTo(Control control) {
        control.add(
                "GET",
                "books",
                "the org's own count; ?since=N adds the calls from the Nth on, each with its"
                        + " instant and charge",
                this::books);
        control.add("GET", "usage", "what of which allowance is used", _ -> this::writeUsage);
        control.add(
                "POST",
                "usage",
                "{\"used\": calls, \"over\": duration, \"month\": calls}: makes the window show"
                        + " that usage",
                this::preset);
    }

    private Consumer<JsonGenerator> books(Call call) {
        var since = call.parameter("since");
        if (!since.matches("[0-9]{0,18}")) {
            throw new IllegalArgumentException("since is a call's number, not \"" + since + "\"");
        }
        return json -> writeBooks(json, since);
    }

    private void writeBooks(JsonGenerator json, String since) {
        json.writeStartObject();
        json.writeNumberProperty("used", books.used());
        json.writeNumberProperty("max", books.max());
        json.writeNumberProperty("totalCharge", books.totalCharge());
        json.writeNumberProperty("totalCalls", books.totalCalls());
        writeTallies(json, "byUser", books.byUser());
        writeTallies(json, "byClient", books.byClient());
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

    private void writeUsage(JsonGenerator json) {
        var now = org.now();
        var month = gauge.month(now);
        var bulk = org.bulkCounts();
        json.writeStartObject();
        json.writeNumberProperty("used", books.used());
        json.writeNumberProperty("max", books.max());
        json.writeNumberProperty("grace", org.options().grace());
        json.writeObjectPropertyStart("month");
        json.writeStringProperty("start", month.start().toString());
        json.writeStringProperty("end", month.end().toString());
        json.writeNumberProperty("used", month.used());
        json.writeNumberProperty("max", month.max());
        json.writeEndObject();
        writeAllowance(json, "bulkBatches", bulk.batches(now), bulk.batchesMax());
        writeAllowance(json, "bulkQueryJobs", bulk.queryJobs(now), bulk.queryJobsMax());
        json.writeEndObject();
    }

    private static void writeAllowance(JsonGenerator json, String name, long used, long max) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("used", used);
        json.writeNumberProperty("max", max);
        json.writeEndObject();
    }

    private Consumer<JsonGenerator> preset(Call call) {
        var asked = Asked.of(call);
        var used = asked.has("used") ? asked.whole("used", 0, Integer.MAX_VALUE) : -1;
        var over = asked.duration("over", Duration.ofSeconds(1));
        var month = asked.has("month") ? asked.whole("month", 0, Long.MAX_VALUE) : -1;
        asked.end();
        if (over.isNegative() || over.compareTo(DAY) > 0) {
            throw new IllegalArgumentException("\"over\" is between nothing and 24 hours");
        }
        if (used < 0 && month < 0) {
            throw new IllegalArgumentException("the body needs \"used\" or \"month\"");
        }
        if (used >= 0) {
            gauge.preset(used, over);
        }
        if (month >= 0) {
            gauge.presetMonth(month);
        }
        return this::writeUsage;
    }
}
