package headroom.emulator.bulk2;

import headroom.emulator.bulk.CsvStyle;
import headroom.emulator.bulk.Job;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.bulk2.JobJson.Detail;
import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.records.ObjectType;
import headroom.emulator.rest.RestCall;

import tools.jackson.databind.JsonNode;

import java.util.List;

/// What jobs of both kinds are asked for in the same words.
final class Asked {
    private static final int PAGE_JOBS = 1_000;

    private final Jobs jobs;

    Asked(Jobs jobs) {
        this.jobs = jobs;
    }

    /// A property's text; empty where there is none.
    static String text(JsonNode body, String name) {
        var node = body.get(name);
        return node == null || node.isNull() ? "" : node.asString("").strip();
    }

    ObjectType type(String name) {
        if (name.isEmpty()) {
            throw new ApiFailure(400, "InvalidJob", "InvalidJob : Must specify object");
        }
        var store = jobs.org().store();
        var type = store.schema().find(name);
        if (type == null || !type.isWritable() || !store.sees(type)) {
            throw new ApiFailure(
                    400,
                    "InvalidEntity",
                    "Entity '" + name + "' is not supported by the Bulk API.");
        }
        return type;
    }

    static void requireCsv(JsonNode body) {
        var contentType = text(body, "contentType");
        if (!contentType.isEmpty() && !contentType.equalsIgnoreCase("CSV")) {
            throw new ApiFailure(
                    400, "InvalidJob", "InvalidJob : Unsupported content type : " + contentType);
        }
    }

    static CsvStyle style(JsonNode body) {
        try {
            return CsvStyle.parse(text(body, "columnDelimiter"), text(body, "lineEnding"));
        } catch (IllegalArgumentException _) {
            throw new ApiFailure(
                    400,
                    "InvalidJob",
                    "InvalidJob : Unsupported lineEnding or columnDelimiter : "
                            + text(body, "lineEnding")
                            + " "
                            + text(body, "columnDelimiter"));
        }
    }

    /// Jobs of these types, a thousand a page; the locator is the place of the next page's first.
    Answer list(RestCall call, String resource, List<String> types) {
        var type = call.call().parameter("jobType");
        var chunked = call.call().parameter("isPkChunkingEnabled").equalsIgnoreCase("true");
        var from = place(call.call().parameter("queryLocator"));
        var found =
                jobs.list(
                        from,
                        PAGE_JOBS + 1,
                        job ->
                                types.contains(job.kind().word())
                                        && (type.isEmpty()
                                                || type.equalsIgnoreCase(job.kind().word()))
                                        && (!chunked || job.isChunked()));
        var isLast = found.size() <= PAGE_JOBS;
        var page = isLast ? found : found.subList(0, PAGE_JOBS);
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("done", isLast);
                    json.writeArrayPropertyStart("records");
                    for (Job job : page) {
                        new JobJson(json).write(job, Detail.LISTED);
                    }
                    json.writeEndArray();
                    if (isLast) {
                        json.writeNullProperty("nextRecordsUrl");
                    } else {
                        json.writeStringProperty(
                                "nextRecordsUrl",
                                "%s/jobs/%s?queryLocator=%s"
                                        .formatted(
                                                call.root(),
                                                resource,
                                                Locator.of(from + PAGE_JOBS)));
                    }
                    json.writeEndObject();
                }));
    }

    private static int place(String locator) {
        return locator.isEmpty() ? 0 : Locator.read(locator);
    }
}
