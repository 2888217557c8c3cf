package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.ObjectType.Trait;
import headroom.emulator.records.Row;
import headroom.emulator.records.Values;

import tools.jackson.core.JsonGenerator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What was changed and what was deleted in a span of time, and what the caller wrote last.
///
/// Spans are of whole minutes, within the last 30 days (REST guide, "Get a List of Updated
/// Records"). How the refusals are worded is not published.
public final class Replication {
    private static final Duration REACH = Duration.ofDays(30);
    private static final int IDS_MAX = 600_000;
    private static final int RECENT_MAX = 200;

    private final Org org;

    public Replication(Org org) {
        this.org = org;
    }

    /// From the first instant to before the second.
    private record Span(Instant start, Instant end, Instant covered) {}

    public Answer updated(RestCall call) {
        var type = type(call);
        var span = span(call.call());
        var rows = changed(type, span).stream().filter(row -> !row.isDeleted()).toList();
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeArrayPropertyStart("ids");
                    rows.forEach(row -> json.writeString(row.id()));
                    json.writeEndArray();
                    writeTime(json, "latestDateCovered", span.covered());
                    json.writeEndObject();
                }));
    }

    public Answer deleted(RestCall call) {
        var type = type(call);
        var span = span(call.call());
        var rows = changed(type, span).stream().filter(Row::isDeleted).toList();
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeArrayPropertyStart("deletedRecords");
                    for (var row : rows) {
                        json.writeStartObject();
                        json.writeStringProperty("id", row.id());
                        writeTime(json, "deletedDate", stamp(row));
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    writeTime(json, "earliestDateAvailable", earliest(call.call().at()));
                    writeTime(json, "latestDateCovered", span.covered());
                    json.writeEndObject();
                }));
    }

    private static Instant earliest(Instant now) {
        return now.minus(REACH).truncatedTo(ChronoUnit.MINUTES);
    }

    private static void writeTime(JsonGenerator json, String name, Instant time) {
        json.writeStringProperty(name, Values.restTime(time));
    }

    private static Instant stamp(Row row) {
        return row.value("SystemModstamp") instanceof Instant stamp ? stamp : Instant.EPOCH;
    }

    private List<Row> changed(ObjectType type, Span span) {
        var place = type.place("SystemModstamp");
        var rows = org.store().table(type).between(place, span.start(), span.end());
        if (rows.size() > IDS_MAX) {
            throw new ApiFailure(
                    400, "EXCEEDED_ID_LIMIT", "the span holds more than " + IDS_MAX + " ids");
        }
        return rows;
    }

    private Span span(Call call) {
        var start = time(call, "start");
        var end = time(call, "end");
        if (start.isBefore(earliest(call.at()))) {
            throw new ApiFailure(
                    400,
                    "INVALID_REPLICATION_DATE",
                    "startDate cannot be more than 30 days ago: " + call.parameter("start"));
        }
        if (!end.isAfter(start)) {
            throw new ApiFailure(
                    400,
                    "INVALID_REPLICATION_DATE",
                    "endDate must be at least one minute after startDate");
        }
        var now = call.at().truncatedTo(ChronoUnit.MINUTES);
        return new Span(start, end, end.isAfter(now) ? now : end);
    }

    /// An ISO date-time whose seconds do not count; a `+` that came as a space is forgiven.
    private static Instant time(Call call, String name) {
        var text = call.parameter(name).replace(' ', '+');
        try {
            return Values.moment(text).truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeException _) {
            throw new ApiFailure(
                    400,
                    "INVALID_REPLICATION_DATE",
                    "'" + name + "' is not an ISO 8601 date: " + call.parameter(name));
        }
    }

    private ObjectType type(RestCall call) {
        var type = org.store().schema().find(call.name(0));
        if (type == null) {
            throw ApiFailure.notFound();
        }
        if (!type.is(Trait.REPLICATE)) {
            throw new ApiFailure(
                    400, "INVALID_TYPE_FOR_OPERATION", type.name() + " is not replicateable");
        }
        return type;
    }

    /// The caller's rows of any kind, newest first.
    public Answer recent(RestCall call) {
        var limit = limit(call.call().parameter("limit"));
        var rows = org.recent().of(call.session().userId()).stream().limit(limit).toList();
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartArray();
                    rows.forEach(row -> Describes.writeRecent(json, call, row));
                    json.writeEndArray();
                }));
    }

    private static int limit(String text) {
        return text.matches("[1-9][0-9]{0,3}")
                ? Math.min(RECENT_MAX, Integer.parseInt(text))
                : RECENT_MAX;
    }
}
