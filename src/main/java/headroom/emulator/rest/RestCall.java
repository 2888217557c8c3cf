package headroom.emulator.rest;

import headroom.emulator.call.Call;
import headroom.emulator.call.Session;

import java.util.List;

/// A REST call that found its route: who calls, and what stands in the path's open places.
public record RestCall(Call call, Session session, List<String> names) {
    public String name(int index) {
        return names.get(index);
    }

    /// `66` of `v66.0`.
    public int version() {
        return ApiVersions.parse(call.segment(2)).orElse(ApiVersions.LAST);
    }

    /// The path under which this version's resources are: `/services/data/v66.0`.
    public String root() {
        return "/services/data/" + call.segment(2);
    }
}
