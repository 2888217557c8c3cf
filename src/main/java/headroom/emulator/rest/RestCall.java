package headroom.emulator.rest;

import headroom.emulator.call.Call;
import headroom.emulator.call.Session;
import headroom.emulator.records.WriteOptions;

import java.util.List;
import java.util.Locale;

/// A REST call that found its route: who calls, and what stands in the path's open places.
public record RestCall(Call call, Session session, List<String> names) {
    public String name(int index) {
        return names.get(index);
    }

    /// `66` of `v66.0`.
    public int version() {
        return ApiVersions.parse(call.segment(2)).orElse(ApiVersions.LAST);
    }

    /// What the call's headers ask of a write.
    ///
    /// `Sforce-Auto-Assign` is on unless it says `FALSE` (REST guide, "Assignment Rule Header").
    public WriteOptions writeOptions() {
        return WriteOptions.DEFAULTS
                .withAutoAssign(
                        !call.header("Sforce-Auto-Assign").strip().equalsIgnoreCase("false"))
                .withAllowDuplicates(
                        call.header("Sforce-Duplicate-Rule-Header")
                                .replace(" ", "")
                                .toLowerCase(Locale.ROOT)
                                .contains("allowsave=true"));
    }

    /// The path under which this version's resources are: `/services/data/v66.0`.
    public String root() {
        return "/services/data/" + call.segment(2);
    }
}
