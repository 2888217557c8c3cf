package headroom.emulator.bulk1;

import headroom.emulator.bulk1.AsyncBatch.State;
import headroom.emulator.call.Answer;
import headroom.emulator.call.Json;
import headroom.emulator.call.Xml;
import headroom.emulator.records.Values;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Jobs and batches as the first API shows them, in XML or in JSON. Properties keep one order:
/// Java's client reads XML by it.
final class AsyncText {
    private static final String NAMESPACE = "http://www.force.com/2009/06/asyncapi/dataload";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private AsyncText() {}

    static Answer job(AsyncJob job, boolean json, int status) {
        var fields = fields(job, json);
        return json
                ? json(status, it -> write(it, fields))
                : xml(status, element("jobInfo", fields));
    }

    static Answer batch(AsyncJob job, AsyncBatch batch, boolean json, int status) {
        var fields = fields(job, batch, json);
        return json
                ? json(status, it -> write(it, fields))
                : xml(status, element("batchInfo", fields));
    }

    static Answer batches(AsyncJob job, Collection<AsyncBatch> batches, boolean json) {
        if (json) {
            return json(
                    200,
                    it -> {
                        it.writeStartObject();
                        it.writeArrayPropertyStart("batchInfo");
                        batches.forEach(batch -> write(it, fields(job, batch, true)));
                        it.writeEndArray();
                        it.writeEndObject();
                    });
        }
        var text = new StringBuilder("<batchInfoList xmlns=\"" + NAMESPACE + "\">");
        for (var batch : batches) {
            text.append("<batchInfo>");
            put(text, fields(job, batch, false));
            text.append("</batchInfo>");
        }
        return xml(200, text.append("</batchInfoList>").toString());
    }

    static Answer results(List<String> ids, boolean json) {
        if (json) {
            return json(
                    200,
                    it -> {
                        it.writeStartArray();
                        ids.forEach(it::writeString);
                        it.writeEndArray();
                    });
        }
        var text = new StringBuilder("<result-list xmlns=\"" + NAMESPACE + "\">");
        ids.forEach(id -> text.append("<result>").append(id).append("</result>"));
        return xml(200, text.append("</result-list>").toString());
    }

    private static Map<String, @Nullable Object> fields(AsyncJob job, boolean json) {
        var ticket = job.ticket();
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("id", job.id());
        fields.put("operation", ticket.operation().word());
        fields.put("object", ticket.object());
        fields.put("createdById", ticket.userId());
        fields.put("createdDate", time(ticket.createdAt(), json));
        fields.put("systemModstamp", time(job.changedAt(), json));
        fields.put("state", job.state().word());
        fields.put("externalIdFieldName", orNull(job.wish().externalId()));
        fields.put("concurrencyMode", job.wish().serial() ? "Serial" : "Parallel");
        fields.put("contentType", job.contentType());
        fields.put("numberBatchesQueued", job.count(State.QUEUED));
        fields.put("numberBatchesInProgress", job.count(State.IN_PROGRESS));
        fields.put("numberBatchesCompleted", job.count(State.COMPLETED));
        fields.put("numberBatchesFailed", job.count(State.FAILED));
        fields.put("numberBatchesTotal", (long) job.batches().size());
        fields.put("numberRecordsProcessed", sum(job, AsyncBatch::processed));
        fields.put("numberRetries", 0L);
        fields.put("apiVersion", (double) ticket.version());
        fields.put("assignmentRuleId", orNull(job.wish().assignmentRule()));
        fields.put("numberRecordsFailed", sum(job, AsyncBatch::failed));
        fields.put("totalProcessingTime", sum(job, AsyncText::totalMillis));
        fields.put("apiActiveProcessingTime", sum(job, AsyncBatch::activeMillis));
        fields.put("apexProcessingTime", 0L);
        return fields;
    }

    private static long sum(AsyncJob job, java.util.function.ToLongFunction<AsyncBatch> what) {
        return job.batches().stream().mapToLong(what).sum();
    }

    private static long totalMillis(AsyncBatch batch) {
        return switch (batch.state()) {
            case QUEUED, NOT_PROCESSED -> 0;
            case IN_PROGRESS, COMPLETED, FAILED -> {
                var passed = Duration.between(batch.createdAt(), batch.changedAt()).toMillis();
                yield Math.max(passed, batch.activeMillis());
            }
        };
    }

    private static Map<String, @Nullable Object> fields(
            AsyncJob job, AsyncBatch batch, boolean json) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("id", batch.id());
        fields.put("jobId", job.id());
        fields.put("state", batch.state().word());
        fields.put("stateMessage", orNull(batch.message()));
        fields.put("createdDate", time(batch.createdAt(), json));
        fields.put("systemModstamp", time(batch.changedAt(), json));
        fields.put("numberRecordsProcessed", batch.processed());
        fields.put("numberRecordsFailed", batch.failed());
        fields.put("totalProcessingTime", totalMillis(batch));
        fields.put("apiActiveProcessingTime", batch.activeMillis());
        fields.put("apexProcessingTime", 0L);
        return fields;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String time(java.time.Instant instant, boolean json) {
        return json ? Values.restTime(instant) : Values.soapTime(instant);
    }

    private static String element(String name, Map<String, @Nullable Object> fields) {
        var text = new StringBuilder("<" + name + " xmlns=\"" + NAMESPACE + "\">");
        put(text, fields);
        return text.append("</").append(name).append('>').toString();
    }

    /// What is null has no element.
    private static void put(StringBuilder text, Map<String, @Nullable Object> fields) {
        fields.forEach((name, value) -> {
            if (value != null) {
                text.append('<').append(name).append('>');
                Xml.escape(text, String.valueOf(value));
                text.append("</").append(name).append('>');
            }
        });
    }

    private static void write(
            tools.jackson.core.JsonGenerator json, Map<String, @Nullable Object> fields) {
        json.writeStartObject();
        fields.forEach((name, value) -> {
            json.writeName(name);
            switch (value) {
                case null -> json.writeNull();
                case Long number -> json.writeNumber(number);
                case Double number -> json.writeNumber(number);
                default -> json.writeString(String.valueOf(value));
            }
        });
        json.writeEndObject();
    }

    private static Answer json(
            int status, java.util.function.Consumer<tools.jackson.core.JsonGenerator> body) {
        return Answer.json(status, Json.write(body));
    }

    private static Answer xml(int status, String body) {
        return Answer.of(
                status, Format.XML.mediaType(), (HEAD + body).getBytes(StandardCharsets.UTF_8));
    }
}
