package headroom.console;

import headroom.forecast.Forecast;
import headroom.forecast.Forecast.Band;
import headroom.report.OrgOverview;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the charts draw, in milliseconds since 1970 and charges. Immutable.
///
/// @param zone in which its times are shown
record Curves(ZoneId zone) {
    private static final JsonMapper JSON = new JsonMapper();

    /// The last 24 hours, as the ledger and the org say it, and the next as they are expected.
    Map<String, Object> aroundNow(OrgOverview org, Optional<Forecast> forecast) {
        var curve = base(org.allocation().calls());
        curve.put("now", org.asOf().toEpochMilli());
        curve.put("from", org.curve().from().toEpochMilli());
        curve.put("rolling", org.curve().rolling());
        curve.put(
                "said",
                org.curve().said().stream()
                        .map(one -> List.of(one.at().toEpochMilli(), one.used()))
                        .toList());
        forecast.ifPresent(it -> {
            curve.put("bands", bands(it.asOf(), it.used(), it.day()));
            moment(curve, "early", it.exhaustion().early());
            moment(curve, "likely", it.exhaustion().likely());
            moment(curve, "late", it.exhaustion().late());
        });
        return curve;
    }

    /// The next seven days.
    Map<String, Object> week(Forecast forecast) {
        var curve = base(Optional.of(forecast.allocation()));
        curve.put("days", true);
        curve.put("bands", bands(forecast.asOf(), forecast.used(), forecast.week()));
        return curve;
    }

    /// To stand in an attribute, where the script finds it.
    static String attribute(Map<String, Object> curve) {
        return Html.escape(JSON.writeValueAsString(curve));
    }

    private Map<String, Object> base(Optional<Long> allocation) {
        var curve = new LinkedHashMap<String, Object>();
        curve.put("zone", Shown.name(zone));
        allocation.ifPresent(calls -> curve.put("allocation", calls));
        return curve;
    }

    /// From the usage that is known now, without a gap.
    private static List<List<Long>> bands(Instant now, long used, List<Band> bands) {
        var all = new java.util.ArrayList<List<Long>>();
        all.add(List.of(now.toEpochMilli(), used, used, used));
        for (var band : bands) {
            all.add(List.of(band.at().toEpochMilli(), band.low(), band.mid(), band.high()));
        }
        return all;
    }

    private static void moment(Map<String, Object> curve, String name, Optional<Instant> at) {
        at.ifPresent(when -> curve.put(name, when.toEpochMilli()));
    }
}
