package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Values;
import headroom.emulator.soap.PartnerApi.SoapCall;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// `getUpdated` and `getDeleted`: which rows changed between two instants.
final class SoapChanges {
    private static final Duration SPAN_MIN = Duration.ofMinutes(1);
    private static final Duration PAST_MAX = Duration.ofDays(30);

    private final Org org;

    SoapChanges(Org org) {
        this.org = org;
    }

    /// The span asked for, in whole minutes; its end is not part of it.
    ///
    /// @param covered its end, or now if that is earlier
    private record Span(Instant start, Instant end, Instant covered) {}

    String getUpdated(SoapCall call) {
        var type = type(call);
        var span = span(call);
        var xml = new XmlText().open("getUpdatedResponse").open("result");
        for (var row : changed(type, span)) {
            if (!row.isDeleted()) {
                xml.put("ids", row.id());
            }
        }
        xml.put("latestDateCovered", Values.soapTime(span.covered()));
        return xml.close("result").close("getUpdatedResponse").toString();
    }

    String getDeleted(SoapCall call) {
        var type = type(call);
        var span = span(call);
        var xml = new XmlText().open("getDeletedResponse").open("result");
        for (var row : changed(type, span)) {
            if (row.isDeleted()) {
                xml.open("deletedRecords");
                xml.put("deletedDate", stamp(row)).put("id", row.id());
                xml.close("deletedRecords");
            }
        }
        xml.put("earliestDateAvailable", Values.soapTime(call.call().at().minus(PAST_MAX)));
        xml.put("latestDateCovered", Values.soapTime(span.covered()));
        return xml.close("result").close("getDeletedResponse").toString();
    }

    private ObjectType type(SoapCall call) {
        SoapRows.refuseEnterprise(call);
        var type = SoapRows.type(org, call.arguments().text("sObjectType").strip());
        if (!type.is(ObjectType.Trait.REPLICATE)) {
            throw new ApiFailure(
                    500, "INVALID_TYPE_FOR_OPERATION", type.name() + " is not replicateable");
        }
        return type;
    }

    private List<Row> changed(ObjectType type, Span span) {
        var place = type.place("SystemModstamp");
        return org.store().table(type).between(place, span.start(), span.end());
    }

    private static String stamp(Row row) {
        var value = row.value("SystemModstamp");
        return value == null ? "" : Values.soapText(value);
    }

    private static Span span(SoapCall call) {
        try {
            var start = minute(call, "startDate");
            var end = minute(call, "endDate");
            if (Duration.between(start, end).compareTo(SPAN_MIN) < 0) {
                throw new ApiFailure(
                        500,
                        "INVALID_REPLICATION_DATE",
                        "endDate must be at least one minute after startDate");
            }
            if (start.isBefore(call.call().at().minus(PAST_MAX))) {
                throw new ApiFailure(
                        500,
                        "INVALID_REPLICATION_DATE",
                        "startDate cannot be more than 30 days ago");
            }
            var now = call.call().at().truncatedTo(ChronoUnit.MINUTES);
            return new Span(start, end, end.isAfter(now) ? now : end);
        } catch (DateTimeException _) {
            throw new ApiFailure(
                    500, "INVALID_REPLICATION_DATE", "startDate and endDate are required");
        }
    }

    private static Instant minute(SoapCall call, String name) {
        var text = call.arguments().text(name).strip();
        return Values.moment(text).truncatedTo(ChronoUnit.MINUTES);
    }
}
