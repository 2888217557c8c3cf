package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;

import java.util.LinkedHashMap;
import java.util.Map;

/// The limits resource: all keys a recent org answers. Only what the emulator counts moves.
public final class Limits {
    private final Org org;
    private final Map<String, Long> fixed;

    public Limits(Org org) {
        this.org = org;
        this.fixed = fixed(!org.options().edition().hasGrace());
    }

    /// @param free whether it is a developer or sandbox org, whose other limits are small too
    private static Map<String, Long> fixed(boolean free) {
        var all = new LinkedHashMap<String, Long>();
        for (var line : LimitKeys.TEXT.lines().toList()) {
            var parts = line.split(" ", 3);
            all.put(parts[0], Long.parseLong(parts[free ? 1 : parts.length - 1]));
        }
        return all;
    }

    public Answer limits(RestCall call) {
        return Answer.json(
                200,
                Json.write(json -> {
                    // This very call is booked after it is answered, and shown in both.
                    var usage = org.usage();
                    json.writeStartObject();
                    fixed.forEach((key, max) -> {
                        var isCalls = key.equals("DailyApiRequests");
                        var limit = isCalls ? usage.max() : max;
                        var used = isCalls ? usage.used() + 1 : 0;
                        json.writeObjectPropertyStart(key);
                        json.writeNumberProperty("Max", limit);
                        json.writeNumberProperty("Remaining", Math.max(0, limit - used));
                        if (key.equals("PermissionSets")) {
                            json.writeObjectPropertyStart("CreateCustom");
                            json.writeNumberProperty("Max", 1_000);
                            json.writeNumberProperty("Remaining", 1_000);
                            json.writeEndObject();
                        }
                        json.writeEndObject();
                    });
                    json.writeEndObject();
                }));
    }

    /// `limits/recordCount?sObjects=Account,Contact`; names that are no objects are left out.
    public Answer recordCount(RestCall call) {
        var asked = call.call().parameter("sObjects");
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeArrayPropertyStart("sObjects");
                    for (var name : asked.split(",", 1_000)) {
                        var type = org.store().schema().find(name.strip());
                        if (type != null) {
                            json.writeStartObject();
                            json.writeNumberProperty("count", org.store().table(type).liveCount());
                            json.writeStringProperty("name", type.name());
                            json.writeEndObject();
                        }
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }
}
