package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Values;
import headroom.emulator.soap.PartnerApi.SoapCall;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/// `getUpdated` and `getDeleted`: which rows changed between two instants.
final class SoapChanges {
    private static final Duration SPAN_MIN = Duration.ofMinutes(1);
    private static final Duration PAST_MAX = Duration.ofDays(30);

    private final Org org;

    SoapChanges(Org org) {
        this.org = org;
    }

    /// The span asked for; its end is not part of it.
    private record Span(Instant start, Instant end) {
        boolean holds(@Nullable Object at) {
            return at instanceof Instant instant
                    && !instant.isBefore(start)
                    && instant.isBefore(end);
        }
    }

    String getUpdated(SoapCall call) {
        var type = type(call);
        var span = span(call);
        var xml = new XmlText().open("getUpdatedResponse").open("result");
        for (var row : org.store().table(type).rows()) {
            if (!row.isDeleted() && span.holds(changed(row))) {
                xml.put("ids", row.id());
            }
        }
        xml.put("latestDateCovered", Values.soapTime(span.end()));
        return xml.close("result").close("getUpdatedResponse").toString();
    }

    String getDeleted(SoapCall call) {
        var type = type(call);
        var span = span(call);
        var xml = new XmlText().open("getDeletedResponse").open("result");
        for (var row : org.store().table(type).rows()) {
            if (row.isDeleted() && span.holds(changed(row))) {
                xml.open("deletedRecords");
                xml.put("deletedDate", Values.soapText(changed(row))).put("id", row.id());
                xml.close("deletedRecords");
            }
        }
        xml.put("earliestDateAvailable", Values.soapTime(call.call().at().minus(PAST_MAX)));
        xml.put("latestDateCovered", Values.soapTime(span.end()));
        return xml.close("result").close("getDeletedResponse").toString();
    }

    private ObjectType type(SoapCall call) {
        SoapRows.refuseEnterprise(call);
        return SoapRows.type(org, call.arguments().text("sObjectType").strip());
    }

    private static Object changed(Row row) {
        var place = row.type().place("SystemModstamp");
        var value = place < 0 ? null : row.value(place);
        return value == null ? "" : value;
    }

    private static Span span(SoapCall call) {
        try {
            var start = Values.moment(call.arguments().text("startDate").strip());
            var end = Values.moment(call.arguments().text("endDate").strip());
            if (Duration.between(start, end).compareTo(SPAN_MIN) < 0) {
                throw new ApiFailure(
                        500,
                        "INVALID_REPLICATION_DATE",
                        "startDate must be at least one minute greater than endDate");
            }
            if (start.isBefore(call.call().at().minus(PAST_MAX))) {
                throw new ApiFailure(
                        500,
                        "INVALID_REPLICATION_DATE",
                        "startDate cannot be more than 30 days ago");
            }
            return new Span(start, end);
        } catch (DateTimeException _) {
            throw new ApiFailure(
                    500, "INVALID_REPLICATION_DATE", "startDate and endDate are required");
        }
    }
}
