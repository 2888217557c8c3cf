package headroom.emulator.bulk2;

import headroom.emulator.bulk.CsvStyle;
import headroom.emulator.bulk.Job;
import headroom.emulator.bulk.JobState;
import headroom.emulator.records.Values;

import tools.jackson.core.JsonGenerator;

import java.time.Duration;

/// Jobs as Bulk 2.0 shows them; the order of the properties is that of captures.
final class JobJson {
    private final JsonGenerator json;

    JobJson(JsonGenerator json) {
        this.json = json;
    }

    /// How much of a job an answer shows.
    enum Detail {
        /// The answer to its creation.
        CREATED,
        /// The answer to a change of its state.
        CHANGED,
        /// One of a list.
        LISTED,
        WHOLE
    }

    void write(Job job, Detail detail) {
        var ticket = job.ticket();
        json.writeStartObject();
        json.writeStringProperty("id", job.id());
        json.writeStringProperty("operation", ticket.operation().word());
        json.writeStringProperty("object", ticket.object());
        json.writeStringProperty("createdById", ticket.userId());
        json.writeStringProperty("createdDate", Values.restTime(ticket.createdAt()));
        json.writeStringProperty("systemModstamp", Values.restTime(job.changedAt()));
        json.writeStringProperty("state", job.state().word());
        if (job instanceof IngestJob ingest) {
            putIfAny("externalIdFieldName", ingest.wish().externalId());
            putIfAny("assignmentRuleId", ingest.wish().assignmentRule());
        }
        json.writeStringProperty("concurrencyMode", "Parallel");
        json.writeStringProperty("contentType", job.contentType());
        json.writeName("apiVersion");
        json.writeNumber(ticket.version() + ".0");
        if (detail == Detail.LISTED || detail == Detail.WHOLE) {
            json.writeStringProperty("jobType", job.kind().word());
        }
        putStyle(job, detail);
        if (detail == Detail.WHOLE) {
            putCounts(job);
        }
        json.writeEndObject();
    }

    private void putStyle(Job job, Detail detail) {
        switch (job) {
            case IngestJob ingest -> {
                if (job.state() == JobState.OPEN && detail != Detail.CHANGED) {
                    json.writeStringProperty(
                            "contentUrl",
                            "services/data/v%d.0/jobs/ingest/%s/batches"
                                    .formatted(job.ticket().version(), job.id()));
                }
                if (detail != Detail.CHANGED) {
                    putStyle(ingest.wish().style());
                }
            }
            case QueryJob query -> putStyle(query.style());
            default -> {}
        }
    }

    private void putStyle(CsvStyle style) {
        json.writeStringProperty("lineEnding", style.lineEnding().name());
        json.writeStringProperty("columnDelimiter", style.delimiter().name());
    }

    private void putCounts(Job job) {
        json.writeNumberProperty("numberRecordsProcessed", job.processed());
        if (job instanceof IngestJob) {
            json.writeNumberProperty("numberRecordsFailed", job.failed());
        }
        json.writeNumberProperty("retries", 0);
        json.writeNumberProperty("totalProcessingTime", totalMillis(job));
        if (job instanceof IngestJob) {
            json.writeNumberProperty("apiActiveProcessingTime", job.activeMillis());
            json.writeNumberProperty("apexProcessingTime", 0);
        }
        json.writeBooleanProperty("isPkChunkingSupported", job instanceof QueryJob);
        putIfAny("errorMessage", job.message());
    }

    /// Until it was done, in the org's time.
    private static long totalMillis(Job job) {
        var open = job.state() == JobState.OPEN || job.state() == JobState.UPLOAD_COMPLETE;
        var passed = Duration.between(job.ticket().createdAt(), job.changedAt()).toMillis();
        return open ? 0 : Math.max(passed, job.activeMillis());
    }

    private void putIfAny(String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }
}
