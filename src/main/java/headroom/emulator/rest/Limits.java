package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The limits resource: all keys a recent org answers. Only what the emulator counts moves.
public final class Limits {
    private static final long CUSTOM_PERMISSION_SETS = 1_000;

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
                    json.writeStartObject();
                    fixed.forEach((key, max) -> write(json, key, max, call.call().at()));
                    json.writeEndObject();
                }));
    }

    private void write(JsonGenerator json, String key, long usual, Instant now) {
        var bulk = org.bulkCounts();
        json.writeObjectPropertyStart(key);
        switch (key) {
            // This very call is booked after it is answered, and shown in both.
            case "DailyApiRequests" -> {
                var own = org.options().limits().lag().isZero() ? 1 : 0;
                write(json, org.options().max(), org.gauge().lagging() + own);
                writeApps(json, true);
            }
            case "DailyBulkApiBatches" -> {
                write(json, bulk.batchesMax(), bulk.batches(now));
                writeApps(json, false);
            }
            case "DailyBulkV2QueryJobs" -> write(json, bulk.queryJobsMax(), bulk.queryJobs(now));
            case "DailyBulkV2QueryFileStorageMB" -> write(json, usual, bulk.resultMb(now));
            case "PermissionSets" -> {
                write(json, usual, 0);
                json.writeObjectPropertyStart("CreateCustom");
                write(json, CUSTOM_PERMISSION_SETS, 0);
                json.writeEndObject();
            }
            case "DailyGenericStreamingApiEvents", "DailyStreamingApiEvents" -> {
                write(json, usual, 0);
                writeApps(json, false);
            }
            default -> write(json, usual, 0);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, long max, long used) {
        json.writeNumberProperty("Max", max);
        json.writeNumberProperty("Remaining", Math.max(0, max - used));
    }

    /// One entry per connected app, as older responses had: its quota, or zeros without one.
    private void writeApps(JsonGenerator json, boolean withQuotas) {
        if (!org.options().limits().appsListed()) {
            return;
        }
        for (var app : org.apps().names()) {
            var usage = withQuotas ? org.gauge().appUsage(app) : null;
            json.writeObjectPropertyStart(app);
            write(json, usage == null ? 0 : usage.max(), usage == null ? 0 : usage.used());
            json.writeEndObject();
        }
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
